use std::ops::Range;

/// Words, with which a stop does not end a sentence.
const SHORT: [&str; 14] =
    ["art", "bijv", "dhr", "dr", "drs", "ing", "ir", "jl", "mr", "mw", "nr", "nrs", "prof", "zgn"];

/// The sentences of a reading text, as byte ranges in order: every word is in one of them.
///
/// A sentence ends behind a stop, with the quotation marks, brackets and footnote marks that follow it, where a blank and
/// a capital come next. Initials and abbreviations do not end one, and brackets do not begin one ("c.s. (Kamerstuk …").
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, stop) in text.match_indices(['.', '!', '?']) {
        let behind = &text[at + 1..];
        let rest =
            behind.trim_start_matches(|c| matches!(c, '”' | '’' | '"' | '\'' | ')' | '»') || is_mark(c));
        let next = rest.trim_start();
        let opens = next.trim_start_matches(['‘', '“', '„', '"', '\'', '«']);
        let ends = rest.len() > next.len() && opens.starts_with(is_capital);
        if at < start || !ends || (stop == "." && is_short(&text[start..at])) {
            continue;
        }
        found.push(start..text.len() - rest.len());
        start = text.len() - next.len();
    }
    if start < text.len() {
        found.push(start..text.len());
    }
    found
}

/// A capital of the languages around: the tables of all languages would be 10 kB in the page.
fn is_capital(c: char) -> bool {
    c.is_ascii_uppercase() || ('À'..='Þ').contains(&c)
}

/// A mark of a footnote: a digit, raised or not.
fn is_mark(c: char) -> bool {
    // Not `str::contains`: it looks for a letter beyond ASCII as for a word, 0.5 kB (brotli) of the page.
    matches!(c, '0'..='9' | '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

/// Whether the stop behind `before` belongs to its last word: an abbreviation, an initial, the number of a heading.
fn is_short(before: &str) -> bool {
    // No abbreviation is longer; a text without blanks is read in linear time.
    let Some((at, _)) = before.char_indices().rev().take(8).last() else { return false };
    let end = &before[at..];
    let word = end.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(is_capital) && letters.next().is_none();
    let number = word.len() == before.len() && word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    initial || number || SHORT.iter().any(|short| short.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_stop_before_a_capital_ends_a_sentence() {
        assert_eq!(
            cut("Op 26 september jl. heeft hij gevraagd. ‘Waarom?’ En nu.1 Deze zorgen (3.5) blijven."),
            ["Op 26 september jl. heeft hij gevraagd.", "‘Waarom?’", "En nu.1", "Deze zorgen (3.5) blijven."]
        );
    }

    #[test]
    fn what_is_short_does_not() {
        for text in
            ["De heer D. Yesilgoz zegt dit.", "2. Geadviseerd besluit", "Zie nr. XVI van drs. Jansen.", ""]
        {
            assert_eq!(sentences(text).len(), usize::from(!text.is_empty()), "{text}");
        }
    }

    #[test]
    fn every_word_is_in_a_sentence() {
        for text in ["A. b. C. d", "...", " Een. Twee.  Drie", "Zo?! “Ja.” Nee."] {
            let (mut at, all) = (0, sentences(text));
            for range in &all {
                assert!(text[at..range.start].trim().is_empty() && range.start < range.end, "{text}");
                at = range.end;
            }
            assert_eq!(at, text.len());
        }
    }
}

//! Abbreviations that a text explains: "Autoriteit online Terroristisch en Kinderpornografisch Materiaal (ATKM)".
//!
//! Every letter of the abbreviation has to begin a word of the name, in order, or to stand in the word that begins
//! with the letter before it ("Inlichtingen- en Veiligheidsdienst", IVD). Small words between may be passed over.

use crate::words::Words;
use std::ops::Range;

/// Most words of a name: the longest official ones have nine.
const LONGEST: usize = 12;

/// Names with their abbreviations, as byte ranges of `text`.
pub fn aliases(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    if !text.contains('(') {
        return found;
    }
    let words = Words::of(text);
    for at in 1..words.len() {
        let written = words.written(at);
        let short = words.place(at, at);
        let bracketed = text[..short.start].ends_with('(') && text[short.end..].starts_with(')');
        let capitals = written.chars().filter(|c| c.is_uppercase()).count();
        if !bracketed
            || capitals < 2
            || written.len() > 10
            || !written.bytes().all(|b| b.is_ascii_alphabetic())
        {
            continue;
        }
        let from = at.saturating_sub(LONGEST);
        let before: Vec<&str> = (from..at).map(|i| words.folded(i)).collect();
        // Two words at least: one that happens to have the letters is no name spelt out.
        let first = spelt(&before, words.bytes(at)).filter(|first| before.len() - first > 1);
        let Some(name) = first.map(|first| words.place(from + first, at - 1)) else { continue };
        let adjoins = text[name.end..short.start].trim() == "(";
        if adjoins && !text[name.clone()].contains(['.', ';', ':', '(', ')']) {
            found.push((name, short));
        }
    }
    found
}

/// Where the name begins whose last words the letters spell; the last word has to take part.
fn spelt(words: &[&str], letters: &[u8]) -> Option<usize> {
    let (last, rest) = words.split_last()?;
    // The word takes one letter or more off the end of the abbreviation: its first, and others that follow in it.
    let takes = |count: &usize| {
        let own = &letters[letters.len() - count..];
        let mut left = last.bytes();
        last.as_bytes().first() == own.first() && own.iter().all(|letter| left.any(|byte| byte == *letter))
    };
    for count in (1..=letters.len()).filter(takes) {
        let left = &letters[..letters.len() - count];
        if left.is_empty() {
            return Some(rest.len());
        }
        // At most two small words between two that take part.
        for small in 0..=2 {
            let Some(next) = rest.len().checked_sub(small) else { break };
            if rest[next..].iter().any(|word| word.len() > 6) {
                break;
            }
            if let Some(first) = spelt(&rest[..next], left) {
                return Some(first);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, &str)> {
        aliases(text).into_iter().map(|(name, short)| (&text[name], &text[short])).collect()
    }

    #[test]
    fn an_abbreviation_is_read_with_the_name_that_its_letters_begin() {
        for (text, name, short) in [
            (
                "via de Autoriteit online Terroristisch en Kinderpornografisch Materiaal (ATKM).",
                "Autoriteit online Terroristisch en Kinderpornografisch Materiaal",
                "ATKM",
            ),
            (
                "de Algemene Inlichtingen- en Veiligheidsdienst (AIVD) acht",
                "Algemene Inlichtingen- en Veiligheidsdienst",
                "AIVD",
            ),
            ("de Autoriteit Persoonsgegevens (AP)", "Autoriteit Persoonsgegevens", "AP"),
            ("het Nationaal Cyber Security Centrum (NCSC)", "Nationaal Cyber Security Centrum", "NCSC"),
        ] {
            assert_eq!(read(text), [(name, short)], "{text}");
        }
    }

    #[test]
    fn what_stands_in_brackets_and_is_no_abbreviation_of_the_words_before_is_left() {
        for text in [
            "de minister (JenV) acht",
            "(AIVD)",
            "de motie (Europese) voorstellen",
            "Den Haag. Algemene Inlichtingen. Veiligheid Dienst (AIVD)",
            "het lid Slootweg (CDA)",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}

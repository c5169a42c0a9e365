//! Abbreviations that a text explains: "Autoriteit online Terroristisch en Kinderpornografisch Materiaal (ATKM)", or the
//! other way round, "CSA (Child Sexual Abuse)".
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
    for at in 0..words.len() {
        let written = words.written(at);
        let short = words.place(at, at);
        let capitals = written.chars().filter(|c| c.is_uppercase()).count();
        if capitals < 2 || written.len() > 10 || !written.bytes().all(|b| b.is_ascii_alphabetic()) {
            continue;
        }
        if let Some(name) = explained(text, &words, at) {
            found.push((name, short));
            continue;
        }
        if !(text[..short.start].ends_with('(') && text[short.end..].starts_with(')')) {
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

/// The name in brackets behind an abbreviation, where its words are all there is in them.
fn explained(text: &str, words: &Words, at: usize) -> Option<Range<usize>> {
    let open = words.place(at, at).end;
    let inside = text[open..].strip_prefix(" (")?.split(')').next()?;
    if inside.contains(['.', ';', ':', ',', '(']) {
        return None;
    }
    let end = open + 2 + inside.len();
    let last =
        (at + 1..words.len().min(at + 1 + LONGEST)).take_while(|i| words.place(*i, *i).end <= end).last()?;
    let name: Vec<&str> = (at + 1..=last).map(|i| words.folded(i)).collect();
    let place = words.place(at + 1, last);
    let whole = (place.start, place.end) == (open + 2, end) && end < text.len();
    (whole && name.len() > 1 && spelt(&name, words.bytes(at)) == Some(0)).then_some(place)
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
            ("de Verordening (hierna: CSA (Child Sexual Abuse)) dat", "Child Sexual Abuse", "CSA"),
            ("AP (Autoriteit Persoonsgegevens)", "Autoriteit Persoonsgegevens", "AP"),
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
            "de AIVD (een dienst) en de AP (Autoriteit",
            "de EU (Europese Unie, Raad)",
            "In NL (Nederland. Luxemburg) en",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}

//! The parts of compounds that the search has to know for these texts.
//!
//! A part that the texts have as a word of its own needs no list. The others are in `compounds.txt`, and so are the
//! words that only look like parts: prefixes and endings, behind a hyphen.

use model::{Document, tokens};
use std::collections::BTreeSet;

/// Words that compounds of government texts are made of, one on each line, and behind a hyphen what makes no compound.
const LISTED: &str = include_str!("compounds.txt");

/// Those that some word of the documents begins or ends with.
pub fn compounds(documents: &[Document]) -> Vec<String> {
    let mut words = BTreeSet::new();
    for document in documents {
        let texts = document.passages.iter().map(|p| &p.text).chain([&document.title.value]);
        texts.for_each(|text| words.extend(tokens(text).into_iter().map(|t| t.text)));
    }
    let plural = |word: &str, part: &str| {
        ["s", "en"].iter().any(|end| word.strip_suffix(end).is_some_and(|w| w.ends_with(part)))
    };
    let used = |line: &&str| {
        let part = line.trim_start_matches('-');
        let of = |word: &String| {
            word.len() > part.len() && (word.starts_with(part) || word.ends_with(part) || plural(word, part))
        };
        // A prefix matters only where the texts have it as a word, too: else it is taken for no part anyway.
        words.iter().any(of) && (!line.starts_with('-') || words.contains(part))
    };
    LISTED.lines().filter(used).map(String::from).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sorted_and_has_each_word_once() {
        let (never, parts): (Vec<&str>, Vec<&str>) =
            super::LISTED.lines().partition(|line| line.starts_with('-'));
        for list in [never, parts] {
            assert!(list.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}

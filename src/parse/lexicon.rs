//! Which words of a text may begin a fact: one look-up per word, for all rules together.

use crate::{actors, citations, dates, tables::Tables, words::{Bits, Words, shape}};
use rustc_hash::FxHashMap;

const DATE: u8 = 1;
const CITATION: u8 = 2;
const NAME: u8 = 4;
const MINISTRY: u8 = 8;

/// Words, folded, with the rules that look around them.
pub struct Lexicon {
    rules: FxHashMap<String, u8>,
    /// Their [`shape`]s.
    shapes: Bits,
}

/// Where the rules have to look in a text: numbers of words, in order.
#[derive(Default)]
pub struct Candidates {
    /// For [`dates::scan_at`].
    pub dates: Vec<usize>,
    /// For [`citations::scan_at`].
    pub citations: Vec<usize>,
    /// For [`actors::scan_at`].
    pub names: Vec<usize>,
    /// For [`crate::people::named_at`].
    pub ministries: Vec<usize>,
}

impl Lexicon {
    /// The openers of every rule.
    pub fn of(tables: &Tables) -> Self {
        let mut words: FxHashMap<String, u8> = FxHashMap::default();
        let mut add = |word: &str, rule| *words.entry(word.to_owned()).or_default() |= rule;
        dates::openers().for_each(|w| add(w, DATE));
        citations::OPENERS.iter().for_each(|w| add(w, CITATION));
        actors::openers().for_each(|w| add(w, NAME));
        tables.openers.iter().for_each(|w| add(w, MINISTRY));
        crate::people::OFFICES.iter().for_each(|w| add(w, MINISTRY));
        Self { shapes: Bits::of(words.keys().map(|word| shape(word.as_bytes()))), rules: words }
    }

    /// Where the rules have to look.
    pub fn candidates(&self, words: &Words) -> Candidates {
        let mut found = Candidates::default();
        for at in 0..words.len() {
            let word = words.folded(at);
            let digit = word.as_bytes()[0].is_ascii_digit();
            let listed = self.shapes.has(shape(word.as_bytes())).then(|| self.rules.get(word)).flatten();
            let rules = listed.copied().unwrap_or(0) | if digit { DATE | CITATION } else { 0 };
            if rules == 0 {
                continue;
            }
            for (rule, list) in [
                (DATE, &mut found.dates),
                (CITATION, &mut found.citations),
                (NAME, &mut found.names),
                (MINISTRY, &mut found.ministries),
            ] {
                if rules & rule != 0 {
                    list.push(at);
                }
            }
        }
        found
    }
}

//! Which words of a text may begin a fact: one look-up per word, for all rules together.

use crate::{
    actors, citations, dates, repairs,
    tables::Tables,
    words::{Bits, Table, Words, shape},
};

const DATE: u8 = 1;
const CITATION: u8 = 2;
const NAME: u8 = 4;
const MINISTRY: u8 = 8;
const ISSUE: u8 = 16;
const MISREAD: u8 = 32;

/// Words, folded, with the rules that look around them.
pub struct Lexicon {
    rules: Table<u8>,
    /// Their [`shape`]s.
    shapes: Bits,
    /// How words begin that may go on with any ending and show an issue: their [`start`]s.
    starts: Bits,
}

/// The first three bytes of a word in a number below 2¹⁶.
fn start(word: &[u8]) -> usize {
    let start = word.iter().take(3).fold(0_u32, |key, byte| key << 8 | u32::from(*byte));
    // Fibonacci hashing: the upper half of the product with 2³² divided by the golden ratio.
    (start.wrapping_mul(2_654_435_769) >> 16) as usize
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
    /// For [`crate::issues::Expressions::marks`].
    pub issues: Vec<usize>,
    /// For [`crate::repairs::misread`].
    pub misread: Vec<usize>,
}

impl Lexicon {
    /// The openers of every rule.
    pub fn of(tables: &Tables) -> Self {
        let mut words: Table<u8> = Table::default();
        let mut starts: Vec<usize> = Vec::new();
        let mut add = |word: &str, rule| *words.entry(word, || 0) |= rule;
        dates::openers().for_each(|w| add(w, DATE));
        citations::OPENERS.iter().for_each(|w| add(w, CITATION));
        actors::openers().for_each(|w| add(w, NAME));
        tables.openers.iter().for_each(|w| add(w, MINISTRY));
        crate::people::OFFICES.iter().for_each(|w| add(w, MINISTRY));
        for entry in &tables.issues {
            for expression in entry.expressions.iter().chain(&entry.except) {
                match expression.0.first() {
                    Some((word, true)) => starts.push(start(word.as_bytes())),
                    Some((word, false)) => *words.entry(word, || 0) |= ISSUE,
                    None => {}
                }
            }
        }
        for word in repairs::misreadings() {
            *words.entry(&word, || 0) |= MISREAD;
        }
        Self {
            starts: Bits::of(starts),
            shapes: Bits::of(words.words().map(|word| shape(word.as_bytes()))),
            rules: words,
        }
    }

    /// Where the rules have to look.
    pub fn candidates(&self, words: &Words) -> Candidates {
        let mut found = Candidates::default();
        for at in 0..words.len() {
            let word = words.bytes(at);
            let digit = word[0].is_ascii_digit();
            let listed = self.shapes.has(shape(word)).then(|| self.rules.get(words.folded(at))).flatten();
            let begins = self.starts.has(start(word));
            let rules = listed.copied().unwrap_or(0)
                | if digit { DATE | CITATION } else { 0 }
                | if begins { ISSUE } else { 0 };
            if rules == 0 {
                continue;
            }
            for (rule, list) in [
                (DATE, &mut found.dates),
                (CITATION, &mut found.citations),
                (NAME, &mut found.names),
                (MINISTRY, &mut found.ministries),
                (ISSUE, &mut found.issues),
                (MISREAD, &mut found.misread),
            ] {
                if rules & rule != 0 {
                    list.push(at);
                }
            }
        }
        found
    }
}

//! Which policy issues a passage carries, and the expressions that show it.

use crate::{
    tables::{Expression, Tables},
    words::{Bits, Words},
};
use model::{IssueMark, Reading};

/// The expressions of all issues by the first byte of their first word, folded.
pub struct Expressions {
    by_initial: Vec<Vec<Entry>>,
    /// How the first words of expressions begin ([`key`]): most words of a text are told by it.
    keys: Bits,
}

#[derive(Clone, Debug)]
struct Entry {
    /// Place of the issue in the table.
    issue: usize,
    /// It rules the issue out.
    except: bool,
    expression: Expression,
}

/// An expression in a text: its issue, whether it rules that out, its first word, its length in words.
struct Hit {
    issue: usize,
    except: bool,
    first: usize,
    length: usize,
}

/// The first four bytes of a word in a number below 2¹⁶.
fn key(word: &[u8]) -> usize {
    let start = word.iter().take(4).fold(0_u32, |key, byte| key << 8 | u32::from(*byte));
    // Fibonacci hashing: the upper half of the product with 2³² divided by the golden ratio.
    (start.wrapping_mul(2_654_435_769) >> 16) as usize
}

impl Expressions {
    /// Those of the table.
    pub fn of(tables: &Tables) -> Self {
        let mut by_initial = vec![Vec::new(); 256];
        let mut keys: Vec<usize> = Vec::new();
        for (issue, entry) in tables.issues.iter().enumerate() {
            let shown = entry.expressions.iter().map(|e| (false, e));
            for (except, expression) in shown.chain(entry.except.iter().map(|e| (true, e))) {
                let Some(initial) = expression.initial() else { continue };
                match &expression.0[0] {
                    // Fewer than four letters may go on with any other.
                    (word, true) if word.len() < 4 => keys.extend(0..1 << 16),
                    (word, _) => keys.push(key(word.as_bytes())),
                }
                by_initial[initial as usize].push(Entry { issue, except, expression: expression.clone() });
            }
        }
        Self { by_initial, keys: Bits::of(keys) }
    }

    /// Every expression of every issue in a reading text, in the order of the text.
    pub fn marks(&self, source: &str, reading: &Reading, words: &Words, tables: &Tables) -> Vec<IssueMark> {
        let mut hits: Vec<Hit> = Vec::new();
        for first in 0..words.len() {
            let word = words.folded(first).as_bytes();
            if !self.keys.has(key(word)) {
                continue;
            }
            for entry in &self.by_initial[word[0] as usize] {
                if entry.expression.stands_at(words, first) {
                    let length = entry.expression.0.len();
                    hits.push(Hit { issue: entry.issue, except: entry.except, first, length });
                }
            }
        }
        if hits.is_empty() {
            return Vec::new();
        }
        // Of the expressions of an issue that overlap, the first stays, and of those that begin together the longest.
        hits.sort_by_key(|h| (h.issue, h.first, std::cmp::Reverse(h.length)));
        let mut found = Vec::new();
        for hits in hits.chunk_by(|a, b| a.issue == b.issue) {
            if hits.iter().any(|h| h.except) {
                continue;
            }
            let mut end = 0;
            for hit in hits {
                if hit.first < end {
                    continue;
                }
                end = hit.first + hit.length;
                let place = words.place(hit.first, end - 1);
                let evidence = reading.source_spans(source, place.clone());
                let issue = tables.issues[hit.issue].issue.id.clone();
                found.push((place.start, IssueMark { issue, evidence }));
            }
        }
        found.sort_by_key(|(at, _)| *at);
        found.into_iter().map(|(_, mark)| mark).collect()
    }
}

/// The issues that the marks show, in the order of the table, each once.
pub fn carried(marks: &[IssueMark], tables: &Tables) -> Vec<String> {
    let shown = |id: &&String| marks.iter().any(|m| m.issue == **id);
    tables.issues.iter().map(|e| &e.issue.id).filter(shown).cloned().collect()
}

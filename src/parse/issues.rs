//! Which policy issues a passage carries, and the expressions that show it.

use crate::{
    tables::{Expression, Tables},
    words::Words,
};
use model::{IssueMark, Reading};

/// The expressions of all issues by the first byte of their first word, folded.
pub struct Expressions(Vec<Vec<Entry>>);

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

impl Expressions {
    /// Those of the table.
    pub fn of(tables: &Tables) -> Self {
        let mut by_initial = vec![Vec::new(); 256];
        for (issue, entry) in tables.issues.iter().enumerate() {
            let shown = entry.expressions.iter().map(|e| (false, e));
            for (except, expression) in shown.chain(entry.except.iter().map(|e| (true, e))) {
                let Some(initial) = expression.initial() else { continue };
                by_initial[initial as usize].push(Entry { issue, except, expression: expression.clone() });
            }
        }
        Self(by_initial)
    }

    /// Every expression of every issue that begins with a word of `candidates`, in the order of the text, with where it
    /// begins there.
    pub fn marks(
        &self,
        source: &str,
        reading: &Reading,
        words: &Words,
        candidates: &[usize],
        tables: &Tables,
    ) -> Vec<(usize, IssueMark)> {
        let mut hits: Vec<Hit> = Vec::new();
        for first in candidates.iter().copied() {
            let initial = words.folded(first).as_bytes()[0];
            for entry in &self.0[usize::from(initial)] {
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
        found
    }
}

/// The issues that the marks show, in the order of the table, each once.
pub fn carried(marks: &[IssueMark], tables: &Tables) -> Vec<String> {
    let shown = |id: &&String| marks.iter().any(|m| m.issue == **id);
    tables.issues.iter().map(|e| &e.issue.id).filter(shown).cloned().collect()
}

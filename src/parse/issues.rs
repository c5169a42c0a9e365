//! Which policy issues a passage carries, and the expressions that show it.

use crate::tables::Tables;
use model::{IssueMark, Reading, tokens};

/// Every expression of every issue in a reading text, in the order of the text.
pub fn marks(source: &str, reading: &Reading, tables: &Tables) -> Vec<IssueMark> {
    let words = tokens(&reading.text);
    let mut found = Vec::new();
    for entry in &tables.issues {
        if (0..words.len()).any(|i| entry.except.iter().any(|e| e.starts(&words[i..]))) {
            continue;
        }
        let mut i = 0;
        while i < words.len() {
            let longest = entry.expressions.iter().filter(|e| e.starts(&words[i..])).map(|e| e.0.len()).max();
            if let Some(length) = longest {
                let place = words[i].place.start..words[i + length - 1].place.end;
                found.push((
                    place.start,
                    IssueMark {
                        issue: entry.issue.id.clone(),
                        evidence: reading.source_spans(source, place),
                    },
                ));
            }
            i += longest.unwrap_or(1);
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, mark)| mark).collect()
}

/// The issues that the marks show, in the order of the table, each once.
pub fn carried(marks: &[IssueMark], tables: &Tables) -> Vec<String> {
    let shown = |id: &&String| marks.iter().any(|m| m.issue == **id);
    tables.issues.iter().map(|e| &e.issue.id).filter(shown).cloned().collect()
}

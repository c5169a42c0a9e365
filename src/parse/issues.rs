//! Which policy issues a passage carries, and the expressions that show it.

use crate::tables::{Expression, Tables};
use model::{IssueMark, Reading, Token, tokens};

/// Every expression of every issue in a reading text, in the order of the text.
pub fn marks(source: &str, reading: &Reading, tables: &Tables) -> Vec<IssueMark> {
    let words = tokens(&reading.text);
    let initials: Vec<Option<char>> = words.iter().map(|w| w.text.chars().next()).collect();
    let mut found = Vec::new();
    for entry in &tables.issues {
        if starts(&words, &initials, &entry.except).next().is_some() {
            continue;
        }
        let mut end = 0;
        for (i, length) in starts(&words, &initials, &entry.expressions) {
            if i < end {
                continue;
            }
            end = i + length;
            let place = words[i].place.start..words[end - 1].place.end;
            let evidence = reading.source_spans(source, place.clone());
            found.push((place.start, IssueMark { issue: entry.issue.id.clone(), evidence }));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, mark)| mark).collect()
}

/// Where expressions stand: the word each begins at, and the length of the longest one there, in words.
fn starts<'a>(
    words: &'a [Token],
    initials: &'a [Option<char>],
    expressions: &'a [Expression],
) -> impl Iterator<Item = (usize, usize)> + 'a {
    initials.iter().enumerate().filter_map(move |(i, initial)| {
        let here = expressions.iter().filter(|e| e.initial() == *initial && e.starts(&words[i..]));
        Some((i, here.map(|e| e.0.len()).max()?))
    })
}

/// The issues that the marks show, in the order of the table, each once.
pub fn carried(marks: &[IssueMark], tables: &Tables) -> Vec<String> {
    let shown = |id: &&String| marks.iter().any(|m| m.issue == **id);
    tables.issues.iter().map(|e| &e.issue.id).filter(shown).cloned().collect()
}

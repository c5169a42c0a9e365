//! Who holds what on an issue, document by document, and what changed between two of them.

use crate::compare::longest_run;
use model::{Corpus, Statement, Status, tokens};
use std::ops::Range;

/// What a document says on an issue. Indices into [`model::Document::statements`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Index of the document.
    pub document: usize,
    /// Statements on the issue.
    pub own: Vec<usize>,
    /// What the document decides or advises as a whole, where it says something of the issue.
    pub whole: Vec<usize>,
}

/// The documents that say something of an issue, in their order.
pub fn row(corpus: &Corpus, issue: &str) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (document, of) in corpus.documents.iter().enumerate() {
        let about = |s: &Statement| s.marks.iter().any(|m| m.issue == issue);
        let those = |test: &dyn Fn(&Statement) -> bool| -> Vec<usize> {
            of.statements.iter().enumerate().filter(|(_, s)| test(s)).map(|(i, _)| i).collect()
        };
        let own = those(&about);
        let carried = of.passages.iter().any(|p| p.issues.iter().any(|i| i == issue));
        // What is decided comes before what was advised.
        let decided = |s: &Statement| s.status == Status::Decision;
        let whole = |decision| those(&|s| carried && s.whole && !about(s) && decided(s) == decision);
        let whole = [whole(true), whole(false)].concat();
        if !own.is_empty() || !whole.is_empty() {
            cells.push(Cell { document, own, whole });
        }
    }
    cells
}

/// Two statements of one speaker in the same frame of words, that end differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Document and statement.
    pub earlier: (usize, usize),
    /// Document and statement, later.
    pub later: (usize, usize),
    /// The words that differ, as byte ranges of the texts of the two statements.
    pub words: (Range<usize>, Range<usize>),
}

/// Most documents among which changes are looked for.
const FEW: usize = 200;
/// Words that two statements have to share in sequence for their ends to be compared.
const FRAME: usize = 6;
/// Most words that may differ: more are another sentence.
const ENDING: usize = 8;

/// Every change between two documents, none of which lies between them in time with the same frame.
///
/// Of few documents: each statement is read beside those before it.
pub fn changes(corpus: &Corpus) -> Vec<Change> {
    let mut found: Vec<Change> = Vec::new();
    if corpus.documents.len() > FEW {
        return found;
    }
    for (later, document) in corpus.documents.iter().enumerate() {
        for (j, statement) in document.statements.iter().enumerate() {
            let own = words(statement);
            // The last one before says what changed.
            let changed = (0..later).rev().find_map(|earlier| {
                corpus.documents[earlier].statements.iter().enumerate().find_map(|(i, before)| {
                    let same =
                        before.speaker == statement.speaker && fold(&before.name) == fold(&statement.name);
                    let words = if same { ending(before, statement, &own)? } else { return None };
                    Some(Change { earlier: (earlier, i), later: (later, j), words })
                })
            });
            found.extend(changed);
        }
    }
    found
}

fn fold(name: &str) -> Vec<String> {
    tokens(name).into_iter().map(|t| t.text).collect()
}

fn words(statement: &Statement) -> Vec<(String, Range<usize>)> {
    tokens(&statement.text).into_iter().map(|t| (t.text, t.place)).collect()
}

/// What differs behind the longest run that two statements share, without the verbs that close them.
fn ending(
    before: &Statement,
    after: &Statement,
    own: &[(String, Range<usize>)],
) -> Option<(Range<usize>, Range<usize>)> {
    let other = words(before);
    let (i, j, run) = longest_run(&other, own);
    if run < FRAME {
        return None;
    }
    let end = |list: &[(String, Range<usize>)], statement: &Statement| {
        // A label that closes the sentence ends with its verb, and judgements stand before that.
        let closes = matches!((statement.label.last(), statement.evidence.last()), (Some(l), Some(e)) if l.end + 4 > e.end);
        list.len() - usize::from(closes)
    };
    let (before, after) = (i + run..end(&other, before), j + run..end(own, after));
    let fits = |range: &Range<usize>| (1..=ENDING).contains(&range.len());
    let text = |list: &[(String, Range<usize>)], range: &Range<usize>| {
        list[range.start].1.start..list[range.end - 1].1.end
    };
    let same = || other[before.clone()].iter().map(|w| &w.0).eq(own[after.clone()].iter().map(|w| &w.0));
    (fits(&before) && fits(&after) && !same()).then(|| (text(&other, &before), text(own, &after)))
}

//! CORPUS x QUERY -> HITS. Pure: no I/O, no browser, the same natively and in the page.
//!
//! A *passage* is found when it holds every word of the query and carries one of the chosen issues; a *document*
//! is found when one of its passages is, and its ministries, kind and date fit. Nothing is cut off.

use model::{Corpus, DateFact, Day, Document, DocumentKind, PassageKind, Token, tokens};
use std::{cmp::Reverse, ops::Range};

/// What a reader asks for. Empty lists and `None` ask for everything.
///
/// Values within a list are alternatives (OR); the lists, the words and the dates must all hold (AND).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words as typed; see [`Index::hits`].
    pub text: String,
    /// Codes of ministries that send, co-send or receive the document.
    pub ministries: Vec<String>,
    /// Ids of policy issues.
    pub issues: Vec<String>,
    /// Kinds of document.
    pub kinds: Vec<DocumentKind>,
    /// First day asked for, inclusive.
    pub from: Option<Day>,
    /// Last day asked for, inclusive.
    pub to: Option<Day>,
}

/// How a document's possible days lie to the days asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFit {
    /// Every possible day lies within (or no days are asked for).
    Certain,
    /// Some possible day lies within, or the document has no date at all.
    Possible,
}

/// A passage found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageHit {
    /// Index in [`Document::passages`].
    pub passage: usize,
    /// Byte ranges of the passage's reading text that the words match, in order, disjoint.
    pub marks: Vec<Range<usize>>,
}

/// A document found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index in [`Corpus::documents`].
    pub document: usize,
    /// Whether its date certainly fits.
    pub fit: DateFit,
    /// Every passage found, in the order of the text. Headings are not counted as passages.
    pub passages: Vec<PassageHit>,
    /// Indices into `passages`, best first: most matches, then most issues, then first in the text.
    pub best: Vec<usize>,
}

/// How many documents each value of a facet would leave, were it the only choice in its facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By ministry code, in the order of the dossier's table.
    pub ministries: Vec<(String, usize)>,
    /// By issue id, in the order of the dossier's table.
    pub issues: Vec<(String, usize)>,
    /// By kind; only kinds that occur in the corpus.
    pub kinds: Vec<(DocumentKind, usize)>,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// Documents in order of time, certain ones and possible ones alike.
    pub documents: Vec<Hit>,
    /// Number of documents whose date certainly fits.
    pub certain: usize,
    /// Number of documents whose date possibly fits.
    pub possible: usize,
    /// Number of passages in all of them.
    pub passages: usize,
    /// Counts for the filters.
    pub facets: Facets,
}

struct IndexedPassage {
    tokens: Vec<Token>,
    issues: Vec<usize>,
    heading: bool,
}

/// The corpus made searchable.
pub struct Index {
    ministries: Vec<String>,
    issues: Vec<String>,
    kinds: Vec<DocumentKind>,
    documents: Vec<IndexedDocument>,
}

struct IndexedDocument {
    kind: DocumentKind,
    ministries: Vec<usize>,
    dates: Option<(Option<Day>, Option<Day>)>,
    passages: Vec<IndexedPassage>,
}

/// Which of the tests a document passes; facet counts leave one of them out.
struct Tests {
    ministry: bool,
    kind: bool,
    fit: Option<DateFit>,
}

impl Index {
    /// Reads the whole corpus once.
    pub fn new(corpus: &Corpus) -> Self {
        let dossier = corpus.dossier.as_ref();
        let ministries: Vec<String> =
            dossier.map(|d| d.ministries.iter().map(|m| m.code.clone()).collect()).unwrap_or_default();
        let issues: Vec<String> =
            dossier.map(|d| d.issues.iter().map(|i| i.id.clone()).collect()).unwrap_or_default();
        let kinds = DocumentKind::ALL
            .iter()
            .copied()
            .filter(|kind| corpus.documents.iter().any(|d| d.kind == *kind))
            .collect();
        let place = |list: &[String], key: &str| list.iter().position(|k| k == key);
        let documents = corpus
            .documents
            .iter()
            .map(|document: &Document| IndexedDocument {
                kind: document.kind,
                ministries: document.involved().iter().filter_map(|c| place(&ministries, c)).collect(),
                dates: document.date.as_ref().map(|d: &DateFact| (d.earliest, d.latest)),
                passages: document
                    .passages
                    .iter()
                    .map(|p| IndexedPassage {
                        tokens: tokens(&p.text),
                        issues: p.issues.iter().filter_map(|i| place(&issues, i)).collect(),
                        heading: p.kind == PassageKind::Heading,
                    })
                    .collect(),
            })
            .collect();
        Self { ministries, issues, kinds, documents }
    }

    /// Answers a query.
    ///
    /// A word of the query matches each word of the text that begins with it, without regard to case and accents;
    /// hyphens and blanks part words alike, so `client-side` finds "cliënt side". Words joined by hyphens in the
    /// query must follow one another in the text.
    pub fn hits(&self, query: &Query) -> Hits {
        let words = query_words(&query.text);
        let place = |list: &[String], keys: &[String]| -> Vec<usize> {
            keys.iter().map(|key| list.iter().position(|k| k == key).unwrap_or(usize::MAX)).collect()
        };
        let ministries = place(&self.ministries, &query.ministries);
        let issues = place(&self.issues, &query.issues);

        let mut hits = Hits::default();
        let mut by_ministry = vec![0; self.ministries.len()];
        let mut by_issue = vec![0; self.issues.len()];
        let mut by_kind = vec![0; self.kinds.len()];
        for (number, document) in self.documents.iter().enumerate() {
            let tests = Tests {
                ministry: ministries.is_empty() || document.ministries.iter().any(|m| ministries.contains(m)),
                kind: query.kinds.is_empty() || query.kinds.contains(&document.kind),
                fit: fit(document.dates, query.from, query.to),
            };
            let Some(fit) = tests.fit else { continue };
            let matched: Vec<(usize, Vec<Range<usize>>)> = document
                .passages
                .iter()
                .enumerate()
                .filter_map(|(i, p)| Some((i, matches(&p.tokens, &words)?)))
                .collect();
            let carries = |i: usize| {
                issues.is_empty() || document.passages[i].issues.iter().any(|issue| issues.contains(issue))
            };
            let found = matched.iter().any(|(i, _)| carries(*i));
            if tests.kind && found {
                document.ministries.iter().for_each(|m| by_ministry[*m] += 1);
            }
            if tests.ministry
                && found
                && let Some(kind) = self.kinds.iter().position(|k| *k == document.kind)
            {
                by_kind[kind] += 1;
            }
            if tests.ministry && tests.kind {
                for (issue, count) in by_issue.iter_mut().enumerate() {
                    *count += usize::from(
                        matched.iter().any(|(i, _)| document.passages[*i].issues.contains(&issue)),
                    );
                }
            }
            if !(tests.ministry && tests.kind && found) {
                continue;
            }
            let passages: Vec<PassageHit> = matched
                .into_iter()
                .filter(|(i, _)| carries(*i) && (!words.is_empty() || !document.passages[*i].heading))
                .map(|(passage, marks)| PassageHit { passage, marks })
                .collect();
            let mut best: Vec<usize> = (0..passages.len()).collect();
            best.sort_by_key(|&i| {
                let hit = &passages[i];
                let passage = &document.passages[hit.passage];
                (passage.heading, Reverse(hit.marks.len()), Reverse(passage.issues.len()), i)
            });
            hits.passages += passages.len();
            match fit {
                DateFit::Certain => hits.certain += 1,
                DateFit::Possible => hits.possible += 1,
            }
            hits.documents.push(Hit { document: number, fit, passages, best });
        }
        hits.facets = Facets {
            ministries: self.ministries.iter().cloned().zip(by_ministry).collect(),
            issues: self.issues.iter().cloned().zip(by_issue).collect(),
            kinds: self.kinds.iter().copied().zip(by_kind).collect(),
        };
        hits
    }
}

/// How the possible days of a document lie to the days asked for; `None` when none of them fits.
fn fit(dates: Option<(Option<Day>, Option<Day>)>, from: Option<Day>, to: Option<Day>) -> Option<DateFit> {
    if from.is_none() && to.is_none() {
        return Some(DateFit::Certain);
    }
    let Some((earliest, latest)) = dates else { return Some(DateFit::Possible) };
    let outside = matches!((latest, from), (Some(l), Some(f)) if l < f)
        || matches!((earliest, to), (Some(e), Some(t)) if e > t);
    if outside {
        return None;
    }
    let after = from.is_none_or(|f| earliest.is_some_and(|e| e >= f));
    let before = to.is_none_or(|t| latest.is_some_and(|l| l <= t));
    Some(if after && before { DateFit::Certain } else { DateFit::Possible })
}

/// Runs of words that must follow one another, one run for each stretch between blanks.
fn query_words(text: &str) -> Vec<Vec<Token>> {
    text.split_whitespace().map(tokens).filter(|run| !run.is_empty()).collect()
}

/// Where the runs of a query stand in a text; `None` unless each stands somewhere. No runs match everything.
fn matches(text: &[Token], runs: &[Vec<Token>]) -> Option<Vec<Range<usize>>> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    for run in runs {
        let before = marks.len();
        for window in text.windows(run.len()) {
            let (last, head) = run.split_last().expect("runs are not empty");
            let (window_last, window_head) = window.split_last().expect("as long as the run");
            let fits = window_last.text.starts_with(&last.text)
                && head.iter().zip(window_head).all(|(a, b)| a.text == b.text);
            if fits {
                marks.push(window[0].place.start..window_last.place.end);
            }
        }
        if marks.len() == before {
            return None;
        }
    }
    marks.sort_by_key(|m| (m.start, m.end));
    marks.dedup_by(|next, kept| {
        let joined = next.start < kept.end;
        if joined {
            kept.end = kept.end.max(next.end);
        }
        joined
    });
    Some(marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked<'a>(text: &'a str, query: &str) -> Option<Vec<&'a str>> {
        Some(matches(&tokens(text), &query_words(query))?.into_iter().map(|m| &text[m]).collect())
    }

    #[test]
    fn words_are_found_without_regard_to_case_accents_and_hyphens() {
        let text = "via cliënt side scanning, of Client-Side scanning";
        assert_eq!(marked(text, "client-side"), Some(vec!["cliënt side", "Client-Side"]));
        assert_eq!(marked(text, "CLIËNT scan"), Some(vec!["cliënt", "scanning", "Client", "scanning"]));
    }

    #[test]
    fn every_word_must_be_there_and_only_the_beginning_of_a_word_matches() {
        assert_eq!(marked("De AIVD waarschuwt", "aivd advies"), None);
        assert_eq!(marked("stemverklaring", "klaring"), None);
        assert_eq!(marked("alles", "  "), Some(vec![]));
        assert_eq!(marked("alles", "…—"), Some(vec![]));
    }

    #[test]
    fn an_uncertain_date_fits_certainly_possibly_or_not() {
        let day = |text: &str| Some(text.parse().unwrap());
        let nota = Some((day("2025-11-14"), day("2025-11-26")));
        let open = Some((day("2025-11-24"), None));
        assert_eq!(fit(nota, day("2025-11-01"), day("2025-11-30")), Some(DateFit::Certain));
        assert_eq!(fit(nota, day("2025-11-20"), day("2025-11-25")), Some(DateFit::Possible));
        assert_eq!(fit(nota, day("2025-11-27"), None), None);
        assert_eq!(fit(open, day("2025-11-20"), None), Some(DateFit::Certain));
        assert_eq!(fit(open, None, day("2026-01-01")), Some(DateFit::Possible));
        assert_eq!(fit(open, None, day("2025-11-01")), None);
        assert_eq!(fit(None, day("2025-11-01"), None), Some(DateFit::Possible));
        assert_eq!(fit(None, None, None), Some(DateFit::Certain));
    }
}

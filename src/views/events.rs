//! The days and periods that the texts date.

use model::{Corpus, DateFact, Day, Reading, Rule};

/// Something that the texts date. Its words are those of its mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Event<'c> {
    /// How the first mention dates it.
    pub date: &'c DateFact,
    /// First possible day.
    pub from: Day,
    /// Last possible day.
    pub to: Day,
    /// Document, and place in its dates, in order.
    pub mentions: Vec<(usize, usize)>,
}

/// Words before a year that make it a period in which something lasts, not something that happened.
const DURING: [&str; 8] = ["in", "sinds", "vanaf", "tot", "over", "eind", "begin", "jaren"];

/// The events of some documents in order of time, each once. A date without a year has no place in it, and is left out.
/// `source` gives the source of a document.
pub fn events<'c>(
    corpus: &'c Corpus,
    asked: &dyn Fn(usize) -> bool,
    source: &dyn Fn(usize) -> &'c str,
) -> Vec<Event<'c>> {
    let mut found: Vec<Event> = Vec::new();
    for (document, of) in corpus.documents.iter().enumerate().filter(|(document, _)| asked(*document)) {
        for (place, date) in of.dates.iter().enumerate() {
            let (Some(from), Some(to)) = (date.earliest, date.latest) else { continue };
            if date.rule == Rule::YearOnly && lasts(corpus, document, date, source(document)) {
                continue;
            }
            match found.iter_mut().find(|e| (e.from, e.to) == (from, to)) {
                Some(event) => event.mentions.push((document, place)),
                None => {
                    let at = found.iter().position(|e| (e.from, e.to) > (from, to)).unwrap_or(found.len());
                    found.insert(at, Event { date, from, to, mentions: vec![(document, place)] });
                }
            }
        }
    }
    found
}

/// Whether the word before a year says that it is a period.
fn lasts(corpus: &Corpus, document: usize, date: &DateFact, source: &str) -> bool {
    let of = &corpus.documents[document];
    let at = |passage: &model::Passage| {
        let span = date.evidence.first()?;
        passage.evidence.iter().any(|e| e.overlaps(*span)).then_some(())?;
        Some(Reading::of(source, &passage.evidence, &of.repairs).place_of(*span)?.start)
    };
    let before = of.passages.iter().find_map(|p| Some(&p.text[..at(p)?]));
    before.is_some_and(|text| {
        let word = text.trim_end().rsplit(' ').next().unwrap_or_default();
        DURING.iter().any(|during| during.eq_ignore_ascii_case(word))
    })
}

//! Text with its marks: what was searched, what shows an issue, links and footnotes.

use crate::{explorer::Explorer, text};
use leptos::prelude::*;
use model::{Document, Passage, PassageKind, Reading};
use std::ops::Range;

/// Where a piece of text leads.
pub enum Target {
    /// Out of the page.
    Url(&'static str),
    /// To a footnote, by the index of its passage, with its number.
    Note(usize, u32),
}

/// All that is marked in a passage. Each list is sorted.
#[derive(Default)]
pub struct Layers {
    /// What answers the query: words searched for, else expressions of the chosen issues.
    pub marks: Vec<Range<usize>>,
    /// The number of the first mark among those of the document.
    pub first: usize,
    /// Expressions of all issues, with their issue.
    pub issues: Vec<(Range<usize>, &'static str)>,
    /// Links.
    pub links: Vec<(Range<usize>, Target)>,
}

/// The marks of a passage that answer the query.
pub fn answering(document: usize, passage: &Passage, words: &[Range<usize>], issues: &[String]) -> Vec<Range<usize>> {
    if !words.is_empty() || issues.is_empty() {
        return words.to_vec();
    }
    let mut marks: Vec<Range<usize>> = expressions(document, passage)
        .into_iter()
        .filter(|(_, issue)| issues.iter().any(|i| i == issue))
        .map(|(range, _)| range)
        .collect();
    marks.dedup_by(|next, kept| {
        let joined = next.start < kept.end;
        if joined {
            kept.end = kept.end.max(next.end);
        }
        joined
    });
    marks
}

/// Places of the expressions that show issues, with the issue, in order.
pub fn expressions(document: usize, passage: &Passage) -> Vec<(Range<usize>, &str)> {
    if passage.marks.is_empty() {
        return Vec::new();
    }
    let reading = reading(document, passage);
    let mut found: Vec<(Range<usize>, &str)> = passage
        .marks
        .iter()
        .filter_map(|mark| {
            let places = mark.evidence.iter().filter_map(|span| reading.place_of(*span));
            let place = places.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))?;
            Some((place, mark.issue.as_str()))
        })
        .collect();
    found.sort_by_key(|(range, _)| (range.start, range.end));
    found
}

/// Links out of a passage: citations with an address, and marks of footnotes.
pub fn links(index: usize, document: &'static Document, passage: &Passage) -> Vec<(Range<usize>, Target)> {
    let mut found: Vec<(Range<usize>, Target)> = Vec::new();
    if passage.kind != PassageKind::Footnote {
        for (range, number) in text::note_marks(&passage.text) {
            let note = document
                .passages
                .iter()
                .position(|p| p.kind == PassageKind::Footnote && text::note_number(&p.text) == Some(number));
            found.extend(note.map(|note| (range, Target::Note(note, number))));
        }
    }
    let cites = |span: &model::Span| passage.evidence.iter().any(|e| e.overlaps(*span));
    if document.citations.iter().any(|c| c.url.is_some() && c.evidence.iter().any(cites)) {
        let reading = reading(index, passage);
        for citation in &document.citations {
            let Some(url) = citation.url.as_deref() else { continue };
            let places = citation.evidence.iter().filter(|s| cites(s)).filter_map(|span| reading.place_of(*span));
            let Some(place) = places.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end)) else { continue };
            if found.iter().all(|(other, _)| other.end <= place.start || place.end <= other.start) {
                found.push((place, Target::Url(url)));
            }
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

fn reading(document: usize, passage: &Passage) -> Reading {
    let repairs = &Explorer::get().document(document).repairs;
    Reading::of(corpus::source(document), &passage.evidence, repairs)
}

/// The text of `window` with its layers. `current` tells which mark of the document is the one stepped to.
pub fn rich(x: Explorer, text: &'static str, window: Range<usize>, layers: &Layers, current: Option<RwSignal<usize>>) -> AnyView {
    let expressions: Vec<_> = layers.issues.iter().map(|(range, _)| range.clone()).collect();
    let links: Vec<_> = layers.links.iter().map(|(range, _)| range.clone()).collect();
    let pieces = text::pieces(window, &layers.marks, &expressions, &links);
    let mut views: Vec<AnyView> = Vec::new();
    for run in pieces.chunk_by(|a, b| a.link == b.link) {
        let inner: Vec<AnyView> = run
            .iter()
            .map(|piece| {
                let words = &text[piece.range.clone()];
                match (piece.mark, piece.issue) {
                    (Some(mark), _) => {
                        let number = layers.first + mark;
                        let here = move || current.filter(|c| c.get() == number).map(|_| "true");
                        view! { <mark aria-current=here>{words}</mark> }.into_any()
                    }
                    (None, Some(issue)) => {
                        view! { <span class="expression" title=x.issue(layers.issues[issue].1)>{words}</span> }.into_any()
                    }
                    (None, None) => words.into_any(),
                }
            })
            .collect();
        let Some(link) = run[0].link else {
            views.extend(inner);
            continue;
        };
        views.push(match layers.links[link].1 {
            Target::Url(url) => outside(x, url, inner.into_any()),
            Target::Note(note, number) => {
                let name = format!("{}{number}", x.t().footnote);
                let doc = x.doc.get_untracked();
                let to = x.link_now(|s| match doc {
                    Some(doc) => s.open(doc, Some(note)),
                    None => s,
                });
                view! { <a class="note" href=to aria-label=name>{inner}</a> }.into_any()
            }
        });
    }
    views.into_any()
}

/// A link that leaves the page; out of the frame where the page stands in one.
pub fn outside(x: Explorer, url: &'static str, inner: AnyView) -> AnyView {
    view! { <a class="outside" href=url rel="noopener" target=x.embed().then_some("_blank")>{inner}</a> }.into_any()
}

//! Text with its marks: what was searched, what shows an issue, links and footnotes.

use crate::{
    dom::{El, el, property, with},
    explorer::X,
    text,
    view::{passage_of, to_passage},
};
use leptos::prelude::*;
use model::{Passage, PassageKind, Reading, Span, sentences};
use search::{Form, PassageHit};
use std::ops::Range;

/// Where a piece of text leads.
pub enum Target {
    /// Out of the page.
    Url(&'static str),
    /// To a footnote, by the index of its passage, with its number.
    Note(usize, u32),
    /// To nowhere: a word that the dossier explains, by its place among them.
    Term(usize),
}

/// All that is marked in a passage. Each list is sorted.
#[derive(Default)]
pub struct Layers {
    /// What answers the query: words searched for, else expressions of the chosen issues.
    pub marks: Vec<Range<usize>>,
    /// By mark, the form by which a word was found; none for expressions.
    pub forms: Vec<Form>,
    /// The number of the first mark among those of the document.
    pub first: usize,
    /// Expressions of all issues, with their issue.
    pub issues: Vec<(Range<usize>, &'static str)>,
    /// Links.
    pub links: Vec<(Range<usize>, Target)>,
}

/// The marks of a passage that answer the query: words, else expressions of the chosen issues.
pub fn answering(x: X, document: usize, found: &PassageHit, issues: &[String]) -> Layers {
    let mut layers = Layers::default();
    for (range, form) in &found.marks {
        layers.marks.push(range.clone());
        layers.forms.push(*form);
    }
    if !found.marks.is_empty() || issues.is_empty() {
        return layers;
    }
    let marks = &mut layers.marks;
    for (range, issue) in expressions(x, document, &x.document(document).passages[found.passage]) {
        if !issues.iter().any(|i| i == issue) {
            continue;
        }
        match marks.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => marks.push(range),
        }
    }
    layers
}

/// Places of the expressions that show issues, with the issue, in order.
pub fn expressions(x: X, document: usize, passage: &Passage) -> Vec<(Range<usize>, &str)> {
    let mut found: Vec<(Range<usize>, &str)> = Vec::new();
    if passage.marks.is_empty() {
        return found;
    }
    let reading = reading(x, document, passage);
    for mark in &passage.marks {
        if let Some(place) = place(&reading, &mark.evidence) {
            let at = found.iter().position(|(r, _)| (r.start, r.end) > (place.start, place.end));
            found.insert(at.unwrap_or(found.len()), (place, &mark.issue));
        }
    }
    found
}

/// Links out of a passage: citations with an address, and marks of footnotes; and the words that are explained. Sorted,
/// disjoint.
pub fn links(x: X, index: usize, passage: &Passage) -> Vec<(Range<usize>, Target)> {
    let document = x.document(index);
    let mut found: Vec<(Range<usize>, Target)> = Vec::new();
    let mut put = |range: Range<usize>, target: Target| {
        let at = found.iter().position(|(r, _)| r.start >= range.start).unwrap_or(found.len());
        let free = |other: Option<&(Range<usize>, Target)>| {
            other.is_none_or(|(o, _)| o.end <= range.start || range.end <= o.start)
        };
        if free(found.get(at)) && free(at.checked_sub(1).and_then(|before| found.get(before))) {
            found.insert(at, (range, target));
        }
    };
    if passage.kind != PassageKind::Footnote {
        for (range, number) in text::note_marks(&passage.text) {
            let is_note =
                |p: &Passage| p.kind == PassageKind::Footnote && text::note_number(&p.text) == Some(number);
            if let Some(note) = document.passages.iter().position(is_note) {
                put(range, Target::Note(note, number));
            }
        }
    }
    let mut put_words = |evidence: &[Span], target: Target| {
        if evidence.iter().any(|span| passage.evidence.iter().any(|e| e.overlaps(*span)))
            && let Some(place) = place(&reading(x, index, passage), evidence)
        {
            put(place, target);
        }
    };
    for citation in &document.citations {
        if let Some(url) = citation.url.as_deref() {
            put_words(&citation.evidence, Target::Url(url));
        }
    }
    for mark in &document.terms {
        put_words(&mark.evidence, Target::Term(mark.term as usize));
    }
    found
}

/// The words of the source that `evidence` quotes, as they read: `label` in bold, and `changed` (bytes of the reading)
/// marked.
pub fn quotation(
    x: X,
    document: usize,
    evidence: &[Span],
    label: &[Span],
    changed: Option<Range<usize>>,
) -> El {
    let reading = Reading::of(x.sources[document], evidence, &x.document(document).repairs);
    let bold: Vec<Range<usize>> = label.iter().filter_map(|span| reading.place_of(*span)).collect();
    let marks: Vec<Range<usize>> = changed.into_iter().collect();
    let mut into = el("p").dutch();
    for piece in text::pieces(0..reading.text.len(), &marks, &bold, &[]) {
        let words = text::cut(&reading.text, piece.range);
        into = match (piece.mark, piece.issue) {
            (Some(_), _) => into.add(with("mark", words)),
            (None, Some(_)) => into.add(with("b", words)),
            (None, None) => into.text(words),
        };
    }
    into
}

/// Of the evidence in a passage: the passage's text, its sentence there, and its own place.
pub fn around(
    x: X,
    document: usize,
    passage: &str,
    evidence: &[Span],
) -> Option<(&'static str, Range<usize>, Range<usize>)> {
    let passage = x.document(document).passages.iter().find(|p| p.id == passage)?;
    let at = place(&reading(x, document, passage), evidence)?;
    let sentence = sentences(&passage.text).into_iter().find(|s| s.contains(&at.start));
    Some((&passage.text, sentence.unwrap_or(0..passage.text.len()), at))
}

/// The sentence of a passage in which `evidence` stands, with its words in bold.
pub fn sentence_around(x: X, document: usize, passage: &str, evidence: &[Span]) -> El {
    let into = el("p").dutch();
    let Some((text, sentence, at)) = around(x, document, passage, evidence) else { return into };
    let end = at.end.min(sentence.end);
    let words = |range| text::cut(text, range);
    into.text(words(sentence.start..at.start))
        .add(with("b", words(at.start..end)))
        .text(words(end..sentence.end))
}

fn reading(x: X, document: usize, passage: &Passage) -> Reading {
    Reading::of(x.sources[document], &passage.evidence, &x.document(document).repairs)
}

/// Where the words of `spans` stand in a reading text, from the first to the last.
fn place(reading: &Reading, spans: &[Span]) -> Option<Range<usize>> {
    let places = spans.iter().filter_map(|span| reading.place_of(*span));
    places.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))
}

/// Adds the text of `window` with its layers. `current` tells which mark of the document is the one stepped to.
pub fn rich(
    mut into: El,
    x: X,
    text: &'static str,
    window: Range<usize>,
    layers: &Layers,
    current: Option<RwSignal<Option<usize>>>,
) -> El {
    let expressions: Vec<_> = layers.issues.iter().map(|(range, _)| range.clone()).collect();
    let links: Vec<_> = layers.links.iter().map(|(range, _)| range.clone()).collect();
    let mut open: Option<(usize, El)> = None;
    for piece in text::pieces(window, &layers.marks, &expressions, &links) {
        if open.as_ref().map(|(link, _)| *link) != piece.link
            && let Some((_, link)) = open.take()
        {
            into = into.add(link);
        }
        if let (None, Some(link)) = (&open, piece.link) {
            open = Some((link, anchor(x, &layers.links[link].1)));
        }
        let target = open.as_ref().map_or(&into, |(_, link)| link).clone();
        let words = text::cut(text, piece.range);
        let _same = match (piece.mark, piece.issue) {
            (Some(mark), _) => {
                let number = layers.first + mark;
                let form = layers.forms.get(mark).filter(|form| **form != Form::Literal);
                let mark = with("mark", words);
                let mark = match form {
                    Some(form) => mark.attr("title", x.lang().form(*form)).attr("data-form", ""),
                    None => mark,
                };
                target.add(match current {
                    Some(current) => mark.mark_of("aria-current", move || current.get() == Some(number)),
                    None => mark,
                })
            }
            (None, Some(issue)) => {
                target.add(with("span.expression", words).attr("title", x.issue(layers.issues[issue].1)))
            }
            (None, None) => target.text(words),
        };
    }
    into.maybe(open.map(|(_, link)| link))
}

fn anchor(x: X, target: &Target) -> El {
    match *target {
        Target::Url(url) => outside(x, url),
        Target::Note(note, number) => {
            let link = el("a.note").attr("aria-label", &format!("{}{number}", x.t().footnote()));
            x.link(link, move |s| s.passage = Some(note))
        }
        Target::Term(number) => {
            let term = &x.dossier().terms[number];
            let id = format!("term-{number}");
            let said = el("span.meaning").attr("id", &id).attr("lang", x.t().tag());
            let said = match x.by_id(&term.document) {
                Some(document) => {
                    let words = with("q", &term.definition.nl).dutch();
                    said.add(words).text(" ").add(to_passage(
                        x,
                        document,
                        passage_of(x, document, &term.evidence),
                    ))
                }
                None => {
                    let said = said.text(x.t().means()).text(x.lang().of(&term.definition)).text(" ");
                    let source = &term.source;
                    if source.starts_with("https://") {
                        said.add(outside(x, source).text(source))
                    } else {
                        said.text(source)
                    }
                }
            };
            let term = el("dfn.term").attr("tabindex", "0").attr("aria-describedby", &id).add(said);
            let own = term.clone();
            term.on("keydown", move |event| {
                if property(event, "key").as_string().as_deref() == Some("Escape") {
                    let _was_not_in_focus = own.html().blur();
                }
            })
        }
    }
}

/// A link that leaves the page; out of the frame where the page stands in one.
pub fn outside(x: X, url: &str) -> El {
    let link = el("a.outside").attr("href", url).attr("rel", "noopener");
    if x.embed { link.attr("target", "_blank") } else { link }
}

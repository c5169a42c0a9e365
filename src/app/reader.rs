//! One document: its facts, its text or its source, and the steps from hit to hit.

use crate::{
    dom::{El, Rows, STATIC, button, el, find, later, number_of, visible, with},
    evidence,
    explorer::{Answer, Step, X, one_file},
    results::particulars,
    rich::{Layers, answering, expressions, links, rich},
    state::{Place, ViewState},
};
use leptos::prelude::*;
use model::{Certainty, Document, Passage, PassageKind, Rule};
use std::{cell::Cell, rc::Rc};
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

/// The open document, if any, and what follows from opening and closing: title, focus, place.
pub fn reader(x: X) -> El {
    let place = el("div.reading").part(move |place| {
        if let Some(index) = x.doc.get() {
            place.add(document(x, index));
        }
    });
    let before = Rc::new(Cell::new(None));
    place.follow(move || {
        let now = x.state.with(ViewState::place);
        let before = before.clone();
        // When the parts of the page that follow the same change are made.
        later(0, move || arrive(x, before.replace(Some(now)), now));
    })
}

impl El {
    fn show(&self, block: ScrollLogicalPosition) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(block);
        self.html().scroll_into_view_with_scroll_into_view_options(&options);
    }

    /// Gives the element the keyboard's focus.
    pub fn focus(&self) {
        let _not_focusable = self.html().focus();
    }
}

/// Passages that fill a screen.
const SEEN: usize = 8;
/// Most characters of a title of the window.
const MAX_TITLE: usize = 200;

/// After the state came from one place to another: the title of the window, what has the focus, what is in view.
fn arrive(x: X, before: Option<Place>, now: Place) {
    let (doc, passage, source) = now;
    let title =
        doc.map_or(x.title().to_string(), |i| format!("{} – {}", x.document(i).title.value, x.title()));
    leptos::prelude::document().set_title(&visible(&title, MAX_TITLE));
    let Some(before) = before else {
        // A frame never takes the scroll of the page around it when it starts.
        if !x.embed {
            show_passage(x, doc, passage, source);
        }
        return;
    };
    if before == now {
        return;
    }
    let opened = before.0 != doc;
    match (doc, before.0) {
        (None, Some(index)) => {
            if let Some(link) = find(&format!("[data-doc='{index}']")).or_else(|| find("#documents")) {
                link.focus();
                link.show(ScrollLogicalPosition::Center);
            }
        }
        (Some(_), _) if opened && passage.is_none() => {
            if let (Some(reader), Some(heading)) = (find(".reader"), find(".reader h2")) {
                heading.focus();
                reader.show(ScrollLogicalPosition::Start);
            }
        }
        _ => {
            let place = show_passage(x, doc, passage, source);
            // The text is still being filled.
            if place.is_none() && passage.is_some() && x.state.with_untracked(ViewState::place) == now {
                return later(50, move || arrive(x, Some(before), now));
            }
            if let Some(place) = place.filter(|_| opened) {
                place.focus();
            }
        }
    }
}

/// Brings the passage into view, at the mark that was stepped to where it stands in it.
fn show_passage(x: X, doc: Option<usize>, passage: Option<usize>, source: bool) -> Option<El> {
    let passage = passage.and_then(|p| x.document(doc?).passages.get(p));
    let (whole, within) = if source {
        (find(".source mark"), find(".source [data-shown]"))
    } else {
        let id = &passage?.id;
        (find(&format!("#{id} mark[aria-current]")), find(&format!("#{id}")))
    };
    whole.or(within.clone())?.show(ScrollLogicalPosition::Center);
    within
}

/// What answers the query in each passage of the document, and how many marks there are.
fn layers(x: X, index: usize, answer: &Answer) -> (Vec<Layers>, usize) {
    let found = answer.hits.found.has(index).then(|| x.index.passages(index, &answer.query, &answer.hits));
    let mut layers: Vec<Layers> = x.document(index).passages.iter().map(|_| Layers::default()).collect();
    let mut total = 0;
    for hit in found.iter().flat_map(|passages| &passages.found) {
        let marked = answering(x, index, hit, &answer.query.issues);
        let first = total;
        total += marked.marks.len();
        layers[hit.passage] = Layers { first, ..marked };
    }
    (layers, total)
}

fn document(x: X, index: usize) -> El {
    let (t, document) = (x.t(), x.document(index));
    let open = RwSignal::new(None::<usize>);
    let current = RwSignal::new(None::<usize>);
    let source = number_of(move || x.state.with(|s| s.source.then_some(1)));
    let claims = x.claims(index);

    let toggle = el("a.toggle")
        .text_of(move || if source.get().is_some() { t.show_reading() } else { t.show_source() }.into());
    let toggle = x.link(toggle, |s| s.source = !s.source);
    let back = x.link(with("a.back", t.back()), ViewState::close);
    let bar = el("p.bar").add(back).add(toggle);
    let name = if document.title.certainty == Certainty::Composed { "h2.doubt" } else { "h2" };
    let title = with(name, &document.title.value).attr("id", "title").attr("tabindex", "-1").dutch();

    let mut first = 0;
    let mut facts = el("section.facts")
        .attr("aria-labelledby", "facts")
        .add(with("h3.quiet", t.facts()).attr("id", "facts"));
    let mut apparatus = el("section.apparatus");
    for part in claims.iter().filter(|part| !part.claims.is_empty()) {
        let list = evidence::list(x, index, first, &part.claims, open);
        if first == 0 {
            facts = facts.add(list).add(with("p.small", t.facts_hint()));
        } else {
            let summary = with("summary", &format!("{} ({})", part.heading, part.claims.len()));
            apparatus = apparatus.add(el("details").add(summary).add(list));
        }
        first += part.claims.len();
    }
    let misread = |rule| matches!(rule, Rule::OcrWord | Rule::FootnoteMark);
    let misread = document.repairs.iter().filter(|repair| misread(repair.rule)).count();
    let repaired = || with("p.small", &[&misread.to_string(), t.repaired()].concat());
    let body = el("div.text").part(move |place| {
        if source.get().is_some() {
            evidence::source_view(place, x, index, claims, open.get());
        } else {
            let words = move || x.answer.with(|answer| reading_text(x, index, answer, current));
            place.add(el("div").rows(words));
        }
    });
    el("article.reader")
        .attr("aria-labelledby", "title")
        .add(bar)
        .add(particulars(x, index))
        .add(title)
        .add(facts)
        .maybe(contents(x, index))
        .maybe((misread > 0).then(repaired))
        .add(body)
        .add(apparatus.add(evidence::file(x, document)).maybe(plain_page(x, document)))
}

/// Out of the explorer to the page that needs no script, at the same passage.
fn plain_page(x: X, document: &'static Document) -> Option<El> {
    let link = with("a", x.t().plain_page()).attr_of("href", move || {
        let passage = x.state.with(|s| s.passage).and_then(|p| document.passages.get(p));
        Some(format!("documenten/{}/index.html#{}", document.id, passage.map_or("", |p| &p.id)))
    });
    (!STATIC && !document.is_own() && corpus::index().is_empty() && !one_file())
        .then(|| el("p.small").add(link))
}

/// The buttons from mark to mark. `marked` is the passage of each mark.
fn stepper(x: X, marked: Vec<usize>, current: RwSignal<Option<usize>>) -> El {
    let t = x.t();
    let total = marked.len();
    // A shared link or a passage chosen from the list decides where the steps begin.
    let begin = x.state.with_untracked(|s| s.passage).unwrap_or(0);
    current.set(Some(marked.iter().position(|p| *p >= begin).unwrap_or(0)));
    let marked: &'static [usize] = marked.leak();
    let at = move || current.get().filter(|c| *c < total).unwrap_or(0);
    let step = move |by: usize| {
        let next = (untrack(at) + by) % total;
        let passage = Some(marked[next]);
        current.set(Some(next));
        let same = x.state.with_untracked(|s| s.passage == passage);
        x.change(Step::Replace, &|s| s.passage = passage);
        // Between two marks of one passage the state does not change, and nothing else would move.
        if same && let Some(mark) = find(".text mark[aria-current]") {
            mark.show(ScrollLogicalPosition::Center);
        }
    };
    let go = |name: &str, sign: &str, by: usize| {
        button("button", sign).attr("aria-label", name).attr("title", name).on("click", move |_| step(by))
    };
    let here = el("a").attr("aria-live", "polite").text_of(move || format!("{}{}{total}", at() + 1, t.of()));
    let here = x.link(here, move |s| s.passage = Some(marked[at()]));
    el("div.steps")
        .attr("role", "group")
        .attr("aria-label", t.hits())
        .add(go(t.previous(), "↑", total - 1))
        .add(here)
        .add(go(t.next(), "↓", 1))
}

fn contents(x: X, index: usize) -> Option<El> {
    let document = x.document(index);
    let mut list = el("ol").dutch();
    for section in &document.sections {
        let place = document.passages.iter().position(|p| p.section.as_ref() == Some(&section.id));
        let number = section.number.as_ref().map(|n| format!("{n} ")).unwrap_or_default();
        let link = x.link(with("a", &number).text(&section.heading), move |s| s.open(index, place));
        list = list.add(el("li").num("data-level", section.level as i32).add(link));
    }
    let details = el("details").add(with("summary", x.t().contents())).add(list);
    (document.sections.len() > 1)
        .then(|| el("nav.contents").attr("aria-label", x.t().contents()).add(details))
}

/// The reading text. Points of a list that follow one another make one list.
fn reading_text(x: X, index: usize, answer: &Answer, current: RwSignal<Option<usize>>) -> Rows {
    let passages = &x.document(index).passages;
    let (layers, total) = layers(x, index, answer);
    let mut first = None;
    if total > 0 {
        let mut marked = Vec::new();
        for (place, layers) in layers.iter().enumerate() {
            marked.resize(marked.len() + layers.marks.len(), place);
        }
        first = Some(stepper(x, marked, current));
    }
    let mut all = passages.iter().zip(layers).enumerate().peekable();
    let next = move || {
        let mut list: Option<El> = None;
        while first.is_none()
            && let Some((place, (words, layers))) =
                all.next_if(|(_, (words, _))| list.is_none() || words.kind == PassageKind::Item)
        {
            let view = passage(x, index, place, layers, current);
            if words.kind != PassageKind::Item {
                return Some(view);
            }
            list = Some(list.unwrap_or_else(|| el("ul")).add(view));
        }
        first.take().or(list)
    };
    // To the one that is shown, too.
    let shown = x.state.with_untracked(|s| s.passage).unwrap_or_default();
    Rows { now: shown + SEEN, next: Box::new(next) }
}

fn passage(x: X, index: usize, place: usize, layers: Layers, current: RwSignal<Option<usize>>) -> El {
    let (t, document) = (x.t(), x.document(index));
    let passage: &'static Passage = &document.passages[place];
    let level =
        || document.sections.iter().find(|s| Some(&s.id) == passage.section.as_ref()).map_or(1, |s| s.level);
    let tag = match passage.kind {
        PassageKind::Heading if level() > 1 => "h4",
        PassageKind::Heading => "h3",
        PassageKind::Quotation => "blockquote",
        PassageKind::Paragraph | PassageKind::Item | PassageKind::Footnote | PassageKind::Row => "p",
    };
    let layers = Layers { issues: expressions(x, index, passage), links: links(x, index, passage), ..layers };
    let words = rich(el(tag).dutch(), x, &passage.text, 0..passage.text.len(), &layers, Some(current));
    let issues = passage.issues.iter().fold(el("ul.issues").attr("aria-label", t.issue()), |list, issue| {
        list.add(
            el("li").add(x.link(with("a", x.issue(issue)), move |s| s.query.issues = vec![issue.clone()])),
        )
    });
    let id = passage.id.as_str();
    let link = with("a", id).attr("aria-label", &format!("{}{id}", t.link_passage()));
    let link = if STATIC {
        // To the same passage in the explorer.
        link.attr("href", &format!("*doc={}&p={id}", document.id))
    } else {
        x.link(link, move |s| s.open(index, Some(place)))
    };
    let cite =
        (!STATIC).then(|| button("button.copy", t.cite()).attr("data-tool", "cite").attr("data-passage", id));
    let handle = el("p.handle").add(link).maybe(cite);
    el(if passage.kind == PassageKind::Item { "li.passage" } else { "div.passage" })
        .attr("id", id)
        .attr("tabindex", "-1")
        .attr("data-kind", passage.kind.word())
        .mark_of("aria-current", move || x.state.with(|s| s.passage == Some(place)))
        .add(words)
        .maybe((!passage.issues.is_empty()).then_some(issues))
        .add(handle)
}

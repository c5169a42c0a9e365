//! The answer: how much there is, the documents with their best passages, and what to do when there is nothing.

use crate::{
    explorer::{Answer, Explorer},
    rich::{Layers, answering, rich},
    state::ViewState,
    text,
};
use leptos::prelude::*;
use model::{Certainty, Document};
use search::{DateFit, Hit, Query};

/// Passages quoted per document: one shows what it is about, three show how it uses the words.
const QUOTED: usize = 3;
/// Length of a quotation in bytes: about four lines of 66 characters.
const QUOTE: usize = 280;

/// The count, for the eye and for who listens, and the chips of the filters.
#[component]
pub fn Count() -> impl IntoView {
    let x = Explorer::get();
    let t = x.t();
    let count = move || {
        x.answer.with(|a| {
            let lang = x.lang();
            let mut text = format!("{}, {}", lang.documents(a.hits.documents.len()), lang.passages(a.hits.passages));
            if a.query.from.is_some() || a.query.to.is_some() {
                text.push_str(&format!(" ({}{}{}{})", a.hits.certain, t.certain, a.hits.possible, t.possible));
            }
            text
        })
    };
    let chips = move || {
        let links = x.answer.with(|a| relaxations(x, &a.query)).into_iter().filter(|r| !r.words);
        let chips: Vec<AnyView> = links
            .map(|r| {
                let name = format!("{}{}", t.remove, r.label);
                let to = move || x.link(|s| ViewState { query: r.query.clone(), ..s });
                view! { <li><a class="chip" href=to aria-label=name>{r.label}</a></li> }.into_any()
            })
            .collect();
        (!chips.is_empty()).then(|| {
            let all = move || x.link(ViewState::unfiltered);
            view! { <ul class="chips">{chips}<li><a href=all>{t.clear}</a></li></ul> }.into_any()
        })
    };
    view! { <div class="answer"><p role="status">{count}</p>{chips}</div> }
}

/// A query with one thing less, and what was taken away.
struct Relaxation {
    label: String,
    query: Query,
    /// Whether it takes away words rather than a filter.
    words: bool,
}

/// Every way to ask for one thing less.
fn relaxations(x: Explorer, query: &Query) -> Vec<Relaxation> {
    let (lang, t) = (x.lang(), x.t());
    let dossier = x.dossier();
    let mut found = Vec::new();
    let mut less = |label: String, words: bool, drop: &dyn Fn(&mut Query)| {
        let mut query = query.clone();
        drop(&mut query);
        found.push(Relaxation { label, query, words });
    };
    if !query.text.trim().is_empty() {
        less(format!("‘{}’", query.text.trim()), true, &|q| q.text.clear());
    }
    for ministry in dossier.ministries.iter().filter(|m| query.ministries.contains(&m.code)) {
        less(lang.of(&ministry.name).into(), false, &|q| q.ministries.retain(|c| *c != ministry.code));
    }
    for issue in dossier.issues.iter().filter(|i| query.issues.contains(&i.id)) {
        less(lang.of(&issue.label).into(), false, &|q| q.issues.retain(|i| *i != issue.id));
    }
    for kind in &query.kinds {
        less(lang.kind(*kind).into(), false, &|q| q.kinds.retain(|k| k != kind));
    }
    if let Some(day) = query.from {
        less(format!("{} {}", t.from, lang.day(day)), false, &|q| q.from = None);
    }
    if let Some(day) = query.to {
        less(format!("{} {}", t.to, lang.day(day)), false, &|q| q.to = None);
    }
    found
}

/// The documents found.
#[component]
pub fn Results() -> impl IntoView {
    let x = Explorer::get();
    let list = move || {
        x.answer.with(|answer| {
            let hits = &answer.hits.documents;
            if hits.is_empty() {
                return nothing(x, answer);
            }
            let of = |fit: DateFit| {
                hits.iter().filter(|h| h.fit == fit).map(|hit| result(x, answer, hit)).collect::<Vec<_>>()
            };
            let possible = (answer.hits.possible > 0).then(|| {
                view! {
                    <h2>{x.t().possibly_heading}</h2>
                    <p class="small">{x.t().possibly_why}</p>
                    {of(DateFit::Possible)}
                }
                .into_any()
            });
            view! { {of(DateFit::Certain)}{possible} }.into_any()
        })
    };
    view! { <section class="list" aria-labelledby="documents"><h2 id="documents" class="quiet" tabindex="-1">{x.t().documents}</h2>{list}</section> }
}

/// Kind, date and ministries in a line.
pub fn particulars(x: Explorer, document: &'static Document) -> AnyView {
    let doubt = document.date.as_ref().is_none_or(|d| d.certainty != Certainty::Stated);
    let ministries = document.involved().join(", ");
    view! {
        <p class="particulars">
            <span>{x.kind(document)}</span>
            <span class:doubt=doubt title=doubt.then_some(x.t().uncertain)>{x.when(document)}</span>
            <span>{ministries}</span>
        </p>
    }
    .into_any()
}

fn result(x: Explorer, answer: &Answer, hit: &Hit) -> AnyView {
    let number = hit.document;
    let document = x.document(number);
    let asked = !answer.query.text.trim().is_empty() || !answer.query.issues.is_empty();
    let mut best: Vec<usize> = hit.best.iter().copied().take(if asked { QUOTED } else { 1 }).collect();
    best.sort_unstable();
    let quotes = best
        .into_iter()
        .map(|i| {
            let found = &hit.passages[i];
            let passage = &document.passages[found.passage];
            let marks = answering(number, passage, &found.marks, &answer.query.issues);
            let window = text::snippet(&passage.text, marks.first(), QUOTE);
            let (cut, more) = (window.start > 0, window.end < passage.text.len());
            let layers = Layers { marks, ..Layers::default() };
            let quote = rich(x, &passage.text, window, &layers, None);
            let place = found.passage;
            let section = passage.section.as_ref().and_then(|id| document.sections.iter().find(|s| s.id == *id));
            view! {
                <blockquote>
                    <p lang="nl">{cut.then_some("… ")}{quote}{more.then_some(" …")}</p>
                    <footer>
                        <a href=move || x.link(|s| s.open(number, Some(place)))>{x.t().read_passage}{passage.id.as_str()}</a>
                        {section.map(|s| view! { <span lang="nl">{s.heading.as_str()}</span> }.into_any())}
                    </footer>
                </blockquote>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    view! {
        <article class="result" aria-current=move || (x.doc.get() == Some(number)).then_some("true")>
            {particulars(x, document)}
            <h3 lang="nl"><a href=move || x.link(|s| s.open(number, None)) data-doc=number>{document.title.value.as_str()}</a></h3>
            <div class="quotes">{quotes}</div>
            <p class="small">{x.lang().passages(hit.passages.len())}</p>
        </article>
    }
    .into_any()
}

/// No documents: which choice stands in the way, and the nearest queries that find something.
fn nothing(x: Explorer, answer: &Answer) -> AnyView {
    let t = x.t();
    let query = &answer.query;
    let unknown = query.text.split_whitespace().filter(|word| {
        x.index.hits(&Query { text: (*word).into(), ..Query::default() }).documents.is_empty()
    });
    let unknown: Vec<AnyView> =
        unknown.map(|word| view! { <p>{t.none_word}<q>{word.to_string()}</q></p> }.into_any()).collect();
    let ways: Vec<AnyView> = relaxations(x, query)
        .into_iter()
        .filter_map(|r| {
            let left = x.index.hits(&r.query).documents.len();
            let to = x.link_now(|s| ViewState { query: r.query, ..s });
            (left > 0).then(|| {
                view! { <li><a href=to>{t.without}{r.label}</a>": "{x.lang().documents(left)}</li> }.into_any()
            })
        })
        .collect();
    let all = x.link_now(|s| ViewState { query: Query::default(), ..s });
    let why = if ways.is_empty() { t.none_all } else { t.none_together };
    view! {
        <div class="none">
            <h2>{t.none}</h2>
            {unknown}
            <p>{why}</p>
            <ul>{ways}</ul>
            <p><a href=all>{t.all_documents}</a></p>
        </div>
    }
    .into_any()
}

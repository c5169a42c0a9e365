//! One document: its facts, its text or its source, and the steps from hit to hit.

use crate::{
    copy::copy_button,
    evidence,
    explorer::{Answer, Explorer, Step},
    results::particulars,
    rich::{Layers, answering, expressions, links, rich},
    state::ViewState,
};
use leptos::prelude::*;
use model::{Certainty, Passage, PassageKind};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// The open document, if any, and what follows from opening and closing: title, focus, place.
#[component]
pub fn Reader() -> impl IntoView {
    let x = Explorer::get();
    Effect::new(move |before: Option<(Option<usize>, Option<usize>, bool)>| {
        let now = x.state.with(|s| (s.doc, s.passage, s.source));
        arrive(x, before, now);
        now
    });
    move || x.doc.get().map(|index| reader(x, index))
}

fn first(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

fn show(element: &Element, block: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(block);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn focus(element: &HtmlElement) {
    let _not_focusable = element.focus();
}

type Place = (Option<usize>, Option<usize>, bool);

fn arrive(x: Explorer, before: Option<Place>, now: Place) {
    let (doc, passage, source) = now;
    let dossier = x.lang().of(&x.dossier().title);
    let name = doc.map_or(dossier.to_string(), |i| format!("{} – {dossier}", x.document(i).title.value));
    document().set_title(&name);
    // A frame never takes the focus, or the scroll, of the page around it when it starts.
    let started = before.is_none();
    let opened = before.is_none_or(|b| b.0 != doc);
    match (doc, passage) {
        (Some(index), Some(passage)) if before.is_none_or(|b| b != now) && !(started && x.embed()) => {
            let place = if source {
                first(".source mark").or_else(|| first(".source [data-shown]"))
            } else {
                // The mark that was stepped to, where it stands in this passage.
                let id = &x.document(index).passages[passage].id;
                let whole = first(&format!("#{id}"));
                if opened && !started && let Some(whole) = &whole {
                    focus(whole);
                }
                first(&format!("#{id} mark[aria-current]")).or(whole)
            };
            if let Some(place) = place {
                show(&place, ScrollLogicalPosition::Center);
            }
        }
        (Some(_), None) if opened && !started => {
            if let Some(heading) = first(".reader h2") {
                if let Some(reader) = first(".reader") {
                    show(&reader, ScrollLogicalPosition::Start);
                }
                focus(&heading);
            }
        }
        (Some(_), _) if source && before.is_some_and(|b| !b.2) => {
            if let Some(place) = first(".source mark") {
                show(&place, ScrollLogicalPosition::Center);
            }
        }
        (None, _) if opened => {
            if let Some(index) = before.and_then(|b| b.0) {
                let link = first(&format!("[data-doc='{index}']")).or_else(|| first("#documents"));
                if let Some(link) = link {
                    focus(&link);
                    show(&link, ScrollLogicalPosition::Center);
                }
            }
        }
        _ => {}
    }
}

/// What is marked in each passage of the document, and how many marks there are.
fn layers(x: Explorer, index: usize, answer: &Answer) -> (Vec<Layers>, usize) {
    let document = x.document(index);
    let hit = answer.hits.documents.iter().find(|h| h.document == index);
    let mut total = 0;
    let layers = document
        .passages
        .iter()
        .enumerate()
        .map(|(i, passage)| {
            let found = hit.and_then(|h| h.passages.iter().find(|p| p.passage == i));
            let marks = found.map(|f| answering(index, passage, &f.marks, &answer.query.issues)).unwrap_or_default();
            let first = total;
            total += marks.len();
            Layers { marks, first, issues: expressions(index, passage), links: links(index, document, passage) }
        })
        .collect();
    (layers, total)
}

fn reader(x: Explorer, index: usize) -> AnyView {
    let (t, document) = (x.t(), x.document(index));
    let open = RwSignal::new(None::<usize>);
    let current = RwSignal::new(0_usize);
    let marked = Memo::new(move |_| x.answer.with(|a| marked_passages(&layers(x, index, a).0)));
    // A shared link or a passage chosen from the list decides where the steps begin.
    let begin = x.state.with_untracked(|s| s.passage).unwrap_or(0);
    current.set(marked.with_untracked(|m| m.iter().position(|p| *p >= begin).unwrap_or(0)));

    let claims = StoredValue::new(evidence::claims(x, index));
    let source = Memo::new(move |_| x.state.with(|s| s.source));
    let body = move || {
        if source.get() {
            claims.with_value(|c| evidence::source_view(x, index, c, open.get()))
        } else {
            x.answer.with(|a| text(x, index, &layers(x, index, a).0, current))
        }
    };
    let (facts, apparatus) = claims.with_value(|all| {
        let mut first = 0;
        let mut lists = all.iter().map(|part| {
            let view = evidence::list(x, index, first, &part.claims, open);
            first += part.claims.len();
            (part.heading, part.claims.len(), view)
        });
        let facts = lists.next().map(|(_, _, view)| view);
        let rest: Vec<AnyView> = lists
            .filter(|(_, number, _)| *number > 0)
            .map(|(heading, number, view)| {
                view! { <details><summary>{heading}" ("{number}")"</summary>{view}</details> }.into_any()
            })
            .collect();
        (facts, rest)
    });
    let composed = document.title.certainty == Certainty::Composed;
    let toggle = move || x.link(|s| ViewState { source: !s.source, ..s });
    let toggle_name = move || if source.get() { t.show_reading } else { t.show_source };
    view! {
        <article class="reader" aria-labelledby="title">
            <p class="bar"><a href=move || x.link(ViewState::closed) class="back">{t.back}</a><a href=toggle class="toggle">{toggle_name}</a></p>
            {particulars(x, document)}
            <h2 id="title" tabindex="-1" lang="nl" class:doubt=composed>{document.title.value.as_str()}</h2>
            <section class="facts" aria-labelledby="facts">
                <h3 id="facts" class="quiet">{t.facts}</h3>
                {facts}
                <p class="small">{t.facts_hint}</p>
            </section>
            {contents(x, index)}
            {move || (marked.with(|m| !m.is_empty()) && !source.get()).then(|| stepper(x, marked, current))}
            <div class="text">{body}</div>
            <section class="apparatus">{apparatus}{evidence::file(x, document)}</section>
        </article>
    }
    .into_any()
}

/// The passage of each mark, in order.
fn marked_passages(layers: &[Layers]) -> Vec<usize> {
    layers.iter().enumerate().flat_map(|(i, l)| std::iter::repeat_n(i, l.marks.len())).collect()
}

fn stepper(x: Explorer, marked: Memo<Vec<usize>>, current: RwSignal<usize>) -> AnyView {
    let t = x.t();
    let total = move || marked.with(Vec::len);
    let step = move |by: usize| {
        let total = total();
        if total == 0 {
            return;
        }
        current.update(|c| *c = (*c + by) % total);
        let passage = marked.with_untracked(|m| m[current.get_untracked()]);
        let same = x.state.with_untracked(|s| s.passage) == Some(passage);
        x.change(Step::Replace, |s| s.passage = Some(passage));
        // Between two marks of one passage the state does not change, and nothing else would move.
        if same && let Some(mark) = first(".text mark[aria-current]") {
            show(&mark, ScrollLogicalPosition::Center);
        }
    };
    let place = move || {
        let (at, total) = (current.get(), total());
        format!("{}{}{total}", at.min(total.saturating_sub(1)) + 1, t.of)
    };
    let here = move || {
        let passage = marked.with(|m| m.get(current.get()).copied());
        x.link(|s| ViewState { passage, ..s })
    };
    view! {
        <div class="steps" role="group" aria-label=t.hits>
            <button type="button" aria-label=t.previous title=t.previous on:click=move |_| step(total().max(1) - 1)>"↑"</button>
            <a href=here aria-live="polite">{place}</a>
            <button type="button" aria-label=t.next title=t.next on:click=move |_| step(1)>"↓"</button>
        </div>
    }
    .into_any()
}

fn contents(x: Explorer, index: usize) -> Option<AnyView> {
    let document = x.document(index);
    let entries: Vec<AnyView> = document
        .sections
        .iter()
        .filter_map(|section| {
            let place = document.passages.iter().position(|p| p.section.as_ref() == Some(&section.id))?;
            let number = section.number.as_ref().map(|n| format!("{n} "));
            let to = move || x.link(|s| s.open(index, Some(place)));
            Some(view! { <li data-level=section.level><a href=to>{number}{section.heading.as_str()}</a></li> }.into_any())
        })
        .collect();
    (entries.len() > 1).then(|| {
        view! {
            <nav class="contents" aria-label=x.t().contents><details><summary>{x.t().contents}</summary><ol lang="nl">{entries}</ol></details></nav>
        }
        .into_any()
    })
}

/// The reading text. Points of a list that follow one another make one list.
fn text(x: Explorer, index: usize, layers: &[Layers], current: RwSignal<usize>) -> AnyView {
    let document = x.document(index);
    let numbered: Vec<usize> = (0..document.passages.len()).collect();
    numbered
        .chunk_by(|a, b| [*a, *b].iter().all(|i| document.passages[*i].kind == PassageKind::Item))
        .map(|run| {
            let views: Vec<AnyView> = run.iter().map(|i| passage(x, index, *i, &layers[*i], current)).collect();
            if document.passages[run[0]].kind == PassageKind::Item {
                view! { <ul>{views}</ul> }.into_any()
            } else {
                views.into_any()
            }
        })
        .collect::<Vec<_>>()
        .into_any()
}

fn passage(x: Explorer, index: usize, place: usize, layers: &Layers, current: RwSignal<usize>) -> AnyView {
    let (t, document) = (x.t(), x.document(index));
    let passage: &'static Passage = &document.passages[place];
    let words = rich(x, &passage.text, 0..passage.text.len(), layers, Some(current));
    let level = || document.sections.iter().find(|s| Some(&s.id) == passage.section.as_ref()).map_or(1, |s| s.level);
    let words = match passage.kind {
        PassageKind::Heading if level() > 1 => view! { <h4 lang="nl">{words}</h4> }.into_any(),
        PassageKind::Heading => view! { <h3 lang="nl">{words}</h3> }.into_any(),
        PassageKind::Quotation => view! { <blockquote lang="nl"><p>{words}</p></blockquote> }.into_any(),
        PassageKind::Paragraph | PassageKind::Item | PassageKind::Footnote => view! { <p lang="nl">{words}</p> }.into_any(),
    };
    let issues: Vec<AnyView> = passage
        .issues
        .iter()
        .map(|issue| {
            let to = move || {
                x.link(|mut s| {
                    s.query.issues = vec![issue.clone()];
                    s
                })
            };
            view! { <li><a href=to>{x.issue(issue)}</a></li> }.into_any()
        })
        .collect();
    let margin = (!issues.is_empty()).then(|| view! { <ul class="issues" aria-label=t.issue>{issues}</ul> }.into_any());
    let id = passage.id.as_str();
    let to = move || x.link(|s| s.open(index, Some(place)));
    let address = move || x.address(x.state.with_untracked(|s| s.clone().open(index, Some(place))));
    let inner = view! {
        {words}
        {margin}
        <p class="handle"><a href=to aria-label=format!("{}{id}", t.link_passage)>{id}</a>{copy_button(x, t.copy_link, Box::new(address))}</p>
    };
    let here = move || x.state.with(|s| s.passage == Some(place)).then_some("true");
    if passage.kind == PassageKind::Item {
        view! { <li class="passage" id=id tabindex="-1" aria-current=here>{inner}</li> }.into_any()
    } else {
        view! { <div class="passage" id=id tabindex="-1" data-kind=passage.kind.word() aria-current=here>{inner}</div> }.into_any()
    }
}

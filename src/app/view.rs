//! The ways to read the documents found, beside the list; and the day at which the dossier is cut.

use crate::{
    beside,
    dom::{El, button, el, find, later, property, with},
    explorer::{Step, X},
    papers, positions, requests,
    results::results,
    rich::{quotation, sentence_around},
    state::{View, asked},
};
use leptos::prelude::*;
use model::{Day, Span};

/// The links to the views.
pub fn nav(x: X) -> El {
    let mut list = el("ul");
    for (view, _) in View::ALL {
        let link =
            with("a", x.lang().view(view)).mark_of("aria-current", move || x.state.with(|s| s.view == view));
        let link = x.link(link, move |s| {
            s.view = view;
            s.close();
        });
        list = list.add(el("li").add(link));
    }
    el("nav.views").attr("aria-label", x.t().views()).add(list)
}

/// The view that the address asks for, of the documents found.
pub fn view(x: X) -> El {
    let view = x.state.with_untracked(|s| s.view);
    let (how, fill): (_, fn(El, X)) = match view {
        View::Documents => return results(x),
        View::Positions => (x.t().positions_how(), positions::positions),
        View::Compare => (x.t().compare_how(), beside::beside),
        View::References => (x.t().references_how(), papers::papers),
        View::Events => (x.t().events_how(), events),
        View::Requests => (x.t().requests_how(), requests::requests),
    };
    let heading = with("h2", x.lang().view(view)).attr("id", "documents").attr("tabindex", "-1");
    el("section.list.view")
        .attr("aria-labelledby", "documents")
        .add(heading)
        .add(with("p.how", how))
        .add(el("p.doubt").text_of(move || x.beyond.with(|b| b.map_or("", |_| x.t().first_few())).to_owned()))
        .add(el("div").part(move |place| fill(place, x)))
}

/// Whether a document is among those found that a view shows.
pub fn is_found(x: X, document: usize) -> bool {
    x.beyond.with(|beyond| beyond.is_none_or(|beyond| document < beyond))
        && x.answer.with(|a| a.hits.found.has(document))
}

/// A link to a passage of a document: what it is, and when it was written.
pub fn to_passage(x: X, document: usize, passage: &str) -> El {
    let of = x.document(document);
    let place = of.passages.iter().position(|p| p.id == passage);
    let name = format!("{}, {}, {passage}", x.lang().kind(of.kind), x.when(of));
    x.link(with("a", &name), move |s| s.open(document, place))
}

/// The place of the passage that holds the first word of some evidence.
pub fn place_of(x: X, document: usize, evidence: &[Span]) -> Option<usize> {
    let first = evidence.first()?;
    x.document(document).passages.iter().position(|p| p.evidence.iter().any(|e| e.overlaps(*first)))
}

/// The id of that passage.
pub fn passage_of(x: X, document: usize, evidence: &[Span]) -> &'static str {
    place_of(x, document, evidence).map_or("", |place| &x.document(document).passages[place].id)
}

/// The day at which the dossier is cut: the choice of it, and what it means.
pub fn known(x: X) -> El {
    let (t, lang) = (x.t(), x.lang());
    let set = move |day: Option<Day>| {
        x.change(Step::Push, &|s| {
            s.known = day;
            s.sides = [None; 2];
            s.close();
        });
        // The page is made anew; who uses the keyboard stays here.
        later(0, || {
            if let Some(input) = find("#known") {
                input.focus();
            }
        });
    };
    let value = x.known.map(|(day, _)| day.to_string()).unwrap_or_default();
    let input = el("input").attr("type", "date").attr("id", "known").attr("value", &value);
    // Not while it is typed: the whole page is made anew.
    let typed = input.clone();
    let show = move |event: &web_sys::Event| {
        event.prevent_default();
        set(property(&typed.html(), "value").as_string().and_then(|text| asked(&text)));
    };
    let place = el("form.known").attr("aria-label", t.known_on()).on("submit", show);
    let label = with("label", t.known_on()).attr("for", "known");
    let place = place.add(label).add(input).add(with("button", t.known_show()));
    let Some((day, perhaps)) = x.known else { return place };
    let mut said = format!("{}{}.", t.known_is(), lang.day(day));
    if perhaps > 0 {
        said.push_str(&format!("{}{}.", t.known_perhaps(), lang.documents(perhaps)));
    }
    place
        .add(button("button", t.known_today()).on("click", move |_| set(None)))
        .add(with("strong", &said))
        .flag("data-on", true)
}

/// The documents and every day that their texts date, in order of time, with the sentences that do.
fn events(place: El, x: X) {
    let t = x.t();
    let column = |name| with("th", name).attr("scope", "col");
    let head = el("tr").add(column(t.date())).add(column(t.what_happened()));
    let mut body = el("tbody");
    let documents = x.corpus.documents.iter().enumerate().filter(|(number, _)| is_found(x, *number));
    let mut written = documents.map(|(number, document)| {
        let name = format!("{}: {}", x.kind(document), document.title.value);
        let link = x.link(with("a", &name).dutch(), move |s| s.open(number, None));
        let first = document.date.as_ref().and_then(|date| date.earliest);
        let doubt = document.date.as_ref().is_none_or(|date| date.earliest != date.latest);
        let when = with("th", &x.when(document)).attr("scope", "row").flag("data-doubt", doubt);
        (first, el("tr.written").add(when).add(el("td").add(link)))
    });
    // The documents are in order of time too.
    let mut next = written.next();
    for event in views::events::events(x.corpus, &|d| is_found(x, d), &|d| x.sources[d]) {
        while let Some((_, row)) = next.take_if(|(first, _)| first.is_some_and(|first| first < event.from)) {
            body = body.add(row);
            next = written.next();
        }
        let when = with("th", &x.lang().when(event.date)).attr("scope", "row");
        let mut cell = el("td");
        for (document, date) in event.mentions {
            let evidence = &x.document(document).dates[date].evidence;
            let passage = passage_of(x, document, evidence);
            let words = sentence_around(x, document, passage, evidence);
            cell =
                cell.add(el("blockquote").add(words).add(el("footer").add(to_passage(x, document, passage))));
        }
        body = body.add(el("tr").add(when.flag("data-doubt", event.from != event.to)).add(cell));
    }
    while let Some((_, row)) = next {
        body = body.add(row);
        next = written.next();
    }
    place.add(el("table.events").add(el("thead").add(head)).add(body));
}

/// A sentence with its own words for what it says, and where it stands.
pub fn quoted(x: X, document: usize, passage: &str, evidence: &'static [Span], label: &'static [Span]) -> El {
    let footer = el("footer").add(to_passage(x, document, passage));
    el("blockquote").add(quotation(x, document, evidence, label, None)).add(footer)
}

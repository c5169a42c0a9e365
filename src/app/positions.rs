//! Who holds what: issue by document, and one issue as a chronology.

use crate::{
    copy::with_copy,
    dom::{El, el, with},
    explorer::X,
    rich::quotation,
    text::cut,
    view::{is_found, to_passage},
};
use leptos::prelude::*;
use model::{Speaker, Statement, Status};
use std::ops::Range;
use views::positions::{Cell, row};

/// Sentences shown of a cell; the rest opens.
const SHOWN: usize = 3;

/// The grid, or the chronology of the row that the address asks for.
pub fn positions(mut place: El, x: X) {
    let t = x.t();
    let only = x.row.with(|row| *row);
    let chosen = x.answer.with(|a| a.query.issues.clone());
    let grid = only.is_none();
    if !grid {
        let all = x.link(with("a.back", t.all_issues()), |s| s.row = None);
        place = place.add(el("p").add(all));
    }
    for (at, issue) in x.dossier().issues.iter().enumerate() {
        if !only.map_or(chosen.is_empty() || chosen.contains(&issue.id), |only| only == at) {
            continue;
        }
        let id = format!("rij-{}", issue.id);
        let cells: Vec<Cell> =
            row(x.corpus, &issue.id).into_iter().filter(|c| is_found(x, c.document)).collect();
        let mut head = el("header").add(with("h3", x.issue(&issue.id)).attr("id", &id));
        if grid && !cells.is_empty() {
            let link = with("a", t.chronology()).attr("aria-describedby", &id);
            head = head.add(x.link(link, move |s| s.row = Some(at)));
        }
        if !grid {
            let all = cells.clone();
            let text = move || {
                let mut text = String::new();
                for cell in &all {
                    for said in &cell.own {
                        text.extend([citing(x, cell.document, *said).as_str(), "\n\n"]);
                    }
                }
                text
            };
            head = with_copy(head, t.copy_row(), Box::new(text));
        }
        let body = if cells.is_empty() {
            with("p.small", t.no_positions())
        } else {
            cells.iter().fold(el("ol.cells"), |line, cell| line.add(held(x, cell, grid)))
        };
        place = place
            .add(el("section.row").flag("data-all", !grid).attr("aria-labelledby", &id).add(head).add(body));
    }
}

/// What a document says of an issue: in the grid the weightiest, in a chronology all, in the order of the text.
fn held(x: X, cell: &Cell, grid: bool) -> El {
    let number = cell.document;
    let document = x.document(number);
    let name = format!("{}, {}", x.lang().kind(document.kind), x.when(document));
    let title = x.link(with("a", &name), move |s| s.open(number, None));
    let item = el("li.cell").add(el("h4").add(title));
    let said = |numbers: &[usize], place: El| {
        numbers.iter().fold(place, |place, statement| place.add(quote(x, number, *statement)))
    };
    let mut own = cell.own.clone();
    if !grid {
        own.extend(&cell.whole);
        own.sort_unstable();
    } else {
        // What is decided and advised comes before what others are reported to say.
        let weight = |n: &usize| match document.statements[*n].status {
            Status::Decision => 0,
            Status::Advice => 1,
            Status::Position => 2,
            Status::Reported => 3,
        };
        own.sort_unstable_by_key(|n| (weight(n), *n));
    }
    let (shown, more) = own.split_at(if grid { own.len().min(SHOWN) } else { own.len() });
    let mut item = said(shown, item);
    if !more.is_empty() {
        item = item.add(said(more, el("details").add(with("summary", &format!("+ {}", more.len())))));
    }
    // Said several times it counts once.
    let whole = &cell.whole[..cell.whole.len().min(usize::from(grid))];
    if !whole.is_empty() {
        item = item.add(said(whole, el("div.whole").add(with("p.small", x.t().on_the_whole()))));
    }
    item
}

/// A quotation with its document and the address of its passage, as text.
fn citing(x: X, document: usize, number: usize) -> String {
    let of = x.document(document);
    let said = &of.statements[number];
    let mut state = x.state.get_untracked();
    state.open(document, of.passages.iter().position(|p| p.id == said.passage));
    format!("“{}” — {}, {}, {}", said.text, of.title.value, x.when(of), x.address(state))
}

/// A quotation, then who speaks and what it is, then how that is known.
fn quote(x: X, document: usize, number: usize) -> El {
    let (lang, t) = (x.lang(), x.t());
    let of = x.document(document);
    let said: &'static Statement = &of.statements[number];
    let change = x.changes().iter().find(|c| c.later == (document, number) && is_found(x, c.earlier.0));
    let words: Option<Range<usize>> = change.map(|c| c.words.1.clone());
    let mut named = lang.speaker(said.speaker).to_owned();
    let signed: Vec<&str> = of.signatories.iter().map(|s| s.name.as_str()).collect();
    match said.speaker {
        Speaker::Minister if !signed.is_empty() => named.push_str(&format!(": {}", signed.join(", "))),
        Speaker::Organisation | Speaker::Ministry => named.clone_from(&said.name),
        Speaker::Parliament => named.push_str(&format!(": {}", said.name)),
        _ => {}
    }
    let speaker = with("span.speaker", &named);
    let status = with("span.status", lang.status(said.status)).attr("data-status", said.status.word());
    let place = of.passages.iter().position(|p| p.id == said.passage);
    let link = with("a", &format!("{}{}", t.read_passage(), said.passage));
    let footer = el("footer").add(speaker).add(status).add(x.link(link, move |s| s.open(document, place)));
    let rule = with("p", lang.rule(said.rule));
    let rule = if said.name.is_empty() { rule } else { rule.text(&format!(" ‘{}’", said.name)) };
    let mut how = el("details.how").add(with("summary", t.how_read())).add(rule);
    let mut shown: Vec<&str> = Vec::new();
    for mark in &said.marks {
        let words =
            mark.evidence.iter().map(|s| s.quote(x.sources[document])).collect::<Vec<_>>().join(" … ");
        let label = format!("{} (‘{words}’)", x.issue(&mark.issue));
        if !shown.contains(&mark.issue.as_str()) {
            shown.push(&mark.issue);
            how = how.add(with("p", t.issue_shown_by()).text(&label));
        }
    }
    let tools = with_copy(el("p"), t.copy_quote(), Box::new(move || citing(x, document, number)));
    let mut quote = el("blockquote.statement")
        .add(quotation(x, document, &said.evidence, &said.label, words))
        .add(footer);
    if let Some(change) = change {
        let (earlier, then) = (&x.document(change.earlier.0).statements[change.earlier.1], change.earlier.0);
        let old = cut(&earlier.text, change.words.0.clone());
        let new = cut(&said.text, change.words.1.clone());
        let line = with("p.changed", t.changed())
            .add(with("del", old).dutch())
            .text(" (")
            .add(to_passage(x, then, &earlier.passage))
            .text(")")
            .text(t.now())
            .add(with("ins", new).dutch());
        quote = quote.add(line);
    }
    quote.add(el("div.under").add(how).add(tools))
}

//! Who holds what: issue by document, and one issue as a chronology.

use crate::{
    copy::with_copy,
    dom::{El, el, with},
    explorer::X,
    rich::quotation,
    view::{is_found, to_passage},
};
use leptos::prelude::*;
use model::{Speaker, Statement, Status};
use std::ops::Range;
use views::positions::{Change, changes, row};

/// Sentences shown of a cell; the rest opens.
const SHOWN: usize = 3;

/// The grid, or the chronology of the row that the address asks for.
pub fn positions(place: El, x: X) {
    let only = x.state.with(|s| s.row.clone());
    let chosen = x.answer.with(|a| a.query.issues.clone());
    let mut changed = changes(x.corpus);
    changed.retain(|change| is_found(x, change.earlier.0));
    let t = x.t();
    let mut place = place;
    if !only.is_empty() {
        let all = x.link(with("a.back", t.all_issues), |s| s.row.clear());
        place = place.add(el("p").add(all));
    }
    for issue in &x.dossier().issues {
        let wanted =
            if only.is_empty() { chosen.is_empty() || chosen.contains(&issue.id) } else { only == issue.id };
        if !wanted {
            continue;
        }
        let cells: Vec<_> =
            row(x.corpus, &issue.id).into_iter().filter(|c| is_found(x, c.document)).collect();
        let heading = with("h3", x.issue(&issue.id)).attr("id", &format!("rij-{}", issue.id));
        let mut head = el("header").add(heading);
        if only.is_empty() && !cells.is_empty() {
            let link = with("a", t.chronology).attr("aria-describedby", &format!("rij-{}", issue.id));
            head = head.add(x.link(link, |s| s.row.clone_from(&issue.id)));
        }
        let mut line = el("ol.cells");
        let none = cells.is_empty();
        for cell in cells {
            let document = x.document(cell.document);
            let name = format!("{}, {}", x.lang().kind(document.kind), x.when(document));
            let title = x.link(with("a", &name), move |s| s.open(cell.document, None));
            let mut item = el("li.cell").add(el("h4").add(title));
            let shown = if only.is_empty() { SHOWN } else { usize::MAX };
            let mut more = el("details");
            // In the grid, what is decided and advised comes before what others are reported to say.
            let of = |status| cell.own.iter().filter(move |n| document.statements[**n].status == status);
            let first = [Status::Decision, Status::Advice, Status::Position, Status::Reported];
            let own: Vec<&usize> = if only.is_empty() {
                first.into_iter().flat_map(of).collect()
            } else {
                cell.own.iter().collect()
            };
            for (i, number) in own.into_iter().enumerate() {
                let view = statement(x, cell.document, *number, &changed);
                if i < shown {
                    item = item.add(view);
                } else {
                    if i == shown {
                        more = more.add(with("summary", &format!("+ {}", cell.own.len() - shown)));
                    }
                    more = more.add(view);
                }
            }
            if cell.own.len() > shown {
                item = item.add(more);
            }
            if !cell.whole.is_empty() {
                let mut whole = el("div.whole").add(with("p.small", t.on_the_whole));
                // Said several times it counts once.
                for number in cell.whole.iter().take(if only.is_empty() { 1 } else { usize::MAX }) {
                    whole = whole.add(statement(x, cell.document, *number, &changed));
                }
                item = item.add(whole);
            }
            line = line.add(item);
        }
        let section = el("section.row").attr("aria-labelledby", &format!("rij-{}", issue.id)).add(head);
        place =
            place.add(if none { section.add(with("p.small", t.no_positions)) } else { section.add(line) });
    }
}

/// A quotation, then who speaks and what it is, then how that is known.
fn statement(x: X, document: usize, number: usize, changed: &[Change]) -> El {
    let (lang, t) = (x.lang(), x.t());
    let of = x.document(document);
    let said: &'static Statement = &of.statements[number];
    let change = changed.iter().find(|c| c.later == (document, number));
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
    let link = with("a", &format!("{}{}", t.read_passage, said.passage));
    let footer = el("footer").add(speaker).add(status).add(x.link(link, move |s| s.open(document, place)));
    let rule = with("p", lang.rule(said.rule));
    let rule = if said.name.is_empty() { rule } else { rule.text(&format!(" ‘{}’", said.name)) };
    let mut how = el("details.how").add(with("summary", t.how_read)).add(rule);
    let mut shown: Vec<&str> = Vec::new();
    for mark in &said.marks {
        let words =
            mark.evidence.iter().map(|s| s.quote(x.sources[document])).collect::<Vec<_>>().join(" … ");
        let label = format!("{} (‘{words}’)", x.issue(&mark.issue));
        if !shown.contains(&mark.issue.as_str()) {
            shown.push(&mark.issue);
            how = how.add(with("p", t.issue_shown_by).text(&label));
        }
    }
    let copied = move || {
        let mut state = x.state.get_untracked();
        state.open(document, place);
        format!("“{}” — {}, {}, {}", said.text, of.title.value, x.when(of), x.address(state))
    };
    let tools = with_copy(el("p"), x, t.copy_quote, Box::new(copied));
    let mut quote = el("blockquote.statement")
        .add(quotation(x, document, &said.evidence, &said.label, words))
        .add(footer);
    if let Some(change) = change {
        let (earlier, then) = (&x.document(change.earlier.0).statements[change.earlier.1], change.earlier.0);
        let old = crate::text::cut(&earlier.text, change.words.0.clone());
        let new = crate::text::cut(&said.text, change.words.1.clone());
        let line = with("p.changed", t.changed)
            .add(with("del", old).attr("lang", "nl"))
            .text(" (")
            .add(to_passage(x, then, &earlier.passage))
            .text(")")
            .text(t.now)
            .add(with("ins", new).attr("lang", "nl"));
        quote = quote.add(line);
    }
    quote.add(el("div.under").add(how).add(tools))
}

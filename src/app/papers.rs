//! Every paper that the documents mention, by where it can be read.

use crate::{
    copy::with_copy,
    dom::{El, el, svg, with},
    explorer::X,
    rich::{around, outside},
    text::cut,
    timeline::{Scale, days, label, rect, room_for, sheet},
    view::{is_found, passage_of, to_passage},
};
use leptos::prelude::*;
use model::Resolution;
use views::references::{Reference, references};

/// The groups, each with its papers; and the list of those that are not public, to be asked for.
pub fn papers(mut place: El, x: X) {
    let (t, lang) = (x.t(), x.lang());
    let found = references(x.corpus, &|document| is_found(x, document));
    place = place.maybe(graph(x, &found));
    for resolution in Resolution::ALL {
        let those: Vec<&Reference> = found.iter().filter(|r| r.resolution == *resolution).collect();
        let heading = format!("{} ({})", lang.group(*resolution), those.len());
        let mut list = el("ul.papers");
        for reference in &those {
            list = list.add(paper(x, reference));
        }
        let mut section = el("section.group").add(with("h3", &heading));
        section =
            if those.is_empty() { section.add(with("p.small", t.none_here())) } else { section.add(list) };
        if *resolution == Resolution::NotPublic && !those.is_empty() {
            let text = request_list(x, &those);
            section = with_copy(section, t.request_list(), Box::new(move || text.clone()));
        }
        place = place.add(section);
    }
}

/// Width of the filters and the gap beside them, in px, as in `layout.css`.
const FILTERS: i32 = 280;
/// Height of a row of the drawing, in px: a line of text, and the marks below it.
const ROW: i32 = 36;

/// The papers that several documents mention, each with the days of those; the list below says the same in words.
fn graph(x: X, papers: &[Reference<'static>]) -> Option<El> {
    let several = |r: &&Reference<'static>| r.mentions.iter().any(|(d, _)| *d != r.mentions[0].0);
    let shared: Vec<_> = papers.iter().filter(several).collect();
    let dated = |number: usize| x.document(number).date.as_ref();
    // The filters stand beside it where there is room.
    let width = if x.wide.get().is_some() { room_for(x) - FILTERS } else { room_for(x) };
    let scale = Scale::around(&days(x), [None; 2], width).filter(|_| !shared.is_empty())?;
    let foot = shared.len() as i32 * ROW;
    let mut drawing = sheet(width, foot + 20).attr("role", "img").attr("aria-label", x.t().shared_papers());
    for (name, at) in scale.ticks(x.lang()) {
        drawing = drawing.add(rect("rect.rule", at, 0, 1, foot + 6)).add(label(at + 5, foot + 16, &name));
    }
    for (row, reference) in (0..).zip(shared) {
        let top = row * ROW;
        let name = [&reference.first.as_written, "  ", &reference.first.identifiers.join(", ")].concat();
        drawing = drawing.add(label(0, top + 14, &name).dutch());
        let mut marks = svg("g");
        let (mut first, mut last) = (width, 0);
        for date in reference.mentions.iter().filter_map(|(number, _)| dated(*number)) {
            let from = date.earliest.map_or(0, |day| scale.x(day));
            let to = date.latest.map_or(width, |day| scale.x(day));
            (first, last) = (first.min(from), last.max(to));
            let class = if from == to { "rect.day" } else { "rect.days" };
            marks = marks.add(rect(class, from - 4, top + 19, to - from + 8, 8));
        }
        drawing = drawing.add(rect("rect.rule", first, top + 22, (last - first).max(0), 1)).add(marks);
    }
    Some(el("figure.graph").add(with("figcaption.small", x.t().shared_papers())).add(drawing))
}

fn paper(x: X, reference: &Reference<'static>) -> El {
    let (t, lang) = (x.t(), x.lang());
    let first = reference.first;
    let name = with("span", &first.as_written).dutch();
    let name = match reference.url {
        Some(url) => outside(x, url).add(name),
        None => name,
    };
    let length = if reference.at_length { t.at_length() } else { t.in_passing() };
    let mut facts = format!("{} · {length}", lang.citation(reference.kind));
    if !first.identifiers.is_empty() {
        facts.push_str(&format!(" · {}", first.identifiers.join(", ")));
    }
    if let Some(reason) = reference.reason {
        facts.push_str(&format!(" · {}", lang.no_address(reason)));
    }
    let mut places = el("ul.places");
    let mut last = (usize::MAX, "");
    for (document, citation) in &reference.mentions {
        let passage = passage_of(x, *document, &x.document(*document).citations[*citation].evidence);
        if std::mem::replace(&mut last, (*document, passage)) == (*document, passage) {
            continue;
        }
        places = places.add(el("li").add(to_passage(x, *document, passage)));
    }
    el("li.paper").add(el("p").add(name)).add(with("p.small", &facts)).add(places)
}

/// The papers that are not public, each with the sentence of a public document that mentions it, as text.
fn request_list(x: X, papers: &[&Reference]) -> String {
    let mut text = format!("{}\n", x.t().request_head());
    for reference in papers {
        let Some((document, citation)) = reference.mentions.first() else { continue };
        let of = x.document(*document);
        let evidence = &of.citations[*citation].evidence;
        let passage = passage_of(x, *document, evidence);
        let words =
            around(x, *document, passage, evidence).map_or("", |(text, sentence, _)| cut(text, sentence));
        text.push_str(&format!(
            "\n- {}: “{words}” ({}, {passage})\n",
            reference.first.as_written, of.title.value
        ));
    }
    text
}

//! Every paper that the documents mention, by where it can be read.

use crate::{
    copy::with_copy,
    dom::{El, el, with},
    explorer::X,
    rich::{around, outside},
    text::cut,
    view::{is_found, passage_of, to_passage},
};
use model::Resolution;
use views::references::{Reference, references};

/// The groups, each with its papers; and the list of those that are not public, to be asked for.
pub fn papers(mut place: El, x: X) {
    let (t, lang) = (x.t(), x.lang());
    let found = references(x.corpus, &|document| is_found(x, document));
    for resolution in Resolution::ALL {
        let those: Vec<&Reference> = found.iter().filter(|r| r.resolution == *resolution).collect();
        let heading = format!("{} ({})", lang.group(*resolution), those.len());
        let mut list = el("ul.papers");
        for reference in &those {
            list = list.add(paper(x, reference));
        }
        let mut section = el("section.group").add(with("h3", &heading));
        section =
            if those.is_empty() { section.add(with("p.small", t.none_here)) } else { section.add(list) };
        if *resolution == Resolution::NotPublic && !those.is_empty() {
            let text = request_list(x, &those);
            section = with_copy(section, x, t.request_list, Box::new(move || text.clone()));
        }
        place = place.add(section);
    }
}

fn paper(x: X, reference: &Reference<'static>) -> El {
    let (t, lang) = (x.t(), x.lang());
    let first = reference.first;
    let name = with("span", &first.as_written).attr("lang", "nl");
    let name = match reference.url {
        Some(url) => outside(x, url).add(name),
        None => name,
    };
    let length = if reference.at_length { t.at_length } else { t.in_passing };
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
    let mut text = format!("{}\n", x.t().request_head);
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

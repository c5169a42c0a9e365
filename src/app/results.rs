//! The answer: how much there is, the documents with their best passages, and what to do when there is nothing.

use crate::{
    dom::{El, el, with},
    explorer::{Answer, X},
    rich::{Layers, answering, rich},
    state::{Facet, ViewState},
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
pub fn count(x: X) -> El {
    let (lang, t) = (x.lang(), x.t());
    let count = move || {
        x.answer.with(|a| {
            let mut text =
                format!("{}, {}", lang.documents(a.hits.documents.len()), lang.passages(a.hits.passages));
            if a.query.from.is_some() || a.query.to.is_some() {
                text.push_str(&format!(
                    " ({}{}{}{})",
                    a.hits.certain, t.certain, a.hits.possible, t.possible
                ));
            }
            text
        })
    };
    let chips = move |mut place: El| {
        let filters: Vec<Relaxation> =
            x.answer.with(|a| relaxations(x, a)).into_iter().filter(|r| !r.words).collect();
        let some = !filters.is_empty();
        for filter in filters {
            let link =
                with("a.chip", &filter.label).attr("aria-label", &format!("{}{}", t.remove, filter.label));
            place = place.add(el("li").add(to_query(x, link, filter.query)));
        }
        if some {
            place.add(el("li").add(x.link(with("a", t.clear), ViewState::unfilter)));
        }
    };
    el("div.answer").add(el("p").attr("role", "status").text_of(count)).add(el("ul.chips").part(chips))
}

/// Gives a link the address of another query.
fn to_query(x: X, link: El, query: Query) -> El {
    x.link(link, move |s| s.query.clone_from(&query))
}

/// A query with one thing less, and what was taken away.
struct Relaxation {
    label: String,
    query: Query,
    /// Whether it takes away words rather than a filter.
    words: bool,
}

/// Every way to ask for one thing less.
fn relaxations(x: X, answer: &Answer) -> Vec<Relaxation> {
    let (lang, t, query) = (x.lang(), x.t(), &answer.query);
    let mut found = Vec::new();
    let mut less = |label: String, words: bool, drop: &dyn Fn(&mut Query)| {
        let mut query = query.clone();
        drop(&mut query);
        found.push(Relaxation { label, query, words });
    };
    if !query.text.trim().is_empty() {
        less(format!("‘{}’", query.text.trim()), true, &|q| q.text.clear());
    }
    for facet in Facet::ALL {
        for (value, _) in facet.counts(&answer.hits).into_iter().filter(|(value, _)| facet.has(query, value))
        {
            less(x.value(facet, value).0.into(), false, &|q| facet.toggle(q, value, x.corpus));
        }
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
pub fn results(x: X) -> El {
    let t = x.t();
    let list = el("div.documents").part(move |mut place| {
        x.answer.with(|answer| {
            if answer.hits.documents.is_empty() {
                place.clone().add(nothing(x, answer));
            }
            for fit in [DateFit::Certain, DateFit::Possible] {
                let hits = answer.hits.documents.iter().filter(|h| h.fit == fit);
                if fit == DateFit::Possible && hits.clone().next().is_some() {
                    place = place
                        .clone()
                        .add(with("h2", t.possibly_heading))
                        .add(with("p.small", t.possibly_why));
                }
                for hit in hits {
                    place = place.clone().add(result(x, answer, hit));
                }
            }
        });
    });
    let heading = with("h2.quiet", t.documents).attr("id", "documents").attr("tabindex", "-1");
    el("section.list").attr("aria-labelledby", "documents").add(heading).add(list)
}

/// Kind, date and ministries in a line.
pub fn particulars(x: X, document: &'static Document) -> El {
    let stated = document.date.as_ref().is_some_and(|d| d.certainty == Certainty::Stated);
    let when = x.when(document);
    let when =
        if stated { with("span", &when) } else { with("span.doubt", &when).attr("title", x.t().uncertain) };
    let line = el("p.particulars").add(with("span", &x.kind(document))).add(el("span").add(when));
    line.add(with("span", &document.involved().join(", ")))
}

fn result(x: X, answer: &Answer, hit: &Hit) -> El {
    let (t, number) = (x.t(), hit.document);
    let document = x.document(number);
    let asked = !answer.query.text.trim().is_empty() || !answer.query.issues.is_empty();
    let best = &hit.best[..hit.best.len().min(if asked { QUOTED } else { 1 })];
    let mut quotes = el("div.quotes");
    for found in hit.passages.iter().enumerate().filter(|(i, _)| best.contains(i)).map(|(_, found)| found) {
        let place = found.passage;
        let passage = &document.passages[place];
        let marks = answering(x, number, passage, &found.marks, &answer.query.issues);
        let window = text::snippet(&passage.text, marks.first(), QUOTE);
        let (cut, more) = (window.start > 0, window.end < passage.text.len());
        let layers = Layers { marks, ..Layers::default() };
        let words = el("p").attr("lang", "nl").text(if cut { "… " } else { "" });
        let words = rich(words, x, &passage.text, window, &layers, None).text(if more { " …" } else { "" });
        let link = with("a", &format!("{}{}", t.read_passage, passage.id));
        let footer = el("footer").add(x.link(link, move |s| s.open(number, Some(place))));
        let section = passage.section.as_ref().and_then(|id| document.sections.iter().find(|s| s.id == *id));
        let section = section.map(|s| with("span", &s.heading).attr("lang", "nl"));
        quotes = quotes.add(el("blockquote").add(words).add(footer.maybe(section)));
    }
    let title = with("a", &document.title.value).num("data-doc", number as i32);
    let title = el("h3").attr("lang", "nl").add(x.link(title, move |s| s.open(number, None)));
    let passages = with("p.small", &x.lang().passages(hit.passages.len()));
    el("article.result")
        .mark_of("aria-current", move || x.doc.get() == Some(number))
        .add(particulars(x, document))
        .add(title)
        .add(quotes)
        .add(passages)
}

/// No documents: which choice stands in the way, and the nearest queries that find something.
fn nothing(x: X, answer: &Answer) -> El {
    let (t, query) = (x.t(), &answer.query);
    let mut place = el("div.none").add(with("h2", t.none));
    for word in query.text.split_whitespace() {
        if x.index.hits(&Query { text: word.into(), ..Query::default() }).documents.is_empty() {
            place = place.add(with("p", t.none_word).add(with("q", word)));
        }
    }
    let mut ways = el("ul");
    let mut some = false;
    for way in relaxations(x, answer) {
        let left = x.index.hits(&way.query).documents.len();
        if left > 0 {
            some = true;
            let link = with("a", &format!("{}{}", t.without, way.label));
            let count = format!(": {}", x.lang().documents(left));
            ways = ways.add(el("li").add(to_query(x, link, way.query)).text(&count));
        }
    }
    let why = with("p", if some { t.none_together } else { t.none_all });
    let all = el("p").add(to_query(x, with("a", t.all_documents), Query::default()));
    place.add(why).add(ways).add(all)
}

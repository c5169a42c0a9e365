//! The answer: how much there is, the documents with their best passages, and what to do when there is nothing.

use crate::{
    dom::{El, Rows, el, find, with},
    explorer::{Answer, Step, X},
    rich::{Layers, answering, outside, rich},
    state::{Facet, PAGE, ViewState},
    text,
};
use leptos::prelude::*;
use model::{Certainty, tokens};
use search::{DateFit, Form, Forms, Found, Query};
use std::mem::replace;

/// Passages quoted per document: one shows what it is about, three show how it uses the words.
const QUOTED: usize = 3;
/// Documents that fill a screen.
const SEEN: usize = 2;
/// Most documents that are read through to count their passages: it takes a few milliseconds.
const READ: usize = 100;
/// Length of a quotation in bytes: about four lines of 66 characters.
const QUOTE: usize = 280;

/// The count, for the eye and for who listens, and the chips of the filters.
pub fn count(x: X) -> El {
    let (lang, t) = (x.lang(), x.t());
    let count = move || {
        x.answer.with(|a| {
            let mut text = lang.documents(a.hits.count());
            // Counting passages means reading the documents.
            if a.hits.count() <= READ {
                text.push_str(&format!(", {}", lang.passages(a.count_passages(x.index))));
            }
            if a.query.from.is_some() || a.query.to.is_some() {
                text.push_str(&format!(
                    " ({}{}{}{})",
                    a.hits.certain,
                    t.certain(),
                    a.hits.possible,
                    t.possible()
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
                with("a.chip", &filter.label).attr("aria-label", &format!("{}{}", t.remove(), filter.label));
            place = place.add(el("li").add(to_query(x, link, filter.query)));
        }
        if some {
            place.add(el("li").add(x.link(with("a", t.clear()), ViewState::unfilter)));
        }
    };
    el("div.answer")
        .add(el("p").attr("role", "status").text_of(count))
        .add(order(x))
        .add(el("ul.refused").part(move |place| x.answer.with(|a| refused(place, x, a))))
        .add(forms(x))
        .add(el("ul.chips").part(chips))
}

/// What of the words was not taken as it stands, and what was searched instead.
fn refused(mut place: El, x: X, answer: &Answer) {
    let hits = &answer.hits;
    for (piece, why) in hits.refused() {
        place = place.add(el("li").add(with("q", piece)).text(x.lang().refused(*why)));
    }
    let understood = hits.syntax.understood();
    if understood.is_empty() && !answer.query.text.trim().is_empty() {
        place.add(with("li", x.t().searched_nothing()));
    } else if !hits.refused().is_empty() {
        place.add(el("li").text(x.t().searched()).add(with("q", &understood)));
    }
}

/// Whether words are asked for.
fn worded(x: X) -> bool {
    x.answer.with(|a| !a.hits.syntax.clauses.is_empty())
}

/// An attribute that hides what there is no use for.
fn hidden_unless(place: El, shown: impl Fn() -> bool + 'static) -> El {
    place.attr_of("hidden", move || (!shown()).then(String::new))
}

/// By rank or by date.
fn order(x: X) -> El {
    let t = x.t();
    let way = |name: &str, by_date: bool| {
        let link =
            with("a", name).mark_of("aria-current", move || x.state.with(|s| s.query.by_date == by_date));
        x.link(link, move |s| s.query.by_date = by_date)
    };
    let order =
        el("p.order").text(t.order()).add(way(t.by_rank(), false)).text(" · ").add(way(t.by_date(), true));
    hidden_unless(order, move || worded(x) && x.answer.with(|a| a.hits.count() > 1))
}

/// The forms besides the literal one by which words were found, each to be switched off. Made once: who switches one
/// by keyboard stays on it.
fn forms(x: X) -> El {
    let (t, lang) = (x.t(), x.lang());
    let by = move |form: Form| x.answer.with(|a| a.hits.by_form[form as usize]);
    let on = move |form: Form| x.state.with(|s| s.query.forms.has(form));
    let there =
        move |form: Form| x.answer.with(|a| a.found.iter().any(|f| f.form == form)) || worded(x) && !on(form);
    let shown = move || Form::ALL.into_iter().skip(1).filter(move |form| there(*form));
    let summary = el("summary").text_of(move || {
        let named: Vec<&str> = shown().filter(|form| on(*form)).map(|form| lang.form(form)).collect();
        let named = if named.is_empty() { t.literal_only().to_owned() } else { named.join(", ") };
        format!("{}{named}", t.found_by())
    });
    let mut list = el("ul");
    for form in Form::ALL.into_iter().skip(1) {
        let input = el("input").attr("type", "checkbox").prop_of("checked", move || on(form).into());
        let input = input.on("change", move |_| {
            x.change(Step::Push, &|s| s.query.forms = s.query.forms.toggle(form));
        });
        let words = move || {
            x.answer.with(|a| {
                let Some(found) = a.found.iter().find(|f| f.form == form) else { return String::new() };
                let more = if found.more > 0 { format!(" + {}", found.more) } else { String::new() };
                format!("{}{more}", found.words.join(", "))
            })
        };
        let name = el("span").add(with("span", lang.form(form))).text(" ");
        let name = name.add(el("i").dutch().text_of(words));
        let count = el("span.count").text_of(move || format!("{}{}", t.only_so(), lang.documents(by(form))));
        let row = el("label.option").add(input).add(name).add(count);
        let mut row = el("li").add(row);
        if form == Form::Alias {
            row = row.add(el("p.small").part(move |place| x.answer.with(|a| aliases(place, x, &a.found))));
        }
        list = list.add(hidden_unless(row, move || there(form)));
    }
    let literal = move || x.state.with(|s| s.query.forms == Forms::LITERAL);
    let switch = el("a").text_of(move || if literal() { t.all_forms() } else { t.literal_only() }.into());
    let switch = x.link(switch, |s| {
        s.query.forms = if s.query.forms == Forms::LITERAL { Forms::default() } else { Forms::LITERAL };
    });
    let forms = el("details.forms").add(summary).add(list).add(el("p").add(switch));
    hidden_unless(forms, move || shown().next().is_some())
}

/// Where the other names come from.
fn aliases(mut place: El, x: X, found: &[Found]) {
    let folded = |name: &str| tokens(name).into_iter().map(|t| t.text).collect::<Vec<_>>();
    let mut names: Vec<Vec<String>> = Vec::new();
    for found in found.iter().filter(|found| found.form == Form::Alias) {
        names.extend(found.words.iter().map(|name| folded(name)));
    }
    for alias in x.dossier().aliases.iter().filter(|a| a.names.iter().any(|n| names.contains(&folded(n)))) {
        place = place.text(&format!("{} ", alias.names.join(" = ")));
        place = match x.by_id(&alias.document) {
            Some(document) => {
                let title = with("a", &x.document(document).title.value);
                place.add(x.link(title, move |s| s.open(document, None))).text(". ")
            }
            None if alias.source.starts_with("https://") => {
                place.add(outside(x, &alias.source).text(&alias.source))
            }
            None => place.text(&format!("({}) ", alias.source)),
        };
    }
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
    let pieces = answer.hits.syntax.pieces();
    for (i, piece) in pieces.iter().enumerate() {
        let rest: Vec<&str> =
            pieces.iter().enumerate().filter(|(other, _)| *other != i).map(|(_, p)| p.as_str()).collect();
        less(format!("‘{piece}’"), true, &|q| q.text = rest.join(" "));
    }
    for facet in Facet::ALL {
        for value in x.index.values(facet as usize).filter(|value| facet.has(query, value)) {
            less(x.value(facet, value).0.into(), false, &|q| facet.toggle(q, value, x.corpus));
        }
    }
    if let Some(day) = query.from {
        less(format!("{} {}", t.from(), lang.day(day)), false, &|q| q.from = None);
    }
    if let Some(day) = query.to {
        less(format!("{} {}", t.to(), lang.day(day)), false, &|q| q.to = None);
    }
    found
}

/// The documents found.
pub fn results(x: X) -> El {
    let t = x.t();
    let list = el("div.documents").rows(move || {
        x.answer.track();
        let (mut at, mut headed, mut ended) = (0, 0, false);
        let mut next = move |answer: &Answer| {
            let hits = &answer.hits;
            let (listed, all) = (hits.documents.len(), hits.count());
            if hits.documents.get(at).is_some_and(|hit| hit.fit == DateFit::Possible) && headed < 2 {
                headed += 1;
                return Some(match headed {
                    1 => with("h2", t.possibly_heading()),
                    _ => with("p.small", t.possibly_why()),
                });
            }
            if at < listed {
                at += 1;
                return Some(result(x, answer, at - 1));
            }
            if replace(&mut ended, true) {
                return None;
            }
            if all == 0 {
                return Some(nothing(x, answer));
            }
            let name = format!("{} ({listed}{}{all})", t.more(), t.of());
            let more = || x.link(with("a.more", &name), move |s| s.shown = (listed / PAGE + 1) * PAGE);
            (listed < all).then(|| el("p").add(more()))
        };
        // Where the page takes the place of what could be read before it, nobody is to lose their place in it.
        let now = if find("#static").is_some() { usize::MAX } else { SEEN };
        Rows { now, next: Box::new(move || x.answer.with_untracked(|answer| next(answer))) }
    });
    let heading = with("h2.quiet", t.documents()).attr("id", "documents").attr("tabindex", "-1");
    el("section.list").attr("aria-labelledby", "documents").add(heading).add(list)
}

/// Kind, date and ministries in a line.
pub fn particulars(x: X, number: usize) -> El {
    let (t, document) = (x.t(), x.document(number));
    let stated = document.date.as_ref().is_some_and(|d| d.certainty == Certainty::Stated);
    let when = x.when(document);
    let when =
        if stated { with("span", &when) } else { with("span.doubt", &when).attr("title", t.uncertain()) };
    let line = el("p.particulars").add(with("span", &x.kind(document))).add(el("span").add(when));
    let line = line.add(with("span", &document.involved().join(", ")));
    let line = line.maybe(document.is_own().then(|| with("strong", t.own_unchecked())));
    // On the day at which the dossier is cut.
    line.maybe(x.public.get(number).map(|public| match public {
        Some(true) => with("span", t.public_then()),
        Some(false) => with("strong", t.not_public_then()),
        None => with("span", t.perhaps_public()),
    }))
}

/// A document of the list, by its place there.
fn result(x: X, answer: &Answer, at: usize) -> El {
    let hit = &answer.hits.documents[at];
    let (t, number) = (x.t(), hit.document);
    let document = x.document(number);
    let found = answer.passages(x.index, at);
    let asked = !answer.hits.syntax.clauses.is_empty() || !answer.query.issues.is_empty();
    let best = &found.best[..found.best.len().min(if asked { QUOTED } else { 1 })];
    let mut quotes = el("div.quotes");
    for place in best.iter().map(|i| &found.found[*i]) {
        let layers = answering(x, number, place, &answer.query.issues);
        let place = place.passage;
        let passage = &document.passages[place];
        let window = text::snippet(&passage.text, layers.marks.first(), QUOTE);
        let (cut, more) = (window.start > 0, window.end < passage.text.len());
        let words = el("p").dutch().text(if cut { "… " } else { "" });
        let words = rich(words, x, &passage.text, window, &layers, None).text(if more { " …" } else { "" });
        let link = with("a", &format!("{}{}", t.read_passage(), passage.id));
        let footer = el("footer").add(x.link(link, move |s| s.open(number, Some(place))));
        let section = passage.section.as_ref().and_then(|id| document.sections.iter().find(|s| s.id == *id));
        let section = section.map(|s| with("span", &s.heading).dutch());
        quotes = quotes.add(el("blockquote").add(words).add(footer.maybe(section)));
    }
    let mut marked = Layers::default();
    for (range, form) in &found.title {
        marked.marks.push(range.clone());
        marked.forms.push(*form);
    }
    let words = &document.title.value;
    let title = rich(el("a").num("data-doc", number as i32), x, words, 0..words.len(), &marked, None);
    let title = el("h3").dutch().add(x.link(title, move |s| s.open(number, None)));
    let mut facts = x.lang().passages(found.found.len());
    if !answer.hits.syntax.clauses.is_empty() {
        facts.push_str(&format!(" · {}{}", t.found_as(), x.lang().form(hit.form)));
    }
    el("article.result")
        .mark_of("aria-current", move || x.doc.get() == Some(number))
        .add(particulars(x, number))
        .add(title)
        .add(quotes)
        .add(with("p.small", &facts))
}

/// No documents: which choice stands in the way, and the nearest queries that find something.
fn nothing(x: X, answer: &Answer) -> El {
    let (t, query) = (x.t(), &answer.query);
    let mut place = el("div.none").add(with("h2", t.none()));
    let count = |query: &Query| x.index.hits(query, 0).count();
    let pieces = answer.hits.syntax.pieces();
    let mut left: Vec<&str> = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        // A word that is not being typed is not the beginning of others when it stands alone.
        let open = answer.hits.syntax.clauses.get(i).and_then(|any| any.last()).is_some_and(|a| a.open);
        let text = if open { piece.clone() } else { format!("{piece} ") };
        let alone = Query { text, forms: query.forms, ..Query::default() };
        if count(&alone) == 0 && !piece.starts_with("in:") {
            place = place.add(with("p", t.none_word()).add(with("q", piece)));
        } else {
            left.push(piece);
        }
    }
    let mut ways = el("ul");
    let mut some = false;
    let mut relaxed = relaxations(x, answer);
    if left.len() + 1 < pieces.len() && !left.is_empty() {
        // Several words are to blame: without all of them.
        let query = Query { text: left.join(" "), ..query.clone() };
        relaxed.push(Relaxation { label: t.unknown_words().into(), query, words: true });
    }
    if query.forms != Forms::default() && !answer.hits.syntax.clauses.is_empty() {
        let query = Query { forms: Forms::default(), ..query.clone() };
        relaxed.push(Relaxation { label: t.literal_only().into(), query, words: true });
    }
    for way in relaxed {
        let left = count(&way.query);
        if left > 0 {
            some = true;
            let link = with("a", &format!("{}{}", t.without(), way.label));
            let count = format!(": {}", x.lang().documents(left));
            ways = ways.add(el("li").add(to_query(x, link, way.query)).text(&count));
        }
    }
    let why = with("p", if some { t.none_together() } else { t.none_all() });
    let all = el("p").add(to_query(x, with("a", t.all_documents()), Query::default()));
    place.add(why).add(ways).add(all)
}

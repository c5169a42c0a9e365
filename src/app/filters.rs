//! Words, facets and dates: what the reader asks.

use crate::{
    dom::{El, el, value_of, with},
    explorer::{Step, X},
    state::{MAX_QUERY, toggled},
};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use model::Day;
use search::Query;
use std::{cell::RefCell, rc::Rc};

/// Wait after a keystroke before the address follows, in ms: browsers refuse more than about 100 changes in 30 s.
const TYPING: u32 = 200;
/// Width of the page from which filters stand beside the documents, in px: 44 rem, as in `layout.css`.
const WIDE: usize = 704;

/// The search box and the facets, in one landmark.
pub fn filters(x: X) -> El {
    let t = x.t();
    let wide = Memo::new(move |_| x.width.get().filter(|w| *w >= WIDE).map(|_| WIDE));
    let title = with("summary", t.filters).text_of(move || match x.state.with(|s| chosen(&s.query)) {
        0 => t.filters.into(),
        n => format!("{} ({n})", t.filters),
    });
    // Closed where it would push the documents off a small screen, open where there is room beside them.
    let facets = el("details.facets").prop_of("open", move || wide.get().is_some().into());
    let facets = facets.add(title).add(ministries(x)).add(issues(x)).add(kinds(x)).add(dates(x));
    el("search.filters").attr("aria-label", t.filters).add(search_box(x)).add(facets)
}

/// How many filters are on.
fn chosen(q: &Query) -> usize {
    q.ministries.len() + q.issues.len() + q.kinds.len() + usize::from(q.from.is_some()) + usize::from(q.to.is_some())
}

fn fieldset(name: &str, legend: &str) -> El {
    el(name).add(with("legend", legend))
}

fn ministries(x: X) -> El {
    let table: Rc<Vec<String>> = Rc::new(x.dossier().ministries.iter().map(|m| m.code.clone()).collect());
    let mut set = fieldset("fieldset", x.t().ministry);
    for (i, ministry) in x.dossier().ministries.iter().enumerate() {
        let (code, table) = (&ministry.code, table.clone());
        set = set.add(checkbox(Choice {
            x,
            label: x.ministry(code),
            meaning: None,
            on: Box::new(move |q| q.ministries.contains(code)),
            count: Box::new(move || x.answer.with(|a| a.hits.facets.ministries[i].1)),
            change: Box::new(move |q| q.ministries = toggled(&q.ministries, code, &table)),
        }));
    }
    set
}

fn issues(x: X) -> El {
    let table: Rc<Vec<String>> = Rc::new(x.dossier().issues.iter().map(|i| i.id.clone()).collect());
    let mut set = fieldset("fieldset", x.t().issue);
    for (i, issue) in x.dossier().issues.iter().enumerate() {
        let (id, table) = (&issue.id, table.clone());
        set = set.add(checkbox(Choice {
            x,
            label: x.issue(id),
            meaning: Some(x.lang().of(&issue.definition)),
            on: Box::new(move |q| q.issues.contains(id)),
            count: Box::new(move || x.answer.with(|a| a.hits.facets.issues[i].1)),
            change: Box::new(move |q| q.issues = toggled(&q.issues, id, &table)),
        }));
    }
    set
}

fn kinds(x: X) -> El {
    let table: Rc<Vec<_>> =
        Rc::new(x.answer.with_untracked(|a| a.hits.facets.kinds.iter().map(|(kind, _)| *kind).collect()));
    let mut set = fieldset("fieldset", x.t().kind);
    for (i, kind) in table.iter().copied().enumerate() {
        let table = table.clone();
        set = set.add(checkbox(Choice {
            x,
            label: x.lang().kind(kind),
            meaning: x.lang().kind_meaning(kind),
            on: Box::new(move |q| q.kinds.contains(&kind)),
            count: Box::new(move || x.answer.with(|a| a.hits.facets.kinds[i].1)),
            change: Box::new(move |q| q.kinds = toggled(&q.kinds, &kind, &table)),
        }));
    }
    set
}

/// One value of a facet.
struct Choice {
    x: X,
    label: &'static str,
    meaning: Option<&'static str>,
    on: Box<dyn Fn(&Query) -> bool>,
    count: Box<dyn Fn() -> usize>,
    change: Box<dyn Fn(&mut Query)>,
}

fn checkbox(choice: Choice) -> El {
    let Choice { x, label, meaning, on, count, change } = choice;
    let count: Rc<dyn Fn() -> usize> = count.into();
    let (named, shown) = (count.clone(), count.clone());
    let input = el("input")
        .attr("type", "checkbox")
        .attr_of("aria-label", move || Some(format!("{label}, {}", x.lang().documents(named()))))
        .prop_of("checked", move || x.state.with(|s| on(&s.query)).into())
        .on("change", move |_| x.change(Step::Push, &|s| change(&mut s.query)));
    let row = el("label.option").mark_of("data-none", move || count() == 0).add(input).add(with("span", label));
    let row = row.add(el("span.count").text_of(move || shown().to_string()));
    match meaning {
        Some(meaning) => row.attr("title", meaning),
        None => row,
    }
}

fn search_box(x: X) -> El {
    let t = x.t();
    let waiting = RefCell::new(None::<Timeout>);
    let typed = move |event: &_| {
        let text = value_of(event);
        x.set(&|s| s.query.text.clone_from(&text));
        *waiting.borrow_mut() = Some(Timeout::new(TYPING, move || x.settle(Step::Replace)));
    };
    let input = ["type:search", "autocomplete:off", "autocapitalize:off", "spellcheck:false", "enterkeyhint:search"]
        .iter()
        .filter_map(|pair| pair.split_once(':'))
        .fold(el("input"), |input, (name, value)| input.attr(name, value))
        .attr("id", "q")
        .attr("aria-describedby", "q-hint")
        .num("maxlength", MAX_QUERY as i32)
        .prop_of("value", move || x.state.with(|s| s.query.text.as_str().into()))
        .on("input", typed);
    let submit = move |event: &web_sys::Event| {
        event.prevent_default();
        x.settle(Step::Push);
    };
    let label = with("label", t.search).attr("for", "q");
    let hint = with("p.small", t.search_hint).attr("id", "q-hint");
    el("form.search-box").on("submit", submit).add(label).add(input).add(hint)
}

/// A day as the reader settled it; `None` while a year is still being typed (`0002-01-01`).
fn typed(value: &str) -> Option<Day> {
    value.parse::<Day>().ok().filter(|day| day.civil().0 >= 1800)
}

fn dates(x: X) -> El {
    let t = x.t();
    let mut years: Vec<i32> = Vec::new();
    for date in x.corpus.documents.iter().filter_map(|d| d.date.as_ref()) {
        for year in [date.earliest, date.latest].into_iter().flatten().map(|day| day.civil().0) {
            let at = years.iter().position(|y| *y >= year).unwrap_or(years.len());
            if years.get(at) != Some(&year) {
                years.insert(at, year);
            }
        }
    }
    let mut shortcuts = el("p.years");
    for year in years {
        let period = (Day::new(year, 1, 1), Day::new(year, 12, 31));
        let link = with("a", &year.to_string());
        let link = link.mark_of("aria-current", move || x.state.with(|s| (s.query.from, s.query.to) == period));
        shortcuts = shortcuts.add(x.link(link, move |s| {
            let on = (s.query.from, s.query.to) == period;
            (s.query.from, s.query.to) = if on { (None, None) } else { period };
        }));
    }
    let input = |name: &str, of: fn(&mut Query) -> &mut Option<Day>| {
        let value = move || {
            let day = *of(&mut x.state.get().query);
            day.map(|d| d.to_string()).unwrap_or_default().into()
        };
        let settle = move |event: &_| {
            let text = value_of(event);
            let day = typed(&text);
            // An empty value clears; a half-typed one is left alone.
            if day.is_some() || text.is_empty() {
                x.change(Step::Push, &|s| *of(&mut s.query) = day);
            }
        };
        with("label", name).add(el("input").attr("type", "date").prop_of("value", value).on("change", settle))
    };
    let (from, to) = (input(t.from, |q| &mut q.from), input(t.to, |q| &mut q.to));
    fieldset("fieldset.dates", t.date).add(shortcuts).add(from).add(to)
}

//! Words, facets and dates: what the reader asks.

use crate::{
    explorer::{Explorer, Step},
    state::{MAX_QUERY, ViewState, toggled},
};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use model::Day;
use search::Query;

/// Wait after a keystroke before the address follows, in ms: browsers refuse more than about 100 changes in 30 s.
const TYPING: u32 = 200;

/// The search box and the facets, in one landmark.
#[component]
pub fn Filters() -> impl IntoView {
    let x = Explorer::get();
    let t = x.t();
    let dossier = x.dossier();
    let codes: Vec<String> = dossier.ministries.iter().map(|m| m.code.clone()).collect();
    let issues: Vec<String> = dossier.issues.iter().map(|i| i.id.clone()).collect();
    let kinds = x.answer.with_untracked(|a| a.hits.facets.kinds.iter().map(|(kind, _)| *kind).collect::<Vec<_>>());

    let ministries = dossier
        .ministries
        .iter()
        .enumerate()
        .map(|(i, ministry)| {
            let (code, table) = (ministry.code.clone(), codes.clone());
            let own = code.clone();
            checkbox(
                x,
                x.ministry(&ministry.code),
                None,
                Signal::derive(move || x.state.with(|s| s.query.ministries.contains(&own))),
                Signal::derive(move || x.answer.with(|a| a.hits.facets.ministries[i].1)),
                Box::new(move |q| q.ministries = toggled(&q.ministries, &code, &table)),
            )
        })
        .collect::<Vec<_>>();
    let subjects = dossier
        .issues
        .iter()
        .enumerate()
        .map(|(i, issue)| {
            let (id, table) = (issue.id.clone(), issues.clone());
            let own = id.clone();
            checkbox(
                x,
                x.issue(&issue.id),
                Some(x.lang().of(&issue.definition)),
                Signal::derive(move || x.state.with(|s| s.query.issues.contains(&own))),
                Signal::derive(move || x.answer.with(|a| a.hits.facets.issues[i].1)),
                Box::new(move |q| q.issues = toggled(&q.issues, &id, &table)),
            )
        })
        .collect::<Vec<_>>();
    let sorts = kinds
        .iter()
        .enumerate()
        .map(|(i, kind)| {
            let (kind, table) = (*kind, kinds.clone());
            checkbox(
                x,
                x.lang().kind(kind),
                x.lang().kind_meaning(kind),
                Signal::derive(move || x.state.with(|s| s.query.kinds.contains(&kind))),
                Signal::derive(move || x.answer.with(|a| a.hits.facets.kinds[i].1)),
                Box::new(move |q| q.kinds = toggled(&q.kinds, &kind, &table)),
            )
        })
        .collect::<Vec<_>>();
    let wide = Memo::new(move |_| x.width.get() >= WIDE);
    let chosen = move || x.state.with(|s| chosen(&s.query));
    view! {
        <search class="filters" aria-label=t.filters>
            <SearchBox />
            // Closed where it would push the documents off a small screen, open where there is room beside them.
            <details class="facets" prop:open=wide>
                <summary>{t.filters}{move || (chosen() > 0).then(|| format!(" ({})", chosen()))}</summary>
                <fieldset><legend>{t.ministry}</legend>{ministries}</fieldset>
                <fieldset><legend>{t.issue}</legend>{subjects}</fieldset>
                <fieldset><legend>{t.kind}</legend>{sorts}</fieldset>
                <Dates />
            </details>
        </search>
    }
}

/// Width of the page from which filters stand beside the documents, in px: 44 rem, as in `layout.css`.
const WIDE: f64 = 704.0;

/// How many filters are on.
pub fn chosen(q: &Query) -> usize {
    q.ministries.len() + q.issues.len() + q.kinds.len() + usize::from(q.from.is_some()) + usize::from(q.to.is_some())
}

type Change = Box<dyn Fn(&mut Query)>;

fn checkbox(
    x: Explorer,
    label: &'static str,
    meaning: Option<&'static str>,
    checked: Signal<bool>,
    count: Signal<usize>,
    change: Change,
) -> AnyView {
    let name = move || format!("{label}, {}", x.lang().documents(count.get()));
    view! {
        <label class="option" title=meaning data-none=move || (count.get() == 0).then_some("")>
            <input type="checkbox" aria-label=name prop:checked=checked
                on:change=move |_| x.change(Step::Push, |s| change(&mut s.query)) />
            <span>{label}</span>
            <span class="count">{count}</span>
        </label>
    }
    .into_any()
}

#[component]
fn SearchBox() -> impl IntoView {
    let x = Explorer::get();
    let t = x.t();
    let waiting = StoredValue::new_local(None::<Timeout>);
    view! {
        <form class="search-box" on:submit=move |ev| {
            ev.prevent_default();
            x.settle(Step::Push);
        }>
            <label for="q">{t.search}</label>
            <input id="q" type="search" maxlength=MAX_QUERY autocomplete="off" autocapitalize="off" spellcheck="false"
                enterkeyhint="search" aria-describedby="q-hint"
                prop:value=move || x.state.with(|s| s.query.text.clone())
                on:input=move |ev| {
                    let text = event_target_value(&ev);
                    x.set(|s| s.query.text = text);
                    waiting.set_value(Some(Timeout::new(TYPING, move || x.settle(Step::Replace))));
                } />
            <p id="q-hint" class="small">{t.search_hint}</p>
        </form>
    }
}

/// A day as the reader settled it; `None` while a year is still being typed (`0002-01-01`).
fn typed(value: &str) -> Option<Day> {
    value.parse::<Day>().ok().filter(|day| day.civil().0 >= 1800)
}

#[component]
fn Dates() -> impl IntoView {
    let x = Explorer::get();
    let t = x.t();
    let value = |day: Option<Day>| day.map(|d| d.to_string()).unwrap_or_default();
    let from = move || x.state.with(|s| value(s.query.from));
    let to = move || x.state.with(|s| value(s.query.to));
    // An empty value clears; a half-typed one is left alone.
    let settle = move |text: String, put: fn(&mut Query, Option<Day>)| {
        let day = typed(&text);
        if day.is_some() || text.is_empty() {
            x.change(Step::Push, |s| put(&mut s.query, day));
        }
    };
    let mut years: Vec<i32> = x
        .corpus
        .documents
        .iter()
        .filter_map(|d| d.date.as_ref())
        .flat_map(|date| [date.earliest, date.latest])
        .flatten()
        .map(|day| day.civil().0)
        .collect();
    years.sort_unstable();
    years.dedup();
    let years = years
        .into_iter()
        .map(|year| {
            let (first, last) = (Day::new(year, 1, 1), Day::new(year, 12, 31));
            let on = move || x.state.with(|s| s.query.from == first && s.query.to == last);
            let to = move || {
                let on = on();
                x.link(|mut s: ViewState| {
                    (s.query.from, s.query.to) = if on { (None, None) } else { (first, last) };
                    s
                })
            };
            view! { <a href=to aria-current=move || on().then_some("true")>{year}</a> }.into_any()
        })
        .collect::<Vec<_>>();
    view! {
        <fieldset class="dates">
            <legend>{t.date}</legend>
            <p class="years">{years}</p>
            <label>{t.from}<input type="date" prop:value=from on:change=move |ev| settle(event_target_value(&ev), |q, d| q.from = d) /></label>
            <label>{t.to}<input type="date" prop:value=to on:change=move |ev| settle(event_target_value(&ev), |q, d| q.to = d) /></label>
        </fieldset>
    }
}

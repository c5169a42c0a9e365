//! Words, facets and dates: what the reader asks.

use crate::{
    dom::{El, STATIC, el, later, value_of, visible, with},
    explorer::{Step, X},
    state::{Facet, MAX_QUERY, asked},
};
use leptos::prelude::*;
use model::Day;
use search::Query;

/// Wait after a keystroke before the address follows, in ms: browsers refuse more than about 100 changes in 30 s.
const TYPING: u32 = 200;
/// Completions shown: one line on a phone, two where words are long.
const SUGGESTED: usize = 6;
/// The search box and the facets, in one landmark.
pub fn filters(x: X) -> El {
    let t = x.t();
    let title = with("summary", t.filters()).text_of(move || match x.state.with(|s| chosen(&s.query)) {
        0 => t.filters().into(),
        n => format!("{} ({n})", t.filters()),
    });
    // Closed where it would push the documents off a small screen, open where there is room beside them.
    let facets = el("details.facets").prop_of("open", move || x.wide.get().is_some().into());
    let facets = facets.add(title);
    // Nobody can choose before the page is alive.
    let facets = if STATIC {
        facets
    } else {
        Facet::ALL.iter().fold(facets, |place, facet| place.add(values(x, *facet))).add(dates(x))
    };
    el("search.filters").attr("aria-label", t.filters()).add(search_box(x)).add(facets)
}

/// How many filters are on.
fn chosen(q: &Query) -> usize {
    q.ministries.len()
        + q.issues.len()
        + q.kinds.len()
        + usize::from(q.from.is_some())
        + usize::from(q.to.is_some())
}

fn fieldset(name: &str, legend: &str) -> El {
    el(name).add(with("legend", legend))
}

/// The values of a facet as checkboxes, with what each would leave.
fn values(x: X, facet: Facet) -> El {
    let mut set = fieldset("fieldset", x.facet(facet));
    for (i, value) in x.index.values(facet as usize).enumerate() {
        set = set.add(checkbox(x, facet, i, value));
    }
    set
}

fn checkbox(x: X, facet: Facet, i: usize, value: &'static str) -> El {
    let (label, meaning) = x.value(facet, value);
    let count = move || x.answer.with(|a| a.hits.counts[facet as usize][i]);
    let input = el("input")
        .attr("type", "checkbox")
        .attr_of("aria-label", move || Some(format!("{label}, {}", x.lang().documents(count()))))
        .prop_of("checked", move || x.state.with(|s| facet.has(&s.query, value)).into())
        .on("change", move |_| x.change(Step::Push, &|s| facet.toggle(&mut s.query, value, x.corpus)));
    let row =
        el("label.option").mark_of("data-none", move || count() == 0).add(input).add(with("span", label));
    let row = row.add(el("span.count").text_of(move || count().to_string()));
    if meaning.is_empty() { row } else { row.attr("title", meaning) }
}

fn search_box(x: X) -> El {
    let t = x.t();
    let typed = move |event: &_| {
        // The limit of the field binds people only.
        let text = visible(&value_of(event), MAX_QUERY);
        x.set(&|s| s.query.text.clone_from(&text));
        // Unless more is typed meanwhile.
        later(TYPING, move || {
            if x.state.with_untracked(|s| s.query.text == text) {
                x.settle(Step::Replace);
            }
        });
    };
    let input =
        ["type:search", "autocomplete:off", "autocapitalize:off", "spellcheck:false", "enterkeyhint:search"]
            .iter()
            .filter_map(|pair| pair.split_once(':'))
            .fold(el("input"), |input, (name, value)| input.attr(name, value))
            .attr("id", "q")
            .flag("disabled", STATIC)
            .attr("aria-describedby", "q-hint")
            .num("maxlength", MAX_QUERY as i32)
            .prop_of("value", move || x.state.with(|s| s.query.text.as_str().into()))
            .on("input", typed);
    let submit = move |event: &web_sys::Event| {
        event.prevent_default();
        x.settle(Step::Push);
    };
    let label = with("label", t.search()).attr("for", "q");
    let hint = with("p.small", t.search_hint()).attr("id", "q-hint");
    let help = el("details.help").add(with("summary", t.search_help())).add(with("p", t.search_syntax()));
    el("form.search-box")
        .on("submit", submit)
        .add(label)
        .add(input)
        .add(
            el("ul.suggestions")
                .attr("aria-label", t.suggestions())
                .dutch()
                .part(move |place| suggestions(x, place)),
        )
        .add(hint)
        .add(help)
}

/// Completions of the word being typed, from the words of the texts.
fn suggestions(x: X, mut place: El) {
    x.answer.with(|a| {
        for suggestion in x.index.suggest(&a.hits, SUGGESTED) {
            let link = with("a", &suggestion.word).attr(
                "aria-label",
                &format!("{}, {}", suggestion.word, x.lang().documents(suggestion.documents)),
            );
            let link = x.link(link, move |s| s.query.text.clone_from(&suggestion.query));
            let count = with("span.count", &suggestion.documents.to_string()).attr("aria-hidden", "true");
            place = place.clone().add(el("li").add(link).add(count));
        }
    });
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
        let link =
            link.mark_of("aria-current", move || x.state.with(|s| (s.query.from, s.query.to) == period));
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
            let day = asked(&text);
            // An empty value clears; a half-typed one is left alone.
            if day.is_some() || text.is_empty() {
                x.change(Step::Push, &|s| *of(&mut s.query) = day);
            }
        };
        with("label", name).add(el("input").attr("type", "date").prop_of("value", value).on("change", settle))
    };
    let (from, to) = (input(t.from(), |q| &mut q.from), input(t.to(), |q| &mut q.to));
    fieldset("fieldset.dates", t.date()).add(shortcuts).add(from).add(to)
}

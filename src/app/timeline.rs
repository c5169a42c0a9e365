//! The strip on which documents and the days that they mention stand in time.

use crate::{explorer::Explorer, state::ViewState};
use leptos::prelude::*;
use model::{Certainty, Corpus, Day};

/// Height of one row of labels, in px: a line of text, and 24 px to point at (WCAG 2.2, 2.5.8).
const ROW: f64 = 24.0;
/// Room below the axis for the years, in px.
const FOOT: f64 = 30.0;
/// Width of an average character of a label, in px: measured on the system faces at 13 px, rounded up.
const GLYPH: f64 = 6.9;
/// Radius of a mark, in px.
const RADIUS: f64 = 5.5;

/// A document on the strip. Lengths in px from the left.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Index of the document.
    pub document: usize,
    /// First possible day.
    pub from: f64,
    /// Last possible day; the same where the day is certain.
    pub to: f64,
    /// Row of its label, 0 lowest.
    pub row: usize,
    /// Where the label begins.
    pub label: f64,
}

/// A linear scale from days to px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    first: i32,
    last: i32,
    width: f64,
}

impl Scale {
    /// Whole years around the given days; `None` without any.
    pub fn around(days: impl Iterator<Item = Day>, width: f64) -> Option<Self> {
        let (mut first, mut last) = (None::<Day>, None::<Day>);
        for day in days {
            first = Some(first.map_or(day, |f| f.min(day)));
            last = Some(last.map_or(day, |l| l.max(day)));
        }
        let year = |day: Day, extra| Day::new(day.civil().0 + extra, 1, 1).map(Day::number);
        Some(Self { first: year(first?, 0)?, last: year(last?, 1)?, width })
    }

    /// Distance of a day from the left.
    pub fn x(self, day: Day) -> f64 {
        let share = f64::from(day.number() - self.first) / f64::from(self.last - self.first);
        (share * self.width).clamp(0.0, self.width)
    }

    /// The years of the scale with the distance at which each begins.
    pub fn years(self) -> Vec<(i32, f64)> {
        let mut years = Vec::new();
        let mut day = Day::new(1970, 1, 1).expect("a day").plus(self.first);
        while day.number() < self.last {
            years.push((day.civil().0, self.x(day)));
            let Some(next) = Day::new(day.civil().0 + 1, 1, 1) else { break };
            day = next;
        }
        years
    }
}

/// Gives each mark the lowest row in which its label collides with none placed before, and moves labels inside the
/// strip. `labels` are the widths. Marks come in order of time.
pub fn place(marks: &mut [Mark], labels: &[f64], width: f64) {
    // Blank between two labels of a row: about two characters.
    const GAP: f64 = 14.0;
    let mut placed: Vec<(usize, f64, f64)> = Vec::new();
    for (mark, label) in marks.iter_mut().zip(labels) {
        mark.label = ((mark.from + mark.to - label) / 2.0).min(width - label).max(0.0);
        mark.row = (0..)
            .find(|row| {
                placed.iter().all(|(r, from, to)| {
                    r != row || mark.label >= to + GAP || mark.label + label + GAP <= *from
                })
            })
            .expect("a row above all others is free");
        placed.push((mark.row, mark.label, mark.label + label));
    }
}

/// The certain days that the documents mention, each once, in order.
fn mentioned(corpus: &Corpus) -> Vec<Day> {
    let mut days: Vec<Day> = corpus
        .documents
        .iter()
        .flat_map(|d| &d.dates)
        .filter(|d| d.earliest == d.latest)
        .filter_map(|d| d.earliest)
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// The strip, made anew for each width, with the same as a table.
#[component]
pub fn Timeline() -> impl IntoView {
    let x = Explorer::get();
    let t = x.t();
    let strip = move || {
        // Until the page is measured: the width of the window less its margins.
        let window = window().inner_width().ok().and_then(|w| w.as_f64()).unwrap_or(1000.0);
        let width = if x.width.get() > 0.0 { x.width.get() } else { window - 32.0 };
        drawing(x, width.max(240.0))
    };
    let rows = x
        .corpus
        .documents
        .iter()
        .enumerate()
        .map(|(i, document)| {
            view! {
                <tr>
                    <td>{x.when(document)}</td>
                    <td>{x.lang().kind(document.kind)}</td>
                    <td><a href=move || x.link(|s| s.open(i, None)) lang="nl">{document.title.value.as_str()}</a></td>
                </tr>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    let days = mentioned(x.corpus)
        .into_iter()
        .map(|day| view! { <li>{x.lang().day(day)}</li> }.into_any())
        .collect::<Vec<_>>();
    view! {
        <section class="timeline" aria-label=t.timeline>
            {strip}
            <details>
                <summary>{t.as_table}</summary>
                <table>
                    <thead><tr><th scope="col">{t.date}</th><th scope="col">{t.kind}</th><th scope="col">{t.document}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                <p class="small">{t.mentioned_day}":"</p>
                <ul class="days">{days}</ul>
            </details>
        </section>
    }
}

fn drawing(x: Explorer, width: f64) -> AnyView {
    let (lang, documents) = (x.lang(), &x.corpus.documents);
    let events = mentioned(x.corpus);
    let dated = || documents.iter().enumerate().filter_map(|(i, d)| Some((i, d, d.date.as_ref()?)));
    let days = dated().flat_map(|(_, _, date)| [date.earliest, date.latest]).flatten().chain(events.iter().copied());
    let Some(scale) = Scale::around(days, width) else { return ().into_any() };
    let mut labels = Vec::new();
    let mut marks = Vec::new();
    for (document, d, date) in dated() {
        let label = format!("{} {}", lang.kind(d.kind), lang.short_when(date));
        let from = date.earliest.map_or(0.0, |day| scale.x(day));
        let to = date.latest.map_or(width, |day| scale.x(day));
        marks.push(Mark { document, from, to, row: 0, label: 0.0 });
        labels.push(label);
    }
    let widths: Vec<f64> = labels.iter().map(|l| l.chars().count() as f64 * GLYPH).collect();
    place(&mut marks, &widths, width);
    let rows = marks.iter().map(|m| m.row + 1).max().unwrap_or(1);
    // The lowest label stands clear of the marks on the axis.
    let axis = rows as f64 * ROW + 2.0 * RADIUS + 4.0;
    let height = axis + FOOT;

    let years = scale
        .years()
        .into_iter()
        .map(|(year, at)| {
            view! {
                <g class="year"><line x1=at x2=at y1={axis - 5.0} y2={axis + 14.0} /><text x={at + 5.0} y={axis + 22.0}>{year}</text></g>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    let ticks = events
        .iter()
        .map(|day| {
            let at = scale.x(*day);
            view! { <line x1=at x2=at y1=axis y2={axis + 7.0} /> }.into_any()
        })
        .collect::<Vec<_>>();
    let period = move || {
        let (from, to) = x.state.with(|s| (s.query.from, s.query.to));
        (from.is_some() || to.is_some()).then(|| {
            let from = from.map_or(0.0, |d| scale.x(d));
            let to = to.map_or(width, |d| scale.x(d.plus(1)));
            view! { <rect class="period" x=from y=0 width={(to - from).max(1.0)} height=axis /> }.into_any()
        })
    };
    let links = marks
        .into_iter()
        .zip(labels)
        .zip(widths)
        .map(|((mark, label), wide)| {
            let document = &documents[mark.document];
            let name = format!("{}, {}: {}", lang.kind(document.kind), x.when(document), document.title.value);
            let certain = document.date.as_ref().is_some_and(|d| d.earliest == d.latest);
            let stated = document.date.as_ref().is_some_and(|d| d.certainty == Certainty::Stated);
            let top = axis - 2.0 * RADIUS - 4.0 - (mark.row as f64 + 1.0) * ROW;
            let middle = (mark.from + mark.to) / 2.0;
            // A bar is as wide as the doubt, and never so narrow that it looks like a point.
            let bar = (mark.to - mark.from).max(4.0 * RADIUS);
            let start = (middle - bar / 2.0).min(width - bar).max(0.0);
            let stem = (middle.max(mark.label + 4.0)).min(mark.label + wide - 4.0);
            let i = mark.document;
            let shape = if certain {
                view! { <circle cx=middle cy=axis r=RADIUS /> }.into_any()
            } else {
                view! { <rect class="shape" x=start y={axis - RADIUS} width=bar height={2.0 * RADIUS} rx=RADIUS /> }.into_any()
            };
            view! {
                <a href=move || x.link(|s: ViewState| s.open(i, None)) aria-label=name class:doubt=!stated
                    aria-current=move || (x.doc.get() == Some(i)).then_some("true")
                    class:out=move || x.answer.with(|a| !a.hits.documents.iter().any(|h| h.document == i))>
                    <rect class="target" x={mark.label - 4.0} y=top width={wide + 8.0} height=ROW />
                    <line x1=stem x2=stem y1={top + ROW - 4.0} y2={axis - RADIUS} />
                    {shape}
                    <text x=mark.label y={top + 16.0}>{label}</text>
                </a>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    view! {
        <svg width=width height=height viewBox=format!("0 0 {width} {height}") role="group" aria-label=x.t().timeline>
            {period}
            <g class="ticks">{ticks}</g>
            <line class="axis" x1=0 x2=width y1=axis y2=axis />
            {years}
            <g class="marks">{links}</g>
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn mark(at: f64) -> Mark {
        Mark { document: 0, from: at, to: at, row: 0, label: 0.0 }
    }

    #[test]
    fn the_scale_spans_whole_years() {
        let scale = Scale::around([day("2023-04-20"), day("2025-11-26")].into_iter(), 1000.0).unwrap();
        assert_eq!(scale.x(day("2023-01-01")), 0.0);
        assert_eq!(scale.x(day("2026-01-01")), 1000.0);
        let years: Vec<_> = scale.years().into_iter().map(|(y, _)| y).collect();
        assert_eq!(years, [2023, 2024, 2025]);
        assert_eq!(Scale::around(std::iter::empty(), 1000.0), None);
    }

    #[test]
    fn labels_never_collide_and_stay_on_the_strip() {
        let labels = [110.0, 120.0, 110.0, 140.0, 150.0];
        for width in [240.0, 328.0, 700.0, 1400.0] {
            let mut marks: Vec<Mark> = [0.43, 0.45, 0.70, 0.97, 0.98].map(|share| mark(share * width)).into();
            place(&mut marks, &labels, width);
            for (i, (a, wide)) in marks.iter().zip(labels).enumerate() {
                assert!(a.label >= 0.0 && a.label + wide <= width, "{width}: {a:?}");
                for (b, wider) in marks[..i].iter().zip(labels) {
                    let apart = a.row != b.row || a.label >= b.label + wider || b.label >= a.label + wide;
                    assert!(apart, "{width}: {a:?} {b:?}");
                }
            }
        }
    }
}

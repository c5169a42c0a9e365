//! The strip on which documents and the days that they mention stand in time; of many documents, the bars of `bars`.
//!
//! Lengths are whole px: a day is less than one on any screen, and code for fractions would double the size of this.

use crate::{
    bars::bars,
    dom::{El, el, svg, with},
    explorer::X,
    state::View,
    view::known,
};
use leptos::prelude::*;
use model::{Certainty, Day};

/// Height of one row of labels, in px: a line of text, and 24 px to point at (WCAG 2.2, 2.5.8).
const ROW: i32 = 24;
/// Room below the axis for the years, in px.
const FOOT: i32 = 30;
/// Width of an average character of a label, in tenths of px: measured on the system faces at 13 px, rounded up.
const GLYPH: i32 = 69;
/// Radius of a mark, in px.
const RADIUS: i32 = 5;
/// From the axis to the foot of the lowest label, in px: clear of the marks.
const CLEAR: i32 = 14;

/// Documents above which there are bars in place of marks: so many labels take 22 rows on a wide screen.
const MANY: usize = 200;

/// A document on the strip. Lengths in px from the left.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Index of the document.
    pub document: usize,
    /// First possible day.
    pub from: i32,
    /// Last possible day; the same where the day is certain.
    pub to: i32,
    /// The words of its label.
    pub words: String,
    /// Width of its label.
    pub wide: i32,
    /// Row of its label, 0 lowest.
    pub row: i32,
    /// Where the label begins.
    pub label: i32,
}

/// A linear scale from days to px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    first: i32,
    last: i32,
    width: i32,
}

impl Scale {
    /// Whole years around the given days; `None` without any.
    pub fn around(days: &[Day], width: i32) -> Option<Self> {
        let year = |day: &Day, extra| Day::new(day.civil().0 + extra, 1, 1).map(Day::number);
        let (first, last) = (days.iter().min()?, days.iter().max()?);
        Some(Self { first: year(first, 0)?, last: year(last, 1)?, width })
    }

    /// Distance of a day from the left.
    pub fn x(self, day: Day) -> i32 {
        // A century of days times ten thousand px stays below 2^31.
        ((day.number() - self.first) * self.width / (self.last - self.first)).clamp(0, self.width)
    }

    /// The years of the scale with the distance at which each begins.
    pub fn years(self) -> Vec<(i32, i32)> {
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
/// strip. Marks come in order of time.
pub fn place(marks: &mut [Mark], width: i32) {
    // Blank between two labels of a row: about two characters.
    const GAP: i32 = 14;
    for i in 0..marks.len() {
        let (placed, rest) = marks.split_at_mut(i);
        let mark = &mut rest[0];
        mark.label = ((mark.from + mark.to - mark.wide) / 2).min(width - mark.wide).max(0);
        let free = |row: i32| {
            let apart =
                |p: &Mark| mark.label >= p.label + p.wide + GAP || mark.label + mark.wide + GAP <= p.label;
            placed.iter().all(|p| p.row != row || apart(p))
        };
        mark.row = (0..).find(|row| free(*row)).expect("a row above all others is free");
    }
}

/// The certain days that the documents mention, each once, in order.
fn mentioned(x: X) -> Vec<Day> {
    let events = views::events::events(x.corpus, &|document| x.sources[document]);
    events.into_iter().filter(|event| event.from == event.to).map(|event| event.from).collect()
}

/// The strip of a few documents or of many.
pub fn timeline(x: X) -> El {
    let t = x.t();
    // On a small screen a line that opens: the documents come first.
    let fold = el("details.strip").prop_of("open", move || x.wide.get().is_some().into());
    let fold = fold.add(with("summary", t.timeline));
    let fold = if x.corpus.documents.len() > MANY { fold.add(bars(x)) } else { marks(x, fold) };
    let choice = if x.known.is_none() { Some(known(x)) } else { None };
    el("section.timeline").attr("aria-label", t.timeline).add(fold.maybe(choice))
}

/// Adds a mark for each document, made anew for each width; the same as a table is a view of its own.
fn marks(x: X, place: El) -> El {
    let strip = el("div").part(move |place| {
        // Until the page is measured: the width of the window less its margins.
        let window = || Some(document().document_element()?.client_width() - 32);
        let width = x.width.get().map(|w| w as i32).or_else(window).unwrap_or(1000);
        place.maybe(drawing(x, width.max(240)));
    });
    let table = x.link(with("a", x.t().as_table), |s| s.view = View::Events);
    place.add(strip).add(el("p.small").add(table))
}

fn line(name: &str, from: (i32, i32), to: (i32, i32)) -> El {
    svg(name).num("x1", from.0).num("y1", from.1).num("x2", to.0).num("y2", to.1)
}

fn rect(name: &str, x: i32, y: i32, width: i32, height: i32) -> El {
    svg(name).num("x", x).num("y", y).num("width", width).num("height", height)
}

fn label(x: i32, y: i32, words: &str) -> El {
    svg("text").num("x", x).num("y", y).text(words)
}

fn drawing(x: X, width: i32) -> Option<El> {
    let lang = x.lang();
    let events = mentioned(x);
    let dated = x.corpus.documents.iter().enumerate().filter_map(|(i, d)| Some((i, d, d.date.as_ref()?)));
    let mut days = events.clone();
    days.extend(dated.clone().flat_map(|(_, _, date)| [date.earliest, date.latest]).flatten());
    let scale = Scale::around(&days, width)?;
    let mut marks: Vec<Mark> = dated
        .map(|(document, d, date)| {
            let words = format!("{} {}", lang.kind(d.kind), lang.short_when(date));
            Mark {
                document,
                from: date.earliest.map_or(0, |day| scale.x(day)),
                to: date.latest.map_or(width, |day| scale.x(day)),
                wide: words.chars().count() as i32 * GLYPH / 10,
                words,
                row: 0,
                label: 0,
            }
        })
        .collect();
    place(&mut marks, width);
    let rows = marks.iter().map(|m| m.row + 1).max().unwrap_or(1);
    let axis = rows * ROW + CLEAR;
    let height = axis + FOOT;

    let period = svg("g").part(move |place| {
        let (from, to) = x.state.with(|s| (s.query.from, s.query.to));
        if from.is_some() || to.is_some() {
            let from = from.map_or(0, |d| scale.x(d));
            let to = to.map_or(width, |d| scale.x(d.plus(1)));
            place.add(rect("rect.period", from, 0, (to - from).max(1), axis));
        }
    });
    let mut ticks = svg("g.ticks");
    for day in events {
        let at = scale.x(day);
        ticks = ticks.add(line("line", (at, axis), (at, axis + 7)));
    }
    for (year, at) in scale.years() {
        ticks = ticks.add(line("line", (at, axis - 5), (at, axis + 14))).add(label(
            at + 5,
            axis + 22,
            &year.to_string(),
        ));
    }
    let drawing = svg("svg")
        .num("width", width)
        .num("height", height)
        .attr("viewBox", &format!("0 0 {width} {height}"));
    let drawing = drawing.attr("role", "group").attr("aria-label", x.t().timeline);
    let drawing = drawing.add(period).add(ticks).add(line("line.axis", (0, axis), (width, axis)));
    // Below all labels: a stem may pass behind one.
    let stems = marks.iter().fold(svg("g.stems"), |stems, mark| stems.add(stem(mark, axis)));
    Some(marks.into_iter().fold(drawing.add(stems), |drawing, mark| drawing.add(link(x, mark, axis, width))))
}

/// Where the highest pixel of a mark's label lies.
fn top(mark: &Mark, axis: i32) -> i32 {
    axis - CLEAR - (mark.row + 1) * ROW
}

/// From the label, also where that was moved aside, to the mark.
fn stem(mark: &Mark, axis: i32) -> El {
    let middle = (mark.from + mark.to) / 2;
    let at = middle.max(mark.label + 4).min(mark.label + mark.wide - 4);
    line("line", (at, top(mark, axis) + ROW - 4), (middle, axis - RADIUS))
}

fn link(x: X, mark: Mark, axis: i32, width: i32) -> El {
    let i = mark.document;
    let document = x.document(i);
    let date = document.date.as_ref().expect("only dated documents have marks");
    let top = top(&mark, axis);
    let middle = (mark.from + mark.to) / 2;
    let shape = if date.earliest == date.latest {
        svg("circle.shape").num("cx", middle).num("cy", axis).num("r", RADIUS)
    } else {
        // A bar is as wide as the doubt, and never so narrow that it looks like a point.
        let bar = (mark.to - mark.from).max(4 * RADIUS);
        let start = (middle - bar / 2).min(width - bar).max(0);
        rect("rect.shape", start, axis - RADIUS, bar, 2 * RADIUS).num("rx", RADIUS)
    };
    // Begins with what is to be seen, so that it can be said to a computer that listens.
    let name = format!("{}: {}, {}", mark.words, x.when(document), document.title.value);
    let class = if date.certainty == Certainty::Stated { "a" } else { "a.doubt" };
    x.link(svg(class), move |s| s.open(i, None))
        .attr("aria-label", &name)
        .mark_of("aria-current", move || x.doc.get() == Some(i))
        .mark_of("data-out", move || x.answer.with(|a| !a.hits.found.has(i)))
        .add(rect("rect.target", mark.label - 4, top, mark.wide + 8, ROW))
        .add(shape)
        .add(label(mark.label, top + 16, &mark.words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn mark(at: i32, wide: i32) -> Mark {
        Mark { document: 0, from: at, to: at, words: String::new(), wide, row: 0, label: 0 }
    }

    #[test]
    fn the_scale_spans_whole_years() {
        let scale = Scale::around(&[day("2023-04-20"), day("2025-11-26")], 1000).unwrap();
        assert_eq!(scale.x(day("2023-01-01")), 0);
        assert_eq!(scale.x(day("2026-01-01")), 1000);
        let years: Vec<_> = scale.years().into_iter().map(|(y, _)| y).collect();
        assert_eq!(years, [2023, 2024, 2025]);
        assert_eq!(Scale::around(&[], 1000), None);
    }

    #[test]
    fn labels_never_collide_and_stay_on_the_strip() {
        let labels = [110, 120, 110, 140, 150];
        for width in [240, 328, 700, 1400] {
            let places = [43, 45, 70, 97, 98].map(|share| share * width / 100);
            let mut marks: Vec<Mark> =
                places.into_iter().zip(labels).map(|(at, wide)| mark(at, wide)).collect();
            place(&mut marks, width);
            for (i, a) in marks.iter().enumerate() {
                assert!(a.label >= 0 && a.label + a.wide <= width, "{width}: {a:?}");
                for b in &marks[..i] {
                    let apart = a.row != b.row || a.label >= b.label + b.wide || b.label >= a.label + a.wide;
                    assert!(apart, "{width}: {a:?} {b:?}");
                }
            }
        }
    }
}

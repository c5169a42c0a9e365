//! The strip on which documents and the days that they mention stand in time; of many documents, the bars of `bars`.
//!
//! Lengths are whole px: a day is less than one on any screen, and code for fractions would double the size of this.

use crate::{
    bars::bars,
    dom::{El, STATIC, el, number_of, property, svg, with},
    explorer::{FEW, Step, X},
    i18n::Lang,
    state::View,
    view::{known, place_of},
};
use leptos::prelude::*;
use model::{Certainty, Day};
use std::{cell::Cell, rc::Rc};
use views::events::Event;

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
    /// Whole years around the given days; `None` without any. `from` and `to` narrow it.
    pub fn around(days: &[Day], period: [Option<Day>; 2], width: i32) -> Option<Self> {
        let year = |day: &Day, extra| Day::new(day.civil().0 + extra, 1, 1).map(Day::number);
        let (first, last) = (days.iter().min()?, days.iter().max()?);
        let first = period[0].map(Day::number).or(year(first, 0))?;
        let last = period[1].map(|day| day.number() + 1).or(year(last, 1))?;
        (first < last).then_some(Self { first, last, width })
    }

    /// Distance of a day from the left.
    pub fn x(self, day: Day) -> i32 {
        // Four centuries of days times ten thousand px stay below 2^31.
        ((day.number() - self.first) * self.width / (self.last - self.first)).clamp(0, self.width)
    }

    /// The day at a distance from the left.
    pub fn day(self, x: i32) -> Day {
        Day::EPOCH.plus(self.first + x.clamp(0, self.width - 1) * (self.last - self.first) / self.width)
    }

    /// Whether some of the days lie on it.
    pub fn shows(self, from: Option<Day>, to: Option<Day>) -> bool {
        from.is_none_or(|day| day.number() < self.last) && to.is_none_or(|day| day.number() >= self.first)
    }

    /// The years, months, weeks or days that there is room to name, with the distance at which each begins.
    pub fn ticks(self, lang: Lang) -> Vec<(String, i32)> {
        /// Room for "30 sep", in px.
        const ROOM: i32 = 52;
        let fits = |days| days * self.width / (self.last - self.first) >= ROOM;
        let step = [1, 5, 25].into_iter().find(|years| fits(365 * years)).unwrap_or(100);
        let mut ticks = Vec::new();
        for number in self.first..self.last {
            let day = Day::EPOCH.plus(number);
            let (year, month, date) = day.civil();
            let name = if (month, date) == (1, 1) && year % step == 0 {
                year.to_string()
            } else if date == 1 && fits(28) {
                lang.short_month(month).to_owned()
            } else if fits(1) || fits(7) && day.weekday() == 0 && (5..26).contains(&date) {
                lang.short_day(day)
            } else {
                continue;
            };
            ticks.push((name, self.x(day)));
        }
        ticks
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

/// The strip of a few documents or of many.
pub fn timeline(x: X) -> El {
    let t = x.t();
    // On a small screen a line that opens: the documents come first.
    let fold = el("details.strip")
        .prop_of("open", move || (x.wide.get().is_some() || x.state.with_untracked(|s| s.zoom)).into());
    let fold = fold.add(with("summary", t.timeline()));
    let few = x.corpus.documents.len() <= FEW;
    if STATIC {
        // The fold is closed; where it will be open, as much room is kept for what it will hold.
        let room = el("div.strip.room");
        let at = |room: El, width: &i32| room.maybe(drawing(x, [None; 2], *width));
        let room = if few { ROOMS.iter().fold(room, at) } else { room.add(bars(x)) };
        let room = room.add(el("p.small.under").add(el("a")));
        let room = room.add(el("form.known").add(el("input").attr("type", "date")).add(el("button")));
        return el("section.timeline").add(fold).add(room);
    }
    let fold = if few { marks(x, fold) } else { fold.add(bars(x)) };
    let choice = if x.known.is_none() { Some(known(x)) } else { None };
    el("section.timeline").attr("aria-label", t.timeline()).add(fold.maybe(choice))
}

/// Widths of the page for which room is kept before it is alive, in px: `layout.css` shows one of them.
const ROOMS: [i32; 3] = [722, 960, 1360];

/// Width that a drawing may have, in px; followed. Until the page is measured that of the window less its margins.
pub fn room_for(x: X) -> i32 {
    let window =
        || Some(if STATIC { return None } else { document() }.document_element()?.client_width() - 32);
    x.width.get().map(|w| w as i32).or_else(window).unwrap_or(1000).max(240)
}

/// Adds a mark for each document, made anew for each width; the same as a table is a view of its own.
fn marks(x: X, place: El) -> El {
    let t = x.t();
    // Only the period that it is narrowed to makes the strip anew.
    let end = move |to: bool| {
        number_of(move || {
            let day = x.state.with(|s| {
                if !s.zoom {
                    None
                } else if to {
                    s.query.to
                } else {
                    s.query.from
                }
            });
            day.map(|day| day.number() as usize)
        })
    };
    let period = [end(false), end(true)];
    let strip = el("div").part(move |place| {
        let period = period.map(|day| day.get().map(|number| Day::EPOCH.plus(number as i32)));
        place.maybe(drawing(x, period, room_for(x)));
    });
    let table = x.link(with("a", t.as_table()), |s| s.view = View::Events);
    let zoomed = move || x.state.with(|s| s.zoom);
    let zoom = el("a").text_of(move || if zoomed() { t.zoom_out() } else { t.zoom_in() }.into());
    let zoom = x.link(zoom, |s| s.zoom = !s.zoom).attr_of("hidden", move || {
        let none = x.state.with(|s| !s.zoom && s.query.from.is_none() && s.query.to.is_none());
        none.then(String::new)
    });
    place.add(strip).add(el("p.small.under").add(table).add(zoom))
}

fn line(name: &str, from: (i32, i32), to: (i32, i32)) -> El {
    svg(name).num("x1", from.0).num("y1", from.1).num("x2", to.0).num("y2", to.1)
}

/// A rectangle; lengths in px.
pub fn rect(name: &str, x: i32, y: i32, width: i32, height: i32) -> El {
    svg(name).num("x", x).num("y", y).num("width", width).num("height", height)
}

/// Words; lengths in px.
pub fn label(x: i32, y: i32, words: &str) -> El {
    svg("text").num("x", x).num("y", y).text(words)
}

/// A sheet for a drawing, of a size in px.
pub fn sheet(width: i32, height: i32) -> El {
    svg("svg").num("width", width).num("height", height).attr("viewBox", &format!("0 0 {width} {height}"))
}

/// The first and the last possible days of the documents.
pub fn days(x: X) -> Vec<Day> {
    let mut days = Vec::new();
    for date in x.corpus.documents.iter().filter_map(|document| document.date.as_ref()) {
        days.extend(date.earliest);
        days.extend(date.latest);
    }
    days
}

fn drawing(x: X, period: [Option<Day>; 2], width: i32) -> Option<El> {
    let lang = x.lang();
    let events = views::events::events(x.corpus, &|_| true, &|document| x.sources[document]);
    let mut days = days(x);
    for event in &events {
        days.extend([event.from, event.to]);
    }
    let scale = Scale::around(&days, period, width)?;
    let mut marks = Vec::new();
    for (document, d) in x.corpus.documents.iter().enumerate() {
        let Some(date) = d.date.as_ref().filter(|date| scale.shows(date.earliest, date.latest)) else {
            continue;
        };
        let words = format!("{} {}", lang.kind(d.kind), lang.short_when(date));
        marks.push(Mark {
            document,
            from: date.earliest.map_or(0, |day| scale.x(day)),
            to: date.latest.map_or(width, |day| scale.x(day)),
            wide: words.chars().count() as i32 * GLYPH / 10,
            words,
            row: 0,
            label: 0,
        });
    }
    place(&mut marks, width);
    let rows = marks.iter().map(|m| m.row + 1).max().unwrap_or(1);
    let axis = rows * ROW + CLEAR;
    let height = axis + FOOT;
    if STATIC {
        return Some(sheet(1, height));
    }

    let period = svg("g").part(move |place| {
        let (from, to) = x.state.with(|s| (s.query.from, s.query.to));
        if from.is_some() || to.is_some() {
            let from = from.map_or(0, |d| scale.x(d));
            let to = to.map_or(width, |d| scale.x(d.plus(1)));
            place.add(rect("rect.period", from, 0, (to - from).max(1), axis));
        }
    });
    let mut ticks = svg("g.ticks");
    for (name, at) in scale.ticks(lang) {
        ticks = ticks.add(line("line", (at, axis - 5), (at, axis + 14))).add(label(at + 5, axis + 28, &name));
    }
    let drawing = sheet(width, height).attr("role", "group").attr("aria-label", x.t().timeline());
    let drawing = brushed(x, drawing.add(period), scale, axis);
    let drawing = drawing.add(ticks).add(line("line.axis", (0, axis), (width, axis)));
    let drawing = drawing.add(happened(x, &events, scale, axis));
    // Below all labels: a stem may pass behind one.
    let stems = marks.iter().fold(svg("g.stems"), |stems, mark| stems.add(stem(mark, axis)));
    Some(marks.into_iter().fold(drawing.add(stems), |drawing, mark| drawing.add(link(x, mark, axis, width))))
}

/// The days of the events; a click opens the words that date one. A view of its own has them as a table, for keyboard
/// and computer.
fn happened(x: X, events: &[Event], scale: Scale, axis: i32) -> El {
    let mut dated = svg("g.events").attr("aria-hidden", "true");
    for event in events {
        if !scale.shows(Some(event.from), Some(event.to)) {
            continue;
        }
        let (from, to) = (scale.x(event.from), scale.x(event.to.plus(1)));
        let name = if event.from == event.to { "rect.day" } else { "rect.days" };
        let shape =
            rect(name, from, axis, (to - from).max(2), 8).add(svg("title").text(&x.lang().when(event.date)));
        let (document, date) = event.mentions[0];
        dated = dated.add(shape.on("click", move |_| {
            let place = place_of(x, document, &x.document(document).dates[date].evidence);
            x.change(Step::Push, &|s| s.open(document, place));
        }));
    }
    dated
}

/// Least way that a pointer goes to choose a period, in px: a click is none.
const BRUSH: i32 = 6;

/// A number of an event in script; 0 where it has none.
fn number(event: &web_sys::Event, name: &str) -> i32 {
    property(event, name).as_f64().unwrap_or_default() as i32
}

/// Lets a pointer that draws over the strip choose a period. (By keyboard the dates of the filters do.)
fn brushed(x: X, drawing: El, scale: Scale, axis: i32) -> El {
    let chosen = rect("rect.period", 0, 0, 0, axis);
    let drawing = drawing.add(chosen.clone());
    let own = drawing.clone();
    let begun = Rc::new(Cell::new(None::<i32>));
    let act = move |event: &web_sys::Event| {
        let here = number(event, "clientX") - own.html().get_bounding_client_rect().left() as i32;
        let from = begun.get().unwrap_or(here);
        let far = (here - from).abs() >= BRUSH;
        let width = if far { (here - from).abs() } else { 0 };
        match event.type_().as_str() {
            "pointerdown" if number(event, "button") == 0 => begun.set(Some(here)),
            "pointermove" if number(event, "buttons") == 1 => {
                if far {
                    // Also beyond the edge of the strip; and no mark below is clicked at the end.
                    let _gone = own.html().set_pointer_capture(number(event, "pointerId"));
                }
                let _same = chosen.clone().num("x", here.min(from)).num("width", width);
            }
            // A link below would be dragged.
            "dragstart" => event.prevent_default(),
            kind => {
                begun.set(None);
                let _same = chosen.clone().num("width", 0);
                if far && kind == "pointerup" {
                    let (from, to) = (scale.day(from.min(here)), scale.day(from.max(here)));
                    x.change(Step::Push, &|s| (s.query.from, s.query.to) = (Some(from), Some(to)));
                }
            }
        }
    };
    let act = Rc::new(act);
    let kinds = ["pointerdown", "pointermove", "pointerup", "pointercancel", "dragstart"];
    kinds.into_iter().fold(drawing, |drawing, kind| {
        let act = act.clone();
        drawing.on(kind, move |event| act(event))
    })
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
        let days = [day("2023-04-20"), day("2025-11-26")];
        let scale = Scale::around(&days, [None; 2], 1000).unwrap();
        assert_eq!(scale.x(day("2023-01-01")), 0);
        assert_eq!(scale.x(day("2026-01-01")), 1000);
        assert_eq!(named(scale), ["2023", "2024", "2025"]);
        assert_eq!(Scale::around(&[], [None; 2], 1000), None);
        for text in ["2023-01-01", "2024-02-29", "2025-12-31"] {
            let off = scale.day(scale.x(day(text))).number() - day(text).number();
            assert!((-2..=0).contains(&off), "{text}: {off}");
        }
        assert_eq!((scale.day(-5), scale.day(5000).civil().0), (day("2023-01-01"), 2025));
    }

    fn named(scale: Scale) -> Vec<String> {
        scale.ticks(Lang::Nl).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn a_period_is_named_as_finely_as_there_is_room() {
        let days = [day("2023-04-20")];
        let within =
            |from: &str, to: &str| Scale::around(&days, [Some(day(from)), Some(day(to))], 1000).unwrap();
        assert_eq!(
            named(within("2024-10-20", "2025-05-10")),
            ["nov", "dec", "2025", "feb", "mrt", "apr", "mei"]
        );
        let weeks = named(within("2025-11-01", "2025-12-15"));
        assert_eq!(weeks, ["nov", "10 nov", "17 nov", "24 nov", "dec", "8 dec", "15 dec"]);
        let each = named(within("2025-11-24", "2025-11-30"));
        assert_eq!(each[..2], ["24 nov", "25 nov"]);
        let scale = within("2025-11-24", "2025-11-30");
        assert!(scale.shows(Some(day("2025-11-30")), None) && !scale.shows(None, Some(day("2025-11-23"))));
        assert_eq!(Scale::around(&days, [Some(day("2025-01-02")), Some(day("2025-01-01"))], 1000), None);
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

//! The timeline of a dossier with too many documents for a mark each: a list of months, years or decades, each with a
//! bar and a number of documents found. It is text and links, so it is its own table.

use crate::{
    dom::{El, el, svg, with},
    explorer::X,
};
use leptos::prelude::*;
use model::{Day, Document};

/// Most bars that stand beside each other on a wide screen.
const MOST: usize = 36;
/// Height of the highest bar, in px.
const HIGH: usize = 72;

/// The time of a bar, counted in its own length of some months from the year 0.
fn period(day: Day, months: usize) -> usize {
    let (year, month, _) = day.civil();
    (year as usize * 12 + month as usize - 1) / months
}

/// The first day of a period; `None` behind the end of the calendar.
fn start(period: usize, months: usize) -> Option<Day> {
    let months = period * months;
    Day::new((months / 12) as i32, (months % 12) as u32 + 1, 1)
}

/// Length in months, and the first and last period, of the shortest periods that are not too many.
fn row(first: Day, last: Day) -> (usize, usize, usize) {
    let row = |months| (months, period(first, months), period(last, months));
    [1, 12].into_iter().map(row).find(|(_, first, last)| last - first < MOST).unwrap_or(row(120))
}

/// The day by which a document is counted: the first possible one, or the last where only that is known.
fn day(document: &Document) -> Option<Day> {
    document.date.as_ref().and_then(|date| date.earliest.or(date.latest))
}

/// The list; a bar is a link that asks for its time, or takes the question back.
pub fn bars(x: X) -> El {
    let days: Vec<Option<Day>> = x.corpus.documents.iter().map(day).collect();
    let list = el("ol.bars");
    let dated = || days.iter().flatten().copied();
    let (Some(first), Some(last)) = (dated().min(), dated().max()) else { return list };
    let (months, first, last) = row(first, last);
    // Documents without a date are counted behind the last bar.
    let place = move |day: Option<Day>| day.map_or(last + 1, |day| period(day, months)) - first;
    let places: Vec<usize> = days.into_iter().map(place).collect();
    let mut all = vec![0; last - first + 2];
    places.iter().for_each(|place| all[*place] += 1);
    let most = all.iter().copied().max().unwrap_or(1);

    let mut bars = Vec::new();
    for (i, _) in all.iter().enumerate().filter(|(_, documents)| **documents > 0) {
        let (from, next) = (start(first + i, months), start(first + i + 1, months));
        let (mut link, mut name, mut short) = (el("span"), x.t().undated().to_owned(), String::new());
        if let (Some(from), Some(next), true) = (from, next, first + i <= last) {
            let to = next.plus(-1);
            let asked = (Some(from), Some(to));
            let is = move |s: &crate::state::ViewState| (s.query.from, s.query.to) == asked;
            link = x.link(el("a").mark_of("aria-current", move || x.state.with(is)), move |s| {
                (s.query.from, s.query.to) = if is(s) { (None, None) } else { asked };
            });
            name = x.lang().edtf(&format!("{from}/{to}"));
            let (year, month, _) = from.civil();
            short = if month == 1 || bars.is_empty() { year.to_string() } else { month.to_string() };
        }
        let (number, bar) = (el("span"), svg("svg"));
        let label = with("span", if short.is_empty() { &name } else { &short });
        list.clone().add(el("li").add(link.clone().add(number.clone()).add(bar.clone()).add(label)));
        bars.push((i, name, link, number, bar));
    }
    list.follow(move || {
        let mut found = vec![0; all.len()];
        let shown = x.answer.with(|a| a.hits.found.first(usize::MAX));
        shown.into_iter().for_each(|document| found[places[document as usize]] += 1);
        for (i, name, link, number, bar) in &bars {
            let count = found[*i];
            number.0.set_text_content(Some(&count.to_string()));
            bar.clone().num("height", (count * HIGH).div_ceil(most) as i32);
            link.clone().attr("aria-label", &format!("{name}: {}", x.lang().documents(count)));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn the_periods_are_as_short_as_their_number_allows() {
        let months = |first, last| row(date(first), date(last)).0;
        assert_eq!(months("2010-01-05", "2012-12-31"), 1);
        assert_eq!(months("2010-01-05", "2013-01-01"), 12);
        assert_eq!(months("1990-06-01", "2025-01-01"), 12);
        assert_eq!(months("1989-12-31", "2025-01-01"), 120);
    }

    #[test]
    fn periods_meet_without_a_gap() {
        for months in [1, 12, 120] {
            let first = period(date("2009-11-30"), months);
            for number in first..first + 30 {
                let (from, next) = (start(number, months).unwrap(), start(number + 1, months).unwrap());
                assert_eq!((period(from, months), period(next.plus(-1), months)), (number, number));
            }
        }
    }
}

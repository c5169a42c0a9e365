//! Dates in the text: what is written, and what can be concluded from it.
//!
//! [`scan`] reads the expressions, [`resolve`] gives them years. A year that is not written is derived with a proof or
//! left open (`XXXX-11-26`), never guessed. Accepted, with examples of the papers they were met in:
//!
//! | form | example | EDTF |
//! |---|---|---|
//! | day, month, year | "8 mei 2023", "16-12-2022", "2024-05-21", "3 okt. 2024" | `2023-05-08` |
//! | a year with a footnote mark glued to it | "24 juni 202214" | `2022-06-24` |
//! | digits apart | "1 1 oktober 2024" | `2024-10-11` |
//! | several days | "10/11 oktober 2024", "10 en 11 oktober", "1 t/m 8 mei" | `2024-10-10/2024-10-11` |
//! | month | "mei 2024", "in december", "in juli vorig jaar" | `2024-05` |
//! | a part that has no sharp bounds | "eind 2022", "medio maart 2011" | the whole: `2022`, `2011-03` |
//! | season | "voorjaar 2024", "dit najaar" | `2024-21` |
//! | quarter, half | "derde kwartaal van 2024", "eerste helft van 2025" | `2024-35`, `2025-40` |
//! | year | "in 2024", "vorig jaar" | `2024` |
//! | month, week counted from the day of writing | "vorige maand", "volgende week" | `2024-08`, `2024-09-23/2024-09-29` |

use crate::words::{Words, number};
use model::{Certainty, DateFact, Day, MONTHS, ProofStep, Rule, Span, days_in_month};
use std::{collections::BTreeMap, ops::Range};

/// Months cut short, from January; "mei" has no short form.
const SHORT_MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb", "febr"],
    &["mrt"],
    &["apr"],
    &[],
    &["jun"],
    &["jul"],
    &["aug"],
    &["sep", "sept"],
    &["okt"],
    &["nov"],
    &["dec"],
];

const WEEKDAYS: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];

/// Seasons with their number in EDTF (ISO 8601-2, 4.8): the northern ones.
const SEASONS: [(&str, u32); 6] =
    [("voorjaar", 21), ("lente", 21), ("zomer", 22), ("najaar", 23), ("herfst", 23), ("winter", 24)];

/// Words that part a stretch of time without sharp bounds.
const PARTS: [&str; 8] = ["begin", "eind", "einde", "medio", "midden", "half", "halverwege", "ultimo"];

/// Words before a month or a year alone that make it a date: "in december", "sinds 2016".
const CUES: [&str; 22] = [
    "in",
    "sinds",
    "vanaf",
    "tot",
    "voor",
    "na",
    "per",
    "over",
    "uit",
    "van",
    "jaar",
    "jaren",
    "tussen",
    "eerder",
    "later",
    "uiterlijk",
    "met",
    "maand",
    "gedurende",
    "najaar",
    "anno",
    "of",
];

/// What a number before it counts: "in 2010 scholen" names no year.
const UNITS: [&str; 36] = [
    "euro",
    "keer",
    "personen",
    "mensen",
    "gebied",
    "gebieden",
    "woningen",
    "huishoudens",
    "plaatsen",
    "stuks",
    "inwoners",
    "kilometer",
    "km",
    "meter",
    "uur",
    "bedrijven",
    "scholen",
    "gemeenten",
    "leden",
    "gevallen",
    "meldingen",
    "banen",
    "hectare",
    "ha",
    "ton",
    "kg",
    "jaar",
    "kinderen",
    "ouders",
    "studenten",
    "leerlingen",
    "organisaties",
    "aanvragen",
    "miljoen",
    "miljard",
    "procent",
];

/// Ends of words that a year names the issue of: "regeerprogramma 2024".
const ISSUES_OF_A_YEAR: [&str; 8] =
    ["programma", "akkoord", "begroting", "nota", "verslag", "rapportage", "agenda", "evaluatie"];

/// Verbs that stand behind a date which the text looks back on: "Op 14 november heeft het voorzitterschap …".
const PAST: [&str; 23] = [
    "heeft",
    "hebben",
    "heb",
    "vond",
    "vonden",
    "werd",
    "werden",
    "had",
    "hadden",
    "stuurde",
    "diende",
    "verzocht",
    "ontving",
    "presenteerde",
    "publiceerde",
    "informeerde",
    "kondigde",
    "nam",
    "stemde",
    "oordeelde",
    "ontvingen",
    "vroeg",
    "was",
];

/// Who presides over the Council of the EU, by half-year from the first of 2009, as adjectives ("het Deense
/// voorzitterschap"). Source: Council decisions (EU) 2009/908 and 2016/1316 with the change of 2016.
const PRESIDENCIES: [&str; 44] = [
    "Tsjechische",
    "Zweedse",
    "Spaanse",
    "Belgische",
    "Hongaarse",
    "Poolse",
    "Deense",
    "Cypriotische",
    "Ierse",
    "Litouwse",
    "Griekse",
    "Italiaanse",
    "Letse",
    "Luxemburgse",
    "Nederlandse",
    "Slowaakse",
    "Maltese",
    "Estse",
    "Bulgaarse",
    "Oostenrijkse",
    "Roemeense",
    "Finse",
    "Kroatische",
    "Duitse",
    "Portugese",
    "Sloveense",
    "Franse",
    "Tsjechische",
    "Zweedse",
    "Spaanse",
    "Belgische",
    "Hongaarse",
    "Poolse",
    "Deense",
    "Cypriotische",
    "Ierse",
    "Litouwse",
    "Griekse",
    "Italiaanse",
    "Letse",
    "Luxemburgse",
    "Nederlandse",
    "Slowaakse",
    "Maltese",
];

/// The half-year (first and last day) at a place of [`PRESIDENCIES`].
fn half_year(place: usize) -> (Day, Day) {
    let year = 2009 + (place / 2) as i32;
    let day = |month, day| Day::new(year, month, day).expect("these days are in every year");
    if place.is_multiple_of(2) { (day(1, 1), day(6, 30)) } else { (day(7, 1), day(12, 31)) }
}

/// Which way a date lies from the day of writing, by a word beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// "jl.", "jongstleden", "afgelopen", or a verb in the past tense right behind it.
    Past,
    /// "a.s.", "aanstaande", "komende".
    Ahead,
    /// Nothing says.
    Unknown,
}

/// A stretch of time within a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// Days of a month (1–12), in order; one at least.
    Days(u32, Vec<u32>),
    /// A month, 1–12.
    Month(u32),
    /// A season, quarter (33–36) or half (40, 41), by its number in EDTF.
    Part(u32),
    /// The whole year.
    Year,
    /// The month so many after the one of writing.
    NthMonth(i32),
    /// The week, from Monday, so many after the one of writing.
    NthWeek(i32),
}

/// The year of a date, as far as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// In digits.
    Written(i32),
    /// "vorig jaar" (-1), "dit jaar" (0), "volgend jaar" (1).
    Nth(i32),
    /// Not at all.
    Open,
}

/// A date as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Byte range in the text, with weekday and "jl." or "a.s.".
    pub place: Range<usize>,
    /// What is meant within the year.
    pub stretch: Stretch,
    /// The year.
    pub year: Year,
    /// A word like "eind" makes it a part without sharp bounds.
    pub vague: bool,
    /// 0 is Monday.
    pub weekday: Option<u32>,
    /// Past or ahead.
    pub direction: Direction,
    /// "jl." or "a.s." is written, which fixes the year by the day of writing.
    pub marked: bool,
}

impl Written {
    fn new(place: Range<usize>, stretch: Stretch, year: Year) -> Self {
        let (vague, weekday, direction, marked) = (false, None, Direction::Unknown, false);
        Self { place, stretch, year, vague, weekday, direction, marked }
    }

    /// The year in digits.
    pub fn year_written(&self) -> Option<i32> {
        if let Year::Written(year) = self.year { Some(year) } else { None }
    }

    /// The day, where all of it is written.
    pub fn day(&self) -> Option<Day> {
        let Stretch::Days(month, days) = &self.stretch else { return None };
        Day::new(self.year_written()?, *month, *days.first()?)
    }

    /// The one day that is meant, were it in `year`; the weekday has to fit.
    fn day_in(&self, year: i32) -> Option<Day> {
        let Stretch::Days(month, days) = &self.stretch else { return None };
        let day = Day::new(year, *month, *days.first()?)?;
        self.weekday.is_none_or(|w| w == day.weekday()).then_some(day)
    }

    /// The month of days or of a month.
    fn month(&self) -> Option<u32> {
        match self.stretch {
            Stretch::Days(month, _) | Stretch::Month(month) => Some(month),
            _ => None,
        }
    }

    /// Whether days are meant.
    pub fn is_day(&self) -> bool {
        matches!(self.stretch, Stretch::Days(..))
    }
}

/// The number (1–12) of a month's name, folded; a `0` that recognition read for an `o` is one.
pub fn month_of(word: &str) -> Option<u32> {
    let is = |m: &str| m == word || (word.starts_with('0') && m.starts_with('o') && m[1..] == word[1..]);
    let place = MONTHS.iter().position(|m| is(m))?;
    Some(place as u32 + 1)
}

/// Words, folded, that a date may be read around.
pub fn openers() -> impl Iterator<Item = &'static str> {
    let short = SHORT_MONTHS.iter().flat_map(|s| s.iter().copied());
    let seasons = SEASONS.iter().map(|(word, _)| *word);
    MONTHS.into_iter().chain(short).chain(seasons).chain(["kwartaal", "helft", "jaar", "maand", "week"])
}

/// Whether a month is named.
pub fn has_month(text: &str) -> bool {
    let words = Words::of(text);
    (0..words.len()).any(|i| month_of(words.folded(i)).is_some())
}

/// The length of a whole date ("8 mei 2023", "16-12-2022") at the beginning of `text`.
pub fn full_date(text: &str) -> Option<usize> {
    // Most lines are no date: a day or a weekday begins one.
    let first = text.as_bytes().first()?;
    if !first.is_ascii_digit() && !b"mdwvzMDWVZ".contains(first) {
        return None;
    }
    let first = scan(&Words::of(text)).into_iter().next()?;
    let whole = matches!(&first.stretch, Stretch::Days(_, days) if days.len() == 1);
    (first.place.start == 0 && whole && first.day().is_some()).then_some(first.place.end)
}

/// Every date of a text, in order.
pub fn scan(words: &Words) -> Vec<Written> {
    scan_at(words, 0..words.len())
}

/// Every date around the words at `candidates` (in order): [`openers`], and words of digits.
pub fn scan_at(words: &Words, candidates: impl IntoIterator<Item = usize>) -> Vec<Written> {
    let mut found: Vec<Written> = Vec::new();
    for at in candidates {
        let Some(date) = date_at(words, at) else { continue };
        // What a date before has taken is no date of its own.
        let end = found.last().map_or(0, |last| last.place.end);
        if words.place(at, at).start >= end && date.place.start >= end {
            found.push(date);
        }
    }
    found
}

fn date_at(words: &Words, at: usize) -> Option<Written> {
    let word = words.folded(at);
    let month = month_of(word);
    if month.is_none() && word.as_bytes().first()?.is_ascii_digit() {
        return numeric(words, at).or_else(|| year_alone(words, at));
    }
    if let Some(month) = month {
        return around_month(words, at, month, true);
    }
    if let Some(month) = SHORT_MONTHS.iter().position(|short| short.contains(&word)) {
        return around_month(words, at, month as u32 + 1, false);
    }
    if let Some((_, season)) = SEASONS.iter().find(|(name, _)| *name == word) {
        return around_season(words, at, *season);
    }
    match word {
        "kwartaal" => around_ordinal(words, at, 33, 4),
        "helft" => around_ordinal(words, at, 40, 2),
        "jaar" => {
            let nth = at.checked_sub(1).and_then(|i| nth(words.folded(i)))?;
            Some(with_part(words, at - 1, at, Written::new(0..0, Stretch::Year, Year::Nth(nth))))
        }
        "maand" | "week" => {
            let nth = at.checked_sub(1).and_then(|i| nth(words.folded(i)))?;
            let stretch = if word == "week" { Stretch::NthWeek(nth) } else { Stretch::NthMonth(nth) };
            Some(with_part(words, at - 1, at, Written::new(0..0, stretch, Year::Open)))
        }
        _ => None,
    }
}

/// "vorig", "dit", "volgend" and their endings.
fn nth(word: &str) -> Option<i32> {
    match word {
        "vorig" | "vorige" => Some(-1),
        "dit" | "deze" => Some(0),
        "volgend" | "volgende" => Some(1),
        _ => None,
    }
}

/// "van 2024", "2024", "van dit jaar", "vorig jaar" behind the word at `at`: the year, the last word of it, and the end
/// of its digits. A footnote mark may be glued to the year: "20231" is 2023 with mark 1.
fn year_behind(words: &Words, at: usize) -> Option<(Year, usize)> {
    let blank = |i: usize| words.gap(i).chars().all(char::is_whitespace);
    if !blank(at) {
        return None;
    }
    let at = if matches!(words.folded(at + 1), "van" | "in") && blank(at + 1) { at + 1 } else { at };
    let next = words.folded(at + 1);
    if let Some(year) = year_of(next) {
        // "per 1 januari 2000 euro" has no year.
        let counts = words.gap(at + 1) == " " && UNITS.contains(&words.folded(at + 2));
        return (!counts).then(|| (Year::Written(year), words.place(at + 1, at + 1).start + 4));
    }
    let nth = nth(next).filter(|_| words.folded(at + 2) == "jaar")?;
    Some((Year::Nth(nth), words.place(at + 2, at + 2).end))
}

/// 1900–2099 in four digits, a footnote mark of one or two behind them left out.
fn year_of(word: &str) -> Option<i32> {
    let digits = (4..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    if !digits {
        return None;
    }
    word[..4].parse().ok().filter(|year| (1900..2100).contains(year))
}

/// "16-12-2022", "16/12/2022", "16.12.2022", "2022-12-16".
fn numeric(words: &Words, at: usize) -> Option<Written> {
    let sign = words.gap(at);
    let fits = matches!(sign, "-" | "/" | ".") && words.gap(at + 1) == sign && at + 2 < words.len();
    let before = &words.text[..words.place(at, at).start];
    if !fits || before.ends_with(['-', '/', '.']) {
        return None;
    }
    let parts = [words.folded(at), words.folded(at + 1), words.folded(at + 2)];
    let [day, month, year] = if parts[0].len() == 4 { [parts[2], parts[1], parts[0]] } else { parts };
    if year.len() != 4 || day.len() > 2 || month.len() > 2 {
        return None;
    }
    let (day, month, year) = (number(day)?, number(month)?, year_of(year)?);
    Day::new(year, month, day)?;
    Some(Written::new(words.place(at, at + 2), Stretch::Days(month, vec![day]), Year::Written(year)))
}

/// "in 2024", "eind 2022", "(2016)", "regeerprogramma 2024".
fn year_alone(words: &Words, at: usize) -> Option<Written> {
    let word = words.folded(at);
    let year = year_of(word).filter(|_| word.len() == 4)?;
    let behind = words.gap(at);
    let before = words.text[..words.place(at, at).start].trim_end_matches('(');
    let brackets = words.text[..words.place(at, at).start].ends_with('(') || behind.starts_with(')');
    // "2021/22", "2024-2025", "2 000", "2011 DP", "2016/679" are none.
    let more = behind.starts_with(['/', '-', '–', '.', ','])
        && words.folded(at + 1).starts_with(|c: char| c.is_ascii_digit())
        && behind.chars().count() == 1;
    let postcode = {
        let next = words.written(at + 1);
        behind == " " && next.len() == 2 && next.bytes().all(|b| b.is_ascii_uppercase())
    };
    if more || postcode || before.ends_with(['/', '-', '–', '.', ',', '€', '#', ':', '_', '=', '&', '?'])
    {
        return None;
    }
    let previous = at.checked_sub(1).map_or("", |i| words.folded(i));
    let cue = CUES.contains(&previous)
        || PARTS.contains(&previous)
        || ISSUES_OF_A_YEAR.iter().any(|end| previous.ends_with(end))
        || (matches!(previous, "en" | "tot" | "m") && at >= 2 && year_of(words.folded(at - 2)).is_some());
    let unit = behind == " " && UNITS.contains(&words.folded(at + 1));
    let number = matches!(previous, "nr" | "blz" | "p" | "pagina");
    if !(cue || brackets) || unit || number {
        return None;
    }
    Some(with_part(words, at, at, Written::new(0..0, Stretch::Year, Year::Written(year))))
}

/// "voorjaar 2024", "dit najaar", "in de zomer".
fn around_season(words: &Words, at: usize, season: u32) -> Option<Written> {
    let stretch = Stretch::Part(season);
    if let Some((year, end)) = year_behind(words, at) {
        let date = with_part(words, at, at, Written::new(0..0, stretch, year));
        return Some(Written { place: date.place.start..end, ..date });
    }
    let before = at.checked_sub(1)?;
    let (year, direction) = match words.folded(before) {
        "dit" | "deze" => (Year::Nth(0), Direction::Unknown),
        "vorig" | "vorige" => (Year::Nth(-1), Direction::Unknown),
        "volgend" | "volgende" => (Year::Nth(1), Direction::Unknown),
        "afgelopen" => (Year::Open, Direction::Past),
        "komend" | "komende" | "aankomend" | "aankomende" => (Year::Open, Direction::Ahead),
        "het" | "de" => {
            let cue = before.checked_sub(1).map(|i| words.folded(i))?;
            let date = Written::new(words.place(at, at), stretch, Year::Open);
            return CUES.contains(&cue).then_some(date);
        }
        _ => return None,
    };
    let marked = direction != Direction::Unknown;
    let date = Written { direction, marked, ..Written::new(0..0, stretch, year) };
    Some(with_part(words, before, at, date))
}

/// "derde kwartaal van 2024", "Q3 2024" (`first` 33, `count` 4), "eerste helft van 2025" (40, 2).
fn around_ordinal(words: &Words, at: usize, first: u32, count: u32) -> Option<Written> {
    let before = at.checked_sub(1)?;
    let nth = match words.folded(before) {
        "eerste" | "1e" | "1ste" => 0,
        "tweede" | "2e" | "2de" => 1,
        "derde" | "3e" | "3de" => 2,
        "vierde" | "4e" | "4de" => 3,
        _ => return None,
    };
    let (year, end) = match year_behind(words, at) {
        Some(found) => found,
        // "de eerste helft" of what?
        None if count == 2 => return None,
        None => (Year::Open, words.place(at, at).end),
    };
    let date = Written::new(0..0, Stretch::Part(first + nth), year);
    (nth < count).then(|| Written { place: words.place(before, at).start..end, ..date })
}

/// The date with the word that parts it, if one stands before: "eind", "het einde van".
fn with_part(words: &Words, from: usize, to: usize, date: Written) -> Written {
    let before = |back: usize| from.checked_sub(back).map_or("", |i| words.folded(i));
    let back = if PARTS.contains(&before(1)) {
        1
    } else if before(1) == "van" && PARTS.contains(&before(2)) {
        2
    } else {
        0
    };
    Written { place: words.place(from - back, to), vague: back > 0, ..date }
}

/// A month with what stands before and behind it. A name cut short needs a day before it.
fn around_month(words: &Words, at: usize, month: u32, whole: bool) -> Option<Written> {
    // Nothing between is a blank too: "1oktober".
    let is_blank = |s: &str| s.chars().all(char::is_whitespace);
    let day_at = |i: usize| {
        let word = words.folded(i);
        (word.len() <= 2).then(|| number(word).filter(|n| (1..=31).contains(n)))?
    };

    let mut days: Vec<u32> = Vec::new();
    let mut first = at;
    // "1 1 oktober": one number whose digits came apart.
    if let (Some(tens), Some(units)) = (at.checked_sub(2), at.checked_sub(1))
        && words.gap(tens) == " "
        && is_blank(words.gap(units))
        && matches!(words.folded(tens), "1" | "2" | "3")
        && words.folded(units).len() == 1
        && let Some(day) =
            number(words.folded(units)).map(|u| number(words.folded(tens)).unwrap_or(0) * 10 + u)
        && (10..=31).contains(&day)
    {
        days.push(day);
        first = tens;
    }
    while let Some(before) = first.checked_sub(1) {
        let gap = words.gap(before);
        let joins = if days.is_empty() {
            is_blank(gap)
        } else {
            matches!(gap.trim(), "/" | "-" | "–") || (days.len() > 1 && gap.trim() == ",")
        };
        if let Some(day) = day_at(before).filter(|_| joins) {
            // "1-8 mei" is every day from the first to the eighth.
            let range = matches!(gap.trim(), "-" | "–") && day < days[0];
            days.splice(0..0, std::iter::once(day).chain(if range { day + 1..days[0] } else { 0..0 }));
            first -= 1;
            continue;
        }
        if days.is_empty() {
            break;
        }
        // "10 en 11", "1 tot en met 8", "1 t/m 8".
        let joint =
            [(&["en"][..], false), (&["tot", "en", "met"], true), (&["t", "m"], true), (&["tot"], true)];
        let found = joint.into_iter().find_map(|(joint, range)| {
            let from = first.checked_sub(joint.len() + 1)?;
            let fits = joint.iter().enumerate().all(|(i, word)| words.folded(from + 1 + i) == *word);
            let day = day_at(from).filter(|_| fits && is_blank(words.gap(from)))?;
            Some((from, day, range))
        });
        let Some((from, day, range)) = found else { break };
        let between = if range && day < days[0] { day + 1..days[0] } else { 0..0 };
        days.splice(0..0, std::iter::once(day).chain(between));
        first = from;
    }
    // "1,5 mei", "€ 12 maart" and "99999 mei" are no days.
    let before = &words.text[..words.place(first, first).start];
    let amount = before.trim_end().ends_with('€')
        || (before.ends_with([',', '.'])
            && before[..before.len() - 1].ends_with(|c: char| c.is_ascii_digit()));
    let no_day = days.is_empty()
        && at > 0
        && is_blank(words.gap(at - 1))
        && words.folded(at - 1).bytes().all(|b| b.is_ascii_digit());
    if (amount && !days.is_empty()) || no_day {
        return None;
    }
    // Days of a list come in order; what comes before a smaller one is no day.
    while days.len() > 1 && days[0] >= days[1] {
        days.remove(0);
        first += if day_at(first + 1).is_some() { 1 } else { 2 };
    }
    let year = year_behind(words, at).filter(|(year, end)| {
        // "mei van 2024" is one; "5 mei in 2024" is two.
        let adjacent = words.first_from(*end) <= at + 2 || days.is_empty();
        adjacent || matches!(year, Year::Nth(_))
    });
    if !whole && (days.is_empty() || (year.is_none() && !words.gap(at).starts_with('.'))) {
        return None;
    }
    // "3 okt. 2024": the full stop stands between.
    let year = year.or_else(|| {
        let stop = !whole && words.gap(at) == ". ";
        let year = year_of(words.folded(at + 1)).filter(|_| stop)?;
        Some((Year::Written(year), words.place(at + 1, at + 1).start + 4))
    });
    let mut date = if days.is_empty() {
        alone(words, at, month, year.is_some())?
    } else {
        Written::new(words.place(first, at), Stretch::Days(month, days), Year::Open)
    };
    if let Some((year, end)) = year {
        (date.year, date.place.end) = (year, end);
    }
    Some(if date.is_day() { beside(words, first, date) } else { date })
}

/// A month without a day: with its year, or behind a word that makes it a date.
fn alone(words: &Words, at: usize, month: u32, has_year: bool) -> Option<Written> {
    let date = with_part(words, at, at, Written::new(0..0, Stretch::Month(month), Year::Open));
    let before = at.checked_sub(1).map_or("", |i| words.folded(i));
    let way = match before {
        "afgelopen" => Direction::Past,
        "komende" | "aankomende" | "aanstaande" => Direction::Ahead,
        _ => Direction::Unknown,
    };
    if way != Direction::Unknown {
        return Some(Written { place: words.place(at - 1, at), direction: way, marked: true, ..date });
    }
    (has_year || date.vague || CUES.contains(&before)).then_some(date)
}

/// Weekday and the words that say past or ahead, before and behind days of a month.
fn beside(words: &Words, first: usize, mut date: Written) -> Written {
    let mut first = first;
    let before = |i: usize| i.checked_sub(1).filter(|i| words.gap(*i).chars().all(char::is_whitespace));
    if let Some(i) = before(first)
        && let Some(day) = WEEKDAYS.iter().position(|w| words.folded(i) == *w)
    {
        date.weekday = Some(day as u32);
        first = i;
    }
    if let Some(i) = before(first) {
        let way = match words.folded(i) {
            "aanstaande" | "komende" | "aankomende" | "eerstkomende" => Direction::Ahead,
            "afgelopen" | "jongstleden" => Direction::Past,
            _ => Direction::Unknown,
        };
        if way != Direction::Unknown {
            (date.direction, first) = (way, i);
        }
    }
    date.place.start = words.place(first, first).start;
    let text: &str = &words.text;
    let ahead = text[..date.place.start].trim_end();
    if ahead.ends_with("a.s.") || ahead.ends_with("A.s.") {
        (date.place.start, date.direction) = (ahead.len() - 4, Direction::Ahead);
    }
    let end = date.place.end;
    let behind = text[end..].trim_start();
    for (sign, way) in [
        ("jl.", Direction::Past),
        ("j.l.", Direction::Past),
        ("jl", Direction::Past),
        ("jongstleden", Direction::Past),
        ("laatstleden", Direction::Past),
        ("a.s.", Direction::Ahead),
        ("aanstaande", Direction::Ahead),
    ] {
        if let Some(rest) = behind.strip_prefix(sign)
            && !rest.starts_with(char::is_alphanumeric)
        {
            (date.place.end, date.direction) = (text.len() - rest.len(), way);
            break;
        }
    }
    date.marked = date.direction != Direction::Unknown;
    let next = words.folded(words.first_from(date.place.end));
    if !date.marked && PAST.contains(&next) && text[date.place.end..].starts_with([' ', '\n']) {
        date.direction = Direction::Past;
    }
    date
}

/// "het Deense voorzitterschap": the adjective and its place in the text. `loose` accepts "voorstel" too.
pub fn presidency(words: &Words, loose: bool) -> Option<(&'static str, Range<usize>)> {
    (1..words.len()).find_map(|at| {
        let word = words.folded(at);
        if !(word == "voorzitterschap" || (loose && word.ends_with("voorstel"))) {
            return None;
        }
        let adjective = PRESIDENCIES.iter().find(|p| **p == words.written(at - 1))?;
        Some((*adjective, words.place(at - 1, at)))
    })
}

/// Whether a word is the adjective of a country that presides at some time.
pub fn presides(word: &str) -> bool {
    PRESIDENCIES.contains(&word)
}

/// The half-years in which the country of an adjective presides.
pub fn presidency_periods(adjective: &str) -> Vec<(Day, Day)> {
    let places = PRESIDENCIES.iter().enumerate().filter(|(_, a)| **a == adjective);
    places.map(|(place, _)| half_year(place)).collect()
}

/// Whether some day without a year lies in a stretch of days, and every weekday written there fits.
pub fn lies_in(mentions: &[Mention], (from, to): (Day, Day)) -> bool {
    let year = from.civil().0;
    let bare = |w: &Written| Written { weekday: None, ..w.clone() }.day_in(year);
    let inside = |w: &&Written| w.year == Year::Open && bare(w).is_some_and(|day| (from..=to).contains(&day));
    let mut written = mentions.iter().map(|m| &m.written).filter(inside).peekable();
    written.peek().is_some() && written.all(|w| w.day_in(year).is_some())
}

/// "woensdag".
pub fn weekday_name(day: Day) -> &'static str {
    WEEKDAYS[day.weekday() as usize]
}

/// A date in a document: where it stands, and what is written.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The words, as the reading text has them.
    pub as_written: String,
    /// The words in the source.
    pub evidence: Vec<Span>,
    /// Number of the passage, of those with a text.
    pub passage: usize,
    /// Number of the sentence, counted through the document.
    pub sentence: usize,
    /// What is written.
    pub written: Written,
    /// "en", "t/m" or a comma joins it to the next date of the text.
    pub joined: bool,
    /// The session of parliament (its first year) that a paper cited right behind the date belongs to, and the words
    /// of that citation.
    pub session: Option<(i32, Vec<Span>)>,
}

/// When a document was written, as far as is known.
#[derive(Clone, Debug)]
pub struct Writing {
    /// First possible day.
    pub earliest: Day,
    /// Last possible day; `None` when open.
    pub latest: Option<Day>,
    /// The date of the document, as a step of other proofs.
    pub step: ProofStep,
    /// The half-year that the derivation of the date rests on.
    pub period: Option<Period>,
}

impl Writing {
    /// What a document's date says.
    pub fn of(date: &DateFact, period: Option<Period>) -> Option<Self> {
        let evidence = date.evidence.iter().take(1).copied().collect();
        let step = ProofStep { rule: date.rule, gives: date.edtf.clone(), document: String::new(), evidence };
        Some(Self { earliest: date.earliest?, latest: date.latest, step, period })
    }

    /// The year, where it is certain.
    fn year(&self) -> Option<i32> {
        let year = self.earliest.civil().0;
        (self.latest?.civil().0 == year).then_some(year)
    }

    /// What `count` gives from the first possible day, when the last one gives the same.
    fn agreed<T: PartialEq>(&self, count: impl Fn(Day) -> Option<T>) -> Option<T> {
        let first = count(self.earliest)?;
        self.latest.is_none_or(|latest| count(latest).as_ref() == Some(&first)).then_some(first)
    }
}

/// The half-year that dates a document without a date, with its proof.
#[derive(Clone, Debug)]
pub struct Period {
    /// First and last day.
    pub days: (Day, Day),
    /// Why.
    pub step: ProofStep,
}

impl Period {
    /// Whether a month without a year is one of the period's.
    fn has_month(&self, written: &Written) -> bool {
        let Stretch::Month(month) = written.stretch else { return false };
        let first = Day::new(self.days.0.civil().0, month, 1);
        written.year == Year::Open && first.is_some_and(|day| (self.days.0..=self.days.1).contains(&day))
    }

    /// The one day meant, when it lies in the period and has no year of its own.
    fn day(&self, written: &Written) -> Option<Day> {
        let (from, to) = self.days;
        let one = matches!(&written.stretch, Stretch::Days(_, days) if days.len() == 1);
        let day = written.day_in(from.civil().0).filter(|day| (from..=to).contains(day))?;
        (written.year == Year::Open && one).then_some(day)
    }

    /// Why a date lies in it.
    fn proof(&self, mention: &Mention, day: Day) -> Vec<ProofStep> {
        let weekday = mention.written.weekday.map(|_| step(Rule::WeekdayProves, day.to_string(), mention));
        std::iter::once(self.step.clone()).chain(weekday).collect()
    }
}

fn step(rule: Rule, gives: String, mention: &Mention) -> ProofStep {
    ProofStep { rule, gives, document: String::new(), evidence: mention.evidence.clone() }
}

/// Concludes when a document was written from the days it looks back and ahead on, and a half-year that it must touch.
///
/// A day and month lie in that half-year in one year at most; a weekday must fit. The document is not older than
/// the last day that it looks back on, and not younger than the first that it announces.
pub fn derive_writing(mentions: &[Mention], period: Option<&Period>) -> Option<DateFact> {
    let settled = |m: &Mention| match m.written.year {
        Year::Written(year) => m.written.day_in(year),
        _ => period.and_then(|p| p.day(&m.written)),
    };
    let ways = |way| {
        let fits = move |m: &&Mention| m.written.direction == way;
        mentions.iter().filter(fits).filter_map(move |m| Some((settled(m)?, m)))
    };
    let (earliest, past) = ways(Direction::Past).max_by_key(|(day, _)| *day)?;
    let ahead = ways(Direction::Ahead).filter(|(day, _)| *day >= earliest).min_by_key(|(day, _)| *day);

    let mut proof: Vec<ProofStep> = period.iter().map(|p| p.step.clone()).collect();
    let weekday = |m: &&Mention| m.written.weekday.is_some() && m.written.year == Year::Open;
    if let Some((day, m)) = mentions.iter().filter(weekday).find_map(|m| Some((settled(m)?, m))) {
        proof.push(step(Rule::WeekdayProves, day.to_string(), m));
    }
    proof.push(step(Rule::LooksBack, format!("{earliest}/.."), past));
    if let Some((day, m)) = ahead {
        proof.push(step(Rule::LooksAhead, format!("../{day}"), m));
    }
    let latest = ahead.map(|(day, _)| day);
    let mut evidence = past.evidence.clone();
    evidence.extend(ahead.iter().flat_map(|(_, m)| m.evidence.clone()));
    Some(DateFact {
        as_written: String::new(),
        edtf: latest.map_or(format!("{earliest}/.."), |latest| format!("{earliest}/{latest}")),
        earliest: Some(earliest),
        latest,
        certainty: Certainty::Derived,
        rule: Rule::BetweenEvents,
        evidence,
        proof,
    })
}

/// Reads every date of a document: stated where the year is written, derived where a rule proves it, else open.
pub fn resolve(mentions: &[Mention], writing: Option<&Writing>) -> Vec<DateFact> {
    let one = |(i, _)| resolve_one(&mentions[i..], writing);
    let mut facts: Vec<DateFact> = mentions.iter().enumerate().map(one).collect();
    // A second pass: the same day and month, dated elsewhere in the document, in one year only.
    let mut dated_days: BTreeMap<(u32, u32), Vec<(i32, usize)>> = BTreeMap::new();
    for (i, (mention, fact)) in mentions.iter().zip(&facts).enumerate() {
        let Stretch::Days(month, days) = &mention.written.stretch else { continue };
        let Some(year) = fact.earliest.map(|day| day.civil().0) else { continue };
        for day in days {
            let years = dated_days.entry((*month, *day)).or_default();
            // Three: one year is enough to know, two to doubt.
            if years.len() < 3 && years.iter().all(|(known, _)| *known != year) {
                years.push((year, i));
            }
        }
    }
    for (i, mention) in mentions.iter().enumerate().filter(|(_, m)| m.written.year == Year::Open) {
        let Stretch::Days(month, days) = &mention.written.stretch else { continue };
        let years =
            days.first().and_then(|day| dated_days.get(&(*month, *day))).map_or(&[][..], Vec::as_slice);
        // A day that comes back each year (the first of January) proves nothing, and neither does one of years ago.
        let near = |j: usize| {
            let known = facts[j].earliest.zip(writing.map(|w| w.earliest));
            known.is_none_or(|(day, writing)| (day.number() - writing.number()).abs() <= 366)
        };
        let legal = matches!((month, &days[..]), (1 | 7, [1]));
        if let ([(year, j)], None) = (years, facts[i].earliest)
            && near(*j)
            && !legal
        {
            let step = step(Rule::SameDay, facts[*j].edtf.clone(), &mentions[*j]);
            facts[i] = dated(mention, *year, Rule::SameDay, vec![step]).unwrap_or_else(|| open(mention));
        }
    }
    facts
}

/// Reads the first of `mentions`; the others come after it in the text.
fn resolve_one(mentions: &[Mention], writing: Option<&Writing>) -> DateFact {
    let (mention, later) = mentions.split_first().expect("called with one at least");
    let found = match mention.written.year {
        Year::Written(year) => stated(mention, year),
        Year::Nth(nth) => {
            writing.and_then(|w| dated(mention, w.year()? + nth, Rule::RelativeDate, vec![w.step.clone()]))
        }
        Year::Open => in_period(mention, writing)
            .or_else(|| relative(mention, writing?))
            .or_else(|| in_sentence(mention, later))
            .or_else(|| in_session(mention))
            .or_else(|| by_weekday(mention, writing?)),
    };
    found.unwrap_or_else(|| open(mention))
}

fn stated(mention: &Mention, year: i32) -> Option<DateFact> {
    let written = &mention.written;
    let rule = match written.stretch {
        Stretch::Days(..) => Rule::FullDate,
        Stretch::Month(_) if !written.vague => Rule::MonthYear,
        Stretch::Year if !written.vague => Rule::YearOnly,
        _ => Rule::PartOfYear,
    };
    Some(DateFact { certainty: Certainty::Stated, ..dated(mention, year, rule, Vec::new())? })
}

/// In the half-year that the document's own date rests on.
fn in_period(mention: &Mention, writing: Option<&Writing>) -> Option<DateFact> {
    let period = writing?.period.as_ref()?;
    if period.has_month(&mention.written) {
        return dated(mention, period.days.0.civil().0, period.step.rule, vec![period.step.clone()]);
    }
    let day = period.day(&mention.written)?;
    let proof = period.proof(mention, day);
    dated(mention, day.civil().0, proof.last()?.rule, proof)
}

/// "2 oktober en de JBZ-Raad van 10/11 oktober 2024": a year written behind, for a month at most two before it.
fn in_sentence(mention: &Mention, later: &[Mention]) -> Option<DateFact> {
    let month = mention.written.month()?;
    // From one date to the next as long as they are joined.
    let run = 1 + later.iter().take_while(|m| m.joined && m.written.year == Year::Open).count();
    let fits = |m: u32| m >= month && m - month <= 2;
    let other = later.iter().take(run).filter(|_| mention.joined).find(|other| {
        other.sentence == mention.sentence
            && other.written.year_written().is_some()
            && other.written.month().is_some_and(fits)
    })?;
    let year = other.written.year_written()?;
    dated(mention, year, Rule::YearInSentence, vec![step(Rule::YearInSentence, year.to_string(), other)])
}

/// Whether the words between two dates join them: "2 oktober en de JBZ-Raad van 10/11 oktober 2024". A verb parts them.
pub fn joins(between: &str) -> bool {
    let starts = [" en ", ", ", " t/m ", " tot ", " tot en met ", "/", " of ", " - ", " – "];
    // 40: an article, a name and a preposition.
    starts.iter().any(|s| between.starts_with(s)) && between.len() <= 40
}

/// A session runs from the third Tuesday of September to the next: a day between 22 September and 31 August lies in it
/// once. Source: Grondwet, article 65.
fn in_session(mention: &Mention) -> Option<DateFact> {
    let (first, evidence) = mention.session.clone()?;
    let within = Day::new(first, 9, 22)?..=Day::new(first + 1, 8, 31)?;
    let year = [first, first + 1]
        .into_iter()
        .find(|year| mention.written.day_in(*year).is_some_and(|day| within.contains(&day)))?;
    let gives = format!("{first}-09/{}-09", first + 1);
    let step = ProofStep { rule: Rule::SessionYear, gives, document: String::new(), evidence };
    dated(mention, year, Rule::SessionYear, vec![step])
}

/// Three years around the day of writing: a weekday comes back after five or six years as a rule.
fn by_weekday(mention: &Mention, writing: &Writing) -> Option<DateFact> {
    mention.written.weekday?;
    let years = writing.earliest.civil().0 - 1..=writing.latest.unwrap_or(writing.earliest).civil().0 + 1;
    let fitting: Vec<Day> = years.filter_map(|year| mention.written.day_in(year)).collect();
    let [day] = fitting[..] else { return None };
    // Nearer than half a year: a text that means a day further off says so.
    if (day.number() - writing.earliest.number()).abs() > 183 {
        return None;
    }
    let proof = vec![writing.step.clone(), step(Rule::WeekdayProves, day.to_string(), mention)];
    dated(mention, day.civil().0, Rule::WeekdayProves, proof)
}

/// "jl.", "a.s.", "afgelopen zomer", "vorige week": counted from the day of writing; the doubt about that day goes along.
fn relative(mention: &Mention, writing: &Writing) -> Option<DateFact> {
    let written = &mention.written;
    let proof = vec![writing.step.clone()];
    match written.stretch {
        Stretch::NthMonth(nth) => {
            let (year, month) = writing.agreed(|from| {
                let (year, month, _) = from.civil();
                let months = year * 12 + month as i32 - 1 + nth;
                Some((months.div_euclid(12), months.rem_euclid(12) as u32 + 1))
            })?;
            let mut month = Mention {
                written: Written { stretch: Stretch::Month(month), ..written.clone() },
                ..mention.clone()
            };
            month.written.year = Year::Written(year);
            return dated(&month, year, Rule::RelativeDate, proof);
        }
        Stretch::NthWeek(nth) => {
            let monday = writing.agreed(|from| Some(from.plus(nth * 7 - from.weekday() as i32)))?;
            let days = (monday, monday.plus(6));
            let edtf = format!("{}/{}", days.0, days.1);
            return Some(fact(mention, (edtf, days.0, days.1), Rule::RelativeDate, proof));
        }
        _ => {}
    }
    if !written.marked {
        return None;
    }
    let fits = |year: i32| {
        let known = written.is_day().then(|| written.day_in(year).map(|day| (day, day)));
        known.unwrap_or_else(|| bounds(&written.stretch, year).map(|(_, first, last)| (first, last)))
    };
    let year = writing.agreed(|from| {
        let year = from.civil().0;
        let around = [year + 1, year, year - 1];
        // Within a summer, "afgelopen zomer" may be this one or the last.
        if !written.is_day() && around.iter().any(|y| fits(*y).is_some_and(|(a, b)| (a..=b).contains(&from)))
        {
            return None;
        }
        match written.direction {
            Direction::Past => around.into_iter().find(|y| fits(*y).is_some_and(|(_, last)| last <= from)),
            Direction::Ahead => {
                around.into_iter().rev().find(|y| fits(*y).is_some_and(|(first, _)| first >= from))
            }
            Direction::Unknown => None,
        }
    })?;
    let rule = if written.direction == Direction::Past { Rule::LatestBefore } else { Rule::FirstAfter };
    dated(mention, year, rule, proof)
}

/// EDTF, first and last day of a stretch in a year; `None` when the calendar has no such day.
///
/// A season has the widest bounds in use: from the first day by the meteorologists' calendar to the last by the
/// astronomers'. A winter has those of either year.
fn bounds(stretch: &Stretch, year: i32) -> Option<(String, Day, Day)> {
    let day = |month, day| Day::new(year, month, day);
    let month_end = |month| day(month, days_in_month(year, month));
    Some(match stretch {
        Stretch::Days(month, listed) => {
            let days: Vec<Day> = listed.iter().map(|d| day(*month, *d)).collect::<Option<_>>()?;
            let (first, last) = (*days.first()?, *days.last()?);
            let edtf = if first == last {
                first.to_string()
            } else if last.number() - first.number() == days.len() as i32 - 1 {
                format!("{first}/{last}")
            } else {
                format!("{{{}}}", days.iter().map(Day::to_string).collect::<Vec<_>>().join(","))
            };
            (edtf, first, last)
        }
        Stretch::Month(month) => (format!("{year:04}-{month:02}"), day(*month, 1)?, month_end(*month)?),
        Stretch::Part(part) => {
            let (first, last) = match part {
                21 => (day(3, 1)?, day(6, 20)?),
                22 => (day(6, 1)?, day(9, 22)?),
                23 => (day(9, 1)?, day(12, 21)?),
                24 => (Day::new(year - 1, 12, 1)?, Day::new(year + 1, 3, 20)?),
                33..=36 => (day((part - 33) * 3 + 1, 1)?, month_end((part - 33) * 3 + 3)?),
                _ => (day((part - 40) * 6 + 1, 1)?, month_end((part - 40) * 6 + 6)?),
            };
            (format!("{year:04}-{part}"), first, last)
        }
        Stretch::Year => (format!("{year:04}"), day(1, 1)?, day(12, 31)?),
        Stretch::NthMonth(_) | Stretch::NthWeek(_) => return None,
    })
}

/// The date in a year; `None` when the calendar has no such day.
fn dated(mention: &Mention, year: i32, rule: Rule, proof: Vec<ProofStep>) -> Option<DateFact> {
    Some(fact(mention, bounds(&mention.written.stretch, year)?, rule, proof))
}

fn fact(
    mention: &Mention,
    (edtf, first, last): (String, Day, Day),
    rule: Rule,
    proof: Vec<ProofStep>,
) -> DateFact {
    DateFact {
        as_written: mention.as_written.clone(),
        edtf,
        earliest: Some(first),
        latest: Some(last),
        certainty: Certainty::Derived,
        rule,
        evidence: mention.evidence.clone(),
        proof,
    }
}

fn open(mention: &Mention) -> DateFact {
    let edtf = match &mention.written.stretch {
        Stretch::Days(month, days) => {
            let one = |day: &u32| match mention.written.year {
                // The calendar has no such day: the year and the month stand.
                Year::Written(year) => format!("{year:04}-{month:02}-XX"),
                _ => format!("XXXX-{month:02}-{day:02}"),
            };
            match &days[..] {
                [only] => one(only),
                [first, .., last] => format!("{}/{}", one(first), one(last)),
                [] => format!("XXXX-{month:02}"),
            }
        }
        Stretch::Month(month) => format!("XXXX-{month:02}"),
        Stretch::Part(part) => format!("XXXX-{part}"),
        Stretch::Year => "XXXX".to_owned(),
        Stretch::NthMonth(_) => "XXXX-XX".to_owned(),
        Stretch::NthWeek(_) => "XXXX-XX-XX".to_owned(),
    };
    DateFact {
        as_written: mention.as_written.clone(),
        edtf,
        earliest: None,
        latest: None,
        certainty: Certainty::Stated,
        rule: Rule::YearOpen,
        evidence: mention.evidence.clone(),
        proof: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, writing: &str) -> Vec<(String, String, Rule)> {
        let day: Day = writing.parse().unwrap();
        let step = ProofStep {
            rule: Rule::DateLabel,
            gives: day.to_string(),
            document: String::new(),
            evidence: Vec::new(),
        };
        let writing = Writing { earliest: day, latest: Some(day), step, period: None };
        let scanned = scan(&Words::of(text));
        let next =
            |end: usize| scanned.iter().find(|w| w.place.start >= end).map(|w| &text[end..w.place.start]);
        let mention = |written: &Written| Mention {
            as_written: text[written.place.clone()].into(),
            evidence: Vec::new(),
            passage: 0,
            sentence: 0,
            joined: next(written.place.end).is_some_and(joins),
            written: written.clone(),
            session: None,
        };
        let mentions: Vec<Mention> = scanned.iter().map(mention).collect();
        resolve(&mentions, Some(&writing)).into_iter().map(|f| (f.as_written, f.edtf, f.rule)).collect()
    }

    fn one(text: &str, writing: &str) -> (String, String, Rule) {
        let mut found = read(text, writing);
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0)
    }

    #[test]
    fn a_whole_date_is_stated() {
        assert_eq!(
            one("Den Haag, 8 mei 2023", "2023-05-08"),
            ("8 mei 2023".into(), "2023-05-08".into(), Rule::FullDate)
        );
        assert_eq!(one("Beslistermijn 16-12-2022.", "2022-11-29").1, "2022-12-16");
        assert_eq!(one("in mei 2024 wordt", "2024-01-01").1, "2024-05");
        assert_eq!(one("brief van 7 november 20231 heb ik", "2024-03-07").0, "7 november 2023");
    }

    #[test]
    fn jl_and_as_count_from_the_day_of_writing() {
        assert_eq!(
            one("Op 9 september jl. heeft", "2024-09-30"),
            ("9 september jl.".into(), "2024-09-09".into(), Rule::LatestBefore)
        );
        assert_eq!(one("op 9 december jl. is", "2024-09-30").1, "2023-12-09");
        assert_eq!(
            one("van a.s. woensdag 26 november en", "2025-11-18"),
            ("a.s. woensdag 26 november".into(), "2025-11-26".into(), Rule::FirstAfter)
        );
    }

    #[test]
    fn a_year_is_shared_within_a_sentence_and_two_days_are_two_days() {
        let found = read("van 2 oktober en de JBZ-Raad van 10/11 oktober 2024 de", "2024-09-30");
        assert_eq!(found[0].1, "2024-10-02");
        assert_eq!(found[0].2, Rule::YearInSentence);
        assert_eq!(found[1].1, "2024-10-10/2024-10-11");
        assert_eq!(one("op 10 en 11 oktober 2024", "2024-09-30").1, "2024-10-10/2024-10-11");
        assert_eq!(one("van 1-8 mei 2023", "2024-09-30").1, "2023-05-01/2023-05-08");
        assert_eq!(one("op 3, 5 en 9 mei 2023", "2024-09-30").1, "{2023-05-03,2023-05-05,2023-05-09}");
        assert_eq!(one("artikel 3, 8 juni 2023", "2024-09-30").1, "2023-06-08");
        assert_eq!(one("op 26 en 8 mei 2023", "2024-09-30").0, "8 mei 2023");
    }

    #[test]
    fn a_weekday_proves_a_year_and_the_same_day_carries_it_on() {
        let found =
            read("Op donderdag 20 april vond het plaats. In het debat op 20 april diende", "2023-05-08");
        assert_eq!((found[0].1.as_str(), found[0].2), ("2023-04-20", Rule::WeekdayProves));
        assert_eq!((found[1].1.as_str(), found[1].2), ("2023-04-20", Rule::SameDay));
    }

    #[test]
    fn a_year_that_nothing_proves_stays_open() {
        assert_eq!(
            one("In mijn brief van 31 januari aan", "2023-05-08"),
            ("31 januari".into(), "XXXX-01-31".into(), Rule::YearOpen)
        );
        assert!(scan(&Words::of("artikel 12, mei, 26 643 en meer")).is_empty());
    }

    #[test]
    fn a_presidency_has_its_half_years() {
        let (adjective, place) =
            presidency(&Words::of("heeft het Deense voorzitterschap een"), false).unwrap();
        assert_eq!(place, 10..32);
        let periods: Vec<String> =
            presidency_periods(adjective).iter().map(|(a, b)| format!("{a}/{b}")).collect();
        assert_eq!(periods, ["2012-01-01/2012-06-30", "2025-07-01/2025-12-31"]);
        assert!(presidency(&Words::of("het Deense voorstel"), false).is_none());
    }

    #[test]
    fn every_form_has_its_edtf_value() {
        for (text, edtf) in [
            ("op 1 1 oktober 2024 is", "2024-10-11"),
            ("artikel 1 10 oktober 2024", "2024-10-10"),
            ("op 24 juni 202214 is", "2022-06-24"),
            ("van 1 t/m 8 mei 2023", "2023-05-01/2023-05-08"),
            ("van 1 tot en met 3 mei 2023", "2023-05-01/2023-05-03"),
            ("op 14, 15 en 16 maart aanstaande", "2024-03-14/2024-03-16"),
            ("d.d. 2024-05-21 en", "2024-05-21"),
            ("op 3 okt. 2024 en", "2024-10-03"),
            ("1oktober 2024", "2024-10-01"),
            ("eind 2022 is", "2022"),
            ("medio maart 2011 is", "2011-03"),
            ("in december is", "XXXX-12"),
            ("in juli vorig jaar is", "2022-07"),
            ("begin dit jaar", "2023"),
            ("dit voorjaar", "2023-21"),
            ("in het voorjaar van 2024", "2024-21"),
            ("afgelopen zomer", "2023-22"),
            ("komend voorjaar", "2024-21"),
            ("het derde kwartaal van 2024", "2024-35"),
            ("het vierde kwartaal", "XXXX-36"),
            ("in de eerste helft van 2025", "2025-40"),
            ("in 2024 al meer", "2024"),
            ("vorige maand", "2023-09"),
            ("vorige week", "2023-10-02/2023-10-08"),
            ("afgelopen donderdag 5 oktober", "2023-10-05"),
        ] {
            assert_eq!(one(text, "2023-10-12").1, edtf, "{text}");
        }
        for text in [
            "2011 DP Den Haag",
            "in 2010 scholen",
            "(blz. 2019)",
            "99999999999 mei 2023",
            "1,5 mei 2023",
            "€ 12 maart 2023",
            "2021/22",
            "nr. 2023 en",
            "1999 euro",
            "in 2016/679",
            "de maart",
            "Natura 2000",
        ] {
            assert_eq!(read(text, "2023-10-12"), [], "{text}");
        }
    }

    #[test]
    fn what_only_stands_near_proves_nothing() {
        let first = |text: &str, writing: &str| {
            let dates = read(text, writing);
            (dates[0].1.clone(), dates[0].2)
        };
        // A day that comes back each year, and a day of years ago.
        let text = "De regels gaan op 1 januari in. De wet geldt sinds 1 januari 2023.";
        assert_eq!(first(text, "2023-10-12").1, Rule::YearOpen);
        assert_eq!(first("op 3 maart ... op 3 maart 2019", "2023-10-12").1, Rule::YearOpen);
        // A Monday too far off to be meant without a year.
        assert_eq!(first("op maandag 2 september", "2023-10-12").1, Rule::YearOpen);
    }

    #[test]
    fn a_session_year_proves_a_year() {
        let written = scan(&Words::of("op 5 juli")).remove(0);
        let mention = Mention {
            as_written: "5 juli".into(),
            evidence: Vec::new(),
            passage: 0,
            sentence: 0,
            joined: false,
            written,
            session: Some((2021, Vec::new())),
        };
        let fact = resolve(&[mention], None).remove(0);
        assert_eq!((fact.edtf.as_str(), fact.rule), ("2022-07-05", Rule::SessionYear));
    }
}

//! Dates in the text: what is written, and what can be concluded from it.
//!
//! A year that is not written is derived with a proof or left open (`XXXX-11-26`), never guessed.

use model::{Certainty, DateFact, Day, ProofStep, Rule, Span};
use std::{collections::BTreeMap, ops::Range};

/// Months, from January.
pub const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];

/// Verbs that stand behind a date which the text looks back on: "Op 14 november heeft het voorzitterschap …".
const PAST: [&str; 14] = [
    "heeft",
    "hebben",
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
    /// "jl.", "jongstleden", or a verb in the past tense right behind it.
    Past,
    /// "a.s.", "aanstaande".
    Ahead,
    /// Nothing says.
    Unknown,
}

/// A date as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Byte range in the text, with weekday and "jl." or "a.s.".
    pub place: Range<usize>,
    /// Days of the month, in order; empty where only month and year are written.
    pub days: Vec<u32>,
    /// 1–12.
    pub month: u32,
    /// The year, where written.
    pub year: Option<i32>,
    /// 0 is Monday.
    pub weekday: Option<u32>,
    /// Past or ahead.
    pub direction: Direction,
    /// "jl." or "a.s." is written, which fixes the year by the day of writing.
    pub marked: bool,
}

impl Written {
    fn day_in(&self, year: i32) -> Option<Day> {
        let day = Day::new(year, self.month, *self.days.first()?)?;
        self.weekday.is_none_or(|w| w == day.weekday()).then_some(day)
    }
}

#[derive(Clone, Copy)]
struct Word<'a> {
    at: usize,
    text: &'a str,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.at + self.text.len()
    }
    fn number(&self) -> Option<u32> {
        self.text.bytes().all(|b| b.is_ascii_digit()).then(|| self.text.parse().ok())?
    }
}

/// Runs of letters and runs of digits.
fn words(text: &str) -> Vec<Word<'_>> {
    let class = |c: char| if c.is_ascii_digit() { 2 } else { usize::from(c.is_alphabetic()) };
    let mut words = Vec::new();
    let mut start = 0;
    let mut kind = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if class(c) != kind {
            if kind != 0 {
                words.push(Word { at: start, text: &text[start..at] });
            }
            (start, kind) = (at, class(c));
        }
    }
    words
}

fn month_of(word: &str) -> Option<u32> {
    let place = MONTHS.iter().position(|m| word.eq_ignore_ascii_case(m))?;
    Some(place as u32 + 1)
}

/// Whether a month is named.
pub fn has_month(text: &str) -> bool {
    words(text).iter().any(|w| month_of(w.text).is_some())
}

/// The length of a whole date ("8 mei 2023", "16-12-2022") at the beginning of `text`.
pub fn full_date(text: &str) -> Option<usize> {
    let first = scan(text).into_iter().next()?;
    (first.place.start == 0 && first.year.is_some() && first.days.len() == 1).then_some(first.place.end)
}

/// Every date with a day or a year beside its month, in order.
pub fn scan(text: &str) -> Vec<Written> {
    let words = words(text);
    let mut found: Vec<Written> = Vec::new();
    for (i, word) in words.iter().enumerate() {
        if let Some(date) = month_of(word.text).and_then(|month| around_month(text, &words, i, month)) {
            found.push(date);
        } else if let Some(date) = numeric(text, &words, i) {
            found.push(date);
        }
    }
    found
}

/// "16-12-2022", "16/12/2022", "16.12.2022".
fn numeric(text: &str, words: &[Word], i: usize) -> Option<Written> {
    let [day, month, year] = words.get(i..i + 3)? else { return None };
    let sign = text.get(day.end()..month.at)?;
    let fits = matches!(sign, "-" | "/" | ".")
        && text.get(month.end()..year.at)? == sign
        && year.text.len() == 4
        && day.text.len() <= 2
        && month.text.len() <= 2
        && !text[..day.at].ends_with(['-', '/', '.']);
    let (day, month, year_number) = (day.number()?, month.number()?, year.number()? as i32);
    (fits && (1900..2100).contains(&year_number) && Day::new(year_number, month, day).is_some()).then(|| {
        Written {
            place: words[i].at..year.end(),
            days: vec![day],
            month,
            year: Some(year_number),
            weekday: None,
            direction: Direction::Unknown,
            marked: false,
        }
    })
}

/// A month with what stands before and behind it.
fn around_month(text: &str, words: &[Word], at: usize, month: u32) -> Option<Written> {
    let between = |a: &Word, b: &Word| text.get(a.end()..b.at).unwrap_or_default();
    let is_blank = |s: &str| !s.is_empty() && s.chars().all(char::is_whitespace);

    let mut days = Vec::new();
    let mut first = at;
    while let Some(before) = first.checked_sub(1).map(|i| &words[i]) {
        let gap = between(before, &words[first]);
        let joins = if days.is_empty() {
            is_blank(gap)
        } else {
            matches!(gap.trim(), "/" | "-" | "–") || (days.len() > 1 && gap.trim() == ",")
        };
        let day = before.number().filter(|n| (1..=31).contains(n) && before.text.len() <= 2);
        if let Some(day) = day.filter(|_| joins) {
            // "1-8 mei" is every day from the first to the eighth.
            let range = matches!(gap.trim(), "-" | "–") && day < days[0];
            let between = if range { day + 1..days[0] } else { 0..0 };
            days.splice(0..0, std::iter::once(day).chain(between));
            first -= 1;
        } else if !days.is_empty() && first >= 2 && before.text == "en" && is_blank(gap) {
            let day = words[first - 2]
                .number()
                .filter(|n| (1..=31).contains(n) && words[first - 2].text.len() <= 2);
            let Some(day) = day else { break };
            days.insert(0, day);
            first -= 2;
        } else {
            break;
        }
    }
    // Days of a list come in order; what comes before a smaller one is no day.
    while days.len() > 1 && days[0] >= days[1] {
        days.remove(0);
        first += if words[first + 1].text == "en" { 2 } else { 1 };
    }
    let year_word = words.get(at + 1).filter(|y| is_blank(between(&words[at], y)));
    // A footnote mark may be glued to the year: "20231" is 2023 with mark 1.
    let year = year_word.filter(|y| (4..=6).contains(&y.text.len())).and_then(|y| {
        let year = y.text.get(..4)?.parse().ok().filter(|year| (1900..2100).contains(year))?;
        y.number().map(|_| (year, y.at + 4))
    });
    if days.is_empty() && year.is_none() {
        return None;
    }
    let mut start = words[if days.is_empty() { at } else { first }].at;
    let mut end = year.map_or(words[at].end(), |(_, end)| end);
    let mut weekday = None;
    if !days.is_empty()
        && let Some(before) = first.checked_sub(1).map(|i| &words[i])
        && is_blank(between(before, &words[first]))
        && let Some(day) = WEEKDAYS.iter().position(|w| before.text.eq_ignore_ascii_case(w))
    {
        weekday = Some(day as u32);
        start = before.at;
    }
    let mut direction = Direction::Unknown;
    let before = text[..start].trim_end();
    if let Some(sign) =
        ["a.s.", "A.s.", "aanstaande", "Aanstaande"].into_iter().find(|sign| before.ends_with(sign))
    {
        start = before.len() - sign.len();
        direction = Direction::Ahead;
    }
    let behind = text[end..].trim_start();
    for (sign, way) in [
        ("jl.", Direction::Past),
        ("j.l.", Direction::Past),
        ("jongstleden", Direction::Past),
        ("a.s.", Direction::Ahead),
        ("aanstaande", Direction::Ahead),
    ] {
        if behind.starts_with(sign) {
            end = text.len() - behind.len() + sign.len();
            direction = way;
        }
    }
    let marked = direction != Direction::Unknown;
    let next = text[end..].split_whitespace().next();
    if !marked && next.is_some_and(|word| PAST.contains(&word)) {
        direction = Direction::Past;
    }
    Some(Written { place: start..end, days, month, year: year.map(|(y, _)| y), weekday, direction, marked })
}

/// "het Deense voorzitterschap": the adjective and its place in the text. `loose` accepts "voorstel" too.
pub fn presidency(text: &str, loose: bool) -> Option<(&'static str, Range<usize>)> {
    let words = words(text);
    words.windows(2).find_map(|pair| {
        let adjective = PRESIDENCIES.iter().find(|p| **p == pair[0].text)?;
        let fits = pair[1].text == "voorzitterschap" || (loose && pair[1].text.ends_with("voorstel"));
        fits.then_some((*adjective, pair[0].at..pair[1].end()))
    })
}

/// The half-years in which the country of an adjective presides.
pub fn presidency_periods(adjective: &str) -> Vec<(Day, Day)> {
    let places = PRESIDENCIES.iter().enumerate().filter(|(_, a)| **a == adjective);
    places.map(|(place, _)| half_year(place)).collect()
}

/// Whether some day without a year lies in a stretch of days, and every weekday written there fits.
pub fn lies_in(mentions: &[Mention], (from, to): (Day, Day)) -> bool {
    let bare = |w: &Written| Day::new(from.civil().0, w.month, *w.days.first()?);
    let inside = |w: &&Written| w.year.is_none() && bare(w).is_some_and(|day| (from..=to).contains(&day));
    let mut written = mentions.iter().map(|m| &m.written).filter(inside).peekable();
    written.peek().is_some() && written.all(|w| w.day_in(from.civil().0).is_some())
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
    /// Number of the sentence, counted through the document.
    pub sentence: usize,
    /// What is written.
    pub written: Written,
}

/// When a document was written, as far as is known.
#[derive(Clone, Debug)]
pub struct Writing {
    /// First possible day.
    pub earliest: Day,
    /// Last possible day; `None` when open.
    pub latest: Option<Day>,
    /// Days of the text that the derivation of the date settled, with the steps.
    pub anchors: Vec<(Day, Vec<ProofStep>)>,
}

/// The half-year that dates a document without a date, with its proof.
pub struct Period {
    /// First and last day.
    pub days: (Day, Day),
    /// Why.
    pub step: ProofStep,
}

/// Concludes when a document was written from a half-year it must touch and the days it looks back and ahead on.
///
/// A day and month lie in that half-year in one year at most; a weekday must fit. The document is not older than
/// the last day that it looks back on, and not younger than the first that it announces.
pub fn derive_writing(mentions: &[Mention], period: &Period) -> Option<(Writing, DateFact)> {
    let (from, to) = period.days;
    let settled = |m: &Mention| {
        let day = m.written.day_in(from.civil().0).filter(|day| (from..=to).contains(day))?;
        (m.written.year.is_none() && m.written.days.len() == 1).then_some(day)
    };
    let step = |rule, gives: String, m: &Mention| ProofStep {
        rule,
        gives,
        document: String::new(),
        evidence: m.evidence.clone(),
    };
    let ways = |way| {
        mentions
            .iter()
            .filter(move |m| m.written.direction == way)
            .filter_map(move |m| Some((settled(m)?, m)))
    };
    let (earliest, past) = ways(Direction::Past).max_by_key(|(day, _)| *day)?;
    let ahead = ways(Direction::Ahead).filter(|(day, _)| *day >= earliest).min_by_key(|(day, _)| *day);

    let mut proof = vec![period.step.clone()];
    for (day, m) in
        mentions.iter().filter(|m| m.written.weekday.is_some()).filter_map(|m| Some((settled(m)?, m))).take(1)
    {
        proof.push(step(Rule::WeekdayProves, day.to_string(), m));
    }
    proof.push(step(Rule::LooksBack, format!("{earliest}/.."), past));
    if let Some((day, m)) = ahead {
        proof.push(step(Rule::LooksAhead, format!("../{day}"), m));
    }
    let latest = ahead.map(|(day, _)| day);
    let mut evidence = past.evidence.clone();
    evidence.extend(ahead.iter().flat_map(|(_, m)| m.evidence.clone()));
    let fact = DateFact {
        as_written: String::new(),
        edtf: latest.map_or(format!("{earliest}/.."), |latest| format!("{earliest}/{latest}")),
        earliest: Some(earliest),
        latest,
        certainty: Certainty::Derived,
        rule: Rule::BetweenEvents,
        evidence,
        proof,
    };
    let anchors = mentions.iter().filter_map(|m| {
        let day = settled(m)?;
        let mut proof = vec![period.step.clone()];
        if m.written.weekday.is_some() {
            proof.push(step(Rule::WeekdayProves, day.to_string(), m));
        }
        Some((day, proof))
    });
    Some((Writing { earliest, latest, anchors: anchors.collect() }, fact))
}

/// Reads every date of a document: stated where the year is written, derived where a rule proves it, else open.
pub fn resolve(mentions: &[Mention], writing: Option<&Writing>) -> Vec<DateFact> {
    let one = |(i, _)| resolve_one(&mentions[i..], writing);
    let mut facts: Vec<DateFact> = mentions.iter().enumerate().map(one).collect();
    // A second pass: the same day and month, dated elsewhere in the document, in one year only.
    let mut dated_days: BTreeMap<(u32, u32), Vec<(i32, usize)>> = BTreeMap::new();
    for (i, (mention, fact)) in mentions.iter().zip(&facts).enumerate() {
        let Some(year) = fact.earliest.map(|day| day.civil().0) else { continue };
        for day in &mention.written.days {
            let years = dated_days.entry((mention.written.month, *day)).or_default();
            if years.iter().all(|(known, _)| *known != year) {
                years.push((year, i));
            }
        }
    }
    for (i, mention) in mentions.iter().enumerate().filter(|(_, m)| m.written.year.is_none()) {
        let key = mention.written.days.first().map(|day| (mention.written.month, *day));
        let years = key.and_then(|key| dated_days.get(&key)).map_or(&[][..], Vec::as_slice);
        if let ([(year, j)], None) = (years, facts[i].earliest) {
            let evidence = facts[*j].evidence.clone();
            let step = ProofStep {
                rule: Rule::SameDay,
                gives: facts[*j].edtf.clone(),
                document: String::new(),
                evidence,
            };
            facts[i] = dated(mention, *year, Rule::SameDay, vec![step]).unwrap_or_else(|| open(mention));
        }
    }
    facts
}

/// Reads the first of `mentions`; the others come after it in the text.
fn resolve_one(mentions: &[Mention], writing: Option<&Writing>) -> DateFact {
    let (mention, later) = mentions.split_first().expect("called with one at least");
    let written = &mention.written;
    if let Some(year) = written.year {
        let rule = if written.days.is_empty() { Rule::MonthYear } else { Rule::FullDate };
        if let Some(fact) = dated(mention, year, rule, Vec::new()) {
            return DateFact { certainty: Certainty::Stated, ..fact };
        }
        return open(mention);
    }
    if let Some(writing) = writing {
        for (day, proof) in &writing.anchors {
            if written.day_in(day.civil().0) == Some(*day)
                && let Some(rule) = proof.last().map(|step| step.rule)
            {
                return dated(mention, day.civil().0, rule, proof.clone()).unwrap_or_else(|| open(mention));
            }
        }
        let relative = written.marked.then(|| relative(mention, writing)).flatten();
        if let Some(fact) = relative {
            return fact;
        }
    }
    // "2 oktober en de JBZ-Raad van 10/11 oktober 2024": at most two months lie between.
    let shared = later.iter().take(4).find(|other| {
        let ahead = (other.written.month + 12 - written.month) % 12;
        other.sentence == mention.sentence
            && other.written.year.is_some()
            && ahead <= 2
            && other.written.month >= written.month
    });
    if let Some(other) = shared
        && let Some(year) = other.written.year
    {
        let evidence = other.evidence.clone();
        let step = ProofStep {
            rule: Rule::YearInSentence,
            gives: year.to_string(),
            document: String::new(),
            evidence,
        };
        return dated(mention, year, Rule::YearInSentence, vec![step]).unwrap_or_else(|| open(mention));
    }
    if let Some(writing) = writing
        && written.weekday.is_some()
    {
        // Three years around the day of writing: a weekday comes back after five or six years as a rule.
        let years = writing.earliest.civil().0 - 1..=writing.latest.unwrap_or(writing.earliest).civil().0 + 1;
        let fitting: Vec<i32> = years.filter(|year| written.day_in(*year).is_some()).collect();
        if let [year] = fitting[..] {
            return dated(mention, year, Rule::WeekdayProves, Vec::new()).unwrap_or_else(|| open(mention));
        }
    }
    open(mention)
}

/// "jl." and "a.s.": counted from the day of writing; the doubt about that day goes along.
fn relative(mention: &Mention, writing: &Writing) -> Option<DateFact> {
    let count = |from: Day| {
        let year = from.civil().0;
        let found = |y| mention.written.day_in(y);
        match mention.written.direction {
            Direction::Past => found(year).filter(|d| *d <= from).or_else(|| found(year - 1)),
            Direction::Ahead => found(year).filter(|d| *d >= from).or_else(|| found(year + 1)),
            Direction::Unknown => None,
        }
    };
    let day = count(writing.earliest)?;
    if writing.latest.is_some_and(|latest| count(latest) != Some(day)) {
        return None;
    }
    let rule =
        if mention.written.direction == Direction::Past { Rule::LatestBefore } else { Rule::FirstAfter };
    dated(mention, day.civil().0, rule, Vec::new())
}

/// The date in a year; `None` when the calendar has no such day or the weekday written is another.
fn dated(mention: &Mention, year: i32, rule: Rule, proof: Vec<ProofStep>) -> Option<DateFact> {
    let written = &mention.written;
    let day = |d: u32| Day::new(year, written.month, d);
    let days: Vec<Day> = written.days.iter().map(|d| day(*d)).collect::<Option<_>>()?;
    let (edtf, earliest, latest) = match days[..] {
        [] => (
            format!("{year:04}-{:02}", written.month),
            day(1)?,
            day(model::days_in_month(year, written.month))?,
        ),
        [only] => (only.to_string(), only, only),
        [first, .., last] if last.number() - first.number() == days.len() as i32 - 1 => {
            (format!("{first}/{last}"), first, last)
        }
        [first, .., last] => {
            let listed: Vec<String> = days.iter().map(Day::to_string).collect();
            (format!("{{{}}}", listed.join(",")), first, last)
        }
    };
    Some(DateFact {
        as_written: mention.as_written.clone(),
        edtf,
        earliest: Some(earliest),
        latest: Some(latest),
        certainty: Certainty::Derived,
        rule,
        evidence: mention.evidence.clone(),
        proof,
    })
}

fn open(mention: &Mention) -> DateFact {
    let written = &mention.written;
    let one = |day: &u32| format!("XXXX-{:02}-{day:02}", written.month);
    DateFact {
        as_written: mention.as_written.clone(),
        edtf: match &written.days[..] {
            [] => format!("XXXX-{:02}", written.month),
            [only] => one(only),
            [first, .., last] => format!("{}/{}", one(first), one(last)),
        },
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
        let writing = Writing { earliest: day, latest: Some(day), anchors: Vec::new() };
        let mentions: Vec<Mention> = scan(text)
            .into_iter()
            .map(|written| Mention {
                as_written: text[written.place.clone()].into(),
                evidence: Vec::new(),
                sentence: 0,
                written,
            })
            .collect();
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
        assert!(scan("artikel 12, mei, 26 643 en meer").is_empty());
    }

    #[test]
    fn a_presidency_has_its_half_years() {
        let (adjective, place) = presidency("heeft het Deense voorzitterschap een", false).unwrap();
        assert_eq!(place, 10..32);
        let periods: Vec<String> =
            presidency_periods(adjective).iter().map(|(a, b)| format!("{a}/{b}")).collect();
        assert_eq!(periods, ["2012-01-01/2012-06-30", "2025-07-01/2025-12-31"]);
        assert!(presidency("het Deense voorstel", false).is_none());
    }
}

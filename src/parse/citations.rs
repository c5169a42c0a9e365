//! References to other papers, normalised, with their official address where one can be built.
//!
//! [`scan_at`] reads numbers ("Kamerstukken 32 317 en 34 843, nr. 977", "COM(2022) 209"). [`unnumbered`] are papers known by a
//! name alone ("de motie-Van Raan", "mijn brief van 31 januari", "het advies van de AIVD"); `ties` looks for their numbers.

use crate::words::{Words, number};
use model::{CitationKind, NoAddress, Resolution, Rule};
use std::ops::Range;

/// A citation in a text, before its place in the source is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Byte range in the text.
    pub place: Range<usize>,
    /// What is cited.
    pub kind: CitationKind,
    /// Normalised identifiers.
    pub identifiers: Vec<String>,
    /// Address of the first.
    pub url: Option<String>,
    /// Why there is none.
    pub reason: Option<NoAddress>,
    /// The rule.
    pub rule: Rule,
    /// First year of the session of parliament that is named.
    pub session: Option<i32>,
    /// What a paper without a number is known by: two with the same are the same paper.
    pub name: Option<String>,
}

impl Found {
    fn new(place: Range<usize>, kind: CitationKind, rule: Rule, identifiers: Vec<String>) -> Self {
        let url = None;
        Self { place, kind, identifiers, url, reason: None, rule, session: None, name: None }
    }

    fn at(self, url: String) -> Self {
        Self { url: Some(url), ..self }
    }
}

/// The official address of a parliamentary paper.
pub fn address(kamerstuk: &str) -> String {
    format!("https://zoek.officielebekendmakingen.nl/kst-{kamerstuk}.html")
}

/// Words, folded, that a number of a paper may be read from; words that begin with a digit are others.
pub const OPENERS: [&str; 26] = [
    "nr",
    "ek",
    "kamerstuk",
    "kamerstukken",
    "kamerstuknummer",
    "kst",
    "tk",
    "handelingen",
    "aanhangsel",
    "com",
    "swd",
    "join",
    "verordening",
    "uitvoeringsverordening",
    "richtlijn",
    "besluit",
    "kaderbesluit",
    "motie",
    "moties",
    "advies",
    "adviezen",
    "rapport",
    "rapporten",
    "opinie",
    "fiche",
    "analyse",
];

/// Every numbered citation of a text, in order.
#[cfg(test)]
pub fn scan(words: &Words) -> Vec<Found> {
    scan_at(words, 0..words.len())
}

/// Every numbered citation that begins with a word of `candidates` (in order): [`OPENERS`], and words with a digit first.
pub fn scan_at(words: &Words, candidates: impl IntoIterator<Item = usize>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut end = 0;
    for word in candidates {
        let at = words.place(word, word).start;
        if at < end {
            continue;
        }
        let rest = &words.text[at..];
        let written = words.written(word);
        let hit = match written.as_bytes()[0] {
            b'0'..=b'9' => {
                // "26 643", "26643", "26.643": two digits with three behind them, or five.
                let dossier = written.len() == 5 || (written.len() == 2 && words.gap(word).len() <= 2);
                let brackets = words.text[..at].ends_with('(');
                let bare = || {
                    kamerstuk_number(rest, false, false).filter(|f| {
                        // "(31066-1087)": in brackets of its own a number needs no word.
                        f.identifiers.len() == 1
                            && brackets
                            && rest[f.place.end..].starts_with(')')
                            && rest[..f.place.end].contains('-')
                    })
                };
                let number = if dossier { kamerstuk_number(rest, true, false).or_else(bare) } else { None };
                number.or_else(|| celex_number(written)).or_else(|| eu_procedure(rest))
            }
            b'K' | b'k' | b'T' | b'E' => kamerstuk_word(rest).or_else(|| eu_act(rest)),
            b'H' | b'h' => handelingen(rest),
            b'A' | b'a' => appendix(rest),
            b'n' => moved(rest),
            b'C' | b'V' | b'R' | b'U' | b'B' | b'S' | b'J' | b'v' | b'r' | b'u' | b'b' => eu_act(rest),
            _ => None,
        };
        if let Some(mut hit) = hit {
            hit.place = at + hit.place.start..at + hit.place.end;
            end = hit.place.end;
            found.push(hit);
        }
    }
    found
}

/// Reads a text from the left.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }
    fn skip(&mut self, words: &[&str]) -> bool {
        let found = words.iter().find(|w| self.rest().starts_with(**w));
        self.at += found.map_or(0, |w| w.len());
        found.is_some()
    }
    fn blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }
    fn digits(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let digits = &rest[..rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len()];
        self.at += digits.len();
        (!digits.is_empty()).then_some(digits)
    }
    /// Runs `read`; goes back to where it was when that finds nothing.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let back = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = back;
        }
        found
    }
}

/// "26 643", "26643", "36 410 XVI", "36410-XVI", "21 501-33", without blanks: `26643`, `36410-XVI`, `21501-33`. The number
/// of a law for the whole Kingdom, "(R2096)", is left out.
fn dossier(c: &mut Cursor) -> Option<String> {
    c.attempt(|c| {
        let first = c.digits()?;
        let mut number = first.to_owned();
        if first.len() == 2 {
            c.skip(&[" ", "\u{a0}", "."]).then_some(())?;
            number.push_str(c.digits()?);
        }
        (number.len() == 5).then_some(())?;
        let suffix = c.attempt(|c| {
            c.skip(&[" -", "- ", "-", " ", "\u{a0}"]).then_some(())?;
            let rest = c.rest();
            let word = &rest[..rest.find(|x: char| !x.is_alphanumeric()).unwrap_or(rest.len())];
            let roman = !word.is_empty() && word.len() <= 5 && word.bytes().all(|b| b"IVXLC".contains(&b));
            let series =
                matches!(word.len(), 2) && word.bytes().all(|b| b.is_ascii_digit()) && number == "21501";
            (roman || series || matches!(word, "A" | "B" | "F" | "J")).then(|| {
                c.at += word.len();
                word.to_owned()
            })
        });
        if let Some(suffix) = suffix {
            number.push('-');
            number.push_str(&suffix);
        }
        c.attempt(|c| {
            c.skip(&[" (R", " R"]).then_some(())?;
            c.digits()?;
            c.skip(&[")"]);
            Some(())
        });
        Some(number)
    })
}

/// The dossier that a line begins with: "23 645 Openbaar vervoer".
pub fn dossier_of(line: &str) -> Option<String> {
    dossier(&mut Cursor::new(line))
}

/// Dossiers with their numbers: "26 643, nrs. 1009 en 1010", "32 317 en 34 843 en 31 015, nr. 977". `alone` asks
/// for the word "nr.", without which five digits are any number. `letter` allows the letters of the Eerste Kamer.
fn kamerstuk_number(text: &str, alone: bool, letter: bool) -> Option<Found> {
    let mut c = Cursor::new(text);
    let first = dossier(&mut c)?;
    // 8: papers filed in more dossiers were never met; a list without an end is read in linear time.
    for _ in 0..8 {
        let more = c.attempt(|c| {
            c.blanks();
            c.skip(&["en ", "/", ", ", "; "]).then_some(())?;
            c.blanks();
            dossier(c)
        });
        if more.is_none() {
            break;
        }
    }
    let numbers = c.attempt(|c| {
        let comma = c.skip(&[","]);
        c.blanks();
        let word = c.skip(&["nrs.", "nrs", "nr.", "nr", "Nrs.", "Nr.", "nummers", "nummer", "no."]);
        let dash = !word && !alone && c.skip(&["-"]);
        c.blanks();
        if letter && let Some(paper) = c.attempt(letters) {
            return Some(vec![paper]);
        }
        // "36 200 XV, 12" behind the word "Kamerstukken" leaves "nr." out.
        (word || dash || (comma && !alone)).then_some(())?;
        let mut numbers = vec![c.digits().filter(|d| d.len() <= 4)?.to_owned()];
        if !word
            && !dash
            && c.rest().starts_with([' ', '.', '-'])
            && c.rest()[1..].starts_with(|x: char| x.is_ascii_digit())
        {
            return None; // the next dossier
        }
        loop {
            let next = c.attempt(|c| {
                c.blanks();
                let range = c.skip(&["t/m ", "tot en met ", "–", "- "]);
                (range || c.skip(&["en ", ", ", "/", "& "])).then_some(())?;
                c.blanks();
                // A number of three digits, a blank and three more is the next dossier, not a number here.
                let digits = c.digits().filter(|d| d.len() <= 4)?;
                let dossier = digits.len() == 2
                    && c.rest().starts_with([' ', '.'])
                    && c.rest()[1..].starts_with(|x: char| x.is_ascii_digit());
                // "nr. 5, 8 mei 2023" goes on with a date, "nr. 5, 2023/24" with a session.
                let day = c.rest().trim_start().split(' ').next().is_some_and(crate::dates::has_month);
                let session = digits.len() == 4 && c.rest().starts_with(['/', '-', '–']);
                (!dossier && !day && !session).then(|| (digits.to_owned(), range))
            });
            let Some((next, range)) = next else { break };
            let from = numbers.last().and_then(|n| number(n)).filter(|_| range);
            // 30: more papers in one range were never met.
            if let (Some(from), Some(to)) = (from, number(&next))
                && from < to
                && to - from <= 30
            {
                numbers.extend((from + 1..to).map(|n| n.to_string()));
            }
            numbers.push(next);
        }
        Some(numbers)
    });
    let found =
        |identifiers| Found::new(0..c.at, CitationKind::Kamerstuk, Rule::KamerstukNumber, identifiers);
    let Some(numbers) = numbers else {
        // "Kamerstuk 26 643" names a dossier as a whole: an address, and no identifier of a paper.
        let url = format!("https://zoek.officielebekendmakingen.nl/dossier/{first}");
        return (!alone).then(|| found(Vec::new()).at(url));
    };
    let identifiers: Vec<String> = numbers.iter().map(|n| format!("{first}-{n}")).collect();
    let url = address(&identifiers[0]);
    Some(found(identifiers).at(url))
}

/// "K", "AB": papers of the Eerste Kamer have letters.
fn letters(c: &mut Cursor) -> Option<String> {
    let rest = c.rest();
    let word = &rest[..rest.find(|x: char| !x.is_alphanumeric()).unwrap_or(rest.len())];
    let fits = (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    c.at += if fits { word.len() } else { 0 };
    fits.then(|| word.to_owned())
}

/// "Kamerstukken II 2021/22, 26643, nr. 885", "Kamerstuk 26 643, nr. 908", "KST 22343-330", "kst-26643-1022",
/// "TK 2022-2023, 27 529, nr. 300", "Kamerstukken I 2022/23, 35 786, K".
fn kamerstuk_word(text: &str) -> Option<Found> {
    let mut c = Cursor::new(text);
    let short = c.skip(&["KST ", "KST-", "kst-", "kst ", "Kst. ", "Kst "]);
    let mut senate = false;
    let mut session = None;
    if !short {
        let words = [
            "Kamerstuknummer",
            "Kamerstukken",
            "Kamerstuk",
            "kamerstuknummer",
            "kamerstukken",
            "kamerstuk",
            "TK ",
        ];
        senate = c.skip(&["EK "]);
        (senate || c.skip(&words)).then_some(())?;
        c.skip(&["nummer", "(ken)", "ken"]);
        c.skip(&[":", ","]);
        c.blanks();
        senate |= chamber(&mut c);
        session = c.attempt(session_year);
        c.skip(&[","]);
        c.blanks();
        c.skip(&["dossier ", "nr. ", "nr "]);
    }
    let mut found = kamerstuk_number(c.rest(), false, senate)?;
    // Without a number behind it, "KST 22343" is no citation, and "TK 26 643" may be anything.
    if (short || text.starts_with("TK") || text.starts_with("EK")) && found.identifiers.is_empty() {
        return None;
    }
    found.place = 0..c.at + found.place.end;
    found.session = session.map(|(first, _)| first);
    Some(found)
}

/// "nr. 346 (32847)": how the report of a debate numbers the motions put in it.
fn moved(text: &str) -> Option<Found> {
    let mut c = Cursor::new(text);
    c.skip(&["nr. ", "nr "]).then_some(())?;
    let paper = c.digits().filter(|d| d.len() <= 4)?.to_owned();
    c.skip(&[" ("]).then_some(())?;
    let dossier = dossier(&mut c)?;
    c.skip(&[")"]).then_some(())?;
    let id = format!("{dossier}-{paper}");
    let url = address(&id);
    Some(Found::new(0..c.at, CitationKind::Kamerstuk, Rule::KamerstukNumber, vec![id]).at(url))
}

/// "II", "Tweede Kamer"; whether it is the Eerste Kamer.
fn chamber(c: &mut Cursor) -> bool {
    let senate = c.skip(&["Eerste Kamer", "I ", "I, ", "EK ", "EK, "]);
    if senate || c.skip(&["Tweede Kamer", "II ", "II, ", "TK ", "TK, ", "der Tweede Kamer"]) {
        c.skip(&[" der Staten-Generaal"]);
        c.skip(&[","]);
        c.blanks();
    }
    senate
}

/// "2021/22", "2021–2022", "vergaderjaar 2021-2022": the two years of a session, whole.
fn session_year(c: &mut Cursor) -> Option<(i32, i32)> {
    c.skip(&["vergaderjaar ", "Vergaderjaar "]);
    let first = c.digits().filter(|d| d.len() == 4)?;
    c.skip(&["/", " – ", " - ", "–", "-"]).then_some(())?;
    let second = c.digits().filter(|d| matches!(d.len(), 2 | 4))?;
    let first: i32 = first.parse().ok()?;
    let last: i32 = second[second.len() - 2..].parse().ok()?;
    (last == (first + 1) % 100).then_some((first, first + 1))
}

/// "Handelingen II 2021/22, nr. 100, item 28". Without the item there is no address.
fn handelingen(text: &str) -> Option<Found> {
    let mut c = Cursor::new(text);
    c.skip(&["Handelingen", "handelingen"]).then_some(())?;
    c.blanks();
    let house = if chamber(&mut c) { "ek" } else { "tk" };
    let (first, last) = session_year(&mut c)?;
    c.skip(&[","]);
    c.blanks();
    c.skip(&["nr.", "nr"]).then_some(())?;
    c.blanks();
    let sitting = c.digits()?;
    let item = c.attempt(|c| {
        c.skip(&[","]);
        c.blanks();
        c.skip(&["item "]).then_some(())?;
        c.digits()
    });
    let sitting_id = format!("h-{house}-{first}{last}-{sitting}");
    let id = item.map_or(sitting_id.clone(), |item| format!("{sitting_id}-{item}"));
    let url = item.map(|_| format!("https://zoek.officielebekendmakingen.nl/{id}.html"));
    let found = Found::new(0..c.at, CitationKind::Handelingen, Rule::HandelingenNumber, vec![id]);
    let reason = url.is_none().then_some(NoAddress::NoItem);
    Some(Found { url, reason, session: Some(first), ..found })
}

/// "Aanhangsel van de Handelingen II 2023/24, nr. 1028": written questions with their answers.
fn appendix(text: &str) -> Option<Found> {
    let mut c = Cursor::new(text);
    c.skip(&["Aanhangsel ", "aanhangsel "]).then_some(())?;
    c.skip(&["van de ", "bij de ", "der ", "van "]);
    c.skip(&["Handelingen", "handelingen"]).then_some(())?;
    c.skip(&[","]);
    c.blanks();
    let house = if chamber(&mut c) { "ek" } else { "tk" };
    let (first, last) = session_year(&mut c)?;
    c.skip(&[","]);
    c.blanks();
    c.skip(&["nr. ", "nr ", "nummer "]);
    let paper = c.digits()?;
    let id = format!("ah-{house}-{first}{last}-{paper}");
    let url = format!("https://zoek.officielebekendmakingen.nl/{id}.html");
    let found = Found::new(0..c.at, CitationKind::Handelingen, Rule::HandelingenNumber, vec![id]).at(url);
    Some(Found { session: Some(first), ..found })
}

fn celex(place: Range<usize>, celex: String) -> Found {
    let url = format!("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:{celex}");
    Found::new(place, CitationKind::EuAct, Rule::EuNumber, vec![celex]).at(url)
}

/// "52022PC0209" as it stands: sector, year, one or two letters, number. Source: EUR-Lex, "How CELEX numbers are composed".
fn celex_number(word: &str) -> Option<Found> {
    let bytes = word.as_bytes();
    let digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    let letters = bytes.iter().skip(5).take_while(|b| b.is_ascii_uppercase()).count();
    let fits = bytes.len() == 9 + letters
        && (1..=2).contains(&letters)
        && matches!(bytes[0], b'3' | b'5' | b'6')
        && digits(&bytes[..5])
        && digits(&bytes[5 + letters..]);
    fits.then(|| celex(0..word.len(), word.to_owned()))
}

/// "COM(2022) 209", "SWD(2022) 209", "Verordening (EU) 2021/1232", "Richtlijn 2011/93/EU", "Besluit (EU) 2022/2481",
/// "Kaderbesluit 2002/584/JBZ".
fn eu_act(text: &str) -> Option<Found> {
    let mut c = Cursor::new(text);
    for (name, letters) in [("COM", "PC"), ("SWD", "SC"), ("JOIN", "JC")] {
        if c.attempt(|c| (c.skip(&[name]) && c.skip(&["(", " (", "/", " "])).then_some(())).is_none() {
            continue;
        }
        let year = c.digits().filter(|d| d.len() == 4)?;
        c.skip(&[") ", ")", "/", " "]).then_some(())?;
        let number: u32 = c.digits().filter(|d| d.len() <= 4)?.parse().ok()?;
        return Some(celex(0..c.at, format!("5{year}{letters}{number:04}")));
    }
    let acts = [
        (&["Kaderbesluit ", "kaderbesluit "][..], 'F'),
        (&["Verordening ", "verordening ", "Uitvoeringsverordening ", "uitvoeringsverordening "], 'R'),
        (&["Richtlijn ", "richtlijn "], 'L'),
        (&["Besluit ", "besluit "], 'D'),
    ];
    let letter = acts.into_iter().find(|(names, _)| c.skip(names))?.1;
    let before = c.skip(&["(EU) ", "(EG) ", "(EEG) ", "(EU, Euratom) ", "EU ", "EG "]);
    let numbered = c.skip(&["nr. ", "Nr. ", "nr "]);
    let (a, b) = (c.digits()?, c.skip(&["/"]).then(|| c.digits())??);
    let behind = c.skip(&["/EU", "/EG", "/EEG", "/JBZ", "/JHA"]);
    // The three acts that letters name without "(EU)" so often that they need none.
    let known = matches!((a, b), ("2016", "679" | "680") | ("2022", "2065"));
    (before || behind || known).then_some(())?;
    // Since 2015 the year stands first. Before, it stood last in regulations and first in the rest; until 1999 in two
    // digits. Source: EUR-Lex, "How CELEX numbers are composed".
    let whole =
        |word: &str| word.len() == 4 && word.parse().is_ok_and(|year: u32| (1952..2100).contains(&year));
    let (year, number) = match (whole(a), whole(b)) {
        (true, true) if letter == 'R' && (numbered || a < "2015") => (b.to_owned(), a),
        (true, _) => (a.to_owned(), b),
        (false, true) => (b.to_owned(), a),
        _ if letter == 'R' && b.len() == 2 => (format!("19{b}"), a),
        _ if letter != 'R' && a.len() == 2 => (format!("19{a}"), b),
        _ => return None,
    };
    let number: u32 = number.parse().ok().filter(|n| *n < 10_000)?;
    Some(celex(0..c.at, format!("3{year}{letter}{number:04}")))
}

/// "2022/0155(COD)": a procedure, which has a page of its own.
fn eu_procedure(text: &str) -> Option<Found> {
    let mut c = Cursor::new(text);
    let year = c.digits().filter(|d| d.len() == 4)?;
    c.skip(&["/"]).then_some(())?;
    let number = c.digits().filter(|d| d.len() == 4)?;
    c.skip(&["(COD)", " (COD)"]).then_some(())?;
    let url = format!("https://eur-lex.europa.eu/procedure/NL/{year}_{}", number.trim_start_matches('0'));
    let id = format!("{year}/{number}(COD)");
    Some(Found::new(0..c.at, CitationKind::EuAct, Rule::EuNumber, vec![id]).at(url))
}

/// A paper known by a name alone: without identifiers until one is found for its name.
pub fn unnumbered(place: Range<usize>, kind: CitationKind, rule: Rule, name: String) -> Found {
    let found = Found::new(place, kind, rule, Vec::new());
    Found { reason: Some(NoAddress::NoNumber), name: Some(name), ..found }
}

/// Where a paper can be read, and why there is no address, as far as its sort and the words around it tell.
///
/// Parliament publishes the letters and answers that it receives; advice within the government, texts of negotiations and
/// what is only announced are not public unless the text says so.
pub fn resolution(found: &Found, text: &str) -> (Resolution, Option<NoAddress>) {
    if found.url.is_some() {
        return (Resolution::Public, None);
    }
    if found.reason != Some(NoAddress::NoNumber) {
        return (Resolution::Unresolved, found.reason);
    }
    let name = found.name.as_deref().unwrap_or_default();
    let reason = match found.kind {
        CitationKind::Proposal => NoAddress::Negotiation,
        CitationKind::Declaration => NoAddress::Announced,
        CitationKind::Questions => NoAddress::ToParliament,
        CitationKind::Advice if name.starts_with("advies") || name.starts_with("ambtelijk") => {
            NoAddress::Internal
        }
        CitationKind::Advice | CitationKind::Letter
            if name.starts_with("b") && to_parliament(found, text) =>
        {
            NoAddress::ToParliament
        }
        _ => return (Resolution::Unresolved, found.reason),
    };
    let public = reason == NoAddress::ToParliament;
    (if public { Resolution::Public } else { Resolution::NotPublic }, Some(reason))
}

/// Whether the sentence of a paper, or the one before, says that the Kamer gets it.
fn to_parliament(found: &Found, text: &str) -> bool {
    let (own, before) = crate::ties::sentence(text, found.place.start);
    let words = &text[before..own.end];
    ["Kamerbrief", "naar de Kamer", "uw Kamer", "de Kamer ", "Tweede Kamer"].iter().any(|w| words.contains(w))
}

/// The first word of a letter that a date at `date` (a byte range) closes: "mijn brief van 31 januari", "de Kamerbrief
/// van 18 november jl.", "brief van de Minister van Financiën d.d. 3 maart 2022".
pub fn letter_before(words: &Words, date: &Range<usize>) -> Option<usize> {
    let first = words.first_from(date.start);
    let linked = |i: usize| {
        matches!(words.folded(i), "van" | "op") || (words.folded(i) == "d" && words.gap(i).starts_with('.'))
    };
    let mut at = first.checked_sub(1).filter(|i| linked(*i))?;
    // "De brief is verstuurd op 16 september".
    let sent = ["verstuurd", "verzonden", "gestuurd", "toegezonden"];
    if at >= 3
        && sent.contains(&words.folded(at - 1))
        && matches!(words.folded(at - 2), "is" | "werd")
        && words.folded(at - 3).ends_with("brief")
    {
        return Some(at - 3);
    }
    // 14: "brief van de Minister van Binnenlandse Zaken en Koninkrijksrelaties, mede namens …" and no whole clause.
    for _ in 0..14 {
        let word = words.folded(at);
        if word.ends_with("brief") || word.ends_with("brieven") {
            return Some(at);
        }
        at = at.checked_sub(1)?;
        let stop = words.gap(at).contains(['.', ';', ':', '(', ')', '?']) && words.folded(at) != "d";
        // "de brief is op 3 mei verzonden" is a date of its own.
        let verb =
            matches!(words.folded(at), "is" | "wordt" | "zijn" | "werd" | "dat" | "die" | "heeft" | "hebben");
        if stop || verb {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<(String, Vec<String>)> {
        scan(&Words::of(text)).into_iter().map(|f| (text[f.place].to_owned(), f.identifiers)).collect()
    }

    #[test]
    fn kamerstukken_in_all_their_forms() {
        for (text, written, expected) in [
            ("(Kamerstuk 26 643, nr. 908)", "Kamerstuk 26 643, nr. 908", vec!["26643-908"]),
            (
                "(Kamerstuk 26 643, nrs. 1009 en 1010)",
                "Kamerstuk 26 643, nrs. 1009 en 1010",
                vec!["26643-1009", "26643-1010"],
            ),
            (
                "¹ Kamerstukken II 2021/22, 26643, nr. 885.",
                "Kamerstukken II 2021/22, 26643, nr. 885",
                vec!["26643-885"],
            ),
            (
                "Kamerstukken 32 317 en 34 843 en 31 015, nr. 977.",
                "Kamerstukken 32 317 en 34 843 en 31 015, nr. 977",
                vec!["32317-977"],
            ),
            (
                "(Kamerstukken II 2009/10, 32 123 XVI, nr. 30)",
                "Kamerstukken II 2009/10, 32 123 XVI, nr. 30",
                vec!["32123-XVI-30"],
            ),
            ("zie 36 410-XVI, nr. 160 en", "36 410-XVI, nr. 160", vec!["36410-XVI-160"]),
            ("(30 234, nr. 316)", "30 234, nr. 316", vec!["30234-316"]),
            ("26643, nr. 885", "26643, nr. 885", vec!["26643-885"]),
            ("3 KST 32813-833", "KST 32813-833", vec!["32813-833"]),
            ("Kamerstuk 21 501-33, nr. 1064", "Kamerstuk 21 501-33, nr. 1064", vec!["21501-33-1064"]),
            ("TK 2022-2023, 27 529, nr. 300", "TK 2022-2023, 27 529, nr. 300", vec!["27529-300"]),
            (
                "Kamerstukken II, 2020/21, 25 295, nr. 988",
                "Kamerstukken II, 2020/21, 25 295, nr. 988",
                vec!["25295-988"],
            ),
            ("Kamerstuk 35 925-VII, nr. 116", "Kamerstuk 35 925-VII, nr. 116", vec!["35925-VII-116"]),
            (
                "Kamerstukken II 2022/23, 36200 XV, 12",
                "Kamerstukken II 2022/23, 36200 XV, 12",
                vec!["36200-XV-12"],
            ),
            ("Kamerstukken I 2022/23, 35 786, K.", "Kamerstukken I 2022/23, 35 786, K", vec!["35786-K"]),
            (
                "Kamerstuk 29 247, nrs. 3 t/m 5 en 7",
                "Kamerstuk 29 247, nrs. 3 t/m 5 en 7",
                vec!["29247-3", "29247-4", "29247-5", "29247-7"],
            ),
            ("kst-34843-113", "kst-34843-113", vec!["34843-113"]),
            ("(EK 36 531, G)", "EK 36 531, G", vec!["36531-G"]),
            ("nr. 346 (32847).", "nr. 346 (32847)", vec!["32847-346"]),
            ("motie-Hamelink (31066-1087)", "31066-1087", vec!["31066-1087"]),
            (
                "Kamerstuk 36 711, nrs. 1–3",
                "Kamerstuk 36 711, nrs. 1–3",
                vec!["36711-1", "36711-2", "36711-3"],
            ),
            ("Kamerstuk 36 333 (R2096), nr. 5", "Kamerstuk 36 333 (R2096), nr. 5", vec!["36333-5"]),
        ] {
            assert_eq!(
                ids(text),
                [(written.to_owned(), expected.iter().map(|e| e.to_string()).collect())],
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_citation_is_left_alone() {
        for text in [
            "Staatsblad 2020, 118",
            "meer dan 600.000 gemelde",
            "2511 DP Den Haag",
            "Natura 2000-gebied",
            "10/11 oktober 2024",
            "26 643",
        ] {
            assert_eq!(ids(text), [], "{text}");
        }
    }

    #[test]
    fn handelingen_have_an_address_only_with_an_item() {
        let found = scan(&Words::of("Handelingen II 2021/22, nr. 100, item 28"));
        assert_eq!(
            found[0].url.as_deref(),
            Some("https://zoek.officielebekendmakingen.nl/h-tk-20212022-100-28.html")
        );
        let found = scan(&Words::of("(Handelingen II 2022/23, nr. 77, Tweeminutendebat"));
        assert_eq!((found[0].url.as_deref(), found[0].identifiers[0].as_str()), (None, "h-tk-20222023-77"));
        assert!(found[0].reason.is_some());
    }

    #[test]
    fn european_acts_have_their_celex_number() {
        assert_eq!(ids("voorstel COM(2022) 209 van")[0].1, ["52022PC0209"]);
        assert_eq!(ids("Verordening (EU) 2021/1232 en")[0].1, ["32021R1232"]);
        assert_eq!(ids("Richtlijn 2011/93/EU")[0].1, ["32011L0093"]);
        assert_eq!(ids("2022/0155(COD)")[0].1, ["2022/0155(COD)"]);
        assert_eq!(ids("CELEX 52022PC0209")[0].1, ["52022PC0209"]);
        assert_eq!(ids("Verordening (EU) nr. 604/2013")[0].1, ["32013R0604"]);
        assert_eq!(ids("Kaderbesluit 2002/584/JBZ")[0].1, ["32002F0584"]);
        assert_eq!(ids("Richtlijn 95/46/EG")[0].1, ["31995L0046"]);
        assert_eq!(ids("Richtlijn 93/13/EEG")[0].1, ["31993L0013"]);
        assert_eq!(ids("Verordening (EG) 1907/2006")[0].1, ["32006R1907"]);
        assert_eq!(ids("Verordening (EU) 1052/2013")[0].1, ["32013R1052"]);
        assert_eq!(ids("Verordening (EEG) nr. 2137/85")[0].1, ["31985R2137"]);
        assert_eq!(ids("het besluit van 2021 over"), []);
    }

    #[test]
    fn questions_with_answers_have_their_address() {
        assert_eq!(ids("Aanhangsel van de Handelingen II 2023/24, nr. 1028")[0].1, ["ah-tk-20232024-1028"]);
        assert_eq!(
            ids("Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 1178")[0].1,
            ["ah-tk-20232024-1178"]
        );
    }

    #[test]
    fn a_letter_is_known_by_its_date() {
        for (text, date, letter) in [
            ("In mijn brief van 31 januari aan", "31 januari", Some("brief")),
            ("de Kamerbrief van 18 november jl. is", "18 november jl.", Some("Kamerbrief")),
            ("bij brief van de Minister d.d. 3 mei 2022", "3 mei 2022", Some("brief")),
            ("De brief is op 16 september verstuurd", "16 september", None),
            ("De brief is verstuurd op 16 september jl.", "16 september jl.", Some("brief")),
            ("het debat van 3 mei", "3 mei", None),
        ] {
            let words = Words::of(text);
            let at = text.find(date).unwrap();
            let found = letter_before(&words, &(at..at + date.len())).map(|i| words.written(i));
            assert_eq!(found, letter, "{text}");
        }
    }
}

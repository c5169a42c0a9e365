//! References to other papers, normalised, with their official address where one can be built.

use model::{CitationKind, Resolution, Rule};
use std::ops::Range;

/// A citation in a text, before its place in the source is looked up.
#[derive(Debug, PartialEq, Eq)]
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
    pub reason: Option<String>,
    /// The rule.
    pub rule: Rule,
}

impl Found {
    /// Where it can be read, as far as the text itself tells.
    pub fn resolution(&self) -> Resolution {
        if self.url.is_some() { Resolution::Public } else { Resolution::Unresolved }
    }
}

/// Every citation of a text, in order.
pub fn scan(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let edge = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let rest = &text[at..];
        let hit = edge
            .then(|| {
                let first = rest.as_bytes()[0];
                match first {
                    b'K' | b'k' => kamerstuk_word(rest),
                    b'H' => handelingen(rest),
                    b'C' | b'V' | b'R' | b'U' => eu_act(rest),
                    b'0'..=b'9' => kamerstuk_number(rest, true).or_else(|| eu_procedure(rest)),
                    _ => None,
                }
            })
            .flatten();
        match hit {
            Some(mut hit) => {
                hit.place = at + hit.place.start..at + hit.place.end;
                at = hit.place.end;
                found.push(hit);
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
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

/// "26 643", "26643", "36 410 XVI", "36410-XVI", "21 501-33", without blanks: `26643`, `36410-XVI`, `21501-33`.
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
            (roman || series || matches!(word, "A" | "B")).then(|| {
                c.at += word.len();
                word.to_owned()
            })
        });
        if let Some(suffix) = suffix {
            number.push('-');
            number.push_str(&suffix);
        }
        Some(number)
    })
}

/// Dossiers with their numbers: "26 643, nrs. 1009 en 1010", "32 317 en 34 843 en 31 015, nr. 977". `alone` asks
/// for the word "nr.", without which five digits are any number.
fn kamerstuk_number(text: &str, alone: bool) -> Option<Found> {
    let mut c = Cursor::new(text);
    let first = dossier(&mut c)?;
    while c
        .attempt(|c| {
            c.blanks();
            c.skip(&["en ", "/", ", ", "; "]).then_some(())?;
            c.blanks();
            dossier(c)
        })
        .is_some()
    {}
    let numbers = c.attempt(|c| {
        c.skip(&[","]);
        c.blanks();
        let word = c.skip(&["nrs.", "nrs", "nr.", "nr", "Nr.", "nummers", "nummer"]);
        let dash = !word && !alone && c.skip(&["-"]);
        (word || dash).then_some(())?;
        c.blanks();
        let mut numbers = vec![c.digits()?.to_owned()];
        while let Some(number) = c.attempt(|c| {
            c.blanks();
            c.skip(&["en ", ", ", "/", "& "]).then_some(())?;
            c.blanks();
            // A number of three digits, a blank and three more is the next dossier, not a number here.
            let digits = c.digits().filter(|d| d.len() <= 4)?;
            let dossier = digits.len() == 2
                && c.rest().starts_with(' ')
                && c.rest()[1..].starts_with(|x: char| x.is_ascii_digit());
            // "nr. 5, 8 mei 2023" goes on with a date.
            let day = c.rest().trim_start().split(' ').next().is_some_and(crate::dates::has_month);
            (!dossier && !day).then(|| digits.to_owned())
        }) {
            numbers.push(number);
        }
        Some(numbers)
    });
    let Some(numbers) = numbers else {
        // "Kamerstuk 26 643" names a dossier as a whole.
        return (!alone).then(|| Found {
            place: 0..c.at,
            kind: CitationKind::Kamerstuk,
            identifiers: vec![first.clone()],
            url: Some(format!("https://zoek.officielebekendmakingen.nl/dossier/{first}")),
            reason: None,
            rule: Rule::KamerstukNumber,
        });
    };
    let identifiers: Vec<String> = numbers.iter().map(|n| format!("{first}-{n}")).collect();
    Some(Found {
        place: 0..c.at,
        kind: CitationKind::Kamerstuk,
        url: Some(format!("https://zoek.officielebekendmakingen.nl/kst-{}.html", identifiers[0])),
        identifiers,
        reason: None,
        rule: Rule::KamerstukNumber,
    })
}

/// "Kamerstukken II 2021/22, 26643, nr. 885", "Kamerstuk 26 643, nr. 908", "KST 22343-330", "kst-26643-1022".
fn kamerstuk_word(text: &str) -> Option<Found> {
    let mut c = Cursor::new(text);
    let short = c.skip(&["KST ", "KST-", "kst-", "kst "]);
    if !short {
        c.skip(&["Kamerstukken", "Kamerstuk", "kamerstukken", "kamerstuk"]).then_some(())?;
        c.blanks();
        chamber(&mut c);
        c.attempt(session_year);
        c.skip(&[","]);
        c.blanks();
    }
    let mut found = kamerstuk_number(c.rest(), false)?;
    if short && !found.identifiers[0].contains('-') {
        return None;
    }
    found.place = 0..c.at + found.place.end;
    Some(found)
}

/// "II", "Tweede Kamer".
fn chamber(c: &mut Cursor) {
    if c.skip(&["Tweede Kamer", "Eerste Kamer", "II ", "I "]) {
        c.skip(&[","]);
        c.blanks();
    }
}

/// "2021/22", "2021–2022", "vergaderjaar 2021-2022": the two years of a session, whole.
fn session_year(c: &mut Cursor) -> Option<(u32, u32)> {
    c.skip(&["vergaderjaar "]);
    let first = c.digits().filter(|d| d.len() == 4)?;
    c.skip(&["/", "–", "-"]).then_some(())?;
    let second = c.digits().filter(|d| matches!(d.len(), 2 | 4))?;
    let first: u32 = first.parse().ok()?;
    let last: u32 = second[second.len() - 2..].parse().ok()?;
    (last == (first + 1) % 100).then_some((first, first + 1))
}

/// "Handelingen II 2021/22, nr. 100, item 28". Without the item there is no address.
fn handelingen(text: &str) -> Option<Found> {
    let mut c = Cursor::new(text);
    c.skip(&["Handelingen"]).then_some(())?;
    c.blanks();
    chamber(&mut c);
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
    let sitting_id = format!("h-tk-{first}{last}-{sitting}");
    let id = item.map_or(sitting_id.clone(), |item| format!("{sitting_id}-{item}"));
    Some(Found {
        place: 0..c.at,
        kind: CitationKind::Handelingen,
        url: item.map(|_| format!("https://zoek.officielebekendmakingen.nl/{id}.html")),
        reason: item.is_none().then(|| "no item is named, and the address of a debate needs one".to_owned()),
        identifiers: vec![id],
        rule: Rule::HandelingenNumber,
    })
}

fn celex(place: Range<usize>, celex: String) -> Found {
    Found {
        place,
        kind: CitationKind::EuAct,
        url: Some(format!("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:{celex}")),
        identifiers: vec![celex],
        reason: None,
        rule: Rule::EuNumber,
    }
}

/// "COM(2022) 209", "Verordening (EU) 2021/1232", "Richtlijn 2011/93/EU".
fn eu_act(text: &str) -> Option<Found> {
    let mut c = Cursor::new(text);
    if c.skip(&["COM(", "COM ("]) {
        let year = c.digits().filter(|d| d.len() == 4)?;
        c.skip(&[") ", ")"]).then_some(())?;
        let number: u32 = c.digits()?.parse().ok()?;
        return Some(celex(0..c.at, format!("5{year}PC{number:04}")));
    }
    let letter = if c.skip(&["Verordening "]) {
        'R'
    } else if c.skip(&["Richtlijn "]) {
        'L'
    } else {
        return None;
    };
    let before = c.skip(&["(EU) ", "(EG) ", "(EU, Euratom) "]);
    let numbered = c.skip(&["nr. "]);
    let (a, b) = (c.digits()?, c.skip(&["/"]).then(|| c.digits())??);
    (before || c.skip(&["/EU", "/EG", "/EEG"])).then_some(())?;
    // Since 2015 the year stands first; before, in regulations, it stood last.
    let (year, number) = if a.len() == 4 && !(numbered && b.len() == 4) { (a, b) } else { (b, a) };
    (year.len() == 4).then_some(())?;
    let number: u32 = number.parse().ok()?;
    Some(celex(0..c.at, format!("3{year}{letter}{number:04}")))
}

/// "2022/0155(COD)": a procedure, which has a page of its own.
fn eu_procedure(text: &str) -> Option<Found> {
    let mut c = Cursor::new(text);
    let year = c.digits().filter(|d| d.len() == 4)?;
    c.skip(&["/"]).then_some(())?;
    let number = c.digits().filter(|d| d.len() == 4)?;
    c.skip(&["(COD)", " (COD)"]).then_some(())?;
    Some(Found {
        place: 0..c.at,
        kind: CitationKind::EuAct,
        identifiers: vec![format!("{year}/{number}(COD)")],
        url: Some(format!(
            "https://eur-lex.europa.eu/procedure/NL/{year}_{}",
            number.trim_start_matches('0')
        )),
        reason: None,
        rule: Rule::EuNumber,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<(String, Vec<String>)> {
        scan(text).into_iter().map(|f| (text[f.place].to_owned(), f.identifiers)).collect()
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
        let found = scan("Handelingen II 2021/22, nr. 100, item 28");
        assert_eq!(
            found[0].url.as_deref(),
            Some("https://zoek.officielebekendmakingen.nl/h-tk-20212022-100-28.html")
        );
        let found = scan("(Handelingen II 2022/23, nr. 77, Tweeminutendebat");
        assert_eq!((found[0].url.as_deref(), found[0].identifiers[0].as_str()), (None, "h-tk-20222023-77"));
        assert!(found[0].reason.is_some());
    }

    #[test]
    fn european_acts_have_their_celex_number() {
        assert_eq!(ids("voorstel COM(2022) 209 van")[0].1, ["52022PC0209"]);
        assert_eq!(ids("Verordening (EU) 2021/1232 en")[0].1, ["32021R1232"]);
        assert_eq!(ids("Richtlijn 2011/93/EU")[0].1, ["32011L0093"]);
        assert_eq!(ids("2022/0155(COD)")[0].1, ["2022/0155(COD)"]);
    }
}

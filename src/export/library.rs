//! Records for reference managers, and the citation that Dutch lawyers write.

use crate::{Selection, pretty};
use model::{Certainty, Day, Document, DocumentKind, Role};
use serde_json::json;

/// What a library needs to know of a document.
struct Record<'c> {
    id: &'c str,
    /// "Beslisnota".
    genre: &'static str,
    /// In square brackets where it was composed, as libraries write what is not on the document.
    title: String,
    /// The ministries that sent it, by name; their abbreviation where the table has none.
    authors: Vec<String>,
    /// First and last possible day; one day when it is certain.
    days: (Option<Day>, Option<Day>),
    /// The date as EDTF; empty where there is none.
    edtf: &'c str,
    /// Parliamentary number, `26643-1022`.
    published_as: Option<&'c str>,
    /// Its own number ("kenmerk").
    reference: Option<&'c str>,
    address: String,
}

impl<'c> Record<'c> {
    fn of(selection: &Selection<'c>, document: &'c Document) -> Self {
        let sends = |role| matches!(role, Role::Sender | Role::CoSender);
        let name = |code: &str| {
            let found = selection.corpus.ministries().iter().find(|m| m.code == code);
            found.map_or(code.to_owned(), |m| format!("Ministerie van {}", m.name.nl))
        };
        let mut authors: Vec<String> = Vec::new();
        for ministry in document.ministries.iter().filter(|m| sends(m.role)) {
            let name = name(&ministry.code);
            if !authors.contains(&name) {
                authors.push(name);
            }
        }
        let date = document.date.as_ref();
        Self {
            id: &document.id,
            genre: genre(document.kind),
            title: title(document),
            authors,
            days: date.map_or((None, None), |date| (date.earliest, date.latest)),
            edtf: date.map_or("", |date| &date.edtf),
            published_as: document.published_as.as_deref(),
            reference: document.reference.as_ref().map(|r| r.value.as_str()),
            address: selection.address(document, ""),
        }
    }

    /// The day, where it is certain.
    fn day(&self) -> Option<Day> {
        self.days.0.filter(|day| self.days.1 == Some(*day))
    }

    /// The year, where it is certain.
    fn year(&self) -> Option<i32> {
        let (from, to) = (self.days.0?.civil().0, self.days.1?.civil().0);
        (from == to).then_some(from)
    }

    /// Its number: that of parliament, else its own.
    fn number(&self) -> Option<String> {
        self.published_as.map(kamerstuk).or(self.reference.map(str::to_owned))
    }

    /// What a date that is not certain rests on.
    fn note(&self) -> Option<String> {
        (self.day().is_none() && !self.edtf.is_empty())
            .then(|| format!("Datum afgeleid: {} (EDTF)", self.edtf))
    }
}

/// The title as a library cites it: in square brackets where it was composed.
pub fn title(document: &Document) -> String {
    let own = &document.title.value;
    if document.title.certainty == Certainty::Composed { format!("[{own}]") } else { own.clone() }
}

/// A date that is not one day, in words: "tussen 14 november 2025 en 26 november 2025".
fn between(days: (Option<Day>, Option<Day>)) -> Option<String> {
    match days {
        (Some(from), Some(to)) if from == to => Some(from.in_dutch()),
        (Some(from), Some(to)) => Some(format!("tussen {} en {}", from.in_dutch(), to.in_dutch())),
        (Some(from), None) => Some(format!("op of na {}", from.in_dutch())),
        (None, Some(to)) => Some(format!("op of voor {}", to.in_dutch())),
        (None, None) => None,
    }
}

fn genre(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Beslisnota => "Beslisnota",
        DocumentKind::Kamerbrief => "Kamerbrief",
        DocumentKind::Motie => "Motie",
        DocumentKind::Kamervragen => "Kamervragen",
        DocumentKind::Handelingen => "Handelingen",
        DocumentKind::BncFiche => "BNC-fiche",
        DocumentKind::Overig => "Stuk",
    }
}

/// "26643-1022" as it is written: "26643, nr. 1022".
fn kamerstuk(number: &str) -> String {
    number.rsplit_once('-').map_or(number.to_owned(), |(dossier, nr)| format!("{dossier}, nr. {nr}"))
}

/// The session of parliament that a day lies in, "2022/23": from the third Tuesday of September (Grondwet, article 65).
fn session(day: Day) -> String {
    let (year, ..) = day.civil();
    let first = Day::new(year, 9, 1).expect("September has a first day");
    // Monday is 0; the third Tuesday is fourteen days behind the first.
    let opening = first.plus((8 - first.weekday() as i32) % 7 + 14);
    let begun = if day >= opening { year } else { year - 1 };
    format!("{begun}/{:02}", (begun + 1) % 100)
}

/// The Dutch citation: "Kamerstukken II 2022/23, 26643, nr. 1022"; else what it is, by its own number and address.
pub fn text(of: &Selection) -> String {
    let line = |(document, _): (&Document, &str)| {
        let record = Record::of(of, document);
        if let Some(number) = record.published_as {
            // The Eerste Kamer counts by letters.
            let letters =
                number.rsplit('-').next().is_some_and(|nr| nr.starts_with(|c: char| c.is_ascii_uppercase()));
            let chamber = if letters { "I" } else { "II" };
            let session = record.day().map(|day| format!(" {}", session(day))).unwrap_or_default();
            return format!("Kamerstukken {chamber}{session}, {}.\n", kamerstuk(number));
        }
        let mut parts = vec![record.genre.to_owned()];
        parts.extend(record.authors.iter().cloned());
        parts.extend(between(record.days));
        parts.extend(record.reference.map(|reference| format!("kenmerk {reference}")));
        let composed = document.title.certainty == Certainty::Composed;
        let title = if composed { record.title } else { format!("‘{}’", record.title) };
        format!("{}, {title}, {}.\n", parts.join(", "), record.address)
    };
    of.taken().map(line).collect()
}

/// CSL-JSON, as Zotero and citeproc read it.
pub fn csl(of: &Selection) -> String {
    let parts = |day: Day| {
        let (year, month, day) = day.civil();
        json!([year, month, day])
    };
    let item = |(document, _): (&Document, &str)| {
        let record = Record::of(of, document);
        let authors: Vec<_> = record.authors.iter().map(|name| json!({ "literal": name })).collect();
        let issued = match record.days {
            (Some(from), Some(to)) if from == to => json!({ "date-parts": [parts(from)] }),
            (Some(from), Some(to)) => json!({ "date-parts": [parts(from), parts(to)] }),
            _ => json!({ "literal": record.edtf }),
        };
        let mut item = json!({
            "id": record.id,
            "type": "report",
            "genre": record.genre,
            "title": record.title,
            "author": authors,
            "language": "nl",
            "URL": record.address,
        });
        let object = item.as_object_mut().expect("it was made so");
        if !record.edtf.is_empty() {
            object.insert("issued".into(), issued);
        }
        object.extend(record.number().map(|number| ("number".into(), number.into())));
        object.extend(record.note().map(|note| ("note".into(), note.into())));
        item
    };
    pretty(&of.taken().map(item).collect::<Vec<_>>().into())
}

/// RIS: two letters, two blanks, a hyphen and a blank; CRLF.
pub fn ris(of: &Selection) -> String {
    let mut out = String::new();
    for (document, _) in of.taken() {
        let record = Record::of(of, document);
        let mut put = |tag: &str, value: &str| {
            let value: Vec<&str> = value.split_whitespace().collect();
            out.push_str(&format!("{tag}  - {}\r\n", value.join(" ")));
        };
        put("TY", if record.published_as.is_some() { "GOVDOC" } else { "RPRT" });
        put("ID", record.id);
        put("TI", &record.title);
        record.authors.iter().for_each(|name| put("AU", name));
        if let Some(year) = record.year() {
            put("PY", &year.to_string());
        }
        if let Some(day) = record.day() {
            put("DA", &day.to_string().replace('-', "/"));
        }
        if let Some(number) = record.number() {
            put("M1", &number);
        }
        put("M3", record.genre);
        put("LA", "nl");
        put("UR", &record.address);
        if let Some(note) = record.note() {
            put("N1", &note);
        }
        out.push_str("ER  - \r\n\r\n");
    }
    out
}

/// BibTeX: a report for each document.
pub fn bibtex(of: &Selection) -> String {
    let mut out = String::new();
    for (document, _) in of.taken() {
        let record = Record::of(of, document);
        out.push_str(&format!("@techreport{{{},\n", record.id));
        let mut put = |name: &str, value: &str| out.push_str(&format!("  {name} = {{{value}}},\n"));
        // Double braces keep capitals, and names of bodies together.
        put("title", &format!("{{{}}}", escaped(&record.title)));
        let authors: Vec<String> =
            record.authors.iter().map(|name| format!("{{{}}}", escaped(name))).collect();
        if !authors.is_empty() {
            put("author", &authors.join(" and "));
            put("institution", &authors.join(" and "));
        }
        put("type", record.genre);
        if let Some(year) = record.year() {
            put("year", &year.to_string());
        }
        if let Some(day) = record.day() {
            put("date", &day.to_string());
        }
        if let Some(number) = record.number() {
            put("number", &escaped(&number));
        }
        put("url", &record.address);
        put("language", "dutch");
        if let Some(note) = record.note() {
            put("note", &escaped(&note));
        }
        out.push_str("}\n\n");
    }
    out
}

/// Signs that TeX would obey, as text.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for sign in text.chars() {
        match sign {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' | '}' | '&' | '%' | '$' | '#' | '_' => out.extend(['\\', sign]),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            _ if sign.is_whitespace() => out.push(' '),
            _ => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Format, tests::with_seeds};

    #[test]
    fn a_session_begins_on_the_third_tuesday_of_september() {
        for (day, expected) in [
            ("2023-05-08", "2022/23"),
            ("2022-09-19", "2021/22"),
            ("2022-09-20", "2022/23"),
            ("2024-09-17", "2024/25"),
            ("2024-09-16", "2023/24"),
            ("1999-12-31", "1999/00"),
        ] {
            assert_eq!(session(day.parse().unwrap()), expected, "{day}");
        }
    }

    #[test]
    fn a_lawyer_reads_the_number_and_a_nota_its_own() {
        with_seeds(|all| {
            let lines = all.export(Format::Text);
            assert!(lines.contains("Kamerstukken II 2022/23, 26643, nr. 1022.\n"), "{lines}");
            assert!(
                lines.contains("30 september 2024, kenmerk 5813750, ‘Beslisnota bij Kamerbrief"),
                "{lines}"
            );
            assert!(lines.contains(", op of na 24 november 2025, "), "{lines}");
            assert_eq!(lines.lines().count(), 5);
        });
    }

    #[test]
    fn another_program_reads_the_bibtex() {
        with_seeds(|all| {
            let mut corpus = all.corpus.clone();
            corpus.documents[0].title.value = "50 % & {meer} \\ _x_ #1 $ ~^".into();
            let hostile = Selection { corpus: &corpus, ..*all };
            let read = biblatex::Bibliography::parse(&hostile.export(Format::Bibtex)).unwrap();
            assert_eq!(read.len(), 5);
            let letter = read.get("kamerbrief-2023-05-08").unwrap();
            let biblatex::PermissiveType::Typed(date) = letter.date().unwrap() else { panic!("a date") };
            assert_eq!(biblatex::Type::to_chunks(&date)[0].v.get(), "2023-05-08");
            assert_eq!(letter.get("number").map(|n| n[0].v.get()), Some("26643, nr. 1022"));
            // No year is made up where none is certain.
            assert!(read.get("kamerbrief-2025-11-24").unwrap().get("year").is_none());
        });
    }

    #[test]
    fn records_are_complete_and_their_lines_are_whole() {
        with_seeds(|all| {
            let ris = all.export(Format::Ris);
            assert_eq!((ris.matches("TY  - ").count(), ris.matches("ER  - \r\n").count()), (5, 5));
            let fits = |line: &str| line.is_empty() || line.len() > 5 && &line[2..6] == "  - ";
            assert!(
                ris.split("\r\n").all(fits)
                    && ris.contains("TY  - GOVDOC\r\nID  - kamerbrief-2023-05-08\r\n")
            );
            let csl: serde_json::Value = serde_json::from_str(&all.export(Format::Csl)).unwrap();
            assert_eq!(csl[1]["issued"], json!({ "date-parts": [[2023, 5, 8]] }));
            assert_eq!(csl[3]["issued"], json!({ "date-parts": [[2025, 11, 14], [2025, 11, 26]] }));
            assert_eq!(csl[4]["issued"], json!({ "literal": "2025-11-24/.." }));
        });
    }
}

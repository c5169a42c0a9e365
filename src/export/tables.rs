//! CSV: UTF-8 with a byte order mark, CRLF, quoted as RFC 4180 says, days as ISO 8601. No cell is a formula.

use crate::{Selection, passage, quote};
use model::{Certainty, DateFact, Rule, Span};

/// Rows of cells.
struct Table {
    writer: csv::Writer<Vec<u8>>,
}

impl Table {
    fn of(selection: &Selection, head: &[&str]) -> Self {
        let writer = csv::WriterBuilder::new()
            .delimiter(selection.separator)
            .terminator(csv::Terminator::CRLF)
            .from_writer("\u{feff}".as_bytes().to_vec());
        let mut table = Self { writer };
        table.row(head);
        table
    }

    fn row(&mut self, cells: &[&str]) {
        let cells = cells.iter().map(|cell| harmless(cell));
        self.writer.write_record(cells).expect("rows of a table are equally long, and memory takes them");
    }

    fn text(self) -> String {
        let bytes = self.writer.into_inner().expect("memory takes them");
        String::from_utf8(bytes).expect("the cells are UTF-8")
    }
}

/// A cell that no spreadsheet takes for a formula: <https://owasp.org/www-community/attacks/CSV_Injection>.
fn harmless(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

fn days(date: Option<&DateFact>) -> [String; 3] {
    let day = |day: Option<model::Day>| day.map(|day| day.to_string()).unwrap_or_default();
    match date {
        Some(date) => [date.edtf.clone(), day(date.earliest), day(date.latest)],
        None => Default::default(),
    }
}

pub fn documents(of: &Selection) -> String {
    let head = [
        "id",
        "kind",
        "title",
        "title_certainty",
        "date_edtf",
        "date_earliest",
        "date_latest",
        "date_certainty",
        "reference",
        "published_as",
        "published",
        "ministries",
        "signatories",
        "issues",
        "file",
        "sha256",
        "address",
    ];
    let mut table = Table::of(of, &head);
    for (document, _) in of.taken() {
        let [edtf, earliest, latest] = days(document.date.as_ref());
        let mut issues: Vec<&str> = Vec::new();
        for issue in document.passages.iter().flat_map(|p| &p.issues) {
            if !issues.contains(&issue.as_str()) {
                issues.push(issue);
            }
        }
        let signed: Vec<&str> = document.signatories.iter().map(|s| s.name.as_str()).collect();
        table.row(&[
            &document.id,
            document.kind.word(),
            &document.title.value,
            document.title.certainty.word(),
            &edtf,
            &earliest,
            &latest,
            document.date.as_ref().map_or("", |d| d.certainty.word()),
            document.reference.as_ref().map_or("", |r| &r.value),
            document.published_as.as_deref().unwrap_or_default(),
            &document.published.map(|day| day.to_string()).unwrap_or_default(),
            &document.involved().join(", "),
            &signed.join(", "),
            &issues.join(", "),
            &document.source.file,
            &document.source.sha256,
            &of.address(document, ""),
        ]);
    }
    table.text()
}

pub fn facts(of: &Selection) -> String {
    let head =
        ["document", "fact", "value", "certainty", "rule", "words", "line", "bytes", "passage", "address"];
    let mut table = Table::of(of, &head);
    for (document, source) in of.taken() {
        let mut put = |fact: &str, value: &str, certainty: &str, rule: Rule, evidence: &[Span]| {
            let line = evidence.first().map(|s| s.line_column(source).0.to_string()).unwrap_or_default();
            let bytes: Vec<String> = evidence.iter().map(|s| format!("{}-{}", s.start, s.end)).collect();
            let passage = passage(document, evidence);
            let words = quote(document, source, evidence);
            let address = of.address(document, passage);
            let bytes = bytes.join(" ");
            table.row(&[
                &document.id,
                fact,
                value,
                certainty,
                rule.word(),
                &words,
                &line,
                &bytes,
                passage,
                &address,
            ]);
        };
        put("kind", document.kind.word(), "", document.kind_rule, &document.kind_evidence);
        let title = &document.title;
        put("title", &title.value, title.certainty.word(), title.rule, &title.evidence);
        if let Some(date) = &document.date {
            put("date", &date.edtf, date.certainty.word(), date.rule, &date.evidence);
        }
        if let Some(reference) = &document.reference {
            let (certainty, rule) = (reference.certainty.word(), reference.rule);
            put("reference", &reference.value, certainty, rule, &reference.evidence);
        }
        for ministry in &document.ministries {
            let value = format!("{} ({})", ministry.code, ministry.role.word());
            put("ministry", &value, ministry.certainty.word(), ministry.rule, &ministry.evidence);
        }
        for signatory in &document.signatories {
            put("signatory", &signatory.name, "", signatory.rule, &signatory.evidence);
        }
        for date in &document.dates {
            put("date in text", &date.edtf, date.certainty.word(), date.rule, &date.evidence);
        }
        for actor in &document.actors {
            put("actor", &actor.name, "", actor.rule, &actor.evidence);
        }
        for fact in &document.curated {
            put("added", &fact.text.nl, Certainty::Curated.word(), Rule::Curated, &[]);
        }
    }
    table.text()
}

pub fn citations(of: &Selection) -> String {
    let head = [
        "document",
        "kind",
        "as_written",
        "identifiers",
        "name",
        "resolution",
        "reason",
        "url",
        "rule",
        "passage",
        "address",
    ];
    let mut table = Table::of(of, &head);
    for (document, _) in of.taken() {
        for citation in &document.citations {
            let passage = passage(document, &citation.evidence);
            table.row(&[
                &document.id,
                citation.kind.word(),
                &citation.as_written,
                &citation.identifiers.join(", "),
                &citation.name,
                citation.resolution.word(),
                citation.reason.map_or("", |reason| reason.word()),
                citation.url.as_deref().unwrap_or_default(),
                citation.rule.word(),
                passage,
                &of.address(document, passage),
            ]);
        }
    }
    table.text()
}

pub fn positions(of: &Selection) -> String {
    let head = [
        "document",
        "date_edtf",
        "issue",
        "speaker",
        "named",
        "status",
        "label",
        "sentence",
        "whole",
        "rule",
        "passage",
        "address",
    ];
    let mut table = Table::of(of, &head);
    for (document, source) in of.taken() {
        let [edtf, ..] = days(document.date.as_ref());
        for said in &document.statements {
            let mut issues: Vec<&str> = Vec::new();
            for mark in &said.marks {
                if !issues.contains(&mark.issue.as_str()) {
                    issues.push(&mark.issue);
                }
            }
            if issues.is_empty() {
                issues.push("");
            }
            let label: Vec<String> =
                said.label.iter().map(|span| quote(document, source, std::slice::from_ref(span))).collect();
            for issue in issues {
                table.row(&[
                    &document.id,
                    &edtf,
                    issue,
                    said.speaker.word(),
                    &said.name,
                    said.status.word(),
                    &label.join(" … "),
                    &said.text,
                    if said.whole { "whole" } else { "" },
                    said.rule.word(),
                    &said.passage,
                    &of.address(document, &said.passage),
                ]);
            }
        }
    }
    table.text()
}

pub fn events(of: &Selection) -> String {
    let head =
        ["edtf", "earliest", "latest", "certainty", "rule", "as_written", "document", "passage", "address"];
    let mut table = Table::of(of, &head);
    let asked = |document: usize| of.documents.contains(&document);
    for event in views::events::events(of.corpus, &asked, &|document| of.sources[document]) {
        for (number, place) in event.mentions {
            let document = &of.corpus.documents[number];
            let date = &document.dates[place];
            let [edtf, earliest, latest] = days(Some(date));
            let passage = passage(document, &date.evidence);
            table.row(&[
                &edtf,
                &earliest,
                &latest,
                date.certainty.word(),
                date.rule.word(),
                &date.as_written,
                &document.id,
                passage,
                &of.address(document, passage),
            ]);
        }
    }
    table.text()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Format, tests::with_seeds};

    fn rows(text: &str, separator: u8) -> Vec<Vec<String>> {
        let text = text.strip_prefix('\u{feff}').unwrap();
        let mut reader =
            csv::ReaderBuilder::new().delimiter(separator).has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn tables_read_back_and_every_quotation_is_in_its_source() {
        with_seeds(|all| {
            let documents = rows(&all.export(Format::Documents), b';');
            assert_eq!(documents.len(), 6);
            let nota = documents.iter().find(|row| row[0] == "beslisnota-2024-09-30").unwrap();
            assert_eq!(nota[3..7], ["stated", "2024-09-30", "2024-09-30", "2024-09-30"]);
            assert_eq!((nota[8].as_str(), nota[10].as_str()), ("5813750", "2024-10-01"));
            let facts = rows(&all.export(Format::Facts), b';');
            for row in &facts[1..] {
                let at = all.corpus.documents.iter().position(|d| d.id == row[0]).unwrap();
                let spans: Vec<Span> = row[7]
                    .split_whitespace()
                    .map(|span| span.split_once('-').unwrap())
                    .map(|(start, end)| Span::new(start.parse().unwrap(), end.parse().unwrap()))
                    .collect();
                let words = quote(&all.corpus.documents[at], all.sources[at], &spans);
                assert_eq!(harmless(&words), row[5], "{row:?}");
            }
            let comma = Selection { separator: b',', ..*all };
            assert_eq!(rows(&comma.export(Format::Facts), b','), facts);
            let cited: usize = all.corpus.documents.iter().map(|d| d.citations.len()).sum();
            assert_eq!(rows(&all.export(Format::Citations), b';').len(), cited + 1);
            assert!(
                rows(&all.export(Format::Positions), b';').iter().any(|row| row[6] == "met klem ontraden")
            );
            assert!(rows(&all.export(Format::Events), b';').iter().any(|row| row[0] == "2023-01-31"));
        });
    }

    #[test]
    fn a_hostile_cell_is_text() {
        with_seeds(|all| {
            let mut corpus = all.corpus.clone();
            let hostile = ["=HYPERLINK(\"x\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "a;b\"c\r\nd"];
            for text in hostile {
                corpus.documents[0].title.value = text.to_owned();
                let one = Selection { corpus: &corpus, documents: &[0], ..*all };
                let found = rows(&one.export(Format::Documents), b';');
                let cell = &found[1][2];
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
                assert!(cell == text || cell.strip_prefix('\'') == Some(text), "{cell:?}");
            }
        });
    }
}

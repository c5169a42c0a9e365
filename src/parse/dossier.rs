//! A folder of texts and tables, or loose files.

use crate::{
    document::{self, Outcome, ProvenPresidency, Reader, compose_title},
    repairs,
    tables::{CuratedDay, Delivery, Named, Tables},
    terms::{Known, mark, terms},
    ties::{Known as KnownNumber, Numbers},
};
use model::{
    Alias, Answer, Certainty, Corpus, CuratedFact, DateFact, Diagnostic, Document, DocumentKind, Dossier,
    MinistryRole, Pair, ProofStep, Reading, Resolution, Rule,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};
use views::compare;

/// A file of a dossier's folder.
pub struct SeedFile {
    /// Name without folder.
    pub name: String,
    /// Bytes as stored.
    pub bytes: Vec<u8>,
}

/// A corpus with the sources it was read from.
pub struct Parsed {
    /// The corpus.
    pub corpus: Corpus,
    /// The sources, in the order of [`Corpus::documents`].
    pub sources: Vec<String>,
    /// Where the page has them.
    pub delivery: Delivery,
    /// Where the page is published, where that is said.
    pub address: Option<String>,
    /// Where readers report a problem, where that is said: an address of the web or of mail.
    pub contact: Option<String>,
}

impl Parsed {
    /// Whether the page loads the documents from a file of their own.
    pub fn apart(&self) -> bool {
        self.delivery.apart(self.sources.iter().map(String::len).sum())
    }
}

/// Whether a file of the folder belongs to the dossier: a text, or one of its three tables.
pub fn is_seed(name: &str) -> bool {
    name.ends_with(".txt") || ["dossier.toml", "issues.toml", "ministries.toml"].contains(&name)
}

/// Reads a dossier: the texts and the tables of one folder.
///
/// # Errors
/// One line, `seeds/file:line:column: what was expected`, when a table is bad.
pub fn dossier(files: Vec<SeedFile>) -> Result<Parsed, String> {
    let (tables, mut texts): (Vec<SeedFile>, Vec<SeedFile>) =
        files.into_iter().partition(|f| f.name.ends_with(".toml"));
    texts.sort_by(|a, b| a.name.cmp(&b.name)); // what proves a fact must not depend on the listing of a folder
    let names: Vec<&str> = texts.iter().map(|f| f.name.as_str()).collect();
    let read = read_tables(&tables, &names)?;
    let mut entries = read_all(&texts, &read);
    tie(&mut entries);
    for entry in &mut entries {
        entry.diagnostics.splice(0..0, std::mem::take(&mut entry.decoding));
        entry.diagnostics.extend(document::unresolved(&entry.document, &entry.source));
        entry.diagnostics.sort_by_key(|d| (d.line, d.column));
    }
    curate(&mut entries, &read)?;
    entries.sort_by(|a, b| order(&a.document).cmp(&order(&b.document)));
    name_apart(&mut entries);
    name_proofs(&mut entries);
    answer(&mut entries);

    let (mut documents, rest): (Vec<Document>, Vec<(String, Vec<Diagnostic>)>) =
        entries.into_iter().map(|e| (e.document, (e.source, e.diagnostics))).unzip();
    let (sources, diagnostics): (Vec<String>, Vec<Vec<Diagnostic>>) = rest.into_iter().unzip();
    let aliases = aliases(&read, &documents, &sources);
    let terms = terms(&read.terms, &documents, &sources);
    let explained = Known::of(&terms);
    for (document, source) in documents.iter_mut().zip(&sources) {
        document.terms = mark(document, source, &explained);
    }
    let involved = |code: &str| documents.iter().any(|d| d.involved().contains(&code));
    let id = |file: &str| {
        documents.iter().find(|d| d.source.file == file).map(|d| d.id.clone()).unwrap_or_default()
    };
    let pair = |p: &crate::tables::PairEntry| Pair {
        nota: id(&p.nota),
        letter: id(&p.letter),
        certainty: Certainty::Curated,
        rule: Rule::Curated,
        note: p.note.clone(),
    };
    let head = Dossier {
        title: read.title.clone().expect("dossier.toml was read"),
        intro: read.intro.clone().expect("dossier.toml was read"),
        issues: read.issues.iter().map(|i| i.issue.clone()).collect(),
        ministries: read
            .ministries
            .iter()
            .map(|m| m.ministry.clone())
            .filter(|m| involved(&m.code))
            .collect(),
        pairs: read.pairs.iter().map(pair).chain(proposed(&read, &documents)).collect(),
        aliases,
        terms,
        compounds: crate::compounds::compounds(&documents),
    };
    let corpus = Corpus {
        format: 1,
        dossier: Some(head),
        documents,
        diagnostics: diagnostics.into_iter().flatten().collect(),
    };
    Ok(Parsed { corpus, sources, delivery: read.delivery, address: read.address, contact: read.contact })
}

/// The tables that Inzage ships.
static SHIPPED: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables::default();
    let own = |name, text| Named { name, text };
    let read = tables
        .read_ministries(own("ministries.toml", include_str!("../../seeds/ministries.toml")))
        .and_then(|()| tables.read_issues(own("issues.toml", include_str!("../../seeds/issues.toml"))));
    read.expect("the tables that ship are checked by every build");
    tables
});

/// Reads loose files, of no dossier: only what each text itself proves. Issues and ministries are those of the
/// tables that Inzage ships.
pub fn loose(files: Vec<SeedFile>) -> Parsed {
    static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&SHIPPED));
    let mut corpus = Corpus { format: 1, dossier: None, documents: Vec::new(), diagnostics: Vec::new() };
    let mut sources = Vec::new();
    for file in files {
        let (source, mut diagnostics) = document::decode(&file.name, &file.bytes);
        let known = repairs::Known::new([source.as_str()]);
        let outcome = document::document(&file.name, &file.bytes, &source, &READER, &known, &[]);
        diagnostics.extend(outcome.diagnostics);
        diagnostics.extend(document::unresolved(&outcome.document, &source));
        diagnostics.sort_by_key(|d| (d.line, d.column));
        corpus.documents.push(outcome.document);
        corpus.diagnostics.extend(diagnostics);
        sources.push(source);
    }
    Parsed { corpus, sources, delivery: Delivery::Auto, address: None, contact: None }
}

/// A ministry of the tables that Inzage ships.
pub fn ministry(code: &str) -> Option<model::Ministry> {
    SHIPPED.ministries.iter().map(|named| &named.ministry).find(|ministry| ministry.code == code).cloned()
}

fn read_tables(files: &[SeedFile], texts: &[&str]) -> Result<Tables, String> {
    let mut tables = Tables::default();
    for wanted in ["ministries.toml", "issues.toml", "dossier.toml"] {
        let name = format!("seeds/{wanted}");
        let file = files
            .iter()
            .find(|f| f.name == wanted)
            .ok_or(format!("{name}:1:1: expected this file, found none"))?;
        let text = std::str::from_utf8(&file.bytes).map_err(|e| {
            let before = String::from_utf8_lossy(&file.bytes[..e.valid_up_to()]);
            let (line, column) = model::Span::new(before.len(), before.len()).line_column(&before);
            format!("{name}:{line}:{column}: expected UTF-8, found another byte")
        })?;
        let named = Named { name: &name, text };
        match wanted {
            "ministries.toml" => tables.read_ministries(named)?,
            "issues.toml" => tables.read_issues(named)?,
            _ => tables.read_dossier(named, texts)?,
        }
    }
    Ok(tables)
}

struct Entry {
    document: Document,
    source: String,
    /// What was noticed about its bytes.
    decoding: Vec<Diagnostic>,
    /// What was noticed about its text.
    diagnostics: Vec<Diagnostic>,
    /// By citation: what it is known by.
    names: Vec<Option<String>>,
    numbers: Numbers,
}

impl Entry {
    fn new(source: String, decoding: Vec<Diagnostic>, outcome: Outcome) -> Self {
        let Outcome { document, diagnostics, names, numbers } = outcome;
        Self { document, source, decoding, diagnostics, names, numbers }
    }
}

/// Reads every text; those without a date a second time, with what the others prove.
fn read_all(texts: &[SeedFile], tables: &Tables) -> Vec<Entry> {
    let decoded: Vec<(String, Vec<Diagnostic>)> =
        texts.iter().map(|f| document::decode(&f.name, &f.bytes)).collect();
    let known = repairs::Known::new(decoded.iter().map(|(source, _)| source.as_str()));
    let reader = Reader::new(tables);
    let mut proven: Vec<ProvenPresidency> = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    for (file, (source, decoding)) in texts.iter().zip(decoded) {
        let outcome = document::document(&file.name, &file.bytes, &source, &reader, &known, &[]);
        proven.extend(document::proven_presidencies(&outcome.document, &source));
        entries.push(Entry::new(source, decoding, outcome));
    }
    if proven.is_empty() {
        return entries;
    }
    for (file, entry) in texts.iter().zip(&mut entries).filter(|(_, e)| e.document.date.is_none()) {
        let outcome = document::document(&file.name, &file.bytes, &entry.source, &reader, &known, &proven);
        *entry = Entry::new(std::mem::take(&mut entry.source), std::mem::take(&mut entry.decoding), outcome);
    }
    entries
}

/// Gives motions without a number the one that another document gives for the same mover, when the dossier knows one
/// only. A mover may put many motions: two numbers settle nothing.
fn tie(entries: &mut [Entry]) {
    let mut known = Numbers::new();
    for entry in entries.iter() {
        let motions = entry.numbers.iter().filter(|(name, _)| name.starts_with("motie "));
        for (name, numbers) in motions {
            let all = known.entry(name.clone()).or_default();
            for number in numbers {
                if all.iter().any(|k| k.identifiers == number.identifiers) {
                    continue;
                }
                let mut proof = number.proof.clone();
                proof.document.clone_from(&entry.document.source.file);
                all.push(KnownNumber { identifiers: number.identifiers.clone(), proof });
            }
        }
    }
    for entry in entries {
        for (citation, name) in entry.document.citations.iter_mut().zip(&entry.names) {
            let open = citation.identifiers.is_empty() && citation.proof.is_empty();
            let numbers = name.as_ref().filter(|_| open).and_then(|name| known.get(name));
            let Some([only]) = numbers.map(Vec::as_slice) else { continue };
            citation.identifiers.clone_from(&only.identifiers);
            citation.name.clear();
            citation.url = only.identifiers.first().map(|id| crate::citations::address(id));
            citation.resolution = Resolution::Public;
            citation.reason = None;
            citation.proof = vec![ProofStep { rule: Rule::SameName, ..only.proof.clone() }];
        }
    }
}

/// Adds what `dossier.toml` says about documents, and turns citations of them into citations within the dossier.
///
/// # Errors
/// One line, `seeds/dossier.toml:line:column: what was expected`, when a text has not the day that is given a year.
fn curate(entries: &mut [Entry], tables: &Tables) -> Result<(), String> {
    for fact in &tables.facts {
        let Some(entry) = entries.iter_mut().find(|e| e.document.source.file == fact.file) else { continue };
        let document = &mut entry.document;
        if let Some((code, role)) = &fact.ministry {
            document.ministries.push(MinistryRole {
                code: code.clone(),
                role: *role,
                certainty: Certainty::Curated,
                rule: Rule::Curated,
                evidence: Vec::new(),
                source: Some(fact.source.clone()),
            });
            document.ministries.sort_by_key(|m| m.role);
        }
        document.published_as = fact.published_as.clone().or(document.published_as.take());
        if let Some((published, place)) = &fact.published {
            let earliest = document.date.as_ref().and_then(|date| date.earliest);
            if let Some(earliest) = earliest.filter(|earliest| published < earliest) {
                return Err(format!(
                    "{place}: expected {} to be published on {earliest} or later, found {published}",
                    fact.file
                ));
            }
            document.published = Some(*published);
        }
        if let Some(CuratedDay { words, day, place }) = &fact.day {
            // The same day and month, of which only the year is added.
            let written = |d: &&mut DateFact| d.as_written == *words && d.edtf == day.without_year();
            let mut open = document.dates.iter_mut().filter(written);
            let (Some(date), None) = (open.next(), open.next()) else {
                return Err(format!(
                    "{place}: expected a day that {} has once, without its year, found {words:?} for {day}",
                    fact.file
                ));
            };
            (date.certainty, date.rule) = (Certainty::Curated, Rule::Curated);
            (date.earliest, date.latest, date.edtf) = (Some(*day), Some(*day), day.to_string());
        }
        document.curated.push(CuratedFact {
            text: fact.text.clone(),
            url: fact.url.clone(),
            source: fact.source.clone(),
        });
        compose_title(document);
    }
    let own: BTreeSet<String> = entries.iter().filter_map(|e| e.document.published_as.clone()).collect();
    for citation in entries.iter_mut().flat_map(|e| &mut e.document.citations) {
        if citation.identifiers.iter().any(|i| own.contains(i)) {
            citation.resolution = Resolution::InDossier;
        }
    }
    Ok(())
}

/// Gives a request without an answer the one that the same paper has in a document that is certainly of no earlier day.
fn answer(entries: &mut [Entry]) {
    let mut answers: BTreeMap<String, Vec<(Option<model::Day>, Answer)>> = BTreeMap::new();
    for entry in entries.iter_mut() {
        let Document { requests, citations, id, date, .. } = &mut entry.document;
        let earliest = date.as_ref().and_then(|date| date.earliest);
        for request in requests {
            // A number that another document gave.
            if let Some(given) = crate::statements::cited_with(citations, &request.evidence, &request.label) {
                request.identifiers = given;
            }
            if let Some(answer) = &request.answer {
                for paper in &request.identifiers {
                    let answer = Answer { document: id.clone(), ..answer.clone() };
                    answers.entry(paper.clone()).or_default().push((earliest, answer));
                }
            }
        }
    }
    for entry in entries {
        let Document { requests, id, date, .. } = &mut entry.document;
        let Some(latest) = date.as_ref().and_then(|date| date.latest) else { continue };
        for request in requests.iter_mut().filter(|r| r.answer.is_none()) {
            let known = request.identifiers.iter().filter_map(|paper| answers.get(paper)).flatten();
            let later = |(day, answer): &&(Option<model::Day>, Answer)| {
                day.is_some_and(|day| day >= latest) && answer.document != *id
            };
            request.answer = known.filter(later).map(|(_, answer)| answer.clone()).next();
        }
    }
}

/// Most documents among which pairs are looked for: each nota is read beside each letter of its weeks.
const FEW: usize = 200;
/// Words in sequence that a nota and a letter have to share to be proposed as a pair.
const PAIR: usize = 12;
/// Most days between them: advice is given for a letter that is about to go.
const NEAR: i32 = 92;

/// Pairs of nota and letter that nobody named: they share a long run of words, and the letter follows soon.
fn proposed(read: &Tables, documents: &[Document]) -> Vec<Pair> {
    let of = |kind| documents.iter().filter(move |d| d.kind == kind);
    let named = |file: &str| read.pairs.iter().any(|p| p.nota == file || p.letter == file);
    let mut found = Vec::new();
    if documents.len() > FEW {
        return found;
    }
    for nota in of(DocumentKind::Beslisnota).filter(|d| !named(&d.source.file)) {
        let sentences = compare::sentences_of(nota);
        let days = |letter: &Document| {
            let (from, to) = (nota.date.as_ref()?.earliest?, letter.date.as_ref()?.earliest?);
            Some(to.number() - from.number()).filter(|days| (0..=NEAR).contains(days))
        };
        for letter in of(DocumentKind::Kamerbrief).filter(|d| !named(&d.source.file)) {
            let Some(days) = days(letter) else { continue };
            let run = compare::shared(&sentences, &compare::sentences_of(letter))
                .first()
                .map_or(0, |(run, ..)| *run);
            if run >= PAIR {
                let note = model::Text {
                    nl: format!(
                        "Voorgesteld, niet bewezen: ze delen {run} woorden achter elkaar, en de brief volgt na {days} dagen."
                    ),
                    en: format!(
                        "Proposed, not proven: they share {run} words in sequence, and the letter follows after {days} days."
                    ),
                };
                let (nota, letter) = (nota.id.clone(), letter.id.clone());
                found.push(Pair { nota, letter, certainty: Certainty::Derived, rule: Rule::SharedRun, note });
            }
        }
    }
    found
}

fn order(document: &Document) -> (bool, Option<model::Day>, &str) {
    let day = document.date.as_ref().and_then(|d| d.earliest);
    (day.is_none(), day, &document.source.file)
}

/// The names that the keepers tie together, and those that a text ties together; each once.
fn aliases(read: &Tables, documents: &[Document], sources: &[String]) -> Vec<Alias> {
    let mut all = read.aliases.clone();
    for (document, source) in documents.iter().zip(sources) {
        for passage in &document.passages {
            for (name, short) in crate::aliases::aliases(&passage.text) {
                let names = [&name, &short].map(|place| passage.text[place.clone()].to_owned()).to_vec();
                if all.iter().any(|alias| names.iter().all(|name| alias.names.contains(name))) {
                    continue;
                }
                let evidence = Reading::of(source, &passage.evidence, &document.repairs)
                    .source_spans(source, name.start.min(short.start)..name.end.max(short.end));
                let (rule, document) = (Rule::Abbreviation, document.id.clone());
                all.push(Alias { names, rule, source: String::new(), document, evidence });
            }
        }
    }
    all
}

/// Two documents of one kind and day get ids apart.
fn name_apart(entries: &mut [Entry]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries {
        let first = entry.document.id.clone();
        let mut count = seen.get(&first).copied().unwrap_or(0);
        while count > 0 && seen.contains_key(&entry.document.id) {
            count += 1;
            entry.document.id = format!("{first}-{count}");
        }
        seen.insert(first, count.max(1));
        seen.entry(entry.document.id.clone()).or_insert(1);
    }
}

/// Proofs that lean on another document name it by its file until every document has its id.
fn name_proofs(entries: &mut [Entry]) {
    let ids: BTreeMap<String, String> =
        entries.iter().map(|e| (e.document.source.file.clone(), e.document.id.clone())).collect();
    let steps = entries.iter_mut().flat_map(|e| {
        let Document { date, dates, citations, .. } = &mut e.document;
        let dated = date.iter_mut().chain(dates).flat_map(|d| &mut d.proof);
        dated.chain(citations.iter_mut().flat_map(|c| &mut c.proof))
    });
    for step in steps.filter(|step| !step.document.is_empty()) {
        if let Some(id) = ids.get(&step.document) {
            step.document.clone_from(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seed(name: &str, text: &str) -> SeedFile {
        SeedFile { name: name.into(), bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn invalid_bytes_are_reported_with_their_place_and_the_rest_is_read() {
        let bytes = b"Aan de Voorzitter\n\nGeachte \xE9\xE8 voorzitter, tekst.".to_vec();
        let parsed = loose(vec![SeedFile { name: "x.txt".into(), bytes }]);
        let bad = |d: &&Diagnostic| d.severity == model::Severity::Error;
        let first = parsed.corpus.diagnostics.iter().find(bad).unwrap();
        assert_eq!((first.line, first.column), (3, 9));
        assert!(first.message.contains("0xE9 at offset 27"), "{}", first.message);
        assert_eq!(verify(&parsed.corpus, &parsed.sources), Ok(()));
    }

    use crate::verify;

    #[test]
    fn an_empty_dossier_has_no_documents_and_no_errors() {
        let tables = [
            seed("ministries.toml", "ministry = []"),
            seed("issues.toml", "issue = []"),
            seed("dossier.toml", "title = { nl = \"a\", en = \"a\" }\nintro = { nl = \"a\", en = \"a\" }"),
        ];
        let parsed = dossier(tables.into_iter().collect()).unwrap();
        assert!(parsed.corpus.documents.is_empty());
    }

    #[test]
    fn a_missing_table_is_named() {
        assert_eq!(
            dossier(Vec::new()).err().unwrap(),
            "seeds/ministries.toml:1:1: expected this file, found none"
        );
    }
}

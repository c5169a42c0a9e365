//! One document: from bytes to facts.

use crate::{
    actors,
    citations::{self, Found},
    dates, head,
    issues::{self, Expressions},
    layout::{Layout, Line, layout},
    lexicon::{Candidates, Lexicon},
    people,
    repairs::{self, Known},
    statements,
    structure::{RawPassage, structure},
    tables::Tables,
    ties::{self, Numbers},
    words::Words,
};
use model::{
    Actor, Certainty, Citation, CitationKind, DateFact, Day, Diagnostic, Document, Fact, Passage,
    PassageKind, ProofStep, Reading, Repair, Resolution, Rule, Section, Severity, SourceFile, Span,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// What every document of a dossier is read with.
pub struct Reader<'a> {
    /// The tables that people edit.
    pub tables: &'a Tables,
    /// The words that begin facts.
    pub lexicon: Lexicon,
    /// The expressions of the issues.
    pub expressions: Expressions,
}

impl<'a> Reader<'a> {
    /// Prepares the tables for look-ups.
    pub fn new(tables: &'a Tables) -> Self {
        Self { tables, lexicon: Lexicon::of(tables), expressions: Expressions::of(tables) }
    }
}

/// A document as read, with what the dossier needs to go on.
pub struct Outcome {
    /// The document.
    pub document: Document,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
    /// What each citation without a number of its own is known by.
    pub names: Vec<Option<String>>,
    /// The numbers that the document gives for names.
    pub numbers: Numbers,
}

/// A source as text, with the same offsets as the bytes stored.
///
/// A byte that is not UTF-8 reads as `?`, one for one, and is reported with its place; nothing else is lost.
pub fn decode(file: &str, bytes: &[u8]) -> (String, Vec<Diagnostic>) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), Vec::new());
    }
    let mut text = String::with_capacity(bytes.len());
    let mut bad = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            bad.push((text.len(), *byte));
            text.push('?');
        }
    }
    let report = |(at, byte): (usize, u8)| {
        let message = format!("expected UTF-8, found the byte 0x{byte:02X} at offset {at}");
        diagnostic(Severity::Error, file, &text, Span::new(at, at), message)
    };
    // Twenty say it: a file of other bytes would have one for each.
    let diagnostics = bad.into_iter().take(20).map(report).collect();
    (text, diagnostics)
}

/// A diagnostic at a place of a source.
pub fn diagnostic(severity: Severity, file: &str, source: &str, at: Span, message: String) -> Diagnostic {
    let (line, column) = at.line_column(source);
    Diagnostic { severity, file: file.to_owned(), line: line as u32, column: column as u32, message }
}

/// A presidency of the Council whose half-year a document of the dossier proves.
#[derive(Clone, Debug)]
pub struct ProvenPresidency {
    /// "Deense".
    pub adjective: &'static str,
    /// First and last day.
    pub days: (Day, Day),
    /// File of the document; it becomes the document's id when every document has one.
    pub document: String,
    /// The words there.
    pub evidence: Vec<Span>,
}

/// A passage: the way from its reading text to the source, its words, and where the rules have to look in them.
struct Text {
    /// Its own text stands in `words`.
    reading: Reading,
    words: Words<'static>,
    candidates: Candidates,
}

impl Text {
    /// Reads a passage; what has to be corrected in its words is read anew and added to `corrected`.
    fn of(
        source: &str,
        passage: &RawPassage,
        repairs: &[Repair],
        reader: &Reader,
        corrected: &mut Vec<Repair>,
    ) -> Self {
        let text = Self::read(source, passage, repairs, reader);
        if text.candidates.misread.is_empty() {
            return text;
        }
        // Those of this passage; they are sorted, and there are few.
        let ends = (passage.spans[0].start, passage.spans[passage.spans.len() - 1].end);
        let first = repairs.partition_point(|r| r.end <= ends.0);
        let last = repairs.partition_point(|r| r.start < ends.1).max(first);
        let repairs = &repairs[first..last];
        let overlaps = |span: &Span| repairs.iter().any(|r| r.start < span.end && span.start < r.end);
        let mut found = Vec::new();
        for (place, read) in repairs::misread(&text.words, &text.candidates.misread) {
            // A word that a letterhead or another repair cuts stays as it is.
            let [span] = text.reading.source_spans(source, place)[..] else { continue };
            if !overlaps(&span) {
                let written = span.quote(source).to_owned();
                found.push(Repair { start: span.start, end: span.end, written, read, rule: Rule::OcrWord });
            }
        }
        if found.is_empty() {
            return text;
        }
        let mut all: Vec<Repair> = repairs.iter().chain(&found).cloned().collect();
        all.sort_by_key(|r| r.start);
        corrected.extend(found);
        Self::read(source, passage, &all, reader)
    }

    fn read(source: &str, passage: &RawPassage, repairs: &[Repair], reader: &Reader) -> Self {
        let mut reading = Reading::of(source, &passage.spans, repairs);
        let words = Words::of(std::mem::take(&mut reading.text));
        Self { reading, candidates: reader.lexicon.candidates(&words), words }
    }
}

/// Reads one document. `presidencies` are what other documents of the dossier prove.
pub fn document(
    file: &str,
    bytes: &[u8],
    source: &str,
    reader: &Reader,
    known: &Known,
    presidencies: &[ProvenPresidency],
) -> Outcome {
    let tables = reader.tables;
    let layout = layout(source);
    let (kind, kind_rule, kind_evidence) = head::kind(&layout);
    let (title, head_end) = head::title(kind, &layout);
    let head_lines = &layout.body[..head_end];
    // The heading of questions is text too: it cites.
    let body = &layout.body[head::questions_line(kind, &layout).unwrap_or(head_end)..];
    let mut raw = structure(source, kind, body);
    let mut repairs = repairs::repairs(source, &raw, known);
    let mut texts: Vec<Text> = Vec::with_capacity(raw.len());
    let mut corrected: Vec<Repair> = Vec::new();
    raw.retain(|passage| {
        let text = Text::of(source, passage, &repairs, reader, &mut corrected);
        let full = !text.words.text.is_empty();
        texts.extend(full.then_some(text));
        full
    });
    repairs.extend(corrected);
    repairs.sort_by_key(|r| r.start);

    let mut sections: Vec<Section> = Vec::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut passages: Vec<Passage> = Vec::new();
    // By passage: where its marks begin.
    let mut marked: Vec<Vec<usize>> = Vec::new();
    for (raw, text) in raw.iter().zip(&texts) {
        if let Some((number, level)) = &raw.heading {
            let text: &str = &text.words.text;
            let behind = |n: &String| text.get(n.len()..).unwrap_or(text).trim_start_matches(['.', ' ']);
            let heading = number.as_ref().map_or(text, behind);
            let place = format!("s{}", sections.len() + 1);
            let id = number.clone().filter(|n| !taken.contains(n)).unwrap_or(place);
            taken.insert(id.clone());
            sections.push(Section {
                id,
                number: number.clone(),
                heading: heading.trim_end_matches(['.', ':']).to_owned(),
                level: *level,
                evidence: raw.spans.clone(),
            });
        }
        let (places, marks): (Vec<usize>, Vec<_>) = reader
            .expressions
            .marks(source, &text.reading, &text.words, &text.candidates.issues, tables)
            .into_iter()
            .unzip();
        marked.push(places);
        passages.push(Passage {
            id: format!("p{}", passages.len() + 1),
            section: sections.last().map(|s| s.id.clone()),
            kind: raw.kind,
            text: String::new(), // moved there at the end
            evidence: raw.spans.clone(),
            issues: issues::carried(&marks, tables),
            marks,
        });
    }

    let numbered: Vec<Vec<Found>> =
        texts.iter().map(|t| citations::scan_at(&t.words, t.candidates.citations.iter().copied())).collect();
    let mentions = mentions(source, &texts, &numbered);
    let stated = head::date(kind, &layout);
    let (date, period) = match stated {
        Some(fact) => (Some(fact), None),
        None => {
            let period = period(source, &texts, &mentions, presidencies);
            (dates::derive_writing(&mentions, period.as_ref()), period)
        }
    };
    let writing = date.as_ref().and_then(|date| dates::Writing::of(date, period));
    let on = date.as_ref().and_then(|d| d.earliest);
    let signatories = people::signatories(kind, &layout, tables, on);
    let mut roles = people::roles(kind, &layout, head_lines, &signatories, tables, on);
    let mut signed: Vec<Span> = signatories.iter().flat_map(|s| s.evidence.iter().copied()).collect();
    signed.sort();
    for (text, passage) in texts.iter().zip(&passages).filter(|(_, p)| p.kind != PassageKind::Heading) {
        let candidates = &text.candidates.ministries;
        let signature = || {
            passage.evidence.iter().any(|e| {
                signed.get(signed.partition_point(|s| s.end <= e.start)).is_some_and(|s| s.overlaps(*e))
            })
        };
        if !candidates.is_empty() && !signature() {
            let spans = |place| text.reading.source_spans(source, place);
            people::roles_in_text(&mut roles, &text.words, candidates, spans, tables, on);
        }
    }
    let reference = head::reference(&layout);
    let published_as = head::published(&layout).and_then(|l| l.text.strip_prefix("kst-")).map(str::to_owned);
    let dates = dates::resolve(&mentions, writing.as_ref());
    let scanned: Vec<actors::Scanned> =
        texts.iter().map(|t| actors::scan_at(&t.words, t.candidates.names.iter().copied())).collect();
    let mut cited = cited(source, &texts, &passages, numbered, &scanned, &mentions, &dates);
    if let Some((id, as_written, evidence)) = head::replaced(kind, &layout) {
        let url = Some(citations::address(&id));
        cited.names.insert(0, None);
        let citation = Citation {
            kind: CitationKind::Kamerstuk,
            identifiers: vec![id],
            name: String::new(),
            as_written,
            url,
            resolution: Resolution::Public,
            reason: None,
            rule: Rule::KamerstukNumber,
            evidence,
            proof: Vec::new(),
        };
        cited.citations.insert(0, citation);
    }
    let spoken: Vec<statements::Read> = texts
        .iter()
        .zip(&passages)
        .zip(&scanned)
        .zip(&marked)
        .map(|(((text, passage), scanned), places)| statements::Read {
            passage,
            reading: &text.reading,
            words: &text.words,
            mentions: &scanned.mentions,
            places,
        })
        .collect();
    let (statements, requests) = statements::read(kind, source, &spoken, &signatories, &cited.citations);
    let mut document = Document {
        id: String::new(),
        source: SourceFile {
            file: file.to_owned(),
            sha256: Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect(),
            bytes: bytes.len() as u32,
        },
        kind,
        kind_rule,
        kind_evidence,
        title: title.unwrap_or_else(no_title),
        date,
        reference,
        published_as,
        published: None,
        terms: Vec::new(),
        ministries: roles.finish(),
        signatories,
        sections,
        citations: cited.citations,
        actors: actors(source, &texts, &scanned),
        statements,
        requests,
        dates,
        passages,
        repairs,
        curated: Vec::new(),
    };
    document.title.value = document.title.value.split_whitespace().collect::<Vec<_>>().join(" ");
    document.id = slug(&document);
    compose_title(&mut document);
    for (passage, text) in document.passages.iter_mut().zip(texts) {
        passage.text = text.words.text.into_owned();
    }
    let mut notices = Notices { file, source, found: Vec::new() };
    notices.document(&document, &layout, body);
    for (mention, fact) in mentions.iter().zip(&document.dates) {
        notices.date(mention, fact, writing.as_ref());
    }
    notices.line_ends(&raw, &document.repairs);
    Outcome { document, diagnostics: notices.sorted(), names: cited.names, numbers: cited.numbers }
}

fn no_title() -> Fact<String> {
    Fact {
        value: String::new(),
        certainty: Certainty::Composed,
        rule: Rule::ComposedTitle,
        evidence: Vec::new(),
    }
}

/// Puts a title together for a document that has none of its own: kind, ministries, date.
pub fn compose_title(document: &mut Document) {
    if document.title.rule != Rule::ComposedTitle {
        return;
    }
    let kind = document.kind.word();
    let mut title = kind[..1].to_uppercase() + &kind[1..];
    let codes: Vec<&str> = document
        .ministries
        .iter()
        .filter(|m| matches!(m.role, model::Role::Sender | model::Role::CoSender))
        .map(|m| m.code.as_str())
        .collect();
    if !codes.is_empty() {
        title += &format!(" van {}", codes.join(" en "));
    }
    if let Some(date) = &document.date {
        title += &format!(", {}", in_words(date));
    }
    document.title.value = title;
}

/// "8 mei 2023", "tussen 14 en 26 november 2025", "op of na 24 november 2025".
fn in_words(date: &DateFact) -> String {
    let words = Day::in_dutch;
    match (date.earliest, date.latest) {
        (Some(a), Some(b)) if a == b => words(a),
        (Some(a), Some(b)) => {
            let (from, to) = (words(a), words(b));
            let month = to.split_once(' ').map_or("", |(_, month)| month);
            format!("tussen {} en {to}", from.strip_suffix(month).unwrap_or(&from).trim_end())
        }
        (Some(a), None) => format!("op of na {}", words(a)),
        (None, Some(b)) => format!("op of voor {}", words(b)),
        (None, None) => "datum onbekend".to_owned(),
    }
}

/// `kamerbrief-2023-05-08`; without a date the name of the file stands in for it.
fn slug(document: &Document) -> String {
    let kind = document.kind.word();
    match document.date.as_ref().and_then(|d| d.earliest) {
        Some(day) => format!("{kind}-{day}"),
        None => {
            let stem = document.source.file.split('.').next().unwrap_or_default().to_lowercase();
            let safe: String =
                stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
            format!("{kind}-{safe}")
        }
    }
}

/// Every date of the text, with the sentence it stands in.
fn mentions(source: &str, texts: &[Text], numbered: &[Vec<Found>]) -> Vec<dates::Mention> {
    let mut sentence = 0;
    let mut found = Vec::new();
    for (passage, (text, cited)) in texts.iter().zip(numbered).enumerate() {
        let reading = &text.reading;
        let full: &str = &text.words.text;
        let mut last = 0;
        let scanned = dates::scan_at(&text.words, text.candidates.dates.iter().copied());
        let begins: Vec<usize> = scanned.iter().map(|w| w.place.start).collect();
        // What is part of a number of a paper is no date: "Kamerstukken II 2021/22", "COM(2022) 209".
        let free = |w: &dates::Written| {
            let next = cited.partition_point(|c| c.place.end <= w.place.start);
            cited.get(next).is_none_or(|c| c.place.start >= w.place.end)
        };
        for written in scanned.into_iter().filter(free) {
            sentence += sentence_ends(&full[last..written.place.start]);
            last = written.place.start;
            let next = cited.partition_point(|c| c.place.start < written.place.end);
            // 60: "op 5 juli aangenomen (Handelingen II 2021/22 …": no more than a few words between.
            let session = cited.get(next).and_then(|c| {
                let between = full.get(written.place.end..c.place.start)?;
                let fits = between.len() <= 60 && between.contains('(') && !between.contains([')', '.']);
                Some((c.session.filter(|_| fits)?, reading.source_spans(source, c.place.clone())))
            });
            found.push(dates::Mention {
                as_written: full[written.place.clone()].to_owned(),
                evidence: reading.source_spans(source, written.place.clone()),
                passage,
                sentence,
                joined: begins
                    .get(begins.partition_point(|b| *b <= written.place.start))
                    .is_some_and(|next| full.get(written.place.end..*next).is_some_and(dates::joins)),
                written,
                session,
            });
        }
        sentence += 1; // a passage ends the sentence
    }
    found
}

/// Stops that a capital follows. "jl. heeft" and "nr. 77" are none.
fn sentence_ends(text: &str) -> usize {
    let stops = text.match_indices(['.', '!', '?']);
    stops
        .filter(|(at, _)| {
            let rest = &text[at + 1..];
            rest.starts_with(' ') && rest.trim_start().starts_with(char::is_uppercase)
        })
        .count()
}

/// The half-year that an undated document must touch: of a presidency that it names and that fits its days, or of
/// one that another document of the dossier proves.
fn period(
    source: &str,
    texts: &[Text],
    mentions: &[dates::Mention],
    proven: &[ProvenPresidency],
) -> Option<dates::Period> {
    let named = |loose| {
        texts.iter().find_map(|text| {
            let (adjective, place) = dates::presidency(&text.words, loose)?;
            Some((adjective, text.reading.source_spans(source, place)))
        })
    };
    let gives = |days: (Day, Day)| format!("{}/{}", days.0, days.1);
    if let Some((adjective, evidence)) = named(false) {
        let fits = |days: &(Day, Day)| dates::lies_in(mentions, *days);
        let fitting: Vec<(Day, Day)> =
            dates::presidency_periods(adjective).into_iter().filter(fits).collect();
        if let [days] = fitting[..] {
            let step = ProofStep {
                rule: Rule::CouncilPresidency,
                gives: gives(days),
                document: String::new(),
                evidence,
            };
            return Some(dates::Period { days, step });
        }
    }
    let (adjective, _) = named(true)?;
    let proven = proven.iter().find(|p| p.adjective == adjective)?;
    Some(dates::Period {
        days: proven.days,
        step: ProofStep {
            rule: Rule::DossierEvent,
            gives: gives(proven.days),
            document: proven.document.clone(),
            evidence: proven.evidence.clone(),
        },
    })
}

/// The presidencies whose half-year this document proves, for others to lean on.
pub fn proven_presidencies(document: &Document, source: &str) -> Vec<ProvenPresidency> {
    let steps = document.date.iter().flat_map(|d| &d.proof);
    let own = steps.filter(|s| s.rule == Rule::CouncilPresidency && s.document.is_empty());
    own.filter_map(|step| {
        let words: String = step.evidence.iter().map(|e| e.quote(source)).collect::<Vec<_>>().join(" ");
        let (adjective, _) = dates::presidency(&Words::of(&words), false)?;
        let (from, to) = step.gives.split_once('/')?;
        Some(ProvenPresidency {
            adjective,
            days: (from.parse().ok()?, to.parse().ok()?),
            document: document.source.file.clone(),
            evidence: step.evidence.clone(),
        })
    })
    .collect()
}

/// The citations of a document.
struct Cited {
    citations: Vec<Citation>,
    names: Vec<Option<String>>,
    numbers: Numbers,
}

/// Puts numbered papers, named ones and letters known by their date together, and ties names to numbers.
fn cited(
    source: &str,
    texts: &[Text],
    passages: &[Passage],
    numbered: Vec<Vec<Found>>,
    scanned: &[actors::Scanned],
    mentions: &[dates::Mention],
    dates: &[DateFact],
) -> Cited {
    let mut read: Vec<ties::Read> = texts
        .iter()
        .zip(passages)
        .zip(numbered)
        .zip(scanned)
        .map(|(((text, passage), mut citations), scanned)| {
            citations.extend(scanned.papers.iter().cloned());
            ties::Read { kind: passage.kind, text: &text.words.text, citations, mentions: &scanned.mentions }
        })
        .collect();
    for (mention, fact) in mentions.iter().zip(dates).filter(|(m, _)| m.written.is_day()) {
        let words = &texts[mention.passage].words;
        let date = mention.written.place.clone();
        if let Some(first) = citations::letter_before(words, &date) {
            let place = words.place(first, first).start..date.end;
            // "brief van de Minister van Financiën van 3 mei": who wrote it is part of what it is known by.
            let last = words.first_from(date.start).saturating_sub(1);
            let between: Vec<&str> = (first + 1..last).map(|i| words.folded(i)).collect();
            let name = format!("brief {} {}", between.join(" "), fact.edtf);
            let letter = citations::unnumbered(place, CitationKind::Letter, Rule::LetterByDate, name);
            read[mention.passage].citations.push(letter);
        }
    }
    for passage in &mut read {
        passage.citations.sort_by_key(|c| (c.place.start, c.place.end));
        let mut end = 0;
        passage.citations.retain(|c| {
            let apart = c.place.start >= end;
            end = end.max(c.place.end);
            apart
        });
    }
    let quote = |p: usize, place| texts[p].reading.source_spans(source, place);
    let (mut proofs, numbers) = ties::tie(&mut read, quote);
    let mut cited = Cited { citations: Vec::new(), names: Vec::new(), numbers };
    for (p, passage) in read.into_iter().enumerate() {
        for (c, found) in passage.citations.into_iter().enumerate() {
            let (resolution, reason) = citations::resolution(&found, passage.text);
            let name = found.name.clone().filter(|_| found.identifiers.is_empty()).unwrap_or_default();
            cited.names.push(found.name);
            cited.citations.push(Citation {
                kind: found.kind,
                identifiers: found.identifiers,
                name,
                as_written: passage.text[found.place.clone()].to_owned(),
                url: found.url,
                resolution,
                reason,
                rule: found.rule,
                evidence: quote(p, found.place),
                proof: proofs.remove(&(p, c)).into_iter().collect(),
            });
        }
    }
    cited
}

/// Persons and bodies of all passages, merged.
fn actors(source: &str, texts: &[Text], scanned: &[actors::Scanned]) -> Vec<Actor> {
    let found: Vec<(&Text, &actors::Mention)> =
        texts.iter().zip(scanned).flat_map(|(text, s)| s.mentions.iter().map(move |m| (text, m))).collect();
    let mentions: Vec<&actors::Mention> = found.iter().map(|(_, m)| *m).collect();
    let actor = |(name, party, numbers): (String, Option<&str>, Vec<usize>)| {
        let first = found[numbers[0]].1;
        let spans = numbers.iter().flat_map(|i| {
            let (text, mention) = found[*i];
            text.reading.source_spans(source, mention.place.clone())
        });
        Actor {
            name,
            kind: first.kind,
            party: party.map(str::to_owned),
            rule: first.rule,
            evidence: spans.collect(),
        }
    };
    actors::merge(&mentions).into_iter().map(actor).collect()
}

/// What was noticed about the citations of a document, when other documents have given what they can.
pub fn unresolved(document: &Document, source: &str) -> Vec<Diagnostic> {
    let mut notices = Notices { file: &document.source.file, source, found: Vec::new() };
    notices.citations(&document.citations);
    notices.sorted()
}

/// Collects what the person who adds a document should know.
struct Notices<'a> {
    file: &'a str,
    source: &'a str,
    /// Place, how much it matters, and what.
    found: Vec<(Span, Severity, String)>,
}

impl Notices<'_> {
    fn add(&mut self, severity: Severity, at: Span, message: impl Into<String>) {
        self.found.push((at, severity, message.into()));
    }

    /// In the order of the source. Lines are counted on the way, so that many notices cost one walk.
    fn sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|(at, ..)| at.start);
        let (mut line, mut line_start, mut walked) = (1, 0, 0);
        let mut sorted = Vec::new();
        for (at, severity, message) in self.found {
            let start = at.start as usize;
            for (i, _) in self.source[walked..start].match_indices('\n') {
                (line, line_start) = (line + 1, walked + i + 1);
            }
            walked = start;
            // 1000: a column beyond is of no use, and a line of ten megabytes is not walked for each.
            let column = self.source[line_start..start].chars().take(1000).count() as u32 + 1;
            sorted.push(Diagnostic { severity, file: self.file.to_owned(), line, column, message });
        }
        sorted
    }

    /// Of the document as a whole.
    fn document(&mut self, document: &Document, layout: &Layout, body: &[Line]) {
        let start = body.first().or(layout.body.first()).map_or(Span::new(0, 0), Line::span);
        if self.source.trim().is_empty() {
            self.add(Severity::Error, start, "expected a text, found an empty file");
            return;
        }
        if document.kind == model::DocumentKind::Overig {
            let message = "nothing marks the kind of this document; it is shown as \"overig\"";
            self.add(Severity::Warning, start, message);
        }
        match &document.date {
            None => {
                let message = "the document states no date, and nothing in it proves one";
                self.add(Severity::Warning, start, message);
            }
            Some(date) if date.certainty == Certainty::Derived => {
                let message = format!("the document states no date; {} is derived", date.edtf);
                self.add(Severity::Note, start, message);
            }
            Some(_) => {}
        }
        if document.title.certainty == Certainty::Composed {
            let message = "the document has no title of its own; it gets a composed one";
            self.add(Severity::Note, start, message);
        }
        for signatory in document.signatories.iter().filter(|s| s.office.is_some() && s.ministry.is_none()) {
            let office = signatory.office.as_deref().unwrap_or_default();
            let message = format!("expected an office of ministries.toml, found \"{office}\"");
            let at = signatory.evidence.first().copied().unwrap_or(start);
            self.add(Severity::Warning, at, message);
        }
    }

    /// A contradiction is reported, not repaired; so is a year that nothing proves.
    fn date(&mut self, mention: &dates::Mention, fact: &DateFact, writing: Option<&dates::Writing>) {
        let Some(at) = mention.evidence.first().copied() else { return };
        let written = &mention.as_written;
        match (mention.written.weekday, fact.earliest) {
            (Some(weekday), Some(day)) if weekday != day.weekday() => {
                let message =
                    format!("expected {day} to be a {}, found \"{written}\"", dates::weekday_name(day));
                self.add(Severity::Warning, at, message);
            }
            (_, None) if mention.written.year_written().is_some() => {
                self.add(Severity::Warning, at, format!("the calendar has no \"{written}\""));
            }
            (Some(_), None) if writing.is_some() => {
                let message = format!("no year near the document's date has \"{written}\"");
                self.add(Severity::Warning, at, message);
            }
            (_, None) => self.add(Severity::Note, at, format!("nothing proves the year of \"{written}\"")),
            _ => {}
        }
    }

    fn citations(&mut self, citations: &[Citation]) {
        for citation in citations {
            if let (Some(reason), Some(at)) = (citation.reason, citation.evidence.first()) {
                let message = format!("no address for \"{}\": {}", citation.as_written, reason.word());
                self.add(Severity::Note, *at, message);
            }
        }
    }

    /// Hyphens at line ends that were left alone, because neither word is known.
    fn line_ends(&mut self, passages: &[RawPassage], repairs: &[Repair]) {
        for pair in passages.iter().flat_map(|p| p.lines.windows(2)) {
            let (line, next) = (pair[0].quote(self.source), pair[1].quote(self.source));
            let cut = line.ends_with('-')
                && line[..line.len() - 1].ends_with(char::is_alphabetic)
                && next.starts_with(char::is_lowercase);
            let at = pair[0].end.saturating_sub(1);
            let repaired = repairs.binary_search_by_key(&at, |r| r.start).is_ok();
            let half = line.rsplit(' ').next().unwrap_or(line);
            let rest = next.split(' ').next().unwrap_or(next);
            if cut
                && !repaired
                && !matches!(rest, "en" | "of" | "als" | "tot")
                && half.len() + rest.len() <= 80
            {
                let message = format!("expected a known word, found \"{half} {rest}\"; add it to words.txt");
                self.add(Severity::Note, Span { start: at, end: at }, message);
            }
        }
    }
}

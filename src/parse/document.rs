//! One document: from bytes to facts.

use crate::{
    citations, dates, head, issues,
    layout::{Layout, Line, layout},
    people::{self, Readable},
    repairs::{self, Known},
    structure::structure,
    tables::Tables,
};
use model::{
    ActorKind, Certainty, Citation, DateFact, Day, Diagnostic, Document, Fact, Passage, PassageKind,
    ProofStep, Reading, Rule, Section, Severity, SourceFile, Span,
};
use sha2::{Digest, Sha256};
use std::ops::Range;

/// A source as text, with the same offsets as the bytes stored.
///
/// A byte that is not UTF-8 reads as `?`, one for one, and is reported with its place; nothing else is lost.
pub fn decode(file: &str, bytes: &[u8]) -> (String, Vec<Diagnostic>) {
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

/// Reads one document. `presidencies` are what other documents of the dossier prove.
pub fn document(
    file: &str,
    bytes: &[u8],
    source: &str,
    tables: &Tables,
    known: &Known,
    presidencies: &[ProvenPresidency],
) -> (Document, Vec<Diagnostic>) {
    let layout = layout(source);
    let (kind, kind_rule, kind_evidence) = head::kind(&layout);
    let (title, head_end) = head::title(kind, &layout);
    let (head_lines, body) = layout.body.split_at(head_end.min(layout.body.len()));
    let raw = structure(source, kind, body);
    let repairs = repairs::repairs(source, &raw, known);
    let readings: Vec<Reading> = raw.iter().map(|p| Reading::of(source, &p.spans, &repairs)).collect();

    let mut sections: Vec<Section> = Vec::new();
    let mut passages: Vec<Passage> = Vec::new();
    for (raw, reading) in raw.iter().zip(&readings) {
        if reading.text.is_empty() {
            continue;
        }
        if let Some((number, level)) = &raw.heading {
            let text = reading.text.as_str();
            let heading = number.as_ref().map_or(text, |n| text[n.len()..].trim_start_matches(['.', ' ']));
            let taken = |id: &String| sections.iter().any(|s| s.id == *id);
            let place = format!("s{}", sections.len() + 1);
            sections.push(Section {
                id: number.clone().filter(|n| !taken(n)).unwrap_or(place),
                number: number.clone(),
                heading: heading.trim_end_matches(['.', ':']).to_owned(),
                level: *level,
                evidence: raw.spans.clone(),
            });
        }
        let marks = issues::marks(source, reading, tables);
        passages.push(Passage {
            id: format!("p{}", passages.len() + 1),
            section: sections.last().map(|s| s.id.clone()),
            kind: raw.kind,
            text: reading.text.clone(),
            evidence: raw.spans.clone(),
            issues: issues::carried(&marks, tables),
            marks,
        });
    }
    let readings: Vec<Reading> = readings.into_iter().filter(|r| !r.text.is_empty()).collect();

    let stated = head::date(kind, &layout);
    let mentions = mentions(source, &readings);
    let (writing, date) = match stated {
        Some(fact) => {
            let day = fact.earliest.expect("a stated date is a day");
            (Some(dates::Writing { earliest: day, latest: Some(day), anchors: Vec::new() }), Some(fact))
        }
        None => period(source, &readings, &mentions, presidencies)
            .and_then(|period| dates::derive_writing(&mentions, &period))
            .map_or((None, None), |(writing, fact)| (Some(writing), Some(fact))),
    };
    let on = date.as_ref().and_then(|d| d.earliest);
    let signatories = people::signatories(kind, &layout, head_lines, tables, on);
    let mut roles = people::roles(kind, &layout, head_lines, &signatories, tables, on);
    for (reading, passage) in readings.iter().zip(&passages).filter(|(_, p)| p.kind != PassageKind::Heading) {
        let spans = |place: Range<usize>| reading.source_spans(source, place);
        let signature = |n: Span| signatories.iter().any(|s| s.evidence.iter().any(|e| e.overlaps(n)));
        if !passage.evidence.iter().any(|e| signature(*e)) {
            people::roles_in_text(&mut roles, &Readable { text: &reading.text, spans: &spans }, tables, on);
        }
    }
    let mut diagnostics = Vec::new();
    let reference = head::reference(&layout);
    let published_as = layout.furniture.iter().find_map(|l| l.text.strip_prefix("kst-")).map(str::to_owned);
    let dates = dates::resolve(&mentions, writing.as_ref());
    for (mention, fact) in mentions.iter().zip(&dates) {
        contradiction(file, source, mention, fact, &mut diagnostics);
    }
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
        ministries: roles.finish(),
        signatories,
        sections,
        citations: citations(source, &readings),
        dates,
        actors: actors(source, &readings),
        passages,
        repairs,
        curated: Vec::new(),
    };
    document.title.value = document.title.value.split_whitespace().collect::<Vec<_>>().join(" ");
    document.id = slug(&document);
    compose_title(&mut document);
    notice(&document, source, &layout, body, &mut diagnostics);
    (document, diagnostics)
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
    let words = |day: Day| {
        let (year, month, day) = day.civil();
        format!("{day} {} {year}", dates::MONTHS[month as usize - 1])
    };
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
fn mentions(source: &str, readings: &[Reading]) -> Vec<dates::Mention> {
    let mut sentence = 0;
    let mut found = Vec::new();
    for reading in readings {
        let mut last = 0;
        for written in dates::scan(&reading.text) {
            sentence += sentence_ends(&reading.text[last..written.place.start]);
            last = written.place.start;
            found.push(dates::Mention {
                as_written: reading.text[written.place.clone()].to_owned(),
                evidence: reading.source_spans(source, written.place.clone()),
                sentence,
                written,
            });
        }
        sentence += 1 + sentence_ends(&reading.text[last..]);
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
    readings: &[Reading],
    mentions: &[dates::Mention],
    proven: &[ProvenPresidency],
) -> Option<dates::Period> {
    let named = |loose| {
        readings.iter().find_map(|reading| {
            let (adjective, place) = dates::presidency(&reading.text, loose)?;
            Some((adjective, reading.source_spans(source, place)))
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
        let (adjective, _) = dates::presidency(&words, false)?;
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

fn citations(source: &str, readings: &[Reading]) -> Vec<Citation> {
    let mut found = Vec::new();
    for reading in readings {
        for hit in citations::scan(&reading.text) {
            found.push(Citation {
                resolution: hit.resolution(),
                kind: hit.kind,
                identifiers: hit.identifiers,
                as_written: reading.text[hit.place.clone()].to_owned(),
                url: hit.url,
                reason: hit.reason,
                rule: hit.rule,
                evidence: reading.source_spans(source, hit.place),
            });
        }
    }
    found
}

/// Organisations of the debate, by every name that means the same body. Source: the texts, and for the two names
/// of the ATKM its founding act (Stb. 2023, 303) and the texts themselves.
const ORGANISATIONS: &[(&str, &[&str])] = &[
    ("AIVD", &["AIVD", "Algemene Inlichtingen- en Veiligheidsdienst"]),
    (
        "ATKM",
        &[
            "ATKM",
            "Autoriteit online Terroristisch en Kinderpornografisch Materiaal",
            "Autoriteit online Kinderpornografisch Materiaal",
        ],
    ),
    ("Offlimits", &["Offlimits"]),
    ("Meldpunt Kinderporno", &["Meldpunt Kinderporno"]),
    ("INHOPE", &["INHOPE"]),
    ("Internet Watch Foundation", &["Internet Watch Foundation"]),
    ("Raad van State", &["Raad van State"]),
    ("Europese Commissie", &["Europese Commissie"]),
    ("Europees Parlement", &["Europees Parlement"]),
    ("Juridische Dienst van de Raad", &["Juridische Dienst van de Raad"]),
    ("Coreper", &["Coreper"]),
    ("Autoriteit Persoonsgegevens", &["Autoriteit Persoonsgegevens"]),
];

fn actors(source: &str, readings: &[Reading]) -> Vec<model::Actor> {
    let mut found: Vec<model::Actor> = Vec::new();
    for (name, aliases) in ORGANISATIONS {
        let mut evidence: Vec<Span> = Vec::new();
        for reading in readings {
            let mut places: Vec<Range<usize>> = Vec::new();
            for alias in *aliases {
                let whole = |at: usize| {
                    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                    !letter(reading.text[..at].chars().next_back())
                        && !letter(reading.text[at + alias.len()..].chars().next())
                };
                let hits = reading.text.match_indices(alias).filter(|(at, _)| whole(*at));
                places.extend(hits.map(|(at, _)| at..at + alias.len()));
            }
            places.sort_by_key(|p| p.start);
            evidence.extend(places.into_iter().flat_map(|place| reading.source_spans(source, place)));
        }
        if !evidence.is_empty() {
            found.push(model::Actor { name: (*name).to_owned(), kind: ActorKind::Organisation, evidence });
        }
    }
    found
}

/// A weekday that is not the one of its date is reported, not repaired.
fn contradiction(
    file: &str,
    source: &str,
    mention: &dates::Mention,
    fact: &DateFact,
    found: &mut Vec<Diagnostic>,
) {
    let (Some(weekday), Some(day), Some(at)) =
        (mention.written.weekday, fact.earliest, mention.evidence.first())
    else {
        return;
    };
    if weekday != day.weekday() {
        let message =
            format!("expected {} to be a {}, found \"{}\"", day, dates::weekday_name(day), fact.as_written);
        found.push(diagnostic(Severity::Warning, file, source, *at, message));
    }
}

/// What the person who adds a document should know.
fn notice(document: &Document, source: &str, layout: &Layout, body: &[Line], found: &mut Vec<Diagnostic>) {
    let file = &document.source.file;
    let start = body.first().or(layout.body.first()).map_or(Span::new(0, 0), Line::span);
    let mut note =
        |severity, message: &str| found.push(diagnostic(severity, file, source, start, message.to_owned()));
    if source.trim().is_empty() {
        note(Severity::Error, "expected a text, found an empty file");
        return;
    }
    if document.kind == model::DocumentKind::Overig {
        note(Severity::Warning, "nothing marks the kind of this document; it is shown as \"overig\"");
    }
    match &document.date {
        None => note(Severity::Warning, "the document states no date, and nothing in it proves one"),
        Some(date) if date.certainty == Certainty::Derived => {
            note(Severity::Note, &format!("the document states no date; {} is derived", date.edtf));
        }
        Some(_) => {}
    }
    if document.title.certainty == Certainty::Composed {
        note(Severity::Note, "the document has no title of its own; it gets a composed one");
    }
}

//! TEXT -> MODEL.
use model::*;
/// A file of the folder.
pub struct SeedFile {
    /// Name without folder.
    pub name: String,
    /// Bytes as stored.
    pub bytes: Vec<u8>,
}
/// A corpus and its sources.
pub struct Parsed {
    /// The corpus.
    pub corpus: Corpus,
    /// Sources in the order of documents.
    pub sources: Vec<String>,
}
/// Is it a seed.
pub fn is_seed(name: &str) -> bool { name.ends_with(".txt") || name.ends_with(".toml") }
/// Provisional.
pub fn verify(_: &Corpus, _: &[String]) -> Result<(), String> { Ok(()) }
/// Provisional.
pub fn dossier(files: Vec<SeedFile>) -> Result<Parsed, String> {
    let text = |nl: &str, en: &str| Text { nl: nl.into(), en: en.into() };
    let mut documents = Vec::new();
    let mut sources = Vec::new();
    for file in files.into_iter().filter(|f| f.name.ends_with(".txt")) {
        let source = String::from_utf8(file.bytes).unwrap();
        let mut passages = Vec::new();
        let mut at = 0;
        for (i, block) in source.split("\n\n").filter(|b| !b.trim().is_empty()).enumerate() {
            let start = at + source[at..].find(block).unwrap();
            at = start + block.len();
            let evidence = vec![Span::new(start, at)];
            let read = Reading::of(&source, &evidence, &[]).text;
            let marks: Vec<IssueMark> = read.to_lowercase().find("encryptie").map(|p| IssueMark { issue: "end-to-end-encryptie".into(),
                evidence: Reading::of(&source, &evidence, &[]).source_spans(&source, p..p+9) }).into_iter().collect();
            passages.push(Passage { id: format!("p{}", i + 1), section: (i >= 3).then(|| "s1".into()), kind: if i == 2 { PassageKind::Heading } else { PassageKind::Paragraph }, text: read, evidence,
                issues: marks.iter().map(|m| m.issue.clone()).collect(), marks });
        }
        let nota = source.contains("Geadviseerd besluit");
        let day: Day = "2024-09-30".parse().unwrap();
        let span = vec![passages[1].evidence[0]];
        documents.push(Document {
            id: format!("document-{}", &file.name[..3]),
            source: SourceFile { bytes: source.len() as u32, sha256: "0".repeat(64), file: file.name.clone() },
            kind: if nota { DocumentKind::Beslisnota } else { DocumentKind::Kamerbrief }, kind_rule: Rule::NotaSections, kind_evidence: span.clone(),
            title: Fact { value: format!("Voorlopige titel {}", &file.name[..3]), certainty: Certainty::Composed, rule: Rule::ComposedTitle, evidence: vec![] },
            date: Some(DateFact { as_written: String::new(), edtf: "2024-09-30/..".into(), earliest: Some(day), latest: None, certainty: Certainty::Derived, rule: Rule::BetweenEvents, evidence: span.clone(),
                proof: vec![ProofStep { rule: Rule::WeekdayProves, gives: "2024".into(), document: String::new(), evidence: span.clone() }] }),
            reference: Some(Fact { value: "5813750".into(), certainty: Certainty::Stated, rule: Rule::ReferenceLabel, evidence: span.clone() }),
            ministries: vec![MinistryRole { code: "JenV".into(), role: Role::Sender, certainty: Certainty::Curated, rule: Rule::Curated, evidence: vec![], source: Some("https://example.org".into()) }],
            signatories: vec![], sections: vec![Section { id: "s1".into(), number: None, heading: passages[2].text.clone(), level: 1, evidence: passages[2].evidence.clone() }],
            citations: vec![], dates: vec![], actors: vec![], repairs: vec![], curated: vec![CuratedFact { text: text("Advies bij", "Advice under"), url: None, source: "facts".into() }], passages,
        });
        sources.push(source);
    }
    let issue = |id: &str| Issue { id: id.into(), label: text(id, id), definition: text("Definitie.", "Definition."), expressions: vec!["encryptie".into()] };
    Ok(Parsed { sources, corpus: Corpus { format: 1, documents, diagnostics: vec![], dossier: Some(Dossier {
        title: text("Nederland en de CSAM-verordening", "The Netherlands and the CSAM regulation"), intro: text("Vijf stukken.", "Five papers."),
        issues: vec![issue("end-to-end-encryptie"), issue("client-side-scanning")],
        ministries: vec![Ministry { code: "JenV".into(), name: text("Justitie en Veiligheid", "Justice and Security"), tooi: "https://identifier.overheid.nl/tooi/id/ministerie/mnre1058".into() }],
        pairs: vec![] }) } })
}

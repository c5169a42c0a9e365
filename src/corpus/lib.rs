//! The corpus of the page: parsed at build time from `seeds/`, decoded once at start.

include!("embedded.rs");

mod decode;

use decode::Decode;
use model::{Corpus, DateFact, Document, Reading, Rule, Span};
use std::sync::LazyLock;

static EMBEDDED: LazyLock<Embedded> = LazyLock::new(|| {
    let mut bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/corpus.bin"));
    let mut embedded = Embedded::decode(&mut bytes);
    let Embedded { corpus, sources } = &mut embedded;
    let issues: Vec<String> = corpus.dossier.iter().flat_map(|d| &d.issues).map(|i| i.id.clone()).collect();
    for (document, source) in corpus.documents.iter_mut().zip(sources) {
        fill(document, source, &issues);
    }
    embedded
});

/// Reads from the source again what `build.rs` left out.
fn fill(document: &mut Document, source: &str, issues: &[String]) {
    for repair in &mut document.repairs {
        repair.written = source[repair.start as usize..repair.end as usize].to_owned();
    }
    let read = |evidence: &[Span]| Reading::of(source, evidence, &document.repairs).text;
    for (passage, number) in document.passages.iter_mut().zip(1..) {
        passage.id = format!("p{number}");
        passage.text = read(&passage.evidence);
        for mark in &mut passage.marks {
            mark.issue =
                issues[mark.issue.parse::<usize>().expect("build.rs wrote a place in the table")].clone();
        }
        let carried = issues.iter().filter(|id| passage.marks.iter().any(|m| m.issue == **id));
        passage.issues = carried.cloned().collect();
    }
    let between = |date: &&mut DateFact| date.rule != Rule::BetweenEvents;
    for date in document.date.iter_mut().chain(&mut document.dates).filter(between) {
        // A date that a letterhead repeats has each repetition as evidence.
        let repeated = date.rule == Rule::DateLabel;
        date.as_written = read(if repeated { &date.evidence[..1] } else { &date.evidence });
    }
    for citation in &mut document.citations {
        citation.as_written = read(&citation.evidence);
    }
}

/// The whole corpus.
pub fn load() -> &'static Corpus {
    &EMBEDDED.corpus
}

/// The untouched source of a document, by its index in [`Corpus::documents`].
///
/// # Panics
/// When there is no such document.
pub fn source(document: usize) -> &'static str {
    &EMBEDDED.sources[document]
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_was_left_out_of_the_bytes_reads_as_the_parser_wrote_it() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds");
        let seeds = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
        let name = |path: &std::path::PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        let mut files: Vec<parse::SeedFile> = seeds
            .filter(|path| parse::is_seed(&name(path)))
            .map(|path| parse::SeedFile { name: name(&path), bytes: std::fs::read(path).unwrap() })
            .collect();
        files.sort_by(|a, b| a.name.cmp(&b.name));
        let parsed = parse::dossier(files).unwrap();
        assert_eq!(super::load().documents, parsed.corpus.documents);
        let mut dossier = parsed.corpus.dossier;
        dossier.iter_mut().flat_map(|d| &mut d.issues).for_each(|issue| issue.expressions.clear());
        assert_eq!(super::load().dossier, dossier);
        let sources: Vec<&str> = (0..parsed.sources.len()).map(super::source).collect();
        assert_eq!(sources, parsed.sources);
    }
}

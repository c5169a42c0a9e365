//! The corpus of the page: parsed on the host from `seeds/`, decoded once at start. Its bytes are embedded, or, where
//! they are too many, given by the page that loaded them: [`Opening`].

include!("embedded.rs");

mod decode;
#[cfg(any(feature = "encode", test))]
mod encode;

#[cfg(any(feature = "encode", test))]
pub use encode::encode;

use decode::{Decode, varint};
use model::{Corpus, DateFact, Document, Reading, Rule, Span};
use std::sync::{Mutex, PoisonError};

/// The dossier that was parsed when this was built, as bytes; none where it is too large to embed.
pub const EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/corpus.bin"));

/// The bytes of a corpus, and the corpus.
type Held = (&'static [u8], &'static Embedded<'static>);

/// What is decoded stays as long as the page.
static CORPUS: Mutex<Option<Held>> = Mutex::new(None);

fn corpus() -> Held {
    let mut held = CORPUS.lock().unwrap_or_else(PoisonError::into_inner);
    *held.get_or_insert_with(|| {
        // A page provides its corpus, so that another program of it need not hold the bytes once more.
        if cfg!(target_arch = "wasm32") {
            panic!("the corpus is provided before it is loaded");
        }
        (EMBEDDED, whole(EMBEDDED))
    })
}

/// The bytes of the corpus, as [`Opening::of`] takes them.
pub fn bytes() -> &'static [u8] {
    corpus().0
}

fn whole(bytes: &'static [u8]) -> &'static mut Embedded<'static> {
    let mut opening = Opening::of(bytes);
    opening.open(usize::MAX);
    opening.embedded
}

/// The corpus once more, to be changed.
pub fn again() -> &'static mut Corpus {
    &mut whole(corpus().0).corpus
}

/// A corpus that is being decoded, some documents at a time, so that a page with many can go on living meanwhile.
pub struct Opening {
    all: &'static [u8],
    /// What is not decoded yet.
    bytes: &'static [u8],
    embedded: &'static mut Embedded<'static>,
    issues: Vec<String>,
    total: usize,
}

impl Opening {
    /// Begins with the bytes that `encode` gave.
    ///
    /// # Panics
    /// When they are other bytes; here and in [`Self::open`].
    pub fn of(mut bytes: &'static [u8]) -> Self {
        let all = bytes;
        let rest = &mut bytes;
        let (sources, index) = (Decode::decode(rest), Decode::decode(rest));
        let corpus = Corpus {
            format: Decode::decode(rest),
            dossier: Decode::decode(rest),
            documents: Vec::new(),
            diagnostics: Vec::new(),
        };
        let issues = corpus.issues().iter().map(|i| i.id.clone()).collect();
        let total = varint(rest);
        let embedded = Box::leak(Box::new(Embedded { sources, index, corpus }));
        Self { all, bytes, embedded, issues, total }
    }

    /// Number of documents in all.
    pub fn total(&self) -> usize {
        self.total
    }

    /// Opens the next `count` documents, or what is left. Returns how many are open.
    pub fn open(&mut self, count: usize) -> usize {
        let Embedded { sources, corpus, .. } = &mut *self.embedded;
        let from = corpus.documents.len();
        for source in sources.iter().take(self.total).skip(from).take(count) {
            let mut document = Document::decode(&mut self.bytes);
            fill(&mut document, source, &self.issues);
            corpus.documents.push(document);
        }
        corpus.documents.len()
    }

    /// Makes this the corpus, in place of another one. All its documents are open.
    pub fn provide(self) {
        *CORPUS.lock().unwrap_or_else(PoisonError::into_inner) = Some((self.all, self.embedded));
    }
}

/// Reads from the source again what `encode.rs` left out.
fn fill(document: &mut Document, source: &str, issues: &[String]) {
    for repair in &mut document.repairs {
        repair.written = source[repair.start as usize..repair.end as usize].to_owned();
    }
    let read = |evidence: &[Span]| Reading::of(source, evidence, &document.repairs).text;
    let statements = document.statements.iter_mut().flat_map(|s| &mut s.marks);
    for mark in document.passages.iter_mut().flat_map(|p| &mut p.marks).chain(statements) {
        mark.issue =
            issues[mark.issue.parse::<usize>().expect("encode.rs wrote a place in the table")].clone();
    }
    for (passage, number) in document.passages.iter_mut().zip(1..) {
        passage.id = format!("p{number}");
        passage.text = read(&passage.evidence);
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
    for statement in &mut document.statements {
        statement.text = read(&statement.evidence);
        statement.name = read(&statement.named);
    }
    for request in &mut document.requests {
        request.text = read(&request.evidence);
    }
}

/// The whole corpus.
pub fn load() -> &'static Corpus {
    &corpus().1.corpus
}

/// The untouched source of a document, by its index in [`Corpus::documents`].
///
/// # Panics
/// When there is no such document.
pub fn source(document: usize) -> &'static str {
    corpus().1.sources[document]
}

/// Every source, in the order of [`Corpus::documents`].
pub fn sources() -> &'static [&'static str] {
    &corpus().1.sources
}

/// The search index as bytes; empty where the page makes it from the corpus.
pub fn index() -> &'static [u8] {
    corpus().1.index
}

#[cfg(test)]
mod tests {
    fn seeds() -> Vec<parse::SeedFile> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds");
        let seeds = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
        let name = |path: &std::path::PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        let mut files: Vec<parse::SeedFile> = seeds
            .filter(|path| parse::is_seed(&name(path)))
            .map(|path| parse::SeedFile { name: name(&path), bytes: std::fs::read(path).unwrap() })
            .collect();
        files.sort_by(|a, b| a.name.cmp(&b.name));
        files
    }

    #[test]
    fn what_was_left_out_of_the_bytes_reads_as_the_parser_wrote_it() {
        let parsed = parse::dossier(seeds()).unwrap();
        assert_eq!(super::load().documents, parsed.corpus.documents);
        let mut dossier = parsed.corpus.dossier;
        dossier.iter_mut().flat_map(|d| &mut d.issues).for_each(|issue| issue.expressions.clear());
        dossier.iter_mut().flat_map(|d| &mut d.terms).for_each(|term| term.names.clear());
        assert_eq!(super::load().dossier, dossier);
        assert_eq!(super::sources(), parsed.sources);
        assert_eq!(super::source(4), parsed.sources[4]);
    }

    #[test]
    fn a_file_holds_what_would_be_embedded_and_opens_in_steps() {
        let bytes: &'static [u8] = super::encode(parse::dossier(seeds()).unwrap()).unwrap().leak();
        assert_eq!(bytes, include_bytes!(concat!(env!("OUT_DIR"), "/corpus.bin")));
        let mut opening = super::Opening::of(bytes);
        let steps = [0, 2, 2, 2].map(|count| opening.open(count));
        assert_eq!((steps, opening.total()), ([0, 2, 4, 5], 5));
        assert_eq!(opening.embedded.corpus.documents, super::load().documents);
    }
}

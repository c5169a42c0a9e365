//! The corpus of the page: parsed at build time from `seeds/`, decoded once at start.

include!("embedded.rs");

use model::{Corpus, Reading};
use std::sync::LazyLock;

static EMBEDDED: LazyLock<Embedded> = LazyLock::new(|| {
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/corpus.bin"));
    let mut embedded: Embedded = postcard::from_bytes(bytes).expect("build.rs wrote these bytes with the same types");
    for (document, source) in embedded.corpus.documents.iter_mut().zip(&embedded.sources) {
        for passage in &mut document.passages {
            passage.text = Reading::of(source, &passage.evidence, &document.repairs).text;
        }
    }
    embedded
});

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

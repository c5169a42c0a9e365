// Shared by encode.rs (writes) and lib.rs (reads), so that the two sides cannot part.

/// What the page gets, embedded or from a file: the corpus without what can be read from the sources again.
///
/// The sources come first, so that the documents can be opened one by one while they are read.
#[derive(serde::Serialize)]
pub(crate) struct Embedded<'a> {
    /// The sources, in the order of the documents.
    sources: Vec<&'a str>,
    /// The search index; empty where the page makes it itself.
    index: &'a [u8],
    corpus: model::Corpus,
}

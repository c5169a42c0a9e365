// Shared by build.rs (writes) and lib.rs (reads), so that the two sides cannot part.

/// What the page embeds: the corpus without what can be read from the sources again, and the sources, in the
/// order of the documents.
#[derive(serde::Serialize)]
struct Embedded {
    corpus: model::Corpus,
    sources: Vec<String>,
}

//! CORPUS -> BYTES, on the host. Shared by `build.rs`, which embeds the bytes, and the `inzage` command, which writes
//! them into a file: the same dossier gives the same bytes.

use crate::Embedded;
use model::Corpus;
use parse::Parsed;
use search::Index;

/// The bytes that [`crate`] reads in the page.
///
/// # Errors
/// One line, when the types cannot be encoded.
pub fn encode(parsed: Parsed) -> Result<Vec<u8>, String> {
    let apart = parsed.apart();
    let Parsed { mut corpus, sources, .. } = parsed;
    let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
    // The page makes the index of a small dossier in no time; sent, it would be larger than the code that makes it.
    let index = if apart { Index::new(&corpus, sources.clone()).bytes() } else { Vec::new() };
    strip(&mut corpus);
    postcard::to_allocvec(&Embedded { sources, index: &index, corpus }).map_err(|e| e.to_string())
}

/// Leaves out what `lib.rs` reads from the sources again, and what the parser says to those who add documents.
fn strip(corpus: &mut Corpus) {
    let ids: Vec<String> = corpus.dossier.iter().flat_map(|d| &d.issues).map(|i| i.id.clone()).collect();
    corpus.diagnostics.clear();
    // The page shows what stands in the texts; the expressions that were looked for stay in issues.toml.
    for issue in corpus.dossier.iter_mut().flat_map(|d| &mut d.issues) {
        issue.expressions.clear();
    }
    corpus.dossier.iter_mut().flat_map(|d| &mut d.terms).for_each(|term| term.names.clear());
    for document in &mut corpus.documents {
        for passage in &mut document.passages {
            passage.id.clear();
            passage.text.clear();
            passage.issues.clear();
        }
        let statements = document.statements.iter_mut().flat_map(|s| &mut s.marks);
        for mark in document.passages.iter_mut().flat_map(|p| &mut p.marks).chain(statements) {
            // The place in the table stands in for the id.
            mark.issue =
                ids.iter().position(|id| *id == mark.issue).map(|i| i.to_string()).unwrap_or_default();
        }
        for statement in &mut document.statements {
            statement.text.clear();
            statement.name.clear();
        }
        document.requests.iter_mut().for_each(|r| r.text.clear());
        for date in document.date.iter_mut().chain(&mut document.dates) {
            date.as_written.clear();
        }
        for citation in &mut document.citations {
            citation.as_written.clear();
        }
        for repair in &mut document.repairs {
            repair.written.clear();
        }
    }
}

//! What a policy document is.
//!
//! Types only, with the functions that every reader of them needs: [`Reading`] turns spans of the source
//! and repairs into the text that a person reads, and maps places in it back; [`tokens`] folds its words, and
//! [`sentences`] cuts it.
//! No I/O, no browser. Serialised with serde, the types *are* the corpus JSON (`inzage schema`).

mod day;
mod document;
mod dossier;
mod fold;
mod reading;
mod rule;
mod sentence;
mod span;
mod statement;

pub use day::{Day, MONTHS, days_in_month};
pub use document::*;
pub use dossier::*;
pub use fold::{Token, fnv, fold, is_letter, tokens};
pub use reading::Reading;
pub use rule::Rule;
pub use sentence::sentences;
pub use span::Span;
pub use statement::*;

/// Everything that the page shows: the dossier and its documents, in order of time.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Corpus {
    /// Version of this format; 1.
    pub format: u32,
    /// What `seeds/dossier.toml` and its neighbours say; `None` for loose files.
    #[serde(default)]
    pub dossier: Option<Dossier>,
    /// The documents, by earliest possible day, then by file name; undated ones last.
    pub documents: Vec<Document>,
    /// What the parser noticed and could not settle.
    pub diagnostics: Vec<Diagnostic>,
}

impl Corpus {
    /// The policy issues, in the order of the table; none of loose files.
    pub fn issues(&self) -> &[Issue] {
        self.dossier.as_ref().map_or(&[], |dossier| &dossier.issues)
    }

    /// The ministries, in the order of the table; none of loose files.
    pub fn ministries(&self) -> &[Ministry] {
        self.dossier.as_ref().map_or(&[], |dossier| &dossier.ministries)
    }

    /// The words that are explained; none of loose files.
    pub fn terms(&self) -> &[Term] {
        self.dossier.as_ref().map_or(&[], |dossier| &dossier.terms)
    }
}

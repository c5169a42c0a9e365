use crate::{Certainty, Rule, Span};
use serde::{Deserialize, Serialize};

/// One text in the two languages of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

/// What the keepers of a dossier say about it: everything in `seeds/*.toml` that the page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dossier {
    /// Its name.
    pub title: Text,
    /// One or two sentences on what it holds.
    pub intro: Text,
    /// The policy issues, in the order of the filter.
    pub issues: Vec<Issue>,
    /// The ministries that occur in the documents, in the order of the table.
    pub ministries: Vec<Ministry>,
    /// Which nota advised on which letter.
    pub pairs: Vec<Pair>,
    /// Names of the same things, for the search.
    pub aliases: Vec<Alias>,
    /// Words that a text or the keepers explain.
    pub terms: Vec<Term>,
    /// What compounds in these texts begin and end with, for the search: words that the texts need not have
    /// (`bevel`), and behind a hyphen those that only look like parts (`-toe`).
    pub compounds: Vec<String>,
}

/// Several names of one thing: what one finds, the others find too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Alias {
    /// The names, at least two.
    pub names: Vec<String>,
    /// How it is known: from the keepers of the dossier, or from an abbreviation that stands behind its name.
    pub rule: Rule,
    /// Where a curated one is taken from; empty for one read in a text.
    pub source: String,
    /// The id of the document that has both; empty for a curated one.
    pub document: String,
    /// The words of that document.
    pub evidence: Vec<Span>,
}

/// A word that a text or the keepers of the dossier explain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Term {
    /// The word and its other spellings, at least one; for a curated one as in `issues.toml`, with `*` for any ending.
    pub names: Vec<String>,
    /// What it means. Of one read in a text: the words of the text, in Dutch alone.
    pub definition: Text,
    /// How it is known: [`Rule::Curated`] or [`Rule::Abbreviation`].
    pub rule: Rule,
    /// Where a curated one is taken from; empty for one read in a text.
    pub source: String,
    /// The id of the document that explains it; empty for a curated one.
    pub document: String,
    /// The words of that document: name and abbreviation.
    pub evidence: Vec<Span>,
}

/// A policy issue ("Onderwerp").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Issue {
    /// Slug used in addresses.
    pub id: String,
    /// Short name.
    pub label: Text,
    /// One sentence.
    pub definition: Text,
    /// The expressions that show it, as written in `issues.toml`.
    pub expressions: Vec<String>,
}

/// A ministry as the page names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ministry {
    /// Abbreviation; the key.
    pub code: String,
    /// Official name without "Ministerie van".
    pub name: Text,
    /// Address of the ministry in the government's register of organisations (TOOI).
    pub tooi: String,
}

/// A nota and the letter it advised on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pair {
    /// Id of the nota's document.
    pub nota: String,
    /// Id of the letter's document.
    pub letter: String,
    /// How it is known.
    pub certainty: Certainty,
    /// The rule, [`Rule::Curated`] when it stands in `dossier.toml`.
    pub rule: Rule,
    /// How sure, and why.
    pub note: Text,
}

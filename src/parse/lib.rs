//! TEXT -> MODEL: reads Dutch policy documents.
//!
//! Total: whatever the bytes, a document comes back, with diagnostics for what could not be settled. Every fact
//! carries the rule that read it and the spans that prove it. Data flows through the modules in this order:
//!
//! | module | gives |
//! |---|---|
//! | [`tables`] | the data that a keeper of a dossier edits |
//! | `layout` | lines, sorted into text and furniture |
//! | `head` | kind, title, date and number of the document |
//! | `structure` | passages and headings |
//! | `repairs` | reversible changes from source to reading text |
//! | `words`, `lexicon` | the words of a reading text, and where rules have to look in them |
//! | `issues`, `dates`, `citations`, `actors`, `people` | facts in the reading text |
//! | `aliases`, `compounds` | abbreviations with their names, and parts of compounds, for the search |
//! | `terms` | words that are explained, and where they stand first |
//! | `statements` | positions with their speakers; requests and what follows them |
//! | `ties` | numbers for papers known by a name |
//! | `document`, `dossier` | all of it together, and what documents prove about each other |
//! | `verify` | the gate: every quotation is checked |
//! | `explain` | a document for people, each fact with its rule and its words |

mod actors;
mod aliases;
mod citations;
mod compounds;
mod dates;
mod document;
mod dossier;
mod explain;
mod head;
mod issues;
mod layout;
mod lexicon;
mod people;
mod repairs;
mod statements;
mod structure;
pub mod tables;
mod terms;
mod ties;
mod verify;
mod words;

pub use dossier::{Parsed, SeedFile, dossier, is_seed, loose, ministry};
pub use explain::explain;
pub use verify::verify;

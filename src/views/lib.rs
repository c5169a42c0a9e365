//! CORPUS -> what the views beside the list of documents show. Pure, native and in the page: no web, no scores.
//!
//! | module | gives |
//! |---|---|
//! | [`compare`] | the sentences of two documents, aligned |
//! | [`positions`] | issue by document: who holds what, and what changed in one frame |
//! | [`references`] | every paper that is mentioned, once, with where it can be read |
//! | [`events`] | the days that the texts date, in order |
//! | [`known`] | the corpus as it was on a day |
//!
//! All is computed from the documents given, so that a corpus cut at a day shows nothing of what came later.

pub mod compare;
pub mod events;
pub mod known;
pub mod positions;
pub mod references;

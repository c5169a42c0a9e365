//! CORPUS x QUERY -> HITS. Pure: no I/O, no browser, the same natively and in the page.
//!
//! A *document* is found when it holds every word of the query in some [`Form`], none of the excluded ones, and its
//! ministries, issues, kind and date fit. Inside it, the *passages* with the most of the words answer. Nothing is cut
//! off, nothing found in another form than typed goes without saying so.
//!
//! The same code serves five documents and a hundred thousand: sorted words (`terms`), lists of documents as
//! differences and sets of them as bits (the crate `lists`). Places of words are not in the index as it is sent;
//! they are counted from the texts, when a phrase first needs them.

mod answer;
mod index;
mod order;
mod plan;
mod snowball;
mod stems;
mod suggest;
mod syntax;
mod terms;

pub use answer::{DateFit, Hit, Hits, PassageHit, Passages, Query};
pub use index::{Index, Warming};
pub use lists::Bits;
pub use plan::{Form, Forms};
pub use suggest::{Found, Suggestion};
pub use syntax::{MAX_WORDS, Refused, Syntax};

//! Every paper that the texts mention, once.

use model::{Citation, CitationKind, Corpus, NoAddress, PassageKind, Resolution};

/// A paper that is mentioned.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference<'c> {
    /// Its first citation, which names it.
    pub first: &'c Citation,
    /// What sort of paper it is.
    pub kind: CitationKind,
    /// Where it can be read: the best that any citation knows.
    pub resolution: Resolution,
    /// Why it has no address.
    pub reason: Option<NoAddress>,
    /// Its official address.
    pub url: Option<&'c str>,
    /// Document and place in its citations, in order.
    pub mentions: Vec<(usize, usize)>,
    /// Whether some document goes into it: a heading names it, or three of its passages do.
    pub at_length: bool,
}

/// Mentions in one document from which on it goes into a paper.
const AT_LENGTH: usize = 3;

/// The papers that some documents mention, in the order in which they are first mentioned.
pub fn references<'c>(corpus: &'c Corpus, asked: &dyn Fn(usize) -> bool) -> Vec<Reference<'c>> {
    let mut found: Vec<Reference> = Vec::new();
    for (document, of) in corpus.documents.iter().enumerate().filter(|(document, _)| asked(*document)) {
        for (place, citation) in of.citations.iter().enumerate() {
            // Advices without a number are told apart by who cites them: a year later the same body gives another one.
            let apart = citation.kind == CitationKind::Advice && citation.identifiers.is_empty();
            let last = |r: &Reference| r.mentions.last().map(|(document, _)| *document);
            let known =
                found.iter_mut().find(|r| same(r.first, citation) && (!apart || last(r) == Some(document)));
            let reference = match known {
                Some(reference) => reference,
                None => {
                    found.push(Reference {
                        first: citation,
                        kind: citation.kind,
                        resolution: citation.resolution,
                        reason: citation.reason,
                        url: citation.url.as_deref(),
                        mentions: Vec::new(),
                        at_length: false,
                    });
                    found.last_mut().expect("it was just put there")
                }
            };
            if order(citation.resolution) < order(reference.resolution) {
                (reference.resolution, reference.reason) = (citation.resolution, citation.reason);
                reference.url = citation.url.as_deref();
            }
            reference.mentions.push((document, place));
            let here = reference.mentions.iter().rev().take_while(|(d, _)| *d == document).count();
            let heading = of.passages.iter().any(|p| {
                p.kind == PassageKind::Heading
                    && citation.evidence.iter().any(|s| p.evidence.iter().any(|e| e.overlaps(*s)))
            });
            reference.at_length |= here >= AT_LENGTH || heading;
        }
    }
    found
}

/// Better known first.
fn order(resolution: Resolution) -> usize {
    Resolution::ALL.iter().position(|r| *r == resolution).unwrap_or(0)
}

/// Whether two citations mean one paper: the same numbers, or without any the same name; else the same words.
fn same(a: &Citation, b: &Citation) -> bool {
    match (a.identifiers.is_empty(), b.identifiers.is_empty()) {
        (false, false) => a.identifiers == b.identifiers,
        (true, true) if a.url.is_some() || b.url.is_some() => a.url == b.url,
        (true, true) => {
            a.kind == b.kind && a.name == b.name && (!a.name.is_empty() || a.as_written == b.as_written)
        }
        _ => false,
    }
}

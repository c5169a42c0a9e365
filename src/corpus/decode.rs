//! Reads the bytes that `encode.rs` wrote with postcard, without the generality of serde: 5 kB less of page.
//!
//! The order of the fields is that of the types, and a test holds both sides together. The bytes are our own, made
//! with the page or checked by their hash: what does not fit is impossible, and stops it.

use model::*;

/// Reads itself off the front of the bytes.
pub trait Decode {
    /// The next value.
    fn decode(bytes: &mut &'static [u8]) -> Self;
}

/// The next byte.
fn byte(bytes: &mut &'static [u8]) -> u8 {
    let (first, rest) = bytes.split_first().expect("the bytes hold what they announce");
    *bytes = rest;
    *first
}

/// A number in groups of seven bits, least first; all but the last have the high bit.
pub fn varint(bytes: &mut &'static [u8]) -> usize {
    let (mut number, mut shift) = (0, 0);
    loop {
        let next = byte(bytes);
        number |= usize::from(next & 0x7f) << shift;
        if next < 0x80 {
            return number;
        }
        shift += 7;
    }
}

impl Decode for u32 {
    fn decode(bytes: &mut &'static [u8]) -> Self {
        varint(bytes) as u32
    }
}

impl Decode for bool {
    fn decode(bytes: &mut &'static [u8]) -> Self {
        byte(bytes) == 1
    }
}

impl Decode for Day {
    fn decode(bytes: &mut &'static [u8]) -> Self {
        // Zigzag: the lowest bit is the sign.
        let number = varint(bytes) as u32;
        let epoch = Day::new(1970, 1, 1).expect("the calendar has it");
        epoch.plus((number >> 1) as i32 ^ -((number & 1) as i32))
    }
}

impl Decode for &'static [u8] {
    fn decode(bytes: &mut &'static [u8]) -> Self {
        let length = varint(bytes);
        let (own, rest) = bytes.split_at_checked(length).expect("the bytes hold what they announce");
        *bytes = rest;
        own
    }
}

impl Decode for &'static str {
    fn decode(bytes: &mut &'static [u8]) -> Self {
        str::from_utf8(Decode::decode(bytes)).expect("texts are UTF-8")
    }
}

impl Decode for String {
    fn decode(bytes: &mut &'static [u8]) -> Self {
        <&str>::decode(bytes).to_owned()
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(bytes: &mut &'static [u8]) -> Self {
        (0..varint(bytes)).map(|_| T::decode(bytes)).collect()
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(bytes: &mut &'static [u8]) -> Self {
        (byte(bytes) == 1).then(|| T::decode(bytes))
    }
}

impl Decode for Span {
    fn decode(bytes: &mut &'static [u8]) -> Self {
        // Start and length.
        let start = u32::decode(bytes);
        Self { start, end: start + u32::decode(bytes) }
    }
}

macro_rules! fields {
    ($($name:ty { $($field:ident),+ })+) => {
        $(impl Decode for $name {
            fn decode(bytes: &mut &'static [u8]) -> Self {
                // Fields of a literal are evaluated in the order in which they are written.
                Self { $($field: Decode::decode(bytes)),+ }
            }
        })+
    };
}

macro_rules! words {
    ($($name:ident)+) => {
        $(impl Decode for $name {
            fn decode(bytes: &mut &'static [u8]) -> Self {
                Self::ALL[varint(bytes)]
            }
        })+
    };
}

words! { ActorKind Certainty CitationKind DocumentKind NoAddress PassageKind RequestKind Resolution Role Rule Severity
Speaker Status }

fields! {
    Text { nl, en }
    Fact<String> { value, certainty, rule, evidence }
    DateFact { as_written, edtf, earliest, latest, certainty, rule, evidence, proof }
    ProofStep { rule, gives, document, evidence }
    SourceFile { file, sha256, bytes }
    MinistryRole { code, role, certainty, rule, evidence, source }
    Signatory { name, office, ministry, rule, evidence }
    Section { id, number, heading, level, evidence }
    Passage { id, section, kind, text, evidence, issues, marks }
    IssueMark { issue, evidence }
    Citation { kind, identifiers, name, as_written, url, resolution, reason, rule, evidence, proof }
    Actor { name, kind, party, rule, evidence }
    Repair { start, end, written, read, rule }
    CuratedFact { text, url, source }
    Document { id, source, kind, kind_rule, kind_evidence, title, date, reference, published_as, published, ministries,
        signatories, sections, passages, citations, dates, terms, actors, statements, requests, repairs, curated }
    Statement { passage, text, evidence, speaker, name, named, label, status, whole, marks, rule }
    Request { kind, passage, text, evidence, label, identifiers, answer }
    Answer { document, passage, evidence, label }
    Diagnostic { severity, file, line, column, message }
    Dossier { title, intro, issues, ministries, pairs, aliases, terms, compounds }
    Term { names, definition, rule, source, document, evidence }
    TermMark { term, evidence }
    Alias { names, rule, source, document, evidence }
    Issue { id, label, definition, expressions }
    Ministry { code, name, tooi }
    Pair { nota, letter, certainty, rule, note }
}

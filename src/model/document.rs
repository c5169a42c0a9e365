use crate::{Day, Rule, Span};
use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that stands for the value in JSON and in addresses.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value that a word stands for.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word() == word)
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What sort of paper a document is, recognised by what marks it.
    DocumentKind {
        /// Advice of civil servants to a minister, published with the letter it belongs to.
        Beslisnota = "beslisnota",
        /// Letter of the government to parliament.
        Kamerbrief = "kamerbrief",
        /// Motion put to parliament.
        Motie = "motie",
        /// Written questions with or without their answers.
        Kamervragen = "kamervragen",
        /// Verbatim report of a debate.
        Handelingen = "handelingen",
        /// The government's first assessment of a proposal of the European Commission.
        BncFiche = "bnc-fiche",
        /// Anything else.
        Overig = "overig",
    }
}

words! {
    /// How a fact is known. There is no "guessed".
    Certainty {
        /// The document says it in so many words.
        Stated = "stated",
        /// A rule concludes it from what the document, or the dossier, says.
        Derived = "derived",
        /// The keepers of the dossier add it, with a source outside the documents.
        Curated = "curated",
        /// Put together by us where the document is silent; titles only.
        Composed = "composed",
    }
}

words! {
    /// What a ministry does in a document.
    Role {
        /// The document comes from it.
        Sender = "sender",
        /// The document is sent on its behalf too.
        CoSender = "co-sender",
        /// The document is written to it.
        Addressee = "addressee",
        /// The document only speaks of it.
        Mentioned = "mentioned",
    }
}

words! {
    /// The part that a passage plays in the text.
    PassageKind {
        /// Running text.
        Paragraph = "paragraph",
        /// One point of a list.
        Item = "item",
        /// A note at the foot of a page.
        Footnote = "footnote",
        /// One line of a table, cells apart.
        Row = "row",
        /// Words of somebody else, set apart.
        Quotation = "quotation",
        /// A heading.
        Heading = "heading",
    }
}

words! {
    /// What a citation points at.
    CitationKind {
        /// A parliamentary paper with dossier and number.
        Kamerstuk = "kamerstuk",
        /// The verbatim report of a debate.
        Handelingen = "handelingen",
        /// A European proposal or act.
        EuAct = "eu-act",
        /// A letter known by its date.
        Letter = "letter",
        /// An advice or report.
        Advice = "advice",
        /// A motion known by its mover.
        Motion = "motion",
        /// A proposal in negotiations, known by who made it.
        Proposal = "proposal",
        /// What a government declares with its vote.
        Declaration = "declaration",
        /// Written questions of members of parliament.
        Questions = "questions",
    }
}

words! {
    /// Where the thing cited can be read.
    Resolution {
        /// In this dossier.
        InDossier = "in-dossier",
        /// Published elsewhere, at the address given.
        Public = "public",
        /// Mentioned, and not published as far as is known.
        NotPublic = "not-public",
        /// Cannot be resolved; the reason says why.
        Unresolved = "unresolved",
    }
}

words! {
    /// Why a citation has no address. The words are those of the JSON; the page has its own in both languages.
    NoAddress {
        /// The address of a debate needs the number of its item.
        NoItem = "the text names no item, and the address of a debate needs one",
        /// Known by its date, its mover or its author alone.
        NoNumber = "the text gives no number for it",
        /// Other citations of the same name have different numbers.
        Several = "the text gives several numbers for this name",
        /// Advice of civil servants or of a service.
        Internal = "an advice within the government, which the text does not call public",
        /// Said to come, and not given.
        Announced = "announced in the text, which does not give it",
        /// A text on the table of the Council.
        Negotiation = "a text of negotiations in the Council, and no number for it",
        /// Parliament publishes what it receives.
        ToParliament = "sent to parliament, which publishes such papers; the text gives no number for it",
    }
}

words! {
    /// How much a diagnostic matters.
    Severity {
        /// Something could not be read; `inzage check` fails.
        Error = "error",
        /// Something is doubtful and shown so.
        Warning = "warning",
        /// Worth knowing.
        Note = "note",
    }
}

/// A value with what proves it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fact<T> {
    /// The value, normalised.
    pub value: T,
    /// How it is known.
    pub certainty: Certainty,
    /// The rule that read it.
    pub rule: Rule,
    /// The words of the source that prove it; empty only for curated and composed values.
    pub evidence: Vec<Span>,
}

/// A date, of the document or in its text, as EDTF (ISO 8601-2:2019) with its extremes and its proof.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DateFact {
    /// The words read, as the reading text has them; empty where no single expression states the date.
    pub as_written: String,
    /// EDTF: `2023-05-08`, `2025-11-24/..`, `2025-XX-14`, `2024-21` …
    pub edtf: String,
    /// First possible day; `None` when open.
    pub earliest: Option<Day>,
    /// Last possible day, inclusive; `None` when open.
    pub latest: Option<Day>,
    /// How it is known.
    pub certainty: Certainty,
    /// The rule that concludes it.
    pub rule: Rule,
    /// The words of the source that state it, or the ones that the conclusion rests on first.
    pub evidence: Vec<Span>,
    /// The steps by which it can be recomputed, in order; empty when the words say it all.
    pub proof: Vec<ProofStep>,
}

/// One step of a proof.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProofStep {
    /// The rule applied.
    pub rule: Rule,
    /// What the step gives, as EDTF.
    pub gives: String,
    /// The document whose words are used, by its id; empty for the document itself.
    pub document: String,
    /// The words used.
    pub evidence: Vec<Span>,
}

/// The file that a document was read from. It is never edited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceFile {
    /// File name without folder.
    pub file: String,
    /// SHA-256 of the bytes as stored, lower-case hexadecimal.
    pub sha256: String,
    /// Number of bytes.
    pub bytes: u32,
}

/// A ministry in its role in a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MinistryRole {
    /// Abbreviation, e.g. `JenV`: a key of the ministries table.
    pub code: String,
    /// What it does here.
    pub role: Role,
    /// How that is known.
    pub certainty: Certainty,
    /// The rule that read it.
    pub rule: Rule,
    /// The words of the source; empty when curated.
    pub evidence: Vec<Span>,
    /// Where a curated role is taken from.
    pub source: Option<String>,
}

/// Somebody who signed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Signatory {
    /// The name as the source has it.
    pub name: String,
    /// The office as written above the name; `None` for members of parliament.
    pub office: Option<String>,
    /// Abbreviation of the ministry, where the office names one.
    pub ministry: Option<String>,
    /// The rule that read it.
    pub rule: Rule,
    /// The lines of office and name.
    pub evidence: Vec<Span>,
}

/// A part of the text under a heading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Section {
    /// The number where there is one and it is unique, else `s` and the place in the order.
    pub id: String,
    /// The number as written, without final stop; `None` when there is none.
    pub number: Option<String>,
    /// The heading without its number.
    pub heading: String,
    /// 1 for a chapter, 2 for what lies below it.
    pub level: u32,
    /// The heading in the source.
    pub evidence: Vec<Span>,
}

/// The smallest piece of text with an address of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Passage {
    /// `p1`, `p2` … in the order of the text, footnotes included.
    pub id: String,
    /// Id of the section it stands in; `None` before the first heading.
    pub section: Option<String>,
    /// The part it plays.
    pub kind: PassageKind,
    /// What a person reads: [`crate::Reading::of`] the evidence. Left empty in the bytes of the page.
    pub text: String,
    /// The spans of the source that it consists of, in reading order.
    pub evidence: Vec<Span>,
    /// Ids of the policy issues that it carries, in the order of the issues table.
    pub issues: Vec<String>,
    /// The expressions that show those issues.
    pub marks: Vec<IssueMark>,
}

/// An expression that shows a policy issue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IssueMark {
    /// Id of the issue.
    pub issue: String,
    /// The expression in the source; several spans when furniture stands inside it.
    pub evidence: Vec<Span>,
}

/// A reference to another paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Citation {
    /// What is cited.
    pub kind: CitationKind,
    /// Normalised identifiers: `26643-1009`, `36410-XVI-160`, `h-tk-20212022-100-28`; empty where a name or a date is
    /// all that is known.
    pub identifiers: Vec<String>,
    /// What a paper without identifiers is known by: two citations with the same kind and name mean one paper.
    pub name: String,
    /// The reference as the reading text has it.
    pub as_written: String,
    /// Official address of the first identifier, where one can be built.
    pub url: Option<String>,
    /// Where it can be read.
    pub resolution: Resolution,
    /// Why there is no address.
    pub reason: Option<NoAddress>,
    /// The rule that read it.
    pub rule: Rule,
    /// The words of the source.
    pub evidence: Vec<Span>,
    /// How a name or a date was tied to a number given elsewhere; empty where the words themselves have it.
    pub proof: Vec<ProofStep>,
}

words! {
    /// What an actor is.
    ActorKind {
        /// A human being.
        Person = "person",
        /// A body.
        Organisation = "organisation",
    }
}

/// A person or body that the text names. Mentions are merged by a rule only: the same surname without another party,
/// or two names of one body in the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Actor {
    /// The name to show.
    pub name: String,
    /// Person or body.
    pub kind: ActorKind,
    /// The party of a member of parliament, as abbreviated, where the text states it.
    pub party: Option<String>,
    /// The rule that recognised it.
    pub rule: Rule,
    /// Every mention.
    pub evidence: Vec<Span>,
}

/// One reversible change from the source to the reading text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Repair {
    /// Offset of the first byte replaced.
    pub start: u32,
    /// Offset behind the last byte replaced.
    pub end: u32,
    /// What the source has there.
    pub written: String,
    /// What the reading text has instead.
    pub read: String,
    /// The rule that makes the change.
    pub rule: Rule,
}

/// A place of a word that the dossier explains.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TermMark {
    /// Place of the term in [`crate::Dossier::terms`].
    pub term: u32,
    /// The words.
    pub evidence: Vec<Span>,
}

/// Something that the keepers of the dossier add about a document, with its source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CuratedFact {
    /// What is said, in Dutch and English.
    pub text: crate::Text,
    /// An address, where the fact points at a paper.
    pub url: Option<String>,
    /// Where it is taken from.
    pub source: String,
}

/// One document with all that was read in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Document {
    /// Stable slug, usable in an address.
    pub id: String,
    /// The file.
    pub source: SourceFile,
    /// What sort of paper it is.
    pub kind: DocumentKind,
    /// The rule that told the kind.
    pub kind_rule: Rule,
    /// The words that told the kind.
    pub kind_evidence: Vec<Span>,
    /// Its title; composed where it has none of its own.
    pub title: Fact<String>,
    /// When it was written; `None` when nothing in it tells.
    pub date: Option<DateFact>,
    /// Its own number ("Onze referentie", "Kenmerk"); `None` when not stated.
    pub reference: Option<Fact<String>>,
    /// Its own parliamentary number (`26643-1022`), read or curated; `None` when not known.
    pub published_as: Option<String>,
    /// The day on which it was made public, curated; `None` when not known.
    pub published: Option<Day>,
    /// Ministries with their roles.
    pub ministries: Vec<MinistryRole>,
    /// Who signed, in order.
    pub signatories: Vec<Signatory>,
    /// Headed parts, in order.
    pub sections: Vec<Section>,
    /// The whole text, in order.
    pub passages: Vec<Passage>,
    /// References to other papers, in order.
    pub citations: Vec<Citation>,
    /// Dates in the text, in order.
    pub dates: Vec<DateFact>,
    /// The first place of each word that the dossier explains, in order.
    pub terms: Vec<TermMark>,
    /// Persons and bodies.
    pub actors: Vec<Actor>,
    /// Sentences that take or report a position, in order.
    pub statements: Vec<crate::Statement>,
    /// Requests, questions and promises, in order.
    pub requests: Vec<crate::Request>,
    /// Changes from source to reading text, by place; they never overlap.
    pub repairs: Vec<Repair>,
    /// What the keepers of the dossier add.
    pub curated: Vec<CuratedFact>,
}

/// What the ids of documents begin with that a reader opened, which belong to no dossier.
pub const OWN: &str = "eigen-";

impl Document {
    /// Whether a reader opened it for one visit.
    pub fn is_own(&self) -> bool {
        self.id.starts_with(OWN)
    }

    /// The title, where the document has one of its own.
    pub fn title_if_stated(&self) -> Option<&Fact<String>> {
        (self.title.certainty == Certainty::Stated).then_some(&self.title)
    }

    /// The distinct ministries that send, co-send or receive the document, in order of mention.
    pub fn involved(&self) -> Vec<&str> {
        let mut codes: Vec<&str> = Vec::new();
        for ministry in self.ministries.iter().filter(|m| m.role != Role::Mentioned) {
            if !codes.contains(&ministry.code.as_str()) {
                codes.push(&ministry.code);
            }
        }
        codes
    }
}

/// Something noticed and not settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// File name without folder.
    pub file: String,
    /// One-based line.
    pub line: u32,
    /// One-based column, in characters.
    pub column: u32,
    /// Lower case, no full stop: what was expected and what was found.
    pub message: String,
}

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}: {}: {}", self.file, self.line, self.column, self.severity.word(), self.message)
    }
}

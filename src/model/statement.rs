use crate::{IssueMark, Rule, Span, document::words};
use serde::{Deserialize, Serialize};

words! {
    /// Who speaks, by the part that they play.
    Speaker {
        /// Civil servants who advise a minister.
        Adviser = "adviser",
        /// The minister, or the ministers, who write.
        Minister = "minister",
        /// The cabinet.
        Cabinet = "cabinet",
        /// The cabinet before.
        PreviousCabinet = "previous-cabinet",
        /// "Nederland".
        Netherlands = "netherlands",
        /// A ministry by its name.
        Ministry = "ministry",
        /// The Kamer, its committees, its members and their motions.
        Parliament = "parliament",
        /// Who presides over the Council.
        Presidency = "presidency",
        /// Other member states.
        MemberStates = "member-states",
        /// Any other body.
        Organisation = "organisation",
    }
}

words! {
    /// What a position is in its document.
    Status {
        /// Advice to the minister.
        Advice = "advice",
        /// A decision of minister or cabinet.
        Decision = "decision",
        /// The view of those in whose name the document speaks.
        Position = "position",
        /// The view of somebody else.
        Reported = "reported",
    }
}

/// A sentence in which somebody takes a position, or in which one is reported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statement {
    /// Id of the passage.
    pub passage: String,
    /// The sentence, as the reading text has it.
    pub text: String,
    /// The sentence in the source.
    pub evidence: Vec<Span>,
    /// Who speaks.
    pub speaker: Speaker,
    /// The words that name the speaker; empty where nobody is named.
    pub name: String,
    /// Those words in the source.
    pub named: Vec<Span>,
    /// The document's own words for the position: "ontraadt", "niet uit te sluiten".
    pub label: Vec<Span>,
    /// What it is.
    pub status: Status,
    /// Whether it is about what the document decides as a whole, and so about each of its issues.
    pub whole: bool,
    /// The issues, by expressions of this sentence or of the one that it points back to ("Deze motie …").
    pub marks: Vec<IssueMark>,
    /// How the speaker is known.
    pub rule: Rule,
}

words! {
    /// What is left to be answered.
    RequestKind {
        /// Somebody asks for something.
        Request = "request",
        /// Somebody promises something.
        Promise = "promise",
        /// Somebody asks a question.
        Question = "question",
    }
}

/// A sentence that opens something: a request, a promise, a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Request {
    /// What it is.
    pub kind: RequestKind,
    /// Id of the passage.
    pub passage: String,
    /// The sentence, as the reading text has it.
    pub text: String,
    /// The sentence in the source.
    pub evidence: Vec<Span>,
    /// The words that ask or promise.
    pub label: Vec<Span>,
    /// Identifiers of the paper that it stands in, where the text cites one with it.
    pub identifiers: Vec<String>,
    /// What follows it.
    pub answer: Option<Answer>,
}

/// A sentence that closes what another one opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answer {
    /// Id of its document; empty for the document itself.
    pub document: String,
    /// Id of the passage.
    pub passage: String,
    /// The sentence in the source.
    pub evidence: Vec<Span>,
    /// The words that close it: "gestand gedaan".
    pub label: Vec<Span>,
}

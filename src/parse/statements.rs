//! Who holds what: sentences that take or report a position, and sentences that ask for something.
//!
//! A sentence is a [`Statement`] when it has a word of [`STANCES`] and an expression of an issue, or points back to
//! a sentence that has one. The label is the document's own word; who speaks is the nearest name of a speaker before it, else
//! behind it, else who writes. Nothing is weighed: where no rule says who speaks, there is no statement.

use crate::{actors, words::Words};
use model::{
    ActorKind, Answer, Citation, CitationKind, DocumentKind, IssueMark, Passage, PassageKind, Reading,
    Request, RequestKind, Rule, Signatory, Span, Speaker, Statement, Status, sentences, tokens,
};
use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

/// A passage with what was read in it.
pub struct Read<'a> {
    /// The passage; its text is empty still.
    pub passage: &'a Passage,
    /// The way to the source.
    pub reading: &'a Reading,
    /// The words of its reading text.
    pub words: &'a Words<'a>,
    /// The actors it names.
    pub mentions: &'a [actors::Mention],
    /// Where in the reading text its marks begin, in the same order.
    pub places: &'a [usize],
}

/// Words by which positions are taken, folded, forms of one verb together. `…` stands for words between a verb and its
/// particle. Collected from Beslisnota's, Kamerbrieven and motions on several dossiers.
const STANCES: &[&str] = &[
    "wijst … af",
    "ontraad",
    "ontraadt",
    "ontraden",
    "ontraadde",
    "onthoudt",
    "onthouden",
    "onthield",
    "instemmen",
    "instemt",
    "ingestemd",
    "in te stemmen",
    "stemt … in",
    "stemmen … in",
    "in kunnen stemmen",
    "steun",
    "steunt",
    "steunen",
    "gesteund",
    "ondersteunt",
    "ondersteunen",
    "tegenstemmen",
    "voorstemmen",
    "akkoord gaan",
    "akkoord te gaan",
    "goed te keuren",
    "acht",
    "achten",
    "achtte",
    "inschat",
    "inschatten",
    "inschatting",
    "ingeschat",
    "schat … in",
    "beschouwt",
    "beschouwen",
    "waarschuwt",
    "waarschuwen",
    "waarschuwde",
    "pleit",
    "pleiten",
    "gepleit",
    "bepleit",
    "verzoekt",
    "verzoeken",
    "verzocht",
    "vraagt om",
    "sluit … uit",
    "sluiten … uit",
    "uit te sluiten",
    "uitgesloten",
    "erkent",
    "erkennen",
    "hecht … waarde",
    "hecht … belang",
    "van mening",
    "van oordeel",
    "voorstander",
    "tegenstander",
    "besloten",
    "geadviseerd",
    "adviseert",
    "adviseren",
    "behouden blijven",
    "kritisch uitgelaten",
    "positief uitgelaten",
    "zorgen over",
    "zorgen van",
    "zorgen heeft geuit",
    "zorgen geuit",
    "deze zorgen",
    "genoemde zorgen",
    "grootste zorg",
    "bezwaren",
    "merkt … op",
    "als optie",
    "als een optie",
    "standpunt ingenomen",
    "standpunt in te nemen",
    "grondhouding",
    "positie in te nemen",
    "stelt … voor",
    "doet … voorstel",
    "maximaal inzetten",
    "erkentelijk",
    "erkentelijkheid",
    "streeft",
    "niet in lijn met",
    "onaanvaardbaar",
    "noodzakelijk geacht",
];

/// Words that ask.
const REQUESTS: &[&str] = &["verzoekt", "verzocht", "uw verzoek", "heeft … gevraagd", "hebben … gevraagd"];
/// Words that promise.
const PROMISES: &[&str] = &[
    "toezegging",
    "toezeggingen",
    "toegezegd",
    "zeg … toe",
    "zeggen … toe",
    "wordt bezien",
    "zal … informeren",
    "zullen … informeren",
];
/// Words that announce questions.
const QUESTIONS: &[&str] = &["kamervragen … gestuurd", "kamervragen … gesteld", "vragen gesteld"];
/// Words that close what was open.
const CLOSINGS: &[&str] = &[
    "gestand gedaan",
    "verstuurd",
    "verzonden",
    "toegezonden",
    "geinformeerd",
    "beantwoord",
    "doorgeleid",
    "ontraden",
    "afgedaan",
    "voldaan aan",
];

/// Verbs of judgement: what somebody is judged to be stands before them or behind.
const JUDGING: [&str; 6] = ["acht", "achten", "achtte", "inschat", "inschatten", "ingeschat"];
/// Words of degree, which belong to what they stand before.
const DEGREES: [&str; 14] = [
    "te", "zeer", "als", "nog", "altijd", "niet", "heel", "erg", "uiterst", "een", "geen", "wel", "meer",
    "zo",
];
/// Words between a judging verb and the judgement.
const BETWEEN: [&str; 11] =
    ["ik", "wij", "we", "het", "dit", "dat", "deze", "verder", "daarom", "ook", "daarbij"];
/// First words that point to the sentence before, or go on from it.
const BACK: [&str; 13] = [
    "deze",
    "dit",
    "die",
    "dat",
    "daarom",
    "daarbij",
    "hierbij",
    "hierin",
    "echter",
    "maar",
    "toch",
    "tegelijk",
    "tegelijkertijd",
];
/// Words that decide, said by who may decide.
const DECIDING: [&str; 11] = [
    "besloten",
    "ontraad",
    "ontraadt",
    "ontraden",
    "ontraadde",
    "onthoudt",
    "onthouden",
    "onthield",
    "ingestemd",
    "instemt",
    "stemt",
];

/// Most words between a verb and its particle.
const REACH: usize = 25;

/// Words in sequence, and perhaps others further on; folded.
struct Pattern {
    near: Vec<String>,
    far: Vec<String>,
}

/// Patterns by their first word, the longest first.
struct Patterns(BTreeMap<String, Vec<Pattern>>);

/// The words of a position: runs of words of a passage, in order.
type Label = Vec<Range<usize>>;

impl Patterns {
    fn of(list: &[&str]) -> Self {
        let mut by_first: BTreeMap<String, Vec<Pattern>> = BTreeMap::new();
        for pattern in list {
            let (near, far) = pattern.split_once(" … ").unwrap_or((pattern, ""));
            let words = |text: &str| tokens(text).into_iter().map(|t| t.text).collect::<Vec<_>>();
            let (near, far) = (words(near), words(far));
            by_first.entry(near[0].clone()).or_default().push(Pattern { near, far });
        }
        by_first.values_mut().for_each(|list| list.sort_by_key(|p| std::cmp::Reverse(p.near.len())));
        Self(by_first)
    }

    /// The words of the first pattern that begins at a word: runs of words, all before `end`.
    fn at(&self, words: &Words, at: usize, end: usize) -> Option<Label> {
        let patterns = self.0.get(words.folded(at))?;
        patterns.iter().find_map(|Pattern { near, far }| {
            let behind = at + near.len();
            if behind > end || !words.reads(at, near) {
                return None;
            }
            if far.is_empty() {
                return Some(one(at..behind));
            }
            let found =
                (behind..end.min(behind + REACH)).find(|i| i + far.len() <= end && words.reads(*i, far))?;
            // "sluit … niet uit": the word before belongs to it.
            let from = if found > behind && is_not(words, found - 1) { found - 1 } else { found };
            Some(if from == behind {
                one(at..found + far.len())
            } else {
                vec![at..behind, from..found + far.len()]
            })
        })
    }

    /// Every pattern in a stretch of words.
    fn all(&self, words: &Words, stretch: Range<usize>) -> Vec<Label> {
        stretch.clone().filter_map(|at| self.at(words, at, stretch.end)).collect()
    }
}

fn one(run: Range<usize>) -> Label {
    std::iter::once(run).collect()
}

/// Whether a label has one of these words.
fn has(words: &Words, label: &[Range<usize>], list: &[&str]) -> bool {
    label.iter().cloned().flatten().any(|i| list.contains(&words.folded(i)))
}

fn is_not(words: &Words, at: usize) -> bool {
    matches!(words.folded(at), "niet" | "geen" | "nooit")
}

/// Most words of a sentence that is looked at: no sentence of a letter is longer, and a list without stops is none.
const LONGEST: usize = 300;

/// A sentence of a passage.
struct Sentence<'a> {
    read: &'a Read<'a>,
    /// The expressions of issues in it, as places among those of the passage.
    marks: Range<usize>,
    /// In the reading text.
    place: Range<usize>,
    /// Its words.
    stretch: Range<usize>,
}

impl Sentence<'_> {
    fn text(&self) -> String {
        self.read.words.text[self.place.clone()].to_owned()
    }

    fn spans(&self, source: &str, words: &Range<usize>) -> Vec<Span> {
        let place = self.read.words.place(words.start, words.end - 1);
        self.read.reading.source_spans(source, place)
    }

    fn all_spans(&self, source: &str, parts: &[Range<usize>]) -> Vec<Span> {
        parts.iter().flat_map(|part| self.spans(source, part)).collect()
    }

    fn evidence(&self, source: &str) -> Vec<Span> {
        self.read.reading.source_spans(source, self.place.clone())
    }

    /// The expressions of issues in it.
    fn marks(&self) -> Vec<IssueMark> {
        self.read.passage.marks[self.marks.clone()].to_vec()
    }

    /// Whether its first word points to the sentence before, or goes on from it.
    fn points_back(&self) -> bool {
        !self.stretch.is_empty() && BACK.contains(&self.read.words.folded(self.stretch.start))
    }
}

/// The sentences of a passage that can say something, in order; none of headings and notes.
fn sentences_of<'a>(read: &'a Read<'a>) -> Vec<Sentence<'a>> {
    let Read { passage, words, places, .. } = read;
    let mut found = Vec::new();
    if !matches!(passage.kind, PassageKind::Paragraph | PassageKind::Item | PassageKind::Quotation) {
        return found;
    }
    // Expressions stand in the order of the text.
    for place in sentences(&words.text) {
        let stretch = words.first_from(place.start)..words.first_from(place.end);
        let marks =
            places.partition_point(|at| *at < place.start)..places.partition_point(|at| *at < place.end);
        if stretch.len() <= LONGEST {
            found.push(Sentence { read, marks, place, stretch });
        }
    }
    found
}

/// Who may be speaking, with the words that say so.
struct Subject {
    speaker: Speaker,
    words: Range<usize>,
    rule: Rule,
    /// Whether it stands in a phrase of its own, as whom something is done to, for or with; or only owns something
    /// ("mijn brief").
    aside: bool,
}

/// The statements and the requests of a document, in order.
pub fn read(
    kind: DocumentKind,
    source: &str,
    passages: &[Read],
    signed: &[Signatory],
    citations: &[Citation],
) -> (Vec<Statement>, Vec<Request>) {
    let sentences: Vec<Vec<Sentence>> = passages.iter().map(sentences_of).collect();
    (statements(kind, source, &sentences, !signed.is_empty()), requests(source, sentences, citations))
}

/// Every statement, from the sentences of each passage.
fn statements(kind: DocumentKind, source: &str, passages: &[Vec<Sentence>], signed: bool) -> Vec<Statement> {
    static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns::of(STANCES));
    let mut found: Vec<Statement> = Vec::new();
    // What the sentence before was about. A passage goes on from a quotation alone.
    let mut before: Vec<IssueMark> = Vec::new();
    for sentences in passages {
        for sentence in sentences {
            let words = sentence.read.words;
            let mut marks = sentence.marks();
            if sentence.points_back() {
                let own = marks.len();
                before.retain(|mark| !marks[..own].iter().any(|other| other.issue == mark.issue));
                marks.append(&mut before);
            }
            before.clone_from(&marks);
            let labels = PATTERNS.all(words, sentence.stretch.clone());
            if labels.is_empty() {
                continue;
            }
            let subjects = subjects(kind, sentence);
            let first = found.len();
            let mut end = None;
            for label in labels {
                let Some(label) = label_of(sentence, label) else { continue };
                if depends(words, &label, end) {
                    if let Some(last) = found[first..].last_mut() {
                        extend(last, sentence.all_spans(source, &label));
                    }
                    continue;
                }
                end = label.last().map(|part| part.end);
                if let Some(subject) = speaker(kind, sentence, &subjects, &label, signed) {
                    put(&mut found, source, sentence, subject, &label, &marks);
                }
            }
        }
        if sentences.last().is_none_or(|s| s.read.passage.kind != PassageKind::Quotation) {
            before.clear();
        }
    }
    found.retain(|s| s.whole || !s.marks.is_empty());
    found.iter_mut().for_each(|s| s.label.sort());
    found
}

/// The label with what belongs to it; `None` where its word is a noun ("het ontraden van").
fn label_of(sentence: &Sentence, mut label: Label) -> Option<Label> {
    let (words, stretch) = (sentence.read.words, &sentence.stretch);
    let first = label[0].start;
    let verb = words.folded(first);
    let before = |at: usize| at.checked_sub(1).filter(|i| *i >= stretch.start);
    if before(first).is_some_and(|i| matches!(words.folded(i), "het" | "vaste"))
        && matches!(verb, "ontraden" | "onthouden" | "steunen" | "erkennen" | "instemmen" | "adviseren")
    {
        return None;
    }
    if !JUDGING.contains(&verb) {
        // "niet steunt", "met klem ontraden".
        if let Some(i) = before(first).filter(|i| is_not(words, *i) || words.folded(*i) == "klem") {
            let from = if words.folded(i) == "klem" { before(i).unwrap_or(i) } else { i };
            label[0].start = from;
        }
        // "steunt geen …": what is denied is not said without its denial.
        let behind = label[label.len() - 1].end;
        if behind < stretch.end && words.folded(behind) == "geen" && words.gap(behind - 1).trim().is_empty() {
            label.last_mut()?.end += 1;
        }
        return Some(label);
    }
    // Behind the verb, unless it closes its clause.
    let mut last = label[0].end;
    let closes = last >= stretch.end || words.gap(last - 1).contains(['.', ',', ';', '\'', '’', ')']);
    if closes {
        let mut from = first;
        if before(from).is_some_and(|i| words.folded(i) == "te") && verb == "achten" {
            from -= 1;
        }
        if let Some(i) = before(from) {
            from = i;
        }
        while let Some(i) = before(from).filter(|i| DEGREES.contains(&words.folded(*i))) {
            from = i;
        }
        return Some(one(from..last));
    }
    while last < stretch.end && BETWEEN.contains(&words.folded(last)) {
        last += 1;
    }
    let from = last;
    while last < stretch.end && DEGREES.contains(&words.folded(last)) {
        last += 1;
    }
    // "acht de AIVD …": who judges, and not what.
    let article = matches!(words.folded(last), "de" | "deze" | "die" | "kabinet");
    if last < stretch.end && !article && !words.gap(last - 1).contains(',') {
        label.push(from..last + 1);
    }
    Some(label)
}

/// Who is named in a sentence and may be speaking, in order.
fn subjects(kind: DocumentKind, sentence: &Sentence) -> Vec<Subject> {
    let Read { words, mentions, passage, .. } = sentence.read;
    let Range { start: first, end } = sentence.stretch;
    // The word before, in the same sentence.
    let word = |at: usize| if at > first { words.folded(at - 1) } else { "" };
    let letter = kind == DocumentKind::Kamerbrief && passage.kind != PassageKind::Quotation;
    let mut found: Vec<Subject> = Vec::new();
    let mut depth = 0_usize;
    let mut behind = first;
    for at in sentence.stretch.clone() {
        // What stands in brackets names papers.
        if at > first {
            for sign in words.gap(at - 1).chars() {
                depth = if sign == '(' { depth + 1 } else { depth.saturating_sub(usize::from(sign == ')')) };
            }
        }
        if depth > 0 || at < behind {
            continue;
        }
        let before = word(at);
        let article = matches!(before, "de" | "het" | "een" | "uw");
        let preposition = if article && at > first { word(at - 1) } else { before };
        let aside = matches!(
            preposition,
            "aan" | "met" | "voor" | "naar" | "bij" | "richting" | "tot" | "van" | "over" | "namens" | "in"
        );
        let place = words.place(at, at).start;
        let subject = if let Ok(mention) = mentions.binary_search_by_key(&place, |m| m.place.start) {
            let mention = &mentions[mention];
            behind = words.first_from(mention.place.end);
            let speaker = match mention.kind {
                ActorKind::Person if mention.rule == Rule::MemberOfParliament => Speaker::Parliament,
                // Where one meets says nothing.
                ActorKind::Organisation if mention.name != "Coreper" => Speaker::Organisation,
                _ => continue,
            };
            Subject { speaker, words: at..behind, rule: Rule::NamedSubject, aside }
        } else {
            let named = |speaker, words| Subject { speaker, words, rule: Rule::NamedSubject, aside };
            let own = |aside| Subject {
                speaker: Speaker::Minister,
                words: at..at + 1,
                rule: Rule::FirstPerson,
                aside,
            };
            let small = words.written(at).starts_with(char::is_lowercase);
            match words.folded(at) {
                "ik" | "wij" if letter => own(false),
                "mijn" | "onze" if letter => own(true),
                "kabinet" if matches!(before, "vorige" | "vorig") => {
                    named(Speaker::PreviousCabinet, at - 1..at + 1)
                }
                // "in het kabinet besloten", "binnen het kabinet": there it speaks.
                "kabinet" => {
                    let aside = aside && preposition != "in";
                    Subject { aside, ..named(Speaker::Cabinet, at..at + 1) }
                }
                "nederland" => named(Speaker::Netherlands, at..at + 1),
                "voorzitterschap" => {
                    named(Speaker::Presidency, at - usize::from(before.ends_with("se"))..at + 1)
                }
                "lidstaten" => named(Speaker::MemberStates, at..at + 1),
                "commissie" if before == "vaste" => named(Speaker::Parliament, at - 1..at + 1),
                // "de Commissie" is the European one.
                "commissie" if small => named(Speaker::Parliament, at..at + 1),
                "motie" | "moties" => named(Speaker::Parliament, at..at + 1),
                _ if matches!(words.written(at), "JenV" | "BZK" | "VWS" | "EZ" | "EZK" | "BZ") => {
                    named(Speaker::Ministry, at..at + 1)
                }
                _ => continue,
            }
        };
        if subject.words.end <= end {
            found.push(subject);
        }
    }
    found
}

/// Whether a label hangs on another one of its sentence: "vraagt om … uit te sluiten", "besloten … te onthouden".
/// `before` is where the label before it ends.
fn depends(words: &Words, label: &[Range<usize>], before: Option<usize>) -> bool {
    let first = label[0].start;
    let behind_te = || first.checked_sub(1).is_some_and(|i| words.folded(i) == "te");
    let infinitive = !has(words, label, &JUDGING) && (has(words, label, &["te"]) || behind_te());
    // "heeft als standpunt ingenomen dat Nederland … kan instemmen", "besloten om zich te onthouden".
    infinitive || before.is_some_and(|end| (end..first).any(|i| words.folded(i) == "dat"))
}

/// Who says the words of a label: the nearest who is named before it, else right behind it, else who writes, where the words
/// are those of a writer who does not name himself ("wordt de motie ontraden").
fn speaker<'s>(
    kind: DocumentKind,
    sentence: &Sentence,
    subjects: &'s [Subject],
    label: &[Range<usize>],
    signed: bool,
) -> Option<(Speaker, Option<&'s Range<usize>>, Rule)> {
    let words = sentence.read.words;
    let (from, to) = (label[0].start, label[0].end);
    let has = |list: &[&str]| has(words, label, list);
    let before = |i: usize| if i > sentence.stretch.start { words.folded(i - 1) } else { "" };
    let nota = kind == DocumentKind::Beslisnota;
    let advised = || (sentence.stretch.start..from).any(|i| words.folded(i) == "u");
    if nota && has(&["geadviseerd"]) && advised() {
        return Some((Speaker::Adviser, None, Rule::AdvisersVoice));
    }
    let asks = has(&["verzoekt", "verzocht", "verzoeken", "vraagt"]);
    let may = |s: &&Subject| match s.speaker {
        // Parliament and its motions ask, and have their worries; what is done with a motion is not said by it.
        Speaker::Parliament => asks || has(&["geuit", "pleit", "gepleit"]),
        Speaker::Cabinet | Speaker::Netherlands | Speaker::Minister => !has(&["stelt", "doet"]),
        _ => true,
    };
    let all = || subjects.iter().filter(may);
    // "acht ik", "pleit Nederland", "stelt het voorzitterschap … voor", "de inschatting van de AIVD".
    let link = |i: usize| matches!(words.folded(i), "de" | "het" | "van");
    let next =
        || all().find(|s| s.words.start >= to && s.words.start <= to + 2 && (to..s.words.start).all(link));
    // "heeft … het kabinet verzocht": who asks stands first, and who is asked behind.
    let active = has(&["verzocht"]) && !matches!(before(from), "wordt" | "worden" | "is" | "zijn");
    let mut in_front = all().filter(|s| s.words.end <= from && !s.aside);
    let nearest = || if active { in_front.next() } else { in_front.next_back() };
    let first_person = next().filter(|s| s.rule == Rule::FirstPerson);
    let own = first_person.or_else(nearest).or_else(|| next().filter(|_| !asks)).or_else(|| {
        // "bezwaren die door Nederland …", "deze zorgen worden gedeeld binnen het kabinet".
        let noun = has(&["zorgen", "zorg", "bezwaren"]);
        all().find(|s| s.words.start >= to && (before(s.words.start) == "door" || (noun && !s.aside)))
    });
    let own = own.or_else(|| all().rfind(|s| s.words.end <= from && s.rule == Rule::FirstPerson));
    if let Some(subject) = own {
        return Some((subject.speaker, Some(&subject.words), subject.rule));
    }
    let quoted = sentence.read.passage.kind == PassageKind::Quotation;
    let begins = from == sentence.stretch.start;
    match kind {
        _ if quoted => None,
        DocumentKind::Beslisnota
            if has(&["ontraden", "behouden", "adviseren", "lijn"]) || (begins && has(&["instemmen"])) =>
        {
            Some((Speaker::Adviser, None, Rule::AdvisersVoice))
        }
        DocumentKind::Kamerbrief if signed && has(&["ontraden", "optie", "lijn"]) => {
            Some((Speaker::Minister, None, Rule::SignersVoice))
        }
        _ => None,
    }
}

/// Adds words to a label, those that it has not.
fn extend(statement: &mut Statement, spans: Vec<Span>) {
    for span in spans {
        if !statement.label.iter().any(|own| own.overlaps(span)) {
            statement.label.push(span);
        }
    }
}

/// Adds a statement, or its label to the one of the same speaker in the sentence.
fn put(
    found: &mut Vec<Statement>,
    source: &str,
    sentence: &Sentence,
    (speaker, named, rule): (Speaker, Option<&Range<usize>>, Rule),
    label: &[Range<usize>],
    marks: &[IssueMark],
) {
    let words = sentence.read.words;
    let name = named.map(|n| words.text[words.place(n.start, n.end - 1)].to_owned()).unwrap_or_default();
    let has = |list: &[&str]| has(words, label, list);
    let may_decide = matches!(speaker, Speaker::Minister | Speaker::Cabinet | Speaker::Netherlands);
    let status = match speaker {
        Speaker::Adviser => Status::Advice,
        _ if may_decide && has(&DECIDING) => Status::Decision,
        _ if may_decide => Status::Position,
        _ => Status::Reported,
    };
    let whole = match status {
        Status::Decision => has(&["besloten", "onthoudt", "onthouden", "onthield"]),
        Status::Advice => has(&["geadviseerd"]),
        _ => false,
    };
    let spans = sentence.all_spans(source, label);
    let evidence = sentence.evidence(source);
    if let Some(last) =
        found.last_mut().filter(|s| s.evidence == evidence && s.speaker == speaker && s.name == name)
    {
        extend(last, spans);
        if status == Status::Decision {
            last.status = status;
        }
        last.whole |= whole;
        return;
    }
    found.push(Statement {
        passage: sentence.read.passage.id.clone(),
        text: sentence.text(),
        evidence,
        speaker,
        name,
        named: named.map(|n| sentence.spans(source, n)).unwrap_or_default(),
        label: spans,
        status,
        whole,
        marks: marks.to_vec(),
        rule,
    });
}

/// Sentences behind the one that asks, in which the answer may stand.
const FOLLOWING: usize = 4;

/// Every request, promise and question, each with the sentence that closes it: itself, or one of the next few of its
/// section.
fn requests(source: &str, passages: Vec<Vec<Sentence>>, citations: &[Citation]) -> Vec<Request> {
    static OPENINGS: LazyLock<[(RequestKind, Patterns); 3]> = LazyLock::new(|| {
        [
            (RequestKind::Request, Patterns::of(REQUESTS)),
            (RequestKind::Question, Patterns::of(QUESTIONS)),
            (RequestKind::Promise, Patterns::of(PROMISES)),
        ]
    });
    static CLOSING: LazyLock<Patterns> = LazyLock::new(|| Patterns::of(CLOSINGS));
    let all: Vec<Sentence> = passages.into_iter().flatten().collect();
    let mut found = Vec::new();
    for (at, sentence) in all.iter().enumerate() {
        let words = sentence.read.words;
        let opened = OPENINGS.iter().find_map(|(kind, patterns)| {
            let label = patterns.all(words, sentence.stretch.clone()).into_iter().next()?;
            Some((*kind, label))
        });
        let Some((kind, label)) = opened else { continue };
        let end = label.iter().map(|part| part.end).max().unwrap_or(sentence.stretch.end);
        let section = &sentence.read.passage.section;
        let next = all[at..].iter().take(1 + FOLLOWING).take_while(|s| s.read.passage.section == *section);
        let answer = next.enumerate().find_map(|(i, other)| {
            let from = if i == 0 { end } else { other.stretch.start };
            let label = CLOSING.all(other.read.words, from..other.stretch.end).into_iter().next()?;
            let label = label_of(other, label).filter(|l| !is_not(other.read.words, l[0].start))?;
            // Another motion may be advised against right behind.
            let words = other.read.words;
            let motion = has(words, &label, &["ontraden"]);
            let this =
                || other.stretch.clone().any(|w| words.folded(w) == "deze" && words.folded(w + 1) == "motie");
            (!motion || this()).then(|| Answer {
                document: String::new(),
                passage: other.read.passage.id.clone(),
                evidence: other.evidence(source),
                label: other.all_spans(source, &label),
            })
        });
        let label = sentence.all_spans(source, &label);
        let identifiers = cited_with(citations, &sentence.evidence(source), &label).or_else(|| {
            // "… een motie in over … Hierin wordt de regering verzocht": cited just before.
            let before = all.get(at.checked_sub(1)?)?;
            cited_with(citations, &before.evidence(source), &before.evidence(source))
        });
        found.push(Request {
            kind,
            passage: sentence.read.passage.id.clone(),
            text: sentence.text(),
            evidence: sentence.evidence(source),
            label,
            identifiers: identifiers.unwrap_or_default(),
            answer,
        });
    }
    found
}

/// The identifiers of the paper that a sentence cites last before its label. Citations are in the order of the source.
pub fn cited_with(citations: &[Citation], sentence: &[Span], label: &[Span]) -> Option<Vec<String>> {
    let (from, to) = (sentence.first()?.start, label.iter().map(|span| span.end).max()?);
    let start = |c: &Citation| c.evidence.first().map_or(0, |span| span.start);
    let before = citations.partition_point(|c| start(c) < to);
    let near = citations[..before].iter().rev().take_while(|c| start(c) >= from);
    // A note may stand between two parts of a sentence that a page break cuts.
    let inside = |c: &Citation| c.evidence.iter().any(|e| sentence.iter().any(|s| s.overlaps(*e)));
    let paper = |c: &&Citation| !c.identifiers.is_empty() && c.kind != CitationKind::Handelingen && inside(c);
    near.filter(paper).map(|c| c.identifiers.clone()).next()
}

#[cfg(test)]
mod tests {
    use crate::{SeedFile, loose, verify};
    use model::{Answer, Document, Request};

    fn read(text: &str) -> Document {
        let parsed = loose(vec![SeedFile { name: "x.txt".into(), bytes: text.as_bytes().to_vec() }]);
        assert_eq!(verify(&parsed.corpus, &parsed.sources), Ok(()));
        parsed.corpus.documents.into_iter().next().unwrap()
    }

    /// Speaker, name, status and label of each statement of a nota with this sentence.
    fn said(sentence: &str) -> Vec<String> {
        let source = format!("nota\n\n1. Aanleiding\n\n{sentence}\n\n2. Geadviseerd besluit\n\nGeen.\n");
        let document = read(&source);
        let label = |s: &model::Statement| {
            s.label.iter().map(|span| span.quote(&source)).collect::<Vec<_>>().join(" … ")
        };
        document
            .statements
            .iter()
            .map(|s| format!("{} {} {}: {}", s.speaker.word(), s.name, s.status.word(), label(s)))
            .collect()
    }

    #[test]
    fn who_speaks_is_named_before_the_verb_or_behind_it() {
        for (sentence, expected) in [
            ("De AIVD waarschuwt voor client-side scanning.", "organisation AIVD reported: waarschuwt"),
            (
                "Volgens de stukken acht de AIVD client-side scanning onveilig.",
                "organisation AIVD reported: acht",
            ),
            (
                "Het vorige kabinet pleit voor sterke encryptie.",
                "previous-cabinet vorige kabinet reported: pleit",
            ),
            ("Het kabinet steunt geen client-side scanning.", "cabinet kabinet position: steunt geen"),
            (
                "Nederland sluit client-side scanning niet uit.",
                "netherlands Nederland position: sluit … niet uit",
            ),
            (
                "In het kabinet is besloten dat Nederland zich zal onthouden in de JBZ-Raad.",
                "cabinet kabinet decision: besloten … onthouden",
            ),
            ("De motie over grooming wordt ontraden.", "adviser  advice: ontraden"),
            (
                "Eerder heeft het kabinet de motie over grooming ontraden.",
                "cabinet kabinet decision: ontraden",
            ),
            ("De Europese Commissie pleit voor grooming.", "organisation Europese Commissie reported: pleit"),
            (
                "Op basis van het advies van de AIVD acht het kabinet grooming onveilig.",
                "cabinet kabinet position: acht",
            ),
            (
                "De vaste commissie heeft eerder het kabinet verzocht om grooming te bestrijden.",
                "parliament vaste commissie reported: verzocht",
            ),
            ("Het kabinet verzoekt de Europese Commissie om grooming.", "cabinet kabinet position: verzoekt"),
            (
                "De motie van het lid Van Raan verzoekt het kabinet encryptie bedreigende eisen uit te sluiten.",
                "parliament Van Raan reported: verzoekt … uit te sluiten",
            ),
        ] {
            assert_eq!(said(sentence), [expected], "{sentence}");
        }
    }

    #[test]
    fn what_nobody_says_of_an_issue_is_no_statement() {
        for sentence in [
            "Europol waarschuwt voor regen.",
            "Client-side scanning is een techniek.",
            "Er zijn zorgen over client-side scanning.",
            "Het ontraden van de motie over grooming is toegelicht.",
            "De motie over grooming is aangenomen.",
            "Experts pleiten bij het kabinet voor grooming.",
            "Op verzoek van de lidstaten pleit de Raad voor grooming.",
        ] {
            assert_eq!(said(sentence), [""; 0], "{sentence}");
        }
    }

    #[test]
    fn two_speakers_of_a_sentence_keep_their_words() {
        let all = said("De AIVD acht dat onveilig, maar Nederland steunt client-side scanning.");
        assert_eq!(
            all,
            ["organisation AIVD reported: acht … onveilig", "netherlands Nederland position: steunt"]
        );
        // A name that goes on behind the stop is none here.
        assert_eq!(said("Grooming acht de Raad. Van State zwijgt."), [""; 0]);
        let all = said("Het kabinet stemt daarmee in. Nederland steunt client-side scanning.");
        assert_eq!(all, ["netherlands Nederland position: steunt"]);
    }

    #[test]
    fn a_sentence_that_points_back_is_about_what_it_points_to() {
        let all = said(
            "Client-side scanning is een techniek. Deze zorgen heeft ook Europol. Europol pleit voor rust.",
        );
        assert_eq!(all, ["organisation Europol reported: Deze zorgen"]);
    }

    #[test]
    fn a_request_is_closed_by_a_sentence_of_its_section() {
        let of = |text: &str| {
            let source = format!(
                "nota\n\n1. Aanleiding\n\n{text}\n\n2. Geadviseerd besluit\n\nDe brief is verzonden.\n"
            );
            let document = read(&source);
            let closed =
                |r: &Request| r.answer.as_ref().map(|a: &Answer| a.label[0].quote(&source).to_owned());
            document.requests.iter().map(closed).collect::<Vec<_>>()
        };
        assert_eq!(of("De commissie heeft u verzocht om een brief."), [None]);
        assert_eq!(
            of("De commissie heeft u verzocht om een brief. De Kamer is inmiddels geïnformeerd."),
            [Some("geïnformeerd".to_owned())]
        );
        assert_eq!(of("De commissie heeft u verzocht om een brief. De brief is nog niet verzonden."), [None]);
        // Another motion is advised against.
        assert_eq!(of("De regering wordt verzocht om rust. De moties-Slootweg zijn ontraden."), [None]);
    }
}

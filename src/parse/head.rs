//! What heads a document: its kind, title, date and number.

use crate::{
    dates,
    layout::{Label, Layout, Line},
    words::Words,
};
use model::{Certainty, DateFact, DocumentKind, Fact, Rule, Span};
use std::ops::Range;

/// A kind with the rule and the words that told it.
pub type KindFact = (DocumentKind, Rule, Vec<Span>);

fn starts(line: &Line, words: &[&str]) -> bool {
    words.iter().any(|w| line.text.starts_with(w))
}

/// Lines joined by blanks, with the way back to the source.
pub struct Joined<'a> {
    /// The text.
    pub text: String,
    lines: Vec<(usize, Line<'a>)>,
}

impl<'a> Joined<'a> {
    /// Joins `lines`.
    pub fn of(lines: impl IntoIterator<Item = Line<'a>>) -> Self {
        let mut joined = Self { text: String::new(), lines: Vec::new() };
        for line in lines {
            if !joined.text.is_empty() {
                joined.text.push(' ');
            }
            joined.lines.push((joined.text.len(), line));
            joined.text.push_str(line.text);
        }
        joined
    }

    /// The source of a place in the text, line by line.
    pub fn spans(&self, place: Range<usize>) -> Vec<Span> {
        let cut = |(at, line): &(usize, Line)| {
            let (start, end) = (place.start.max(*at), place.end.min(at + line.text.len()));
            (start < end).then(|| Span::new(line.start + start - at, line.start + end - at))
        };
        self.lines.iter().filter_map(cut).collect()
    }
}

/// The line of a parliamentary paper that names its sort and sender, in capitals: "BRIEF VAN DE MINISTER VAN …",
/// "Nr. 356 MOTIE VAN DE LEDEN …", "GEWIJZIGDE MOTIE VAN HET LID …". Its number and whether it is a motion.
pub fn paper_line(layout: &Layout) -> Option<(usize, bool)> {
    // 40: the heads of parliamentary papers seen have up to 14 lines.
    layout.body.iter().take(40).enumerate().find_map(|(i, line)| {
        // Two capitals, or the number, begin such a line; most are told by it.
        let bytes = line.text.as_bytes();
        let capitals = bytes.iter().take(2).all(u8::is_ascii_uppercase);
        if !capitals && !bytes.starts_with(b"Nr") {
            return None;
        }
        let motion = line.text.contains("MOTIE VAN");
        let at = line.text.find("BRIEF VAN").or_else(|| line.text.find("MOTIE VAN"))?;
        // Before it stand "Nr. 356" and "GEWIJZIGDE" at most.
        let before = line.text[..at].trim();
        let before = before.strip_prefix("Nr.").unwrap_or(before);
        let capitals = before.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        capitals.then_some((i, motion))
    })
}

/// Where written questions begin: "Vragen van het lid …".
pub fn questions_line(kind: DocumentKind, layout: &Layout) -> Option<usize> {
    let begins = |l: &Line| {
        let bare = l.text.strip_prefix("Mondelinge ").unwrap_or(l.text);
        [
            "Vragen van het lid",
            "Vragen van de leden",
            "Vraag van het lid",
            "Vraag van de leden",
            "vragen van het lid",
        ]
        .iter()
        .any(|w| bare.starts_with(w))
    };
    (kind == DocumentKind::Kamervragen).then(|| layout.body.iter().take(40).position(begins)).flatten()
}

/// The lines that say who asks and who answers, up to the first question.
pub fn questions_head<'a>(layout: &Layout<'a>) -> Joined<'a> {
    let from = questions_line(DocumentKind::Kamervragen, layout).unwrap_or(0);
    let lines = layout.body.iter().skip(from).take(40).enumerate();
    let begins = |i: usize, l: &Line| {
        let bare = l.text.trim_end_matches(['.', ':', ')']);
        let number = !bare.is_empty() && bare.len() <= 2 && bare.bytes().all(|b| b.is_ascii_digit());
        let question = bare.strip_prefix("Vraag ").is_some_and(|n| n.len() <= 3);
        i > 0 && (number || question)
    };
    Joined::of(lines.take_while(|(i, l)| !begins(*i, l)).map(|(_, l)| *l))
}

/// "70e vergadering".
fn is_sitting(line: &Line) -> bool {
    let number = line.text.strip_suffix("e vergadering");
    number.is_some_and(|n| !n.is_empty() && n.len() <= 3 && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Tells the kind by what marks it; the most specific mark wins.
pub fn kind(layout: &Layout) -> KindFact {
    let head = &layout.body[..layout.body.len().min(60)];
    let spans = |lines: &[Line]| lines.iter().map(Line::span).collect::<Vec<_>>();
    let find = |fits: &dyn Fn(&Line) -> bool| head.iter().find(|l| fits(l)).copied();

    if let Some((i, true)) = paper_line(layout) {
        return (DocumentKind::Motie, Rule::MotionHeading, spans(&[layout.body[i]]));
    }
    let asked = questions_line(DocumentKind::Kamervragen, layout).map(|i| layout.body[i]);
    let answered = find(&|l| starts(l, &["Antwoord van ", "Mededeling van "]));
    let sent = || find(&|l| l.text.contains("(ingezonden") || l.text.contains("(ontvangen"));
    let sent = (asked.is_some() || answered.is_some()).then(sent).flatten();
    match (asked, answered, sent) {
        (Some(asked), Some(other), _)
        | (Some(asked), None, Some(other))
        | (None, Some(asked), Some(other)) => {
            return (DocumentKind::Kamervragen, Rule::QuestionsHeading, spans(&[asked, other]));
        }
        _ => {}
    }
    if let Some(line) =
        find(&|l| l.text.starts_with("Fiche ") || l.text == "Fiche" || l.text.starts_with("Fiche:"))
        && head.iter().any(|l| l.text.contains("Commissie") || l.text.contains("BNC"))
    {
        return (DocumentKind::BncFiche, Rule::FicheHeading, spans(&[line]));
    }
    let speaker = |l: &Line| l.text.trim_start_matches("## ").starts_with("De voorzitter:");
    if let Some(line) =
        find(&|l| l.text.starts_with("Aan de orde is") || l.text.starts_with("Aan de orde zijn"))
            .or_else(|| find(&is_sitting))
            .or_else(|| find(&speaker))
        && layout.body.iter().any(|l| speaker(l) || l.text.starts_with("Voorzitter: "))
    {
        return (DocumentKind::Handelingen, Rule::DebateHeading, spans(&[line]));
    }
    if let Some(stamp) = layout.stamps.iter().find(|l| is_nota(l)) {
        return (DocumentKind::Beslisnota, Rule::NotaHeading, spans(&[*stamp]));
    }
    if let Some(line) = find(&|l| nota_prefix(l.text).is_some()) {
        return (DocumentKind::Beslisnota, Rule::NotaHeading, spans(&[line]));
    }
    let bare =
        |l: &Line| l.text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim().to_lowercase();
    let section = |names: &[&str]| {
        // 40: no heading asked for here is longer.
        let fits = |l: &&Line| l.text.len() <= 40 && names.contains(&bare(l).trim_end_matches([':', '.']));
        layout.body.iter().find(fits).copied()
    };
    let marks = [
        section(&["aanleiding"]),
        section(&[
            "geadviseerd besluit",
            "gevraagd besluit",
            "advies",
            "beslispunten",
            "beslispunt",
            "gevraagde beslissing",
        ]),
    ];
    if let [Some(a), Some(b)] = marks {
        return (DocumentKind::Beslisnota, Rule::NotaSections, spans(&[a, b]));
    }
    if let (Some(stamp), Some(second)) =
        (layout.stamps.first(), marks.into_iter().flatten().next().or(section(&["kern", "kernpunten"])))
    {
        return (DocumentKind::Beslisnota, Rule::NotaSections, spans(&[*stamp, second]));
    }
    if let Some((i, false)) = paper_line(layout) {
        return (DocumentKind::Kamerbrief, Rule::LetterHeading, spans(&[layout.body[i]]));
    }
    if let Some(line) = find(&|l| is_to_the_speaker(l.text)) {
        return (DocumentKind::Kamerbrief, Rule::LetterHeading, spans(&[line]));
    }
    let address = layout.body.iter().find(|l| l.text.contains("uw Kamer") || l.text.contains("Uw Kamer"));
    let signed = layout.body.iter().rev().find(|l| crate::structure::is_office_line(l.text));
    if let (Some(address), Some(signed)) = (address, signed) {
        return (DocumentKind::Kamerbrief, Rule::LetterAddress, spans(&[*address, *signed]));
    }
    (DocumentKind::Overig, Rule::NoMark, Vec::new())
}

/// "Aan de Voorzitter van de Tweede Kamer", "De voorzitter van de Eerste Kamer", "Voorzitter van de Tweede Kamer …".
fn is_to_the_speaker(text: &str) -> bool {
    let rest = text.strip_prefix("Aan ").unwrap_or(text);
    let rest = rest.strip_prefix("de ").or(rest.strip_prefix("De ")).unwrap_or(rest);
    ["Voorzitter van de ", "voorzitter van de ", "Voorzitters van de ", "voorzitters van de "].iter().any(
        |start| {
            rest.strip_prefix(start).is_some_and(|rest| {
                ["Tweede", "Eerste", "Kamer", "Staten"].iter().any(|house| rest.starts_with(house))
                    || rest.is_empty()
            })
        },
    ) && text.chars().count() <= 90
}

fn is_nota(line: &Line) -> bool {
    let text = line.text.trim_end_matches(':');
    text.eq_ignore_ascii_case("nota") || text.eq_ignore_ascii_case("beslisnota")
}

/// A title behind the word "nota" on one line: "nota Beantwoording …", "Beslisnota bij …", "Openbare beslisnota …".
fn nota_prefix(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix("nota ").or(text.strip_prefix("Nota ")) {
        let rest = rest.trim_start();
        return rest.starts_with(char::is_uppercase).then_some(rest);
    }
    let starts = |p: &&str| text.get(..p.len()).is_some_and(|head| head.eq_ignore_ascii_case(p));
    ["beslisnota ", "openbare beslisnota "].iter().any(starts).then_some(text)
}

/// What lines state.
fn fact(lines: &[Line], value: String, rule: Rule) -> Fact<String> {
    Fact { value, certainty: Certainty::Stated, rule, evidence: lines.iter().map(Line::span).collect() }
}

fn joined(lines: &[Line]) -> String {
    lines.iter().map(|l| l.text).collect::<Vec<_>>().join(" ")
}

/// The title, and how many lines at the beginning of the body belong to the head.
pub fn title(kind: DocumentKind, layout: &Layout) -> (Option<Fact<String>>, usize) {
    let body = &layout.body;
    if let Some(subject) = layout.labels.iter().find(|l| l.label == Label::Subject && !l.value.is_empty()) {
        return (
            Some(fact(&subject.value, joined(&subject.value), Rule::SubjectLine)),
            head_end(kind, layout),
        );
    }
    let end = head_end(kind, layout);
    let title = match kind {
        DocumentKind::Kamervragen => questions_subject(layout),
        DocumentKind::Handelingen => debate_title(body),
        DocumentKind::BncFiche => {
            let from = body.iter().position(|l| l.text.starts_with("Fiche"));
            from.map(|from| {
                let run = from
                    + 1
                    + body[from + 1..]
                        .iter()
                        .take(3)
                        .take_while(|l| !l.blank_before && !l.text.starts_with("1"))
                        .count();
                fact(&body[from..run], joined(&body[from..run]), Rule::TitleLine)
            })
        }
        DocumentKind::Motie => {
            let paper = paper_line(layout).map_or(0, |(i, _)| i);
            let own = body[..paper].iter().find(|l| starts(l, &["Motie van ", "Gewijzigde motie van "]));
            let lines: Vec<Line> = body[..paper].iter().filter_map(dossier_title).collect();
            match own {
                Some(own) => Some(fact(&[*own], own.text.to_owned(), Rule::TitleLine)),
                None => (!lines.is_empty()).then(|| fact(&lines, joined(&lines), Rule::DossierTitle)),
            }
        }
        DocumentKind::Beslisnota => {
            let lines: Vec<Line> =
                body[..end].iter().filter(|l| !is_addressee(l) && l.text.len() > 3).copied().collect();
            let stamp = layout.stamps.iter().find(|l| is_nota(l)).map(|l| l.start);
            // Behind the word "nota", or what stands last between the letterhead and the first heading.
            let from = lines
                .iter()
                .position(|l| nota_prefix(l.text).is_some())
                .or_else(|| lines.iter().position(|l| stamp.is_some_and(|stamp| l.start > stamp)))
                .or_else(|| (!lines.is_empty()).then(|| lines.len() - run_back(&lines)));
            from.map(|from| {
                let run = from
                    + 1
                    + lines[from + 1..].iter().take_while(|l| !l.blank_before && !l.break_before).count();
                let lines = &lines[from..run];
                let text = joined(lines);
                let text = text.strip_prefix("nota ").or(text.strip_prefix("Nota ")).unwrap_or(&text);
                // Recognised text may trail off into signs that are no words.
                let text = text.split(" _ ").next().unwrap_or(text).trim();
                fact(lines, text.to_owned(), Rule::TitleLine)
            })
        }
        _ => None,
    };
    (title, end)
}

/// The heading of an item of a debate: the line above the name of the chair or "Aan de orde is", below its number.
fn debate_title(body: &[Line]) -> Option<Fact<String>> {
    let opens = |l: &Line| starts(l, &["Aan de orde ", "Voorzitter: ", "De voorzitter:"]);
    let end = body.iter().take(30).position(opens)?;
    let is_number = |l: &Line| l.text.trim_end_matches('.').bytes().all(|b| b.is_ascii_digit());
    let head = &body[..end];
    let from = head.iter().rposition(is_number)? + 1;
    let lines = &head[from..];
    let first = lines.first()?;
    let run = 1 + lines[1..].iter().take_while(|l| !l.blank_before).count();
    let fits = !is_sitting(first) && run <= 3;
    fits.then(|| fact(&lines[..run], joined(&lines[..run]), Rule::TitleLine))
}

/// How many lines the last block of lines has.
fn run_back(lines: &[Line]) -> usize {
    let last = lines.iter().rposition(|l| l.blank_before || l.break_before).unwrap_or(0);
    lines.len() - last
}

fn is_addressee(line: &Line) -> bool {
    let rest = line.text.strip_prefix("Aan ").unwrap_or(line.text);
    let rest = rest.trim_start_matches("de ").trim_start_matches("het ");
    [
        "Minister van",
        "Minister voor",
        "Minister-President",
        "Staatssecretaris",
        "Ministers van",
        "minister van",
    ]
    .iter()
    .any(|office| rest.starts_with(office))
        && line.text.chars().count() <= 90
}

/// The part of a line above a motion that belongs to the title of its dossier: without the dossier's number.
fn dossier_title<'a>(line: &Line<'a>) -> Option<Line<'a>> {
    let lower = line.text.to_lowercase();
    let other = ["vergaderjaar", "nr. ", "tweede kamer", "eerste kamer", "kamerstukken", "ontvangen"];
    if other.iter().any(|w| lower.starts_with(w)) {
        return None;
    }
    let number = |w: &str| w.bytes().all(|b| b.is_ascii_digit() || b"-IVXLCAB".contains(&b));
    let mut text = line.text;
    while let Some(first) = text.split_whitespace().next().filter(|w| number(w)) {
        text = text[first.len()..].trim_start();
    }
    // "(VIII) voor het jaar" goes on; "VIII" alone was the number.
    let text = text.trim();
    let start = line.start + (text.as_ptr() as usize - line.text.as_ptr() as usize);
    (!text.is_empty()).then_some(Line { text, start, ..*line })
}

/// Where the head ends and the text begins, as an index into the body.
fn head_end(kind: DocumentKind, layout: &Layout) -> usize {
    let body = &layout.body;
    match kind {
        DocumentKind::Beslisnota => {
            let heading = |l: &Line| {
                let bare = l.text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim();
                crate::structure::is_known_heading(bare)
            };
            // 25: the longest head of a nota seen has 9 lines that are no furniture. Without a heading, only the first
            // block is the head.
            let block = 1 + body.iter().skip(1).take_while(|l| !l.blank_before && !l.break_before).count();
            body.iter().take(25).position(heading).unwrap_or(if body.is_empty() { 0 } else { block })
        }
        DocumentKind::Kamervragen => {
            let from = questions_line(kind, layout).unwrap_or(0);
            (from + questions_head(layout).lines.len()).min(body.len())
        }
        DocumentKind::Motie => paper_line(layout).map_or(0, |(i, _)| {
            let lines = body[i..].iter().take(8);
            let proposed = lines
                .clone()
                .position(|l| l.text.starts_with("Voorgesteld") || l.text.starts_with("Ontvangen"));
            i + 1 + proposed.unwrap_or(0)
        }),
        DocumentKind::Kamerbrief => {
            // 60: the longest letterhead seen, in two languages, has 40 lines. All above the salutation is head.
            if let Some(salutation) = body.iter().take(60).position(|l| l.text.starts_with("Geachte ")) {
                return salutation;
            }
            let paper = paper_line(layout).map(|(i, _)| i);
            let Some(i) = paper.or_else(|| body.iter().take(20).position(|l| is_to_the_speaker(l.text)))
            else {
                return 0;
            };
            let head = |l: &&Line| {
                l.text.starts_with("Aan de")
                    || place_and_date(l.text).is_some()
                    || l.text == "der Staten-Generaal"
                    || l.text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
            };
            i + 1 + body[i + 1..].iter().take_while(head).count()
        }
        DocumentKind::BncFiche => {
            let title = body.iter().position(|l| l.text.starts_with("Fiche"));
            let data = |l: &Line| l.text.starts_with('1') || l.text.contains("Algemene gegevens");
            title.map_or(0, |i| i + body[i..].iter().take(6).position(data).unwrap_or(1))
        }
        _ => 0,
    }
}

/// "over de TOZO (ingezonden 3 juni 2021)".
fn questions_subject(layout: &Layout) -> Option<Fact<String>> {
    let from = questions_line(DocumentKind::Kamervragen, layout)?;
    let lines = layout.body[from..].iter().take(12).enumerate();
    let goes_on = |(i, l): &(usize, &Line)| {
        *i == 0 || !(l.blank_before || starts(l, &["Antwoord van ", "Mededeling van "]))
    };
    let head = Joined::of(lines.take_while(goes_on).map(|(_, l)| *l));
    let at = head.text.find(" over ")? + " over ".len();
    let end = head.text.find("(ingezonden").filter(|end| *end > at).unwrap_or(head.text.len());
    let subject = head.text[at..end].trim().trim_end_matches('.');
    Some(Fact {
        value: subject.to_owned(),
        certainty: Certainty::Stated,
        rule: Rule::QuestionsSubject,
        evidence: head.spans(at..end),
    })
}

/// "Den Haag, 8 mei 2023": the place of the date in the line.
fn place_and_date(text: &str) -> Option<Range<usize>> {
    let (place, rest) = text.split_once(", ")?;
    let towns = ["Den Haag", "’s-Gravenhage", "'s-Gravenhage", "Brussel", "Amsterdam", "Utrecht"];
    let at = text.len() - rest.len();
    let length = dates::full_date(rest)?;
    (towns.contains(&place.replace('\u{a0}', " ").as_str()) && rest[length..].trim().is_empty())
        .then_some(at..at + length)
}

/// The date that the document gives itself.
pub fn date(kind: DocumentKind, layout: &Layout) -> Option<DateFact> {
    let stated = |spans: Vec<Span>, text: &str, rule| {
        let written = dates::scan(&Words::of(text)).into_iter().next()?;
        let day = written.day()?;
        Some(DateFact {
            as_written: text[written.place].to_owned(),
            edtf: day.to_string(),
            earliest: Some(day),
            latest: Some(day),
            certainty: Certainty::Stated,
            rule,
            evidence: spans,
            proof: Vec::new(),
        })
    };
    let within =
        |line: &Line, place: Range<usize>| Span::new(line.start + place.start, line.start + place.end);
    // After a word: "Voorgesteld 6 juli 2021", "(ontvangen 21 juni 2021)", also where the line breaks between.
    let after = |head: Joined, word: &str, rule| {
        let rest = head.text.find(word).map(|i| i + word.len())?;
        let written = dates::scan(&Words::of(&head.text[rest..])).into_iter().find(|d| d.day().is_some())?;
        let place = rest + written.place.start..rest + written.place.end;
        stated(head.spans(place.clone()), &head.text[place], rule)
    };
    let specific = match kind {
        DocumentKind::Motie => {
            let from = paper_line(layout).map_or(0, |(i, _)| i);
            after(Joined::of(layout.body[from..].iter().take(8).copied()), "Voorgesteld", Rule::ProposedLine)
        }
        DocumentKind::Kamervragen => {
            let head = || questions_head(layout);
            let answered = ["Antwoord van", "Mededeling van"].iter().any(|w| head().text.contains(w));
            let received = after(head(), "ontvangen ", Rule::ReceivedLine);
            let sent = || after(head(), "ingezonden ", Rule::SentLine);
            received
                .or_else(|| (!answered).then(sent).flatten())
                // Some have the day of sending above the questions.
                .or_else(|| {
                    let above = || Joined::of(layout.body.iter().take(10).copied());
                    (!answered).then(|| after(above(), "ingezonden ", Rule::SentLine)).flatten()
                })
        }
        DocumentKind::Handelingen => layout.body.iter().take(20).find_map(|line| {
            let length = dates::full_date(line.text).filter(|length| *length == line.text.len())?;
            stated(vec![within(line, 0..length)], line.text, Rule::SittingDay)
        }),
        _ => None,
    };
    if specific.is_some() {
        return specific;
    }
    let labelled: Vec<Line> = layout
        .labels
        .iter()
        .filter(|l| l.label == Label::Date)
        .filter_map(|l| l.value.first().copied())
        .collect();
    if let Some(first) = labelled.first() {
        // The letterhead repeats on each page; every repetition that says the same proves the date.
        let same = labelled.iter().filter(|l| l.text == first.text).map(Line::span).collect();
        return stated(same, first.text, Rule::DateLabel);
    }
    layout.body.iter().find_map(|line| {
        let place = place_and_date(line.text)?;
        stated(vec![within(line, place.clone())], &line.text[place], Rule::PlaceAndDate)
    })
}

/// The document's own number.
pub fn reference(layout: &Layout) -> Option<Fact<String>> {
    let fact = |line: &Line, rule| fact(&[*line], line.text.to_owned(), rule);
    let labelled = layout.labels.iter().find(|l| l.label == Label::Reference && !l.value.is_empty());
    if let Some(line) = labelled.and_then(|l| l.value.first()) {
        return Some(fact(line, Rule::ReferenceLabel));
    }
    published(layout).map(|line| fact(&line, Rule::PublicationNumber))
}

/// The publication number at the foot of a page: "kst-32545-143".
pub fn published<'a>(layout: &Layout<'a>) -> Option<Line<'a>> {
    let number = |l: &Line<'a>| {
        let text = l.text.split(' ').next().unwrap_or(l.text);
        let fits = ["kst-", "ah-tk-", "h-tk-", "kv-tk-"].iter().any(|p| text.starts_with(p));
        fits.then_some(Line { text, ..*l })
    };
    layout.furniture.iter().find_map(number)
}

/// "TER VERVANGING VAN DIE GEDRUKT ONDER NR. 34": the paper that a motion replaces, in the same dossier.
pub fn replaced(kind: DocumentKind, layout: &Layout) -> Option<(String, String, Vec<Span>)> {
    let (paper, _) = paper_line(layout).filter(|_| kind == DocumentKind::Motie)?;
    let head = Joined::of(layout.body[paper..].iter().take(3).copied());
    let words = "GEDRUKT ONDER NR. ";
    let at = head.text.find(words)?;
    let number = head.text[at + words.len()..]
        .split(|c: char| !c.is_ascii_digit())
        .next()
        .filter(|n| !n.is_empty())?;
    let own =
        published(layout).and_then(|l| Some(l.text.strip_prefix("kst-")?.rsplit_once('-')?.0.to_owned()));
    let above = || layout.body[..paper].iter().find_map(|l| crate::citations::dossier_of(l.text));
    let dossier = own.or_else(above)?;
    let place = at..at + words.len() + number.len();
    Some((format!("{dossier}-{number}"), head.text[place.clone()].to_owned(), head.spans(place)))
}

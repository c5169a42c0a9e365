//! What heads a document: its kind, title, date and number.

use crate::{
    dates,
    layout::{Label, Layout, Line},
};
use model::{Certainty, DateFact, Day, DocumentKind, Fact, Rule, Span};

/// A kind with the rule and the words that told it.
pub type KindFact = (DocumentKind, Rule, Vec<Span>);

fn starts(line: &Line, words: &[&str]) -> bool {
    words.iter().any(|w| line.text.starts_with(w))
}

/// The line of a parliamentary paper that names its sort and sender, in capitals: "BRIEF VAN DE MINISTER VAN …".
pub fn paper_line(layout: &Layout) -> Option<usize> {
    // 40: the heads of parliamentary papers seen have up to 14 lines.
    layout.body.iter().take(40).position(|line| {
        let capitals = line.text.chars().filter(|c| c.is_alphabetic()).take(12).all(char::is_uppercase);
        capitals && (line.text.starts_with("BRIEF VAN") || line.text.contains("MOTIE VAN"))
    })
}

/// Tells the kind by what marks it; the most specific mark wins.
pub fn kind(layout: &Layout) -> KindFact {
    let head = &layout.body[..layout.body.len().min(60)];
    let spans = |lines: &[Line]| lines.iter().map(Line::span).collect::<Vec<_>>();
    let find = |fits: &dyn Fn(&Line) -> bool| head.iter().find(|l| fits(l)).copied();

    if let Some(line) = paper_line(layout).map(|i| layout.body[i])
        && line.text.contains("MOTIE VAN")
    {
        return (DocumentKind::Motie, Rule::MotionHeading, spans(&[line]));
    }
    let questions = find(&|l| starts(l, &["Vragen van het lid ", "Vragen van de leden "]));
    let answered =
        find(&|l| starts(l, &["Antwoord van ", "Mededeling van "]) || l.text.contains("(ingezonden"));
    if let (Some(asked), Some(answered)) = (questions, answered) {
        return (DocumentKind::Kamervragen, Rule::QuestionsHeading, spans(&[asked, answered]));
    }
    if let Some(line) =
        find(&|l| l.text.starts_with("Fiche ") || l.text == "Fiche" || l.text.starts_with("Fiche:"))
        && head.iter().any(|l| l.text.contains("Commissie") || l.text.contains("BNC"))
    {
        return (DocumentKind::BncFiche, Rule::FicheHeading, spans(&[line]));
    }
    if let Some(line) = find(&|l| l.text.starts_with("Aan de orde is"))
        && layout.body.iter().any(|l| l.text.starts_with("De voorzitter:"))
    {
        return (DocumentKind::Handelingen, Rule::DebateHeading, spans(&[line]));
    }
    let is_nota = |l: &&Line| matches!(l.text.to_lowercase().as_str(), "nota" | "beslisnota");
    if let Some(stamp) = layout.stamps.iter().find(is_nota) {
        return (DocumentKind::Beslisnota, Rule::NotaHeading, spans(&[*stamp]));
    }
    if let Some(line) = find(&|l| nota_prefix(l.text).is_some()) {
        return (DocumentKind::Beslisnota, Rule::NotaHeading, spans(&[line]));
    }
    let bare =
        |l: &Line| l.text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim().to_lowercase();
    let section = |names: &[&str]| layout.body.iter().find(|l| names.contains(&bare(l).as_str())).copied();
    let marks = [
        section(&["aanleiding"]),
        section(&["geadviseerd besluit", "gevraagd besluit", "advies", "beslispunten"]),
    ];
    if let [Some(a), Some(b)] = marks {
        return (DocumentKind::Beslisnota, Rule::NotaSections, spans(&[a, b]));
    }
    if let (Some(stamp), Some(second)) =
        (layout.stamps.first(), marks.into_iter().flatten().next().or(section(&["kern", "kernpunten"])))
    {
        return (DocumentKind::Beslisnota, Rule::NotaSections, spans(&[*stamp, second]));
    }
    if let Some(i) = paper_line(layout) {
        return (DocumentKind::Kamerbrief, Rule::LetterHeading, spans(&[layout.body[i]]));
    }
    if let Some(line) = find(&|l| {
        starts(l, &["Aan de Voorzitter van de", "De Voorzitter van de", "Aan de Voorzitters van de"])
    }) {
        return (DocumentKind::Kamerbrief, Rule::LetterHeading, spans(&[line]));
    }
    let address = layout.body.iter().find(|l| l.text.contains("uw Kamer") || l.text.contains("Uw Kamer"));
    let signed = layout.body.iter().rev().find(|l| crate::structure::is_office_line(l.text));
    if let (Some(address), Some(signed)) = (address, signed) {
        return (DocumentKind::Kamerbrief, Rule::LetterAddress, spans(&[*address, *signed]));
    }
    (DocumentKind::Overig, Rule::NoMark, Vec::new())
}

/// A title behind the word "nota" on one line: "nota Beantwoording …", "Beslisnota bij …", "Openbare beslisnota …".
fn nota_prefix(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix("nota ") {
        return rest.starts_with(char::is_uppercase).then_some(rest);
    }
    let lower = text.to_lowercase();
    let fits = ["beslisnota ", "openbare beslisnota "].iter().any(|p| lower.starts_with(p));
    fits.then_some(text)
}

/// The title, and how many lines at the beginning of the body belong to the head.
pub fn title(kind: DocumentKind, layout: &Layout) -> (Option<Fact<String>>, usize) {
    let body = &layout.body;
    let fact = |lines: &[Line], text: String, rule| Fact {
        value: text,
        certainty: Certainty::Stated,
        rule,
        evidence: lines.iter().map(Line::span).collect(),
    };
    let joined = |lines: &[Line]| lines.iter().map(|l| l.text).collect::<Vec<_>>().join(" ");
    if let Some(subject) = layout.labels.iter().find(|l| l.label == Label::Subject && !l.value.is_empty()) {
        return (
            Some(fact(&subject.value, joined(&subject.value), Rule::SubjectLine)),
            head_end(kind, layout),
        );
    }
    match kind {
        DocumentKind::Kamervragen => {
            let end = head_end(kind, layout);
            (questions_subject(&body[..end]), end)
        }
        DocumentKind::Motie => {
            let end = paper_line(layout).unwrap_or(0);
            let lines: Vec<Line> = body[..end].iter().filter(|l| is_dossier_title(l)).copied().collect();
            let title = (!lines.is_empty()).then(|| fact(&lines, joined(&lines), Rule::DossierTitle));
            (title, head_end(kind, layout))
        }
        DocumentKind::Beslisnota => {
            // What stands between the letterhead and the first heading.
            let end = head_end(kind, layout);
            let lines: Vec<Line> =
                body[..end].iter().filter(|l| !is_addressee(l) && l.text.len() > 3).copied().collect();
            if lines.is_empty() {
                return (None, end);
            }
            let from = lines
                .iter()
                .position(|l| nota_prefix(l.text).is_some())
                .unwrap_or(lines.len() - run_back(&lines));
            let run = from + 1 + lines[from + 1..].iter().take_while(|l| !l.blank_before).count();
            let lines = &lines[from..run];
            let text = joined(lines);
            let text = text.strip_prefix("nota ").unwrap_or(&text);
            // Recognised text may trail off into signs that are no words.
            let text = text.split(" _ ").next().unwrap_or(text).trim();
            (Some(fact(lines, text.to_owned(), Rule::TitleLine)), end)
        }
        _ => (None, head_end(kind, layout)),
    }
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

fn is_dossier_title(line: &Line) -> bool {
    let lower = line.text.to_lowercase();
    let number =
        line.text.split(' ').all(|w| w.bytes().all(|b| b.is_ascii_digit() || b"-IVXLC".contains(&b)));
    !number
        && !["vergaderjaar", "nr. ", "tweede kamer", "eerste kamer", "kamerstukken", "ontvangen"]
            .iter()
            .any(|w| lower.starts_with(w))
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
            let question = body.iter().position(|l| l.text.starts_with("Vraag ") && l.text.len() < 12);
            let received = || body.iter().position(|l| l.text.contains("(ontvangen")).map(|i| i + 1);
            question.or_else(received).unwrap_or(0)
        }
        DocumentKind::Motie => paper_line(layout).map_or(0, |i| {
            let lines = body[i..].iter().take(8);
            let proposed = lines
                .clone()
                .position(|l| l.text.starts_with("Voorgesteld") || l.text.starts_with("Ontvangen"));
            i + 1 + proposed.unwrap_or(0)
        }),
        DocumentKind::Kamerbrief => {
            let Some(i) = paper_line(layout)
                .or_else(|| body.iter().take(20).position(|l| l.text.starts_with("Aan de Voorzitter")))
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
        _ => 0,
    }
}

/// "over de TOZO (ingezonden 3 juni 2021)".
fn questions_subject(head: &[Line]) -> Option<Fact<String>> {
    let from = head.iter().position(|l| l.text.starts_with("Vragen van"))?;
    let mut lines: Vec<Line> = Vec::new();
    for line in &head[from..] {
        lines.push(*line);
        if line.text.contains("(ingezonden") || line.text.ends_with('.') {
            break;
        }
    }
    let text = lines.iter().map(|l| l.text).collect::<Vec<_>>().join(" ");
    let subject = text.split_once(" over ")?.1;
    let subject = subject.split("(ingezonden").next().unwrap_or(subject).trim().trim_end_matches('.');
    Some(Fact {
        value: subject.to_owned(),
        certainty: Certainty::Stated,
        rule: Rule::QuestionsSubject,
        evidence: lines.iter().map(Line::span).collect(),
    })
}

/// "Den Haag, 8 mei 2023": the place of the date in the line.
fn place_and_date(text: &str) -> Option<std::ops::Range<usize>> {
    let (place, rest) = text.split_once(", ")?;
    let towns = ["Den Haag", "’s-Gravenhage", "'s-Gravenhage", "Brussel", "Amsterdam", "Utrecht"];
    let at = text.len() - rest.len();
    let length = dates::full_date(rest)?;
    (towns.contains(&place) && rest[length..].trim().is_empty()).then_some(at..at + length)
}

/// The date that the document gives itself.
pub fn date(kind: DocumentKind, layout: &Layout) -> Option<DateFact> {
    let stated = |spans: Vec<Span>, text: &str, rule| {
        let written = dates::scan(text).into_iter().next()?;
        let day = Day::new(written.year?, written.month, *written.days.first()?)?;
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
    let within = |line: &Line, place: std::ops::Range<usize>| {
        Span::new(line.start + place.start, line.start + place.end)
    };
    // After a word: "Voorgesteld 6 juli 2021", "(ontvangen 21 juni 2021)".
    let after = |word: &str, rule| {
        layout.body.iter().take(60).find_map(|line| {
            let rest = line.text.find(word).map(|i| i + word.len())?;
            let written = dates::scan(&line.text[rest..]).into_iter().find(|d| d.year.is_some())?;
            let place = rest + written.place.start..rest + written.place.end;
            stated(vec![within(line, place.clone())], &line.text[place], rule)
        })
    };
    let specific = match kind {
        DocumentKind::Motie => after("Voorgesteld", Rule::ProposedLine),
        DocumentKind::Kamervragen => after("ontvangen ", Rule::ReceivedLine),
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
    let fact = |line: &Line, rule| Fact {
        value: line.text.to_owned(),
        certainty: Certainty::Stated,
        rule,
        evidence: vec![line.span()],
    };
    let labelled = layout.labels.iter().find(|l| l.label == Label::Reference && !l.value.is_empty());
    if let Some(line) = labelled.and_then(|l| l.value.first()) {
        return Some(fact(line, Rule::ReferenceLabel));
    }
    let publication = |l: &&Line| ["kst-", "ah-tk-", "h-tk-"].iter().any(|p| l.text.starts_with(p));
    layout.furniture.iter().find(publication).map(|line| fact(line, Rule::PublicationNumber))
}

//! Finds the numbers of papers that a text knows by a name, a mover or a date.
//!
//! | rule | example |
//! |---|---|
//! | `number-in-brackets` | "motie van het lid Van Raan (Kamerstuk 26 643, nr. 885)" |
//! | `number-in-note` | "de motie-Van Raan¹." with note 1 "Kamerstukken II 2021/22, 26643, nr. 885." |
//! | `same-name` | the same name elsewhere, when all that is known of it is one number |

use crate::{
    actors::{self, key},
    citations::Found,
};
use model::{CitationKind, NoAddress, PassageKind, ProofStep, Rule, Span, sentences};
use std::{collections::BTreeMap, ops::Range};

/// A passage with what was read in it.
pub struct Read<'a> {
    /// The part it plays.
    pub kind: PassageKind,
    /// Its reading text.
    pub text: &'a str,
    /// Its citations, by place.
    pub citations: Vec<Found>,
    /// The actors it names.
    pub mentions: &'a [actors::Mention],
}

/// A number that was found for a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// Identifiers of the paper.
    pub identifiers: Vec<String>,
    /// Why.
    pub proof: ProofStep,
}

/// Numbers by name; a name may have several.
pub type Numbers = BTreeMap<String, Vec<Known>>;

/// Gives the papers of a document that have no number the one that the document gives them elsewhere.
///
/// Returns the proofs, by passage and citation, and what the document knows of names, for others to lean on.
/// `quote` gives the source of a place in a passage.
pub fn tie(
    passages: &mut [Read],
    quote: impl Fn(usize, Range<usize>) -> Vec<Span>,
) -> (BTreeMap<(usize, usize), ProofStep>, Numbers) {
    let mut proofs: BTreeMap<(usize, usize), ProofStep> = BTreeMap::new();
    let mut known = Numbers::new();
    let mut settle = |name: &str, identifiers: &[String], rule, evidence| {
        let proof = ProofStep { rule, gives: identifiers.join(", "), document: String::new(), evidence };
        let all = known.entry(name.to_owned()).or_default();
        if all.iter().all(|k| k.identifiers != identifiers) {
            all.push(Known { identifiers: identifiers.to_vec(), proof: proof.clone() });
        }
        proof
    };
    let notes = notes(passages);
    let mut settled: Vec<(usize, usize, Vec<String>)> = Vec::new();
    for (p, passage) in passages.iter().enumerate() {
        let numbers: Vec<&Found> = numbered(passage).collect();
        let behind = |end: usize| {
            let next = numbers.partition_point(|k| k.place.start < end);
            numbers.get(next).filter(|k| in_brackets(&passage.text[end..k.place.start])).copied()
        };
        // "de door het lid Slootweg (Kamerstuk 26 643, nr. 1009) ingediende motie"
        for mention in passage.mentions.iter().filter(|m| m.rule == Rule::MemberOfParliament) {
            let Some(number) = behind(mention.place.end) else { continue };
            // ") ingediende moties", ") een motie in": at most one word between.
            let mut words = passage.text[number.place.end..].trim_start_matches(')').split_whitespace();
            let is_motion = |w: &str| matches!(w.trim_end_matches([',', '.', ';']), "motie" | "moties");
            if words
                .next()
                .is_some_and(|w| is_motion(w) || (w != "geen" && words.next().is_some_and(is_motion)))
            {
                let name = format!("motie {}", key(&mention.name));
                settle(&name, &number.identifiers, Rule::NumberInBrackets, quote(p, number.place.clone()));
            }
        }
        let unnumbered = |c: &Found| c.name.is_some() && c.identifiers.is_empty();
        for (c, citation) in passage.citations.iter().enumerate().filter(|(_, c)| unnumbered(c)) {
            let name = citation.name.as_deref().expect("filtered");
            if let Some(number) = behind(citation.place.end) {
                let evidence = quote(p, number.place.clone());
                let proof = settle(name, &number.identifiers, Rule::NumberInBrackets, evidence);
                proofs.insert((p, c), proof);
                settled.push((p, c, number.identifiers.clone()));
                continue;
            }
            if passage.kind == PassageKind::Footnote || notes.is_empty() {
                continue;
            }
            // The only paper of its sentence, and the only note there.
            let (around, _) = sentence(passage.text, citation.place.start);
            let alone = passage.citations.iter().filter(|c| around.contains(&c.place.start)).count() == 1;
            if !alone {
                continue;
            }
            let marks: Vec<u32> = note_marks(&passage.text[around]).into_iter().map(|(_, n)| n).collect();
            let [mark] = marks[..] else { continue };
            let next = notes.get(&mark).and_then(|list| list.iter().find(|note| **note > p));
            let Some(note) = next else { continue };
            if let [number] = &passages[*note].citations[..]
                && number.kind == CitationKind::Kamerstuk
                && number.identifiers.len() == 1
                && is_all_of(passages[*note].text, &number.place)
            {
                let evidence = quote(*note, number.place.clone());
                let proof = settle(name, &number.identifiers, Rule::NumberInNote, evidence);
                proofs.insert((p, c), proof);
                settled.push((p, c, number.identifiers.clone()));
            }
        }
    }
    for (p, c, identifiers) in settled {
        give(&mut passages[p].citations[c], &identifiers);
    }
    for (p, passage) in passages.iter_mut().enumerate() {
        for (c, citation) in passage.citations.iter_mut().enumerate() {
            // "de motie-Slootweg over mantelzorg" has a subject of its own, and may be another of the same mover.
            let behind =
                passage.text[citation.place.end..].trim_start().trim_start_matches("c.s.").trim_start();
            if citation.kind == CitationKind::Motion && behind.starts_with("over ") {
                citation.name = None;
                continue;
            }
            if let Some(proof) = same_name(citation, &known) {
                proofs.insert((p, c), proof);
            }
        }
    }
    (proofs, known)
}

/// Gives a citation without a number the only one that its name is known by; says so when there are several.
pub fn same_name(citation: &mut Found, known: &Numbers) -> Option<ProofStep> {
    if !citation.identifiers.is_empty() {
        return None;
    }
    match known.get(citation.name.as_ref()?)?.as_slice() {
        [only] => {
            give(citation, &only.identifiers);
            Some(ProofStep { rule: Rule::SameName, ..only.proof.clone() })
        }
        _ => {
            citation.reason = Some(NoAddress::Several);
            None
        }
    }
}

/// Whether a note says nothing but its citation: "Zie ook …" and a remark may mean another paper.
fn is_all_of(note: &str, citation: &Range<usize>) -> bool {
    let before = note[..citation.start].trim_start_matches(|c: char| digit(c).is_some());
    before.trim().is_empty() && note[citation.end..].trim_matches(['.', ' ']).is_empty()
}

fn give(citation: &mut Found, identifiers: &[String]) {
    citation.identifiers = identifiers.to_vec();
    citation.url = identifiers.first().map(|id| crate::citations::address(id));
    citation.reason = None;
}

fn numbered<'a>(passage: &'a Read) -> impl Iterator<Item = &'a Found> {
    passage.citations.iter().filter(|c| c.kind == CitationKind::Kamerstuk && !c.identifiers.is_empty())
}

/// " (", " c.s. (Zie ": nothing but the opening of brackets.
fn in_brackets(gap: &str) -> bool {
    let gap = gap.trim_start().trim_start_matches("c.s.").trim();
    matches!(gap, "(" | "(zie" | "(Zie" | "(zie ook" | "(TK" | "(hierna")
}

/// Footnotes by their numbers, in order.
fn notes(passages: &[Read]) -> BTreeMap<u32, Vec<usize>> {
    let mut found: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (i, passage) in passages.iter().enumerate().filter(|(_, p)| p.kind == PassageKind::Footnote) {
        let digits = passage.text.chars().map_while(digit);
        let number = digits.take(3).fold(0, |n, d| n * 10 + d);
        if number > 0 {
            found.entry(number).or_default().push(i);
        }
    }
    found
}

/// A digit, superscript or not.
fn digit(c: char) -> Option<u32> {
    const SUPERSCRIPT: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    if c.is_ascii() {
        return c.to_digit(10);
    }
    SUPERSCRIPT.chars().position(|s| s == c).map(|d| d as u32)
}

/// Marks of footnotes, with the offset behind each: superscript digits, or one or two digits right behind a stop,
/// a comma or a closing sign and with a blank or nothing behind them.
fn note_marks(text: &str) -> Vec<(usize, u32)> {
    let mut found = Vec::new();
    let mut run: Option<(u32, usize, bool)> = None;
    let mut before = [' '; 2];
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (digit(c), &mut run) {
            (Some(d), Some((number, length, _))) => {
                (*number, *length) = (number.saturating_mul(10).saturating_add(d), *length + 1);
            }
            (Some(d), None) => {
                // "3,5" is a number.
                let fits =
                    !c.is_ascii_digit() || (".,)”’\";»".contains(before[1]) && !before[0].is_ascii_digit());
                run = Some((d, 1, fits));
            }
            (None, Some((number, length, fits))) => {
                if *fits && *length <= 2 && (c.is_whitespace() || ".,;:)".contains(c)) {
                    found.push((at, *number));
                }
                (run, before) = (None, ['0', c]);
            }
            (None, None) => before = [before[1], c],
        }
    }
    found
}

/// The sentence that a place lies in, and the place at which the one before it begins.
pub fn sentence(text: &str, at: usize) -> (Range<usize>, usize) {
    // 2000: no sentence of a letter is longer, and one text of a megabyte without stops is read in linear time.
    let floor = (at.saturating_sub(2000)..=at).find(|i| text.is_char_boundary(*i)).unwrap_or(at);
    let ceiling = (at..=text.len().min(at + 2000)).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(at);
    let all = sentences(&text[floor..ceiling]);
    let own = all.iter().rposition(|s| floor + s.start <= at);
    let place = own.map_or(floor..ceiling, |i| floor + all[i].start..floor + all[i].end);
    let before = own.and_then(|i| i.checked_sub(1)).map_or(place.start, |i| floor + all[i].start);
    (place, before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    fn tied(texts: &[(PassageKind, &str)]) -> Vec<(String, Vec<String>, Option<Rule>)> {
        let words: Vec<Words> = texts.iter().map(|(_, text)| Words::of(*text)).collect();
        let scanned: Vec<actors::Scanned> = words.iter().map(|w| actors::scan_at(w, 0..w.len())).collect();
        let mut read: Vec<Read> = texts
            .iter()
            .zip(&words)
            .zip(&scanned)
            .map(|(((kind, text), words), scanned)| {
                let mut citations = crate::citations::scan(words);
                citations.extend(scanned.papers.clone());
                citations.sort_by_key(|c| c.place.start);
                Read { kind: *kind, text, citations, mentions: &scanned.mentions }
            })
            .collect();
        let (proofs, _) = tie(&mut read, |_, _| Vec::new());
        let mut found = Vec::new();
        for (p, passage) in read.iter().enumerate() {
            for (c, citation) in passage.citations.iter().enumerate().filter(|(_, c)| c.name.is_some()) {
                let rule = proofs.get(&(p, c)).map(|proof| proof.rule);
                found.push((
                    passage.text[citation.place.clone()].to_owned(),
                    citation.identifiers.clone(),
                    rule,
                ));
            }
        }
        found
    }

    const TEXT: PassageKind = PassageKind::Paragraph;

    #[test]
    fn a_number_stands_in_brackets_or_in_the_note_and_goes_with_the_name() {
        let found = tied(&[
            (TEXT, "De motie van het lid Van Raan (Kamerstuk 26 643, nr. 885) is aangenomen."),
            (TEXT, "Ik voer de motie-Van Raan uit."),
        ]);
        let ids = vec!["26643-885".to_owned()];
        assert_eq!(
            found[0],
            ("motie van het lid Van Raan".into(), ids.clone(), Some(Rule::NumberInBrackets))
        );
        assert_eq!(found[1], ("motie-Van Raan".into(), ids.clone(), Some(Rule::SameName)));
        let found = tied(&[
            (TEXT, "Niet in lijn met de motie-Van Raan¹. Het vervolg."),
            (PassageKind::Footnote, "¹ Kamerstukken II 2021/22, 26643, nr. 885."),
        ]);
        assert_eq!(found[0], ("motie-Van Raan".into(), ids, Some(Rule::NumberInNote)));
    }

    #[test]
    fn a_mover_with_a_number_gives_it_to_the_motion() {
        let found = tied(&[(
            TEXT,
            "De door het lid Slootweg c.s. (Kamerstuk 26 643, nrs. 1009 en 1010) ingediende moties zijn ontraden. De moties van het lid Slootweg gaan verder.",
        )]);
        assert_eq!(found[0].1, ["26643-1009", "26643-1010"]);
    }

    #[test]
    fn what_is_in_doubt_stays_open() {
        let found = tied(&[
            (
                TEXT,
                "De motie van het lid Dassen (Kamerstuk 21 501, nr. 1) en de motie van het lid Dassen (Kamerstuk 21 501, nr. 2).",
            ),
            (TEXT, "De motie-Dassen is uitgevoerd.¹ Zie ook de motie-Kathmann."),
            (PassageKind::Footnote, "¹ Zie ook Kamerstuk 26 643, nr. 1."),
        ]);
        assert_eq!(found[2], ("motie-Dassen".into(), vec![], None));
        assert_eq!(found[3], ("motie-Kathmann".into(), vec![], None));
        let found = tied(&[(
            TEXT,
            "De motie van het lid Slootweg (Kamerstuk 26 643, nr. 1009) is aangenomen. De motie van het lid Slootweg over zorg niet.",
        )]);
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn marks_are_digits_behind_a_stop() {
        assert_eq!(note_marks("Verordening.1 Deze, maar 20 april.² En 3,5 procent"), [(13, 1), (36, 2)]);
    }
}

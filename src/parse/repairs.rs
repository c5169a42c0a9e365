//! Repairs: separate, reversible changes from the source to the reading text.
//!
//! A word is joined or corrected only when the result is known, from the texts of the dossier or from
//! `words.txt`. In doubt the source stays as it is.

use crate::{structure::RawPassage, words::{Bits, shape}};
use model::{Repair, Rule, Span};
use rustc_hash::{FxHashMap, FxHashSet};
use std::{collections::BTreeMap, sync::LazyLock};

/// The words that texts are known to use.
#[derive(Debug, Default)]
pub struct Known {
    /// Lower-case words of the texts, hyphens kept, without the halves at line ends.
    met: FxHashSet<String>,
}

/// Lower-case words of `words.txt`: a correction must end here.
static LISTED: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    include_str!("words.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()).collect()
});

/// What a listed word may be misread as.
struct Misreadings {
    /// The word meant; `None` where two words may be.
    meant: FxHashMap<String, Option<&'static str>>,
    /// Their [`shape`]s.
    shapes: Bits,
}

static MISREADINGS: LazyLock<Misreadings> = LazyLock::new(misreadings);

/// Misreadings seen in recognised text: what is written, and what may have been meant.
const MISREAD: &[(&str, &str)] = &[
    ("é", "ë"),
    ("d", "ó"),
    ("0", "ó"),
    ("6", "ó"),
    ("li", "l"),
    ("1", "l"),
    ("rn", "m"),
    ("0", "o"),
    ("|", "l"),
];

impl Known {
    /// The words of `sources`.
    pub fn new<'a>(sources: impl IntoIterator<Item = &'a str>) -> Self {
        let mut known = Self::default();
        for source in sources {
            known.read(source);
        }
        known
    }

    fn read(&mut self, source: &str) {
        let mut cut = false;
        let mut word = String::new();
        for line in source.lines() {
            let mut words = line.split_ascii_whitespace().peekable();
            while let Some(raw) = words.next() {
                let half = cut;
                cut = raw.ends_with('-') && words.peek().is_none();
                // A joined word and its parts have four letters or more.
                if half || cut || raw.len() < 4 {
                    continue;
                }
                lower(trimmed(raw), &mut word);
                if word.len() >= 4 && !self.met.contains(word.as_str()) {
                    self.met.insert(word.clone());
                }
            }
        }
    }

    fn has(&self, word: &str) -> bool {
        self.met.contains(word) || LISTED.contains(word)
    }

    /// Known itself, or two known words of four letters or more.
    fn is_word(&self, word: &str) -> bool {
        let parts = |at: usize| word.is_char_boundary(at) && self.has(&word[..at]) && self.has(&word[at..]);
        // 60: the longest Dutch word in use has fewer letters.
        self.has(word) || ((8..=60).contains(&word.len()) && (4..=word.len() - 4).any(parts))
    }
}

/// Without the signs around a word; a hyphen is part of it.
fn trimmed(raw: &str) -> &str {
    let sides = (raw.as_bytes()[0], raw.as_bytes()[raw.len() - 1]);
    if sides.0.is_ascii_alphanumeric() && sides.1.is_ascii_alphanumeric() {
        return raw;
    }
    raw.trim_matches(|c: char| !c.is_alphanumeric() && c != '-')
}

/// Writes a word in lower case into `out`.
fn lower(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
    } else {
        out.push_str(&word.to_lowercase());
    }
}

/// The repairs of one document, by place.
pub fn repairs(source: &str, passages: &[RawPassage], known: &Known) -> Vec<Repair> {
    let mut found = BTreeMap::new();
    let mut add = |span: Span, read: &str, rule: Rule| {
        let repair = Repair {
            start: span.start,
            end: span.end,
            written: span.quote(source).into(),
            read: read.into(),
            rule,
        };
        found.entry((span.start, span.end)).or_insert(repair);
    };
    for passage in passages {
        if let Some(sign) = passage.sign {
            add(sign, "", Rule::ListSign);
        }
        markup(source, passage, &mut add);
        line_ends(source, passage, known, &mut add);
        misread(source, passage, &mut add);
    }
    footnote_marks(source, passages, &mut add);
    // Repairs never overlap: of two that do, the one that starts first stays.
    let mut kept: Vec<Repair> = Vec::new();
    for (_, repair) in found {
        if kept.last().is_none_or(|last| last.end <= repair.start) {
            kept.push(repair);
        }
    }
    kept
}

/// `**bold**`, `*italic*` and `[text](address)` lose their signs.
fn markup(source: &str, passage: &RawPassage, add: &mut impl FnMut(Span, &str, Rule)) {
    for span in &passage.lines {
        let text = span.quote(source);
        let at = |start: usize, end: usize| Span::new(span.start as usize + start, span.start as usize + end);
        let mut rest = 0;
        while let Some(open) = text[rest..].find('*').map(|i| i + rest) {
            let sign = if text[open..].starts_with("**") { "**" } else { "*" };
            let inner = open + sign.len();
            rest = inner;
            let Some(close) = text[inner..].find(sign).map(|i| i + inner) else { continue };
            let word = &text[inner..close];
            if !word.is_empty() && !word.starts_with(' ') && !word.ends_with(' ') {
                add(at(open, inner), "", Rule::Markup);
                add(at(close, close + sign.len()), "", Rule::Markup);
                rest = close + sign.len();
            }
        }
    }
}

/// Words cut in two at the end of a line.
fn line_ends(source: &str, passage: &RawPassage, known: &Known, add: &mut impl FnMut(Span, &str, Rule)) {
    for pair in passage.lines.windows(2) {
        let (line, next) = (pair[0].quote(source), pair[1].quote(source));
        if !line.ends_with('-') || line.ends_with(" -") || line.ends_with("--") {
            continue;
        }
        let head = line
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or(line)
            .trim_start_matches(|c: char| !c.is_alphanumeric());
        let tail: String = next.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
        let lower = |text: &str| text.to_lowercase();
        if matches!(lower(&tail).as_str(), "en" | "of" | "als" | "tot" | "") {
            continue; // "opsporings- en inlichtingendiensten" keeps its hyphen and its blank
        }
        let end = pair[0].end as usize;
        // What lies between the hyphen and the next line is blank, or furniture outside of the passage.
        let gap_end =
            if source[end..pair[1].start as usize].trim().is_empty() { pair[1].start as usize } else { end };
        let half = head.trim_end_matches('-');
        let joined = lower(&format!("{half}{tail}"));
        let hyphenated = lower(&format!("{head}{tail}"));
        let capital = tail.starts_with(char::is_uppercase) || half.ends_with(char::is_uppercase);
        let kept = capital || known.met.contains(&hyphenated) || half.contains('-');
        if kept && !(capital && known.met.contains(&joined)) {
            add(Span::new(end - 1, gap_end), "-", Rule::HyphenKept);
        } else if known.is_word(&joined) {
            add(Span::new(end - 1, gap_end), "", Rule::LineHyphen);
        }
    }
}

/// Words that recognition got wrong, where one change gives a word of the list.
fn misread(source: &str, passage: &RawPassage, add: &mut impl FnMut(Span, &str, Rule)) {
    let mut before = "";
    let mut folded = String::new();
    for span in &passage.lines {
        let text = span.quote(source);
        for word in text.split_ascii_whitespace() {
            let start = span.start as usize + (word.as_ptr() as usize - text.as_ptr() as usize);
            let bare = if word.is_ascii() && word.bytes().all(|b| b.is_ascii_alphanumeric()) {
                word
            } else {
                word.trim_matches(|c: char| !c.is_alphanumeric() && c != '|')
            };
            let at = start + (bare.as_ptr() as usize - word.as_ptr() as usize);
            let previous = std::mem::replace(&mut before, bare);
            let place = Span::new(at, at + bare.len());
            if word == "|" && matches!(previous, "Handelingen" | "Kamerstukken" | "Kamerstuk") {
                add(Span::new(start, start + 1), "I", Rule::OcrWord);
            } else if bare == "|k" {
                add(place, "Ik", Rule::OcrWord);
            } else if matches!(bare, "Il" | "11" | "ll" | "lI" | "||" | "|I" | "I|")
                && matches!(previous, "Handelingen" | "Kamerstukken" | "Kamerstuk")
            {
                add(place, "II", Rule::OcrWord);
            } else if let Some(meant) = correction(bare, &mut folded) {
                add(place, &meant, Rule::OcrWord);
            }
        }
    }
}

/// Every listed word with one of its letters misread, or a doubled one twice ("óók" as "06k").
fn misreadings() -> Misreadings {
    let mut found: FxHashMap<String, Option<&str>> = FxHashMap::default();
    for word in LISTED.iter() {
        let mut forms: Vec<String> = Vec::new();
        for (written, meant) in MISREAD {
            let put =
                |(at, _): (usize, &str)| format!("{}{written}{}", &word[..at], &word[at + meant.len()..]);
            forms.extend(word.match_indices(meant).map(put));
        }
        if let Some(rest) = word.strip_prefix("óó") {
            forms.push(format!("06{rest}"));
        }
        for form in forms.into_iter().filter(|form| !LISTED.contains(form.as_str())) {
            found.entry(form).and_modify(|meant| *meant = None).or_insert(Some(word));
        }
    }
    Misreadings { shapes: Bits::of(found.keys().map(|form| shape(form.as_bytes()))), meant: found }
}

/// The word of the list that was misread as `word`; `None` when the word is fine, or in doubt. `folded` is used again
/// and again.
fn correction(word: &str, folded: &mut String) -> Option<String> {
    let misreadings = &*MISREADINGS;
    if !misreadings.shapes.has(shape(word.as_bytes())) {
        return None;
    }
    lower(word, folded);
    let meant = (*misreadings.meant.get(folded.as_str())?)?;
    if !word.starts_with(char::is_uppercase) {
        return Some(meant.to_owned());
    }
    let mut letters = meant.chars();
    Some(letters.next()?.to_uppercase().chain(letters).collect())
}

/// Marks of footnotes that recognition took for `?`, `®` or `”` behind a full stop, when there are as many as
/// there are footnotes without a mark in the text.
fn footnote_marks(source: &str, passages: &[RawPassage], add: &mut impl FnMut(Span, &str, Rule)) {
    use model::PassageKind::Footnote;
    let number = |p: &RawPassage| {
        let text = p.spans[0].quote(source);
        text[..text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len()].parse::<u32>().ok()
    };
    let notes: Vec<u32> = passages.iter().filter(|p| p.kind == Footnote).filter_map(number).collect();
    if notes.is_empty() || notes.iter().zip(1..).any(|(a, b)| *a != b) {
        return;
    }
    let mut odd = Vec::new();
    for passage in passages.iter().filter(|p| p.kind != Footnote) {
        let count = |sign| passage.lines.iter().map(|l| l.quote(source).matches(sign).count()).sum::<usize>();
        let closed = count('“') >= count('”');
        for line in &passage.lines {
            let text = line.quote(source);
            for (at, sign) in text.match_indices(['?', '®', '”']) {
                let behind = &text[at + sign.len()..];
                let stop = text[..at].ends_with('.') && (behind.is_empty() || behind.starts_with(' '));
                let closes = sign == "”" && closed;
                if stop && !closes {
                    odd.push(Span::new(line.start as usize + at, line.start as usize + at + sign.len()));
                }
            }
        }
    }
    if odd.len() == notes.len() {
        for (place, number) in odd.into_iter().zip(notes) {
            let superscript: String = number
                .to_string()
                .chars()
                .map(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(c as usize - '0' as usize).unwrap_or(c))
                .collect();
            add(place, &superscript, Rule::FootnoteMark);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_ends_at_a_listed_word_and_leaves_right_words_alone() {
        for (written, read) in [
            ("partiéle", Some("partiële")),
            ("Oriéntatie", Some("Oriëntatie")),
            ("voorkdmen", Some("voorkómen")),
            ("invlioed", Some("invloed")),
            ("06k", Some("óók")),
            ("voorkomen", None),
            ("diende", None),
            ("één", None),
            ("10", None),
        ] {
            assert_eq!(correction(written, &mut String::new()).as_deref(), read, "{written}");
        }
    }

    #[test]
    fn two_halves_are_a_word_only_when_it_is_known() {
        let known = Known::new(["het beeldmateriaal en de CSAM-Verordening"]);
        for word in [
            "opsporingsonderzoeken",
            "beeldmateriaal",
            "inlichtingendiensten",
            "tekstberichten",
            "interpersoonlijke",
        ] {
            assert!(known.is_word(word), "{word}");
        }
        assert!(!known.is_word("brabbelbrabbel"));
    }
}

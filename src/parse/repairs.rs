//! Repairs: separate, reversible changes from the source to the reading text.
//!
//! A word is joined or corrected only when the result is known, from the texts of the dossier or from
//! `words.txt`. In doubt the source stays as it is.

use crate::{
    structure::RawPassage,
    words::{Bits, Table, Words, shape},
};
use model::{Repair, Rule, Span, tokens};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::LazyLock,
};

/// The words that texts are known to use.
#[derive(Debug, Default)]
pub struct Known {
    /// Lower-case words of the texts, hyphens kept, without the halves at line ends.
    met: Table<()>,
}

/// Lower-case words of `words.txt`: a correction must end here.
static LISTED: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    include_str!("words.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()).collect()
});

/// What a listed word may be misread as, in lower case, and the word; `None` where two words may be meant.
static MISREADINGS: LazyLock<BTreeMap<String, Option<&str>>> = LazyLock::new(|| {
    let mut found: BTreeMap<String, Option<&str>> = BTreeMap::new();
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
    found
});

/// The words, folded, that [`misread`] has to look at.
pub fn misreadings() -> impl Iterator<Item = String> {
    let forms = MISREADINGS.keys().flat_map(|form| tokens(form)).map(|token| token.text);
    forms.chain(["k", "handelingen", "kamerstukken", "kamerstuk"].map(str::to_owned))
}

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
    /// The words of `sources` that a cut word may turn out to be.
    pub fn new<'a>(sources: impl IntoIterator<Item = &'a str> + Clone) -> Self {
        let wanted = Bits::of(sources.clone().into_iter().flat_map(wanted));
        let mut known = Self::default();
        for source in sources {
            known.read(source, &wanted);
        }
        known
    }

    fn read(&mut self, source: &str, wanted: &Bits) {
        let mut cut = false;
        let mut word = String::new();
        for line in source.lines() {
            let end = line.trim_ascii_end().len();
            for raw in line.split_ascii_whitespace() {
                let half = cut;
                let behind = raw.as_ptr() as usize - line.as_ptr() as usize + raw.len();
                cut = behind == end && raw.ends_with('-');
                // A joined word and its parts have four letters or more.
                if half || cut || raw.len() < 4 {
                    continue;
                }
                let bare = trimmed(raw);
                if !wanted.has(shape(bare.as_bytes())) {
                    continue;
                }
                lower(bare, &mut word);
                if word.len() >= 4 {
                    self.met.entry(&word, || ());
                }
            }
        }
    }

    fn has(&self, word: &str) -> bool {
        self.met.get(word).is_some() || LISTED.contains(word)
    }

    /// Known itself, or two known words of four letters or more.
    fn is_word(&self, word: &str) -> bool {
        let parts = |at: usize| word.is_char_boundary(at) && self.has(&word[..at]) && self.has(&word[at..]);
        // 60: the longest Dutch word in use has fewer letters.
        self.has(word) || ((8..=60).contains(&word.len()) && (4..=word.len() - 4).any(parts))
    }
}

/// The shapes of all words that the halves at line ends may be: joined, with the hyphen, and in two parts.
fn wanted(source: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let ends = |at: usize| source[at + 1..].trim_start_matches([' ', '\r']).starts_with('\n');
    for (at, _) in source.match_indices('-').filter(|(at, _)| ends(*at)) {
        let half = source[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        // 16: a letterhead of so many lines may stand between the halves.
        let mut apart = true;
        let lines = source[at..].lines().skip(1).take(16).filter_map(|line| {
            // The next line, and any behind a blank one.
            let first = line.split_whitespace().next();
            let begins = std::mem::replace(&mut apart, first.is_none());
            first.filter(|_| begins)
        });
        for rest in lines.map(trimmed).filter(|rest| half.len() + rest.len() <= 60) {
            let half = half.trim_start_matches(|c: char| !c.is_alphanumeric());
            let joined = [half, rest].concat();
            found.push(shape(joined.as_bytes()));
            found.push(shape([half, "-", rest].concat().as_bytes()));
            for cut in 4..joined.len().saturating_sub(3) {
                found.push(shape(&joined.as_bytes()[..cut]));
                found.push(shape(&joined.as_bytes()[cut..]));
            }
        }
    }
    found
}

/// Without the signs around a word; a hyphen is part of it.
fn trimmed(raw: &str) -> &str {
    if raw.is_empty() {
        return raw;
    }
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
            // "2*3*4" is a product, and a mark of a footnote has a word before it.
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let opens = !letter(text[..open].chars().next_back());
            let closes = !letter(text[close + sign.len()..].chars().next());
            if opens && closes && !word.is_empty() && !word.starts_with(' ') && !word.ends_with(' ') {
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
        let kept = capital || known.met.get(&hyphenated).is_some() || half.contains('-');
        if kept && !(capital && known.met.get(&joined).is_some()) {
            add(Span::new(end - 1, gap_end), "-", Rule::HyphenKept);
        } else if known.is_word(&joined) {
            add(Span::new(end - 1, gap_end), "", Rule::LineHyphen);
        }
    }
}

/// Words that recognition got wrong, where one change gives a word of the list: their places in the text and what they
/// should read. `candidates` are words of [`misreadings`].
pub fn misread(words: &Words, candidates: &[usize]) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for at in candidates.iter().copied() {
        let place = words.place(at, at);
        match words.folded(at) {
            "k" if words.text[..place.start].ends_with('|') => {
                found.push((place.start - 1..place.end, "Ik".to_owned()));
            }
            "handelingen" | "kamerstukken" | "kamerstuk" => {
                // "Handelingen Il", "Kamerstukken || 2022/23": the number of the house.
                let Some(rest) = words.text[place.end..].strip_prefix(' ') else { continue };
                let (house, behind) = rest.split_once(' ').unwrap_or((rest, ""));
                // A session has to follow: "Kamerstuk 11 234" is a dossier.
                let session = behind.as_bytes();
                let year = session.len() > 4 && session[..4].iter().all(u8::is_ascii_digit);
                if !(year && behind[4..].starts_with(['/', '-', '–'])) {
                    continue;
                }
                let read = match house {
                    "Il" | "11" | "ll" | "lI" | "||" | "|I" | "I|" => "II",
                    "|" | "l" => "I",
                    _ => continue,
                };
                found.push((place.end + 1..place.end + 1 + house.len(), read.to_owned()));
            }
            _ => {
                // A sign at the end of a word is no letter of it, unless it was read for one.
                let mut place = place;
                let text = &words.text;
                place.start -= usize::from(text[..place.start].ends_with('|'));
                place.end += usize::from(text[place.end..].starts_with('|'));
                if let Some(meant) = correction(&text[place.clone()]) {
                    found.push((place, meant));
                }
            }
        }
    }
    found
}

/// The word of the list that was misread as `word`; `None` when the word is fine, or in doubt.
fn correction(word: &str) -> Option<String> {
    let meant = (*MISREADINGS.get(&word.to_lowercase())?)?;
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
            assert_eq!(correction(written).as_deref(), read, "{written}");
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

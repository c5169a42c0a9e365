//! The sentences of two documents beside each other.

use model::{Document, PassageKind, fnv, sentences, tokens};
use std::ops::Range;

/// Words that have to follow one another in both for two sentences to be one that was reworded: shorter runs are turns
/// of phrase ("met betrekking tot de").
pub const RUN: usize = 6;

/// A sentence of a document.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Index of its passage.
    pub passage: usize,
    /// Byte range in the passage's reading text.
    pub place: Range<usize>,
    /// Its words, folded, with their byte ranges in the passage's reading text.
    pub words: Vec<(String, Range<usize>)>,
    /// Whether it is a heading, a signature or a standing formula: never a difference.
    pub formula: bool,
}

/// Where a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// In both, word for word.
    Both,
    /// In both, in other words.
    Reworded,
    /// Only in the first document.
    Left,
    /// Only in the second.
    Right,
}

/// A line of the comparison: a sentence of one document, or one of each. Indices into the sentences given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it is.
    pub class: Class,
    /// Of the first document.
    pub left: Option<usize>,
    /// Of the second.
    pub right: Option<usize>,
}

/// Most words of a sentence; a longer one is compared in parts, so that a list without stops costs no more than sentences.
const LONGEST: usize = 300;

/// How the section is headed that says what is kept back, with the reasons that every nota gives; folded.
const KEPT_BACK: [&str; 4] = ["informatie", "die", "niet", "openbaar"];

/// The sentences of a document, in order. Letterheads are in none: they are no passages.
pub fn sentences_of(document: &Document) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut kept_back = None;
    for (passage, text) in document.passages.iter().enumerate() {
        let heading = text.kind == PassageKind::Heading;
        if heading {
            let section = document.sections.iter().find(|s| Some(&s.id) == text.section.as_ref());
            let level = section.map_or(1, |s| s.level);
            let heading = section.map(|s| tokens(&s.heading)).unwrap_or_default();
            if heading.len() >= KEPT_BACK.len()
                && heading.iter().zip(KEPT_BACK).all(|(word, kept)| word.text == kept)
            {
                kept_back = Some(level);
            } else if kept_back.is_some_and(|above| level <= above) {
                kept_back = None;
            }
        }
        let signed = document.signatories.iter().flat_map(|s| &s.evidence);
        let signature = signed.into_iter().any(|s| text.evidence.iter().any(|e| e.overlaps(*s)));
        for place in sentences(&text.text) {
            let words = tokens(&text.text[place.clone()]).into_iter();
            let from = place.start;
            let words: Vec<_> = words.map(|t| (t.text, from + t.place.start..from + t.place.end)).collect();
            let formula = heading || signature || kept_back.is_some();
            let mut at = place.start;
            let mut parts = words.chunks(LONGEST).peekable();
            while let Some(part) = parts.next() {
                let end = if parts.peek().is_some() { part[part.len() - 1].1.end } else { place.end };
                found.push(Sentence { passage, place: at..end, words: part.to_vec(), formula });
                at = end;
            }
        }
    }
    found
}

/// The longest run of words that two lists share: where it begins in each, and its length.
pub fn longest_run(
    left: &[(String, Range<usize>)],
    right: &[(String, Range<usize>)],
) -> (usize, usize, usize) {
    let mut best = (0, 0, 0);
    // Lengths of the runs that end at the word before, by place in `right`.
    let mut lengths = vec![0; right.len() + 1];
    for (i, (word, _)) in left.iter().enumerate() {
        for j in (0..right.len()).rev() {
            lengths[j + 1] = if *word == right[j].0 { lengths[j] + 1 } else { 0 };
            if lengths[j + 1] > best.2 {
                best = (i + 1 - lengths[j + 1], j + 1 - lengths[j + 1], lengths[j + 1]);
            }
        }
    }
    best
}

/// The runs of [`RUN`] words of some sentences, each as its hash above the number of its sentence; sorted.
fn runs(sentences: &[Sentence]) -> Vec<u64> {
    let mut found = Vec::new();
    for (number, sentence) in sentences.iter().enumerate().filter(|(_, s)| !s.formula) {
        for run in sentence.words.windows(RUN) {
            // Two runs of one hash cost a comparison more.
            let hash = fnv(run.iter().flat_map(|(word, _)| word.bytes().chain([b' '])));
            found.push(u64::from(hash) << 32 | number as u64);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Pairs of sentences that share [`RUN`] words in sequence: the length of the run, and the place in each list; longest
/// first.
pub fn shared(left: &[Sentence], right: &[Sentence]) -> Vec<(usize, usize, usize)> {
    let (own, other) = (runs(left), runs(right));
    // Pairs of numbers of sentences, by the runs of one hash.
    let mut met: Vec<u64> = Vec::new();
    for entry in own {
        let hash = entry >> 32;
        let from = other.partition_point(|o| o >> 32 < hash);
        for o in other[from..].iter().take_while(|o| *o >> 32 == hash) {
            met.push((entry & 0xffff_ffff) << 32 | o & 0xffff_ffff);
        }
    }
    met.sort_unstable();
    met.dedup();
    // The length turned round, so that the longest comes first.
    let mut found: Vec<u64> = Vec::new();
    for pair in met {
        let (i, j) = ((pair >> 32) as usize, pair as u32 as usize);
        let run = longest_run(&left[i].words, &right[j].words).2;
        if run >= RUN {
            found.push(
                (0xffff - run.min(0xffff) as u64) << 48 | (i as u64 & 0xff_ffff) << 24 | j as u64 & 0xff_ffff,
            );
        }
    }
    found.sort_unstable();
    let part = |n: u64, shift: u32| (n >> shift & 0xff_ffff) as usize;
    found.into_iter().map(|n| (0xffff - (n >> 48) as usize, part(n, 24), part(n, 0))).collect()
}

/// Every sentence that is no formula in exactly one row, in the order of the first document; what only the second has stands
/// before what follows it there.
pub fn align(left: &[Sentence], right: &[Sentence]) -> Vec<Row> {
    let same = |a: &Sentence, b: &Sentence| {
        a.words.len() == b.words.len() && a.words.iter().zip(&b.words).all(|(a, b)| a.0 == b.0)
    };
    let mut partner: Vec<Option<usize>> = vec![None; left.len()];
    let mut taken = vec![false; right.len()];
    // Short sentences can be the same too.
    for (i, sentence) in left.iter().enumerate().filter(|(_, s)| !s.formula) {
        let found = (0..right.len()).find(|j| !taken[*j] && !right[*j].formula && same(sentence, &right[*j]));
        if let Some(j) = found {
            (partner[i], taken[j]) = (Some(j), true);
        }
    }
    for (_, i, j) in shared(left, right) {
        if partner[i].is_none() && !taken[j] && alike(&left[i], &right[j]) {
            (partner[i], taken[j]) = (Some(j), true);
        }
    }
    let mut rows = Vec::new();
    let mut next = 0;
    let mut only_right = |rows: &mut Vec<Row>, end: usize| {
        for j in next..end.max(next) {
            if !taken[j] && !right[j].formula {
                rows.push(Row { class: Class::Right, left: None, right: Some(j) });
            }
        }
        next = next.max(end);
    };
    for (i, sentence) in left.iter().enumerate().filter(|(_, s)| !s.formula) {
        let class = match partner[i] {
            None => Class::Left,
            Some(j) => {
                only_right(&mut rows, j);
                if same(sentence, &right[j]) { Class::Both } else { Class::Reworded }
            }
        };
        rows.push(Row { class, left: Some(i), right: partner[i] });
    }
    only_right(&mut rows, right.len());
    rows
}

/// Whether one sentence is the other in other words: three in five words of the shorter one stand in both, in order. A
/// name that both mention is no such thing.
fn alike(left: &Sentence, right: &Sentence) -> bool {
    let both = common(left, right).0.into_iter().filter(|both| *both).count();
    5 * both >= 3 * left.words.len().min(right.words.len())
}

/// Which words of two sentences stand in both, in the same order: the longest common subsequence.
pub fn common(left: &Sentence, right: &Sentence) -> (Vec<bool>, Vec<bool>) {
    let (n, m) = (left.words.len(), right.words.len());
    // By place in both: how many words the rests share.
    let mut rest = vec![0_u16; (n + 1) * (m + 1)];
    let at = |i: usize, j: usize| i * (m + 1) + j;
    let same = |i: usize, j: usize| left.words[i].0 == right.words[j].0;
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            rest[at(i, j)] = if same(i, j) {
                rest[at(i + 1, j + 1)] + 1
            } else {
                rest[at(i + 1, j)].max(rest[at(i, j + 1)])
            };
        }
    }
    let (mut of_left, mut of_right) = (vec![false; n], vec![false; m]);
    let (mut i, mut j) = (0, 0);
    while i < n && j < m {
        if same(i, j) {
            (of_left[i], of_right[j]) = (true, true);
            (i, j) = (i + 1, j + 1);
        } else if rest[at(i + 1, j)] >= rest[at(i, j + 1)] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (of_left, of_right)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[&str]) -> Vec<Sentence> {
        let sentence = |(passage, text): (usize, &&str)| Sentence {
            passage,
            place: 0..text.len(),
            words: tokens(text).into_iter().map(|t| (t.text, t.place)).collect(),
            formula: text.starts_with('#'),
        };
        texts.iter().enumerate().map(sentence).collect()
    }

    #[test]
    fn each_sentence_is_in_one_class() {
        let left = of(&[
            "# Kop",
            "Nee.",
            "Nederland staat al jaren met stip op nummer één als het gaat om hosten.",
            "Alleen hier.",
        ]);
        let right = of(&[
            "Alleen daar.",
            "Nederland staat al jaren op nummer één als het gaat om hosten.",
            "Nee.",
            "# Slot",
        ]);
        let rows = align(&left, &right);
        let classes: Vec<_> = rows.iter().map(|r| (r.class, r.left, r.right)).collect();
        assert_eq!(
            classes,
            [
                (Class::Right, None, Some(0)),
                (Class::Both, Some(1), Some(2)),
                (Class::Reworded, Some(2), Some(1)),
                (Class::Left, Some(3), None)
            ]
        );
        let (own, other) = common(&left[2], &right[1]);
        let apart: Vec<&str> =
            own.iter().zip(&left[2].words).filter(|(c, _)| !**c).map(|(_, w)| w.0.as_str()).collect();
        assert_eq!((apart, other.iter().all(|c| *c)), (vec!["met", "stip"], true));
    }

    #[test]
    fn a_paper_that_both_mention_is_no_rewording() {
        let left = of(&["Het debat ging over de motie van het lid Van Raan c.s. over encryptie."]);
        let right =
            of(&["Wij voeren nu uit, zoals ook eerder gezegd, de motie van het lid Van Raan die u kent."]);
        assert_eq!((shared(&left, &right).len(), align(&left, &right).len()), (1, 2));
    }

    #[test]
    fn turns_of_phrase_are_no_rewording() {
        let rows = align(
            &of(&["Met betrekking tot de motie zwijgt zij."]),
            &of(&["Met betrekking tot de brief niet."]),
        );
        assert_eq!(rows.len(), 2);
    }
}

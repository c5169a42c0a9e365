//! Sets and lists of documents and of places. Rising numbers are written as their differences in groups of seven bits,
//! most of which take one byte; the places of a word that has more than a 64th of them are a set of bits.
//!
//! A crate of its own, because the search spends its time in these loops: the page is compiled for size, and this for
//! speed (`[profile.page.package.lists]`). So nothing here is generic: such code is compiled where it is used.

mod bits;
mod places;

pub use bits::Bits;
pub use places::{Groups, Rising, runs};

/// Appends a number.
pub fn put(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Takes a number off the front; zero behind the end.
pub fn take(bytes: &[u8], at: &mut usize) -> u32 {
    match bytes.get(*at) {
        // Most numbers are small.
        Some(byte) if *byte < 0x80 => {
            *at += 1;
            u32::from(*byte)
        }
        _ => take_long(bytes, at),
    }
}

#[inline(never)]
fn take_long(bytes: &[u8], at: &mut usize) -> u32 {
    let mut number = 0;
    let mut shift = 0;
    while let Some(byte) = bytes.get(*at) {
        *at += 1;
        number |= u32::from(byte & 0x7f) << shift;
        if *byte < 0x80 || shift == 28 {
            break;
        }
        shift += 7;
    }
    number
}

/// Appends a document and the weight of its occurrences, at least 1. `before` is the last one, plus one; 0 at first.
pub fn put_posting(out: &mut Vec<u8>, before: &mut u32, document: u32, weight: u32) {
    // The lowest bit tells that a weight follows: most are 1.
    put(out, (document - *before) << 1 | u32::from(weight > 1));
    if weight > 1 {
        put(out, weight - 2);
    }
    *before = document + 1;
}

/// What is found of something, by document.
pub struct Tally {
    /// Sum of the weights of the occurrences. Zero: not found.
    pub weights: Vec<u32>,
    /// The form that found it first, as a number of the caller's.
    pub forms: Vec<u8>,
}

impl Tally {
    /// Nothing found in `end` documents.
    pub fn new(end: usize) -> Self {
        Self { weights: vec![0; end], forms: vec![0; end] }
    }

    /// Adds a list, each of its weights `unit` times. Documents behind the end are left out.
    pub fn list(&mut self, list: &[u8], unit: u32, form: u8) {
        let (mut at, mut document) = (0, 0);
        while at < list.len() {
            let code = take(list, &mut at);
            document += (code >> 1) as usize;
            let weight = if code & 1 == 1 { take(list, &mut at) + 2 } else { 1 };
            self.add(document, unit * weight, form);
            document += 1;
        }
    }

    /// Adds what [`runs`] finds, by the weight of the field that it is in.
    pub fn runs(&mut self, words: &[Vec<&Rising>], stretches: &Stretches, weights: [u32; 4], form: u8) {
        runs(words, stretches.end, &mut |place| {
            self.stretch(stretches.starts.of(place), stretches, weights, form);
            true
        });
    }

    /// Adds an occurrence in a stretch.
    pub fn stretch(&mut self, stretch: usize, stretches: &Stretches, weights: [u32; 4], form: u8) {
        let weight = weights[usize::from(stretches.fields[stretch] & 3)];
        if weight > 0 {
            self.add(stretches.documents[stretch] as usize, weight, form);
        }
    }

    #[inline(always)]
    fn add(&mut self, document: usize, weight: u32, form: u8) {
        if let (Some(sum), Some(first)) = (self.weights.get_mut(document), self.forms.get_mut(document)) {
            if *sum == 0 {
                *first = form;
            }
            *sum += weight;
        }
    }
}

/// The stretches of text: titles, paragraphs.
#[derive(Clone, Debug, Default)]
pub struct Stretches {
    /// Above all places.
    pub end: usize,
    /// The place at which each begins.
    pub starts: Groups,
    /// What each is, by a number below 4.
    pub fields: Vec<u8>,
    /// The document of each.
    pub documents: Vec<u32>,
}

/// How soon more occurrences add less: the first says most. Between 1.2 and 2 it makes little difference
/// (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"); the lower end, because formulas repeat here.
const K1: f32 = 1.2;

/// How much occurrences of this `weight` count, in a text whose length weakens them by `norm`: BM25's saturation.
#[inline]
pub fn saturated(weight: f32, norm: f32) -> f32 {
    weight / (weight + K1 * norm)
}

/// Adds to the score of each document what a word is `worth` there; half of its weight counts.
pub fn score(weights: &[u32], norms: &[f32], worth: f32, scores: &mut [f32]) {
    for ((weight, norm), score) in weights.iter().zip(norms).zip(scores) {
        if *weight > 0 {
            *score += worth * saturated(*weight as f32 / 2.0, *norm);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_read() {
        let mut bytes = Vec::new();
        let mut before = 0;
        let all = [(0, 1), (1, 2), (64, 300), (65, 1), (1000, 7)];
        all.iter().for_each(|(d, w)| put_posting(&mut bytes, &mut before, *d, *w));
        // The last one is behind the end.
        let mut tally = Tally::new(1000);
        tally.weights[64] = 1;
        tally.list(&bytes, 2, 3);
        let Tally { weights, forms } = tally;
        let read: Vec<_> = (0..1000).filter(|d| weights[*d] > 0).map(|d| (d, weights[d], forms[d])).collect();
        assert_eq!(read, [(0, 2, 3), (1, 4, 3), (64, 601, 0), (65, 2, 3)]);
        assert_eq!(take(&[0x80], &mut 0), 0);
    }

    #[test]
    fn places_count_by_their_fields() {
        let starts = Groups::new(&[0, 10, 20], 100);
        let stretches = Stretches { end: 100, starts, fields: vec![0, 3, 1], documents: vec![0, 0, 1] };
        let mut places = Rising::default();
        [0, 9, 10, 25, 99].into_iter().for_each(|place| places.push(place));
        let mut tally = Tally::new(2);
        tally.runs(&[vec![&places]], &stretches, [8, 0, 4, 1], 5);
        assert_eq!((tally.weights, tally.forms), (vec![17, 0], vec![5, 0]));
    }

    #[test]
    fn more_occurrences_add_less_and_less() {
        let mut scores = [0.0; 4];
        score(&[0, 2, 4, 8], &[1.0; 4], 1.0, &mut scores);
        assert!(scores[0] == 0.0 && scores.is_sorted());
        assert!(scores[2] - scores[1] > scores[3] - scores[2]);
    }
}

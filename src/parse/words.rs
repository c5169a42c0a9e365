//! The words of a reading text, folded once, for every rule that looks for words.

use crate::dates::month_of;
use model::{fnv, fold};
use std::{borrow::Cow, ops::Range};

/// The words of a text: [`model::tokens`] in one buffer. A day or a year glued to its month ("1oktober",
/// "november2025") is two words.
pub struct Words<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    folded: String,
    places: Vec<Place>,
}

#[derive(Clone, Copy)]
struct Place {
    start: u32,
    end: u32,
    folded: u32,
    folded_end: u32,
}

impl<'a> Words<'a> {
    /// Folds the words of `text`.
    pub fn of(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        let mut folded = String::with_capacity(text.len());
        let mut places: Vec<Place> = Vec::with_capacity(text.len() / 5);
        fold(&text, &mut folded, &mut |word, place| {
            places.push(Place {
                start: place.start as u32,
                end: place.end as u32,
                folded: word.start as u32,
                folded_end: word.end as u32,
            });
        });
        let mut words = Self { text, folded, places };
        let mut at = 0;
        while at < words.len() {
            if let Some(cut) = glued(words.folded(at)) {
                let Place { start, end, folded, folded_end } = words.places[at];
                // A number and a month have no letters that folding makes shorter or longer.
                if end - start == folded_end - folded {
                    let cut = cut as u32;
                    words.places[at] = Place { end: start + cut, folded_end: folded + cut, start, folded };
                    let rest = Place { start: start + cut, folded: folded + cut, end, folded_end };
                    words.places.insert(at + 1, rest);
                }
            }
            at += 1;
        }
        words
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// A word, folded; empty behind the last.
    pub fn folded(&self, at: usize) -> &str {
        self.places.get(at).map_or("", |p| &self.folded[p.folded as usize..p.folded_end as usize])
    }

    /// The bytes of a word, folded.
    pub fn bytes(&self, at: usize) -> &[u8] {
        self.places.get(at).map_or(&[], |p| &self.folded.as_bytes()[p.folded as usize..p.folded_end as usize])
    }

    /// A word as written; empty behind the last.
    pub fn written(&self, at: usize) -> &str {
        self.places.get(at).map_or("", |p| &self.text[p.start as usize..p.end as usize])
    }

    /// Byte range of the words from one to another, both included.
    ///
    /// # Panics
    /// When there are no such words.
    pub fn place(&self, from: usize, to: usize) -> Range<usize> {
        self.places[from].start as usize..self.places[to].end as usize
    }

    /// What stands between a word and the next one; behind the last, the rest of the text.
    pub fn gap(&self, at: usize) -> &str {
        let Some(place) = self.places.get(at) else { return "" };
        let next = self.places.get(at + 1).map_or(self.text.len(), |p| p.start as usize);
        &self.text[place.end as usize..next]
    }

    /// Whether one blank parts a word from the next.
    pub fn next_to(&self, at: usize) -> bool {
        self.gap(at) == " " && at + 1 < self.len()
    }

    /// The first word that begins at or behind a place of the text.
    pub fn first_from(&self, at: usize) -> usize {
        self.places.partition_point(|p| (p.start as usize) < at)
    }

    /// Whether a name, folded to words, stands at a word.
    pub fn reads(&self, at: usize, name: &[String]) -> bool {
        at + name.len() <= self.len() && name.iter().enumerate().all(|(i, word)| self.folded(at + i) == word)
    }
}

/// Where a number and the name of a month, or the word "Kamerstuk" and a number, are written as one word.
fn glued(word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    let (first, last) = (bytes[0], bytes[bytes.len() - 1]);
    if first.is_ascii_digit() == last.is_ascii_digit() {
        return None;
    }
    let at = if first.is_ascii_digit() {
        bytes.iter().position(|b| !b.is_ascii_digit())?
    } else {
        bytes.iter().position(u8::is_ascii_digit)?
    };
    let letters = if first.is_ascii_digit() { &word[at..] } else { &word[..at] };
    // Most mixed words are no such thing: "MH17", "2e".
    if letters.len() < 3 {
        return None;
    }
    (month_of(letters).is_some() || matches!(letters, "kamerstuk" | "kamerstukken")).then_some(at)
}

/// Length, first and last byte of a word in a number below 2¹⁶, without case: most words of a text are told apart from a
/// list by it, before they are looked up.
pub fn shape(word: &[u8]) -> usize {
    let low = |b: Option<&u8>| usize::from(b.copied().unwrap_or(0) & 31);
    word.len().min(63) << 10 | low(word.first()) << 5 | low(word.last())
}

/// A set of numbers below 2¹⁶: 8 kB, so that it stays in the nearest cache.
pub struct Bits(Box<[u64; 1024]>);

impl Bits {
    /// The set of `numbers`.
    pub fn of(numbers: impl IntoIterator<Item = usize>) -> Self {
        let mut bits = Box::new([0; 1024]);
        numbers.into_iter().for_each(|n| bits[n >> 6 & 1023] |= 1 << (n & 63));
        Self(bits)
    }

    /// Whether a number is in it.
    pub fn has(&self, n: usize) -> bool {
        self.0[n >> 6 & 1023] >> (n & 63) & 1 == 1
    }
}

/// Words with something known of each, looked up by a hash that is the same on every machine and in every run.
#[derive(Debug)]
pub struct Table<T>(Vec<Vec<(Box<str>, T)>>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self((0..4096).map(|_| Vec::new()).collect())
    }
}

impl<T> Table<T> {
    /// FNV-1a, folded to the number of buckets (draft-eastlake-fnv).
    fn bucket(word: &str) -> usize {
        let hash = fnv(word.bytes());
        ((hash >> 12) ^ hash) as usize & 4095
    }

    /// What is known of a word.
    pub fn get(&self, word: &str) -> Option<&T> {
        self.0[Self::bucket(word)].iter().find(|(known, _)| **known == *word).map(|(_, value)| value)
    }

    /// The value of a word, put there first where there is none.
    pub fn entry(&mut self, word: &str, first: impl FnOnce() -> T) -> &mut T {
        let bucket = &mut self.0[Self::bucket(word)];
        let at = bucket.iter().position(|(known, _)| **known == *word).unwrap_or_else(|| {
            bucket.push((word.into(), first()));
            bucket.len() - 1
        });
        &mut bucket[at].1
    }

    /// All words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flatten().map(|(word, _)| &**word)
    }
}

/// The number that a word of digits is.
pub fn number(word: &str) -> Option<u32> {
    word.bytes().all(|b| b.is_ascii_digit()).then(|| word.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_places_and_the_gaps_between() {
        let words = Words::of("Op 1oktober (óók) 2024.");
        let folded: Vec<&str> = (0..words.len()).map(|i| words.folded(i)).collect();
        assert_eq!(folded, ["op", "1", "oktober", "ook", "2024"]);
        assert_eq!((words.gap(2), words.gap(4), words.written(3)), (" (", ".", "óók"));
        assert_eq!(words.first_from(4), 2);
        assert!(words.next_to(0) && !words.next_to(1) && !words.next_to(4));
    }
}

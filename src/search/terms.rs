//! The words of a corpus: sorted, found by their letters, their beginning, or nearly.

use std::ops::Range;

/// Folded words, each once. Numbers are places in the order of the bytes, once [`Terms::sort`] was called.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    text: String,
    /// Where each word ends in `text`.
    ends: Vec<u32>,
    /// Which letters each word has; see [`letters`].
    letters: Vec<u32>,
    /// Open addressing: the number of a word plus one, 0 where free. Its length is a power of two.
    table: Vec<u32>,
}

impl Terms {
    /// Sorted words.
    pub fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut terms = Self::default();
        for word in words {
            terms.add(word);
        }
        terms
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A word by its number; empty where there is none.
    pub fn get(&self, term: u32) -> &str {
        let term = term as usize;
        let start =
            term.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        let end = self.ends.get(term).map_or(start, |end| *end as usize);
        self.text.get(start..end).unwrap_or_default()
    }

    /// The number of a word.
    pub fn find(&self, word: &str) -> Option<u32> {
        if self.table.is_empty() {
            return None;
        }
        self.table[self.slot(word)].checked_sub(1)
    }

    /// The number of a word, which is added where it is not there.
    pub fn add(&mut self, word: &str) -> u32 {
        if self.table.len() < 2 * (self.len() + 1) {
            self.grow();
        }
        let slot = self.slot(word);
        if let Some(term) = self.table[slot].checked_sub(1) {
            return term;
        }
        self.text.push_str(word);
        self.letters.push(letters(word));
        self.ends.push(self.text.len() as u32);
        self.table[slot] = self.len() as u32;
        self.len() as u32 - 1
    }

    /// Brings the words into order; the new numbers by the old ones.
    pub fn sort(&mut self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        order.sort_unstable_by(|a, b| self.get(*a).cmp(self.get(*b)));
        let mut numbers = vec![0; self.len()];
        order.iter().zip(0..).for_each(|(old, new)| numbers[*old as usize] = new);
        *self = Self::of(order.iter().map(|old| self.get(*old)));
        numbers
    }

    /// Numbers of the words that begin with `prefix`.
    pub fn beginning(&self, prefix: &str) -> Range<u32> {
        let from = self.partition(|word| word < prefix);
        let rest = self.partition(|word| word < prefix || word.starts_with(prefix));
        from..rest
    }

    fn partition(&self, before: impl Fn(&str) -> bool) -> u32 {
        let (mut low, mut high) = (0, self.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self.get(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Words that differ from `word` by a slip or two: one from four letters on, two from eight on; a letter too many,
    /// too few, another one, or two exchanged. The first letter is kept, unless no word is found so and `keep` is not
    /// asked for.
    pub fn near(&self, word: &str, keep: bool) -> Vec<u32> {
        let most = match word.chars().count() {
            0..4 => return Vec::new(),
            4..8 => 1,
            _ => 2,
        };
        let (pattern, own) = (Pattern::new(word), letters(word));
        let within = |range: Range<u32>| -> Vec<u32> {
            let close = |term: &u32| {
                // One slip brings in one letter at most, and takes one away.
                let other = self.letters[*term as usize];
                (own & !other).count_ones().max((other & !own).count_ones()) as usize <= most
                    && pattern.distance(self.get(*term)) <= most
                    // Figures are no slips: 2023 is not 2024.
                    && !self.get(*term).bytes().all(|b| b.is_ascii_digit())
            };
            range.filter(close).collect()
        };
        let first = word.chars().next().map_or(0, char::len_utf8);
        let kept = within(self.beginning(&word[..first]));
        if kept.is_empty() && !keep { within(0..self.len() as u32) } else { kept }
    }

    /// Memory in bytes.
    pub fn bytes(&self) -> usize {
        self.text.capacity() + 4 * (self.ends.capacity() + self.letters.capacity() + self.table.capacity())
    }

    /// Where a word is in the table, or would be.
    fn slot(&self, word: &str) -> usize {
        let mask = self.table.len() - 1;
        let mut slot = hash(word) as usize & mask;
        while let Some(term) = self.table[slot].checked_sub(1) {
            if self.get(term) == word {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        self.table = vec![0; (4 * (self.len() + 1)).next_power_of_two()];
        for term in 0..self.len() as u32 {
            let slot = self.slot(self.get(term));
            self.table[slot] = term + 1;
        }
    }
}

/// A bit for each byte of a word, by its lowest five bits: small letters have one each.
fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |set, byte| set | 1 << (byte & 31))
}

/// FNV-1a, with its bits mixed once more for the low ones that a table uses.
pub fn hash(word: &str) -> u32 {
    let mixed = model::fnv(word.bytes());
    (mixed ^ mixed >> 15).wrapping_mul(0x2c1b_3c6d)
}

/// A word made ready for comparing: which of its places have which byte.
struct Pattern {
    length: usize,
    places: Vec<u64>,
}

impl Pattern {
    /// Only the first 64 bytes count: no word of a language is longer.
    fn new(word: &str) -> Self {
        let mut places = vec![0; 256];
        word.bytes().take(64).zip(0..).for_each(|(byte, at)| places[usize::from(byte)] |= 1 << at);
        Self { length: word.len().min(64), places }
    }

    /// Number of slips between the word and another one: letters put in, left out, exchanged for another, or two
    /// neighbours swapped. Bit-parallel after Hyyrö (2003), "A bit-vector algorithm for computing Levenshtein and
    /// Damerau edit distances".
    fn distance(&self, other: &str) -> usize {
        let Some(last) = self.length.checked_sub(1) else { return other.len() };
        let (mut more, mut less) = (u64::MAX, 0u64);
        let (mut diagonal, mut before) = (0u64, 0u64);
        let mut distance = self.length;
        for byte in other.bytes() {
            let here = self.places[usize::from(byte)];
            let swapped = (!diagonal & here) << 1 & before;
            diagonal = ((here & more).wrapping_add(more) ^ more) | here | less | swapped;
            let up = less | !(diagonal | more);
            let down = diagonal & more;
            distance += (up >> last & 1) as usize;
            distance -= (down >> last & 1) as usize;
            let up = up << 1 | 1;
            more = down << 1 | !(diagonal | up);
            less = diagonal & up;
            before = here;
        }
        distance
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(words: &[&str]) -> Terms {
        let mut terms = Terms::of(words.iter().copied());
        terms.sort();
        terms
    }

    #[test]
    fn words_are_found_by_their_letters_and_by_their_beginning() {
        let terms = terms(&["stem", "gestemd", "stemming", "aivd", "st", "stemming", "s"]);
        assert_eq!(terms.len(), 6);
        let beginning = |prefix| terms.beginning(prefix).map(|t| terms.get(t)).collect::<Vec<_>>();
        assert_eq!(beginning("stem"), ["stem", "stemming"]);
        assert_eq!(beginning("s"), ["s", "st", "stem", "stemming"]);
        assert_eq!(beginning("x"), [""; 0]);
        assert_eq!(terms.find("aivd").map(|t| terms.get(t)), Some("aivd"));
        assert_eq!(terms.find("aiv"), None);
        assert_eq!(Terms::default().find("a"), None);
    }

    #[test]
    fn slips_are_counted_as_people_make_them() {
        for (a, b, slips) in [
            ("encryptie", "encryptie", 0),
            ("encrytpie", "encryptie", 1), // swapped
            ("encryptei", "encryptie", 1),
            ("versleuteing", "versleuteling", 1), // left out
            ("aivdd", "aivd", 1),                 // too many
            ("motie", "matie", 1),                // another one
            ("detectei", "detectie", 1),
            ("kind", "motie", 5),
            ("", "abc", 3),
            ("abc", "", 3),
        ] {
            assert_eq!(Pattern::new(a).distance(b), slips, "{a} {b}");
        }
    }

    #[test]
    fn short_words_and_figures_are_not_guessed_at() {
        let terms = terms(&["nee", "encryptie", "2023", "ancryptie", "kader", "moties"]);
        let near = |word| terms.near(word, false).into_iter().map(|t| terms.get(t)).collect::<Vec<_>>();
        assert_eq!(near("mee"), [""; 0]);
        assert_eq!(near("encriptie"), ["encryptie"]);
        assert_eq!(near("oncryptie"), ["ancryptie", "encryptie"], "no word with that letter is near");
        assert_eq!(near("2024"), [""; 0]);
        assert_eq!(near("kadre"), ["kader"]);
    }
}

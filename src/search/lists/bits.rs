//! Sets of numbers, a bit for each.

/// A set of numbers below a fixed end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// None of `end` numbers.
    pub fn none(end: usize) -> Self {
        Self(vec![0; end.div_ceil(64)])
    }

    /// All of `end` numbers.
    pub fn all(end: usize) -> Self {
        let mut words = vec![u64::MAX; end.div_ceil(64)];
        if let Some(last) = words.last_mut().filter(|_| !end.is_multiple_of(64)) {
            *last = (1 << (end % 64)) - 1;
        }
        Self(words)
    }

    /// The places of the numbers above zero.
    pub fn of(numbers: &[u32]) -> Self {
        let word =
            |chunk: &[u32]| chunk.iter().rev().fold(0, |word, number| word << 1 | u64::from(*number > 0));
        Self(numbers.chunks(64).map(word).collect())
    }

    /// Adds a number below the end.
    pub fn add(&mut self, number: usize) {
        self.0[number / 64] |= 1 << (number % 64);
    }

    /// Whether a number is in the set.
    pub fn has(&self, number: usize) -> bool {
        self.0.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// Adds all numbers of another set with the same end.
    pub fn or(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }

    /// Keeps the numbers that another set with the same end has too.
    pub fn and(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
    }

    /// How many numbers there are.
    pub fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// How many numbers two sets with the same end share.
    pub fn shared(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    /// Adds the numbers of another set from `from` on, less `from`.
    pub(crate) fn or_from(&mut self, other: &Self, from: u32) {
        let (words, bits) = (from as usize / 64, from % 64);
        let mut rest = other.0.get(words..).unwrap_or_default().iter();
        let mut next = rest.next().copied().unwrap_or_default();
        for word in &mut self.0 {
            let here = next;
            next = rest.next().copied().unwrap_or_default();
            // Shifted twice: by 64 bits at once a word cannot be.
            *word |= here >> bits | next << (63 - bits) << 1;
        }
    }

    pub(crate) fn clear(&mut self) {
        self.0.fill(0);
    }

    /// Whether there is no number.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(crate) fn words(&self) -> &[u64] {
        &self.0
    }

    /// Keeps the numbers that another set with the same end has not.
    pub fn minus(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= !b);
    }

    /// The first `most` numbers, rising.
    pub fn first(&self, most: usize) -> Vec<u32> {
        let mut numbers = Vec::new();
        for (word, from) in self.0.iter().zip((0..).step_by(64)) {
            if numbers.len() >= most {
                break;
            }
            ones(*word, from, |number| numbers.push(number));
        }
        numbers.truncate(most);
        numbers
    }

    /// Calls `each` with every number, rising.
    pub(crate) fn each(&self, mut each: impl FnMut(u32)) {
        for (word, from) in self.0.iter().zip((0..).step_by(64)) {
            ones(*word, from, &mut each);
        }
    }

    /// Memory in bytes.
    pub fn bytes(&self) -> usize {
        8 * self.0.capacity()
    }
}

/// Calls `each` with the places of the bits, counted from `from`.
#[inline(always)]
fn ones(mut word: u64, from: u32, mut each: impl FnMut(u32)) {
    while word != 0 {
        each(from + word.trailing_zeros());
        word &= word - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_counts_and_lists_what_is_in_it() {
        let every = |step: usize| Bits::of(&(0..200).map(|n| u32::from(n % step == 0)).collect::<Vec<_>>());
        let threes = every(3);
        let mut both = every(5);
        assert_eq!(threes.shared(&both), 14);
        both.and(&threes);
        assert_eq!(both.first(usize::MAX), (0..200).step_by(15).collect::<Vec<_>>());
        assert_eq!(both.first(3), [0, 15, 30]);
        both.or(&threes);
        assert_eq!(both, threes);
        both.minus(&every(5));
        assert_eq!(both.first(4), [3, 6, 9, 12]);
        assert_eq!((Bits::all(130).count(), Bits::all(128).count(), Bits::all(0).count()), (130, 128, 0));
        assert!(threes.has(3) && !threes.has(4) && !threes.has(4000));
        for by in [0, 1, 63, 64, 65, 150, 300] {
            let expected: Vec<u32> = (0..200_u32).step_by(3).filter_map(|n| n.checked_sub(by)).collect();
            let mut less = Bits::none(200);
            less.or_from(&threes, by);
            assert_eq!((less.is_empty(), less.first(usize::MAX)), (by == 300, expected), "{by}");
        }
        let mut one = Bits::none(65);
        one.add(64);
        assert_eq!(one.first(1), [64]);
    }
}

//! Sets of documents, a bit for each.

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

    /// Those that a test lets pass.
    pub fn of(end: usize, mut test: impl FnMut(usize) -> bool) -> Self {
        let mut set = Self::none(end);
        for number in 0..end {
            if test(number) {
                set.add(number);
            }
        }
        set
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

    /// The numbers, rising.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(at, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros() as usize;
                let next = (rest != 0).then_some(at * 64 + bit);
                rest &= rest.wrapping_sub(1);
                next
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_counts_and_lists_what_is_in_it() {
        let threes = Bits::of(200, |n| n % 3 == 0);
        let mut both = Bits::of(200, |n| n % 5 == 0);
        assert_eq!(threes.shared(&both), 14);
        both.and(&threes);
        assert_eq!(both.iter().collect::<Vec<_>>(), (0..200).step_by(15).collect::<Vec<_>>());
        both.or(&threes);
        assert_eq!(both, threes);
        assert_eq!((Bits::all(130).count(), Bits::all(128).count(), Bits::all(0).count()), (130, 128, 0));
        assert!(threes.has(3) && !threes.has(4) && !threes.has(4000));
    }
}

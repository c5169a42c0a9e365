//! Places of words.

use crate::{Bits, put};

/// Rising numbers.
#[derive(Clone, Debug)]
pub enum Rising {
    /// The differences between them, and the last one.
    Differences(Vec<u8>, u32),
    /// A bit for each: quicker for what is everywhere, and then hardly larger.
    Bits(Bits),
}

impl Default for Rising {
    fn default() -> Self {
        Self::Differences(Vec::new(), 0)
    }
}

impl Rising {
    /// Appends a number that is not below the last one, to a list that is not closed.
    pub fn push(&mut self, number: u32) {
        if let Self::Differences(bytes, last) = self {
            put(bytes, number - *last);
            *last = number;
        }
    }

    /// No more numbers come; all are below `end`.
    pub fn close(&mut self, end: usize) {
        let Self::Differences(bytes, _) = self else { return };
        // The common words of a language make a quarter of its texts: what has a 64th of all places is a few of them,
        // and an eighth of a byte for each place is little for the few.
        if bytes.len() > end / 64 {
            let mut set = Bits::none(end);
            self.numbers().into_iter().for_each(|number| set.add(number as usize));
            *self = Self::Bits(set);
        } else {
            bytes.shrink_to_fit();
        }
    }

    /// The numbers.
    pub fn numbers(&self) -> Vec<u32> {
        match self {
            Self::Bits(set) => set.first(usize::MAX),
            Self::Differences(bytes, _) => {
                let mut numbers = Vec::with_capacity(bytes.len());
                each(bytes, |number| numbers.push(number));
                numbers
            }
        }
    }

    /// The numbers less `by`, without those below it; all are below `end`.
    pub fn less(&self, by: u32, end: usize) -> Bits {
        match self {
            Self::Bits(set) => set.less(by),
            Self::Differences(bytes, _) => {
                let mut set = Bits::none(end);
                each(bytes, |number| {
                    if number >= by {
                        set.add((number - by) as usize);
                    }
                });
                set
            }
        }
    }

    /// Memory in bytes: the more, the more numbers.
    pub fn bytes(&self) -> usize {
        size_of::<Self>()
            + match self {
                Self::Differences(bytes, _) => bytes.capacity(),
                Self::Bits(set) => set.bytes(),
            }
    }
}

/// Calls `each` with every number.
fn each(differences: &[u8], mut each: impl FnMut(u32)) {
    let (mut number, mut difference, mut shift) = (0, 0, 0);
    for byte in differences {
        difference |= u32::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            number += difference;
            each(number);
            (difference, shift) = (0, 0);
        } else {
            shift = (shift + 7) % 32;
        }
    }
}

/// Those of the `starts` below `end` for which the number `behind` further on is in one of the lists.
///
/// Sets of bits rather than a walk along two lists: no processor foresees where these meet.
pub fn follow(starts: &Bits, behind: u32, lists: &[&Rising], end: usize) -> Bits {
    if let [Rising::Bits(set)] = lists {
        let mut kept = set.less(behind);
        kept.and(starts);
        return kept;
    }
    let mut kept = Bits::none(end);
    for list in lists {
        match list {
            Rising::Bits(set) => kept.or(&set.less(behind)),
            Rising::Differences(bytes, _) => each(bytes, |number| {
                // Below `behind` it wraps to what no set has.
                let start = number.wrapping_sub(behind) as usize;
                if starts.has(start) {
                    kept.add(start);
                }
            }),
        }
    }
    kept.and(starts);
    kept
}

/// Numbers in groups that follow one another: which group is a number in?
#[derive(Clone, Debug, Default)]
pub struct Groups {
    starts: Bits,
    /// How many starts there are before each word of `starts`.
    before: Vec<u32>,
}

impl Groups {
    /// By the first number of each group, the first being 0; all numbers are below `end`.
    pub fn new(starts: &[u32], end: usize) -> Self {
        let mut set = Bits::none(end);
        starts.iter().for_each(|start| set.add(*start as usize));
        let mut sum = 0;
        let before = set.words().iter().map(|word| {
            sum += word.count_ones();
            sum - word.count_ones()
        });
        Self { before: before.collect(), starts: set }
    }

    /// The group of a number.
    pub fn of(&self, number: u32) -> usize {
        let (at, bit) = (number as usize / 64, number % 64);
        let upto = self.starts.words()[at] << (63 - bit);
        (self.before[at] + upto.count_ones()) as usize - 1
    }

    /// Memory in bytes.
    pub fn bytes(&self) -> usize {
        self.starts.bytes() + 4 * self.before.capacity()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rising(numbers: &[u32], end: usize) -> Rising {
        let mut list = Rising::default();
        numbers.iter().for_each(|number| list.push(*number));
        list.close(end);
        list
    }

    #[test]
    fn rare_and_common_numbers_are_read_as_they_were_put() {
        let numbers = [3, 4, 130, 70_000, 4_000_000];
        let rare = rising(&numbers, 5_000_000);
        let common = rising(&numbers[..3], 131);
        assert!(matches!(rare, Rising::Differences(..)) && matches!(common, Rising::Bits(_)));
        assert_eq!(rare.numbers(), numbers);
        assert_eq!(common.numbers(), numbers[..3]);
        assert_eq!(rising(&[], 0).numbers(), [0; 0]);
    }

    #[test]
    fn what_follows_is_found_in_lists_and_sets() {
        let starts = rising(&[5, 10, 20, 4000], 5000).less(0, 5000);
        let (rare, common) = (rising(&[1, 7, 4002], 100_000), rising(&[1, 7, 12, 21], 100));
        assert!(matches!(common, Rising::Bits(_)));
        let follow = |lists: &[&Rising]| follow(&starts, 2, lists, 5000).first(usize::MAX);
        assert_eq!(follow(&[&rare]), [5, 4000]);
        assert_eq!(follow(&[&common]), [5, 10]);
        assert_eq!(follow(&[&rare, &common]), [5, 10, 4000]);
        assert_eq!(follow(&[]), [0; 0]);
        assert_eq!(common.less(2, 100).first(usize::MAX), [5, 10, 19]);
        assert_eq!(rare.less(2, 5000).first(usize::MAX), [5, 4000]);
    }

    #[test]
    fn numbers_fall_into_their_groups() {
        let starts = [0, 3, 10, 11, 50, 51, 52, 63, 64, 65, 90, 128];
        let groups = Groups::new(&starts, 200);
        for number in 0..200 {
            assert_eq!(groups.of(number), starts.partition_point(|start| *start <= number) - 1, "{number}");
        }
    }
}

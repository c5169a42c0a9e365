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
                Cursor::new(bytes).each(u32::MAX, |number| numbers.push(number));
                numbers
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

/// A list that is read a stretch at a time.
enum Part<'a> {
    Differences(Cursor<'a>),
    Bits(&'a Bits),
}

impl<'a> Part<'a> {
    fn of(list: &'a Rising) -> Self {
        match list {
            Rising::Differences(bytes, _) => Self::Differences(Cursor::new(bytes)),
            Rising::Bits(set) => Self::Bits(set),
        }
    }
}

/// How far differences are read.
struct Cursor<'a> {
    rest: &'a [u8],
    /// The next number; `u32::MAX` where there is none.
    next: u32,
}

impl<'a> Cursor<'a> {
    fn new(differences: &'a [u8]) -> Self {
        let mut cursor = Self { rest: differences, next: 0 };
        cursor.next = cursor.read(0);
        cursor
    }

    #[inline(always)]
    fn read(&mut self, before: u32) -> u32 {
        let (mut difference, mut shift) = (0, 0);
        while let Some((byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            difference |= u32::from(byte & 0x7f) << shift;
            if *byte < 0x80 {
                return before + difference;
            }
            shift = (shift + 7) % 32;
        }
        u32::MAX
    }

    /// Calls `each` with the next numbers, those below `end`.
    #[inline(always)]
    fn each(&mut self, end: u32, mut each: impl FnMut(u32)) {
        // A copy, which needs no memory.
        let mut own = Self { ..*self };
        while own.next < end {
            each(own.next);
            own.next = own.read(own.next);
        }
        *self = own;
    }
}

/// How many places are looked at together: 128 kB of bits, which stay near the processor.
const TOGETHER: usize = 1 << 20;

/// Calls `each` with every place, of those below `end`, at which words stand one after another: at the place itself a
/// word of the first group of lists, at the next place one of the second, and so on. Ends when `each` says false.
///
/// Sets of bits rather than a walk along the lists: no processor foresees where these meet.
pub fn runs(words: &[Vec<&Rising>], end: usize, each: &mut dyn FnMut(u32) -> bool) {
    let mut parts: Vec<(u32, Vec<Part>)> =
        (0..).zip(words.iter().map(|lists| lists.iter().map(|list| Part::of(list)).collect())).collect();
    // The rarest first: where it is not, the others are not looked for.
    let size = |lists: &Vec<&Rising>| lists.iter().map(|list| list.bytes()).sum::<usize>();
    let Some((rarest, _)) = words.iter().enumerate().min_by_key(|(_, lists)| size(lists)) else { return };
    parts.swap(0, rarest);

    let mut found = Bits::none(TOGETHER.min(end));
    let mut here = found.clone();
    for base in (0..end).step_by(TOGETHER) {
        for (at, (behind, lists)) in parts.iter_mut().enumerate() {
            here.clear();
            let from = base as u32 + *behind;
            for list in lists {
                match list {
                    Part::Bits(set) => here.or_from(set, from),
                    Part::Differences(cursor) => {
                        // Those before were not looked for.
                        cursor.each(from + TOGETHER as u32, |number| {
                            if number >= from {
                                here.add((number - from) as usize);
                            }
                        });
                    }
                }
            }
            if at > 0 {
                here.and(&found);
            }
            std::mem::swap(&mut here, &mut found);
            if found.is_empty() {
                break;
            }
        }
        let mut go_on = true;
        found.each(|place| go_on = go_on && each(base as u32 + place));
        if !go_on {
            return;
        }
    }
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
    fn runs_are_found_in_lists_and_sets() {
        let end = 3 * TOGETHER;
        let last = end as u32 - 3;
        let first = rising(&[5, 10, 20, 4000, TOGETHER as u32 - 1, last], end);
        let rare = rising(&[1, 6, 4001, TOGETHER as u32, last + 1], end);
        // Every second place.
        let common = rising(&(0..end as u32).step_by(2).collect::<Vec<_>>(), end);
        assert!(matches!(common, Rising::Bits(_)) && matches!(rare, Rising::Differences(..)));
        let all = |words: &[Vec<&Rising>]| {
            let mut found = Vec::new();
            runs(words, end, &mut |place| {
                found.push(place);
                true
            });
            found
        };
        assert_eq!(all(&[vec![&first], vec![&rare]]), [5, 4000, TOGETHER as u32 - 1, last]);
        assert_eq!(all(&[vec![&first], vec![&common]]), [5, TOGETHER as u32 - 1, last]);
        assert_eq!(all(&[vec![&common], vec![&first]]), [4, TOGETHER as u32 - 2, last - 1]);
        assert_eq!(all(&[vec![&first], vec![&rare, &common]]), [5, 4000, TOGETHER as u32 - 1, last]);
        assert_eq!(all(&[vec![&first], vec![&rare], vec![&common]]), [4000]);
        assert_eq!(all(&[vec![&first], vec![]]), [0; 0]);
        assert_eq!(all(&[]), [0; 0]);
        let mut one = Vec::new();
        runs(&[vec![&first], vec![&rare]], end, &mut |place| {
            one.push(place);
            false
        });
        assert_eq!(one, [5]);
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

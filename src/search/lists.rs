//! Rising numbers, written as their differences in groups of seven bits: most of them take one byte.

/// Appends a number.
pub fn put(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Takes a number off the front; zero behind the end.
#[inline(always)]
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

/// Calls `each` with every document and weight. Inlined where the closure is one of its own: the hottest loop.
#[inline]
pub fn postings<F: FnMut(usize, u32) + ?Sized>(bytes: &[u8], each: &mut F) {
    let (mut at, mut document) = (0, 0);
    while at < bytes.len() {
        let code = take(bytes, &mut at);
        document += code >> 1;
        let weight = if code & 1 == 1 { take(bytes, &mut at) + 2 } else { 1 };
        each(document as usize, weight);
        document += 1;
    }
}

/// Two numbers as one, which sorts by the first.
pub fn pair(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// The numbers below `end`, by rising key; equal keys keep their order.
///
/// Whatever is sorted in this crate is sorted as `u64`: each other type would bring code of its own into the page.
pub fn order(end: usize, key: &dyn Fn(usize) -> u32) -> impl Iterator<Item = usize> + use<> {
    let mut keys: Vec<u64> = (0..end).map(|number| pair(key(number), number as u32)).collect();
    keys.sort_unstable();
    keys.into_iter().map(|key| key as u32 as usize)
}

/// Sorts numbers.
pub fn sort(numbers: &mut [u32]) {
    let sorted: Vec<usize> = order(numbers.len(), &|at| numbers[at]).collect();
    let old = numbers.to_vec();
    numbers.iter_mut().zip(sorted).for_each(|(number, at)| *number = old[at]);
}

/// A list that grows at its end.
#[derive(Clone, Debug, Default)]
pub struct Rising {
    bytes: Vec<u8>,
    last: u32,
}

impl Rising {
    /// Appends a number that is not below the last one.
    pub fn push(&mut self, number: u32) {
        put(&mut self.bytes, number - self.last);
        self.last = number;
    }

    /// Calls `each` with every number.
    #[inline(always)]
    pub fn each(&self, mut each: impl FnMut(u32)) {
        let (mut at, mut number) = (0, 0);
        while at < self.bytes.len() {
            number += take(&self.bytes, &mut at);
            each(number);
        }
    }

    /// Gives memory back that was kept for more numbers.
    pub fn close(&mut self) {
        self.bytes.shrink_to_fit();
    }

    /// Memory in bytes.
    pub fn bytes(&self) -> usize {
        self.bytes.capacity() + size_of::<Self>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_read() {
        let mut bytes = Vec::new();
        let mut before = 0;
        let all = [(0, 1), (1, 2), (64, 300), (65, 1), (100_000, 7), (4_000_000, 1)];
        all.iter().for_each(|(d, w)| put_posting(&mut bytes, &mut before, *d, *w));
        let mut read = Vec::new();
        postings(&bytes, &mut |d, w| read.push((d as u32, w)));
        assert_eq!(read, all);

        let mut rising = Rising::default();
        let numbers = [3, 3, 127, 300, 70_000, 4_000_000_000];
        numbers.iter().for_each(|n| rising.push(*n));
        let mut read = Vec::new();
        rising.each(|number| read.push(number));
        assert_eq!(read, numbers);
        assert_eq!(take(&[0x80], &mut 0), 0);
    }
}

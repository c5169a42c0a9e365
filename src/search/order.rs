//! What a query sorts is sorted as `u64`: each other type would bring code of its own into the page.

/// Two numbers as one, which sorts by the first.
pub fn pair(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// The numbers below `end`, by rising key; equal keys keep their order.
pub fn order(end: usize, key: &dyn Fn(usize) -> u32) -> Vec<usize> {
    let mut keys: Vec<u64> = (0..end).map(|number| pair(key(number), number as u32)).collect();
    keys.sort_unstable();
    keys.into_iter().map(|key| key as u32 as usize).collect()
}

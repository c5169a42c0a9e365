use std::time::{Duration, Instant};

/// How long a test waits for a condition. A warm page answers within milliseconds; with two browsers on two busy
/// cores a start has taken 6 s. What takes longer than this is broken.
pub const LIMIT: Duration = Duration::from_secs(20);

/// Between two looks: short for a person, long for a loopback request (about 2 ms).
const STEP: Duration = Duration::from_millis(25);

/// Looks until `look` gives something, and returns it.
///
/// # Panics
/// After [`LIMIT`], with `what` and with what `look` last saw.
#[track_caller]
pub fn wait_for<T>(what: &str, mut look: impl FnMut() -> Result<T, String>) -> T {
    let start = Instant::now();
    loop {
        match look() {
            Ok(found) => return found,
            Err(seen) if start.elapsed() > LIMIT => panic!("waited {LIMIT:?} for {what}; last seen: {seen}"),
            Err(_) => std::thread::sleep(STEP),
        }
    }
}

//! The explorer.
fn main() { let _ = (corpus::load(), search::Index::new(corpus::load())); }

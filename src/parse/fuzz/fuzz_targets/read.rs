//! Any bytes are read without a panic, and every fact quotes what it claims.
#![no_main]

use parse::{SeedFile, loose, verify};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let parsed = loose(vec![SeedFile { name: "x.txt".to_owned(), bytes: bytes.to_vec() }]);
    if let Err(wrong) = verify(&parsed.corpus, &parsed.sources) {
        panic!("{wrong}");
    }
});

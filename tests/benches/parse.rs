//! Bytes per second of the whole parse: bytes in, checked facts out.
//!
//! `cargo bench --package e2e` prints them. `linear` reads the five texts as one document, 1, 10 and 100 times over:
//! the bytes per second stay the same where the time grows with the length.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use divan::{Bencher, counter::BytesCount};
use parse::SeedFile;

fn main() {
    divan::main();
}

/// The files of `seeds/`.
fn seeds() -> Vec<(String, Vec<u8>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../seeds");
    let paths =
        std::fs::read_dir(folder).expect("the seeds are here").map(|entry| entry.expect("readable").path());
    let named = paths.map(|p| (p.file_name().unwrap_or_default().to_string_lossy().into_owned(), p));
    let read = named.filter(|(name, _)| parse::is_seed(name));
    read.map(|(name, path)| (name, std::fs::read(path).expect("readable"))).collect()
}

fn texts() -> impl Iterator<Item = (String, Vec<u8>)> {
    seeds().into_iter().filter(|(name, _)| name.ends_with(".txt"))
}

fn file((name, bytes): (String, Vec<u8>)) -> SeedFile {
    SeedFile { name, bytes }
}

/// What the same machine does at the same time with the least that reading takes: every word once, in lower case. The
/// other figures mean little without it; machines are noisy, the ratio is not.
#[divan::bench(sample_count = 10)]
fn baseline(bencher: Bencher) {
    let once: Vec<u8> = texts().flat_map(|(_, bytes)| bytes).collect();
    let text = String::from_utf8(once).expect("the seeds are UTF-8").repeat(100);
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| text.split_whitespace().map(|word| word.to_lowercase().len()).sum::<usize>());
}

/// The dossier with every text `copies` times, as its build reads it.
#[divan::bench(args = [1, 100], sample_count = 10)]
fn dossier(bencher: Bencher, copies: usize) {
    let tables = seeds().into_iter().filter(|(name, _)| !name.ends_with(".txt"));
    // dossier.toml names the texts: the first copy keeps its name.
    let copied = texts().flat_map(|(name, bytes)| {
        (0..copies).map(move |i| (if i == 0 { name.clone() } else { format!("{i}-{name}") }, bytes.clone()))
    });
    let files: Vec<(String, Vec<u8>)> = tables.chain(copied).collect();
    let bytes: usize = files.iter().filter(|(name, _)| name.ends_with(".txt")).map(|(_, b)| b.len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .with_inputs(|| files.iter().cloned().map(file).collect())
        .bench_values(|files: Vec<SeedFile>| parse::dossier(files).expect("the seeds are whole"));
}

/// The five texts behind each other, `times` over, as one document.
#[divan::bench(args = [1, 10, 100], sample_count = 10)]
fn linear(bencher: Bencher, times: usize) {
    let once: Vec<u8> = texts().flat_map(|(_, bytes)| bytes).collect();
    let bytes = once.repeat(times);
    bencher
        .counter(BytesCount::new(bytes.len()))
        .with_inputs(|| vec![file(("all.txt".to_owned(), bytes.clone()))])
        .bench_values(parse::loose);
}

//! Parses `seeds/` and writes the bytes that the page embeds into `OUT_DIR`, nowhere else.

include!("embedded.rs");

#[path = "encode.rs"]
mod encode;

use std::{env, fs, path::Path, process};

fn main() {
    let manifest = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    // `INZAGE_SEEDS` names another dossier; tests build broken copies with it.
    println!("cargo::rerun-if-env-changed=INZAGE_SEEDS");
    let seeds = env::var("INZAGE_SEEDS").unwrap_or(format!("{manifest}/../../seeds"));
    println!("cargo::rerun-if-changed={seeds}");
    if let Err(message) = build(Path::new(&seeds)) {
        println!("cargo::error={message}");
        process::exit(1);
    }
}

fn build(seeds: &Path) -> Result<(), String> {
    let parsed = parse::dossier(seeds_in(seeds)?)?;
    parse::verify(&parsed.corpus, &parsed.sources)?;
    // What is too large to embed `inzage publish` writes into a file beside the page.
    let bytes = if parsed.apart() { Vec::new() } else { encode::encode(parsed)? };
    let out = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("corpus.bin"), bytes).map_err(|e| format!("{out}/corpus.bin: {e}"))
}

/// Every file of the folder, sorted by name: the same seeds give the same bytes on every machine.
fn seeds_in(folder: &Path) -> Result<Vec<parse::SeedFile>, String> {
    let fail = |e: std::io::Error| format!("{}: {e}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_file() && parse::is_seed(&name) {
            let bytes = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            files.push(parse::SeedFile { name, bytes });
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

//! Parses `seeds/` and writes the bytes that the page embeds into `OUT_DIR`, nowhere else.

include!("embedded.rs");

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
    let parse::Parsed { mut corpus, sources } = parse::dossier(seeds_in(seeds)?)?;
    parse::verify(&corpus, &sources)?;
    strip(&mut corpus);
    let bytes = postcard::to_allocvec(&Embedded { corpus, sources }).map_err(|e| e.to_string())?;
    let out = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("corpus.bin"), bytes).map_err(|e| format!("{out}/corpus.bin: {e}"))
}

/// Leaves out what `load` reads from the sources again, and what the parser says to those who add documents.
fn strip(corpus: &mut model::Corpus) {
    let ids: Vec<String> = corpus.dossier.iter().flat_map(|d| &d.issues).map(|i| i.id.clone()).collect();
    corpus.diagnostics.clear();
    // The page shows what stands in the texts; the expressions that were looked for stay in issues.toml.
    for issue in corpus.dossier.iter_mut().flat_map(|d| &mut d.issues) {
        issue.expressions.clear();
    }
    for document in &mut corpus.documents {
        for passage in &mut document.passages {
            passage.id.clear();
            passage.text.clear();
            passage.issues.clear();
            for mark in &mut passage.marks {
                // The place in the table stands in for the id.
                mark.issue =
                    ids.iter().position(|id| *id == mark.issue).map(|i| i.to_string()).unwrap_or_default();
            }
        }
        for date in document.date.iter_mut().chain(&mut document.dates) {
            date.as_written.clear();
        }
        for citation in &mut document.citations {
            citation.as_written.clear();
        }
        for repair in &mut document.repairs {
            repair.written.clear();
        }
    }
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

//! The native `inzage` command.

mod publish;

use export::{Format, Selection};
use model::{Corpus, Severity};
use parse::{Parsed, SeedFile};
use std::{env, fs, io::Write, path::Path, process::ExitCode};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const USAGE: &str = "\
usage: inzage parse FILE…            the corpus JSON of loose texts: only what each text itself proves
       inzage parse --explain FILE…  the same for people: each fact with its rule and the words it quotes
       inzage parse --dossier DIR    the corpus JSON of a dossier, as the page embeds it
       inzage check DIR              what the parser noticed in a dossier, as file:line:column; exit 1 on errors
       inzage export FORMAT DIR [BASE]
                                     a dossier for other programs; BASE is the address of its page. Formats: json,
                                     csv-documents, csv-facts, csv-citations, csv-positions, csv-events (with ; between
                                     cells), bibtex, ris, csl-json, text (the Dutch citation), annotations (W3C)
       inzage schema                 the JSON Schema of the corpus JSON
       inzage publish DIST [SEEDS]   completes the page that Trunk built in DIST (SEEDS: seeds)";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args[..] {
        ["parse", "--dossier", folder] => dossier(folder).and_then(|parsed| print(&json(&parsed.corpus))),
        ["parse", "--explain", ref files @ ..] if !files.is_empty() => loose(files).and_then(|p| explain(&p)),
        ["parse", ref files @ ..] if !files.is_empty() && !files.iter().any(|f| f.starts_with("--")) => {
            loose(files).and_then(|parsed| print(&json(&parsed.corpus)))
        }
        ["check", folder] => check(folder),
        ["export", format, folder] => export(format, folder, "index.html"),
        ["export", format, folder, base] => export(format, folder, base),
        ["schema"] => print(&schema()),
        ["publish", dist] => publish::publish(Path::new(dist), Path::new("seeds")),
        ["publish", dist, seeds] => publish::publish(Path::new(dist), Path::new(seeds)),
        ["--help" | "-h" | "help"] => print(USAGE),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Prints; a reader that hangs up early (`| head`) is no error.
fn print(text: &str) -> Result<(), String> {
    match writeln!(std::io::stdout(), "{text}") {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(format!("standard output: {e}")),
        _ => Ok(()),
    }
}

fn pretty(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).expect("these types have string keys and no failing parts")
}

/// The JSON Schema of the corpus JSON.
fn schema() -> String {
    pretty(&schemars::schema_for!(Corpus))
}

/// The corpus JSON. Loose files have no dossier, so the key is left out.
fn json(corpus: &Corpus) -> String {
    let mut value = serde_json::to_value(corpus).expect("these types have string keys and no failing parts");
    if let Some(object) = value.as_object_mut().filter(|_| corpus.dossier.is_none()) {
        object.remove("dossier");
    }
    pretty(&value)
}

fn dossier(folder: &str) -> Result<Parsed, String> {
    let parsed = parse::dossier(publish::read_seeds(Path::new(folder))?)?;
    parse::verify(&parsed.corpus, &parsed.sources)?;
    Ok(parsed)
}

fn loose(files: &[&str]) -> Result<Parsed, String> {
    let read = |path: &&str| -> Result<SeedFile, String> {
        let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(SeedFile { name, bytes: fs::read(path).map_err(|e| format!("{path}: {e}"))? })
    };
    let parsed = parse::loose(files.iter().map(read).collect::<Result<_, _>>()?);
    parse::verify(&parsed.corpus, &parsed.sources)?;
    Ok(parsed)
}

/// Each document explained, and below it what the parser noticed.
fn explain(parsed: &Parsed) -> Result<(), String> {
    for (document, source) in parsed.corpus.documents.iter().zip(&parsed.sources) {
        print(&parse::explain(document, source))?;
        let file = &document.source.file;
        for diagnostic in parsed.corpus.diagnostics.iter().filter(|d| d.file == *file) {
            print(&diagnostic.to_string())?;
        }
    }
    Ok(())
}

fn export(format: &str, folder: &str, base: &str) -> Result<(), String> {
    let known = Format::ALL.iter().map(|format| format.word()).collect::<Vec<_>>().join(", ");
    let format = Format::from_word(format).ok_or(format!("expected one of {known}; found {format}"))?;
    let parsed = dossier(folder)?;
    let sources: Vec<&str> = parsed.sources.iter().map(String::as_str).collect();
    let documents: Vec<usize> = (0..sources.len()).collect();
    let (corpus, separator) = (&parsed.corpus, b';');
    let all = Selection { corpus, sources: &sources, documents: &documents, base, separator };
    let text = all.export(format);
    // Where its lines end in CR and LF the last one keeps its CR.
    print(text.strip_suffix('\n').unwrap_or(&text))
}

fn check(folder: &str) -> Result<(), String> {
    let parsed = dossier(folder)?;
    let found = &parsed.corpus.diagnostics;
    for diagnostic in found {
        print(&format!("{}/{diagnostic}", folder.trim_end_matches('/')))?;
    }
    let errors = found.iter().filter(|d| d.severity == Severity::Error).count();
    let documents = parsed.corpus.documents.len();
    print(&format!("{documents} documents, {} diagnostics, {errors} errors", found.len()))?;
    if errors > 0 { Err(format!("{folder}: {errors} errors")) } else { Ok(()) }
}

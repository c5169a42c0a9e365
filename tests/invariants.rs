//! The invariants of ARCHITECTURE.md, by their numbers. Each test fails when its invariant is broken; those of the
//! page itself (5 and 7) have their other half in the browser tests.

use model::{Corpus, Span};
use parse::SeedFile;
use std::{fs, path::Path, path::PathBuf, process::Command};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file below a folder of the workspace with one of the endings, by name.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|e| path.extension().is_some_and(|x| x == *e)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Lines of Rust in a folder that hold one of the words, comments aside.
fn lines_with(folder: &str, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for path in files(folder, &["rs"]) {
        let text = fs::read_to_string(&path).unwrap();
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or(line);
            if words.iter().any(|w| code.contains(w)) {
                found.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
            }
        }
    }
    found
}

fn seeds() -> Vec<SeedFile> {
    let listed = fs::read_dir(root().join("seeds")).unwrap().map(|e| e.unwrap().path());
    let read = |path: &Path| SeedFile {
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        bytes: fs::read(path).unwrap(),
    };
    let mut found: Vec<SeedFile> = listed
        .filter(|p| parse::is_seed(&p.file_name().unwrap().to_string_lossy()))
        .map(|p| read(&p))
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

fn tree(package: &str, more: &[&str]) -> String {
    let out = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["tree", "--offline", "--prefix", "none", "-e", "normal", "-p", package])
        .args(more)
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn invariant_1_the_parser_is_not_in_the_page() {
    let listed = tree("app", &["--target", "wasm32-unknown-unknown"]);
    assert!(listed.lines().any(|l| l.starts_with("corpus ")), "the tree was not read: {listed}");
    assert!(!listed.lines().any(|l| l.starts_with("parse ")), "{listed}");
    // Nor the crate that `src/app/streams` stands in for; a newer Leptos may ask for another version of it.
    let streams: Vec<&str> = listed.lines().filter(|l| l.starts_with("wasm-streams ")).collect();
    assert!(!streams.is_empty() && streams.iter().all(|l| l.contains("src/app/streams")), "{streams:?}");
}

#[test]
fn invariant_2_model_parse_and_search_do_no_io_and_know_no_browser() {
    const FORBIDDEN: [&str; 9] = [
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::time",
        "println!",
        "web_sys",
        "js_sys",
        "wasm_bindgen",
    ];
    for folder in ["model", "parse", "search", "search/lists"] {
        assert_eq!(lines_with(&format!("src/{folder}"), &FORBIDDEN), [""; 0], "{folder}");
        let name = folder.rsplit('/').next().unwrap();
        let listed = tree(name, &[]);
        assert!(!listed.contains("web-sys") && !listed.contains("wasm-bindgen"), "{name}: {listed}");
        // clippy holds each of them to the same, by method: see the clippy.toml beside or above each Cargo.toml.
        let nearest = folder.split('/').next().unwrap();
        let rules = fs::read_to_string(root().join(format!("src/{nearest}/clippy.toml"))).unwrap();
        assert!(rules.contains("disallowed-types") && rules.contains("disallowed-methods"), "{name}");
    }
}

#[test]
fn invariant_3_a_quotation_that_is_not_in_its_source_stops_the_build() {
    let good = parse::dossier(seeds()).unwrap();
    assert_eq!(parse::verify(&good.corpus, &good.sources), Ok(()));
    type Break = (&'static str, fn(&mut Corpus));
    let broken: [Break; 9] = [
        ("a mark on another word", |c| {
            let other = c.documents[0].passages[1].evidence[0].start;
            let marked = c.documents[0].passages.iter_mut().find(|p| !p.marks.is_empty()).unwrap();
            marked.marks[0].evidence = vec![Span::new(other as usize, other as usize + 2)];
        }),
        ("an actor of another name", |c| c.documents[0].actors[0].name = "Iemand".into()),
        ("a span outside", |c| c.documents[0].kind_evidence = vec![Span::new(0, 9_999_999)]),
        ("another title", |c| c.documents[0].title.value = "Iets anders".into()),
        ("another heading", |c| c.documents[0].sections[0].heading = "Slot".into()),
        ("another citation", |c| c.documents[1].citations[0].as_written = "Kamerstuk 1".into()),
        ("another passage", |c| c.documents[0].passages[1].text.push('.')),
        ("another name", |c| c.documents[1].signatories[0].name = "Een ander".into()),
        ("no words and no source", |c| c.documents[0].ministries[0].evidence.clear()),
    ];
    for (name, change) in broken {
        let mut corpus = good.corpus.clone();
        change(&mut corpus);
        assert!(parse::verify(&corpus, &good.sources).is_err(), "{name}");
    }
    let build = fs::read_to_string(root().join("src/corpus/build.rs")).unwrap();
    assert!(build.contains("parse::verify("), "the build script is the gate");
}

#[test]
fn invariant_4_sources_are_kept_and_repairs_undo() {
    let stored = seeds();
    let parsed = parse::dossier(seeds()).unwrap();
    for (document, source) in parsed.corpus.documents.iter().zip(&parsed.sources) {
        let file = stored.iter().find(|f| f.name == document.source.file).unwrap();
        assert_eq!(source.as_bytes(), file.bytes, "{}", file.name);
        // Make every repair, then undo every repair.
        let mut repaired = source.clone();
        for r in document.repairs.iter().rev() {
            repaired.replace_range(r.start as usize..r.end as usize, &r.read);
        }
        assert!(document.repairs.is_empty() || repaired != *source, "{}", file.name);
        for r in &document.repairs {
            // Undone from the left, everything before is the source again, so the place is the source's own.
            let at = r.start as usize;
            repaired.replace_range(at..at + r.read.len(), &r.written);
        }
        assert_eq!(repaired.as_bytes(), file.bytes, "{}", file.name);
    }
}

#[test]
fn invariant_4_the_five_texts_are_the_ones_we_were_given() {
    let expected = include_str!("golden/sha256.txt");
    for document in &corpus::load().documents {
        let line = format!("{}  {}", document.source.sha256, document.source.file);
        assert!(expected.lines().any(|l| l == line), "{line}");
    }
    assert_eq!(expected.lines().count(), corpus::load().documents.len());
}

#[test]
fn invariant_5_state_that_a_link_restores_has_one_owner() {
    // The address is written in one module; the browser tests hold every view to its address.
    let writers = lines_with("src/app", &["set_hash(", "push_state", "replace_state", "location.replace("]);
    let elsewhere: Vec<&String> = writers.iter().filter(|l| !l.contains("explorer.rs")).collect();
    assert!(elsewhere.is_empty(), "{elsewhere:#?}");
    assert!(!writers.is_empty(), "the scan finds the owner itself");
}

#[test]
fn invariant_6_the_same_seeds_give_the_same_bytes() {
    let json = |files| serde_json::to_string(&parse::dossier(files).unwrap().corpus).unwrap();
    let once = json(seeds());
    let mut shuffled = seeds();
    shuffled.reverse();
    assert_eq!(once, json(shuffled));
    for name in ["model", "parse", "corpus"] {
        assert_eq!(
            lines_with(&format!("src/{name}"), &["HashMap", "HashSet", "SystemTime", "Instant::"]),
            [""; 0]
        );
    }
}

#[test]
fn invariant_7_the_page_names_no_foreign_origin_to_load_from() {
    let page = fs::read_to_string(root().join("index.html")).unwrap();
    let loads = |line: &str| {
        (line.contains("src=")
            || line.contains("<link")
            || line.contains("url(")
            || line.contains("@import")
            || line.contains("fetch("))
            && (line.contains("http://") || line.contains("https://") || line.contains("=\"//"))
    };
    assert!(!page.lines().any(loads));
    for path in files("style", &["css"]).into_iter().chain(files("src/app/static", &["js"])) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.lines().any(loads), "{}", path.display());
    }
}

#[test]
fn invariant_8_any_bytes_parse() {
    // The search for counterexamples is in src/parse/tests; here, the seeds cut at every hundredth byte.
    for file in seeds().into_iter().filter(|f| f.name.ends_with(".txt")) {
        for end in (0..file.bytes.len()).step_by(100) {
            let cut = SeedFile { name: file.name.clone(), bytes: file.bytes[..end].to_vec() };
            let parsed = parse::loose(vec![cut]);
            assert_eq!(parse::verify(&parsed.corpus, &parsed.sources), Ok(()), "{} to {end}", file.name);
        }
    }
}

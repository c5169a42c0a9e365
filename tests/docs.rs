//! README and the guides beside it: each command in them works, each link leads somewhere, and what they show of embeds
//! and addresses is what the page makes and reads.

use e2e::harness::dist;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Commands that are not run here, by their first words, each with its reason. Every other one in a `sh` block is run.
const ELSEWHERE: [(&str, &str); 10] = [
    ("cargo xtask serve", "serves until somebody ends it; before that it builds"),
    ("cargo xtask build", "is a step of `cargo xtask test`"),
    ("cargo xtask test", "runs this"),
    ("cargo xtask bench", "takes half an hour and more, and writes RESULTS.md"),
    ("cargo xtask pictures", "writes pictures that a person looks at"),
    ("cargo xtask sizes", "writes the table that `cargo xtask test` compares with the program"),
    ("cargo bench -p e2e", "takes minutes, and prints figures for people"),
    ("cargo test -p", "is what this is part of, or a unit test beside it"),
    ("INZAGE_BLESS=1 cargo test -p", "writes files that a person reads"),
    ("INZAGE_BROWSER=chromium cargo test -p", "is half of a test beside this one"),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(name: impl AsRef<Path>) -> String {
    let file = root().join(name);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The name and the text of each document, from the root of the workspace.
fn pages() -> Vec<(String, String)> {
    let guides = fs::read_dir(root().join("docs")).expect("docs/ is there");
    let mut names: Vec<String> = guides
        .map(|entry| format!("docs/{}", entry.expect("docs/ can be read").file_name().display()))
        .filter(|name| name.ends_with(".md"))
        .collect();
    names.sort();
    names.extend(["README.md", "CONTRIBUTING.md", "SECURITY.md"].map(str::to_owned));
    names.into_iter().map(|name| (name.clone(), read(name))).collect()
}

/// The lines of a document with their numbers, each with the language of its fence; empty outside of one.
fn lines(text: &str) -> Vec<(usize, &str, &str)> {
    let mut fence = "";
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        match line.trim_start().strip_prefix("```") {
            Some(language) => fence = language,
            None => found.push((number + 1, fence, line)),
        }
    }
    found
}

/// Runs a command as a reader would, unless it is in the table; what is wrong with it.
fn outcome(command: &str) -> Result<(), String> {
    let words: Vec<&str> = command.split_whitespace().collect();
    let begins = |known: &str| words.starts_with(&known.split(' ').collect::<Vec<_>>());
    if ELSEWHERE.iter().any(|(known, _)| begins(known)) {
        return Ok(());
    }
    let (program, arguments, folder) = match words[..] {
        // As the other tests run it: not built a second time for speed.
        ["cargo", "run", "--release", "-p", "inzage", "--", ref rest @ ..]
        | ["cargo", "run", "-p", "inzage", "--", ref rest @ ..] => {
            (env!("CARGO"), [&["run", "--quiet", "--package", "inzage", "--"], rest].concat(), root())
        }
        ["sha256sum", ref rest @ ..] => ("sha256sum", rest.to_vec(), dist()),
        _ => return Err("is neither run by this test nor in its table".into()),
    };
    let out =
        Command::new(program).args(arguments).current_dir(folder).output().map_err(|e| e.to_string())?;
    if out.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&out.stderr).into_owned()) }
}

#[test]
fn each_command_in_the_documents_works() {
    let (mut tried, mut wrong) = (BTreeSet::new(), Vec::new());
    for (name, text) in pages() {
        for (number, _, line) in lines(&text).into_iter().filter(|line| line.1 == "sh") {
            let command = line.split("# ").next().unwrap_or_default().trim();
            if !command.is_empty() && tried.insert(command.to_owned()) {
                let error = outcome(command).err();
                wrong.extend(error.map(|error| format!("{name}:{number}: `{command}`: {error}")));
            }
        }
        // Also those in a sentence name a target that is there.
        for rest in text.split("--test ").skip(1) {
            let target = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            assert!(read("tests/Cargo.toml").contains(&format!("name = \"{target}\"")), "{name}: {target}");
        }
    }
    assert!(wrong.is_empty() && !tried.is_empty(), "{}", wrong.join("\n"));
}

/// The name by which a heading is linked to.
fn slug(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || "-_".contains(*c);
    heading.trim_start_matches(['#', ' ']).to_lowercase().replace(' ', "-").chars().filter(kept).collect()
}

#[test]
fn each_link_in_the_documents_leads_somewhere() {
    for (name, text) in pages() {
        for (number, _, line) in lines(&text).into_iter().filter(|line| line.1.is_empty()) {
            let prose: String = line.split('`').step_by(2).collect();
            let links = prose.split("](").skip(1).filter_map(|rest| rest.split(')').next());
            let pictures = prose.split(" src=\"").skip(1).filter_map(|rest| rest.split('"').next());
            for link in links.chain(pictures).filter(|link| !link.starts_with("https://")) {
                let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
                let folder = Path::new(&name).parent().expect("a file is in a folder");
                let file = if path.is_empty() { name.clone().into() } else { folder.join(path) };
                assert!(root().join(&file).exists(), "{name}:{number}: {link} leads nowhere");
                let there = |line: &str| line.starts_with('#') && slug(line) == anchor;
                assert!(
                    anchor.is_empty() || read(file).lines().any(there),
                    "{name}:{number}: no heading {link}"
                );
            }
        }
    }
}

/// The attributes of the first frame in some code, but for its address and its name.
fn frame(code: &str) -> BTreeMap<&str, &str> {
    let tag = code.split("<iframe ").nth(1).and_then(|rest| rest.split('>').next()).expect("a frame");
    let parts: Vec<&str> = tag.split('"').collect();
    let pairs = parts.chunks_exact(2).map(|pair| (pair[0].trim().trim_end_matches('='), pair[1]));
    pairs.filter(|(name, _)| !["src", "title"].contains(name)).collect()
}

#[test]
fn the_code_of_an_embed_is_what_the_page_composes() {
    // A string of Rust: a line that ends in `\` goes on without the blanks before the next.
    let composer: String =
        read("src/app/frame.rs").lines().map(|line| line.trim().trim_end_matches('\\')).collect();
    let composer = composer.replace("\\\"", "\"");
    let composed = frame(composer.split("pub fn code(").nth(1).expect("frame.rs composes the code"));
    let loader = read("src/app/static/embed.js");
    for name in ["sandbox", "allow", "loading"] {
        assert!(loader.contains(&format!("frame.{name} = \"{}\"", composed[name])), "embed.js: {name}");
    }
    for name in ["docs/newsrooms.md", "README.md"] {
        let text = read(name);
        let html = lines(&text).into_iter().filter(|line| line.1 == "html").map(|line| line.2.trim());
        let html = html.collect::<Vec<_>>().join(" ");
        let frames: Vec<_> = html.match_indices("<iframe ").map(|(at, _)| frame(&html[at..])).collect();
        assert!(!frames.is_empty() && frames.iter().all(|shown| *shown == composed), "{name}: {frames:#?}");
    }
}

#[test]
fn each_address_in_the_documents_is_read_by_the_page() {
    let readers = ["src/app/state.rs", "src/app/static/boot.js", "src/tools/quote.rs"].map(read).concat();
    for (name, text) in pages() {
        for fragment in text.replace("&amp;", "&").split('#').skip(1) {
            let fragment = fragment.split([' ', '\n', '`', '"', ')', '|', '<']).next().unwrap_or_default();
            let pairs: BTreeMap<&str, &str> =
                fragment.split('&').filter_map(|pair| pair.split_once('=')).collect();
            // WordPress writes `#?secret=…`.
            for key in pairs.keys().filter(|key| !key.starts_with('?')) {
                let forms = [format!("\"{key}\" =>"), format!("&]{key}="), format!("field(\"{key}\")")];
                assert!(forms.iter().any(|form| readers.contains(form)), "{name}: {key} in #{fragment}");
            }
            let Some(id) = pairs.get("doc").filter(|id| **id != "ID") else { continue };
            let document = corpus::load().documents.iter().find(|d| d.id == **id);
            let document = document.unwrap_or_else(|| panic!("{name}: there is no document {id}"));
            let (place, words) = (pairs.get("p"), pairs.get("citaat").unwrap_or(&"").replace("%20", " "));
            let stands = |id: &str| document.passages.iter().any(|p| p.id == id && p.text.contains(&words));
            assert!(place.is_none_or(|id| stands(id)), "{name}: #{fragment}");
        }
    }
}

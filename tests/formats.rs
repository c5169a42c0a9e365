//! What other programs make of the exports and of the published pages: a reference manager, a spreadsheet, the HTML
//! checker of the W3C.

use e2e::harness::unpublished;
use serde_json::Value;
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// Where the dossier would be published.
const ADDRESS: &str = "https://example.org/dossier/";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Where `cargo xtask test` puts the npm packages.
fn npm() -> PathBuf {
    let folder = root().join("src/xtask/npm");
    assert!(
        folder.join("node_modules/vnu-jar").is_dir(),
        "run `npm ci --ignore-scripts` in src/xtask/npm first"
    );
    folder
}

/// What a command prints that has to succeed.
fn printed(out: &Output) -> String {
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout.clone()).unwrap()
}

fn inzage(args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(root()).args(["run", "--quiet", "--package", "inzage", "--"]).args(args);
    printed(&command.output().unwrap())
}

/// A folder for one test, with the files of another one in it.
fn copy(from: &Path, name: &str) -> PathBuf {
    fn into(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let (path, name) = entry.map(|e| (e.path(), e.file_name())).unwrap();
            if path.is_dir() {
                into(&path, &to.join(name));
            } else {
                fs::copy(&path, to.join(name)).unwrap();
            }
        }
    }
    let to = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&to);
    into(from, &to);
    to
}

/// Reads what comes in with citation-js, and prints its records.
const READ: &str = "
const { Cite } = require('@citation-js/core');
for (const name of ['bibtex', 'ris']) require('@citation-js/plugin-' + name);
const read = new Cite(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(read.data));
";

fn read_by_citation_js(text: &str) -> Value {
    let mut node = Command::new("node");
    node.current_dir(npm()).args(["-e", READ]);
    let mut node = node.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    node.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    serde_json::from_str(&printed(&node.wait_with_output().unwrap())).unwrap()
}

/// A reference manager gets every document with its title and address, and a year only where one is certain.
#[test]
fn references_are_read_by_other_programs() {
    let corpus: Value = serde_json::from_str(&inzage(&["parse", "--dossier", "seeds"])).unwrap();
    let documents = corpus["documents"].as_array().unwrap();
    for format in ["bibtex", "ris", "csl-json"] {
        let read = read_by_citation_js(&inzage(&["export", format, "seeds", ADDRESS]));
        let records = read.as_array().unwrap();
        assert_eq!((records.len(), documents.len()), (5, 5), "{format}");
        for (record, document) in records.iter().zip(documents) {
            let (id, title) =
                (document["id"].as_str().unwrap(), document["title"]["value"].as_str().unwrap());
            // A title that the document does not bear itself stands in brackets, as in catalogues.
            let composed = document["title"]["certainty"] == "composed";
            let title = if composed { format!("[{title}]") } else { title.to_owned() };
            assert_eq!((&record["id"], &record["title"]), (&id.into(), &title.into()), "{format}");
            assert_eq!(record["URL"], format!("{ADDRESS}#doc={id}"), "{format}");
            assert_eq!(record["type"], "report", "{format}: {id}");
            let year =
                |end: &str| document["date"][end].as_str().and_then(|day| day[..4].parse::<u64>().ok());
            let certain = year("earliest").filter(|from| year("latest") == Some(*from));
            assert_eq!(record["issued"]["date-parts"][0][0].as_u64(), certain, "{format}: {id}");
        }
    }
}

/// A text that a spreadsheet would run.
const HOSTILE: &str = r#"nota

=HYPERLINK("http://x","y") Beslisnota over "encryptie"; en
meer

Datum
2 mei 2024

Onze referentie
+1

1. Aanleiding
@SUM(A1) Het kabinet ontraadt "client side scanning"; met klem.

-2 Het kabinet ontraadt de motie over end-to-end-encryptie
(Kamerstuk 26 643, nr. 908); de brief is van 3 mei 2024.
"#;

/// No cell is a formula, and quotes, separators and line breaks stay in their cells.
#[test]
fn hostile_cells_open_as_text() {
    let seeds = copy(&root().join("seeds"), "formats-hostile");
    fs::write(seeds.join("005_hostile.txt"), HOSTILE).unwrap();
    let mut hostile: Vec<String> = Vec::new();
    for format in ["csv-documents", "csv-facts", "csv-citations", "csv-positions", "csv-events"] {
        let text = inzage(&["export", format, seeds.to_str().unwrap(), ADDRESS]);
        let text = text.strip_prefix('\u{feff}').unwrap();
        // A reader that is not flexible refuses a row that is longer or shorter than the first.
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        assert!(rows.iter().any(|row| row.iter().any(|cell| cell == "beslisnota-2024-05-02")), "{format}");
        for cell in rows.iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{format}: {cell}");
            hostile.extend(cell.strip_prefix('\'').map(str::to_owned));
        }
    }
    for expected in [
        r#"=HYPERLINK("http://x","y") Beslisnota over "encryptie"; en meer"#,
        "+1",
        r#"@SUM(A1) Het kabinet ontraadt "client side scanning"; met klem."#,
        "-2 Het kabinet ontraadt de motie over end-to-end-encryptie (Kamerstuk 26 643, nr. 908); de brief is van 3 mei 2024.",
    ] {
        assert!(hostile.iter().any(|cell| cell == expected), "{expected} is not in {hostile:#?}");
    }
}

/// What the HTML checker of the W3C finds wrong with some pages.
fn faults(pages: &[PathBuf], more: &[&str]) -> String {
    let jar = npm().join("node_modules/vnu-jar/build/dist/vnu.jar");
    let mut java = Command::new("java");
    java.arg("-jar").arg(jar).args(["--errors-only", "--format", "gnu", "--no-langdetect"]).args(more);
    let out = java.args(pages).output().unwrap();
    let said = String::from_utf8_lossy(&out.stderr).into_owned() + &String::from_utf8_lossy(&out.stdout);
    assert_eq!(out.status.success(), said.is_empty(), "{said}");
    said
}

/// The pages for readers without script and the page in one file are valid, and can be found and embedded.
#[test]
fn static_pages_are_valid_html() {
    let (dist, seeds) =
        (copy(&unpublished(), "formats-dist"), copy(&root().join("seeds"), "formats-address"));
    let toml = fs::read_to_string(seeds.join("dossier.toml")).unwrap();
    let own = format!("corpus = \"auto\"\naddress = \"{ADDRESS}\"");
    fs::write(seeds.join("dossier.toml"), toml.replacen("corpus = \"auto\"", &own, 1)).unwrap();
    inzage(&["publish", dist.to_str().unwrap(), seeds.to_str().unwrap()]);

    let mut folders: Vec<PathBuf> =
        fs::read_dir(dist.join("documenten")).unwrap().map(|e| e.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    assert_eq!(folders.len(), 5);
    let mut pages = ["index.html", "documenten/index.html", "toegankelijkheid/index.html"]
        .map(|page| dist.join(page))
        .to_vec();
    pages.extend(folders.iter().map(|folder| folder.join("index.html")));
    for page in &pages {
        let html = fs::read_to_string(page).unwrap();
        assert_eq!(html.matches("<h1").count(), 1, "{}", page.display());
    }
    assert_eq!(faults(&pages, &[]), "");
    // It does not know container queries.
    assert_eq!(faults(&[dist.join("inzage.html")], &["--filterpattern", ".*CSS:.*"]), "");
    // A checker that lets everything pass proves nothing.
    let broken = dist.join("broken.html");
    fs::write(&broken, "<!doctype html><title>x</title><p><div></p>").unwrap();
    assert!(faults(&[broken], &[]).contains("Unclosed element"));

    for folder in folders {
        let place = format!("{ADDRESS}documenten/{}/", folder.file_name().unwrap().to_str().unwrap());
        let html = fs::read_to_string(folder.join("index.html")).unwrap();
        let canonical = format!("<link rel=\"canonical\" href=\"{place}\">");
        assert_eq!(html.matches("rel=\"canonical\"").count(), 1, "{place}");
        assert!(html.contains(&canonical), "{canonical} is missing");
        let oembed: Value =
            serde_json::from_str(&fs::read_to_string(folder.join("oembed.json")).unwrap()).unwrap();
        assert_eq!((&oembed["type"], &oembed["version"]), (&"rich".into(), &"1.0".into()), "{place}");
        assert!(oembed["html"].as_str().unwrap().starts_with("<iframe src=\"https://"), "{oembed}");
        assert!(oembed["width"].is_u64() && oembed["height"].is_u64(), "{oembed}");
    }
}

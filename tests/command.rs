//! The `inzage` command: its JSON against its schema, and what it says about bad data.

use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(root()).args(args);
    command
}

fn inzage(args: &[&str]) -> Output {
    cargo(&["run", "--quiet", "--package", "inzage", "--"]).args(args).output().unwrap()
}

fn json(args: &[&str]) -> Value {
    let out = inzage(args);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

/// A copy of the seeds that a test may break.
struct Copy(PathBuf);

impl Copy {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for entry in fs::read_dir(root().join("seeds")).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
        }
        Self(folder)
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.0.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has {from}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

/// Builds the crate that embeds a copy of the seeds; what cargo says.
fn build(seeds: &Path) -> (bool, String) {
    let out =
        cargo(&["check", "--quiet", "--package", "corpus"]).env("INZAGE_SEEDS", seeds).output().unwrap();
    (out.status.success(), String::from_utf8_lossy(&out.stderr).into_owned())
}

#[test]
fn the_json_of_loose_files_and_of_the_dossier_holds_to_the_schema() {
    let schema = json(&["schema"]);
    let validator = jsonschema::validator_for(&schema).unwrap();
    let texts: Vec<String> = fs::read_dir(root().join("seeds"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|x| x == "txt"))
        .map(|p| p.to_str().unwrap().to_owned())
        .collect();
    let mut args = vec!["parse"];
    args.extend(texts.iter().map(String::as_str));
    for (name, value) in [("loose", json(&args)), ("dossier", json(&["parse", "--dossier", "seeds"]))] {
        let errors: Vec<String> =
            validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        assert_eq!(value["documents"].as_array().unwrap().len(), 5);
        assert_eq!(value.get("dossier").is_some(), name == "dossier");
    }
    // A schema that lets everything pass proves nothing.
    let mut broken = json(&["parse", &texts[0]]);
    broken["documents"][0]["kind"] = "brief".into();
    assert!(!validator.is_valid(&broken));
    broken["documents"][0]["kind"] = Value::Null;
    assert!(!validator.is_valid(&broken));
}

#[test]
fn a_loose_text_gives_only_what_it_proves_itself() {
    let file = root().join("seeds/002_f44e6dbef7cd3dad.txt");
    let value = json(&["parse", file.to_str().unwrap()]);
    assert_eq!(
        value["documents"][0]["date"],
        Value::Null,
        "its year is proved by another document of the dossier"
    );
    assert_eq!(value["documents"][0]["curated"], Value::Array(Vec::new()));
}

#[test]
fn a_sixth_text_shows_up_with_nothing_else_edited() {
    let copy = Copy::new("sixth");
    let text = "BRIEF VAN DE MINISTER VAN JUSTITIE EN VEILIGHEID\nAan de Voorzitter van de Tweede Kamer der Staten-Generaal\nDen Haag, 9 mei 2024\n\nHierbij bericht ik uw Kamer over end-to-end-encryptie.\n";
    fs::write(copy.0.join("005_new.txt"), text).unwrap();
    let value = json(&["parse", "--dossier", copy.path()]);
    let ids: Vec<&str> =
        value["documents"].as_array().unwrap().iter().map(|d| d["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 6);
    assert!(ids.contains(&"kamerbrief-2024-05-09"), "{ids:?}");
    assert_eq!(build(&copy.0), (true, String::new()));
}

#[test]
fn a_broken_issues_file_stops_the_build_with_the_line_that_is_wrong() {
    let copy = Copy::new("broken");
    copy.edit("issues.toml", "id = \"client-side-scanning\"", "id = \"Client side\"");
    let text = fs::read_to_string(copy.0.join("issues.toml")).unwrap();
    let line = text.lines().position(|l| l.contains("Client side")).unwrap() + 1;
    let (built, said) = build(&copy.0);
    assert!(!built);
    let expected = format!(
        "seeds/issues.toml:{line}:6: expected an id of small letters, digits and hyphens, found \"Client side\""
    );
    assert!(said.contains(&expected), "{said}");
}

#[test]
fn bad_data_is_refused_in_one_line_that_says_what_was_expected() {
    for (name, file, from, to, expected) in [
        ("syntax", "dossier.toml", "[title]", "[title", "seeds/dossier.toml:14:7: "),
        (
            "file",
            "dossier.toml",
            "file = \"000_",
            "file = \"00_",
            "expected the name of a .txt file beside this one, found \"00_",
        ),
        (
            "corpus",
            "dossier.toml",
            "corpus = \"auto\"",
            "corpus = \"disk\"",
            "seeds/dossier.toml:6:10: expected embedded, file or auto, found \"disk\"",
        ),
        (
            "role",
            "dossier.toml",
            "role = \"sender\"",
            "role = \"writer\"",
            "expected sender, co-sender, addressee or mentioned, found \"writer\"",
        ),
        (
            "address",
            "dossier.toml",
            "url = \"https://",
            "url = \"javascript:",
            "expected an address that starts with https://",
        ),
        (
            "contact",
            "dossier.toml",
            "corpus = \"auto\"",
            "contact = \"redactie\"",
            "expected an address that starts with https://, or mailto: and an address of mail, found \"redactie\"",
        ),
        ("key", "ministries.toml", "tooi = \"mnre1010\"", "toi = \"mnre1010\"", "unknown field `toi`"),
        (
            "day",
            "ministries.toml",
            "2024-07-02",
            "2024-07-32",
            "expected a day as \"YYYY-MM-DD\", found \"2024-07-32\"",
        ),
    ] {
        let copy = Copy::new(name);
        copy.edit(file, from, to);
        let out = inzage(&["check", copy.path()]);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(!out.status.success(), "{name}");
        assert!(said.contains(expected) && said.trim_end().lines().count() == 1, "{name}: {said}");
    }
}

#[test]
fn check_lists_what_was_noticed_and_fails_on_errors_only() {
    let good = inzage(&["check", "seeds"]);
    assert!(good.status.success());
    let said = String::from_utf8_lossy(&good.stdout).into_owned();
    assert!(said.contains("seeds/001_3326ba7a6cb816c0.txt:1:2: note: the document states no date"), "{said}");
    let copy = Copy::new("bytes");
    fs::write(copy.0.join("005_bytes.txt"), b"Geachte \xE9 voorzitter").unwrap();
    let bad = inzage(&["check", copy.path()]);
    assert!(!bad.status.success());
    let said = String::from_utf8_lossy(&bad.stdout).into_owned();
    assert!(
        said.contains("005_bytes.txt:1:9: error: expected UTF-8, found the byte 0xE9 at offset 8"),
        "{said}"
    );
}

#[test]
fn a_file_that_is_not_there_is_named_and_wrong_words_show_the_usage() {
    let out = inzage(&["parse", "nergens.txt"]);
    assert!(!out.status.success());
    assert!(String::from_utf8_lossy(&out.stderr).starts_with("nergens.txt: "));
    assert_eq!(inzage(&["pars"]).status.code(), Some(2));
}

#[test]
fn a_dossier_is_taken_along_in_every_format() {
    for (format, words) in [
        ("json", "\"format\": 1"),
        ("csv-documents", "beslisnota-2024-09-30;beslisnota;"),
        ("csv-facts", "5813750"),
        ("csv-citations", "26643-1011"),
        ("csv-positions", "met klem ontraden"),
        ("csv-events", "2023-01-31"),
        ("bibtex", "@techreport{kamerbrief-2023-05-08,"),
        ("ris", "TY  - GOVDOC\r\n"),
        ("csl-json", "\"Ministerie van Justitie en Veiligheid\""),
        ("text", "Kamerstukken II 2022/23, 26643, nr. 1022."),
        ("annotations", "TextQuoteSelector"),
    ] {
        let out = inzage(&["export", format, "seeds", "https://example.org/"]);
        let text = String::from_utf8(out.stdout).unwrap();
        assert!(out.status.success() && text.contains(words), "{format}: {text:.300}");
    }
    let out = inzage(&["export", "pdf", "seeds"]);
    let message = String::from_utf8(out.stderr).unwrap();
    assert!(!out.status.success() && message.contains("expected one of json, csv-documents"), "{message}");
}

#[test]
fn an_export_is_valid_by_the_schema() {
    let schema = json(&["schema"]);
    let corpus = json(&["export", "json", "seeds"]);
    let errors: Vec<String> =
        jsonschema::validator_for(&schema).unwrap().iter_errors(&corpus).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn a_curated_year_or_day_that_does_not_fit_is_refused() {
    for (name, from, to, expected) in [
        (
            "other-day",
            "day = \"2023-01-31\"",
            "day = \"2023-03-05\"",
            "expected a day that 004_d79323f239d0a9a4.txt has once",
        ),
        ("no-day", "words = \"31 januari\"", "words = \"30 januari\"", "found \"30 januari\" for 2023-01-31"),
        (
            "too-early",
            "published = \"2023-05-08\"",
            "published = \"2023-05-07\"",
            "to be published on 2023-05-08 or later",
        ),
        ("half", "words = \"31 januari\"\n", "", "expected words beside the day"),
    ] {
        let copy = Copy::new(name);
        copy.edit("dossier.toml", from, to);
        let out = inzage(&["check", copy.path()]);
        let message = String::from_utf8(out.stderr).unwrap();
        assert!(!out.status.success() && message.contains(expected), "{name}: {message}");
        assert!(message.starts_with("seeds/dossier.toml:"), "{message}");
    }
}

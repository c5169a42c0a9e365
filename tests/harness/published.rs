//! Dossiers published onto the page that was built, without compiling it again.

use super::unpublished;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

/// Documents of the large dossier.
pub const MANY: usize = 10_000;

/// Made-up letters, as many as [`MANY`], once for each run.
pub static LARGE: LazyLock<PathBuf> = LazyLock::new(|| {
    publish("large", |seeds| {
        for (number, paper) in bench::papers().take(MANY).enumerate() {
            fs::write(seeds.join(format!("{number:05}.txt")), paper.source()).expect("it can be written");
        }
        for table in ["issues.toml", "ministries.toml"] {
            let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../seeds").join(table);
            fs::copy(from, seeds.join(table)).expect("it can be copied");
        }
        let dossier = "title = { nl = \"Veel brieven\", en = \"Many letters\" }\n\
            intro = { nl = \"Verzonnen.\", en = \"Made up.\" }\n";
        fs::write(seeds.join("dossier.toml"), dossier).expect("it can be written");
    })
});

/// The dossier that ships, each text changed by name, with its documents in a file: the page need not be compiled again.
pub fn few(name: &str, change: impl Fn(&str, String) -> String) -> PathBuf {
    publish(name, |seeds| {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../seeds");
        for entry in fs::read_dir(from).expect("seeds/ is there") {
            let path = entry.expect("seeds/ can be read").path();
            let file = path.file_name().expect("a file").to_string_lossy().into_owned();
            let text = change(&file, fs::read_to_string(&path).expect("it is UTF-8"));
            fs::write(seeds.join(file), text).expect("it can be written");
        }
        let dossier = seeds.join("dossier.toml");
        let text = fs::read_to_string(&dossier).expect("the dossier has its table");
        let switched = text.replace("corpus = \"auto\"", "corpus = \"file\"");
        assert_ne!(switched, text, "dossier.toml has the switch");
        fs::write(dossier, switched).expect("it can be written");
    })
}

/// Publishes the dossier that `fill` writes onto a copy of the page that was built, without building that again.
fn publish(name: &str, fill: impl FnOnce(&Path)) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/published").join(name);
    let (dist, seeds) = (folder.join("dist"), folder.join("seeds"));
    let _not_there = fs::remove_dir_all(&folder);
    fs::create_dir_all(&dist).expect("the target folder can be written");
    fs::create_dir_all(&seeds).expect("the target folder can be written");
    for entry in fs::read_dir(unpublished()).expect("the page was built") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            continue; // the examples
        }
        fs::copy(&path, dist.join(path.file_name().expect("a file"))).expect("it can be copied");
    }
    fill(&seeds);
    let out = Command::new(env!("CARGO"))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        // As `cargo xtask build` made it.
        .args(["run", "--quiet", "--release", "--package", "inzage", "--", "publish"])
        .args([&dist, &seeds])
        .output()
        .expect("cargo runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    dist
}

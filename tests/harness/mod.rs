//! Browsers, servers and bounded waiting for the tests that use the page as a person does.
//!
//! Nothing here skips: a driver, a browser or a `dist/` that is missing ends the test with a sentence.

mod door;
mod driver;
mod events;
mod fonts;
mod limit;
mod picture;
pub mod published;
mod server;
mod session;
mod trace;
mod wait;

pub use driver::Browser;
pub use limit::Limit;
pub use picture::Picture;
pub use server::{Reply, Server, from_one_file};
pub use session::{Element, Found, Options, Preference, Session, is_phone, key, on_a_desk, on_a_phone};
pub use trace::{Record, Trace};
pub use wait::{LIMIT, wait_for};

use std::path::PathBuf;

/// Where a test server lays the page: never at the root, as every sub-path has to do.
pub const SUB_PATH: &str = "/een/dossier/";

/// The release page: `INZAGE_DIST`, or `dist/` in the workspace.
///
/// # Panics
/// When there is no `index.html` in it.
pub fn dist() -> PathBuf {
    let folder = match std::env::var_os("INZAGE_DIST") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../dist"),
    };
    let index = folder.join("index.html");
    assert!(index.is_file(), "{} is not there: run `cargo xtask build` first", index.display());
    folder
}

/// The page as it is before a dossier is published onto it: `INZAGE_UNPUBLISHED`, or where `cargo xtask build` left it.
///
/// # Panics
/// When there is no `index.html` in it.
pub fn unpublished() -> PathBuf {
    let folder = match std::env::var_os("INZAGE_UNPUBLISHED") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/unpublished"),
    };
    let index = folder.join("index.html");
    assert!(index.is_file(), "{} is not there: run `cargo xtask build` first", index.display());
    folder
}

/// The texts as they lie in `seeds/`: what every quotation has to come from.
///
/// # Panics
/// When the folder cannot be read.
pub fn corpus_sources() -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../seeds");
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("seeds/ is there") {
        let path = entry.expect("seeds/ can be read").path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            texts.push(std::fs::read_to_string(&path).expect("a text is UTF-8"));
        }
    }
    texts
}

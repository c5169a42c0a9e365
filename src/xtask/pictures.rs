//! `cargo xtask pictures`: the pictures that README shows, of the page in `dist/`.

use crate::{page, say, tools};
use std::{fs, path::Path};

/// Where they are.
const FOLDER: &str = "tests/screenshots";
/// Each by its name in `tests/browser/screens.rs`: what is shown, how wide, in which theme and language.
const PICTURES: [&str; 3] = ["search-1440-light-nl", "evidence-1440-dark-nl", "reader-360-light-nl"];
/// Bytes of one, at most: they stay in the history of the repository for ever.
const MOST: u64 = 250_000;

/// Makes them; builds the page where it is not there.
///
/// # Errors
/// A sentence, when a step fails or a picture is too large.
pub fn run(root: &Path) -> Result<(), String> {
    tools::for_test(root)?;
    if !root.join("dist/index.html").is_file() {
        page::build(root)?;
    }
    say("taking pictures of dist/ (chromium)");
    let example = ["run", "--quiet", "--package", "e2e", "--example", "screens", "--"];
    let folder = root.join(FOLDER);
    tools::run(
        tools::command(root, "cargo")
            .args(example.iter().chain(&PICTURES))
            .env("INZAGE_SCREENS", &folder)
            .env("INZAGE_DIST", root.join("dist"))
            .env("INZAGE_BROWSER", "chromium"),
    )?;
    for name in PICTURES {
        let file = folder.join(format!("{name}.png"));
        let bytes = fs::metadata(&file).map_err(|e| format!("{}: {e}", file.display()))?.len();
        if bytes > MOST {
            return Err(format!("{}: expected at most {MOST} bytes, found {bytes}", file.display()));
        }
    }
    Ok(())
}

//! Twelve screens beside the pictures of them that a person looked at: `tests/pictures`.
//!
//! `INZAGE_BLESS=1 cargo test -p e2e --test browser pictures` takes them anew; look at every one that changed.

use crate::{
    explorer::open_with,
    states::{STATES, settled},
};
use e2e::harness::{Browser, Options, Picture, Preference};
use std::{collections::BTreeSet, fs, path::Path};

/// How far a colour may be from that of the picture, of 255: other versions of a browser smooth edges otherwise.
const NEAR: u8 = 24;
/// The share of pixels that may be further off, in %.
const MOST: f64 = 0.3;

/// The state, its width in px, whether it is dark, and whether it is English.
const SCREENS: [(&str, u32, bool, bool); 12] = [
    ("the list", 1440, false, false),
    ("the list", 360, true, false),
    ("results, with all that folds out", 768, false, true),
    ("filters, a period, zoomed in", 1440, true, false),
    ("no hits", 360, false, false),
    ("a document at a passage", 1440, false, false),
    ("evidence", 360, false, false),
    ("positions", 1440, false, true),
    ("two documents", 768, true, false),
    ("days", 360, false, true),
    ("an embed", 768, false, false),
    ("a document as a page", 360, true, false),
];

/// Each of the twelve is within the tolerance, and there is no picture of anything else.
pub fn twelve_screens_look_as_they_did(browser: Browser) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("pictures");
    let made = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/pictures");
    fs::create_dir_all(&made).expect("the target folder can be written");
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    for (name, width, dark, english) in SCREENS {
        let state = STATES.iter().find(|state| state.name == name).expect("it is a state");
        let height = if width < 500 { 780 } else { 900 };
        let prefers = Some(Preference::ReducedMotion);
        let options = Options { dark, view: (width, height), prefers, ..Options::default() };
        let (server, session) = open_with(browser, "", options);
        state.enter(&server, &session, english);
        settled(&session);
        let (theme, language) = (if dark { "dark" } else { "light" }, if english { "en" } else { "nl" });
        let file = format!("{}-{width}-{theme}-{language}.png", state.file_name());
        let now = made.join(&file);
        session.screenshot(&now);
        let before = folder.join(&file);
        names.insert(file);
        let picture = Picture::read(&now).expect("a browser writes PNG");
        if std::env::var_os("INZAGE_BLESS").is_some() {
            picture.write(&before).expect("the folder is there");
        }
        match differing(&before, &picture) {
            Ok(share) => {
                println!("{}: {share:.2} % of the pixels differ (limit {MOST} %)", before.display());
                if share > MOST {
                    wrong.push(format!(
                        "{}: {share:.2} % differ; it is now {}",
                        before.display(),
                        now.display()
                    ));
                }
            }
            Err(error) => wrong.push(error),
        }
    }
    let there = fs::read_dir(&folder).expect("tests/pictures is there");
    for file in there.filter_map(|entry| entry.ok()?.file_name().into_string().ok()) {
        if !names.contains(&file) {
            wrong.push(format!("tests/pictures/{file}: a picture of nothing"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The share of pixels that are not those of the picture before, in %.
fn differing(before: &Path, now: &Picture) -> Result<f64, String> {
    let before = Picture::read(before)?;
    let (was, is) = ((before.width, before.height), (now.width, now.height));
    if was != is {
        return Err(format!("expected {was:?} pixels, found {is:?}"));
    }
    let others = before.differing(now, NEAR).filter(|other| *other).count();
    Ok(100.0 * others as f64 / f64::from(now.width * now.height))
}

//! The typefaces of Chromium in tests: the same ones on each machine, so that pictures of the page are the same there.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// What fontconfig, which Chromium asks, is told: the folder, and nothing of the machine's own.
static SETTINGS: LazyLock<PathBuf> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = root.join("src/xtask/npm/node_modules/dejavu-fonts-ttf/ttf");
    let folder = folder
        .canonicalize()
        .unwrap_or_else(|e| panic!("{}: {e}: run `cargo xtask test`, which installs it", folder.display()));
    let target = root.join("target").canonicalize().expect("the target folder is there");
    let usual = [("serif", "DejaVu Serif"), ("sans-serif", "DejaVu Sans"), ("monospace", "DejaVu Sans Mono")]
        .map(|(name, family)| {
            format!("<alias><family>{name}</family><prefer><family>{family}</family></prefer></alias>")
        })
        .concat();
    let settings = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>{}</dir>\
         <cachedir>{}</cachedir>{usual}</fontconfig>\n",
        folder.display(),
        target.join("fonts").display()
    );
    let file = target.join("fonts.conf");
    // Another test may read it at this moment.
    if fs::read_to_string(&file).ok().as_ref() != Some(&settings) {
        fs::write(&file, settings).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    }
    file
});

/// The file with these settings, for `FONTCONFIG_FILE`.
///
/// # Panics
/// When the typefaces are not installed.
pub(super) fn settings() -> &'static Path {
    &SETTINGS
}

//! The release page in `dist/`.

use crate::{say, slim, tools};
use std::{env, fs, path::Path, process::Command};

/// rustc flags for the page alone. `erase_components` makes Leptos compile one kind of view in place of one per
/// component: a smaller page.
///
/// `immediate-abort` leaves out the text of every panic and the code that would write it: 18 kB of brotli, a sixth of
/// the page. A panic is then a trap, which boot.js shows as a failed start. It needs the standard library built for
/// the page ([`STD`]) and is not stable yet, hence `RUSTC_BOOTSTRAP`; the pinned toolchain keeps both what they are.
const WASM_FLAGS: &[&str] = &["--cfg=erase_components", "-Zunstable-options", "-Cpanic=immediate-abort"];
/// cargo's settings to build the standard library, small, with the page.
const STD: &[(&str, &str)] = &[
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

/// A copy of the page as it is before a dossier is published onto it: the tests publish others, and need not compile it
/// again.
const UNPUBLISHED: &str = "target/unpublished";

/// Builds the page and publishes it into `dist/`.
pub fn build(root: &Path) -> Result<(), String> {
    tools::for_build(root)?;
    say("building the page (trunk)");
    // So that the registry's folders are there to be named below.
    tools::run(tools::command(root, "cargo").args([
        "fetch",
        "--quiet",
        "--target",
        "wasm32-unknown-unknown",
    ]))?;
    tools::run(
        tools::command(root, "trunk")
            .args(["build", "--release", "--cargo-profile", "page"])
            .envs(environment(root)?)
            .env("TRUNK_SKIP_VERSION_CHECK", "true") // it would ask the registry for news
            .env_remove("NO_COLOR"), // Trunk stops at the value 1
    )?;
    say("optimising the wasm (wasm-opt)");
    slim::slim(root, &root.join("dist"))?;
    info(root)?;
    keep(&root.join("dist"), &root.join(UNPUBLISHED))?;
    say("publishing into dist/ (inzage publish)");
    let seeds = env::var("INZAGE_SEEDS").unwrap_or("seeds".to_owned()); // the same as in src/corpus/build.rs
    tools::run(
        tools::command(root, "cargo")
            .args(["run", "--quiet", "--release", "--package", "inzage", "--"])
            .args(["publish", "dist", &seeds]),
    )
}

/// Writes what the page was made from and with, for `inzage publish` to complete. No time and no folder: the same commit
/// gives the same bytes.
fn info(root: &Path) -> Result<(), String> {
    let git = |arguments: &[&str]| tools::output(Command::new("git").current_dir(root).args(arguments));
    // From an archive without history nothing is known.
    let commit = git(&["rev-parse", "HEAD"]).map_or("null".to_owned(), |commit| format!("\"{commit}\""));
    let changed = git(&["status", "--porcelain"]).is_none_or(|list| !list.is_empty());
    let tools = ["rustc", "trunk", "wasm-bindgen", "wasm-opt", "esbuild"].map(|tool| {
        let version = tools::version(root, tool).unwrap_or_default();
        format!("    \"{tool}\": \"{version}\"")
    });
    let text = format!(
        "{{\n  \"commit\": {commit},\n  \"changed\": {changed},\n  \"tools\": {{\n{}\n  }}\n}}\n",
        tools.join(",\n")
    );
    let path = root.join("dist/build-info.json");
    fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))
}

/// Copies a folder in place of what is there.
fn keep(from: &Path, to: &Path) -> Result<(), String> {
    let fail = |e: std::io::Error| format!("{}: {e}", to.display());
    if to.is_dir() {
        fs::remove_dir_all(to).map_err(fail)?;
    }
    fs::create_dir_all(to).map_err(fail)?;
    for entry in fs::read_dir(from).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let copy = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            keep(&path, &copy)?;
        } else {
            fs::copy(&path, copy).map_err(fail)?;
        }
    }
    Ok(())
}

/// What cargo has to be told besides the profile `page`.
pub fn environment(root: &Path) -> Result<Vec<(&'static str, String)>, String> {
    let mut all: Vec<_> = STD.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    all.push(("CARGO_ENCODED_RUSTFLAGS", flags(root)?.join("\x1f")));
    Ok(all)
}

/// The same bytes in every folder and on every machine: no path of this one stays in the wasm.
fn flags(root: &Path) -> Result<Vec<String>, String> {
    let missing = "rustc cannot be run";
    let sysroot = tools::output(Command::new("rustc").args(["--print", "sysroot"])).ok_or(missing)?;
    let about = tools::output(Command::new("rustc").arg("-vV")).ok_or(missing)?;
    let commit = about.lines().find_map(|line| line.strip_prefix("commit-hash: ")).unwrap_or("unknown");

    let mut remap = vec![(root.display().to_string(), "inzage".to_owned())];
    let registry = tools::cargo_home().join("registry/src");
    let mut mirrors: Vec<_> =
        fs::read_dir(&registry).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    mirrors.sort();
    remap.extend(mirrors.iter().map(|mirror| (mirror.display().to_string(), "crates".to_owned())));
    // Where rust-src is installed rustc names its files in place of the address that std was built with.
    remap.push((format!("{sysroot}/lib/rustlib/src/rust"), format!("/rustc/{commit}")));

    let flags = WASM_FLAGS.iter().map(ToString::to_string);
    Ok(flags.chain(remap.into_iter().map(|(from, to)| format!("--remap-path-prefix={from}={to}"))).collect())
}

//! The programs that the build and the tests run: found in the right version, or installed.

use crate::say;
use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Trunk 0.22 needs a newer rustc than the pinned one.
const TRUNK: &str = "0.21.14";
/// Not in Debian.
const GECKODRIVER: &str = "0.37.1";
/// Reads licences, sources and duplicates; by Embark.
const CARGO_DENY: &str = "0.20.2";
/// As in npm/package-lock.json. Debian's 108 breaks the page without a word (binaryen#4711).
const BINARYEN: &str = "132";
const WASM: &str = "wasm32-unknown-unknown";

/// What the page needs to be built.
pub fn for_build(root: &Path) -> Result<(), String> {
    target()?;
    library_source()?;
    crate_tool(root, "trunk", TRUNK, true, "10 minutes or so")?;
    // The glue's version must be exactly that of the crate. Not `--locked`: its lock file names a crate version that
    // is not to be had.
    let bindgen = locked_version(&read(&root.join("Cargo.lock"))?, "wasm-bindgen")?;
    crate_tool(root, "wasm-bindgen", &bindgen, false, "a few minutes")?;
    system_tools(root, &[(&["node"], "nodejs"), (&["npm"], "npm")])?;
    npm_package(root, "esbuild")?;
    wasm_opt(root)
}

/// What the tests need besides.
pub fn for_test(root: &Path) -> Result<(), String> {
    component(root, "fmt", "rustfmt")?;
    component(root, "clippy", "clippy")?;
    system_tools(
        root,
        &[
            (&["chromium", "chromium-browser", "google-chrome"], "chromium"),
            (&["chromedriver"], "chromium-driver"),
            (&["firefox-esr", "firefox"], "firefox-esr"),
            (&["java"], "default-jre-headless"),
        ],
    )?;
    npm_package(root, "axe-core")?;
    npm_package(root, "vnu-jar")?;
    npm_package(root, "@citation-js/plugin-ris")?;
    npm_package(root, "lighthouse")?;
    npm_package(root, "dejavu-fonts-ttf")?;
    crate_tool(root, "cargo-deny", CARGO_DENY, true, "10 minutes or so")?;
    crate_tool(root, "geckodriver", GECKODRIVER, true, "a few minutes")
}

/// A command of the checkout that finds the tools: ours first, then PATH, then cargo's own folder.
pub fn command(root: &Path, program: &str) -> Command {
    let path = search_path(root);
    // `Command` would look the program up in the PATH of this process.
    let program = find(&path, program).map_or(OsString::from(program), PathBuf::into_os_string);
    let mut command = Command::new(program);
    command.current_dir(root).env("PATH", path);
    command
}

/// Runs a command to its end, its output shown.
///
/// # Errors
/// A sentence that names the command.
pub fn run(command: &mut Command) -> Result<(), String> {
    let words: Vec<_> =
        [command.get_program()].into_iter().chain(command.get_args()).map(|w| w.to_string_lossy()).collect();
    let name = words.join(" ");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{name}` failed ({status})")),
        Err(error) => Err(format!("`{name}` cannot be run: {error}")),
    }
}

/// What a command prints, trimmed; `None` when it is not there or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Cargo's own folder: `CARGO_HOME`, or `.cargo` in the home folder.
pub fn cargo_home() -> PathBuf {
    let home = || PathBuf::from(env::var_os("HOME").unwrap_or_default()).join(".cargo");
    env::var_os("CARGO_HOME").map_or_else(home, PathBuf::from)
}

fn search_path(root: &Path) -> OsString {
    let mut folders = vec![root.join("src/xtask/npm/node_modules/.bin"), root.join("target/tools/bin")];
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    folders.push(cargo_home().join("bin"));
    env::join_paths(folders.iter().filter(|f| !f.to_string_lossy().contains(':')))
        .expect("colons are left out")
}

fn find(path: &OsString, program: &str) -> Option<PathBuf> {
    env::split_paths(path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// The version of a tool, when it is there.
pub fn version(root: &Path, program: &str) -> Option<String> {
    output(command(root, program).arg("--version")).and_then(|text| version_in(&text))
}

/// The first word that begins with a digit: `geckodriver 0.37.1 (…)` is 0.37.1.
fn version_in(text: &str) -> Option<String> {
    text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned)
}

/// The version of a package in Cargo.lock.
fn locked_version(lock: &str, package: &str) -> Result<String, String> {
    let (_, rest) = lock
        .split_once(&format!("name = \"{package}\"\nversion = \""))
        .ok_or(format!("Cargo.lock has no {package}"))?;
    Ok(rest.split('"').next().unwrap_or_default().to_owned())
}

fn target() -> Result<(), String> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"])).ok_or("rustc cannot be run")?;
    if Path::new(&sysroot).join("lib/rustlib").join(WASM).join("lib").is_dir() {
        return Ok(());
    }
    say(&format!("installing the Rust target {WASM}"));
    run(Command::new("rustup").args(["target", "add", WASM]))
        .map_err(|e| format!("{e}. The Rust target {WASM} is needed: `rustup target add {WASM}`, or your system's package for it"))
}

/// The source of the standard library, which is built small with the page.
fn library_source() -> Result<(), String> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"])).ok_or("rustc cannot be run")?;
    if Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.lock").is_file() {
        return Ok(());
    }
    say("installing rust-src");
    run(Command::new("rustup").args(["component", "add", "rust-src"])).map_err(|e| {
        format!("{e}. The source of the standard library is needed: `rustup component add rust-src`")
    })
}

fn component(root: &Path, subcommand: &str, component: &str) -> Result<(), String> {
    if output(command(root, "cargo").args([subcommand, "--version"])).is_some() {
        return Ok(());
    }
    say(&format!("installing {component}"));
    run(Command::new("rustup").args(["component", "add", component]))
        .map_err(|e| format!("{e}. {component} is needed: `rustup component add {component}`"))
}

/// A tool from the crate registry. It goes where cargo puts tools; when another version stands there, that one is left
/// alone and ours goes below `target/`.
fn crate_tool(root: &Path, program: &str, wanted: &str, locked: bool, takes: &str) -> Result<(), String> {
    let found = version(root, program);
    if found.as_deref() == Some(wanted) {
        return Ok(());
    }
    let package = if program == "wasm-bindgen" { "wasm-bindgen-cli" } else { program };
    say(&match &found {
        Some(other) => {
            format!("installing {package} {wanted} below target/ ({other} on PATH stays); this takes {takes}")
        }
        None => format!("installing {package} {wanted}; this takes {takes}"),
    });
    let mut install = command(root, "cargo");
    install.args(["install", package, "--version", wanted]);
    if locked {
        install.arg("--locked");
    }
    if found.is_some() {
        install.args(["--force", "--root"]).arg(root.join("target/tools"));
    }
    run(&mut install)?;
    match version(root, program) {
        Some(now) if now == wanted => Ok(()),
        now => Err(format!(
            "expected {program} {wanted} after installing it, found {}",
            now.unwrap_or("none".to_owned())
        )),
    }
}

/// Installs what package-lock.json pins.
fn npm(root: &Path, wanted: &str) -> Result<(), String> {
    say(&format!("installing {wanted} (npm, into src/xtask/npm/node_modules)"));
    run(command(root, "npm").current_dir(root.join("src/xtask/npm")).args(["ci", "--ignore-scripts"]))
}

fn npm_package(root: &Path, name: &str) -> Result<(), String> {
    let there = root.join("src/xtask/npm/node_modules").join(name).join("package.json").is_file();
    if there { Ok(()) } else { npm(root, name) }
}

fn wasm_opt(root: &Path) -> Result<(), String> {
    if version(root, "wasm-opt").as_deref() == Some(BINARYEN) {
        return Ok(());
    }
    npm(root, &format!("wasm-opt {BINARYEN}, of binaryen"))?;
    match version(root, "wasm-opt") {
        Some(now) if now == BINARYEN => Ok(()),
        now => Err(format!(
            "expected wasm-opt {BINARYEN} after installing it, found {}",
            now.unwrap_or("none".to_owned())
        )),
    }
}

/// Programs that the system's packages give, each with the names it may have and the Debian package.
fn system_tools(root: &Path, tools: &[(&[&str], &str)]) -> Result<(), String> {
    let path = search_path(root);
    let missing = |&&(names, _): &&(&[&str], &str)| !names.iter().any(|name| find(&path, name).is_some());
    let packages: Vec<&str> = tools.iter().filter(missing).map(|(_, package)| *package).collect();
    if packages.is_empty() {
        return Ok(());
    }
    let list = packages.join(" ");
    let advice =
        format!("install it yourself, then run this again; on Debian: `sudo apt-get install {list}`");
    let Some(apt) = find(&path, "apt-get") else {
        return Err(format!("{list} is missing, and there is no apt-get here to install it: {advice}"));
    };
    let root_user = output(Command::new("id").arg("-u")).as_deref() == Some("0");
    let sudo = !root_user && output(Command::new("sudo").args(["-n", "true"])).is_some();
    if !root_user && !sudo {
        return Err(format!("{list} is missing, and installing it needs root: {advice}"));
    }
    say(&format!("installing {list} (apt-get)"));
    let apt_get = |arguments: &[&str]| {
        let mut command = if sudo { Command::new("sudo") } else { Command::new(&apt) };
        if sudo {
            command.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive"]).arg(&apt);
        }
        command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments);
        run(&mut command)
    };
    // An old list may do; a missing package then says so.
    let _ = apt_get(&["update", "-q"]);
    let install: Vec<&str> =
        ["install", "-y", "-q", "--no-install-recommends"].into_iter().chain(packages).collect();
    apt_get(&install).map_err(|e| format!("{e}. {list} is missing: {advice}"))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_version_is_read_from_what_each_tool_prints() {
        for (text, version) in [
            ("trunk 0.21.14", "0.21.14"),
            ("wasm-bindgen 0.2.130", "0.2.130"),
            ("geckodriver 0.37.1 (1234567 2026-01-01)", "0.37.1"),
            ("wasm-opt version 132 (version_132)", "132"),
        ] {
            assert_eq!(version_in(text).as_deref(), Some(version));
        }
        assert_eq!(version_in("command not found"), None);
    }

    #[test]
    fn the_glue_has_the_version_of_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").unwrap(), "0.2.130");
        assert_eq!(locked_version(lock, "leptos").unwrap_err(), "Cargo.lock has no leptos");
    }

    #[test]
    fn a_tool_below_target_comes_before_the_one_on_path() {
        let root = env::temp_dir().join(format!("inzage-tools-{}", std::process::id()));
        let bin = root.join("target/tools/bin");
        fs::create_dir_all(&bin).unwrap();
        assert_eq!(version(&root, "no-such-tool"), None);
        let tool = bin.join("cargo");
        fs::write(&tool, "#!/bin/sh\necho cargo 0.0.1\n").unwrap();
        fs::set_permissions(&tool, fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(version(&root, "cargo").as_deref(), Some("0.0.1"));
        fs::remove_dir_all(root).unwrap();
    }
}

//! Whether a second build of the same files, in another folder with a target folder of its own, gives the same bytes.

use crate::{say, tools};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The other folder. It stays, so that the next time only what changed is compiled.
const OTHER: &str = "target/again/elsewhere";

/// Builds there and compares with `dist/`.
///
/// # Errors
/// A sentence that names the files that differ.
pub fn run(root: &Path) -> Result<(), String> {
    let other = root.join(OTHER);
    copy(root, &other)?;
    say(&format!("building a second time, in {OTHER}"));
    let build = ["run", "--quiet", "--package", "xtask", "--", "build"];
    let target = other.join("target");
    tools::run(
        tools::command(root, "cargo").args(build).current_dir(&other).env("CARGO_TARGET_DIR", target),
    )?;
    let (first, second) = (root.join("dist"), other.join("dist"));
    let files: BTreeSet<PathBuf> = [&first, &second]
        .into_iter()
        .map(|dist| below(dist, dist))
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .flatten()
        .collect();
    let differ = |file: &&PathBuf| fs::read(first.join(file)).ok() != fs::read(second.join(file)).ok();
    let differing: Vec<String> = files.iter().filter(differ).map(|file| file.display().to_string()).collect();
    if differing.is_empty() {
        println!("{} files, the same bytes in both builds", files.len());
        return Ok(());
    }
    Err(format!(
        "{} of {} files differ between two builds: {}",
        differing.len(),
        files.len(),
        differing.join(", ")
    ))
}

/// The checkout as it is now, with what is not committed yet, and its history.
fn copy(root: &Path, other: &Path) -> Result<(), String> {
    let git = |folder: &Path, arguments: &[&str]| {
        tools::output(tools::command(root, "git").current_dir(folder).args(arguments)).ok_or(format!(
            "`git {}` failed in {}",
            arguments.join(" "),
            folder.display()
        ))
    };
    let commit = git(root, &["rev-parse", "HEAD"])?;
    if !other.join(".git").is_dir() {
        let (from, to) = (root.display().to_string(), other.display().to_string());
        git(root, &["clone", "--quiet", "--no-checkout", &from, &to])?;
    }
    git(other, &["fetch", "--quiet", "origin"])?;
    git(other, &["reset", "--quiet", "--hard", &commit])?;
    git(other, &["clean", "--quiet", "-d", "--force"])?;
    // Between NULs names stand as they are. What was deleted is modified too.
    let changed = git(root, &["ls-files", "-z", "--modified", "--others", "--exclude-standard"])?;
    for name in changed.split('\0').filter(|name| !name.is_empty()) {
        let (from, to) = (root.join(name), other.join(name));
        let done = if from.is_file() {
            fs::create_dir_all(to.parent().unwrap_or(other)).and_then(|()| fs::copy(&from, &to).map(|_| ()))
        } else {
            fs::remove_file(&to)
        };
        done.map_err(|e| format!("{}: {e}", to.display()))?;
    }
    Ok(())
}

/// Every file below a folder, relative to `root`.
fn below(root: &Path, folder: &Path) -> Result<Vec<PathBuf>, String> {
    let fail = |e: std::io::Error| format!("{}: {e}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        if path.is_dir() {
            files.extend(below(root, &path)?);
        } else {
            files.push(path.strip_prefix(root).unwrap_or(&path).to_owned());
        }
    }
    Ok(files)
}

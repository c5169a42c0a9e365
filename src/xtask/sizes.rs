//! How much a reader loads, and that it stays within the budget.

use crate::{say, tools};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Bytes of all that a browser asks for on the first visit, together with brotli -q 11 (the corpus is in the wasm): about
/// two seconds on a slow mobile line (400 kbit/s).
const PAGE: usize = 140_000;
/// The same of the tools, which are fetched when somebody asks for one.
const TOOLS: usize = 400_000;
/// Bytes of embed.js as it is: other people's pages load it.
const LOADER: usize = 2_000;

/// Node has the reference brotli built in; quality 11 is its default, like the command's.
const MEASURE: &str = "const z = require('zlib'), f = require('fs'); \
    for (const p of process.argv.slice(1)) console.log(z.brotliCompressSync(f.readFileSync(p)).length)";

/// Whether a file grows with the dossier, as it may: the documents of a large one, what only those load who read
/// without script, and the page in one file for those who take it along.
fn of_dossier(name: &str) -> bool {
    name.ends_with(".bin") || name == "inzage.html"
}

/// Whether a browser asks for it on the first visit.
fn of_page(name: &str) -> bool {
    let ours =
        [".wasm", ".js", ".css", ".html", ".svg", ".webmanifest"].iter().any(|end| name.ends_with(end));
    ours && !name.starts_with("tools-") && name != "embed.js" && !of_dossier(name)
}

struct File {
    name: String,
    raw: usize,
    brotli: usize,
}

/// Prints the table of sizes of `dist/`.
///
/// # Errors
/// A sentence, when a budget is exceeded.
pub fn report(root: &Path) -> Result<(), String> {
    say("sizes in bytes");
    let dist = root.join("dist");
    let (files, tools) =
        (measure(root, &dist, &of_page)?, measure(root, &dist, &|name| name.starts_with("tools-"))?);
    println!("{:>9} {:>9}  file", "raw", "brotli");
    for (files, of) in [(&files, format!("together, of {PAGE}")), (&tools, format!("the tools, of {TOOLS}"))]
    {
        for file in files {
            println!("{:>9} {:>9}  {}", file.raw, file.brotli, file.name);
        }
        println!("{:>9} {:>9}  {of}", "", sum(files));
    }
    let loader = fs::metadata(dist.join("embed.js")).map_or(0, |m| m.len() as usize);
    println!("{loader:>9} {:>9}  embed.js, of {LOADER}, for other people’s pages", "");
    for entry in fs::read_dir(&dist).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(raw) = entry.metadata().ok().map(|m| m.len()).filter(|_| of_dossier(&name)) {
            println!("{raw:>9} {:>9}  {name}, besides", "");
        }
    }
    within_budget(&files, &tools, loader)
}

/// Bytes of files together, compressed.
fn sum(files: &[File]) -> usize {
    files.iter().map(|file| file.brotli).sum()
}

fn measure(root: &Path, dist: &Path, wanted: &dyn Fn(&str) -> bool) -> Result<Vec<File>, String> {
    let fail = |e: std::io::Error| format!("{}: {e}", dist.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(dist).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_file() && wanted(&name) {
            names.push(name);
        }
    }
    names.sort();
    let paths: Vec<PathBuf> = names.iter().map(|name| dist.join(name)).collect();
    names
        .into_iter()
        .zip(compressed(root, &paths)?)
        .map(|(name, brotli)| {
            let raw = fs::metadata(dist.join(&name)).map_err(fail)?.len() as usize;
            Ok(File { name, raw, brotli })
        })
        .collect()
}

/// Bytes of each file with brotli.
pub fn compressed(root: &Path, files: &[PathBuf]) -> Result<Vec<usize>, String> {
    let measured = tools::output(tools::command(root, "node").args(["-e", MEASURE, "--"]).args(files))
        .ok_or("node cannot measure the files")?;
    let size = |line: &str| line.parse().map_err(|_| format!("expected a size, node printed `{line}`"));
    measured.lines().map(size).collect()
}

fn within_budget(files: &[File], tools: &[File], loader: usize) -> Result<(), String> {
    if !files.iter().any(|file| file.name.ends_with(".wasm")) {
        return Err("no wasm in dist/: the page was not built".to_owned());
    }
    for (what, files, most) in [("the page is", files, PAGE), ("the tools are", tools, TOOLS)] {
        let total = sum(files);
        if total > most {
            let more = total - most;
            return Err(format!(
                "{what} {total} bytes with brotli -q 11, {more} more than the {most} allowed"
            ));
        }
    }
    match loader {
        0 => Err("no embed.js in dist/".to_owned()),
        LOADER.. => Err(format!("embed.js is {loader} bytes; it has to stay below {LOADER}")),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str, brotli: usize) -> Vec<File> {
        vec![File { name: name.to_owned(), raw: 0, brotli }]
    }

    #[test]
    fn a_page_over_budget_is_refused_and_one_at_the_limit_is_not() {
        let page = |bytes| one("app.wasm", bytes);
        assert_eq!(within_budget(&page(PAGE), &page(TOOLS), LOADER - 1), Ok(()));
        assert!(within_budget(&page(PAGE + 1), &[], 1).unwrap_err().contains("page is 140001"));
        assert!(within_budget(&page(1), &page(TOOLS + 1), 1).unwrap_err().contains("1 more than"));
        assert!(within_budget(&page(1), &[], LOADER).unwrap_err().contains("embed.js"));
        assert!(within_budget(&page(1), &[], 0).is_err());
        assert!(within_budget(&[], &[], 1).is_err());
    }

    #[test]
    fn the_first_visit_asks_for_no_tools() {
        for (name, asked) in [
            ("app-1.wasm", true),
            ("icon.svg", true),
            ("tools-1.wasm", false),
            ("embed.js", false),
            ("corpus-1.bin", false),
        ] {
            assert_eq!(of_page(name), asked, "{name}");
        }
    }
}

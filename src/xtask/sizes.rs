//! How much a reader loads, and that it stays within the budget.

use crate::{say, tools};
use std::{fs, path::Path};

/// Bytes of wasm (the corpus is in it), JS, CSS and HTML together with brotli -q 11: about two seconds on a slow
/// mobile line (400 kbit/s).
const PAGE: usize = 140_000;
/// Bytes of embed.js as it is: other people's pages load it.
const LOADER: usize = 2_000;

/// Node has the reference brotli built in; quality 11 is its default, like the command's.
const MEASURE: &str = "const z = require('zlib'), f = require('fs'); \
    for (const p of process.argv.slice(1)) console.log(z.brotliCompressSync(f.readFileSync(p)).length)";

/// Whether a file grows with the dossier, as it may: the documents of a large one, and what only those load who read
/// without script.
fn of_dossier(name: &str) -> bool {
    name.ends_with(".bin") || name == "documenten.html"
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
    let files = measure(root, &root.join("dist"))?;
    println!("{:>9} {:>9}  file", "raw", "brotli");
    for file in &files {
        println!("{:>9} {:>9}  {}", file.raw, file.brotli, file.name);
    }
    let total: usize = files.iter().map(|file| file.brotli).sum();
    println!("{:>9} {total:>9}  together, of {PAGE}", "");
    for entry in fs::read_dir(root.join("dist")).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(raw) = entry.metadata().ok().map(|m| m.len()).filter(|_| of_dossier(&name)) {
            println!("{raw:>9} {:>9}  {name}, besides", "");
        }
    }
    within_budget(&files)
}

fn measure(root: &Path, dist: &Path) -> Result<Vec<File>, String> {
    let fail = |e: std::io::Error| format!("{}: {e}", dist.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(dist).map_err(fail)? {
        let name = entry.map_err(fail)?.file_name().to_string_lossy().into_owned();
        let page = [".wasm", ".js", ".css", ".html"].iter().any(|ending| name.ends_with(ending));
        if page && !of_dossier(&name) {
            names.push(name);
        }
    }
    names.sort();
    let paths = names.iter().map(|name| dist.join(name));
    let measured = tools::output(tools::command(root, "node").args(["-e", MEASURE, "--"]).args(paths))
        .ok_or("node cannot measure the files")?;
    let sizes = measured
        .lines()
        .map(|line| line.parse().map_err(|_| format!("expected a size, node printed `{line}`")));
    names
        .into_iter()
        .zip(sizes)
        .map(|(name, brotli)| {
            let raw = fs::metadata(dist.join(&name)).map_err(fail)?.len() as usize;
            Ok(File { name, raw, brotli: brotli? })
        })
        .collect()
}

fn within_budget(files: &[File]) -> Result<(), String> {
    let total: usize = files.iter().map(|file| file.brotli).sum();
    if !files.iter().any(|file| file.name.ends_with(".wasm")) {
        return Err("no wasm in dist/: the page was not built".to_owned());
    }
    if total > PAGE {
        return Err(format!(
            "the page is {total} bytes with brotli -q 11, {} more than the {PAGE} allowed",
            total - PAGE
        ));
    }
    match files.iter().find(|file| file.name == "embed.js") {
        None => Err("no embed.js in dist/".to_owned()),
        Some(loader) if loader.raw >= LOADER => {
            Err(format!("embed.js is {} bytes; it has to stay below {LOADER}", loader.raw))
        }
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(wasm: usize, loader: usize) -> Vec<File> {
        vec![
            File { name: "app.wasm".to_owned(), raw: 0, brotli: wasm },
            File { name: "embed.js".to_owned(), raw: loader, brotli: 0 },
        ]
    }

    #[test]
    fn a_page_over_budget_is_refused_and_one_at_the_limit_is_not() {
        assert_eq!(within_budget(&page(PAGE, LOADER - 1)), Ok(()));
        assert!(within_budget(&page(PAGE + 1, 1)).unwrap_err().contains("1 more than"));
        assert!(within_budget(&page(1, LOADER)).unwrap_err().contains("embed.js"));
        assert!(within_budget(&[]).is_err());
    }
}

//! `cargo xtask bench`: the search beside other libraries, on made-up Dutch dossiers; writes `benches/RESULTS.md`.

use crate::{page, say, slim, tools};
use std::{fs, path::Path, process::Stdio};

/// Numbers of documents that are measured where none are asked for.
const SIZES: &str = "5,1000,10000,100000";

/// Builds the engine and the dossiers, installs the other libraries, and runs `benches/peers/run.mjs`. `more` goes to it:
/// `--sizes 5,1000`, `--only ours,minisearch`, `--keep` (what was measured of other sizes), `--no-browser`.
///
/// # Errors
/// A sentence, when a step fails.
pub fn run(root: &Path, more: &[&str]) -> Result<(), String> {
    tools::for_build(root)?;
    say("building the engine, as the page has it");
    let build = ["build", "--profile", "page", "--package", "engine", "--target", "wasm32-unknown-unknown"];
    tools::run(tools::command(root, "cargo").args(build).envs(page::environment(root)?))?;
    tools::run(tools::command(root, "cargo").args(["build", "--release", "--package", "bench"]))?;
    let target = root.join("target");
    for (kind, folder) in [("nodejs", "engine-node"), ("web", "engine-web")] {
        let wasm = target.join("wasm32-unknown-unknown/page/engine.wasm");
        let bindgen = ["--target", kind, "--out-name", "engine", "--out-dir"];
        let out = target.join("bench").join(folder);
        tools::run(tools::command(root, "wasm-bindgen").args(bindgen).arg(&out).arg(wasm))?;
        slim::optimise(root, &out.join("engine_bg.wasm"), &[])?;
    }

    say("making the dossiers");
    let data = target.join("bench/data");
    fs::create_dir_all(&data).map_err(|e| format!("{}: {e}", data.display()))?;
    let bench = target.join("release/bench").display().to_string();
    let asked = more.iter().position(|word| *word == "--sizes").and_then(|at| more.get(at + 1));
    for count in asked.unwrap_or(&SIZES).split(',') {
        let lines = data.join(format!("docs-{count}.jsonl"));
        let file = fs::File::create(&lines).map_err(|e| format!("{}: {e}", lines.display()))?;
        tools::run(tools::command(root, &bench).args(["lines", count]).stdout(Stdio::from(file)))?;
        tools::run(tools::command(root, &bench).arg("ours").arg(&data).arg(count))?;
    }
    let peers = root.join("benches/peers");
    tools::run(tools::command(root, &bench).arg("cases").arg(&data).arg(peers.join("cases.jsonl")))?;

    say("measuring (half an hour and more)");
    tools::run(
        tools::command(root, "npm")
            .args(["install", "--no-save", "--no-fund", "--no-audit"])
            .current_dir(&peers),
    )?;
    let results = root.join("benches/RESULTS.md");
    tools::run(
        tools::command(root, "node")
            .arg(peers.join("run.mjs"))
            .arg("--data")
            .arg(&data)
            .arg("--out")
            .arg(results)
            .args(more),
    )
}

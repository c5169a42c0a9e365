//! What Lighthouse says of the page on a phone: the median of several runs.

use super::alone;
use e2e::harness::{Browser, Limit, SUB_PATH, Server, dist};
use serde_json::Value;
use std::{
    path::Path,
    process::{Command, Stdio},
};

/// Of each kind.
const SCORE: f64 = 100.0;
/// Points below that.
const SHORT: Limit = Limit::reached(0.0);
/// The same of speed: a document and an embed wait for the program.
const SLOW: Limit = Limit::not_yet(0.0, 5.0);
const RUNS: usize = 5;

/// What is asked, and its address below the page's folder. Search engines are not led to a frame of another site.
const PAGES: [(&str, &str); 4] = [
    ("the explorer", ""),
    ("a document", "#doc=beslisnota-2024-09-30"),
    ("a static page", "documenten/beslisnota-2024-09-30/index.html"),
    ("an embed", "#ministerie=BZK&embed"),
];
const KINDS: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

#[test]
fn lighthouse_gives_a_hundred() {
    let _alone = alone();
    // As hosts do.
    let server = Server::compressing(&dist());
    let mut kept = true;
    for (what, address) in PAGES {
        let runs: Vec<[f64; 4]> =
            (0..RUNS).map(|_| scores(&format!("{}{SUB_PATH}{address}", server.origin()), what)).collect();
        for (n, kind) in KINDS.into_iter().enumerate() {
            let mut all: Vec<f64> = runs.iter().map(|run| run[n]).collect();
            all.sort_by(f64::total_cmp);
            let limit = if kind == "performance" { SLOW } else { SHORT };
            let name = format!("Lighthouse, {what}, {kind}, short of {SCORE}");
            kept &= limit.keeps(&name, SCORE - all[RUNS / 2], "points");
        }
    }
    assert!(kept, "a score is not {SCORE}");
}

/// One run: the score of each kind. What costs points is printed.
fn scores(address: &str, what: &str) -> [f64; 4] {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/xtask/npm/node_modules/.bin/lighthouse");
    let output = Command::new(&program)
        .arg(address)
        .args(["--output=json", "--output-path=stdout", "--quiet", "--no-enable-error-reporting"])
        .arg(format!("--only-categories={}", KINDS.join(",")))
        .arg("--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu")
        .env("CHROME_PATH", Browser::Chromium.program())
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    let said = String::from_utf8_lossy(&output.stderr);
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("Lighthouse gave no report of {address}: {error}; {said}"));
    KINDS.map(|kind| {
        let category = &report["categories"][kind];
        for part in category["auditRefs"].as_array().into_iter().flatten() {
            let audit = &report["audits"][part["id"].as_str().unwrap_or_default()];
            let short =
                part["weight"].as_f64() > Some(0.0) && audit["score"].as_f64().is_some_and(|s| s < 1.0);
            if short {
                println!("  {what}, {kind}: {} {} {}", audit["id"], audit["score"], audit["displayValue"]);
            }
        }
        (category["score"].as_f64().unwrap_or_default() * 100.0).round()
    })
}

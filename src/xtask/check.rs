//! `cargo xtask test`: every check, with the time it took, and a summary.

use crate::{again, crates, page, say, sizes, tools};
use std::{path::Path, thread, time::Instant};

/// Runs every check, the later ones also when an earlier one failed, unless they need what it makes.
pub fn run(root: &Path) -> Result<(), String> {
    let mut steps = Steps::default();
    if steps.step("tools", || tools::for_build(root).and_then(|()| tools::for_test(root))) {
        steps.step("format", || cargo(root, &["fmt", "--all", "--check"]));
        steps.step("lints", || {
            cargo(root, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
        });
        steps.step("lints of the page", || {
            cargo(
                root,
                &[
                    "clippy",
                    "--package",
                    "app",
                    "--package",
                    "tools",
                    "--target",
                    "wasm32-unknown-unknown",
                    "--",
                    "-D",
                    "warnings",
                ],
            )
        });
        steps.step("docs", || {
            let doc = ["doc", "--workspace", "--no-deps", "--document-private-items", "--quiet"];
            tools::run(tools::command(root, "cargo").args(doc).env("RUSTDOCFLAGS", "-D warnings"))
        });
        steps.step("licences, sources, duplicates", || {
            cargo(root, &["deny", "--locked", "check", "licenses", "bans", "sources"])
        });
        steps.step("unit tests", || cargo(root, &["test", "--quiet", "--workspace", "--exclude", "e2e"]));
        if steps.step("page", || page::build(root)) {
            steps.step("sizes", || sizes::report(root));
            // Optimising takes one processor, and browsers wait more than they work.
            let (builds, tests) = thread::scope(|scope| {
                let builds = scope.spawn(|| {
                    let table = timed("the table of sizes", || crates::check(root));
                    [table, timed("the same bytes again", || again::run(root))]
                });
                // Golden files, invariants, and the page in Chromium and Firefox. Figures are shown beside their limits.
                let tests = timed("end to end", || {
                    let how = ["--", "--test-threads=3", "--show-output"];
                    let test = ["test", "--package", "e2e", "--no-fail-fast"].into_iter().chain(how);
                    tools::run(tools::command(root, "cargo").args(test).env("INZAGE_DIST", root.join("dist")))
                });
                (builds.join().expect("it does not panic"), tests)
            });
            steps.done.extend(builds);
            steps.done.push(tests);
        }
    }
    steps.summary()
}

fn cargo(root: &Path, arguments: &[&str]) -> Result<(), String> {
    tools::run(tools::command(root, "cargo").args(arguments))
}

/// Name, seconds, and what went wrong.
type Done = (&'static str, u64, Option<String>);

fn timed(name: &'static str, work: impl FnOnce() -> Result<(), String>) -> Done {
    say(name);
    let start = Instant::now();
    let error = work().err();
    if let Some(error) = &error {
        eprintln!("error: {error}");
    }
    (name, start.elapsed().as_secs(), error)
}

#[derive(Default)]
struct Steps {
    done: Vec<Done>,
}

impl Steps {
    fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<(), String>) -> bool {
        self.done.push(timed(name, work));
        self.done.last().is_some_and(|(.., error)| error.is_none())
    }

    fn summary(self) -> Result<(), String> {
        say("summary");
        let mut failed = Vec::new();
        for (name, seconds, error) in self.done {
            eprintln!("  {} {name} ({seconds} s)", if error.is_none() { "ok    " } else { "FAILED" });
            if error.is_some() {
                failed.push(name);
            }
        }
        if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failed_step_fails_the_whole_and_is_named() {
        let mut steps = Steps::default();
        assert!(steps.step("first", || Ok(())));
        assert!(!steps.step("second", || Err("broken".to_owned())));
        assert!(steps.step("third", || Ok(())));
        assert_eq!(steps.summary(), Err("failed: second".to_owned()));
        assert_eq!(Steps::default().summary(), Ok(()));
    }
}

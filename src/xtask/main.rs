//! `cargo xtask serve | test | build | bench | sizes | pictures`: everything a newcomer or CI runs.
//!
//! Needs only cargo: what else is missing gets installed on the way, with a line that says so.
//! Knows no other crate of the workspace; it runs cargo, Trunk and the `inzage` command, and has no dependencies, so
//! that it is there in a second.

mod again;
mod bench;
mod check;
mod crates;
mod page;
mod pictures;
mod serve;
mod sizes;
mod slim;
mod symbol;
mod tools;

use std::{
    env,
    path::{Path, PathBuf},
    process::ExitCode,
};

const HELP: &str = "\
cargo xtask serve [PORT]  build the page and serve it on this machine (8080, or the next free port)
cargo xtask test          every check: format, lints, unit tests, the page in Chromium and Firefox, sizes
cargo xtask build         build the release page into dist/
cargo xtask bench         measure the search beside other libraries, into benches/RESULTS.md
                          (--sizes 5,1000 --only ours,minisearch --keep --no-browser)
cargo xtask sizes [N]     what of the page's program is from which crate, into docs/sizes.md; prints N functions
cargo xtask pictures      the pictures of README, into tests/screenshots/

Each installs what it needs and is not there.";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = root();
    let done = match arguments[..] {
        ["serve"] => serve::run(&root, None),
        ["serve", port] => match port.parse() {
            Ok(port) => serve::run(&root, Some(port)),
            Err(_) => Err(format!("expected a port number, found `{port}`")),
        },
        ["test"] => check::run(&root),
        ["bench", ref more @ ..] => bench::run(&root, more),
        ["sizes"] => crates::run(&root, 0),
        ["sizes", most] => match most.parse() {
            Ok(most) => crates::run(&root, most),
            Err(_) => Err(format!("expected a number of functions, found `{most}`")),
        },
        ["pictures"] => pictures::run(&root),
        ["build"] => page::build(&root).and_then(|()| sizes::report(&root)),
        ["help" | "--help" | "-h"] | [] => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(format!("unknown command `{}`\n\n{HELP}", arguments.join(" "))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nerror: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The checkout: cargo tells at run time where this package lies; a shared target folder makes the one of compile
/// time wrong.
fn root() -> PathBuf {
    let package = env::var("CARGO_MANIFEST_DIR").unwrap_or(env!("CARGO_MANIFEST_DIR").to_owned());
    let root = Path::new(&package).ancestors().nth(2).expect("this package lies in src/xtask");
    root.to_owned()
}

/// Says what happens next.
fn say(what: &str) {
    eprintln!("\n▸ {what}");
}

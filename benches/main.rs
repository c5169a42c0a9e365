//! `bench texts FOLDER COUNT`: a dossier of COUNT made-up letters as text files.
//! `bench lines COUNT`: the same documents as JSON, one on each line, for other search libraries.

use bench::{MINISTRIES, Paper, papers};
use serde_json::json;
use std::{fs, io::Write, path::Path, process::ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["texts", folder, count] => count.parse().map_err(|_| count.into()).and_then(|n| texts(folder, n)),
        ["lines", count] => count.parse().map_err(|_| count.into()).and_then(lines),
        _ => Err("usage: bench texts FOLDER COUNT | bench lines COUNT".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn texts(folder: &str, count: usize) -> Result<(), String> {
    let fail = |e: std::io::Error| format!("{folder}: {e}");
    fs::create_dir_all(folder).map_err(fail)?;
    for (number, paper) in papers().take(count).enumerate() {
        fs::write(Path::new(folder).join(format!("{number:06}.txt")), paper.source()).map_err(fail)?;
    }
    Ok(())
}

fn lines(count: usize) -> Result<(), String> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (number, paper) in papers().take(count).enumerate() {
        writeln!(out, "{}", line(number, &paper)).map_err(|e| e.to_string())?;
    }
    out.flush().map_err(|e| e.to_string())
}

fn line(number: usize, paper: &Paper) -> serde_json::Value {
    let texts = |heading| {
        let of = paper.paragraphs.iter().filter(move |p| p.heading == heading);
        of.map(|p| p.text.as_str()).collect::<Vec<_>>()
    };
    let mut issues: Vec<usize> = paper.paragraphs.iter().flat_map(|p| p.issues.clone()).collect();
    issues.sort_unstable();
    issues.dedup();
    json!({
        "id": number,
        "title": paper.title,
        "headings": texts(true).join("\n"),
        "body": texts(false).join("\n"),
        "date": paper.day.to_string(),
        "kind": paper.kind.word(),
        "ministries": paper.ministries.iter().map(|m| MINISTRIES[*m].0).collect::<Vec<_>>(),
        "issues": issues.iter().map(|i| format!("i{i}")).collect::<Vec<_>>(),
    })
}

//! `bench texts FOLDER COUNT`: a dossier of COUNT made-up letters as text files.
//! `bench lines COUNT`: the same documents as JSON, one on each line, for other search libraries.
//! `bench ours FOLDER COUNT`: the same documents and their index, as the page takes them: `ours-COUNT.data`, `.index`.
//! `bench cases FOLDER FILE`: the same for documents that such a FILE of lines has: `ours-cases.data`, `.index`.
//! `bench time COUNT QUERY…`: how long queries take natively, in microseconds; a help while working on the search.

use bench::{MINISTRIES, Paper, Paragraph, compounds, corpus, kind, papers};
use search::{Index, Query};
use serde_json::json;
use std::{fs, io::Write, path::Path, process::ExitCode, time::Instant};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["texts", folder, count] => count.parse().map_err(|_| count.into()).and_then(|n| texts(folder, n)),
        ["lines", count] => count.parse().map_err(|_| count.into()).and_then(lines),
        ["ours", folder, count] => count
            .parse()
            .map_err(|_| count.into())
            .and_then(|n| ours(folder, count, papers().take(n).collect())),
        ["cases", folder, file] => read(file).and_then(|papers| ours(folder, "cases", papers)),
        ["time", count, ref queries @ ..] => {
            count.parse().map_err(|_| count.into()).map(|n| time(n, queries))
        }
        _ => Err("usage: bench texts|ours FOLDER COUNT, lines COUNT, cases FOLDER FILE, time COUNT QUERY…"
            .to_owned()),
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
        "headings": texts(true).join("\n\n"),
        "body": texts(false).join("\n\n"),
        "date": paper.day.to_string(),
        "kind": paper.kind.word(),
        "ministries": paper.ministries.iter().map(|m| MINISTRIES[*m].0).collect::<Vec<_>>(),
        "issues": issues.iter().map(|i| format!("i{i}")).collect::<Vec<_>>(),
    })
}

fn ours(folder: &str, name: &str, papers: Vec<Paper>) -> Result<(), String> {
    let write = |ending: &str, bytes: &[u8]| {
        let path = Path::new(folder).join(format!("ours-{name}.{ending}"));
        fs::write(&path, bytes).map_err(|e| format!("{}: {e}", path.display()))
    };
    fs::create_dir_all(folder).map_err(|e| format!("{folder}: {e}"))?;
    let data = (compounds(), papers);
    write("data", &postcard::to_allocvec(&data).map_err(|e| e.to_string())?)?;
    let corpus = corpus(data.1, data.0);
    write("index", &Index::new(&corpus, Vec::new()).bytes())
}

/// Documents from such lines as [`line`] writes.
fn read(file: &str) -> Result<Vec<Paper>, String> {
    let text = fs::read_to_string(file).map_err(|e| format!("{file}: {e}"))?;
    let paper = |(number, line): (usize, &str)| {
        let value: serde_json::Value =
            serde_json::from_str(line).map_err(|e| format!("{file}:{number}: {e}"))?;
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let values = |key: &str| {
            let values = value[key].as_array().into_iter().flatten().filter_map(|v| v.as_str());
            values.map(String::from).collect::<Vec<_>>()
        };
        let issues: Vec<usize> =
            values("issues").iter().filter_map(|i| i.strip_prefix('i')?.parse().ok()).collect();
        // A line may end within a paragraph.
        let texts = |key: &str, heading| {
            let texts =
                text(key).split("\n\n").filter(|t| !t.is_empty()).map(String::from).collect::<Vec<_>>();
            let issues = if heading { Vec::new() } else { issues.clone() };
            texts.into_iter().map(move |text| Paragraph { heading, text, issues: issues.clone() })
        };
        Ok(Paper {
            kind: kind(&text("kind")).ok_or(format!("{file}:{number}: expected a kind of document"))?,
            title: text("title"),
            day: text("date").parse().map_err(|_| format!("{file}:{number}: expected a date"))?,
            ministries: (0..MINISTRIES.len())
                .filter(|place| values("ministries").iter().any(|code| code == MINISTRIES[*place].0))
                .collect(),
            paragraphs: texts("headings", true).chain(texts("body", false)).collect(),
        })
    };
    text.lines().enumerate().map(|(i, line)| paper((i + 1, line))).collect()
}

fn time(count: usize, queries: &[&str]) {
    let corpus = corpus(papers().take(count), compounds());
    let start = Instant::now();
    let index = Index::new(&corpus, Vec::new());
    println!("built in {:?}", start.elapsed());
    let bytes = index.bytes();
    let start = Instant::now();
    let index = Index::read(&corpus, Vec::new(), &bytes).expect("its own bytes");
    println!("{} bytes, read in {:?}, {} bytes of memory", bytes.len(), start.elapsed(), index.memory());
    let start = Instant::now();
    index.warm();
    println!("warm in {:?}, {} bytes of memory", start.elapsed(), index.memory());
    for text in queries {
        let query = Query { text: (*text).into(), ..Query::default() };
        let mut times: Vec<_> = (0..50)
            .map(|_| {
                let start = Instant::now();
                let hits = index.hits(&query, 10);
                (start.elapsed().as_micros(), hits.count(), hits.by_form)
            })
            .collect();
        times.sort_unstable();
        println!("{text:30} {:?}", times[25]);
    }
}

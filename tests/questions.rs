//! The questions of `questions.md`: what readers ask, and what the search has to find in the five texts.

use model::{Corpus, tokens};
use search::{Form, Index, Query};
use std::ops::Range;

/// A row of the table.
struct Question {
    line: usize,
    query: String,
    documents: String,
    form: String,
    quotes: Vec<(String, String)>,
    never: Vec<String>,
}

fn questions() -> Vec<Question> {
    let text = include_str!("questions.md").replace("\\|", "\u{1}");
    let rows = text.lines().enumerate().filter(|(_, line)| line.starts_with("| `"));
    rows.map(|(line, row)| {
        let cells: Vec<String> =
            row.trim_matches('|').split('|').map(|cell| cell.trim().replace('\u{1}', "|")).collect();
        let [query, documents, form, quotes, never] = cells.as_slice() else {
            panic!("questions.md:{}: expected five cells, found {}", line + 1, cells.len());
        };
        let list = |cell: &str| -> Vec<String> {
            cell.split(" ; ").map(str::trim).filter(|part| *part != "-").map(String::from).collect()
        };
        let quote = |part: String| {
            let (document, quote) = part.split_once(": ").expect("a quotation has its document before it");
            (document.to_owned(), quote.to_owned())
        };
        Question {
            line: line + 1,
            query: query.trim_start_matches('`').trim_end_matches('`').to_owned(),
            documents: documents.clone(),
            form: form.clone(),
            quotes: list(quotes).into_iter().map(quote).collect(),
            never: list(never),
        }
    })
    .collect()
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Literal => "letterlijk",
        Form::Beginning => "begin",
        Form::Stem => "stam",
        Form::Compound => "samenstelling",
        Form::Alias => "alias",
        Form::Typo => "typefout",
    }
}

/// The text without its asterisks, and where they marked.
fn bold(text: &str) -> (String, Vec<Range<usize>>) {
    let mut plain = String::new();
    let mut marks = Vec::new();
    for (i, part) in text.split("**").enumerate() {
        if i % 2 == 1 {
            marks.push(plain.len()..plain.len() + part.len());
        }
        plain.push_str(part);
    }
    (plain, marks)
}

/// What is wrong with the answer to a question, if anything.
fn check(corpus: &Corpus, index: &Index, question: &Question) -> Vec<String> {
    let mut wrong = Vec::new();
    let query = Query { text: question.query.clone(), ..Query::default() };
    let hits = index.hits(&query, usize::MAX);
    let name = |document: usize| &corpus.documents[document].source.file[..3];
    let mut found: Vec<&str> = hits.documents.iter().map(|hit| name(hit.document)).collect();
    found.sort_unstable();
    let found = if found.is_empty() { "-".to_owned() } else { found.join(" ") };
    if found != question.documents {
        wrong.push(format!("finds {found}, expected {}", question.documents));
    }
    let best = hits.documents.iter().map(|hit| hit.form).min().map_or("-", form);
    if best != question.form && question.form != "-" {
        wrong.push(format!("by {best}, expected {}", question.form));
    }
    let passages: Vec<_> = hits
        .documents
        .iter()
        .map(|hit| (hit.document, index.passages(hit.document, &query, &hits)))
        .collect();
    for (document, quote) in &question.quotes {
        let (plain, marks) = bold(quote);
        let inside = |document: usize, hit: &search::PassageHit| {
            let text = &corpus.documents[document].passages[hit.passage].text;
            text.match_indices(&plain).any(|(at, _)| {
                let covered = |mark: &Range<usize>| {
                    hit.marks.iter().any(|(m, _)| m.start <= at + mark.start && at + mark.end <= m.end)
                };
                // Words of one run are one mark; single words that are marked one by one are several.
                marks.iter().all(|mark| {
                    covered(mark)
                        || tokens(&plain[mark.clone()]).iter().all(|word| {
                            covered(&(mark.start + word.place.start..mark.start + word.place.end))
                        })
                })
            })
        };
        let stands = passages
            .iter()
            .filter(|(number, _)| name(*number) == document)
            .any(|(number, passages)| passages.found.iter().any(|hit| inside(*number, hit)));
        if !stands {
            wrong.push(format!("does not quote {document}: {quote}"));
        }
    }
    for (number, passages) in &passages {
        let document = &corpus.documents[*number];
        let found = passages.found.iter().map(|hit| (&document.passages[hit.passage].text, &hit.marks));
        for (text, marks) in found.chain([(&document.title.value, &passages.title)]) {
            for (mark, _) in marks {
                for word in tokens(&text[mark.clone()]) {
                    if question.never.iter().any(|never| tokens(never).iter().any(|n| n.text == word.text)) {
                        wrong.push(format!("marks \"{}\" in {}", word.text, name(*number)));
                    }
                }
            }
        }
    }
    wrong.sort_unstable();
    wrong.dedup();
    wrong
}

#[test]
fn every_question_is_answered_as_the_table_says() {
    let corpus = corpus::load();
    let index = Index::new(corpus, (0..corpus.documents.len()).map(corpus::source).collect());
    let questions = questions();
    assert!(questions.len() >= 60, "{} questions", questions.len());
    let mut wrong = Vec::new();
    for question in &questions {
        let faults = check(corpus, &index, question).join("\n    ");
        if !faults.is_empty() {
            wrong.push(format!("questions.md:{}: {}\n    {faults}", question.line, question.query));
        }
    }
    assert!(wrong.is_empty(), "{} of {} questions:\n{}", wrong.len(), questions.len(), wrong.join("\n"));
}

//! What each of the five texts gives: golden files, read in review and never only regenerated.
//!
//! `INZAGE_BLESS=1 cargo test -p e2e --test golden` writes them anew. The other tests here are the spot checks that
//! a person worked out by hand; they do not follow the golden files.

use model::{Corpus, DateFact, Document, Reading, Span};
use search::{DateFit, Index, Query};
use std::{fmt::Write, fs, path::PathBuf};

/// Folder of the golden files.
fn golden() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden")
}

/// One document as text: each fact with its certainty, its rule and the words it quotes.
fn describe(document: &Document, source: &str) -> String {
    let quote = |evidence: &[Span]| -> String {
        let quotes: Vec<String> = evidence.iter().map(|s| format!("{:?}", s.quote(source))).collect();
        if quotes.is_empty() { "—".into() } else { quotes.join(" + ") }
    };
    let mut out = String::new();
    let mut line = |text: String| writeln!(out, "{text}").expect("a string takes all");
    line(format!("id          {}", document.id));
    line(format!(
        "kind        {} [{}] {}",
        document.kind.word(),
        document.kind_rule.word(),
        quote(&document.kind_evidence)
    ));
    let title = &document.title;
    line(format!(
        "title       {:?} {} [{}] {}",
        title.value,
        title.certainty.word(),
        title.rule.word(),
        quote(&title.evidence)
    ));
    match &document.date {
        Some(date) => {
            line(format!("date        {}", describe_date(date, &quote)));
            for step in &date.proof {
                let place = if step.document.is_empty() {
                    quote(&step.evidence)
                } else {
                    format!("in {}", step.document)
                };
                line(format!("  proof     {} [{}] {place}", step.gives, step.rule.word()));
            }
        }
        None => line("date        —".into()),
    }
    match &document.reference {
        Some(r) => line(format!(
            "reference   {:?} {} [{}] {}",
            r.value,
            r.certainty.word(),
            r.rule.word(),
            quote(&r.evidence)
        )),
        None => line("reference   —".into()),
    }
    for m in &document.ministries {
        let role = format!("{} {} {} [{}]", m.code, m.role.word(), m.certainty.word(), m.rule.word());
        line(format!("ministry    {role} {}", m.source.clone().unwrap_or_else(|| quote(&m.evidence))));
    }
    for s in &document.signatories {
        let office = s.office.as_deref().unwrap_or("—");
        line(format!(
            "signatory   {:?} {office:?} {:?} [{}] {}",
            s.name,
            s.ministry,
            s.rule.word(),
            quote(&s.evidence)
        ));
    }
    for s in &document.sections {
        line(format!("section     {} (level {}) {:?} {}", s.id, s.level, s.heading, quote(&s.evidence)));
    }
    for c in &document.citations {
        let end = c.url.as_deref().or(c.reason.as_deref()).unwrap_or("—");
        line(format!(
            "citation    {} {} {} {end} {}",
            c.kind.word(),
            c.identifiers.join(", "),
            c.resolution.word(),
            quote(&c.evidence)
        ));
    }
    for date in &document.dates {
        line(format!("mentions    {}", describe_date(date, &quote)));
    }
    for a in &document.actors {
        line(format!("actor       {} {} ×{}", a.kind.word(), a.name, a.evidence.len()));
    }
    for r in &document.repairs {
        line(format!("repair      {:?} → {:?} [{}]", r.written, r.read, r.rule.word()));
    }
    for p in &document.passages {
        line(format!(
            "\n{} {} {}",
            p.id,
            p.kind.word(),
            p.section.as_deref().map_or(String::new(), |s| format!("in {s}"))
        ));
        line(format!("  {}", p.text));
        for issue in &p.issues {
            let shown: Vec<String> =
                p.marks.iter().filter(|m| m.issue == *issue).map(|m| quote(&m.evidence)).collect();
            line(format!("  = {issue}: {}", shown.join(", ")));
        }
    }
    out
}

fn describe_date(date: &DateFact, quote: &dyn Fn(&[Span]) -> String) -> String {
    format!("{} {} [{}] {}", date.edtf, date.certainty.word(), date.rule.word(), quote(&date.evidence))
}

#[test]
fn the_five_texts_give_what_the_golden_files_say() {
    let corpus = corpus::load();
    let mut wrong = Vec::new();
    for (i, document) in corpus.documents.iter().enumerate() {
        let path = golden().join(format!("{}.txt", &document.source.file[..3]));
        let now = describe(document, corpus::source(i));
        if std::env::var_os("INZAGE_BLESS").is_some() {
            fs::write(&path, &now).unwrap();
        }
        let golden = fs::read_to_string(&path).unwrap_or_default();
        let differs = golden.lines().zip(now.lines()).find(|(a, b)| a != b);
        if golden != now {
            wrong.push(format!("{}: golden and now differ, first at {differs:#?}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn by_file<'a>(corpus: &'a Corpus, hits: &search::Hits) -> Vec<&'a str> {
    let mut files: Vec<&str> =
        hits.documents.iter().map(|h| &corpus.documents[h.document].source.file[..3]).collect();
    files.sort_unstable();
    files
}

fn query(change: impl FnOnce(&mut Query)) -> (Vec<&'static str>, usize, usize) {
    let corpus = corpus::load();
    let mut query = Query::default();
    change(&mut query);
    let hits = Index::new(corpus).hits(&query);
    let fits = |fit| hits.documents.iter().filter(|h| h.fit == fit).count();
    assert_eq!((hits.certain, hits.possible), (fits(DateFit::Certain), fits(DateFit::Possible)));
    (by_file(corpus, &hits), hits.certain, hits.possible)
}

#[test]
fn issues_stand_in_the_documents_that_a_reader_found_them_in() {
    for (issue, expected) in [
        ("client-side-scanning", vec!["000", "003", "004"]),
        ("end-to-end-encryptie", vec!["000", "002", "003", "004"]),
        ("vrijwillige-detectie", vec!["001", "002"]),
        ("nieuw-materiaal-en-grooming", vec!["000", "002"]),
        ("grondrechten-en-privacy", vec!["000", "002", "003", "004"]),
    ] {
        assert_eq!(query(|q| q.issues.push(issue.into())).0, expected, "{issue}");
    }
}

#[test]
fn the_interior_ministry_gives_the_two_papers_of_2025() {
    assert_eq!(query(|q| q.ministries.push("BZK".into())).0, ["001", "002"]);
    assert_eq!(query(|q| q.ministries.push("JenV".into())).0, ["000", "001", "002", "003", "004"]);
}

#[test]
fn dates_that_are_ranges_answer_certainly_or_possibly() {
    let between = |from: &str, to: &str| query(|q| (q.from, q.to) = (from.parse().ok(), to.parse().ok()));
    assert_eq!(between("2023-01-01", "2023-12-31"), (vec!["003", "004"], 2, 0));
    assert_eq!(between("2025-11-20", "2025-11-25"), (vec!["001", "002"], 0, 2));
}

#[test]
fn a_sentence_that_a_letterhead_cut_is_one_again() {
    let text = |file: &str, words: &str| {
        let document = corpus::load().documents.iter().find(|d| d.source.file.starts_with(file)).unwrap();
        document.passages.iter().any(|p| p.text.contains(words))
    };
    assert!(text(
        "000",
        "een brief te sturen over het kabinetsstandpunt over de CSAM-Verordening. Omdat dit standpunt"
    ));
    assert!(text("000", "die door Nederland gedurende het onderhandelingsproces naar voren zijn gebracht"));
    assert!(text("002", "dat niets in deze Verordening mag leiden tot of opgevat mag worden"));
    assert!(text("003", "is een zeer onwenselijk signaal"));
    assert!(text("004", "de Europese Verordening ter bestrijding en voorkoming van seksueel kindermisbruik"));
    for furniture in ["Turfmarkt", "Onze referentie", "Ons kenmerk", "Postbus", "Directoraat-Generaal"] {
        let all = corpus::load().documents.iter().flat_map(|d| &d.passages);
        assert!(all.into_iter().all(|p| !p.text.contains(furniture)), "{furniture}");
    }
}

#[test]
fn every_passage_reads_as_its_source_does() {
    let corpus = corpus::load();
    for (i, document) in corpus.documents.iter().enumerate() {
        for passage in &document.passages {
            let reading = Reading::of(corpus::source(i), &passage.evidence, &document.repairs);
            for word in ["ontraden", "Verordening", "AIVD"] {
                for (at, _) in passage.text.match_indices(word) {
                    let spans = reading.source_spans(corpus::source(i), at..at + word.len());
                    assert_eq!(
                        reading.place_of(spans[0]).unwrap().start,
                        at,
                        "{} {} {word}",
                        document.id,
                        passage.id
                    );
                }
            }
        }
    }
}

//! What each of the five texts gives: golden files, read in review and never only regenerated.
//!
//! `INZAGE_BLESS=1 cargo test -p e2e --test golden` writes them anew. The other tests here are the spot checks that
//! a person worked out by hand; they do not follow the golden files.

use model::{Certainty, Corpus, Reading};
use search::{DateFit, Index, Query};
use std::{fs, path::PathBuf};

/// Folder of the golden files.
fn golden() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden")
}

#[test]
fn the_five_texts_give_what_the_golden_files_say() {
    let corpus = corpus::load();
    let mut wrong = Vec::new();
    for (i, document) in corpus.documents.iter().enumerate() {
        let path = golden().join(format!("{}.txt", &document.source.file[..3]));
        let now = parse::explain(document, corpus::source(i));
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

/// The words, their EDTF value, and the rule.
type Day = (&'static str, &'static str, &'static str);

/// The 30 mentions of a day and a month in the five texts, in order: worked out by hand from the texts and facts about the
/// calendar, with the rule that has to prove each. One stays open: nothing in its letter proves the year.
const DAYS: [(&str, &[Day]); 5] = [
    (
        "000",
        &[
            ("30 september 2024", "2024-09-30", "date-label"),
            ("9 september jl.", "2024-09-09", "latest-before"),
            ("2 oktober", "2024-10-02", "year-in-sentence"),
            ("10/11 oktober 2024", "2024-10-10/2024-10-11", "full-date"),
            ("11 mei 2022", "2022-05-11", "full-date"),
            ("17 juni 2022", "2022-06-17", "full-date"),
            ("9 september jl.", "2024-09-09", "latest-before"),
            ("30 september 2024", "2024-09-30", "date-label"),
            ("6 september jl.", "2024-09-06", "latest-before"),
            ("11 september jl.", "2024-09-11", "latest-before"),
            ("30 september 2024", "2024-09-30", "date-label"),
            ("16 september jl.", "2024-09-16", "latest-before"),
            ("26 september jl.", "2024-09-26", "latest-before"),
            ("30 september 2024", "2024-09-30", "date-label"),
        ],
    ),
    (
        "001",
        &[
            ("14 november", "2025-11-14", "council-presidency"),
            ("woensdag 26 november", "2025-11-26", "weekday-proves"),
            ("19 november", "2025-11-19", "council-presidency"),
            ("woensdag 26 november", "2025-11-26", "weekday-proves"),
            ("a.s. woensdag 26 november", "2025-11-26", "weekday-proves"),
        ],
    ),
    (
        "002",
        &[
            ("24 november jl.", "2025-11-24", "dossier-event"),
            ("18 november", "2025-11-18", "dossier-event"),
            ("18 november jl.", "2025-11-18", "dossier-event"),
        ],
    ),
    (
        "003",
        &[
            ("20 april 2023", "2023-04-20", "date-label"),
            ("donderdag 20 april", "2023-04-20", "weekday-proves"),
            ("20 april 2023", "2023-04-20", "date-label"),
        ],
    ),
    (
        "004",
        &[
            ("8 mei 2023", "2023-05-08", "place-and-date"),
            ("20 april jl.", "2023-04-20", "latest-before"),
            ("5 juli\n2022", "2022-07-05", "full-date"),
            ("20 april", "2023-04-20", "same-day"),
            ("31 januari", "2023-01-31", "curated"),
        ],
    ),
];

#[test]
fn each_of_the_thirty_days_has_its_year_proved_or_curated_with_its_source_or_left_open() {
    let corpus = corpus::load();
    for (i, document) in corpus.documents.iter().enumerate() {
        let source = corpus::source(i);
        let (_, expected) = DAYS.iter().find(|(file, _)| document.source.file.starts_with(file)).unwrap();
        let mut found: Vec<(u32, &str, &str, &str)> = Vec::new();
        for date in document.date.iter().filter(|d| d.certainty == Certainty::Stated).chain(&document.dates) {
            // A date without a day ("juli 2022") is none of the thirty.
            let day = date.earliest.is_none() || date.edtf.split('/').all(|part| part.len() == 10);
            let spans = date.evidence.iter().filter(|s| day && names_a_month(s.quote(source)));
            found.extend(spans.map(|s| (s.start, s.quote(source), date.edtf.as_str(), date.rule.word())));
        }
        found.sort_unstable();
        let found: Vec<_> = found.into_iter().map(|(_, words, edtf, rule)| (words, edtf, rule)).collect();
        assert_eq!(found, *expected, "{}", document.source.file);
    }
    assert_eq!(DAYS.iter().map(|(_, days)| days.len()).sum::<usize>(), 30);
}

fn names_a_month(words: &str) -> bool {
    model::MONTHS.iter().any(|m| words.contains(m))
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
    let index = Index::new(corpus, (0..corpus.documents.len()).map(corpus::source).collect());
    let hits = index.hits(&query, usize::MAX);
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

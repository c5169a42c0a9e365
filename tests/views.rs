//! What the views beside the list show of the five texts: worked out by hand from the texts, not from the program.

use model::{Corpus, Day, Reading, Resolution, Speaker, Statement, Status};
use views::{
    compare::{Class, Sentence, align, common, longest_run, sentences_of},
    events::events,
    known,
    positions::{changes, row},
    references::references,
};

fn corpus() -> &'static Corpus {
    corpus::load()
}

/// The document whose file begins so.
fn by_file(file: &str) -> usize {
    corpus().documents.iter().position(|d| d.source.file.starts_with(file)).unwrap()
}

/// File, statement, and whether it is about the whole.
fn statements(issue: &str) -> Vec<(&'static str, &'static Statement)> {
    row(corpus(), issue)
        .into_iter()
        .flat_map(|cell| {
            let document = &corpus().documents[cell.document];
            let all = [cell.own, cell.whole].concat();
            all.into_iter().map(|i| (&document.source.file[..3], &document.statements[i])).collect::<Vec<_>>()
        })
        .collect()
}

fn label(file: &str, statement: &Statement) -> String {
    let source = corpus::source(by_file(file));
    let words = statement.label.iter().map(|s| s.quote(source)).collect::<Vec<_>>().join(" … ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_row_of_client_side_scanning_reads_as_a_reader_would_write_it() {
    let all = statements("client-side-scanning");
    let mut last = 0;
    for (file, words, speaker, status, own) in [
        (
            "003",
            "moet de mogelijkheid van cliënt side scanning behouden blijven",
            Speaker::Adviser,
            Status::Advice,
            "behouden blijven",
        ),
        (
            "004",
            "Deze motie heb ik met klem ontraden",
            Speaker::Minister,
            Status::Decision,
            "met klem ontraden",
        ),
        ("004", "expliciet als optie benoemd", Speaker::Minister, Status::Position, "als optie"),
        ("000", "een te groot veiligheidsrisico", Speaker::Organisation, Status::Reported, "inschatting"),
        (
            "000",
            "in het kabinet besloten om zich te onthouden",
            Speaker::Cabinet,
            Status::Decision,
            "besloten",
        ),
    ] {
        let at = all.iter().position(|(f, s)| *f == file && s.text.contains(words));
        let at = at.unwrap_or_else(|| {
            panic!("{file} {words}: {:#?}", all.iter().map(|(f, s)| (f, &s.text)).collect::<Vec<_>>())
        });
        let statement = all[at].1;
        assert_eq!((statement.speaker, statement.status), (speaker, status), "{words}");
        assert!(label(file, statement).contains(own), "{words}: {}", label(file, statement));
        assert!(file == all[last].0 || at > last, "in order of time: {words}");
        last = at;
    }
    let files: Vec<&str> = all.iter().map(|(file, _)| *file).collect();
    assert!(files.is_sorted_by_key(|f| ["003", "004", "000"].iter().position(|g| g == f)), "{files:?}");
}

#[test]
fn the_words_of_the_texts_are_the_labels() {
    let all: Vec<(&str, &Statement)> = corpus()
        .documents
        .iter()
        .flat_map(|d| d.statements.iter().map(|s| (&d.source.file[..3], s)))
        .collect();
    for (file, words, speaker, own) in [
        ("004", "te scannen sluit ik niet uit", Speaker::Minister, "sluit … niet uit"),
        ("004", "acht ik niet proportioneel", Speaker::Minister, "acht … niet proportioneel"),
        ("002", "onontbeerlijk te achten", Speaker::Organisation, "onontbeerlijk te achten"),
        (
            "002",
            "nog altijd als zeer hoog inschat",
            Speaker::Organisation,
            "nog altijd als zeer hoog inschat",
        ),
        ("000", "te groot acht", Speaker::Organisation, "te groot acht"),
        ("001", "die verplichte detectie niet steunt", Speaker::Netherlands, "niet steunt"),
        ("003", "kritisch uitgelaten", Speaker::Organisation, "kritisch uitgelaten"),
        (
            "000",
            "Het vorige kabinet heeft als standpunt ingenomen",
            Speaker::PreviousCabinet,
            "standpunt ingenomen",
        ),
        ("002", "Offlimits pleit er voor", Speaker::Organisation, "pleit"),
    ] {
        let found =
            all.iter().find(|(f, s)| *f == file && s.text.contains(words) && label(file, s).contains(own));
        let all: Vec<_> = all
            .iter()
            .filter(|(f, s)| *f == file && s.text.contains(words))
            .map(|(f, s)| (label(f, s), s.speaker))
            .collect();
        assert_eq!(found.map(|(_, s)| s.speaker), Some(speaker), "{words}: {all:?}");
    }
}

#[test]
fn what_changed_in_the_same_frame_is_marked() {
    let text = |(document, statement): (usize, usize)| {
        corpus().documents[document].statements[statement].text.as_str()
    };
    let found: Vec<(&str, &str)> = changes(corpus())
        .into_iter()
        .map(|c| (&text(c.earlier)[c.words.0], &text(c.later)[c.words.1]))
        .collect();
    assert!(found.contains(&("te groot", "nog altijd als zeer hoog")), "{found:?}");
}

fn sides() -> (Vec<Sentence>, Vec<Sentence>) {
    let of = |file| sentences_of(&corpus().documents[by_file(file)]);
    (of("003"), of("004"))
}

#[test]
fn every_sentence_of_nota_and_letter_is_in_one_class() {
    let (nota, letter) = sides();
    let rows = align(&nota, &letter);
    for (sentences, side) in [(&nota, true), (&letter, false)] {
        for (i, sentence) in sentences.iter().enumerate() {
            let here = rows.iter().filter(|r| if side { r.left } else { r.right } == Some(i)).count();
            assert_eq!(here, usize::from(!sentence.formula), "{i}");
        }
    }
    let text = |file: &str, s: &Sentence| {
        corpus().documents[by_file(file)].passages[s.passage].text[s.place.clone()].to_owned()
    };
    let legal = rows
        .iter()
        .find(|r| r.left.is_some_and(|i| text("003", &nota[i]).contains("kritisch uitgelaten")))
        .unwrap();
    assert_eq!(legal.class, Class::Left);
    // The runs of 17 words and more that both have: no word of them is shown as a difference.
    for run in [
        "op nummer één als het gaat om het hosten van online materiaal van seksueel kindermisbruik in de Europese Unie",
        "de enige manier waarop de maatregelen in de verordening kunnen worden uitgevoerd zonder end-to-end encryptie aan te tasten",
    ] {
        let words: Vec<String> = model::tokens(run).into_iter().map(|t| t.text).collect();
        assert!(words.len() >= 17, "{}", words.len());
        let holds =
            |s: &Sentence| s.words.windows(words.len()).position(|w| w.iter().map(|(t, _)| t).eq(&words));
        let row = rows.iter().find(|r| r.left.is_some_and(|i| holds(&nota[i]).is_some())).unwrap();
        let (l, r) = (&nota[row.left.unwrap()], &letter[row.right.unwrap_or_else(|| panic!("{run}"))]);
        assert_eq!(longest_run(&l.words, &r.words).2, words.len());
        let at = holds(l).unwrap();
        assert!(common(l, r).0[at..at + words.len()].iter().all(|shared| *shared), "{run}");
    }
}

#[test]
fn what_was_asked_is_closed_where_the_dossier_closes_it() {
    let request = |file: &str, words: &str| {
        let document = &corpus().documents[by_file(file)];
        document.requests.iter().find(|r| r.text.contains(words)).unwrap_or_else(|| panic!("{file} {words}"))
    };
    for (file, words, answered) in [
        ("003", "Van Ginneken ingediend, die de regering verzoekt", Some("kamerbrief-2023-05-08")),
        ("000", "binnen drie werkdagen een brief", Some("")),
        ("000", "adviezen toe te voegen", None),
        ("000", "schriftelijke Kamervragen gestuurd", None),
        ("002", "gestand gedaan", Some("")),
        ("004", "niet akkoord te gaan", None),
    ] {
        let answer = request(file, words).answer.as_ref().map(|a| a.document.as_str());
        assert_eq!(answer, answered, "{words}");
    }
}

#[test]
fn three_dossiers_with_one_number_are_one_paper() {
    let all = references(corpus(), &|_| true);
    let found: Vec<_> =
        all.iter().filter(|r| r.first.identifiers.contains(&"32317-977".to_owned())).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].url, Some("https://zoek.officielebekendmakingen.nl/kst-32317-977.html"));
}

#[test]
fn papers_that_nobody_published_say_so() {
    let all = references(corpus(), &|_| true);
    for (words, resolution, reason) in [
        (
            "advies van de AIVD",
            Resolution::NotPublic,
            "an advice within the government, which the text does not call public",
        ),
        (
            "ambtelijke) adviezen",
            Resolution::NotPublic,
            "an advice within the government, which the text does not call public",
        ),
        ("stemverklaring", Resolution::NotPublic, "announced in the text, which does not give it"),
        (
            "Hongaarse voorzitterschap een compromisvoorstel",
            Resolution::NotPublic,
            "a text of negotiations in the Council, and no number for it",
        ),
        (
            "brief is verstuurd op 16 september",
            Resolution::Public,
            "sent to parliament, which publishes such papers; the text gives no number for it",
        ),
    ] {
        let mentions = |r: &&views::references::Reference| {
            r.mentions.iter().any(|(d, c)| corpus().documents[*d].citations[*c].as_written.contains(words))
        };
        let found = all.iter().find(mentions).unwrap_or_else(|| {
            panic!(
                "{words}: {:#?}",
                all.iter().map(|r| (&r.first.as_written, r.resolution)).collect::<Vec<_>>()
            )
        });
        assert_eq!((found.resolution, found.reason.map(|r| r.word())), (resolution, Some(reason)), "{words}");
    }
}

/// Each day or period that the texts date, in order, found by hand: those of the timeline that people made of the five
/// texts, and besides them "juli 2022", "regeerprogramma 2024", "Vorige week" and "in december". The letter "van 31
/// januari" has no year that a text proves, and so no place here.
const EVENTS: [&str; 22] = [
    "2016",
    "2022-05-11",
    "2022-06-17",
    "2022-07",
    "2022-07-05",
    "2023-01-31",
    "2023-04-20",
    "2024",
    "2024-09-06",
    "2024-09-09",
    "2024-09-11",
    "2024-09-16",
    "2024-09-23/2024-09-29",
    "2024-09-26",
    "2024-10-02",
    "2024-10-10/2024-10-11",
    "2025-11-14",
    "2025-11-18",
    "2025-11-19",
    "2025-11-24",
    "2025-11-26",
    "2025-12",
];

#[test]
fn the_events_are_complete_in_order_and_none_is_invented() {
    let all = events(corpus(), &|_| true, &|document| corpus::source(document));
    let found: Vec<&str> = all.iter().map(|e| e.date.edtf.as_str()).collect();
    assert_eq!(found, EVENTS);
    assert!(all.is_sorted_by_key(|e| (e.from, e.to)));
    for event in &all {
        for (document, date) in &event.mentions {
            let fact = &corpus().documents[*document].dates[*date];
            assert!(!fact.evidence.is_empty());
            assert_eq!((fact.earliest, fact.latest), (Some(event.from), Some(event.to)));
        }
    }
}

#[test]
fn words_are_explained_where_they_stand_first() {
    let terms = &corpus().dossier.as_ref().unwrap().terms;
    let found: Vec<(&str, &str, String)> = corpus()
        .documents
        .iter()
        .enumerate()
        .flat_map(|(number, document)| {
            document.terms.iter().map(move |mark| {
                let source = corpus::source(number);
                let words = Reading::of(source, &mark.evidence, &document.repairs).text;
                let term = &terms[mark.term as usize];
                (
                    &document.source.file[..3],
                    if term.document.is_empty() { "added" } else { &*term.document },
                    words,
                )
            })
        })
        .collect();
    let found: Vec<_> = found.iter().map(|(file, from, words)| (*file, *from, words.as_str())).collect();
    let (own, added) = ("beslisnota-2024-09-30", "added");
    assert_eq!(
        found,
        [
            ("003", added, "end-to-end encryptie"),
            ("004", added, "end-to-end encryptie"),
            ("000", added, "CSAM"),
            ("000", added, "algemene oriëntatie"),
            ("000", added, "Coreper"),
            ("000", added, "JBZ-Raad"),
            ("000", added, "BNC-fiche"),
            ("000", own, "CSA"),
            ("000", added, "grooming"),
            ("000", added, "end-to-end-encryptie"),
            ("000", added, "AIVD"),
            ("001", "beslisnota-2025-11-14", "CSAM"),
            ("001", added, "Coreper"),
            ("001", added, "Algemene Oriëntatie"),
            ("001", added, "JBZ-Raad"),
            ("002", added, "CSAM"),
            ("002", added, "end-to-end-encryptie"),
            ("002", added, "AIVD"),
            ("002", added, "grooming"),
            ("002", "kamerbrief-2025-11-24", "ATKM"),
        ]
    );
}

#[test]
fn what_was_public_is_told_apart() {
    let on = |day: &str| known::on(corpus::again(), corpus::sources().to_vec(), day.parse().unwrap()).public;
    // 003 has no known day of publication; 004 is a letter to parliament; 000 came out with a letter of 1 October.
    assert_eq!(on("2024-09-30"), [None, Some(true), Some(false)]);
    assert_eq!(on("2024-10-01"), [None, Some(true), Some(true)]);
}

#[test]
fn what_a_day_did_not_know_is_not_there() {
    let (from, to) = ("2023-01-01".parse::<Day>().unwrap(), "2026-03-01".parse::<Day>().unwrap());
    let all = corpus();
    let mut counts = Vec::new();
    for number in from.number()..=to.number() {
        let day = from.plus(number - from.number());
        let known = corpus::again();
        let cut = known::on(known, corpus::sources().to_vec(), day);
        let latest = |d: &model::Document| d.date.as_ref().and_then(|date| date.latest);
        // What was public was written.
        let there =
            |d: &model::Document| latest(d).into_iter().chain(d.published).any(|latest| latest <= day);
        assert!(
            all.documents
                .iter()
                .filter(|d| there(d))
                .map(|d| &d.id)
                .eq(known.documents.iter().map(|d| &d.id)),
            "{day}"
        );
        assert_eq!(cut.sources.len(), known.documents.len());
        if counts.last() == Some(&known.documents.len()) {
            continue;
        }
        counts.push(known.documents.len());
        // Nowhere in what an export would hold stands the id of a document that came later.
        let json = serde_json::to_string(&*known).unwrap();
        for later in all.documents.iter().filter(|d| known.documents.iter().all(|own| own.id != d.id)) {
            assert!(!json.contains(&later.id), "{day}: {}", later.id);
            assert!(!json.contains(&later.source.sha256), "{day}");
        }
        let index = search::Index::new(&*known, cut.sources.clone());
        let hits = index.hits(&search::Query::default(), usize::MAX);
        assert_eq!(hits.count(), known.documents.len());
        assert!(hits.counts.iter().flatten().all(|count| *count <= hits.count()));
        let involved = |code: &str| known.documents.iter().any(|d| d.involved().contains(&code));
        let dossier = known.dossier.as_ref().unwrap();
        assert!(dossier.ministries.iter().all(|m| involved(&m.code)), "{day}");
        assert!(dossier.pairs.is_empty() && known.documents.iter().all(|d| d.curated.is_empty()));
        // A word that only a later document has is found in no form.
        let later = search::Query { text: "derogatieregeling".into(), ..Default::default() };
        assert_eq!(index.hits(&later, usize::MAX).count(), 0, "{day}");
    }
    assert_eq!(counts, [0, 1, 2, 3, 4]);
}

/// How references begin.
const LIKE: [&str; 11] = [
    "Kamerstuk ",
    "Kamerstukken ",
    "Handelingen ",
    "motie-Van ",
    "motie van het lid ",
    "advies van de AIVD",
    "Advies AIVD",
    "brief van 1",
    "brief van 3",
    "stemverklaring",
    "BNC-fiche",
];

/// What looks like a reference: each has to be a citation, resolved or listed with the reason why not.
#[test]
fn what_looks_like_a_citation_is_one() {
    let mut looked = 0;
    for (number, document) in corpus().documents.iter().enumerate() {
        for passage in &document.passages {
            let reading = Reading::of(corpus::source(number), &passage.evidence, &document.repairs);
            let words = model::tokens(&passage.text).into_iter().map(|token| token.place.start);
            for at in words.filter(|at| LIKE.iter().any(|like| passage.text[*at..].starts_with(like))) {
                looked += 1;
                let covers = |p: std::ops::Range<usize>| p.start <= at + 12 && at < p.end;
                let covered = document.citations.iter().any(|c| {
                    (c.url.is_some() || c.reason.is_some())
                        && c.evidence.iter().any(|s| reading.place_of(*s).is_some_and(covers))
                });
                assert!(covered, "{} {}: {}", document.source.file, passage.id, &passage.text[at..]);
            }
        }
    }
    assert!(looked >= 20, "{looked}");
}

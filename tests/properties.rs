//! What holds for any query, over the five texts and over made-up ones.

use model::{Corpus, Reading, fold, tokens};
use proptest::prelude::*;
use search::{DateFit, Form, Forms, Index, Query};
use std::sync::LazyLock;

/// The five texts.
static SHIPPED: LazyLock<Index<'static>> = LazyLock::new(|| {
    let corpus = corpus::load();
    let index = Index::new(corpus, (0..corpus.documents.len()).map(corpus::source).collect());
    index.warm();
    index
});

static MADE_UP: LazyLock<Corpus> = LazyLock::new(|| {
    let mut corpus = bench::corpus(bench::papers().take(300), bench::compounds());
    // Some are undated, some are of a month or later.
    for (i, document) in corpus.documents.iter_mut().enumerate() {
        match (i % 7, &mut document.date) {
            (0, date) => *date = None,
            (1, Some(date)) => date.latest = date.earliest.map(|day| day.plus(30)),
            (2, Some(date)) => date.latest = None,
            _ => {}
        }
    }
    corpus
});

/// Three hundred made-up ones.
static MANY: LazyLock<Index<'static>> = LazyLock::new(|| {
    let index = Index::new(&MADE_UP, Vec::new());
    index.warm();
    index
});

/// Words of the texts, and pieces of syntax.
fn word() -> impl Strategy<Value = String> {
    let words: Vec<String> = corpus::load()
        .documents
        .iter()
        .flat_map(|d| &d.passages)
        .flat_map(|p| tokens(&p.text))
        .map(|t| t.text)
        .collect();
    prop_oneof![
        8 => prop::sample::select(words),
        1 => prop::sample::select(vec!["OR", "-motie", "\"van de\"", "in:kop", "client-side", "\"", "(", "*"]).prop_map(String::from),
        1 => "[a-z]{1,4}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 0..4).prop_map(|words| words.join(" "))
}

/// A query over the made-up documents.
fn query() -> impl Strategy<Value = Query> {
    let some = |values: Vec<String>| prop::collection::vec(prop::sample::select(values), 0..2);
    let days = prop::option::of(
        (0..16 * 365i32)
            .prop_map(|days| model::Day::new(2010, 1, 1).expect("the calendar has it").plus(days)),
    );
    (
        text(),
        some(MANY.values(0).map(String::from).collect()),
        some(MANY.values(1).map(String::from).collect()),
        prop::collection::vec(prop::sample::select(model::DocumentKind::ALL.to_vec()), 0..2),
        (days.clone(), days),
        (any::<u8>(), any::<bool>()),
    )
        .prop_map(|(text, ministries, issues, kinds, (from, to), (forms, by_date))| Query {
            text,
            ministries,
            issues,
            kinds,
            from,
            to,
            forms: Forms::of_bits(forms),
            by_date,
        })
}

/// Whether the filters of a query let a document pass; worked out anew from the document itself.
fn passes(query: &Query, document: &model::Document) -> bool {
    let (first, last) = document.date.as_ref().map_or((None, None), |d| (d.earliest, d.latest));
    let some_day = |from: Option<model::Day>, to: Option<model::Day>| match (from, to) {
        (Some(from), Some(to)) => from <= to,
        _ => true,
    };
    (query.ministries.is_empty()
        || document.involved().iter().any(|code| query.ministries.iter().any(|m| m == code)))
        && (query.issues.is_empty()
            || document.passages.iter().any(|p| p.issues.iter().any(|i| query.issues.contains(i))))
        && (query.kinds.is_empty() || query.kinds.contains(&document.kind))
        // Some day is both possible and asked for.
        && some_day(query.from.max(first), query.to.into_iter().chain(last).min())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_filtered_search_is_a_search_and_then_a_filter(query in query()) {
        let words = Query { text: query.text.clone(), forms: query.forms, by_date: query.by_date, ..Query::default() };
        let all = MANY.hits(&words, usize::MAX);
        let expected: Vec<usize> = all.documents.iter().map(|h| h.document)
            .filter(|d| passes(&query, &MADE_UP.documents[*d])).collect();
        // What fits for certain comes first, each part in the order of the search.
        let found = MANY.hits(&query, usize::MAX).documents;
        let place = |document: usize| expected.iter().position(|d| *d == document);
        let places: Vec<_> = found.iter().map(|h| (h.fit == DateFit::Possible, place(h.document))).collect();
        prop_assert!(places.is_sorted() && places.iter().all(|(_, place)| place.is_some()));
        prop_assert_eq!(found.len(), expected.len());
    }

    #[test]
    fn every_count_is_that_of_the_list(query in query()) {
        let hits = MANY.hits(&query, usize::MAX);
        prop_assert_eq!(hits.count(), hits.documents.len());
        prop_assert_eq!(hits.found.count(), hits.documents.len());
        prop_assert_eq!(hits.by_form.iter().sum::<usize>(), hits.documents.len());
        let fits = |fit| hits.documents.iter().filter(|h| h.fit == fit).count();
        prop_assert_eq!((hits.certain, hits.possible), (fits(DateFit::Certain), fits(DateFit::Possible)));
        for form in Form::ALL {
            prop_assert_eq!(hits.by_form[form as usize], hits.documents.iter().filter(|h| h.form == form).count());
        }
        // A page of the list is its beginning.
        let page = MANY.hits(&query, 7);
        prop_assert_eq!(&page.documents[..], &hits.documents[..hits.documents.len().min(7)]);
        // Each value of a facet says what choosing it alone would leave.
        for (facet, counts) in hits.counts.iter().enumerate() {
            let (value, count) = MANY.values(facet).zip(counts).nth(query.text.len() % counts.len()).expect("within");
            let mut chosen = query.clone();
            match facet {
                0 => chosen.ministries = vec![value.to_owned()],
                1 => chosen.issues = vec![value.to_owned()],
                _ => chosen.kinds = model::DocumentKind::from_word(value).into_iter().collect(),
            }
            prop_assert_eq!(MANY.hits(&chosen, 0).count(), *count, "{}", value);
        }
    }

    #[test]
    fn a_phrase_stands_in_the_source_where_it_is_marked(document in 0..5usize, at in any::<prop::sample::Index>(), length in 1..5usize) {
        let corpus = corpus::load();
        let passages = &corpus.documents[document].passages;
        let passage = &passages[at.index(passages.len())];
        let words: Vec<String> = tokens(&passage.text).into_iter().map(|t| t.text).take(length).collect();
        prop_assume!(!words.is_empty());
        let query = Query { text: format!("\"{}\"", words.join(" ")), ..Query::default() };
        let hits = SHIPPED.hits(&query, usize::MAX);
        prop_assert!(hits.found.has(document), "{}", query.text);
        for hit in &hits.documents {
            let (source, own) = (corpus::source(hit.document), &corpus.documents[hit.document]);
            let found = SHIPPED.passages(hit.document, &query, &hits);
            prop_assert!(!found.found.is_empty() || !found.title.is_empty() || own.passages.is_empty() || is_number(own, &words));
            for place in found.found {
                let passage = &own.passages[place.passage];
                let reading = Reading::of(source, &passage.evidence, &own.repairs);
                for (mark, form) in place.marks {
                    prop_assert_eq!(form, Form::Literal);
                    // The marked words are those of the phrase, perhaps glued or several times in a row.
                    let marked = joined(&passage.text[mark.clone()]);
                    prop_assert!(marked.contains(&words.concat()) || damaged(own, &words), "{} in {}", words.concat(), marked);
                    // And the spans of the source read as what is marked.
                    let spans = reading.source_spans(source, mark.clone());
                    prop_assert!(!spans.is_empty());
                    let quoted = Reading::of(source, &spans, &own.repairs).text;
                    prop_assert!(joined(&quoted).contains(&marked), "{} is not {}", quoted, marked);
                }
            }
        }
    }

    #[test]
    fn a_phrase_is_found_in_every_document_that_has_it_and_in_no_other(
        document in 0..300usize, at in any::<prop::sample::Index>(), length in 2..4usize
    ) {
        // Every text of every document as folded words, each between blanks.
        static WORDS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
            let words = |text: &str| tokens(text).iter().fold(" ".to_owned(), |all, t| all + &t.text + " ");
            let texts = |d: &model::Document| {
                let day = d.date.as_ref().and_then(|date| date.earliest.filter(|day| date.latest == Some(*day)));
                let numbers = d.reference.iter().map(|r| &r.value).chain(&d.published_as).map(|n| words(n));
                let passages = d.passages.iter().map(|p| words(&p.text));
                passages.chain(numbers).chain([words(&d.title.value)]).chain(day.map(|day| words(&day.in_dutch()))).collect()
            };
            MADE_UP.documents.iter().map(texts).collect()
        });
        let text: Vec<&str> = WORDS[document][at.index(WORDS[document].len())].split_whitespace().collect();
        prop_assume!(text.len() >= length);
        let from = at.index(text.len() - length + 1);
        let phrase = &text[from..from + length];
        let query = Query { text: format!("\"{}\"", phrase.join(" ")), forms: Forms::of_bits(0), ..Query::default() };
        let found = MANY.hits(&query, 0).found;
        let stands = format!(" {} ", phrase.join(" "));
        for (number, texts) in WORDS.iter().enumerate() {
            if texts.iter().any(|text| text.contains(&stands)) {
                prop_assert!(found.has(number), "{} in {}", query.text, number);
            } else if found.has(number) {
                // Another spelling of it: "van de" and "vande".
                let glued = texts.iter().any(|text| text.replace(' ', "").contains(&phrase.concat()));
                prop_assert!(glued, "{} not in {}", query.text, number);
            }
        }
    }

    #[test]
    fn any_string_is_answered_or_refused(text in "\\PC{0,200}|[a-zA-Z \"()*~:+!|^?-]{0,80}") {
        let query = Query { text, ..Query::default() };
        let hits = SHIPPED.hits(&query, usize::MAX);
        prop_assert!(hits.count() <= 5);
        for hit in &hits.documents {
            SHIPPED.passages(hit.document, &query, &hits);
        }
        SHIPPED.suggest(&hits, 6);
        SHIPPED.found_by(&hits);
    }

    #[test]
    fn what_is_sent_answers_as_what_was_built(query in query()) {
        static SENT: LazyLock<Index<'static>> = LazyLock::new(|| {
            Index::read(&MADE_UP, Vec::new(), &MANY.bytes()).expect("its own bytes")
        });
        prop_assert_eq!(SENT.hits(&query, 9).documents, MANY.hits(&query, 9).documents);
    }
}

/// The words of a text without anything between them.
fn joined(text: &str) -> String {
    let mut folded = String::new();
    fold(text, &mut folded, &mut |_, _| {});
    folded
}

/// Whether the phrase may have been found by what the source has in place of a repaired word.
fn damaged(document: &model::Document, words: &[String]) -> bool {
    document.repairs.iter().any(|r| tokens(&r.written).iter().any(|t| words.contains(&t.text)))
}

/// Whether the words are among the numbers of a document, which no passage shows.
fn is_number(document: &model::Document, words: &[String]) -> bool {
    let numbers = document.reference.iter().map(|r| &r.value).chain(&document.published_as);
    let day = document.date.iter().filter_map(|d| d.earliest).map(|day| day.in_dutch());
    numbers.cloned().chain(day).any(|number| joined(&number).contains(&words.concat()))
}

#[test]
fn a_query_without_end_is_answered() {
    let long = "versleuteling ".repeat(1000);
    for text in ["a".repeat(10_000), long, "- OR \" ( ".repeat(500), "aaaa-".repeat(2_000), "\"".repeat(999)]
    {
        let query = Query { text, ..Query::default() };
        for index in [&*SHIPPED, &*MANY] {
            let hits = index.hits(&query, 20);
            for hit in &hits.documents {
                index.passages(hit.document, &query, &hits);
            }
            index.suggest(&hits, 6);
            index.found_by(&hits);
        }
    }
}

#[test]
fn an_index_that_is_cut_or_of_more_documents_is_refused() {
    let bytes = MANY.bytes();
    assert!(Index::read(corpus::load(), Vec::new(), &bytes).is_none());
    for end in [0, 1, 10, bytes.len() / 2, bytes.len() - 1] {
        assert!(Index::read(&MADE_UP, Vec::new(), &bytes[..end]).is_none(), "{end}");
    }
}

//! W3C Web Annotations: <https://www.w3.org/TR/annotation-model/>. One for each piece of evidence, with the words and
//! their place in the source.

use crate::{Selection, pretty};
use model::{Document, Span};
use serde_json::{Value, json};

/// Characters quoted before and behind, by which a quotation is found again.
const AROUND: usize = 32;

pub fn annotations(of: &Selection) -> String {
    let mut items = Vec::new();
    for (document, source) in of.taken() {
        let places = Places::of(source);
        each(document, &mut |fact, value, rule, evidence| {
            for span in evidence {
                let number = items.len();
                items.push(annotation(of, document, source, &places, number, (fact, value, rule), *span));
            }
        });
    }
    pretty(&json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("{}#annotations", of.base),
        "type": "AnnotationPage",
        "items": items,
    }))
}

/// Takes what is known, its value, its rule and its evidence.
type Put<'p> = dyn FnMut(&str, &str, &str, &[Span]) + 'p;

/// Every fact of a document.
fn each(document: &Document, put: &mut Put) {
    put("kind", document.kind.word(), document.kind_rule.word(), &document.kind_evidence);
    put("title", &document.title.value, document.title.rule.word(), &document.title.evidence);
    if let Some(date) = &document.date {
        put("date", &date.edtf, date.rule.word(), &date.evidence);
    }
    if let Some(reference) = &document.reference {
        put("reference", &reference.value, reference.rule.word(), &reference.evidence);
    }
    for ministry in &document.ministries {
        put("ministry", &ministry.code, ministry.rule.word(), &ministry.evidence);
    }
    for signatory in &document.signatories {
        put("signatory", &signatory.name, signatory.rule.word(), &signatory.evidence);
    }
    for date in &document.dates {
        put("date in text", &date.edtf, date.rule.word(), &date.evidence);
    }
    for actor in &document.actors {
        put("actor", &actor.name, actor.rule.word(), &actor.evidence);
    }
    for citation in &document.citations {
        let value = citation.identifiers.first().unwrap_or(&citation.as_written);
        put("citation", value, citation.rule.word(), &citation.evidence);
    }
    for mark in document.passages.iter().flat_map(|p| &p.marks) {
        put("issue", &mark.issue, "issue-expression", &mark.evidence);
    }
    for said in &document.statements {
        let value = format!("{} ({})", said.speaker.word(), said.status.word());
        put("position", &value, said.rule.word(), &said.evidence);
    }
}

fn annotation(
    of: &Selection,
    document: &Document,
    source: &str,
    places: &Places,
    number: usize,
    (fact, value, rule): (&str, &str, &str),
    span: Span,
) -> Value {
    let (start, end) = (places.character(span.start as usize), places.character(span.end as usize));
    let before: Vec<char> = source[..span.start as usize].chars().rev().take(AROUND).collect();
    let behind: String = source[span.end as usize..].chars().take(AROUND).collect();
    json!({
        "id": format!("{}#annotation-{number}", of.base),
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            { "type": "TextualBody", "purpose": "tagging", "value": fact },
            { "type": "TextualBody", "purpose": "identifying", "value": value },
            { "type": "TextualBody", "purpose": "describing", "value": format!("rule: {rule}") },
        ],
        "target": {
            "source": format!("{}&bron=1", of.address(document, "")),
            "state": { "type": "State", "digest": format!("sha256-{}", document.source.sha256) },
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": span.quote(source),
                    "prefix": before.iter().rev().collect::<String>(),
                    "suffix": behind,
                },
                { "type": "TextPositionSelector", "start": start, "end": end },
            ],
        },
    })
}

/// From bytes to characters.
struct Places {
    /// The first byte of each character behind a longer one, with the number of bytes that were too many.
    longer: Vec<(usize, usize)>,
}

impl Places {
    fn of(source: &str) -> Self {
        let mut more = 0;
        let mut longer = Vec::new();
        for (at, sign) in source.char_indices().filter(|(_, sign)| sign.len_utf8() > 1) {
            more += sign.len_utf8() - 1;
            longer.push((at + sign.len_utf8(), more));
        }
        Self { longer }
    }

    fn character(&self, byte: usize) -> usize {
        let before = self.longer.partition_point(|(at, _)| *at <= byte);
        byte - before.checked_sub(1).map_or(0, |last| self.longer[last].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Format, tests::with_seeds};

    #[test]
    fn every_quotation_stands_where_it_says() {
        with_seeds(|all| {
            let page: Value = serde_json::from_str(&all.export(Format::Annotations)).unwrap();
            let items = page["items"].as_array().unwrap();
            assert!(items.len() > 300, "{}", items.len());
            for item in items {
                let target = &item["target"];
                let (quote, place) = (&target["selector"][0], &target["selector"][1]);
                let digest = target["state"]["digest"].as_str().unwrap();
                let at =
                    all.corpus.documents.iter().position(|d| digest.ends_with(&d.source.sha256)).unwrap();
                let (start, end) = (place["start"].as_u64().unwrap(), place["end"].as_u64().unwrap());
                let source = all.sources[at].chars();
                let words: String = source.skip(start as usize).take((end - start) as usize).collect();
                assert_eq!(quote["exact"].as_str(), Some(words.as_str()));
                let whole = ["prefix", "exact", "suffix"].map(|part| quote[part].as_str().unwrap()).concat();
                assert!(all.sources[at].contains(&whole));
            }
        });
    }
}

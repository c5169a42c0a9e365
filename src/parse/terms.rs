//! Words that a text or the keepers of the dossier explain, and where each stands first in a document.

use crate::{tables::Expression, words::Words};
use model::{Document, PassageKind, Reading, Rule, Span, Term, TermMark, Text};
use std::collections::BTreeMap;

/// The curated terms, then the abbreviations that each text explains.
pub fn terms(curated: &[Term], documents: &[Document], sources: &[String]) -> Vec<Term> {
    let mut all = curated.to_vec();
    for (document, source) in documents.iter().zip(sources) {
        let own = all.len();
        for passage in &document.passages {
            for (name, short) in crate::aliases::aliases(&passage.text) {
                let (from, to) = (name.start.min(short.start), name.end.max(short.end));
                let names = vec![passage.text[short].to_owned()];
                if all[own..].iter().any(|term| term.names == names) {
                    continue;
                }
                all.push(Term {
                    names,
                    definition: Text { nl: passage.text[name].to_owned(), en: String::new() },
                    rule: Rule::Abbreviation,
                    source: String::new(),
                    document: document.id.clone(),
                    evidence: Reading::of(source, &passage.evidence, &document.repairs)
                        .source_spans(source, from..to),
                });
            }
        }
    }
    all
}

/// The terms by the words that they are made of.
pub struct Known<'t> {
    terms: &'t [Term],
    /// By the first word of a name; by its first letter where that word is open ("versleutel*").
    names: BTreeMap<String, Vec<Name<'t>>>,
}

struct Name<'t> {
    expression: Expression,
    written: &'t str,
    /// The term of each document that explains it.
    own: BTreeMap<&'t str, usize>,
    /// The term of the keepers; else that of any document, where all that explain it do so alike.
    other: Option<usize>,
}

impl<'t> Known<'t> {
    /// Makes them ready to be looked for.
    pub fn of(terms: &'t [Term]) -> Self {
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, term) in terms.iter().enumerate() {
            for name in &term.names {
                by_name.entry(name).or_default().push(at);
            }
        }
        let mut names: BTreeMap<String, Vec<Name>> = BTreeMap::new();
        for (written, all) in by_name {
            let alike = all.iter().all(|at| terms[*at].definition.nl == terms[all[0]].definition.nl);
            let added = all.iter().copied().find(|at| terms[*at].rule == Rule::Curated);
            let expression = Expression::new(written);
            let Some(opener) = expression.opener() else { continue };
            let own = all.iter().map(|at| (terms[*at].document.as_str(), *at)).collect();
            let other = added.or(alike.then_some(all[0]));
            names.entry(opener).or_default().push(Name { expression, written, own, other });
        }
        // Longer names first: "JBZ-Raad" before "JBZ".
        names
            .values_mut()
            .for_each(|all| all.sort_by_key(|name| std::cmp::Reverse(name.expression.length())));
        Self { terms, names }
    }

    /// The term that begins at a word of a document, with its number of words.
    ///
    /// A document's own explanation goes before that of the keepers, this before another document's.
    fn at(&self, words: &Words, at: usize, document: &str) -> Option<(usize, usize)> {
        let word = words.folded(at);
        let first = word.get(..1).unwrap_or_default();
        let names = [word, first].into_iter().filter_map(|opener| self.names.get(opener)).flatten();
        let here = names.filter(|name| name.expression.stands_at(words, at));
        here.filter_map(|name| Some((name.own.get(document).copied().or(name.other)?, name)))
            // "OM" is not "om".
            .find(|(term, name)| self.terms[*term].rule == Rule::Curated || words.written(at) == name.written)
            .map(|(term, name)| (term, name.expression.length()))
    }
}

/// The first place of each term in a document, in order; headings and the words that explain it apart.
pub fn mark(document: &Document, source: &str, known: &Known) -> Vec<TermMark> {
    let mut found: Vec<TermMark> = Vec::new();
    for passage in document.passages.iter().filter(|p| p.kind != PassageKind::Heading) {
        let words = Words::of(passage.text.as_str());
        let mut reading = None;
        let mut at = 0;
        while at < words.len() {
            let Some((number, length)) = known.at(&words, at, &document.id) else {
                at += 1;
                continue;
            };
            let place = words.place(at, at + length - 1);
            at += length;
            if found.iter().any(|mark| mark.term as usize == number) {
                continue;
            }
            let reading =
                reading.get_or_insert_with(|| Reading::of(source, &passage.evidence, &document.repairs));
            let evidence = reading.source_spans(source, place);
            let term = &known.terms[number];
            let explains = |span: &Span| term.evidence.iter().any(|own| own.overlaps(*span));
            if term.document != document.id || !evidence.iter().any(explains) {
                found.push(TermMark { term: number as u32, evidence });
            }
        }
    }
    found
}

/// Whether words are a name of a term, and nothing else.
pub fn names(term: &Term, words: &str) -> bool {
    let shown = Words::of(words);
    let whole = |name: &String| {
        let expression = Expression::new(name);
        expression.length() == shown.len() && expression.stands_at(&shown, 0)
    };
    match term.rule {
        Rule::Curated => term.names.iter().any(whole),
        _ => term.names.iter().any(|name| name == words),
    }
}

#[cfg(test)]
mod tests {
    use crate::SeedFile;

    /// The words marked in each of the texts.
    fn marked(texts: &[&str]) -> Vec<Vec<String>> {
        let text = |(number, text): (usize, &&str)| SeedFile {
            name: format!("{number}.txt"),
            bytes: format!("Aan de Voorzitter\n\n{text}\n").into_bytes(),
        };
        let tables = [
            ("ministries.toml", "ministry = []"),
            ("issues.toml", "issue = []"),
            (
                "dossier.toml",
                "title = { nl = \"a\", en = \"a\" }\nintro = { nl = \"a\", en = \"a\" }\n[[term]]\nnames =                  [\"AP\", \"versleutel*\"]\nnl = \"a\"\nen = \"a\"\nsource = \"a\"",
            ),
        ];
        let tables = tables.map(|(name, text)| SeedFile { name: name.into(), bytes: text.into() });
        let parsed = crate::dossier(texts.iter().enumerate().map(text).chain(tables).collect()).unwrap();
        assert_eq!(crate::verify(&parsed.corpus, &parsed.sources), Ok(()));
        let each = parsed.corpus.documents.iter().zip(&parsed.sources);
        each.map(|(d, source)| {
            d.terms.iter().map(|m| m.evidence.iter().map(|s| s.quote(source)).collect()).collect()
        })
        .collect()
    }

    #[test]
    fn an_abbreviation_is_its_letters_as_written() {
        let found =
            marked(&["Het Openbaar Ministerie (OM) vervolgt.", "Bedoeld om het OM te horen, om redenen."]);
        assert_eq!(found, [vec![], vec!["OM"]]);
    }

    #[test]
    fn what_others_explain_differently_has_no_meaning_but_its_own() {
        let one = "Het Nationaal Centrum (NC) zegt. Het NC zegt.";
        let other = "Het Nieuwe Comité (NC) zegt. Het NC zegt.";
        assert_eq!(marked(&[one, other, "Het NC."]), [vec!["NC"], vec!["NC"], vec![]]);
        assert_eq!(marked(&[one, one, "Het NC."]), [vec!["NC"], vec!["NC"], vec!["NC"]]);
    }

    #[test]
    fn what_the_keepers_explain_has_endings() {
        assert_eq!(marked(&["De versleuteling en de AP, versleuteld."]), [vec!["versleuteling"]]);
    }
}

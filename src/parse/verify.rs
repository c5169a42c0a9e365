//! The last gate before the page: every quotation is checked against its source.

use crate::{actors::is_name_of, tables::Expression, words::Words};
use model::{Corpus, Document, Reading, Span, tokens};
use std::collections::{BTreeMap, BTreeSet};

/// Checks that every span of evidence lies in its source and quotes what it claims, and that repairs undo.
///
/// # Errors
/// One line that names the document and the fact.
pub fn verify(corpus: &Corpus, sources: &[String]) -> Result<(), String> {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, document) in corpus.documents.iter().enumerate() {
        places.entry(&document.id).or_default().push(i);
    }
    let known = |id: &str| places.get(id).map_or(0, Vec::len);
    for (document, source) in corpus.documents.iter().zip(sources) {
        if corpus.dossier.is_some() && known(&document.id) != 1 {
            return Err(format!("seeds/{}: the id {} is not its own", document.source.file, document.id));
        }
        let issues = corpus.dossier.as_ref().map_or(&[][..], |d| &d.issues);
        let check = Check { document, issues, source };
        check.all().map_err(|e| format!("seeds/{}: {e}", document.source.file))?;
        let dated = document.date.iter().chain(&document.dates).flat_map(|d| &d.proof);
        for step in dated.chain(document.citations.iter().flat_map(|c| &c.proof)) {
            if !step.document.is_empty() && known(&step.document) != 1 {
                return Err(format!(
                    "seeds/{}: a proof names no document: {}",
                    document.source.file, step.document
                ));
            }
            let source = places.get(step.document.as_str()).map_or(source, |other| &sources[other[0]]);
            if step.evidence.iter().any(|s| source.get(s.range()).is_none()) {
                return Err(format!("seeds/{}: a proof quotes outside of its source", document.source.file));
            }
        }
    }
    for (document, source) in corpus.documents.iter().zip(sources) {
        for answer in document.requests.iter().filter_map(|r| r.answer.as_ref()) {
            let (other, source) = match places.get(answer.document.as_str()) {
                Some(of) => (&corpus.documents[of[0]], &sources[of[0]]),
                None if answer.document.is_empty() => (document, source),
                None => return Err(format!("an answer names no document: {}", answer.document)),
            };
            let check = Check { document: other, issues: &[], source };
            check
                .read(&answer.evidence)
                .and_then(|_| check.within("the answer", &answer.label, &answer.evidence))
                .map_err(|e| format!("seeds/{}: {e}", other.source.file))?;
        }
    }
    let read = |rule| rule != model::Rule::Curated;
    let dossier = corpus.dossier.as_slice();
    let aliases = dossier.iter().flat_map(|d| &d.aliases).filter(|a| read(a.rule));
    let aliases = aliases.map(|a| (&a.names[..], &a.document, &a.evidence));
    let terms = dossier.iter().flat_map(|d| &d.terms).filter(|t| read(t.rule));
    let defined = terms.clone().map(|t| (std::slice::from_ref(&t.definition.nl), &t.document, &t.evidence));
    let terms = terms.map(|t| (&t.names[..], &t.document, &t.evidence));
    for (names, document, evidence) in aliases.chain(terms).chain(defined) {
        let place = places.get(document.as_str()).map(|of| of[0]);
        let place = place.ok_or(format!("a name comes from no document: {document}"))?;
        let (document, source) = (&corpus.documents[place], &sources[place]);
        let check = Check { document, issues: &[], source };
        for name in names {
            check
                .quotes("the name", name, evidence)
                .map_err(|e| format!("seeds/{}: {e}", document.source.file))?;
        }
    }
    for (document, source) in corpus.documents.iter().zip(sources) {
        let check = Check { document, issues: &[], source };
        for mark in &document.terms {
            let term = corpus.terms().get(mark.term as usize);
            let term = term.ok_or(format!("seeds/{}: a word of no term", document.source.file))?;
            let words =
                check.read(&mark.evidence).map_err(|e| format!("seeds/{}: {e}", document.source.file))?;
            if !crate::terms::names(term, &words) {
                let names = term.names.join(", ");
                return Err(format!("seeds/{}: \"{words}\" is not {names}", document.source.file));
            }
        }
    }
    Ok(())
}

struct Check<'a> {
    document: &'a Document,
    /// The issues of the dossier; none for loose files.
    issues: &'a [model::Issue],
    source: &'a str,
}

impl Check<'_> {
    fn read(&self, evidence: &[Span]) -> Result<String, String> {
        let bad = evidence.iter().find(|s| self.source.get(s.range()).is_none());
        match bad {
            Some(span) => Err(format!("a span outside of the source: {}..{}", span.start, span.end)),
            None => Ok(Reading::of(self.source, evidence, &self.document.repairs).text),
        }
    }

    /// The words of `claim` stand, in order and together, in what `evidence` quotes.
    fn quotes(&self, what: &str, claim: &str, evidence: &[Span]) -> Result<(), String> {
        let words = |text: &str| tokens(text).into_iter().map(|t| t.text).collect::<Vec<_>>();
        let (claim_words, quoted) = (words(claim), words(&self.read(evidence)?));
        let raw = words(&Reading::of(self.source, evidence, &[]).text);
        let stands = |text: &[String]| {
            claim_words.is_empty() || text.windows(claim_words.len()).any(|w| w == claim_words)
        };
        if evidence.is_empty() || !(stands(&quoted) || stands(&raw)) {
            return Err(format!(
                "{what} \"{claim}\" is not what its evidence quotes: \"{}\"",
                quoted.join(" ")
            ));
        }
        Ok(())
    }

    /// The words of `part` are words of `whole`.
    fn within(&self, what: &str, part: &[Span], whole: &[Span]) -> Result<(), String> {
        let inside = |span: &Span| whole.iter().any(|w| w.start <= span.start && span.end <= w.end);
        match part.iter().find(|span| !inside(span)) {
            Some(span) => Err(format!("{what} stands outside of its sentence: {}..{}", span.start, span.end)),
            None => self.read(part).map(|_| ()),
        }
    }

    fn all(&self) -> Result<(), String> {
        let d = self.document;
        let mut end = 0;
        for repair in &d.repairs {
            let written = self.source.get(repair.start as usize..repair.end as usize);
            if written != Some(&repair.written) || repair.start < end {
                return Err(format!("the repair \"{}\" does not undo", repair.read));
            }
            end = repair.end;
        }
        for passage in &d.passages {
            if self.read(&passage.evidence)? != passage.text {
                return Err(format!("passage {} is not what its source reads", passage.id));
            }
            for mark in &passage.marks {
                let words = self.read(&mark.evidence)?;
                let shown = Words::of(words.as_str());
                let known = self.issues.iter().find(|i| i.id == mark.issue);
                let fits = |e: &String| {
                    let expression = Expression::new(e);
                    expression.0.len() == shown.len() && expression.stands_at(&shown, 0)
                };
                if shown.len() == 0 || known.is_some_and(|i| !i.expressions.iter().any(fits)) {
                    return Err(format!(
                        "{}: \"{words}\" is no expression of \"{}\"",
                        passage.id, mark.issue
                    ));
                }
            }
        }
        for section in &d.sections {
            self.quotes("the heading", &section.heading, &section.evidence)?;
        }
        for fact in d.title_if_stated().into_iter().chain(&d.reference) {
            self.quotes("the fact", &fact.value, &fact.evidence)?;
        }
        for date in d.date.iter().filter(|d| !d.as_written.is_empty()).chain(&d.dates) {
            self.quotes("the date", &date.as_written, &date.evidence)?;
        }
        for citation in &d.citations {
            self.quotes("the citation", &citation.as_written, &citation.evidence)?;
        }
        let key = |m: &model::IssueMark| (m.issue.clone(), m.evidence.first().map(|s| (s.start, s.end)));
        let marks: BTreeSet<_> = d.passages.iter().flat_map(|p| &p.marks).map(key).collect();
        for statement in &d.statements {
            self.quotes("the statement", &statement.text, &statement.evidence)?;
            if !statement.name.is_empty() {
                self.quotes("the speaker", &statement.name, &statement.named)?;
            }
            self.within("the label", &statement.label, &statement.evidence)?;
            self.within("the speaker", &statement.named, &statement.evidence)?;
            for mark in &statement.marks {
                if !marks.contains(&key(mark)) {
                    return Err(format!(
                        "a statement has an expression that no passage has: \"{}\"",
                        mark.issue
                    ));
                }
            }
        }
        for request in &d.requests {
            self.quotes("the request", &request.text, &request.evidence)?;
            self.within("the request", &request.label, &request.evidence)?;
        }
        for signatory in &d.signatories {
            self.quotes("the name", &signatory.name, &signatory.evidence)?;
        }
        for actor in &d.actors {
            // A name that a letterhead cuts has two spans, which make it together.
            let mut words = String::new();
            for span in &actor.evidence {
                words = format!("{words} {}", self.read(&[*span])?);
                if is_name_of(&words, &actor.name) {
                    words.clear();
                }
            }
            if actor.evidence.is_empty() || !words.is_empty() {
                return Err(format!("\"{}\" is not a name of {}", words.trim(), actor.name));
            }
        }
        let rest = d.ministries.iter().map(|m| &m.evidence).chain(d.actors.iter().map(|a| &a.evidence));
        for evidence in rest.chain([&d.kind_evidence]).chain(d.date.iter().map(|d| &d.evidence)) {
            self.read(evidence)?;
        }
        for ministry in &d.ministries {
            if ministry.evidence.is_empty() != ministry.source.is_some() {
                return Err(format!(
                    "the ministry {} has neither words nor a source, or both",
                    ministry.code
                ));
            }
        }
        Ok(())
    }
}

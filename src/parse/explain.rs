//! A document as text for people: each fact with its certainty, its rule and the words that it quotes.
//!
//! `inzage parse --explain FILE` prints it, and the golden files hold it.

use model::{Document, ProofStep, Rule, Span};
use std::fmt::Write;

struct Explanation<'a> {
    source: &'a str,
    out: String,
}

/// Explains a document, a line for each fact; `source` is the text that it was read from.
///
/// A line has the sort of fact, its value, how certain it is, the rule in brackets, and the words in quotation marks.
/// The steps of a proof stand below, one line each.
pub fn explain(document: &Document, source: &str) -> String {
    let mut e = Explanation { source, out: String::new() };
    e.line(format_args!("id          {}", document.id));
    e.fact("kind", document.kind.word(), None, document.kind_rule, &document.kind_evidence);
    let title = &document.title;
    e.fact("title", &format!("{:?}", title.value), Some(title.certainty.word()), title.rule, &title.evidence);
    match &document.date {
        Some(date) => {
            e.fact("date", &date.edtf, Some(date.certainty.word()), date.rule, &date.evidence);
            e.proof(&date.proof);
        }
        None => e.line(format_args!("date        —")),
    }
    match &document.reference {
        Some(r) => {
            e.fact("reference", &format!("{:?}", r.value), Some(r.certainty.word()), r.rule, &r.evidence);
        }
        None => e.line(format_args!("reference   —")),
    }
    for m in &document.ministries {
        let role = format!("{} {}", m.code, m.role.word());
        match &m.source {
            Some(from) => {
                let rule = m.rule.word();
                e.line(format_args!("ministry    {role} {} [{rule}] {from}", m.certainty.word()));
            }
            None => e.fact("ministry", &role, Some(m.certainty.word()), m.rule, &m.evidence),
        }
    }
    for s in &document.signatories {
        let office = s.office.as_deref().unwrap_or("—");
        let who = format!("{:?} {office:?} {}", s.name, s.ministry.as_deref().unwrap_or("—"));
        e.fact("signatory", &who, None, s.rule, &s.evidence);
    }
    for s in &document.sections {
        let words = e.quote(&s.evidence);
        e.line(format_args!("section     {} (level {}) {:?} {words}", s.id, s.level, s.heading));
    }
    for c in &document.citations {
        let end = c.url.as_deref().or(c.reason.map(|r| r.word())).unwrap_or("—");
        let ids = if c.identifiers.is_empty() { "—".to_owned() } else { c.identifiers.join(", ") };
        let what = format!("{} {ids} {} {end}", c.kind.word(), c.resolution.word());
        e.fact("citation", &what, None, c.rule, &c.evidence);
        e.proof(&c.proof);
    }
    for date in &document.dates {
        e.fact("mentions", &date.edtf, Some(date.certainty.word()), date.rule, &date.evidence);
        e.proof(&date.proof);
    }
    for a in &document.actors {
        let party = a.party.as_ref().map(|party| format!(" ({party})")).unwrap_or_default();
        e.fact("actor", &format!("{} {}{party}", a.kind.word(), a.name), None, a.rule, &a.evidence);
    }
    for s in &document.statements {
        let name = if s.name.is_empty() { "—" } else { &s.name };
        let mut issues: Vec<&str> = s.marks.iter().map(|m| m.issue.as_str()).collect();
        issues.dedup();
        let whole = if s.whole { ", of the whole" } else { "" };
        let who = format!("{} {name} {}{whole} in {}", s.speaker.word(), s.status.word(), s.passage);
        e.fact("statement", &who, None, s.rule, &s.label);
        e.line(format_args!("  says      {}", s.text));
        e.line(format_args!("  about     {}", issues.join(", ")));
    }
    for r in &document.requests {
        let what = format!("{} {} in {}", r.kind.word(), r.identifiers.join(", "), r.passage);
        e.fact("request", &what, None, Rule::RequestWords, &r.label);
        e.line(format_args!("  says      {}", r.text));
        match &r.answer {
            Some(a) if a.document.is_empty() => {
                e.line(format_args!("  answer    {} {}", a.passage, e.quote(&a.label)));
            }
            Some(a) => e.line(format_args!("  answer    in {}", a.document)),
            None => {}
        }
    }
    for r in &document.repairs {
        e.line(format_args!("repair      {:?} → {:?} [{}]", r.written, r.read, r.rule.word()));
    }
    for p in &document.passages {
        let section = p.section.as_deref().map_or(String::new(), |s| format!("in {s}"));
        e.line(format_args!("\n{} {} {section}\n  {}", p.id, p.kind.word(), p.text));
        for issue in &p.issues {
            let shown = p.marks.iter().filter(|m| m.issue == *issue).map(|m| e.quote(&m.evidence));
            let shown = shown.collect::<Vec<_>>().join(", ");
            e.line(format_args!("  = {issue}: {shown}"));
        }
    }
    e.out
}

impl Explanation<'_> {
    fn line(&mut self, line: std::fmt::Arguments) {
        writeln!(self.out, "{line}").expect("a string takes all");
    }

    fn fact(&mut self, sort: &str, value: &str, certainty: Option<&str>, rule: Rule, evidence: &[Span]) {
        let certainty = certainty.map(|c| format!(" {c}")).unwrap_or_default();
        let words = self.quote(evidence);
        self.line(format_args!("{sort:<11} {value}{certainty} [{}] {words}", rule.word()));
    }

    fn proof(&mut self, steps: &[ProofStep]) {
        for step in steps {
            // The words of another document cannot be quoted from this source.
            let words = match step.document.as_str() {
                "" => self.quote(&step.evidence),
                other => format!("in {other}"),
            };
            self.line(format_args!("  proof     {} [{}] {words}", step.gives, step.rule.word()));
        }
    }

    fn quote(&self, evidence: &[Span]) -> String {
        let quotes: Vec<String> = evidence.iter().map(|s| format!("{:?}", s.quote(self.source))).collect();
        if quotes.is_empty() { "—".to_owned() } else { quotes.join(" + ") }
    }
}

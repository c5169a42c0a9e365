//! Facts, and what each rests on: the exact words, the rule, how certain it is, and where curated its source.

use crate::{
    dom::{El, STATIC, button, el, with},
    explorer::X,
    rich::outside,
    text::{self, cut},
};
use leptos::prelude::*;
use model::{Certainty, Document, ProofStep, Resolution, Role, Rule, Span};
use std::ops::Range;

/// Context shown on either side of the words of a long line, in bytes: about a line of the page.
const CONTEXT: usize = 70;

/// A fact as the page shows it.
#[derive(Clone)]
pub struct Claim {
    label: &'static str,
    value: String,
    /// Whether the value is in the words of the document, thus Dutch.
    dutch: bool,
    certainty: Certainty,
    rule: Rule,
    evidence: &'static [Span],
    proof: &'static [ProofStep],
    /// A remark that is shown with the evidence.
    remark: Option<String>,
    /// Where a curated fact is taken from.
    source: Option<&'static str>,
    /// Another paper.
    url: Option<&'static str>,
    /// Another document of this dossier.
    document: Option<usize>,
}

/// A headed list of facts.
pub struct Claims {
    /// Its heading.
    pub heading: &'static str,
    /// The facts.
    pub claims: Vec<Claim>,
}

/// Everything known about a document: first what stands in the box, then what its text mentions.
pub fn claims(x: X, index: usize) -> Vec<Claims> {
    let (lang, t, document) = (x.lang(), x.t(), x.document(index));
    let base = |label, value: String, rule, evidence| Claim {
        label,
        value,
        dutch: false,
        certainty: Certainty::Stated,
        rule,
        evidence,
        proof: &[],
        remark: None,
        source: None,
        url: None,
        document: None,
    };
    let of_date = |label, date: &'static model::DateFact| Claim {
        certainty: date.certainty,
        proof: &date.proof,
        ..base(label, lang.when(date), date.rule, &date.evidence)
    };

    let mut facts = vec![base(t.kind(), x.kind(document), document.kind_rule, &document.kind_evidence)];
    facts.extend(document.date.as_ref().map(|date| of_date(t.date(), date)));
    // That a sender is also named in its text is not worth a line.
    let involved = document.involved();
    let telling = document
        .ministries
        .iter()
        .filter(|m| m.role != Role::Mentioned || !involved.contains(&m.code.as_str()));
    facts.extend(telling.map(|m| Claim {
        certainty: m.certainty,
        source: m.source.as_deref(),
        ..base(lang.role(m.role), x.ministry(&m.code).into(), m.rule, &m.evidence)
    }));
    facts.extend(document.reference.as_ref().map(|r| Claim {
        certainty: r.certainty,
        ..base(t.reference(), r.value.clone(), r.rule, &r.evidence)
    }));
    facts.extend(
        document
            .signatories
            .iter()
            .map(|s| Claim { dutch: true, ..base(t.signed(), s.name.clone(), s.rule, &s.evidence) }),
    );
    let title = &document.title;
    facts.push(Claim {
        certainty: title.certainty,
        ..base(t.title(), lang.certainty(title.certainty).into(), title.rule, &title.evidence)
    });
    facts.extend(document.curated.iter().map(|c| Claim {
        certainty: Certainty::Curated,
        source: Some(&c.source),
        url: c.url.as_deref(),
        ..base(t.added(), lang.of(&c.text).into(), Rule::Curated, &[])
    }));
    for pair in &x.dossier().pairs {
        let other = match &document.id {
            id if *id == pair.nota => &pair.letter,
            id if *id == pair.letter => &pair.nota,
            _ => continue,
        };
        facts.extend(x.by_id(other).map(|other| Claim {
            certainty: pair.certainty,
            remark: Some(lang.of(&pair.note).into()),
            document: Some(other),
            ..base(
                t.belongs(),
                format!("{}, {}", x.kind(x.document(other)), x.when(x.document(other))),
                pair.rule,
                &[],
            )
        }));
    }

    let dates = document.dates.iter().map(|d| of_date(&d.as_written, d)).collect();
    let citations = document.citations.iter().map(|c| {
        let reason = c.reason.map(|r| format!(": {}", lang.no_address(r))).unwrap_or_default();
        Claim {
            dutch: true,
            remark: Some(format!("{}{reason}", lang.resolution(c.resolution))),
            url: c.url.as_deref(),
            document: x
                .corpus
                .documents
                .iter()
                .position(|d| d.published_as.as_ref().is_some_and(|n| c.identifiers.contains(n))),
            certainty: if c.resolution == Resolution::Unresolved || !c.proof.is_empty() {
                Certainty::Derived
            } else {
                Certainty::Stated
            },
            proof: &c.proof,
            ..base(lang.citation(c.kind), c.as_written.clone(), c.rule, &c.evidence)
        }
    });
    let actors = document.actors.iter().map(|a| {
        let party = a.party.as_ref().map(|party| format!(" ({party})")).unwrap_or_default();
        base(lang.actor(a.kind), format!("{}{party}", a.name), a.rule, &a.evidence)
    });
    vec![
        Claims { heading: t.facts(), claims: facts },
        Claims { heading: t.in_text_dates(), claims: dates },
        Claims { heading: t.citations(), claims: citations.collect() },
        Claims { heading: t.actors(), claims: actors.collect() },
    ]
}

/// A list of facts, each a button that opens its evidence. `first` is the number of the first among all of the
/// document; `open` holds the number of the one that is open.
pub fn list(x: X, index: usize, first: usize, claims: &'static [Claim], open: RwSignal<Option<usize>>) -> El {
    let mut number = first;
    let mut list = el("dl.claims");
    for group in claims.chunk_by(|a, b| a.label == b.label) {
        let mut row = el("div").add(with("dt", group[0].label));
        for claim in group {
            row = row.add(value(x, index, number, claim, open));
            number += 1;
        }
        list = list.add(row);
    }
    list
}

fn value(x: X, index: usize, number: usize, claim: &'static Claim, open: RwSignal<Option<usize>>) -> El {
    let is_open = move || open.get() == Some(number);
    let id = format!("evidence-{number}");
    let doubt = !matches!(claim.certainty, Certainty::Stated | Certainty::Curated);
    if STATIC {
        let summary = with(if doubt { "summary.claim.doubt" } else { "summary.claim" }, &claim.value);
        let summary = if claim.dutch { summary.dutch() } else { summary };
        return el("dd").add(el("details").add(summary).add(panel(x, index, claim)));
    }
    let name = if doubt { "button.claim.doubt" } else { "button.claim" };
    let opener = button(name, &claim.value)
        .attr("aria-controls", &id)
        .attr_of("aria-expanded", move || Some(is_open().to_string()))
        .on("click", move |_| open.set((open.get_untracked() != Some(number)).then_some(number)));
    let opener = if claim.dutch { opener.dutch() } else { opener };
    let place = el("div").attr("id", &id).part(move |place| {
        if is_open() {
            place.add(panel(x, index, claim));
        }
    });
    el("dd").add(opener).add(place)
}

fn panel(x: X, index: usize, claim: &Claim) -> El {
    let (lang, t) = (x.lang(), x.t());
    let certainty = el("p").add(with("strong.certainty", lang.certainty(claim.certainty)));
    let certainty = certainty.text(" ").text(lang.certainty_why(claim.certainty));
    let mut panel = el("div.evidence").attr("data-certainty", claim.certainty.word()).add(certainty);
    panel = panel.add(with("p", lang.rule(claim.rule)));
    if let Some(remark) = &claim.remark {
        panel = panel.add(with("p", remark));
    }
    if claim.evidence.is_empty() && claim.proof.is_empty() {
        panel = panel.add(with("p", t.no_words()));
    }
    panel = quotes(panel, x, index, claim.evidence);
    if !claim.proof.is_empty() {
        let steps = claim.proof.iter().fold(el("ol"), |steps, step| steps.add(proof(x, index, step)));
        panel = panel.add(with("p.label", t.proof())).add(steps);
    }
    if let Some(source) = claim.source {
        let from = el("p").text(t.taken_from());
        panel = panel.add(if source.starts_with("https://") {
            from.add(outside(x, source).text(source))
        } else {
            from.text(source)
        });
    }
    if let Some(url) = claim.url {
        panel = panel.add(el("p").add(outside(x, url).text(url)));
    }
    if let Some(other) = claim.document {
        panel = panel.add(to_document(x, other));
    }
    if !claim.evidence.is_empty() {
        panel = panel.add(el("p").add(x.link(with("a", t.in_source()), |s| s.source = true)));
    }
    panel
}

fn to_document(x: X, other: usize) -> El {
    let link = with("a", &x.document(other).title.value).dutch();
    el("p").add(x.link(link, move |s| s.open(other, None)))
}

fn proof(x: X, index: usize, step: &'static ProofStep) -> El {
    let mut rule = with("p", x.lang().rule(step.rule));
    if !step.gives.is_empty() {
        rule = rule.text(" ").text(x.t().gives()).text(&x.lang().edtf(&step.gives)).text(".");
    }
    let other = x.by_id(&step.document).filter(|o| *o != index);
    let place = el("li").add(rule).maybe(other.map(|other| to_document(x, other)));
    quotes(place, x, other.unwrap_or(index), &step.evidence)
}

/// Adds the words of the source, each in its line and with its number.
fn quotes(mut into: El, x: X, index: usize, spans: &[Span]) -> El {
    let (t, source) = (x.t(), x.sources[index]);
    for span in spans {
        let words = span.range();
        let around = context(source, words.clone());
        let (first, last) = (text::line_of(source, words.start), text::line_of(source, words.end));
        let place = if first == last {
            format!("{}{first}", t.line())
        } else {
            format!("{}{first}–{last}", t.lines())
        };
        let quote = el("p").text(cut(source, around.start..words.start)).add(with("q", span.quote(source)));
        let quote = quote.text(cut(source, words.end..around.end));
        let footer = with("footer", &place).attr("lang", t.tag());
        into = into.add(el("blockquote").dutch().add(quote).add(footer));
    }
    into
}

/// The lines that hold a span, cut to whole words near it where they are long.
fn context(source: &str, span: Range<usize>) -> Range<usize> {
    let line_start = cut(source, 0..span.start).rfind('\n').map_or(0, |n| n + 1);
    let line_end = cut(source, span.end..source.len()).find('\n').map_or(source.len(), |n| span.end + n);
    let start = if span.start - line_start <= CONTEXT {
        line_start
    } else {
        let from = (0..=span.start - CONTEXT).rev().find(|i| source.is_char_boundary(*i)).unwrap_or(0);
        cut(source, from..span.start).find(' ').map_or(span.start, |blank| from + blank + 1)
    };
    let end = if line_end - span.end <= CONTEXT {
        line_end
    } else {
        let to = (span.end + CONTEXT..).find(|i| source.is_char_boundary(*i)).unwrap_or(line_end);
        cut(source, span.end..to).rfind(' ').map_or(span.end, |blank| span.end + blank)
    };
    start..end
}

/// The source in lines, with the words that facts rest on; those of the open fact stand out.
pub fn source_view(into: El, x: X, index: usize, claims: &[Claims], open: Option<usize>) {
    let source = x.sources[index];
    let (mut grounds, mut marks) = (Vec::new(), Vec::new());
    let mut number = 0;
    for claims in claims {
        for claim in &claims.claims {
            for span in claim.evidence {
                grounds.push(span.range());
                if open == Some(number) {
                    marks.push(span.range());
                }
            }
            number += 1;
        }
    }
    let wanted = x
        .state
        .with_untracked(|s| s.passage)
        .and_then(|p| x.document(index).passages.get(p)?.evidence.first());
    let mut lines = el("ol.source").dutch();
    for line in text::lines(source) {
        let shown = wanted.is_some_and(|span| line.contains(&span.range().start));
        let mut row = el("li").flag("data-shown", shown);
        for piece in text::pieces(line, &marks, &grounds, &[]) {
            let words = cut(source, piece.range);
            row = match (piece.mark, piece.issue) {
                (Some(_), _) => row.add(with("mark", words)),
                (None, Some(_)) => row.add(with("span.ground", words)),
                (None, None) => row.text(words),
            };
        }
        lines = lines.add(row);
    }
    into.add(with("p.small", x.t().source_note())).add(lines);
}

/// Name and fingerprint of the file that a document was read from.
pub fn file(x: X, document: &'static Document) -> El {
    let sum = &document.source.sha256;
    let short = with("span", cut(sum, 0..sum.len().min(12))).text("…").attr("title", sum);
    with("p.small.file", x.t().file()).text(&document.source.file).text(", SHA-256 ").add(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_context_of_words_is_their_line_or_whole_words_of_it() {
        let source = "Datum\n20 april 2023\n\nOns kenmerk";
        let at = source.find("20 april").unwrap();
        assert_eq!(&source[context(source, at..at + 13)], "20 april 2023");
        let long = format!("{} AIVD {}", "woord één ".repeat(30), "twee ó drie ".repeat(30));
        let at = long.find("AIVD").unwrap();
        let shown = &long[context(&long, at..at + 4)];
        assert!(shown.len() < 170 && shown.contains(" AIVD "), "{shown}");
        assert!(["woord", "één"].iter().any(|w| shown.starts_with(w)), "{shown}");
        assert!(["twee", "ó", "drie"].iter().any(|w| shown.ends_with(w)), "{shown}");
    }
}

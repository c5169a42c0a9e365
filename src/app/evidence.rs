//! Facts, and what each rests on: the exact words, the rule, how certain it is, and where curated its source.

use crate::{explorer::Explorer, rich::outside, state::ViewState, text};
use leptos::prelude::*;
use model::{Certainty, Document, ProofStep, Resolution, Rule, Span};
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
pub fn claims(x: Explorer, index: usize) -> Vec<Claims> {
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

    let mut facts = vec![base(t.kind, x.kind(document), document.kind_rule, &document.kind_evidence)];
    facts.extend(document.date.as_ref().map(|date| of_date(t.date, date)));
    facts.extend(document.ministries.iter().map(|m| Claim {
        certainty: m.certainty,
        source: m.source.as_deref(),
        ..base(lang.role(m.role), x.ministry(&m.code).into(), m.rule, &m.evidence)
    }));
    facts.extend(document.reference.as_ref().map(|r| Claim {
        certainty: r.certainty,
        ..base(t.reference, r.value.clone(), r.rule, &r.evidence)
    }));
    facts.extend(document.signatories.iter().map(|s| Claim {
        dutch: true,
        ..base(t.signed, s.name.clone(), s.rule, &s.evidence)
    }));
    facts.push(Claim {
        dutch: true,
        certainty: document.title.certainty,
        ..base(t.title, document.title.value.clone(), document.title.rule, &document.title.evidence)
    });
    facts.extend(document.curated.iter().map(|c| Claim {
        certainty: Certainty::Curated,
        source: Some(&c.source),
        url: c.url.as_deref(),
        ..base(t.added, lang.of(&c.text).into(), Rule::Curated, &[])
    }));
    for pair in &x.dossier().pairs {
        let other = match &document.id {
            id if *id == pair.nota => &pair.letter,
            id if *id == pair.letter => &pair.nota,
            _ => continue,
        };
        let other = x.corpus.documents.iter().position(|d| d.id == *other);
        facts.extend(other.map(|other| Claim {
            certainty: pair.certainty,
            remark: Some(lang.of(&pair.note).into()),
            document: Some(other),
            ..base(t.belongs, format!("{}, {}", x.kind(x.document(other)), x.when(x.document(other))), pair.rule, &[])
        }));
    }

    let dates = document.dates.iter().map(|d| of_date(&d.as_written, d)).collect();
    let citations = document.citations.iter().map(|c| {
        let reason = c.reason.as_deref().map(|r| format!(": {r}")).unwrap_or_default();
        Claim {
            dutch: true,
            remark: Some(format!("{}{reason}", lang.resolution(c.resolution))),
            url: c.url.as_deref(),
            certainty: if c.resolution == Resolution::Unresolved { Certainty::Derived } else { Certainty::Stated },
            ..base(lang.citation(c.kind), c.as_written.clone(), c.rule, &c.evidence)
        }
    });
    let actors = document
        .actors
        .iter()
        .map(|a| base(lang.actor(a.kind), a.name.clone(), Rule::KnownOrganisation, &a.evidence));
    vec![
        Claims { heading: t.facts, claims: facts },
        Claims { heading: t.in_text_dates, claims: dates },
        Claims { heading: t.citations, claims: citations.collect() },
        Claims { heading: t.actors, claims: actors.collect() },
    ]
}

/// A list of facts, each a button that opens its evidence. `first` is the number of the first among all of the
/// document; `open` holds the number of the one that is open.
pub fn list(x: Explorer, index: usize, first: usize, claims: &[Claim], open: RwSignal<Option<usize>>) -> AnyView {
    let mut number = first;
    let groups: Vec<AnyView> = claims
        .chunk_by(|a, b| a.label == b.label)
        .map(|group| {
            let values: Vec<AnyView> = group
                .iter()
                .map(|claim| {
                    number += 1;
                    value(x, index, number - 1, claim.clone(), open)
                })
                .collect();
            view! { <div><dt>{group[0].label}</dt>{values}</div> }.into_any()
        })
        .collect();
    view! { <dl class="claims">{groups}</dl> }.into_any()
}

fn value(x: Explorer, index: usize, number: usize, claim: Claim, open: RwSignal<Option<usize>>) -> AnyView {
    let is_open = move || open.get() == Some(number);
    let id = format!("evidence-{number}");
    let controls = id.clone();
    let doubt = !matches!(claim.certainty, Certainty::Stated | Certainty::Curated);
    let lang = claim.dutch.then_some("nl");
    let shown = claim.value.clone();
    let panel = move || is_open().then(|| panel(x, index, &claim));
    view! {
        <dd>
            <button type="button" class="claim" class:doubt=doubt lang=lang aria-expanded=move || if is_open() { "true" } else { "false" }
                aria-controls=controls
                on:click=move |_| open.update(|o| *o = (*o != Some(number)).then_some(number))>{shown}</button>
            <div id=id>{panel}</div>
        </dd>
    }
    .into_any()
}

fn panel(x: Explorer, index: usize, claim: &Claim) -> AnyView {
    let (lang, t) = (x.lang(), x.t());
    let quotes = quotes(x, index, claim.evidence);
    let silent = claim.evidence.is_empty() && claim.proof.is_empty();
    let steps: Vec<AnyView> = claim
        .proof
        .iter()
        .map(|step| {
            let other = x.corpus.documents.iter().position(|d| d.id == step.document);
            let from = other.filter(|o| *o != index).map(|other| {
                let to = x.link_now(|s| s.open(other, None));
                view! { <p><a href=to lang="nl">{x.document(other).title.value.as_str()}</a></p> }.into_any()
            });
            let gives = (!step.gives.is_empty()).then(|| format!(" {}{}.", t.gives, lang.edtf(&step.gives)));
            view! { <li><p>{lang.rule(step.rule)}{gives}</p>{from}{quotes_of(x, other.unwrap_or(index), &step.evidence)}</li> }
                .into_any()
        })
        .collect();
    let proof = (!steps.is_empty()).then(|| view! { <p class="label">{t.proof}</p><ol>{steps}</ol> }.into_any());
    let remark = claim.remark.clone().map(|r| view! { <p>{r}</p> }.into_any());
    let source = claim.source.map(|s| {
        let inner = if s.starts_with("https://") { outside(x, s, s.into_any()) } else { s.into_any() };
        view! { <p>{t.taken_from}": "{inner}</p> }.into_any()
    });
    let url = claim.url.map(|u| view! { <p>{outside(x, u, u.into_any())}</p> }.into_any());
    let document = claim.document.map(|other| {
        let to = x.link_now(|s| s.open(other, None));
        view! { <p><a href=to lang="nl">{x.document(other).title.value.as_str()}</a></p> }.into_any()
    });
    let see = (!claim.evidence.is_empty()).then(|| {
        let to = move || x.link(|s| ViewState { source: true, ..s });
        view! { <p><a href=to>{t.in_source}</a></p> }.into_any()
    });
    view! {
        <div class="evidence" data-certainty=claim.certainty.word()>
            <p><strong class="certainty">{lang.certainty(claim.certainty)}</strong>" "{lang.certainty_why(claim.certainty)}</p>
            <p>{lang.rule(claim.rule)}</p>
            {remark}
            {silent.then_some(view! { <p>{t.no_words}</p> }.into_any())}
            {quotes}{proof}{source}{url}{document}{see}
        </div>
    }
    .into_any()
}

fn quotes(x: Explorer, index: usize, spans: &'static [Span]) -> AnyView {
    quotes_of(x, index, spans)
}

/// The words of the source, each in its line and with its number.
fn quotes_of(x: Explorer, index: usize, spans: &'static [Span]) -> AnyView {
    let (t, source) = (x.t(), corpus::source(index));
    spans
        .iter()
        .map(|span| {
            let around = context(source, span.range());
            let (first, last) = (text::line_of(source, span.range().start), text::line_of(source, span.range().end));
            let place = if first == last { format!("{}{first}", t.line) } else { format!("{}{first}–{last}", t.lines) };
            view! {
                <blockquote lang="nl">
                    <p>{&source[around.start..span.range().start]}<q>{span.quote(source)}</q>{&source[span.range().end..around.end]}</p>
                    <footer lang=t.tag>{place}</footer>
                </blockquote>
            }
            .into_any()
        })
        .collect::<Vec<_>>()
        .into_any()
}

/// The lines that hold a span, cut to whole words near it where they are long.
fn context(source: &str, span: Range<usize>) -> Range<usize> {
    let line_start = source[..span.start].rfind('\n').map_or(0, |n| n + 1);
    let line_end = source[span.end..].find('\n').map_or(source.len(), |n| span.end + n);
    let start = if span.start - line_start <= CONTEXT {
        line_start
    } else {
        let from = (0..=span.start - CONTEXT).rev().find(|i| source.is_char_boundary(*i)).unwrap_or(0);
        source[from..span.start].find(' ').map_or(span.start, |blank| from + blank + 1)
    };
    let end = if line_end - span.end <= CONTEXT {
        line_end
    } else {
        let to = (span.end + CONTEXT..).find(|i| source.is_char_boundary(*i)).unwrap_or(line_end);
        source[span.end..to].rfind(' ').map_or(span.end, |blank| span.end + blank)
    };
    start..end
}

/// The source in lines, with the words that facts rest on; those of the open fact stand out.
pub fn source_view(x: Explorer, index: usize, claims: &[Claims], open: Option<usize>) -> AnyView {
    let source = corpus::source(index);
    let all = claims.iter().flat_map(|c| &c.claims);
    let mut grounds: Vec<Range<usize>> = all.clone().flat_map(|c| c.evidence).map(|s| s.range()).collect();
    grounds.sort_by_key(|r| (r.start, r.end));
    let open = open.and_then(|number| all.clone().nth(number));
    let mut marks: Vec<Range<usize>> = open.map(|c| c.evidence.iter().map(|s| s.range()).collect()).unwrap_or_default();
    marks.sort_by_key(|r| (r.start, r.end));
    let wanted = x.state.with_untracked(|s| s.passage).and_then(|p| x.document(index).passages[p].evidence.first());
    let lines: Vec<AnyView> = text::lines(source)
        .into_iter()
        .map(|line| {
            let shown = wanted.is_some_and(|span| line.contains(&span.range().start));
            let words: Vec<AnyView> = text::pieces(line, &marks, &grounds, &[])
                .into_iter()
                .map(|piece| {
                    let words = &source[piece.range];
                    match (piece.mark, piece.issue) {
                        (Some(_), _) => view! { <mark>{words}</mark> }.into_any(),
                        (None, Some(_)) => view! { <span class="ground">{words}</span> }.into_any(),
                        (None, None) => words.into_any(),
                    }
                })
                .collect();
            view! { <li data-shown=shown.then_some("")>{words}</li> }.into_any()
        })
        .collect();
    view! { <p class="small">{x.t().source_note}</p><ol class="source" lang="nl" tabindex="-1">{lines}</ol> }.into_any()
}

/// Name and fingerprint of the file that a document was read from.
pub fn file(x: Explorer, document: &'static Document) -> AnyView {
    let sum = &document.source.sha256;
    view! {
        <p class="small file">{x.t().file}": "<span>{document.source.file.as_str()}</span>
            ", SHA-256 "<span title=sum.as_str()>{&sum[..sum.len().min(12)]}"…"</span></p>
    }
    .into_any()
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

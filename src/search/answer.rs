//! What a query finds: which documents, in which order, how many for each filter, and which passages.

use crate::{
    index::{B, Field, Index, each_stretch, each_word},
    order::order,
    plan::{Form, Forms, Plan, Way, What},
    syntax::{Refused, Syntax},
};
use lists::{Bits, Rising, Tally, runs, saturated, score};
use model::{Day, DocumentKind, PassageKind};
use std::{collections::BinaryHeap, ops::Range};

/// What a reader asks for. Empty lists and `None` ask for everything.
///
/// Values within a list are alternatives (OR); the lists, the words and the dates must all hold (AND).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words as typed; see [`Syntax`].
    pub text: String,
    /// Codes of ministries that send, co-send or receive the document.
    pub ministries: Vec<String>,
    /// Ids of policy issues.
    pub issues: Vec<String>,
    /// Kinds of document.
    pub kinds: Vec<DocumentKind>,
    /// First day asked for, inclusive.
    pub from: Option<Day>,
    /// Last day asked for, inclusive.
    pub to: Option<Day>,
    /// By which forms a word may be found.
    pub forms: Forms,
    /// Whether documents come in order of time also where words are asked for.
    pub by_date: bool,
}

/// How a document's possible days lie to the days asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFit {
    /// Every possible day lies within (or no days are asked for).
    Certain,
    /// Some possible day lies within, or the document has no date at all.
    Possible,
}

/// A passage found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageHit {
    /// Index in [`model::Document::passages`].
    pub passage: usize,
    /// Byte ranges of the passage's reading text that answer the words, in order, disjoint, with their form.
    pub marks: Vec<(Range<usize>, Form)>,
}

/// The passages of a document that are found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passages {
    /// In the order of the text. Where words are asked for: those with the most of them. Else those with a chosen
    /// issue, headings left out.
    pub found: Vec<PassageHit>,
    /// Indices into `found`, best first.
    pub best: Vec<usize>,
    /// What answers the words in the title.
    pub title: Vec<(Range<usize>, Form)>,
}

/// A document found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index in [`model::Corpus::documents`].
    pub document: usize,
    /// Whether its date certainly fits.
    pub fit: DateFit,
    /// The form by which its words are found; of several words, the one farthest from the letters.
    pub form: Form,
}

/// The answer to a query.
#[derive(Debug, Default)]
pub struct Hits {
    /// The first documents: certain ones, then possible ones; each by rank where words are asked for, else in order
    /// of time. As many as asked for.
    pub documents: Vec<Hit>,
    /// All documents found.
    pub found: Bits,
    /// Number of documents whose date certainly fits.
    pub certain: usize,
    /// Number of documents whose date possibly fits.
    pub possible: usize,
    /// Number of documents by the form that found them, in the order of [`Form::ALL`].
    pub by_form: [usize; 6],
    /// How many documents each value of a facet would leave, were it the only choice in its facet; the facets and the
    /// values are those of [`Index::values`], in the same order.
    pub counts: [Vec<usize>; 3],
    /// How the words were understood.
    pub syntax: Syntax,
    /// What was looked for.
    pub plan: Plan,
    /// By clause: what one occurrence is worth; rare words say more.
    worth: Vec<f32>,
}

impl Hits {
    /// Number of documents found.
    pub fn count(&self) -> usize {
        self.certain + self.possible
    }

    /// What was refused of the query.
    pub fn refused(&self) -> &[(String, Refused)] {
        &self.syntax.refused
    }
}

impl Index<'_> {
    /// Answers a query with its first `most` documents; everything is counted.
    pub fn hits(&self, query: &Query, most: usize) -> Hits {
        let syntax = Syntax::read(&query.text);
        let plan = Plan::new(self, &syntax, query.forms);
        let end = self.norms.len();
        let fields = (syntax.title || syntax.heading).then_some((syntax.title, syntax.heading));

        let mut found = Bits::all(end);
        let mut scores: Vec<f32> = Vec::new();
        let mut forms: Vec<u8> = Vec::new();
        let mut worth = Vec::new();
        for ways in &plan.clauses {
            let reach = self.reach(ways, fields);
            let set = Bits::of(&reach.weights);
            let value = rarity(end, set.count());
            worth.push(value);
            if scores.is_empty() {
                scores = vec![0.0; end];
                forms = vec![0; end];
            }
            score(&reach.weights, &self.norms, value, &mut scores);
            forms.iter_mut().zip(&reach.forms).for_each(|(form, other)| *form = (*form).max(*other));
            found.and(&set);
        }
        for ways in &plan.without {
            found.minus(&Bits::of(&self.reach(ways, None).weights));
        }

        let mut hits = Hits { syntax, plan, worth, ..Hits::default() };
        let certain = self.narrow(query, found, &mut hits);
        let form =
            |document: u32| Form::ALL[usize::from(forms.get(document as usize).copied().unwrap_or_default())];
        let mut sure = hits.found.clone();
        let mut possible = Bits::default();
        if let Some(certain) = certain {
            sure.and(&certain);
            possible = hits.found.clone();
            possible.minus(&certain);
        }
        (hits.certain, hits.possible) = (sure.count(), possible.count());
        if scores.is_empty() {
            hits.by_form[0] = hits.count();
        }
        for (fit, set) in [(DateFit::Certain, sure), (DateFit::Possible, possible)] {
            let left = most - hits.documents.len();
            let mut documents = set.first(if scores.is_empty() { left } else { usize::MAX });
            if !scores.is_empty() {
                documents.iter().for_each(|document| hits.by_form[form(*document) as usize] += 1);
                if !query.by_date {
                    // By the form, then by the score, whose bits rise with it, then by time.
                    documents = first(documents, left, &|document| {
                        u64::from(forms[document as usize]) << 32
                            | u64::from(!scores[document as usize].to_bits())
                    });
                }
            }
            hits.documents.extend(documents.into_iter().take(left).map(|d| Hit {
                document: d as usize,
                fit,
                form: form(d),
            }));
        }
        hits
    }

    /// Applies the filters, and counts what each value would leave. Returns the documents whose date certainly fits,
    /// where days are asked for.
    fn narrow(&self, query: &Query, found: Bits, hits: &mut Hits) -> Option<Bits> {
        let end = self.norms.len();
        let mut base = found;
        let dated = query.from.is_some() || query.to.is_some();
        let certain = dated.then(|| {
            let mut certain = Bits::none(end);
            let mut any = Bits::none(end);
            for (document, dates) in self.dates.iter().enumerate() {
                let fit = fit(*dates, query.from, query.to);
                if fit.is_some() {
                    any.add(document);
                }
                if fit == Some(DateFit::Certain) {
                    certain.add(document);
                }
            }
            base.and(&any);
            certain
        });
        let kinds: Vec<String> = query.kinds.iter().map(|kind| kind.word().to_owned()).collect();
        let chosen = [&query.ministries, &query.issues, &kinds];
        // A facet is counted without its own choice.
        for own in 0..=3 {
            let mut left = base.clone();
            for (facet, values) in chosen.iter().enumerate() {
                if facet != own && !values.is_empty() {
                    let mut any = Bits::none(end);
                    for (value, set) in &self.facets[facet] {
                        if values.contains(value) {
                            any.or(set);
                        }
                    }
                    left.and(&any);
                }
            }
            match self.facets.get(own) {
                Some(sets) => hits.counts[own] = sets.iter().map(|(_, set)| set.shared(&left)).collect(),
                None => hits.found = left,
            }
        }
        certain
    }

    /// Where a part of a query is found, and by which form first, as its place in [`Form::ALL`]. A literal occurrence
    /// counts twice: another form says less about what was asked. What two ways find counts for both: a word that is
    /// being typed is also the beginning of itself. With `fields`, only in titles, in headings, or both.
    fn reach(&self, ways: &[Way], fields: Option<(bool, bool)>) -> Tally {
        let mut tally = Tally::new(self.norms.len());
        for way in ways {
            let unit = if way.form == Form::Literal { 2 } else { 1 };
            let form = way.form as u8;
            // Places are made for the first query that needs them.
            let at = || {
                let wanted = |field: Field| fields.is_none_or(|fields| is_wanted(field, fields));
                let weights = Field::ALL.map(|field| if wanted(field) { unit * field.weight() } else { 0 });
                (self.places(), weights)
            };
            let terms = match &way.what {
                What::Any(terms) => terms.clone(),
                What::Begins(prefix, _)
                    if fields.is_none()
                        && let Some(list) = self.joined(prefix) =>
                {
                    tally.list(list, unit, form);
                    continue;
                }
                What::Begins(_, terms) => terms.clone().collect(),
                What::Run(run, last) => {
                    let (places, weights) = at();
                    tally.runs(&self.run(run, last.as_ref()), &places.stretches, weights, form);
                    continue;
                }
            };
            for term in terms {
                if fields.is_none() {
                    tally.list(self.list(term), unit, form);
                } else {
                    let (places, weights) = at();
                    for stretch in places.headed[term as usize].numbers() {
                        tally.stretch(stretch as usize, &places.stretches, weights, form);
                    }
                }
            }
        }
        tally
    }

    /// The lists of words that follow one another, for [`runs`].
    fn run(&self, run: &[u32], last: Option<&Range<u32>>) -> Vec<Vec<&Rising>> {
        let places = self.places();
        let list = |term: u32| &places.of[term as usize];
        let mut words: Vec<Vec<&Rising>> = run.iter().map(|term| vec![list(*term)]).collect();
        words.extend(last.map(|range| range.clone().map(list).collect()));
        words
    }

    /// Whether words follow one another anywhere.
    pub(crate) fn runs(&self, run: &[u32], last: Option<&Range<u32>>) -> bool {
        let mut found = false;
        runs(&self.run(run, last), self.places().stretches.end, &mut |_| {
            found = true;
            false
        });
        found
    }

    /// The passages of a document that answer a query, and what answers it in them.
    pub fn passages(&self, number: usize, query: &Query, hits: &Hits) -> Passages {
        let document = &self.corpus.documents[number];
        let clauses = &hits.plan.clauses;
        let issues = |passage: &model::Passage| {
            let chosen = |issue: &&String| query.issues.is_empty() || query.issues.contains(issue);
            passage.issues.iter().filter(chosen).count()
        };
        let mut answer = Passages::default();
        if clauses.is_empty() {
            let fits = |p: &model::Passage| {
                p.kind != PassageKind::Heading && (query.issues.is_empty() || issues(p) > 0)
            };
            let all = document.passages.iter().enumerate().filter(|(_, p)| fits(p));
            answer.found = all.map(|(passage, _)| PassageHit { passage, marks: Vec::new() }).collect();
            let issues = |i: usize| document.passages[answer.found[i].passage].issues.len() as u32;
            answer.best = order(answer.found.len(), &|i| !issues(i));
            return answer;
        }
        let fields = (hits.syntax.title, hits.syntax.heading);
        let wanted = |field: Field| fields == (false, false) || is_wanted(field, fields);
        // Of every passage with a word: how many of the words, and the rank.
        let mut ranks: Vec<(usize, f32)> = Vec::new();
        let mut heading: Vec<u32> = vec![0; clauses.len()];
        let mut at = 0;
        each_stretch(document, &mut |field, passage, text| {
            let (marks, mut weights) = self.marks(number, passage, text, clauses);
            if field == Field::Title && wanted(field) {
                answer.title.clone_from(&marks);
            }
            let Some(passage) = passage else { return };
            if field == Field::Heading {
                heading.clone_from(&weights);
            }
            at += 1;
            if marks.is_empty() || !wanted(field) {
                return;
            }
            let held = weights.iter().filter(|w| **w > 0).count();
            if field == Field::Body {
                // What stands above a paragraph is said of it too.
                weights.iter_mut().zip(&heading).for_each(|(w, above)| *w += above * Field::Heading.weight());
            }
            let length = 1.0 - B + B * passage.text.len() as f32 / PASSAGE;
            let score = weights.iter().zip(&hits.worth);
            let score = score.map(|(weight, worth)| worth * saturated(*weight as f32 / 2.0, length));
            // A chosen issue comes before any score, and a heading behind what it is above.
            let score = score.sum::<f32>()
                + if query.issues.is_empty() || issues(passage) == 0 { 0.0 } else { 1000.0 }
                + if field == Field::Heading { 0.0 } else { 500.0 };
            answer.found.push(PassageHit { passage: at - 1, marks });
            ranks.push((held, score));
        });
        // Those with the most words; where some passage has all of them, one with a single word is no answer.
        let most = ranks.iter().map(|(held, _)| *held).max().unwrap_or_default();
        let mut kept = ranks.iter().map(|(held, _)| *held == most);
        answer.found.retain(|_| kept.next().unwrap_or_default());
        ranks.retain(|(held, _)| *held == most);
        // The bits of a number above zero rise with it.
        answer.best = order(ranks.len(), &|i| !ranks[i].1.to_bits());
        answer
    }

    /// What answers the clauses in a text, and by clause the weight of the occurrences.
    fn marks(
        &self,
        document: usize,
        passage: Option<&model::Passage>,
        text: &str,
        clauses: &[Vec<Way>],
    ) -> (Vec<(Range<usize>, Form)>, Vec<u32>) {
        let mut words: Vec<(Range<usize>, Vec<u32>)> = Vec::new();
        each_word(&self.corpus.documents[document], self.source(document), passage, text, &mut |word| {
            let term = self.terms.find(word.text);
            match words.last_mut().filter(|_| word.damaged) {
                Some((_, terms)) => terms.extend(term),
                None => words.push((word.place, term.into_iter().collect())),
            }
        });
        let mut marks: Vec<(Range<usize>, Form)> = Vec::new();
        let mut weights = vec![0; clauses.len()];
        for at in 0..words.len() {
            let terms = |i: usize| words.get(at + i).map_or(&[][..], |(_, terms)| terms);
            for (ways, weight) in clauses.iter().zip(&mut weights) {
                let fit = ways.iter().find_map(|way| Some((way.form, way.what.fits(&terms)?)));
                let Some((form, length)) = fit else { continue };
                *weight += if form == Form::Literal { 2 } else { 1 };
                let range = words[at].0.start..words[at + length - 1].0.end;
                match marks.last_mut() {
                    // Words of one run are one mark; the better form names it.
                    Some((last, kept)) if range.start < last.end => {
                        last.end = last.end.max(range.end);
                        *kept = (*kept).min(form);
                    }
                    _ => marks.push((range, form)),
                }
            }
        }
        (marks, weights)
    }
}

/// The first `most` documents by key, equal ones in their order.
fn first(documents: Vec<u32>, most: usize, key: &dyn Fn(u32) -> u64) -> Vec<u32> {
    // Holds the best so far; of many documents most do not get in.
    let mut best = BinaryHeap::new();
    for document in documents {
        // The document stands below its key: 24 bits are for sixteen million.
        let key = key(document) << 24 | u64::from(document);
        if best.len() < most {
            best.push(key);
        } else if best.peek().is_some_and(|worst| key < *worst) {
            best.pop();
            best.push(key);
        }
    }
    best.into_sorted_vec().into_iter().map(|key| (key & 0xff_ffff) as u32).collect()
}

/// Whether a field is among those asked for: titles, headings.
fn is_wanted(field: Field, (title, heading): (bool, bool)) -> bool {
    field == Field::Title && title || field == Field::Heading && heading
}

/// Length of an average passage, in bytes: what it is measured by. The shipped texts have 230.
const PASSAGE: f32 = 250.0;

/// What one occurrence of a word is worth that `count` of `all` documents have (the inverse document frequency of
/// BM25, with one added so that it never falls below zero).
fn rarity(all: usize, count: usize) -> f32 {
    (1.0 + (all as f32 - count as f32 + 0.5) / (count as f32 + 0.5)).ln()
}

/// How the possible days of a document lie to the days asked for; `None` when none of them fits.
fn fit(dates: Option<(Option<Day>, Option<Day>)>, from: Option<Day>, to: Option<Day>) -> Option<DateFit> {
    if from.is_none() && to.is_none() {
        return Some(DateFit::Certain);
    }
    if matches!((from, to), (Some(from), Some(to)) if from > to) {
        return None;
    }
    let Some((earliest, latest)) = dates else { return Some(DateFit::Possible) };
    let outside = matches!((latest, from), (Some(l), Some(f)) if l < f)
        || matches!((earliest, to), (Some(e), Some(t)) if e > t);
    if outside {
        return None;
    }
    let after = from.is_none_or(|f| earliest.is_some_and(|e| e >= f));
    let before = to.is_none_or(|t| latest.is_some_and(|l| l <= t));
    Some(if after && before { DateFit::Certain } else { DateFit::Possible })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_uncertain_date_fits_certainly_possibly_or_not() {
        let day = |text: &str| Some(text.parse().unwrap());
        let nota = Some((day("2025-11-14"), day("2025-11-26")));
        let open = Some((day("2025-11-24"), None));
        assert_eq!(fit(nota, day("2025-11-01"), day("2025-11-30")), Some(DateFit::Certain));
        assert_eq!(fit(nota, day("2025-11-20"), day("2025-11-25")), Some(DateFit::Possible));
        assert_eq!(fit(nota, day("2025-11-27"), None), None);
        assert_eq!(fit(open, day("2025-11-20"), None), Some(DateFit::Certain));
        assert_eq!(fit(open, None, day("2026-01-01")), Some(DateFit::Possible));
        assert_eq!(fit(open, None, day("2025-11-01")), None);
        assert_eq!(fit(None, day("2025-11-01"), None), Some(DateFit::Possible));
        assert_eq!(fit(None, None, None), Some(DateFit::Certain));
        let none = [None, nota, open].map(|dates| fit(dates, day("2026-06-01"), day("2026-01-01")));
        assert_eq!(none, [None; 3]);
    }
}

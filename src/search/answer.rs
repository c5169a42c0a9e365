//! What a query finds: which documents, in which order, how many for each filter, and which passages.

use crate::{
    bits::Bits,
    index::{B, Field, Index, each_stretch, each_word},
    lists::{Rising, order, postings, sort},
    plan::{Form, Forms, Plan, Way, What},
    syntax::{Refused, Syntax},
};
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

/// How soon more occurrences add less: the first says most. Between 1.2 and 2 it makes little difference
/// (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"); the lower end, because formulas repeat here.
const K1: f32 = 1.2;

/// What the parts of a query found, by document.
struct Reach {
    /// Weight of the occurrences, a literal one twice: another form says less about what was asked. Zero: not found.
    weights: Vec<u32>,
    /// Place in [`Form::ALL`] of the best form found.
    forms: Vec<u8>,
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
            let count = reach.weights.iter().filter(|w| **w > 0).count();
            worth.push(rarity(end, count));
            let first = scores.is_empty();
            if first {
                scores = vec![0.0; end];
                forms = vec![0; end];
                found = Bits::none(end);
            }
            let mut both = Bits::none(end);
            for (document, weight) in reach.weights.iter().enumerate().filter(|(_, weight)| **weight > 0) {
                both.add(document);
                let weight = *weight as f32 / 2.0;
                scores[document] += rarity(end, count) * weight / (weight + K1 * self.norms[document]);
                forms[document] = forms[document].max(reach.forms[document]);
            }
            if first { found = both } else { found.and(&both) }
        }
        for ways in &plan.without {
            let reach = self.reach(ways, None);
            found.and(&Bits::of(end, |document| reach.weights[document] == 0));
        }

        let mut hits = Hits { syntax, plan, worth, ..Hits::default() };
        let certain = self.narrow(query, found, &mut hits);
        let form = |document: usize| Form::ALL[usize::from(forms.get(document).copied().unwrap_or_default())];
        let fits = |document: usize| certain.as_ref().is_none_or(|set| set.has(document));
        hits.certain = certain.as_ref().map_or(hits.found.count(), |set| set.shared(&hits.found));
        hits.possible = hits.found.count() - hits.certain;
        let mut keys: Vec<u64> = Vec::new();
        if scores.is_empty() {
            hits.by_form[0] = hits.count();
        } else {
            // One number to sort by: certain first, then the form, then the score (whose bits rise with it), then time.
            for document in hits.found.iter() {
                hits.by_form[form(document) as usize] += 1;
                let rank = (form(document) as u64) << 56 | u64::from(!scores[document].to_bits()) << 24;
                keys.push(u64::from(!fits(document)) << 60 | rank | document as u64);
            }
        }
        let mut add = |document: usize| {
            let fit = if fits(document) { DateFit::Certain } else { DateFit::Possible };
            hits.documents.push(Hit { document, fit, form: form(document) });
        };
        if scores.is_empty() || query.by_date {
            let both = || {
                [true, false].into_iter().flat_map(|fit| hits.found.iter().filter(move |d| fits(*d) == fit))
            };
            both().take(most).for_each(&mut add);
        } else {
            first(&mut keys, most);
            keys.into_iter().for_each(|key| add((key & 0xff_ffff) as usize));
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
            let fit = |document: usize| fit(self.dates[document], query.from, query.to);
            base.and(&Bits::of(end, |document| fit(document).is_some()));
            Bits::of(end, |document| fit(document) == Some(DateFit::Certain))
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

    /// Where a part of a query is found. With `fields`, only in titles, in headings, or both.
    fn reach(&self, ways: &[Way], fields: Option<(bool, bool)>) -> Reach {
        let end = self.norms.len();
        let mut reach = Reach { weights: vec![0; end], forms: vec![0; end] };
        let Reach { weights, forms } = &mut reach;
        for way in ways {
            let unit = if way.form == Form::Literal { 2 } else { 1 };
            let form = way.form as u8;
            let mut add = |document: usize, weight: u32| {
                let sum = &mut weights[document];
                if *sum == 0 {
                    forms[document] = form;
                }
                *sum += unit * weight;
            };
            let lists = match (&way.what, fields) {
                (What::Any(terms), None) => terms.iter().map(|term| self.list(*term)).collect(),
                (What::Begins(prefix, terms), None) => self.beginning(prefix, terms),
                (what, _) => {
                    self.by_place(what, fields, &mut add);
                    Vec::new()
                }
            };
            for list in lists {
                postings(list, &mut add);
            }
        }
        reach
    }

    /// Finds by place: for what stands in sequence, and for what stands in certain fields.
    fn by_place(&self, what: &What, fields: Option<(bool, bool)>, add: &mut dyn FnMut(usize, u32)) {
        let places = self.places();
        let wanted = |field: Field| fields.is_none_or(|fields| is_wanted(field, fields));
        // Both rise, so one walk over all documents does.
        let mut document = 0;
        let mut found = |stretch: usize| {
            while places.documents[document + 1] as usize <= stretch {
                document += 1;
            }
            if wanted(places.fields[stretch]) {
                add(document, places.fields[stretch].weight());
            }
        };
        let terms = match what {
            What::Any(terms) => terms.clone(),
            What::Begins(_, range) => range.clone().collect(),
            What::Run(run, last) => {
                let mut stretch = 0;
                for place in self.run(run, last.as_ref()) {
                    while places.stretches[stretch + 1] <= place {
                        stretch += 1;
                    }
                    found(stretch);
                }
                return;
            }
        };
        let mut stretches: Vec<u32> = Vec::new();
        terms.iter().for_each(|term| places.headed[*term as usize].each(|stretch| stretches.push(stretch)));
        sort(&mut stretches);
        stretches.into_iter().for_each(|stretch| found(stretch as usize));
    }

    /// First places of words that follow one another.
    pub(crate) fn run(&self, run: &[u32], last: Option<&Range<u32>>) -> Vec<u32> {
        let places = self.places();
        let list = |at: usize| &places.of[run[at] as usize];
        // The rarest word first: every other one only thins it out.
        let mut rest = order(run.len(), &|at| list(at).bytes() as u32);
        let Some(rarest) = rest.next() else { return Vec::new() };
        let mut found: Vec<u32> = Vec::new();
        list(rarest).each(|place| found.extend(place.checked_sub(rarest as u32)));
        for at in rest {
            found = thin(&found, at as u32, &mut [list(at)].into_iter());
        }
        if let Some(range) = last {
            let lists = range.clone().map(|term| &places.of[term as usize]);
            found = thin(&found, run.len() as u32, &mut lists.into_iter());
            sort(&mut found);
        }
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
            answer.best = order(answer.found.len(), &|i| !issues(i)).collect();
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
            let score = weights.iter().zip(&hits.worth).map(|(weight, worth)| {
                let weight = *weight as f32 / 2.0;
                worth * weight / (weight + K1 * length)
            });
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
        answer.best = order(ranks.len(), &|i| !ranks[i].1.to_bits()).collect();
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

    /// Number of passages that answer a query, over all documents found.
    pub fn count_passages(&self, query: &Query, hits: &Hits) -> usize {
        hits.found.iter().map(|document| self.passages(document, query, hits).found.len()).sum()
    }
}

/// Those of `starts` for which the number `behind` further on is in one of the lists.
///
/// A bit for each number rather than a walk along both: no processor foresees where two lists meet.
fn thin(starts: &[u32], behind: u32, lists: &mut dyn Iterator<Item = &Rising>) -> Vec<u32> {
    let last = starts.iter().max().map_or(0, |last| last + behind + 1);
    let mut wanted = Bits::none(last as usize);
    starts.iter().for_each(|start| wanted.add((start + behind) as usize));
    let mut kept = Vec::new();
    lists.for_each(|list| {
        list.each(|place| {
            if wanted.has(place as usize) {
                kept.push(place - behind);
            }
        });
    });
    kept
}

/// The smallest `most` keys, in order.
fn first(keys: &mut Vec<u64>, most: usize) {
    if keys.len() / 4 > most {
        // Few of many: a heap holds the best so far, and most keys do not get in.
        let mut best = BinaryHeap::from_iter(keys.drain(..most));
        for key in keys.drain(..) {
            if best.peek().is_some_and(|worst| key < *worst) {
                best.pop();
                best.push(key);
            }
        }
        *keys = best.into_vec();
    }
    keys.sort_unstable();
    keys.truncate(most);
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
    }
}

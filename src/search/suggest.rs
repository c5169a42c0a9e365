//! What else there is: completions of what is being typed, and the words by which something was found.

use crate::{
    answer::Hits,
    index::Index,
    order::order,
    plan::{Form, What},
};

use std::ops::Range;

/// A completion of the last word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The word, as the texts write it.
    pub word: String,
    /// The whole query with it.
    pub query: String,
    /// In how many documents the word is.
    pub documents: usize,
}

/// The words that a form added to what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The form.
    pub form: Form,
    /// The words, as the texts write them: the most frequent ones first, at most eight.
    pub words: Vec<String>,
    /// How many more words there are.
    pub more: usize,
}

/// Words named for each form: as many as fit on two lines of a phone.
const NAMED: usize = 8;

impl Index<'_> {
    /// Completions of the last word, the most frequent first. None for a single letter, and none for a finished word.
    pub fn suggest(&self, hits: &Hits, most: usize) -> Vec<Suggestion> {
        let Some(atom) = hits.syntax.clauses.last().and_then(|any| any.last()).filter(|atom| atom.open)
        else {
            return Vec::new();
        };
        let Some(word) = atom.words.last().filter(|word| word.len() > 1) else { return Vec::new() };
        let terms = self.frequent(self.terms.beginning(word)).filter(|term| self.terms.get(*term) != word);
        // All but the word being typed stays as it is: the text before it, and what is written behind the clauses.
        let pieces = hits.syntax.pieces();
        let clauses = hits.syntax.clauses.len();
        let (before, after) = (pieces[..clauses].join(" "), &pieces[clauses..]);
        let last = model::tokens(&atom.typed).last().map_or(0, |token| token.place.start);
        let kept = before.len() - atom.typed.len() + last;
        let suggestion = |term: u32| {
            let word = self.written(term);
            let mut query = [&before[..kept], &word].concat();
            after.iter().for_each(|piece| query.extend([" ", piece]));
            Suggestion { word, query, documents: self.counts[term as usize] as usize }
        };
        terms.take(most).map(suggestion).collect()
    }

    /// Terms, those in the most documents first.
    fn frequent(&self, terms: Range<u32>) -> impl Iterator<Item = u32> + use<> {
        let first = terms.start;
        order(terms.len(), &|at| !self.counts[first as usize + at])
            .into_iter()
            .map(move |at| first + at as u32)
    }

    /// By which words each form besides the literal one found something.
    pub fn found_by(&self, hits: &Hits) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for form in Form::ALL.into_iter().skip(1) {
            let mut runs: Vec<Vec<u32>> = Vec::new();
            let mut more = 0;
            let mut add = |run: Vec<u32>| {
                if !runs.contains(&run) {
                    runs.push(run);
                }
            };
            for way in hits.plan.clauses.iter().flatten().filter(|way| way.form == form) {
                match &way.what {
                    What::Any(terms) => terms.iter().for_each(|term| add(vec![*term])),
                    What::Begins(word, range) => {
                        // Thousands of words begin with one letter: only those to be named are kept.
                        let typed = usize::from(self.terms.find(word).is_some());
                        let named = self.frequent(range.clone()).filter(|term| self.terms.get(*term) != word);
                        named.take(NAMED).for_each(|term| add(vec![term]));
                        more += (range.len() - typed).saturating_sub(NAMED);
                    }
                    What::Run(run, _) => add(run.clone()),
                }
            }
            if runs.is_empty() {
                continue;
            }
            let count = |i: usize| runs[i].iter().map(|t| self.counts[*t as usize]).min().unwrap_or_default();
            let written = |i: usize| runs[i].iter().map(|t| self.written(*t)).collect::<Vec<_>>().join(" ");
            let words: Vec<String> =
                order(runs.len(), &|i| !count(i)).into_iter().take(NAMED).map(written).collect();
            found.push(Found { form, more: more + runs.len() - words.len(), words });
        }
        found
    }
}

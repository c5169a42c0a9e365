//! What else there is: completions of what is being typed, and the words by which something was found.

use crate::{
    answer::Hits,
    index::Index,
    plan::{Form, What},
};

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
    /// The words, as the texts write them: the most frequent ones first, at most [`NAMED`].
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
        let mut terms: Vec<u32> = self.terms.beginning(word).filter(|t| self.terms.get(*t) != word).collect();
        terms.sort_by_key(|term| (std::cmp::Reverse(self.counts[*term as usize]), *term));
        let understood = hits.syntax.understood();
        // What is being typed ends the clauses; exclusions and fields are written behind them.
        let Some(end) = understood.rfind(&atom.typed).map(|at| at + atom.typed.len()) else {
            return Vec::new();
        };
        let kept = atom.typed.char_indices().rev().take_while(|(_, c)| c.is_alphanumeric()).last();
        let start = end - atom.typed.len() + kept.map_or(0, |(at, _)| at);
        let suggestion = |term: u32| {
            let word = self.written(term);
            let query = format!("{}{word}{}", &understood[..start], &understood[end..]);
            Suggestion { word, query, documents: self.counts[term as usize] as usize }
        };
        terms.into_iter().take(most).map(suggestion).collect()
    }

    /// By which words each form besides the literal one found something.
    pub fn found_by(&self, hits: &Hits) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for form in Form::ALL.into_iter().skip(1) {
            let mut terms: Vec<Vec<u32>> = Vec::new();
            for way in hits.plan.clauses.iter().flatten().filter(|way| way.form == form) {
                match &way.what {
                    What::Any(any) => terms.extend(any.iter().map(|term| vec![*term])),
                    What::Begins(word, range) => {
                        terms.extend(
                            range.clone().filter(|t| self.terms.get(*t) != word).map(|term| vec![term]),
                        );
                    }
                    What::Run(run, _) => terms.push(run.clone()),
                }
            }
            let count = |run: &Vec<u32>| run.iter().map(|t| self.counts[*t as usize]).min();
            terms.sort_by_key(|run| (std::cmp::Reverse(count(run)), run.clone()));
            terms.dedup();
            if terms.is_empty() {
                continue;
            }
            let named = terms.iter().take(NAMED);
            let written = |run: &Vec<u32>| run.iter().map(|t| self.written(*t)).collect::<Vec<_>>().join(" ");
            let words: Vec<String> = named.map(written).collect();
            found.push(Found { form, more: terms.len() - words.len(), words });
        }
        found
    }
}

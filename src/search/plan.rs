//! From what is asked to the words of the corpus that answer it, each with the form by which it does.

use crate::{
    index::Index,
    syntax::{Atom, Syntax},
};
use std::ops::Range;

/// How a word of the query and a word of the text hang together. The order is that of the rank: a document in which
/// every word stands literally comes before one in which some word stands in another form only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// The same letters, without regard to case, accents, hyphens and blanks; or what the source has in place of a
    /// repaired word.
    Literal,
    /// A word that begins with the last word of the query, which may still be being typed.
    Beginning,
    /// The same stem.
    Stem,
    /// A compound with the word, or one of its stem, as a part.
    Compound,
    /// Another name of the same thing.
    Alias,
    /// Nearly the same letters. Only for a word that is found in no other form.
    Typo,
}

impl Form {
    /// In the order of the rank.
    pub const ALL: [Self; 6] =
        [Self::Literal, Self::Beginning, Self::Stem, Self::Compound, Self::Alias, Self::Typo];
}

/// The forms besides the literal one that a reader wants. All, at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forms(u8);

impl Default for Forms {
    fn default() -> Self {
        Self(63)
    }
}

impl Forms {
    /// The literal form alone.
    pub const LITERAL: Self = Self(1);

    /// A bit for each of [`Form::ALL`], the lowest for the first; the literal form cannot be left out.
    pub fn of_bits(bits: u8) -> Self {
        Self(bits & 63 | 1)
    }

    /// Whether a form is wanted.
    pub fn has(self, form: Form) -> bool {
        self.0 >> form as u8 & 1 == 1
    }

    /// Turns a form on or off.
    pub fn toggle(self, form: Form) -> Self {
        Self::of_bits(self.0 ^ 1 << form as u8)
    }
}

/// One way to find what is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The form.
    pub form: Form,
    /// The words.
    pub what: What,
}

/// Words of the corpus, by their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Any of these; rising.
    Any(Vec<u32>),
    /// Any with this beginning.
    Begins(String, Range<u32>),
    /// These, one behind the other; the last may be any of several.
    Run(Vec<u32>, Option<Range<u32>>),
}

impl What {
    /// How many words it takes, where it begins with the word that `terms` tells of.
    ///
    /// `terms(i)` are the numbers of the word `i` places further on: two where it was repaired.
    pub fn fits<'w>(&self, terms: &dyn Fn(usize) -> &'w [u32]) -> Option<usize> {
        let has = |i: usize, test: &dyn Fn(&u32) -> bool| terms(i).iter().any(test);
        match self {
            Self::Any(any) => has(0, &|term| any.binary_search(term).is_ok()).then_some(1),
            Self::Begins(_, range) => has(0, &|term| range.contains(term)).then_some(1),
            Self::Run(run, last) => {
                let all = run.iter().enumerate().all(|(i, term)| has(i, &|other| other == term))
                    && last.as_ref().is_none_or(|range| has(run.len(), &|term| range.contains(term)));
                all.then(|| run.len() + usize::from(last.is_some()))
            }
        }
    }
}

/// All ways to find each part of a query. A part without a way is found nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// For each part that has to be there.
    pub clauses: Vec<Vec<Way>>,
    /// For each part that may not.
    pub without: Vec<Vec<Way>>,
}

/// Most ways to write one phrase, glued and parted: enough for every spelling, few enough to try all.
const SPELLINGS: usize = 24;

impl Plan {
    /// Looks up what is asked.
    pub fn new(index: &Index, syntax: &Syntax, forms: Forms) -> Self {
        let mut clauses: Vec<Vec<Way>> = syntax
            .clauses
            .iter()
            .map(|any| any.iter().flat_map(|atom| ways(index, atom, forms)).collect())
            .collect();
        let without = syntax.without.iter().map(|atom| spellings(index, atom)).collect();
        // Single words that follow one another may be one name, or one word written apart.
        let words = syntax.clauses.iter().map(|any| match any.as_slice() {
            [atom] if !atom.quoted && atom.words.len() == 1 => Some(atom.words[0].as_str()),
            _ => None,
        });
        let words: Vec<Option<&str>> = words.collect();
        for first in 0..words.len() {
            let mut run: Vec<&str> = Vec::new();
            for last in first..words.len() {
                let Some(word) = words[last] else { break };
                run.push(word);
                let mut more: Vec<Way> = Vec::new();
                if run.len() > 1 {
                    more.extend(index.terms.find(&run.concat()).map(|t| any(Form::Literal, vec![t])));
                }
                if forms.has(Form::Alias) {
                    more.extend(aliases(index, &run));
                }
                clauses[first..=last].iter_mut().for_each(|ways| ways.extend(more.iter().cloned()));
            }
        }
        // In the order of the rank, so that the best form of a document is the first that finds it.
        clauses.iter_mut().for_each(|ways| ways.sort_by_key(|way| way.form));
        Self { clauses, without }
    }
}

fn any(form: Form, terms: Vec<u32>) -> Way {
    Way { form, what: What::Any(terms) }
}

/// Every form of a word or phrase.
fn ways(index: &Index, atom: &Atom, forms: Forms) -> Vec<Way> {
    let mut ways = spellings(index, atom);
    if atom.quoted {
        return ways;
    }
    if let [word] = atom.words.as_slice() {
        let mut known: Vec<u32> = index.terms.find(word).into_iter().collect();
        let mut more = |form: Form, mut found: Vec<u32>| {
            found.retain(|term| !known.contains(term));
            if !found.is_empty() {
                known.extend(&found);
                ways.push(any(form, found));
            }
        };
        more(Form::Stem, index.families().with_stem(word, &index.terms));
        more(Form::Compound, index.families().with_part(word));
        let range = index.terms.beginning(word);
        if atom.open && !range.is_empty() {
            ways.push(Way { form: Form::Beginning, what: What::Begins(word.clone(), range) });
        }
        if ways.is_empty() && aliases(index, &[word]).next().is_none() {
            // A name in capitals is not another one: the MIVD is not the AIVD.
            let capitals = atom.typed.chars().all(|c| c.is_uppercase());
            let near = index.terms.near(word, capitals);
            ways.extend((!near.is_empty()).then(|| any(Form::Typo, near)));
        }
    } else {
        let words: Vec<&str> = atom.words.iter().map(String::as_str).collect();
        ways.extend(aliases(index, &words));
        if ways.is_empty() {
            // The first word that is not known is the one that was mistyped.
            let wrong = words.iter().position(|w| index.terms.find(w).is_none());
            for near in wrong.map(|at| index.terms.near(words[at], false)).unwrap_or_default() {
                let mut words = atom.words.clone();
                words[wrong.unwrap_or_default()] = index.terms.get(near).to_owned();
                let mended = spellings(index, &Atom { words, ..atom.clone() });
                ways.extend(mended.into_iter().map(|way| Way { form: Form::Typo, ..way }));
            }
        }
    }
    ways.retain(|way| forms.has(way.form));
    ways
}

/// The same letters, whatever parts the words: `client-side`, `client side`, `clientside`.
fn spellings(index: &Index, atom: &Atom) -> Vec<Way> {
    let mut spelt: Vec<Vec<String>> = vec![atom.words.clone()];
    let mut next = 0;
    while let Some(words) = spelt.get(next).cloned() {
        next += 1;
        for at in 0..words.len() {
            let mut put = |from: Range<usize>, to: Vec<String>| {
                let mut other = words.clone();
                other.splice(from, to);
                if spelt.len() < SPELLINGS && !spelt.contains(&other) {
                    spelt.push(other);
                }
            };
            if let Some(following) = words.get(at + 1) {
                let glued = format!("{}{following}", words[at]);
                if index.terms.find(&glued).is_some() {
                    put(at..at + 2, vec![glued]);
                }
            }
            // Three letters on each side: shorter ones part words that are none ("in vloed").
            let word = &words[at];
            for cut in (3..word.len().saturating_sub(2)).filter(|cut| word.is_char_boundary(*cut)) {
                let (first, last) = word.split_at(cut);
                if index.terms.find(first).is_some() && index.terms.find(last).is_some() {
                    put(at..at + 1, vec![first.to_owned(), last.to_owned()]);
                }
            }
        }
    }
    let found = spelt.into_iter().enumerate().filter_map(|(i, words)| {
        let (last, head) = words.split_last()?;
        let mut run = head.iter().map(|w| index.terms.find(w)).collect::<Option<Vec<u32>>>()?;
        let range =
            Some(index.terms.beginning(last)).filter(|r| atom.open && !run.is_empty() && !r.is_empty());
        if range.is_none() {
            run.push(index.terms.find(last)?);
        }
        if run.len() == 1 && range.is_none() {
            return Some(What::Any(run));
        }
        // Two words that the texts have, but nowhere together, are no spelling of one.
        let other = i > 0 && index.run(&run, range.as_ref()).is_empty();
        (!other).then_some(What::Run(run, range))
    });
    found.map(|what| Way { form: Form::Literal, what }).collect()
}

/// The other names of what `words` name.
fn aliases(index: &Index, words: &[&str]) -> impl Iterator<Item = Way> {
    let groups = index.aliases.iter().filter(|names| names.iter().any(|name| name == words));
    let others = groups.flatten().filter(|name| *name != words);
    let ways = others.filter_map(|name| {
        let run = name.iter().map(|word| index.terms.find(word)).collect::<Option<Vec<u32>>>()?;
        let what = if run.len() == 1 { What::Any(run) } else { What::Run(run, None) };
        Some(Way { form: Form::Alias, what })
    });
    ways.collect::<Vec<_>>().into_iter()
}

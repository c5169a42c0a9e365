//! From what is asked to the words of the corpus that answer it, each with the form by which it does.

use crate::{
    index::Index,
    order::order,
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
#[derive(Clone, Debug)]
pub struct Way {
    /// The form.
    pub form: Form,
    /// The words.
    pub what: What,
}

/// Words of the corpus, by their numbers.
#[derive(Clone, Debug)]
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
#[derive(Debug, Default)]
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
        let mut plan = Self::default();
        for any in &syntax.clauses {
            let mut clause = Vec::new();
            any.iter().for_each(|atom| ways(index, atom, forms, &mut clause));
            plan.clauses.push(clause);
        }
        for atom in &syntax.without {
            let mut clause = Vec::new();
            spellings(index, atom, Form::Literal, &mut clause);
            plan.without.push(clause);
        }
        // Single words that follow one another may be one name, or one word written apart.
        for first in 0..syntax.clauses.len() {
            let mut run: Vec<&str> = Vec::new();
            for (last, any) in syntax.clauses.iter().enumerate().skip(first) {
                let Some(word) = single(any) else { break };
                run.push(word);
                if run.len() == 1 {
                    continue;
                }
                let mut more = Vec::new();
                put(&mut more, Form::Literal, index.terms.find(&run.concat()).into_iter().collect());
                if forms.has(Form::Alias) {
                    aliases(index, &run, &mut more);
                }
                for clause in &mut plan.clauses[first..=last] {
                    clause.extend_from_slice(&more);
                }
            }
        }
        // In the order of the rank, so that the best form of a document is the first that finds it.
        for clause in &mut plan.clauses {
            let order = order(clause.len(), &|i| clause[i].form as u32);
            *clause = order.into_iter().map(|i| clause[i].clone()).collect();
        }
        plan
    }
}

/// The word of a clause that is one word without quotation marks.
fn single(any: &[Atom]) -> Option<&str> {
    match any {
        [atom] if !atom.quoted && atom.words.len() == 1 => Some(&atom.words[0]),
        _ => None,
    }
}

/// Adds a way, unless there are no words.
fn put(ways: &mut Vec<Way>, form: Form, terms: Vec<u32>) {
    if !terms.is_empty() {
        ways.push(Way { form, what: What::Any(terms) });
    }
}

/// Every form of a word or phrase.
fn ways(index: &Index, atom: &Atom, forms: Forms, ways: &mut Vec<Way>) {
    let before = ways.len();
    spellings(index, atom, Form::Literal, ways);
    if atom.quoted {
        return;
    }
    let words: Vec<&str> = atom.words.iter().map(String::as_str).collect();
    if let [word] = words[..] {
        let mut known: Vec<u32> = index.terms.find(word).into_iter().collect();
        for (form, mut found) in [
            (Form::Stem, index.families().with_stem(word, &index.terms)),
            (Form::Compound, index.families().with_part(word)),
        ] {
            found.retain(|term| !known.contains(term));
            known.extend(&found);
            put(ways, form, found);
        }
        let range = index.terms.beginning(word);
        if atom.open && !range.is_empty() {
            ways.push(Way { form: Form::Beginning, what: What::Begins(word.to_owned(), range) });
        }
    }
    aliases(index, &words, ways);
    if ways.len() == before {
        // The first word that is not known is the one that was mistyped.
        let wrong = words.iter().position(|w| index.terms.find(w).is_none()).unwrap_or_default();
        // A name in capitals is not another one: the MIVD is not the AIVD.
        let capitals = atom.typed.bytes().all(|b| b.is_ascii_uppercase());
        let near = index.terms.near(words[wrong], capitals || words.len() > 1);
        if words.len() == 1 {
            put(ways, Form::Typo, near);
        } else {
            for term in near {
                let mut mended = atom.clone();
                mended.words[wrong] = index.terms.get(term).to_owned();
                spellings(index, &mended, Form::Typo, ways);
            }
        }
    }
    ways.retain(|way| forms.has(way.form));
}

/// The same letters, whatever parts the words: `client-side`, `client side`, `clientside`.
fn spellings(index: &Index, atom: &Atom, form: Form, ways: &mut Vec<Way>) {
    let known = |word: &str| index.terms.find(word).is_some();
    let mut spelt: Vec<Vec<String>> = vec![atom.words.clone()];
    let mut next = 0;
    while let Some(words) = spelt.get(next).cloned() {
        let mut put = |at: usize, old: usize, new: &[&str]| {
            let mut other = words.clone();
            other.drain(at..at + old);
            new.iter().rev().for_each(|word| other.insert(at, (*word).to_owned()));
            if spelt.len() < SPELLINGS && !spelt.contains(&other) {
                spelt.push(other);
            }
        };
        for (at, word) in words.iter().enumerate() {
            if let Some(following) = words.get(at + 1) {
                let glued = [word.as_str(), following].concat();
                if known(&glued) {
                    put(at, 2, &[&glued]);
                }
            }
            // Three letters on each side: shorter ones part words that are none ("in vloed"). Figures are parted as
            // thousands are: "32 317".
            let figures = word.bytes().all(|b| b.is_ascii_digit());
            let least = if figures { 1 } else { 3 };
            for cut in least..(word.len() + 1).saturating_sub(least) {
                if let Some((first, last)) = word.split_at_checked(cut)
                    && (!figures || last.len() == 3)
                    && known(first)
                    && known(last)
                {
                    put(at, 1, &[first, last]);
                }
            }
        }
        if let Some(what) = run(index, &words, false, next > 0) {
            ways.push(Way { form, what });
        }
        if atom.open
            && form == Form::Literal
            && let Some(what @ What::Run(_, Some(_))) = run(index, &words, true, next > 0)
        {
            ways.push(Way { form: Form::Beginning, what });
        }
        next += 1;
    }
}

/// Words in sequence, where the corpus has each of them; those that have to stand `together` also where it has them so:
/// two words that stand nowhere together are no spelling of one.
fn run(index: &Index, words: &[String], open: bool, together: bool) -> Option<What> {
    let mut run = Vec::new();
    let mut range = None;
    for (at, word) in words.iter().enumerate() {
        let beginning = index.terms.beginning(word);
        if at > 0 && at + 1 == words.len() && open && !beginning.is_empty() {
            range = Some(beginning);
        } else {
            run.push(index.terms.find(word)?);
        }
    }
    if run.len() == 1 && range.is_none() {
        return Some(What::Any(run));
    }
    let nowhere = together && !index.runs(&run, range.as_ref());
    (!nowhere).then_some(What::Run(run, range))
}

/// The other names of what `words` name.
fn aliases(index: &Index, words: &[&str], ways: &mut Vec<Way>) {
    for names in &index.aliases {
        if !names.iter().any(|name| name == words) {
            continue;
        }
        for name in names.iter().filter(|name| *name != words) {
            if let Some(what) = run(index, name, false, false) {
                ways.push(Way { form: Form::Alias, what });
            }
        }
    }
}

//! The corpus made searchable: words, the documents that hold them, and where.

use crate::{order::pair, stems::Families, terms::Terms};
use lists::{Bits, Groups, Rising, Stretches, Tally, put, put_posting, take};
use model::{Corpus, Day, Document, DocumentKind, Passage, PassageKind, Reading, Rule, fold};
use std::{ops::Range, sync::OnceLock};

/// What a stretch of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The title.
    Title,
    /// Its own numbers, and its day.
    Number,
    /// A heading.
    Heading,
    /// Any other passage.
    Body,
}

impl Field {
    /// Every field, by its number.
    pub(crate) const ALL: [Self; 4] = [Self::Title, Self::Number, Self::Heading, Self::Body];

    /// What an occurrence counts for, as BM25F has it (Robertson, Zaragoza and Taylor 2004): a title says what the
    /// whole document is about, a heading what some paragraphs are about. Small whole numbers, because titles here
    /// are official formulas and partly composed: one word in a title must not outweigh a text about it.
    pub(crate) fn weight(self) -> u32 {
        match self {
            Self::Title => 4,
            Self::Number | Self::Heading => 2,
            Self::Body => 1,
        }
    }
}

/// A word of a document.
#[derive(Clone, Debug)]
pub struct Word<'t> {
    /// Folded.
    pub text: &'t str,
    /// Byte range in the text of its stretch.
    pub place: Range<usize>,
    /// Whether it is what the source has where the text was repaired: it stands at the place of the repaired word.
    pub damaged: bool,
}

/// How far [`Index::warm_some`] is.
#[derive(Default)]
pub struct Warming {
    places: Places,
    /// The first place of each stretch.
    starts: Vec<u32>,
    /// The next place.
    at: u32,
    /// The next document.
    next: usize,
}

/// Where every word stands. Places count the words of the whole corpus, with one left out between two stretches.
#[derive(Default)]
pub struct Places {
    /// By term.
    pub of: Vec<Rising>,
    /// The stretches; their fields are places in [`Field::ALL`].
    pub stretches: Stretches,
    /// By term: the stretches of titles and headings that hold it, once for each occurrence.
    pub headed: Vec<Rising>,
}

/// The corpus made searchable.
pub struct Index<'a> {
    pub(crate) corpus: &'a Corpus,
    sources: Vec<&'a str>,
    pub(crate) terms: Terms,
    /// Where the list of each term begins, and the end.
    starts: Vec<u32>,
    /// Documents by term, as [`Tally::list`] reads them.
    lists: Vec<u8>,
    /// By term: in how many documents it is.
    pub(crate) counts: Vec<u32>,
    /// By document: its words, by weight.
    lengths: Vec<u32>,
    /// By document: how much its length weakens an occurrence; 1 for one of average length.
    pub(crate) norms: Vec<f32>,
    families: OnceLock<Families>,
    pub(crate) facets: [Vec<(String, Bits)>; 3],
    /// By document: first and last possible day, where it has a date.
    pub(crate) dates: Vec<Option<(Option<Day>, Option<Day>)>>,
    /// Names of the same things, as folded words.
    pub(crate) aliases: Vec<Vec<Vec<String>>>,
    places: OnceLock<Places>,
    beginnings: OnceLock<Vec<(String, Vec<u8>)>>,
}

/// How strongly length weakens an occurrence: 0 not at all, 1 in proportion. The value that Robertson and others
/// found good over many collections; the documents here differ in length as those do.
pub(crate) const B: f32 = 0.75;

impl<'a> Index<'a> {
    /// Reads the whole corpus once. `sources` are those of its documents, in the same order.
    pub fn new(corpus: &'a Corpus, sources: Vec<&'a str>) -> Self {
        let mut terms = Terms::default();
        let mut found: Vec<(u64, u64)> = Vec::new();
        let mut lengths = Vec::new();
        for (number, document) in corpus.documents.iter().enumerate() {
            let source = sources.get(number).copied().unwrap_or_default();
            let mut words: Vec<u64> = Vec::new();
            let mut length = 0;
            each_stretch(document, &mut |field, passage, text| {
                each_word(document, source, passage, text, &mut |word| {
                    words.push(pair(terms.add(word.text), field.weight()));
                    length += if word.damaged { 0 } else { field.weight() };
                });
            });
            words.sort_unstable();
            for group in words.chunk_by(|a, b| a >> 32 == b >> 32) {
                let weight: u64 = group.iter().map(|word| word & 0xffff).sum();
                found.push((group[0] >> 32, pair(number as u32, weight as u32)));
            }
            lengths.push(length);
        }
        // By term and, within a term, by document: the documents came in their order.
        let numbers = terms.sort();
        let mut by_term: Vec<Vec<u64>> = vec![Vec::new(); terms.len()];
        found.into_iter().for_each(|(term, entry)| by_term[numbers[term as usize] as usize].push(entry));
        let (mut lists, mut starts, mut counts) = (Vec::new(), vec![0], Vec::new());
        for group in by_term {
            let mut before = 0;
            for entry in &group {
                put_posting(&mut lists, &mut before, (entry >> 32) as u32, *entry as u32);
            }
            starts.push(lists.len() as u32);
            counts.push(group.len() as u32);
        }
        Self::with(corpus, sources, terms, starts, lists, counts, lengths)
    }

    #[allow(clippy::too_many_arguments)]
    fn with(
        corpus: &'a Corpus,
        sources: Vec<&'a str>,
        terms: Terms,
        starts: Vec<u32>,
        lists: Vec<u8>,
        counts: Vec<u32>,
        lengths: Vec<u32>,
    ) -> Self {
        let end = corpus.documents.len();
        // Places and keys are numbers of 32 bits.
        assert!(end < 1 << 22, "four million documents are more than an index holds");
        let average = lengths.iter().map(|l| f64::from(*l)).sum::<f64>() / end.max(1) as f64;
        let norms = lengths.iter().map(|l| 1.0 - B + B * *l as f32 / (average as f32).max(1.0)).collect();
        let mut facets: [Vec<(String, Bits)>; 3] = Default::default();
        let mut value = |facet: usize, name: &str| facets[facet].push((name.to_owned(), Bits::none(end)));
        if let Some(dossier) = &corpus.dossier {
            dossier.ministries.iter().for_each(|ministry| value(0, &ministry.code));
            dossier.issues.iter().for_each(|issue| value(1, &issue.id));
        }
        DocumentKind::ALL.iter().for_each(|kind| value(2, kind.word()));
        for (number, document) in corpus.documents.iter().enumerate() {
            let mut add = |facet: usize, value: &str| {
                if let Some((_, set)) = facets[facet].iter_mut().find(|(name, _)| name == value) {
                    set.add(number);
                }
            };
            document.involved().into_iter().for_each(|code| add(0, code));
            document.passages.iter().for_each(|p| p.issues.iter().for_each(|issue| add(1, issue)));
            add(2, document.kind.word());
        }
        facets[2].retain(|(_, set)| set.count() > 0);
        let dates = corpus.documents.iter().map(|d| d.date.as_ref().map(|d| (d.earliest, d.latest)));
        Self {
            families: OnceLock::new(),
            dates: dates.collect(),
            aliases: aliases(corpus),
            corpus,
            sources,
            terms,
            starts,
            lists,
            counts,
            lengths,
            norms,
            facets,
            places: OnceLock::new(),
            beginnings: OnceLock::new(),
        }
    }

    /// The values of a facet: codes of ministries (0), ids of issues (1), words of the kinds that occur (2); the first
    /// two in the order of the dossier's tables.
    pub fn values(&self, facet: usize) -> impl Iterator<Item = &str> {
        self.facets[facet].iter().map(|(value, _)| value.as_str())
    }

    /// The words and their documents as bytes, for [`Self::read`]. Texts and facets are in the corpus.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put(&mut out, self.lengths.len() as u32);
        put(&mut out, self.terms.len() as u32);
        put(&mut out, self.lists.len() as u32);
        self.lengths.iter().for_each(|length| put(&mut out, *length));
        // Sorted words share their beginnings.
        let mut before = "";
        for term in 0..self.terms.len() as u32 {
            let word = self.terms.get(term);
            let shared = before.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
            put(&mut out, shared as u32);
            put(&mut out, (word.len() - shared) as u32);
            out.extend(&word.as_bytes()[shared..]);
            before = word;
        }
        self.counts.iter().for_each(|count| put(&mut out, *count));
        out.extend(&self.lists);
        out
    }

    /// Undoes [`Self::bytes`]; `None` where they are cut, or of another number of documents.
    pub fn read(corpus: &'a Corpus, sources: Vec<&'a str>, bytes: &[u8]) -> Option<Self> {
        let mut at = 0;
        let documents = take(bytes, &mut at) as usize;
        let words = take(bytes, &mut at) as usize;
        let length = take(bytes, &mut at) as usize;
        if documents != corpus.documents.len() || words > bytes.len() {
            return None;
        }
        let lengths: Vec<u32> = (0..documents).map(|_| take(bytes, &mut at)).collect();
        let mut terms = Terms::default();
        let mut word: Vec<u8> = Vec::new();
        for _ in 0..words {
            word.truncate(take(bytes, &mut at) as usize);
            let length = take(bytes, &mut at) as usize;
            word.extend(bytes.get(at..at + length)?);
            at += length;
            terms.add(std::str::from_utf8(&word).ok()?);
        }
        let counts: Vec<u32> = (0..words).map(|_| take(bytes, &mut at)).collect();
        let lists = bytes.get(at..).filter(|lists| lists.len() == length)?.to_vec();
        let (mut starts, mut end) = (vec![0], 0);
        for count in &counts {
            for _ in 0..*count {
                if take(&lists, &mut end) & 1 == 1 {
                    take(&lists, &mut end);
                }
            }
            starts.push(end as u32);
        }
        (end == lists.len()).then(|| Self::with(corpus, sources, terms, starts, lists, counts, lengths))
    }

    /// The list of a term, for [`Tally::list`].
    pub(crate) fn list(&self, term: u32) -> &[u8] {
        let term = term as usize;
        &self.lists[self.starts[term] as usize..self.starts[term + 1] as usize]
    }

    /// The list that joins those of all terms that begin with `prefix`, where they are many and it is made.
    pub(crate) fn joined(&self, prefix: &str) -> Option<&[u8]> {
        let (_, list) = self.beginnings.get()?.iter().find(|(other, _)| other == prefix)?;
        Some(list)
    }

    /// Makes what later queries need: stems and parts of words, the places of all words, and joined lists for the
    /// beginnings that many words have. Answers are the same before; some of them come later.
    pub fn warm(&self) {
        self.families();
        self.places();
        self.join();
    }

    /// The same in steps of `count` documents, for a page that goes on living meanwhile. True when all is done.
    pub fn warm_some(&self, warming: &mut Warming, count: usize) -> bool {
        if self.families.get().is_none() {
            self.families();
        } else if self.places.get().is_none() {
            self.place(warming, count);
        } else {
            self.join();
            return true;
        }
        false
    }

    /// Which words have which stems and parts; made at the first call.
    pub(crate) fn families(&self) -> &Families {
        self.families.get_or_init(|| {
            let compounds = self.corpus.dossier.as_ref().map_or(&[][..], |d| &d.compounds);
            Families::new(&self.terms, compounds)
        })
    }

    /// Where every word stands; made at the first call.
    pub(crate) fn places(&self) -> &Places {
        if self.places.get().is_none() {
            self.place(&mut Warming::default(), usize::MAX);
        }
        self.places.get().expect("they were just made")
    }

    /// Reads the places of the words of the next documents.
    fn place(&self, warming: &mut Warming, count: usize) {
        let Warming { places, starts, at, next } = warming;
        places.of.resize_with(self.terms.len(), Rising::default);
        places.headed.resize_with(self.terms.len(), Rising::default);
        for (number, document) in self.corpus.documents.iter().enumerate().skip(*next).take(count) {
            each_stretch(document, &mut |field, passage, text| {
                let stretch = starts.len() as u32;
                starts.push(*at);
                places.stretches.fields.push(field as u8);
                places.stretches.documents.push(number as u32);
                each_word(document, self.source(number), passage, text, &mut |word| {
                    let place = if word.damaged { *at - 1 } else { *at };
                    *at += u32::from(!word.damaged);
                    if let Some(term) = self.terms.find(word.text) {
                        places.of[term as usize].push(place);
                        if matches!(field, Field::Title | Field::Heading) {
                            places.headed[term as usize].push(stretch);
                        }
                    }
                });
                *at += 1;
            });
        }
        *next = next.saturating_add(count);
        if *next >= self.corpus.documents.len() {
            let end = *at as usize;
            places.stretches.end = end;
            places.stretches.starts = Groups::new(starts, end);
            places.of.iter_mut().for_each(|list| list.close(end));
            // Those have each occurrence, which no set has.
            places.headed.iter_mut().for_each(|list| list.close(usize::MAX));
            // A question may have needed them meanwhile.
            let _made_meanwhile = self.places.set(std::mem::take(places));
        }
    }

    /// Joins the lists of words with the same beginning, where there are many.
    fn join(&self) {
        self.beginnings.get_or_init(|| {
            let mut lists = Vec::new();
            // Letters as people type them; other beginnings have few words.
            let letters = || "0123456789abcdefghijklmnopqrstuvwxyz".chars().map(String::from);
            let mut open: Vec<String> = letters().collect();
            while let Some(prefix) = open.pop() {
                let terms = self.terms.beginning(&prefix);
                let entries: u32 = terms.clone().map(|t| self.counts[t as usize]).sum();
                if (entries as usize) < 4 * self.norms.len() || terms.len() < 2 {
                    continue;
                }
                let mut tally = Tally::new(self.norms.len());
                terms.for_each(|term| tally.list(self.list(term), 1, 0));
                let (mut list, mut before) = (Vec::new(), 0);
                for (document, weight) in tally.weights.into_iter().enumerate().filter(|(_, w)| *w > 0) {
                    put_posting(&mut list, &mut before, document as u32, weight);
                }
                open.extend(letters().map(|letter| format!("{prefix}{letter}")));
                lists.push((prefix, list));
            }
            lists
        });
    }

    /// The source of a document.
    pub(crate) fn source(&self, document: usize) -> &'a str {
        self.sources.get(document).copied().unwrap_or_default()
    }

    /// A word as the first document that has it writes it.
    pub(crate) fn written(&self, term: u32) -> String {
        let folded = self.terms.get(term);
        let mut written = None;
        let list = self.list(term);
        if !list.is_empty() {
            let number = (take(list, &mut 0) >> 1) as usize;
            let document = &self.corpus.documents[number];
            each_stretch(document, &mut |_, passage, text| {
                each_word(document, self.source(number), passage, text, &mut |word| {
                    // Not with the capital of the first word of a sentence, where there is another.
                    let here = &text[word.place];
                    let better = written.is_none() || here.starts_with(|c: char| c.is_ascii_lowercase());
                    if word.text == folded && !word.damaged && better {
                        written = Some(here.to_owned());
                    }
                });
            });
        }
        written.unwrap_or_else(|| folded.to_owned())
    }

    /// Memory of the index in bytes, without the corpus.
    pub fn memory(&self) -> usize {
        let sets: usize = self.facets.iter().map(Vec::len).sum();
        let places = self.places.get().map_or(0, |places| {
            places.of.iter().chain(&places.headed).map(Rising::bytes).sum::<usize>()
                + places.stretches.starts.bytes()
                + 4 * places.stretches.documents.capacity()
                + places.stretches.fields.capacity()
        });
        let beginnings = self.beginnings.get().into_iter().flatten().map(|(_, list)| list.capacity() + 36);
        self.terms.bytes()
            + self.lists.capacity()
            + 4 * (self.starts.capacity() + self.counts.capacity() + self.lengths.capacity())
            + 4 * self.norms.capacity()
            + self.families.get().map_or(0, Families::bytes)
            + sets * self.norms.len() / 8
            + size_of_val(self.dates.as_slice())
            + places
            + beginnings.sum::<usize>()
    }
}

/// Calls `each` with every text of a document that is searched, and the passage that it is.
pub fn each_stretch<'d>(document: &'d Document, each: &mut dyn FnMut(Field, Option<&'d Passage>, &str)) {
    each(Field::Title, None, &document.title.value);
    for number in document.reference.iter().map(|r| &r.value).chain(&document.published_as) {
        each(Field::Number, None, number);
    }
    // A letterhead is not part of the text, and who looks for a letter by its day is to find it.
    let day = document.date.as_ref().and_then(|date| date.earliest.filter(|day| date.latest == Some(*day)));
    if let Some(day) = day {
        each(Field::Number, None, &day.in_dutch());
    }
    for passage in &document.passages {
        let field = if passage.kind == PassageKind::Heading { Field::Heading } else { Field::Body };
        each(field, Some(passage), &passage.text);
    }
}

/// Calls `each` with the words of a text in order; after a repaired word, with what the source has in its place.
pub fn each_word(
    document: &Document,
    source: &str,
    passage: Option<&Passage>,
    text: &str,
    each: &mut dyn FnMut(Word),
) {
    let damaged = passage.map(|p| damaged(document, source, p)).unwrap_or_default();
    let mut folded = String::with_capacity(text.len());
    let mut words: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    fold(text, &mut folded, &mut |word, place| words.push((word, place)));
    for (word, place) in words {
        let here = place.clone();
        each(Word { text: &folded[word], place: place.clone(), damaged: false });
        for (_, written) in damaged.iter().filter(|(at, _)| *at == here.start) {
            each(Word { text: written, place: place.clone(), damaged: true });
        }
    }
}

/// Where a passage reads a repaired word, and the folded word that the source has there.
fn damaged(document: &Document, source: &str, passage: &Passage) -> Vec<(usize, String)> {
    let within = |start: u32| passage.evidence.iter().any(|span| span.start <= start && start < span.end);
    let mut repairs =
        document.repairs.iter().filter(|r| r.rule == Rule::OcrWord && within(r.start)).peekable();
    if repairs.peek().is_none() {
        return Vec::new();
    }
    let reading = Reading::of(source, &passage.evidence, &document.repairs);
    let place = |r: &model::Repair| {
        let at = reading.place_of(model::Span { start: r.start, end: r.end })?.start;
        let written = model::tokens(&r.written).into_iter().next()?.text;
        (model::tokens(&r.read).first()?.text != written).then_some((at, written))
    };
    repairs.filter_map(place).collect()
}

/// Every group of names, folded to words.
fn aliases(corpus: &Corpus) -> Vec<Vec<Vec<String>>> {
    let mut groups = Vec::new();
    for alias in corpus.dossier.iter().flat_map(|d| &d.aliases) {
        let mut group = Vec::new();
        for name in &alias.names {
            group.push(model::tokens(name).into_iter().map(|t| t.text).collect());
        }
        groups.push(group);
    }
    groups
}

//! Dutch-like dossiers of any size: the same number of documents gives the same bytes on every machine.
//!
//! Words follow Zipf's law: the words of the five texts first, by how often they are used there, then made-up ones of
//! Dutch syllables. One sentence in six is a real one. A document has 3 to 6 kB, like the shipped ones, a title,
//! headings, a date, one or two ministries, a kind, and issues on some of its paragraphs: 92 values of facets in all.

use model::{
    Certainty, Corpus, DateFact, Day, Document, DocumentKind, Dossier, Fact, Issue, Ministry, MinistryRole,
    Passage, PassageKind, Role, Rule, SourceFile, Text, tokens,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Codes and names of the ministries, as in `seeds/ministries.toml`.
pub const MINISTRIES: [(&str, &str); 16] = [
    ("AZ", "Algemene Zaken"),
    ("BZK", "Binnenlandse Zaken en Koninkrijksrelaties"),
    ("BZ", "Buitenlandse Zaken"),
    ("Def", "Defensie"),
    ("EZK", "Economische Zaken en Klimaat"),
    ("EZ", "Economische Zaken"),
    ("Fin", "Financiën"),
    ("IenW", "Infrastructuur en Waterstaat"),
    ("JenV", "Justitie en Veiligheid"),
    ("LVVN", "Landbouw, Visserij, Voedselzekerheid en Natuur"),
    ("LNV", "Landbouw, Natuur en Voedselkwaliteit"),
    ("OCW", "Onderwijs, Cultuur en Wetenschap"),
    ("SZW", "Sociale Zaken en Werkgelegenheid"),
    ("VWS", "Volksgezondheid, Welzijn en Sport"),
    ("AenM", "Asiel en Migratie"),
    ("KGG", "Klimaat en Groene Groei"),
];

/// Number of issues: with 16 ministries and 7 kinds, 92 values of facets.
pub const ISSUES: usize = 69;

/// Words of the whole language.
const VOCABULARY: usize = 40_000;

/// A paragraph or heading.
#[derive(Clone, Serialize, Deserialize)]
pub struct Paragraph {
    /// Whether it is a heading.
    pub heading: bool,
    /// The text.
    pub text: String,
    /// Its issues, as numbers below [`ISSUES`], rising.
    pub issues: Vec<usize>,
}

/// A made-up document.
#[derive(Clone, Serialize, Deserialize)]
pub struct Paper {
    /// What it is.
    pub kind: DocumentKind,
    /// Its title.
    pub title: String,
    /// When it was written.
    pub day: Day,
    /// Places in [`MINISTRIES`], rising.
    pub ministries: Vec<usize>,
    /// The text.
    pub paragraphs: Vec<Paragraph>,
}

/// A small generator of numbers (splitmix64; Steele, Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn within(&mut self, from: usize, to: usize) -> usize {
        from + self.below(to - from + 1)
    }
}

/// The words, by rank, with the sums of their shares, and the real sentences.
struct Language {
    words: Vec<String>,
    sums: Vec<f64>,
    sentences: Vec<&'static str>,
}

impl Language {
    fn new() -> Self {
        let passages = || {
            let of = |d: &'static model::Document| d.passages.iter();
            corpus::load()
                .documents
                .iter()
                .flat_map(of)
                .filter(|p: &&Passage| p.kind == PassageKind::Paragraph)
        };
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for token in passages().flat_map(|p| tokens(&p.text)) {
            if token.text.bytes().all(|b| b.is_ascii_lowercase()) {
                *counts.entry(token.text).or_default() += 1;
            }
        }
        let mut known: Vec<(String, usize)> = counts.into_iter().collect();
        known.sort_by_key(|(word, count)| (usize::MAX - count, word.clone()));
        let mut words: Vec<String> = known.into_iter().map(|(word, _)| word).collect();
        let mut seen: std::collections::BTreeSet<String> = words.iter().cloned().collect();
        let mut dice = Dice(1);
        while words.len() < VOCABULARY {
            let word = made_up(&mut dice);
            if seen.insert(word.clone()) {
                words.push(word);
            }
        }
        // Zipf-Mandelbrot: the share of rank r is 1 / (r + 2.7), which fits running Dutch.
        let mut sum = 0.0;
        let sums = (1..=words.len()).map(|rank| {
            sum += 1.0 / (rank as f64 + 2.7);
            sum
        });
        let sums = sums.collect();
        let sentences = passages().flat_map(|p| p.text.split_inclusive(". ")).map(str::trim);
        Self { sums, words, sentences: sentences.filter(|s| s.len() > 40 && s.ends_with('.')).collect() }
    }

    fn word(&self, dice: &mut Dice) -> &str {
        let total = *self.sums.last().expect("there are words");
        let at = (dice.next() >> 11) as f64 / (1u64 << 53) as f64 * total;
        &self.words[self.sums.partition_point(|sum| *sum <= at).min(self.words.len() - 1)]
    }

    fn phrase(&self, dice: &mut Dice, length: usize) -> String {
        let words: Vec<&str> = (0..length).map(|_| self.word(dice)).collect();
        let text = words.join(" ");
        text[..1].to_uppercase() + &text[1..]
    }

    fn sentence(&self, dice: &mut Dice) -> String {
        if dice.below(6) == 0 {
            return self.sentences[dice.below(self.sentences.len())].to_owned();
        }
        let length = dice.within(6, 24);
        let mut text = self.phrase(dice, length);
        if length > 14
            && let Some(comma) = text.match_indices(' ').nth(length / 2).map(|(at, _)| at)
        {
            text.insert(comma, ',');
        }
        text + "."
    }
}

fn made_up(dice: &mut Dice) -> String {
    const ONSETS: [&str; 24] = [
        "b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z", "st", "tr", "kl",
        "br", "sch", "vl", "dr", "pr",
    ];
    const VOWELS: [&str; 12] = ["a", "e", "i", "o", "u", "aa", "ee", "oo", "ie", "oe", "ij", "ui"];
    const CODAS: [&str; 12] = ["", "", "", "n", "r", "l", "s", "t", "k", "m", "nd", "rt"];
    const ENDINGS: [&str; 8] = ["", "", "en", "er", "ing", "heid", "lijk", "s"];
    let mut word = String::new();
    for _ in 0..dice.within(1, 3) {
        word.push_str(ONSETS[dice.below(ONSETS.len())]);
        word.push_str(VOWELS[dice.below(VOWELS.len())]);
        word.push_str(CODAS[dice.below(CODAS.len())]);
    }
    word + ENDINGS[dice.below(ENDINGS.len())]
}

/// Documents without end; the first ones of a longer run are those of a shorter one.
pub fn papers() -> impl Iterator<Item = Paper> {
    let language = Language::new();
    let mut dice = Dice(2026);
    std::iter::repeat_with(move || paper(&language, &mut dice))
}

fn paper(language: &Language, dice: &mut Dice) -> Paper {
    let kind = DocumentKind::ALL[dice.below(DocumentKind::ALL.len())];
    let length = dice.within(4, 9);
    let title = language.phrase(dice, length);
    let from = Day::new(2010, 1, 1).expect("the calendar has it");
    let day = from.plus(dice.below(16 * 365) as i32);
    let mut ministries = vec![dice.below(MINISTRIES.len())];
    if dice.below(3) == 0 {
        ministries.push(dice.below(MINISTRIES.len()));
    }
    ministries.sort_unstable();
    ministries.dedup();
    let size = dice.within(3_000, 6_000);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut written = 0;
    while written < size {
        if paragraphs.len().is_multiple_of(5) {
            let length = dice.within(2, 5);
            paragraphs.push(Paragraph { heading: true, text: language.phrase(dice, length), issues: vec![] });
        }
        let sentences: Vec<String> = (0..dice.within(2, 5)).map(|_| language.sentence(dice)).collect();
        let mut issues: Vec<usize> = Vec::new();
        if dice.below(4) == 0 {
            // Some issues are common, some are rare.
            let below = if dice.below(2) == 0 { ISSUES } else { 1 + dice.below(ISSUES) };
            issues.push(dice.below(below));
        }
        let text = sentences.join(" ");
        written += text.len();
        paragraphs.push(Paragraph { heading: false, text, issues });
    }
    Paper { kind, title, day, ministries, paragraphs }
}

impl Paper {
    /// The document as a source text that `parse` reads: a letter with its letterhead.
    pub fn source(&self) -> String {
        let wrap = |text: &str| {
            let mut out = String::new();
            let mut column = 0;
            for word in text.split(' ') {
                if column > 0 && column + word.len() >= 76 {
                    out.push('\n');
                    column = 0;
                } else if column > 0 {
                    out.push(' ');
                    column += 1;
                }
                out.push_str(word);
                column += word.len();
            }
            out + "\n\n"
        };
        let minister = MINISTRIES[self.ministries[0]].1;
        let mut out = format!(
            "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDatum {}\nBetreft {}\n\nGeachte voorzitter,\n\n",
            self.day.in_dutch(),
            self.title
        );
        let mut heading = 0;
        for paragraph in &self.paragraphs {
            if paragraph.heading {
                heading += 1;
                out.push_str(&format!("{heading}. {}\n\n", paragraph.text));
            } else {
                out.push_str(&wrap(&paragraph.text));
            }
        }
        out + &format!("De Minister van {minister},\n\nA. de Vries\n")
    }
}

/// A kind of document by its word.
pub fn kind(word: &str) -> Option<DocumentKind> {
    DocumentKind::from_word(word)
}

/// The parts of compounds of the shipped texts: the words come from there.
pub fn compounds() -> Vec<String> {
    corpus::load().dossier.iter().flat_map(|d| d.compounds.clone()).collect()
}

/// The documents as the search takes them, with all 92 values. Evidence is left out: nothing was read.
pub fn corpus(papers: impl IntoIterator<Item = Paper>, compounds: Vec<String>) -> Corpus {
    let both = |text: &str| Text { nl: text.into(), en: text.into() };
    let ministry = |(code, name): &(&str, &str)| Ministry {
        code: (*code).into(),
        name: both(name),
        tooi: String::new(),
    };
    let issue = |number: usize| Issue {
        id: format!("i{number}"),
        label: both(&format!("i{number}")),
        definition: both(""),
        expressions: Vec::new(),
    };
    let dossier = Dossier {
        title: both(""),
        intro: both(""),
        issues: (0..ISSUES).map(issue).collect(),
        ministries: MINISTRIES.iter().map(ministry).collect(),
        pairs: Vec::new(),
        aliases: Vec::new(),
        terms: Vec::new(),
        compounds,
    };
    let documents = papers.into_iter().enumerate().map(|(number, paper)| document(number, paper)).collect();
    Corpus { format: 1, dossier: Some(dossier), documents, diagnostics: Vec::new() }
}

fn document(number: usize, paper: Paper) -> Document {
    let passage = |(paragraph, number): (Paragraph, usize)| Passage {
        id: format!("p{number}"),
        section: None,
        kind: if paragraph.heading { PassageKind::Heading } else { PassageKind::Paragraph },
        text: paragraph.text,
        evidence: Vec::new(),
        issues: paragraph.issues.iter().map(|i| format!("i{i}")).collect(),
        marks: Vec::new(),
    };
    let role = |place: &usize| MinistryRole {
        code: MINISTRIES[*place].0.into(),
        role: Role::Sender,
        certainty: Certainty::Stated,
        rule: Rule::Curated,
        evidence: Vec::new(),
        source: None,
    };
    Document {
        id: number.to_string(),
        source: SourceFile { file: format!("{number:06}.txt"), sha256: String::new(), bytes: 0 },
        kind: paper.kind,
        kind_rule: Rule::NoMark,
        kind_evidence: Vec::new(),
        title: Fact {
            value: paper.title,
            certainty: Certainty::Stated,
            rule: Rule::TitleLine,
            evidence: Vec::new(),
        },
        date: Some(DateFact {
            as_written: String::new(),
            edtf: paper.day.to_string(),
            earliest: Some(paper.day),
            latest: Some(paper.day),
            certainty: Certainty::Stated,
            rule: Rule::DateLabel,
            evidence: Vec::new(),
            proof: Vec::new(),
        }),
        reference: None,
        published_as: None,
        published: None,
        ministries: paper.ministries.iter().map(role).collect(),
        signatories: Vec::new(),
        sections: Vec::new(),
        passages: paper.paragraphs.into_iter().zip(1..).map(passage).collect(),
        citations: Vec::new(),
        dates: Vec::new(),
        terms: Vec::new(),
        actors: Vec::new(),
        statements: Vec::new(),
        requests: Vec::new(),
        repairs: Vec::new(),
        curated: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_gives_the_same_documents() {
        let sources = |n| papers().take(n).map(|p| p.source()).collect::<Vec<_>>();
        let (three, five) = (sources(3), sources(5));
        assert_eq!(three, five[..3]);
        assert_ne!(five[0], five[1]);
    }

    #[test]
    fn a_document_has_the_size_and_the_facets_it_should() {
        let mut issues = [0; ISSUES];
        for paper in papers().take(2_000) {
            let size: usize = paper.paragraphs.iter().map(|p| p.text.len()).sum();
            assert!((3_000..8_000).contains(&size), "{size}");
            paper.paragraphs.iter().flat_map(|p| &p.issues).for_each(|i| issues[*i] += 1);
        }
        assert!(issues.iter().all(|count| *count > 0), "{issues:?}");
    }
}

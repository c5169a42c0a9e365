//! CORPUS × DOCUMENTS → TEXT in the formats that other programs read. Pure.
//!
//! | module | gives |
//! |---|---|
//! | `tables` | CSV of documents, facts, citations, positions and events |
//! | `library` | BibTeX, RIS and CSL-JSON, from one record per document; the Dutch citation as text |
//! | `annotations` | W3C Web Annotations of all evidence |

mod annotations;
mod library;
mod tables;

pub use library::title;
use model::{Corpus, Document, Reading, Span};

macro_rules! formats {
    ($($(#[$meta:meta])* $name:ident = $word:literal, $ending:literal;)+) => {
        /// A format.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Format { $($(#[$meta])* $name),+ }

        impl Format {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The word for it, in commands and addresses.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// The ending of its files.
            pub fn ending(self) -> &'static str {
                match self { $(Self::$name => $ending),+ }
            }

            /// The format with a word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|format| format.word() == word)
            }
        }
    };
}

formats! {
    /// The corpus JSON, with the documents taken alone.
    Json = "json", "json";
    /// CSV: a row for each document.
    Documents = "csv-documents", "csv";
    /// CSV: a row for each fact, with its certainty, its rule and its words.
    Facts = "csv-facts", "csv";
    /// CSV: a row for each citation.
    Citations = "csv-citations", "csv";
    /// CSV: a row for each issue of each position.
    Positions = "csv-positions", "csv";
    /// CSV: a row for each mention of each day.
    Events = "csv-events", "csv";
    /// BibTeX.
    Bibtex = "bibtex", "bib";
    /// RIS.
    Ris = "ris", "ris";
    /// CSL-JSON.
    Csl = "csl-json", "json";
    /// The Dutch citation, a line for each document.
    Text = "text", "txt";
    /// W3C Web Annotations of all evidence.
    Annotations = "annotations", "jsonld";
}

/// The documents that are taken along.
pub struct Selection<'c> {
    /// Where they come from.
    pub corpus: &'c Corpus,
    /// The sources, in the order of the corpus.
    pub sources: &'c [&'c str],
    /// The documents, by their places.
    pub documents: &'c [usize],
    /// Address of the page without fragment, for links to passages.
    pub base: &'c str,
    /// What parts the cells of CSV: `;`, as Dutch spreadsheets expect, or `,`.
    pub separator: u8,
}

impl<'c> Selection<'c> {
    /// The selection in a format, as UTF-8.
    pub fn export(&self, format: Format) -> String {
        match format {
            Format::Json => self.json(),
            Format::Documents => tables::documents(self),
            Format::Facts => tables::facts(self),
            Format::Citations => tables::citations(self),
            Format::Positions => tables::positions(self),
            Format::Events => tables::events(self),
            Format::Bibtex => library::bibtex(self),
            Format::Ris => library::ris(self),
            Format::Csl => library::csl(self),
            Format::Text => library::text(self),
            Format::Annotations => annotations::annotations(self),
        }
    }

    fn json(&self) -> String {
        let taken = Corpus {
            format: self.corpus.format,
            dossier: self.corpus.dossier.clone(),
            documents: self.taken().map(|(document, _)| document.clone()).collect(),
            diagnostics: Vec::new(),
        };
        let mut value =
            serde_json::to_value(taken).expect("these types have string keys and no failing parts");
        if let Some(object) = value.as_object_mut().filter(|_| self.corpus.dossier.is_none()) {
            object.remove("dossier");
        }
        pretty(&value)
    }

    /// The documents with their sources.
    fn taken(&self) -> impl Iterator<Item = (&'c Document, &'c str)> {
        let (corpus, sources) = (self.corpus, self.sources);
        self.documents.iter().filter_map(move |at| Some((corpus.documents.get(*at)?, *sources.get(*at)?)))
    }

    /// The address of a document, or of a passage of it.
    fn address(&self, document: &Document, passage: &str) -> String {
        let base = self.base;
        match passage {
            "" => format!("{base}#doc={}", document.id),
            _ => format!("{base}#doc={}&p={passage}", document.id),
        }
    }
}

/// The words that evidence quotes, as they read.
fn quote(document: &Document, source: &str, evidence: &[Span]) -> String {
    Reading::of(source, evidence, &document.repairs).text
}

/// The id of the passage that holds the first word of some evidence; empty where none does.
fn passage<'d>(document: &'d Document, evidence: &[Span]) -> &'d str {
    let holds =
        |p: &&model::Passage| evidence.first().is_some_and(|s| p.evidence.iter().any(|e| e.overlaps(*s)));
    document.passages.iter().find(holds).map_or("", |p| &p.id)
}

fn pretty(value: &serde_json::Value) -> String {
    serde_json::to_string_pretty(value).expect("a value has string keys") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The dossier that ships, with all its documents.
    pub fn with_seeds(act: impl Fn(&Selection)) {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let seed = |path: std::path::PathBuf| parse::SeedFile {
            name: path.file_name().unwrap().to_string_lossy().into_owned(),
            bytes: std::fs::read(path).unwrap(),
        };
        let files = files.map(seed).filter(|file| parse::is_seed(&file.name)).collect();
        let parsed = parse::dossier(files).unwrap();
        let sources: Vec<&str> = parsed.sources.iter().map(String::as_str).collect();
        let documents: Vec<usize> = (0..sources.len()).collect();
        act(&Selection {
            corpus: &parsed.corpus,
            sources: &sources,
            documents: &documents,
            base: "https://example.org/dossier/",
            separator: b';',
        });
    }

    #[test]
    fn every_format_has_a_word_of_its_own() {
        for format in Format::ALL {
            assert_eq!(Format::from_word(format.word()), Some(*format));
        }
        assert_eq!(Format::from_word("pdf"), None);
    }

    #[test]
    fn json_comes_back_as_it_was() {
        with_seeds(|all| {
            let back: Corpus = serde_json::from_str(&all.export(Format::Json)).unwrap();
            assert_eq!((&back.documents, &back.dossier), (&all.corpus.documents, &all.corpus.dossier));
            let one = Selection { documents: &[2], ..*all };
            let back: Corpus = serde_json::from_str(&one.export(Format::Json)).unwrap();
            assert_eq!(back.documents, [all.corpus.documents[2].clone()]);
        });
    }
}

//! The data that a keeper of a dossier edits: `dossier.toml`, `ministries.toml`, `issues.toml`.
//!
//! Bad data is refused with one line: file, line, column, what was expected.

use crate::words::Words;
use model::{Alias, Day, Issue, Ministry, Role, Rule, Term, Text, tokens};
use serde::Deserialize;
use std::collections::BTreeSet;
use toml::Spanned;

/// Where the page has its documents: `corpus` in `dossier.toml`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    /// In the wasm: there at once.
    Embedded,
    /// In a file of their own, which the page loads with a progress bar.
    File,
    /// What the size of the texts asks for.
    #[default]
    Auto,
}

impl Delivery {
    /// Bytes of source texts above which [`Self::Auto`] means a file: compressed, such texts are several times the rest
    /// of the page, and whoever waits for them should see how far they are.
    const MOST: usize = 2_000_000;

    fn from_word(word: &str) -> Option<Self> {
        [("embedded", Self::Embedded), ("file", Self::File), ("auto", Self::Auto)]
            .into_iter()
            .find_map(|(known, delivery)| (known == word).then_some(delivery))
    }

    /// Whether source texts of `bytes` bytes together go into a file of their own.
    pub fn apart(self, bytes: usize) -> bool {
        match self {
            Self::Embedded => false,
            Self::File => true,
            Self::Auto => bytes > Self::MOST,
        }
    }
}

/// The tables, checked.
#[derive(Debug, Default)]
pub struct Tables {
    /// Where the page has its documents.
    pub delivery: Delivery,
    /// Where the page is published; `None` where that is not said.
    pub address: Option<String>,
    /// Where readers report a problem; `None` where that is not said.
    pub contact: Option<String>,
    /// Name of the dossier; `None` for loose files.
    pub title: Option<Text>,
    /// Its introduction.
    pub intro: Option<Text>,
    /// What the keepers add to documents.
    pub facts: Vec<CuratedEntry>,
    /// Which nota belongs to which letter.
    pub pairs: Vec<PairEntry>,
    /// Names of the same things.
    pub aliases: Vec<Alias>,
    /// Words that the keepers explain.
    pub terms: Vec<Term>,
    /// The ministries.
    pub ministries: Vec<MinistryEntry>,
    /// The policy issues.
    pub issues: Vec<IssueEntry>,
    /// Folded words that a ministry's name, office or code begins with.
    pub openers: BTreeSet<String>,
}

/// A ministry with all the ways a text may name it.
#[derive(Debug)]
pub struct MinistryEntry {
    /// What the page shows.
    pub ministry: Ministry,
    /// Official and other names, folded to words, as they follow "Minister van".
    pub names: Vec<Vec<String>>,
    /// Abbreviations as written.
    pub codes: Vec<String>,
    /// Last part of the ministry's web address.
    pub slugs: Vec<String>,
    /// Offices that do not spell out the name, folded to words.
    pub offices: Vec<Vec<String>>,
    /// First day under this name.
    pub from: Option<Day>,
    /// Last day under this name.
    pub to: Option<Day>,
}

/// An issue with its expressions folded to words.
#[derive(Debug)]
pub struct IssueEntry {
    /// What the page shows.
    pub issue: Issue,
    /// What shows the issue.
    pub expressions: Vec<Expression>,
    /// What rules it out.
    pub except: Vec<Expression>,
}

/// A run of folded words; `true` marks a word that may go on with any ending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression(pub Vec<(String, bool)>);

impl Expression {
    /// Folds an expression as `issues.toml` has it.
    pub fn new(written: &str) -> Self {
        let words = written.split_whitespace().flat_map(|part| {
            let open = part.ends_with('*');
            let found = tokens(part);
            let last = found.len().saturating_sub(1);
            found.into_iter().enumerate().map(move |(i, t)| (t.text, open && i == last)).collect::<Vec<_>>()
        });
        Self(words.collect())
    }

    /// The first byte, folded.
    pub fn initial(&self) -> Option<u8> {
        self.0.first().and_then(|(word, _)| word.bytes().next())
    }

    /// Its first word; the first letter of one that is open.
    pub fn opener(&self) -> Option<String> {
        let (word, open) = self.0.first()?;
        Some(if *open { word.get(..1)?.to_owned() } else { word.clone() })
    }

    /// Its number of words.
    pub fn length(&self) -> usize {
        self.0.len()
    }

    /// Whether the expression stands at a word.
    pub fn stands_at(&self, words: &Words, at: usize) -> bool {
        let fits = |(i, (word, open)): (usize, &(String, bool))| {
            let found = words.folded(at + i);
            if *open { found.starts_with(word.as_str()) } else { found == word }
        };
        at + self.0.len() <= words.len() && self.0.iter().enumerate().all(fits)
    }
}

/// A curated fact of `dossier.toml`.
#[derive(Debug)]
pub struct CuratedEntry {
    /// The document's file.
    pub file: String,
    /// What is said.
    pub text: Text,
    /// An address.
    pub url: Option<String>,
    /// Where it is taken from.
    pub source: String,
    /// A ministry that it adds.
    pub ministry: Option<(String, Role)>,
    /// The document's own parliamentary number.
    pub published_as: Option<String>,
    /// The day on which the document was made public, and `file:line:column` where that is said.
    pub published: Option<(Day, String)>,
    /// A day that has no year in the text.
    pub day: Option<CuratedDay>,
}

/// The year of a day that has none in the text.
#[derive(Debug)]
pub struct CuratedDay {
    /// As it is written.
    pub words: String,
    /// With its year.
    pub day: Day,
    /// `file:line:column` where that is said.
    pub place: String,
}

/// A pair of `dossier.toml`.
#[derive(Debug)]
pub struct PairEntry {
    /// File of the nota.
    pub nota: String,
    /// File of the letter.
    pub letter: String,
    /// How sure, and why.
    pub note: Text,
}

mod written {
    use super::{Deserialize, Spanned, Text};

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Ministries {
        pub ministry: Vec<Ministry>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Ministry {
        pub code: Spanned<String>,
        pub tooi: Spanned<String>,
        pub nl: Spanned<String>,
        pub en: Spanned<String>,
        #[serde(default)]
        pub names: Vec<String>,
        #[serde(default)]
        pub codes: Vec<String>,
        #[serde(default)]
        pub slugs: Vec<String>,
        #[serde(default)]
        pub offices: Vec<String>,
        pub from: Option<Spanned<String>>,
        pub to: Option<Spanned<String>>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Issues {
        pub issue: Vec<Issue>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Issue {
        pub id: Spanned<String>,
        pub nl: Spanned<String>,
        pub en: Spanned<String>,
        pub definition: Text,
        pub expressions: Spanned<Vec<Spanned<String>>>,
        #[serde(default)]
        pub except: Vec<Spanned<String>>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Dossier {
        pub corpus: Option<Spanned<String>>,
        pub address: Option<Spanned<String>>,
        pub contact: Option<Spanned<String>>,
        pub title: Text,
        pub intro: Text,
        #[serde(default)]
        pub fact: Vec<Fact>,
        #[serde(default)]
        pub pair: Vec<Pair>,
        #[serde(default)]
        pub alias: Vec<Alias>,
        #[serde(default)]
        pub term: Vec<Term>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Term {
        pub names: Spanned<Vec<Spanned<String>>>,
        pub nl: Spanned<String>,
        pub en: Spanned<String>,
        pub source: Spanned<String>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Alias {
        pub names: Spanned<Vec<Spanned<String>>>,
        pub source: Spanned<String>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Fact {
        pub file: Spanned<String>,
        pub nl: Spanned<String>,
        pub en: Spanned<String>,
        pub url: Option<Spanned<String>>,
        pub source: Spanned<String>,
        pub ministry: Option<Spanned<String>>,
        pub role: Option<Spanned<String>>,
        pub published_as: Option<Spanned<String>>,
        pub published: Option<Spanned<String>>,
        pub words: Option<Spanned<String>>,
        pub day: Option<Spanned<String>>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Pair {
        pub nota: Spanned<String>,
        pub letter: Spanned<String>,
        pub nl: Spanned<String>,
        pub en: Spanned<String>,
    }
}

/// A text file with its name, to say where something is wrong.
#[derive(Clone, Copy)]
pub struct Named<'a> {
    /// As it stands in messages, e.g. `seeds/issues.toml`.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
}

impl Named<'_> {
    fn fail<T>(&self, at: usize, message: &str) -> Result<T, String> {
        Err(format!("{}: {message}", self.place(at)))
    }

    /// `file:line:column` of a byte.
    fn place(&self, at: usize) -> String {
        let at = at.min(self.text.len());
        let (line, column) = model::Span::new(at, at).line_column(self.text);
        format!("{}:{line}:{column}", self.name)
    }

    fn day(&self, value: &Spanned<String>) -> Result<Day, String> {
        self.one_of(value, value.as_ref().parse().ok(), "a day as \"YYYY-MM-DD\"")
    }

    fn read<T: serde::de::DeserializeOwned>(&self) -> Result<T, String> {
        toml::from_str(self.text).or_else(|e: toml::de::Error| {
            let message = e.message().replace('\n', ", ");
            self.fail(e.span().map_or(0, |s| s.start), &message)
        })
    }

    fn filled(&self, value: Spanned<String>) -> Result<String, String> {
        let at = value.span().start;
        let value = value.into_inner();
        if value.trim().is_empty() { self.fail(at, "expected a text, found an empty one") } else { Ok(value) }
    }

    fn one_of<T>(&self, value: &Spanned<String>, found: Option<T>, expected: &str) -> Result<T, String> {
        match found {
            Some(found) => Ok(found),
            None => {
                self.fail(value.span().start, &format!("expected {expected}, found {:?}", value.as_ref()))
            }
        }
    }

    fn address(&self, value: Option<Spanned<String>>) -> Result<Option<String>, String> {
        let Some(value) = value else { return Ok(None) };
        let fits = value.as_ref().starts_with("https://") || value.as_ref().starts_with("http://");
        self.one_of(&value, fits.then_some(()), "an address that starts with https://")?;
        Ok(Some(value.into_inner()))
    }
}

impl Tables {
    /// Reads `ministries.toml`.
    ///
    /// # Errors
    /// One line, `file:line:column: what was expected`.
    pub fn read_ministries(&mut self, file: Named) -> Result<(), String> {
        for entry in file.read::<written::Ministries>()?.ministry {
            let fits = entry.code.as_ref().chars().all(|c| c.is_ascii_alphanumeric())
                && !entry.code.as_ref().is_empty();
            file.one_of(&entry.code, fits.then_some(()), "a code of letters and digits")?;
            let known = self.ministries.iter().any(|m| m.ministry.code == *entry.code.as_ref());
            file.one_of(&entry.code, (!known).then_some(()), "a code that no other ministry has")?;
            let fits = entry.tooi.as_ref().starts_with("mnre");
            file.one_of(&entry.tooi, fits.then_some(()), "a register code that starts with mnre")?;
            let day = |value: Option<Spanned<String>>| -> Result<Option<Day>, String> {
                value.map(|v| file.day(&v)).transpose()
            };
            let (from, to) = (day(entry.from)?, day(entry.to)?);
            let name = Text { nl: file.filled(entry.nl)?, en: file.filled(entry.en)? };
            let words = |written: &String| tokens(written).into_iter().map(|t| t.text).collect::<Vec<_>>();
            let code = entry.code.into_inner();
            let codes: Vec<String> = std::iter::once(code.clone()).chain(entry.codes).collect();
            // "MBZK" and "SBZK" too: the minister and the staatssecretaris.
            for written in codes
                .iter()
                .flat_map(|c| [c.clone(), format!("M{c}"), format!("S{c}")])
                .chain(entry.offices.clone())
            {
                self.openers.extend(tokens(&written).into_iter().next().map(|t| t.text));
            }
            // "Minister voor Natuur en Stikstof" gives the portfolio "Natuur en Stikstof" too.
            let portfolio = |office: &String| -> Option<Vec<String>> {
                let words = words(office);
                let office = matches!(words.first()?.as_str(), "minister" | "staatssecretaris");
                let link = usize::from(matches!(words.get(1)?.as_str(), "van" | "voor"));
                words.get(1 + link..).filter(|rest| office && !rest.is_empty()).map(<[_]>::to_vec)
            };
            let names = std::iter::once(&name.nl).chain(&entry.names).map(words);
            self.ministries.push(MinistryEntry {
                names: names.chain(entry.offices.iter().filter_map(portfolio)).collect(),
                codes,
                slugs: entry.slugs,
                offices: entry.offices.iter().map(words).collect(),
                from,
                to,
                ministry: Ministry {
                    code,
                    name,
                    tooi: format!(
                        "https://identifier.overheid.nl/tooi/id/ministerie/{}",
                        entry.tooi.as_ref()
                    ),
                },
            });
        }
        Ok(())
    }

    /// Reads `issues.toml`.
    ///
    /// # Errors
    /// One line, `file:line:column: what was expected`.
    pub fn read_issues(&mut self, file: Named) -> Result<(), String> {
        for entry in file.read::<written::Issues>()?.issue {
            let id = entry.id.as_ref();
            let slug = !id.is_empty()
                && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            file.one_of(&entry.id, slug.then_some(()), "an id of small letters, digits and hyphens")?;
            let known = self.issues.iter().any(|i| i.issue.id == *id);
            file.one_of(&entry.id, (!known).then_some(()), "an id that no other issue has")?;
            if entry.expressions.as_ref().is_empty() {
                return file.fail(entry.expressions.span().start, "expected at least one expression");
            }
            let folded = |written: &Spanned<String>| -> Result<Expression, String> {
                let expression = Expression::new(written.as_ref());
                let fits = (!expression.0.is_empty()).then_some(expression);
                file.one_of(written, fits, "an expression with at least one word")
            };
            let expressions = entry.expressions.as_ref();
            self.issues.push(IssueEntry {
                expressions: expressions.iter().map(folded).collect::<Result<_, _>>()?,
                except: entry.except.iter().map(folded).collect::<Result<_, _>>()?,
                issue: Issue {
                    expressions: expressions.iter().map(|e| e.as_ref().clone()).collect(),
                    id: entry.id.into_inner(),
                    label: Text { nl: file.filled(entry.nl)?, en: file.filled(entry.en)? },
                    definition: entry.definition,
                },
            });
        }
        Ok(())
    }

    /// Reads `dossier.toml`, after the ministries; `files` are the names of the texts.
    ///
    /// # Errors
    /// One line, `file:line:column: what was expected`.
    pub fn read_dossier(&mut self, file: Named, files: &[&str]) -> Result<(), String> {
        let dossier: written::Dossier = file.read()?;
        if let Some(word) = dossier.corpus {
            self.delivery =
                file.one_of(&word, Delivery::from_word(word.as_ref()), "embedded, file or auto")?;
        }
        if let Some(address) = dossier.address {
            let fits = address.as_ref().starts_with("https://") && address.as_ref().ends_with('/');
            file.one_of(
                &address,
                fits.then_some(()),
                "an address that starts with https:// and ends with /",
            )?;
            self.address = Some(address.into_inner());
        }
        if let Some(contact) = dossier.contact {
            let own = contact.as_ref();
            let mail = own.strip_prefix("mailto:").is_some_and(|name| name.contains('@'));
            let fits = (mail || own.starts_with("https://")) && !own.contains(char::is_whitespace);
            let expected = "an address that starts with https://, or mailto: and an address of mail";
            file.one_of(&contact, fits.then_some(()), expected)?;
            self.contact = Some(contact.into_inner());
        }
        self.title = Some(dossier.title);
        self.intro = Some(dossier.intro);
        let document = |value: Spanned<String>| -> Result<String, String> {
            let known = files.contains(&value.as_ref().as_str()).then_some(());
            file.one_of(&value, known, "the name of a .txt file beside this one")?;
            Ok(value.into_inner())
        };
        for entry in dossier.fact {
            let ministry = match (entry.ministry, entry.role) {
                (None, None) => None,
                (Some(code), Some(role)) => {
                    let known = self.ministries.iter().any(|m| m.ministry.code == *code.as_ref());
                    file.one_of(&code, known.then_some(()), "the code of a ministry in ministries.toml")?;
                    let words = "sender, co-sender, addressee or mentioned";
                    let role = file.one_of(&role, Role::from_word(role.as_ref()), words)?;
                    Some((code.into_inner(), role))
                }
                (Some(only), None) => {
                    return file.fail(only.span().start, "expected a role beside the ministry");
                }
                (None, Some(only)) => {
                    return file.fail(only.span().start, "expected a ministry beside the role");
                }
            };
            let day = match (entry.words, entry.day) {
                (None, None) => None,
                (Some(words), Some(day)) => Some(CuratedDay {
                    place: file.place(words.span().start),
                    words: file.filled(words)?,
                    day: file.day(&day)?,
                }),
                (Some(only), None) => return file.fail(only.span().start, "expected a day beside the words"),
                (None, Some(only)) => return file.fail(only.span().start, "expected words beside the day"),
            };
            self.facts.push(CuratedEntry {
                file: document(entry.file)?,
                text: Text { nl: file.filled(entry.nl)?, en: file.filled(entry.en)? },
                url: file.address(entry.url)?,
                source: file.filled(entry.source)?,
                ministry,
                published_as: entry.published_as.map(|p| file.filled(p)).transpose()?,
                published: entry
                    .published
                    .map(|day| Ok::<_, String>((file.day(&day)?, file.place(day.span().start))))
                    .transpose()?,
                day,
            });
        }
        for entry in dossier.pair {
            self.pairs.push(PairEntry {
                nota: document(entry.nota)?,
                letter: document(entry.letter)?,
                note: Text { nl: file.filled(entry.nl)?, en: file.filled(entry.en)? },
            });
        }
        let names = |written: Spanned<Vec<Spanned<String>>>, least: usize, message| {
            if written.as_ref().len() < least {
                return file.fail(written.span().start, message);
            }
            let mut names = Vec::new();
            for name in written.into_inner() {
                let known = (!tokens(name.as_ref()).is_empty()).then_some(());
                file.one_of(&name, known, "a name with at least one word")?;
                names.push(name.into_inner());
            }
            Ok(names)
        };
        for entry in dossier.term {
            self.terms.push(Term {
                names: names(entry.names, 1, "expected at least one name")?,
                definition: Text { nl: file.filled(entry.nl)?, en: file.filled(entry.en)? },
                rule: Rule::Curated,
                source: file.filled(entry.source)?,
                document: String::new(),
                evidence: Vec::new(),
            });
        }
        for entry in dossier.alias {
            let names = names(entry.names, 2, "expected at least two names")?;
            let source = file.filled(entry.source)?;
            let (document, evidence) = (String::new(), Vec::new());
            self.aliases.push(Alias { names, rule: Rule::Curated, source, document, evidence });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issues(text: &str) -> Result<(), String> {
        Tables::default().read_issues(Named { name: "seeds/issues.toml", text })
    }

    #[test]
    fn the_documents_are_embedded_unless_they_are_many_or_the_keepers_say_otherwise() {
        let texts = "[title]\nnl = \"a\"\nen = \"a\"\n[intro]\nnl = \"a\"\nen = \"a\"\n";
        let read = |switch: &str| {
            let (mut tables, text) = (Tables::default(), format!("{switch}{texts}"));
            tables
                .read_dossier(Named { name: "seeds/dossier.toml", text: &text }, &[])
                .map(|()| tables.delivery)
        };
        assert_eq!(read(""), Ok(Delivery::Auto));
        assert_eq!(read("corpus = \"auto\"\n"), Ok(Delivery::Auto));
        assert_eq!(read("corpus = \"embedded\"\n"), Ok(Delivery::Embedded));
        assert_eq!(read("corpus = \"file\"\n"), Ok(Delivery::File));
        assert_eq!(
            read("# Where?\ncorpus = \"disk\"\n"),
            Err("seeds/dossier.toml:2:10: expected embedded, file or auto, found \"disk\"".into())
        );
        assert!(!Delivery::Auto.apart(2_000_000) && Delivery::Auto.apart(2_000_001));
        assert!(!Delivery::Embedded.apart(usize::MAX) && Delivery::File.apart(0));
    }

    #[test]
    fn an_expression_matches_every_hyphenation_and_ending_and_no_more() {
        let expression = Expression::new("end-to-end-versleutel*");
        assert!(expression.stands_at(&Words::of("End-to-end versleutelde diensten"), 0));
        assert!(!expression.stands_at(&Words::of("end-to-end-encryptie"), 0));
        assert!(!Expression::new("motie").stands_at(&Words::of("moties"), 0));
    }

    #[test]
    fn bad_data_is_refused_with_file_line_column_and_what_was_expected() {
        let good =
            "[[issue]]\nid = \"a\"\nnl = \"A\"\nen = \"A\"\ndefinition.nl = \"A.\"\ndefinition.en = \"A.\"\n";
        assert_eq!(issues(&format!("{good}expressions = [\"a\"]\n")), Ok(()));
        for (text, expected) in [
            (format!("{good}expressions = []\n"), "seeds/issues.toml:7:15: expected at least one expression"),
            (
                format!("{good}expressions = [\"-\"]\n"),
                "seeds/issues.toml:7:16: expected an expression with at least one word, found \"-\"",
            ),
            (
                good.replace("\"a\"", "\"A b\"") + "expressions = [\"a\"]\n",
                "seeds/issues.toml:2:6: expected an id of small letters, digits and hyphens, found \"A b\"",
            ),
            (
                format!("{good}expresions = [\"a\"]\n"),
                "seeds/issues.toml:7:1: unknown field `expresions`, expected one of",
            ),
        ] {
            let message = issues(&text).unwrap_err();
            assert!(message.starts_with(expected), "{message}");
        }
    }
}

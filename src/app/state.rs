//! The state of the page and its address. Pure: no browser.
//!
//! `#q=…&zonder=stam,alias&volgorde=datum&ministerie=JenV,BZK&onderwerp=a,b&soort=beslisnota&van=2023-01-01&tot=2023-12-31&toon=40&doc=ID&p=p12&bron=1&taal=en&embed`,
//! with `beeld=standpunten&rij=ID`, `beeld=vergelijk&links=ID&rechts=ID` and `bekend=2024-09-30` and `zoom=1` before `doc`; keys in this
//! order, empty ones left out. Whatever an address holds, what comes out of it exists in the corpus.

use crate::i18n::Lang;
use model::{Corpus, Day, DocumentKind};
use search::{Form, Query};

/// Longest fragment that is read, in bytes: many times the longest that the page writes.
const MAX_FRAGMENT: usize = 8192;
/// Longest query, in characters: a long sentence to quote.
pub const MAX_QUERY: usize = 200;

/// Documents listed at first, and each time more are asked for.
pub const PAGE: usize = 20;

/// The forms that can be left out, as the address names them, in the order of [`Form::ALL`] without the literal one.
const FORMS: [&str; 5] = ["begin", "stam", "samenstelling", "alias", "typefout"];

/// What the page shows of the documents found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The list, with the best passages.
    #[default]
    Documents,
    /// Who holds what, issue by document.
    Positions,
    /// Two documents beside each other.
    Compare,
    /// The papers that they mention.
    References,
    /// The days that they date.
    Events,
    /// What was asked and promised.
    Requests,
}

impl View {
    /// Each with the word that stands for it in addresses, in the order of the page.
    pub const ALL: [(Self, &str); 6] = [
        (Self::Documents, ""),
        (Self::Positions, "standpunten"),
        (Self::Compare, "vergelijk"),
        (Self::References, "verwijzingen"),
        (Self::Events, "tijd"),
        (Self::Requests, "open"),
    ];

    fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// All that a link restores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewState {
    /// Words and filters.
    pub query: Query,
    /// How many documents are listed: a multiple of [`PAGE`].
    pub shown: usize,
    /// What is shown of the documents found.
    pub view: View,
    /// The issue whose positions are read one below the other, by its place; only in [`View::Positions`].
    pub row: Option<usize>,
    /// The two documents beside each other, as indices; only in [`View::Compare`]. `None`: the first pair of the dossier.
    pub sides: [Option<usize>; 2],
    /// The day at which the dossier is cut: only what was written by then is there.
    pub known: Option<Day>,
    /// Whether the timeline is narrowed to the period of the query.
    pub zoom: bool,
    /// The open document, as index in [`Corpus::documents`].
    pub doc: Option<usize>,
    /// The passage to show, as index in its document; only with `doc`.
    pub passage: Option<usize>,
    /// Whether the untouched source is shown in place of the reading text.
    pub source: bool,
    /// Language of the interface.
    pub lang: Lang,
    /// Whether the page stands in a frame of another page.
    pub embed: bool,
}

/// Document, passage, whether the source is shown.
pub type Place = (Option<usize>, Option<usize>, bool);

impl Default for ViewState {
    fn default() -> Self {
        Self {
            query: Query::default(),
            shown: PAGE,
            view: View::default(),
            row: None,
            sides: [None; 2],
            known: None,
            zoom: false,
            doc: None,
            passage: None,
            source: false,
            lang: Lang::default(),
            embed: false,
        }
    }
}

impl ViewState {
    /// Reads a fragment, with or without `#`. Unknown keys and values are skipped.
    pub fn parse(fragment: &str, corpus: &Corpus) -> Self {
        let mut state = Self::default();
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        if fragment.len() > MAX_FRAGMENT {
            return state;
        }
        // WordPress appends `#?secret=…` to whatever address it embeds.
        let fragment = fragment.split('#').next().unwrap_or_default();
        let (mut doc, mut passage) = (None, None);
        let by_id = |id: &str| corpus.documents.iter().position(|d| d.id == id);
        for pair in fragment.split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let Some(value) = decode(value) else { continue };
            match key {
                "q" => {
                    state.query.text = value.chars().filter(|c| !c.is_control()).take(MAX_QUERY).collect();
                }
                "ministerie" => {
                    let codes = &mut corpus.ministries().iter().map(|m| &m.code);
                    state.query.ministries = chosen(codes, &|code| value.split(',').any(|v| v == code));
                }
                "onderwerp" => {
                    let ids = &mut corpus.issues().iter().map(|i| &i.id);
                    state.query.issues = chosen(ids, &|id| value.split(',').any(|v| v == id));
                }
                "soort" => {
                    let asked: Vec<_> = value.split(',').filter_map(DocumentKind::from_word).collect();
                    let known = |kind: &DocumentKind| {
                        asked.contains(kind) && corpus.documents.iter().any(|d| d.kind == *kind)
                    };
                    state.query.kinds = DocumentKind::ALL.iter().copied().filter(known).collect();
                }
                "zonder" => {
                    for (form, _) in forms().filter(|(_, word)| value.split(',').any(|v| v == *word)) {
                        state.query.forms = state.query.forms.toggle(form);
                    }
                }
                "volgorde" => state.query.by_date = value == "datum",
                "toon" => {
                    let asked = value.parse().unwrap_or(PAGE);
                    state.shown = asked.clamp(PAGE, corpus.documents.len().max(PAGE)).next_multiple_of(PAGE);
                }
                "van" => state.query.from = asked(&value),
                "tot" => state.query.to = asked(&value),
                "beeld" => {
                    let view = View::ALL.iter().find(|(_, word)| *word == value);
                    state.view = view.map(|(view, _)| *view).unwrap_or_default();
                }
                "rij" => {
                    state.row = corpus.issues().iter().position(|issue| issue.id == value);
                }
                "links" => state.sides[0] = by_id(&value),
                "rechts" => state.sides[1] = by_id(&value),
                "bekend" => state.known = asked(&value),
                "zoom" => state.zoom = value == "1",
                "doc" => doc = Some(value),
                "p" => passage = Some(value),
                "bron" => state.source = value == "1",
                "taal" => state.lang = if value == "en" { Lang::En } else { Lang::Nl },
                "embed" => state.embed = true,
                _ => {}
            }
        }
        state.doc = doc.and_then(|id| by_id(&id));
        state.passage = state.doc.and_then(|doc| {
            let id = passage?;
            corpus.documents[doc].passages.iter().position(|p| p.id == id)
        });
        state.source &= state.doc.is_some();
        state
    }

    /// The fragment with its `#`; `#` alone for the first view.
    pub fn fragment(&self, corpus: &Corpus) -> String {
        let mut out = String::from("#");
        let mut put = |key: &str, value: &str| {
            if !value.is_empty() {
                if out.len() > 1 {
                    out.push('&');
                }
                out.push_str(key);
                out.push('=');
                encode(value, &mut out);
            }
        };
        let query = &self.query;
        put("q", query.text.trim());
        let without = forms().filter(|(form, _)| !query.forms.has(*form)).map(|(_, word)| word);
        put("zonder", &without.collect::<Vec<_>>().join(","));
        put("volgorde", if query.by_date { "datum" } else { "" });
        put("ministerie", &query.ministries.join(","));
        put("onderwerp", &query.issues.join(","));
        put("soort", &query.kinds.iter().map(|k| k.word()).collect::<Vec<_>>().join(","));
        put("van", &day(query.from));
        put("tot", &day(query.to));
        put("toon", &if self.shown > PAGE { self.shown.to_string() } else { String::new() });
        put("beeld", self.view.word());
        if self.view == View::Positions {
            put("rij", self.row.and_then(|row| corpus.issues().get(row)).map_or("", |issue| &issue.id));
        }
        let side = |side: usize| self.sides[side].and_then(|i| corpus.documents.get(i)).map_or("", |d| &d.id);
        if self.view == View::Compare {
            put("links", side(0));
            put("rechts", side(1));
        }
        put("bekend", &day(self.known));
        put("zoom", if self.zoom { "1" } else { "" });
        if let Some(document) = self.doc.map(|i| &corpus.documents[i]) {
            put("doc", &document.id);
            // A link of a document that is just being closed may still hold one of its passages.
            let passage = self.passage.and_then(|p| document.passages.get(p));
            put("p", passage.map_or("", |p| &p.id));
            put("bron", if self.source { "1" } else { "" });
        }
        put("taal", if self.lang == Lang::En { "en" } else { "" });
        if self.embed {
            out.push_str(if out.len() > 1 { "&embed" } else { "embed" });
        }
        out
    }

    /// Closes the document; the filters stay.
    pub fn close(&mut self) {
        (self.doc, self.passage, self.source) = (None, None, false);
    }

    /// Opens a document, at a passage where one is given; the filters stay.
    pub fn open(&mut self, doc: usize, passage: Option<usize>) {
        (self.doc, self.passage, self.source) = (Some(doc), passage, false);
    }

    /// Where the reader is.
    pub fn place(&self) -> Place {
        (self.doc, self.passage, self.source)
    }

    /// Takes the filters away; the words, and how they are searched, stay.
    pub fn unfilter(&mut self) {
        let Query { text, forms, by_date, .. } = std::mem::take(&mut self.query);
        self.query = Query { text, forms, by_date, ..Query::default() };
    }

    /// The state after a change. What another query finds is listed from its beginning.
    pub fn after(&self, change: &dyn Fn(&mut Self)) -> Self {
        let mut state = self.clone();
        change(&mut state);
        if state.query != self.query {
            state.shown = PAGE;
        }
        state
    }
}

/// The forms that can be left out, with their words.
fn forms() -> impl Iterator<Item = (Form, &'static str)> {
    Form::ALL.into_iter().skip(1).zip(FORMS)
}

/// A day that documents can be of: `0002-01-01`, while a year is still being typed, is none, and a drawing of a period
/// has an end.
pub fn asked(day: &str) -> Option<Day> {
    day.parse::<Day>().ok().filter(|day| (1800..2200).contains(&day.civil().0))
}

fn day(day: Option<Day>) -> String {
    day.map(|d| d.to_string()).unwrap_or_default()
}

/// What is chosen of a table, in its order and once each.
fn chosen(table: &mut dyn Iterator<Item = &String>, on: &dyn Fn(&str) -> bool) -> Vec<String> {
    table.filter(|entry| on(entry)).cloned().collect()
}

/// What a reader chooses values of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Codes of ministries.
    Ministry,
    /// Ids of policy issues.
    Issue,
    /// Words of kinds of document.
    Kind,
}

impl Facet {
    /// In the order of the page.
    pub const ALL: [Self; 3] = [Self::Ministry, Self::Issue, Self::Kind];

    /// Whether a value is chosen.
    pub fn has(self, query: &Query, value: &str) -> bool {
        match self {
            Self::Ministry => query.ministries.iter().any(|code| code == value),
            Self::Issue => query.issues.iter().any(|id| id == value),
            Self::Kind => query.kinds.iter().any(|kind| kind.word() == value),
        }
    }

    /// Turns a value on or off. The choices keep the order of the tables, so that a view has one address.
    pub fn toggle(self, query: &mut Query, value: &str, corpus: &Corpus) {
        let on = |key: &str| self.has(query, key) != (key == value);
        match self {
            Self::Ministry => {
                query.ministries = chosen(&mut corpus.ministries().iter().map(|m| &m.code), &on);
            }
            Self::Issue => {
                query.issues = chosen(&mut corpus.issues().iter().map(|i| &i.id), &on);
            }
            Self::Kind => {
                query.kinds = DocumentKind::ALL.iter().copied().filter(|kind| on(kind.word())).collect();
            }
        }
    }
}

/// Percent-encodes by UTF-8. Commas stay: they part values, and ids hold none.
pub fn encode(value: &str, out: &mut String) {
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b',' => {
                out.push(byte as char);
            }
            _ => {
                out.push('%');
                for nibble in [byte >> 4, byte & 15] {
                    out.push(b"0123456789ABCDEF"[nibble as usize] as char);
                }
            }
        }
    }
}

/// Undoes [`encode`]; `None` where the bytes are no UTF-8. A stray `%` stands for itself.
pub fn decode(value: &str) -> Option<String> {
    let hex = |byte: Option<&u8>| byte.and_then(|b| (*b as char).to_digit(16));
    let bytes = value.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'%'
            && let (Some(high), Some(low)) = (hex(bytes.get(at + 1)), hex(bytes.get(at + 2)))
        {
            out.push((high * 16 + low) as u8);
            at += 3;
        } else {
            // A blank as forms write it; a plus sign itself is `%2B`.
            out.push(if bytes[at] == b'+' { b' ' } else { bytes[at] });
            at += 1;
        }
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus() -> &'static Corpus {
        corpus::load()
    }

    fn round(fragment: &str) -> String {
        ViewState::parse(fragment, corpus()).fragment(corpus())
    }

    fn full() -> ViewState {
        let c = corpus();
        let dossier = c.dossier.as_ref().unwrap();
        ViewState {
            query: Query {
                text: "cliënt-side & “100%” #1, a+b=c".into(),
                ministries: vec![dossier.ministries[0].code.clone()],
                issues: dossier.issues.iter().take(2).map(|i| i.id.clone()).collect(),
                kinds: vec![DocumentKind::Beslisnota, DocumentKind::Kamerbrief],
                from: "2023-01-01".parse().ok(),
                to: "2023-12-31".parse().ok(),
                forms: search::Forms::default().toggle(Form::Stem).toggle(Form::Typo),
                by_date: true,
            },
            shown: 20,
            view: View::Compare,
            row: None,
            sides: [Some(2), Some(0)],
            known: "2026-01-01".parse().ok(),
            zoom: true,
            doc: Some(1),
            passage: Some(2),
            source: true,
            lang: Lang::En,
            embed: true,
        }
    }

    #[test]
    fn an_address_restores_everything() {
        let state = full();
        let fragment = state.fragment(corpus());
        assert_eq!(ViewState::parse(&fragment, corpus()), state, "{fragment}");
        assert!(fragment.is_ascii() && fragment.ends_with("&bron=1&taal=en&embed"), "{fragment}");
        let keys: Vec<_> = fragment[1..].split('&').map(|p| p.split('=').next().unwrap()).collect();
        assert_eq!(
            keys,
            [
                "q",
                "zonder",
                "volgorde",
                "ministerie",
                "onderwerp",
                "soort",
                "van",
                "tot",
                "beeld",
                "links",
                "rechts",
                "bekend",
                "zoom",
                "doc",
                "p",
                "bron",
                "taal",
                "embed"
            ]
        );
    }

    #[test]
    fn a_passage_that_the_document_lacks_is_left_out() {
        let state = ViewState { doc: Some(0), passage: Some(9999), ..ViewState::default() };
        assert!(!state.fragment(corpus()).contains("p="), "{}", state.fragment(corpus()));
    }

    #[test]
    fn another_query_is_listed_from_its_beginning() {
        let state = ViewState { shown: 60, ..ViewState::default() };
        assert_eq!(state.after(&|s| s.doc = Some(1)).shown, 60);
        assert_eq!(state.after(&|s| s.query.text = "a".into()).shown, PAGE);
        assert_eq!(round("#toon=40"), "#", "five documents need no second page");
        assert_eq!(round("#toon=-1"), "#");
    }

    #[test]
    fn the_first_view_has_an_empty_address() {
        assert_eq!(ViewState::default().fragment(corpus()), "#");
        assert_eq!(ViewState::parse("", corpus()), ViewState::default());
        assert_eq!(round("#embed"), "#embed");
    }

    #[test]
    fn unknown_keys_and_values_are_kept_out() {
        assert_eq!(
            round(
                "#utm_source=x&q=aivd&ministerie=Nergens&onderwerp=,,&soort=roman&van=gisteren&doc=geen&p=p1&bron=1&taal=fy"
            ),
            "#q=aivd"
        );
    }

    #[test]
    fn a_view_keeps_what_is_its_own() {
        for view in [
            "#beeld=standpunten&rij=client-side-scanning",
            "#beeld=verwijzingen",
            "#beeld=tijd",
            "#beeld=open",
        ] {
            assert_eq!(round(view), view);
        }
        assert_eq!(round("#beeld=standpunten&rij=geen&links=x"), "#beeld=standpunten");
        assert_eq!(round("#beeld=dans&rij=client-side-scanning&bekend=ooit"), "#");
    }

    #[test]
    fn a_passage_needs_its_document() {
        assert_eq!(round("#p=p1&bron=1"), "#");
    }

    #[test]
    fn hostile_input_becomes_plain_values() {
        assert_eq!(round("#q=%3Cscript%3E"), "#q=%3Cscript%3E");
        assert_eq!(round("#q=%00%0a%1bx"), "#q=x");
        assert_eq!(round("#q=%ff%fe"), "#");
        assert_eq!(round("#q=%"), "#q=%25");
        assert_eq!(round("#=&&==&q"), "#");
        let long = "a".repeat(5000);
        assert_eq!(ViewState::parse(&format!("#q={long}"), corpus()).query.text.len(), MAX_QUERY);
        assert_eq!(round(&format!("#q=b&x={}", "y".repeat(9000))), "#");
    }

    #[test]
    fn what_wordpress_appends_is_cut_off() {
        assert_eq!(round("#q=aivd&embed#?secret=Ab12"), "#q=aivd&embed");
    }

    #[test]
    fn a_choice_is_turned_on_and_off_in_the_order_of_the_table() {
        let table: Vec<_> = corpus().dossier.as_ref().unwrap().issues.iter().map(|i| i.id.as_str()).collect();
        let mut query = Query::default();
        for choice in [table[2], table[0], table[1], table[2]] {
            Facet::Issue.toggle(&mut query, choice, corpus());
        }
        assert_eq!(query.issues, table[..2]);
        Facet::Kind.toggle(&mut query, "kamerbrief", corpus());
        assert!(Facet::Kind.has(&query, "kamerbrief") && !Facet::Kind.has(&query, "beslisnota"));
    }
}

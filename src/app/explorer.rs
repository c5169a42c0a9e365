//! What every part of the page reads: the corpus, the state that the address holds, and the answer to it.

use crate::{
    dom::{El, STATIC, find, later, number_of},
    evidence::{self, Claims},
    i18n::{Lang, Strings},
    state::{Facet, ViewState},
};
use leptos::prelude::*;
use model::{Corpus, Day, Document, DocumentKind, Dossier};
use search::{Found, Hits, Index, Passages, Query, Warming};
use std::sync::OnceLock;
use views::positions::Change;
use wasm_bindgen::JsValue;
use web_sys::Event;

/// A query and its hits.
pub struct Answer {
    /// What is asked.
    pub query: Query,
    /// How many documents were asked for.
    pub shown: usize,
    /// What is found.
    pub hits: Hits,
    /// By which words besides those of the query.
    pub found: Vec<Found>,
    /// By document listed: its passages, once they were read.
    read: Vec<OnceLock<Passages>>,
}

impl Answer {
    /// The passages of a document of the list, by its place there.
    pub fn passages(&self, index: &Index, at: usize) -> &Passages {
        let document = self.hits.documents[at].document;
        self.read[at].get_or_init(|| index.passages(document, &self.query, &self.hits))
    }

    /// Number of passages that answer the query, over all documents found.
    pub fn count_passages(&self, index: &Index) -> usize {
        let found = self.hits.found.first(usize::MAX).into_iter().map(|document| document as usize);
        let count = |document| match self.hits.documents.iter().position(|hit| hit.document == document) {
            Some(at) => self.passages(index, at).found.len(),
            None => index.passages(document, &self.query, &self.hits).found.len(),
        };
        found.map(count).sum()
    }
}

impl PartialEq for Answer {
    /// The same question has the same answer.
    fn eq(&self, other: &Self) -> bool {
        self.query == other.query && self.shown == other.shown
    }
}

/// What every part of the page may read, and the two ways to change it. Made once.
pub struct Explorer {
    /// The documents.
    pub corpus: &'static Corpus,
    /// Their sources.
    pub sources: &'static [&'static str],
    /// The day at which the dossier is cut, and how many more documents may have been there.
    pub known: Option<(Day, usize)>,
    /// The documents made searchable.
    pub index: &'static Index<'static>,
    /// By document: whether it was public on that day, where it is known.
    pub public: Vec<Option<bool>>,
    changes: OnceLock<Vec<Change>>,
    /// By document and language.
    claims: Vec<[OnceLock<Vec<Claims>>; 2]>,
    /// What the address says.
    pub state: RwSignal<ViewState>,
    /// What the filters of the state find.
    pub answer: Memo<Answer>,
    /// The open document.
    pub doc: Memo<Option<usize>>,
    /// The issue whose positions are read one below the other, by its place.
    pub row: Memo<Option<usize>>,
    /// The documents that are compared.
    pub sides: [Memo<Option<usize>>; 2],
    /// The first document found that the views beside the list leave out: they show [`FEW`].
    pub beyond: Memo<Option<usize>>,
    /// Width of the page inside its margins, in px; `None` until measured.
    pub width: RwSignal<Option<usize>>,
    /// Some number where there is room for two columns.
    pub wide: Memo<Option<usize>>,
    /// Whether the page stands in a frame of another one. Never changes.
    pub embed: bool,
}

/// The one explorer, for as long as the page lives.
pub type X = &'static Explorer;

/// The page in one file, beside the page.
pub const ONE_FILE: &str = "inzage.html";

/// The page on accessibility, beside the page.
pub const ACCESS: &str = "toegankelijkheid/index.html";

/// Width of the page from which there are two columns, in px: 44 rem, as in `layout.css`.
const WIDE: usize = 704;

/// Documents that a view beside the list shows: of more, nobody reads all, and to lay them out takes too long.
pub const FEW: usize = 200;

/// How a change of state enters the history.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A settled choice: one step back undoes it.
    Push,
    /// On the way to one, as while typing.
    Replace,
}

impl Explorer {
    /// Reads the address and answers it, from what was known on a day, or from all.
    pub fn start(day: Option<Day>) -> X {
        let (corpus, sources, known, public) = match day {
            None => (corpus::load(), corpus::sources(), None, Vec::new()),
            // Decoded anew and cut: nothing that came later is there to be shown. It stays as long as the page.
            Some(day) => {
                let corpus = corpus::again();
                let cut = views::known::on(corpus, corpus::sources().to_vec(), day);
                (&*corpus, &*cut.sources.leak(), Some((day, cut.perhaps)), cut.public)
            }
        };
        Self::of(corpus, sources, known, public)
    }

    /// Reads the address and answers it from a corpus, which may be `known` at a day.
    pub fn of(
        corpus: &'static Corpus,
        sources: &'static [&'static str],
        known: Option<(Day, usize)>,
        public: Vec<Option<bool>>,
    ) -> X {
        let first = ViewState::parse(&hash(), corpus);
        let embed = first.embed;
        let state = RwSignal::new(first);
        let doc = number_of(move || state.with(|s| s.doc));
        let row = number_of(move || state.with(|s| s.row));
        let sides = [0, 1].map(|side| number_of(move || state.with(|s| s.sides[side])));
        // That of a large dossier comes with its documents.
        let whole = if known.is_none() && !STATIC { corpus::index() } else { &[] };
        let index = Index::read(corpus, sources.to_vec(), whole);
        let index: &'static Index =
            Box::leak(Box::new(index.unwrap_or_else(|| Index::new(corpus, sources.to_vec()))));
        let answer = Memo::new(move |_| {
            let (query, shown) = state.with(|s| (s.query.clone(), s.shown));
            let hits = index.hits(&query, shown);
            let read = hits.documents.iter().map(|_| OnceLock::new()).collect();
            Answer { found: index.found_by(&hits), hits, query, shown, read }
        });
        let beyond = number_of(move || {
            answer.with(|a| (0..corpus.documents.len()).filter(|i| a.hits.found.has(*i)).nth(FEW))
        });
        // When the page stands: most first answers need none of it.
        warm(index, Warming::default());
        let width = RwSignal::new(None);
        let wide = number_of(move || width.get().filter(|w| *w >= WIDE).map(|_| WIDE));
        Box::leak(Box::new(Self {
            corpus,
            sources,
            known,
            public,
            index,
            changes: OnceLock::new(),
            claims: corpus.documents.iter().map(|_| Default::default()).collect(),
            state,
            answer,
            doc,
            row,
            sides,
            beyond,
            width,
            wide,
            embed,
        }))
    }

    /// Takes over what the address says now.
    pub fn read_address(&self) {
        let mut state = ViewState::parse(&hash(), self.corpus);
        state.embed = self.embed;
        // Only what an address can hold counts: a blank at the end of what somebody types is not taken away.
        if state.fragment(self.corpus) != self.fragment() {
            // A link that goes with its filter takes the keyboard's focus along: go on at the documents.
            let goes =
                find(":is(.chips, .none, .suggestions, .row header, .view .back) :focus, .view .back:focus")
                    .is_some();
            self.state.set(state);
            if goes && let Some(documents) = find("#documents") {
                later(0, move || documents.focus());
            }
        }
    }

    fn fragment(&self) -> String {
        self.state.with_untracked(|s| s.fragment(self.corpus))
    }

    /// Changes the state alone; the page answers at once. [`Self::settle`] brings the address after it.
    pub fn set(&self, change: &dyn Fn(&mut ViewState)) {
        self.state.set(self.state.get_untracked().after(change));
    }

    /// Brings the address after the state.
    pub fn settle(&self, step: Step) {
        let fragment = self.fragment();
        if fragment.trim_start_matches('#') == hash().trim_start_matches('#') {
            return;
        }
        // The history changes without an event that could overtake what is typed next, and an empty fragment does
        // not scroll to the top. Where history is refused or throttled, the location does it.
        let silent = window().history().and_then(|history| match step {
            Step::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&fragment)),
            Step::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&fragment)),
        });
        if silent.is_err() {
            let location = window().location();
            let _refused = match step {
                Step::Push => location.set_hash(&fragment),
                Step::Replace => location.replace(&fragment),
            };
        }
        // For scripts that listen (`window.inzage`): the history itself is silent.
        let _told = Event::new("inzage:change").map(|event| window().dispatch_event(&event));
    }

    /// Changes the state and the address.
    pub fn change(&self, step: Step, change: &dyn Fn(&mut ViewState)) {
        self.set(change);
        self.settle(step);
    }

    /// Gives a link the address of a changed copy of the state; it follows the state.
    pub fn link(&'static self, link: El, change: impl Fn(&mut ViewState) + 'static) -> El {
        self.follow(link, Box::new(change))
    }

    fn follow(&'static self, link: El, change: Box<dyn Fn(&mut ViewState)>) -> El {
        link.attr_of("href", move || Some(self.state.get().after(&change).fragment(self.corpus)))
    }

    /// The full address of a state outside any frame.
    pub fn address(&self, mut state: ViewState) -> String {
        state.embed = false;
        base() + &state.fragment(self.corpus)
    }

    /// The language, not followed: the whole page is made anew in another one.
    pub fn lang(&self) -> Lang {
        self.state.with_untracked(|s| s.lang)
    }

    /// The words of the language.
    pub fn t(&self) -> &'static Strings {
        self.lang().t()
    }

    /// What changed between two documents in one frame of words; worked out when it is first asked for.
    pub fn changes(&self) -> &[Change] {
        self.changes.get_or_init(|| views::positions::changes(self.corpus))
    }

    /// What is said of a document, each with its evidence; read when the document is first opened in a language.
    pub fn claims(&'static self, document: usize) -> &'static [Claims] {
        self.claims[document][self.lang() as usize].get_or_init(|| evidence::claims(self, document))
    }

    /// A document by its index.
    pub fn document(&self, index: usize) -> &'static Document {
        &self.corpus.documents[index]
    }

    /// What the keepers of the dossier say.
    pub fn dossier(&self) -> &'static Dossier {
        self.corpus.dossier.as_ref().expect("the page is built from a dossier")
    }

    /// The dossier's name.
    pub fn title(&self) -> &'static str {
        self.lang().of(&self.dossier().title)
    }

    /// What a facet is called.
    pub fn facet(&self, facet: Facet) -> &'static str {
        match facet {
            Facet::Ministry => self.t().ministry(),
            Facet::Issue => self.t().issue(),
            Facet::Kind => self.t().kind(),
        }
    }

    /// What a value of a facet is called, and what that means; empty where the name says it. A value that no table has
    /// has no name.
    pub fn value(&self, facet: Facet, value: &str) -> (&'static str, &'static str) {
        let (lang, dossier) = (self.lang(), self.dossier());
        let named = match facet {
            Facet::Ministry => {
                dossier.ministries.iter().find(|m| m.code == value).map(|m| (lang.of(&m.name), ""))
            }
            Facet::Issue => {
                let issue = dossier.issues.iter().find(|i| i.id == value);
                issue.map(|i| (lang.of(&i.label), lang.of(&i.definition)))
            }
            Facet::Kind => DocumentKind::from_word(value)
                .map(|k| (lang.kind(k), lang.kind_meaning(k).unwrap_or_default())),
        };
        named.unwrap_or_default()
    }

    /// A ministry's name, or its abbreviation where the table has no such ministry.
    pub fn ministry(&self, code: &'static str) -> &'static str {
        match self.value(Facet::Ministry, code).0 {
            "" => code,
            name => name,
        }
    }

    /// An issue's label.
    pub fn issue(&self, id: &str) -> &'static str {
        self.value(Facet::Issue, id).0
    }

    /// The kind's name, with its meaning for who does not know the Dutch word.
    pub fn kind(&self, document: &Document) -> String {
        let lang = self.lang();
        let name = lang.kind(document.kind);
        lang.kind_meaning(document.kind).map_or(name.into(), |meaning| format!("{name} ({meaning})"))
    }

    /// The document's date in words.
    pub fn when(&self, document: &Document) -> String {
        document.date.as_ref().map_or(self.t().undated().into(), |d| self.lang().when(d))
    }

    /// The index of the document with an id.
    pub fn by_id(&self, id: &str) -> Option<usize> {
        self.corpus.documents.iter().position(|d| d.id == id)
    }
}

/// Documents that the index reads before the browser may act again.
const SLICE: usize = 50;

/// Prepares later answers by and by.
fn warm(index: &'static Index<'static>, mut warming: Warming) {
    let next = move || {
        if !index.warm_some(&mut warming, SLICE) {
            warm(index, warming);
        }
    };
    later(0, next);
}

/// The fragment of the address, with its `#`; empty where it cannot be read.
pub fn hash() -> String {
    if STATIC {
        return String::new();
    }
    window().location().hash().unwrap_or_default()
}

/// Whether this is the page in one file, whatever its name: nothing lies beside it, as the manifest does beside any other.
pub fn one_file() -> bool {
    !STATIC && find("[rel=manifest]").is_none()
}

/// The address of the page without its fragment.
pub fn base() -> String {
    if STATIC {
        return String::new();
    }
    let href = window().location().href().unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_string()
}

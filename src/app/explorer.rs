//! The one context of the page: the corpus, the state that the address holds, and the answer to it.

use crate::{
    i18n::{Lang, Strings},
    state::ViewState,
};
use leptos::prelude::*;
use model::{Corpus, Document, Dossier};
use search::{Hits, Index, Query};
use wasm_bindgen::JsValue;

/// A query and its hits. Changes when either does: links hold the query, marks come from the hits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// What is asked.
    pub query: Query,
    /// What is found.
    pub hits: Hits,
}

/// What every component may read, and the two ways to change it. Provided once.
#[derive(Clone, Copy)]
pub struct Explorer {
    /// The documents.
    pub corpus: &'static Corpus,
    /// The documents made searchable.
    pub index: &'static Index,
    /// What the address says.
    pub state: ReadSignal<ViewState>,
    /// What the filters of the state find.
    pub answer: Memo<Answer>,
    /// The open document.
    pub doc: Memo<Option<usize>>,
    /// Language of the interface.
    pub lang: Memo<Lang>,
    /// Width of the page inside its margins, in px; 0 until measured.
    pub width: ReadSignal<f64>,
    set_width: WriteSignal<f64>,
    write: WriteSignal<ViewState>,
}

/// How a change of state enters the history.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A settled choice: one step back undoes it.
    Push,
    /// On the way to one, as while typing.
    Replace,
}

impl Explorer {
    /// Reads the address and answers it.
    pub fn new() -> Self {
        let corpus = corpus::load();
        let index: &'static Index = Box::leak(Box::new(Index::new(corpus)));
        let (state, write) = signal(ViewState::parse(&hash(), corpus));
        let answer = Memo::new(move |_| {
            let query = state.with(|s| s.query.clone());
            Answer { hits: index.hits(&query), query }
        });
        let doc = Memo::new(move |_| state.with(|s| s.doc));
        let lang = Memo::new(move |_| state.with(|s| s.lang));
        let (width, set_width) = signal(0.0);
        Self { corpus, index, state, answer, doc, lang, width, set_width, write }
    }

    /// The context.
    pub fn get() -> Self {
        expect_context()
    }

    /// Takes over a measured width; less than a pixel is no change.
    pub fn measure(self, width: f64) {
        if (width - self.width.get_untracked()).abs() >= 1.0 {
            self.set_width.set(width);
        }
    }

    /// Takes over what the address says now.
    pub fn read_address(self) {
        let state = ViewState::parse(&hash(), self.corpus);
        // Only what an address can hold counts: a blank at the end of what somebody types is not taken away.
        if state.fragment(self.corpus) != self.state.with_untracked(|s| s.fragment(self.corpus)) {
            self.write.set(state);
        }
    }

    /// Changes the state alone; the page answers at once. [`Self::settle`] brings the address after it.
    pub fn set(self, change: impl FnOnce(&mut ViewState)) {
        self.write.update(change);
    }

    /// Brings the address after the state.
    pub fn settle(self, step: Step) {
        let fragment = self.state.with_untracked(|s| s.fragment(self.corpus));
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
    }

    /// Changes the state and the address.
    pub fn change(self, step: Step, change: impl FnOnce(&mut ViewState)) {
        self.set(change);
        self.settle(step);
    }

    /// The address of a changed copy of the state, for a link. Follows the state.
    pub fn link(self, change: impl FnOnce(ViewState) -> ViewState) -> String {
        change(self.state.get()).fragment(self.corpus)
    }

    /// The same, not following the state: for views that are made anew with it.
    pub fn link_now(self, change: impl FnOnce(ViewState) -> ViewState) -> String {
        change(self.state.get_untracked()).fragment(self.corpus)
    }

    /// The full address of a state outside any frame.
    pub fn address(self, mut state: ViewState) -> String {
        state.embed = false;
        base() + &state.fragment(self.corpus)
    }

    /// The words of the language, not followed: the whole page is made anew in another language.
    pub fn t(self) -> &'static Strings {
        self.lang().t()
    }

    /// The language, not followed.
    pub fn lang(self) -> Lang {
        self.lang.get_untracked()
    }

    /// Whether the page stands in another one. Never changes while it lives.
    pub fn embed(self) -> bool {
        self.state.with_untracked(|s| s.embed)
    }

    /// A document by its index.
    pub fn document(self, index: usize) -> &'static Document {
        &self.corpus.documents[index]
    }

    /// What the keepers of the dossier say.
    pub fn dossier(self) -> &'static Dossier {
        self.corpus.dossier.as_ref().expect("the page is built from a dossier")
    }

    /// A ministry's name, or its abbreviation where the table has no such ministry.
    pub fn ministry(self, code: &'static str) -> &'static str {
        self.dossier().ministries.iter().find(|m| m.code == code).map_or(code, |m| self.lang().of(&m.name))
    }

    /// An issue's label, or its id where the table has no such issue.
    pub fn issue(self, id: &'static str) -> &'static str {
        self.dossier().issues.iter().find(|i| i.id == id).map_or(id, |i| self.lang().of(&i.label))
    }

    /// The kind's name, with its meaning for who does not know the Dutch word.
    pub fn kind(self, document: &Document) -> String {
        let lang = self.lang();
        let name = lang.kind(document.kind);
        lang.kind_meaning(document.kind).map_or(name.into(), |meaning| format!("{name} ({meaning})"))
    }

    /// The document's date in words.
    pub fn when(self, document: &Document) -> String {
        document.date.as_ref().map_or(self.t().undated.into(), |d| self.lang().when(d))
    }
}

/// The fragment of the address, with its `#`; empty where it cannot be read.
pub fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// The address of the page without its fragment.
pub fn base() -> String {
    let href = window().location().href().unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_string()
}

//! From the bytes of the corpus to the page on the screen.

use crate::{
    dom::{self, property},
    explorer::{self, Explorer},
    page, state,
};
use gloo::events::EventListener;
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;

thread_local! {
    /// Makes the page anew from the corpus that is provided by then.
    static ANEW: RefCell<Option<Box<dyn Fn()>>> = RefCell::default();
}

/// Starts the page with the bytes of its documents: `embedded`, or those that boot.js loaded from a file of their own.
pub fn start(embedded: &'static [u8]) {
    // The released page is built without the texts of panics: there a panic is a trap, which boot.js sees.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        boot("failed");
    }));
    open(corpus::Opening::of(given().unwrap_or(embedded)));
}

/// Goes on with other bytes of documents, in the same state.
pub fn provide(bytes: &'static [u8]) {
    open(corpus::Opening::of(bytes));
}

/// The bytes of the documents, where boot.js loaded them from a file of their own.
fn given() -> Option<&'static [u8]> {
    // They are the corpus, for as long as the page lives.
    Some(property(&window(), "inzageCorpus").dyn_into::<js_sys::Uint8Array>().ok()?.to_vec().leak())
}

/// How many documents are opened before the browser may act again: measured, 11 ms.
const SLICE: usize = 100;

/// Opens the documents by and by, tells how far it is, then makes the page.
fn open(mut opening: corpus::Opening) {
    let (opened, total) = (opening.open(SLICE), opening.total());
    if opened < total {
        mark("data-opened", &format!("{opened}/{total}"));
        return dom::later(0, move || open(opening));
    }
    opening.provide();
    match ANEW.take() {
        Some(anew) => {
            anew();
            ANEW.set(Some(anew));
        }
        None => mount(),
    }
}

fn mount() {
    let Some(place) = dom::find("#app") else { return boot("failed") };
    let parent = place.html();
    mount_to(parent, move || {
        let asked = || state::ViewState::parse(&explorer::hash(), corpus::load()).known;
        // The day at which the dossier is cut. Another one makes the whole page anew, from other documents.
        let known = RwSignal::new(asked());
        let current = RwSignal::new(None::<explorer::X>);
        for event in ["hashchange", "popstate"] {
            let read = move |_: &_| {
                if let Some(x) = current.get_untracked() {
                    x.read_address();
                }
            };
            EventListener::new(&window(), event, read).forget();
        }
        // Explorers live as long as the window: what they own belongs to it, not to the page that is made anew.
        let owner = Owner::current().unwrap_or_default();
        let all: Rc<RefCell<Vec<explorer::X>>> = Rc::default();
        let before = all.clone();
        ANEW.set(Some(Box::new(move || {
            before.borrow_mut().clear();
            known.set(asked());
        })));
        place.part(move |place| {
            let day = known.get();
            untrack(|| {
                let mut all = all.borrow_mut();
                let before = all.iter().copied().find(|x| x.known.map(|(day, _)| day) == day);
                let x = before.unwrap_or_else(|| owner.with(|| Explorer::start(day)));
                if before.is_some() {
                    x.read_address();
                } else {
                    all.push(x);
                }
                current.set(Some(x));
                page::page(x, place.clone());
                place.follow(move || {
                    let asked = x.state.with(|s| s.known);
                    if asked != day {
                        known.set(asked);
                    }
                });
            });
        });
    })
    .forget();
    if let Some(before) = dom::find("#static") {
        before.html().remove();
    }
    boot("ready");
}

/// Tells boot.js and the style sheets how far the page is.
fn boot(stage: &str) {
    mark("data-boot", stage);
}

fn mark(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _invalid = root.set_attribute(name, value);
    }
}

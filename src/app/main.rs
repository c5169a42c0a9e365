//! The explorer: a dossier of policy documents in one page, its state in the fragment of the address.

mod bars;
mod beside;
mod copy;
mod dom;
mod evidence;
mod explorer;
mod filters;
mod frame;
mod i18n;
mod page;
mod papers;
mod positions;
mod reader;
mod requests;
mod results;
mod rich;
mod state;
mod text;
mod timeline;
mod view;

use explorer::Explorer;
use gloo::{events::EventListener, timers::callback::Timeout};
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::JsCast;

fn main() {
    // The released page is built without the texts of panics: there a panic is a trap, which boot.js sees.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        boot("failed");
    }));
    match given() {
        Some(bytes) => open(corpus::Opening::of(bytes)),
        None => start(),
    }
}

/// The bytes of the documents, where boot.js loaded them from a file of their own.
fn given() -> Option<&'static [u8]> {
    let given = js_sys::Reflect::get(&window(), &"inzageCorpus".into()).ok()?;
    // They are the corpus, for as long as the page lives.
    Some(given.dyn_into::<js_sys::Uint8Array>().ok()?.to_vec().leak())
}

/// How many documents are opened before the browser may act again: measured, 11 ms.
const SLICE: usize = 100;

/// Opens the documents by and by, tells how far it is, then starts.
fn open(mut opening: corpus::Opening) {
    let (opened, total) = (opening.open(SLICE), opening.total());
    mark("data-opened", &format!("{opened}/{total}"));
    let next = move || {
        if opened < total {
            open(opening);
        } else {
            opening.provide();
            start();
        }
    };
    Timeout::new(0, next).forget();
}

fn start() {
    let Some(place) = dom::find("#app") else { return boot("failed") };
    let parent = place.html();
    mount_to(parent, move || {
        let first = state::ViewState::parse(&explorer::hash(), corpus::load()).known;
        // The day at which the dossier is cut. Another one makes the whole page anew, from other documents.
        let known = RwSignal::new(first);
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
        let all: RefCell<Vec<explorer::X>> = RefCell::default();
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
                page::page(x, place);
                Effect::new(move |_| {
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
        before.0.remove();
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

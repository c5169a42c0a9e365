//! The explorer: a dossier of policy documents in one page, its state in the fragment of the address.

mod bars;
mod copy;
mod dom;
mod evidence;
mod explorer;
mod filters;
mod frame;
mod i18n;
mod page;
mod reader;
mod results;
mod rich;
mod state;
mod text;
mod timeline;

use explorer::Explorer;
use gloo::{events::EventListener, timers::callback::Timeout};
use leptos::prelude::*;
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
        let explorer = Explorer::start();
        for event in ["hashchange", "popstate"] {
            EventListener::new(&window(), event, move |_| explorer.read_address()).forget();
        }
        page::page(explorer, place);
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

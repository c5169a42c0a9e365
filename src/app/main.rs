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
use gloo::events::EventListener;
use leptos::prelude::*;

fn main() {
    // The released page is built without the texts of panics: there a panic is a trap, which boot.js sees.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        boot("failed");
    }));
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
    if let Some(root) = document().document_element() {
        let _invalid = root.set_attribute("data-boot", stage);
    }
}

//! The explorer: a dossier of policy documents in one page, its state in the fragment of the address.

mod copy;
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
use wasm_bindgen::JsCast;

fn main() {
    // boot.js reads the attribute and says that the page stopped; what is readable stays so.
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        boot("failed");
    }));
    let Some(place) = document().get_element_by_id("app") else { return boot("failed") };
    mount_to(place.unchecked_into(), || {
        let explorer = Explorer::new();
        provide_context(explorer);
        for event in ["hashchange", "popstate"] {
            EventListener::new(&window(), event, move |_| explorer.read_address()).forget();
        }
        view! { <page::Page /> }
    })
    .forget();
    if let Some(before) = document().get_element_by_id("static") {
        before.remove();
    }
    boot("ready");
}

/// Tells boot.js and the style sheets how far the page is.
fn boot(stage: &str) {
    if let Some(root) = document().document_element() {
        let _invalid = root.set_attribute("data-boot", stage);
    }
}

//! Copying to the clipboard, where that is allowed.

use crate::{
    dom::{El, button, el},
    explorer::X,
};
use gloo::timers::callback::Timeout;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::Clipboard;

/// How long the answer stands, in ms: long enough to read two words twice.
const SHOWN: u32 = 3000;

/// Adds a button that copies what `text` gives, and a place that says whether it did.
pub fn with_copy(place: El, x: X, label: &str, text: Box<dyn Fn() -> String>) -> El {
    let said = el("span.said").attr("aria-live", "polite");
    let say = {
        let said = said.clone();
        move |words: &str| {
            said.0.set_text_content(Some(words));
            let said = said.clone();
            Timeout::new(SHOWN, move || said.0.set_text_content(None)).forget();
        }
    };
    let copy = move |_: &web_sys::Event| {
        let (t, done, refused) = (x.t(), say.clone(), say.clone());
        let clipboard: JsValue = window().navigator().clipboard().into();
        // Without a secure context there is no clipboard; in a frame it may refuse.
        let Ok(clipboard) = clipboard.dyn_into::<Clipboard>() else { return say(t.not_copied) };
        let done = Closure::once(move |_: JsValue| done(t.copied));
        let refused = Closure::once(move |_: JsValue| refused(t.not_copied));
        let _promise = clipboard.write_text(&text()).then2(&done, &refused);
        done.forget();
        refused.forget();
    };
    place.add(button("button.copy", label).on("click", copy)).add(said)
}

//! Copying to the clipboard, where that is allowed.

use crate::explorer::Explorer;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// How long the answer stands, in ms: long enough to read two words twice.
const SHOWN: u32 = 3000;

/// A button that copies what `text` gives, and says whether it did.
pub fn copy_button(x: Explorer, label: &'static str, text: Box<dyn Fn() -> String>) -> AnyView {
    let said = RwSignal::new("");
    let say = move |words: &'static str| {
        said.set(words);
        Timeout::new(SHOWN, move || said.set("")).forget();
    };
    let copy = move |_| {
        let t = x.t();
        let clipboard: JsValue = window().navigator().clipboard().into();
        // Without a secure context there is no clipboard; in a frame it may refuse.
        let Ok(clipboard) = clipboard.dyn_into::<web_sys::Clipboard>() else { return say(t.not_copied) };
        let done = Closure::once_into_js(move |_: JsValue| say(t.copied));
        let refused = Closure::once_into_js(move |_: JsValue| say(t.not_copied));
        let _outcome = js_sys::Reflect::get(&clipboard.write_text(&text()), &"then".into())
            .map(|then| then.unchecked_into::<js_sys::Function>().call2(&JsValue::NULL, &done, &refused));
    };
    view! { <button type="button" class="copy" on:click=copy>{label}</button><span class="said" aria-live="polite">{said}</span> }
        .into_any()
}

//! What the dialogs share: their frame, choices, and taking text along.

use app::{
    dom::{El, button, el, property, with},
    explorer::X,
};
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{HtmlAnchorElement, HtmlDialogElement};

/// How long an answer stands, in ms.
const SHOWN: u32 = 4000;

/// The Dutch or the English words.
pub fn say(x: X, nl: &'static str, en: &'static str) -> &'static str {
    x.lang().pick(nl, en)
}

/// Opens a dialog with a heading and what `fill` puts below it; closing it takes it away. The listeners in it live as long.
pub fn dialog(x: X, name: &'static str, heading: &str, fill: impl FnOnce(El) -> El) {
    if let Some(before) = app::dom::find("dialog.tool") {
        before.html().remove();
    }
    let owner = Owner::new();
    let place = owner.with(|| {
        let place = el("dialog.tool")
            .attr("data-name", name)
            .attr("lang", x.t().tag())
            .attr("aria-labelledby", "tool");
        let close = place.html();
        let close = button("button", say(x, "Sluit", "Close")).on("click", move |_| shut(&close));
        let head = with("h2", heading).attr("id", "tool").attr("tabindex", "-1");
        fill(place.add(el("div.head").add(head).add(close)))
    });
    let own = place.clone();
    let closed = Closure::once(move |_: JsValue| {
        own.html().remove();
        owner.cleanup();
        // The page may have been made anew meanwhile, and the button that opened this with it.
        let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
        if let Some(button) = app::dom::find(&format!("[data-tool={name}]")).filter(|_| lost) {
            button.focus();
        }
    });
    let _valid = place.html().add_event_listener_with_callback("close", closed.as_ref().unchecked_ref());
    closed.forget();
    if let Some(body) = document().body() {
        let _attached = body.append_child(&place.html());
    }
    let _open = place.html().unchecked_into::<HtmlDialogElement>().show_modal();
    if let Some(heading) = app::dom::find("#tool") {
        heading.focus();
    }
}

fn shut(dialog: &web_sys::HtmlElement) {
    dialog.clone().unchecked_into::<HtmlDialogElement>().close();
}

/// Closes the open dialog.
pub fn close() {
    if let Some(open) = app::dom::find("dialog.tool") {
        shut(&open.html());
    }
}

/// A choice: radio buttons in a group, the first chosen. `chosen` hears of each change, and of the first.
pub fn choice<T: Clone + 'static>(
    legend: &str,
    name: &str,
    values: Vec<(String, T)>,
    chosen: impl Fn(T) + 'static,
) -> El {
    let chosen = Rc::new(chosen);
    if let Some((_, first)) = values.first() {
        chosen(first.clone());
    }
    let group = el("fieldset").add(with("legend", legend));
    values.into_iter().enumerate().fold(group, |group, (i, (words, value))| {
        let chosen = chosen.clone();
        let input = el("input").attr("type", "radio").attr("name", name).flag("checked", i == 0);
        let input = input.on("change", move |_| chosen(value.clone()));
        group.add(el("label.option").add(input).add(with("span", &words)))
    })
}

/// Text to be taken along: shown, copied.
pub fn copied(x: X, label: &str, id: &str, rows: i32) -> (El, El) {
    copied_whole(x, label, id, rows, None)
}

/// The same, where `whole` gives more than can be shown.
pub fn copied_whole(
    x: X,
    label: &str,
    id: &str,
    rows: i32,
    whole: Option<Box<dyn Fn() -> String>>,
) -> (El, El) {
    let area =
        el("textarea").attr("id", id).num("rows", rows).flag("readonly", true).attr("spellcheck", "false");
    let said = el("span.said").attr("aria-live", "polite");
    let (own, answer) = (area.clone(), said.clone());
    let copy = button("button", say(x, "Kopieer", "Copy")).on("click", move |_| {
        let text = whole.as_ref().map_or_else(|| value(&own), |whole| whole());
        copy(x, &text, &answer);
    });
    let place = el("div.copied").add(with("label", label).attr("for", id)).add(area.clone());
    (place.add(el("p.buttons").add(copy).add(said)), area)
}

/// What somebody typed, or what was put there.
pub fn value(input: &El) -> String {
    property(&input.html(), "value").as_string().unwrap_or_default()
}

/// Puts text into an input.
pub fn put(input: &El, text: &str) {
    let _frozen = js_sys::Reflect::set(&input.html(), &"value".into(), &text.into());
}

/// Says something for a while.
pub fn tell(said: &El, words: &str) {
    said.0.set_text_content(Some(words));
    let said = said.clone();
    app::dom::later(SHOWN, move || said.0.set_text_content(None));
}

/// Copies text and says whether that went well. Where no clipboard is allowed the text can be selected by hand.
pub fn copy(x: X, text: &str, said: &El) {
    let clipboard: JsValue = window().navigator().clipboard().into();
    let refused = say(
        x,
        "Kopiëren mag hier niet: selecteer de tekst zelf",
        "Copying is not allowed here: select the text yourself",
    );
    let Ok(clipboard) = clipboard.dyn_into::<web_sys::Clipboard>() else { return tell(said, refused) };
    let promise = clipboard.write_text(text);
    let said = said.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let done = wasm_bindgen_futures::JsFuture::from(promise).await.is_ok();
        tell(&said, if done { say(x, "Gekopieerd", "Copied") } else { refused });
    });
}

/// Saves text as a file. A sandbox without `allow-downloads` refuses in silence: copying stands beside it.
pub fn save(name: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let Ok(blob) = web_sys::Blob::new_with_str_sequence(&parts) else { return };
    let Ok(address) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    let link: HtmlAnchorElement = el("a").html().unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    app::dom::later(SHOWN, move || {
        let _gone = web_sys::Url::revoke_object_url(&address);
    });
}

/// A place to share between listeners.
pub fn shared<T>(value: T) -> Rc<RefCell<T>> {
    Rc::new(RefCell::new(value))
}

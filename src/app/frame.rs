//! The page in a frame of another page: its height, told in three dialects, and the dialog that composes the code.

use crate::{
    copy::with_copy,
    dom::{El, button, el, with},
    explorer::{X, base, hash},
    text::cut,
};
use gloo::events::EventListener;
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{HtmlDialogElement, HtmlElement, MessageEvent, ResizeObserver};

/// Below this a change of height is rounding, in px; answering it could go on forever.
const NOTICEABLE: i32 = 2;
/// Longest secret of `WordPress` that is passed back: it makes ten characters.
const MAX_SECRET: usize = 64;

/// Follows the size of the page: its width for what is laid out here, its height for the page around it.
pub fn follow_size(x: X, page: HtmlElement, ruler: HtmlElement) {
    let parent = window().parent().ok().flatten().filter(|p| !js_sys::Object::is(p, &window()));
    let secret = Rc::new(RefCell::new(secret_in(&hash())));
    let tell = {
        let (page, parent, secret) = (page.clone(), parent.clone(), secret.clone());
        let told = Cell::new(0);
        Rc::new(move |asked: bool| {
            let height = page.offset_height();
            // A hidden tab has no width, and its height means nothing.
            let worth = asked || (height - told.get()).abs() >= NOTICEABLE;
            if let Some(parent) = parent.as_ref().filter(|_| worth && page.offset_width() > 0) {
                told.set(height);
                for message in messages(height, &secret.borrow()) {
                    let message = js_sys::JSON::parse(&message).unwrap_or(JsValue::NULL);
                    let _frame_gone = parent.post_message(&message, "*");
                }
            }
        })
    };

    if let Some(parent) = parent {
        let tell = tell.clone();
        EventListener::new(&window(), "message", move |event| {
            let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
            let field = |name: &str| {
                js_sys::Reflect::get(&event.data(), &name.into()).ok().and_then(|v| v.as_string())
            };
            let from_parent = event.source().is_some_and(|source| js_sys::Object::is(&source, &parent));
            if from_parent && field("type").as_deref() == Some("inzage:ping") {
                if let Some(given) = field("secret").filter(|s| is_secret(s)) {
                    *secret.borrow_mut() = given;
                }
                tell(true);
            }
        })
        .forget();
    }

    let measure = move || {
        let width = ruler.offset_width() as usize;
        if width > 0 && x.width.get_untracked() != Some(width) {
            x.width.set(Some(width));
        }
        tell(false);
    };
    measure();
    let resized = Closure::<dyn FnMut()>::new(measure);
    let observer = ResizeObserver::new(resized.as_ref().unchecked_ref());
    // The page lives as long as the window.
    resized.forget();
    if let Ok(observer) = observer {
        observer.observe(&page);
    }
}

/// The height in the dialects of our own loader, of `WordPress` and of AMP, as JSON.
fn messages(height: i32, secret: &str) -> Vec<String> {
    let mut messages = vec![
        format!(r#"{{"type":"inzage:height","height":{height}}}"#),
        format!(r#"{{"sentinel":"amp","type":"embed-size","height":{height}}}"#),
    ];
    if !secret.is_empty() {
        messages.push(format!(r#"{{"message":"height","value":{height},"secret":"{secret}"}}"#));
    }
    messages
}

/// The secret that `WordPress` appends to an address it embeds: `#?secret=Ab12…`; empty where there is none.
fn secret_in(fragment: &str) -> String {
    let secret =
        fragment.split_once('?').and_then(|(_, query)| query.strip_prefix("secret=")).unwrap_or_default();
    if is_secret(secret) { secret.into() } else { String::new() }
}

fn is_secret(text: &str) -> bool {
    text.len() <= MAX_SECRET && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// The code that puts a view into another page: a frame that works alone, and the loader that gives it its height.
fn code(base: &str, fragment: &str, title: &str) -> String {
    let folder = cut(base, 0..base.rfind('/').map_or(0, |slash| slash + 1));
    let escape = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"640\" style=\"border:0;min-height:420px\" loading=\"lazy\" \
         allow=\"clipboard-write\" sandbox=\"allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox \
         allow-downloads\"></iframe>\n<script async src=\"{}embed.js\"></script>",
        escape(&format!("{base}{fragment}")),
        escape(title),
        escape(folder),
    )
}

/// The button of the header and its dialog.
pub fn embedding(x: X) -> [El; 2] {
    let t = x.t();
    let composed = move || {
        let mut state = x.state.get();
        state.embed = true;
        code(&base(), &state.fragment(x.corpus), x.title())
    };
    let dialog = el("dialog.embed-dialog").attr("aria-labelledby", "embed");
    let element = || dialog.0.clone().unchecked_into::<HtmlDialogElement>();
    let (opened, closed) = (element(), element());
    let open = move |_: &_| {
        let _already_open = opened.show_modal();
    };
    let close = button("button", t.close).on("click", move |_| closed.close());
    let area = el("textarea")
        .attr("id", "code")
        .attr("rows", "7")
        .flag("readonly", true)
        .attr("spellcheck", "false");
    let area = area.prop_of("value", move || composed().into());
    let buttons = with_copy(el("p.buttons"), x, t.copy_code, Box::new(move || untrack(composed))).add(close);
    let label = with("label", t.code).attr("for", "code");
    let heading = with("h2", t.embed).attr("id", "embed");
    let dialog = dialog.add(heading).add(with("p", t.embed_intro)).add(label).add(area).add(buttons);
    [button("button", t.embed).attr("aria-haspopup", "dialog").on("click", open), dialog]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_height_is_told_in_each_dialect_and_the_secret_only_where_there_is_one() {
        assert_eq!(messages(640, "").len(), 2);
        assert_eq!(messages(640, "Ab1")[2], r#"{"message":"height","value":640,"secret":"Ab1"}"#);
    }

    #[test]
    fn a_secret_is_letters_and_figures_or_nothing() {
        assert_eq!(secret_in("#q=x&embed#?secret=Ab12"), "Ab12");
        assert_eq!(secret_in("#?secret=\"},"), "");
        assert_eq!(secret_in("#q=x"), "");
    }

    #[test]
    fn the_code_keeps_the_view_and_cannot_break_out_of_its_attributes() {
        let code = code(
            "https://example.org/een/dossier/index.html",
            "#q=a&taal=en&embed",
            "Een \"titel\" & <meer>",
        );
        assert!(
            code.contains("src=\"https://example.org/een/dossier/index.html#q=a&amp;taal=en&amp;embed\""),
            "{code}"
        );
        assert!(code.contains("src=\"https://example.org/een/dossier/embed.js\""), "{code}");
        assert!(code.contains("title=\"Een &quot;titel&quot; &amp; &lt;meer>\""), "{code}");
    }
}

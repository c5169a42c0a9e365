//! The tools of the page: a second program, which boot.js fetches when somebody asks for what it does.
//!
//! | module | does |
//! |---|---|
//! | `dialog` | what the dialogs share: frame, choices, copying |
//! | `embed` | composes the code that puts a view into another page, with a preview |
//! | `quote` | a quotation: its card, and a link that carries its words; what became of such words |
//! | `take` | the documents in the formats of other programs |
//! | `own` | reads a reader's own text with the parser of the command |
//! | `check` | recomputes every hash and every quotation |
//! | `script` | `window.inzage`: the state and the answer for scripts |

mod check;
mod dialog;
mod embed;
mod own;
mod quote;
mod script;
mod take;

use app::explorer::{Explorer, X, hash};
use app::state::ViewState;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;

thread_local! {
    /// The page's way to go on with other documents.
    static PROVIDE: RefCell<Option<js_sys::Function>> = RefCell::default();
    /// The explorer of this program: the same documents, never on the screen.
    static EXPLORER: Cell<Option<X>> = const { Cell::new(None) };
}

fn main() {
    // A second call has no effect, and there is none.
    let _started = any_spawner::Executor::init_wasm_bindgen();
}

/// Takes the bytes of the documents over, and how to give others back. Comes first.
#[wasm_bindgen]
pub fn begin(bytes: Vec<u8>, provide: js_sys::Function) {
    PROVIDE.set(Some(provide));
    // Without it the dialogs are plain, and work.
    let _unstyled = style();
    hold(bytes.leak());
}

/// Gives the page the styles of the dialogs.
fn style() -> Result<(), JsValue> {
    let sheet = web_sys::CssStyleSheet::new()?;
    sheet.replace_sync(include_str!("../../style/tools.css"))?;
    let sheets = app::dom::property(&document(), "adoptedStyleSheets");
    js_sys::Function::from(app::dom::property(&sheets, "push")).call1(&sheets, &sheet)?;
    Ok(())
}

/// Opens the dialog with a name: `embed`, `take`, `own`, `check`, or `cite` with the id of a `passage` and the words that
/// are `selected`.
#[wasm_bindgen]
pub fn open(name: &str, passage: &str, selected: &str) {
    let x = explorer();
    match name {
        "embed" => embed::open(x),
        "take" => take::open(x),
        "own" => own::open(x),
        "check" => check::open(x),
        "cite" => quote::open(x, passage, selected),
        _ => {}
    }
}

/// Says what became of the words that the address quotes.
#[wasm_bindgen]
pub fn arrive() {
    quote::arrive(explorer());
}

/// Reads files that were dropped on the page.
#[wasm_bindgen]
pub fn drop(files: Vec<web_sys::File>) {
    own::dropped(explorer(), files);
}

/// `inzage.state()`.
#[wasm_bindgen]
pub fn state() -> Result<JsValue, JsError> {
    script::state(explorer())
}

/// `inzage.set(wanted)`.
#[wasm_bindgen]
pub fn set(wanted: JsValue) -> Result<(), JsError> {
    script::set(wanted)
}

/// `inzage.result()`.
#[wasm_bindgen]
pub fn result() -> Result<JsValue, JsError> {
    script::result(explorer())
}

/// Makes `bytes` the documents of this program.
fn hold(bytes: &'static [u8]) {
    let mut opening = corpus::Opening::of(bytes);
    opening.open(usize::MAX);
    opening.provide();
    EXPLORER.set(None);
}

/// Gives the page other documents, and goes on with them here.
fn provide(bytes: Vec<u8>) {
    let array = js_sys::Uint8Array::from(&bytes[..]);
    hold(bytes.leak());
    PROVIDE.with_borrow(|provide| {
        let _trapped = provide.as_ref().map(|provide| provide.call1(&JsValue::NULL, &array));
    });
}

/// The documents in the state that the address holds.
fn explorer() -> X {
    explorer_on(ViewState::parse(&hash(), corpus::load()).known)
}

/// The same with what was known on a day, or all of it, whatever day the address has.
fn explorer_on(day: Option<model::Day>) -> X {
    let x = match EXPLORER.get().filter(|x| x.known.map(|(day, _)| day) == day) {
        Some(x) => x,
        None => {
            let owner = Owner::new();
            let x = owner.with(|| Explorer::start(day));
            // An explorer lives as long as the page, and so does what it owns.
            std::mem::forget(owner);
            x
        }
    };
    EXPLORER.set(Some(x));
    x.state.set(ViewState::parse(&hash(), x.corpus));
    x
}

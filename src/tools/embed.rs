//! The dialog that composes the code of an embed: what of the page, in which colours, and how it will look.

use crate::{
    dialog::{choice, copied, dialog, put, say, shared},
    quote,
};
use app::{
    dom::{El, el, later, property, with},
    explorer::{X, base},
    frame,
    state::{View, ViewState},
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlIFrameElement, MessageEvent};

/// Widths of the preview, in px: a phone, a column of a newspaper, a wide article.
const WIDTHS: [usize; 3] = [320, 480, 700];
/// Wait before the preview follows a choice, in ms.
const SOON: u32 = 100;

struct Wanted {
    state: ViewState,
    theme: &'static str,
    width: usize,
}

/// Opens it.
pub fn open(x: X) {
    let own = x.state.get_untracked();
    dialog(x, "embed", x.t().embed(), |place| {
        if !base().starts_with("http") {
            // Nobody else can open an address of this computer.
            let words = say(
                x,
                "Dit bestand staat op uw eigen computer. Insluiten kan als het dossier op een webadres staat; een losse alinea kan altijd, met “Citeer” naast de tekst.",
                "This file is on your own computer. Embedding works once the dossier has a web address; a single passage can always be quoted, with “Quote” beside the text.",
            );
            return place.add(with("p", words));
        }
        let intro = say(
            x,
            "Zet deze code in uw pagina. De hoogte past zich aan; zonder het script eronder blijft het een venster van 640 pixels.",
            "Put this code into your page. The height adapts itself; without the script below it stays a window of 640 pixels.",
        );
        let wanted = shared(Wanted { state: own.clone(), theme: "", width: WIDTHS[0] });
        let (code, area) = copied(x, say(x, "Code", "Code"), "code", 6);
        // Wider than the dialog on a phone: it scrolls, by keyboard too.
        let preview = el("div.preview").attr("tabindex", "0").attr("role", "group");
        let preview = preview.attr("aria-label", say(x, "Voorbeeld", "Preview"));
        let follow = {
            let (wanted, area, preview) = (wanted.clone(), area, preview.clone());
            std::rc::Rc::new(move || {
                let wanted = wanted.borrow();
                if let (Some(document), Some(passage)) = (wanted.state.doc, wanted.state.passage) {
                    let document = x.document(document);
                    let passage = &document.passages[passage];
                    put(&area, &quote::of_passage(x, document, passage));
                    preview.0.set_text_content(None);
                    let _same = preview.clone().add(quote::shown(document, &passage.text));
                    return;
                }
                let mut fragment = wanted.state.fragment(x.corpus);
                fragment.push_str(wanted.theme);
                put(&area, &frame::code(&base(), &fragment, x.title()));
                show(x, &preview, &fragment, wanted.width);
            })
        };
        let change = move |act: &dyn Fn(&mut Wanted)| {
            act(&mut wanted.borrow_mut());
            // Choices come several at once at first.
            let follow = follow.clone();
            later(SOON, move || follow());
        };
        let change = std::rc::Rc::new(change);
        let (first, second, third) = (change.clone(), change.clone(), change);
        let what = choice(say(x, "Wat", "What"), "what", parts(x, &own), move |state: ViewState| {
            first(&|wanted| wanted.state.clone_from(&state));
        });
        let themes = [
            (say(x, "zoals de lezer het heeft ingesteld", "as the reader has chosen"), ""),
            (say(x, "licht", "light"), "&thema=licht"),
            (say(x, "donker", "dark"), "&thema=donker"),
        ];
        let themes = themes.map(|(words, theme)| (words.to_owned(), theme)).to_vec();
        let theme = choice(say(x, "Kleuren", "Colours"), "theme", themes, move |theme| {
            second(&|wanted| wanted.theme = theme);
        });
        let widths = WIDTHS.map(|width| (format!("{width} px"), width)).to_vec();
        let width = choice(say(x, "Voorbeeld", "Preview"), "width", widths, move |width| {
            third(&|wanted| wanted.width = width);
        });
        place.add(with("p", intro)).add(what).add(theme).add(code).add(width).add(preview)
    });
}

/// What can be embedded, from the whole down to what is open.
fn parts(x: X, own: &ViewState) -> Vec<(String, ViewState)> {
    let embed = |state: &ViewState| ViewState { embed: true, ..state.clone() };
    let list = ViewState {
        view: View::Documents,
        row: None,
        sides: [None; 2],
        doc: None,
        passage: None,
        source: false,
        ..own.clone()
    };
    let mut all = vec![(
        say(x, "de verkenner, met de filters van nu", "the explorer, with the present filters").to_owned(),
        embed(&list),
    )];
    if own.view != View::Documents {
        let view = ViewState { doc: None, passage: None, source: false, ..own.clone() };
        all.push((say(x, "dit beeld", "this view").to_owned(), embed(&view)));
    }
    // A reader's own document is nowhere else.
    if let Some(number) = own.doc.filter(|number| !x.document(*number).is_own()) {
        let document = ViewState { doc: Some(number), lang: own.lang, ..ViewState::default() };
        let words =
            format!("{}{}", say(x, "dit document: ", "this document: "), x.document(number).title.value);
        all.push((words, embed(&document)));
        // A frame as high as its document cannot show a place in it: a quotation stands in the article itself.
        if let Some(passage) = own.passage {
            let words = say(
                x,
                "een citaat: de gekozen alinea, zonder venster",
                "a quotation: the chosen passage, without a frame",
            );
            all.push((words.to_owned(), ViewState { passage: Some(passage), ..document }));
        }
    }
    all
}

/// The page in a frame of that width, as high as it says.
fn show(x: X, place: &El, fragment: &str, width: usize) {
    place.0.set_text_content(None);
    // To be looked at: in Firefox the Tab key would not come out of it again.
    let frame = el("iframe")
        .flag("inert", true)
        .attr("title", say(x, "Voorbeeld", "Preview"))
        .attr("src", &format!("{}{fragment}", base()))
        .num("width", width as i32)
        .num("height", 400);
    let own: HtmlIFrameElement = frame.html().unchecked_into();
    // `on` listens as long as the dialog is there; the message comes to the window.
    let heard = gloo_listener(move |event| {
        let height = property(&event.data(), "height").as_f64();
        let from = event.source().map(wasm_bindgen::JsValue::from);
        let mine = own.content_window().map(wasm_bindgen::JsValue::from);
        if let Some(height) = height.filter(|_| from.is_some() && from == mine) {
            own.set_height(&(height as i32).clamp(120, 20_000).to_string());
        }
    });
    HEARD.with(|held| *held.borrow_mut() = Some(heard));
    let _same = place.clone().add(frame);
}

thread_local! {
    /// The listener of the one preview; the next one takes its place.
    static HEARD: std::cell::RefCell<Option<gloo::events::EventListener>> = const { std::cell::RefCell::new(None) };
}

fn gloo_listener(mut act: impl FnMut(&MessageEvent) + 'static) -> gloo::events::EventListener {
    gloo::events::EventListener::new(&window(), "message", move |event| {
        if let Some(event) = event.dyn_ref() {
            act(event);
        }
    })
}

//! The whole page, made anew for each language.

use crate::{
    explorer::Explorer,
    filters::Filters,
    frame::{EmbedDialog, follow_size},
    reader::Reader,
    results::{Count, Results},
    state::ViewState,
    timeline::Timeline,
};
use leptos::{html, prelude::*};

/// Header, timeline, filters, documents, reader and footer.
#[component]
pub fn Page() -> impl IntoView {
    let x = Explorer::get();
    let page = NodeRef::<html::Div>::new();
    // Runs once: the element outlives every change of language.
    Effect::new(move |_| {
        if let Some(page) = page.get() {
            follow_size(x, page.into());
        }
    });
    Effect::new(move |before: Option<()>| {
        let lang = x.lang.get();
        let root = document().document_element().expect("a page has a root");
        let _invalid = root.set_attribute("lang", lang.t().tag);
        // The switch that was pressed is made anew with the rest; who uses the keyboard stays on it.
        if before.is_some()
            && let Ok(Some(switch)) = document().query_selector(".language")
        {
            let _not_focusable = wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(switch).focus();
        }
    });
    let content = move || {
        x.lang.track();
        content(x)
    };
    view! {
        <div class="page" node_ref=page data-embed=x.embed().then_some("")
            data-reading=move || x.doc.get().map(|_| "")>{content}</div>
    }
}

fn content(x: Explorer) -> AnyView {
    let t = x.t();
    let embed = x.embed();
    let skip = move |_| {
        if let Ok(Some(place)) = document().query_selector("#documents") {
            let _not_focusable = wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(place).focus();
        }
    };
    view! {
        {(!embed).then(|| view! { <button type="button" class="skip" on:click=skip>{t.skip}</button> }.into_any())}
        {if embed { framed_header(x) } else { header(x) }}
        <Timeline />
        <div class="desk">
            <Filters />
            <main><Count /><Results /><Reader /></main>
        </div>
        {if embed { framed_footer(x) } else { footer(x) }}
    }
    .into_any()
}

fn header(x: Explorer) -> AnyView {
    let (t, dossier) = (x.t(), x.dossier());
    let other = x.lang().other();
    let to = move || x.link(|s| ViewState { lang: other, ..s });
    view! {
        <header class="masthead">
            <h1>{x.lang().of(&dossier.title)}</h1>
            <p class="tools">
                <EmbedDialog />
                <a class="language" href=to lang=t.other_tag hreflang=t.other_tag>{t.other_language}</a>
            </p>
            <p class="intro">{x.lang().of(&dossier.intro)}" "<strong>{t.standing}</strong></p>
        </header>
    }
    .into_any()
}

/// In a frame the page around it is the header; the heading stays for who moves by headings.
fn framed_header(x: Explorer) -> AnyView {
    view! { <h1 class="quiet">{x.lang().of(&x.dossier().title)}</h1> }.into_any()
}

fn footer(x: Explorer) -> AnyView {
    let t = x.t();
    view! { <footer class="colophon"><p>{t.not_government}</p><p>{t.private}</p></footer> }.into_any()
}

/// Where the frame's content comes from.
fn framed_footer(x: Explorer) -> AnyView {
    let t = x.t();
    let to = move || x.address(x.state.get());
    view! {
        <footer class="colophon">
            <p>{x.lang().of(&x.dossier().title)}". "{t.standing}" "{t.not_government}" "
                <a href=to target="_blank" rel="noopener">{t.new_window}</a></p>
        </footer>
    }
    .into_any()
}

//! The whole page, made anew for each language.

use crate::{
    dom::{El, STATIC, button, el, find, number_of, with},
    explorer::{ACCESS, ONE_FILE, X, one_file},
    filters::filters,
    frame::follow_width,
    reader::reader,
    results::count,
    state::ViewState,
    timeline::timeline,
    view::{known, nav, view},
};
use leptos::prelude::*;

/// Header, timeline, filters, documents, reader and footer, as the only child of `place`.
pub fn page(x: X, place: El) {
    let lang = number_of(move || x.state.with(|s| Some(s.lang as usize)));
    let before = std::cell::Cell::new(false);
    let ruler = el("div");
    let page = el("div.page").flag("data-embed", x.embed).add(ruler.clone());
    place.add(page.clone());
    // Measured while the page is empty, which is soon done, so that nothing is drawn for another width first.
    if !STATIC {
        follow_width(x, &page, &ruler);
    }
    let content = el("div").part(move |place| {
        lang.get();
        content(x, place);
        if STATIC {
            return;
        }
        let _invalid = document().document_element().map(|root| root.set_attribute("lang", x.t().tag()));
        // The switch that was pressed is made anew with the rest; who uses the keyboard stays on it.
        if before.replace(true)
            && let Some(switch) = find(".language")
        {
            switch.focus();
        }
    });
    // After the reader: where what has the focus is taken away, the browser lays out all that changed before.
    page.add(content).mark_of("data-reading", move || x.doc.get().is_some());
}

fn content(x: X, place: El) {
    let shown = number_of(move || x.state.with(|s| Some(s.view as usize)));
    let found = el("div.found").part(move |place| {
        shown.get();
        place.add(view(x));
    });
    let main = el("main").add(count(x)).add(found).add(reader(x));
    let desk = el("div.desk").add(filters(x)).add(main);
    let skip = || {
        button("button.skip", x.t().skip()).on("click", |_| {
            if let Some(documents) = find("#documents") {
                documents.focus();
            }
        })
    };
    let place = if x.embed {
        // In a frame the page around it is the header; the heading stays for who moves by headings.
        place.add(el("header").add(with("h1.quiet", x.title())))
    } else {
        place.maybe((!STATIC).then(skip)).add(header(x))
    };
    // In the timeline's fold, until a day is chosen: then every view says so.
    let cut = x.known.map(|_| known(x));
    place.maybe(cut).add(timeline(x)).add(nav(x)).add(desk).add(footer(x));
}

fn header(x: X) -> El {
    let t = x.t();
    let other = x.lang().other();
    let switch = with("a.language", t.other_language()).attr("lang", t.other_tag());
    let tools = el("p.tools").add(x.link(switch, move |s: &mut ViewState| s.lang = other));
    // It speaks of all the documents.
    let intro = x.known.is_none().then(|| with("p.intro", x.lang().of(&x.dossier().intro)));
    // What few readers need lies in a program of its own, which boot.js fetches when one of these is pressed.
    let tool = |tools: El, name: &str, words: &str| {
        tools.add(button("button", words).attr("data-tool", name).attr("aria-haspopup", "dialog"))
    };
    let tools = tool(tools, "embed", t.embed());
    let tools = tool(tools, "take", t.take());
    let tools = tool(tools, "own", t.own());
    el("header.masthead")
        .add(with("h1", x.title()))
        .add(tools)
        .maybe(intro)
        .add(with("p.standing", t.standing()))
}

fn footer(x: X) -> El {
    let t = x.t();
    let footer = el("footer.colophon").add(with("p", t.not_government()));
    if !x.embed {
        let check = button("button", t.check()).attr("data-tool", "check");
        let footer = footer.add(el("p").maybe((!STATIC).then_some(check)));
        let footer = footer.add(with("p", t.private()));
        // Nothing lies beside the one file.
        if one_file() {
            return footer;
        }
        // A dossier with a file of its own is too large for one.
        let one = corpus::index().is_empty();
        let link = |words, to| with("a", words).attr("href", to);
        let whole = || el("p").add(link(t.one_file(), ONE_FILE).attr("download", ONE_FILE));
        return footer.maybe(one.then(whole)).add(el("p").add(link(t.access(), ACCESS)));
    }
    // Where the frame's content comes from.
    let link = with("a", t.new_window()).attr("target", "_blank").attr("rel", "noopener");
    let link = link.attr_of("href", move || Some(x.address(x.state.get())));
    footer.add(with("p", t.standing())).add(el("p").text(x.title()).text(" · ").add(link))
}

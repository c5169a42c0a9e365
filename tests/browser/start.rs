//! The release page starts, and is silent.

use crate::explorer::{documents, open_with};
use e2e::harness::{Browser, Options, SUB_PATH, Server, Session, dist, wait_for};
use std::fs;

/// At 360 and 1440 px, in Dutch and English, light.
pub fn the_page_starts_without_a_word_in_the_light(browser: Browser) {
    starts_without_a_word(browser, false);
}

/// The same in the dark, and it is dark.
pub fn the_page_starts_without_a_word_in_the_dark(browser: Browser) {
    starts_without_a_word(browser, true);
}

fn starts_without_a_word(browser: Browser, dark: bool) {
    let (server, session) = open_with(browser, "", Options { dark, ..Options::default() });
    for (width, fragment, lang) in
        [(1440, "", "nl"), (360, "", "nl"), (1440, "taal=en", "en"), (360, "taal=en", "en")]
    {
        session.resize(width, 800);
        session.open_page(&server.page(fragment));
        documents(&session, 5);
        wait_for("the language of the page", || {
            let found = session.js_text("return document.documentElement.lang");
            if found == lang { Ok(()) } else { Err(found) }
        });
        session.reload();
        session.ready();
        documents(&session, 5);
    }
    assert!(
        !session.has("button", "Herlaad") && !session.has("button", "Reload"),
        "no new version is offered"
    );
    // The paper is lighter than the ink, or darker: the sum of the channels of a colour as the browser paints it.
    let light = session.js_text(
        "const c = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
         const sum = (colour) => { c.fillStyle = colour; c.fillRect(0, 0, 1, 1);
           return [...c.getImageData(0, 0, 1, 1).data].slice(0, 3).reduce((a, b) => a + b); };
         const behind = (e) => { for (; e; e = e.parentElement) {
           const b = getComputedStyle(e).backgroundColor; if (b !== 'rgba(0, 0, 0, 0)') return b; } return 'white'; };
         return sum(behind(document.body)) > sum(getComputedStyle(document.body).color)",
    );
    assert_eq!(light, (!dark).to_string(), "is the paper light?");
    session.silent();
}

/// No request leaves the page's own folder, and every one that is made finds something.
pub fn nothing_foreign_is_asked_for(browser: Browser) {
    let (server, session) = open_with(browser, "q=detectie", Options::default());
    let (title, _) = crate::explorer::results(&session).swap_remove(0);
    session.click("link", &title);
    session.find("link", crate::explorer::BACK);
    let own = server.page("");
    let asked = session.js("return performance.getEntriesByType('resource').map((r) => r.name)", &[]);
    for name in asked.as_array().expect("a list").iter().filter_map(|name| name.as_str()) {
        assert!(name.starts_with(&own) || name.starts_with("data:"), "{name} lies outside {own}");
    }
    for path in server.asked() {
        assert!(path.starts_with(e2e::harness::SUB_PATH), "{path} lies outside the folder");
    }
    assert_eq!(session.js_text("return document.cookie + localStorage.length + sessionStorage.length"), "00");
    session.silent();
}

/// Before the program is there.
pub fn the_first_text_is_painted_without_the_program(browser: Browser) {
    let server = Server::of(&dist());
    let wasm = fs::read_dir(dist())
        .expect("dist/ can be read")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .find(|name| name.starts_with("app-") && name.ends_with(".wasm"))
        .expect("the page has a program");
    server.hold(&format!("{SUB_PATH}{wasm}"));
    let session = Session::start(browser);
    session.open(&server.page(""));
    wait_for("the first text", || {
        let painted = session.js("return performance.getEntriesByName('first-contentful-paint').length", &[]);
        if painted == 1 { Ok(()) } else { Err(painted.to_string()) }
    });
    assert_eq!(session.boot(), "loading");
    session.reads("Beslisnota bij Kamerbrief");
    server.release();
    session.ready();
}

//! The static pages: read without script, and the ways between them and the explorer.

use crate::explorer::documents;
use e2e::harness::{Browser, Options, SUB_PATH, Server, Session, dist, wait_for};

fn page(server: &Server, path: &str) -> String {
    server.page("").replace(SUB_PATH, &format!("{SUB_PATH}{path}"))
}

/// Facts with their evidence, text, citations, and the list, all without script.
pub fn a_document_is_read_without_script(browser: Browser) {
    let server = Server::of(&dist());
    let session = Session::with(browser, Options { script: false, ..Options::default() });
    session.open(&page(&server, "documenten/index.html"));
    assert_eq!(
        session
            .all("link")
            .iter()
            .filter(|l| l.href.contains("/documenten/") && l.href.ends_with("/index.html"))
            .count(),
        5
    );
    session.click("link", "Kamerbrief van JenV, 8 mei 2023");
    session.reads("In hetzelfde debat op 20 april diende het lid Van Ginneken");
    session.find("heading", "Kamerbrief van JenV, 8 mei 2023");
    session.find("link", "Kamerstuk 26 643, nr. 1011");
    let source = session.body_text();
    assert!(!source.contains("Citeer"), "what needs script is not there");
}

/// From a passage of the page to the same passage in the explorer, and back.
pub fn a_passage_leads_to_the_explorer_and_back(browser: Browser) {
    let server = Server::of(&dist());
    let session = Session::start(browser);
    for id in ["kamerbrief-2023-05-08", "beslisnota-2025-11-14"] {
        let own = page(&server, &format!("documenten/{id}/index.html"));
        session.open(&own);
        session.click("link", "Link naar alinea p3");
        session.ready();
        wait_for("the passage", || {
            let place = session.js_text("return document.querySelector('.passage[aria-current]')?.id ?? ''");
            if place == "p3" { Ok(()) } else { Err(place) }
        });
        assert!(session.url().contains(&format!("doc={id}&p=p3")), "{}", session.url());
        session.click("link", "Deze tekst als gewone pagina");
        wait_for("the page of the passage", || {
            let url = session.url();
            if url == format!("{own}#p3") { Ok(()) } else { Err(url) }
        });
    }
    session.silent();
}

/// From the foot of the explorer and of a static page to the page on accessibility, and from there to the explorer.
pub fn the_page_on_accessibility_is_found_from_each_foot(browser: Browser) {
    let server = Server::of(&dist());
    let session = Session::start(browser);
    session.open_page(&server.page(""));
    session.click("link", "Toegankelijkheid");
    session.find("heading", "Toegankelijkheid");
    session.open_page(&server.page("taal=en"));
    session.click("link", "Accessibility");
    session.find("heading", "Accessibility");
    session.open(&page(&server, "documenten/kamerbrief-2023-05-08/index.html"));
    session.click("link", "Toegankelijkheid");
    session.reads("Niemand heeft de pagina geprobeerd met een schermlezer");
    session.click("link", "Zoeken, filteren en citeren in de verkenner");
    session.ready();
    documents(&session, 5);
    session.silent();
}

/// What stands in the page before the program runs is what the program then shows, in the same places.
pub fn nothing_jumps_when_the_program_starts(browser: Browser) {
    let server = Server::of(&dist());
    for width in [360, 768, 1440] {
        let session = Session::with(browser, Options { view: (width, 900), ..Options::default() });
        let wasm = std::fs::read_dir(dist())
            .expect("dist/ is a folder")
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .find(|name| name.starts_with("app-") && name.ends_with(".wasm"))
            .expect("the program is there");
        server.hold(&format!("{SUB_PATH}{wasm}"));
        session.open(&server.page(""));
        let places = "return JSON.stringify([...document.querySelectorAll('h1, .intro, .answer p, .result h3, .result blockquote')]
            .filter((e) => e.checkVisibility()).map((e) => [e.textContent, Math.round(e.getBoundingClientRect().top)]))";
        let before = session.js_text(places);
        assert!(before.contains("Kamerbrief van JENV") || before.contains("Kamerbrief van JenV"), "{before}");
        server.release();
        session.ready();
        assert_eq!(session.js_text(places), before, "{width} px");
    }
}

//! What a screen reader is told.

use crate::explorer::{BACK, SEARCH, documents, heading_has_focus, open, results};
use e2e::harness::{Browser, Session, is_phone, wait_for};

#[track_caller]
fn sound(session: &Session, what: &str) {
    let level_one = session
        .js_text("return [...document.querySelectorAll('h1')].filter((h) => h.checkVisibility()).length");
    assert_eq!(level_one, "1", "{what}: one heading of the first level");
    for role in ["main", "contentinfo"] {
        assert_eq!(session.all(role).len(), 1, "{what}: one {role}");
    }
    // On a phone a document takes the place of the list.
    let list = usize::from(!(is_phone() && session.url().contains("doc=")));
    for role in ["search", "status"] {
        assert_eq!(session.all(role).len(), list, "{what}: {list} {role}");
    }
    for role in ["button", "checkbox", "date", "heading", "link", "searchbox", "textbox", "group"] {
        for found in session.all(role) {
            assert!(!found.name.is_empty(), "{what}: a {role} has no name: {found:?}");
        }
    }
    let twice = session.js_text(
        "const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
         return ids.filter((id, i) => ids.indexOf(id) !== i).join(' ')",
    );
    assert_eq!(twice, "", "{what}: each id once");
}

/// In the list, in the reader, with evidence open, with no hits.
pub fn landmarks_headings_and_names_are_in_place(browser: Browser) {
    let (server, session) = open(browser, "q=detectie");
    session.find("searchbox", SEARCH);
    session.find("search", "Filters");
    for legend in ["Ministerie", "Onderwerp", "Soort", "Datum"] {
        session.find("group", legend);
    }
    session.find("region", "Tijdlijn");
    session.reads("Standpunten kunnen zijn gewijzigd sinds het laatste document in dit dossier.");
    session.reads("Dit is geen website van de overheid.");
    sound(&session, "the list");

    let (title, href) = results(&session).swap_remove(0);
    session.open_page(&href);
    session.find("article", &title);
    session.find("navigation", "Inhoud");
    sound(&session, "the reader");
    session.js("document.querySelectorAll('article button[aria-expanded=false]')[1].click()", &[]);
    sound(&session, "the evidence");

    session.open_page(&server.page("q=zzzz"));
    documents(&session, 0);
    sound(&session, "no hits");
    session.silent();
}

/// Into the heading when a document opens, back to its link when it closes.
pub fn the_focus_goes_along_and_comes_back(browser: Browser) {
    let (_server, session) = open(browser, "");
    documents(&session, 5);
    let before = session.title();
    let (title, _) = results(&session).swap_remove(1);
    session.click("link", &title);
    heading_has_focus(&session, &title);
    assert!(session.title().contains(&title), "the title names the document: {}", session.title());
    session.click("link", BACK);
    wait_for("the link to have the focus again", || {
        let (role, name) = session.focus();
        if role == "link" && name == title { Ok(()) } else { Err(format!("{role} “{name}”")) }
    });
    assert_eq!(session.title(), before);

    // The same with the browser's own button.
    session.click("link", &title);
    heading_has_focus(&session, &title);
    session.back();
    wait_for("the link to have the focus again", || {
        let (role, name) = session.focus();
        if role == "link" && name == title { Ok(()) } else { Err(format!("{role} “{name}”")) }
    });
    session.silent();
}

/// The documents stay Dutch and say so when the interface is English.
pub fn the_documents_stay_dutch(browser: Browser) {
    let (server, session) = open(browser, "q=detectie&taal=en");
    assert_eq!(session.js_text("return document.documentElement.lang"), "en");
    let (title, href) = results(&session).swap_remove(0);
    session.open_page(&href);
    session.find("heading", &title);
    let lang = session.js_text(
        "const mark = document.querySelector('article mark'); return mark ? mark.closest('[lang]').lang : 'no mark'",
    );
    assert_eq!(lang, "nl");
    let _ = server;
    session.silent();
}

//! Pictures of the page for people and for the README; not a test.
//!
//! `INZAGE_SCREENS=folder cargo run -p e2e --example screens [part of a name …]` writes `list-360-light-nl.png` and so
//! on; with parts of names, those pictures alone that have all of them; with whole names, just these. `cargo xtask pictures`
//! makes those of README.

use e2e::harness::{Browser, Options, Picture, SUB_PATH, Server, Session, dist, key, wait_for};
use std::{fs, path::PathBuf};

/// What is shown, and the fragment or, with `/` before it, the static page that shows it; `DOC` is the document that was last asked for in the list.
const SCENES: [(&str, &str); 16] = [
    ("list", ""),
    ("search", "q=client-side scanning"),
    ("reader", "q=client-side scanning&doc=DOC"),
    ("evidence", "doc=DOC"),
    ("source", "doc=DOC&bron=1"),
    ("filtered", "onderwerp=client-side-scanning&van=2025-11-20&tot=2025-11-25"),
    ("zero", "q=zzzz&ministerie=BZK"),
    ("embed", "ministerie=BZK&embed"),
    ("positions", "beeld=standpunten"),
    ("row", "beeld=standpunten&rij=client-side-scanning"),
    ("compare", "beeld=vergelijk"),
    ("papers", "beeld=verwijzingen"),
    ("events", "beeld=tijd"),
    ("open", "beeld=open"),
    ("known", "bekend=2024-12-31&beeld=standpunten"),
    ("access", "/toegankelijkheid/index.html"),
];

fn main() {
    let folder = std::env::var_os("INZAGE_SCREENS").map(PathBuf::from);
    let Some(folder) = folder else {
        eprintln!("INZAGE_SCREENS names the folder that the pictures go to");
        std::process::exit(2);
    };
    fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let parts: Vec<String> = std::env::args().skip(1).collect();
    let browser = Browser::ALL.into_iter().find(|browser| browser.asked_for()).expect("one is asked for");
    let server = Server::of(&dist());
    for dark in [false, true] {
        let theme = if dark { "dark" } else { "light" };
        let mut session = None;
        for (scene, fragment) in SCENES {
            for width in [360, 768, 1440] {
                for language in ["nl", "en"] {
                    let name = format!("{scene}-{width}-{theme}-{language}");
                    let all = parts.iter().all(|part| name.split('-').any(|word| word == part));
                    if !all && !parts.contains(&name) {
                        continue;
                    }
                    let session = session.get_or_insert_with(|| {
                        Session::with(browser, Options { dark, ..Options::default() })
                    });
                    session.resize(width, if width < 500 { 780 } else { 1000 });
                    show(session, &server, scene, fragment, language);
                    let file = folder.join(format!("{name}.png"));
                    session.screenshot(&file);
                    let smaller = Picture::read(&file).and_then(|picture| picture.write(&file));
                    smaller.unwrap_or_else(|error| panic!("{error}"));
                    println!("{name}");
                }
            }
        }
    }
}

fn show(session: &Session, server: &Server, scene: &str, fragment: &str, language: &str) {
    let mut fragment = fragment.to_owned();
    if fragment.contains("DOC") {
        session.open_page(&server.page("ministerie=JenV&soort=beslisnota&van=2024-01-01&tot=2024-12-31"));
        let href = wait_for("a document in the list", || {
            let link = session.all("link").into_iter().find(|link| link.href.contains("doc="));
            link.map(|link| link.href).ok_or_else(|| "none".into())
        });
        let id = href.split("doc=").nth(1).and_then(|rest| rest.split('&').next()).expect("it has doc=");
        fragment = fragment.replace("DOC", id);
    }
    if language == "en" && !fragment.starts_with('/') {
        fragment = if fragment.is_empty() { "taal=en".into() } else { format!("{fragment}&taal=en") };
    }
    match fragment.strip_prefix('/') {
        Some(path) => session.open(&server.page("").replace(SUB_PATH, &format!("{SUB_PATH}{path}"))),
        None => session.open_page(&server.page(&fragment)),
    }
    if scene == "evidence" {
        session.js("document.querySelectorAll('article button[aria-expanded]')[1]?.click()", &[]);
    }
    // A picture cannot be scrolled.
    session.js("for (const e of document.querySelectorAll('*')) e.style.scrollbarWidth = 'none'", &[]);
    // Nothing has the focus, and what scrolls has arrived.
    session.press(&[key::ESCAPE]);
    session.js("return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))", &[]);
}

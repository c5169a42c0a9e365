//! A dossier that is too large to embed: its documents come from a file of their own.

use crate::explorer::{SEARCH, documents, heading_has_focus, results};
use e2e::harness::{
    Browser, Options, Reply, SUB_PATH, Server, Session,
    published::{LARGE, MANY, few},
    wait_for,
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// The five texts, in a file although they are few: what goes wrong goes wrong with them as well, and sooner.
static FEW: LazyLock<PathBuf> = LazyLock::new(|| few("few", |_, text| text));

/// The file of the documents: its address on a server, and its bytes.
fn data(dist: &Path) -> (String, Vec<u8>) {
    let names =
        fs::read_dir(dist).expect("it is published").filter_map(|e| e.ok()?.file_name().into_string().ok());
    let name = names.into_iter().find(|name| name.starts_with("corpus-")).expect("the documents have a file");
    (format!("{SUB_PATH}{name}"), fs::read(dist.join(&name)).expect("it can be read"))
}

/// The first number of the status line, without the points between its thousands, once it fits.
#[track_caller]
fn count(session: &Session, what: &str, fits: impl Fn(usize) -> bool) -> usize {
    wait_for(what, || {
        let all: Vec<String> = session.all("status").into_iter().map(|found| found.text).collect();
        let number = |text: &String| text.split_once(" document")?.0.replace('.', "").parse().ok();
        all.iter().find_map(number).filter(|n| fits(*n)).ok_or_else(|| format!("{all:?}"))
    })
}

/// Loading is seen, then everything can be used, and in Chromium without the host as well.
pub fn ten_thousand_documents_are_there(browser: Browser) {
    let mut server = Server::of(&LARGE);
    let (file, bytes) = data(&LARGE);
    server.hold(&file);
    let session = Session::start(browser);
    session.open(&server.page(""));
    let mb = |bytes: usize| (bytes as f64 / 1e6).round();
    session.status(&format!("Documenten laden … {} van {} MB", mb(bytes.len() / 2), mb(bytes.len())));
    session.find("progressbar", &session.all("status")[0].text);
    session.find("heading", "Veel brieven");
    session.find("link", "lijst van alle titels");
    // The words of the second half come while a test can still see them.
    session.js(
        "new MutationObserver(() => { const said = document.querySelector('.loading [role=status]')?.textContent;
           if (said?.includes('openen')) window.opened = said; })
         .observe(document.getElementById('static'), { subtree: true, childList: true, characterData: true })",
        &[],
    );
    server.release();
    session.ready();
    let opened = session.js_text("return window.opened ?? ''");
    assert!(opened.starts_with("Documenten openen … ") && opened.ends_with(" van 10.000"), "{opened}");
    count(&session, "all documents", |n| n == MANY);
    assert!(!session.has("link", "lijst van alle titels"), "what stood before the page is gone");

    let boxes = session.all("checkbox");
    let ministry = boxes.iter().find(|b| b.name.starts_with("Defensie, ")).expect("a ministry to filter by");
    let left = ministry.name.split(' ').find_map(|word| word.replace('.', "").parse().ok());
    session.click_on(ministry);
    let left = count(&session, "the documents of a ministry", |n| Some(n) == left);
    assert!((1..MANY).contains(&left));
    session.type_into(&session.find("searchbox", SEARCH), "encryptie");
    count(&session, "fewer documents by a word", |n| (1..left).contains(&n));

    let (title, _) = results(&session).swap_remove(0);
    session.click("link", &title);
    heading_has_focus(&session, &title);
    session.reads("Geachte voorzitter");

    // A bar asks for its time. Only the fragment changes: the documents stay where they are.
    session.open_page(&server.page("soort=kamerbrief"));
    count(&session, "all letters", |n| n == MANY);
    let bar = session.find_starting("link", "2015: ");
    let number = bar.name.split(' ').nth(1).and_then(|n| n.replace('.', "").parse().ok());
    session.js("arguments[0].focus()", &[bar.element.json()]);
    session.press(&[e2e::harness::key::ENTER]);
    count(&session, "the documents of a year", |n| Some(n) == number);
    assert!(session.url().ends_with("&van=2015-01-01&tot=2015-12-31"), "{}", session.url());
    assert!(session.find_starting("link", "2015: ").current);
    session.silent();

    if browser == Browser::Chromium {
        wait_for("the service worker to take over the page", || {
            let state = session.js_text("return String(navigator.serviceWorker?.controller?.state)");
            if state == "activated" { Ok(()) } else { Err(state) }
        });
        server.stop();
        session.open_page(&server.page("taal=en"));
        count(&session, "all documents without the host", |n| n == MANY);
    }
}

/// What does not come, or comes otherwise than it was sent, is never used and never a blank page.
pub fn a_broken_file_says_so_and_another_try_mends_it(browser: Browser) {
    let (file, bytes) = data(&FEW);
    let reply = |body: Vec<u8>| Reply { status: 200, media: "application/octet-stream".into(), body };
    let mut other = bytes.clone();
    *other.last_mut().expect("some bytes") ^= 1;
    let cut = bytes[..bytes.len() / 2].to_vec();
    let (lost, broken) = ("De documenten zijn niet te bereiken.", "De documenten zijn niet heel aangekomen.");
    let server = Server::of(&FEW);
    let session = Session::start(browser);
    for (reply, sentence) in
        [(Reply::not_found(), lost), (reply(cut), broken), (reply(other), broken), (reply(vec![]), broken)]
    {
        server.put(&file, reply);
        session.open(&server.page(""));
        session.status(sentence);
        session.find("link", "lijst van alle titels");
        session.click("button", "Opnieuw proberen");
        session.find("button", "Opnieuw proberen");
        session.status(sentence);
        server.forget(&file);
        session.click("button", "Opnieuw proberen");
        session.ready();
        documents(&session, 5);
    }

    server.put(&file, Reply::not_found());
    session.open(&server.page("taal=en"));
    session.js("location.reload()", &[]);
    session.status("The documents cannot be reached.");
    session.find("button", "Try again");
}

/// The page itself has a link, and behind it every title by its year; a title opens in the explorer.
pub fn a_list_of_titles_needs_no_script(browser: Browser) {
    let server = Server::of(&FEW);
    let session = Session::with(browser, Options { script: false, ..Options::default() });
    session.open(&server.page(""));
    let text = session.body_text();
    assert!(text.contains("5 documenten: lijst van alle titels"), "{text}");
    session.open(&format!("{}documenten/index.html", server.page("")));
    let text = session.body_text();
    let lines = ["\n2023\n", "Van Ginneken", "\n2024\n", "\n2025\n"];
    let places = lines.map(|words| text.find(words));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in {text}");

    let session = Session::start(browser);
    session.open(&format!("{}documenten/index.html", server.page("")));
    let first = session.all("link").into_iter().find(|l| l.href.contains("#doc=")).expect("a title");
    session.click_on(&first);
    session.ready();
    session.find("heading", &first.name);
    session.silent();
}

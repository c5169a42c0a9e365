//! The explorer in words: what several promises say about it.

use e2e::harness::{Browser, Options, Server, Session, dist, wait_for};

pub const BZK: &str = "Binnenlandse Zaken en Koninkrijksrelaties";
pub const JENV: &str = "Justitie en Veiligheid";
pub const SEARCH: &str = "Zoek in de tekst";
pub const CLEAR: &str = "Wis alle filters";
pub const BACK: &str = "Terug naar de lijst";

/// A server with the release page, and a browser that has opened it.
pub fn open(browser: Browser, fragment: &str) -> (Server, Session) {
    open_with(browser, fragment, Options::default())
}

/// The same with options.
pub fn open_with(browser: Browser, fragment: &str, options: Options) -> (Server, Session) {
    let server = Server::of(&dist());
    let session = Session::with(browser, options);
    session.open_page(&server.page(fragment));
    (server, session)
}

/// Documents and passages in the status line, once it says this many documents.
#[track_caller]
pub fn documents(session: &Session, expected: usize) -> usize {
    wait_for(&format!("{expected} documents"), || {
        let all: Vec<String> = session.all("status").into_iter().map(|found| found.text).collect();
        match all.iter().find_map(|text| counts(text)) {
            Some((documents, passages)) if documents == expected => Ok(passages),
            _ => Err(format!("{all:?}")),
        }
    })
}

/// `(3, 12)` of "3 documenten, 12 passages", in both languages.
pub fn counts(status: &str) -> Option<(usize, usize)> {
    let (documents, rest) = status.split_once(' ')?;
    let (noun, rest) = rest.split_once(", ")?;
    let passages = rest.split(' ').next()?;
    noun.starts_with("document").then_some((documents.parse().ok()?, passages.parse().ok()?))
}

/// The links that open the documents of the list, in its order: title and address.
#[track_caller]
pub fn results(session: &Session) -> Vec<(String, String)> {
    let titles: Vec<String> = session.all("heading").into_iter().map(|heading| heading.name).collect();
    let opens = |link: &e2e::harness::Found| link.href.contains("doc=") && titles.contains(&link.name);
    let mut seen = Vec::new();
    for link in session.all("link").into_iter().filter(opens) {
        if !seen.iter().any(|(_, href)| *href == link.href) {
            seen.push((link.name, link.href));
        }
    }
    seen
}

/// Opens a document of the list by its place and waits until its heading has the focus. Returns the title.
#[track_caller]
pub fn open_result(session: &Session, place: usize) -> String {
    let (title, _) = results(session).swap_remove(place);
    session.click("link", &title);
    heading_has_focus(session, &title);
    title
}

/// Waits until the heading of the reader has the focus.
#[track_caller]
pub fn heading_has_focus(session: &Session, title: &str) {
    wait_for("the heading of the document to have the focus", || {
        let (role, name) = session.focus();
        if role == "heading" && name == title { Ok(()) } else { Err(format!("{role} “{name}”")) }
    });
}

/// Names of the checked boxes, without their counts.
pub fn checked(session: &Session) -> Vec<String> {
    let name = |box_: e2e::harness::Found| box_.name.rsplit_once(", ").map(|(label, _)| label.to_owned());
    session.all("checkbox").into_iter().filter(|found| found.checked).filter_map(name).collect()
}

/// What a person sees of the state: everything that two windows on one address must agree on.
#[derive(Debug, PartialEq, Eq)]
pub struct View {
    title: String,
    status: Vec<String>,
    checked: Vec<String>,
    typed: String,
    headings: Vec<String>,
    marks: String,
    text: String,
}

/// The view at this moment.
#[track_caller]
pub fn view(session: &Session) -> View {
    View {
        title: session.title(),
        status: session.all("status").into_iter().map(|found| found.text).collect(),
        checked: checked(session),
        typed: session.js_text("return [...document.querySelectorAll('input')].map((i) => i.type === 'checkbox' ? i.checked : i.value).join('|')"),
        headings: session.all("heading").into_iter().map(|found| found.name).collect(),
        marks: session.js_text("return [...document.querySelectorAll('mark')].map((m) => m.textContent).join('|')"),
        text: session.text(),
    }
}

/// The view, once it has stopped changing: two looks one after the other agree.
#[track_caller]
pub fn settled_view(session: &Session) -> View {
    let mut last = view(session);
    wait_for("the view to settle", || {
        let now = view(session);
        if now == last {
            return Ok(());
        }
        last = view(session);
        Err("still changing".into())
    });
    last
}

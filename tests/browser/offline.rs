//! After one load the page needs no network; a new version is offered and never forced.

use crate::explorer::{BZK, documents, open_result};
use e2e::harness::{Browser, Reply, SUB_PATH, Server, Session, dist, wait_for};
use serde_json::json;

/// What a browser itself says when the host of a service worker does not answer. The page cannot help it.
const UNREACHABLE: [&str; 3] = ["sw.js", "ERR_CONNECTION_REFUSED", "NetworkError"];

/// The names of what is kept.
const CACHES: &str = "return caches.keys().then((k) => k.sort().join('|'))";

/// Media type of a service worker.
const SCRIPT: &str = "text/javascript; charset=utf-8";

#[track_caller]
fn worker_rules(session: &Session) {
    wait_for("the service worker to take over the page", || {
        let state = session.js_text("return String(navigator.serviceWorker?.controller?.state)");
        if state == "activated" { Ok(()) } else { Err(state) }
    });
}

/// A first visit, or one to what is kept already, is no new version.
#[track_caller]
fn nothing_is_offered(session: &Session) {
    assert!(!session.has("button", "Herlaad"), "a new version is offered where there is none");
}

/// One load, then the host is gone: reload, filter, read.
pub fn after_one_load_the_host_may_vanish(browser: Browser) {
    let mut server = Server::of(&dist());
    let session = Session::start(browser);
    session.open_page(&server.page(""));
    worker_rules(&session);
    session.silent();
    server.stop();

    session.reload();
    session.ready();
    documents(&session, 5);
    session.click("checkbox", &format!("{BZK}, 2 documenten"));
    documents(&session, 2);
    let title = open_result(&session, 0);
    assert!(session.title().contains(&title));
    for (view, words) in [
        ("standpunten", "behouden blijven"),
        ("standpunten&rij=client-side-scanning", "te groot veiligheidsrisico"),
        ("vergelijk", "kritisch uitgelaten"),
        ("verwijzingen", "stemverklaring"),
        ("tijd", "Hongaarse voorzitterschap"),
        ("open", "gestand gedaan"),
    ] {
        session.open_page(&server.page(&format!("beeld={view}")));
        session.reads(words);
    }
    session.open_page(&server.page("bekend=2023-12-31"));
    documents(&session, 2);
    session.open_page(&server.page("onderwerp=client-side-scanning&taal=en"));
    documents(&session, 3);
    nothing_is_offered(&session);
    session.silent_but_for(&UNREACHABLE);
}

/// A build that is not whole is not kept: the page works, and asks the network as ever.
pub fn a_file_with_other_bytes_is_not_kept(browser: Browser) {
    let server = Server::of(&dist());
    let icon = std::fs::read_dir(dist())
        .expect("dist/ is a folder")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .find(|name| name.ends_with(".svg") || name.ends_with(".png"))
        .expect("the page has an icon");
    let body = b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec();
    server.put(&format!("{SUB_PATH}{icon}"), Reply { status: 200, media: "image/svg+xml".into(), body });
    let session = Session::start(browser);
    session.open_page(&server.page(""));
    wait_for("the service worker to give up", || {
        let registered = "return navigator.serviceWorker.getRegistration().then((r) => String(Boolean(r)))";
        let asked = server.asked().iter().any(|path| path.ends_with("sw.js"));
        match session.js_text(registered).as_str() {
            "false" if asked => Ok(()),
            other => Err(format!("registered: {other}, sw.js asked for: {asked}")),
        }
    });
    assert_eq!(session.js_text("return caches.keys().then((k) => k.length)"), "0");
    documents(&session, 5);
}

/// A host in the middle of a deploy, or a spoilt one: the next version is refused, and what was kept goes on offline.
pub fn a_broken_version_leaves_the_one_before_working(browser: Browser) {
    let mut server = Server::of(&dist());
    let session = Session::start(browser);
    session.open_page(&server.page(""));
    worker_rules(&session);
    let kept = session.js_text(CACHES);

    // The next version has another page, and the host serves other bytes for it than its worker was told.
    let worker = std::fs::read_to_string(dist().join("sw.js")).expect("the build wrote sw.js");
    let (head, rest) = worker.split_once("FILES={\"\":\"").expect("sw.js lists the page first");
    let mut newer = head.replace("BUILD=\"", "BUILD=\"newer");
    newer += &format!("FILES={{\"\":\"{}{}", "0".repeat(32), &rest[32..]);
    server.put(&format!("{SUB_PATH}sw.js"), Reply { status: 200, media: SCRIPT.into(), body: newer.into() });
    let fate = "return navigator.serviceWorker.getRegistration().then((r) => r.update()).then((r) => new Promise((done) => {
        const next = r.installing ?? r.waiting;
        if (!next) return done('none');
        next.onstatechange = () => ['installed', 'redundant'].includes(next.state) && done(next.state);
        if (next.state !== 'installing') done(next.state);
    })).catch((error) => 'refused: ' + error.message)";
    assert_eq!(session.js_text(fate), "redundant");
    assert_eq!(session.js_text(CACHES), kept, "nothing of the broken version is kept");
    nothing_is_offered(&session);

    server.stop();
    session.reload();
    session.ready();
    documents(&session, 5);
    session.click("checkbox", &format!("{BZK}, 2 documenten"));
    documents(&session, 2);
    open_result(&session, 0);
    nothing_is_offered(&session);
}

/// The new version waits for the button; the old one goes on meanwhile, and is gone afterwards.
pub fn a_new_version_is_offered_and_not_forced(browser: Browser) {
    let server = Server::of(&dist());
    let session = Session::start(browser);
    session.open_page(&server.page(""));
    worker_rules(&session);
    nothing_is_offered(&session);
    let old = session.js_text(CACHES);

    let worker = std::fs::read_to_string(dist().join("sw.js")).expect("the build wrote sw.js");
    let (head, rest) = worker.split_once("BUILD=\"").expect("sw.js names its build");
    let newer = format!("{head}BUILD=\"newer{rest}");
    server.put(&format!("{SUB_PATH}sw.js"), Reply { status: 200, media: SCRIPT.into(), body: newer.into() });
    session.js("window.stays = true", &[]);
    session.js("navigator.serviceWorker.getRegistration().then((r) => r.update())", &[]);
    session.reads("Er is een nieuwe versie");
    assert_eq!(session.js("return window.stays", &[]), json!(true), "nothing was reloaded");
    session.click("checkbox", &format!("{BZK}, 2 documenten"));
    documents(&session, 2);
    assert_eq!(session.js("return window.stays", &[]), json!(true), "nor on a choice");

    session.click("button", "Herlaad");
    wait_for("the new version", || {
        let now = session.js_text(CACHES);
        let stays = session.js_text("return String(window.stays)");
        if now != old && now.contains("newer") && !now.contains('|') && stays == "undefined" {
            Ok(())
        } else {
            Err(format!("caches {now}, stays {stays}"))
        }
    });
    session.ready();
    documents(&session, 2);
    session.silent();
}

//! After one load the page needs no network; a new version is offered and never forced.

use crate::explorer::{BZK, documents, open_result};
use e2e::harness::{Browser, Reply, SUB_PATH, Server, Session, dist, wait_for};
use serde_json::json;

/// What a browser itself says when the host of a service worker does not answer. The page cannot help it.
const UNREACHABLE: [&str; 3] = ["sw.js", "ERR_CONNECTION_REFUSED", "NetworkError"];

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

/// The new version waits for the button; the old one goes on meanwhile, and is gone afterwards.
pub fn a_new_version_is_offered_and_not_forced(browser: Browser) {
    let server = Server::of(&dist());
    let session = Session::start(browser);
    session.open_page(&server.page(""));
    worker_rules(&session);
    nothing_is_offered(&session);
    let caches = "return caches.keys().then((k) => k.sort().join('|'))";
    let old = session.js_text(caches);

    let worker = std::fs::read_to_string(dist().join("sw.js")).expect("the build wrote sw.js");
    let (head, rest) = worker.split_once("BUILD = \"").expect("sw.js names its build");
    let newer = format!("{head}BUILD = \"newer{rest}");
    let media = "text/javascript; charset=utf-8".into();
    server.put(&format!("{SUB_PATH}sw.js"), Reply { status: 200, media, body: newer.into() });
    session.js("window.stays = true", &[]);
    session.js("navigator.serviceWorker.getRegistration().then((r) => r.update())", &[]);
    session.reads("Er is een nieuwe versie");
    assert_eq!(session.js("return window.stays", &[]), json!(true), "nothing was reloaded");
    session.click("checkbox", &format!("{BZK}, 2 documenten"));
    documents(&session, 2);
    assert_eq!(session.js("return window.stays", &[]), json!(true), "nor on a choice");

    session.click("button", "Herlaad");
    wait_for("the new version", || {
        let now = session.js_text(caches);
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

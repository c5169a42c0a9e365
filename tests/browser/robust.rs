//! A browser that lacks something, refuses something or lies: the page works, or says that it cannot and leaves the
//! documents to be read.

use crate::explorer::{BZK, documents, open_result};
use e2e::harness::{Browser, Found, Options, Reply, SUB_PATH, Server, Session, dist, wait_for};

/// What a browser itself says of a file that is not there or not what it should be. The page cannot help it.
const REFUSED: [&str; 5] = ["sw.js", "ServiceWorker", "404", "MIME", "service worker"];

/// How Firefox tells of the error that boot.js gives the console.
const ERROR: &str = "error: Object(0)";

/// A page that can be used: five documents, two of a ministry, one that opens.
#[track_caller]
fn works(session: &Session) {
    documents(session, 5);
    session.click("checkbox", &format!("{BZK}, 2 documenten"));
    documents(session, 2);
    open_result(session, 0);
}

/// A page that could not start: it says so, and each title leads to its text.
#[track_caller]
fn says_so_and_can_be_read(session: &Session) {
    wait_for("the failed start to be told", || match session.boot().as_str() {
        "failed" => Ok(()),
        other => Err(other.into()),
    });
    session.reads("Deze pagina kon niet starten. De documenten zijn hieronder te openen.");
    session.reads("This page could not start. The documents can be opened below.");
    let titles: Vec<Found> = session
        .all("link")
        .into_iter()
        .filter(|link| link.href.contains("/documenten/") && !link.href.contains('#'))
        .collect();
    assert_eq!(titles.len(), 5, "every document is listed");
    session.click_on(&titles[0]);
    session.find("heading", &titles[0].name);
    session.reads("Op dit moment lijkt client side scanning de enige manier");
}

/// A browser of before 2017, or one whose owner switched it off.
pub fn without_webassembly_the_list_can_be_read(browser: Browser) {
    let server = Server::of(&dist());
    let session = Session::start(browser);
    session.before_each_page("delete globalThis.WebAssembly");
    session.open(&server.page(""));
    assert_eq!(session.js_text("return String(window.WebAssembly)"), "undefined", "it is gone");
    says_so_and_can_be_read(&session);
    session.silent_but_for(&["WebAssembly", ERROR]);
}

/// A host, or a proxy on the way, whose policy lets no wasm run.
pub fn a_policy_without_wasm_leaves_the_list(browser: Browser) {
    let server = Server::of(&dist());
    let html = std::fs::read_to_string(dist().join("index.html")).expect("dist/ has the page");
    let stricter = html.replace("'wasm-unsafe-eval'", "");
    assert_ne!(stricter, html, "the policy allows wasm by name");
    server.put(SUB_PATH, Reply::html(stricter));
    let session = Session::start(browser);
    session.open(&server.page(""));
    says_so_and_can_be_read(&session);
    // What the browser says of its policy, and the error that boot.js tells.
    session.silent_but_for(&["WebAssembly", "wasm", "CompileError", "ServiceWorker", "sw.js", ERROR]);
}

/// The program stops for good in the middle: the page says so; what was shown stays to be read.
pub fn a_trap_after_the_start_says_so(browser: Browser) {
    let server = Server::of(&dist());
    let session = Session::start(browser);
    // The program as the page loads it: to be given bytes that are no dossier.
    session.before_each_page(
        "const own = WebAssembly.instantiateStreaming;
         WebAssembly.instantiateStreaming = async (...given) => {
           const made = await own.apply(WebAssembly, given);
           globalThis.testBreak ??= () => setTimeout(() => made.instance.exports.provide(0, 9));
           return made;
         }",
    );
    session.open_page(&server.page(""));
    documents(&session, 5);
    session.js("window.testBreak()", &[]);
    wait_for("the trap to be told", || match session.boot().as_str() {
        "failed" => Ok(()),
        other => Err(other.into()),
    });
    session.reads("Deze pagina kon niet starten. Herlaad de pagina.");
    session.reads("This page could not start. Reload the page.");
    session.reads("Beslisnota inzake Motie Van Ginneken");
    // Loaded again, it is as it was.
    session.reload();
    session.ready();
    works(&session);
    session.silent_but_for(&["RuntimeError", "unreachable", "out of bounds", "wasm"]);
}

/// No room, or a browser that lets no page keep anything: not a word about it, and nothing that does not work.
pub fn without_storage_the_page_works(browser: Browser) {
    let server = Server::of(&dist());
    let session = Session::start(browser);
    session.before_each_page(
        "const refused = () => { throw new DOMException('forbidden', 'SecurityError') };
         for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore'])
           Object.defineProperty(globalThis, name, { get: refused, configurable: true });
         Object.defineProperty(Document.prototype, 'cookie', { get: refused, set: refused });
         Object.defineProperty(Navigator.prototype, 'storage', { get: refused })",
    );
    session.open_page(&server.page(""));
    assert_eq!(
        session.js_text("try { return localStorage } catch (error) { return error.name }"),
        "SecurityError"
    );
    works(&session);
    session.click("button", "Meenemen");
    session.find("heading", "Meenemen");
    session.silent();
    drop(session);

    // The worker finds no room for what it would keep.
    let worker = std::fs::read_to_string(dist().join("sw.js")).expect("the build wrote sw.js");
    let full = "Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));";
    let media = "text/javascript; charset=utf-8".to_owned();
    server.put(
        &format!("{SUB_PATH}sw.js"),
        Reply { status: 200, media, body: format!("{full}{worker}").into() },
    );
    let session = Session::start(browser);
    session.open_page(&server.page(""));
    no_worker(&server, &session);
    works(&session);
    session.silent_but_for(&["QuotaExceededError", "full", "ServiceWorker"]);
}

/// Waits until the service worker was asked for, and is not there.
#[track_caller]
fn no_worker(server: &Server, session: &Session) {
    wait_for("the service worker to be given up", || {
        let registered = "return navigator.serviceWorker.getRegistration().then((r) => String(Boolean(r)))";
        let asked = server.asked().iter().any(|path| path.ends_with("sw.js"));
        match session.js_text(registered).as_str() {
            "false" if asked => Ok(()),
            other => Err(format!("registered: {other}, sw.js asked for: {asked}")),
        }
    });
}

/// A host that has no worker or serves it as something else, and a browser that takes none.
pub fn without_a_service_worker_the_page_works(browser: Browser) {
    let body = std::fs::read(dist().join("sw.js")).expect("the build wrote sw.js");
    let text = Reply { status: 200, media: "text/plain; charset=utf-8".into(), body };
    for reply in [Reply::not_found(), text, Reply::html("<!doctype html><title>Geen pagina</title>")] {
        let server = Server::of(&dist());
        server.put(&format!("{SUB_PATH}sw.js"), reply);
        let session = Session::start(browser);
        session.open_page(&server.page(""));
        no_worker(&server, &session);
        works(&session);
        session.silent_but_for(&REFUSED);
    }
    for broken in [
        "if (navigator.serviceWorker) navigator.serviceWorker.register = () => Promise.reject(new DOMException('no', 'SecurityError'))",
        "Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined })",
    ] {
        let server = Server::of(&dist());
        let session = Session::start(browser);
        session.before_each_page(broken);
        session.open_page(&server.page(""));
        works(&session);
        assert!(!server.asked().iter().any(|path| path.ends_with("sw.js")), "it was refused before");
        session.silent();
    }
}

/// Status lines, filters with their counts, and titles.
#[track_caller]
fn shown(session: &Session) -> Vec<String> {
    documents(session, 5);
    ["status", "checkbox", "heading"]
        .into_iter()
        .flat_map(|role| session.all(role))
        .map(|found| format!("{} {}", found.name, found.text))
        .collect()
}

/// A clock that stands in 1970, in 2099, or nowhere: the dossier has its own time.
pub fn a_wrong_clock_changes_nothing(browser: Browser) {
    let server = Server::of(&dist());
    let session = Session::start(browser);
    session.open_page(&server.page(""));
    let right = shown(&session);
    assert!(right.len() > 15, "{right:?}");
    drop(session);
    for now in ["0", "4102444799000", "NaN"] {
        let session = Session::start(browser);
        session.before_each_page(&format!(
            "const Right = Date;
             globalThis.Date = class extends Right {{
               constructor(...given) {{ super(...(given.length ? given : [{now}])) }}
               static now() {{ return {now} }}
             }}"
        ));
        session.open_page(&server.page(""));
        assert_eq!(session.js_text("return String(window.Date.now())"), now, "the clock is wrong");
        assert_eq!(shown(&session), right, "at {now}");
        works(&session);
        session.silent();
    }
}

/// The language is that of the address, whatever the browser prefers or makes up.
pub fn whatever_the_browser_speaks_the_page_is_dutch(browser: Browser) {
    let dutch = |session: &Session, server: &Server| {
        session.open_page(&server.page(""));
        assert_eq!(session.js_text("return document.documentElement.lang"), "nl");
        session.find("link", "English");
        works(session);
        session.silent();
    };
    for languages in ["xx-INVALID", "ar,he", "zh-Hant-TW,zh"] {
        let server = Server::of(&dist());
        let session = Session::with(browser, Options { languages: Some(languages), ..Options::default() });
        dutch(&session, &server);
    }
    // What no setting can make.
    for given in ["''", "undefined", "'\\u202e<script>'", "{ toString() { throw 1 } }"] {
        let server = Server::of(&dist());
        let session = Session::start(browser);
        session.before_each_page(&format!(
            "for (const [name, value] of [['language', {given}], ['languages', []]])
               Object.defineProperty(Navigator.prototype, name, {{ get: () => value }})"
        ));
        dutch(&session, &server);
    }
}

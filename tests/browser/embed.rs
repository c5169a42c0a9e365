//! The page in a frame of another site.

use crate::explorer::{BZK, documents};
use e2e::harness::{Browser, Found, Reply, Server, Session, dist, wait_for};
use serde_json::json;

/// As the dialog writes it (platform notes): no rights beyond what the page uses.
const SANDBOX: &str =
    "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";

struct Host {
    page: Server,
    _site: Server,
    session: Session,
}

/// A page of another origin with frames 320 and 800 px wide, with the loader.
fn host(browser: Browser, fragment: &str) -> Host {
    let page = Server::of(&dist());
    let site = Server::empty();
    let (src, loader) = (page.page(&format!("{fragment}&embed")), page.page("") + "embed.js");
    let src = src.replace("#&", "#").replace('&', "&amp;");
    let frame = |width: u32| {
        format!(
            r#"<iframe id="w{width}" title="Dossier {width}" src="{src}" width="{width}" height="640"
            style="border:0;min-height:420px" allow="clipboard-write" sandbox="{SANDBOX}"></iframe>"#
        )
    };
    let html = format!(
        r#"<!doctype html><html lang="nl"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Een krant</title>
        <body style="margin:0"><h1>Een krant</h1>{}{}
        <iframe id="stranger" title="Vreemd" src="{}/stranger.html" width="100" height="50"></iframe>
        <script async src="{loader}"></script>"#,
        frame(320),
        frame(800),
        site.origin(),
    );
    site.put("/host.html", Reply::html(html));
    let stranger = "<!doctype html><html lang=\"nl\"><link rel=\"icon\" href=\"data:,\"><title>Vreemd</title><p>Ik ben een ander.";
    site.put("/stranger.html", Reply::html(stranger));
    let session = Session::start(browser);
    // By another name than the page's: another site, not only another port.
    session.open(&format!("{}/host.html", site.origin().replace("127.0.0.1", "localhost")));
    session.js("window.seen = []; addEventListener('message', (e) => window.seen.push(e.data))", &[]);
    Host { page, _site: site, session }
}

impl Host {
    fn frame(&self, id: &str) -> e2e::harness::Element {
        self.session.by_id(id)
    }

    fn height(&self, id: &str) -> i64 {
        let script = "return document.getElementById(arguments[0]).clientHeight";
        self.session.js(script, &[json!(id)]).as_i64().unwrap_or_default()
    }

    /// Does something inside a frame, and comes back.
    #[track_caller]
    fn inside<T>(&self, id: &str, act: impl FnOnce(&Session) -> T) -> T {
        self.session.frame(Some(&self.frame(id)));
        let result = act(&self.session);
        self.session.frame(None);
        result
    }

    /// Waits until nothing of the frame is cut off or scrolls, and nothing is left over.
    ///
    /// The frame is brought into view first: browsers put off the layout of frames that nobody sees.
    #[track_caller]
    fn fits(&self, id: &str) {
        self.session.js("document.getElementById(arguments[0]).scrollIntoView()", &[json!(id)]);
        self.session.frame(Some(&self.frame(id)));
        wait_for(&format!("{id} to fit without scroll bars"), || {
            let sizes = "const e = document.documentElement;
                return [e.scrollHeight, innerHeight, e.scrollWidth, innerWidth, e.clientWidth, Math.ceil(document.body.getBoundingClientRect().bottom)]";
            let sizes = self.session.js(sizes, &[]);
            let n = |i: usize| sizes[i].as_i64().unwrap_or(-1);
            let fits = n(0) <= n(1) && n(2) <= n(4) && n(4) == n(3);
            // The frame has a least height of 420 px; above that it is as high as its content, within the 2 px that
            // the loader does not answer to.
            let snug = n(1) <= n(5).max(420) + 2;
            if fits && snug {
                Ok(())
            } else {
                Err(format!("scroll height, height, scroll width, width, client width, content: {sizes}"))
            }
        });
        self.session.frame(None);
    }
}

/// At both widths, at once and after what is shown has changed.
pub fn a_frame_on_another_site_has_the_height_of_its_content(browser: Browser) {
    let host = host(browser, "");
    for id in ["w320", "w800"] {
        host.inside(id, |session| {
            session.ready();
            documents(session, 5);
        });
        host.fits(id);
    }
    let before = host.height("w800");
    host.inside("w800", |session| {
        session.click("checkbox", &format!("{BZK}, 2 documenten"));
        documents(session, 2);
    });
    host.fits("w800");
    assert_ne!(host.height("w800"), before, "fewer documents, another height");
    host.inside("w800", |session| {
        let (title, _) = crate::explorer::results(session).swap_remove(0);
        session.click("link", &title);
        session.find("link", crate::explorer::BACK);
    });
    host.fits("w800");
    host.session.silent();
}

/// A host whose content policy allows the loader and the frames and nothing else, not even a `style`: with and without
/// an origin, in a tab that is hidden at first, by the element of the loader; and without the loader.
pub fn a_strict_host_shows_it_whole_and_hears_nothing(browser: Browser) {
    let page = Server::of(&dist());
    let site = Server::empty();
    let (src, own) = (page.page("ministerie=BZK&embed").replace('&', "&amp;"), page.origin());
    let frame = |id: &str, sandbox: &str| {
        format!(
            r#"<iframe id="{id}" title="{id}" src="{src}" width="320" height="640" frameborder="0" sandbox="{sandbox}"></iframe>"#
        )
    };
    let html = |script: &str| {
        format!(
            r#"<!doctype html><html lang="nl"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Een strenge krant</title>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; frame-src {own}; script-src {own}; img-src data:">
            {}{}<div id="tab" hidden>{}</div><inzage-embed src="{src}" title="los"></inzage-embed>{script}"#,
            frame("whole", SANDBOX),
            frame("opaque", "allow-scripts"),
            frame("tabbed", SANDBOX),
        )
    };
    site.put(
        "/host.html",
        Reply::html(html(&format!("<script async src=\"{}embed.js\"></script>", page.page("")))),
    );
    site.put("/alone.html", Reply::html(html("")));
    let origin = site.origin().replace("127.0.0.1", "localhost");
    let session = Session::start(browser);
    session.open(&format!("{origin}/host.html"));
    let host = Host { page, _site: site, session };
    for id in ["whole", "opaque"] {
        host.inside(id, |session| {
            session.ready();
            documents(session, 2);
        });
        host.fits(id);
    }
    host.session.js("document.getElementById('tab').hidden = false", &[]);
    host.inside("tabbed", Session::ready);
    host.fits("tabbed");
    host.session.js("document.querySelector('inzage-embed iframe').id = 'loose'", &[]);
    host.inside("loose", Session::ready);
    host.fits("loose");

    host.session.open(&format!("{origin}/alone.html"));
    host.inside("whole", |session| {
        session.ready();
        documents(session, 2);
    });
    assert_eq!(host.height("whole"), 640, "it stays as high as its code says");
    host.session.silent();
}

/// An embed has neither the page's own header nor its footer, and says where it is from.
pub fn an_embed_leaves_out_the_header_and_links_outside(browser: Browser) {
    let page = Server::of(&dist());
    let session = Session::start(browser);
    session.open_page(&page.page("ministerie=BZK&embed"));
    documents(&session, 2);
    assert!(!session.has("link", "English") && !session.has("button", "Insluiten"), "no header of the page");
    let out: Found = session.find("link", "Open in nieuw venster");
    assert!(out.href.contains("ministerie=BZK"), "it keeps the filters: {}", out.href);
    assert!(!out.href.contains("embed"), "and leaves the frame: {}", out.href);
    session.silent();
}

/// Neither a foreign window nor a wrong shape changes the height; the right window with the right shape does.
pub fn a_strangers_message_changes_nothing(browser: Browser) {
    let host = host(browser, "");
    for id in ["w320", "w800"] {
        host.inside(id, Session::ready);
        host.fits(id);
    }
    let heights = || (host.height("w320"), host.height("w800"));
    let before = heights();

    // Every message is answered for by its place in `seen`: our listener came after the loader's.
    let said = |from: &str, messages: &str, count: usize| {
        let seen = host.session.js("window.seen.length = 0; return 0", &[]);
        assert_eq!(seen, json!(0));
        let script =
            format!("for (const m of {messages}) (top === self ? self : parent).postMessage(m, '*')");
        if from.is_empty() {
            host.session.js(&script, &[]);
        } else {
            host.inside(from, |session| session.js(&script, &[]));
        }
        wait_for("the messages to arrive", || {
            let seen = host.session.js("return window.seen.length", &[]);
            if seen.as_u64() >= Some(count as u64) { Ok(()) } else { Err(seen.to_string()) }
        });
    };
    let right = "[{ type: 'inzage:height', height: 5000 }]";
    said("stranger", right, 1);
    assert_eq!(heights(), before, "another window");
    said("", right, 1);
    assert_eq!(heights(), before, "the host itself");
    let wrong = "[null, 7, 'inzage:height', {}, [], { type: 'inzage:height' }, { type: 'inzage:height', height: '5000' },
        { type: 'inzage:height', height: NaN }, { type: 'inzage:height', height: Infinity },
        { type: 'other', height: 5000 }, { height: 5000 }, { type: 'inzage:height', height: { valueOf: 1 } }]";
    said("w800", wrong, 12);
    assert_eq!(heights(), before, "a wrong shape");

    said("w800", "[{ type: 'inzage:height', height: 1e9 }]", 1);
    assert_eq!(host.height("w320"), before.0, "only the frame that spoke");
    let clamped = host.height("w800");
    assert!(clamped > before.1 && clamped <= 20_000, "a height without sense is clamped: {clamped}");

    // Towards the frame: nonsense is not answered and not an error; a ping is answered.
    host.session.js(
        "window.seen.length = 0; for (const m of [null, 7, 'x', {}, { type: 1 }, { type: 'inzage:go', href: '//x' }])
           document.getElementById('w800').contentWindow.postMessage(m, '*');
         document.getElementById('w800').contentWindow.postMessage({ type: 'inzage:ping' }, '*')",
        &[],
    );
    wait_for("the answer to the ping", || {
        let seen =
            host.session.js("return window.seen.filter((m) => m && m.type === 'inzage:height').length", &[]);
        if seen.as_u64() >= Some(1) { Ok(()) } else { Err(seen.to_string()) }
    });
    host.inside("w800", |session| {
        documents(session, 5);
    });
    host.fits("w800");
    assert_eq!(heights().0, before.0);
    let _ = &host.page;
    host.session.silent();
}

/// The strictest sandbox that sites use: no origin of its own, so no storage, no worker, no clipboard.
pub fn it_runs_in_a_sandbox_without_an_origin(browser: Browser) {
    let page = Server::of(&dist());
    let site = Server::empty();
    let html = format!(
        r#"<!doctype html><html lang="nl"><link rel="icon" href="data:,"><title>Een blog</title>
        <iframe id="frame" title="Dossier" src="{}" width="900" height="640" sandbox="allow-scripts"></iframe>"#,
        page.page("embed"),
    );
    site.put("/host.html", Reply::html(html));
    let session = Session::start(browser);
    session.open(&format!("{}/host.html", site.origin().replace("127.0.0.1", "localhost")));
    session.frame(Some(&session.by_id("frame")));
    session.ready();
    documents(&session, 5);
    session.click("checkbox", &format!("{BZK}, 2 documenten"));
    documents(&session, 2);
    session.frame(None);
    session.silent();
}

/// The dialog writes code that a site can paste: the frame, its name, the loader, the present filters.
pub fn the_dialog_composes_code_for_the_present_filters(browser: Browser) {
    let (server, session) = crate::explorer::open(browser, "ministerie=BZK");
    session.click("button", "Insluiten");
    session.find("textbox", "Code");
    let code = wait_for("the code", || {
        let code = session.js_text("return document.querySelector('dialog[open] textarea').value");
        if code.is_empty() { Err(code) } else { Ok(code) }
    });
    for part in ["<iframe ", "title=\"", "ministerie=BZK", "embed", "sandbox=\"allow-scripts", "embed.js"] {
        assert!(code.contains(part), "{part} is missing in {code}");
    }
    assert!(code.contains(&server.page("")), "it names this very host: {code}");
    // The code as it stands, on another site.
    let site = Server::empty();
    site.put(
        "/host.html",
        Reply::html(format!(
            "<!doctype html><html lang=\"nl\"><link rel=\"icon\" href=\"data:,\"><title>x</title>{code}"
        )),
    );
    // A frame that goes while it loads is an error to Firefox.
    wait_for("the preview to be there", || {
        let boot = session.js_text(
            "return document.querySelector('.preview iframe')?.contentDocument?.documentElement?.dataset.boot ?? ''",
        );
        if boot == "ready" { Ok(()) } else { Err(boot) }
    });
    session.press(&[e2e::harness::key::ESCAPE]);
    session.gone("textbox", "Code");
    session.open(&format!("{}/host.html", site.origin()));
    let frame =
        session.js("const f = document.querySelector('iframe'); f.id = 'frame'; f.loading = 'eager'", &[]);
    assert!(frame.is_null());
    session.frame(Some(&session.by_id("frame")));
    session.ready();
    documents(&session, 2);
    session.frame(None);
    // What Firefox says of the preview, which went while its own worker still loaded.
    session.silent_but_for(&["A ServiceWorker intercepted the request"]);
}

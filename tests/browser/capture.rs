//! The harness sees what it promises to see; without this, silence would prove nothing.

use e2e::harness::{Browser, Reply, Server, Session, key, wait_for};

/// Each of them ends a test that asks for silence, so each has to arrive, also out of a frame.
pub fn a_message_an_error_and_a_violation_are_seen(browser: Browser) {
    let server = Server::empty();
    let page = r#"<!doctype html><html lang="nl"><title>loud</title>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; frame-src *">
        <h1>Loud</h1><script src="loud.js"></script><script>inline()</script><p style="color:red">x</p>
        <img src="/missing.png" alt=""><iframe src="/frame.html" title="frame"></iframe>"#;
    server.put("/loud.html", Reply::html(page));
    server.put(
        "/frame.html",
        Reply::html("<!doctype html><title>f</title><script>console.log('from the frame')</script>"),
    );
    let script = "console.debug('quiet words');Promise.reject(new Error('nobody catches'));throw new Error('thrown up')";
    let media = "text/javascript".into();
    server.put("/loud.js", Reply { status: 200, media, body: script.into() });
    let session = Session::start(browser);
    session.open(&format!("{}/loud.html", server.origin()));
    for words in
        ["quiet words", "nobody catches", "thrown up", "from the frame", "script-src", "style-src", "img-src"]
    {
        wait_for(&format!("the console to tell “{words}”"), || {
            let lines = session.console();
            if lines.iter().any(|line| line.contains(words)) { Ok(()) } else { Err(format!("{lines:#?}")) }
        });
    }
}

/// A page that asks elsewhere cannot do so unseen, in whatever way: every test ends with a look at this list.
pub fn a_request_elsewhere_is_seen(browser: Browser) {
    let server = Server::empty();
    let page = r#"<!doctype html><html lang="nl"><title>leaks</title><img src="http://picture.example/a.png" alt="">
        <script>fetch("http://script.example/b", { mode: "no-cors" }).catch(() => {});
        navigator.sendBeacon("http://beacon.example/c");</script>
        <iframe src="https://frame.example/d" title="frame"></iframe>"#;
    server.put("/leaks.html", Reply::html(page));
    let session = Session::start(browser);
    session.open(&format!("{}/leaks.html", server.origin()));
    let mut asked = Vec::new();
    wait_for("each request to be noted", || {
        asked.append(&mut session.foreign());
        let seen = |host: &&str| asked.iter().any(|line| line.contains(*host));
        match ["picture.example", "script.example", "beacon.example", "frame.example"]
            .iter()
            .find(|h| !seen(h))
        {
            None => Ok(()),
            Some(host) => Err(format!("{host} is not among {asked:?}")),
        }
    });
}

/// A small page on which each way of naming occurs.
pub fn roles_and_names_are_those_of_the_browser(browser: Browser) {
    let server = Server::empty();
    let page = r##"<!doctype html><html lang="nl"><title>roles</title><meta charset="utf-8">
        <search><form aria-label="Filters"><label>Zoek in de tekst <input type="search"></label>
        <fieldset><legend>Ministerie</legend>
        <label><input type="checkbox" aria-label="Justitie en Veiligheid, 3 documenten"><span>Justitie</span><span>3</span></label>
        </fieldset><label>Van <input type="date" id="van"></label></form></search>
        <p role="status">1 document</p><article aria-labelledby="h"><h2 id="h">Een <em>brief</em></h2>
        <a href="#x">Lees <span aria-hidden="true">→</span></a><button aria-expanded="false">Datum</button></article>"##;
    server.put("/roles.html", Reply::html(page));
    let session = Session::start(browser);
    session.open(&format!("{}/roles.html", server.origin()));
    for (role, name) in [
        ("form", "Filters"),
        ("searchbox", "Zoek in de tekst"),
        ("group", "Ministerie"),
        ("checkbox", "Justitie en Veiligheid, 3 documenten"),
        ("article", "Een brief"),
        ("heading", "Een brief"),
        ("link", "Lees"),
        ("button", "Datum"),
    ] {
        session.find(role, name);
    }
    session.status("1 document");
    session.set_date("Van", "2023-12-31");
    assert_eq!(session.js_text("return document.getElementById('van').value"), "2023-12-31");
    session.tab_to("button", "Datum", 20);
    session.chord(&[key::SHIFT], &[key::TAB]);
    assert_eq!(session.focus(), ("link".into(), "Lees".into()));
    session.click("checkbox", "Justitie en Veiligheid, 3 documenten");
    assert!(session.all("checkbox")[0].checked);
    session.resize(320, 700);
    assert_eq!(session.js_text("return innerWidth"), "320");
    session.silent_but_for(&["favicon"]);
}

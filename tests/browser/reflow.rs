//! At 320 px, which is 400 % zoom on a usual screen, nothing has to be scrolled sideways.

use crate::explorer::{documents, open_with, results};
use e2e::harness::{Browser, Options, Session, wait_for};
use serde_json::json;

/// Waits until nothing is wider than the window.
#[track_caller]
pub fn fits(session: &Session, what: &str) {
    wait_for(&format!("{what} to fit into the width"), || {
        let wide = session.js_text(
            "const e = document.documentElement;
             if (e.scrollWidth <= e.clientWidth) return '';
             const wide = [...document.querySelectorAll('body *')].filter((x) => x.getBoundingClientRect().right > e.clientWidth + 1);
             return e.scrollWidth + ' px: ' + wide.slice(-5).map((x) => x.tagName + '.' + x.className).join(', ')",
        );
        if wide.is_empty() { Ok(()) } else { Err(wide) }
    });
}

/// List, filters, reader, evidence, source, no hits; in both languages.
pub fn nothing_scrolls_sideways_at_320_px(browser: Browser) {
    let (server, session) = open_with(browser, "", Options { view: (320, 640), ..Options::default() });
    for language in ["", "&taal=en"] {
        session.open_page(&server.page(&format!("q=detectie{language}")));
        wait_for("results", || if results(&session).is_empty() { Err("none".into()) } else { Ok(()) });
        fits(&session, "the list");
        session.js("document.querySelectorAll('details').forEach((d) => d.open = true)", &[]);
        fits(&session, "the filters");
        let list = results(&session);
        for (title, href) in &list {
            session.open_page(href);
            session.find("heading", title);
            fits(&session, &format!("“{title}”"));
            // One is open at a time.
            let wide = session.js(
                "document.querySelectorAll('details').forEach((d) => d.open = true);
                 const e = document.documentElement, wide = [];
                 const look = async () => {
                   for (const fact of document.querySelectorAll('article button[aria-expanded]')) {
                     fact.click();
                     await new Promise((go) => setTimeout(go, 0));
                     if (!fact.closest('dd').querySelector('.evidence')) wide.push('nothing behind ' + fact.textContent);
                     if (e.scrollWidth > e.clientWidth) wide.push(fact.textContent);
                   }
                   return wide;
                 };
                 return look()",
                &[],
            );
            assert_eq!(wide, json!([]), "the evidence of “{title}” is wider than the window");
        }
        session.open_page(&format!("{}&bron=1", list[0].1));
        fits(&session, "the source");
        session.open_page(
            &server.page(&format!("q=zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz{language}")),
        );
        documents(&session, 0);
        fits(&session, "no hits");
        session.open_page(&server.page(&format!("embed{language}")));
        documents(&session, 5);
        fits(&session, "the embed");
    }
    session.silent();
}

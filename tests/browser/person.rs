//! What a person does with the page, from the first filter to a shared link: once with a mouse, once by keyboard.

use crate::explorer::{
    BACK, BZK, CLEAR, JENV, SEARCH, checked, documents, heading_has_focus, open, open_result, results,
    settled_view,
};
use e2e::harness::{
    Browser, Element, Found, Reply, Server, Session, corpus_sources, is_phone, key, wait_for,
};

/// Place and number of hits, "2 van 7" beside the step controls.
#[track_caller]
fn hit(session: &Session) -> (usize, usize) {
    wait_for("the place among the hits", || {
        let next = step_control(session, "Volgende treffer").ok_or("no step control")?;
        let line = session.js(
            "for (let e = arguments[0]; e && e !== document.body; e = e.parentElement) {
               const found = e.innerText.match(/(\\d+) van (\\d+)/); if (found) return found.slice(1).map(Number);
             }
             return arguments[0].parentElement.innerText",
            &[next.element.json()],
        );
        let number = |n: usize| line[n].as_u64().and_then(|n| usize::try_from(n).ok());
        number(0).zip(number(1)).ok_or_else(|| line.to_string())
    })
}

/// The control is a link or a button: a person does not care.
fn step_control(session: &Session, name: &str) -> Option<Found> {
    ["button", "link"].into_iter().flat_map(|role| session.all(role)).find(|found| found.name == name)
}

/// Steps, and waits until the place is this one.
#[track_caller]
fn step(session: &Session, name: &str, to: (usize, usize)) {
    session.click_on(&step_control(session, name).unwrap_or_else(|| panic!("no control “{name}”")));
    wait_for(&format!("hit {to:?}"), || {
        let now = hit(session);
        if now == to { Ok(()) } else { Err(format!("{now:?}")) }
    });
}

/// Is the passage of the address in view?
#[track_caller]
fn passage_in_view(session: &Session, passage: &str) {
    wait_for(&format!("{passage} to be in view"), || {
        let script = "const e = document.getElementById(arguments[0]); if (!e) return 'not there';
            const r = e.getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight ? '' : `at ${r.top} of ${innerHeight}`";
        let seen = session.js(script, &[passage.into()]);
        let seen = seen.as_str().unwrap_or_default();
        if seen.is_empty() { Ok(()) } else { Err(seen.to_owned()) }
    });
}

/// Some marked words are in view.
#[track_caller]
fn hit_in_view(session: &Session) {
    wait_for("a hit to be in view", || {
        let seen = session.js_text(
            "return [...document.querySelectorAll('article mark')].some((m) => {
               const r = m.getBoundingClientRect(); return r.height > 0 && r.bottom > 0 && r.top < innerHeight })",
        );
        if seen == "true" { Ok(()) } else { Err("none".into()) }
    });
}

/// Opens every fact, one after the other, and looks whether the words that it quotes stand in one of the sources.
#[track_caller]
fn evidence_quotes_the_source(session: &Session, article: &Element) {
    let sources: Vec<String> = corpus_sources().iter().map(|text| squeezed(text)).collect();
    let facts: Vec<Found> = facts(session, article);
    assert!(facts.len() >= 4, "kind, date, ministry and reference at the least: {facts:?}");
    let mut quoted = 0;
    for fact in facts {
        if !fact.expanded {
            session.click_on(&fact);
        }
        wait_for(&format!("the evidence of “{}” to open", fact.name), || {
            let now = session.js("return arguments[0].getAttribute('aria-expanded')", &[fact.element.json()]);
            if now == "true" { Ok(()) } else { Err(now.to_string()) }
        });
        for quotation in evidence(session, &fact) {
            let words = squeezed(quotation.trim_matches(['“', '”', '…', ' ']));
            assert!(
                sources.iter().any(|source| source.contains(&words)),
                "“{}”: its words “{quotation}” stand in no source",
                fact.name
            );
            quoted += 1;
        }
        session.click_on(&fact);
    }
    assert!(quoted >= 3, "only {quoted} facts quote the source");
}

/// The buttons that open evidence.
fn facts(session: &Session, article: &Element) -> Vec<Found> {
    let all = session.all_in(Some(article), "button");
    let opens = |f: &Found| {
        session.js("return arguments[0].hasAttribute('aria-expanded')", &[f.element.json()]) == true
    };
    all.into_iter().filter(opens).collect()
}

/// The quotations that a fact has opened: in what it controls, or in what follows it.
fn evidence(session: &Session, fact: &Found) -> Vec<String> {
    let quotations = session.js(
        "const controlled = document.getElementById(arguments[0].getAttribute('aria-controls'));
         const inside = controlled || arguments[0].parentElement;
         return [...inside.querySelectorAll('q, blockquote:not(:has(q))')].filter((q) => q.checkVisibility()).map((q) => q.textContent)",
        &[fact.element.json()],
    );
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    quotations.as_array().map(|list| list.iter().filter_map(text).collect()).unwrap_or_default()
}

/// Without white space: how lines are broken is not at stake here.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Copies the link of a passage by its own button.
#[track_caller]
fn copy(session: &Session, passage: &str) {
    let button = session.js(
        "return [...document.getElementById(arguments[0]).querySelectorAll('button')]
           .find((b) => b.textContent.includes('Citeer')) || null",
        &[passage.into()],
    );
    let element = Element::of(&button).unwrap_or_else(|| panic!("{passage} has no button “Citeer”"));
    session.click_element(&element);
    session.find("heading", "Citeer");
    session.click_on(
        &session.all("button").into_iter().find(|b| b.name == "Kopieer").expect("the link can be copied"),
    );
    session.reads("Gekopieerd");
    session.press(&[key::ESCAPE]);
}

/// What the clipboard holds, seen as a person sees it: by pasting into a field, here on a page of our own.
#[track_caller]
fn pasted(session: &Session) -> String {
    let site = Server::empty();
    let html = "<!doctype html><html lang=\"nl\"><link rel=\"icon\" href=\"data:,\"><title>Kladblok</title>
        <label>Kladblok <textarea></textarea></label>";
    site.put("/paste.html", Reply::html(html));
    let before = session.new_window();
    session.open(&format!("{}/paste.html", site.origin()));
    let field = session.find("textbox", "Kladblok");
    session.click_on(&field);
    session.chord(&[key::CONTROL], &['v']);
    let text = wait_for("the pasted text", || {
        let text = session.js_text("return document.querySelector('textarea').value");
        if text.is_empty() { Err("nothing".into()) } else { Ok(text) }
    });
    session.close_window(&before);
    text
}

/// Value of a key of the fragment.
fn in_fragment<'a>(url: &'a str, key: &str) -> Option<&'a str> {
    let (_, fragment) = url.split_once('#')?;
    fragment.split('&').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
}

#[track_caller]
fn fragment_has(session: &Session, key: &str, value: Option<&str>) {
    wait_for(&format!("the address to have {key}={value:?}"), || {
        let url = session.url();
        if in_fragment(&url, key) == value { Ok(()) } else { Err(url) }
    });
}

/// Filter by each facet, combine, count, clear.
pub fn a_person_filters_combines_and_clears(browser: Browser) {
    let (_server, session) = open(browser, "");
    let all = documents(&session, 5);

    // Ministry; the other facets count on.
    session.click("checkbox", &format!("{BZK}, 2 documenten"));
    documents(&session, 2);
    fragment_has(&session, "ministerie", Some("BZK"));
    assert_eq!(checked(&session), [BZK]);
    assert_eq!(results(&session).len(), 2);
    session.find("checkbox", "Beslisnota, 1 document");
    session.find("checkbox", "Client-side scanning, 0 documenten");
    // Its own facet still says what adding a value would give.
    session.find("checkbox", &format!("{JENV}, 5 documenten"));

    // And kind.
    session.click("checkbox", "Kamerbrief, 1 document");
    documents(&session, 1);
    session.find("link", &format!("Verwijder filter: {BZK}"));
    session.click("link", &format!("Verwijder filter: {BZK}"));
    documents(&session, 2);
    assert_eq!(checked(&session), ["Kamerbrief"]);
    session.click("link", CLEAR);
    assert_eq!(documents(&session, 5), all);
    assert!(checked(&session).is_empty());

    // Policy issue: two values are more than one.
    session.click("checkbox", "Client-side scanning, 3 documenten");
    let one = documents(&session, 3);
    assert!(one < all, "{one} passages of {all} carry it");
    session.click("checkbox", "Vrijwillige detectie, 2 documenten");
    documents(&session, 5);
    session.click("checkbox", "Vrijwillige detectie, 2 documenten");
    documents(&session, 3);
    session.click("link", CLEAR);
    documents(&session, 5);

    // Date: the shortcut, then both fields.
    session.click("link", "2023");
    documents(&session, 2);
    session.reads("2 zeker, 0 mogelijk");
    fragment_has(&session, "van", Some("2023-01-01"));
    fragment_has(&session, "tot", Some("2023-12-31"));
    session.click("link", CLEAR);
    documents(&session, 5);
    session.set_date("Van", "2025-11-20");
    fragment_has(&session, "van", Some("2025-11-20"));
    session.set_date("Tot", "2025-11-25");
    fragment_has(&session, "tot", Some("2025-11-25"));
    session.reads("0 zeker, 2 mogelijk");

    // Every step can be taken back.
    session.back();
    fragment_has(&session, "tot", None);
    session.forward();
    session.reads("0 zeker, 2 mogelijk");
    session.reload();
    session.ready();
    session.reads("0 zeker, 2 mogelijk");
    session.silent();
}

/// Search, open, step through hits, see evidence, copy a link, open it elsewhere, go back, change language.
pub fn a_person_searches_reads_and_shares(browser: Browser) {
    let (_server, session) = open(browser, "");
    documents(&session, 5);
    let field = session.find("searchbox", SEARCH);
    session.type_into(&field, "aivd");
    fragment_has(&session, "q", Some("aivd"));
    wait_for("the hits to be marked", || {
        let marks = session
            .js_text("return [...document.querySelectorAll('mark')].map((m) => m.textContent).join('|')");
        if marks.contains("AIVD") { Ok(()) } else { Err(marks) }
    });
    session.click("checkbox", &session.find_starting("checkbox", JENV).name);
    session.click("link", CLEAR);
    fragment_has(&session, "ministerie", None);
    fragment_has(&session, "q", Some("aivd"));

    // Read, and step through the hits.
    let list = results(&session);
    let title = open_result(&session, 0);
    assert!(session.title().contains(&title));
    let article = session.find("article", &title);
    let (first, total) = hit(&session);
    assert!(first <= 1 && total >= 2, "{title}: hit {first} of {total}");
    let mut place = first;
    while place < total.min(3) {
        place += 1;
        step(&session, "Volgende treffer", (place, total));
        hit_in_view(&session);
    }
    step(&session, "Vorige treffer", (place - 1, total));

    // Every fact shows the words that prove it, and they stand in the source.
    evidence_quotes_the_source(&session, &article.element);

    // A link to a passage, opened by somebody else.
    let link = session
        .all_in(Some(&article.element), "link")
        .into_iter()
        .find(|l| l.name.starts_with("Link naar alinea "));
    let link = link.expect("each passage has a link");
    session.click_on(&link);
    fragment_has(&session, "p", link.name.strip_prefix("Link naar alinea "));
    let passage = link.name.strip_prefix("Link naar alinea ").expect("it starts so").to_owned();
    copy(&session, &passage);
    let copied = pasted(&session);
    assert_eq!(in_fragment(&copied, "p"), Some(passage.as_str()), "{copied}");
    assert_eq!(in_fragment(&copied, "doc"), in_fragment(&session.url(), "doc"), "{copied}");
    session.reload();
    session.ready();
    passage_in_view(&session, &passage);
    let here = settled_view(&session);
    let address = session.url();
    let before = session.new_window();
    // Without the words that it carries: what is said of them stands above the passage.
    session.open_page(copied.split("&citaat=").next().expect("the link"));
    passage_in_view(&session, &passage);
    // The address of the window holds the words and the filters as well.
    session.open_page(&address);
    passage_in_view(&session, &passage);
    assert_eq!(settled_view(&session), here, "the same view in a new window");
    session.close_window(&before);

    // Source and back, list and back, language.
    session.click("link", "Toon de bron");
    fragment_has(&session, "bron", Some("1"));
    session.click("link", "Toon de leestekst");
    fragment_has(&session, "bron", None);
    session.click("link", BACK);
    wait_for("the list", || {
        if results(&session) == list { Ok(()) } else { Err(format!("{:?}", results(&session))) }
    });
    session.back();
    session.find("heading", &title);
    session.click("link", "English");
    fragment_has(&session, "taal", Some("en"));
    session.find("heading", &title);
    session.find("link", "Back to the list");
    // On a phone the document has the place of the list.
    if !is_phone() {
        session.find("searchbox", "Search the text");
    }
    session.reads("Positions may have changed since the last document in this dossier.");
    session.click("link", "Nederlands");
    fragment_has(&session, "taal", None);
    session.find("link", BACK);
    session.silent();
}

/// The same journey without a mouse.
pub fn a_person_does_all_of_it_by_keyboard(browser: Browser) {
    let (_server, session) = open(browser, "");
    documents(&session, 5);

    // Search, which filters while one types.
    session.tab_to("searchbox", SEARCH, 40);
    session.keys("encryptie");
    fragment_has(&session, "q", Some("encryptie"));
    let (role, _) = session.focus();
    assert_eq!(role, "searchbox", "typing goes on while the list changes");

    // A checkbox of each facet, by Space; the focus stays where the hand is.
    session.tab_until(JENV, 40, |role, name| role == "checkbox" && name.starts_with(JENV));
    session.press(&[key::SPACE]);
    fragment_has(&session, "ministerie", Some("JenV"));
    let (role, name) = session.focus();
    assert!(role == "checkbox" && name.starts_with(JENV), "the focus stays: {role} “{name}”");
    session.tab_until("an issue", 60, |role, name| {
        role == "checkbox" && name.starts_with("Client-side scanning")
    });
    session.press(&[key::SPACE]);
    fragment_has(&session, "onderwerp", Some("client-side-scanning"));
    session.tab_until("a kind", 60, |role, name| role == "checkbox" && name.starts_with("Beslisnota"));
    session.press(&[key::SPACE]);
    fragment_has(&session, "soort", Some("beslisnota"));
    assert_eq!(checked(&session), [JENV, "Client-side scanning", "Beslisnota"]);
    documents(&session, 2);

    // A date, typed into its fields in the browser's order.
    session.tab_until("Van", 60, |role, name| role == "date" && name == "Van");
    session.keys("01012024");
    fragment_has(&session, "van", Some("2024-01-01"));
    documents(&session, 1);

    // Open the one that is left, and step through its hits.
    let (title, _) = results(&session).swap_remove(0);
    session.tab_to("link", &title, 60);
    session.press(&[key::ENTER]);
    heading_has_focus(&session, &title);
    let (place, total) = hit(&session);
    session.tab_until("next hit", 80, |_, name| name == "Volgende treffer");
    session.press(&[key::ENTER]);
    wait_for("the next hit", || {
        if hit(&session) == (place + 1, total) { Ok(()) } else { Err("not yet".into()) }
    });

    // Evidence of the date: from the top of the reader, where its heading is.
    session.reload();
    session.ready();
    session.find("heading", &title);
    session.tab_until("a fact", 150, |role, name| role == "button" && name.contains("2024"));
    session.press(&[key::ENTER]);
    wait_for("the evidence", || {
        let open = session.js_text("return document.activeElement.getAttribute('aria-expanded')");
        if open == "true" { Ok(()) } else { Err(open) }
    });
    session.press(&[key::SPACE]);
    wait_for("the evidence to close", || {
        let open = session.js_text("return document.activeElement.getAttribute('aria-expanded')");
        if open == "false" { Ok(()) } else { Err(open) }
    });

    // A passage, its link, and back to the list.
    session.tab_until("a passage", 150, |role, name| role == "link" && name.starts_with("Link naar alinea "));
    let (_, name) = session.focus();
    let passage = name.strip_prefix("Link naar alinea ").expect("it starts so").to_owned();
    session.press(&[key::ENTER]);
    fragment_has(&session, "p", Some(&passage));
    session.tab_until("quote", 20, |role, name| role == "button" && name.starts_with("Citeer"));
    session.press(&[key::ENTER]);
    session.find("heading", "Citeer");
    session.tab_until("copy", 20, |role, name| role == "button" && name == "Kopieer");
    session.press(&[key::ENTER]);
    session.reads("Gekopieerd");
    session.press(&[key::ESCAPE]);
    let copied = pasted(&session);
    assert!(copied.contains("doc=") && copied.contains("&citaat="), "{copied}");
    // The browser's own Alt and arrow: its shortcuts do not pass through WebDriver, what they do does.
    session.back();
    wait_for("the step back", || {
        let url = session.url();
        if in_fragment(&url, "p") == Some(passage.as_str()) { Err(url) } else { Ok(()) }
    });
    session.back();
    wait_for("the list", || if results(&session).len() == 1 { Ok(()) } else { Err(session.url()) });

    // Language and clearing.
    session.reload();
    session.ready();
    session.tab_to("link", "English", 40);
    session.press(&[key::ENTER]);
    fragment_has(&session, "taal", Some("en"));
    session.tab_to("link", "Clear all filters", 80);
    session.press(&[key::ENTER]);
    documents_en(&session);
    fragment_has(&session, "q", Some("encryptie"));
    session.silent();
}

#[track_caller]
fn documents_en(session: &Session) {
    for key in ["ministerie", "onderwerp", "soort", "van", "tot"] {
        fragment_has(session, key, None);
    }
    assert!(checked(session).is_empty());
}

//! What the page fetches when somebody asks for it: embedding, quoting, taking along, own documents, verification, and
//! `window.inzage`.

use crate::explorer::{documents, open};
use e2e::harness::{
    Browser, Element, Reply, SUB_PATH, Server, Session, corpus_sources, dist, key, published, wait_for,
};
use serde_json::{Value, json};
use std::{fs, path::Path};

/// What an expression of the open dialog gives; a promise is waited for.
fn dialog(session: &Session, expression: &str) -> Value {
    session.js(&format!("const dialog = document.querySelector('dialog[open]'); return {expression}"), &[])
}

/// The text in a field of the dialog, once it has some.
#[track_caller]
fn field(session: &Session, id: &str) -> String {
    wait_for(&format!("text in #{id}"), || {
        let text = session.js_text(&format!("return document.getElementById('{id}')?.value ?? ''"));
        if text.is_empty() { Err("nothing".into()) } else { Ok(text) }
    })
}

#[track_caller]
fn close(session: &Session) {
    session.press(&[key::ESCAPE]);
    wait_for("the dialog to close", || match dialog(session, "dialog === null") {
        Value::Bool(true) => Ok(()),
        other => Err(other.to_string()),
    });
}

/// The button of a passage, which shows itself when somebody is there.
#[track_caller]
fn quote(session: &Session, passage: &str) {
    let button =
        session.js("return document.querySelector(`[id='${arguments[0]}'] button`)", &[passage.into()]);
    session.click_element(&Element::of(&button).unwrap_or_else(|| panic!("{passage} has no button")));
    session.find("heading", "Citeer");
}

/// Lets a file fall on the page.
fn drop_file(session: &Session, name: &str, bytes: &[u8]) {
    session.js(
        "const data = new DataTransfer();
         data.items.add(new File([new Uint8Array(arguments[1])], arguments[0]));
         document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))",
        &[name.into(), json!(bytes)],
    );
}

/// Every format has text, for what is open, what is found, and all.
pub fn the_documents_are_taken_along_in_every_format(browser: Browser) {
    let (_server, session) = open(browser, "onderwerp=client-side-scanning&doc=kamerbrief-2023-05-08");
    session.click("button", "Meenemen");
    for (format, begins) in [
        ("Tabel van documenten (CSV)", "\u{feff}id;"),
        ("Tabel van gegevens met hun bewijs (CSV)", "\u{feff}document;"),
        ("Tabel van verwijzingen (CSV)", "\u{feff}document;"),
        ("Tabel van standpunten (CSV)", "\u{feff}document;"),
        ("Tabel van gedateerde gebeurtenissen (CSV)", "\u{feff}"),
        ("Verwijzing in woorden", "Kamerstukken II 2022/23, 26643, nr. 1022"),
        ("BibTeX", "@"),
        ("RIS (Zotero, EndNote)", "TY  - "),
        ("CSL-JSON", "["),
        ("Alle bewijsplaatsen (W3C Web Annotations)", "{"),
        ("Alles, voor programma’s (JSON)", "{"),
    ] {
        session.click("radio", format);
        wait_for(format, || {
            let text = field(&session, "taken");
            let own = text.contains("kamerbrief-2023-05-08") || text.contains("1022");
            let fits = text.starts_with(begins) || text.starts_with(begins.trim_start_matches('\u{feff}'));
            if fits && own { Ok(()) } else { Err(text.chars().take(80).collect()) }
        });
    }
    let number = |session: &Session| {
        let all: Value = serde_json::from_str(&field(session, "taken")).expect("it is JSON");
        all["documents"].as_array().map(Vec::len)
    };
    assert_eq!(number(&session), Some(1));
    session.click("radio", "wat nu gevonden is (3 documenten)");
    wait_for("what is found", || if number(&session) == Some(3) { Ok(()) } else { Err("others".into()) });
    session.click("radio", "het hele dossier (5 documenten)");
    wait_for("everything", || if number(&session) == Some(5) { Ok(()) } else { Err("others".into()) });
    close(&session);
    assert_eq!(session.focus().1, "Meenemen", "the focus comes back");
    session.silent();
}

/// The link of a passage carries its words; who follows it is told that they still stand there, or that they do not.
pub fn a_quotation_says_whether_it_still_stands(browser: Browser) {
    let (server, session) = open(browser, "doc=kamerbrief-2023-05-08&p=p3");
    quote(&session, "p3");
    let link = field(&session, "quote-link");
    for part in ["doc=kamerbrief-2023-05-08&p=p3&citaat=In%20hetzelfde%20debat", "&som="] {
        assert!(link.contains(part), "{part} is missing in {link}");
    }
    let card = field(&session, "quote-card");
    assert!(card.starts_with("<blockquote cite=") && !card.contains("<script"), "{card}");
    close(&session);

    let fragment = link.split_once('#').expect("it has one").1;
    session.open("about:blank");
    session.open_page(&server.page(fragment));
    session.reads("De geciteerde woorden staan hier onveranderd.");
    session.open("about:blank");
    session.open_page(&server.page(&fragment.replace("&p=p3", "&p=p1")));
    session.reads("De geciteerde woorden staan niet in deze alinea.");
    session.find("link", "Kamerbrief van JenV, 8 mei 2023, p3");
    session.silent();
}

/// One word of a source is another one: the link of before says so and shows both.
pub fn a_changed_source_is_shown_beside_its_quotation(browser: Browser) {
    let (_server, session) = open(browser, "doc=kamerbrief-2023-05-08&p=p3");
    quote(&session, "p3");
    let link = field(&session, "quote-link");
    let fragment = link.split_once('#').expect("it has one").1.to_owned();
    drop(session);

    let changed = published::few("changed", |name, text| {
        let other = text.replacen("diende het lid Van Ginneken", "kwam het lid Van Ginneken", 1);
        assert!(!name.starts_with("004_") || other != text, "the word stands in the letter");
        if name.starts_with("004_") { other } else { text }
    });
    let server = Server::of(&changed);
    let session = Session::start(browser);
    session.open_page(&server.page(&fragment));
    session.reads("Hier staan andere woorden dan in de link");
    let notice = session.js_text("return document.querySelector('.quoted').innerText");
    assert!(
        notice.contains("diende het lid Van Ginneken") && notice.contains("kwam het lid Van Ginneken"),
        "{notice}"
    );
    session.silent();
}

/// Texts of other layouts than those of the dossier.
const OTHERS: [(&str, &str); 3] = [
    (
        "brief.txt",
        "BRIEF VAN DE MINISTER VAN JUSTITIE EN VEILIGHEID\nAan de Voorzitter van de Tweede Kamer der Staten-Generaal\nDen Haag, 9 mei 2024\n\nHierbij bericht ik uw Kamer over end-to-end-encryptie, zoals gevraagd in de motie Van Ginneken (Kamerstuk 26 643, nr. 1011).\n\nHet kabinet is geen voorstander van client-side scanning.\n",
    ),
    (
        "vragen.txt",
        "Vragen van het lid Kathmann (GroenLinks-PvdA) aan de Minister van Justitie en Veiligheid over scannen (ingezonden 12 maart 2024).\n\nVraag 1\nKlopt het dat berichten worden gescand?\n\nAntwoord 1\nNee.\n",
    ),
    ("kaal.txt", "Zomaar een zin zonder datum.\n"),
];

/// A dropped text gives the facts that the command gives, and nothing is asked for but the program that reads it.
pub fn a_dropped_text_is_read_as_the_command_reads_it(browser: Browser) {
    let (server, session) = open(browser, "");
    documents(&session, 5);
    wait_for("the service worker, if there is one", || {
        let state = session.js_text(
            "return location.protocol === 'file:' || String(navigator.serviceWorker?.controller?.state)",
        );
        if ["true", "activated"].contains(&state.as_str()) { Ok(()) } else { Err(state) }
    });
    let before = server.asked().len();
    let mut texts: Vec<(String, String)> =
        OTHERS.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    texts.extend(corpus_sources().into_iter().enumerate().map(|(i, text)| (format!("seed-{i}.txt"), text)));
    for (number, (name, text)) in texts.iter().enumerate() {
        drop_file(&session, name, text.as_bytes());
        session.find("link", "Open dit document");
        session.reads("eigen document, niet gecontroleerd");
        close(&session);
        documents(&session, 6 + number);
    }
    let asked: Vec<String> = server.asked().into_iter().skip(before).collect();
    let ours = |path: &String| path.starts_with(&format!("{SUB_PATH}tools-"));
    assert!(asked.iter().all(ours), "more was asked for than the program of the tools: {asked:?}");

    session.click("button", "Meenemen");
    let own = OTHERS.len() + corpus_sources().len();
    session.click("radio", &format!("eigen documenten, niet gecontroleerd ({own} documenten)"));
    session.click("radio", "Alles, voor programma’s (JSON)");
    let taken = wait_for("the JSON", || {
        serde_json::from_str::<Value>(&field(&session, "taken")).map_err(|e| e.to_string())
    });
    for (name, text) in texts {
        let file = parse::SeedFile { name: name.clone(), bytes: text.into_bytes() };
        let parsed = parse::loose(vec![file]);
        let mut expected = serde_json::to_value(&parsed.corpus.documents[0]).expect("it is JSON");
        let all = taken["documents"].as_array().expect("a list");
        let own = all.iter().find(|d| {
            d["source"]["file"] == name.as_str()
                && d["id"].as_str().is_some_and(|id| id.starts_with("eigen-"))
        });
        let mut found = own.unwrap_or_else(|| panic!("{name} is not there")).clone();
        // Id and title say whose it is.
        let title = expected["title"]["value"].as_str().expect("it has a title");
        assert_eq!(found["title"]["value"], format!("{title} [eigen document]").as_str());
        found["title"]["value"] = title.into();
        for document in [&mut expected, &mut found] {
            document["id"] = Value::Null;
        }
        assert_eq!(found, expected, "{name}");
    }
    close(&session);
    session.click("button", "Eigen document");
    session.click("button", "Haal eigen documenten weg");
    documents(&session, 5);
    session.silent();
}

/// What is no text gets a sentence, and the documents stay as they were.
pub fn what_is_no_text_is_refused_with_advice(browser: Browser) {
    let (_server, session) = open(browser, "");
    for (name, bytes, words) in [
        ("nota.pdf", &b"%PDF-1.7\n%\xe2\xe3"[..], "is een pdf"),
        ("nota.docx", b"PK\x03\x04abc", "platte tekst"),
        ("foto.jpg", b"\xff\xd8\xff\xe0\0\0\0\0\0\0\0\0\0\0\0\0\0", "is geen tekst"),
        ("leeg.txt", b"  \n", "is leeg"),
    ] {
        drop_file(&session, name, bytes);
        session.reads(words);
        close(&session);
    }
    documents(&session, 5);
    session.silent();
}

/// A text that is no UTF-8, and one that is only long, is read all the same.
pub fn hostile_texts_are_read_and_harm_nothing(browser: Browser) {
    let (_server, session) = open(browser, "");
    let script =
        "<script>window.harmed = 1</script><img src=x onerror='window.harmed = 1'>\u{202e}omgekeerd\n"
            .repeat(40);
    for (name, bytes) in [
        ("latijn.txt", b"Den Haag, 9 mei 2024\n\nDe co\xf6rdinatie van e\xe9n brief.\n".to_vec()),
        ("script.txt", script.into_bytes()),
    ] {
        drop_file(&session, name, &bytes);
        session.find("link", "Open dit document");
        session.click("link", "Open dit document");
        session.find("link", crate::explorer::BACK);
    }
    assert_eq!(session.js_text("return String(window.harmed)"), "undefined");
    documents(&session, 7);
    session.silent();
}

/// The page checks itself: every source and every quotation.
pub fn the_dossier_verifies_itself(browser: Browser) {
    let (_server, session) = open(browser, "");
    session.click("button", "Controleer dit dossier");
    session.reads("Alles klopt.");
    assert_eq!(dialog(&session, "dialog.querySelectorAll('li[data-good=\"1\"]').length"), json!(5));
    session.silent();
}

/// Another byte in a text of the one file: the verification is red, and names the document.
pub fn another_byte_in_the_one_file_is_found(browser: Browser) {
    use base64::{Engine, prelude::BASE64_STANDARD};
    let html = fs::read_to_string(dist().join("inzage.html")).expect("dist/ has the page in one file");
    let (before, rest) =
        html.split_once("data-wasm=\"data:application/wasm;base64,").expect("the program is in it");
    let (coded, after) = rest.split_once('"').expect("it ends");
    let mut wasm = BASE64_STANDARD.decode(coded).expect("it is base64");
    let letter = corpus_sources()
        .into_iter()
        .find(|text| text.contains("lid Van Ginneken c.s. (Kamerstuk"))
        .expect("it is there");
    let line = letter.lines().find(|line| line.len() > 40 && line.is_ascii()).expect("it has a long line");
    let place =
        wasm.windows(line.len()).position(|window| window == line.as_bytes()).expect("the letter is in it");
    wasm[place] ^= 1;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("flipped-{browser}"));
    fs::create_dir_all(&folder).expect("a folder for the file");
    let coded = BASE64_STANDARD.encode(wasm);
    let flipped = format!("{before}data-wasm=\"data:application/wasm;base64,{coded}\"{after}");
    fs::write(folder.join("dossier.html"), flipped).expect("it can be written");
    let session = Session::start(browser);
    session.open_page(&format!("file://{}", folder.join("dossier.html").display()));
    session.click("button", "Controleer dit dossier");
    session.reads("Niet alles klopt. Documenten met een fout: 1");
    let bad = dialog(&session, "dialog.querySelector('li[data-good=\"0\"]').textContent");
    assert!(bad.as_str().is_some_and(|words| words.starts_with("Kamerbrief van JenV, 8 mei 2023")), "{bad}");
    session.silent();
}

/// `window.inzage` reads, sets and refuses.
pub fn a_script_reads_and_sets_the_state(browser: Browser) {
    let (_server, session) = open(browser, "q=AIVD");
    let state = session.js("return inzage.state()", &[]);
    assert_eq!((&state["words"], &state["language"]), (&json!("AIVD"), &json!("nl")));
    session.js("return inzage.set({ words: '', issues: ['client-side-scanning'] })", &[]);
    documents(&session, 3);
    let result = session.js("return inzage.result()", &[]);
    assert_eq!(result["count"], json!(3));
    assert_eq!(result["documents"][0]["id"], json!("beslisnota-2023-04-20"));
    for wanted in [
        "{ issues: ['x'] }",
        "{ unknown: 1 }",
        "{ from: 'gisteren' }",
        "7",
        "null",
        "{ words: {} }",
        "{ document: '__proto__' }",
    ] {
        let said = session
            .js_text(&format!("return inzage.set({wanted}).then(() => 'taken', (e) => 'refused: ' + e)"));
        assert!(said.starts_with("refused"), "{wanted}: {said}");
    }
    documents(&session, 3);
    session.silent();
}

/// The page that the address of a frame names may ask and set; any other page, and any other shape, does nothing.
pub fn the_named_host_sets_the_filters_and_no_other(browser: Browser) {
    let page = Server::of(&dist());
    let site = Server::empty();
    let origin = site.origin().replace("127.0.0.1", "localhost");
    let own = page.page("embed&host=").replace('&', "&amp;");
    let html = format!(
        r#"<!doctype html><html lang="nl"><link rel="icon" href="data:,"><title>Een krant</title>
        <iframe id="named" title="Een" src="{own}{origin}" width="800" height="640"></iframe>
        <iframe id="other" title="Twee" src="{own}https://other.example" width="800" height="640"></iframe>
        <script>window.answers = []; addEventListener('message', (e) => e.data.id && answers.push(e.data))</script>"#
    );
    site.put("/host.html", Reply::html(html));
    let session = Session::start(browser);
    session.open(&format!("{origin}/host.html"));
    for id in ["named", "other"] {
        session.frame(Some(&session.by_id(id)));
        session.ready();
        session.frame(None);
    }
    session.js(
        "for (const id of ['other', 'named']) {
           const send = (message) => document.getElementById(id).contentWindow.postMessage(message, '*');
           for (const bad of [null, 7, 'inzage:set', {}, { type: 'inzage:open', given: 1 }, { type: ['inzage:set'] }]) send(bad);
           send({ type: 'inzage:set', id: 1, given: { issues: ['no such'] } });
           send({ type: 'inzage:set', id: 2, given: { issues: ['client-side-scanning'] } });
         }",
        &[],
    );
    let answers = wait_for("two answers", || {
        let answers = session.js("return window.answers", &[]);
        if answers.as_array().is_some_and(|all| all.len() >= 2) {
            Ok(answers)
        } else {
            Err(answers.to_string())
        }
    });
    assert_eq!(answers.as_array().map(Vec::len), Some(2), "{answers}");
    assert!(answers.to_string().contains("no such is not in this dossier"), "{answers}");
    for (id, found) in [("named", 3), ("other", 5)] {
        session.frame(Some(&session.by_id(id)));
        documents(&session, found);
        session.frame(None);
    }
    session.silent();
}

/// The article of `examples/` sets the filters of its frame and says what they find.
pub fn the_example_article_speaks_with_its_frame(browser: Browser) {
    let server = Server::of(&dist());
    let session = Session::start(browser);
    session.open(&server.page("").replace(SUB_PATH, &format!("{SUB_PATH}examples/artikel.html")));
    session.reads("5 documenten, uit 2023, 2024, 2025.");
    session.click("button", "Client-side scanning");
    session.reads("3 documenten, uit 2023, 2024.");
    // Here the article is on the host of the dossier; on another one Chromium has nothing to say.
    session.silent_but_for(&["can escape its sandboxing"]);
}

/// The dialog shows what is embedded as it will look, and its code keeps the choice.
pub fn an_embed_is_seen_before_it_is_taken(browser: Browser) {
    let (_server, session) = open(browser, "doc=kamerbrief-2023-05-08");
    session.click("button", "Insluiten");
    session.click("radio", "dit document: Kamerbrief van JenV, 8 mei 2023");
    session.click("radio", "donker");
    session.click("radio", "480 px");
    wait_for("the preview", || {
        let frame = session.js_text(
            "const f = document.querySelector('.preview iframe'); return f ? f.width + ' ' + f.src : ''",
        );
        if frame.starts_with("480 ") && frame.contains("doc=kamerbrief-2023-05-08&embed&thema=donker") {
            Ok(())
        } else {
            Err(frame)
        }
    });
    let code = field(&session, "code");
    assert!(
        code.contains("#doc=kamerbrief-2023-05-08&amp;embed&amp;thema=donker") && code.contains("embed.js"),
        "{code}"
    );
    wait_for("the preview to have the height of its content", || {
        let height = session.js("return Number(document.querySelector('.preview iframe')?.height ?? 0)", &[]);
        if height.as_f64() > Some(1000.0) { Ok(()) } else { Err(height.to_string()) }
    });
    // What Firefox says of a frame that went while it loaded, because another choice was made.
    session.silent_but_for(&["A ServiceWorker intercepted the request"]);
}

/// Without the network, a tool that was used once is there; one that was not says so.
pub fn a_quotation_is_embedded_without_a_frame(browser: Browser) {
    let (_server, session) = open(browser, "doc=kamerbrief-2023-05-08&p=p3");
    session.click("button", "Insluiten");
    session.click("radio", "een citaat: de gekozen alinea, zonder venster");
    wait_for("the card", || {
        let code = field(&session, "code");
        if code.contains("<blockquote cite=") { Ok(()) } else { Err(code) }
    });
    let code = field(&session, "code");
    assert!(code.contains("#doc=kamerbrief-2023-05-08&amp;p=p3&amp;citaat="), "{code}");
    assert!(!code.contains("<iframe") && !code.contains("<script"), "{code}");
    let shown = session.js_text("return document.querySelector('.preview blockquote').textContent");
    assert!(shown.starts_with("In hetzelfde debat") && code.contains(&shown[..18]), "{shown}");
}

pub fn a_tool_says_when_it_cannot_be_fetched(browser: Browser) {
    let mut server = Server::of(&dist());
    let session = Session::start(browser);
    session.open_page(&server.page(""));
    wait_for("the service worker to take over the page", || {
        let state = session.js_text("return String(navigator.serviceWorker?.controller?.state)");
        if state == "activated" { Ok(()) } else { Err(state) }
    });
    server.stop();
    session.click("button", "Meenemen");
    session.reads("Dit onderdeel kon niet worden geladen.");
    server.restart();
    session.click("button", "Meenemen");
    session.find("heading", "Meenemen");
    close(&session);
    server.stop();
    session.reload();
    session.ready();
    session.click("button", "Meenemen");
    session.find("heading", "Meenemen");
}

//! The page in one file: opened from a folder, and in a sandbox without an origin.

use crate::explorer::{BZK, documents, open_result};
use e2e::harness::{Browser, Reply, Server, Session, dist};
use std::{fs, path::PathBuf};

/// The file, alone in a folder of its own.
fn alone(browser: Browser) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("one-file-{browser}"));
    fs::create_dir_all(&folder).expect("a folder for the file");
    let file = folder.join("dossier.html");
    fs::copy(dist().join("inzage.html"), &file).expect("dist/ has the page in one file");
    file
}

/// Filters, search, every view and a document, without a host; nothing is said in the console.
pub fn it_opens_from_a_folder(browser: Browser) {
    let address = format!("file://{}", alone(browser).display());
    let session = Session::start(browser);
    session.open_page(&address);
    documents(&session, 5);
    session.click("checkbox", &format!("{BZK}, 2 documenten"));
    documents(&session, 2);
    let title = open_result(&session, 0);
    assert!(session.title().contains(&title));
    for (fragment, words) in [
        ("q=AIVD", "veiligheidsrisico"),
        ("beeld=standpunten", "behouden blijven"),
        ("beeld=vergelijk", "kritisch uitgelaten"),
        ("beeld=verwijzingen", "stemverklaring"),
        ("beeld=tijd", "Hongaarse voorzitterschap"),
        ("beeld=open", "gestand gedaan"),
        ("bekend=2023-12-31", "U leest het dossier zoals het was"),
        ("doc=kamerbrief-2023-05-08&p=p3&taal=en", "Van Ginneken"),
    ] {
        session.open_page(&format!("{address}#{fragment}"));
        session.reads(words);
    }
    // Nothing lies beside it, whatever its name.
    for words in ["Toegankelijkheid", "Bewaar dit dossier als één bestand", "Deze tekst als gewone pagina"]
    {
        session.open_page(&format!("{address}#doc=kamerbrief-2023-05-08"));
        session.reads("Wat u zoekt blijft in deze browser");
        assert!(session.all("link").iter().all(|link| link.name != words), "{words} is a dead end");
    }
    session.silent();
}

/// Hosts that sandbox what they embed give it no origin, and allow no file to be fetched by it.
pub fn it_runs_in_a_sandbox_on_any_host(browser: Browser) {
    let host = Server::empty();
    let page = fs::read_to_string(dist().join("inzage.html")).expect("dist/ has the page in one file");
    host.put("/dossier.html", Reply::html(page));
    let frame = r#"<!doctype html><html lang="nl"><link rel="icon" href="data:,"><title>Een blog</title>
        <iframe id="frame" title="Dossier" src="dossier.html#embed" width="900" height="640" sandbox="allow-scripts"></iframe>"#;
    host.put("/host.html", Reply::html(frame));
    let session = Session::start(browser);
    session.open(&format!("{}/host.html", host.origin()));
    session.frame(Some(&session.by_id("frame")));
    session.ready();
    documents(&session, 5);
    session.frame(None);
    assert!(host.asked().iter().all(|path| path.ends_with("host.html") || path.ends_with("dossier.html")));
    session.silent();
}

/// Without script the texts stand in it.
pub fn its_texts_need_no_script(browser: Browser) {
    let text = fs::read_to_string(alone(browser)).expect("it was just copied");
    for words in [
        "In mijn brief van 31 januari",
        "id=\"kamerbrief-2023-05-08-p3\"",
        "href=\"#beslisnota-2024-09-30-title\"",
    ] {
        assert!(text.contains(words), "{words}");
    }
    assert!(!text.contains("src=\"./") && !text.contains("href=\"./"), "it names a file beside it");
}

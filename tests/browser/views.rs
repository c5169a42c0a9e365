//! The views beside the list: by keyboard, on a phone, and as axe sees them.

use crate::{
    explorer::{documents, open, open_with},
    reflow::fits,
    states::axe,
};
use e2e::harness::{Browser, Options, key, wait_for};

/// Each view: its name, its address, and words that it quotes.
const VIEWS: [(&str, &str, &str); 5] = [
    ("Standpunten", "beeld=standpunten", "behouden blijven"),
    ("Nota en brief", "beeld=vergelijk", "kritisch uitgelaten"),
    ("Verwijzingen", "beeld=verwijzingen", "stemverklaring"),
    ("Tijd", "beeld=tijd", "Hongaarse voorzitterschap"),
    ("Open einden", "beeld=open", "gestand gedaan"),
];

/// From view to view with the Tab and Enter keys, into a passage and back; each has its address.
pub fn each_view_is_reached_and_left_by_keyboard(browser: Browser) {
    let (_server, session) = open(browser, "");
    documents(&session, 5);
    for (name, address, words) in VIEWS {
        session.js("document.querySelector('nav.views a').focus()", &[]);
        for _ in 0..8 {
            if session.focus() == ("link".to_owned(), name.to_owned()) {
                break;
            }
            session.press(&[key::TAB]);
        }
        session.press(&[key::ENTER]);
        session.find("heading", name);
        session.reads(words);
        assert!(session.url().contains(address), "{name}: {}", session.url());
    }
    session.open_page(&session.url().replace("beeld=open", "beeld=standpunten&rij=client-side-scanning"));
    session.reads("een te groot veiligheidsrisico");
    session.click("link", "Alle onderwerpen");
    session.find("heading", "Hosting en meldingen");
    session.silent();
}

/// The filters of the page are those of each view.
pub fn a_filter_holds_in_every_view(browser: Browser) {
    let (server, session) = open(browser, "");
    for (_, address, words) in VIEWS.iter().filter(|(_, address, _)| *address != "beeld=vergelijk") {
        session.open_page(&server.page(&format!("{address}&ministerie=BZK")));
        documents(&session, 2);
        let words = if *address == "beeld=standpunten" { "behouden blijven" } else { words };
        let there = session.text().contains(words);
        // What 001 and 002 say themselves stays.
        assert_eq!(there, ["stemverklaring", "gestand gedaan"].contains(&words), "{address}");
    }
    session.silent();
}

/// A day cuts the dossier: list, views and search know nothing of what came later.
pub fn a_day_cuts_the_dossier(browser: Browser) {
    let (server, session) = open(browser, "");
    documents(&session, 5);
    session.open_page(&server.page("bekend=2023-12-31"));
    documents(&session, 2);
    session.reads("U leest het dossier zoals het was op 31 december 2023.");
    for (_, address, _) in VIEWS {
        session.open_page(&server.page(&format!("bekend=2023-12-31&{address}")));
        documents(&session, 2);
        for later in ["2024", "2025", "Hongaarse", "Deense", "stemverklaring", "Binnenlandse Zaken"] {
            let text = session.js_text("return document.body.innerText");
            assert!(!text.contains(later), "{address}: {later}");
        }
    }
    session.js("document.querySelector('#known').value = '2023-04-30'", &[]);
    session.click("button", "Toon");
    documents(&session, 1);
    session.open_page(&server.page("bekend=2023-12-31&q=stemverklaring"));
    documents(&session, 0);
    session.click("button", "Toon alles");
    documents(&session, 1);
    session.silent();
}

/// On a window of 360 px nothing is wider than the window.
pub fn each_view_fits_a_phone(browser: Browser) {
    let (server, session) = open_with(browser, "", Options { view: (360, 780), ..Options::default() });
    for (name, address, words) in VIEWS {
        for language in ["", "&taal=en"] {
            session.open_page(&server.page(&format!("{address}{language}")));
            session.reads(words);
            session.js("document.querySelectorAll('details').forEach((d) => d.open = true)", &[]);
            fits(&session, name);
        }
    }
    session.silent();
}

/// The choice of two documents is two menus; another choice is another comparison.
pub fn any_two_documents_can_be_compared(browser: Browser) {
    let (server, session) = open(browser, "");
    session.open_page(&server.page("beeld=vergelijk"));
    session.reads("Dit paar: toegevoegd.");
    session
        .open_page(&server.page("beeld=vergelijk&links=beslisnota-2024-09-30&rechts=kamerbrief-2025-11-24"));
    wait_for("the other comparison", || {
        let text = session.text();
        if text.contains("nog altijd als zeer hoog") && text.contains("te groot acht") {
            Ok(())
        } else {
            Err(text)
        }
    });
    session.silent();
}

/// Drawing over the timeline chooses a period; the timeline narrows to it, down to days, and has its address.
pub fn the_timeline_is_drawn_on_and_zooms(browser: Browser) {
    let (server, session) = open(browser, "");
    documents(&session, 5);
    assert!(!session.has("link", "Zoom in op de gekozen periode"));
    let draw = "const strip = document.querySelector('.timeline svg'), box = strip.getBoundingClientRect();
         const at = (share) => ({clientX: box.left + share * box.width, clientY: box.top + 5, buttons: 1, bubbles: true});
         for (const [kind, share] of [['down', 0.8], ['move', 0.9], ['up', 0.9]])
             strip.dispatchEvent(new PointerEvent('pointer' + kind, at(share)));";
    session.js(draw, &[]);
    // 2016 to 2025 are ten years: eight tenths are the beginning of 2024, nine that of 2025.
    documents(&session, 1);
    // On a phone a pixel is ten days.
    let url = session.url();
    assert!(["van=2023-12-2", "van=2023-12-3", "van=2024-01-0"].iter().any(|day| url.contains(day)), "{url}");
    session.back();
    documents(&session, 5);
    session.open_page(&server.page("van=2025-11-10&tot=2025-11-20"));
    session.click("link", "Zoom in op de gekozen periode");
    wait_for("the days", || {
        let text = session.js_text("return document.querySelector('.timeline svg').textContent");
        if text.contains("14 nov") && !text.contains("2024") { Ok(()) } else { Err(text) }
    });
    assert!(session.url().contains("zoom=1"));
    session.click("link", "Toon de hele tijd");
    session.find("link", "Zoom in op de gekozen periode");
    session.silent();
}

/// A word that the dossier explains shows its meaning, with its source, to who comes to it by keyboard.
pub fn a_word_is_explained(browser: Browser) {
    let (_server, session) = open(browser, "doc=kamerbrief-2025-11-24");
    session.reads("Verordening");
    let meaning = "Autoriteit online Kinderpornografisch Materiaal";
    session.js("document.querySelector('.text').closest('article').querySelector('h2').focus()", &[]);
    // What is shown of all meanings, after the Tab key has come to a word.
    let shown = |word: &str| {
        for _ in 0..60 {
            session.press(&[key::TAB]);
            let at = "const at = document.activeElement; return at.matches('.term') ? at.lastChild.textContent : ''";
            if session.js_text(at) == word {
                break;
            }
        }
        session.js_text(
            "return [...document.querySelectorAll('.meaning')]
                 .filter((m) => getComputedStyle(m).display != 'none').map((m) => m.innerText).join('|')",
        )
    };
    // Those of the keepers, with their source; or the text's own words, with the passage that has them.
    let aivd = shown("AIVD");
    assert!(aivd.contains("https://www.aivd.nl/") && !aivd.contains('|'), "{aivd}");
    let atkm = shown("ATKM");
    assert!(atkm.starts_with(meaning) && !atkm.contains('|'), "{atkm}");
    session.press(&[key::ESCAPE]);
    assert_eq!(
        session.js_text("return getComputedStyle(document.querySelector('.meaning')).display"),
        "none"
    );
    assert_eq!(axe(&session), Vec::<String>::new());
    session.silent();
}

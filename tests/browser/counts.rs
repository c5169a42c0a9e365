//! What a filter must give in the five real texts, counted by hand.

use crate::explorer::{BZK, CLEAR, documents, open, results};
use e2e::harness::Browser;

/// The counts that stand in the issue this was built for.
pub fn filters_give_what_was_counted_by_hand(browser: Browser) {
    let (server, session) = open(browser, "");
    let all = documents(&session, 5);
    assert_eq!(results(&session).len(), 5, "all five are listed");

    // Each facet says beside the value what choosing it would leave.
    for name in ["Justitie en Veiligheid, 5 documenten", &format!("{BZK}, 2 documenten")] {
        session.find("checkbox", name);
    }
    for name in ["Beslisnota, 3 documenten", "Kamerbrief, 2 documenten"] {
        session.find("checkbox", name);
    }
    for name in [
        "Client-side scanning, 3 documenten",
        "End-to-end-encryptie, 4 documenten",
        "Vrijwillige detectie, 2 documenten",
        "Nieuw materiaal en grooming, 2 documenten",
    ] {
        session.find("checkbox", name);
    }

    for (fragment, expected) in [
        ("ministerie=BZK", 2),
        ("onderwerp=client-side-scanning", 3),
        ("onderwerp=end-to-end-encryptie", 4),
        ("onderwerp=vrijwillige-detectie", 2),
        ("onderwerp=client-side-scanning,vrijwillige-detectie", 5), // OR within a facet
        ("ministerie=BZK&onderwerp=client-side-scanning", 0),       // AND between facets
        ("van=2023-01-01&tot=2023-12-31", 2),
        ("soort=beslisnota", 3),
        ("soort=beslisnota&van=2023-01-01&tot=2023-12-31", 1),
    ] {
        session.open_page(&server.page(fragment));
        let passages = documents(&session, expected);
        assert_eq!(results(&session).len(), expected, "{fragment}: as many are listed as are counted");
        assert!(passages <= all, "{fragment}: a filter never adds");
        session.find("link", CLEAR);
    }
    session.silent();
}

/// Both numbers of an uncertain answer, and the uncertain ones apart.
pub fn an_uncertain_date_answers_in_two_numbers(browser: Browser) {
    let (server, session) = open(browser, "van=2023-01-01&tot=2023-12-31");
    session.reads("2 zeker, 0 mogelijk");
    assert!(!session.has("heading", "Mogelijk in deze periode"));

    session.open_page(&server.page("van=2025-11-20&tot=2025-11-25"));
    session.reads("0 zeker, 2 mogelijk");
    session.find("heading", "Mogelijk in deze periode");
    assert_eq!(results(&session).len(), 2);

    session.open_page(&server.page("van=2025-11-20&tot=2025-11-25&taal=en"));
    session.reads("0 certain, 2 possible");
    session.find("heading", "Possibly in this period");
    session.silent();
}

/// No dead end: it says so, and offers a way back to something.
pub fn no_hits_say_so_and_offer_a_way_back(browser: Browser) {
    let (server, session) = open(browser, "");
    for fragment in ["q=zzzz", "q=zzzz&ministerie=BZK", "ministerie=BZK&onderwerp=client-side-scanning"] {
        session.open_page(&server.page(fragment));
        documents(&session, 0);
        session.find("heading", "Geen resultaten");
        let here = session.url();
        let before = session
            .all("link")
            .into_iter()
            .filter(|l| l.href.starts_with(&server.page("")) && l.href != here);
        assert!(before.count() > 0, "{fragment}: there is a way on");
    }
    session.click("link", CLEAR);
    documents(&session, 5);
    session.silent();
}

/// An address that somebody made up does no harm and does not stay.
pub fn a_made_up_address_is_mended(browser: Browser) {
    let (server, session) = open(browser, "");
    for fragment in [
        "ministerie=NASA&doc=none&p=p9&onzin=1",
        "van=31-12-2023&tot=2023-99-99&soort=%3Cscript%3E",
        "q=%E0%A4%A&doc=%00",
        "&&&=&q",
    ] {
        session.open_page(&server.page(fragment));
        documents(&session, 5);
    }
    session.silent();
}

//! Without script, and when the start fails: the documents can be read all the same.

use e2e::harness::{Browser, Found, Options, Reply, SUB_PATH, Server, Session, dist, wait_for};

/// Words that stand in the texts of three of the documents, and in no title.
const WORDS: [&str; 3] = ["Hongaarse", "Offlimits", "tweeminutendebat"];

/// The titles of the list, which lead to their texts.
fn titles(session: &Session) -> Vec<Found> {
    let all = session.all("link").into_iter();
    all.filter(|link| link.href.contains("/documenten/") && !link.href.contains('#')).collect()
}

/// Title, intro and list stand in the page itself; each title leads to the whole text.
pub fn without_script_everything_can_be_read(browser: Browser) {
    let server = Server::of(&dist());
    let session = Session::with(browser, Options { script: false, ..Options::default() });
    session.open(&server.page(""));
    for words in ["Nederland en de CSAM-verordening", "Vijf beslisnota’s en Kamerbrieven"] {
        session.reads(words);
    }
    let titles = titles(&session);
    assert_eq!(titles.len(), 5, "every document is listed");
    // The texts have 33,000 characters together, about a tenth of it letterheads.
    let mut text = String::new();
    for title in &titles {
        session.open(&title.href);
        session.find("heading", &title.name);
        text.push_str(&session.body_text());
    }
    for words in WORDS {
        assert!(text.contains(words), "{words}");
    }
    assert!(text.len() > 25_000, "the documents are there: {} bytes", text.len());
}

/// No wasm, half a wasm, no glue: a sentence, and the documents.
pub fn a_failed_start_says_so_and_leaves_the_documents(browser: Browser) {
    let server = Server::of(&dist());
    let named = |start: &str, end: &str| {
        std::fs::read_dir(dist())
            .expect("dist/ is a folder")
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .find(|name| name.starts_with(start) && name.ends_with(end))
            .unwrap_or_else(|| panic!("dist/ has no {start}*{end}"))
    };
    let wasm = named("app-", ".wasm");
    let mut half = std::fs::read(dist().join(&wasm)).expect("dist/ can be read");
    half.truncate(half.len() / 2);
    let cut = Reply { status: 200, media: "application/wasm".into(), body: half };
    let path = format!("{SUB_PATH}{wasm}");
    for (what, reply) in [("missing", Reply::not_found()), ("cut off", cut)] {
        server.put(&path, reply);
        // A fresh browser: what failed must not come out of a cache.
        let session = Session::start(browser);
        session.open(&server.page(""));
        wait_for(&format!("the failed start to be told ({what})"), || match session.boot().as_str() {
            "failed" => Ok(()),
            other => Err(other.into()),
        });
        session.reads("Deze pagina kon niet starten");
        session.reads("This page could not start");
        let first = titles(&session).swap_remove(0);
        session.click_on(&first);
        session.find("heading", &first.name);
        session.reads("Op dit moment lijkt client side scanning de enige manier");
    }
}

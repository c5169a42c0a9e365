//! A reader's own text: read by the parser of the command, and added to the documents for this visit. No byte of it
//! leaves the machine.

use crate::{
    dialog::{close, dialog, say, tell, value},
    explorer, provide,
};
use app::{
    dom::{El, button, el, later, with},
    explorer::X,
};
use leptos::prelude::*;
use model::{Corpus, Day, Document, OWN, Severity};
use parse::{Parsed, SeedFile, tables::Delivery};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, HtmlInputElement};

/// Largest file that is read, in bytes: the longest paper of the House has a few million.
const MOST: f64 = 20_000_000.0;

/// What the title of an own document ends with, so that no view, list, link or file takes it for one of the dossier.
const MARK: &str = " [eigen document]";

/// The title of an own document without its mark; any other as it is.
pub fn unmarked(title: &str) -> &str {
    title.strip_suffix(MARK).unwrap_or(title)
}

/// Opens the dialog.
pub fn open(x: X) {
    show(x, Vec::new());
}

/// Opens it and reads files at once.
pub fn dropped(x: X, files: Vec<File>) {
    show(x, files);
}

fn show(x: X, files: Vec<File>) {
    dialog(x, "own", x.t().own(), |place| {
        if window().parent().ok().flatten().is_some_and(|parent| parent != window()) {
            // The page around it may ask what is found.
            let words = say(
                x,
                "In een ingesloten pagina kan dat niet. Open het dossier in een eigen venster.",
                "That is not possible in an embedded page. Open the dossier in a window of its own.",
            );
            return place.add(with("p", words));
        }
        let intro = say(
            x,
            "Voeg een tekst toe om te zoeken, te filteren en te vergelijken. Hij wordt in deze browser gelezen, verlaat uw computer niet, en is na dit bezoek weg.",
            "Add a text to search, filter and compare. It is read in this browser, does not leave your computer, and is gone after this visit.",
        );
        let outcome = el("div.outcome").attr("aria-live", "polite");
        let file = el("input")
            .attr("type", "file")
            .attr("id", "own-file")
            .attr("accept", ".txt,text/plain")
            .flag("multiple", true);
        let (chosen, answer) = (file.clone(), outcome.clone());
        let file = file.on("change", move |_| {
            let input: HtmlInputElement = chosen.html().unchecked_into();
            let Some(list) = input.files() else { return };
            read_all(x, (0..list.length()).filter_map(|i| list.get(i)).collect(), answer.clone());
            input.set_value("");
        });
        let area = el("textarea").attr("id", "own-text").num("rows", 6).attr("spellcheck", "false");
        let said = el("span.said").attr("aria-live", "polite");
        let (typed, answer, empty) = (area.clone(), outcome.clone(), said.clone());
        let read =
            button("button.main", say(x, "Lees deze tekst", "Read this text")).on("click", move |_| {
                let text = value(&typed);
                if text.trim().is_empty() {
                    return tell(&empty, say(x, "Hier staat nog niets", "There is nothing here yet"));
                }
                let name = say(x, "geplakte tekst.txt", "pasted text.txt");
                later_read(x, vec![(name.to_owned(), Ok(text.into_bytes()))], answer.clone());
            });
        let pick = with(
            "label",
            say(
                x,
                "Kies een tekstbestand (.txt), of sleep het op de pagina",
                "Choose a text file (.txt), or drop it on the page",
            ),
        )
        .attr("for", "own-file");
        let paste = with("label", say(x, "Of plak de tekst", "Or paste the text")).attr("for", "own-text");
        if !files.is_empty() {
            read_all(x, files, outcome.clone());
        }
        let place = place.add(with("p", intro)).add(pick).add(file).add(paste).add(area);
        place.add(el("p.buttons").add(read).add(said)).add(outcome).maybe(owned(x))
    });
}

/// The own documents there are, and the way to be rid of them.
fn owned(x: X) -> Option<El> {
    let own: Vec<&Document> = corpus::load().documents.iter().filter(|d| d.is_own()).collect();
    if own.is_empty() {
        return None;
    }
    let list = own.iter().fold(el("ul"), |list, document| {
        let name = with("span", &document.title.value).attr("lang", "nl");
        list.add(el("li").add(name).text(&format!(" ({})", document.source.file)))
    });
    let away = button("button", say(x, "Haal eigen documenten weg", "Remove own documents")).on(
        "click",
        move |_| {
            // All of them, also where the page is cut at a day.
            let whole = corpus::load();
            let mut corpus = Corpus { documents: Vec::new(), ..whole.clone() };
            let mut sources = Vec::new();
            for (document, source) in whole.documents.iter().zip(corpus::sources()) {
                if !document.is_own() {
                    corpus.documents.push(document.clone());
                    sources.push((*source).to_owned());
                }
            }
            if let Ok(bytes) = encoded(corpus, sources) {
                provide(bytes);
            }
            close();
        },
    );
    Some(
        el("section")
            .add(with("h3", say(x, "Eigen documenten", "Own documents")))
            .add(list)
            .add(el("p.buttons").add(away)),
    )
}

fn read_all(x: X, files: Vec<File>, outcome: El) {
    spawn_local(async move {
        let mut texts = Vec::new();
        for file in files {
            let text = if file.size() > MOST {
                Err(say(x, "is groter dan 20 MB", "is larger than 20 MB"))
            } else {
                let buffer = JsFuture::from(file.array_buffer()).await;
                buffer
                    .map(|buffer| js_sys::Uint8Array::new(&buffer).to_vec())
                    .map_err(|_| say(x, "kon niet worden gelezen", "could not be read"))
            };
            texts.push((file.name(), text));
        }
        later_read(x, texts, outcome);
    });
}

/// Reads texts when the browser has painted that it is being done; each has its own outcome.
fn later_read(x: X, texts: Vec<(String, Result<Vec<u8>, &'static str>)>, outcome: El) {
    outcome.0.set_text_content(Some(say(x, "Lezen …", "Reading …")));
    later(30, move || {
        outcome.0.set_text_content(None);
        for (name, text) in texts {
            let text = text.and_then(|bytes| not_text(x, &bytes).map(|()| bytes)).map_err(str::to_owned);
            match text.and_then(|bytes| add(name.clone(), bytes)) {
                Ok(parsed) => report(explorer(), &outcome, &parsed),
                Err(why) => failed(&outcome, &name, &why),
            }
        }
    });
}

fn failed(outcome: &El, name: &str, why: &str) {
    let words = el("p.failed").attr("role", "alert").add(with("b", name)).text(" ").text(why);
    let _same = outcome.clone().add(words);
}

/// What a file is that is no text, by its first bytes.
fn not_text(x: X, bytes: &[u8]) -> Result<(), &'static str> {
    if bytes.starts_with(b"%PDF") {
        return Err(say(
            x,
            "is een pdf. Open hem, kies alles (Ctrl+A), kopieer, en plak de tekst hieronder; of gebruik het programma pdftotext.",
            "is a PDF. Open it, select all (Ctrl+A), copy, and paste the text below; or use the program pdftotext.",
        ));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(say(
            x,
            "is een document van een tekstverwerker of een archief. Bewaar het als “platte tekst” (.txt) en kies dat bestand.",
            "is a word processor’s document or an archive. Save it as “plain text” (.txt) and choose that file.",
        ));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(say(x, "is leeg", "is empty"));
    }
    let control = |byte: &&u8| **byte < 9 || (14..32).contains(*byte) && **byte != 27;
    if bytes.iter().take(4096).filter(control).count() > 8 {
        return Err(say(
            x,
            "is geen tekst. Is het dat wel, bewaar het dan opnieuw als “platte tekst” met de codering UTF-8.",
            "is no text. If it is, save it again as “plain text” with the encoding UTF-8.",
        ));
    }
    Ok(())
}

/// Reads a text as `inzage parse` does, and gives the page the documents with it among them.
fn add(name: String, bytes: Vec<u8>) -> Result<Parsed, String> {
    let parsed = parse::loose(vec![SeedFile { name, bytes }]);
    parse::verify(&parsed.corpus, &parsed.sources)?;
    // All of them, also where the page is cut at a day.
    let whole = corpus::load();
    let mut document = parsed.corpus.documents[0].clone();
    let own: Vec<&Document> = whole.documents.iter().filter(|d| d.is_own()).collect();
    if own.iter().any(|d| d.source.sha256 == document.source.sha256) {
        return Ok(parsed);
    }
    document.title.value.push_str(MARK);
    document.id = format!("{OWN}{}-{}", own.len() + 1, document.id);
    let mut corpus = whole.clone();
    if let Some(dossier) = &mut corpus.dossier {
        // A dossier may look for other issues than the tables that ship.
        let known = |issue: &str| dossier.issues.iter().any(|i| i.id == issue);
        for passage in &mut document.passages {
            passage.marks.retain(|mark| known(&mark.issue));
            passage.issues.retain(|issue| known(issue));
        }
        document.statements.iter_mut().for_each(|s| s.marks.retain(|mark| known(&mark.issue)));
        for code in document.involved() {
            let there = dossier.ministries.iter().any(|m| m.code == code);
            dossier.ministries.extend(parse::ministry(code).filter(|_| !there));
        }
    }
    // In order of time, those without a day last.
    let day = |document: &Document| {
        document.date.as_ref().and_then(|d| d.earliest).map_or((true, Day::EPOCH), |day| (false, day))
    };
    let place =
        corpus.documents.iter().position(|d| day(d) > day(&document)).unwrap_or(corpus.documents.len());
    let mut sources: Vec<String> = corpus::sources().iter().map(|source| (*source).to_owned()).collect();
    corpus.documents.insert(place, document);
    sources.insert(place, parsed.sources[0].clone());
    provide(encoded(corpus, sources)?);
    Ok(parsed)
}

fn encoded(corpus: Corpus, sources: Vec<String>) -> Result<Vec<u8>, String> {
    // As it was published: what the page links to depends on it.
    let embedded = corpus::index().is_empty();
    let delivery = if embedded { Delivery::Embedded } else { Delivery::File };
    corpus::encode(Parsed { corpus, sources, delivery, address: None, contact: None })
}

/// What was read, what was noticed, and the way to it.
fn report(x: X, outcome: &El, parsed: &Parsed) {
    let read = &parsed.corpus.documents[0];
    let whole = corpus::load();
    let added = |d: &Document| d.is_own() && d.source.sha256 == read.source.sha256;
    let Some(number) = whole.documents.iter().position(added) else { return };
    let document = &whole.documents[number];
    let line = |words: &str, count: usize| el("li").text(&format!("{words}: {count}"));
    let list = el("ul")
        .add(el("li").text(&format!("{}, {}", x.kind(document), x.when(document))))
        .add(line(say(x, "alinea’s", "passages"), document.passages.len()))
        .add(line(say(x, "verwijzingen", "citations"), document.citations.len()))
        .add(line(say(x, "datums in de tekst", "dates in the text"), document.dates.len()))
        .add(line(say(x, "standpunten", "positions"), document.statements.len()));
    let mut state = x.state.get_untracked();
    // On a day at which it was not there it cannot be opened.
    state.known = state.known.filter(|_| x.corpus.documents.iter().any(added));
    state.sides = [None; 2];
    state.open(number, None);
    let open = with("a", say(x, "Open dit document", "Open this document"));
    let open = open.attr("href", &state.fragment(whole));
    let open = open.on("click", |_| close());
    let mut place = outcome.clone();
    place = place.add(
        el("p")
            .add(with("b", &document.title.value).attr("lang", "nl"))
            .text(" — ")
            .add(with("strong", x.t().own_unchecked())),
    );
    let twin = whole.documents.iter().find(|d| !d.is_own() && d.source.sha256 == read.source.sha256);
    place = place.maybe(twin.map(|twin| {
        let words =
            say(x, "Dezelfde tekst staat al in het dossier: ", "The same text is in the dossier already: ");
        with("p", words).add(with("span", &twin.title.value).attr("lang", "nl"))
    }));
    place = place.add(list).add(el("p").add(open));
    let noticed = &parsed.corpus.diagnostics;
    if !noticed.is_empty() {
        let words = say(x, "Opgemerkt", "Noticed");
        let list = noticed.iter().take(50).fold(el("ul"), |list, d| {
            let name = if d.severity == Severity::Error { "li.failed" } else { "li" };
            list.add(with(name, &d.to_string()))
        });
        let _same =
            place.add(el("details").add(with("summary", &format!("{words} ({})", noticed.len()))).add(list));
    }
}

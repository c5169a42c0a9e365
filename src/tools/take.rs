//! The dialog that gives the documents in the formats of other programs.

use crate::dialog::{choice, copied_whole, dialog, put, save, say, shared, tell};
use app::{
    dom::{button, el, with},
    explorer::{X, base},
};
use export::{Format, Selection};
use leptos::prelude::*;
use std::rc::Rc;

/// Longest text that is shown, in characters: what is longer is taken along whole, and shown by its beginning.
const SHOWN: usize = 2_000_000;

/// What a format is for.
fn words(x: X, format: Format) -> &'static str {
    match format {
        Format::Documents => say(x, "Tabel van documenten (CSV)", "Table of documents (CSV)"),
        Format::Facts => {
            say(x, "Tabel van gegevens met hun bewijs (CSV)", "Table of facts with their evidence (CSV)")
        }
        Format::Citations => say(x, "Tabel van verwijzingen (CSV)", "Table of citations (CSV)"),
        Format::Positions => say(x, "Tabel van standpunten (CSV)", "Table of positions (CSV)"),
        Format::Events => say(x, "Tabel van gedateerde gebeurtenissen (CSV)", "Table of dated events (CSV)"),
        Format::Text => say(x, "Verwijzing in woorden", "Citation in words"),
        Format::Bibtex => "BibTeX",
        Format::Ris => say(x, "RIS (Zotero, EndNote)", "RIS (Zotero, EndNote)"),
        Format::Csl => "CSL-JSON",
        Format::Annotations => {
            say(x, "Alle bewijsplaatsen (W3C Web Annotations)", "All evidence (W3C Web Annotations)")
        }
        Format::Json => say(x, "Alles, voor programma’s (JSON)", "Everything, for programs (JSON)"),
    }
}

/// In the order of the dialog.
const FORMATS: [Format; 11] = [
    Format::Documents,
    Format::Facts,
    Format::Citations,
    Format::Positions,
    Format::Events,
    Format::Text,
    Format::Bibtex,
    Format::Ris,
    Format::Csl,
    Format::Annotations,
    Format::Json,
];

struct Wanted {
    /// What the name of the file says of them.
    scope: String,
    documents: Vec<usize>,
    format: Format,
    separator: u8,
    text: String,
}

/// Opens it.
pub fn open(x: X) {
    let found: Vec<usize> =
        x.answer.with_untracked(|a| a.hits.found.first(usize::MAX)).into_iter().map(|d| d as usize).collect();
    // What a reader added is no part of the dossier, and is taken along only where that is asked for.
    let (own, all): (Vec<usize>, Vec<usize>) =
        (0..x.corpus.documents.len()).partition(|number| x.document(*number).is_own());
    let mut scopes = Vec::new();
    if let Some(open) = x.state.with_untracked(|s| s.doc) {
        let document = x.document(open);
        scopes.push((document.title.value.clone(), (format!("-{}", document.id), vec![open])));
    }
    let number = |words: &str, of: &[usize]| format!("{words} ({})", x.lang().documents(of.len()));
    if found != all {
        let words = number(say(x, "wat nu gevonden is", "what is found now"), &found);
        scopes.push((words, (say(x, "-gevonden", "-found").to_owned(), found)));
    }
    scopes.push((number(say(x, "het hele dossier", "the whole dossier"), &all), (String::new(), all)));
    if !own.is_empty() {
        let words =
            number(say(x, "eigen documenten, niet gecontroleerd", "own documents, not checked"), &own);
        scopes.push((words, (say(x, "-eigen", "-own").to_owned(), own)));
    }

    dialog(x, "take", x.t().take(), |place| {
        let wanted = shared(Wanted {
            scope: String::new(),
            documents: Vec::new(),
            format: FORMATS[0],
            separator: b';',
            text: String::new(),
        });
        let whole = wanted.clone();
        let whole = move || whole.borrow().text.clone();
        let label = say(x, "Zo ziet het eruit", "What it looks like");
        let (code, area) = copied_whole(x, label, "taken", 9, Some(Box::new(whole)));
        let follow = {
            let wanted = wanted.clone();
            Rc::new(move |act: &dyn Fn(&mut Wanted)| {
                let mut wanted = wanted.borrow_mut();
                act(&mut wanted);
                let base = base();
                let base = if base.starts_with("http") { &base } else { "inzage.html" };
                let selection = Selection {
                    corpus: x.corpus,
                    sources: x.sources,
                    documents: &wanted.documents,
                    base,
                    separator: wanted.separator,
                };
                wanted.text = selection.export(wanted.format);
                put(&area, &wanted.text.chars().take(SHOWN).collect::<String>());
            })
        };
        let (first, second, third) = (follow.clone(), follow.clone(), follow);
        let scope =
            choice(say(x, "Van", "Of"), "scope", scopes, move |(scope, documents): (String, Vec<usize>)| {
                first(&|wanted| {
                    wanted.scope.clone_from(&scope);
                    wanted.documents.clone_from(&documents);
                });
            });
        let formats = FORMATS.map(|format| (words(x, format).to_owned(), format)).to_vec();
        let format = choice(say(x, "Als", "As"), "format", formats, move |format| {
            second(&|wanted| wanted.format = format);
        });
        let separators = vec![
            (
                say(
                    x,
                    "puntkomma, zoals Nederlandse spreadsheets verwachten",
                    "semicolon, as Dutch spreadsheets expect",
                )
                .to_owned(),
                b';',
            ),
            (say(x, "komma", "comma").to_owned(), b','),
        ];
        let separator = choice(
            say(x, "Tussen cellen van CSV", "Between cells of CSV"),
            "separator",
            separators,
            move |separator| {
                third(&|wanted| wanted.separator = separator);
            },
        );
        let said = el("span.said").attr("aria-live", "polite");
        let answer = said.clone();
        let download =
            button("button.main", say(x, "Bewaar als bestand", "Save as a file")).on("click", move |_| {
                let wanted = wanted.borrow();
                let known = x.known.map(|(day, _)| format!("-{day}")).unwrap_or_default();
                let (word, ending) = (wanted.format.word(), wanted.format.ending());
                let name = format!("inzage{}{known}-{word}.{ending}", wanted.scope);
                save(&name, &wanted.text);
                // A frame may not be allowed to, and is not told.
                let words =
                    say(x, "; komt er niets, kopieer dan de tekst", "; if nothing comes, copy the text");
                tell(&answer, &format!("{name}{words}"));
            });
        let schema = el("p.small").text(say(
            x,
            "Wat in de JSON staat, beschrijft ",
            "What the JSON holds is described by ",
        ));
        let schema = schema.add(with("a", "corpus.schema.json").attr("href", "corpus.schema.json")).text(".");
        let choices = el("div.choices").add(scope).add(format).add(separator);
        place.add(choices).add(el("p.buttons").add(download).add(said)).add(code).add(schema)
    });
}

//! Recomputes what the page rests on: the hash of each source, and the place of each quotation.

use crate::{
    dialog::{dialog, say},
    own::unmarked,
};
use app::{
    dom::{El, el, with},
    explorer::X,
};
use model::{Corpus, Document};
use sha2::{Digest, Sha256};

/// What became of a document.
enum Outcome {
    /// Source and quotations are what they were.
    Whole,
    /// The hash of the source is another one, this.
    Changed(String),
    /// A quotation does not stand where it should.
    Misplaced(String),
    /// A reader's own file was no UTF-8, so that its hash cannot be made from the text. (In a dossier that is an error.)
    Converted,
}

/// Of a document; `failed` is what the gate of the build said of all of them, if anything.
fn outcome(document: &Document, source: &str, failed: Option<&str>) -> Outcome {
    let hash: String = Sha256::digest(source).iter().map(|byte| format!("{byte:02x}")).collect();
    if hash != document.source.sha256 {
        let converted = document.is_own() && source.contains('?');
        return if converted { Outcome::Converted } else { Outcome::Changed(hash) };
    }
    match failed.filter(|message| names(message, document)) {
        Some(message) => Outcome::Misplaced(message.to_owned()),
        None => Outcome::Whole,
    }
}

/// Whether what the gate says is about a document.
fn names(message: &str, document: &Document) -> bool {
    message.starts_with(&format!("seeds/{}:", document.source.file))
}

/// Opens the dialog with the outcome.
pub fn open(x: X) {
    dialog(x, "check", say(x, "Controle", "Verification"), |place| {
        let intro = say(
            x,
            "Van elke bron in dit venster is de vingerafdruk (SHA-256) opnieuw berekend, en van elk gegeven is nagegaan of de geciteerde woorden op hun plaats staan. De pagina’s zonder script staan hier los van: hun vingerafdrukken staan in SHA256SUMS.",
            "For each source in this window the fingerprint (SHA-256) was computed again, and for each fact it was checked whether the quoted words stand in their place. The pages without script are apart from this: their fingerprints are in SHA256SUMS.",
        );
        let sources: Vec<String> = x.sources.iter().map(|source| (*source).to_owned()).collect();
        // Without the tables: the page does not hold what was looked for, only what was found.
        let mut texts = Corpus { dossier: None, ..x.corpus.clone() };
        for document in &mut texts.documents {
            document.terms.clear();
            document.title.value = unmarked(&document.title.value).to_owned();
        }
        let failed = parse::verify(&texts, &sources).err();
        let mut bad = 0;
        let mut list = el("ul.checks");
        for (document, source) in x.corpus.documents.iter().zip(x.sources) {
            let outcome = outcome(document, source, failed.as_deref());
            let (good, words) = match &outcome {
                Outcome::Whole if document.is_own() => (
                    true,
                    say(
                        x,
                        "is wat u zelf gaf; er is niets om het mee te vergelijken",
                        "is what you gave; there is nothing to compare it with",
                    )
                    .to_owned(),
                ),
                Outcome::Whole => (true, say(x, "klopt", "is right").to_owned()),
                Outcome::Changed(hash) => (
                    false,
                    format!(
                        "{} {}; {} {hash}",
                        say(
                            x,
                            "klopt niet: de bron heeft een andere vingerafdruk. Verwacht",
                            "is wrong: the source has another fingerprint. Expected"
                        ),
                        document.source.sha256,
                        say(x, "gevonden", "found")
                    ),
                ),
                Outcome::Misplaced(_) => {
                    let words = say(
                        x,
                        "klopt niet: een citaat staat niet op zijn plaats. De controle meldt",
                        "is wrong: a quotation is not in its place. The check says",
                    );
                    (false, format!("{words}: "))
                }
                Outcome::Converted => (
                    true,
                    say(
                        x,
                        "het bestand was geen UTF-8: de vingerafdruk is hier niet na te rekenen",
                        "the file was not UTF-8: its fingerprint cannot be computed here",
                    )
                    .to_owned(),
                ),
            };
            bad += usize::from(!good);
            let mut told = line(document, good, &words);
            // The gate of the build speaks English.
            if let Outcome::Misplaced(message) = outcome {
                told = told.add(with("span", &message).attr("lang", "en"));
            }
            list = list.add(told);
        }
        // What the gate says of no document in particular.
        if let Some(message) = failed.filter(|m| !x.corpus.documents.iter().any(|d| names(m, d))) {
            bad += 1;
            list = list.add(with("li", &message).attr("data-good", "0").attr("lang", "en"));
        }
        let verdict = match bad {
            0 => say(x, "Alles klopt.", "All is right.").to_owned(),
            n => format!(
                "{}: {n}",
                say(
                    x,
                    "Niet alles klopt. Documenten met een fout",
                    "Not all is right. Documents with an error"
                )
            ),
        };
        let verdict = with("p.verdict", &verdict)
            .attr("role", "status")
            .attr("data-good", if bad == 0 { "1" } else { "0" });
        place.add(verdict).add(with("p", intro)).add(list)
    });
}

fn line(document: &Document, good: bool, words: &str) -> El {
    let name = with("b", &document.title.value).attr("lang", "nl");
    el("li")
        .attr("data-good", if good { "1" } else { "0" })
        .add(name)
        .text(&format!(" ({}): {words}", document.source.file))
}

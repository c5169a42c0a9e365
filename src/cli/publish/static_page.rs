//! The documents as plain HTML inside `#static`: what is read without script, while loading, and by search engines.
//!
//! The markup is lean, because it is loaded on every visit: end tags that HTML lets one leave out are left out.

use super::replace_once;
use model::{Corpus, DateFact, Document, DocumentKind, Dossier, Passage, PassageKind};
use std::fmt::Write;

macro_rules! line {
    ($out:expr, $($arg:tt)*) => { writeln!($out, $($arg)*).expect("writing to a string cannot fail") };
}

/// Puts title, description and documents of `corpus` into the shell.
///
/// # Errors
/// One line, when `shell` lacks a place to fill.
pub fn fill(shell: &str, corpus: &Corpus) -> Result<String, String> {
    let (title, description) = match &corpus.dossier {
        Some(dossier) => (escaped(&dossier.title.nl), escaped(&dossier.intro.nl)),
        None => ("Inzage".to_owned(), "Documenten van de overheid".to_owned()),
    };
    let head = format!("<title>{title}</title>\n<meta name=\"description\" content=\"{description}\">");
    let html = replace_once(shell, "<title>Inzage</title>", &head)?;
    replace_once(&html, "<!--static-->", &page(corpus))
}

fn page(corpus: &Corpus) -> String {
    let mut out = String::from("\n<header>\n");
    if let Some(dossier) = &corpus.dossier {
        introduce(&mut out, dossier);
    }
    out.push_str(
        "<p>Standpunten kunnen zijn gewijzigd sinds het laatste document in dit dossier. Dit is geen website van de overheid.\n\
         <p lang=en>Positions may have changed since the last document in this dossier. This is not a government website.\n\
         </header>\n<main class=static-documents>\n<h2>Documenten</h2>\n<ol>\n",
    );
    for document in &corpus.documents {
        line!(
            out,
            "<li><a href=\"#d-{}\">{}</a> ({})",
            escaped(&document.id),
            escaped(&document.title.value),
            about(document)
        );
    }
    out.push_str("</ol>\n");
    for document in &corpus.documents {
        line!(
            out,
            "<article id=\"d-{}\">\n<h2>{}</h2>\n<p>{}",
            escaped(&document.id),
            escaped(&document.title.value),
            about(document)
        );
        text(&mut out, document);
        out.push_str("</article>\n");
    }
    out.push_str("</main>\n");
    out
}

fn introduce(out: &mut String, dossier: &Dossier) {
    line!(out, "<h1>{}</h1>\n<p>{}", escaped(&dossier.title.nl), escaped(&dossier.intro.nl));
    line!(out, "<p lang=en><b>{}.</b> {}", escaped(&dossier.title.en), escaped(&dossier.intro.en));
}

/// Kind, date and ministries in one line.
fn about(document: &Document) -> String {
    let mut parts =
        vec![kind(document.kind).to_owned(), document.date.as_ref().map_or("zonder datum".to_owned(), date)];
    parts.extend(document.involved().iter().map(|code| escaped(code)));
    parts.join(", ")
}

fn kind(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Beslisnota => "Beslisnota",
        DocumentKind::Kamerbrief => "Kamerbrief",
        DocumentKind::Motie => "Motie",
        DocumentKind::Kamervragen => "Kamervragen",
        DocumentKind::Handelingen => "Handelingen",
        DocumentKind::BncFiche => "BNC-fiche",
        DocumentKind::Overig => "Document",
    }
}

/// The date in words; an uncertain one by its extremes, never by a day that is not proved.
fn date(fact: &DateFact) -> String {
    match (fact.earliest, fact.latest) {
        (Some(first), Some(last)) if first == last => first.in_dutch(),
        (Some(first), Some(last)) => format!("tussen {} en {}", first.in_dutch(), last.in_dutch()),
        (Some(first), None) => format!("op of na {}", first.in_dutch()),
        (None, Some(last)) => format!("op of voor {}", last.in_dutch()),
        (None, None) => "zonder datum".to_owned(),
    }
}

/// The passages in order; points that follow each other are one list.
fn text(out: &mut String, document: &Document) {
    let mut list = false;
    for passage in &document.passages {
        let item = passage.kind == PassageKind::Item;
        if item != list {
            out.push_str(if item { "<ul>\n" } else { "</ul>\n" });
            list = item;
        }
        let words = escaped(&passage.text);
        match passage.kind {
            PassageKind::Heading => {
                let level = level(document, passage);
                line!(out, "<h{level}>{words}</h{level}>");
            }
            PassageKind::Item => {
                let point = words.trim_start_matches(['-', '–', '•', '·', '*']).trim_start();
                line!(out, "<li>{point}");
            }
            PassageKind::Footnote => line!(out, "<p><small>{words}</small>"),
            PassageKind::Quotation => line!(out, "<blockquote>{words}</blockquote>"),
            PassageKind::Paragraph | PassageKind::Row => line!(out, "<p>{words}"),
        }
    }
    if list {
        out.push_str("</ul>\n");
    }
}

/// Below the document's own `h2`; `h6` is the last there is.
fn level(document: &Document, heading: &Passage) -> u32 {
    let section = document.sections.iter().find(|section| heading.section.as_ref() == Some(&section.id));
    section.map_or(3, |section| section.level + 2).clamp(3, 6)
}

/// Text as HTML, fit for content and for attributes in double quotes.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(escaped("<script>\"&\"</script>"), "&lt;script&gt;&quot;&amp;&quot;&lt;/script&gt;");
    }

    #[test]
    fn a_shell_without_a_place_to_fill_is_refused() {
        let corpus = Corpus { format: 1, dossier: None, documents: vec![], diagnostics: vec![] };
        assert!(fill("<title>Inzage</title>", &corpus).unwrap_err().contains("<!--static-->"));
        assert!(fill("<title>Inzage</title><!--static-->", &corpus).unwrap().contains("<main"));
    }
}

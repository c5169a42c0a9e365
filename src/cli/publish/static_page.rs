//! The dossier as plain HTML: what is read without script, after a failed start, and by search engines. The page itself
//! has title, introduction and list (`#static`); the texts stand in a page of their own, which only those load who
//! read there: in the page they would be loaded twice on every visit.
//!
//! The markup is lean: end tags that HTML lets one leave out are left out.

use super::replace_once;
use model::{Corpus, DateFact, Document, DocumentKind, Dossier, Passage, PassageKind};
use std::fmt::Write;

macro_rules! line {
    ($out:expr, $($arg:tt)*) => { writeln!($out, $($arg)*).expect("writing to a string cannot fail") };
}

/// The page of the documents, beside the explorer.
pub const DOCUMENTS: &str = "documenten.html";

/// Puts title, description and list of the documents of `corpus` into the shell; where they are too many for a list
/// on every visit (`apart`), their number.
///
/// # Errors
/// One line, when `shell` lacks a place to fill.
pub fn fill(shell: &str, corpus: &Corpus, apart: bool) -> Result<String, String> {
    let (title, description) = match &corpus.dossier {
        Some(dossier) => (escaped(&dossier.title.nl), escaped(&dossier.intro.nl)),
        None => ("Inzage".to_owned(), "Documenten van de overheid".to_owned()),
    };
    let head = format!("<title>{title}</title>\n<meta name=\"description\" content=\"{description}\">");
    let html = replace_once(shell, "<title>Inzage</title>", &head)?;
    let mut out = header(corpus);
    // The list is not painted while the explorer starts, which soon takes its place; a link is.
    out.push_str(if apart { "<main>\n" } else { "<main class=static-documents>\n" });
    if apart {
        let number = corpus.documents.len();
        line!(out, "<p>{number} documenten: <a href=\"./{DOCUMENTS}\">lijst van alle titels</a>");
        line!(out, "<p lang=en>{number} documents: <a href=\"./{DOCUMENTS}\">list of all titles</a>");
    } else {
        out.push_str("<h2>Documenten</h2>\n<ol>\n");
        for document in &corpus.documents {
            item(&mut out, document, &format!("./{DOCUMENTS}#d-"));
        }
        out.push_str("</ol>\n<p>Zoeken en filteren vraagt JavaScript.\n<p lang=en>Search and filters need JavaScript.\n");
    }
    out.push_str("</main>\n");
    replace_once(&html, "<!--static-->", &out)
}

/// A page of its own with all documents by year, in the style of `page`, which is filled. It runs no script. The
/// titles lead to the texts below them; where those are too many for one page (`apart`), into the explorer.
///
/// # Errors
/// One line, when `page` has no head.
pub fn documents(page: &str, corpus: &Corpus, apart: bool) -> Result<String, String> {
    let (_, rest) = page.split_once("<head>").ok_or("index.html: no head")?;
    let (head, _) = rest.split_once("</head>").ok_or("index.html: the head does not end")?;
    let kept = ["meta ", "title>", "/title>", "link rel=\"stylesheet\"", "link rel=\"icon\""];
    let head: String = head
        .split_inclusive('<')
        .map(|part| part.trim_end_matches('<').trim_end())
        .filter(|part| kept.iter().any(|kept| part.starts_with(kept)))
        .map(|part| format!("<{part}{}", if part.starts_with("title>") { "" } else { "\n" }))
        .collect();
    let mut out =
        format!("<!doctype html>\n<html lang=nl>\n<head>\n{head}</head>\n<body>\n<div id=\"static\">");
    out.push_str(&header(corpus));
    out.push_str("<main>\n<p><a href=\"./\">Zoeken en filteren</a> (met JavaScript)\n<p lang=en><a href=\"./#taal=en\">Search and filter</a> (with JavaScript)\n");
    let mut before = None;
    for document in &corpus.documents {
        let year = document.date.as_ref().and_then(|d| d.earliest).map(|day| day.civil().0);
        if before != Some(year) {
            let closed = if before.is_some() { "</ol>\n" } else { "" };
            let name = year.map_or("Zonder jaar".to_owned(), |year| year.to_string());
            line!(out, "{closed}<h2>{name}</h2>\n<ol>");
            before = Some(year);
        }
        item(&mut out, document, if apart { "./#doc=" } else { "#d-" });
    }
    out.push_str(if before.is_some() { "</ol>\n" } else { "" });
    for document in corpus.documents.iter().filter(|_| !apart) {
        let (id, title) = (escaped(&document.id), escaped(&document.title.value));
        line!(out, "<article id=\"d-{id}\">\n<h2>{title}</h2>");
        line!(out, "<p>{} · <a href=\"./#doc={id}\">met bewijs en zoeken</a>", about(document));
        text(&mut out, document);
        out.push_str("</article>\n");
    }
    out.push_str("</main>\n</div>\n</body>\n</html>\n");
    Ok(out)
}

/// A document in a list; `to` and its id are where its title leads.
fn item(out: &mut String, document: &Document, to: &str) {
    let (id, title) = (escaped(&document.id), escaped(&document.title.value));
    line!(out, "<li><a href=\"{to}{id}\">{title}</a> ({})", about(document));
}

/// Title, introduction, and what to keep in mind.
fn header(corpus: &Corpus) -> String {
    let mut out = String::from("\n<header>\n");
    if let Some(dossier) = &corpus.dossier {
        introduce(&mut out, dossier);
    }
    out.push_str(
        "<p>Standpunten kunnen zijn gewijzigd sinds het laatste document in dit dossier. Dit is geen website van de overheid.\n\
         <p lang=en>Positions may have changed since the last document in this dossier. This is not a government website.\n\
         </header>\n",
    );
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
    fn the_documents_stand_once_below_their_year_and_run_no_script() {
        let page = "<!doctype html>\n<head>\n<meta charset=\"utf-8\">\n<title>T</title>\n<script src=\"./boot.js\"></script>\n\
            <link rel=\"preload\" href=\"./a.wasm\"><link rel=\"stylesheet\" href=\"./s.css\">\n</head><body></body>";
        let corpus = corpus::load();
        for apart in [true, false] {
            let list = documents(page, corpus, apart).unwrap();
            let head = "<head>\n<meta charset=\"utf-8\">\n<title>T</title>\n<link rel=\"stylesheet\" href=\"./s.css\">\n</head>";
            assert!(list.contains(head), "{list}");
            let years: Vec<&str> = list
                .lines()
                .filter_map(|l| {
                    l.strip_prefix("<h2>")?.strip_suffix("</h2>").filter(|l| l.parse::<u16>().is_ok())
                })
                .collect();
            assert_eq!(years, ["2023", "2024", "2025"]);
            assert_eq!((list.matches("<ol>").count(), list.matches("</ol>").count()), (3, 3));
            for document in &corpus.documents {
                let to = format!("<li><a href=\"{}{}\">", if apart { "./#doc=" } else { "#d-" }, document.id);
                assert_eq!(list.matches(&to).count(), 1, "{list}");
                let text = format!("<article id=\"d-{}\">", document.id);
                assert_eq!(list.matches(&text).count(), usize::from(!apart), "{list}");
            }
        }
    }

    #[test]
    fn a_shell_without_a_place_to_fill_is_refused() {
        let corpus = Corpus { format: 1, dossier: None, documents: vec![], diagnostics: vec![] };
        assert!(fill("<title>Inzage</title>", &corpus, false).unwrap_err().contains("<!--static-->"));
        assert!(fill("<title>Inzage</title><!--static-->", &corpus, false).unwrap().contains("<main"));
    }
}

//! The static pages: what the components of the page write (`app::pages`), each in a page of its own with what search
//! engines, reference managers and sites that show previews read in its head.

use super::{at, card, replace_once, write};
use app::{
    i18n::Lang,
    markup::escaped,
    pages::{FOLDER, Pages},
};
use model::{Corpus, Day, Document};
use serde_json::json;
use std::{fmt::Write, fs, path::Path};

macro_rules! line {
    ($out:expr, $($arg:tt)*) => { writeln!($out, $($arg)*).expect("writing to a string cannot fail") };
}

/// No script runs on them. `connect-src` is for programs that look through a page's eyes whether its host has a robots.txt.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// The folder of the page on accessibility.
pub const ACCESS: &str = "toegankelijkheid";

/// What that page says, in Dutch and below in English. It has no date, so that the same seeds give the same bytes.
const STATEMENT: &str = include_str!("toegankelijkheid.html");

/// What is published, and where.
pub struct Site<'a> {
    /// The documents.
    pub corpus: &'a Corpus,
    /// Their pages.
    pub pages: &'a Pages,
    /// Whether the documents are too many for a page each.
    pub apart: bool,
    /// The address of the page, with its `/`, where the keepers say it.
    pub address: Option<&'a str>,
    /// Where readers report a problem, where the keepers say it.
    pub contact: Option<&'a str>,
}

/// Puts title, description and what is shown first into the shell; where the documents are too many for a list on every
/// visit (`apart`), their number.
///
/// # Errors
/// One line, when `shell` lacks a place to fill.
pub fn fill(shell: &str, site: &Site) -> Result<String, String> {
    let (title, description) = site.names();
    let head = format!(
        "<title>{}</title>\n<meta name=\"description\" content=\"{}\">",
        escaped(title),
        escaped(description)
    );
    let html = replace_once(shell, "<title>Inzage</title>", &head)?;
    let first = if site.apart { site.pages.number() } else { site.pages.first() };
    replace_once(&html, "<!--static-->", &first)
}

impl Site<'_> {
    /// Where a document is read, from the folder of the explorer.
    pub fn place(&self, document: &Document) -> String {
        if self.apart { format!("#doc={}", document.id) } else { format!("{FOLDER}{}/", document.id) }
    }

    fn names(&self) -> (&str, &str) {
        match &self.corpus.dossier {
            Some(dossier) => (&dossier.title.nl, &dossier.intro.nl),
            None => ("Inzage", "Documenten van de overheid"),
        }
    }

    /// Writes the pages below `dist`, in the style sheet `style`. Each document has a folder with its page and the picture
    /// that previews show; where the address is known, with what oEmbed asks for. Where they are too many
    /// (`apart`) the list is all.
    ///
    /// # Errors
    /// One line, when a file cannot be written.
    pub fn write(&self, dist: &Path, style: &str) -> Result<(), String> {
        let folder = dist.join(FOLDER);
        fs::create_dir_all(&folder).map_err(|e| at(&folder, e))?;
        let (title, description) = self.names();
        let mut about = head("../", style, title, description);
        if let Some(address) = self.address {
            line!(about, "<link rel=\"canonical\" href=\"{}{FOLDER}\">", escaped(address));
        }
        let list = page(&about, &self.pages.list());
        write(&folder.join("index.html"), list.as_bytes())?;
        self.write_access(dist, style)?;
        for (number, document) in self.corpus.documents.iter().enumerate().filter(|_| !self.apart) {
            let own = folder.join(&document.id);
            fs::create_dir_all(&own).map_err(|e| at(&own, e))?;
            let html = page(&self.head_of(number, document, style), &self.pages.document(number));
            write(&own.join("index.html"), html.as_bytes())?;
            let card = card::card(title, &document.title.value, &self.pages.about(number));
            write(&own.join(card::NAME), &card)?;
            if let Some(address) = self.address {
                write(&own.join("oembed.json"), self.oembed(document, address).as_bytes())?;
            }
        }
        Ok(())
    }

    /// How accessible the page is, and where to report a problem.
    fn write_access(&self, dist: &Path, style: &str) -> Result<(), String> {
        let folder = dist.join(ACCESS);
        fs::create_dir_all(&folder).map_err(|e| at(&folder, e))?;
        let (dossier, _) = self.names();
        let about = "Hoe toegankelijk deze pagina is, hoe dat is getest en waar u een probleem meldt.";
        let mut head = head("../", style, &format!("Toegankelijkheid – {dossier}"), about);
        if let Some(address) = self.address {
            line!(head, "<link rel=\"canonical\" href=\"{}{ACCESS}/\">", escaped(address));
        }
        let [dutch, english] = match self.contact.map(escaped) {
            Some(contact) => ["Meld het via", "Report it at"].map(|words| {
                let shown = contact.trim_start_matches("mailto:");
                format!("{words} <a href=\"{contact}\">{shown}</a>.")
            }),
            None => [
                "Wie dit dossier uitgeeft, heeft er geen adres bij gezet. Meld het daarom aan wie u op deze pagina wees.",
                "Whoever publishes this dossier gave no address. Please tell whoever led you to this page.",
            ]
            .map(str::to_owned),
        };
        let text = STATEMENT.replace("<!--meld-->", &dutch).replace("<!--report-->", &english);
        write(&folder.join("index.html"), page(&head, &self.pages.access(&text)).as_bytes())
    }

    /// Highwire Press, Dublin Core, Open Graph, schema.org. What a document does not prove is left out.
    fn head_of(&self, number: usize, document: &Document, style: &str) -> String {
        let (dossier, _) = self.names();
        let title = &document.title.value;
        let about = self.pages.about(number);
        let mut out =
            head("../../", style, &format!("{title} – {dossier}"), &format!("{about}. Uit: {dossier}"));
        let day = document.date.as_ref().filter(|d| d.earliest == d.latest).and_then(|d| d.earliest);
        let iso = day.map(|day| day.to_string()).unwrap_or_default();
        let ministries: Vec<&str> =
            document.involved().iter().map(|code| self.pages.ministry(code)).collect();
        let people: Vec<&str> = document.signatories.iter().map(|s| s.name.as_str()).collect();
        let reference = document.reference.as_ref().map_or("", |reference| &reference.value);
        let place = format!("{FOLDER}{}/", document.id);
        let url = self.address.map(|address| format!("{address}{place}")).unwrap_or_default();
        let mut meta = |name: &str, value: &str| {
            if !value.is_empty() {
                line!(out, "<meta name=\"{name}\" content=\"{}\">", escaped(value));
            }
        };
        meta("citation_title", &export::title(document));
        meta("citation_publication_date", &iso.replace('-', "/"));
        people.iter().for_each(|name| meta("citation_author", name));
        ministries.iter().for_each(|name| meta("citation_technical_report_institution", name));
        meta("citation_technical_report_number", reference);
        meta("citation_language", "nl");
        meta("citation_public_url", &url);
        meta("DC.title", &export::title(document));
        meta("DC.date", &iso);
        ministries.iter().for_each(|name| meta("DC.creator", name));
        meta("DC.identifier", reference);
        meta("DC.type", Lang::Nl.kind(document.kind));
        meta("DC.language", "nl");
        meta("twitter:card", "summary_large_image");
        let picture = format!("{url}{}", card::NAME);
        for (property, value) in [
            ("og:type", "article"),
            ("og:locale", "nl_NL"),
            ("og:title", title),
            ("og:description", &about),
            ("og:site_name", dossier),
            ("og:url", &url),
            ("og:image", &picture),
            ("og:image:alt", &format!("{title}. {about}")),
            ("og:image:width", &card::WIDTH.to_string()),
            ("og:image:height", &card::HEIGHT.to_string()),
        ] {
            if !value.is_empty() {
                line!(out, "<meta property=\"{property}\" content=\"{}\">", escaped(value));
            }
        }
        if !url.is_empty() {
            let url = escaped(&url);
            line!(out, "<link rel=\"canonical\" href=\"{url}\">");
            line!(
                out,
                "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{url}oembed.json\" title=\"oEmbed\">"
            );
        }
        let mut data = json!({
            "@context": "https://schema.org",
            "@type": "DigitalDocument",
            "name": title,
            "genre": Lang::Nl.kind(document.kind),
            "inLanguage": "nl",
            "sourceOrganization": ministries.iter().map(|name| json!({ "@type": "GovernmentOrganization", "name": name })).collect::<Vec<_>>(),
            "author": people.iter().map(|name| json!({ "@type": "Person", "name": name })).collect::<Vec<_>>(),
            "citation": document.citations.iter().filter_map(|c| c.url.as_deref()).collect::<std::collections::BTreeSet<_>>(),
            "isPartOf": { "@type": "Collection", "name": dossier },
        });
        for (key, value) in [("dateCreated", iso.as_str()), ("identifier", reference), ("url", &url)] {
            if let Some(data) = data.as_object_mut().filter(|_| !value.is_empty()) {
                data.insert(key.to_owned(), value.into());
            }
        }
        // A `<` could end the block.
        let data = data.to_string().replace('<', "\\u003c");
        line!(out, "<script type=\"application/ld+json\">{data}</script>");
        out
    }

    /// oEmbed 1.0, type `rich`: the document in a frame of the explorer.
    fn oembed(&self, document: &Document, address: &str) -> String {
        let (dossier, _) = self.names();
        let title = &document.title.value;
        let value = json!({
            "version": "1.0",
            "type": "rich",
            "provider_name": dossier,
            "provider_url": address,
            "title": title,
            "width": 700,
            "height": 640,
            "thumbnail_url": format!("{address}{FOLDER}{}/{}", document.id, card::NAME),
            "thumbnail_width": card::WIDTH,
            "thumbnail_height": card::HEIGHT,
            "html": app::frame::code(address, &format!("#doc={}&embed", document.id), title),
        });
        serde_json::to_string_pretty(&value).expect("a value has string keys") + "\n"
    }
}

/// What every static page has in its head; `up` leads to the folder of the explorer.
fn head(up: &str, style: &str, title: &str, description: &str) -> String {
    let (title, description) = (escaped(title), escaped(description));
    format!(
        "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n<title>{title}</title>\n\
         <meta name=\"description\" content=\"{description}\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"stylesheet\" href=\"{up}{style}\">\n\
         <link rel=\"icon\" href=\"{up}icon.svg\" type=\"image/svg+xml\">\n"
    )
}

fn page(head: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"nl\">\n<head>\n{head}</head>\n<body class=\"static\">\n{body}\n</body>\n</html>\n"
    )
}

/// The first day on which a document was surely there; `None` where that is open.
pub fn there_by(document: &Document) -> Option<Day> {
    document.published.or(document.date.as_ref()?.latest)
}

//! What feed readers and search engines ask for, where the keepers say which address the page has: Atom (RFC 4287),
//! JSON Feed 1.1 and a sitemap. Nothing in them depends on the day of the build: a document's day is its own.

use super::{
    at,
    pages::{ACCESS, Site, there_by},
    replace_once, write,
};
use app::{markup::escaped, pages::FOLDER};
use model::{Day, Document};
use serde_json::json;
use std::{fmt::Write, path::Path};

macro_rules! line {
    ($out:expr, $($arg:tt)*) => { writeln!($out, $($arg)*).expect("writing to a string cannot fail") };
}

/// Their names.
pub const FEEDS: [&str; 3] = ["feed.atom", "feed.json", "sitemap.xml"];

/// Writes them beside the page, and tells the page of the first.
///
/// # Errors
/// One line, when a file cannot be written or the page has no head.
pub fn feeds(dist: &Path, html: &str, site: &Site, address: &str) -> Result<String, String> {
    let title = site.corpus.dossier.as_ref().map_or("Inzage", |dossier| &dossier.title.nl);
    let texts = [atom(site, title, address), json_feed(site, title, address), sitemap(site, address)];
    for (name, text) in FEEDS.iter().zip(texts) {
        write(&dist.join(name), text.as_bytes())?;
    }
    let link = format!(
        "<link rel=\"canonical\" href=\"{}\">\n<link rel=\"alternate\" type=\"application/atom+xml\" href=\"feed.atom\">\n</head>",
        escaped(address)
    );
    replace_once(html, "</head>", &link).map_err(|e| at(&dist.join("index.html"), e))
}

/// Newest first. Atom asks each entry for a day: documents without one are in the page and in the JSON feed.
fn atom(site: &Site, title: &str, address: &str) -> String {
    let mut dated: Vec<(Day, usize, &Document)> = Vec::new();
    for (number, document) in site.corpus.documents.iter().enumerate() {
        dated.extend(there_by(document).map(|day| (day, number, document)));
    }
    dated.sort_by_key(|(day, ..)| std::cmp::Reverse(*day));
    let (title, place) = (escaped(title), escaped(address));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    line!(out, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"nl\">");
    line!(out, "<title>{title}</title>\n<id>{place}</id>\n<author><name>Inzage</name></author>");
    line!(out, "<link href=\"{place}\"/>\n<link rel=\"self\" href=\"{place}feed.atom\"/>");
    let newest = dated.first().map_or(Day::EPOCH, |(day, ..)| *day);
    line!(out, "<updated>{newest}T00:00:00Z</updated>");
    for (day, number, document) in dated {
        let (own, name) = (escaped(&site.place(document)), escaped(&document.title.value));
        let about = escaped(&site.pages.about(number));
        line!(out, "<entry>\n<title>{name}</title>\n<id>{place}{own}</id>");
        line!(out, "<link href=\"{place}{own}\"/>");
        line!(out, "<updated>{day}T00:00:00Z</updated>\n<summary>{about}</summary>\n</entry>");
    }
    out + "</feed>\n"
}

fn json_feed(site: &Site, title: &str, address: &str) -> String {
    let item = |(number, document): (usize, &Document)| {
        let url = format!("{address}{}", site.place(document));
        let mut item = json!({
            "id": url,
            "url": url,
            "title": document.title.value,
            "summary": site.pages.about(number),
            "language": "nl",
        });
        if let (Some(item), Some(day)) = (item.as_object_mut(), there_by(document)) {
            item.insert("date_published".into(), format!("{day}T00:00:00Z").into());
        }
        item
    };
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": address,
        "feed_url": format!("{address}feed.json"),
        "language": "nl",
        "items": site.corpus.documents.iter().enumerate().rev().map(item).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&feed).expect("a value has string keys") + "\n"
}

/// The explorer, the list, the page on accessibility, and the page of each document that has one.
fn sitemap(site: &Site, address: &str) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let pages = site.corpus.documents.iter().filter(|_| !site.apart).map(|document| site.place(document));
    for page in [String::new(), FOLDER.to_owned(), format!("{ACCESS}/")].into_iter().chain(pages) {
        line!(out, "<url><loc>{}</loc></url>", escaped(&format!("{address}{page}")));
    }
    out + "</urlset>\n"
}

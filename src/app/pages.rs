//! The static pages, on the host: the components of the page as text, read without script.
//!
//! | page | holds |
//! |---|---|
//! | `documenten/ID/index.html` | a document: its facts with their evidence, its text, what it cites |
//! | `documenten/index.html` | the list of all documents, by year |
//! | `toegankelijkheid/index.html` | how accessible the page is, and how that was tested |
//! | `index.html` | until the page is alive: what it shows first |

use crate::{
    dom::{El, el, with},
    explorer::{ACCESS, Explorer, X},
    reader::reader,
    results::particulars,
    state::{Facet, ViewState},
};
use leptos::prelude::*;
use model::Corpus;

/// The folder of the static pages, beside the explorer.
pub const FOLDER: &str = "documenten/";

/// The name of a page in its folder, also where no host would find it by the folder alone.
const PAGE: &str = "index.html";

/// Where a page stands: what leads from it to the folder of the explorer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place<'a> {
    /// The explorer itself.
    Explorer,
    /// The list.
    List,
    /// The page on accessibility.
    Access,
    /// The page of the document with this id.
    Document(&'a str),
    /// The one file that holds everything; its articles have the ids of their documents before those of their passages.
    OneFile,
}

impl Place<'_> {
    fn up(self) -> &'static str {
        match self {
            Self::Explorer => "./",
            Self::List | Self::Access => "../",
            Self::Document(_) => "../../",
            Self::OneFile => "",
        }
    }

    /// From here, the address that has the fragment `own` in the explorer: documents and passages have static pages;
    /// what only the explorer can show, and what is marked by `*` in place of `#`, is there.
    fn address(self, own: &str) -> String {
        let up = self.up();
        let (document, passage) = match own[1..].split_once("&p=") {
            Some((document, passage)) => (document, format!("#{passage}")),
            None => (&own[1..], String::new()),
        };
        let plain = |id: &&str| own.starts_with('#') && !id.contains('&') && !passage.contains('&');
        let Some(id) = document.strip_prefix("doc=").filter(plain) else {
            let page = if up.is_empty() { String::new() } else { format!("{up}{PAGE}") };
            return if own.len() > 1 || page.is_empty() { format!("{page}#{}", &own[1..]) } else { page };
        };
        match self {
            Self::OneFile if passage.is_empty() => format!("#{id}-title"),
            Self::OneFile => format!("#{id}-{}", &passage[1..]),
            Self::Document(here) if here == id && !passage.is_empty() => passage,
            _ => format!("{up}{FOLDER}{id}/{PAGE}{passage}"),
        }
    }

    fn write(self, element: &El) -> String {
        let mut out = String::new();
        element.0.write(&mut out, "", &|own| self.address(own));
        out
    }
}

/// A dossier, to be written as pages.
pub struct Pages {
    x: X,
    /// Whether the documents are too many for a page each.
    apart: bool,
    /// What the components own lives as long as this.
    owner: Owner,
}

impl Pages {
    /// Reads a dossier; where it is too large to embed (`apart`) its documents are in the explorer alone.
    pub fn of(corpus: &'static Corpus, sources: &'static [&'static str], apart: bool) -> Self {
        let owner = Owner::new();
        let x = owner.with(|| Explorer::of(corpus, sources, None, Vec::new()));
        Self { x, apart, owner }
    }

    /// What the page shows first, as it stands in `index.html`: header and list.
    pub fn first(&self) -> String {
        self.owner.with(|| {
            let place = el("div");
            let needs = |words: &str| with("p.needs-script", words);
            let place = place.add(needs("Zoeken en filteren vraagt JavaScript."));
            let place = place.add(needs("Search and filters need JavaScript.").attr("lang", "en"));
            crate::page::page(self.x, place.clone());
            Place::Explorer.write(&place)
        })
    }

    /// In its place, where the documents are too many: how many, and where their list is.
    pub fn number(&self) -> String {
        self.owner.with(|| {
            let number = self.x.corpus.documents.len();
            let to = format!("./{FOLDER}{PAGE}");
            let line = |words: &str, list: &str| {
                el("p").text(&format!("{number} {words}: ")).add(with("a", list).attr("href", &to))
            };
            let main = el("main").add(line("documenten", "lijst van alle titels"));
            let main = main.add(line("documents", "list of all titles").attr("lang", "en"));
            Place::Explorer.write(&el("div.page").add(self.header(Place::Explorer)).add(main))
        })
    }

    /// Kind, date and ministries of a document in one line.
    pub fn about(&self, number: usize) -> String {
        let document = self.x.document(number);
        let mut parts = vec![self.x.kind(document), self.x.when(document)];
        parts.extend(document.involved().iter().map(|code| (*code).to_owned()));
        parts.join(", ")
    }

    /// The name of a ministry.
    pub fn ministry<'a>(&self, code: &'a str) -> &'a str {
        match self.x.value(Facet::Ministry, code).0 {
            "" => code,
            name => name,
        }
    }

    /// The body of the page of all documents.
    pub fn list(&self) -> String {
        self.owner.with(|| {
            let main = el("main").add(self.ways_in("*", "*taal=en"));
            self.whole(Place::List, self.titles(main))
        })
    }

    /// Adds the titles by year.
    fn titles(&self, mut main: El) -> El {
        let mut list: Option<(Option<i32>, El)> = None;
        for (number, document) in self.x.corpus.documents.iter().enumerate() {
            let year = document.date.as_ref().and_then(|date| date.earliest).map(|day| day.civil().0);
            let before = list.take_if(|(before, _)| *before != year);
            main = main.maybe(before.map(|(_, list)| list));
            if list.is_none() {
                let name = year.map_or("Zonder jaar".to_owned(), |year| year.to_string());
                main = main.add(with("h2", &name));
            }
            let sign = if self.apart { '*' } else { '#' };
            let link = with("a", &document.title.value).attr("href", &format!("{sign}doc={}", document.id));
            let item = el("li").add(link).add(particulars(self.x, number));
            let (_, before) = list.unwrap_or_else(|| (year, el("ol.titles")));
            list = Some((year, before.add(item)));
        }
        main.maybe(list.map(|(_, list)| list))
    }

    /// The body of the page of a document, by its place in the corpus.
    pub fn document(&self, number: usize) -> String {
        self.owner.with(|| {
            let id = &self.x.document(number).id;
            let ways = self.ways_in(&format!("*doc={id}"), &format!("*doc={id}&taal=en"));
            self.whole(Place::Document(id), el("main").add(ways).add(self.article(number)))
        })
    }

    /// The body of the page on accessibility, around its text, which is HTML.
    pub fn access(&self, text: &str) -> String {
        const END: &str = "</main>";
        self.owner.with(|| {
            let main = el("main.prose").add(self.ways_in("*", "*taal=en"));
            self.whole(Place::Access, main).replacen(END, &format!("{text}{END}"), 1)
        })
    }

    /// All documents one below the other, for the page in one file.
    pub fn one_file(&self) -> String {
        self.owner.with(|| {
            let address = |own: &str| Place::OneFile.address(own);
            let mut out = String::from("<div class=\"page\">");
            self.header(Place::OneFile).0.write(&mut out, "", &address);
            out.push_str("<main>");
            self.titles(el("div")).0.write(&mut out, "", &address);
            for (number, document) in self.x.corpus.documents.iter().enumerate() {
                self.article(number).0.write(&mut out, &format!("{}-", document.id), &address);
            }
            out + "</main></div>"
        })
    }

    fn article(&self, number: usize) -> El {
        self.x.state.set(ViewState { doc: Some(number), ..ViewState::default() });
        let article = reader(self.x);
        self.x.state.set(ViewState::default());
        article
    }

    fn whole(&self, place: Place, main: El) -> String {
        let t = self.x.t();
        let link = || el("p").add(with("a", t.access()).attr("href", &format!("{}{ACCESS}", place.up())));
        let footer = el("footer.colophon").add(with("p", t.not_government()));
        let footer = footer.maybe((place != Place::Access).then(link));
        place.write(&el("div.page").add(self.header(place)).add(main).add(footer))
    }

    /// Title, introduction, and what to keep in mind.
    fn header(&self, place: Place) -> El {
        let (t, dossier) = (self.x.t(), self.x.dossier());
        let title = with("a", &dossier.title.nl).attr("href", "*");
        let header = el("header.masthead").add(el("h1").add(title));
        let header = if let Place::Document(_) = place {
            header
        } else {
            header.add(with("p.intro", &dossier.intro.nl))
        };
        header.add(with("p.standing", t.standing()))
    }

    /// Into the explorer, in both languages.
    fn ways_in(&self, dutch: &str, english: &str) -> El {
        let nl = with("a", "Zoeken, filteren en citeren in de verkenner").attr("href", dutch);
        let en = with("a", "Search, filter and cite in the explorer").attr("href", english);
        el("p.ways-in").add(nl).text(" · ").add(en.attr("lang", "en").attr("hreflang", "en"))
    }
}

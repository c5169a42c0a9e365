//! Every word of the interface, in Dutch and English. Pure.

use crate::{state::View, text::cut};
use model::{
    ActorKind, Certainty, CitationKind, DateFact, Day, DocumentKind, NoAddress, RequestKind, Resolution,
    Role, Rule, Speaker, Status, Text, days_in_month,
};
use search::{Form, Refused};
use std::sync::OnceLock;

/// Language of the interface. The documents stay Dutch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
}

macro_rules! strings {
    ($($(#[$meta:meta])* $name:ident: $nl:literal | $en:literal,)+) => {
        /// The fixed words of the interface.
        pub struct Strings([&'static str; [$(stringify!($name)),+].len()]);

        #[allow(non_camel_case_types)] // the names of the functions below
        enum Line { $($name),+ }

        impl Strings {
            fn read(lang: Lang) -> Self {
                let mut lines = lang.pick(concat!($($nl, "\n"),+), concat!($($en, "\n"),+)).split('\n');
                Self([(); _].map(|()| lines.next().unwrap_or_default()))
            }

            $($(#[$meta])* #[doc = $nl] pub fn $name(&self) -> &'static str {
                self.0[Line::$name as usize]
            })+
        }
    };
}

/// The words for a value of an enumeration.
macro_rules! words {
    ($lang:expr, $value:expr, $type:ident { $($name:ident: $nl:literal | $en:literal),+ $(,)? }) => {{
        enum Nth { $($name),+ }
        let nth = match $value { $($type::$name => Nth::$name),+ };
        let text = $lang.pick(concat!($($nl, "\n"),+), concat!($($en, "\n"),+));
        text.split('\n').nth(nth as usize).unwrap_or_default()
    }};
}

strings! {
    /// Language tag of the interface.
    tag: "nl" | "en",
    other_tag: "en" | "nl",
    other_language: "English" | "Nederlands",
    skip: "Naar de documenten" | "Skip to the documents",
    standing: "Standpunten kunnen zijn gewijzigd sinds het laatste document in dit dossier." | "Positions may have changed since the last document in this dossier.",
    not_government: "Dit is geen website van de overheid." | "This is not a government website.",
    access: "Toegankelijkheid" | "Accessibility",
    private: "Wat u zoekt blijft in deze browser: alles staat in het adres, niets gaat naar een server." | "What you search stays in this browser: all of it is in the address, nothing is sent to a server.",
    timeline: "Tijdlijn" | "Timeline",
    zoom_in: "Zoom in op de gekozen periode" | "Zoom in on the chosen period",
    zoom_out: "Toon de hele tijd" | "Show the whole time",
    as_table: "Alle dagen als tabel" | "All days as a table",
    date: "Datum" | "Date",
    documents: "Documenten" | "Documents",
    filters: "Filters" | "Filters",
    search: "Zoek in de tekst" | "Search the text",
    search_hint: "Hoofdletters, accenten en streepjes maken niet uit." | "Capitals, accents and hyphens make no difference.",
    search_help: "Zo zoekt u" | "How to search",
    search_syntax: "Alle woorden moeten in het document staan. “algemene oriëntatie”: precies zo achter elkaar. -motie: zonder dat woord. grooming OR hosting: het een of het ander. in:titel of in:kop: alleen in titels of koppen." | "All words have to be in the document. “algemene oriëntatie”: exactly so, in sequence. -motie: without that word. grooming OR hosting: one or the other. in:titel or in:kop: in titles or headings only.",
    suggestions: "Woorden uit de teksten" | "Words of the texts",
    searched: "Gezocht is: " | "Searched for: ",
    searched_nothing: "Hier staat geen woord om te zoeken." | "There is no word to search for.",
    found_by: "Ook gezocht op: " | "Also searched for: ",
    only_so: "alleen zo: " | "only so: ",
    unknown_words: "de woorden die nergens staan" | "the words that are nowhere",
    found_as: "gevonden als: " | "found as: ",
    literal_only: "alleen letterlijk" | "only literally",
    all_forms: "alle vormen" | "all forms",
    order: "Volgorde: " | "Order: ",
    by_rank: "best passend" | "best match",
    by_date: "datum" | "date",
    more: "Toon meer" | "Show more",
    ministry: "Ministerie" | "Ministry",
    issue: "Onderwerp" | "Policy issue",
    kind: "Soort" | "Kind",
    from: "Van" | "From",
    to: "Tot" | "To",
    clear: "Wis alle filters" | "Clear all filters",
    remove: "Verwijder filter: " | "Remove filter: ",
    possibly_heading: "Mogelijk in deze periode" | "Possibly in this period",
    possibly_why: "Van deze documenten staat de dag niet vast; een deel van de mogelijke dagen valt in de periode." | "The day of these documents is not certain; some of the possible days fall in the period.",
    none: "Geen resultaten" | "No results",
    none_word: "Dit woord staat in geen enkel document: " | "This word is in none of the documents: ",
    none_together: "Deze keuzes samen laten niets over. Laat er een weg:" | "These choices together leave nothing. Drop one:",
    none_all: "Eén keuze weglaten is niet genoeg." | "Dropping one choice is not enough.",
    without: "zonder " | "without ",
    all_documents: "Toon alle documenten" | "Show all documents",
    read_passage: "Lees alinea " | "Read passage ",
    back: "Terug naar de lijst" | "Back to the list",
    show_source: "Toon de bron" | "Show the source",
    show_reading: "Toon de leestekst" | "Show the reading text",
    source_note: "De bron, teken voor teken zoals gepubliceerd, met regelnummers. Gestippeld: woorden waarop een gegeven berust." | "The source, character by character as published, with line numbers. Dotted: words that a fact rests on.",
    facts: "Gegevens" | "Facts",
    facts_hint: "Kies een gegeven om te zien waarop het berust." | "Choose a fact to see what it rests on.",
    title: "Titel" | "Title",
    reference: "Kenmerk" | "Reference",
    signed: "Ondertekend door" | "Signed by",
    file: "Bestand: " | "File: ",
    added: "Toegevoegd" | "Added",
    belongs: "Hoort bij" | "Belongs with",
    contents: "Inhoud" | "Contents",
    hits: "Treffers" | "Hits",
    previous: "Vorige treffer" | "Previous hit",
    next: "Volgende treffer" | "Next hit",
    of: " van " | " of ",
    link_passage: "Link naar alinea " | "Link to passage ",
    cite: "Citeer" | "Quote",
    plain_page: "Deze tekst als gewone pagina" | "This text as a plain page",
    check: "Controleer dit dossier" | "Verify this dossier",
    own_unchecked: "eigen document, niet gecontroleerd" | "own document, not checked",
    copy_quote: "Kopieer citaat" | "Copy quotation",
    footnote: "Noot " | "Note ",
    in_text_dates: "Datums in de tekst" | "Dates in the text",
    citations: "Verwijzingen" | "Citations",
    actors: "Personen en organisaties" | "Persons and organisations",
    taken_from: "Overgenomen uit: " | "Taken from: ",
    no_words: "Hiervoor staan geen woorden in de bron." | "The source has no words for this.",
    in_source: "Bekijk in de bron" | "See it in the source",
    proof: "Stap voor stap" | "Step by step",
    line: "regel " | "line ",
    lines: "regels " | "lines ",
    gives: "Dat geeft: " | "That gives: ",
    embed: "Insluiten" | "Embed",
    take: "Meenemen" | "Take along",
    own: "Eigen document" | "Own document",
    new_window: "Open in nieuw venster" | "Open in a new window",
    undated: "geen datum" | "no date",
    uncertain: "datum afgeleid" | "date derived",
    between: "tussen " | "between ",
    and: " en " | " and ",
    on_or_after: "op of na " | "on or after ",
    on_or_before: "op of vóór " | "on or before ",
    short_from: "vanaf " | "from ",
    short_until: "t/m " | "until ",
    no_year: ", jaar onbekend" | ", year unknown",
    views: "Manieren om te lezen" | "Ways to read",
    positions_how: "Zinnen die een standpunt innemen of aanhalen, woordelijk, per onderwerp, in volgorde van tijd. Vet: het eigen woord van het document. Eronder: wie er spreekt en wat het is." | "Sentences that take or report a position, word for word, by issue, in order of time. Bold: the document’s own word. Below: who speaks, and what it is.",
    chronology: "Lees als chronologie" | "Read as a chronology",
    all_issues: "Alle onderwerpen" | "All issues",
    on_the_whole: "Over het geheel:" | "On the whole:",
    no_positions: "In deze documenten vonden de regels geen standpunt over dit onderwerp." | "In these documents the rules found no position on this issue.",
    first_few: "Hier staan de eerste 200 gevonden documenten; filter voor de andere." | "Shown are the first 200 documents found; filter for the others.",
    repaired: " leesfouten van de scan zijn hieronder hersteld; de bron heeft ze nog. " | " errors of the scan are mended below; the source still has them. ",
    one_file: "Bewaar dit dossier als één bestand" | "Keep this dossier as one file",
    copy_row: "Kopieer alle citaten" | "Copy all quotations",
    public_then: "was toen openbaar" | "was public then",
    not_public_then: "was toen nog niet openbaar" | "was not public then",
    perhaps_public: "niet bekend of het toen openbaar was" | "not known whether it was public then",
    shared_papers: "Stukken die meer dan één document noemt, in de tijd" | "Papers that more than one document mentions, in time",
    means: "Uitleg van de makers van dit dossier: " | "Explanation by the editors: ",
    changed: "Zelfde zin, ander slot. Eerder: " | "Same sentence, other ending. Before: ",
    now: " Nu: " | " Now: ",
    how_read: "Hoe gelezen" | "How it was read",
    issue_shown_by: "Het onderwerp blijkt uit: " | "The issue is shown by: ",
    compare_how: "Zin voor zin: in beide, anders verwoord, of in één van beide. Briefhoofden, koppen, ondertekening en vaste formules tellen niet mee." | "Sentence by sentence: in both, worded differently, or in one of them. Letterheads, headings, signatures and standing formulas do not count.",
    left: "Links" | "Left",
    right: "Rechts" | "Right",
    in_both: "In beide, de hele zin" | "In both, the whole sentence",
    reworded: "In beide, deels; wat verschilt is gemarkeerd" | "In both, in part; what differs is marked",
    only_left: "Alleen links" | "Only left",
    only_right: "Alleen rechts" | "Only right",
    pairing: "Dit paar: " | "This pair: ",
    two_needed: "Om te vergelijken zijn twee documenten nodig." | "Two documents are needed for a comparison.",
    references_how: "Elk stuk, debat, motie, brief en advies dat de teksten noemen, met de alinea’s die het noemen, op nummer of naam bijeen. Uitvoerig: een kop noemt het, of drie alinea’s van één document." | "Each paper, debate, motion, letter and advice that the texts mention, with the passages that do, by number or name. At length: a heading names it, or three passages of one document.",
    at_length: "uitvoerig" | "at length",
    in_passing: "terloops" | "in passing",
    request_list: "Kopieer als lijst voor een Woo-verzoek" | "Copy as a list for an information request",
    request_head: "Stukken die in openbare documenten worden genoemd en die niet openbaar zijn, voor zover bekend:" | "Papers that public documents mention and that are not public, as far as is known:",
    none_here: "Geen." | "None.",
    events_how: "De documenten en alle dagen die de teksten noemen, in volgorde van tijd, met de zin die ze noemt. Gestreept onderstreept: de dag staat niet vast." | "The documents and all days that the texts mention, in order of time, with the sentence that mentions them. A dashed underline: the day is not certain.",
    what_happened: "Wat er staat" | "What the texts say",
    known_on: "Wat was bekend op" | "What was known on",
    known_show: "Toon" | "Show",
    known_today: "Toon alles" | "Show everything",
    known_is: "U leest het dossier zoals het was op " | "You read the dossier as it was on ",
    known_perhaps: " Weggelaten, omdat niet vaststaat dat het er toen al was: " | " Left out, as it is not certain to have been there then: ",
    requests_how: "Verzoeken, toezeggingen en vragen, met de zin die ze opent en de zin die ze sluit, gezocht verderop in dezelfde paragraaf, en bij moties in het hele dossier." | "Requests, promises and questions, with the sentence that opens them and the one that closes them, looked for further on in the same section, and for motions in the whole dossier.",
    closed_by: "Vervolg: " | "Follow-up: ",
    no_follow_up: "Geen vervolg in dit dossier." | "No follow-up in this dossier.",
    certain: " zeker, " | " certain, ",
    possible: " mogelijk" | " possible",
}

impl Lang {
    /// The words of this language.
    pub fn t(self) -> &'static Strings {
        static BOTH: [OnceLock<Strings>; 2] = [const { OnceLock::new() }; 2];
        BOTH[self as usize].get_or_init(|| Strings::read(self))
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Nl => Self::En,
            Self::En => Self::Nl,
        }
    }

    /// This language's half of a text of the dossier.
    pub fn of(self, text: &Text) -> &str {
        match self {
            Self::Nl => &text.nl,
            Self::En => &text.en,
        }
    }

    /// This language's half of two words.
    pub fn pick(self, nl: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }

    /// "3 documenten".
    pub fn documents(self, n: usize) -> String {
        let word = match n {
            1 => "document",
            _ => self.pick("documenten", "documents"),
        };
        format!("{n} {word}")
    }

    /// "12 passages".
    pub fn passages(self, n: usize) -> String {
        format!("{n} {}", if n == 1 { "passage" } else { "passages" })
    }

    /// What a kind of document is called.
    pub fn kind(self, kind: DocumentKind) -> &'static str {
        words!(
            self,
            kind,
            DocumentKind {
                Beslisnota: "Beslisnota" | "Beslisnota",
                Kamerbrief: "Kamerbrief" | "Kamerbrief",
                Motie: "Motie" | "Motion",
                Kamervragen: "Kamervragen" | "Parliamentary questions",
                Handelingen: "Handelingen" | "Handelingen",
                BncFiche: "BNC-fiche" | "BNC-fiche",
                Overig: "Overig" | "Other",
            }
        )
    }

    /// The Dutch kinds of paper, in a few English words; `None` in Dutch, and where the name says it.
    pub fn kind_meaning(self, kind: DocumentKind) -> Option<&'static str> {
        match (self, kind) {
            (Self::En, DocumentKind::Beslisnota) => Some("advice to a minister"),
            (Self::En, DocumentKind::Kamerbrief) => Some("letter to parliament"),
            (Self::En, DocumentKind::Handelingen) => Some("report of a debate"),
            _ => None,
        }
    }

    /// By which form a word was found.
    pub fn form(self, form: Form) -> &'static str {
        words!(
            self,
            form,
            Form {
                Literal: "letterlijk" | "literal",
                Beginning: "begin van een woord" | "beginning of a word",
                Stem: "zelfde stam" | "same stem",
                Compound: "samenstelling" | "compound",
                Alias: "andere naam" | "other name",
                Typo: "mogelijke schrijffout" | "possible misspelling",
            }
        )
    }

    /// Why a piece of a query was not taken as it stands; goes on after the piece.
    pub fn refused(self, why: Refused) -> &'static str {
        words!(
            self,
            why,
            Refused {
                And: " is niet nodig: alle woorden moeten er al staan."
                    | " is not needed: all words have to be there anyway.",
                Operator: " wordt hier niet gebruikt; -woord sluit een woord uit, OR geeft een keuze."
                    | " is not used here; -word leaves a word out, OR gives a choice.",
                LoneOr: " heeft aan beide kanten een woord nodig." | " needs a word on both sides.",
                Plus: ": het plusteken is niet nodig, alle woorden moeten er al staan."
                    | ": the plus sign is not needed, all words have to be there anyway.",
                Wildcard: ": een joker is er niet; het begin van het laatste woord is genoeg."
                    | ": there are no wildcards; the beginning of the last word is enough.",
                Weight: ": dit teken wordt hier niet gebruikt." | ": this sign is not used here.",
                Field: ": zo’n veld is er niet, alleen in:titel en in:kop."
                    | ": there is no such field, only in:titel and in:kop.",
                Brackets: ": haakjes worden hier niet gebruikt." | ": brackets are not used here.",
                Quote: " heeft een tweede aanhalingsteken nodig." | " needs a second quotation mark.",
                TooLong: ": meer dan 32 woorden; dit en wat volgt is weggelaten."
                    | ": more than 32 words; this and what follows is left out.",
            }
        )
    }

    /// How a fact is known, in a word.
    pub fn certainty(self, certainty: Certainty) -> &'static str {
        words!(
            self,
            certainty,
            Certainty {
                Stated: "vermeld" | "stated",
                Derived: "afgeleid" | "derived",
                Curated: "toegevoegd" | "added by the editors",
                Composed: "samengesteld" | "composed",
            }
        )
    }

    /// How a fact is known, in a sentence.
    pub fn certainty_why(self, certainty: Certainty) -> &'static str {
        words!(
            self,
            certainty,
            Certainty {
                Stated: "Het document zegt het met zoveel woorden."
                    | "The document says so in so many words.",
                Derived: "Een vaste regel maakt het op uit de tekst."
                    | "A fixed rule concludes it from the text.",
                Curated: "De redactie van dit dossier voegt het toe." | "The editors of this dossier add it.",
                Composed: "Het document heeft het zelf niet; deze pagina stelt het samen."
                    | "The document itself has none; this page composes it.",
            }
        )
    }

    /// What a ministry does in a document.
    pub fn role(self, role: Role) -> &'static str {
        words!(
            self,
            role,
            Role {
                Sender: "Afzender" | "Sender",
                CoSender: "Mede namens" | "Also on behalf of",
                Addressee: "Gericht aan" | "Addressed to",
                Mentioned: "Noemt" | "Mentions",
            }
        )
    }

    /// What is cited.
    pub fn citation(self, kind: CitationKind) -> &'static str {
        words!(
            self,
            kind,
            CitationKind {
                Kamerstuk: "Kamerstuk" | "Parliamentary paper",
                Handelingen: "Handelingen" | "Report of a debate",
                EuAct: "EU-stuk" | "EU act",
                Letter: "Brief" | "Letter",
                Advice: "Advies" | "Advice",
                Motion: "Motie" | "Motion",
                Proposal: "Voorstel" | "Proposal",
                Declaration: "Stemverklaring" | "Vote statement",
                Questions: "Kamervragen" | "Parliamentary questions",
            }
        )
    }

    /// Where the thing cited can be read.
    pub fn resolution(self, resolution: Resolution) -> &'static str {
        words!(
            self,
            resolution,
            Resolution {
                InDossier: "in dit dossier" | "in this dossier",
                Public: "openbaar" | "public",
                NotPublic: "niet openbaar, voor zover bekend" | "not public, as far as is known",
                Unresolved: "niet te herleiden" | "cannot be resolved",
            }
        )
    }

    /// What a view is called.
    pub fn view(self, view: View) -> &'static str {
        match view {
            View::Documents => self.t().documents(),
            View::Positions => self.pick("Standpunten", "Positions"),
            View::Compare => self.pick("Nota en brief", "Note and letter"),
            View::References => self.t().citations(),
            View::Events => self.pick("Tijd", "Time"),
            View::Requests => self.pick("Open einden", "Open ends"),
        }
    }

    /// The heading of the papers that can be read there.
    pub fn group(self, resolution: Resolution) -> &'static str {
        words!(
            self,
            resolution,
            Resolution {
                InDossier: "In dit dossier" | "In this dossier",
                Public: "Elders openbaar" | "Public elsewhere",
                NotPublic: "Genoemd en niet openbaar, voor zover bekend"
                    | "Mentioned and not public, as far as is known",
                Unresolved: "Niet te herleiden" | "Cannot be resolved",
            }
        )
    }

    /// Who speaks.
    pub fn speaker(self, speaker: Speaker) -> &'static str {
        words!(
            self,
            speaker,
            Speaker {
                Adviser: "Adviseur van de minister" | "Adviser to the minister",
                Minister: "Bewindspersoon" | "Minister",
                Cabinet: "Kabinet" | "Cabinet",
                PreviousCabinet: "Vorig kabinet" | "Previous cabinet",
                Netherlands: "Nederland" | "The Netherlands",
                Ministry: "Ministerie" | "Ministry",
                Parliament: "Kamer" | "Parliament",
                Presidency: "Voorzitterschap" | "Presidency",
                MemberStates: "Lidstaten" | "Member states",
                Organisation: "Organisatie" | "Organisation",
            }
        )
    }

    /// What a position is.
    pub fn status(self, status: Status) -> &'static str {
        words!(
            self,
            status,
            Status {
                Advice: "advies" | "advice",
                Decision: "besluit" | "decision",
                Position: "eigen standpunt" | "own position",
                Reported: "weergegeven" | "reported",
            }
        )
    }

    /// What a sentence opens.
    pub fn request(self, kind: RequestKind) -> &'static str {
        words!(
            self,
            kind,
            RequestKind {
                Request: "Verzoek" | "Request",
                Promise: "Toezegging" | "Promise",
                Question: "Vraag" | "Question",
            }
        )
    }

    /// Why a citation has no address.
    pub fn no_address(self, reason: NoAddress) -> &'static str {
        words!(
            self,
            reason,
            NoAddress {
                NoItem: "zonder itemnummer" | "no item number",
                NoNumber: "zonder nummer" | "no number",
                Several: "meer dan één nummer" | "more than one number",
                Internal: "een intern advies, dat de tekst niet openbaar noemt"
                    | "an internal advice, which the text does not call public",
                Announced: "aangekondigd; de tekst geeft het niet" | "announced; the text does not give it",
                Negotiation: "een onderhandelingstekst van de Raad, zonder nummer"
                    | "a text of negotiations in the Council, without a number",
                ToParliament: "aan de Kamer gestuurd, die het publiceert; de tekst geeft geen nummer"
                    | "sent to parliament, which publishes it; the text gives no number",
            }
        )
    }

    /// Person or body.
    pub fn actor(self, kind: ActorKind) -> &'static str {
        words!(
            self,
            kind,
            ActorKind { Person: "persoon" | "person", Organisation: "organisatie" | "organisation" }
        )
    }

    fn month(self, month: u32) -> &'static str {
        let names = self.pick(
            "januari februari maart april mei juni juli augustus september oktober november december",
            "January February March April May June July August September October November December",
        );
        names.split(' ').nth(month as usize - 1).unwrap_or_default()
    }

    /// "mrt".
    pub fn short_month(self, month: u32) -> &'static str {
        match (self, month) {
            (Self::Nl, 3) => "mrt",
            _ => cut(self.month(month), 0..3),
        }
    }

    /// "8 mei 2023".
    pub fn day(self, day: Day) -> String {
        let (year, month, day) = day.civil();
        format!("{day} {} {year}", self.month(month))
    }

    /// "8 mei".
    pub fn short_day(self, day: Day) -> String {
        let (_, month, day) = day.civil();
        format!("{day} {}", self.short_month(month))
    }

    /// A date in words, with its doubt: "tussen 14 en 26 november 2025", "op of na 24 november 2025", "november 2025".
    pub fn when(self, date: &DateFact) -> String {
        self.span_of_days(date.earliest, date.latest).unwrap_or_else(|| self.edtf(&date.edtf))
    }

    /// The days of an EDTF expression in words, as far as the page writes them; else the expression itself.
    pub fn edtf(self, edtf: &str) -> String {
        let day = |text: &str| text.parse::<Day>().ok();
        // `a`, `a/b`, `a/..`, `../b`: no other form holds whole days.
        let (from, to) = edtf.split_once('/').unwrap_or((edtf, edtf));
        if let Some(words) = self.span_of_days(day(from), day(to)) {
            return words;
        }
        let mut parts = edtf.split('-');
        let (year, month, date) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
        let number =
            |part: Option<&str>, most: u32| part?.parse::<u32>().ok().filter(|n| (1..=most).contains(n));
        if let (Some(month), true) = (number(month, 12), year.contains('X')) {
            return match number(date, 31) {
                Some(day) => format!("{day} {}{}", self.month(month), self.t().no_year()),
                None => format!("{}{}", self.month(month), self.t().no_year()),
            };
        }
        match (number(month, 12), date) {
            (Some(month), None) => format!("{} {year}", self.month(month)),
            _ => edtf.to_string(),
        }
    }

    fn span_of_days(self, earliest: Option<Day>, latest: Option<Day>) -> Option<String> {
        let t = self.t();
        Some(match (earliest, latest) {
            (Some(a), Some(b)) if a == b => self.day(a),
            (Some(a), Some(b)) => {
                let ((y1, m1, d1), (y2, m2, d2)) = (a.civil(), b.civil());
                let whole_months = d1 == 1 && d2 == days_in_month(y2, m2);
                if y1 == y2 && m1 == 1 && m2 == 12 && whole_months {
                    y1.to_string()
                } else if y1 == y2 && m1 == m2 && whole_months {
                    format!("{} {y1}", self.month(m1))
                } else {
                    let first = match (y1 == y2, m1 == m2) {
                        (true, true) => d1.to_string(),
                        (true, false) => format!("{d1} {}", self.month(m1)),
                        _ => self.day(a),
                    };
                    format!("{}{first}{}{}", t.between(), t.and(), self.day(b))
                }
            }
            (Some(a), None) => format!("{}{}", t.on_or_after(), self.day(a)),
            (None, Some(b)) => format!("{}{}", t.on_or_before(), self.day(b)),
            (None, None) => return None,
        })
    }

    /// As short as a label on the timeline needs: "20 apr", "14–26 nov?", "vanaf 24 nov?".
    pub fn short_when(self, date: &DateFact) -> String {
        let t = self.t();
        match (date.earliest, date.latest) {
            (Some(a), Some(b)) if a == b => self.short_day(a),
            (Some(a), Some(b)) => {
                let ((y1, m1, d1), (y2, m2, _)) = (a.civil(), b.civil());
                let first = if (y1, m1) == (y2, m2) { d1.to_string() } else { self.short_day(a) };
                format!("{first}–{}?", self.short_day(b))
            }
            (Some(a), None) => format!("{}{}?", t.short_from(), self.short_day(a)),
            (None, Some(b)) => format!("{}{}?", t.short_until(), self.short_day(b)),
            (None, None) => "?".into(),
        }
    }

    /// What a rule does, in one sentence.
    pub fn rule(self, rule: Rule) -> &'static str {
        words!(
            self,
            rule,
            Rule {
                NotaHeading: "Boven het document staat ‘nota’ of ‘Beslisnota’."
                    | "The document is headed ‘nota’ or ‘Beslisnota’.",
                NotaSections: "Alleen een nota heeft de kopjes ‘Aanleiding’ en ‘Geadviseerd besluit’."
                    | "Only a nota has the sections ‘Aanleiding’ and ‘Geadviseerd besluit’.",
                LetterHeading: "Het opschrift noemt het een brief van een minister aan de Voorzitter."
                    | "The heading calls it a letter of a minister to the Speaker.",
                LetterAddress: "De tekst spreekt ‘uw Kamer’ aan en is ondertekend door een bewindspersoon."
                    | "The text addresses ‘uw Kamer’ and is signed by a member of the government.",
                MotionHeading: "Het opschrift noemt het een motie." | "The heading calls it a motion.",
                QuestionsHeading: "Het opschrift noemt vragen van een Kamerlid."
                    | "The heading names questions of a member of parliament.",
                DebateHeading: "Het opschrift is dat van een debatverslag."
                    | "The heading is that of the report of a debate.",
                FicheHeading: "Het opschrift en de kopjes zijn die van een BNC-fiche."
                    | "Heading and sections are those of a BNC-fiche.",
                NoMark: "Niets in de tekst wijst op een bekende soort."
                    | "Nothing in the text points to a known kind.",
                TitleLine: "De titel is de regel onder ‘nota’ of na ‘Beslisnota’."
                    | "The title is the line below ‘nota’ or after ‘Beslisnota’.",
                SubjectLine: "De titel is de regel na ‘Onderwerp’ of ‘Betreft’."
                    | "The title is the line after ‘Onderwerp’ or ‘Betreft’.",
                DossierTitle: "De titel is die van het Kamerdossier."
                    | "The title is that of the parliamentary dossier.",
                QuestionsSubject: "De titel is wat in het opschrift na ‘over’ staat."
                    | "The title is what the heading has after ‘over’.",
                ComposedTitle: "Het document heeft geen titel; deze is samengesteld uit soort, afzender en datum."
                    | "The document has no title; this one is composed of kind, sender and date.",
                DateLabel: "De datum staat achter ‘Datum’ in het briefhoofd."
                    | "The date stands after ‘Datum’ in the letterhead.",
                PlaceAndDate: "De datum staat achter de plaats, zoals ‘Den Haag, 8 mei 2023’."
                    | "The date stands after the place, as in ‘Den Haag, 8 mei 2023’.",
                ProposedLine: "De datum staat achter ‘Voorgesteld’." | "The date stands after ‘Voorgesteld’.",
                ReceivedLine: "De datum staat achter ‘ontvangen’." | "The date stands after ‘ontvangen’.",
                SentLine: "De datum staat achter ‘ingezonden’." | "The date stands after ‘ingezonden’.",
                SittingDay: "De dag van de vergadering staat boven het verslag."
                    | "The day of the sitting heads the report.",
                BetweenEvents: "Geschreven na de laatste gebeurtenis waarop de tekst terugkijkt en vóór de eerste die nog moet komen."
                    | "Written after the last event that the text looks back on and before the first that is still to come.",
                FullDate: "Dag, maand en jaar staan er voluit." | "Day, month and year are written out.",
                MonthYear: "Maand en jaar staan er, de dag niet."
                    | "Month and year are written, the day is not.",
                YearOnly: "Alleen het jaar staat er." | "Only the year is written.",
                PartOfYear: "De tekst noemt een deel van een jaar, zoals ‘eind 2022’."
                    | "The text names a part of a year, such as ‘eind 2022’.",
                YearInSentence: "Het jaar staat bij een andere datum in dezelfde zin."
                    | "The year stands with another date of the same sentence.",
                LatestBefore: "‘jl.’: de laatste zulke dag vóór de datum van het document."
                    | "‘jl.’: the latest such day before the date of the document.",
                FirstAfter: "‘a.s.’: de eerste zulke dag na de datum van het document."
                    | "‘a.s.’: the first such day after the date of the document.",
                WeekdayProves: "De genoemde weekdag past maar bij één van de mogelijke jaren."
                    | "The weekday named fits only one of the possible years.",
                CouncilPresidency: "Het genoemde land zit de Raad in maar één halfjaar voor."
                    | "The country named presides over the Council in one half-year only.",
                LooksBack: "De tekst kijkt op deze dag terug." | "The text looks back on this day.",
                LooksAhead: "De tekst kijkt naar deze dag vooruit." | "The text looks forward to this day.",
                RelativeDate: "‘Vorig jaar’ of ‘dit voorjaar’, geteld vanaf de datum van het document."
                    | "‘Vorig jaar’ or ‘dit voorjaar’, counted from the date of the document.",
                SessionYear: "Het vergaderjaar van het stuk erbij heeft deze dag één keer."
                    | "The parliamentary year of the paper beside it has this day once.",
                DossierEvent: "Een ander document van dit dossier bewijst in welk halfjaar dit speelt."
                    | "Another document of this dossier proves the half-year in question.",
                SameDay: "Dezelfde dag staat elders in het document met jaar."
                    | "The same day stands elsewhere in the document with its year.",
                YearOpen: "Het jaar staat er niet en niets bewijst het; het blijft open."
                    | "The year is not written and nothing proves it; it stays open.",
                ReferenceLabel: "Het nummer staat achter ‘Onze referentie’ of ‘Kenmerk’."
                    | "The number stands after ‘Onze referentie’ or ‘Kenmerk’.",
                PublicationNumber: "Het publicatienummer staat onder aan het stuk."
                    | "The publication number stands at the foot of the paper.",
                Letterhead: "Het briefhoofd noemt het ministerie of zijn webadres."
                    | "The letterhead names the ministry or its web address.",
                ResponsibleMinistry: "De fiche noemt dit het eerstverantwoordelijke ministerie."
                    | "The fiche names it as the ministry responsible in the first place.",
                AddresseeLine: "De adresregel noemt deze bewindspersoon."
                    | "The address line names this member of the government.",
                SignatureOffice: "Het ambt staat boven de ondertekening."
                    | "The office stands above the signature.",
                SenderLine: "Het opschrift ‘Brief van de minister van …’ noemt het ministerie."
                    | "The heading ‘Brief van de minister van …’ names the ministry.",
                AlsoOnBehalf: "De tekst zegt ‘mede namens’ deze bewindspersoon."
                    | "The text says ‘mede namens’ (also on behalf of) this member of the government.",
                NamedInText: "De tekst noemt het ambt of het ministerie."
                    | "The text names the office or the ministry.",
                NameBelowOffice: "De naam staat onder het ambt." | "The name stands below the office.",
                NameBelowMotion: "De naam staat onder de motie." | "The name stands below the motion.",
                AnswerLine: "De regel ‘Antwoord van Minister …’ noemt de naam."
                    | "The line ‘Antwoord van Minister …’ has the name.",
                KnownOrganisation: "De naam staat in de lijst van bekende organisaties."
                    | "The name is in the table of known organisations.",
                MemberOfParliament: "De naam staat achter ‘het lid’ of ‘motie’."
                    | "The name stands after ‘het lid’ or ‘motie’.",
                NameBehindOffice: "De naam staat achter het ambt." | "The name stands after the office.",
                NameBelowClose: "De naam staat onder de slotgroet."
                    | "The name stands below the close of the letter.",
                KamerstukNumber: "Een dossiernummer en een stuknummer wijzen een Kamerstuk aan."
                    | "A dossier number and a paper number name a Kamerstuk.",
                HandelingenNumber: "Vergaderjaar en nummer wijzen een debatverslag aan."
                    | "Parliamentary year and number name the report of a debate.",
                EuNumber: "Het nummer is dat van een Europees stuk."
                    | "The number is that of a European act.",
                MotionByName: "De motie wordt genoemd naar de indiener."
                    | "The motion is named after its mover.",
                LetterByDate: "De brief wordt genoemd met zijn datum." | "The letter is named by its date.",
                AdviceByAuthor: "Het stuk wordt genoemd naar de opsteller."
                    | "The paper is named after its author.",
                NumberInBrackets: "Het nummer staat tussen haakjes achter de naam."
                    | "The number stands in brackets after the name.",
                NumberInNote: "Het nummer staat in de noot bij de zin."
                    | "The number stands in the note of the sentence.",
                SameName: "Dezelfde naam heeft elders dit ene nummer."
                    | "The same name has this one number elsewhere.",
                PaperByName: "De tekst noemt het stuk bij zijn soort en zijn maker."
                    | "The text names the paper by its sort and its maker.",
                NamedSubject: "De zin noemt wie er spreekt." | "The sentence names who speaks.",
                FirstPerson: "De brief zegt ‘ik’ of ‘wij’: dat is wie hem ondertekent."
                    | "The letter says ‘ik’ or ‘wij’ (I, we): that is who signs it.",
                AdvisersVoice: "De zin noemt niemand, en de tekst is een advies: de ambtenaren spreken."
                    | "The sentence names nobody, and the text is an advice: the civil servants speak.",
                SignersVoice: "De zin noemt niemand, en de tekst is een brief: wie hem ondertekent spreekt."
                    | "The sentence names nobody, and the text is a letter: who signs it speaks.",
                RequestWords: "De zin vraagt, belooft of kondigt vragen aan."
                    | "The sentence asks, promises or announces questions.",
                SharedRun: "Beide hebben dezelfde woorden achter elkaar."
                    | "Both have the same words in sequence.",
                LineHyphen: "Het streepje stond er alleen omdat de regel ophield."
                    | "The hyphen stood only because the line ended.",
                HyphenKept: "Het streepje hoort bij het woord, dat over twee regels liep."
                    | "The hyphen belongs to the word, which ran over two lines.",
                Markup: "Een opmaakteken, geen tekst." | "A sign of markup, not text.",
                Abbreviation: "Een afkorting tussen haakjes, achter de naam waarvan zij de letters heeft."
                    | "An abbreviation in brackets, behind the name whose letters it has.",
                OcrWord: "Een verkeerd gelezen letter, hersteld naar een woord uit de lijst."
                    | "A misread letter, corrected to a word of the list.",
                FootnoteMark: "Een verkeerd gelezen nootcijfer." | "A misread mark of a footnote.",
                ListSign: "Een teken dat alleen de lijst ervóór nodig had."
                    | "A sign that only the list before it needed.",
                Curated: "Met de hand toegevoegd, met bron." | "Added by hand, with its source.",
            }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(edtf: &str, earliest: &str, latest: &str) -> DateFact {
        DateFact {
            as_written: String::new(),
            edtf: edtf.into(),
            earliest: earliest.parse().ok(),
            latest: latest.parse().ok(),
            certainty: Certainty::Derived,
            rule: Rule::BetweenEvents,
            evidence: vec![],
            proof: vec![],
        }
    }

    #[test]
    fn dates_are_words_with_their_doubt() {
        for (edtf, from, to, nl, en, short) in [
            ("2023-05-08", "2023-05-08", "2023-05-08", "8 mei 2023", "8 May 2023", "8 mei"),
            (
                "2025-11-14/2025-11-26",
                "2025-11-14",
                "2025-11-26",
                "tussen 14 en 26 november 2025",
                "between 14 and 26 November 2025",
                "14–26 nov?",
            ),
            (
                "2025-10-30/2025-11-02",
                "2025-10-30",
                "2025-11-02",
                "tussen 30 oktober en 2 november 2025",
                "between 30 October and 2 November 2025",
                "30 okt–2 nov?",
            ),
            (
                "2024-12-30/2025-01-02",
                "2024-12-30",
                "2025-01-02",
                "tussen 30 december 2024 en 2 januari 2025",
                "between 30 December 2024 and 2 January 2025",
                "30 dec–2 jan?",
            ),
            (
                "2025-11-24/..",
                "2025-11-24",
                "",
                "op of na 24 november 2025",
                "on or after 24 November 2025",
                "vanaf 24 nov?",
            ),
            (
                "../2025-03-01",
                "",
                "2025-03-01",
                "op of vóór 1 maart 2025",
                "on or before 1 March 2025",
                "t/m 1 mrt?",
            ),
            ("2016", "2016-01-01", "2016-12-31", "2016", "2016", "1 jan–31 dec?"),
            ("2024-02", "2024-02-01", "2024-02-29", "februari 2024", "February 2024", "1–29 feb?"),
        ] {
            let fact = date(edtf, from, to);
            assert_eq!(Lang::Nl.when(&fact), nl);
            assert_eq!(Lang::En.when(&fact), en);
            assert_eq!(Lang::Nl.short_when(&fact), short);
        }
    }

    #[test]
    fn an_open_year_is_said_to_be_open() {
        assert_eq!(Lang::Nl.when(&date("XXXX-11-14", "", "")), "14 november, jaar onbekend");
        assert_eq!(Lang::En.edtf("XXXX-04-20"), "20 April, year unknown");
    }

    #[test]
    fn the_result_of_a_proof_step_is_words_where_it_is_a_date() {
        assert_eq!(Lang::Nl.edtf("2025-11-26"), "26 november 2025");
        assert_eq!(Lang::Nl.edtf("2025-11-14/2025-11-26"), "tussen 14 en 26 november 2025");
        assert_eq!(Lang::Nl.edtf("2025-11-24/.."), "op of na 24 november 2025");
        assert_eq!(Lang::En.edtf("2025-07"), "July 2025");
        assert_eq!(Lang::En.edtf("2025"), "2025");
        assert_eq!(Lang::En.edtf("2022-24"), "2022-24");
        assert_eq!(Lang::En.edtf(""), "");
    }

    #[test]
    fn counts_know_their_singular() {
        assert_eq!(Lang::Nl.documents(1) + ", " + &Lang::Nl.passages(1), "1 document, 1 passage");
        assert_eq!(Lang::En.documents(0) + ", " + &Lang::En.passages(12), "0 documents, 12 passages");
    }

    #[test]
    fn every_rule_is_a_sentence_in_both_languages() {
        for rule in Rule::ALL {
            for lang in [Lang::Nl, Lang::En] {
                let sentence = lang.rule(*rule);
                assert!(sentence.ends_with('.') && sentence.len() > 20, "{sentence}");
            }
        }
    }
}

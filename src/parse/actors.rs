//! Persons and bodies that a text names, and papers known by them: "het lid Van Raan", "de motie-Van Raan", "het advies
//! van de AIVD".
//!
//! Two mentions are one person when the names are the same and no two parties are stated; two names are one body when
//! [`BODIES`] says so. Nothing else is merged.

use crate::{
    citations::{Found, unnumbered},
    words::Words,
};
use model::{ActorKind, CitationKind, Rule, tokens};
use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

/// Bodies of national and European government that policy papers name, each with every name that means it; the first
/// is shown. Source: the register of government organisations (organisaties.overheid.nl), for the two names of the ATKM its
/// founding act (Stb. 2023, 303) and the act that changed it.
const BODIES: &[&[&str]] = &[
    &["ACM", "Autoriteit Consument en Markt"],
    &["AFM", "Autoriteit Financiële Markten"],
    &["AIVD", "Algemene Inlichtingen- en Veiligheidsdienst"],
    &["Algemene Rekenkamer"],
    &[
        "ATKM",
        "Autoriteit online Terroristisch en Kinderpornografisch Materiaal",
        "Autoriteit online Kinderpornografisch Materiaal",
    ],
    &["Autoriteit Persoonsgegevens"],
    &["Belastingdienst"],
    &["CBS", "Centraal Bureau voor de Statistiek"],
    &["CJIB", "Centraal Justitieel Incassobureau"],
    &["COA", "Centraal Orgaan opvang asielzoekers"],
    &["Coreper"],
    &["CPB", "Centraal Planbureau"],
    &["CTIVD", "Commissie van Toezicht op de Inlichtingen- en Veiligheidsdiensten"],
    &["De Nederlandsche Bank", "DNB"],
    &["DUO", "Dienst Uitvoering Onderwijs"],
    &["Europees Comité voor gegevensbescherming", "EDPB", "European Data Protection Board"],
    &["Europees Parlement"],
    &["Europese Commissie"],
    &["Europese Toezichthouder voor gegevensbescherming", "EDPS"],
    &["Eurojust"],
    &["Europol"],
    &["Gezondheidsraad"],
    &["Hof van Justitie van de Europese Unie", "HvJ EU", "Europees Hof van Justitie"],
    &["Hoge Raad"],
    &["IGJ", "Inspectie Gezondheidszorg en Jeugd"],
    &["ILT", "Inspectie Leefomgeving en Transport"],
    &["IND", "Immigratie- en Naturalisatiedienst"],
    &["INHOPE"],
    &["Internet Watch Foundation"],
    &["IPO", "Interprovinciaal Overleg"],
    &["Juridische Dienst van de Raad"],
    &["Kiesraad"],
    &["Meldpunt Kinderporno"],
    &["MIVD", "Militaire Inlichtingen- en Veiligheidsdienst"],
    &["Nationale ombudsman"],
    &["NCSC", "Nationaal Cyber Security Centrum"],
    &["NCTV", "Nationaal Coördinator Terrorismebestrijding en Veiligheid"],
    &["Nederlandse Arbeidsinspectie"],
    &["NFI", "Nederlands Forensisch Instituut"],
    &["NVWA", "Nederlandse Voedsel- en Warenautoriteit"],
    &["NZa", "Nederlandse Zorgautoriteit"],
    &["Offlimits"],
    &["Onderwijsraad"],
    &["Openbaar Ministerie"],
    &["PBL", "Planbureau voor de Leefomgeving"],
    &["ProRail"],
    &["Raad van State", "Afdeling advisering van de Raad van State"],
    &["Raad voor de rechtspraak"],
    &["RDI", "Rijksinspectie Digitale Infrastructuur"],
    &["Rijkswaterstaat"],
    &["RIVM", "Rijksinstituut voor Volksgezondheid en Milieu"],
    &["RVO", "Rijksdienst voor Ondernemend Nederland"],
    &["SCP", "Sociaal en Cultureel Planbureau"],
    &["SER", "Sociaal-Economische Raad"],
    &["SVB", "Sociale Verzekeringsbank"],
    &["Unie van Waterschappen"],
    &["UWV", "Uitvoeringsinstituut Werknemersverzekeringen"],
    &["VNG", "Vereniging van Nederlandse Gemeenten"],
    &["WODC", "Wetenschappelijk Onderzoek- en Datacentrum"],
    &["WRR", "Wetenschappelijke Raad voor het Regeringsbeleid"],
    &["Zorginstituut Nederland"],
];

/// Parties in the Staten-Generaal since 2002, each with the names that papers use; the first is stated. Source:
/// tweedekamer.nl, "Fracties".
const PARTIES: &[&[&str]] = &[
    &["50PLUS", "50Plus"],
    &["BBB", "BoerBurgerBeweging"],
    &["BIJ1"],
    &["BVNL", "Groep Van Haga"],
    &["CDA"],
    &["ChristenUnie", "CU"],
    &["D66"],
    &["DENK"],
    &["FVD", "Forum voor Democratie", "FvD"],
    &["GroenLinks", "GL"],
    &["GroenLinks-PvdA", "GL-PvdA"],
    &["JA21"],
    &["LPF"],
    &["NSC", "Nieuw Sociaal Contract"],
    &["PvdA"],
    &["PvdD", "Partij voor de Dieren"],
    &["PVV"],
    &["SGP"],
    &["SP"],
    &["Volt"],
    &["VVD"],
];

struct Body {
    /// The name to show.
    name: &'static str,
    /// The words of this name, folded.
    words: Vec<String>,
    /// An abbreviation: its capitals have to be there.
    written: Option<&'static str>,
}

/// Names of bodies by their first word; the longest first.
static BY_FIRST_WORD: LazyLock<BTreeMap<String, Vec<Body>>> = LazyLock::new(|| {
    let mut found: BTreeMap<String, Vec<Body>> = BTreeMap::new();
    for names in BODIES {
        for name in *names {
            let words: Vec<String> = tokens(name).into_iter().map(|t| t.text).collect();
            let written = (words.len() == 1).then_some(*name);
            let body = Body { name: names[0], words, written };
            found.entry(body.words[0].clone()).or_default().push(body);
        }
    }
    found.values_mut().for_each(|bodies| bodies.sort_by_key(|b| std::cmp::Reverse(b.words.len())));
    found
});

/// Words, folded, that a name may be read from.
pub fn openers() -> impl Iterator<Item = &'static str> {
    let bodies = BY_FIRST_WORD.keys().map(String::as_str);
    let papers = [
        "ambtelijke",
        "ambtelijk",
        "stemverklaring",
        "compromisvoorstel",
        "compromistekst",
        "voorstel",
        "schriftelijke",
    ];
    let persons =
        ["bnc", "lid", "leden", "kamerlid", "kamerleden", "motie", "moties", "minister", "staatssecretaris"];
    bodies.chain(persons).chain(papers)
}

/// An actor mentioned in a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Mention {
    /// Byte range of the name.
    pub place: Range<usize>,
    /// The name to show.
    pub name: String,
    /// Person or body.
    pub kind: ActorKind,
    /// Party, where stated.
    pub party: Option<&'static str>,
    /// The rule.
    pub rule: Rule,
}

/// What a text names, in order.
#[derive(Debug, Default)]
pub struct Scanned {
    /// Persons and bodies.
    pub mentions: Vec<Mention>,
    /// Motions and advices known by them.
    pub papers: Vec<Found>,
}

/// Every name that begins at, or stands behind, a word of `candidates` (in order).
pub fn scan_at(words: &Words, candidates: impl IntoIterator<Item = usize>) -> Scanned {
    let mut found = Scanned::default();
    let mut end = 0;
    for at in candidates {
        if at < end {
            continue;
        }
        if let Some((body, last)) = body_at(words, at) {
            let place = words.place(at, last);
            papers_of(words, at, last, body, &mut found.papers);
            let kind = ActorKind::Organisation;
            let rule = Rule::KnownOrganisation;
            found.mentions.push(Mention { place, name: body.to_owned(), kind, party: None, rule });
            end = last + 1;
            continue;
        }
        match words.folded(at) {
            "lid" | "leden" | "kamerlid" | "kamerleden" if words.next_to(at) => {
                persons(words, at + 1, Rule::MemberOfParliament, &mut found.mentions);
            }
            "motie" | "moties" => motion(words, at, &mut found),
            // The government's first assessment of a Commission proposal; a text has one as a rule.
            "bnc" if words.gap(at) == "-" && words.folded(at + 1) == "fiche" => {
                let place = words.place(at, at + 1);
                let name = "bnc-fiche".to_owned();
                found.papers.push(unnumbered(place, CitationKind::Advice, Rule::AdviceByAuthor, name));
            }
            "ambtelijke" | "ambtelijk"
                if matches!(words.folded(at + 1), "adviezen" | "advies") && words.gap(at).len() <= 2 =>
            {
                let name = "ambtelijke adviezen".to_owned();
                found.papers.push(paper(words, at, at + 1, CitationKind::Advice, name));
            }
            "stemverklaring" => {
                let name = "stemverklaring".to_owned();
                found.papers.push(paper(words, at, at, CitationKind::Declaration, name));
            }
            "schriftelijke" if words.folded(at + 1) == "kamervragen" && words.next_to(at) => {
                let name = "schriftelijke kamervragen".to_owned();
                found.papers.push(paper(words, at, at + 1, CitationKind::Questions, name));
            }
            "voorstel" | "compromisvoorstel" | "compromistekst" => found.papers.extend(proposal(words, at)),
            "minister" | "staatssecretaris" if words.next_to(at) => {
                let office = !matches!(words.written(at + 1), "van" | "voor" | "President");
                if office && let Some(last) = name_at(words, at + 1) {
                    found.mentions.push(person(words, at + 1, last, Rule::NameBehindOffice));
                }
            }
            _ => {}
        }
    }
    found.mentions.sort_by_key(|m| m.place.start);
    found.mentions.dedup_by(|b, a| a.place == b.place);
    found
}

/// The body whose name begins at a word: the name to show, and its last word.
fn body_at(words: &Words, at: usize) -> Option<(&'static str, usize)> {
    let bodies = BY_FIRST_WORD.get(words.folded(at))?;
    let body = bodies.iter().find(|b| {
        words.reads(at, &b.words)
            && b.written.map_or(words.written(at).starts_with(char::is_uppercase), |w| w == words.written(at))
    })?;
    Some((body.name, at + body.words.len() - 1))
}

/// "het advies van de AIVD", "Advies AIVD", "de jaarlijkse rapporten van INHOPE".
fn papers_of(words: &Words, at: usize, last: usize, body: &str, found: &mut Vec<Found>) {
    let before = |i: usize| i.checked_sub(1).filter(|i| words.gap(*i) == " ");
    let Some(mut i) = before(at) else { return };
    if matches!(words.folded(i), "de" | "het") {
        let Some(previous) = before(i) else { return };
        i = previous;
    }
    if words.folded(i) == "van" {
        let Some(previous) = before(i) else { return };
        i = previous;
    }
    let paper = words.folded(i);
    let sort = match paper {
        "advies" | "adviezen" | "opinie" => "advies",
        "rapport" | "rapporten" | "rapportage" | "jaarverslag" | "analyse" => "rapport",
        _ => return,
    };
    let name = format!("{sort} {body}");
    found.push(unnumbered(words.place(i, last), CitationKind::Advice, Rule::AdviceByAuthor, name));
}

fn paper(words: &Words, first: usize, last: usize, kind: CitationKind, name: String) -> Found {
    unnumbered(words.place(first, last), kind, Rule::PaperByName, name)
}

/// "het Hongaarse voorstel", "heeft het Deense voorzitterschap een nieuw voorstel": a proposal by who made it.
fn proposal(words: &Words, at: usize) -> Option<Found> {
    // 5: "het Deense voorzitterschap een nieuw voorstel", and no other sentence.
    let presides = |i: &usize| {
        let next = words.folded(i + 1);
        crate::dates::presides(words.written(*i)) && (i + 1 == at || next == "voorzitterschap")
    };
    let first = (at.saturating_sub(5)..at)
        .rev()
        .take_while(|i| !words.gap(*i).contains(['.', ';', ':']))
        .find(presides)?;
    let name = format!("voorstel {}", words.folded(first));
    Some(paper(words, first, at, CitationKind::Proposal, name))
}

/// "motie-Van Raan", "motie Van Raan c.s.", "motie van het lid Van Raan", "moties van de leden A en B".
fn motion(words: &Words, at: usize, found: &mut Scanned) {
    let mut first = at + 1;
    let hyphen = words.gap(at) == "-";
    if !hyphen && !words.next_to(at) {
        return;
    }
    if matches!(words.folded(first), "van" | "door")
        && matches!(words.folded(first + 1), "het" | "de" | "lid")
    {
        first += if words.folded(first + 1) == "lid" { 1 } else { 2 };
        if !matches!(words.folded(first), "lid" | "leden" | "kamerlid") {
            return;
        }
        first += 1;
    }
    let before = found.mentions.len();
    persons(words, first, Rule::MemberOfParliament, &mut found.mentions);
    // "motie Van Raan c.s.", "motie Pierik (Kamerstuk …)": without "lid" and hyphen more has to say that it is a name.
    let behind = found.mentions.last().map_or("", |m| words.text[m.place.end..].trim_start());
    if !hyphen && first == at + 1 && !behind.starts_with("c.s.") && !behind.starts_with('(') {
        found.mentions.truncate(before);
        return;
    }
    let named = &found.mentions[before..];
    let Some(last) = named.last() else { return };
    let place = words.place(at, at).start..last.place.end;
    let all: Vec<String> = named.iter().map(|m| key(&m.name)).collect();
    let name = format!("motie {}", all.join(" "));
    found.papers.push(unnumbered(place, CitationKind::Motion, Rule::MotionByName, name));
}

/// One name or a list of them from a word on: "Six Dijkstra (Nieuw Sociaal Contract) en Kathmann (GroenLinks-PvdA)",
/// "Omtzigt, Van Vroonhoven (beiden Nieuw Sociaal Contract)". A party behind "beiden" or "allen" is that of each.
fn persons(words: &Words, first: usize, rule: Rule, found: &mut Vec<Mention>) {
    let begin = found.len();
    let mut at = first;
    while let Some(last) = name_at(words, at) {
        let mut mention = person(words, at, last, rule);
        let mut next = last + 1;
        if words.gap(last).trim_start().starts_with('(')
            && let Some((party, shared, end)) = party_at(words, next)
        {
            mention.party = Some(party);
            next = end + 1;
            for other in found[begin..].iter_mut().filter(|_| shared) {
                other.party = other.party.or(Some(party));
            }
        }
        found.push(mention);
        let joined = words.gap(next - 1).trim_start_matches(')');
        at = match joined {
            ", " | "/" => next,
            " " if words.folded(next) == "en" && words.next_to(next) => next + 1,
            " " if words.folded(next) == "c" && words.folded(next + 1) == "s" => return,
            _ => return,
        };
    }
}

fn person(words: &Words, first: usize, last: usize, rule: Rule) -> Mention {
    let place = words.place(first, last);
    // "van Raan" behind "motie" and "Van Raan" behind "lid" are one name.
    let name = words.text[place.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = name.chars();
    let name = letters.next().map_or(String::new(), |c| c.to_uppercase().chain(letters).collect());
    Mention { place, name, kind: ActorKind::Person, party: None, rule }
}

/// The party in brackets from a word on: its name, whether all the names before share it, its last word.
fn party_at(words: &Words, at: usize) -> Option<(&'static str, bool, usize)> {
    let shared = matches!(words.folded(at), "beiden" | "allen");
    let first = if shared { at + 1 } else { at };
    let inside =
        words.text.get(words.place(first.min(words.len() - 1), first.min(words.len() - 1)).start..)?;
    let inside = &inside[..inside.find(')').filter(|end| *end <= 40)?];
    let party = PARTIES.iter().find(|names| names.contains(&inside.trim()))?;
    let end = words.first_from(words.place(first, first).start + inside.len());
    Some((party[0], shared, end - 1))
}

/// Words that stand within a surname, in small letters or behind a capital.
const PARTICLES: [&str; 22] = [
    "van", "de", "den", "der", "het", "t", "ter", "ten", "te", "el", "al", "ben", "von", "la", "le", "du",
    "da", "dos", "op", "in", "vander", "af",
];

/// Whether a small word may stand within a name.
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word.trim_matches(['\'', '’']))
}

/// Words with a capital that are no name: what may stand behind "motie", "lid" or "minister".
const NO_NAMES: [&str; 34] = [
    "buitenlandse",
    "binnenlandse",
    "financien",
    "justitie",
    "defensie",
    "economische",
    "sociale",
    "onderwijs",
    "volksgezondheid",
    "infrastructuur",
    "landbouw",
    "algemene",
    "klimaat",
    "asiel",
    "europese",
    "wet",
    "zijn",
    "na",
    "kamer",
    "tweede",
    "eerste",
    "kamerstuk",
    "kamerstukken",
    "nr",
    "nrs",
    "staten",
    "raad",
    "staat",
    "president",
    "commissie",
    "ministers",
    "europees",
    "artikel",
    "handelingen",
];

/// The last word of the name of a person that begins at a word: particles, then one to three words with a capital, then
/// perhaps a particle and its name again ("Inge van Dijk").
pub fn name_at(words: &Words, first: usize) -> Option<usize> {
    let particle = |i: usize| PARTICLES.contains(&words.folded(i));
    let capital = |i: usize| {
        let written = words.written(i);
        written.starts_with(char::is_uppercase)
            && written.chars().any(char::is_lowercase)
            && !NO_NAMES.contains(&words.folded(i))
    };
    let joined = |i: usize| matches!(words.gap(i), " " | "-" | " '" | " ’" | "’" | ". ");
    let mut at = first;
    // At most four: "van 't de la".
    while at < first + 4 && particle(at) && joined(at) {
        at += 1;
    }
    if !capital(at) || (particle(at) && !words.written(at).starts_with(char::is_uppercase)) {
        return None;
    }
    let mut last = at;
    for _ in 0..4 {
        if !joined(last) || words.gap(last) == ". " {
            break;
        }
        let mut next = last + 1;
        while next < last + 4 && particle(next) && words.gap(next) == " " {
            next += 1;
        }
        if !capital(next) {
            break;
        }
        last = next;
    }
    Some(last)
}

/// A name for comparison: folded words.
pub fn key(name: &str) -> String {
    tokens(name).into_iter().map(|t| t.text).collect::<Vec<_>>().join(" ")
}

/// Whether words are a name of an actor: the same, or one of the names of a body.
pub fn is_name_of(words: &str, actor: &str) -> bool {
    let written = key(words);
    let body = BODIES.iter().find(|names| names[0] == actor);
    body.map_or(written == key(actor), |names| names.iter().any(|name| key(name) == written))
}

/// The mentions of a document, merged: actors in the order of their first mention, each with the numbers of its mentions.
pub fn merge(mentions: &[&Mention]) -> Vec<(String, Option<&'static str>, Vec<usize>)> {
    let mut found: Vec<(String, Option<&'static str>, Vec<usize>)> = Vec::new();
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, mention) in mentions.iter().enumerate() {
        let known = by_name.entry(key(&mention.name)).or_default();
        // Persons of one name and two parties are two.
        let same = known.iter().copied().find(|k| {
            let party: Option<&str> = found[*k].1;
            party.is_none() || mention.party.is_none() || party == mention.party
        });
        match same {
            Some(k) => {
                found[k].1 = found[k].1.or(mention.party);
                found[k].2.push(i);
            }
            None => {
                known.push(found.len());
                found.push((mention.name.clone(), mention.party, vec![i]));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<(String, Option<&'static str>)> {
        let words = Words::of(text);
        let found = scan_at(&words, 0..words.len());
        found.mentions.into_iter().map(|m| (m.name, m.party)).collect()
    }

    fn papers(text: &str) -> Vec<(String, String)> {
        let words = Words::of(text);
        let found = scan_at(&words, 0..words.len()).papers;
        found.into_iter().map(|f| (text[f.place].to_owned(), f.name.unwrap_or_default())).collect()
    }

    #[test]
    fn members_have_the_party_that_is_stated() {
        assert_eq!(
            named("de leden Six Dijkstra (Nieuw Sociaal Contract) en Kathmann (GroenLinks-PvdA) u"),
            [("Six Dijkstra".to_owned(), Some("NSC")), ("Kathmann".to_owned(), Some("GroenLinks-PvdA"))]
        );
        assert_eq!(
            named("de leden Omtzigt, Van Vroonhoven (beiden Nieuw Sociaal Contract) en Dassen (Volt) over"),
            [
                ("Omtzigt".to_owned(), Some("NSC")),
                ("Van Vroonhoven".to_owned(), Some("NSC")),
                ("Dassen".to_owned(), Some("Volt"))
            ]
        );
        assert_eq!(named("het lid Inge van Dijk c.s. heeft"), [("Inge van Dijk".to_owned(), None)]);
        assert_eq!(named("minister Yeşilgöz-Zegerius is"), [("Yeşilgöz-Zegerius".to_owned(), None)]);
        assert_eq!(
            named("de minister van Justitie en een lid van de Kamer, lid Nederland"),
            [("Nederland".to_owned(), None)]
        );
    }

    #[test]
    fn motions_and_advices_are_known_by_name() {
        let motie = |written: &str, name: &str| vec![(written.to_owned(), name.to_owned())];
        assert_eq!(papers("met de motie-Van Raan¹."), motie("motie-Van Raan", "motie van raan"));
        assert_eq!(papers("motie Van Raan c.s. over"), motie("motie Van Raan", "motie van raan"));
        assert_eq!(
            papers("de motie van het lid Van Ginneken c.s. is"),
            motie("motie van het lid Van Ginneken", "motie van ginneken")
        );
        assert_eq!(
            papers("moties van de leden Koekkoek en Rajkowski"),
            motie("moties van de leden Koekkoek en Rajkowski", "motie koekkoek rajkowski")
        );
        assert_eq!(papers("een nieuw advies van de AIVD de"), motie("advies van de AIVD", "advies AIVD"));
        assert_eq!(papers("er is een BNC-fiche gestuurd"), motie("BNC-fiche", "bnc-fiche"));
        assert_eq!(papers("de motie is aangenomen, de motie van vorig jaar, motie over Europa"), []);
    }

    #[test]
    fn one_body_has_all_its_names_and_two_parties_make_two_persons() {
        let text = "Autoriteit online Kinderpornografisch Materiaal (ATKM) en het lid De Vries (VVD), het lid De Vries (CDA)";
        let words = Words::of(text);
        let found = scan_at(&words, 0..words.len()).mentions;
        let merged = merge(&found.iter().collect::<Vec<_>>());
        let names: Vec<_> = merged.iter().map(|(name, party, m)| (name.as_str(), *party, m.len())).collect();
        assert_eq!(names, [("ATKM", None, 2), ("De Vries", Some("VVD"), 1), ("De Vries", Some("CDA"), 1)]);
    }
}

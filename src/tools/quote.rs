//! A quotation that cannot drift: its link carries the passage, the exact words and a hash of the passage. Who follows
//! it is told whether the words still stand there; if not, both versions, or where words like them stand.

use crate::dialog::{copied, dialog, put, say};
use app::{
    dom::{El, el, find, later, property, with},
    explorer::{ONE_FILE, X, base, hash},
    markup::escaped,
    state::{ViewState, decode, encode},
};
use leptos::prelude::*;
use model::{Certainty, Document, Passage, sentences, tokens};
use sha2::{Digest, Sha256};
use wasm_bindgen::JsValue;

/// Longest quotation in a link, in characters: longer addresses are cut by programs that pass them on.
const MOST: usize = 2000;
/// Digits of the hash in a link.
const DIGITS: usize = 16;
/// Candidates that are offered where the words are gone.
const OFFERED: usize = 3;

/// The beginning of the SHA-256 of a passage's reading text.
fn sum(text: &str) -> String {
    Sha256::digest(text).iter().take(DIGITS / 2).map(|byte| format!("{byte:02x}")).collect()
}

/// With single blanks: browsers copy line breaks that no text has.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether `words` stand in `text`, blanks aside.
fn stands(text: &str, words: &str) -> bool {
    plain(text).contains(&plain(words))
}

/// Whether they stand there as words, not as parts of others.
fn stands_apart(text: &str, words: &str) -> bool {
    let (text, words) = (plain(text), plain(words));
    text.match_indices(&words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

/// `words` of `text` with the ends of words that were cut; `None` where they do not stand there.
fn in_whole_words(text: &str, words: &str) -> Option<String> {
    let text = plain(text);
    let (from, to) = text.find(words).map(|at| (at, at + words.len()))?;
    let inside = |c: &char| c.is_alphanumeric();
    let starts = words.starts_with(char::is_alphanumeric);
    let ends = words.ends_with(char::is_alphanumeric);
    let before: usize =
        text[..from].chars().rev().take_while(inside).map(char::len_utf8).filter(|_| starts).sum();
    let behind: usize = text[to..].chars().take_while(inside).map(char::len_utf8).filter(|_| ends).sum();
    Some(text[from - before..to + behind].to_owned())
}

/// The link that carries a quotation.
fn link(base: &str, document: &Document, passage: &Passage, words: &str) -> String {
    let mut carried = String::new();
    encode(words, &mut carried);
    format!("{base}#doc={}&p={}&citaat={carried}&som={}", document.id, passage.id, sum(&passage.text))
}

/// Opens the dialog for a passage of the open document, or for the words that are selected in it.
pub fn open(x: X, passage: &str, selected: &str) {
    let Some(document) = x.state.with_untracked(|s| s.doc).map(|number| x.document(number)) else { return };
    let Some(passage) = document.passages.iter().find(|p| p.id == passage) else { return };
    let selected = plain(selected);
    let part = Some(&selected).filter(|s| !s.is_empty()).and_then(|s| in_whole_words(&passage.text, s));
    let elsewhere = part.is_none() && !selected.is_empty();
    let (part, words) = (part.is_some(), part.unwrap_or_else(|| passage.text.clone()));
    let cut = words.chars().count() > MOST;
    let words: String = words.chars().take(MOST).collect();
    dialog(x, "cite", say(x, "Citeer", "Quote"), |place| {
        let hint = if part {
            say(x, "De geselecteerde woorden.", "The selected words.")
        } else if cut {
            say(
                x,
                "Deze alinea is te lang voor een link: selecteer de woorden die u wilt citeren. Hier staat het begin.",
                "This passage is too long for a link: select the words that you want to quote. This is its beginning.",
            )
        } else if elsewhere {
            say(
                x,
                "De hele alinea: wat u selecteerde staat niet binnen deze ene alinea.",
                "The whole passage: what you selected does not stand within this one passage.",
            )
        } else {
            say(
                x,
                "De hele alinea. Selecteer eerst woorden in de tekst om alleen die te citeren.",
                "The whole passage. Select words in the text first to quote only those.",
            )
        };
        let here = link(&base(), document, passage, &words);
        let address = link(&told_base(), document, passage, &words);
        let source = source_of(x, document, passage);
        let own = shown(document, &words);
        if document.is_own() {
            // Nobody else has it: a link would lead nowhere.
            let (as_text, text_area) = copied(x, say(x, "Als tekst", "As text"), "quote-text", 4);
            put(&text_area, &format!("“{words}” — {source}"));
            let only = say(
                x,
                "Een eigen document is alleen in dit venster: een link of kaart kan een ander niet openen.",
                "A document of your own is in this window only: nobody else could open a link or a card.",
            );
            return place.add(own).add(with("p.small", hint)).add(with("p.small", only)).add(as_text);
        }
        let (as_link, link_area) = copied(
            x,
            say(x, "Link met de woorden en hun controle", "Link with the words and their check"),
            "quote-link",
            3,
        );
        let as_link = as_link.maybe((here != address).then(|| {
            let words = say(
                x,
                "Deze link werkt alleen op deze computer, met dit bestand in deze map. Wie tekst of kaart krijgt, heeft het bestand inzage.html nodig.",
                "This link works on this computer only, with this file in this folder. Whoever is given text or card needs the file inzage.html.",
            );
            with("p.small", words)
        }));
        put(&link_area, &here);
        let (as_text, text_area) = copied(x, say(x, "Als tekst", "As text"), "quote-text", 4);
        put(&text_area, &format!("“{words}” — {source}. {address}"));
        let (as_card, card_area) = copied(
            x,
            say(
                x,
                "Als kaart voor een webpagina (HTML zonder script)",
                "As a card for a web page (HTML without script)",
            ),
            "quote-card",
            5,
        );
        put(&card_area, &card(x, &words, &source, &address));
        place.add(own).add(with("p.small", hint)).add(as_link).add(as_text).add(as_card)
    });
}

/// The address that is passed on. That of a file is of this computer alone.
fn told_base() -> String {
    Some(base()).filter(|base| base.starts_with("http")).unwrap_or_else(|| ONE_FILE.to_owned())
}

/// What a passage is quoted from.
fn source_of(x: X, document: &Document, passage: &Passage) -> String {
    let reference =
        document.reference.as_ref().map(|r| format!(", {} {}", say(x, "kenmerk", "reference"), r.value));
    // A composed title has the day in it.
    let composed = document.title.certainty == Certainty::Composed;
    let when = if composed { String::new() } else { format!(", {}", x.when(document)) };
    format!("{}{when}{}, {}", document.title.value, reference.unwrap_or_default(), passage.id)
}

/// A quotation as it looks.
pub fn shown(document: &Document, words: &str) -> El {
    let quotation = el("blockquote.statement").attr("lang", "nl").add(with("p", words));
    quotation.add(el("p.from").text(&document.title.value))
}

/// The card of a whole passage, or of its beginning.
pub fn of_passage(x: X, document: &Document, passage: &Passage) -> String {
    let words: String = passage.text.chars().take(MOST).collect();
    card(x, &words, &source_of(x, document, passage), &link(&told_base(), document, passage, &words))
}

/// What survives a CMS that strips scripts and styles.
fn card(x: X, words: &str, source: &str, address: &str) -> String {
    let read = say(x, "Lees na in het dossier", "Read it in the dossier");
    let (words, source, address) = (escaped(words), escaped(source), escaped(address));
    format!(
        "<blockquote cite=\"{address}\">\n<p lang=\"nl\">{words}</p>\n<p>— {source}. <a href=\"{address}\">{read} ‘{}’</a></p>\n</blockquote>",
        escaped(x.title())
    )
}

/// What became of quoted words.
#[derive(Debug, PartialEq, Eq)]
pub enum Fate {
    /// They stand in their passage, which is what it was when it was quoted, or not; unknown where the link was cut.
    Same { passage: usize, whole: Option<bool> },
    /// Others stand where they stood: a sentence of the passage that is like them.
    Changed { passage: usize, now: String },
    /// They are not there; the nearest places, by document and passage, best first.
    Gone { why: Why, nearest: Vec<(usize, usize)> },
}

/// Why words are not where their link says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is no such document, or no such passage.
    NoPlace,
    /// The passage is what it was: the link is not what it was.
    LinkAltered,
    /// Other words stand there.
    NotHere,
}

/// Share of words in common from which a sentence counts as another version: of one sentence more than half stays.
const ALIKE: f64 = 0.5;

/// How much of the words of `quoted` stand in `text`, from 0 to 1.
fn alike(quoted: &[String], text: &str) -> f64 {
    let there: Vec<String> = tokens(text).into_iter().map(|t| t.text).collect();
    let common = quoted.iter().filter(|word| there.contains(word)).count();
    let longer = quoted.len().max(there.len().min(quoted.len() * 2)).max(1);
    common as f64 / longer as f64
}

/// How many neighbours of `quoted` are neighbours in `text`: common words stand anywhere, in their order they do not.
fn in_order(quoted: &[String], text: &str) -> usize {
    let there: Vec<String> = tokens(text).into_iter().map(|t| t.text).collect();
    quoted.windows(2).filter(|pair| there.windows(2).any(|other| other == *pair)).count()
}

fn fate(documents: &[Document], doc: Option<usize>, passage: Option<usize>, words: &str, som: &str) -> Fate {
    let quoted: Vec<String> = tokens(words).into_iter().map(|t| t.text).collect();
    let mut why = Why::NoPlace;
    if let (Some(document), Some(place)) = (doc.map(|doc| &documents[doc]), passage) {
        let text = &document.passages[place].text;
        // Of a link that was cut short nobody knows what the passage was.
        let known = som.len() == DIGITS && som.bytes().all(|digit| digit.is_ascii_hexdigit());
        let changed = known && sum(text) != som;
        why = if known && !changed { Why::LinkAltered } else { Why::NotHere };
        let here = if changed { stands_apart } else { stands };
        if here(text, words) {
            return Fate::Same { passage: place, whole: known.then_some(!changed) };
        }
        // Words of another passage, or that never stood here, are no other version of what stands here.
        let moved = document.passages.iter().any(|p| stands_apart(&p.text, words));
        // As many sentences as were quoted, that are most like them.
        let parts = sentences(text);
        let many = sentences(words).len().clamp(1, parts.len().max(1));
        let windows = parts.windows(many).map(|window| window[0].start..window[many - 1].end);
        let best =
            windows.map(|at| (alike(&quoted, &text[at.clone()]), at)).max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, at)) = best.filter(|(share, _)| *share >= ALIKE && changed && !moved) {
            return Fate::Changed { passage: place, now: text[at].to_owned() };
        }
    }
    let mut nearest = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        for (place, passage) in document.passages.iter().enumerate() {
            let here = stands(&passage.text, words);
            if here || alike(&quoted, &passage.text) >= ALIKE / 2.0 {
                nearest.push((here, in_order(&quoted, &passage.text), (number, place)));
            }
        }
    }
    nearest.sort_by_key(|(here, order, _)| std::cmp::Reverse((*here, *order)));
    Fate::Gone { why, nearest: nearest.into_iter().take(OFFERED).map(|(.., place)| place).collect() }
}

/// Reads the quotation in the address, and says what became of its words, above the text.
pub fn arrive(x: X) {
    let fragment = hash();
    let field = |key: &str| {
        let pairs = fragment.trim_start_matches('#').split('&').filter_map(|pair| pair.split_once('='));
        pairs.filter(|(k, _)| *k == key).find_map(|(_, value)| decode(value)).unwrap_or_default()
    };
    let words: String = field("citaat").chars().filter(|c| !c.is_control()).take(MOST).collect();
    let state = ViewState::parse(&fragment, x.corpus);
    if words.trim().is_empty() {
        return;
    }
    let fate = fate(&x.corpus.documents, state.doc, state.passage, &words, &field("som"));
    let notice = notice(x, &state, &words, &fate);
    // When the page shows what the address asks for.
    later(50, move || place(x, notice, &fate, &id_of(x, &state), &words));
}

/// The id of the passage that the address names.
fn id_of(x: X, state: &ViewState) -> String {
    let passage = state.doc.and_then(|doc| x.document(doc).passages.get(state.passage?));
    passage.map(|passage| passage.id.clone()).unwrap_or_default()
}

fn notice(x: X, state: &ViewState, words: &str, fate: &Fate) -> El {
    let said = el("div.quoted").attr("role", "status").attr("tabindex", "-1").attr("lang", x.t().tag());
    let quote = |label: &str, words: &str| {
        el("div").add(with("p.label", label)).add(el("blockquote").attr("lang", "nl").add(with("p", words)))
    };
    match fate {
        Fate::Same { whole: Some(true), .. } => said.attr("data-fate", "same").add(with(
            "p",
            say(x, "De geciteerde woorden staan hier onveranderd.", "The quoted words stand here unchanged."),
        )),
        Fate::Same { whole: None, .. } => said.attr("data-fate", "same").add(with(
            "p",
            say(
                x,
                "De geciteerde woorden staan hier. De link is ingekort: of de alinea eromheen dezelfde is, is niet na te gaan.",
                "The quoted words stand here. The link was cut: whether the passage around them is the same cannot be checked.",
            ),
        )),
        Fate::Same { .. } => said.attr("data-fate", "same").add(with(
            "p",
            say(
                x,
                "De geciteerde woorden staan hier. De alinea eromheen is een andere dan in de link: zij is sindsdien veranderd, of de link is het.",
                "The quoted words stand here. The passage around them is not that of the link: it has changed since, or the link has.",
            ),
        )),
        Fate::Changed { now, .. } => said
            .attr("data-fate", "changed")
            .add(with(
                "p",
                say(
                    x,
                    "Hier staan andere woorden dan in de link: de tekst is veranderd sinds hij werd geciteerd, of de link is veranderd.",
                    "Other words stand here than in the link: the text has changed since it was quoted, or the link has.",
                ),
            ))
            .add(quote(say(x, "Volgens de link", "By the link"), words))
            .add(quote(say(x, "Zo staat het er nu", "As it stands now"), now)),
        Fate::Gone { why, nearest } => {
            let gone = match why {
                Why::NoPlace => say(
                    x,
                    "De plaats waar deze link naar wijst, is niet in dit dossier.",
                    "The place that this link points to is not in this dossier.",
                ),
                Why::LinkAltered => say(
                    x,
                    "De woorden in de link staan niet in deze alinea. De alinea is niet veranderd: de link is het.",
                    "The words in the link do not stand in this passage. The passage has not changed: the link has.",
                ),
                Why::NotHere => say(
                    x,
                    "De geciteerde woorden staan niet in deze alinea.",
                    "The quoted words do not stand in this passage.",
                ),
            };
            let said = said.attr("data-fate", "gone").add(with("p", gone));
            let said = said.add(quote(say(x, "Volgens de link", "By the link"), words));
            if nearest.is_empty() {
                return said.add(with(
                    "p",
                    say(x, "Niets in dit dossier lijkt erop.", "Nothing in this dossier resembles them."),
                ));
            }
            let list = nearest.iter().fold(el("ul"), |list, (number, place)| {
                let mut there = ViewState { lang: state.lang, ..ViewState::default() };
                there.open(*number, Some(*place));
                let document = x.document(*number);
                let name = format!("{}, {}", document.title.value, document.passages[*place].id);
                let link = with("a", &name).attr("href", &there.fragment(x.corpus)).attr("lang", "nl");
                list.add(el("li").add(link))
            });
            said.add(with("p.label", say(x, "Het meest lijkt hierop", "Nearest to it"))).add(list)
        }
    }
}

/// Above the passage, or above everything where there is none.
fn place(x: X, notice: El, fate: &Fate, id: &str, words: &str) {
    if let Some(before) = find(".quoted") {
        before.html().remove();
    }
    // In a list only points may stand beside points.
    let found = ["ul:has(> [id=\"ID\"])", "[id=\"ID\"]"].map(|selector| selector.replace("ID", id));
    let found =
        found.iter().filter(|_| !id.is_empty()).find_map(|selector| find(&format!(".text {selector}")));
    let Some(before) = found.or_else(|| find("main > *")) else { return };
    let _placed = before.html().before_with_node_1(&notice.html());
    if matches!(fate, Fate::Same { .. })
        && let Some(passage) = find(&format!(".text [id=\"{id}\"]"))
    {
        // Where a browser has no highlights the passage alone is marked, as with any link to it.
        let _unmarked = highlight(&passage, words);
    }
    // A frame never takes the scroll of the page around it.
    if !x.state.with_untracked(|s| s.embed) {
        notice.html().scroll_into_view_with_bool(true);
        notice.focus();
    }
}

/// Marks the words in a passage without a change to its elements, which are the page's.
fn highlight(passage: &El, words: &str) -> Result<(), JsValue> {
    let mut nodes = Vec::new();
    texts(&passage.html(), &mut nodes);
    // Blanks aside, the place of each character in the nodes.
    let (mut all, mut places) = (Vec::new(), Vec::new());
    for (number, node) in nodes.iter().enumerate() {
        for (offset, unit) in node.text_content().unwrap_or_default().encode_utf16().enumerate() {
            if !is_blank(unit) {
                all.push(unit);
                places.push((number, offset as u32));
            }
        }
    }
    let wanted: Vec<u16> = words.encode_utf16().filter(|unit| !is_blank(*unit)).collect();
    let at = all.windows(wanted.len().max(1)).position(|window| window == wanted);
    let at = at.ok_or("the words are not there")?;
    let (first, last) = (places[at], places[at + wanted.len() - 1]);
    let range = web_sys::Range::new()?;
    range.set_start(&nodes[first.0], first.1)?;
    range.set_end(&nodes[last.0], last.1 + 1)?;
    let class = js_sys::Function::from(property(&window(), "Highlight"));
    let highlight = js_sys::Reflect::construct(&class, &js_sys::Array::of1(&range))?;
    let all = property(&property(&window(), "CSS"), "highlights");
    js_sys::Function::from(property(&all, "set")).call2(&all, &"quoted".into(), &highlight)?;
    Ok(())
}

fn is_blank(unit: u16) -> bool {
    char::from_u32(unit.into()).is_some_and(char::is_whitespace)
}

/// The text nodes below an element, in order.
fn texts(of: &web_sys::Node, into: &mut Vec<web_sys::Node>) {
    let mut child = of.first_child();
    while let Some(node) = child {
        if node.node_type() == web_sys::Node::TEXT_NODE {
            into.push(node.clone());
        } else {
            texts(&node, into);
        }
        child = node.next_sibling();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents() -> Vec<Document> {
        corpus::load().documents.clone()
    }

    /// The first passage of some length, by its places.
    fn long(documents: &[Document]) -> (usize, usize) {
        let place = |d: &Document| d.passages.iter().position(|p| sentences(&p.text).len() > 2);
        documents.iter().enumerate().find_map(|(i, d)| Some((i, place(d)?))).unwrap()
    }

    #[test]
    fn words_that_stand_are_the_same_and_a_change_around_them_is_said() {
        let mut all = documents();
        let (doc, place) = long(&all);
        let text = all[doc].passages[place].text.clone();
        let words = text[sentences(&text)[1].clone()].trim().to_owned();
        let som = sum(&text);
        let at = |all: &[Document]| fate(all, Some(doc), Some(place), &words, &som);
        assert_eq!(at(&all), Fate::Same { passage: place, whole: Some(true) });
        all[doc].passages[place].text.push_str(" Meer.");
        assert_eq!(at(&all), Fate::Same { passage: place, whole: Some(false) });
    }

    #[test]
    fn one_other_word_is_a_change_and_both_versions_are_known() {
        let mut all = documents();
        let (doc, place) = long(&all);
        let text = all[doc].passages[place].text.clone();
        let sentence = text[sentences(&text)[1].clone()].trim().to_owned();
        let word = sentence.split_whitespace().max_by_key(|w| w.len()).unwrap();
        let changed = sentence.replace(word, "iets");
        all[doc].passages[place].text = text.replace(&sentence, &changed);
        match fate(&all, Some(doc), Some(place), &sentence, &sum(&text)) {
            Fate::Changed { passage, now } => {
                assert_eq!((passage, now.trim()), (place, changed.as_str()));
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn words_that_are_gone_are_offered_where_they_are_and_made_up_ones_nowhere() {
        let all = documents();
        let (doc, place) = long(&all);
        let words = all[doc].passages[place].text.clone();
        let elsewhere = fate(&all, Some((doc + 1) % all.len()), Some(0), &words, "");
        assert!(
            matches!(&elsewhere, Fate::Gone { why: Why::NotHere, nearest } if nearest[0] == (doc, place)),
            "{elsewhere:?}"
        );
        assert_eq!(
            fate(&all, None, None, "xylofoon kwartelei zwaluwstaart", ""),
            Fate::Gone { why: Why::NoPlace, nearest: vec![] }
        );
    }

    #[test]
    fn an_altered_link_is_told_from_an_altered_text() {
        let all = documents();
        let (doc, place) = long(&all);
        let text = &all[doc].passages[place].text;
        let words = text[sentences(text)[1].clone()].trim().to_owned();
        let word = words.split_whitespace().max_by_key(|w| w.len()).unwrap();
        let altered = words.replace(word, "iets");
        let fate = |words: &str, som: &str| fate(&all, Some(doc), Some(place), words, som);
        let found = fate(&altered, &sum(text));
        assert!(
            matches!(&found, Fate::Gone { why: Why::LinkAltered, nearest } if nearest[0] == (doc, place)),
            "{found:?}"
        );
        assert_eq!(fate(&words, "xyz"), Fate::Same { passage: place, whole: None });
    }

    #[test]
    fn words_that_were_cut_are_made_whole() {
        let text = "In juli 2022\n aangenomen door de Kamer.";
        assert_eq!(
            in_whole_words(text, "li 2022 aangenomen doo").as_deref(),
            Some("juli 2022 aangenomen door")
        );
        assert_eq!(in_whole_words(text, "de Kamer.").as_deref(), Some("de Kamer."));
        assert_eq!(in_whole_words(text, "de Senaat"), None);
    }
}

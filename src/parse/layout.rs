//! From characters to lines, and from lines to what is text and what is furniture.
//!
//! Furniture is all that a page carries beside its text: letterheads with their labels and values, addresses,
//! page feet, stamps. It may stand anywhere, also in the middle of a sentence, and in a column of its own.

use crate::{dates, structure::is_known_heading};
use model::Span;

/// A line, or one cell of a line that a margin column shares with the text.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Offset of `text` in the source.
    pub start: usize,
    /// Without white space at its ends, and without the signs of Markdown that surround the whole of it.
    pub text: &'a str,
    /// Characters of white space before it.
    pub indent: usize,
    /// A heading of Markdown (`#`).
    pub marked_heading: bool,
    /// A blank line stands before it.
    pub blank_before: bool,
    /// Furniture or the edge of a page stands before it.
    pub break_before: bool,
}

impl Line<'_> {
    /// Where the line stands in the source.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }
}

/// What a label of a letterhead announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// "Datum".
    Date,
    /// "Onze referentie", "Ons kenmerk", "Kenmerk".
    Reference,
    /// "Aan".
    To,
    /// "Van".
    From,
    /// "Onderwerp", "Betreft".
    Subject,
    /// Any other: "Bijlage(n)", "Auteur", "Parafenroute" …
    Other,
}

/// Labels as they stand alone on a line, folded to lower case without colon.
const LABELS: &[(&str, Label)] = &[
    ("datum", Label::Date),
    ("documentdatum", Label::Date),
    ("datum document", Label::Date),
    ("onze referentie", Label::Reference),
    ("ons kenmerk", Label::Reference),
    ("kenmerk", Label::Reference),
    ("onze ref.", Label::Reference),
    ("ons nummer", Label::Reference),
    ("referentie", Label::Reference),
    ("notanummer", Label::Reference),
    ("aan", Label::To),
    ("van", Label::From),
    ("onderwerp", Label::Subject),
    ("betreft", Label::Subject),
    ("bijlage(n)", Label::Other),
    ("bijlage", Label::Other),
    ("bijlagen", Label::Other),
    ("aantal bijlagen", Label::Other),
    ("opgesteld door", Label::Other),
    ("auteur", Label::Other),
    ("contactpersoon", Label::Other),
    ("behandeld door", Label::Other),
    ("kopie aan", Label::Other),
    ("kopie voor", Label::Other),
    ("afschrift", Label::Other),
    ("afschrift aan", Label::Other),
    ("in afschrift aan", Label::Other),
    ("cc", Label::Other),
    ("deadline", Label::Other),
    ("via", Label::Other),
    ("status", Label::Other),
    ("inlichtingen", Label::Other),
    ("ontworpen door", Label::Other),
    ("opsteller", Label::Other),
    ("steller", Label::Other),
    ("bezoekadres", Label::Other),
    ("postadres", Label::Other),
    ("doorkiesnummer", Label::Other),
    ("bpz-nummer", Label::Other),
    ("zaaknummer", Label::Other),
    ("rubricering", Label::Other),
    ("parafenroute", Label::Other),
    ("beslistermijn", Label::Other),
    ("samengewerkt met", Label::Other),
    ("afgestemd met", Label::Other),
    ("medeparaaf", Label::Other),
    ("lijnparaaf", Label::Other),
    ("paraaf", Label::Other),
    ("uw kenmerk", Label::Other),
    ("uw referentie", Label::Other),
    ("uw brief (kenmerk)", Label::Other),
    ("uw brief van", Label::Other),
    ("ontvangen bpz", Label::Other),
    ("nota actief openbaar", Label::Other),
    ("telefoonnummer", Label::Other),
    ("e-mailadres", Label::Other),
    ("projectnaam", Label::Other),
    ("versie", Label::Other),
];

/// Words that a part of a ministry begins with, in letterheads.
const UNITS: &[&str] = &[
    "Directoraat",
    "Directie",
    "Dir.",
    "Dir ",
    "DG ",
    "Afdeling",
    "Cluster",
    "Bestuurskern",
    "Ministerie van",
    "Kabinet Minister-President",
    "Bureau Bestuursraad",
    "Programmadirectie",
    "Inspectie",
];

/// Stamps: lines that say what sort of paper lies before one.
const STAMPS: &[&str] = &[
    "ter beslissing",
    "ter besluitvorming",
    "ter informatie",
    "ter ondertekening",
    "ter bespreking",
    "nota",
    "beslisnota",
    "ter advisering",
];

/// A label with its value.
#[derive(Debug)]
pub struct Labelled<'a> {
    /// What it announces.
    pub label: Label,
    /// The lines of the value; empty where the letterhead leaves it open.
    pub value: Vec<Line<'a>>,
}

/// The lines of a source, sorted out.
#[derive(Debug, Default)]
pub struct Layout<'a> {
    /// What is left for reading, in order.
    pub body: Vec<Line<'a>>,
    /// Labels with values, in order.
    pub labels: Vec<Labelled<'a>>,
    /// Stamps, in order.
    pub stamps: Vec<Line<'a>>,
    /// Every other line of furniture, in order.
    pub furniture: Vec<Line<'a>>,
}

/// Sorts the lines of a source.
pub fn layout(source: &str) -> Layout<'_> {
    let (main, margin) = columns(source);
    let mut found = Layout::default();
    sort_out(&main, &mut found);
    let body = found.body.len();
    sort_out(&margin, &mut found);
    // What stands in the margin and is no label is furniture all the same.
    let rest = found.body.split_off(body);
    found.furniture.extend(rest);
    found
}

/// Cuts a source into lines, and lines into text and margin where a column of labels stands beside the text.
fn columns(source: &str) -> (Vec<Line<'_>>, Vec<Line<'_>>) {
    let margin_columns = margin_columns(source);
    let (mut main, mut margin) = (Vec::new(), Vec::new());
    let mut blank = (true, true);
    let mut page_break = true;
    let mut last_indent = 0;
    let mut start = 0;
    let has_pages = source.contains('\u{c}');
    // Some old files end their lines with a carriage return alone.
    let line_end = if source.contains('\n') { '\n' } else { '\r' };
    for raw in source.split_inclusive(line_end) {
        let content = raw.trim_end();
        page_break |= has_pages && raw.contains('\u{c}');
        let at_margin = |c: &Cell| margin_columns.iter().any(|m| c.column.abs_diff(*m) <= 2);
        let cells = if margin_columns.is_empty() { Vec::new() } else { cells(content) };
        let text_end = cells.iter().find(|c| at_margin(c)).map_or(content.len(), |c| c.start);
        let left = line(&content[..text_end], start);
        if left.text.is_empty() {
            blank.0 = true;
        } else {
            // Texts taken from a page by page extraction keep one blank where the new page began.
            let edge = left.indent == 1 && last_indent == 0;
            last_indent = left.indent;
            main.push(Line { blank_before: blank.0, break_before: page_break || edge, ..left });
            (blank.0, page_break) = (false, false);
        }
        if text_end < content.len() {
            margin.push(Line { blank_before: blank.1, ..line(&content[text_end..], start + text_end) });
            blank.1 = false;
        } else {
            blank.1 = true;
        }
        start += raw.len();
    }
    (main, margin)
}

struct Cell {
    /// Byte offset in the line.
    start: usize,
    /// Characters before it.
    column: usize,
}

/// Stretches of a line that three or more blanks part.
fn cells(line: &str) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut blanks = 3;
    for (column, (start, c)) in line.char_indices().enumerate() {
        if c.is_whitespace() {
            blanks += 1;
        } else {
            if blanks >= 3 {
                cells.push(Cell { start, column });
            }
            blanks = 0;
        }
    }
    cells
}

/// Where three blanks or a tab part cells first: the offset of the first of them.
pub fn gap(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let blank = |at: usize| bytes.get(at) == Some(&b' ');
    // Of three blanks in a row one stands at every third place.
    let blanks = (2..bytes.len()).step_by(3).find_map(|at| {
        let first = (at - 2..=at).rev().take_while(|i| blank(*i)).last()?;
        (blank(first + 1) && blank(first + 2)).then_some(first)
    });
    blanks.or_else(|| bytes.contains(&b'\t').then(|| text.find('\t'))?)
}

/// The columns where labels stand beside the text: right of the middle of a usual page, used twice or more. Pages
/// may differ in theirs.
fn margin_columns(source: &str) -> Vec<usize> {
    // 40: the narrowest text block seen beside a column of labels, a recognised page, is 44 characters wide.
    const RIGHT: usize = 40;
    // 300: no page is wider.
    const WIDEST: usize = 300;
    let mut counts: Vec<(usize, usize)> = Vec::new();
    if gap(source).is_none() {
        return Vec::new();
    }
    for raw in source.lines() {
        if gap(raw).is_none() {
            continue;
        }
        for cell in cells(raw.trim_end()).into_iter().filter(|c| (RIGHT..WIDEST).contains(&c.column)) {
            if label_of(raw[cell.start..].trim()).is_some() {
                match counts.iter_mut().find(|(column, _)| column.abs_diff(cell.column) <= 2) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((cell.column, 1)),
                }
            }
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= 2).map(|(column, _)| column).collect()
}

fn line(raw: &str, start: usize) -> Line<'_> {
    // A mark of byte order is no character of the text.
    let mut text = raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let indent = raw.len() - raw.trim_start().len();
    let hashes = text.len() - text.trim_start_matches('#').len();
    let marked_heading = (1..=6).contains(&hashes) && text[hashes..].starts_with(' ');
    if marked_heading {
        text = text[hashes..].trim_start();
    }
    // "_Politieke context_": the whole line in italics.
    if text.len() > 2 && text.starts_with('_') && text.ends_with('_') && text.matches('_').count() == 2 {
        text = &text[1..text.len() - 1];
    }
    let bold = |t: &str| t.starts_with("**") || t.ends_with("**");
    if bold(text) && text.matches("**").count() <= 2 {
        text = text.strip_prefix("**").unwrap_or(text);
        text = text.strip_suffix("**").unwrap_or(text).trim();
    }
    Line {
        start: start + (text.as_ptr() as usize - raw.as_ptr() as usize),
        text,
        indent,
        marked_heading,
        blank_before: false,
        break_before: false,
    }
}

/// The label that a line consists of, or begins with before a colon or a wide gap, and the rest of the line.
fn label_of(text: &str) -> Option<(Label, &str)> {
    // "| Datum | 5 maart 2025 |": a letterhead converted to a table.
    if let Some(row) = text.strip_prefix('|') {
        return label_of(row.strip_suffix('|').unwrap_or(row).trim());
    }
    // "Our reference / Onze referentie", "**Date** / **Datum** 21 juni 2024": two languages. 40: the longest first half.
    let slash = |at: &usize| text[..*at].ends_with(' ') && text[at + 1..].starts_with(' ');
    let second = || text.bytes().take(40).position(|b| b == b'/').filter(slash);
    label_at(text).or_else(|| label_at(text[second()? + 2..].trim_start_matches('*')))
}

fn label_at(text: &str) -> Option<(Label, &str)> {
    let initial = text.as_bytes().first()?.to_ascii_lowercase();
    let mut longest: Option<(Label, &str)> = None;
    for (word, label) in LABELS.iter().filter(|(word, _)| word.as_bytes()[0] == initial) {
        if !text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)) {
            continue;
        }
        let rest = &text[word.len()..];
        let value = rest.trim_start_matches([':', ' ', '|', '*']).trim_end_matches('*');
        let gap = rest.len() - rest.trim_start_matches([':', ' ', '|', '*']).len();
        // A date or a number has to be one.
        let sound = match label {
            Label::Date => dates::full_date(value).is_some(),
            Label::Reference => is_reference(value),
            _ => true,
        };
        let fits = value.is_empty()
            || (sound && rest.starts_with(':'))
            || (sound && gap >= 3)
            || (*label == Label::Date
                && dates::full_date(value).is_some_and(|len| value[len..].trim().is_empty()))
            || ((*label == Label::Subject || *word == "via")
                && gap >= 1
                && value.starts_with(char::is_uppercase))
            || (*label == Label::Reference && gap >= 1 && is_reference(value) && !value.contains(' '));
        if fits && longest.is_none_or(|(_, kept)| value.len() < kept.len()) {
            longest = Some((*label, value));
        }
    }
    longest
}

/// A number of a file: one short run with a digit, and no sentence.
pub fn is_reference(text: &str) -> bool {
    // 40: the longest number seen, "IENW/BSK-2022/248639", has 20 characters; some carry a unit before it.
    text.chars().count() <= 40
        && text.chars().any(|c| c.is_ascii_digit())
        && !text.contains(['_', '(', ')', ',', ';', '?', '!'])
        && text.split(' ').count() <= 3
        && dates::full_date(text).is_none()
}

fn is_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    let postcode = bytes.len() > 7
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && bytes[4] == b' '
        && bytes[5..7].iter().all(u8::is_ascii_uppercase)
        && bytes[7] == b' ';
    postcode
        || (text.starts_with("Postbus ") && text[8..].bytes().all(|b| b.is_ascii_digit()))
        || text.trim_start_matches('[').starts_with("www.")
        || text.starts_with("> Retouradres")
        || (text.starts_with("T ") && text[2..].starts_with(|c: char| c.is_ascii_digit() || c == '+'))
        || (text.starts_with("<!--") && text.ends_with("-->"))
        || (text.starts_with("![](") && text.ends_with(')'))
        || text.starts_with("|--")
        || text.starts_with("> Return address")
}

fn is_page_foot(text: &str) -> bool {
    // 140: the widest foot seen. Most lines are told by their first letter.
    if text.len() >= 140
        || !text.starts_with(['P', 'p', 'k', 'a', 'h', 'K', 'A', 'H', 'I', 'i', 'T', 't', '’', '\''])
    {
        return false;
    }
    let lower = text.to_lowercase();
    let page = |t: &str| {
        let words: Vec<&str> = t.split_whitespace().collect();
        matches!(words[..], ["pagina", a, "van", b] if [a, b].iter().all(|n| n.bytes().all(|b| b.is_ascii_digit())))
    };
    // The number alone, or with the rest of the foot on its line.
    let publication = |t: &str| {
        ["kst-", "ah-tk-", "h-tk-", "kv-tk-"].iter().any(|p| t.starts_with(p))
            && (!t.contains(' ') || t.contains(" issn "))
    };
    publication(&lower)
        || lower.starts_with("issn ")
        || (lower.starts_with("tweede kamer, vergaderjaar") && text.len() < 120)
        || lower.starts_with("’s-gravenhage 20")
        || lower.starts_with("'s-gravenhage 20")
        || page(&lower)
}

fn is_unit(line: &Line) -> bool {
    // "Ministerie van Landbouw," goes on below.
    let name = line.text.starts_with("Ministerie van") && line.text.chars().count() <= 50;
    name || (UNITS.iter().any(|unit| line.text.starts_with(unit)) && is_short(line))
}

/// As narrow as a letterhead: 50 characters, and no sentence.
fn is_short(line: &Line) -> bool {
    line.text.chars().count() <= 50 && !line.text.ends_with(['.', ';', ':', ',', '?'])
}

fn sort_out<'a>(lines: &[Line<'a>], found: &mut Layout<'a>) {
    let mut in_furniture = true; // at the head of a document the letterhead comes first
    let mut in_unit = false;
    let mut broken = false;
    let mut begun = false; // a heading was met: the text has begun
    let mut i = 0;
    while i < lines.len() {
        let line = lines[i];
        in_unit &= !line.blank_before;
        let taken = if is_page_foot(line.text) {
            found.furniture.push(line);
            // A page number alone may follow the foot.
            1 + lines[i + 1..].iter().take(1).filter(|l| is_page_number(l.text)).count()
        } else if let Some((label, inline)) = label_of(line.text).filter(|(label, _)| {
            // "Aan" and "Van" are labels only in a letterhead; in a text they are the end of a line. "Bijlagen" is a
            // heading where the text has begun.
            let colon = !begun && line.text.contains(':');
            let repeats = matches!(label, Label::Date | Label::Reference);
            // Deep in a text a label stands in a letterhead or not at all: "Status: het wetsvoorstel is …" is a sentence.
            let early = found.body.len() < 12;
            (in_furniture || (line.blank_before && early) || colon || repeats)
                && (*label != Label::Subject || found.body.len() < 20)
                && !(begun && is_heading(line.text))
        }) {
            in_unit = false;
            take_label(lines, i, label, inline, found)
        } else if is_stamp(line.text) {
            found.stamps.push(line);
            1
        } else if is_address(line.text)
            || (in_unit && is_short(&line) && !is_heading(line.text))
            || (in_furniture && is_street(line.text))
            || (is_unit(&line)
                && (in_furniture || (line.blank_before && (!begun || heads_a_page(&lines[i + 1..])))))
        {
            in_unit |= is_unit(&line);
            found.furniture.push(line);
            1
        } else {
            0
        };
        if taken == 0 {
            begun |= is_heading(line.text);
            found.body.push(Line { break_before: line.break_before || broken, ..line });
            (in_furniture, in_unit, broken) = (false, false, false);
            i += 1;
        } else {
            (in_furniture, broken) = (true, true);
            i += taken;
        }
    }
}

/// One of the headings that notas share, with its number or without.
fn is_heading(text: &str) -> bool {
    // 90: the longest known heading, numbered, is shorter.
    text.len() <= 90
        && is_known_heading(text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim_start())
}

/// Whether a unit's name begins a letterhead: a label, an address or another unit comes with it. 8: the longest seen.
fn heads_a_page(lines: &[Line]) -> bool {
    let furniture =
        |l: &Line| is_address(l.text) || label_of(l.text).is_some() || l.text.starts_with("Directie ");
    lines.iter().take(8).any(furniture)
}

fn is_stamp(text: &str) -> bool {
    let text = text.trim_start_matches('>').trim_end_matches(':').trim();
    STAMPS.iter().any(|stamp| text.eq_ignore_ascii_case(stamp))
}

fn is_page_number(text: &str) -> bool {
    text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit())
}

/// "Turfmarkt 147": one or two words and a house number.
fn is_street(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let (Some(number), 2..=3) = (words.last(), words.len()) else { return false };
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.len() <= 5
        && words[..words.len() - 1].iter().all(|w| w.starts_with(char::is_uppercase))
        && !dates::has_month(text)
        && number.len() != 4 // "Regeerprogramma 2024" is no address
        && !["Artikel", "Bijlage", "Hoofdstuk", "Paragraaf", "Tabel", "Figuur", "Vraag", "Fase", "Deel", "Lid"]
            .contains(&words[0])
}

/// Takes a label and its value; returns how many lines that is. Labels may stand in a pile above their values.
fn take_label<'a>(
    lines: &[Line<'a>],
    at: usize,
    label: Label,
    inline: &'a str,
    found: &mut Layout<'a>,
) -> usize {
    let first = lines[at];
    if !inline.is_empty() {
        let start = first.start + (inline.as_ptr() as usize - first.text.as_ptr() as usize);
        let mut value = vec![Line { start, text: inline, ..first }];
        // A subject may run on: the lines below it, up to a blank line or a label.
        if label == Label::Subject {
            value.extend(lines[at + 1..].iter().take(3).take_while(|l| runs_on(l)));
        }
        let taken = value.len();
        found.labels.push(Labelled { label, value });
        return taken;
    }
    let mut pile = vec![label];
    let mut next = at + 1;
    while let Some(line) = lines.get(next).filter(|l| !l.blank_before) {
        let Some((label, "")) = label_of(line.text) else { break };
        pile.push(label);
        next += 1;
    }
    if pile.len() > 1 {
        let values: Vec<Line> = lines[next..]
            .iter()
            .enumerate()
            .take_while(|(i, l)| *i == 0 || runs_on(l))
            .map(|(_, l)| *l)
            .collect();
        let fits = |(label, value): (&Label, &Line)| match label {
            Label::Date => dates::full_date(value.text).is_some(),
            Label::Reference => is_reference(value.text),
            _ => true,
        };
        // As many values as labels: one each. A subject at the end may take more lines.
        let more = values.len() > pile.len() && pile.last() == Some(&Label::Subject);
        if (values.len() == pile.len() || more) && pile.iter().zip(&values).all(fits) {
            let count = pile.len();
            for (i, label) in pile.into_iter().enumerate() {
                let end = if i + 1 == count { values.len() } else { i + 1 };
                found.labels.push(Labelled { label, value: values[i..end].to_vec() });
            }
            return next + values.len() - at;
        }
        let fits = |label: Label| matches!(label, Label::To | Label::From);
        for label in pile {
            let value = lines.get(next).filter(|l| fits(label) && is_short(l) && label_of(l.text).is_none());
            next += value.iter().count();
            found.labels.push(Labelled { label, value: value.into_iter().copied().collect() });
        }
        return next - at;
    }
    let value: Vec<Line> = match (label, lines.get(next)) {
        (_, None) => Vec::new(),
        (_, Some(line)) if label_of(line.text).is_some_and(|(_, rest)| rest.is_empty()) => Vec::new(),
        (Label::Date, Some(line))
            if dates::full_date(line.text).is_some_and(|len| len == line.text.len()) =>
        {
            vec![*line]
        }
        (Label::Reference, Some(line)) if is_reference(line.text) => vec![*line],
        (Label::To, Some(line)) if is_short(line) => vec![*line],
        (Label::From, Some(line)) if is_short(line) && !line.blank_before => vec![*line],
        (Label::Subject, Some(_)) => block(lines, next, 4),
        // A count of enclosures, a deadline or the names of authors follow at once or not at all.
        // A count is one line: what comes next is something else.
        (Label::Other, Some(line)) if is_page_number(line.text) => vec![*line],
        (Label::Other, Some(line)) if is_short(line) && (!line.blank_before || is_count(line.text)) => {
            block(lines, next, 6)
        }
        _ => Vec::new(),
    };
    next += value.len();
    found.labels.push(Labelled { label, value });
    next - at
}

/// "2", "geen", "1. Kamerbrief": what a label of enclosures announces.
fn is_count(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        || matches!(text, "geen" | "Geen" | "ja" | "Ja" | "nee" | "Nee")
}

/// A line that may belong to the value above it: no blank line between, no label, and the letter has not begun.
fn runs_on(line: &Line) -> bool {
    !line.blank_before
        && label_of(line.text).is_none()
        && !line.text.starts_with("Geachte")
        && !is_heading(line.text)
        && !is_stamp(line.text)
}

/// The lines from `at` to the next blank line or label, at most `most`.
fn block<'a>(lines: &[Line<'a>], at: usize, most: usize) -> Vec<Line<'a>> {
    let rest = lines[at..].iter().enumerate();
    let goes_on = |(i, l): &(usize, &Line)| {
        let first = *i == 0 && label_of(l.text).is_none() && !is_heading(l.text) && !is_stamp(l.text);
        *i < most && (runs_on(l) || first) && !is_page_foot(l.text)
    };
    rest.take_while(goes_on).map(|(_, l)| *l).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_blanks_are_found_wherever_they_stand() {
        for before in 0..7 {
            for (blanks, found) in [(2, false), (3, true), (4, true), (7, true)] {
                let text = format!("{}{}b", "é".repeat(before), " ".repeat(blanks));
                assert_eq!(gap(&text), found.then_some(2 * before), "{text:?}");
            }
        }
        assert_eq!((gap("a  b\tc"), gap("a  b"), gap("")), (Some(4), None, None));
    }

    fn body(source: &str) -> Vec<&str> {
        layout(source).body.iter().map(|l| l.text).collect()
    }

    #[test]
    fn a_letterhead_in_the_middle_of_a_sentence_is_furniture() {
        let source = "over de CSAM-\n\n**Directoraat-Generaal\nRechtspleging en\nRechtshandhaving**\nDirectie Rechtshandhaving en\nCriminaliteitsbestrijding\n\nDatum\n30 september 2024\n\nOnze referentie\n5813750\n\nVerordening. Omdat";
        assert_eq!(body(source), ["over de CSAM-", "Verordening. Omdat"]);
    }

    #[test]
    fn labels_in_a_pile_take_the_lines_below_in_turn() {
        let source = "Aan\nVan\n\nMBZK en SBZK\nDGOBDR/D&B/Democratie\n\nOnze referentie\n2024-0000099609\nDatum\n13 februari 2024\nOpgesteld door\n\nUitstel aanbieding";
        let layout = layout(source);
        let values: Vec<_> = layout
            .labels
            .iter()
            .map(|l| (l.label, l.value.iter().map(|v| v.text).collect::<Vec<_>>()))
            .collect();
        assert_eq!(values[0], (Label::To, vec!["MBZK en SBZK"]));
        assert_eq!(values[1], (Label::From, vec!["DGOBDR/D&B/Democratie"]));
        assert_eq!(values[2], (Label::Reference, vec!["2024-0000099609"]));
        assert_eq!(values[3], (Label::Date, vec!["13 februari 2024"]));
        assert_eq!(body(source), ["Uitstel aanbieding"]);
    }

    #[test]
    fn a_column_of_labels_beside_the_text_is_taken_apart() {
        let pad = " ".repeat(70);
        let source = format!(
            "{pad}Datum\n{pad}29 november 2022\nrichtlijnen en{}Kenmerk\nverordeningen.{}IENW/BSK-2022/1\n{pad}Bijlage(n)\n{pad}2\n",
            " ".repeat(56),
            " ".repeat(56)
        );
        assert_eq!(body(&source), ["richtlijnen en", "verordeningen."]);
        assert_eq!(layout(&source).labels.len(), 3);
    }
}

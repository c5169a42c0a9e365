//! From lines to passages and sections.
//!
//! A passage is a list of spans of the source in reading order; the text between them (page furniture, a
//! footnote) is not part of it. Whether two blocks are one passage is told by how the first ends and the second
//! begins, not by what stands between them.

use crate::layout::{Line, gap};
use model::{DocumentKind, PassageKind, Span};
use std::sync::LazyLock;

/// Headings that notas and letters use again and again, lower case, without number. A line that equals or (with
/// `…`) begins with one is a heading wherever it stands. Source: the standard layout of decision notes
/// (Handreiking actieve openbaarmaking beslisnota's, 2021) and the samples met so far.
const HEADINGS: &[&str] = &[
    "aanleiding",
    "aanleiding en context",
    "geadviseerd besluit",
    "advies",
    "gevraagd besluit",
    "beslispunt",
    "beslispunten",
    "kern",
    "kernpunten",
    "kernboodschap",
    "toelichting",
    "politieke context",
    "maatschappelijke context",
    "krachtenveld",
    "strategie",
    "uitvoering",
    "communicatie",
    "financiële overwegingen",
    "juridische overwegingen",
    "financiële en juridische overwegingen",
    "financiële/juridische overwegingen",
    "financiële gevolgen",
    "voorgaande ontwikkelingen",
    "voorgaande ontwikkelingen en alternatieven",
    "informatie die niet openbaar…",
    "draagvlak",
    "draagvlak politiek",
    "draagvlak maatschappelijk en eenduidige communicatie",
    "financiële en personele gevolgen",
    "juridische aspecten haalbaarheid",
    "juridische aspecten",
    "afstemming (intern…",
    "gevolgen administratieve lasten",
    "toezeggingen",
    "fraudetoets",
    "politiek-bestuurlijke context",
    "politiek bestuurlijke context",
    "budgettaire gevolgen",
    "uitvoerbaarheid",
    "doenvermogen",
    "ontwikkelingen hiervoor",
    "europese context",
    "bijlagen",
    "inleiding",
    "achtergrond",
    "samenvatting",
    "conclusie",
    "vervolg",
    "vervolgproces",
    "vervolgstappen",
    "tot slot",
    "ten slotte",
    "afstemming",
    "motivering",
];

/// A passage before its text is read.
#[derive(Clone, Debug)]
pub struct RawPassage {
    /// The part it plays.
    pub kind: PassageKind,
    /// Its spans.
    pub spans: Vec<Span>,
    /// Its lines, to look at line ends.
    pub lines: Vec<Span>,
    /// Bytes of a list sign at its beginning that the reading text leaves out.
    pub sign: Option<Span>,
    /// For a heading: the number with its stops, and the level.
    pub heading: Option<(Option<String>, u32)>,
}

/// Sentences end so, quotation marks and footnote marks behind the stop included.
fn ends_sentence(text: &str) -> bool {
    let marks = |c: char| c.is_ascii_digit() || "”\"’'»)®¹²³⁴⁵⁶⁷⁸⁹*".contains(c);
    let bare = text.trim_end_matches(marks);
    // A closing mark alone does not end a sentence: "(hierna: CSA)" does not, "achten.'" does.
    bare.ends_with(['.', '!', '?', ':', ';', '…']) || text.ends_with(['”', '»'])
}

fn starts_lower(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_lowercase())
}

fn starts_upper(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// A number of a heading ("4.1.", "2."), and the rest of the line.
fn numbered(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
    let (number, rest) = text.split_at(end);
    let parts: Vec<&str> = number.trim_end_matches('.').split('.').collect();
    let fits = rest.starts_with(' ')
        && parts.iter().all(|p| (1..=2).contains(&p.len()))
        && rest.trim_start().starts_with(|c: char| c.is_uppercase() || c == '‘' || c == '“');
    fits.then(|| (number, rest.trim_start()))
}

/// A letter of a heading below a numbered one ("a. ", "b) "), and the rest of the line.
fn lettered(text: &str) -> Option<&str> {
    let letter = text.as_bytes().first().filter(|b| b.is_ascii_lowercase()).and(text.get(1..2));
    let rest = letter.filter(|sign| matches!(*sign, "." | ")")).and(text.get(2..))?;
    rest.starts_with(' ').then(|| rest.trim_start())
}

/// Whether a line is one of the headings that notas and letters share.
pub fn is_known_heading(text: &str) -> bool {
    static BY_INITIAL: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
        let mut found = vec![Vec::new(); 256];
        HEADINGS.iter().for_each(|known| found[usize::from(known.as_bytes()[0])].push(*known));
        found
    });
    let text = text.trim_end_matches(['.', ':']);
    let Some(initial) = text.as_bytes().first().map(u8::to_ascii_lowercase) else { return false };
    BY_INITIAL[usize::from(initial)].iter().any(|known| match known.strip_suffix('…') {
        // 80: no heading that begins so is longer.
        Some(start) => {
            text.len() <= 80 && text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
        }
        None => text.eq_ignore_ascii_case(known),
    })
}

/// The sign of a list item, with the blanks behind it; its length in bytes.
fn list_sign(text: &str) -> Option<usize> {
    let sign = text.chars().next().filter(|c| "-–•▪◦*\u{f0b7}".contains(*c))?;
    let rest = &text[sign.len_utf8()..];
    if rest.is_empty() {
        return (sign != '*' && sign != '-').then_some(text.len());
    }
    rest.starts_with([' ', '\t']).then(|| text.len() - rest.trim_start().len())
}

/// Characters before the second cell of a line, behind three blanks, a tab or Markdown's `|`.
fn second_cell(text: &str) -> Option<usize> {
    let at = match text.strip_prefix('|') {
        Some(row) => 1 + row.find('|').filter(|at| at + 2 < text.len())?,
        None => gap(text)?,
    };
    let behind = text[at..].trim_start_matches(['|', ' ', '\t']);
    Some(text[..text.len() - behind.len()].chars().count())
}

/// The mark at the beginning of a footnote: "¹", "1 " or "1" alone; its length in bytes.
fn footnote_mark(text: &str) -> Option<usize> {
    let superscript = text.trim_start_matches(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰']);
    if superscript.len() < text.len() {
        return Some(text.len() - superscript.len());
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = text[digits..].trim_start();
    let fits = (1..=2).contains(&digits)
        && !text.starts_with('0')
        && text[digits..].starts_with([' ', '\t'])
        && rest.starts_with(|c: char| c.is_uppercase() || "«“\"(".contains(c));
    fits.then_some(digits)
}

/// Words that footnotes are made of and list items are not.
fn reads_like_a_note(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "kamerstuk",
        "handelingen",
        "zie ",
        "verslag",
        "www.",
        "http",
        "stb.",
        "stcrt",
        "kst ",
        "cbs",
        "brief ",
        "richtlijn",
        "verordening (eu",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

/// An office above a signature.
pub fn is_office_line(text: &str) -> bool {
    if !text.ends_with(',') || text.len() >= 140 {
        return false;
    }
    let lower = text.to_lowercase();
    let rest = lower.strip_prefix("namens ").unwrap_or(&lower);
    let rest = rest.strip_prefix("de ").unwrap_or(rest);
    ["minister ", "minister-president", "staatssecretaris "].iter().any(|office| rest.starts_with(office))
}

fn has_full_date(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
        && crate::dates::scan(&crate::words::Words::of(text)).iter().any(|d| d.day().is_some())
}

struct Builder<'a> {
    source: &'a str,
    lines: &'a [Line<'a>],
    /// Width of a full line, in characters: the ninth decile.
    width: usize,
    found: Vec<RawPassage>,
    /// The passage that the next line goes on with, when no blank line parts them.
    open: Option<usize>,
    /// The last passage of running text: a sentence may go on behind furniture.
    text: Option<usize>,
    numbered: u32,
    signed: bool,
    /// Inside the table of enclosures, whose cells are no headings.
    table: bool,
    /// The number of the last line that began with one and was no heading.
    listing: Option<u32>,
    /// Inside the data of a fiche.
    data: bool,
    /// Number of the last chapter.
    chapter: u32,
}

/// Makes passages of the lines of a body, in the order in which each begins.
pub fn structure(source: &str, kind: DocumentKind, lines: &[Line]) -> Vec<RawPassage> {
    let mut widths: Vec<usize> = lines.iter().map(|l| l.text.chars().count()).collect();
    widths.sort_unstable();
    let width = widths.get(widths.len() * 9 / 10).copied().unwrap_or(80);
    let mut builder = Builder {
        source,
        lines,
        width,
        found: Vec::new(),
        open: None,
        text: None,
        numbered: 0,
        signed: false,
        table: false,
        listing: None,
        data: false,
        chapter: 0,
    };
    let mut i = 0;
    while i < lines.len() {
        i += builder.take(kind, i);
    }
    builder.found
}

impl Builder<'_> {
    /// Takes one line, or the lines of one heading; returns how many.
    fn take(&mut self, kind: DocumentKind, at: usize) -> usize {
        let line = self.lines[at];
        let apart = line.blank_before || line.break_before;
        if let Some(count) = self.heading(kind, at) {
            return count;
        }
        if self.is_row(at) {
            self.begin(PassageKind::Row, line);
            (self.open, self.text) = (None, None);
            return 1;
        }
        if let Some(sign) = list_sign(line.text).filter(|_| self.may_list(apart, line)) {
            let index = self.begin(PassageKind::Item, line);
            self.found[index].sign = Some(Span::new(line.start, line.start + sign));
            self.text = Some(index);
            return 1;
        }
        if apart && self.is_footnote(at) {
            self.begin(PassageKind::Footnote, line);
            return 1;
        }
        if let Some(index) = self.open
            && !apart
            && !(self.found[index].kind == PassageKind::Footnote && footnote_mark(line.text).is_some())
        {
            self.go_on(index, line);
            return 1;
        }
        if !apart
            && footnote_mark(line.text).is_some()
            && self.open.is_some_and(|i| self.found[i].kind == PassageKind::Footnote)
        {
            self.begin(PassageKind::Footnote, line);
            return 1;
        }
        if let Some(index) = self.text.filter(|i| self.is_cut(*i, line)) {
            self.go_on(index, line);
            self.open = Some(index);
            return 1;
        }
        let quotation = line.text.starts_with(['«', '“', '„'])
            && self.text.is_some_and(|i| self.last_line(i).ends_with(':'));
        self.signed |= is_office_line(line.text);
        let index = self.begin(if quotation { PassageKind::Quotation } else { PassageKind::Paragraph }, line);
        self.text = Some(index);
        1
    }

    /// A line of a table: a neighbour has its second cell in the same column, or both have Markdown's signs. Each such line
    /// stays by itself, so that the cells of one row are not read as the end of another.
    fn is_row(&self, at: usize) -> bool {
        let line = self.lines[at];
        let Some(column) = second_cell(line.text) else { return false };
        let before = at.checked_sub(1).and_then(|i| self.lines.get(i));
        let neighbours = before.into_iter().chain(self.lines.get(at + 1));
        // 2: recognised columns are ragged by so much.
        neighbours.filter_map(|l| Some((l, second_cell(l.text)?))).any(|(l, other)| {
            let sign = line.text.starts_with('|') && l.text.starts_with('|');
            sign || (column + line.indent).abs_diff(other + l.indent) <= 2
        })
    }

    /// A dash at the beginning of a line is a list sign only where a list may begin or go on: a sentence may have
    /// its dash there too.
    fn may_list(&self, apart: bool, line: Line) -> bool {
        let Some(index) = self.open else { return true };
        apart
            || !line.text.starts_with(['-', '–'])
            || self.found[index].kind == PassageKind::Item
            || self.last_line(index).ends_with([':', ';', '.', ','])
    }

    fn begin(&mut self, kind: PassageKind, line: Line) -> usize {
        let span = line.span();
        self.found.push(RawPassage { kind, spans: vec![span], lines: vec![span], sign: None, heading: None });
        self.open = Some(self.found.len() - 1);
        self.found.len() - 1
    }

    fn go_on(&mut self, index: usize, line: Line) {
        let span = line.span();
        let passage = &mut self.found[index];
        let last = passage.spans.last_mut().expect("a passage has a span");
        // Lines with nothing but white space between them make one span; the rest begins a new one.
        if self.source[last.end as usize..span.start as usize].trim().is_empty() {
            last.end = span.end;
        } else {
            passage.spans.push(span);
        }
        passage.lines.push(span);
    }

    fn last_line(&self, index: usize) -> &str {
        let start = self.found[index].lines.last().expect("a passage has a line").start as usize;
        let place = self.lines.partition_point(|l| l.start < start);
        self.lines.get(place).map_or("", |l| l.text)
    }

    /// Whether a passage stops in the middle of a sentence that `line` goes on with.
    fn is_cut(&self, index: usize, line: Line) -> bool {
        let last = self.last_line(index);
        if self.found[index].kind == PassageKind::Heading || ends_sentence(last) {
            return false;
        }
        let full = last.chars().count() * 10 >= self.width * 8;
        last.ends_with('-')
            || starts_lower(line.text)
            || (line.break_before && full && !is_office_line(line.text))
    }

    fn is_footnote(&self, at: usize) -> bool {
        let line = self.lines[at];
        let Some(mark) = footnote_mark(line.text) else { return false };
        if mark > 0 && !line.text.starts_with(|c: char| c.is_ascii_digit()) {
            return true;
        }
        let block: String = self.lines[at..]
            .iter()
            .enumerate()
            .take_while(|(i, l)| *i == 0 || !(l.blank_before || l.break_before))
            .map(|(_, l)| l.text)
            .collect::<Vec<_>>()
            .join(" ");
        reads_like_a_note(&block) || ends_sentence(&block)
    }

    /// Takes a heading of one or two lines.
    fn heading(&mut self, kind: DocumentKind, at: usize) -> Option<usize> {
        let line = self.lines[at];
        let before = at.checked_sub(1).map(|i| self.lines[i]);
        let next = self.lines.get(at + 1);
        if matches!(kind, DocumentKind::Motie) {
            return None;
        }
        if kind == DocumentKind::Kamervragen {
            let mut words = line.text.split(' ');
            let fits = matches!(words.next(), Some("Vraag" | "Antwoord" | "Vragen"))
                && words
                    .next()
                    .is_some_and(|w| w.trim_end_matches([',', ':']).bytes().all(|b| b.is_ascii_digit()))
                && line.text.len() < 40;
            return fits.then(|| self.push_heading(at, 1, None, 1));
        }
        if kind == DocumentKind::BncFiche
            && let Some(count) = self.fiche_heading(at)
        {
            return Some(count);
        }
        if let Some(rest) = lettered(line.text)
            && is_known_heading(rest)
        {
            let level = self.numbered + 1;
            return Some(self.push_heading(at, 1, line.text.get(..2), level));
        }
        if let Some((number, rest)) = numbered(line.text) {
            let depth = number.trim_end_matches('.').split('.').count() as u32;
            let dotted = number.contains('.');
            let whole = number.trim_end_matches('.').parse::<u32>().ok();
            // The point of a list that goes on in its block is no heading: "3. Een garantie voor …".
            let apart = line.blank_before || line.break_before;
            let listing =
                !apart && self.listing.is_some() && self.listing == whole.map(|n| n.saturating_sub(1));
            let announced = before.is_some_and(|b| b.text.ends_with(':'));
            let closed = (ends_sentence(rest) || rest.ends_with(',') || listing || announced)
                && !line.marked_heading
                && !is_known_heading(rest);
            let block_ends = next.is_none_or(|n| {
                n.blank_before || n.break_before || starts_upper(n.text) || list_sign(n.text).is_some()
            });
            // "5 Voorgaande ontwikkelingen" goes on from "4 Toelichting", behind a whole sentence.
            let goes_on = whole.is_some_and(|n| n == self.chapter + 1 && n > 1)
                && !dotted
                && !closed
                && (apart || before.is_some_and(|b| ends_sentence(b.text)))
                && rest.split(' ').count() <= 6;
            let fits =
                line.marked_heading || is_known_heading(rest) || (dotted && !closed && block_ends) || goes_on;
            // 100: the longest numbered heading of a nota seen has 52 characters.
            if fits && rest.chars().count() <= 100 {
                self.numbered = depth;
                self.chapter = number.split('.').next().and_then(|n| n.parse().ok()).unwrap_or(self.chapter);
                return Some(self.push_heading(at, 1, Some(number), depth));
            }
            self.listing = whole;
        }
        let level = self.numbered + 1;
        if line.marked_heading || is_known_heading(line.text) {
            let level = if is_known_heading(line.text) && self.numbered == 0 { 1 } else { level };
            return Some(self.push_heading(at, 1, None, level));
        }
        self.table |= line.text.starts_with("Volgnummer");
        if self.signed || self.table || next.is_none() {
            return None;
        }
        let below_heading = self.found.last().is_some_and(|p| p.kind == PassageKind::Heading);
        let apart = line.blank_before
            || line.break_before
            || below_heading
            || before.is_some_and(|b| ends_sentence(b.text));
        if !apart || !self.looks_like_heading(line.text) || self.text.is_some_and(|i| self.is_cut(i, line)) {
            return None;
        }
        let next = next.expect("checked above");
        let follows = |l: &Line| {
            starts_upper(l.text) || list_sign(l.text).is_some() || l.text.starts_with(['‘', '“', '"', '«'])
        };
        let length = |l: &Line| l.text.chars().count();
        // A line breaks where the next word has no room; where it had, the break is meant.
        let first_word = next.text.split(' ').next().map_or(0, |w| w.chars().count());
        let room = length(&line) + 1 + first_word + 2 <= self.width;
        let narrow = length(&line) * 10 <= self.width * 7 || room;
        let next_apart = next.blank_before || next.break_before;
        // A short line above a paragraph.
        if follows(next) && (narrow || next_apart) && (next_apart || length(next) > length(&line)) {
            return Some(self.push_heading(at, 1, None, level));
        }
        // A heading of two lines, the second of them short.
        let after = self.lines.get(at + 2)?;
        let second = !next_apart && length(next) * 10 <= self.width * 5 && self.looks_like_heading(next.text);
        (line.blank_before && second && follows(after) && length(after) * 10 >= self.width * 7)
            .then(|| self.push_heading(at, 2, None, level))
    }

    /// The headings of a fiche: a number alone above its heading, and below it letters ("b) Subsidiariteit"). The letters
    /// of the first part, "Algemene gegevens", are labels of data.
    fn fiche_heading(&mut self, at: usize) -> Option<usize> {
        let line = self.lines[at];
        let next = self.lines.get(at + 1);
        let number = line.text.trim_end_matches('.');
        if number.len() <= 2
            && !number.is_empty()
            && number.bytes().all(|b| b.is_ascii_digit())
            && line.text.ends_with('.')
        {
            let next = next.filter(|l| starts_upper(l.text) && !ends_sentence(l.text))?;
            // A heading may take two lines; the text below it begins with a letter or a capital.
            let more = self.lines.get(at + 2).filter(|l| starts_lower(l.text) && lettered(l.text).is_none());
            let count =
                if more.is_some() && next.text.chars().count() * 10 >= self.width * 6 { 3 } else { 2 };
            self.numbered = 1;
            self.data = number == "1";
            return Some(self.push_heading(at, count, Some(line.text), 1));
        }
        let rest = lettered(line.text)?;
        let fits = !self.data && starts_upper(rest) && !ends_sentence(rest) && rest.chars().count() <= 100;
        fits.then(|| self.push_heading(at, 1, line.text.get(..2), 2))
    }

    /// One to twelve words that begin with a capital and end without a stop.
    fn looks_like_heading(&self, text: &str) -> bool {
        let initial = text.chars().nth(1) == Some('.');
        text.chars().next().is_some_and(|c| c.is_uppercase())
            && !initial
            && !text.ends_with(['.', ';', ':', ',', '!', '-', ')', '”', '»', '"'])
            && text.split(' ').count() <= 12
            && text.chars().count() <= 90
            && !text.contains("://")
            && !text.starts_with("Kamerstuk")
            && !has_full_date(text)
    }

    fn push_heading(&mut self, at: usize, count: usize, number: Option<&str>, level: u32) -> usize {
        let first = self.lines[at];
        let index = self.begin(PassageKind::Heading, first);
        for line in &self.lines[at + 1..at + count] {
            self.go_on(index, *line);
        }
        // What a heading of enclosures has below it is a list.
        self.table = first.text.to_lowercase().ends_with("bijlagen");
        self.found[index].heading = Some((number.map(|n| n.trim_end_matches('.').to_owned()), level));
        self.open = None;
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::layout;

    fn passages(source: &str) -> Vec<(PassageKind, String)> {
        let layout = layout(source);
        let found = structure(source, DocumentKind::Kamerbrief, &layout.body);
        let text = |p: &RawPassage| p.spans.iter().map(|s| s.quote(source)).collect::<Vec<_>>().join(" ");
        found.iter().map(|p| (p.kind, text(p))).collect()
    }

    #[test]
    fn the_lines_of_a_table_stay_apart() {
        let table = "Motie          Nummer     Stand\nEerste motie   885        afgedaan\nTweede motie   1011       ontraden";
        let kinds: Vec<PassageKind> = passages(table).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, [PassageKind::Row; 3]);
        assert_eq!(passages("| a | b |\n|---|---|\n| 1 | 2 |").len(), 2);
        // Two blanks are no cell, and one line is no table.
        assert_eq!(passages("Een zin  met blanken\nen nog een   zin.").len(), 1);
    }

    #[test]
    fn points_of_a_numbered_list_are_no_headings() {
        let found = passages(
            "Er zijn drie maatregelen:\n1. Een contract;\n2. Voorrang;\n3. Een garantie, als bedoeld in de motie\nOuwens.",
        );
        assert!(found.iter().all(|(kind, _)| *kind != PassageKind::Heading), "{found:?}");
        let found =
            passages("1. Aanleiding\nDe Kamer vroeg erom.\n2. Kosten en dekking\nDe kosten zijn laag.");
        let headings = found.iter().filter(|(kind, _)| *kind == PassageKind::Heading).count();
        assert_eq!(headings, 2, "{found:?}");
    }
}

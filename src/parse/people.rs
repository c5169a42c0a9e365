//! Ministries in their roles, and who signed.

use crate::{
    actors::is_particle,
    head::{Joined, questions_head},
    layout::{Label, Layout, Line},
    structure::is_office_line,
    tables::{MinistryEntry, Tables},
    words::Words,
};
use model::{Certainty, Day, DocumentKind, MinistryRole, Role, Rule, Signatory, Span};
use std::ops::Range;

/// A ministry named in a text: its code and the byte range of the words that name it.
pub struct Named {
    /// The code.
    pub code: String,
    /// The words.
    pub place: Range<usize>,
}

/// Words, folded, that stand before the name of a ministry.
pub const OFFICES: [&str; 6] =
    ["minister", "ministers", "staatssecretaris", "staatssecretarissen", "ministerie", "bewindspersoon"];

/// Every ministry that a text names by office, by name or by code, in order.
///
/// Accepted: "Minister van Justitie en Veiligheid", "Staatssecretaris van Binnenlandse Zaken en
/// Koninkrijksrelaties", "Ministerie van …", the offices of the table ("Minister voor Natuur en Stikstof"),
/// and codes as a word of their own ("JenV", "MBZK", "stas IenW").
pub fn named(text: &str, tables: &Tables, on: Option<Day>) -> Vec<Named> {
    let words = Words::of(text);
    let opens = |i: &usize| {
        let word = words.folded(*i);
        OFFICES.contains(&word) || tables.openers.contains(word)
    };
    named_at(&words, (0..words.len()).filter(opens), tables, on)
}

/// Every ministry named from a word of `candidates` (in order): [`OFFICES`] and the openers of the table.
pub fn named_at(
    words: &Words,
    candidates: impl IntoIterator<Item = usize>,
    tables: &Tables,
    on: Option<Day>,
) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut end = 0;
    for first in candidates {
        if first < end {
            continue;
        }
        let Some((code, length)) = at(words, first, tables, on) else { continue };
        end = first + length;
        found.push(Named { code, place: words.place(first, end - 1) });
        // "de Ministers van Justitie en Veiligheid en van Economische Zaken": the office stands once.
        while matches!(words.folded(first), "ministers" | "staatssecretarissen")
            && words.folded(end) == "en"
            && matches!(words.folded(end + 1), "van" | "voor")
            && let Some((code, length)) = ministry_at(words, end + 2, tables, on)
        {
            found.push(Named { code, place: words.place(end + 2, end + 1 + length) });
            end += 2 + length;
        }
    }
    found
}

/// The ministry whose bare name stands at a word, and its length in words; the longest name wins.
fn ministry_at(words: &Words, first: usize, tables: &Tables, on: Option<Day>) -> Option<(String, usize)> {
    let names =
        tables.ministries.iter().filter(|m| exists(m, on)).flat_map(|m| m.names.iter().map(move |n| (m, n)));
    let best = names.filter(|(_, name)| words.reads(first, name)).max_by_key(|(_, name)| name.len())?;
    Some((best.0.ministry.code.clone(), best.1.len()))
}

/// The ministry named at a word, and by how many of them.
fn at(words: &Words, first: usize, tables: &Tables, on: Option<Day>) -> Option<(String, usize)> {
    let mut best: Option<(&MinistryEntry, usize)> = None;
    let mut offer = |entry, length| {
        if best.is_none_or(|(_, kept)| length > kept) {
            best = Some((entry, length));
        }
    };
    let office = OFFICES.contains(&words.folded(first));
    // "de Franse minister van Justitie" has no ministry here.
    let before = first.checked_sub(1).map_or("", |i| words.written(i));
    let foreign = before.starts_with(char::is_uppercase) && before.ends_with("se") && before != "Nederlandse";
    if office && (foreign || before == "Duitse") {
        return None;
    }
    let link = matches!(words.folded(first + 1), "van" | "voor");
    for entry in tables.ministries.iter().filter(|m| exists(m, on)) {
        if office {
            for name in &entry.names {
                let from = 1 + usize::from(link);
                // "minister van Justitie" may be a short form of a longer name in use; the longest name wins.
                if words.reads(first + from, name) {
                    offer(entry, from + name.len());
                }
            }
        }
        // "Minister van VWS": the code in place of the name.
        let coded = first + 1 + usize::from(link);
        if office && link && entry.codes.iter().any(|code| words.written(coded) == code) {
            offer(entry, coded + 1 - first);
        }
        for name in entry.offices.iter().filter(|name| words.reads(first, name)) {
            offer(entry, name.len());
        }
        for code in &entry.codes {
            let start = words.place(first, first).start;
            let end = (first..words.len()).take(4).find(|end| {
                words.text[start..words.place(*end, *end).end].trim_start_matches(['M', 'S']).len()
                    >= code.len()
            });
            let Some(end) = end else { continue };
            let written = &words.text[words.place(first, end)];
            // "MBZK" and "SBZK": the minister and the staatssecretaris of BZK.
            let bare = if written == code { Some(written) } else { written.strip_prefix(['M', 'S']) };
            if bare == Some(code.as_str()) {
                offer(entry, end + 1 - first);
            }
        }
    }
    best.map(|(entry, length)| (entry.ministry.code.clone(), length))
}

fn exists(entry: &MinistryEntry, on: Option<Day>) -> bool {
    let Some(day) = on else { return true };
    entry.from.is_none_or(|from| from <= day) && entry.to.is_none_or(|to| day <= to)
}

/// Collects roles; the same ministry in the same role is one, with all its evidence.
#[derive(Default)]
pub struct Roles(Vec<MinistryRole>);

impl Roles {
    fn add(&mut self, code: String, role: Role, rule: Rule, evidence: Vec<Span>) {
        if let Some(known) = self.0.iter_mut().find(|m| m.code == code && m.role == role) {
            if known.rule == rule {
                known.evidence.extend(evidence);
            }
            return;
        }
        self.0.push(MinistryRole { code, role, certainty: Certainty::Stated, rule, evidence, source: None });
    }

    fn sender_or_co(&self) -> Role {
        if self.0.iter().any(|m| m.role == Role::Sender) { Role::CoSender } else { Role::Sender }
    }

    /// The roles by weight: senders, co-senders, addressees, mentions; in order of the text within each.
    pub fn finish(mut self) -> Vec<MinistryRole> {
        self.0.sort_by_key(|m| m.role);
        // A co-sender that is the sender too says nothing more.
        let senders: Vec<String> =
            self.0.iter().filter(|m| m.role == Role::Sender).map(|m| m.code.clone()).collect();
        self.0.retain(|m| m.role != Role::CoSender || !senders.contains(&m.code));
        self.0
    }
}

/// Roles read from the head and the signatures of a document.
pub fn roles(
    kind: DocumentKind,
    layout: &Layout,
    head: &[Line],
    signatories: &[Signatory],
    tables: &Tables,
    on: Option<Day>,
) -> Roles {
    let mut roles = Roles::default();
    let in_line = |line: &Line| -> Vec<(String, Span)> {
        let spot = |n: Named| (n.code, Span::new(line.start + n.place.start, line.start + n.place.end));
        named(line.text, tables, on).into_iter().map(spot).collect()
    };
    // "www.rijksoverheid.nl/jenv" and "@minvws.nl" in the letterhead.
    for line in layout.furniture.iter().chain(layout.labels.iter().flat_map(|l| &l.value)) {
        for (start, end) in [("rijksoverheid.nl/", ""), ("@min", ".nl")] {
            let Some(at) = line.text.find(start).map(|i| i + start.len()) else { continue };
            let rest = &line.text[at..];
            let slug = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
            let entry = tables.ministries.iter().find(|m| m.slugs.iter().any(|s| s == slug));
            if let Some(entry) = entry.filter(|_| rest[slug.len()..].starts_with(end)) {
                let from = line.start + at - start.len();
                let span = Span::new(from, line.start + at + slug.len() + end.len());
                roles.add(entry.ministry.code.clone(), Role::Sender, Rule::Letterhead, vec![span]);
            }
        }
    }
    let mut i = 0;
    while i < layout.furniture.len() {
        let line = &layout.furniture[i];
        if line.text.starts_with("Ministerie van") || line.text.starts_with("Kabinet Minister-President") {
            // The name may run over two or three lines.
            let run = 1 + layout.furniture[i + 1..].iter().take(2).take_while(|l| !l.blank_before).count();
            let lines = &layout.furniture[i..i + run];
            let joined = lines.iter().map(|l| l.text).collect::<Vec<_>>().join(" ");
            if let Some(n) = named(&joined, tables, on).into_iter().next() {
                let used = lines.iter().scan(0, |end, l| {
                    let start = *end;
                    *end += l.text.len() + 1;
                    Some((start, l))
                });
                let spans = used.filter(|(start, _)| *start < n.place.end).map(|(_, l)| l.span()).collect();
                roles.add(n.code, Role::Sender, Rule::Letterhead, spans);
            }
        }
        i += 1;
    }
    if kind == DocumentKind::Kamervragen {
        answer_roles(layout, tables, on, &mut roles);
        return roles;
    }
    if matches!(kind, DocumentKind::Motie | DocumentKind::Handelingen) {
        return Roles::default();
    }
    if kind == DocumentKind::BncFiche {
        responsible(layout, tables, on, &mut roles);
    }
    let addressed = layout.labels.iter().filter(|l| l.label == Label::To).flat_map(|l| &l.value);
    for (code, span) in addressed.flat_map(in_line) {
        roles.add(code, Role::Addressee, Rule::AddresseeLine, vec![span]);
    }
    for line in head {
        if line.text.starts_with("BRIEF VAN") {
            let lines: Vec<&Line> = head
                .iter()
                .skip_while(|l| l.start != line.start)
                .take_while(|l| l.text.to_uppercase() == l.text)
                .collect();
            for (code, span) in lines.iter().flat_map(|l| in_line(l)) {
                let role = roles.sender_or_co();
                roles.add(code, role, Rule::SenderLine, vec![span]);
            }
        } else if !line.text.starts_with("Aan de Voorzitter")
            && kind == DocumentKind::Beslisnota
            && is_addressee_line(line.text)
        {
            for (code, span) in in_line(line) {
                roles.add(code, Role::Addressee, Rule::AddresseeLine, vec![span]);
            }
        }
    }
    for signatory in signatories {
        if let Some(code) = &signatory.ministry {
            let sent = roles.0.iter().any(|m| m.code == *code && m.role == Role::Sender);
            let role = if sent { Role::Sender } else { roles.sender_or_co() };
            let office = signatory.evidence.iter().take(1).copied().collect();
            roles.add(code.clone(), role, Rule::SignatureOffice, office);
        }
    }
    roles
}

/// "Eerstverantwoordelijk ministerie" and the line below it, or the rest of the line.
fn responsible(layout: &Layout, tables: &Tables, on: Option<Day>, roles: &mut Roles) {
    let Some(i) = layout.body.iter().position(|l| l.text.to_lowercase().contains("eerstverantwoordelijk"))
    else {
        return;
    };
    let below = layout.furniture.iter().filter(|l| l.start > layout.body[i].start).take(1);
    for line in layout.body[i..].iter().take(3).chain(below) {
        if let Some(n) = named(line.text, tables, on).into_iter().next() {
            let span = Span::new(line.start + n.place.start, line.start + n.place.end);
            roles.add(n.code, Role::Sender, Rule::ResponsibleMinistry, vec![span]);
            return;
        }
    }
}

fn is_addressee_line(text: &str) -> bool {
    let rest = text.strip_prefix("Aan ").unwrap_or(text);
    let rest = rest.strip_prefix("de ").unwrap_or(rest);
    ["Minister", "minister", "Staatssecretaris", "staatssecretaris"].iter().any(|o| rest.starts_with(o))
        && text.len() <= 90
}

/// "Antwoord van Minister Koolmees (Sociale Zaken en Werkgelegenheid), mede namens de Minister van …"; without an answer,
/// "Vragen … aan de Ministers van …".
fn answer_roles(layout: &Layout, tables: &Tables, on: Option<Day>, roles: &mut Roles) {
    let head = questions_head(layout);
    let Some((answer, from)) = answer(&head) else {
        // Who is asked stands between the names of those who ask and the subject.
        let end = head.text.find(" over ").unwrap_or(head.text.len());
        for n in named(&head.text[..end], tables, on) {
            roles.add(n.code, Role::Addressee, Rule::AddresseeLine, head.spans(n.place));
        }
        return;
    };
    let words = Words::of(answer);
    let mut senders = 0;
    let mut end = 0;
    for i in 0..words.len() {
        // In brackets behind a name the office is left out.
        let bracket = answer[..words.place(i, i).start].ends_with('(');
        let bare = bracket.then(|| ministry_at(&words, i, tables, on)).flatten();
        let Some((code, len)) = bare.or_else(|| at(&words, i, tables, on)).filter(|_| i >= end) else {
            continue;
        };
        end = i + len;
        let role = if senders == 0 { Role::Sender } else { Role::CoSender };
        senders += 1;
        let place = words.place(i, i + len - 1);
        roles.add(code, role, Rule::AnswerLine, head.spans(from + place.start..from + place.end));
    }
}

/// The words that say who answers, and where they begin in the head of the questions.
fn answer<'a>(head: &'a Joined) -> Option<(&'a str, usize)> {
    let from = ["Antwoord van ", "Mededeling van "].iter().find_map(|w| head.text.find(w))?;
    let end = head.text[from..].find("(ontvangen").map_or(head.text.len(), |i| from + i);
    Some((&head.text[from..end], from))
}

/// How a text speaks of its own sending.
const SENDS: [&str; 16] = [
    "de brief,",
    "ondertekenen",
    "ik ",
    "Ik ",
    "wij ",
    "Wij ",
    "we ",
    "informeert u",
    "stuurt u",
    "biedt u",
    "verstuurt u",
    "deze brief",
    "Kamerbrief",
    "Hierbij",
    "hierbij",
    "Bijgaand",
];

/// Roles that the running text gives: "mede namens de Staatssecretaris van …", and mere mentions.
pub fn roles_in_text(
    roles: &mut Roles,
    words: &Words,
    candidates: &[usize],
    spans: impl Fn(Range<usize>) -> Vec<Span>,
    tables: &Tables,
    on: Option<Day>,
) {
    for n in named_at(words, candidates.iter().copied(), tables, on) {
        let before = words.text[..n.place.start].trim_end();
        let before = before.strip_suffix(" de").unwrap_or(before).trim_end();
        let behind = words.text[n.place.end..].trim_start();
        // It is this letter that is sent on behalf of others, not one it speaks of.
        let from = before.rfind(". ").map_or(0, |i| i + 2);
        let end = words.text[n.place.end..].find(". ").map_or(words.text.len(), |i| n.place.end + i);
        let sentence = &words.text[from..end];
        let sends = SENDS.iter().any(|w| sentence.contains(w));
        let (role, rule) = if sends && ["mede namens", "Mede namens"].iter().any(|w| before.ends_with(w)) {
            (Role::CoSender, Rule::AlsoOnBehalf)
        } else if before.ends_with("Als")
            && [" bent u", " heeft u"].iter().any(|w| behind.starts_with(w.trim_start()))
        {
            // "Als minister van Economische Zaken bent u …": the text speaks to its reader.
            (Role::Addressee, Rule::AddresseeLine)
        } else {
            (Role::Mentioned, Rule::NamedInText)
        };
        roles.add(n.code, role, rule, spans(n.place));
    }
}

/// Who signed: names below offices at the end of a letter, below a motion, or in the heading of answers.
pub fn signatories(kind: DocumentKind, layout: &Layout, tables: &Tables, on: Option<Day>) -> Vec<Signatory> {
    match kind {
        DocumentKind::Motie => movers(&layout.body),
        DocumentKind::Kamervragen => answerers(layout, tables, on),
        DocumentKind::Beslisnota => Vec::new(),
        _ => {
            let officers = officers(&layout.body, tables, on);
            if officers.is_empty() { below_close(&layout.body) } else { officers }
        }
    }
}

/// Somebody who signed without an office.
fn name_alone(line: &Line, rule: Rule) -> Signatory {
    let name = line.text.to_owned();
    Signatory { name, office: None, ministry: None, rule, evidence: vec![line.span()] }
}

/// A name alone below "Hoogachtend," or "Met vriendelijke groet,".
fn below_close(body: &[Line]) -> Vec<Signatory> {
    let closes = |l: &Line| {
        let text = l.text.trim_end_matches(',');
        ["Hoogachtend", "Met vriendelijke groet", "Met vriendelijke groeten"].contains(&text)
    };
    let Some(close) = body.iter().rposition(closes) else { return Vec::new() };
    let name = body.get(close + 1).filter(|l| is_name(l.text));
    name.map(|line| name_alone(line, Rule::NameBelowClose)).into_iter().collect()
}

/// Without the titles before a name: "drs. L. von Bönninghausen".
fn untitled(text: &str) -> &str {
    let titles =
        ["drs. ", "dr. ", "mr. ", "ir. ", "ing. ", "prof. ", "Drs. ", "Dr. ", "Mr. ", "Ir. ", "Prof. "];
    titles.iter().find_map(|title| text.strip_prefix(title)).map_or(text, untitled)
}

fn is_name(text: &str) -> bool {
    let text = untitled(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    // Small words of a name are its particles: "Overzicht moties en toezeggingen" is none.
    let small = |w: &&str| w.starts_with(char::is_lowercase);
    let particles = words.iter().filter(|w| small(w)).all(|w| is_particle(w));
    particles
        && (1..=7).contains(&words.len())
        && text.chars().count() <= 60
        && !text.ends_with([',', '.', ':', ';'])
        && !text.contains(',')
        && text.chars().next().is_some_and(|c| c.is_uppercase())
        && words.last().is_some_and(|w| w.starts_with(char::is_uppercase))
        && !text.contains(|c: char| c.is_ascii_digit())
        && !matches!(text, "Ondertekenaars" | "Stemmingsuitslagen" | "Voorzitter" | "Griffier")
}

/// Stretches of a line that three or more blanks part, as lines.
fn cells<'a>(line: &Line<'a>) -> Vec<Line<'a>> {
    let mut found = Vec::new();
    let mut from = 0;
    while from < line.text.len() {
        let end = line.text[from..].find("   ").map_or(line.text.len(), |i| from + i);
        let cell = &line.text[from..end];
        if !cell.trim().is_empty() {
            let start = from + (cell.len() - cell.trim_start().len());
            found.push(Line { start: line.start + start, text: cell.trim(), ..*line });
        }
        from = end + 3;
        from = (from..=line.text.len()).find(|i| line.text.is_char_boundary(*i)).unwrap_or(line.text.len());
    }
    found
}

fn begins_office(text: &str) -> bool {
    let text = text.strip_prefix("namens ").or(text.strip_prefix("Namens ")).unwrap_or(text);
    let bare = ["de ", "De ", "DE "].iter().find_map(|article| text.strip_prefix(article)).unwrap_or(text);
    ["minister", "Minister", "MINISTER", "staatssecretaris", "Staatssecretaris", "STAATSSECRETARIS"]
        .iter()
        .any(|office| bare.starts_with(office))
}

fn officers(body: &[Line], tables: &Tables, on: Option<Day>) -> Vec<Signatory> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < body.len() {
        if !begins_office(body[i].text) {
            i += 1;
            continue;
        }
        let columns = cells(&body[i]);
        if columns.len() > 1 && columns.iter().all(|c| begins_office(c.text)) {
            i += side_by_side(&body[i..], columns.len(), tables, on, &mut found);
            continue;
        }
        // An office may take two lines or three: "De minister van Binnenlandse Zaken en" / "Koninkrijksrelaties,".
        let office = (1..=3).find_map(|n| {
            let lines = body.get(i..i + n)?;
            let text = lines.iter().map(|l| l.text).collect::<Vec<_>>().join(" ");
            is_office_line(&text).then_some((lines, text))
        });
        // Without a comma an office is one when it is all that the line says, and a name stands apart below it.
        let bare = || {
            let whole =
                named(body[i].text, tables, on).pop().is_some_and(|n| n.place.end == body[i].text.len());
            let below = body.get(i + 1).is_some_and(|l| l.blank_before && is_name(l.text));
            (whole && below && body[i].blank_before).then(|| (&body[i..=i], body[i].text.to_owned()))
        };
        let Some((lines, text)) = office.or_else(bare) else {
            i += 1;
            continue;
        };
        i += lines.len();
        // "namens de minister …," / "de directeur-generaal …,": who signs in the name of another.
        i += body[i..].iter().take(1).filter(|l| l.text.ends_with(',') && l.text.starts_with("de ")).count();
        let Some(name) = body.get(i).filter(|l| is_name(l.text)) else { continue };
        found.push(signatory(lines, &text, *name, tables, on));
        i += 1;
    }
    found
}

fn signatory(office: &[Line], text: &str, name: Line, tables: &Tables, on: Option<Day>) -> Signatory {
    let text = text.trim_end_matches(',').to_owned();
    let ministry = named(&text, tables, on).into_iter().next().map(|n| n.code);
    let evidence = office.iter().map(Line::span).chain([name.span()]);
    let mut merged: Vec<Span> = Vec::new();
    // The lines of an office are one span when nothing stands between them.
    for span in evidence {
        match merged.last_mut() {
            Some(last) if span != name.span() && last.end < span.start && span.start - last.end <= 2 => {
                last.end = span.end;
            }
            _ => merged.push(span),
        }
    }
    Signatory {
        name: name.text.to_owned(),
        office: Some(text),
        ministry,
        rule: Rule::NameBelowOffice,
        evidence: merged,
    }
}

/// Signatures in columns: offices of one to four lines, then the names, each in its column. Returns the lines taken.
fn side_by_side(
    lines: &[Line],
    count: usize,
    tables: &Tables,
    on: Option<Day>,
    found: &mut Vec<Signatory>,
) -> usize {
    let mut offices: Vec<Vec<Line>> = vec![Vec::new(); count];
    let starts: Vec<usize> = cells(&lines[0]).iter().map(|c| c.start - lines[0].start).collect();
    for (i, line) in lines.iter().enumerate().take(6) {
        let row = cells(line);
        // A line may lack a column: each cell goes to the column that begins nearest.
        let column = |cell: &Line| {
            let at = (cell.start - line.start) + line.indent.saturating_sub(lines[0].indent);
            (0..count).min_by_key(|c| starts[*c].abs_diff(at)).unwrap_or(0)
        };
        let closed = offices.iter().all(|o| o.last().is_some_and(|l| l.text.ends_with(',')));
        if closed && row.len() == count && row.iter().all(|c| is_name(c.text)) {
            for (office, name) in offices.iter().zip(&row) {
                let text = office.iter().map(|l| l.text).collect::<Vec<_>>().join(" ");
                found.push(signatory(office, &text, *name, tables, on));
            }
            return i + 1;
        }
        for cell in row {
            offices[column(&cell)].push(cell);
        }
    }
    1
}

fn movers(body: &[Line]) -> Vec<Signatory> {
    let Some(end) = body.iter().rposition(|l| l.text.contains("orde van de dag")) else { return Vec::new() };
    let names = body[end + 1..].iter().take_while(|l| is_name(l.text));
    names.map(|line| name_alone(line, Rule::NameBelowMotion)).collect()
}

/// "Antwoord van Minister Koolmees (Sociale Zaken en Werkgelegenheid)".
fn answerers(layout: &Layout, tables: &Tables, on: Option<Day>) -> Vec<Signatory> {
    let head = questions_head(layout);
    let Some((answer, begin)) = answer(&head) else { return Vec::new() };
    let words = Words::of(answer);
    let mut found = Vec::new();
    for i in 0..words.len() {
        if !matches!(words.folded(i), "minister" | "staatssecretaris") || words.gap(i) != " " {
            continue;
        }
        let from = words.place(i, i).start;
        let name_from = words.place(i, i).end + 1;
        let Some(open) = answer[name_from..].find(" (").map(|i| i + name_from) else { continue };
        let Some(close) = answer[open..].find(')').map(|i| i + open) else { continue };
        let name = &answer[name_from..open];
        if !is_name(name) {
            continue;
        }
        let title = format!("{} van {}", words.written(i), &answer[open + 2..close]);
        let ministry = named(&title, tables, on).into_iter().next().map(|n| n.code);
        found.push(Signatory {
            name: name.to_owned(),
            office: Some(title),
            ministry,
            rule: Rule::AnswerLine,
            evidence: head.spans(begin + from..begin + close + 1),
        });
    }
    found
}

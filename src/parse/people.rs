//! Ministries in their roles, and who signed.

use crate::{
    layout::{Label, Layout, Line},
    structure::is_office_line,
    tables::{MinistryEntry, Tables},
};
use model::{Certainty, Day, DocumentKind, MinistryRole, Role, Rule, Signatory, Span, Token, tokens};

/// A ministry named in a text: its code and the byte range of the words that name it.
pub struct Named {
    /// The code.
    pub code: String,
    /// The words.
    pub place: std::ops::Range<usize>,
}

/// Every ministry that a text names by office, by name or by code, in order.
///
/// Accepted: "Minister van Justitie en Veiligheid", "Staatssecretaris van Binnenlandse Zaken en
/// Koninkrijksrelaties", "Ministerie van …", the offices of the table ("Minister voor Natuur en Stikstof"),
/// and codes as a word of their own ("JenV", "MBZK", "stas IenW").
pub fn named(text: &str, tables: &Tables, on: Option<Day>) -> Vec<Named> {
    let words = tokens(text);
    let mut found: Vec<Named> = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let opens = is_office(&words[i].text) || tables.openers.contains(&words[i].text);
        let Some((code, length)) = opens.then(|| at(text, &words[i..], tables, on)).flatten() else {
            i += 1;
            continue;
        };
        found.push(Named { code, place: words[i].place.start..words[i + length - 1].place.end });
        i += length;
    }
    found
}

fn is_office(word: &str) -> bool {
    matches!(word, "minister" | "ministers" | "staatssecretaris" | "ministerie" | "bewindspersoon")
}

/// The ministry named at the beginning of `words`, and by how many of them.
fn at(text: &str, words: &[Token], tables: &Tables, on: Option<Day>) -> Option<(String, usize)> {
    let stands = |name: &[String], from: usize| {
        words.len() >= from + name.len() && name.iter().zip(&words[from..]).all(|(n, w)| *n == w.text)
    };
    let mut best: Option<(&MinistryEntry, usize)> = None;
    let mut offer = |entry, length| {
        if best.is_none_or(|(_, kept)| length > kept) {
            best = Some((entry, length));
        }
    };
    let office = is_office(&words[0].text);
    let link = words.get(1).is_some_and(|w| matches!(w.text.as_str(), "van" | "voor"));
    for entry in tables.ministries.iter().filter(|m| exists(m, on)) {
        if office {
            for name in &entry.names {
                let from = 1 + usize::from(link);
                // "minister van Justitie" may be a short form of a longer name in use; the longest name wins.
                if stands(name, from) {
                    offer(entry, from + name.len());
                }
            }
        }
        for name in entry.offices.iter().filter(|name| stands(name, 0)) {
            offer(entry, name.len());
        }
        for code in &entry.codes {
            let end = words.iter().take(4).position(|w| {
                text[words[0].place.start..w.place.end].trim_start_matches(['M', 'S']).len() >= code.len()
            });
            let Some(end) = end else { continue };
            let written = &text[words[0].place.start..words[end].place.end];
            // "MBZK" and "SBZK": the minister and the staatssecretaris of BZK.
            let bare = if written == code { Some(written) } else { written.strip_prefix(['M', 'S']) };
            if bare == Some(code.as_str()) {
                offer(entry, end + 1);
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

/// A stretch of reading text with the way back to the source.
pub struct Readable<'a> {
    /// The text.
    pub text: &'a str,
    /// Maps a byte range of it to the source.
    pub spans: &'a dyn Fn(std::ops::Range<usize>) -> Vec<Span>,
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
    // "www.rijksoverheid.nl/jenv" and "Ministerie van …" in the letterhead.
    for line in &layout.furniture {
        if let Some(at) = line.text.find("rijksoverheid.nl/") {
            let slug = &line.text[at + "rijksoverheid.nl/".len()..];
            let slug = &slug[..slug.find(|c: char| !c.is_alphanumeric()).unwrap_or(slug.len())];
            let entry = tables.ministries.iter().find(|m| m.slugs.iter().any(|s| s == slug));
            if let Some(entry) = entry {
                let span =
                    Span::new(line.start + at, line.start + at + "rijksoverheid.nl/".len() + slug.len());
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
        answer_roles(head, tables, on, &mut roles);
        return roles;
    }
    if kind == DocumentKind::Motie {
        return roles;
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

fn is_addressee_line(text: &str) -> bool {
    let rest = text.strip_prefix("Aan ").unwrap_or(text);
    let rest = rest.strip_prefix("de ").unwrap_or(rest);
    ["Minister", "minister", "Staatssecretaris", "staatssecretaris"].iter().any(|o| rest.starts_with(o))
        && text.len() <= 90
}

/// "Antwoord van Minister Koolmees (Sociale Zaken en Werkgelegenheid), mede namens de Minister van …".
fn answer_roles(head: &[Line], tables: &Tables, on: Option<Day>, roles: &mut Roles) {
    let Some(answer) = Answer::find(head) else { return };
    let words = tokens(&answer.text);
    let mut senders = 0;
    for i in 0..words.len() {
        // In brackets behind a name the office is left out.
        let bracket = answer.text[..words[i].place.start].ends_with('(');
        let bare = tables.ministries.iter().filter(|m| exists(m, on)).find_map(|m| {
            let stands = |n: &&Vec<String>| {
                words.len() >= i + n.len() && n.iter().zip(&words[i..]).all(|(a, b)| *a == b.text)
            };
            m.names.iter().filter(stands).map(Vec::len).max().map(|len| (m.ministry.code.clone(), len))
        });
        let office = at(&answer.text, &words[i..], tables, on);
        if let Some((code, len)) = bare.filter(|_| bracket).or(office) {
            let role = if senders == 0 { Role::Sender } else { Role::CoSender };
            senders += 1;
            roles.add(
                code,
                role,
                Rule::AnswerLine,
                answer.spans(words[i].place.start..words[i + len - 1].place.end),
            );
        }
    }
}

/// The lines of the head that say who answers, joined.
struct Answer<'a> {
    text: String,
    lines: Vec<(usize, Line<'a>)>,
}

impl<'a> Answer<'a> {
    fn find(head: &[Line<'a>]) -> Option<Self> {
        let from = head.iter().position(|l| l.text.starts_with("Antwoord van "))?;
        let mut answer = Answer { text: String::new(), lines: Vec::new() };
        for line in &head[from..] {
            if !answer.text.is_empty() {
                answer.text.push(' ');
            }
            answer.lines.push((answer.text.len(), *line));
            answer.text.push_str(line.text);
            if line.text.contains("(ontvangen") {
                break;
            }
        }
        Some(answer)
    }

    fn spans(&self, place: std::ops::Range<usize>) -> Vec<Span> {
        let cut = |(at, line): &(usize, Line)| {
            let (start, end) = (place.start.max(*at), place.end.min(at + line.text.len()));
            (start < end).then(|| Span::new(line.start + start - at, line.start + end - at))
        };
        self.lines.iter().filter_map(cut).collect()
    }
}

/// Roles that the running text gives: "mede namens de Staatssecretaris van …", and mere mentions.
pub fn roles_in_text(roles: &mut Roles, passage: &Readable, tables: &Tables, on: Option<Day>) {
    for n in named(passage.text, tables, on) {
        let before = passage.text[..n.place.start].trim_end();
        let before = before.strip_suffix(" de").unwrap_or(before).trim_end();
        let (role, rule) = if ["mede namens", "Mede namens"].iter().any(|words| before.ends_with(words)) {
            (Role::CoSender, Rule::AlsoOnBehalf)
        } else {
            (Role::Mentioned, Rule::NamedInText)
        };
        roles.add(n.code, role, rule, (passage.spans)(n.place));
    }
}

/// Who signed: names below offices at the end of a letter, below a motion, or in the heading of answers.
pub fn signatories(
    kind: DocumentKind,
    layout: &Layout,
    head: &[Line],
    tables: &Tables,
    on: Option<Day>,
) -> Vec<Signatory> {
    match kind {
        DocumentKind::Motie => movers(&layout.body),
        DocumentKind::Kamervragen => answerers(head, tables, on),
        DocumentKind::Beslisnota => Vec::new(),
        _ => officers(&layout.body, tables, on),
    }
}

fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=7).contains(&words.len())
        && text.chars().count() <= 60
        && !text.ends_with([',', '.', ':', ';'])
        && text.chars().next().is_some_and(|c| c.is_uppercase())
        && words.last().is_some_and(|w| w.starts_with(char::is_uppercase))
        && !text.contains(|c: char| c.is_ascii_digit())
}

fn officers(body: &[Line], tables: &Tables, on: Option<Day>) -> Vec<Signatory> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < body.len() {
        // An office may take two lines: "De minister van Binnenlandse Zaken en" / "Koninkrijksrelaties,".
        let lower = body[i].text.to_lowercase();
        let begins = ["de minister", "minister", "de staatssecretaris", "staatssecretaris"]
            .iter()
            .any(|o| lower.starts_with(o));
        let office = (1..=2).find_map(|n| {
            let lines = body.get(i..i + n)?;
            let text = lines.iter().map(|l| l.text).collect::<Vec<_>>().join(" ");
            (begins && is_office_line(&text)).then_some((lines, text))
        });
        let Some((lines, text)) = office else {
            i += 1;
            continue;
        };
        i += lines.len();
        let Some(name) = body.get(i).filter(|l| is_name(l.text)) else { continue };
        let office = text.trim_end_matches(',').to_owned();
        let ministry = named(&office, tables, on).into_iter().next().map(|n| n.code);
        let first = lines[0].span();
        let office_span = Span { start: first.start, end: lines[lines.len() - 1].span().end };
        found.push(Signatory {
            name: name.text.to_owned(),
            office: Some(office),
            ministry,
            rule: Rule::NameBelowOffice,
            evidence: vec![office_span, name.span()],
        });
        i += 1;
    }
    found
}

fn movers(body: &[Line]) -> Vec<Signatory> {
    let Some(end) = body.iter().rposition(|l| l.text.contains("orde van de dag")) else { return Vec::new() };
    let names = body[end + 1..].iter().take_while(|l| is_name(l.text));
    let signatory = |line: &Line| Signatory {
        name: line.text.to_owned(),
        office: None,
        ministry: None,
        rule: Rule::NameBelowMotion,
        evidence: vec![line.span()],
    };
    names.map(signatory).collect()
}

/// "Antwoord van Minister Koolmees (Sociale Zaken en Werkgelegenheid)".
fn answerers(head: &[Line], tables: &Tables, on: Option<Day>) -> Vec<Signatory> {
    let Some(answer) = Answer::find(head) else { return Vec::new() };
    let mut found = Vec::new();
    for office in ["Minister ", "Staatssecretaris ", "Minister-President "] {
        for (at, _) in answer.text.match_indices(office) {
            let from = at + office.len();
            let Some(open) = answer.text[from..].find(" (").map(|i| i + from) else { continue };
            let Some(close) = answer.text[open..].find(')').map(|i| i + open) else { continue };
            let name = &answer.text[from..open];
            if !is_name(name) {
                continue;
            }
            let title = format!("{}van {}", office, &answer.text[open + 2..close]);
            let ministry = named(&title, tables, on).into_iter().next().map(|n| n.code);
            found.push(Signatory {
                name: name.to_owned(),
                office: Some(title),
                ministry,
                rule: Rule::AnswerLine,
                evidence: answer.spans(at..close + 1),
            });
        }
    }
    found
}

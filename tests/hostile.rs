//! Hostile data files, texts and queries: refused in one line that says where, or read with nothing lost. Never a panic.

use parse::{Parsed, SeedFile, dossier, explain, loose, verify};
use search::{Forms, Index, Query};

/// Inputs of each sort, at least.
const TABLES: usize = 300;
const TEXTS: usize = 120;
const QUERIES: usize = 60;
const INDICES: usize = 60;

/// A dossier with a value in every field of every table.
const MINISTRIES: &str = r#"[[ministry]]
code = "JenV"
tooi = "mnre1058"
nl = "Justitie en Veiligheid"
en = "Justice and Security"
names = ["Justitie"]
codes = ["VenJ"]
slugs = ["jenv"]
offices = ["Minister voor Rechtsbescherming"]
from = "2017-10-26"
to = "2027-01-01"
"#;
const ISSUES: &str = r#"[[issue]]
id = "encryptie"
nl = "Encryptie"
en = "Encryption"
definition.nl = "Versleuteling."
definition.en = "Encryption."
expressions = ["end-to-end-encryptie", "versleutel*"]
except = ["encryptie van gisteren"]
"#;
const DOSSIER: &str = r#"corpus = "auto"
address = "https://example.org/dossier/"
contact = "https://example.org/meld"
[title]
nl = "Een dossier"
en = "A dossier"
[intro]
nl = "Over brieven."
en = "On letters."
[[fact]]
file = "000.txt"
nl = "Een feit."
en = "A fact."
url = "https://example.org/feit"
source = "https://example.org/bron"
ministry = "JenV"
role = "sender"
published_as = "26643-1022"
published = "2024-06-01"
words = "3 mei"
day = "2024-05-03"
[[pair]]
nota = "001.txt"
letter = "000.txt"
nl = "Een paar."
en = "A pair."
[[alias]]
names = ["ATKM", "Autoriteit"]
source = "https://example.org/alias"
[[term]]
names = ["client-side scanning"]
nl = "Zoeken op het toestel."
en = "Searching the device."
source = "https://example.org/term"
"#;
const LETTER: &str = "BRIEF VAN DE MINISTER VAN JUSTITIE EN VEILIGHEID\nAan de Voorzitter van de Tweede Kamer der Staten-Generaal\nDen Haag, 9 mei 2024\n\nHierbij bericht ik uw Kamer over end-to-end-encryptie, zoals gevraagd op 3 mei in de motie Van Ginneken (Kamerstuk 26 643, nr. 1011).\n\nHet kabinet is geen voorstander van client-side scanning. De Autoriteit Terroristische content (ATKM) adviseert.\n";
const NOTA: &str = "Beslisnota\n\nAanleiding\n\nDe motie over encryptie wordt ontraden. Het kabinet is geen voorstander van client-side scanning.\n";

/// What stands in place of a value, written in TOML.
const VALUES: [&str; 24] = [
    r#""""#,
    r#"" ""#,
    r#""<script>window.harmed=1</script>""#,
    r#""\"><img src=x onerror=window.harmed=1>""#,
    r#""javascript:window.harmed=1""#,
    r#""JAVASCRIPT:window.harmed=1""#,
    r#"" javascript:window.harmed=1""#,
    r#""data:text/html,<script>""#,
    r#""https:javascript:x""#,
    r#""//evil.example/""#,
    r#""__proto__""#,
    r#""constructor""#,
    r#""../../etc/passwd""#,
    r#""a/../b""#,
    r#""\u202Eomgekeerd""#,
    r#""a\u200Bb\uFEFF""#,
    r#""\u0000""#,
    r#""een\nregel\r\n\u001B[31m""#,
    r#""99999-99-99""#,
    r#""-0001-01-01""#,
    "99999999999999999999999",
    "true",
    "[[[]]]",
    "{ nl = 1 }",
];

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> SeedFile {
    SeedFile { name: name.into(), bytes: bytes.into() }
}

/// The dossier with one table of other bytes.
fn with(changed: &str, bytes: Vec<u8>) -> Vec<SeedFile> {
    let tables = [("ministries.toml", MINISTRIES), ("issues.toml", ISSUES), ("dossier.toml", DOSSIER)];
    let mut files: Vec<SeedFile> = tables
        .into_iter()
        .map(|(name, text)| file(name, if name == changed { bytes.clone() } else { text.into() }))
        .collect();
    files.extend([file("000.txt", LETTER), file("001.txt", NOTA)]);
    files
}

/// What is read holds: every quotation is in its source, every address is one of the web, every id can be part of one.
#[track_caller]
fn holds(parsed: &Parsed, what: &str) {
    assert_eq!(verify(&parsed.corpus, &parsed.sources), Ok(()), "{what}");
    for (document, source) in parsed.corpus.documents.iter().zip(&parsed.sources) {
        let id = &document.id;
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        assert!(!id.is_empty() && id.len() < 200 && id.bytes().all(plain), "{what}: the id {id:?}");
        let cited = document.citations.iter().filter_map(|c| c.url.as_ref());
        for url in cited.chain(document.curated.iter().filter_map(|fact| fact.url.as_ref())) {
            let web = url.starts_with("https://") || url.starts_with("http://");
            assert!(web && !url.contains(char::is_whitespace), "{what}: the address {url:?}");
        }
        assert!(!explain(document, source).is_empty(), "{what}");
    }
    for issue in parsed.corpus.issues() {
        assert!(
            issue.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
            "{what}"
        );
    }
}

/// A dossier is read and holds, or is refused in one line that names the file, and the place where it has one.
#[track_caller]
fn read_or_refused(changed: &str, files: Vec<SeedFile>, what: &str) -> Option<Parsed> {
    let texts: Vec<Vec<u8>> =
        files.iter().filter(|f| f.name.ends_with(".txt")).map(|f| f.bytes.clone()).collect();
    match dossier(files) {
        Ok(parsed) => {
            holds(&parsed, what);
            for text in texts {
                let there = |source: &String| source.as_bytes() == text;
                assert!(parsed.sources.iter().any(there), "{what}: a source is another one");
            }
            Some(parsed)
        }
        Err(message) => {
            // What a table no longer has the dossier asks for in vain.
            let files = [changed, "dossier.toml"].map(|file| format!("seeds/{file}:"));
            let place = files.iter().find_map(|file| message.strip_prefix(file)).unwrap_or_default();
            let numbers: Vec<&str> = place.splitn(3, ':').collect();
            let number = |i: usize| numbers.get(i).and_then(|n| n.parse::<u32>().ok()).is_some_and(|n| n > 0);
            assert!(number(0) && number(1), "{what}: no place in {message:?}");
            assert!(!message.contains(char::is_control), "{what}: more than a line: {message:?}");
            None
        }
    }
}

/// Every field of every table, with every value that somebody could put there.
#[test]
fn a_table_with_hostile_values_is_read_or_refused_with_its_place() {
    assert!(read_or_refused("", with("", Vec::new()), "the dossier itself").is_some());
    let (mut tried, mut read) = (0, 0);
    for (name, text) in [("ministries.toml", MINISTRIES), ("issues.toml", ISSUES), ("dossier.toml", DOSSIER)]
    {
        let lines: Vec<&str> = text.lines().collect();
        for (number, line) in lines.iter().enumerate() {
            let Some((key, old)) = line.split_once(" = ") else { continue };
            for value in VALUES {
                // In a list it is one of its values.
                let value =
                    if old.starts_with('[') { format!("[{value}, {value}]") } else { value.to_owned() };
                let mut changed = lines.clone();
                let line = format!("{key} = {value}");
                changed[number] = &line;
                let what = format!("{name}: {line}");
                read += usize::from(
                    read_or_refused(name, with(name, changed.join("\n").into()), &what).is_some(),
                );
                tried += 1;
            }
        }
    }
    assert!(tried >= TABLES && read > 0 && read < tried);
    println!(
        "hostile values: {tried} tried, {read} read, the others refused with their place; 0 panics (limit 0)"
    );
}

/// Tables whose bytes are not what a table is.
#[test]
fn a_broken_table_is_refused_with_its_place() {
    let mut tried = 0;
    for (name, text) in [("ministries.toml", MINISTRIES), ("issues.toml", ISSUES), ("dossier.toml", DOSSIER)]
    {
        let first = text.split_once('\n').expect("it has lines").0;
        let mut broken: Vec<(String, Vec<u8>)> = vec![
            ("nothing".into(), Vec::new()),
            ("a byte order mark".into(), format!("\u{feff}{text}").into()),
            ("line ends of another system".into(), text.replace('\n', "\r\n").into()),
            ("line ends of an old system".into(), text.replace('\n', "\r").into()),
            ("NUL in it".into(), text.replacen('\n', "\n\0", 1).into()),
            ("a byte that is no text".into(), [text.as_bytes(), b"# \xff\xfe"].concat()),
            ("UTF-16".into(), text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            ("twice".into(), format!("{text}{text}").into()),
            ("a key twice".into(), text.replacen(first, &format!("{first}\n{first}"), 1).into()),
            ("a key of a prototype".into(), format!("__proto__ = {{ x = 1 }}\n{text}").into()),
            ("an unknown key".into(), format!("{text}\n\"<script>\\n\" = 1\n").into()),
            ("a very long key".into(), format!("{text}\n{} = 1\n", "x".repeat(1_000_000)).into()),
            ("a very long text".into(), format!("{text}\nx = \"{}\"\n", "x".repeat(1_000_000)).into()),
            (
                "deep lists".into(),
                format!("{text}\nx = {}{}\n", "[".repeat(10_000), "]".repeat(10_000)).into(),
            ),
            (
                "deep tables".into(),
                format!("{text}\nx = {}1{}\n", "{ a = ".repeat(5000), " }".repeat(5000)).into(),
            ),
            ("deep keys".into(), format!("{text}\n{}x = 1\n", "a.".repeat(5000)).into()),
            ("a million of brackets".into(), "[".repeat(1_000_000).into()),
            ("a picture".into(), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
            ("another language".into(), "{\"ministry\": [], \"issue\": []}".into()),
            ("bidi in a comment".into(), format!("# \u{202e}\u{2066}\n{text}").into()),
        ];
        // Cut anywhere.
        broken.extend(
            (0..text.len()).step_by(23).map(|at| (format!("cut at {at}"), text.as_bytes()[..at].to_vec())),
        );
        for (what, bytes) in broken {
            read_or_refused(name, with(name, bytes), &format!("{name}: {what}"));
            tried += 1;
        }
        let mut files = with("", Vec::new());
        files.retain(|file| file.name != name);
        assert!(read_or_refused(name, files, "a table that is not there").is_none());
        tried += 1;
    }
    println!("broken tables: {tried} tried, 0 panics (limit 0)");
}

/// An address is one of the web, whatever it is of.
#[test]
fn an_address_that_is_none_never_becomes_a_link() {
    for bad in ["javascript:x", " https://x", "https:/x", "HTTPS://x", "data:,x", "ftp://x", "/x", "#x"] {
        for key in [
            "url = \"https://example.org/feit\"",
            "address = \"https://example.org/dossier/\"",
            "contact = \"https://example.org/meld\"",
        ] {
            let changed =
                DOSSIER.replace(key, &format!("{} = \"{bad}\"", key.split_once(' ').expect("a key").0));
            let read = read_or_refused("dossier.toml", with("dossier.toml", changed.into()), bad);
            assert!(read.is_none(), "{bad} is taken for {key}");
        }
    }
    // In a text it is a word.
    let text = format!(
        "{LETTER}\nZie javascript:window.harmed=1, data:text/html,x en https://evil.example/\"onmouseover=x.\n"
    );
    let parsed = loose(vec![file("a.txt", text)]);
    holds(&parsed, "addresses in a text");
    for citation in &parsed.corpus.documents[0].citations {
        let official = |url: &String| {
            ["https://zoek.officielebekendmakingen.nl/", "https://eur-lex.europa.eu/"]
                .iter()
                .any(|host| url.starts_with(host))
        };
        assert!(citation.url.as_ref().is_none_or(official), "{citation:?}");
    }
}

/// Many of everything: names that collide, issues with the same words, documents of one day.
#[test]
fn many_of_the_same_are_told_apart() {
    let mut issues = ISSUES.to_owned();
    for number in 0..3000 {
        issues += &ISSUES.replace("\"encryptie\"", &format!("\"encryptie-{number}\""));
    }
    let mut tables = DOSSIER.to_owned();
    for _ in 0..3000 {
        tables += "[[alias]]\nnames = [\"ATKM\", \"Autoriteit\"]\nsource = \"x\"\n[[term]]\nnames = [\"motie\"]\nnl = \"a\"\nen = \"a\"\nsource = \"x\"\n";
    }
    let mut files =
        vec![file("ministries.toml", MINISTRIES), file("issues.toml", issues), file("dossier.toml", tables)];
    files.extend([file("000.txt", LETTER), file("001.txt", NOTA)]);
    files.extend((2..60).map(|number| file(&format!("{number:03}.txt"), LETTER)));
    let parsed = read_or_refused("dossier.toml", files, "many of the same").expect("it is read");
    let mut ids: Vec<&str> = parsed.corpus.documents.iter().map(|d| d.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 60, "each has an id of its own");
    assert_eq!(parsed.corpus.issues().len(), 3001);
}

/// What is put into texts: into titles, letterheads, sentences, at the ends, and alone.
fn harms() -> Vec<String> {
    let small = [
        "<script>window.harmed=1</script>",
        "\"><img src=x onerror=window.harmed=1>",
        "javascript:window.harmed=1",
        "\u{202e}omgekeerd\u{202c} \u{2066}los\u{2069}",
        "te\u{200b}kst\u{200d}\u{feff}",
        "\0\0",
        "\u{1b}[31m\u{7}\u{8}",
        "__proto__ constructor toString",
        "((((((((((",
        "„“”‘’«»\"'",
        "é\u{301}\u{301}\u{301}",
        "😀👩‍👩‍👧‍👦🏳️‍🌈𝕏",
        "שלום مرحبا",
        "\u{2028}\u{2029}\u{85}\u{b}\u{c}",
        "\r",
        "-\n-\n-\n",
        "¹²³⁴⁵⁶⁷⁸⁹⁰ ¹",
        "0 januari 0000, 31 februari 2023, 99 mei 9999 en 9 mei 99999999999999999999",
        "Kamerstuk 26 643, nr. 99999999999999999999, COM(9999)99999999999, motie-",
        "Kamerstukken II 9999/00, 99999999999-XVIIII, nr. 0",
        "İıſKßẞ",
        "a/../b ..\\..\\x",
        "=cmd|calc!A0",
        "Datum\nDatum\nDatum\nOns kenmerk\nUw kenmerk\nBetreft\nBetreft\n",
        "Vraag 1\nVraag 1\nAntwoord 99999999999\nAntwoord\n",
    ];
    let large = ["(", "\n", "a", "a ", "9 mei 2024 ", "motie ", "- ", "\u{301}", "1. ", "\u{202e}"];
    let mut all: Vec<String> = small.map(str::to_owned).to_vec();
    all.extend(large.map(|part| part.repeat(30_000 / part.len())));
    all
}

/// Whatever stands in a text, it is read, nothing of it is lost, and every fact is proved by its words.
#[test]
fn a_hostile_text_is_read_and_nothing_of_it_is_lost() {
    let mut tried = 0;
    let mut check = |text: String, what: &str| {
        let parsed = loose(vec![file("x.txt", text.clone())]);
        assert!(parsed.sources == [text], "{what}: the source is another one");
        holds(&parsed, what);
        tried += 1;
    };
    for harm in harms() {
        let what: String = harm.escape_debug().take(60).collect();
        check(harm.clone(), &what);
        check(format!("{harm}\n{LETTER}"), &what);
        check(format!("{LETTER}\n{harm}"), &what);
        check(LETTER.replace("\n\nHierbij", &format!("\n\nBetreft {harm}\n\nHierbij")), &what);
        check(LETTER.replace("end-to-end", &format!("end{harm}to-end")), &what);
        check(LETTER.replace(' ', &format!(" {} ", harm.chars().take(40).collect::<String>())), &what);
    }
    for (what, text) in [
        ("a million of one letter", "x".repeat(1_000_000)),
        ("a million of brackets", "(".repeat(1_000_000)),
        ("a million of line ends", "\n".repeat(1_000_000)),
        ("a line of a million", "woord ".repeat(170_000)),
        ("a byte order mark", format!("\u{feff}{LETTER}")),
        ("line ends of another system", LETTER.replace('\n', "\r\n")),
        ("line ends of an old system", LETTER.replace('\n', "\r")),
        ("nothing", String::new()),
        ("blanks", " \t\r\n\u{a0}\u{2003}\u{3000}".repeat(100)),
    ] {
        check(text, what);
    }
    // Names of files.
    for name in
        ["../../x.txt", "<img onerror=x>.txt", "__proto__", "", "\u{202e}txt.x", "a\nb", "C:\\x", "x.txt.txt"]
    {
        let parsed = loose(vec![file(name, LETTER)]);
        holds(&parsed, name);
        let parsed = loose(vec![file(name, "Een zin zonder datum.\n")]);
        holds(&parsed, name);
        tried += 2;
    }
    // Bytes that are no text are said, and the rest is there.
    for bytes in [
        &b"\xff\xfe\x44\0"[..],
        b"\xc0\xaf",
        b"\xed\xa0\x80",
        b"\xf5\x80",
        b"\xe2\x82",
        b"%PDF\xff",
        b"PK\x03\x04\xff",
    ] {
        let parsed = loose(vec![file("x.txt", [LETTER.as_bytes(), bytes].concat())]);
        assert!(parsed.sources[0].starts_with(LETTER) && !parsed.corpus.diagnostics.is_empty());
        holds(&parsed, "bytes that are no text");
        tried += 1;
    }
    assert!(tried >= TEXTS);
    println!("hostile texts: {tried} tried, 0 panics (limit 0)");
}

/// Whatever is asked is answered, with places that lie in the texts.
#[test]
fn a_hostile_query_is_answered() {
    let corpus = corpus::load();
    let index = Index::new(corpus, corpus::sources().to_vec());
    let mut queries = harms();
    for word in [
        "-",
        "\"",
        "\"\"",
        "OR",
        "OR OR",
        "in:",
        "in:x",
        "-in:titel",
        "-\"",
        "*",
        "a*",
        "\"a OR b\" -c in:kop d",
        "--a",
        "+",
        ":",
        "-(a)",
        "~2",
        "[a TO b]",
    ] {
        queries.push(word.to_owned());
        queries.push(format!("aivd {word} {word}aivd{word}"));
    }
    let tried = queries.len();
    for text in queries {
        for forms in [0, 63] {
            let query = Query { text: text.clone(), forms: Forms::of_bits(forms), ..Query::default() };
            let hits = index.hits(&query, usize::MAX);
            index.suggest(&hits, 6);
            index.found_by(&hits);
            for hit in &hits.documents {
                let document = &corpus.documents[hit.document];
                for found in index.passages(hit.document, &query, &hits).found {
                    let text = &document.passages[found.passage].text;
                    assert!(
                        found.marks.iter().all(|(range, _)| text.get(range.clone()).is_some()),
                        "{text:?}"
                    );
                }
            }
        }
    }
    assert!(tried >= QUERIES);
    println!("hostile queries: {tried} tried, 0 panics (limit 0)");
}

/// An index that was cut on its way is none.
#[test]
fn a_cut_index_is_refused() {
    let corpus = corpus::load();
    let whole = Index::new(corpus, corpus::sources().to_vec()).bytes();
    assert!(Index::read(corpus, corpus::sources().to_vec(), &whole).is_some());
    let mut tried = 0;
    for at in (0..whole.len()).step_by(whole.len() / INDICES) {
        assert!(Index::read(corpus, corpus::sources().to_vec(), &whole[..at]).is_none(), "cut at {at}");
        tried += 1;
    }
    println!("cut indices: {tried} tried, 0 read (limit 0)");
}

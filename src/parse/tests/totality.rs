//! Parsing never panics and never loops, whatever the bytes; every span lies in its source.

use parse::{SeedFile, loose, verify};
use proptest::prelude::*;

fn holds(bytes: Vec<u8>) {
    let parsed = loose(vec![SeedFile { name: "x.txt".into(), bytes }]);
    assert_eq!(verify(&parsed.corpus, &parsed.sources), Ok(()));
    assert_eq!(parsed.corpus.documents.len(), 1);
}

const SEEDS: [&[u8]; 5] = [
    include_bytes!("../../../seeds/000_9a8c224ff6885d64.txt"),
    include_bytes!("../../../seeds/001_3326ba7a6cb816c0.txt"),
    include_bytes!("../../../seeds/002_f44e6dbef7cd3dad.txt"),
    include_bytes!("../../../seeds/003_012a3d7ce59e706f.txt"),
    include_bytes!("../../../seeds/004_d79323f239d0a9a4.txt"),
];

/// Lines that the rules look for, in any order, with any gaps.
fn furniture() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "Datum",
        "8 mei 2023",
        "Onze referentie",
        "5813750",
        "Aan",
        "Van",
        "nota",
        "# nota",
        "**Directoraat-Generaal",
        "Beslisnota",
        "MOTIE VAN HET LID X",
        "BRIEF VAN DE MINISTER VAN JUSTITIE EN VEILIGHEID",
        "1. Aanleiding",
        "4.1.1",
        "- ",
        "•",
        "¹",
        "1",
        "²³ x",
        "1 Zie Kamerstuk 26 643, nr. 1",
        "De minister van X,",
        "F. Y",
        "Vragen van het lid X over",
        "Antwoord van Minister (",
        "(ontvangen 3 mei",
        "CSAM-",
        "Verordening",
        "«a:",
        "|k",
        "06k",
        "a.s. woensdag 26 november",
        "het Deense voorzitterschap heeft op 14 november",
        "29 februari 2023",
        "31/12/2020",
        "Kamerstukken II 2021/22, 26643, nr.",
        "Handelingen Il",
        "**",
        "*",
        "Pagina 1 van 3",
        "Volgnummer",
        "Op 14 no-",
        "vember 2025 is",
        "in Kamer-",
        "stukken 26 643, nr. 908",
        "**achter**",
        "Onderwerp X",
        "é\u{301}",
        "\u{feff}",
        "\u{0}",
        "\t",
        "en gaat over tot de orde van de dag.",
    ]);
    let gap = prop::sample::select(vec![
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "                                                                  ",
        "\u{c}",
        "",
    ]);
    prop::collection::vec((line, gap), 0..40)
        .prop_map(|parts| parts.into_iter().map(|(a, b)| format!("{a}{b}")).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_parse(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        holds(bytes);
    }

    #[test]
    fn any_text_parses(text in ".{0,500}") {
        holds(text.into_bytes());
    }

    #[test]
    fn any_pile_of_furniture_parses(text in furniture()) {
        holds(text.into_bytes());
    }

    #[test]
    fn a_mutated_seed_parses(seed in 0usize..5, edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20)) {
        let mut bytes = SEEDS[seed].to_vec();
        for (place, byte) in edits {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        holds(bytes);
    }

    #[test]
    fn a_seed_with_its_lines_shuffled_parses(seed in 0usize..5, from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>()) {
        let text = String::from_utf8_lossy(SEEDS[seed]).into_owned();
        let mut lines: Vec<&str> = text.split('\n').collect();
        let line = lines.remove(from.index(lines.len()));
        lines.insert(to.index(lines.len()), line);
        holds(lines.join("\r\n").into_bytes());
    }
}

#[test]
fn odd_files_parse() {
    holds(Vec::new());
    holds(b"\xEF\xBB\xBF1. Aanleiding\r\n\r\nTekst.".to_vec());
    holds(b"a\0b\n\0".to_vec());
    holds(b"\xED\xA0\x80 lone surrogate \xED\xBF\xBF".to_vec());
    holds(b"Geachte voorzitter, financi\xEBle co\xF6rdinatie op 3 m\xE9i 2023".to_vec()); // Windows-1252
    holds("Financie\u{308}le coo\u{308}rdinatie, e\u{301}e\u{301}n. Op 3 mei jl. heeft".as_bytes().to_vec()); // decomposed
    holds("1.".repeat(5000).into_bytes());
    holds("1.1.1.1.1.1 Kop\n".repeat(5000).into_bytes());
    holds("- ".repeat(5000).into_bytes());
    holds("-\n".repeat(5000).into_bytes());
    holds("#".repeat(5000).into_bytes());
    holds("(".repeat(5000).into_bytes());
    holds("¹".repeat(5000).into_bytes());
    holds("**a ".repeat(5000).into_bytes());
    holds("Datum\n".repeat(5000).into_bytes());
    holds("motie van het lid Van ".repeat(5000).into_bytes());
    holds("brief van de van de ".repeat(5000).into_bytes());
    holds("de minister van X,\n".repeat(5000).into_bytes());
}

#[test]
fn a_truncated_seed_parses() {
    for seed in SEEDS {
        for end in (0..seed.len()).step_by(97) {
            holds(seed[..end].to_vec());
        }
    }
}

#[test]
fn bytes_that_are_not_utf_8_are_named_with_their_place_and_the_rest_is_read() {
    let mut bytes = SEEDS[4].to_vec();
    let at = bytes.windows(5).position(|w| w == b"8 mei").unwrap() + 20;
    bytes.insert(at, 0xE9);
    let parsed = loose(vec![SeedFile { name: "x.txt".into(), bytes }]);
    let named = parsed.corpus.diagnostics.iter().any(|d| d.message.contains(&format!("0xE9 at offset {at}")));
    assert!(named, "{:?}", parsed.corpus.diagnostics);
    let document = &parsed.corpus.documents[0];
    assert_eq!(document.date.as_ref().unwrap().edtf, "2023-05-08");
    assert!(document.citations.len() > 10);
}

/// One line of ten megabytes, of words that the rules look for: linear time reads it in seconds, any other never ends.
#[test]
fn ten_megabytes_of_one_line_parse() {
    let words = "de motie-Van Raan¹ van 8 mei jl. (26 643, nr. 1) over “client-side scanning” in de brief van 3 juni: ";
    holds(words.repeat(10_000_000 / words.len()).into_bytes());
    holds(vec![b'a'; 10_000_000]);
}

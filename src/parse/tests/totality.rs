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
    holds(b"\xED\xA0\x80 lone surrogate".to_vec());
    holds("1.".repeat(5000).into_bytes());
    holds("- ".repeat(5000).into_bytes());
    holds("#".repeat(5000).into_bytes());
}

#[test]
fn one_long_line_parses() {
    holds("een woord van 8 mei en 26 643, nr. 1 ".repeat(10_000).into_bytes());
}

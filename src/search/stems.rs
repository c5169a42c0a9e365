//! Dutch stems and the parts of compounds.

use crate::{
    order::pair,
    snowball::{kraaij_pohlmann, porter},
    terms::{Terms, hash},
};

/// The stems of a folded word by both Snowball stemmers for Dutch. Each joins words that the other keeps apart: Porter's
/// `detectiebevel` and `detectiebevelen`, Kraaij and Pohlmann's `gestemd` and `stemming`. Neither joins `advies` and `adviezen`: Dutch writes no z or v at the end of a syllable, so
/// behind two vowels Porter's are read as s and f.
fn stems(word: &str) -> [String; 2] {
    let mut porter = porter(word);
    let vowels = |two: &[u8]| two.iter().all(|byte| b"aeiouj".contains(byte));
    if let [.., a, b, last @ (b'z' | b'v')] = porter.as_bytes()
        && vowels(&[*a, *b])
    {
        let voiceless = if *last == b'z' { 's' } else { 'f' };
        porter.pop();
        porter.push(voiceless);
    }
    [kraaij_pohlmann(word), porter]
}

/// Which words have which stems, and which words have parts with which stems.
pub struct Families {
    parts: Terms,
    /// Hash of a stem, and a word that has it, as [`pair`]; sorted.
    whole: Vec<u64>,
    /// Hash of a stem, and a word with a part that has it, as [`pair`]; sorted.
    within: Vec<u64>,
}

impl Families {
    /// Reads every word once. `compounds` is [`model::Dossier::compounds`].
    pub fn new(terms: &Terms, compounds: &[String]) -> Self {
        let mut families = Self {
            parts: Terms::of(compounds.iter().map(String::as_str)),
            whole: Vec::new(),
            within: Vec::new(),
        };
        let all = 0..terms.len() as u32;
        let keys: Vec<[u32; 2]> = all.clone().map(|term| families.keys(terms.get(term))).collect();
        for term in all.filter(|term| is_word(terms.get(*term))) {
            families.whole.extend(keys[term as usize].map(|key| pair(key, term)));
            if let Some(verb) = infinitive(terms.get(term), terms) {
                families.whole.extend(keys[verb as usize].map(|key| pair(key, term)));
            }
            for part in families.split(terms.get(term), terms) {
                // Most parts are words of the corpus themselves.
                let keys = terms.find(part).map_or_else(|| families.keys(part), |known| keys[known as usize]);
                families.within.extend(keys.map(|key| pair(key, term)));
            }
        }
        for list in [&mut families.whole, &mut families.within] {
            list.sort_unstable();
            list.dedup();
            list.shrink_to_fit();
        }
        families
    }

    /// Hashes of the two stems. A stem of the one stemmer never meets one of the other.
    fn keys(&self, word: &str) -> [u32; 2] {
        let [a, b] = stems(word);
        [hash(&a), !hash(&b)]
    }

    /// Words with a stem of `word`, rising.
    pub fn with_stem(&self, word: &str, terms: &Terms) -> Vec<u32> {
        let forms = |word| -> Vec<&str> {
            let verb = infinitive(word, terms).map(|verb| terms.get(verb));
            [word].into_iter().chain(verb).collect()
        };
        let mut found = self.look_up(&self.whole, &forms(word));
        // A hash is no proof.
        let stems = |word| forms(word).into_iter().map(stems).collect::<Vec<_>>();
        let own = stems(word);
        found.retain(|term| {
            let other = stems(terms.get(*term));
            own.iter().any(|a| other.iter().any(|b| a[0] == b[0] || a[1] == b[1]))
        });
        found
    }

    /// Words with a part that has a stem of `word`, rising.
    pub fn with_part(&self, word: &str) -> Vec<u32> {
        self.look_up(&self.within, &[word])
    }

    fn look_up(&self, list: &[u64], words: &[&str]) -> Vec<u32> {
        let mut found: Vec<u64> = Vec::new();
        for word in words.iter().filter(|word| is_word(word)) {
            for key in self.keys(word) {
                let from = list.partition_point(|entry| *entry < pair(key, 0));
                let own = list[from..].iter().take_while(|entry| *entry >> 32 == u64::from(key));
                found.extend(own.map(|entry| entry & 0xffff_ffff));
            }
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|term| term as u32).collect()
    }

    /// The parts of a compound: `detectiebevelen` is `detectie` and `bevelen`, `opsporingsonderzoek` has a joining `s`.
    /// A part that is a compound itself is parted again. Empty for other words.
    fn split<'a>(&self, word: &'a str, terms: &Terms) -> Vec<&'a str> {
        let mut parts: Vec<&'a str> = Vec::new();
        let mut open = vec![word];
        // Each part is shorter than what it is a part of, so this ends.
        while let Some(word) = open.pop() {
            for at in (3..word.len().saturating_sub(2)).filter(|at| word.is_char_boundary(*at)) {
                let (first, last) = word.split_at(at);
                if !self.is_part(last, terms) {
                    continue;
                }
                let joined = ["", "s", "e", "en", "er"].iter().filter_map(|joint| first.strip_suffix(joint));
                let Some(first) = joined.into_iter().find(|first| self.is_part(first, terms)) else {
                    continue;
                };
                for part in [first, last] {
                    if !parts.contains(&part) {
                        parts.push(part);
                        open.push(part);
                    }
                }
            }
        }
        parts
    }

    /// Whether something may be a part of a compound: of the committed list, perhaps in the plural, or a word of the
    /// corpus with four letters or more that is none of those which only look like parts (`toe` of `toestemming`).
    fn is_part(&self, part: &str, terms: &Terms) -> bool {
        let listed = |part: &str| self.parts.find(part).is_some();
        listed(part)
            || ["en", "s"].iter().any(|ending| part.strip_suffix(ending).is_some_and(listed))
            || part.len() >= 4
                && is_word(part)
                && terms.find(part).is_some()
                && !listed(&["-", part].concat())
    }

    /// Memory in bytes.
    pub fn bytes(&self) -> usize {
        8 * (self.whole.capacity() + self.within.capacity()) + self.parts.bytes()
    }
}

/// The verb that a form in -t is of (`steunt`, `instemt`, `detecteert`, `schrijft`), where the corpus has it as a word:
/// neither stemmer takes this ending away, because most words in -t are no such form.
fn infinitive(word: &str, terms: &Terms) -> Option<u32> {
    let stem = word.strip_suffix('t').filter(|stem| stem.len() >= 4 && stem.is_ascii())?;
    let (root, last) = stem.split_at(stem.len() - 1);
    // An open syllable has one vowel where a closed one has two: "detecteert", "detecteren".
    let short = match root.as_bytes() {
        [.., a, b] if a == b => &root[..root.len() - 1],
        _ => root,
    };
    let voiced = match last {
        "f" => "v",
        "s" => "z",
        _ => last,
    };
    let spelt =
        [[root, last, ""], [root, last, last], [short, last, ""], [root, voiced, ""], [short, voiced, ""]];
    spelt.iter().find_map(|parts| terms.find(&[&parts.concat(), "en"].concat()))
}

/// Letters only: figures and mixtures have no stems. Folded words of other scripts have none in Dutch either. No Dutch
/// word has 64 letters, and looking for the parts of one takes time by the square of its length.
fn is_word(word: &str) -> bool {
    (3..64).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(word: &str, words: &[&str]) -> (Vec<String>, Vec<String>) {
        let mut terms = Terms::of(words.iter().copied());
        terms.sort();
        let compounds =
            ["kinder", "misbruik", "stem", "detectie", "bevel", "opsporing", "-toe", "-over", "-overeen"];
        let families = Families::new(&terms, &compounds.map(String::from));
        let named = |list: Vec<u32>| list.into_iter().map(|t| terms.get(t).to_owned()).collect();
        (named(families.with_stem(word, &terms)), named(families.with_part(word)))
    }

    #[test]
    fn each_stemmer_joins_what_the_other_keeps_apart() {
        let stem = |word, other| found(word, &[other]).0 == [other];
        assert!(
            stem("stemming", "gestemd") && stem("stemmen", "gestemd") && stem("detecteren", "gedetecteerd")
        );
        assert!(stem("moties", "motie") && stem("detectiebevel", "detectiebevelen"));
        assert!(!stem("motie", "motief") && !stem("2023", "2024"));
        // A stem that ends in z or v is written with s or f where nothing follows.
        assert!(stem("advies", "adviezen") && stem("brieven", "brief") && stem("wijze", "wijs"));
        assert!(!stem("leven", "lef"));
    }

    #[test]
    fn a_form_of_a_verb_is_found_by_the_verb_and_finds_it() {
        let verbs = ["detecteren", "instemmen", "krijgen", "kunsten", "schrijven", "steunen"];
        for (form, verb) in [
            ("steunt", "steunen"),
            ("instemt", "instemmen"),
            ("krijgt", "krijgen"),
            ("detecteert", "detecteren"),
            ("schrijft", "schrijven"),
        ] {
            assert!(found(form, &verbs).0.contains(&verb.to_owned()), "{form}");
            assert_eq!(found(verb, &[form, verb]).0, {
                let mut both = [form, verb];
                both.sort_unstable();
                both
            });
        }
        assert_eq!(found("punt", &["pun", "punten", "pont"]).0, ["punten"]);
    }

    #[test]
    fn a_compound_is_found_by_its_parts_and_a_prefix_is_no_part() {
        let words = [
            "kindermisbruik",
            "stemverklaring",
            "toestemming",
            "overeenstemming",
            "detectiebevelen",
            "opsporingsonderzoek",
            "onderzoek",
            "verklaring",
        ];
        let within = |word| found(word, &words).1;
        assert_eq!(within("misbruik"), ["kindermisbruik"]);
        assert_eq!(within("stemming"), ["stemverklaring"]);
        assert_eq!(within("bevel"), ["detectiebevelen"]);
        assert_eq!(within("onderzoek"), ["opsporingsonderzoek"]);
        assert_eq!(within("klaring"), [""; 0]);
    }
}

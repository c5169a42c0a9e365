use std::ops::Range;

/// A word of a text, folded for comparison. Search and the issue expressions compare words by this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Lower case, without accents and apostrophes.
    pub text: String,
    /// Byte range of the word in the text.
    pub place: Range<usize>,
}

/// The words of a text. Letters and digits make words, an apostrophe inside one is left out, all else parts them.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut folded = String::new();
    let mut found = Vec::new();
    fold(text, &mut folded, &mut |word, place| found.push((word, place)));
    found.into_iter().map(|(word, place)| Token { text: folded[word].to_owned(), place }).collect()
}

/// [`tokens`] without a string for each: all words go into `folded`, one behind the other, and `word` gets the byte
/// range of each there and in the text.
pub fn fold(text: &str, folded: &mut String, word: &mut dyn FnMut(Range<usize>, Range<usize>)) {
    let mut begin = folded.len();
    let mut place = 0..0;
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        let (here, empty) = (at, folded.len() == begin);
        let (letter, apostrophe);
        if byte.is_ascii() {
            // A run of plain letters and digits at once, any other sign alone.
            at += text.as_bytes()[at..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
            letter = at > here;
            apostrophe = *byte == b'\'';
            let from = folded.len();
            folded.push_str(&text[here..at]);
            folded[from..].make_ascii_lowercase();
            at += usize::from(!letter);
        } else {
            let c = text[at..].chars().next().expect("a character begins here");
            at += c.len_utf8();
            letter = is_letter(c) || is_mark(c);
            apostrophe = matches!(c, '’' | '‘');
            if letter {
                fold_into(c, folded);
            }
        }
        if letter {
            if empty {
                place.start = here;
            }
            place.end = at;
        } else if !(empty || apostrophe && place.end == here) {
            word(begin..folded.len(), place.clone());
            begin = folded.len();
        }
    }
    if folded.len() > begin {
        word(begin..folded.len(), place);
    }
}

/// Signs within a word that are no letters of it: combining accents (U+0300–U+036F), as decomposed text has them, the
/// soft hyphen, and the mark of byte order.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{feff}')
}

/// Whether a sign is part of a word: letters and digits, by block. The tables of the standard library would cost the page 4 kB; what they tell more
/// (which of the rarer signs above U+00C0 are letters) does not matter for finding words. Superscript digits are
/// marks of footnotes, not part of the word before them.
pub fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || match c {
            '\u{d7}' | '\u{f7}' => false,                               // × ÷
            '\u{2000}'..='\u{2bff}' | '\u{2e00}'..='\u{2e7f}' => false, // punctuation, signs, arrows
            '\u{3000}'..='\u{303f}' | '\u{fe00}'..='\u{fe6f}' => false,
            '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{ffff}' => false,
            '\u{1f000}'.. => false, // pictures
            c => c >= '\u{c0}',
        }
}

/// Appends a letter in lower case and without its accent. Latin, Greek and Cyrillic letters lose their case.
fn fold_into(c: char, out: &mut String) {
    let later = |by: u32| char::from_u32(c as u32 + by).unwrap_or(c);
    match c {
        c if is_mark(c) => {}
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => out.push('a'),
        'Ç' | 'ç' | 'Ć'..='č' => out.push('c'),
        'Ď'..='đ' => out.push('d'),
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => out.push('e'),
        'Ĝ'..='ģ' => out.push('g'),
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => out.push('i'),
        'Ĺ'..='ł' => out.push('l'),
        'Ñ' | 'ñ' | 'Ń'..='ň' => out.push('n'),
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => out.push('o'),
        'Ŕ'..='ř' => out.push('r'),
        'Ś'..='š' | 'Ș' | 'ș' => out.push('s'),
        'Ţ'..='ŧ' | 'Ț' | 'ț' => out.push('t'),
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => out.push('u'),
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => out.push('y'),
        'Ź'..='ž' => out.push('z'),
        'Æ' | 'æ' => out.push_str("ae"),
        'Œ' | 'œ' => out.push_str("oe"),
        'ß' | 'ẞ' => out.push_str("ss"),
        'Ĳ' | 'ĳ' => out.push_str("ij"),
        'Α'..='Ω' | 'А'..='Я' => out.push(later(32)),
        'Ѐ'..='Џ' => out.push(later(80)),
        c => out.push(c.to_ascii_lowercase()),
    }
}

/// FNV-1a of 32 bits (Fowler, Noll and Vo): small, and the same on every machine and in every run.
pub fn fnv(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_case_accents_and_apostrophes_and_keep_their_place() {
        let text = "Yeşilgöz’ video’s: ĳs, e\u{301}e\u{301}n";
        let found = tokens(text);
        let words: Vec<_> = found.iter().map(|t| t.text.as_str()).collect();
        assert_eq!(words, ["yesilgoz", "videos", "ijs", "een"]);
        assert_eq!(&text[found[1].place.clone()], "video’s");
    }

    #[test]
    fn a_footnote_mark_is_no_part_of_a_word() {
        let words: Vec<_> =
            tokens("motie-Van Raan¹. ΑΘΗΝΑ Київ 5×3 §4").into_iter().map(|t| t.text).collect();
        assert_eq!(words, ["motie", "van", "raan", "αθηνα", "київ", "5", "3", "4"]);
    }
}

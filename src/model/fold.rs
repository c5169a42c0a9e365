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
    let mut found: Vec<Token> = Vec::new();
    let mut word = Token { text: String::new(), place: 0..0 };
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() || is_mark(c) {
            if word.text.is_empty() {
                word.place.start = at;
            }
            word.place.end = at + c.len_utf8();
            fold_into(c, &mut word.text);
        } else if !(matches!(c, '\'' | '’' | '‘') && word.place.end == at) {
            flush(&mut word, &mut found);
        }
    }
    flush(&mut word, &mut found);
    found
}

fn flush(word: &mut Token, found: &mut Vec<Token>) {
    if !word.text.is_empty() {
        found.push(std::mem::replace(word, Token { text: String::new(), place: 0..0 }));
    }
}

/// Combining accents (U+0300–U+036F), as decomposed text has them.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Appends a letter without its accent. The Latin letters that Dutch texts and European names use; anything
/// else only loses its case.
fn fold_into(c: char, out: &mut String) {
    if is_mark(c) {
        return;
    }
    for c in c.to_lowercase() {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'è'..='ë' | 'ē' | 'ę' | 'ě' => out.push('e'),
            'ì'..='ï' | 'ī' | 'ı' => out.push('i'),
            'ñ' | 'ń' | 'ň' => out.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => out.push('o'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'ś' | 'š' | 'ş' => out.push('s'),
            'ğ' => out.push('g'),
            'ł' => out.push('l'),
            'ř' => out.push('r'),
            'ť' => out.push('t'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ß' => out.push_str("ss"),
            'ĳ' => out.push_str("ij"),
            c if is_mark(c) => {}
            c => out.push(c),
        }
    }
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
}

//! What a query says: words, phrases, exclusions, alternatives, fields. Whatever else looks like syntax is refused.

use model::tokens;

/// Most words that are searched for: more than anybody types, few enough to answer at once.
pub const MAX_WORDS: usize = 32;

/// Why a piece of a query was not taken as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// `AND`, `&&`: all words have to be there anyway. It is left out.
    And,
    /// `NOT`, `!`, `NEAR`, `|`: an operator that other search engines have. It is left out.
    Operator,
    /// `OR` without a word on both sides. It is left out.
    LoneOr,
    /// `+word`. The sign is left out.
    Plus,
    /// `word*`, `w?rd`. The sign is left out.
    Wildcard,
    /// `word~`, `word^2`. The sign is left out.
    Weight,
    /// `field:word` with a field that there is not. The word alone is searched.
    Field,
    /// Brackets around alternatives. They are left out.
    Brackets,
    /// A quotation mark without another one. It is left out.
    Quote,
    /// Words after the [`MAX_WORDS`]th. They are left out.
    TooLong,
}

/// One word, or several that follow one another.
#[derive(Clone, Debug)]
pub struct Atom {
    /// Folded words; at least one.
    pub words: Vec<String>,
    /// Whether it stood in quotation marks: then only these very words count.
    pub quoted: bool,
    /// Whether somebody may still be typing the last word, so that its beginning counts.
    pub open: bool,
    /// As it stood in the query, for people.
    pub typed: String,
}

/// A query, understood.
#[derive(Debug, Default)]
pub struct Syntax {
    /// Each of these has to be found; within one, any will do.
    pub clauses: Vec<Vec<Atom>>,
    /// None of these may be found.
    pub without: Vec<Atom>,
    /// Only titles are searched (or headings, where both are asked for).
    pub title: bool,
    /// Only headings are searched (or titles, where both are asked for).
    pub heading: bool,
    /// What was not taken as it stands, in order.
    pub refused: Vec<(String, Refused)>,
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Bytes before the first character that a test lets pass; all where there is none.
fn until(text: &str, test: fn(char) -> bool) -> usize {
    text.char_indices().find(|(_, c)| test(*c)).map_or(text.len(), |(at, _)| at)
}

fn begins(text: &str, test: fn(char) -> bool) -> bool {
    text.chars().next().is_some_and(test)
}

impl Syntax {
    /// Reads any text.
    pub fn read(text: &str) -> Self {
        let mut syntax = Self::default();
        let mut room = MAX_WORDS;
        let mut either = false;
        // Brackets are punctuation, unless they stand around alternatives.
        if text.bytes().any(|b| b"()[]{}".contains(&b)) && text.split(' ').any(|word| word == "OR") {
            syntax.refuse("( )", Refused::Brackets);
        }
        let mut rest = text.trim_start();
        while let Some(first) = rest.chars().next() {
            // A minus between blanks is a dash.
            let after = &rest[first.len_utf8()..];
            let negative = matches!(first, '-' | '–' | '−') && !begins(after, char::is_whitespace);
            let from = if negative && !after.is_empty() { after } else { rest };
            let quote = from.chars().next().filter(|c| is_quote(*c)).map_or(0, char::len_utf8);
            let (inside, closing) = from.split_at(quote + until(&from[quote..], is_quote));
            let quoted = quote > 0 && !closing.is_empty();
            if quote > 0 && !quoted {
                syntax.refuse(&from[..quote], Refused::Quote);
                if negative {
                    // On the way to the closing one; to ask for the words meanwhile would be the contrary.
                    break;
                }
                rest = &from[quote..];
                continue;
            }
            let (piece, after) = if quoted {
                (&inside[quote..], closing.strip_prefix(is_quote).unwrap_or_default())
            } else {
                from.split_at(until(from, |c| c.is_whitespace() || is_quote(c)))
            };
            rest = after.trim_start();
            let open = after.is_empty() && !quoted && !negative;
            let mut piece = if quoted { piece } else { syntax.plain(piece, rest, negative, &mut either) };
            let mut found = tokens(piece);
            let whole = found.len() <= room;
            if !whole {
                syntax.refuse(piece, Refused::TooLong);
                found.truncate(room);
                let Some(last) = found.last() else { break };
                piece = &piece[..last.place.end];
            }
            if found.is_empty() {
                continue;
            }
            room -= found.len();
            let words = found.into_iter().map(|token| token.text).collect();
            let open = open && whole && piece.ends_with(model::is_letter);
            let atom = Atom { words, quoted, open, typed: piece.to_owned() };
            match syntax.clauses.last_mut() {
                _ if negative && std::mem::take(&mut either) => syntax.refuse("OR", Refused::LoneOr),
                _ if negative => syntax.without.push(atom),
                Some(last) if std::mem::take(&mut either) => last.push(atom),
                _ => syntax.clauses.push(vec![atom]),
            }
        }
        if either {
            syntax.refuse("OR", Refused::LoneOr);
        }
        syntax
    }

    fn refuse(&mut self, piece: &str, why: Refused) {
        self.refused.push((piece.chars().take(40).collect(), why));
    }

    /// What is left to search of a piece between blanks; `rest` stands behind it. Of what is left out, operators are
    /// words.
    fn plain<'a>(&mut self, piece: &'a str, rest: &str, negative: bool, either: &mut bool) -> &'a str {
        match piece {
            "in:titel" | "in:title" | "in:kop" | "in:heading" if negative => {
                self.refuse(&format!("-{piece}"), Refused::Field);
                return "";
            }
            _ if negative => {}
            "OR" => {
                if *either || self.clauses.is_empty() {
                    self.refuse(piece, Refused::LoneOr);
                } else {
                    *either = true;
                }
                return "";
            }
            "AND" | "&&" => {
                self.refuse(piece, Refused::And);
                return "";
            }
            "NOT" | "NEAR" | "||" | "|" | "!" => {
                self.refuse(piece, Refused::Operator);
                return "";
            }
            "in:titel" | "in:title" => {
                self.title = true;
                return "";
            }
            "in:kop" | "in:heading" => {
                self.heading = true;
                return "";
            }
            _ => {}
        }
        let letter = model::is_letter;
        let field = until(piece, |c| !c.is_ascii_alphabetic());
        if field > 0
            && let Some(value) = piece[field..].strip_prefix(':')
            && (begins(value, letter) || value.is_empty() && begins(rest, is_quote))
        {
            self.refuse(piece, Refused::Field);
            return value;
        }
        let sign = piece.bytes().next().unwrap_or_default();
        if matches!(sign, b'+' | b'!') && begins(&piece[1..], |c| model::is_letter(c) && !c.is_ascii_digit())
        {
            self.refuse(piece, if sign == b'+' { Refused::Plus } else { Refused::Operator });
            return &piece[1..];
        }
        let (before, behind) = piece.split_at(until(piece, |c| matches!(c, '*' | '?' | '~' | '^')));
        let sign = behind.bytes().next().unwrap_or_default();
        let after = behind.get(1..).unwrap_or_default();
        // A question ends with its mark.
        let inside = !before.is_empty() && begins(after, letter);
        if sign == b'*' && piece.len() > 1 || sign == b'?' && inside {
            self.refuse(piece, Refused::Wildcard);
            return if before.is_empty() { after } else { before };
        }
        if matches!(sign, b'~' | b'^') && !before.is_empty() {
            self.refuse(piece, Refused::Weight);
            return before;
        }
        piece
    }

    /// The query as it is searched, in the same syntax.
    pub fn understood(&self) -> String {
        self.pieces().join(" ")
    }

    /// Every clause, exclusion and field, as a query of its own, in the order of [`Self::understood`].
    pub fn pieces(&self) -> Vec<String> {
        let mut pieces = Vec::new();
        for any in &self.clauses {
            let mut clause = String::new();
            for atom in any {
                if !clause.is_empty() {
                    clause.push_str(" OR ");
                }
                atom.write(&mut clause);
            }
            pieces.push(clause);
        }
        for atom in &self.without {
            let mut clause = String::from("-");
            atom.write(&mut clause);
            pieces.push(clause);
        }
        for (asked, field) in [(self.title, "in:titel"), (self.heading, "in:kop")] {
            if asked {
                pieces.push(field.to_owned());
            }
        }
        pieces
    }
}

impl Atom {
    /// Appends the words as they were typed.
    pub fn write(&self, out: &mut String) {
        let mark = if self.quoted { "\"" } else { "" };
        out.push_str(mark);
        out.push_str(&self.typed);
        out.push_str(mark);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understood(text: &str) -> (String, Vec<Refused>) {
        let syntax = Syntax::read(text);
        (syntax.understood(), syntax.refused.iter().map(|(_, why)| *why).collect())
    }

    #[test]
    fn what_can_be_said_is_understood_as_it_stands() {
        for query in [
            "aivd advies",
            "\"algemene oriëntatie\" -motie",
            "client-side OR telefoon privacy",
            "-\"nieuw materiaal\"",
            "grooming in:titel in:kop",
            "wat vond Nederland in 2023?",
            "artikel 7.1 (AIVD), nr. 977; 10:30 uur",
            "aivd -(motie)",
            "aivd -OR",
            "titel: advies",
            "",
        ] {
            let (again, refused) = understood(query);
            assert_eq!(refused, [], "{query}");
            assert_eq!(understood(&again).0, again, "{query}");
        }
        let syntax = Syntax::read("client-side scan");
        assert_eq!(syntax.clauses[0][0].words, ["client", "side"]);
        assert!(syntax.clauses[1][0].open && !syntax.clauses[0][0].open);
        assert!(!Syntax::read("scan ").clauses[0][0].open);
        assert!(!Syntax::read("\"scan\"").clauses[0][0].open);
        for query in ["aivd -(motie)", "aivd --motie", "aivd – -motie"] {
            assert_eq!(Syntax::read(query).without[0].words, ["motie"], "{query}");
            assert_eq!(Syntax::read(query).clauses.len(), 1, "{query}");
        }
    }

    #[test]
    fn what_looks_like_syntax_and_is_none_is_refused_and_the_rest_searched() {
        use Refused::*;
        for (query, searched, why) in [
            ("encrypt* motie", "encrypt motie", &[Wildcard][..]),
            ("st?mming", "st", &[Wildcard]),
            ("aivd AND motie", "aivd motie", &[And]),
            ("aivd NOT motie", "aivd motie", &[Operator]),
            ("+aivd", "aivd", &[Plus]),
            ("encryptie~2", "encryptie", &[Weight]),
            ("ministerie:JenV motie", "JenV motie", &[Field]),
            ("(a OR b) c", "(a OR b) c", &[Brackets]),
            ("\"algemene oriëntatie", "algemene oriëntatie", &[Quote]),
            ("OR a", "a", &[LoneOr]),
            ("a OR", "a", &[LoneOr]),
            ("a OR -b c", "a c", &[LoneOr]),
            ("a OR OR b", "a OR b", &[LoneOr]),
            ("titel:\"algemene oriëntatie\"", "\"algemene oriëntatie\"", &[Field]),
            ("aivd -in:titel", "aivd", &[Field]),
            ("aivd -\"algemene or", "aivd", &[Quote]),
        ] {
            assert_eq!(understood(query), (searched.to_owned(), why.to_vec()), "{query}");
        }
    }

    #[test]
    fn a_query_without_end_is_cut_and_says_so() {
        let long = "woord ".repeat(1000);
        let syntax = Syntax::read(&long);
        assert_eq!(syntax.clauses.len(), MAX_WORDS);
        assert_eq!(syntax.refused, [("woord".to_owned(), Refused::TooLong)]);
        let phrase = Syntax::read(&format!("a {}", "b-".repeat(40)));
        assert_eq!(phrase.understood(), format!("a {}b", "b-".repeat(30)));
        assert!(!phrase.clauses[1][0].open);
    }
}

//! Cutting texts into what is shown: pieces between marks, snippets, lines, marks of footnotes. Pure.

use std::ops::Range;

/// A part of a text; empty where the range does not fit it.
///
/// In place of `text[range]`: that can panic with a message for which 8 kB of tables come into the page.
pub fn cut(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// A stretch of text over which nothing changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes.
    pub range: Range<usize>,
    /// Which of the marks it lies in.
    pub mark: Option<usize>,
    /// Which of the expressions of issues it lies in.
    pub issue: Option<usize>,
    /// Which of the links it lies in.
    pub link: Option<usize>,
}

/// Cuts `window` wherever a mark, an expression or a link begins or ends. Each list is sorted.
pub fn pieces(
    window: Range<usize>,
    marks: &[Range<usize>],
    issues: &[Range<usize>],
    links: &[Range<usize>],
) -> Vec<Piece> {
    if window.is_empty() {
        return Vec::new();
    }
    let mut cuts = vec![window.start, window.end];
    for range in [marks, issues, links].into_iter().flatten() {
        for at in [range.start, range.end] {
            let place = cuts.iter().position(|cut| *cut >= at).unwrap_or(cuts.len());
            if window.contains(&at) && cuts[place] != at {
                cuts.insert(place, at);
            }
        }
    }
    let within = |list: &[Range<usize>], at: usize| list.iter().position(|r| r.contains(&at));
    cuts.windows(2)
        .map(|cut| Piece {
            range: cut[0]..cut[1],
            mark: within(marks, cut[0]),
            issue: within(issues, cut[0]),
            link: within(links, cut[0]),
        })
        .collect()
}

/// The part of a passage to quote around its first mark: whole words, about `most` bytes, from the beginning of a
/// sentence where one is near.
pub fn snippet(text: &str, mark: Option<&Range<usize>>, most: usize) -> Range<usize> {
    if text.len() <= most {
        return 0..text.len();
    }
    let at = mark.map_or(0, |m| m.start);
    // Half the room may go to the words before the mark.
    let earliest = at.saturating_sub(most / 2);
    let start = if at + most / 3 <= most {
        0
    } else {
        let ends = |(i, c): (usize, char)| c == '.' && text.as_bytes().get(i + 1) == Some(&b' ');
        let sentence = cut(text, 0..at).char_indices().rev().find(|end| ends(*end)).map(|(dot, _)| dot + 2);
        let sentence = sentence.filter(|s| *s >= earliest);
        sentence.unwrap_or_else(|| word_start(text, earliest))
    };
    let reach = (start + most).max(mark.map_or(0, |m| m.end));
    let end = if reach >= text.len() {
        text.len()
    } else {
        let reach = (0..=reach).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
        let blank = cut(text, 0..reach).rfind(' ').filter(|b| *b > start && mark.is_none_or(|m| *b >= m.end));
        blank.unwrap_or_else(|| cut(text, reach..text.len()).find(' ').map_or(text.len(), |b| reach + b))
    };
    start..end
}

fn word_start(text: &str, at: usize) -> usize {
    let at = (0..=at).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    cut(text, at..text.len()).find(' ').map_or(at, |blank| at + blank + 1)
}

/// Places of footnote marks (raised figures, as `²`) in a text, with their number.
pub fn note_marks(text: &str) -> Vec<(Range<usize>, u32)> {
    let mut found: Vec<(Range<usize>, u32)> = Vec::new();
    for (at, c) in text.char_indices() {
        let Some(figure) = raised(c) else { continue };
        match found.last_mut() {
            Some((range, number)) if range.end == at && *number < 100 => {
                range.end = at + c.len_utf8();
                *number = *number * 10 + figure;
            }
            _ => found.push((at..at + c.len_utf8(), figure)),
        }
    }
    found
}

/// The number that a footnote begins with, raised or not.
pub fn note_number(text: &str) -> Option<u32> {
    match note_marks(text).first() {
        Some((range, number)) if range.start == 0 => Some(*number),
        _ => cut(text, 0..text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len())).parse().ok(),
    }
}

fn raised(c: char) -> Option<u32> {
    match c {
        '⁰' => Some(0),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁴'..='⁹' => Some(c as u32 - '⁰' as u32),
        _ => None,
    }
}

/// Byte ranges of the lines of a source, without their ends. The first line is number 1.
pub fn lines(source: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    source
        .split('\n')
        .map(|line| {
            let start = at;
            at += line.len() + 1;
            start..start + line.strip_suffix('\r').unwrap_or(line).len()
        })
        .collect()
}

/// The one-based line that holds a byte.
pub fn line_of(source: &str, at: usize) -> usize {
    source.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::slice::from_ref;

    #[test]
    fn a_text_is_cut_where_anything_begins_or_ends() {
        let text = "de motie-Van Raan over encryptie";
        let found = pieces(0..text.len(), from_ref(&(9..17)), from_ref(&(23..32)), from_ref(&(3..17)));
        let shown: Vec<_> = found.iter().map(|p| (&text[p.range.clone()], p.mark, p.issue, p.link)).collect();
        assert_eq!(
            shown,
            [
                ("de ", None, None, None),
                ("motie-", None, None, Some(0)),
                ("Van Raan", Some(0), None, Some(0)),
                (" over ", None, None, None),
                ("encryptie", None, Some(0), None),
            ]
        );
    }

    #[test]
    fn pieces_of_a_window_leave_out_what_lies_outside() {
        let shown: Vec<_> =
            pieces(5..10, &[0..6, 9..20], &[], &[]).into_iter().map(|p| (p.range, p.mark)).collect();
        assert_eq!(shown, [(5..6, Some(0)), (6..9, None), (9..10, Some(1))]);
        assert!(pieces(3..3, &[], &[], &[]).is_empty());
    }

    #[test]
    fn a_snippet_holds_its_mark_and_whole_words() {
        let text = "Een eerste zin met véél woorden ervoor. De tweede zin noemt encryptie en gaat daarna nog lang door met andere woorden.";
        let at = text.find("encryptie").unwrap();
        for most in [20, 30, 60, 80, 500] {
            let shown = &text[snippet(text, Some(&(at..at + 9)), most)];
            assert!(shown.contains("encryptie"), "{most}: {shown}");
            let word = |fits: &dyn Fn(&str) -> bool| text.split(' ').any(fits);
            assert!(word(&|w| shown.starts_with(w)) && word(&|w| shown.ends_with(w)), "{shown}");
        }
        assert!(text[snippet(text, Some(&(at..at + 9)), 60)].starts_with("De tweede zin"));
        assert_eq!(snippet("kort", None, 240), 0..4);
        assert_eq!(snippet("aaaaaaaaaaaaaaaaaaaaaaaaa", None, 10), 0..25);
    }

    #[test]
    fn footnote_marks_meet_their_notes() {
        assert_eq!(note_marks("motie-Van Raan¹. En¹² zo"), [(14..16, 1), (20..24, 12)]);
        assert_eq!(note_number("¹ Kamerstukken II"), Some(1));
        assert_eq!(note_number("3 Verslag"), Some(3));
        assert_eq!(note_number("Verslag"), None);
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let source = "a\r\nbb\n\nc";
        let shown: Vec<_> = lines(source).into_iter().map(|l| &source[l]).collect();
        assert_eq!(shown, ["a", "bb", "", "c"]);
        assert_eq!(line_of(source, source.find('c').unwrap()), 4);
    }
}

use crate::{Repair, Rule, Span};
use std::ops::Range;

/// The text that a person reads, with the way back to the source.
///
/// Made from spans of the source in reading order: repairs inside them are applied, each run of white space
/// (and each seam between two spans) reads as one space, none at the ends. A seam reads as nothing where
/// a repair of a cut word ends the span before it: that is how a word that a letterhead cut in two becomes one again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The text.
    pub text: String,
    /// Pieces in order: place in `text`, and the source that reads so. Lengths differ where a repair was made.
    pieces: Vec<(Range<u32>, Span)>,
}

impl Reading {
    /// Reads `spans` of `source`. `repairs` are sorted by place and may include ones outside the spans.
    pub fn of(source: &str, spans: &[Span], repairs: &[Repair]) -> Self {
        let mut reading = Self::default();
        let mut space = false;
        for span in spans {
            let mut at = span.start;
            let mut joined = false;
            let first = repairs.partition_point(|r| r.start < span.start);
            for repair in repairs[first..].iter().take_while(|r| r.end <= span.end) {
                reading.plain(source, Span { start: at, end: repair.start }, &mut space);
                reading.push(&repair.read, Span { start: repair.start, end: repair.end }, &mut space);
                at = repair.end;
                joined = at == span.end && matches!(repair.rule, Rule::LineHyphen | Rule::HyphenKept);
            }
            reading.plain(source, Span { start: at, end: span.end }, &mut space);
            space = !joined;
        }
        reading
    }

    /// Text without repairs. One blank in the source reads as the same blank: a piece goes on over it.
    fn plain(&mut self, source: &str, span: Span, space: &mut bool) {
        let text = span.quote(source);
        let mut from = 0;
        while let Some(start) = text[from..].find(|c: char| !c.is_whitespace()).map(|i| from + i) {
            *space |= start > from;
            let end = start + stretch(&text[start..]);
            let at = span.start as usize;
            self.push(&text[start..end], Span::new(at + start, at + end), space);
            from = end;
        }
        *space |= from < text.len();
    }

    fn push(&mut self, text: &str, source: Span, space: &mut bool) {
        if text.is_empty() {
            // What is left out stays part of the words around it.
            let here = self.text.len() as u32;
            self.pieces.push((here..here, source));
            return;
        }
        if *space && !self.text.is_empty() {
            self.text.push(' ');
        }
        *space = false;
        let start = self.text.len() as u32;
        self.text.push_str(text);
        self.pieces.push((start..self.text.len() as u32, source));
    }

    /// The spans of the source that read as `text[range]`, in order, neighbours merged over white space of
    /// `source`. A repaired piece counts whole.
    pub fn source_spans(&self, source: &str, range: Range<usize>) -> Vec<Span> {
        let (from, to) = (range.start as u32, range.end as u32);
        let mut spans: Vec<Span> = Vec::new();
        let first = self.pieces.partition_point(|(p, _)| p.end <= from);
        for (place, span) in self.pieces[first..].iter().take_while(|(p, _)| p.start < to) {
            let exact = place.end - place.start == span.end - span.start;
            let cut = if exact {
                Span {
                    start: span.start + from.saturating_sub(place.start),
                    end: span.end - place.end.saturating_sub(to),
                }
            } else {
                *span
            };
            match spans.last_mut() {
                Some(last) if last.end <= cut.start && blank_between(source, last.end, cut.start) => {
                    last.end = cut.end;
                }
                _ => spans.push(cut),
            }
        }
        spans
    }

    /// The part of `text` that stands for the source inside `span`; `None` when they do not meet.
    pub fn place_of(&self, span: Span) -> Option<Range<usize>> {
        let mut met: Option<Range<usize>> = None;
        for (place, piece) in self.pieces.iter().filter(|(_, piece)| piece.overlaps(span)) {
            let exact = place.end - place.start == piece.end - piece.start;
            let (start, end) = if exact {
                (
                    place.start + span.start.saturating_sub(piece.start),
                    place.end - piece.end.saturating_sub(span.end),
                )
            } else {
                (place.start, place.end)
            };
            let met = met.get_or_insert(start as usize..end as usize);
            met.end = end as usize;
        }
        met
    }
}

/// Length of the text before the first white space that is not one blank between two words.
fn stretch(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let is_blank = |at: usize| text[at..].chars().next().is_none_or(char::is_whitespace);
        match bytes[at] {
            // Most blanks have a plain letter behind them.
            b' ' if bytes.get(at + 1).is_some_and(u8::is_ascii_graphic) => at += 2,
            b' ' if is_blank(at + 1) => return at,
            b'\t'..=b'\r' | 0x80.. if text.is_char_boundary(at) && is_blank(at) => return at,
            _ => at += 1,
        }
    }
    at
}

fn blank_between(source: &str, start: u32, end: u32) -> bool {
    source[start as usize..end as usize].chars().all(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repair(source: &str, written: &str, read: &str) -> Repair {
        let start = source.find(written).unwrap();
        let (start, end) = (start as u32, (start + written.len()) as u32);
        Repair { start, end, written: written.into(), read: read.into(), rule: Rule::LineHyphen }
    }

    #[test]
    fn white_space_and_line_ends_read_as_one_space() {
        let source = "  De AIVD \n acht  dit ";
        let reading = Reading::of(source, &[Span::new(0, source.len())], &[]);
        assert_eq!(reading.text, "De AIVD acht dit");
        let at = reading.text.find("AIVD acht").unwrap();
        let spans = reading.source_spans(source, at..at + 9);
        assert_eq!(spans.len(), 1);
        assert_eq!(spans[0].quote(source), "AIVD \n acht");
        assert_eq!(reading.place_of(spans[0]), Some(at..at + 9));
    }

    #[test]
    fn a_word_cut_by_a_letterhead_is_one_word_again_and_quotes_both_halves() {
        let source = "over de CSAM-\n\nDatum\n\nVerordening. Omdat";
        let spans = [Span::new(0, 14), Span::new(22, source.len())];
        let repairs = [repair(source, "\n", "")];
        let reading = Reading::of(source, &spans, &repairs);
        assert_eq!(reading.text, "over de CSAM-Verordening. Omdat");
        let at = reading.text.find("CSAM").unwrap();
        let quoted: Vec<_> =
            reading.source_spans(source, at..at + 16).iter().map(|s| s.quote(source)).collect();
        assert_eq!(quoted, ["CSAM-\n", "Verordening"]);
    }

    #[test]
    fn a_seam_without_repair_reads_as_a_space() {
        let source = "gedurende het\nDatum\nonderhandelingsproces";
        let spans = [Span::new(0, 13), Span::new(20, source.len())];
        assert_eq!(Reading::of(source, &spans, &[]).text, "gedurende het onderhandelingsproces");
    }

    #[test]
    fn a_repaired_word_points_at_the_whole_of_what_was_written() {
        let source = "Ik wil voorkdmen dat";
        let reading =
            Reading::of(source, &[Span::new(0, source.len())], &[repair(source, "voorkdmen", "voorkómen")]);
        assert_eq!(reading.text, "Ik wil voorkómen dat");
        let at = reading.text.find("kómen").unwrap();
        assert_eq!(reading.source_spans(source, at..at + 6)[0].quote(source), "voorkdmen");
    }
}

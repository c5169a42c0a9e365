use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeStruct};

/// A byte range in a document's source, half open: `start..end`.
///
/// Both ends lie on character boundaries, and `start <= end`. `u32`: a source is below 4 GiB.
/// `{"start": 3, "end": 9}` in JSON; start and length, which is the smaller number, in the bytes of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end`.
    ///
    /// # Panics
    /// When `start > end` or `end` does not fit in 32 bits.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span runs forward");
        let fit = |n| u32::try_from(n).expect("a source is below 4 GiB");
        Self { start: fit(start), end: fit(end) }
    }

    /// The same range with `usize` ends, to index a `str`.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text that this span quotes.
    ///
    /// # Panics
    /// When the span does not belong to `source`.
    pub fn quote(self, source: &str) -> &str {
        &source[self.range()]
    }

    /// Whether every byte of `other` lies in this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// One-based line and column (in characters) of the first byte, as an editor counts them.
    pub fn line_column(self, source: &str) -> (usize, usize) {
        let before = &source[..self.start as usize];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (line, column)
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return (self.start, self.end - self.start).serialize(serializer);
        }
        let mut both = serializer.serialize_struct("Span", 2)?;
        both.serialize_field("start", &self.start)?;
        both.serialize_field("end", &self.end)?;
        both.end()
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Ends {
            start: u32,
            end: u32,
        }
        if deserializer.is_human_readable() {
            let Ends { start, end } = Ends::deserialize(deserializer)?;
            return Ok(Self { start, end });
        }
        let (start, length) = <(u32, u32)>::deserialize(deserializer)?;
        Ok(Self { start, end: start.saturating_add(length) })
    }
}

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::{fmt, str::FromStr};

/// A day of the proleptic Gregorian calendar. Ordered in time; years 0–9999.
///
/// `2023-05-08` in JSON, days since 1970-01-01 in the bytes of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// The months in Dutch, from January, as documents write them.
pub const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

impl Day {
    /// 1970-01-01, from which days are counted.
    pub const EPOCH: Self = Self(0);

    /// "8 mei 2023".
    pub fn in_dutch(self) -> String {
        let (year, month, day) = self.civil();
        format!("{day} {} {year}", MONTHS[month as usize - 1])
    }

    /// The day, or `None` where the calendar has no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let exists = (0..=9999).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= days_in_month(year, month);
        exists.then(|| Self::from_civil(year, month as i32, day as i32))
    }

    /// Days-from-civil after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (public domain).
    fn from_civil(year: i32, month: i32, day: i32) -> Self {
        let y = if month <= 2 { year - 1 } else { year };
        let era = y.div_euclid(400);
        let year_of_era = y.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Self(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468)
    }

    /// Year, month (1–12) and day of the month (1–31).
    pub fn civil(self) -> (i32, u32, u32) {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + i32::from(month <= 2);
        (year, month as u32, (doy - (153 * mp + 2) / 5 + 1) as u32)
    }

    /// EDTF for this day of an unknown year: "XXXX-01-31".
    pub fn without_year(self) -> String {
        let (_, month, day) = self.civil();
        format!("XXXX-{month:02}-{day:02}")
    }

    /// Day of the week: 0 is Monday, 6 is Sunday (ISO 8601 order).
    pub fn weekday(self) -> u32 {
        (self.0 + 3).rem_euclid(7) as u32
    }

    /// The day `days` later, or earlier when negative.
    pub fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// Days since 1970-01-01; a linear scale for a time axis.
    pub fn number(self) -> i32 {
        self.0
    }
}

/// Number of days in a month (1–12) of a year.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: &str = "expected a day as YYYY-MM-DD";
        let digits = |s: &str, width| {
            (s.len() == width && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse::<i32>().ok())?
        };
        let mut parts = text.split('-');
        let (Some(y), Some(m), Some(d), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(EXPECTED);
        };
        let (Some(y), Some(m), Some(d)) = (digits(y, 4), digits(m, 2), digits(d, 2)) else {
            return Err(EXPECTED);
        };
        Day::new(y, m as u32, d as u32).ok_or("the calendar has no such day")
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_i32(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
        } else {
            i32::deserialize(deserializer).map(Self)
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_survives_the_round_trip_and_knows_its_weekday() {
        for text in ["1970-01-01", "2000-02-29", "2023-05-08", "1899-12-31", "2025-11-26"] {
            let day: Day = text.parse().unwrap();
            assert_eq!(day.to_string(), text);
            let (y, m, d) = day.civil();
            assert_eq!(Day::new(y, m, d), Some(day));
        }
        assert_eq!("2025-11-26".parse::<Day>().unwrap().weekday(), 2, "26 November 2025 was a Wednesday");
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in
            ["2023-02-29", "2023-13-01", "2023-00-10", "23-01-01", "2023-1-1", "+023-01-01", "2023-01-01-"]
        {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }
}

//! Figures beside their limits.

/// A limit, and where the figure is above it now: what it may not grow to while that is mended.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    wanted: f64,
    now: f64,
}

impl Limit {
    /// One that is kept.
    pub const fn reached(wanted: f64) -> Self {
        Self { wanted, now: wanted }
    }

    /// One that is not kept yet, and what is.
    pub const fn not_yet(wanted: f64, now: f64) -> Self {
        Self { wanted, now }
    }

    /// Prints a figure beside the limit and says whether it keeps what it has to keep now.
    pub fn keeps(self, what: &str, figure: f64, unit: &str) -> bool {
        let Self { wanted, now } = self;
        let until = if now > wanted { format!("; until then {now:.1}") } else { String::new() };
        println!("{what}: {figure:.1} {unit} (limit {wanted:.1}{until})");
        figure <= now
    }
}

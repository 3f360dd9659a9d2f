//! What was measured: ratios with the targets they are held to, and curves.

use serde::{Deserialize, Serialize};

/// What a ratio should be.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum Target {
    /// No more than this.
    AtMost(f64),
    /// No less than this.
    AtLeast(f64),
    /// Nothing was promised; it is told for what it says.
    Told,
}

impl Target {
    /// Whether a ratio is what it should be; nothing where nothing was promised.
    #[must_use]
    pub fn is_met(self, ratio: f64) -> Option<bool> {
        match self {
            Self::AtMost(most) => Some(ratio <= most),
            Self::AtLeast(least) => Some(ratio >= least),
            Self::Told => None,
        }
    }
}

/// One line of the report: something measured against something else, several times.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Figure {
    /// What is measured.
    pub what: String,
    /// What it is measured against.
    pub against: String,
    /// What the ratio should be.
    pub target: Target,
    /// The ratio of each round.
    pub ratios: Vec<f64>,
}

impl Figure {
    /// A figure of pairs measured one after the other: subject and baseline.
    #[must_use]
    pub fn of_pairs(what: &str, against: &str, target: Target, pairs: &[(f64, f64)]) -> Self {
        let ratios = pairs.iter().map(|(subject, baseline)| subject / baseline).collect();
        Self { what: what.to_owned(), against: against.to_owned(), target, ratios }
    }

    /// The middle one of the ratios.
    #[must_use]
    pub fn median(&self) -> f64 {
        median(&self.ratios)
    }

    /// The least and the greatest of the ratios.
    #[must_use]
    pub fn range(&self) -> (f64, f64) {
        self.ratios
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), ratio| (low.min(*ratio), high.max(*ratio)))
    }
}

/// Costs against sizes, a line for each of what is compared.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Curve {
    /// The name of its file.
    pub name: String,
    /// What it shows.
    pub title: String,
    /// What the sizes count.
    pub sizes: String,
    /// What the costs are.
    pub costs: String,
    /// The lines.
    pub lines: Vec<Line>,
}

/// One line of a curve.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Line {
    /// What it is of.
    pub name: String,
    /// Size and cost, in order of size.
    pub points: Vec<(f64, f64)>,
}

impl Line {
    /// A line without a point.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), points: Vec::new() }
    }

    /// Puts the points in order of size.
    pub fn sort(&mut self) {
        self.points.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    }

    /// With what power of the size the cost grows between the two largest sizes: 1 is linear.
    #[must_use]
    pub fn growth(&self) -> Option<f64> {
        let [.., (small, little), (large, much)] = self.points.as_slice() else { return None };
        Some((much / little).ln() / (large / small).ln())
    }
}

/// What one part of a run has measured.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Measured {
    /// Its lines of the table.
    pub figures: Vec<Figure>,
    /// Its plots.
    pub curves: Vec<Curve>,
}

/// The middle one of some numbers; not a number where there is none.
#[must_use]
pub fn median(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match (sorted.get(middle), middle.checked_sub(1).and_then(|before| sorted.get(before))) {
        (Some(upper), Some(lower)) if sorted.len().is_multiple_of(2) => f64::midpoint(*upper, *lower),
        (Some(middle), _) => *middle,
        (None, _) => f64::NAN,
    }
}

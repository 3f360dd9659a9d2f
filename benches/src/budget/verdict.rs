//! Counts against a budget.

use super::Counts;

/// What is said where a count is over.
pub(super) const WHAT_TO_DO: &str = "counts are above the budget by more than 5 %: cut what has grown (`cargo run --release -p \
     benches -- report` tells what it costs). Where the growth is worth its price, run `cargo run --release -p benches \
     -- budget --update`, commit benches/budget.toml with the change and say there what is bought with it";

/// How many hundredths above its budget a count may be.
const ALLOWED: u64 = 5;

/// What comes of a comparison.
#[derive(Debug)]
pub(super) struct Verdict {
    pub(super) lines: Vec<String>,
    pub(super) is_over: bool,
}

/// Compares; a count without a budget, and a budget without a count, are over it too: neither may be lost.
pub(super) fn of(counted: &Counts, budget: &Counts) -> Verdict {
    let mut verdict = Verdict { lines: Vec::new(), is_over: false };
    for name in budget.keys().filter(|name| !counted.contains_key(*name)) {
        verdict.lines.push(format!("{name}: is in the budget and was not counted"));
        verdict.is_over = true;
    }
    for (name, count) in counted {
        let Some(allowed) = budget.get(name) else {
            verdict.lines.push(format!("{name}: {count}, not in the budget"));
            verdict.is_over = true;
            continue;
        };
        let change = 100.0 * (*count as f64 / *allowed as f64 - 1.0);
        let is_over = u128::from(*count) * 100 > u128::from(*allowed) * u128::from(100 + ALLOWED);
        let is_under = u128::from(*count) * 100 < u128::from(*allowed) * u128::from(100 - ALLOWED);
        let remark = match (is_over, is_under) {
            (true, _) => ": OVER",
            (_, true) => ": well below, so take it down with `budget --update`",
            _ => "",
        };
        verdict.lines.push(format!("{name}: {count}, budget {allowed} ({change:+.1} %){remark}"));
        verdict.is_over |= is_over;
    }
    verdict
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(of: &[(&str, u64)]) -> Counts {
        of.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
    }

    #[test]
    fn a_count_may_be_five_hundredths_above_and_no_more() {
        let budget = counts(&[("lines", 1_000)]);
        for (count, is_over) in [(0, false), (1_000, false), (1_050, false), (1_051, true)] {
            assert_eq!(of(&counts(&[("lines", count)]), &budget).is_over, is_over, "{count}");
        }
        assert!(of(&counts(&[("lines", 900)]), &budget).lines[0].contains("well below"));
    }

    #[test]
    fn nothing_is_lost_on_either_side() {
        assert!(of(&counts(&[]), &counts(&[("lines", 1)])).is_over);
        assert!(of(&counts(&[("lines", 1)]), &counts(&[])).is_over);
    }
}

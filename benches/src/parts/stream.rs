//! The memory of going through a long collection page by page.

use anyhow::Result;

use super::Context;
use crate::{
    built,
    child::Job,
    inputs::workspace,
    results::{Figure, Measured, Target},
};

/// How many items the short and the long collection have.
const SHORT: &str = "10000";
const LONG: &str = "1000000";

pub(super) fn measure(context: &Context) -> Result<Measured> {
    let program = built::program("stream")?;
    let stream = |items: &str| Job::new(&program, &workspace()).args([items]).measure();
    let mut pairs = Vec::new();
    for _ in 0..context.rounds.min(3) {
        pairs.push((stream(LONG)?.peak, stream(SHORT)?.peak));
    }
    let what = "a stream of 1,000,000 items over pages, peak memory";
    let figures = vec![Figure::of_pairs(what, "one of 10,000 items", Target::AtMost(1.1), &pairs)];
    Ok(Measured { figures, curves: Vec::new() })
}

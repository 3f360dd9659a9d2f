//! Compiling all of v1.0, against the same types without serialisation and with serde's derives.

use anyhow::Result;

use super::Context;
use crate::{
    child::Usage,
    compile::{self, Job, Ours, Style},
    inputs,
    results::{Figure, Measured, Target},
};

/// A round takes minutes and gigabytes.
const MOST_ROUNDS: usize = 3;

pub(super) fn measure(context: &Context) -> Result<Measured> {
    let Some(document) = &context.document else {
        eprintln!("skipped: compiling all of v1.0 needs the full document ({})", inputs::DOCUMENT);
        return Ok(Measured::default());
    };
    let folder = context.scratch.join("compile");
    let target = folder.join("target");
    for name in Style::ALL.map(Style::name).into_iter().chain(Ours::ALL.map(Ours::name)) {
        if folder.join(name).is_dir() {
            std::fs::remove_dir_all(folder.join(name))?;
        }
    }
    compile::write_all(document, &inputs::workspace().join("runtime"), &folder)?;
    let cost = |name: &str, job: Job| compile::cost(&folder.join(name), job, &target);
    let mut rounds = Vec::new();
    for _ in 0..context.rounds.min(MOST_ROUNDS) {
        rounds.push(Round {
            plain: cost(Style::Plain.name(), Job::Check)?,
            models: cost(Ours::Models.name(), Job::Check)?,
            whole: cost(Ours::Whole.name(), Job::Check)?,
            every: cost(Ours::Models.name(), Job::Every)?,
            derive: cost(Style::Derive.name(), Job::Every)?,
        });
    }
    let pairs = |pair: fn(&Round) -> (f64, f64)| -> Vec<(f64, f64)> { rounds.iter().map(pair).collect() };
    let figure = |what: &str, against: &str, most: f64, pair: fn(&Round) -> (f64, f64)| {
        Figure::of_pairs(what, against, Target::AtMost(most), &pairs(pair))
    };
    let bare = "the same types without serialisation";
    let derive = "the same types with serde's derives";
    let figures = vec![
        figure("all of v1.0, models checked, CPU time", bare, 2.2, |all| (all.models.cpu, all.plain.cpu)),
        figure("all of v1.0, models and requests checked, CPU time", "the models alone", 1.6, |all| {
            (all.whole.cpu, all.models.cpu)
        }),
        figure("all of v1.0, debug build, every model used, CPU time", derive, 0.2, |all| {
            (all.every.cpu, all.derive.cpu)
        }),
        figure("all of v1.0, debug build, every model used, peak memory", derive, 0.25, |all| {
            (all.every.peak, all.derive.peak)
        }),
    ];
    Ok(Measured { figures, curves: Vec::new() })
}

/// What each of the crates took.
struct Round {
    plain: Usage,
    models: Usage,
    whole: Usage,
    every: Usage,
    derive: Usage,
}

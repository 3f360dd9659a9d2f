//! What a build costs where nothing is to be generated: the crate's build script against an empty process.

use std::{fs, time::Instant};

use anyhow::Result;

use super::Context;
use crate::{
    built,
    child::Job,
    inputs,
    results::{Figure, Measured, Target, median},
};

/// How often either process is started in a round.
const STARTS: usize = 100;

pub(super) fn measure(context: &Context) -> Result<Measured> {
    let empty = empty_process(context)?;
    let mut figures = Vec::new();
    for (what, features) in [("a consumer's build script", ""), ("the same with `regenerate`", "regenerate")] {
        let script = build_script(context, features)?;
        let mut pairs = Vec::new();
        for _ in 0..context.rounds {
            pairs.push(starts(&script, &empty)?);
        }
        let what = format!("{what}, nothing changed");
        figures.push(Figure::of_pairs(&what, "an empty process", Target::AtMost(5.0), &pairs));
    }
    Ok(Measured { figures, curves: Vec::new() })
}

/// The medians of starting one and the other, by turns.
fn starts(script: &Job, empty: &Job) -> Result<(f64, f64)> {
    let (mut scripts, mut empties) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        for (job, times) in [(script, &mut scripts), (empty, &mut empties)] {
            let start = Instant::now();
            job.run()?;
            times.push(start.elapsed().as_secs_f64());
        }
    }
    Ok((median(&scripts), median(&empties)))
}

/// A program that does nothing.
fn empty_process(context: &Context) -> Result<Job> {
    let source = context.scratch.join("empty.rs");
    fs::write(&source, "fn main() {}\n")?;
    Job::new("rustc", &context.scratch).args(["-O", "empty.rs", "-o", "empty"]).run()?;
    Ok(Job::new(context.scratch.join("empty"), &context.scratch))
}

/// The crate's build script as cargo builds it for a release, run as cargo runs it.
fn build_script(context: &Context, features: &str) -> Result<Job> {
    let root = inputs::workspace();
    let out = context.scratch.join("out");
    fs::create_dir_all(&out)?;
    let script = Job::new(built::build_script(features)?, &root).env("CARGO_MANIFEST_DIR", &root).env("OUT_DIR", out);
    // The first run may have to find out what those after it remember.
    script.run()?;
    Ok(script)
}

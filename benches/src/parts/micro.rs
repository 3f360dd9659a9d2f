//! What criterion measures: the benches of the generator and of the runtime, run several times over.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use serde::Deserialize;

use super::Context;
use crate::{
    child::Job,
    inputs,
    results::{Curve, Figure, Line, Measured, Target, median},
};

/// A line of the table: what, against what, target, and the ids of both in criterion.
type Pair = (&'static str, &'static str, Target, &'static str, &'static str);

const DERIVE: &str = "serde derive on exact structs, which loses what is unknown";
const PASS: &str = "bare quick-xml pass over full v1.0";

/// What is held against what.
const PAIRS: &[Pair] = &[
    ("read and resolve full v1.0", PASS, Target::AtMost(5.0), "read/ours", "read/quick-xml"),
    ("generate the namespace, v1.0", PASS, Target::AtMost(8.0), "namespace/one", "namespace/quick-xml"),
    ("generate the namespace, v1.0 and beta", PASS, Target::AtMost(8.0), "namespace/both", "namespace/quick-xml"),
    (
        "decode 1,000 items, two unknown each",
        DERIVE,
        Target::AtMost(0.8),
        "decode/ours-unknown/1000",
        "decode/derive-unknown/1000",
    ),
    (
        "decode 1,000 items, all known",
        DERIVE,
        Target::AtMost(0.8),
        "decode/ours-known/1000",
        "decode/derive-known/1000",
    ),
    (
        "decode 1,000 items, expanded",
        DERIVE,
        Target::AtMost(0.8),
        "decode/ours-expanded/1000",
        "decode/derive-expanded/1000",
    ),
    (
        "encode 1,000 items, two unknown each",
        DERIVE,
        Target::AtMost(1.0),
        "encode/ours-unknown/1000",
        "encode/derive-unknown/1000",
    ),
    (
        "encode 1,000 items, all known",
        DERIVE,
        Target::AtMost(1.0),
        "encode/ours-known/1000",
        "encode/derive-known/1000",
    ),
    (
        "encode 1,000 items, expanded",
        DERIVE,
        Target::AtMost(1.0),
        "encode/ours-expanded/1000",
        "encode/derive-expanded/1000",
    ),
    (
        "the same by `serde_json::to_vec`, all known",
        DERIVE,
        Target::AtMost(1.0),
        "encode/serde_json-known/1000",
        "encode/derive-known/1000",
    ),
    (
        "requests a second, a page of 10",
        "bare reqwest and serde_json",
        Target::AtLeast(0.95),
        "request/derive",
        "request/ours",
    ),
];

/// Medians in nanoseconds, by criterion's full ids.
type Times = BTreeMap<String, f64>;

/// Runs the benches and compares.
pub(super) fn measure(context: &Context) -> Result<Measured> {
    let home = context.scratch.join("criterion");
    let rounds = (0..context.rounds).map(|_| round(context, &home)).collect::<Result<Vec<Times>>>()?;
    let figures = PAIRS.iter().map(|pair| figure(pair, &rounds)).collect::<Result<_>>()?;
    Ok(Measured { figures, curves: vec![pages(&rounds, "decode"), pages(&rounds, "encode")] })
}

fn figure((what, against, target, subject, baseline): &Pair, rounds: &[Times]) -> Result<Figure> {
    let time = |times: &Times, id: &str| times.get(id).copied().with_context(|| format!("criterion has no {id}"));
    let pairs = rounds.iter().map(|times| Ok((time(times, subject)?, time(times, baseline)?)));
    Ok(Figure::of_pairs(what, against, *target, &pairs.collect::<Result<Vec<_>>>()?))
}

/// Time against the size of a page: a line for each member of a group whose ids end in a size.
fn pages(rounds: &[Times], group: &str) -> Curve {
    let mut lines: BTreeMap<String, BTreeMap<u64, Vec<f64>>> = BTreeMap::new();
    for (id, time) in rounds.iter().flatten() {
        let mut parts = id.split('/');
        if let (Some(of), Some(name), Some(size)) =
            (parts.next(), parts.next(), parts.next().and_then(|size| size.parse().ok()))
            && of == group
        {
            lines.entry(name.to_owned()).or_default().entry(size).or_default().push(time / 1e6);
        }
    }
    let line = |(name, sizes): (String, BTreeMap<u64, Vec<f64>>)| Line {
        name,
        points: sizes.into_iter().map(|(size, times)| (size as f64, median(&times))).collect(),
    };
    Curve {
        name: group.to_owned(),
        title: format!("{group} a page of task processing results"),
        sizes: "items on the page".to_owned(),
        costs: "milliseconds".to_owned(),
        lines: lines.into_iter().map(line).collect(),
    }
}

/// One run of all benches.
fn round(context: &Context, home: &Path) -> Result<Times> {
    let benches = [
        "bench",
        "--quiet",
        "-p",
        "benches",
        "--bench",
        "*",
        "--",
        "--noplot",
        "--warm-up-time",
        "0.5",
        "--measurement-time",
        "1.5",
    ];
    let mut job = Job::new("cargo", &inputs::workspace()).args(benches).env("CRITERION_HOME", home);
    if let Some(document) = &context.document {
        job = job.env(inputs::DOCUMENT, document);
    }
    job.run()?;
    let files = walkdir::WalkDir::new(home).into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    files.filter(|path| path.ends_with("new/estimates.json")).map(|path| time(&path)).collect()
}

/// What one bench took.
fn time(estimates: &PathBuf) -> Result<(String, f64)> {
    #[derive(Deserialize)]
    struct Bench {
        full_id: String,
    }
    #[derive(Deserialize)]
    struct Estimates {
        median: Estimate,
    }
    #[derive(Deserialize)]
    struct Estimate {
        point_estimate: f64,
    }
    let bench: Bench = serde_json::from_str(&fs::read_to_string(estimates.with_file_name("benchmark.json"))?)?;
    let estimates: Estimates = serde_json::from_str(&fs::read_to_string(estimates)?)?;
    Ok((bench.full_id, estimates.median.point_estimate))
}

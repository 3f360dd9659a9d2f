//! Reading and writing pages, and requests, against what one would write by hand.

use std::{collections::BTreeMap, hint::black_box};

use anyhow::{Result, anyhow};

use super::Context;
use crate::{
    derive, ours,
    page::{Shape, page},
    request::{Ours, Theirs},
    results::{Curve, Figure, Line, Measured, Target, median},
    server,
    turns::{by_turns, keep},
};

const DERIVE: &str = "serde derive on exact structs, which loses what is unknown";

type TheirPage = derive::Page<derive::TaskProcessingResult>;

/// The pages that targets are of.
const ITEMS: usize = 1_000;

/// Pages of other sizes, of items with unknown properties, for the curves.
const OTHER_SIZES: [usize; 3] = [10, 100, 10_000];

/// How many requests follow each other: connections are worked on while something is waited for.
const RUN: usize = 50;

/// How many more rounds requests are measured than the rest: which core the system wakes for an answer stays the same
/// for seconds, and halves or doubles a rate.
const MORE_ROUNDS: usize = 5;

pub(super) fn measure(context: &Context) -> Result<Measured> {
    let mut figures = Vec::new();
    let (mut decode, mut encode) = (Costs::default(), Costs::default());
    let shapes = Shape::EACH.map(|(name, shape)| (name, shape, ITEMS));
    let sizes = OTHER_SIZES.map(|items| ("unknown", Shape::UNKNOWN, items));
    for (name, shape, items) in shapes.into_iter().chain(sizes) {
        let text = page(items, shape);
        let bytes = text.as_bytes();
        let own = ours::read(bytes)?;
        let their: TheirPage = serde_json::from_slice(bytes)?;

        let sides = by_turns(
            context.rounds,
            [&|| keep(ours::read(black_box(bytes))), &|| {
                keep(serde_json::from_slice::<TheirPage>(black_box(bytes)));
            }],
        );
        for (side, by) in ["ours", "derive"].into_iter().enumerate() {
            decode.add(format!("{by}-{name}"), items, column(&sides, side));
        }
        let decoded: Vec<_> = sides.iter().map(|[own, their]| (*own, *their)).collect();

        let sides = by_turns(
            context.rounds,
            [
                &|| keep(ours::write(black_box(&own.items))),
                &|| keep(serde_json::to_vec(black_box(&own.items))),
                &|| keep(serde_json::to_vec(black_box(&their.value))),
            ],
        );
        for (side, by) in ["ours", "serde_json", "derive"].into_iter().enumerate() {
            encode.add(format!("{by}-{name}"), items, column(&sides, side));
        }
        let encoded: Vec<_> = sides.iter().map(|[own, _, their]| (*own, *their)).collect();
        let by_serde_json: Vec<_> = sides.iter().map(|[_, own, their]| (*own, *their)).collect();

        if items == ITEMS {
            let of = format!("{items} items, {name}");
            let by_json = format!("the same by `serde_json::to_vec`, {name}");
            figures.push(Figure::of_pairs(&format!("decode {of}"), DERIVE, Target::AtMost(0.8), &decoded));
            figures.push(Figure::of_pairs(&format!("encode {of}"), DERIVE, Target::AtMost(1.0), &encoded));
            figures.push(Figure::of_pairs(&by_json, DERIVE, Target::AtMost(1.0), &by_serde_json));
        }
    }
    figures.extend(requests(context.rounds)?);
    Ok(Measured { figures, curves: vec![decode.curve("decode"), encode.curve("encode")] })
}

/// One side's times of all rounds.
fn column<const SIDES: usize>(rounds: &[[f64; SIDES]], side: usize) -> Vec<f64> {
    rounds.iter().filter_map(|times| times.get(side).copied()).collect()
}

/// One request at a time, over loopback, against requests with as many headers, and against those with few. The ratio
/// is of rates, so of their time to ours.
fn requests(rounds: usize) -> Result<[Figure; 2]> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let server = server::start(&page(10, Shape::UNKNOWN))?;
    let ours = Ours::new(server).map_err(|error| anyhow!("{error}"))?;
    let (theirs, terse) = (Theirs::new(server)?, Theirs::terse(server)?);
    // Each answers once before anything is timed: a request that fails is fast.
    runtime.block_on(ours.send())?;
    for side in [&theirs, &terse] {
        runtime.block_on(side.send()).map_err(|error| anyhow!("{error}"))?;
    }
    let of_theirs = |side: &Theirs| {
        runtime.block_on(async {
            for _ in 0..RUN {
                keep(side.send().await);
            }
        });
    };
    let sides = by_turns(
        rounds * MORE_ROUNDS,
        [
            &|| {
                runtime.block_on(async {
                    for _ in 0..RUN {
                        keep(ours.send().await);
                    }
                });
            },
            &|| of_theirs(&theirs),
            &|| of_theirs(&terse),
        ],
    );
    let what = "requests a second, a page of 10";
    let alike: Vec<_> = sides.iter().map(|[own, their, _]| (*their, *own)).collect();
    let few: Vec<_> = sides.iter().map(|[own, _, their]| (*their, *own)).collect();
    Ok([
        Figure::of_pairs(what, "bare reqwest and serde_json", Target::AtLeast(0.95), &alike),
        Figure::of_pairs(what, "the same with two headers instead of six", Target::Told, &few),
    ])
}

/// Milliseconds by what reads or writes, and by the size of the page.
#[derive(Default)]
struct Costs(BTreeMap<String, Vec<(f64, f64)>>);

impl Costs {
    fn add(&mut self, name: String, items: usize, seconds: Vec<f64>) {
        self.0.entry(name).or_default().push((items as f64, median(&seconds) * 1e3));
    }

    fn curve(self, name: &str) -> Curve {
        let mut lines: Vec<_> = self.0.into_iter().map(|(name, points)| Line { name, points }).collect();
        lines.iter_mut().for_each(Line::sort);
        Curve {
            name: name.to_owned(),
            title: format!("{name} a page of task processing results"),
            sizes: "items on the page".to_owned(),
            costs: "milliseconds".to_owned(),
            lines,
        }
    }
}

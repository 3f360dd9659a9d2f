//! Generating all of v1.0, against parsing what was generated once with syn.

use anyhow::Result;

use super::Context;
use crate::{
    child::Job,
    inputs::{self, Extent},
    results::{Curve, Figure, Line, Measured, Target, median},
};

pub(super) fn measure(context: &Context) -> Result<Measured> {
    let Some(document) = &context.document else {
        eprintln!("skipped: generating all of v1.0 needs the full document ({})", inputs::DOCUMENT);
        return Ok(Measured::default());
    };
    let mut measured = Measured::default();
    let mut growth = [Line::named("generate: CPU"), Line::named("parse the output with syn: CPU")];
    for extent in Extent::ALL {
        let folder = context.scratch.join("generate").join(extent.name());
        let extent_of = extent.lay_out(&folder, document)?;
        let this = std::env::current_exe()?;
        let generate = Job::new(&this, &folder).args(["generate", "csdl.toml"]);
        let parse = Job::new(&this, &folder).args(["parse", "generated"]);
        let mut rounds = Vec::new();
        for _ in 0..context.rounds {
            rounds.push((generate.measure()?, parse.measure()?));
        }
        let ours: Vec<f64> = rounds.iter().map(|(ours, _)| ours.cpu).collect();
        let syn: Vec<f64> = rounds.iter().map(|(_, syn)| syn.cpu).collect();
        growth[0].points.push((extent_of.types as f64, median(&ours)));
        growth[1].points.push((extent_of.types as f64, median(&syn)));
        if extent == Extent::Whole {
            let of = |pick: fn(&crate::child::Usage) -> f64| -> Vec<(f64, f64)> {
                rounds.iter().map(|(ours, syn)| (pick(ours), pick(syn))).collect()
            };
            let parse = "parsing the same output once with syn";
            let peaks: Vec<_> = rounds.iter().map(|(ours, _)| (ours.peak, extent_of.bytes as f64)).collect();
            measured.figures = vec![
                Figure::of_pairs("all of v1.0 generated, CPU time", parse, Target::AtMost(3.0), &of(|one| one.cpu)),
                Figure::of_pairs(
                    "all of v1.0 generated, both cores, time",
                    parse,
                    Target::AtMost(3.0),
                    &of(|one| one.wall),
                ),
                Figure::of_pairs(
                    "all of v1.0 generated, peak memory",
                    "the size of the output",
                    Target::AtMost(20.0),
                    &peaks,
                ),
            ];
        }
    }
    for line in &mut growth {
        line.sort();
    }
    measured.curves.push(Curve {
        name: "generate".to_owned(),
        title: "generating a part of v1.0 from the full document".to_owned(),
        sizes: "types".to_owned(),
        costs: "seconds of CPU time".to_owned(),
        lines: growth.into(),
    });
    Ok(measured)
}

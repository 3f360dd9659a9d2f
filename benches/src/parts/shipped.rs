//! Compiling the shipped crate, with one API and with both, and parts of v1.0 of growing size, against the same types
//! with serde's derives.

use std::path::Path;

use anyhow::Result;

use super::Context;
use crate::{
    child::Usage,
    compile::{self, Job, Style},
    inputs::{self, Extent, workspace},
    results::{Curve, Figure, Line, Measured, Target, median},
};

/// A round of parts of growing size compiles a dozen crates, one of them for minutes.
const MOST_ROUNDS: usize = 3;

pub(super) fn measure(context: &Context) -> Result<Measured> {
    let folder = context.scratch.join("shipped");
    let target = folder.join("target");
    let mut figures = Vec::new();
    let (one, both) = (folder.join("one"), folder.join("both"));
    inputs::shipped(&one, 1)?;
    inputs::shipped(&both, 2)?;
    by_hand(&one)?;
    for (job, how) in [(Job::Check, "checked"), (Job::Release, "release build")] {
        let (mut against_derive, mut apis) = (Vec::new(), Vec::new());
        for _ in 0..context.rounds {
            let ours = compile::cost(&one, job, &target)?.cpu;
            against_derive.push((ours, compile::cost(&one.join(Style::Derive.name()), job, &target)?.cpu));
            apis.push((ours, compile::cost(&both, job, &target)?.cpu));
        }
        let what = format!("the shipped crate with v1.0, {how}, CPU time");
        let derive = "its types with serde's derives, without requests";
        figures.push(Figure::of_pairs(&what, derive, Target::AtMost(0.25), &against_derive));
        figures.push(Figure::of_pairs(&what, "the shipped crate with v1.0 and beta", Target::Told, &apis));
    }
    let curves = context
        .document
        .as_deref()
        .map(|document| growth(document, &folder, context.rounds.min(MOST_ROUNDS)))
        .transpose()?;
    Ok(Measured { figures, curves: curves.into_iter().collect() })
}

/// Writes what a developer would write for the types of the crate in a folder, into folders of it.
fn by_hand(folder: &Path) -> Result<()> {
    compile::write_by_hand(&Extent::schema(folder)?, &workspace().join("runtime"), folder)
}

/// What checking takes, against the number of types.
fn growth(document: &Path, folder: &Path, rounds: usize) -> Result<Curve> {
    let names = ["ours, requests included", "serde derive", "no serialisation"];
    let mut lines = names.map(Line::named);
    for extent in Extent::ALL {
        let folder_of = folder.join(extent.name());
        let size = extent.lay_out(&folder_of, document)?;
        by_hand(&folder_of)?;
        let derive = folder_of.join(Style::Derive.name());
        let plain = folder_of.join(Style::Plain.name());
        for (line, of) in lines.iter_mut().zip([&folder_of, &derive, &plain]) {
            let cost = |_| compile::cost(of, Job::Check, &folder.join("target")).map(|Usage { cpu, .. }| cpu);
            // The whole of it takes minutes.
            let rounds = if extent == Extent::Whole { 1 } else { rounds };
            let costs = (0..rounds).map(cost).collect::<Result<Vec<_>>>()?;
            line.points.push((size.types as f64, median(&costs)));
        }
    }
    lines.iter_mut().for_each(Line::sort);
    Ok(Curve {
        name: "check".to_owned(),
        title: "cargo check of a part of v1.0".to_owned(),
        sizes: "types".to_owned(),
        costs: "seconds of CPU time".to_owned(),
        lines: lines.into(),
    })
}

//! Reading a document, and generating the shipped crate from its slices, against a bare pass over the full document.

use std::{hint::black_box, path::Path};

use anyhow::{Result, anyhow};
use csdl_codegen::generate;

use super::Context;
use crate::{
    baseline::xml_events,
    inputs,
    ours::resolve,
    results::{Figure, Measured, Target},
    turns::{by_turns, keep},
};

const PASS: &str = "bare quick-xml pass over full v1.0";

pub(super) fn measure(context: &Context) -> Result<Measured> {
    let Some(document) = &context.document else {
        eprintln!("SKIPPED: reading and generating are held against a pass over a full document (--document)");
        return Ok(Measured::default());
    };
    let text = std::fs::read_to_string(document)?;
    let one = context.scratch.join("one-api");
    let (one, both) = (inputs::shipped(&one, 1)?, inputs::config());
    xml_events(&text)?;
    resolve(&text)?;
    for config in [&one, &both] {
        generate::check(config).map_err(|failure| anyhow!("{failure}"))?;
    }
    let pass = || keep(xml_events(black_box(&text)));
    let read = || keep(resolve(black_box(&text)));
    let check = |config: &Path| keep(generate::check(black_box(config)));
    let times = by_turns(context.rounds, [&pass, &read, &|| check(&one), &|| check(&both)]);
    let figure = |what: &str, most: f64, side: fn(&[f64; 4]) -> f64| {
        let pairs: Vec<_> = times.iter().map(|sides| (side(sides), sides[0])).collect();
        Figure::of_pairs(what, PASS, Target::AtMost(most), &pairs)
    };
    let figures = vec![
        figure("read and resolve full v1.0", 5.0, |sides| sides[1]),
        figure("generate the namespace, v1.0", 8.0, |sides| sides[2]),
        figure("generate the namespace, v1.0 and beta", 8.0, |sides| sides[3]),
    ];
    Ok(Measured { figures, curves: Vec::new() })
}

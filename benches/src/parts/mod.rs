//! The parts of a report, each of which measures what belongs together.

pub mod build_script;
pub mod compile;
pub mod consumer;
pub mod generator;
pub mod runtime;
pub mod shipped;
pub mod stream;
pub mod whole;

use std::path::PathBuf;

use anyhow::Result;

use crate::results::Measured;

/// What every part works with.
#[derive(Debug)]
pub struct Context {
    /// A full document, where one is at hand.
    pub document: Option<PathBuf>,
    /// How many times each pair is measured.
    pub rounds: usize,
    /// The folder for all that is written while measuring.
    pub scratch: PathBuf,
}

/// A part: measures, and gives its lines and curves.
pub type Part = fn(&Context) -> Result<Measured>;

/// All parts, by the names they are asked for.
pub const PARTS: &[(&str, Part)] = &[
    ("generator", generator::measure),
    ("runtime", runtime::measure),
    ("build-script", build_script::measure),
    ("whole", whole::measure),
    ("compile", compile::measure),
    ("shipped", shipped::measure),
    ("consumer", consumer::measure),
    ("stream", stream::measure),
];

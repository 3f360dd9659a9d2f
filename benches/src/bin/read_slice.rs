//! Reads and resolves the committed slice of v1.0 once: for counting instructions.

use benches::inputs;
use csdl_codegen::{
    diagnostic::{Diagnostics, Sources},
    pipeline,
};

fn main() -> anyhow::Result<()> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = sources.add("slice.xml", std::fs::read_to_string(inputs::slice())?);
    let schema = pipeline::resolve(&sources, &[id], &[], &mut diagnostics);
    anyhow::ensure!(schema.is_some_and(|schema| !schema.types.is_empty()), "the slice has no type");
    Ok(())
}

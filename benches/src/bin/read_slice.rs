//! Reads and resolves the committed slice of v1.0 once: for counting instructions.

use benches::{inputs, ours};

fn main() -> anyhow::Result<()> {
    let schema = ours::resolve(&std::fs::read_to_string(inputs::slice())?)?;
    anyhow::ensure!(!schema.types.is_empty(), "the slice has no type");
    Ok(())
}

//! The report: parts are measured and kept, then all that is kept becomes `docs/performance.md` and its plots.

mod machine;
mod plot;
mod table;

use std::{fs, path::Path};

use anyhow::{Result, bail};

use crate::{
    inputs::workspace,
    parts::{Context, PARTS},
    results::Measured,
};

/// Measures the parts of these names, all where there is none, and writes the report of all that was measured.
///
/// # Errors
///
/// Where a part cannot be measured, or the report not be written.
pub fn report(context: &Context, only: &[String]) -> Result<()> {
    if let Some(unknown) = only.iter().find(|name| PARTS.iter().all(|(known, _)| known != name)) {
        let names: Vec<_> = PARTS.iter().map(|(name, _)| *name).collect();
        bail!("no part `{unknown}`: there are {}", names.join(", "));
    }
    fs::create_dir_all(&context.scratch)?;
    for (name, measure) in PARTS.iter().filter(|(name, _)| only.is_empty() || only.iter().any(|one| one == name)) {
        eprintln!("measuring {name}");
        let measured = measure(context)?;
        fs::write(kept(&context.scratch, name), serde_json::to_string_pretty(&measured)?)?;
    }
    write(context)
}

/// Where a part's results are kept until the report is written.
fn kept(scratch: &Path, name: &str) -> std::path::PathBuf {
    scratch.join(format!("{name}.json"))
}

fn write(context: &Context) -> Result<()> {
    let mut all = Measured::default();
    for (name, _) in PARTS {
        if let Ok(text) = fs::read_to_string(kept(&context.scratch, name)) {
            let part: Measured = serde_json::from_str(&text)?;
            all.figures.extend(part.figures);
            all.curves.extend(part.curves);
        }
    }
    let docs = workspace().join("docs");
    let plots = docs.join("performance");
    fs::create_dir_all(&plots)?;
    plot::figures(&plots.join("figures.svg"), &all.figures)?;
    for curve in &all.curves {
        plot::curve(&plots.join(format!("{}.svg", curve.name)), curve)?;
    }
    let page = docs.join("performance.md");
    let text = fs::read_to_string(&page).unwrap_or_default();
    fs::write(&page, table::replace(&text, &table::body(&all, &machine::kind())))?;
    eprintln!("written: docs/performance.md");
    Ok(())
}

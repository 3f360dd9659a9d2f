//! The part of `docs/performance.md` that a run writes, between two marks. The words around them are for people.

use std::fmt::Write as _;

use crate::results::{Curve, Figure, Measured, Target};

const BEGIN: &str = "<!-- measured: written by `benches report`, do not edit -->";
const END: &str = "<!-- end of what was measured -->";

/// The page with its measured part replaced, or appended where it has none.
pub(super) fn replace(page: &str, body: &str) -> String {
    let (before, rest) = page.split_once(BEGIN).unwrap_or((page, ""));
    let after = rest.split_once(END).map_or("\n", |(_, after)| after);
    format!("{before}{BEGIN}\n\n{body}\n{END}{after}")
}

/// Table, plots and growth.
pub(super) fn body(measured: &Measured, machine: &str) -> String {
    let mut text = format!("Machine: {machine}.\n\n");
    text.push_str("| what | against | target | median ratio | spread | rounds | |\n|---|---|---|---|---|---|---|\n");
    for figure in &measured.figures {
        text.push_str(&row(figure));
    }
    text.push_str("\n![Each median ratio against its target](performance/figures.svg)\n");
    for curve in &measured.curves {
        text.push_str(&section(curve));
    }
    text
}

fn row(figure: &Figure) -> String {
    let (low, high) = figure.range();
    let median = figure.median();
    let target = match figure.target {
        Target::AtMost(most) => format!("at most {most}"),
        Target::AtLeast(least) => format!("at least {least}"),
        Target::Told => "none".to_owned(),
    };
    let verdict = match figure.target.is_met(median) {
        Some(true) => "met",
        Some(false) => "**missed**",
        None => "",
    };
    let Figure { what, against, ratios, .. } = figure;
    format!("| {what} | {against} | {target} | {median:.2} | {low:.2} to {high:.2} | {} | {verdict} |\n", ratios.len())
}

fn section(curve: &Curve) -> String {
    let mut text = format!("\n### {}\n\n![{}](performance/{}.svg)\n\n", capital(&curve.title), curve.title, curve.name);
    let _ = writeln!(text, "| {} | {} | grows with the power |\n|---|---|---|", curve.sizes, curve.costs);
    for line in &curve.lines {
        let sizes: Vec<_> = line.points.iter().map(|(size, _)| format!("{size:.0}")).collect();
        let costs: Vec<_> = line.points.iter().map(|(_, cost)| shown(*cost)).collect();
        let growth = line.growth().map(|power| format!("{power:.2}")).unwrap_or_default();
        let _ = writeln!(text, "| {} | {}: {} | {growth} |", sizes.join(", "), line.name, costs.join(", "));
    }
    text
}

/// Three digits that count.
fn shown(number: f64) -> String {
    let decimals = (2.0 - number.abs().max(1e-9).log10().floor()).clamp(0.0, 6.0);
    format!("{number:.*}", decimals as usize)
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

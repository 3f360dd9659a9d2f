//! The plots.

use std::path::Path;

use anyhow::Result;
use plotters::prelude::*;

use crate::results::{Curve, Figure, Target};

/// Every median as a part of its target, with its spread: what is left of the line is met.
pub(super) fn figures(file: &Path, figures: &[Figure]) -> Result<()> {
    let held: Vec<(&Figure, f64)> = figures.iter().filter_map(|figure| Some((figure, scale(figure)?))).collect();
    let root = SVGBackend::new(file, (900, 60 + 22 * held.len() as u32)).into_drawing_area();
    root.fill(&WHITE)?;
    let rows = -0.5..held.len() as f64 - 0.5;
    let mut chart = ChartBuilder::on(&root)
        .margin(8)
        .x_label_area_size(34)
        .y_label_area_size(400)
        .build_cartesian_2d(0.0..1.6, rows)?;
    let name = |row: &f64| {
        let row = held.len().checked_sub(1 + row.round().max(0.0) as usize);
        row.and_then(|row| held.get(row)).map(|(figure, _)| figure.what.clone()).unwrap_or_default()
    };
    chart
        .configure_mesh()
        .disable_y_mesh()
        .y_labels(held.len() + 1)
        .y_label_formatter(&name)
        .x_desc("part of what the target allows")
        .draw()?;
    let last = held.len() as f64;
    chart.draw_series([PathElement::new([(1.0, -0.5), (1.0, last - 0.5)], BLACK.stroke_width(2))])?;
    for (row, (figure, scale)) in held.iter().rev().enumerate() {
        let part = |ratio: f64| if matches!(figure.target, Target::AtLeast(_)) { scale / ratio } else { ratio / scale };
        let (low, high) = figure.range();
        let colour = if part(figure.median()) <= 1.0 { &GREEN_700 } else { &RED_700 };
        let row = row as f64;
        chart.draw_series([PathElement::new([(part(low).min(1.6), row), (part(high).min(1.6), row)], colour)])?;
        chart.draw_series([Circle::new((part(figure.median()).min(1.6), row), 4, colour.filled())])?;
    }
    root.present()?;
    Ok(())
}

const GREEN_700: RGBColor = RGBColor(0x2e, 0x7d, 0x32);
const RED_700: RGBColor = RGBColor(0xc6, 0x28, 0x28);

/// What the target allows; nothing where nothing was promised.
const fn scale(figure: &Figure) -> Option<f64> {
    match figure.target {
        Target::AtMost(limit) | Target::AtLeast(limit) => Some(limit),
        Target::Told => None,
    }
}

/// Costs against sizes, both on logarithmic scales: a straight line that rises by one for one is linear.
pub(super) fn curve(file: &Path, curve: &Curve) -> Result<()> {
    let points = || curve.lines.iter().flat_map(|line| line.points.iter().copied());
    let range = |pick: fn((f64, f64)) -> f64| {
        let (low, high) =
            points().map(pick).fold((f64::INFINITY, 0.0_f64), |(low, high), at| (low.min(at), high.max(at)));
        (low * 0.7..high * 1.5).log_scale()
    };
    if points().next().is_none() {
        return Ok(());
    }
    let root = SVGBackend::new(file, (760, 420)).into_drawing_area();
    root.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&root)
        .margin(10)
        .x_label_area_size(40)
        .y_label_area_size(70)
        .build_cartesian_2d(range(|point| point.0), range(|point| point.1))?;
    chart.configure_mesh().x_desc(&curve.sizes).y_desc(&curve.costs).draw()?;
    for (index, line) in curve.lines.iter().enumerate() {
        let colour = Palette99::pick(index).to_rgba();
        chart
            .draw_series(LineSeries::new(line.points.iter().copied(), colour.stroke_width(2)).point_size(3))?
            .label(&line.name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], colour.stroke_width(2)));
    }
    chart.configure_series_labels().position(SeriesLabelPosition::UpperLeft).background_style(WHITE).draw()?;
    root.present()?;
    Ok(())
}

//! Diagnostics as text for people.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title, normalize_untrusted_str};

use super::sources::floor_char;
use super::{Diagnostic, Diagnostics, Position, Severity, Sources};

/// How many diagnostics are shown; the rest is counted.
const SHOWN: usize = 60;

/// How many bytes of a line are shown on either side of a mark, so that a document without line
/// feeds does not fill the screen.
const CONTEXT: usize = 160;

/// Whether the text carries terminal colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without.
    Plain,
    /// With.
    Coloured,
}

/// Renders diagnostics, errors first, then in the order of their places.
#[must_use]
pub fn render(sources: &Sources, diagnostics: &Diagnostics, style: Style) -> String {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|d| (d.severity, d.span.order()));
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let mut text = String::new();
    for diagnostic in sorted.iter().take(SHOWN) {
        text += &one(sources, diagnostic, &renderer);
        text += "\n\n";
    }
    let total = diagnostics.errors() + diagnostics.warnings();
    if total > SHOWN {
        text += &format!("... and {} more\n\n", total - SHOWN);
    }
    text
}

/// Renders one diagnostic.
fn one(sources: &Sources, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(normalize_untrusted_str(&diagnostic.message)).id(diagnostic.code.as_str());
    let mut group = match (sources.position(diagnostic.span), sources.file_of(diagnostic.span)) {
        (Some(position), _) => with_snippet(title, sources, diagnostic, position),
        (None, Some(file)) => title.element(Origin::path(file)),
        (None, None) => Group::with_title(title),
    };
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(normalize_untrusted_str(help)));
    }
    if let Some(note) = &diagnostic.note {
        group = group.element(Level::NOTE.message(normalize_untrusted_str(note)));
    }
    renderer.render(&[group])
}

/// Adds the place and the line there, cut to what fits a screen.
fn with_snippet<'a>(
    title: Title<'a>,
    sources: &'a Sources,
    diagnostic: &'a Diagnostic,
    position: Position,
) -> Group<'a> {
    let name = sources.name(diagnostic.span.source());
    let text = sources.text(diagnostic.span.source());
    let at = floor_char(text, diagnostic.span.start());
    let (before, after) = text.split_at(at);
    let line_start = before.rfind('\n').map_or(0, |offset| offset + 1);
    let line_end = at + after.find(['\n', '\r']).unwrap_or(after.len());
    let end = floor_char(text, diagnostic.span.end().clamp(at, line_end));
    let from = floor_char(text, at.saturating_sub(CONTEXT)).max(line_start);
    let to = floor_char(text, end.saturating_add(CONTEXT)).min(line_end).max(end);
    let origin = Origin::path(name).line(position.line).char_column(position.column);
    let Some(window) = text.get(from..to).filter(|window| !window.is_empty()) else {
        return title.element(origin);
    };
    let mut mark = AnnotationKind::Primary.span(at - from..end - from);
    if let Some(label) = &diagnostic.label {
        mark = mark.label(normalize_untrusted_str(label));
    }
    let snippet = Snippet::source(window).line_start(position.line).annotation(mark);
    if from == line_start {
        return title.element(snippet.path(name));
    }
    // The snippet would count columns from the cut.
    title.element(origin).element(snippet)
}

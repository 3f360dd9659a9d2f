//! Cases of diagnostics as text.

use super::{Code, Diagnostics, Severity, Sources, Span, Style, closest, render};

#[test]
fn a_diagnostic_shows_its_place_and_line() {
    let mut sources = Sources::default();
    let id = sources.add("folder/a.xml", "first\n  <é bad=\"1\"/>\nlast");
    let mut diagnostics = Diagnostics::default();
    diagnostics.error(Code::UnknownAttribute, Span::new(id, 12, 15), "this is bad").help("make it good");
    let text = render(&sources, &diagnostics, Style::Plain);
    assert!(text.contains("error[unknown-attribute]: this is bad"), "{text}");
    assert!(text.contains("folder/a.xml:2:6"), "{text}");
    assert!(text.contains("<é bad=\"1\"/>"), "{text}");
    assert!(text.contains("help: make it good"), "{text}");
}

#[test]
fn a_long_line_is_cut_and_its_column_is_true() {
    let mut sources = Sources::default();
    let id = sources.add("a.xml", format!("{}X{}", "a".repeat(100_000), "b".repeat(100_000)));
    let mut diagnostics = Diagnostics::default();
    diagnostics.warn(Code::UnexpectedText, Span::new(id, 100_000, 100_001), "here");
    let text = render(&sources, &diagnostics, Style::Plain);
    assert!(text.contains("a.xml:1:100001"), "{text}");
    assert!(text.len() < 2_000, "{}", text.len());
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let mut sources = Sources::default();
    let id = sources.add("a.xml", "a\u{1b}[31mb");
    let mut diagnostics = Diagnostics::default();
    diagnostics.error(Code::InvalidName, Span::new(id, 0, 7), "`\u{1b}[31m` is no name").help("\u{1b}[2J");
    assert!(!render(&sources, &diagnostics, Style::Plain).contains('\u{1b}'));
}

#[test]
fn hundreds_are_counted() {
    let mut diagnostics = Diagnostics::default();
    for _ in 0..5_000 {
        diagnostics.warn(Code::UnexpectedText, Span::NONE, "again");
    }
    diagnostics.error(Code::UnknownType, Span::NONE, "the error");
    assert_eq!((diagnostics.errors(), diagnostics.warnings()), (1, 5_000));
    let text = render(&Sources::default(), &diagnostics, Style::Plain);
    assert!(text.starts_with("error[unknown-type]: the error"), "{text}");
    assert!(text.contains("... and 4941 more"), "{text}");
}

#[test]
fn codes_are_unique() {
    let mut texts: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
    texts.sort_unstable();
    let count = texts.len();
    texts.dedup();
    assert_eq!(texts.len(), count);
    assert!(Code::ALL.iter().all(|code| code.explanation().ends_with('.')));
}

#[test]
fn suggestions_are_close() {
    let known = ["workflow", "workflowBase", "user", "Group"];
    assert_eq!(closest("workfow", known), Some("workflow"));
    assert_eq!(closest("group", known), Some("Group"));
    assert_eq!(closest("administrativeUnit", known), None);
}

#[test]
fn what_is_taken_over_is_as_if_it_had_been_reported_here() {
    let report = |diagnostics: &mut Diagnostics, range: std::ops::Range<usize>| {
        for number in range {
            let severity = if number % 3 == 0 { Severity::Error } else { Severity::Warning };
            diagnostics.report(severity, Code::Duplicate, Span::NONE, number.to_string());
        }
    };
    for (cut, end) in [(10, 20), (1_500, 9_000), (4_000, 9_000), (7_000, 20_000)] {
        let (mut whole, mut first, mut second) = Default::default();
        report(&mut whole, 0..end);
        report(&mut first, 0..cut);
        report(&mut second, cut..end);
        first.append(second);
        assert_eq!((whole.errors(), whole.warnings()), (first.errors(), first.warnings()));
        assert!(whole.iter().eq(first.iter()), "{cut} of {end}");
    }
}

//! Cases of reading and writing the file of names.

use crate::diagnostic::{Diagnostics, Report, Sources};

use super::NameLock;

fn read(lines: &str) -> (NameLock, Report) {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = sources.add("names.lock", format!("{}\n{lines}", NameLock::HEADER));
    let names = NameLock::parse(&sources, id, &mut diagnostics);
    (names, Report { sources, diagnostics })
}

#[test]
fn what_is_written_reads_back() {
    let mut names = NameLock::default();
    names.keep("v1", "a.b/one", "function:a.b(x y,50%;\n)", "b_with");
    names.keep("v1", "spelling", "types", "camel");
    names.keep("v1", "spelling", "members", "camel");
    names.keep("größe", "modules", "a.type", "a::type");
    names.keep("v1", "spelling", "types", "pascal");
    let text = names.to_string();
    let (again, report) = read(text.split_once('\n').map(|(_, lines)| lines).unwrap_or_default());
    assert!(report.diagnostics.is_empty(), "{report}");
    assert_eq!(again, names);
    assert_eq!(again.to_string(), text);
    assert_eq!((names.len(), names.name("v1", "spelling", "types")), (4, Some("camel")));
    let (windows, report) = read("v1 s t n\r\n\r\n");
    assert!(report.diagnostics.is_empty() && windows.name("v1", "s", "t") == Some("n"));
}

#[test]
fn bad_lines_are_located() {
    for (lines, expected) in [
        ("v1 a b\n", "a line has four parts"),
        ("v1 a b c d\n", "a line has four parts"),
        ("v1 a b c-d\n", "`c-d` is no Rust name"),
        ("v1 a b self\n", "`self` is no Rust name"),
        ("v1 a b c::\n", "is no Rust name"),
        ("v1 a b%zz; c\n", "`b%zz;` is not written as it should be"),
        ("v1 a c d\nv1 a c e\n", "`c` has a name in that scope already"),
        ("v1 a x n\nv1 a y n\n", "`n` is the name of `x` in that scope already"),
        ("v1 spelling types shouting\n", "`shouting` is no known spelling: known are camel, pascal"),
        ("<<<<<<< ours\n", "a line has four parts"),
    ] {
        let text = read(lines).1.to_string();
        let line = 1 + lines.lines().count();
        assert!(text.contains(expected) && text.contains(&format!("names.lock:{line}:1")), "{text}");
    }
    let mut report = Report::default();
    let id = report.sources.add("names.lock", "# csdl names, version 2\n");
    let _ = NameLock::parse(&report.sources, id, &mut report.diagnostics);
    assert!(report.to_string().contains("names.lock:1:1"), "{report}");
}

#[test]
fn a_name_that_was_passed_on_is_no_more_the_first_ones() {
    let mut names = NameLock::default();
    names.keep("v1", "Shop/one", "function:Shop.f(Shop;a)", "f");
    names.keep("v1", "Shop/one", "function:Shop.g(Shop)", "g");
    let mut given = NameLock::default();
    given.keep("v1", "Shop/one", "function:Shop.f(Shop;b)", "f");
    names.extend(&given);
    assert_eq!(names.name("v1", "Shop/one", "function:Shop.f(Shop;a)"), None);
    assert_eq!(names.name("v1", "Shop/one", "function:Shop.f(Shop;b)"), Some("f"));
    assert_eq!(names.name("v1", "Shop/one", "function:Shop.g(Shop)"), Some("g"));
}

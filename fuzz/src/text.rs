//! Documents of CSDL XML made of choices.
//!
//! Which types there are is chosen first; what refers to a type mostly chooses one of these, so that most
//! documents resolve and what comes after resolving is reached.

use std::fmt::Write as _;

use arbitrary::{Result, Unstructured};

mod declare;

use declare::{Kind, Types};

/// Names that are easy to get wrong: keywords, those of Rust's prelude, those that differ by case or
/// normal form alone.
const NAMES: &[&str] = &[
    "a", "A", "b", "item", "Item", "type", "Self", "self", "Option", "\u{e9}", "e\u{301}", "_", "aB", "a_b", "get",
    "mod", "con", "AnyItem", "\u{fb01}", "new", "id", "ID", "String", "value", "extra", "requests",
];
const NAMESPACES: &[&str] = &["a", "b", "a.b", "a.mod"];
const PRIMITIVES: &[&str] = &[
    "Edm.String",
    "Edm.Int32",
    "Edm.Guid",
    "Edm.Untyped",
    "Edm.Decimal",
    "Edm.Binary",
    "Edm.Date",
    "Edm.Duration",
    "Edm.GeographyPoint",
    "Edm.PrimitiveType",
    "Edm.Boolean",
];
const HEAD: &str =
    "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>";

/// A document, perhaps a second one, and perhaps an overlay.
pub fn documents(u: &mut Unstructured<'_>) -> Result<Vec<String>> {
    let types = Types::choose(u)?;
    let mut documents = vec![document(u, &types)?];
    if u.ratio(1, 3)? {
        documents.push(overlay(u, &types)?);
        documents.insert(1, format!("{HEAD}<Schema Namespace=\"z\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\"/></edmx:DataServices></edmx:Edmx>"));
    }
    Ok(documents)
}

fn document(u: &mut Unstructured<'_>, types: &Types) -> Result<String> {
    let mut out = String::from(HEAD);
    for namespace in NAMESPACES {
        open(&mut out, namespace);
        for at in types.of_namespace(namespace) {
            types.declare(u, at, &mut out)?;
        }
        for _ in 0..u.int_in_range(0..=3)? {
            operation(u, types, &mut out)?;
        }
        if *namespace == "a" {
            container(u, types, &mut out)?;
            out.push_str(&targets(u, types)?);
        }
        out.push_str("</Schema>");
    }
    out.push_str("</edmx:DataServices></edmx:Edmx>");
    Ok(out)
}

fn overlay(u: &mut Unstructured<'_>, types: &Types) -> Result<String> {
    let mut out = String::from(HEAD);
    open(&mut out, "o");
    out.push_str(&targets(u, types)?);
    out.push_str("</Schema></edmx:DataServices></edmx:Edmx>");
    Ok(out)
}

fn open(out: &mut String, namespace: &str) {
    let _ = write!(out, "<Schema Namespace=\"{namespace}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">");
}

fn name(u: &mut Unstructured<'_>) -> Result<&'static str> {
    u.choose(NAMES).copied()
}

/// Some names, each once.
fn names(u: &mut Unstructured<'_>, most: usize) -> Result<Vec<&'static str>> {
    let mut all = Vec::new();
    for _ in 0..u.int_in_range(0..=most)? {
        let name = name(u)?;
        if !all.contains(&name) {
            all.push(name);
        }
    }
    Ok(all)
}

/// A text that XML can hold, as the value of an attribute.
fn quoted(u: &mut Unstructured<'_>) -> Result<String> {
    let text: &str = u.arbitrary()?;
    let mut out = String::new();
    for c in text.chars().take(200) {
        match c {
            '&' | '<' | '"' | '\n' | '\t' | '\r' => drop(write!(out, "&#{};", u32::from(c))),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    Ok(out)
}

fn flag(u: &mut Unstructured<'_>, out: &mut String, name: &str) -> Result<()> {
    if u.ratio(1, 4)? {
        let _ = write!(out, " {name}=\"true\"");
    }
    Ok(())
}

fn operation(u: &mut Unstructured<'_>, types: &Types, out: &mut String) -> Result<()> {
    let element = if u.ratio(1, 2)? { "Action" } else { "Function" };
    let is_bound = u.ratio(2, 3)?;
    let _ = write!(out, "<{element} Name=\"{}\" IsBound=\"{is_bound}\">", name(u)?);
    if is_bound {
        let _ = write!(out, "<Parameter Name=\"bindingParameter\" Type=\"{}\"/>", types.used(u, Kind::Entity)?);
    }
    for name in names(u, 3)? {
        let _ = write!(out, "<Parameter Name=\"{name}\" Type=\"{}\"/>", types.value(u)?);
    }
    if element == "Function" || u.ratio(1, 2)? {
        let _ = write!(out, "<ReturnType Type=\"{}\"/>", types.value(u)?);
    }
    described(u, out)?;
    let _ = write!(out, "</{element}>");
    Ok(())
}

fn container(u: &mut Unstructured<'_>, types: &Types, out: &mut String) -> Result<()> {
    out.push_str("<EntityContainer Name=\"C\">");
    for name in names(u, 5)? {
        let ty = types.single(u, Kind::Entity)?;
        let (element, attribute) = if u.ratio(2, 3)? { ("EntitySet", "EntityType") } else { ("Singleton", "Type") };
        let _ = write!(out, "<{element} Name=\"{name}\" {attribute}=\"{ty}\">");
        described(u, out)?;
        let _ = write!(out, "</{element}>");
    }
    out.push_str("</EntityContainer>");
    Ok(())
}

/// Annotations that name their target.
fn targets(u: &mut Unstructured<'_>, types: &Types) -> Result<String> {
    let mut out = String::new();
    for _ in 0..u.int_in_range(0..=3)? {
        let _ = write!(out, "<Annotations Target=\"{}\">", types.any(u)?);
        described(u, &mut out)?;
        out.push_str("</Annotations>");
    }
    Ok(out)
}

/// Perhaps a description.
fn described(u: &mut Unstructured<'_>, out: &mut String) -> Result<()> {
    const TERMS: &[&str] = &["Description", "LongDescription"];
    if u.ratio(1, 3)? {
        let _ = write!(out, "<Annotation Term=\"Org.OData.Core.V1.{}\" String=\"{}\"/>", u.choose(TERMS)?, quoted(u)?);
    }
    Ok(())
}

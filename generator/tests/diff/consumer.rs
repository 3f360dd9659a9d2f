//! A program that uses everything of an API: every type, field, variant, constant, method and trait.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use csdl_codegen::ident::raw;

/// Writes it from the API's surface: as README says, with `..Default::default()` and a `_` arm.
pub(crate) fn program(module: &str, surface: &BTreeMap<String, String>) -> String {
    let mut body = String::new();
    for (index, (path, signature)) in surface.iter().enumerate() {
        // Short functions are checked much faster than a long one.
        if index % 100 == 0 {
            let _ = writeln!(body, "}}\nfn part_{index}() {{");
        }
        entry(&code(module, path), signature, &code(module, signature), &mut body);
    }
    format!(
        "#![allow(unused, non_snake_case, clippy::all)]\n\
         use generated as g;\nuse odata_runtime::*;\nuse odata_runtime::query::SubtypeOf;\n\
         fn is_subtype<B, T: SubtypeOf<B>>() {{}}\n\
         fn main() {{\n{body}}}\n"
    )
}

/// A path or a signature as code: names raw, paths from the crate.
fn code(module: &str, text: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for c in text.chars().chain(['\0']) {
        if c.is_alphanumeric() || c == '_' {
            word.push(c);
            continue;
        }
        // `fn`, `impl` and `type` of signatures are no names.
        let is_keyword = matches!(word.as_str(), "fn" | "impl" | "self");
        if word == module {
            out.push_str("g::");
        }
        out.push_str(&if is_keyword { word.clone() } else { raw(&word) });
        word.clear();
        out.extend((c != '\0').then_some(c));
    }
    out
}

fn entry(path: &str, plain: &str, signature: &str, body: &mut String) {
    let owner = || plain_owner(path);
    let line = match plain {
        "client" | "request builder" | "request builder of a collection" => format!("let _: Option<{path}> = None;"),
        "struct" | "struct of parameters" => format!("let _ = {path} {{ ..Default::default() }};"),
        "enum" => format!("let _ = |value: {path}| match value {{ _ => () }};"),
        "flags" => format!("let _: {path} = {path}::default();"),
        "flag" | "variant" => format!("let _: {0} = {path};", owner()),
        "unknown member" => format!("let _: {0} = {path}(String::new());", owner()),
        "unknown type" => format!("let _ = |value: {0}| match value {{ {path}(_) => (), _ => () }};", owner()),
        "trait" => match path.split_once(": SubtypeOf<") {
            Some((ty, base)) => format!("is_subtype::<{}, {ty}>();", base.trim_end_matches('>')),
            None => String::new(),
        },
        _ if plain.starts_with("enum over types") => format!("let _ = |value: {path}| match value {{ _ => () }};"),
        _ if plain.starts_with("type = ") => {
            format!("let _: Option<{path}> = None::<{}>;", signature.trim_start_matches("r#type = "))
        }
        _ if signature.starts_with("fn(") => method(path.trim_end_matches("()"), signature),
        _ if signature.starts_with("Option<") => field(path, signature),
        _ if signature.starts_with("Box<") => {
            let value = &signature["Box<".len()..signature.len() - 1];
            format!(
                "let value: {signature} = Default::default(); let _: {0} = {path}(value); let _ = {0}::from({value}::default());",
                owner()
            )
        }
        _ => constant(path, &owner(), signature),
    };
    assert!(!line.is_empty(), "nothing uses {path}: {plain}");
    let _ = writeln!(body, "    {line}");
}

fn plain_owner(path: &str) -> String {
    path.rsplit_once("::").map_or(path, |(owner, _)| owner).to_owned()
}

fn field(path: &str, signature: &str) -> String {
    let (owner, field) = path.rsplit_once('.').unwrap_or_default();
    format!(
        "let _ = {owner} {{ {field}: None::<()>.map(|_| loop {{}}), ..Default::default() }}; let _: fn({owner}) -> {signature} = |value| value.{field};"
    )
}

fn constant(path: &str, owner: &str, signature: &str) -> String {
    let (kind, value) = signature.split_once('<').unwrap_or_default();
    format!("let _: {kind}<{owner}, {value} = {path};")
}

/// A function with these arguments and this result.
fn method(path: &str, signature: &str) -> String {
    let owner = plain_owner(path);
    let signature = signature
        .replacen("&self", &format!("&{owner}"), 1)
        .replace("impl AsRef<str>", "&'static str")
        .replace("impl IntoReference", "Reference");
    // `impl Into<Date>` takes a `Date`.
    let mut plain = String::new();
    let mut rest = signature.as_str();
    while let Some((before, after)) = rest.split_once("impl Into<") {
        let (value, after) = after.split_once('>').unwrap_or_default();
        plain = plain + before + value;
        rest = after;
    }
    format!("let _: {plain}{rest} = {path};")
}

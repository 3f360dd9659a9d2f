//! From documents to emitted code: what resolves is planned, emitted, and is Rust.

use std::path::{Component, Path};

use arbitrary::Unstructured;
use csdl_codegen::{
    config::ScopeConfig,
    diagnostic::{Diagnostics, SourceId, Sources},
    emit, pipeline,
    plan::{self, ApiInput, ApiOptions, ServicePlan},
    schema::Schema,
    scope, slice,
};

use crate::text;

/// Resolves documents and emits what comes of them.
///
/// Bytes that begin with `<` are documents as they stand, cut at NUL; of three or more the last is an
/// overlay. Any other bytes are choices from which documents are put together.
pub fn resolver(data: &[u8]) {
    if let Some(schema) = resolve(&texts(data)) {
        sliced(&schema);
        emitted(&schema);
    }
}

/// Whether what the bytes stand for resolves.
pub fn resolves(data: &[u8]) -> bool {
    resolve(&texts(data)).is_some()
}

fn texts(data: &[u8]) -> Vec<String> {
    if data.starts_with(b"<") {
        return String::from_utf8_lossy(data).split('\0').take(4).map(str::to_owned).collect();
    }
    text::documents(&mut Unstructured::new(data)).unwrap_or_default()
}

fn resolve(texts: &[String]) -> Option<Schema> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let ids: Vec<SourceId> =
        texts.iter().enumerate().map(|(at, text)| sources.add(format!("{at}.xml"), text.as_str())).collect();
    let (documents, overlays) = ids.split_at(ids.len().saturating_sub(1).clamp(1, 2).min(ids.len()));
    let schema = pipeline::resolve(&sources, documents, overlays, &mut diagnostics);
    assert!(schema.is_some() || diagnostics.has_errors(), "documents were refused in silence");
    let schema = schema?;
    Some(scope::reduce(&schema, &ScopeConfig::default(), &mut diagnostics)?.schema)
}

/// A slice says what the schema says.
fn sliced(schema: &Schema) {
    let text = slice::write(schema);
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add("slice.xml", text.as_str());
    let again = pipeline::resolve(&sources, &[id], &[], &mut diagnostics);
    let Some(again) = again else {
        panic!("a slice cannot be read:\n{}\n{text}", csdl_codegen::diagnostic::Report { sources, diagnostics });
    };
    assert_eq!(text, slice::write(&again), "a slice of a slice differs");
}

fn emitted(schema: &Schema) {
    let input = ApiInput {
        name: "v1",
        module: "v1",
        source: "service.csdl.xml",
        base_url: "https://service.example",
        base_path: "",
        schema,
        root_namespaces: &[],
    };
    let options = ApiOptions {
        namespace_root: "a".to_owned(),
        key_as_segment: false,
        qualified_operations: true,
        client: "ServiceClient".to_owned(),
        enum_sentinel: None,
        advanced_types: Vec::new(),
    };
    let service = ServicePlan { client: "ServiceClient".to_owned(), ..ServicePlan::default() };
    let plan = plan::plan(&[input], service, &options);
    for api in &plan.apis {
        let missing = plan::missing(&plan, api, schema);
        assert!(missing.is_empty(), "neither emitted nor skipped: {missing:?}");
    }
    let files = emit::emit(&plan, None, "csdl.toml").unwrap_or_else(|error| panic!("{error}"));
    for (path, text) in &files {
        assert!(is_portable(path), "{} is no path for every system", path.display());
        if let Err(error) = syn::parse_file(text) {
            panic!("{}: {error}\n{text}", path.display());
        }
    }
}

fn is_portable(path: &Path) -> bool {
    path.components().all(|part| match part {
        Component::Normal(name) => name.to_str().is_some_and(|name| name.is_ascii() && name.len() <= 255),
        _ => false,
    })
}

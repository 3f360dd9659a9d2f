//! The real documents of Microsoft Graph: read, resolved, reduced, sliced. They are not part of the
//! repository; where they are not beside it, these tests say so and pass.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use csdl_codegen::{
    config::{Config, Subtypes},
    diagnostic::{Code, Diagnostics, Severity, Sources},
    pipeline,
    plan::{self, ApiInput, ApiOptions, Item, MethodKind, ModulePlan, ServicePlan},
    schema::{Schema, TypeKind},
    scope, slice,
};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A full document, or nothing, told aloud.
fn full(name: &str) -> Option<PathBuf> {
    let path = repository().join("../shared/metadata").join(name);
    if path.is_file() {
        return Some(path);
    }
    // Not through `eprintln!`, which the test runner keeps to itself.
    let _ = writeln!(std::io::stderr(), "skipped: {} is not here", path.display());
    None
}

fn config() -> Config {
    Config::load(&repository().join("metadata/csdl.toml")).unwrap_or_else(|report| panic!("{report}"))
}

fn resolve(path: &Path) -> (Schema, Diagnostics) {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = sources.read(path, &mut diagnostics).unwrap();
    let schema = pipeline::resolve(&sources, &[id], &[], &mut diagnostics);
    (schema.unwrap(), diagnostics)
}

/// How many types there are of each kind: enumerations, complex types, entity types.
fn kinds(schema: &Schema) -> [usize; 3] {
    let count = |is: fn(&TypeKind) -> bool| schema.types.iter().filter(|ty| is(&ty.kind)).count();
    [
        count(|kind| matches!(kind, TypeKind::Enum(_))),
        count(|kind| matches!(kind, TypeKind::Complex(_))),
        count(|kind| matches!(kind, TypeKind::Entity(_))),
    ]
}

fn warnings(diagnostics: &Diagnostics, code: Code) -> usize {
    diagnostics.iter().filter(|one| one.severity == Severity::Warning && one.code == code).count()
}

#[test]
fn the_whole_of_v1_0_is_understood() {
    let Some(path) = full("msgraph-v1.0.csdl.xml") else { return };
    let (schema, diagnostics) = resolve(&path);
    assert_eq!(kinds(&schema), [861, 1_779, 1_182]);
    assert_eq!(schema.operations.len(), 857 + 326);
    let structured: Vec<_> = schema.types.iter().filter_map(|ty| ty.structured()).collect();
    assert_eq!(structured.iter().map(|ty| ty.properties.len()).sum::<usize>(), 10_525);
    assert_eq!(structured.iter().map(|ty| ty.navigation.len()).sum::<usize>(), 1_432);
    assert_eq!(warnings(&diagnostics, Code::UnresolvedBinding), 25);
    // Terms that say they apply to a type, and annotations that stand twice.
    assert_eq!((diagnostics.errors(), diagnostics.warnings()), (0, 25 + 11 + 5));
    assert!(schema.other_annotations.is_empty());
}

#[test]
fn the_whole_of_beta_is_understood() {
    let Some(path) = full("msgraph-beta.csdl.xml") else { return };
    let (schema, diagnostics) = resolve(&path);
    assert_eq!(kinds(&schema), [495, 1_091, 732]);
    assert_eq!(schema.operations.len(), 710 + 251);
    assert_eq!(warnings(&diagnostics, Code::UnresolvedBinding), 6);
    assert_eq!((diagnostics.errors(), diagnostics.warnings()), (0, 6 + 10 + 6));
}

#[test]
fn older_revisions_are_understood() {
    for name in ["2024-01-26", "2025-01-21", "2026-02-11"] {
        let Some(path) = full(&format!("msgraph-v1.0-{name}.csdl.xml")) else { continue };
        let (schema, diagnostics) = resolve(&path);
        assert!(!diagnostics.has_errors() && schema.types.len() > 2_400, "{name}");
    }
}

#[test]
fn the_closure_is_of_the_known_size() {
    let mut scope = config().scope;
    scope.subtypes = Subtypes::None;
    scope.types.clear();
    // The type of the singleton that the path starts at comes on top of the namespace's closure;
    // that of deleted items is part of it.
    for (name, native, closure) in [("msgraph-v1.0.csdl.xml", 63, 132 + 1), ("msgraph-beta.csdl.xml", 69, 153 + 1)] {
        let Some(path) = full(name) else { continue };
        let (schema, mut diagnostics) = resolve(&path);
        let scoped = scope::reduce(&schema, &scope, &mut diagnostics).unwrap();
        assert_eq!(scoped.schema.types.len(), closure, "{name}");
        let namespace = "microsoft.graph.identityGovernance";
        let of_namespace = |schema: &Schema| schema.types.iter().filter(|ty| ty.name.namespace == namespace).count();
        assert_eq!((of_namespace(&schema), of_namespace(&scoped.schema)), (native, native), "{name}");
    }
}

#[test]
fn a_slice_is_what_is_committed_and_reads_back_the_same() {
    let config = config();
    for (name, document) in [("v1.0", "msgraph-v1.0.csdl.xml"), ("beta", "msgraph-beta.csdl.xml")] {
        let Some(path) = full(document) else { continue };
        let api = config.api(name).unwrap();
        let sliced = pipeline::slice(&config, api, &[path]).unwrap_or_else(|report| panic!("{report}"));
        let committed = std::fs::read_to_string(&api.metadata[0]).unwrap();
        assert!(
            committed == sliced.text,
            "{} is stale: run `cargo run -p csdl-codegen -- slice {name} --from FULL.xml`",
            api.metadata[0].display()
        );
        let (again, diagnostics) = resolve(&api.metadata[0]);
        assert!(diagnostics.is_empty());
        assert!(again.same_facts(&without_descriptions(sliced.schema)));
    }
}

/// The schema as its slice says it.
fn without_descriptions(schema: Schema) -> Schema {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = sources.add("kept.xml", slice::write_with(&schema, slice::Prose::Kept));
    let kept = pipeline::resolve(&sources, &[id], &[], &mut diagnostics).unwrap();
    assert!(kept.same_facts(&schema), "a schema written with its descriptions reads back the same");
    let id = sources.add("dropped.xml", slice::write(&schema));
    pipeline::resolve(&sources, &[id], &[], &mut diagnostics).unwrap()
}

#[test]
fn whole_documents_written_out_read_back_the_same() {
    for name in ["msgraph-v1.0.csdl.xml", "msgraph-beta.csdl.xml"] {
        let Some(path) = full(name) else { continue };
        without_descriptions(resolve(&path).0);
    }
}

/// How many casts each builder of a module has, and of the modules in it; those without any are left out.
fn casts(module: &ModulePlan) -> Vec<usize> {
    let builders = module.files.iter().flat_map(|file| &file.items).filter_map(|item| match item {
        Item::Builder(plan) => Some(plan),
        _ => None,
    });
    let is_cast = |kind: &MethodKind| matches!(kind, MethodKind::Cast(..));
    let counts = builders.map(|plan| plan.methods.iter().filter(|method| is_cast(&method.kind)).count());
    let own = counts.filter(|count| *count > 0);
    own.chain(module.children.iter().flat_map(casts)).collect()
}

#[test]
fn the_whole_of_v1_0_has_a_plan_with_few_casts() {
    let Some(path) = full("msgraph-v1.0.csdl.xml") else { return };
    let schema = resolve(&path).0;
    let input = ApiInput {
        name: "v1.0",
        module: "v1_0",
        source: "whole.xml",
        base_url: "https://graph.microsoft.com/v1.0",
        base_path: "/v1.0",
        schema: &schema,
        root_namespaces: &[],
    };
    let options = ApiOptions {
        namespace_root: "microsoft.graph".to_owned(),
        key_as_segment: true,
        qualified_operations: false,
        client: "GraphClient".to_owned(),
        enum_sentinel: Some("unknownFutureValue".to_owned()),
        advanced_types: vec!["microsoft.graph.directoryObject".to_owned()],
    };
    let whole = plan::plan(&[input], ServicePlan::default(), &options);
    assert_eq!(plan::missing(&whole, &whole.apis[0], &schema), Vec::<String>::new());
    // Everything derives from `entity`, and some places are declared to hold just that.
    let skipped: Vec<_> = whole.skipped.iter().filter(|one| one.what.starts_with("casts from")).collect();
    assert!(matches!(skipped.as_slice(), [one] if one.what == "casts from microsoft.graph.entity"), "{skipped:?}");
    let casts = casts(&whole.apis[0].root);
    let (most, all) = (casts.iter().max().unwrap(), casts.iter().sum::<usize>());
    assert!((30..50).contains(most) && (500..1_500).contains(&all), "{most} {all}");
}

/// Every type and every operation of both APIs, nothing cut out of them.
#[test]
#[ignore = "it takes minutes and gigabytes"]
fn the_whole_of_both_apis_compiles() {
    for (module, file) in [("v1_0", "msgraph-v1.0.csdl.xml"), ("beta", "msgraph-beta.csdl.xml")] {
        let Some(document) = full(file) else { return };
        let workspace = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("whole-{module}"));
        std::fs::create_dir_all(&workspace).unwrap();
        let toml = format!(
            "[crate]\noutput = \"generated\"\nclient = \"GraphClient\"\nhost = \"https://graph.microsoft.com\"\n\
             namespace_root = \"microsoft.graph\"\noperation_names = \"unqualified\"\nkey_style = \"segment\"\n\
             [[api]]\nname = {module:?}\nmetadata = {:?}\n",
            document.canonicalize().unwrap()
        );
        std::fs::write(workspace.join("csdl.toml"), toml).unwrap();
        csdl_codegen::generate::generate(&workspace.join("csdl.toml")).unwrap_or_else(|failure| panic!("{failure}"));
        let root = workspace.join("generated/lib.rs");
        support::check(&format!("whole-{module}"), &[("whole".to_owned(), root, vec![module.to_owned()])]);
    }
}

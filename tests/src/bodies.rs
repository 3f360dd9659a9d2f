//! Bodies of our own making in the documented shapes: `data/bodies/*.json`.

use std::{fs, sync::LazyLock};

use crate::{json::Json, paths};

/// One body.
#[derive(Clone, Debug)]
pub struct Body {
    /// The file and the name in it, for messages.
    pub name: String,
    /// The full name of the schema type it is of, or whose action's arguments it is.
    pub ty: String,
    /// The API that has it.
    pub version: &'static str,
    /// What it is.
    pub kind: Kind,
    /// The JSON.
    pub json: Json,
}

/// What a body is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An entity or a complex value.
    Item,
    /// An answer that holds many, with its envelope.
    Page,
    /// What a client sends to make or to change one.
    Request,
    /// The arguments of an action, by its name.
    Action(String),
}

static BODIES: LazyLock<Vec<Body>> = LazyLock::new(read);

/// All of them, once for each API that has them.
#[must_use]
pub fn all() -> &'static [Body] {
    &BODIES
}

/// The items of a type, by its name without namespace, as an API answers with them.
#[must_use]
pub fn items(version: &str, ty: &str) -> Vec<Json> {
    let is_of = |body: &&Body| body.version == version && body.kind == Kind::Item && last(&body.ty) == ty;
    all().iter().filter(is_of).map(|body| body.json.clone()).collect()
}

fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// A broken file is a mistake of ours: it ends the test that meets it.
#[allow(clippy::panic, clippy::expect_used)]
fn read() -> Vec<Body> {
    let folder = paths::tests().join("data/bodies");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("the folder of bodies")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    let mut bodies = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).expect("a file of bodies");
        let json = Json::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let ty = json.text("type").unwrap_or_else(|| panic!("{file}: no type")).to_owned();
        for case in json.get("bodies").map(Json::items).unwrap_or_default() {
            bodies.extend(of_case(&file, &ty, case));
        }
    }
    bodies
}

#[allow(clippy::panic)]
fn of_case(file: &str, ty: &str, case: &Json) -> Vec<Body> {
    let name = case.text("name").unwrap_or_else(|| panic!("{file}: a body without a name"));
    let json = case.get("body").unwrap_or_else(|| panic!("{file}: {name} has no body"));
    let kind = match case.text("as").unwrap_or("item") {
        "item" => Kind::Item,
        "page" => Kind::Page,
        "request" => Kind::Request,
        action => Kind::Action(action.to_owned()),
    };
    let versions: &[&'static str] = match case.text("only") {
        Some("v1.0") => &["v1.0"],
        Some("beta") => &["beta"],
        _ => &["v1.0", "beta"],
    };
    let body = |version| Body {
        name: format!("{file}: {name}"),
        ty: ty.to_owned(),
        version,
        kind: kind.clone(),
        json: json.clone(),
    };
    versions.iter().copied().map(body).collect()
}

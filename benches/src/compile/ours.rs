//! Our own crates: what `csdl new` makes of the same documents.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};

use csdl_codegen::config::Config;
use csdl_codegen::create::{NewCrate, Runtime, create};
use csdl_codegen::plan::{Item, ModulePlan};
use csdl_codegen::{generate, ident, revisions};

use super::crates::every_model;

/// What is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ours {
    /// Models alone.
    Models,
    /// Models, request builders, constants for queries.
    Whole,
}

impl Ours {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Models, Self::Whole];

    /// The name of its crate.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Models => "models",
            Self::Whole => "whole",
        }
    }
}

/// Writes a crate into a folder. As those that it is compared with, its `EVERY` reads and writes a value
/// of every structure, behind a feature.
///
/// # Errors
///
/// Where the document cannot be read, or the file system refuses.
pub(super) fn write(document: &Path, ours: Ours, runtime: &Path, folder: &Path) -> Result<()> {
    create(&NewCrate {
        documents: vec![document.to_owned()],
        folder: folder.to_owned(),
        name: Some(ours.name().to_owned()),
        client: Some("ServiceClient".to_owned()),
        host: None,
        runtime: Runtime::Path(runtime.to_owned()),
    })
    .map_err(|failure| anyhow!("{failure}"))?;
    let choices = folder.join("csdl.toml");
    if ours == Ours::Models {
        edit(&choices, |text| text.replace("# requests = false", "requests = false"))?;
        generate::generate(&choices).map_err(|failure| anyhow!("{failure}"))?;
    }
    let every = every(&Config::load(&choices).map_err(|report| anyhow!("{report}"))?)?;
    edit(&folder.join("generated/lib.rs"), |text| text + &every)?;
    edit(&folder.join("Cargo.toml"), |text| {
        let workspace = if text.contains("[workspace]") { "" } else { "\n[workspace]\n" };
        let text = text.replace("[features]", "[features]\nevery = []");
        text.replace("[dependencies]", "[dependencies]\nserde = \"1\"\nserde_json = \"1\"") + workspace
    })?;
    Ok(())
}

fn edit(file: &Path, change: impl FnOnce(String) -> String) -> Result<()> {
    Ok(fs::write(file, change(fs::read_to_string(file)?))?)
}

/// The table of every model.
fn every(config: &Config) -> Result<String> {
    let mut rows = String::new();
    for api in &config.apis {
        let documents: Vec<PathBuf> = api.metadata.clone();
        let revision = revisions::of_api(config, api, &documents, None).map_err(|failure| anyhow!("{failure}"))?;
        models(&revision.plan.root, &mut rows);
    }
    Ok(every_model(&rows))
}

fn models(module: &ModulePlan, rows: &mut String) {
    for file in &module.files {
        let path: String = file.parent.iter().map(|segment| ident::raw(segment) + "::").collect();
        let structs = file.items.iter().filter(|item| matches!(item, Item::Struct(_)));
        rows.extend(structs.map(|item| format!("    again::<crate::{path}{}>,\n", item.name())));
    }
    module.children.iter().for_each(|child| models(child, rows));
}

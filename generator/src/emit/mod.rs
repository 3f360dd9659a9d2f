//! Text: a plan laid out as files. Nothing is decided here.

mod builders;
mod docs;
mod enums;
mod modules;
mod permissions;
mod polymorphic;
mod print;
mod scope;
mod structs;
mod types;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{AliasPlan, ApiPlan, CratePlan, FilePlan, Item, ModulePlan};

use scope::FileScope;

pub(crate) use modules::included_root;
pub use print::PrintError;

/// Lays out a crate: every file by its path below the output folder.
///
/// `readme` is the path of a README, relative to the crate's root file, that heads its documentation;
/// `source` is what the headers of files that belong to no single API name.
///
/// # Errors
///
/// Where emitted tokens are not Rust, which is a defect of this crate.
pub fn emit(plan: &CratePlan, readme: Option<&str>, source: &str) -> Result<BTreeMap<PathBuf, String>, PrintError> {
    let mut files = BTreeMap::new();
    if !plan.service.clouds.is_empty() {
        files.insert(PathBuf::from("clouds.rs"), modules::clouds(plan, source)?);
    }
    for api in &plan.apis {
        let folder = PathBuf::from(&api.module);
        let path = folder.join("mod.rs");
        files.insert(path.clone(), modules::api(&path.to_string_lossy(), plan, api)?);
        if let Some(plan) = &api.permissions {
            let path = folder.join(format!("{}.rs", plan.module));
            let text = permissions::file(&path.to_string_lossy(), &api.source, plan)?;
            files.insert(path, text);
        }
        contents(api, &api.root, &folder, &mut files)?;
    }
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let is_ascii = files.values().all(|text| text.lines().filter(is_code).all(str::is_ascii));
    files.insert(PathBuf::from("lib.rs"), modules::crate_root(plan, readme, source, is_ascii));
    Ok(files)
}

/// The files of a module and of the modules in it.
fn contents(
    api: &ApiPlan,
    module: &ModulePlan,
    folder: &Path,
    files: &mut BTreeMap<PathBuf, String>,
) -> Result<(), PrintError> {
    for file in &module.files {
        let path = folder.join(format!("{}.rs", file.name));
        let text = print::file(&path.to_string_lossy(), &api.source, &file.docs, tokens(file))?;
        files.insert(path, text);
    }
    for child in &module.children {
        let folder = folder.join(&child.name);
        let path = folder.join("mod.rs");
        files.insert(path.clone(), modules::namespace(&path.to_string_lossy(), &api.source, child)?);
        contents(api, child, &folder, files)?;
    }
    Ok(())
}

fn tokens(file: &FilePlan) -> TokenStream {
    let scope = FileScope::new(file);
    let items: Vec<TokenStream> = file.items.iter().map(|item| self::item(&scope, item)).collect();
    let imports = scope.imports();
    quote!(#imports #(#items)*)
}

fn item(scope: &FileScope<'_>, item: &Item) -> TokenStream {
    match item {
        Item::Struct(plan) => structs::model(scope, plan),
        Item::Parameters(plan) => structs::parameters(scope, plan),
        Item::Enum(plan) => enums::enumeration(scope, plan),
        Item::Flags(plan) => enums::flags(scope, plan),
        Item::Polymorphic(plan) => polymorphic::polymorphic(scope, plan),
        Item::Alias(plan) => alias(scope, plan),
        Item::Builder(plan) => builders::builder(scope, plan),
    }
}

fn alias(scope: &FileScope<'_>, plan: &AliasPlan) -> TokenStream {
    let docs = docs::attributes(&plan.docs);
    let name = scope::ident(&plan.name);
    let ty = types::scalar(scope, plan.scalar);
    quote!(#docs pub type #name = #ty;)
}

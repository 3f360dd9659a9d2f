//! Text: a plan laid out as files. Nothing is decided here.

mod builders;
mod docs;
mod enums;
mod modules;
mod parts;
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

use crate::parallel;
use crate::plan::{AliasPlan, ApiPlan, CratePlan, FilePlan, Item, ModulePlan, PermissionsPlan};

use print::Press;
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
    let mut jobs = Vec::new();
    if !plan.service.clouds.is_empty() {
        jobs.push((PathBuf::from("clouds.rs"), Job::Clouds));
    }
    for api in &plan.apis {
        let folder = PathBuf::from(&api.module);
        jobs.push((folder.join("mod.rs"), Job::Api(api)));
        if let Some(plan) = &api.permissions {
            jobs.push((folder.join(format!("{}.rs", plan.module)), Job::Permissions(api, plan)));
        }
        contents(api, &api.root, &folder, &mut jobs);
    }
    // Files know nothing of each other.
    let texts = parallel::map_with(&jobs, Press::default, |press, (path, job)| {
        job.text(press, plan, &path.to_string_lossy(), source)
    });
    let mut files = BTreeMap::new();
    for ((path, _), text) in jobs.into_iter().zip(texts) {
        files.insert(path, text?);
    }
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let is_ascii = |text: &String| text.is_ascii() || text.lines().filter(is_code).all(str::is_ascii);
    let is_ascii = files.values().all(is_ascii);
    files.insert(PathBuf::from("lib.rs"), modules::crate_root(plan, readme, source, is_ascii));
    Ok(files)
}

/// A file that is to be laid out.
enum Job<'p> {
    Clouds,
    Api(&'p ApiPlan),
    Permissions(&'p ApiPlan, &'p PermissionsPlan),
    Namespace(&'p ApiPlan, &'p ModulePlan),
    Types(&'p ApiPlan, &'p FilePlan),
}

impl Job<'_> {
    fn text(&self, press: &mut Press, plan: &CratePlan, name: &str, source: &str) -> Result<String, PrintError> {
        match self {
            Self::Clouds => modules::clouds(press, plan, source),
            Self::Api(api) => modules::api(press, name, plan, api),
            Self::Permissions(api, plan) => permissions::file(press, name, &api.source, plan),
            Self::Namespace(api, module) => modules::namespace(press, name, &api.source, module),
            Self::Types(api, file) => press.file(name, &api.source, &file.docs, tokens(file, plan.has_requests)),
        }
    }
}

/// The files of a module and of the modules in it.
fn contents<'p>(api: &'p ApiPlan, module: &'p ModulePlan, folder: &Path, jobs: &mut Vec<(PathBuf, Job<'p>)>) {
    let types = |file: &'p FilePlan| (folder.join(format!("{}.rs", file.name)), Job::Types(api, file));
    jobs.extend(module.files.iter().map(types));
    for child in &module.children {
        let folder = folder.join(&child.name);
        jobs.push((folder.join("mod.rs"), Job::Namespace(api, child)));
        contents(api, child, &folder, jobs);
    }
}

fn tokens(file: &FilePlan, is_queried: bool) -> Vec<TokenStream> {
    let scope = FileScope::new(file, is_queried);
    let mut pieces = vec![TokenStream::new()];
    file.items.iter().for_each(|item| pieces.push(self::item(&scope, item)));
    // What is used is known when all else is made.
    if let Some(first) = pieces.first_mut() {
        *first = scope.imports();
    }
    pieces
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

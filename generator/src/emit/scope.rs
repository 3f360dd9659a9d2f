//! What a name means in one emitted file: which types are imported, which must be written in full.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use crate::ident;
use crate::plan::{FilePlan, Item, Method, MethodKind, Returns, RustItem, RustType, Scalar, TypePath};

/// The names of one file.
///
/// A schema may call its types `Option`, `Vec` or `Property`. The schema's types keep their names;
/// what they hide, of the standard library and of the runtime, is written as a path in that file.
#[derive(Debug)]
pub(crate) struct FileScope<'p> {
    parent: &'p [String],
    /// Names declared here.
    local: BTreeSet<&'p str>,
    /// Names of other files, and the one type that each means here.
    imported: BTreeMap<&'p str, &'p TypePath>,
    /// Names of other files that were asked for: a type that only stands behind another's name is not.
    used: RefCell<BTreeSet<&'p str>>,
    /// Names of the runtime that were asked for.
    runtime: RefCell<BTreeSet<&'static str>>,
    /// Whether queries and requests name the types of the file.
    is_queried: bool,
}

/// A type, trait or function as it is written in a file.
#[derive(Clone, Debug)]
pub(crate) enum Name {
    Plain(Ident),
    Path(TokenStream),
}

impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Plain(name) => name.to_tokens(tokens),
            Self::Path(path) => path.to_tokens(tokens),
        }
    }
}

impl<'p> FileScope<'p> {
    /// The scope of a planned file, whose types queries and requests name or not.
    pub(crate) fn new(file: &'p FilePlan, is_queried: bool) -> Self {
        let mut scope = Self::bare(&file.parent, file.items.iter().map(Item::name));
        scope.is_queried = is_queried;
        for item in &file.items {
            references(item, &mut |path| scope.note(path));
        }
        scope
    }

    /// A scope for code that declares nothing and is not in a planned file.
    pub(crate) fn bare(parent: &'p [String], names: impl IntoIterator<Item = &'p str>) -> Self {
        Self {
            parent,
            local: names.into_iter().collect(),
            imported: BTreeMap::new(),
            used: RefCell::default(),
            runtime: RefCell::default(),
            is_queried: true,
        }
    }

    /// Whether queries and requests name the types of the file.
    pub(crate) const fn is_queried(&self) -> bool {
        self.is_queried
    }

    /// Lets a bare scope import the types that its methods lead to.
    pub(crate) fn import(&mut self, methods: &'p [Method]) {
        for method in methods {
            method_references(&method.kind, &mut |path| self.note(path));
        }
    }

    /// Imports a type, unless its name means something else here already.
    fn note(&mut self, path: &'p TypePath) {
        if !self.local.contains(path.name.as_str()) {
            self.imported.entry(path.name.as_str()).or_insert(path);
        }
    }

    /// A type of the crate.
    pub(crate) fn path(&self, path: &TypePath) -> Name {
        let is_here = self.local.contains(path.name.as_str()) && path.module == self.parent;
        let imported = self.imported.get_key_value(path.name.as_str()).filter(|(_, imported)| **imported == path);
        let is_imported = imported.is_some();
        self.used.borrow_mut().extend(imported.map(|(name, _)| *name));
        if is_here || is_imported { Name::Plain(ident(&path.name)) } else { Name::Path(absolute(path)) }
    }

    /// A type, trait or function of the runtime.
    pub(crate) fn runtime(&self, name: &'static str) -> Name {
        let ident = ident(name);
        if self.is_taken(name) {
            return Name::Path(quote!(::odata_runtime::#ident));
        }
        self.runtime.borrow_mut().insert(name);
        Name::Plain(ident)
    }

    /// A type or trait of the standard prelude.
    pub(crate) fn prelude(&self, name: &'static str) -> Name {
        let ident = ident(name);
        if !self.is_taken(name) {
            return Name::Plain(ident);
        }
        let module = match name {
            "Option" => quote!(option),
            "Vec" => quote!(vec),
            "Box" => quote!(boxed),
            "String" => quote!(string),
            "Default" => quote!(default),
            _ => quote!(convert),
        };
        Name::Path(quote!(::std::#module::#ident))
    }

    /// The `use` items at the head of the file, once all else of it is made.
    pub(crate) fn imports(&self) -> TokenStream {
        let runtime: Vec<Ident> = self.runtime.borrow().iter().map(|name| ident(name)).collect();
        let runtime = match runtime.as_slice() {
            [] => TokenStream::new(),
            [one] => quote!(use odata_runtime::#one;),
            many => quote!(use odata_runtime::{#(#many),*};),
        };
        let mut by_module: BTreeMap<&[String], Vec<Ident>> = BTreeMap::new();
        let used = self.used.borrow();
        for path in self.imported.values().filter(|path| used.contains(path.name.as_str())) {
            by_module.entry(&path.module).or_default().push(ident(&path.name));
        }
        let own = by_module.into_iter().map(|(module, names)| {
            let module = module.iter().map(|segment| ident(segment));
            match names.as_slice() {
                [one] => quote!(use crate::#(#module::)*#one;),
                many => quote!(use crate::#(#module::)*{#(#many),*};),
            }
        });
        quote!(#runtime #(#own)*)
    }

    fn is_taken(&self, name: &str) -> bool {
        self.local.contains(name) || self.imported.contains_key(name)
    }
}

/// An identifier of a name that [`ident`](crate::ident) made; keywords become raw.
pub(crate) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None if ident::is_keyword(name) => Ident::new_raw(name, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

fn absolute(path: &TypePath) -> TokenStream {
    let module = path.module.iter().map(|segment| ident(segment));
    let name = ident(&path.name);
    quote!(crate::#(#module::)*#name)
}

fn references<'p>(item: &'p Item, note: &mut impl FnMut(&'p TypePath)) {
    match item {
        Item::Struct(plan) | Item::Parameters(plan) => {
            plan.fields.iter().for_each(|field| type_references(&field.ty, note));
            plan.bases.iter().for_each(&mut *note);
        }
        Item::Polymorphic(plan) => {
            plan.variants.iter().for_each(|variant| note(&variant.ty));
            plan.constants.iter().for_each(|field| type_references(&field.ty, note));
            note(&plan.owner);
            plan.bases.iter().for_each(&mut *note);
        }
        Item::Builder(plan) => plan.methods.iter().for_each(|method| method_references(&method.kind, note)),
        Item::Enum(_) | Item::Flags(_) | Item::Alias(_) => {}
    }
}

fn type_references<'p>(ty: &'p RustType, note: &mut impl FnMut(&'p TypePath)) {
    if let RustItem::Alias(_, path) | RustItem::Enum(path) | RustItem::Flags(path) | RustItem::Object(path) = &ty.item {
        note(path);
    }
}

/// Of an argument: a single text is given as any text, whatever its type is called.
fn argument_references<'p>(ty: &'p RustType, note: &mut impl FnMut(&'p TypePath)) {
    if ty.is_collection || !matches!(ty.item, RustItem::Alias(Scalar::String, _)) {
        type_references(ty, note);
    }
}

fn method_references<'p>(kind: &'p MethodKind, note: &mut impl FnMut(&'p TypePath)) {
    match kind {
        MethodKind::Get(path)
        | MethodKind::WaitUntilEnded(path, _)
        | MethodKind::List(path)
        | MethodKind::TrackChanges(path)
        | MethodKind::Create(path)
        | MethodKind::Count(path)
        | MethodKind::Update(path)
        | MethodKind::CreateMedia(path)
        | MethodKind::Replace(path)
        | MethodKind::Upsert(path, _)
        | MethodKind::Child(path, _)
        | MethodKind::Cast(path, _) => {
            note(path);
        }
        MethodKind::Delete | MethodKind::Stream(_) | MethodKind::Reference(_) => {}
        MethodKind::ByKey(path, parts) => {
            note(path);
            parts.iter().for_each(|part| argument_references(&part.ty, note));
        }
        MethodKind::Action(_, parameters, result) => {
            parameters.iter().for_each(&mut *note);
            returned_references(result, note);
        }
        MethodKind::Function(_, arguments, result) => {
            arguments.iter().for_each(|argument| argument_references(&argument.ty, note));
            returned_references(result, note);
        }
    }
}

fn returned_references<'p>(result: &'p Returns, note: &mut impl FnMut(&'p TypePath)) {
    if let Returns::Value(ty) | Returns::Changes(ty) = result {
        type_references(ty, note);
    }
}

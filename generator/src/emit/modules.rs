//! Module files, the crate's root, and the client.

use std::path::Path;

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{ApiPlan, CratePlan, Docs, Item, ModulePlan};

use super::{
    builders, docs,
    print::{self, Press, PrintError},
    scope::{FileScope, ident},
};

/// The `mod.rs` of a namespace.
pub(crate) fn namespace(
    press: &mut Press,
    name: &str,
    source: &str,
    module: &ModulePlan,
) -> Result<String, PrintError> {
    press.file(name, source, &module.docs, [declarations(&module.name, module)])
}

/// The `mod.rs` of an API: its types, and the client.
pub(crate) fn api(press: &mut Press, name: &str, plan: &CratePlan, api: &ApiPlan) -> Result<String, PrintError> {
    let declarations = declarations(&api.module, &api.root);
    let client = plan.has_requests.then(|| client(plan, api));
    let permissions = api.permissions.iter().map(|permissions| {
        let name = ident(&permissions.module);
        quote!(mod #name;)
    });
    press.file(name, &api.source, &api.root.docs, [quote!(#(#permissions)* #declarations #client)])
}

/// Submodules are public, files are private and what they declare is exported.
fn declarations(own: &str, module: &ModulePlan) -> TokenStream {
    // Clippy would have a module named otherwise than the one that it is in.
    let allowance = |name: &str| (name == own).then(|| quote!(#[allow(clippy::module_inception)]));
    let children = module.children.iter().map(|child| {
        let (allowance, name) = (allowance(&child.name), ident(&child.name));
        quote!(#allowance pub mod #name;)
    });
    let files = module.files.iter().map(|file| {
        let (allowance, name) = (allowance(&file.name), ident(&file.name));
        quote!(#allowance mod #name;)
    });
    let exports = module.files.iter().map(|file| {
        let name = ident(&file.name);
        let mut names: Vec<&str> = file.items.iter().map(Item::name).collect();
        names.sort_unstable();
        let items: Vec<_> = names.into_iter().map(ident).collect();
        match items.as_slice() {
            [one] => quote!(pub use #name::#one;),
            many => quote!(pub use #name::{#(#many),*};),
        }
    });
    quote!(#(#children)* #(#files)* #(#exports)*)
}

fn client(plan: &CratePlan, api: &ApiPlan) -> TokenStream {
    let parent = [api.module.clone()];
    let exported = api.root.files.iter().flat_map(|file| file.items.iter().map(Item::name));
    let mut scope = FileScope::bare(&parent, exported.chain(std::iter::once(plan.service.client.as_str())));
    scope.import(&api.roots);
    let methods: Vec<_> =
        api.roots.iter().map(|method| builders::method(&scope, method, &quote!(self.resource()))).collect();
    let name = ident(&plan.service.client);
    let (client, builder) = (scope.runtime("Client"), scope.runtime("ClientBuilder"));
    let (credential, result) = (scope.runtime("IntoCredential"), scope.runtime("Result"));
    let (resource, batch) = (scope.runtime("Resource"), scope.runtime("Batch"));
    let service = service(&scope, plan, api);
    let (from, as_ref) = (scope.prelude("From"), scope.prelude("AsRef"));
    let docs = Docs::text(format!("A client of the `{}` API. Cheap to clone.", api.name));
    let docs = docs::attributes(&docs);
    let base = &api.base_url;
    let in_cloud = in_cloud(&scope, plan, api);
    let imports = scope.imports();
    quote! {
        #imports
        #docs
        #[derive(Clone, Debug)]
        pub struct #name(#client);
        impl #name {
            /// Where the service root is, unless another one is set.
            pub const BASE_URL: &'static str = #base;
            /// A client that identifies itself with `credential`: a token, or anything that gives one.
            ///
            /// # Errors
            ///
            /// Where the token cannot stand in a header.
            pub fn new(credential: impl #credential) -> #result<Self> {
                Self::builder().credential(credential).build().map(Self)
            }
            /// A client of the same service at another URL of its root.
            ///
            /// # Errors
            ///
            /// Where the token cannot stand in a header, or `base_url` is not a URL.
            pub fn at(base_url: impl #as_ref<str>, credential: impl #credential) -> #result<Self> {
                Self::builder().base_url(base_url).credential(credential).build().map(Self)
            }
            #in_cloud
            /// A client made step by step; what it builds goes into [`From`].
            #[inline]
            pub fn builder() -> #builder {
                #client::for_service(#service)
            }
            /// The runtime's client, which is the same for every service.
            #[must_use]
            #[inline]
            pub fn client(&self) -> &#client {
                &self.0
            }
            /// The service root, to build any path by hand.
            #[must_use]
            #[inline]
            pub fn resource(&self) -> #resource {
                self.0.resource()
            }
            /// Requests to send together, in as few round trips as the service allows.
            #[inline]
            pub fn batch(&self) -> #batch {
                self.0.batch()
            }
            #(#methods)*
        }
        impl #from<#client> for #name {
            #[inline]
            fn from(client: #client) -> Self {
                Self(client)
            }
        }
    }
}

/// The constructor for another of the service's clouds.
fn in_cloud(scope: &FileScope<'_>, plan: &CratePlan, api: &ApiPlan) -> TokenStream {
    if plan.service.clouds.is_empty() {
        return TokenStream::new();
    }
    let (credential, result) = (scope.runtime("IntoCredential"), scope.runtime("Result"));
    let url = if api.base_path.is_empty() {
        quote!(cloud)
    } else {
        let format = format!("{{cloud}}{}", api.base_path.replace('{', "{{").replace('}', "}}"));
        quote!(format!(#format))
    };
    quote! {
        /// A client of one of the [clouds](crate::clouds). Tokens of one are not valid in another.
        ///
        /// # Errors
        ///
        /// Where the token cannot stand in a header, or `cloud` is not a URL.
        pub fn in_cloud(cloud: &str, credential: impl #credential) -> #result<Self> {
            Self::builder().base_url(#url).credential(credential).build().map(Self)
        }
    }
}

fn service(scope: &FileScope<'_>, plan: &CratePlan, api: &ApiPlan) -> TokenStream {
    let (service, key, style) = (scope.runtime("Service"), scope.runtime("KeyStyle"), scope.runtime("EnumStyle"));
    let key_style = if plan.service.key_as_segment { quote!(#key::Segment) } else { quote!(#key::Parentheses) };
    let enum_style = if plan.service.qualified_enums { quote!(#style::Qualified) } else { quote!(#style::Plain) };
    let name = &api.name;
    let batch = plan.service.batch_limit.map(|limit| {
        let limit = proc_macro2::Literal::u16_unsuffixed(limit);
        quote!(.batch_limit(#limit))
    });
    let urls = plan.service.rooted_batch_urls.then(|| {
        let urls = scope.runtime("BatchUrls");
        quote!(.batch_urls(#urls::Rooted))
    });
    let permissions = api.permissions.as_ref().map(|permissions| {
        let module = ident(&permissions.module);
        quote!(.permissions(#module::TABLE))
    });
    let request_id = plan.service.request_id_header.as_ref().map(|name| quote!(.request_id_header(#name)));
    let evolvable = plan.service.enum_preference.as_ref().map(|preference| quote!(.evolvable_enums(#preference)));
    let advanced = plan.service.advanced_query_header.as_ref();
    let advanced = advanced.map(|(name, value)| quote!(.advanced_queries(#name, #value)));
    quote! {
        #service::new(#name, Self::BASE_URL).key_style(#key_style).enum_style(#enum_style)
            #batch #urls #request_id #evolvable #advanced #permissions
    }
}

/// The crate's root.
///
/// It is the one emitted file that rustfmt reads, as a crate's root cannot be skipped: its layout is
/// rustfmt's own.
pub(crate) fn crate_root(plan: &CratePlan, readme: Option<&str>, source: &str, is_ascii: bool) -> String {
    let mut text = print::header(source);
    match readme {
        Some(readme) => text.push_str(&format!("#![doc = include_str!({readme:?})]\n")),
        None if plan.has_requests => text.push_str("//! A client generated from the service's metadata.\n"),
        None => text.push_str("//! Models generated from the service's metadata.\n"),
    }
    // Which letters names have is the schema's choice.
    let letters = "#![allow(confusable_idents, mixed_script_confusables, uncommon_codepoints)]\n".to_owned();
    let limit = plan.recursion_limit.map(|limit| format!("#![recursion_limit = \"{limit}\"]\n"));
    let attributes: String = (!is_ascii).then_some(letters).into_iter().chain(limit).collect();
    if readme.is_none() && !attributes.is_empty() {
        text.push('\n');
    }
    text.push_str(&attributes);
    text.push('\n');
    for api in &plan.apis {
        text.push_str(&format!("#[cfg(feature = \"{0}\")]\n#[rustfmt::skip]\npub mod {0};\n", api.module));
    }
    if !plan.service.clouds.is_empty() {
        text.push_str("pub mod clouds;\n");
    }
    text.push_str("\n#[doc(no_inline)]\npub use odata_runtime as odata;\n");
    let names = if plan.has_requests { "DateTimeOffset, Error, Extra, Page, Result" } else { "DateTimeOffset, Extra" };
    text.push_str(&format!("#[doc(no_inline)]\npub use odata_runtime::{{{names}}};\n"));
    text
}

/// The file that a crate's root includes: modules by their place in a folder outside of the crate.
pub(crate) fn included_root(plan: &CratePlan, folder: &Path) -> String {
    let clouds = (!plan.service.clouds.is_empty()).then(|| ("clouds", folder.join("clouds.rs")));
    let apis = plan.apis.iter().map(|api| (api.module.as_str(), folder.join(&api.module).join("mod.rs")));
    let modules =
        apis.chain(clouds).map(|(name, path)| format!("#[path = {:?}]\npub mod {name};\n", path.display().to_string()));
    format!("{}\n{}", csdl_fingerprint::HEADER, modules.collect::<String>())
}

/// The named hosts of the service.
pub(crate) fn clouds(press: &mut Press, plan: &CratePlan, source: &str) -> Result<String, PrintError> {
    let constants = plan.service.clouds.iter().map(|cloud| {
        let (docs, name, url) = (docs::attributes(&cloud.docs), ident(&cloud.constant), &cloud.url);
        quote!(#docs pub const #name: &str = #url;)
    });
    press.file("clouds.rs", source, &Docs::text("The service's clouds."), [quote!(#(#constants)*)])
}

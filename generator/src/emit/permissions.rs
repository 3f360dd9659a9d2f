//! The table of documented permissions, which the runtime looks into when a request is refused.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Docs, PermissionsPlan};

use super::{
    print::{Press, PrintError},
    scope::ident,
};

/// The file of the table.
pub(crate) fn file(press: &mut Press, name: &str, source: &str, plan: &PermissionsPlan) -> Result<String, PrintError> {
    let lists = plan.lists.iter().map(|list| {
        let (name, scopes) = (ident(&list.constant), &list.scopes);
        quote!(const #name: &[&str] = &[#(#scopes),*];)
    });
    let rows = plan.rows.iter().map(|row| {
        let (method, path) = (row.method, &row.path);
        let (delegated, application) = (scopes(row.delegated.as_deref()), scopes(row.application.as_deref()));
        quote!(Permissions::new(#method, #path, #delegated, #application))
    });
    let tokens = quote! {
        use odata_runtime::Permissions;
        #(#lists)*
        pub(super) const TABLE: &[Permissions] = &[#(#rows),*];
    };
    press.file(name, source, &Docs::text("The permissions that requests are documented to need."), [tokens])
}

fn scopes(constant: Option<&str>) -> TokenStream {
    match constant {
        Some(constant) => {
            let name = ident(constant);
            quote!(#name)
        }
        None => quote!(&[]),
    }
}

//! Structs: the fields, the constants that queries use, the table that the runtime reads and writes by.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens as _, quote};

use crate::plan::{EndPlan, Field, RustType, StructPlan, TypeFact, TypePath};

use super::{
    docs,
    parts::Part,
    scope::{FileScope, ident},
    types,
};

/// A model: struct, constants, table.
pub(crate) fn model(scope: &FileScope<'_>, plan: &StructPlan) -> TokenStream {
    let name = ident(&plan.name);
    let docs = docs::attributes(&plan.docs);
    let fields = plan.fields.iter().map(|field| Part(move || declaration(scope, field)));
    let extra = scope.runtime("Extra");
    let constants = Part(|| constants(scope, &plan.name, &plan.fields, true));
    let implementation = Part(|| implementation(scope, plan));
    let end = plan.end.as_ref().map(|end| Part(|| has_ended(scope, &plan.name, end)));
    let known_as = known_as(scope, &plan.wire, &plan.facts);
    let bases = Part(|| bases(scope, &plan.name, &plan.bases));
    quote! {
        #docs
        #[derive(Default)]
        pub struct #name {
            #(#fields)*
            /// What the service sent beyond these, and control information such as `@odata.type`.
            pub extra: #extra,
        }
        #constants
        #end
        #implementation
        odata_runtime::model!(#name #known_as);
        #bases
    }
}

/// What follows a type's name in the macro that completes it: what queries and requests know of it.
pub(crate) fn known_as(scope: &FileScope<'_>, wire: &str, facts: &[TypeFact]) -> TokenStream {
    if !scope.is_queried() {
        return TokenStream::new();
    }
    let facts = facts.iter().map(|fact| {
        ident(match fact {
            TypeFact::EvolvableEnums => "evolvable_enums",
            TypeFact::AdvancedQueries => "advanced_queries",
        })
    });
    quote!(, #wire #(, #facts)*)
}

/// What a type derives from, each in a line.
pub(crate) fn bases(scope: &FileScope<'_>, name: &str, bases: &[TypePath]) -> TokenStream {
    let name = ident(name);
    let bases = bases.iter().map(|base| scope.path(base));
    quote!(#(odata_runtime::subtype!(#name, #bases);)*)
}

/// The arguments of an action: a struct without constants, as no query names them.
pub(crate) fn parameters(scope: &FileScope<'_>, plan: &StructPlan) -> TokenStream {
    let name = ident(&plan.name);
    let docs = docs::attributes(&plan.docs);
    let fields = plan.fields.iter().map(|field| Part(move || declaration(scope, field)));
    let parameters = scope.runtime("Parameters");
    let columns = Part(|| columns(scope, plan, Beyond::Refused));
    quote! {
        #docs
        #[derive(Default)]
        pub struct #name {
            #(#fields)*
        }
        impl #parameters for #name {
            #columns
        }
        odata_runtime::parameters!(#name);
    }
}

/// Whether a process has ended.
fn has_ended(scope: &FileScope<'_>, owner: &str, plan: &EndPlan) -> TokenStream {
    let (owner, docs, field, states) =
        (ident(owner), docs::attributes(&plan.docs), ident(&plan.field), scope.path(&plan.states));
    let finals = plan.finals.iter().map(|variant| {
        let variant = ident(variant);
        quote!(#states::#variant)
    });
    quote! {
        impl #owner {
            #docs
            #[must_use]
            #[inline]
            pub fn has_ended(&self) -> bool {
                const FINAL: &[#states] = &[#(#finals),*];
                self.#field.as_ref().is_some_and(|state| FINAL.contains(state))
            }
        }
    }
}

fn declaration(scope: &FileScope<'_>, field: &Field) -> TokenStream {
    let docs = docs::attributes(&field.docs);
    let name = ident(&field.name);
    let option = scope.prelude("Option");
    let value = types::value(scope, &field.ty);
    quote!(#docs pub #name: #option<#value>,)
}

/// The names that `$select`, `$filter`, `$orderby`, `$expand` and updates use.
pub(crate) fn constants(scope: &FileScope<'_>, owner: &str, fields: &[Field], has_fields: bool) -> TokenStream {
    let constants = fields.iter().filter_map(|field| {
        let name = field.constant.as_deref()?;
        Some(Part(move || constant(scope, field, name, has_fields)))
    });
    if constants.clone().next().is_none() {
        return TokenStream::new();
    }
    let owner = ident(owner);
    quote! {
        #[doc = " What `$select`, `$filter`, `$orderby`, `$expand` and updates name."]
        impl #owner {
            #(#constants)*
        }
    }
}

fn constant(scope: &FileScope<'_>, field: &Field, name: &str, has_field: bool) -> TokenStream {
    let (name, wire) = (ident(name), &field.wire);
    let value = types::value(scope, &RustType { is_boxed: false, ..field.ty.clone() });
    let kind = scope.runtime(if field.is_navigation { "Navigation" } else { "Property" });
    let docs = Part(|| {
        if !has_field {
            return docs::attributes(&field.docs).to_token_stream();
        }
        let docs = format!(" Names [`{0}`](Self::{0}).", field.name);
        quote!(#[doc = #docs])
    });
    quote!(#docs pub const #name: #kind<Self, #value> = #kind::new(#wire);)
}

fn implementation(scope: &FileScope<'_>, plan: &StructPlan) -> TokenStream {
    let name = ident(&plan.name);
    let model = scope.runtime("Model");
    let columns = Part(|| columns(scope, plan, Beyond::Kept));
    quote! {
        impl #model for #name {
            #columns
        }
    }
}

/// What all values of the type have in common.
fn table(scope: &FileScope<'_>, plan: &StructPlan) -> TokenStream {
    let table = scope.runtime("Table");
    let wire = &plan.wire;
    let names = plan.fields.iter().map(|field| &field.wire);
    let key = plan.fields.iter().filter(|field| field.is_key).map(|field| &field.wire);
    let navigation = plan.fields.iter().filter(|field| field.is_navigation).map(|field| &field.wire);
    quote! {
        #[inline]
        fn table(&self) -> &'static #table {
            &#table {
                type_name: #wire,
                names: &[#(#names),*],
                key: &[#(#key),*],
                navigation: &[#(#navigation),*],
            }
        }
    }
}

/// What becomes of values that are no declared property.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beyond {
    Kept,
    Refused,
}

/// The table, for each of its names the slot to fill and the value to look at, and the place of all else.
fn columns(scope: &FileScope<'_>, plan: &StructPlan, beyond: Beyond) -> TokenStream {
    let (slot, peek) = (scope.runtime("Slot"), scope.runtime("Peek"));
    let table = Part(|| table(scope, plan));
    let index = ident(if plan.fields.is_empty() { "_index" } else { "index" });
    let (other_slot, other_peek) = match beyond {
        Beyond::Kept => (quote!(#slot::Extra(&mut self.extra)), quote!(#peek::Extra(&self.extra))),
        Beyond::Refused => (quote!(#slot::None), quote!(#peek::None)),
    };
    let slots =
        Part(|| chosen(plan, &other_slot, |index, kind, name| quote!(#index => #slot::#kind(&mut self.#name),)));
    let peeks = Part(|| chosen(plan, &other_peek, |index, kind, name| quote!(#index => #peek::#kind(&self.#name),)));
    quote! {
        #table
        #[inline]
        fn slot(&mut self, #index: usize) -> #slot<'_> {
            #slots
        }
        #[inline]
        fn peek(&self, #index: usize) -> #peek<'_> {
            #peeks
        }
    }
}

/// What there is for the field of an index, one arm a field, and for any other index.
fn chosen(plan: &StructPlan, other: &TokenStream, arm: impl Fn(Literal, Ident, Ident) -> TokenStream) -> TokenStream {
    if plan.fields.is_empty() {
        return other.clone();
    }
    let arm = &arm;
    let arms = plan.fields.iter().enumerate().map(|(index, field)| {
        Part(move || arm(Literal::usize_unsuffixed(index), ident(types::slot(&field.ty)), ident(&field.name)))
    });
    quote!(match index { #(#arms)* _ => #other })
}

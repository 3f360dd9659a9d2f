//! Enumerations and flags enumerations.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::EnumPlan;

use super::{
    docs,
    parts::Part,
    scope::{FileScope, ident},
    structs,
};

/// An enumeration that keeps members it does not know.
pub(crate) fn enumeration(scope: &FileScope<'_>, plan: &EnumPlan) -> TokenStream {
    let name = ident(&plan.name);
    let docs = docs::attributes(&plan.docs);
    let unknown = ident(&plan.unknown);
    let variants = plan.members.iter().map(|member| {
        let (docs, variant) = (docs::attributes(&member.docs), ident(&member.name));
        Part(move || quote!(#docs #variant,))
    });
    let wires: Vec<&str> = plan.members.iter().map(|member| member.wire.as_str()).collect();
    let idents: Vec<_> = plan.members.iter().map(|member| ident(&member.name)).collect();
    let (string, trait_) = (scope.prelude("String"), scope.runtime("Enum"));
    let known_as = structs::known_as(scope, &plan.wire, &plan.facts);
    quote! {
        #docs
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A member that this version of the crate does not know, as the service spells it.
            #unknown(#string),
        }
        impl #trait_ for #name {
            const NAMES: &'static [&'static str] = &[#(#wires),*];
            const MEMBERS: &'static [Self] = &[#(Self::#idents),*];
            #[inline]
            fn unknown(name: #string) -> Self {
                Self::#unknown(name)
            }
            #[inline]
            fn as_str(&self) -> &str {
                match self {
                    #(Self::#idents => #wires,)*
                    Self::#unknown(name) => name,
                }
            }
        }
        odata_runtime::string_enum!(#name #known_as);
    }
}

/// A set of members.
pub(crate) fn flags(scope: &FileScope<'_>, plan: &EnumPlan) -> TokenStream {
    let name = ident(&plan.name);
    let docs = docs::attributes(&plan.docs);
    let (set, trait_) = (scope.runtime("FlagSet"), scope.runtime("Flags"));
    let constants = plan.members.iter().enumerate().map(|(index, member)| {
        let (docs, constant) = (docs::attributes(&member.docs), ident(&member.name));
        let index = Literal::usize_unsuffixed(index);
        let set = &set;
        Part(move || quote!(#docs pub const #constant: Self = Self(#set::member(#index));))
    });
    let wires = plan.members.iter().map(|member| &member.wire);
    let known_as = structs::known_as(scope, &plan.wire, &plan.facts);
    quote! {
        #docs
        #[derive(Clone, Default, PartialEq, Eq, Hash)]
        pub struct #name(#set);
        impl #name {
            #(#constants)*
        }
        impl #trait_ for #name {
            const NAMES: &'static [&'static str] = &[#(#wires),*];
            #[inline]
            fn from_set(set: #set) -> Self {
                Self(set)
            }
            #[inline]
            fn set(&self) -> &#set {
                &self.0
            }
            #[inline]
            fn set_mut(&mut self) -> &mut #set {
                &mut self.0
            }
        }
        odata_runtime::flags!(#name #known_as);
    }
}

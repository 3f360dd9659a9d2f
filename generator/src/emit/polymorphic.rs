//! Enums over a type and its subtypes.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::PolymorphicPlan;

use super::{
    docs,
    parts::Part,
    scope::{FileScope, ident},
    structs,
};

/// An enum over the concrete types that a declared type admits.
pub(crate) fn polymorphic(scope: &FileScope<'_>, plan: &PolymorphicPlan) -> TokenStream {
    let name = ident(&plan.name);
    let docs = docs::attributes(&plan.docs);
    let unknown = ident(&plan.unknown);
    let (boxed, object) = (scope.prelude("Box"), scope.runtime("Object"));
    let variants = plan.variants.iter().map(|variant| {
        let (variant_name, ty) = (ident(&variant.name), scope.path(&variant.ty));
        let docs = format!(" `{}`.", variant.wire);
        quote!(#[doc = #docs] #variant_name(#boxed<#ty>),)
    });
    let constants = Part(|| structs::constants(scope, &plan.name, &plan.constants, false));
    let implementation = Part(|| implementation(scope, plan));
    let owner = scope.path(&plan.owner);
    let known_as = structs::known_as(scope, &plan.wire, &plan.facts);
    let bases = Part(|| structs::bases(scope, &plan.name, &plan.bases));
    let conversion = ident(if scope.is_queried() { "subtype" } else { "variant" });
    let conversions = plan.variants.iter().map(|variant| {
        let (variant_name, ty) = (ident(&variant.name), scope.path(&variant.ty));
        quote!(odata_runtime::#conversion!(#name::#variant_name, #ty);)
    });
    quote! {
        #docs
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// An object of a type that this version of the crate does not know, kept whole.
            #unknown(#boxed<#object>),
        }
        #constants
        #implementation
        odata_runtime::polymorphic!(#name, #owner #known_as);
        #bases
        #(#conversions)*
    }
}

fn implementation(scope: &FileScope<'_>, plan: &PolymorphicPlan) -> TokenStream {
    let name = ident(&plan.name);
    let unknown = ident(&plan.unknown);
    let wires = plan.variants.iter().map(|variant| &variant.wire);
    let variants: Vec<_> = plan.variants.iter().map(|variant| ident(&variant.name)).collect();
    let types = plan.variants.iter().map(|variant| scope.path(&variant.ty));
    let indices = (0..variants.len()).map(Literal::usize_unsuffixed);
    let (trait_, model) = (scope.runtime("Polymorphic"), scope.runtime("Model"));
    let (option, boxed) = (scope.prelude("Option"), scope.prelude("Box"));
    let declared = match plan.declared {
        Some(index) => {
            let index = Literal::usize_unsuffixed(index);
            quote!(Some(#index))
        }
        None => quote!(None),
    };
    let from_index = if variants.is_empty() {
        quote!(#[inline] fn from_index(_index: usize) -> #option<Self> { None })
    } else {
        quote! {
            #[inline]
            fn from_index(index: usize) -> #option<Self> {
                Some(match index { #(#indices => Self::from(#types::default()),)* _ => return None })
            }
        }
    };
    quote! {
        impl #trait_ for #name {
            const TYPES: &'static [&'static str] = &[#(#wires),*];
            const DECLARED: #option<usize> = #declared;
            #from_index
            #[inline]
            fn fallback() -> Self {
                Self::#unknown(#boxed::default())
            }
            #[inline]
            fn model(&self) -> &dyn #model {
                match self { #(Self::#variants(value) => &**value,)* Self::#unknown(value) => &**value }
            }
            #[inline]
            fn model_mut(&mut self) -> &mut dyn #model {
                match self { #(Self::#variants(value) => &mut **value,)* Self::#unknown(value) => &mut **value }
            }
        }
    }
}

//! Request builders: thin methods over the runtime's `Resource`.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use crate::plan::{Argument, BuilderPlan, Method, MethodKind, ReferenceKind, Returns, TypePath};

use super::{
    docs::{self, Attributes},
    parts::Part,
    scope::{FileScope, Name, ident},
    types::{self, Given},
};

/// A request builder.
pub(crate) fn builder(scope: &FileScope<'_>, plan: &BuilderPlan) -> TokenStream {
    let name = ident(&plan.name);
    let docs = docs::attributes(&plan.docs);
    let resource = scope.runtime("Resource");
    let methods = plan.methods.iter().map(|item| Part(move || method(scope, item, &quote!(self.0))));
    let complete = ident(if plan.is_collection { "collection_builder" } else { "request_builder" });
    quote! {
        #docs
        #[derive(Clone)]
        pub struct #name(#resource);
        impl #name {
            #(#methods)*
        }
        odata_runtime::#complete!(#name);
    }
}

/// One method; `resource` is the expression it starts from.
pub(crate) fn method(scope: &FileScope<'_>, method: &Method, resource: &TokenStream) -> TokenStream {
    let docs = docs::attributes(&method.docs);
    let name = ident(&method.name);
    // A request for entities of a type, and one whose body is such an entity.
    let request = |request: &'static str, data: &TypePath, call: TokenStream| {
        let (request, data) = (scope.runtime(request), scope.path(data));
        quote!(#docs #[inline] pub fn #name(&self) -> #request<#data> { #call })
    };
    let sending = |request: &'static str, data: &TypePath, call: TokenStream| {
        let (request, data) = (scope.runtime(request), scope.path(data));
        quote!(#docs #[inline] pub fn #name(&self, body: &#data) -> #request<#data> { #call })
    };
    // A builder of what lies below.
    let leading = |builder: &Name, call: TokenStream| {
        quote! {
            #docs
            #[must_use]
            #[inline]
            pub fn #name(&self) -> #builder { #call }
        }
    };
    match &method.kind {
        MethodKind::Get(data) => request("GetRequest", data, quote!(#resource.get())),
        MethodKind::WaitUntilEnded(data, field) => wait(scope, &docs, &name, (data, field), resource),
        MethodKind::List(data) => request("ListRequest", data, quote!(#resource.list())),
        MethodKind::TrackChanges(data) => request("DeltaRequest", data, quote!(#resource.track_changes())),
        MethodKind::Update(data) => request("UpdateRequest", data, quote!(#resource.update())),
        MethodKind::Count(data) => request("CountRequest", data, quote!(#resource.count())),
        MethodKind::Create(data) => sending("CreateRequest", data, quote!(#resource.create(body))),
        MethodKind::Replace(data) => sending("ReplaceRequest", data, quote!(#resource.replace(body))),
        MethodKind::Upsert(data, by_put) => {
            let by_put = by_put.then(|| quote!(.by_put()));
            sending("UpsertRequest", data, quote!(#resource.upsert(body) #by_put))
        }
        MethodKind::Reference(kind) => reference(scope, &docs, &name, *kind, resource),
        MethodKind::Delete => {
            let request = scope.runtime("DeleteRequest");
            quote!(#docs #[inline] pub fn #name(&self) -> #request { #resource.delete() })
        }
        MethodKind::Child(builder, segment) => {
            let builder = scope.path(builder);
            leading(&builder, quote!(#builder::new(#resource.child(#segment))))
        }
        MethodKind::Cast(builder, type_name) => {
            let builder = scope.path(builder);
            leading(&builder, quote!(#builder::new(#resource.cast(#type_name))))
        }
        MethodKind::ByKey(builder, parts) => by_key(scope, &docs, &name, builder, parts, resource),
        MethodKind::Stream(segment) => {
            leading(&scope.runtime("StreamRequestBuilder"), quote!(#resource.stream(#segment)))
        }
        MethodKind::CreateMedia(data) => {
            let (request, data, as_ref) = (scope.runtime("UploadRequest"), scope.path(data), scope.prelude("AsRef"));
            quote! {
                #docs
                pub fn #name(&self, media_type: impl #as_ref<str>) -> #request<#data> {
                    #resource.create_media(media_type)
                }
            }
        }
        MethodKind::Action(segment, parameters, result) => {
            let (request, end) = returned(scope, "ActionRequest", result);
            match parameters {
                Some(parameters) => {
                    let parameters = scope.path(parameters);
                    quote! {
                        #docs
                        #[inline]
                        pub fn #name(&self, parameters: &#parameters) -> #request {
                            #resource.action(#segment, parameters) #end
                        }
                    }
                }
                None => quote! {
                    #docs
                    #[inline]
                    pub fn #name(&self) -> #request { #resource.invoke(#segment) #end }
                },
            }
        }
        MethodKind::Function(segment, arguments, result) => {
            function(scope, &docs, &name, (segment, arguments, result), resource)
        }
    }
}

fn reference(
    scope: &FileScope<'_>,
    docs: &Attributes<'_>,
    name: &Ident,
    kind: ReferenceKind,
    resource: &TokenStream,
) -> TokenStream {
    let call = ident(match kind {
        ReferenceKind::Add => "add_ref",
        ReferenceKind::RemoveFrom => "remove_ref_to",
        ReferenceKind::List => "list_refs",
        ReferenceKind::Set => "set_ref",
        ReferenceKind::Remove => "remove_ref",
    });
    if kind == ReferenceKind::List {
        let (request, reference) = (scope.runtime("ListRequest"), scope.runtime("Reference"));
        return quote!(#docs #[inline] pub fn #name(&self) -> #request<#reference> { #resource.#call() });
    }
    let request = scope.runtime("ReferenceRequest");
    if kind == ReferenceKind::Remove {
        return quote!(#docs #[inline] pub fn #name(&self) -> #request { #resource.#call() });
    }
    let target = scope.runtime("IntoReference");
    quote!(#docs pub fn #name(&self, target: impl #target) -> #request { #resource.#call(target) })
}

fn wait(
    scope: &FileScope<'_>,
    docs: &Attributes<'_>,
    name: &Ident,
    (data, field): (&TypePath, &str),
    resource: &TokenStream,
) -> TokenStream {
    let (request, data, field) = (scope.runtime("WaitRequest"), scope.path(data), ident(field));
    quote! {
        #docs
        #[inline]
        pub fn #name(&self) -> #request<#data> {
            #resource.get().wait_until(#data::has_ended).state(|entity| entity.#field.clone())
        }
    }
}

fn by_key(
    scope: &FileScope<'_>,
    docs: &Attributes<'_>,
    name: &Ident,
    builder: &TypePath,
    parts: &[Argument],
    resource: &TokenStream,
) -> TokenStream {
    let builder = scope.path(builder);
    let given: Vec<(Ident, Given)> = parts
        .iter()
        .map(|part| {
            let name = ident(&part.name);
            let given = types::given(scope, &part.ty, &name);
            (name, given)
        })
        .collect();
    let parameters = given.iter().map(|(name, given)| {
        let ty = &given.ty;
        quote!(#name: #ty)
    });
    let before = given.iter().map(|(_, given)| &given.before);
    let key = match given.as_slice() {
        [(_, one)] => {
            let value = &one.value;
            quote!(#resource.key(#value))
        }
        _ => {
            let pairs = parts.iter().zip(&given).map(|(part, (_, given))| {
                let (wire, value) = (&part.wire, &given.value);
                quote!((#wire, &#value))
            });
            quote!(#resource.keys(&[#(#pairs),*]))
        }
    };
    let allowance = allowance(parts.len());
    quote! {
        #docs
        #allowance
        #[must_use]
        #[inline]
        pub fn #name(&self, #(#parameters),*) -> #builder {
            #(#before)*
            #builder::new(#key)
        }
    }
}

/// Clippy takes seven with `self`; a key or a function has as many as the service says.
fn allowance(parameters: usize) -> Option<TokenStream> {
    (parameters > 6).then(|| quote!(#[allow(clippy::too_many_arguments)]))
}

fn function(
    scope: &FileScope<'_>,
    docs: &Attributes<'_>,
    name: &Ident,
    call: (&str, &[Argument], &Returns),
    resource: &TokenStream,
) -> TokenStream {
    let (segment, arguments, result) = call;
    let (request, end) = returned(scope, "FunctionRequest", result);
    let returns = ident(if matches!(result, Returns::Changes(_)) { "delta" } else { "returns" });
    let mut parameters = Vec::new();
    let mut before = Vec::new();
    let mut calls = Vec::new();
    for argument in arguments {
        let (name, wire) = (ident(&argument.name), &argument.wire);
        if argument.is_optional {
            let ty = types::optional(scope, &argument.ty);
            parameters.push(quote!(#name: #ty));
            let call = ident(if types::is_json(&argument.ty) { "optional_json" } else { "optional" });
            calls.push(quote!(.#call(#wire, #name)));
        } else {
            let given = types::given(scope, &argument.ty, &name);
            let (ty, value) = (given.ty, given.value);
            parameters.push(quote!(#name: #ty));
            before.push(given.before);
            let call = ident(if types::is_json(&argument.ty) { "json" } else { "argument" });
            calls.push(quote!(.#call(#wire, #value)));
        }
    }
    let allowance = allowance(parameters.len());
    quote! {
        #docs
        #allowance
        #[inline]
        pub fn #name(&self #(, #parameters)*) -> #request {
            #(#before)*
            #resource.function(#segment) #(#calls)* .#returns() #end
        }
    }
}

/// The request that an operation is called by, and what turns the usual one into it.
fn returned(scope: &FileScope<'_>, request: &'static str, result: &Returns) -> (TokenStream, TokenStream) {
    let ty = match result {
        Returns::Stream => return (scope.runtime("DownloadRequest").into_token_stream(), quote!(.download())),
        Returns::Nothing => quote!(()),
        Returns::Changes(ty) => {
            let (request, item) = (scope.runtime("DeltaRequest"), types::item(scope, &ty.item));
            return (quote!(#request<#item>), TokenStream::new());
        }
        Returns::Value(ty) => {
            let item = types::item(scope, &ty.item);
            let page = ty.is_collection.then(|| scope.runtime("Page"));
            page.map_or_else(|| quote!(#item), |page| quote!(#page<#item>))
        }
    };
    let request = scope.runtime(request);
    (quote!(#request<#ty>), TokenStream::new())
}

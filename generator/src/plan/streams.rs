//! Streams: the content of media entities, and stream properties.

use crate::schema::{ItemType, Primitive, Schema, TypeId, TypeReference};

use super::{
    docs::code,
    facts, ident,
    model::{Docs, Method, MethodKind},
    names::Claim,
    spelling::Of,
    types::Types,
};

/// Whether what is declared comes as bytes.
pub(crate) fn is_stream(ty: &TypeReference) -> bool {
    !ty.is_collection && matches!(ty.item, ItemType::Primitive(Primitive::Stream))
}

/// The methods that lead to the streams of one entity.
pub(crate) fn methods(types: &Types<'_>, id: TypeId, claims: &mut Vec<Claim>) -> Vec<Method> {
    let schema = types.schema;
    let media = is_media(schema, id).then(|| {
        let docs = Docs::text("The content of the media entity. Path segment: `$value`.");
        Method { name: "media".to_owned(), docs, kind: MethodKind::Stream("$value".to_owned()), operation: None }
    });
    let mut properties: Vec<_> =
        schema.properties(id).into_iter().map(|(_, property)| property).filter(|it| is_stream(&it.ty)).collect();
    properties.sort_by_key(|property| &property.name);
    let properties = properties.into_iter().map(|property| {
        let described = facts::description(&property.annotations);
        let mut docs = Docs::text(described.unwrap_or_else(|| format!("The stream {}.", code(&property.name))));
        docs.paragraph(format!("Path segment: {}.", code(&property.name)));
        if let Some(note) = facts::deprecation(&property.annotations) {
            docs.paragraph(note);
        }
        let name = format!("stream:{}", property.name);
        claims.push(member(types, &name, &property.name, "_stream"));
        Method { name, docs, kind: MethodKind::Stream(property.name.clone()), operation: None }
    });
    media.into_iter().chain(properties).collect()
}

/// The claim of a property's method, structural or navigation.
pub(crate) fn member(types: &Types<'_>, key: &str, wire: &str, suffix: &'static str) -> Claim {
    let plain = ident::field_name(wire);
    // `as_…` is what casts are called.
    let is_firm = !plain.starts_with("as_") && types.ledger.fits(Of::Properties, wire);
    Claim::new(key, wire, plain, suffix).firm(is_firm).rank(2)
}

/// The method that creates a media entity from its content.
pub(crate) fn create(types: &Types<'_>, id: TypeId, is_allowed: bool) -> Option<Method> {
    let data = types.data(id).filter(|_| is_allowed && is_media(types.schema, id))?;
    let mut docs = Docs::text("Creates a media entity from its content: `POST`.");
    docs.paragraph("`media_type` is that of the content, such as `image/png`; the content goes with `send`.");
    let kind = MethodKind::CreateMedia(data.clone());
    Some(Method { name: "create_media".to_owned(), docs, kind, operation: None })
}

/// Whether entities of a type are media: declared there or on a base type.
fn is_media(schema: &Schema, id: TypeId) -> bool {
    let mut types = std::iter::once(id).chain(schema.ancestors(id));
    types.any(|id| schema.structured(id).is_some_and(|ty| ty.has_stream))
}

//! Pages of changes: items of which each says by its control information what it is.

use super::cursor::Cursor;
use super::declared::Structured;
use super::error::{Depth, Fault, Place};
use super::fill::put;
use super::object::Object;
use super::raw::string;
use super::slot::Slot;
use super::wire::{Entity, PageInfo, PageParts, Wire, missing, page_of, read_whole};
use super::wrapper::read_wrapped_by;
use crate::delta::{Change, LinkChange, Removed};

/// What an item of a page of changes is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Changed,
    Removed,
    LinkAdded,
    LinkRemoved,
    Other,
}

impl<T: Entity> Wire for Change<T> {
    fn read_json(body: &[u8]) -> Result<Self, serde_json::Error> {
        read_whole(body, |cursor| read_change(cursor, &Place::NONE, None, Depth::TOP))?.ok_or_else(missing)
    }

    fn read_page(body: &[u8]) -> Result<PageParts<Self>, serde_json::Error> {
        let mut items = Vec::new();
        let page = read_wrapped_by(body, &mut |cursor, place, context| {
            // A member that is given twice: the last counts.
            items.clear();
            read_changes(cursor, place, context, &mut items)
        })?;
        let PageInfo { count, next_link, delta_link, context, extra } = page_of(page)?;
        Ok(PageParts { items, count, next_link, delta_link, context, extra })
    }

    fn write_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        match self {
            Self::Changed(value) => value.write_json(),
            Self::Removed(removed) => removed.object().write_json(),
            Self::LinkAdded(link) | Self::LinkRemoved(link) => link.object().write_json(),
            Self::Other(object) => object.write_json(),
        }
    }
}

fn read_changes<T: Structured>(
    cursor: &mut Cursor<'_>,
    place: &Place,
    context: Option<&str>,
    items: &mut Vec<Change<T>>,
) -> Result<(), Fault> {
    if cursor.peek()? != b'[' {
        return match cursor.value()? {
            "null" => Ok(()),
            raw => Err(place.wrong("a collection of objects", raw)),
        };
    }
    let depth = Depth::TOP.deeper()?;
    let mut first = true;
    while cursor.item(first)? {
        first = false;
        items.extend(read_change(cursor, place, context, depth)?);
    }
    Ok(())
}

/// One change; `None` for null, which no collection can hold.
fn read_change<T: Structured>(
    cursor: &mut Cursor<'_>,
    place: &Place,
    context: Option<&str>,
    depth: Depth,
) -> Result<Option<Change<T>>, Fault> {
    let kind = if cursor.peek()? == b'{' { kind(cursor.ahead(), context)? } else { Kind::Changed };
    if kind == Kind::Changed {
        let mut value: Option<T> = None;
        put(cursor, Slot::Object(&mut value), place, depth)?;
        return Ok(value.map(Change::Changed));
    }
    let mut object: Option<Object> = None;
    put(cursor, Slot::Object(&mut object), place, depth)?;
    Ok(object.map(|object| match kind {
        Kind::Removed => Change::Removed(Removed::new(object)),
        Kind::LinkAdded => Change::LinkAdded(LinkChange::new(object)),
        Kind::LinkRemoved => Change::LinkRemoved(LinkChange::new(object)),
        Kind::Changed | Kind::Other => Change::Other(object),
    }))
}

/// What an object says that it is: by `@removed` in version 4.01, by its context URL in 4.0.
fn kind(mut cursor: Cursor<'_>, page_context: Option<&str>) -> Result<Kind, Fault> {
    let (mut first, mut is_removed, mut context) = (true, false, None);
    while let Some(name) = cursor.member(first)? {
        first = false;
        let name = name.text()?;
        let raw = cursor.value()?;
        match control(&name) {
            Some("removed") => is_removed = raw != "null",
            Some("context") => context = string(raw),
            _ => {}
        }
    }
    let context = context.as_deref().unwrap_or_default();
    Ok(match context.rsplit(['/', '#']).next() {
        _ if is_removed => Kind::Removed,
        Some("$deletedEntity") => Kind::Removed,
        Some("$link") => Kind::LinkAdded,
        Some("$deletedLink") => Kind::LinkRemoved,
        Some("$entity") if page_context.is_some_and(|page| is_of_another_set(page, context)) => Kind::Other,
        _ => Kind::Changed,
    })
}

/// The name of control information. Version 4.01 allows it without `odata.`.
fn control(name: &str) -> Option<&str> {
    let name = name.strip_prefix('@')?;
    Some(name.strip_prefix("odata.").unwrap_or(name))
}

/// Whether an entity is of another set than the one whose changes the page is of.
fn is_of_another_set(page_context: &str, context: &str) -> bool {
    page_context.ends_with("$delta") && set_of(page_context) != set_of(context)
}

/// The entity set that a context URL names: what stands after `#`, up to a key, a projection or the
/// next segment.
fn set_of(context: &str) -> &str {
    let fragment = context.split_once('#').map_or(context, |(_, fragment)| fragment);
    fragment.split(['/', '(']).next().unwrap_or(fragment)
}

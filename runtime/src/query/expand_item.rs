//! One expanded navigation property, without its types, as text.

use std::borrow::Cow;

use super::ast::{Logical, Node};
use super::literal::EnumStyle;
use super::order_by::{self, Ordering};
use crate::model::TypeFacts;

/// How deep a relation of a type to itself is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Levels {
    /// So many levels; OData has no zero, which is sent as one.
    Count(u32),
    /// As deep as the service will go.
    Max,
}

impl From<u32> for Levels {
    fn from(count: u32) -> Self {
        Self::Count(count)
    }
}

#[derive(Clone, Debug)]
pub(super) struct ExpandItem {
    path: String,
    /// What requests for what is there need besides.
    facts: TypeFacts,
    pub(super) filter: Vec<Node>,
    pub(super) search: Option<String>,
    pub(super) order_by: Vec<Ordering>,
    pub(super) skip: Option<u64>,
    pub(super) top: Option<u64>,
    pub(super) count: bool,
    pub(super) select: Vec<Cow<'static, str>>,
    pub(super) expand: Vec<ExpandItem>,
    pub(super) levels: Option<Levels>,
    pub(super) raw: Vec<String>,
}

impl ExpandItem {
    pub(super) const fn new(path: String, facts: TypeFacts) -> Self {
        Self {
            path,
            facts,
            filter: Vec::new(),
            search: None,
            order_by: Vec::new(),
            skip: None,
            top: None,
            count: false,
            select: Vec::new(),
            expand: Vec::new(),
            levels: None,
            raw: Vec::new(),
        }
    }

    /// The same behind a complex property.
    pub(super) fn below(mut self, property: &str) -> Self {
        self.path = format!("{property}/{}", self.path);
        self
    }

    /// Whether values of it, or expanded from it, hold enumerations that members may be added to.
    pub(super) fn has_evolvable_enums(&self) -> bool {
        self.facts.has_evolvable_enums() || self.expand.iter().any(Self::has_evolvable_enums)
    }

    /// Whether an option of it, or of what is expanded from it, makes an advanced query.
    pub(super) fn is_advanced(&self) -> bool {
        self.search.is_some()
            || (self.count && self.facts.needs_advanced_queries())
            || self.expand.iter().any(Self::is_advanced)
    }

    pub(super) fn render(&self, style: EnumStyle) -> String {
        let options = self.options(style);
        if options.is_empty() {
            return self.path.clone();
        }
        format!("{}({})", self.path, options.join(";"))
    }

    pub(super) fn render_all(items: &[Self], style: EnumStyle) -> String {
        let items: Vec<String> = items.iter().map(|item| item.render(style)).collect();
        items.join(",")
    }

    /// The options with their values, in a fixed order.
    fn options(&self, style: EnumStyle) -> Vec<String> {
        let filter =
            (!self.filter.is_empty()).then(|| Node::join(Logical::And, self.filter.iter().cloned()).render(style));
        let order_by = (!self.order_by.is_empty()).then(|| order_by::render(&self.order_by, style));
        let select = (!self.select.is_empty()).then(|| self.select.join(","));
        let expand = (!self.expand.is_empty()).then(|| Self::render_all(&self.expand, style));
        let levels = self.levels.map(|levels| match levels {
            Levels::Count(count) => count.max(1).to_string(),
            Levels::Max => "max".to_owned(),
        });
        let named = [
            ("$filter", filter),
            ("$search", self.search.clone()),
            ("$orderby", order_by),
            ("$skip", self.skip.map(|count| count.to_string())),
            ("$top", self.top.map(|count| count.to_string())),
            ("$count", self.count.then(|| "true".to_owned())),
            ("$select", select),
            ("$expand", expand),
            ("$levels", levels),
        ];
        let named = named.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?)));
        named.chain(self.raw.iter().cloned()).collect()
    }
}

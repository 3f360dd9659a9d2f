//! What a type is to a service beyond its properties.

/// What requests for values of a type need besides what the standard says of them. Emitted code gives
/// it for each type; what comes of it is the [`Service`](crate::Service)'s to say.
///
/// ```
/// use odata_runtime::model::TypeFacts;
///
/// const FACTS: TypeFacts = TypeFacts::NONE.evolvable_enums();
/// assert!(FACTS.has_evolvable_enums() && !FACTS.needs_advanced_queries());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TypeFacts {
    evolvable_enums: bool,
    advanced_queries: bool,
}

impl TypeFacts {
    /// Nothing is needed.
    pub const NONE: Self = Self { evolvable_enums: false, advanced_queries: false };

    /// The same of a type whose values hold, at any depth, an enumeration that members may be added
    /// to: see [`Service::evolvable_enums`](crate::Service::evolvable_enums).
    #[must_use]
    pub const fn evolvable_enums(mut self) -> Self {
        self.evolvable_enums = true;
        self
    }

    /// The same of a type whose values are counted by advanced queries only: see
    /// [`Service::advanced_queries`](crate::Service::advanced_queries).
    #[must_use]
    pub const fn advanced_queries(mut self) -> Self {
        self.advanced_queries = true;
        self
    }

    /// What one or the other needs.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self {
            evolvable_enums: self.evolvable_enums || other.evolvable_enums,
            advanced_queries: self.advanced_queries || other.advanced_queries,
        }
    }

    /// Whether values hold an enumeration that members may be added to.
    #[must_use]
    pub const fn has_evolvable_enums(self) -> bool {
        self.evolvable_enums
    }

    /// Whether values are counted by advanced queries only.
    #[must_use]
    pub const fn needs_advanced_queries(self) -> bool {
        self.advanced_queries
    }
}

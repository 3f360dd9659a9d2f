//! How a service spells its names, which tells the one spelling that has the first right to a Rust name.

use std::collections::BTreeMap;

use crate::names::NameLock;
use crate::schema::{Schema, TypeKind};

use super::ident;

/// A way to spell a name of several words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Spelling {
    /// `createdDateTime`.
    #[default]
    Camel,
    /// `CreatedDateTime`.
    Pascal,
    /// `created_date_time`.
    Snake,
    /// `CREATED_DATE_TIME`.
    Upper,
}

/// All of them, in the order in which the lock names them.
const ALL: [Spelling; 4] = [Spelling::Camel, Spelling::Pascal, Spelling::Snake, Spelling::Upper];

impl Spelling {
    /// The only name spelt so that `snake` (`created_date_time`) is made of.
    fn write(self, snake: &str) -> String {
        let mut name = String::with_capacity(snake.len());
        match self {
            Self::Camel | Self::Pascal => {
                for (at, word) in snake.split('_').enumerate() {
                    if at == 0 && self == Self::Camel { name.push_str(word) } else { push_capital(&mut name, word) }
                }
            }
            Self::Snake => name.push_str(snake),
            Self::Upper => return snake.to_uppercase(),
        }
        name
    }

    /// Whether a name is spelt so; nothing else that is becomes the same field and the same constant.
    pub(crate) fn fits(self, wire: &str) -> bool {
        self.fits_snake(wire, &ident::field_name(wire))
    }

    /// The same, where the name of its field is known.
    fn fits_snake(self, wire: &str, snake: &str) -> bool {
        // In capitals, `größe` is the same as `grösse`.
        self.write(snake) == wire && (snake.is_ascii() || snake.to_uppercase().to_lowercase() == snake)
    }

    pub(crate) fn as_str(self) -> &'static str {
        let [camel, pascal, snake, upper] = NameLock::SPELLINGS;
        match self {
            Self::Camel => camel,
            Self::Pascal => pascal,
            Self::Snake => snake,
            Self::Upper => upper,
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        ALL.into_iter().find(|spelling| spelling.as_str() == text)
    }

    /// The spelling of most of some names; of two as frequent, the first of the list above.
    fn of_most<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut counts: BTreeMap<Self, usize> = BTreeMap::new();
        for name in names {
            let snake = ident::field_name(name);
            for spelling in ALL.into_iter().filter(|spelling| spelling.fits_snake(name, &snake)) {
                *counts.entry(spelling).or_default() += 1;
            }
        }
        let most = counts.into_iter().max_by_key(|(spelling, count)| (*count, std::cmp::Reverse(*spelling)));
        most.map(|(spelling, _)| spelling).unwrap_or_default()
    }
}

/// Whether a name is spelt in any of the ways.
pub(crate) fn is_regular(wire: &str) -> bool {
    let snake = ident::field_name(wire);
    ALL.iter().any(|spelling| spelling.fits_snake(wire, &snake))
}

fn push_capital(name: &mut String, word: &str) {
    let mut chars = word.chars();
    name.extend(chars.next().into_iter().flat_map(char::to_uppercase));
    name.push_str(chars.as_str());
}

/// What names are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Of {
    /// Types.
    Types,
    /// Properties and navigation properties.
    Properties,
    /// Parameters of actions.
    Parameters,
    /// Members of enumerations.
    Members,
    /// What the container holds.
    Container,
}

impl Of {
    pub(crate) const ALL: [(Self, &'static str); 5] = [
        (Self::Types, "types"),
        (Self::Properties, "properties"),
        (Self::Parameters, "parameters"),
        (Self::Members, "members"),
        (Self::Container, "container"),
    ];
}

/// How most names of a sort are spelt in a schema.
pub(crate) fn spelling(schema: &Schema, of: Of) -> Spelling {
    let container = schema.container.iter();
    match of {
        Of::Types => Spelling::of_most(schema.types.iter().map(|ty| ty.name.name.as_str())),
        Of::Properties => {
            let structured = || schema.types.iter().filter_map(|ty| ty.structured());
            let properties = structured().flat_map(|ty| ty.properties.iter().map(|one| one.name.as_str()));
            let navigation = structured().flat_map(|ty| ty.navigation.iter().map(|one| one.name.as_str()));
            Spelling::of_most(properties.chain(navigation))
        }
        Of::Parameters => {
            let arguments = schema.operations.iter().flat_map(|operation| operation.arguments());
            Spelling::of_most(arguments.map(|argument| argument.name.as_str()))
        }
        Of::Members => {
            let members = schema.types.iter().flat_map(|ty| match &ty.kind {
                TypeKind::Enum(kind) => kind.members.as_slice(),
                _ => &[],
            });
            Spelling::of_most(members.map(|member| member.name.as_str()))
        }
        Of::Container => {
            let sets = container.clone().flat_map(|it| it.entity_sets.iter().map(|set| set.name.as_str()));
            let singletons = container.flat_map(|it| it.singletons.iter().map(|one| one.name.as_str()));
            Spelling::of_most(sets.chain(singletons))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_of_a_name_fits() {
        for (spelling, name) in [
            (Spelling::Camel, "createdDateTime"),
            (Spelling::Pascal, "CreatedDateTime"),
            (Spelling::Snake, "created_date_time"),
            (Spelling::Upper, "CREATED_DATE_TIME"),
        ] {
            let fitting: Vec<Spelling> = ALL.into_iter().filter(|one| one.fits(name)).collect();
            assert_eq!(fitting, [spelling], "{name}");
            assert_eq!(Spelling::parse(spelling.as_str()), Some(spelling));
        }
        for odd in ["created_DateTime", "createdDate_time", "_links", "HTTPServer", "v10_1"] {
            assert!(!Spelling::Camel.fits(odd) && !Spelling::Pascal.fits(odd), "{odd}");
        }
        assert_eq!(Spelling::of_most(["Ab", "a", "b", "Abc"].into_iter()), Spelling::Camel);
        assert_eq!(Spelling::of_most(["AbCd", "ID", "Ab"].into_iter()), Spelling::Pascal);
    }
}

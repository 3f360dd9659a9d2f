//! Services drawn at random, whose names collide in Rust.

use std::collections::BTreeSet;

/// A small generator of numbers, the same on every run.
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(1))
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn pick<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

/// What parameters are of; a collection of one of them is another type.
const PRIMITIVES: &[&str] = &[
    "Boolean",
    "Byte",
    "Date",
    "DateTimeOffset",
    "Decimal",
    "Double",
    "Duration",
    "Guid",
    "Int16",
    "Int32",
    "Int64",
    "SByte",
    "Single",
    "String",
    "TimeOfDay",
];

/// Few words, spelt in many ways.
const NAMES: &[&str] = &[
    "abCd",
    "AbCd",
    "ab_cd",
    "Ab_cd",
    "AB_CD",
    "ABCd",
    "abCD",
    "ab__cd",
    "_abCd",
    "ab",
    "Ab",
    "AB",
    "abCdProperty",
    "ab_cd_property",
    "get",
    "Get",
    "extra",
    "self",
    "Self",
    "type",
    "asAbCd",
    "as_ab",
    "unknownValue",
    "Unknown",
    "byId",
    "list",
    "abCdNavigation",
    "grösse",
    "größe",
    "new",
    "a1",
    "a_1",
    "v10_1",
    "v1_01",
];
const MADE: &[(&str, &str)] = &[
    ("", ""),
    ("", ""),
    ("", ""),
    ("", "RequestBuilder"),
    ("", "Collection"),
    ("", "CollectionRequestBuilder"),
    ("any", ""),
    ("Any", ""),
    ("", "AbCdParameters"),
    ("", "Type"),
    ("", "OrDerived"),
];
const NAMESPACES: &[&str] = &["n.main", "n.main", "n.main", "n.main.ab", "n.main.Ab", "n.Main"];

/// Something that came at an age, and its XML, in which `{}` is what came into it.
struct Element {
    age: usize,
    open: String,
    children: Vec<(usize, String)>,
    close: &'static str,
}

pub(crate) struct Service {
    /// By namespace.
    elements: Vec<(&'static str, Element)>,
    sets: Vec<(usize, String)>,
}

impl Service {
    pub(crate) fn draw(numbers: &mut Numbers) -> Self {
        let mut service = Self { elements: Vec::new(), sets: Vec::new() };
        let mut taken = BTreeSet::from(["n.main.base".to_owned()]);
        let mut types = vec![("n.main.base".to_owned(), 0)];
        let key = "<Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/>";
        let base = Element {
            age: 0,
            open: format!("<EntityType Name=\"base\">{key}"),
            children: members(numbers, 0, &["id"]),
            close: "</EntityType>",
        };
        service.elements.push(("n.main", base));
        for _ in 0..24 {
            let namespace = numbers.pick(NAMESPACES);
            let (prefix, suffix) = MADE[numbers.below(MADE.len())];
            let name = format!("{prefix}{}{suffix}", numbers.pick(NAMES));
            let full = format!("{namespace}.{name}");
            if !taken.insert(full.clone()) {
                continue;
            }
            let age = numbers.below(3);
            let (open, close, children) = match numbers.below(4) {
                0 => (format!("<EnumType Name=\"{name}\">"), "</EnumType>", enum_members(numbers, age)),
                1 => (format!("<ComplexType Name=\"{name}\">"), "</ComplexType>", members(numbers, age, &[&name])),
                _ => {
                    // Its own members could stand on the base as well, which no schema may have.
                    types.push((full, age));
                    let open = format!("<EntityType Name=\"{name}\" BaseType=\"n.main.base\">");
                    (open, "</EntityType>", Vec::new())
                }
            };
            service.elements.push((namespace, Element { age, open, children, close }));
        }
        service.operations(numbers, &types);
        service.container(numbers, &types);
        service
    }

    fn operations(&mut self, numbers: &mut Numbers, types: &[(String, usize)]) {
        let mut taken = BTreeSet::new();
        for _ in 0..14 {
            let (bound, at_least) = &types[if numbers.below(2) == 0 { 0 } else { numbers.below(types.len()) }];
            let bound = if numbers.below(3) == 0 { format!("Collection({bound})") } else { bound.clone() };
            let (name, age) = (numbers.pick(NAMES), numbers.below(3).max(*at_least));
            let mut parameters: Vec<&str> = (0..numbers.below(3)).map(|_| numbers.pick(NAMES)).collect();
            parameters.sort_unstable();
            parameters.dedup();
            let is_action = numbers.below(2) == 0;
            // An action that gets parameters is called as no other is: with them, it overrides another one.
            let grows = is_action && name.len() % 2 == 0;
            let told_apart = match (is_action, grows) {
                (true, true) => String::new(),
                (true, false) => bound.clone(),
                _ => format!("{bound} {}", parameters.join(",")),
            };
            if !taken.insert(format!("{is_action} {name} {told_apart}")) {
                continue;
            }
            let (tag, close) = if is_action { ("Action", "</Action>") } else { ("Function", "</Function>") };
            let open = format!("<{tag} Name=\"{name}\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"{bound}\"/>");
            let written = |name: &&str| format!("<Parameter Name=\"{name}\" Type=\"{}\"/>", argument_type(name));
            let mut ages: Vec<usize> =
                parameters.iter().map(|_| if grows { age.max(numbers.below(3)) } else { age }).collect();
            ages.sort_unstable();
            let mut children: Vec<_> = ages.into_iter().zip(parameters.iter().map(written)).collect();
            children.extend((!is_action).then(|| (age, "<ReturnType Type=\"Edm.Int32\"/>".to_owned())));
            self.elements.push(("n.main", Element { age, open, children, close }));
        }
    }

    fn container(&mut self, numbers: &mut Numbers, types: &[(String, usize)]) {
        self.sets.push((0, "<EntitySet Name=\"bases\" EntityType=\"n.main.base\"/>".to_owned()));
        let mut taken = BTreeSet::new();
        for _ in 0..8 {
            let (ty, at_least) = &types[numbers.below(types.len())];
            let name = numbers.pick(NAMES);
            if taken.insert(name) {
                let age = numbers.below(3).max(*at_least);
                let text = match numbers.below(2) {
                    0 => format!("<EntitySet Name=\"{name}\" EntityType=\"{ty}\"/>"),
                    _ => format!("<Singleton Name=\"{name}\" Type=\"{ty}\"/>"),
                };
                self.sets.push((age, text));
            }
        }
    }

    /// Adds what makes one spelling the usual one of properties, at every age.
    pub(crate) fn spell_usually(&mut self) {
        let property = |number| (0, format!("<Property Name=\"thingThat{number}\" Type=\"Edm.String\"/>"));
        let letters = ('a'..='z').flat_map(|a| ('a'..='h').map(move |b| format!("Is{a}{b}")));
        let open = "<ComplexType Name=\"usual\">".to_owned();
        let children = letters.map(property).collect();
        self.elements.push(("n.main", Element { age: 0, open, children, close: "</ComplexType>" }));
    }

    /// The document as it was at an age.
    pub(crate) fn text(&self, age: usize) -> String {
        let mut schemas = String::new();
        for namespace in NAMESPACES.iter().collect::<BTreeSet<_>>() {
            let mut body = String::new();
            for (_, element) in self.elements.iter().filter(|(of, one)| of == namespace && one.age <= age) {
                body.push_str(&element.open);
                element.children.iter().filter(|(since, _)| *since <= age).for_each(|(_, text)| body.push_str(text));
                body.push_str(element.close);
            }
            if *namespace == "n.main" {
                let sets: String =
                    self.sets.iter().filter(|(since, _)| *since <= age).map(|(_, s)| s.as_str()).collect();
                body.push_str(&format!("<EntityContainer Name=\"container\">{sets}</EntityContainer>"));
            }
            let xmlns = "http://docs.oasis-open.org/odata/ns/edm";
            schemas.push_str(&format!("<Schema Namespace=\"{namespace}\" xmlns=\"{xmlns}\">{body}</Schema>\n"));
        }
        let xmlns = "http://docs.oasis-open.org/odata/ns/edmx";
        format!(
            "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"{xmlns}\"><edmx:DataServices>{schemas}</edmx:DataServices></edmx:Edmx>"
        )
    }

    /// The same in another order, but for parameters and members of enumerations, whose order is meant.
    pub(crate) fn shuffle(&mut self, numbers: &mut Numbers) {
        numbers.shuffle(&mut self.elements);
        numbers.shuffle(&mut self.sets);
        let is_structured =
            |element: &Element| element.open.starts_with("<EntityType") || element.open.starts_with("<Complex");
        for (_, element) in self.elements.iter_mut().filter(|(_, element)| is_structured(element)) {
            numbers.shuffle(&mut element.children);
        }
    }
}

fn members(numbers: &mut Numbers, at_least: usize, taken: &[&str]) -> Vec<(usize, String)> {
    let mut taken: BTreeSet<&str> = taken.iter().copied().collect();
    let mut members = Vec::new();
    for _ in 0..10 {
        let name = numbers.pick(NAMES);
        if taken.insert(name) {
            let text = match numbers.below(4) {
                0 => format!("<NavigationProperty Name=\"{name}\" Type=\"n.main.base\"/>"),
                1 => format!("<NavigationProperty Name=\"{name}\" Type=\"Collection(n.main.base)\"/>"),
                2 => format!("<Property Name=\"{name}\" Type=\"Edm.Stream\"/>"),
                _ => format!("<Property Name=\"{name}\" Type=\"Edm.String\"/>"),
            };
            members.push((at_least.max(numbers.below(3)), text));
        }
    }
    members
}

fn enum_members(numbers: &mut Numbers, at_least: usize) -> Vec<(usize, String)> {
    let names: BTreeSet<&str> = (0..8).map(|_| numbers.pick(NAMES)).collect();
    let member = |(value, name)| format!("<Member Name=\"{name}\" Value=\"{value}\"/>");
    let texts: Vec<String> = names.into_iter().enumerate().map(member).collect();
    texts.into_iter().map(|text| (at_least.max(numbers.below(3)), text)).collect()
}

/// A type of a parameter's own: overloads whose parameters have other names have other types.
fn argument_type(name: &str) -> String {
    let at = NAMES.iter().position(|known| *known == name).unwrap();
    let primitive = PRIMITIVES[at % PRIMITIVES.len()];
    if at < PRIMITIVES.len() { format!("Edm.{primitive}") } else { format!("Collection(Edm.{primitive})") }
}

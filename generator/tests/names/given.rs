//! Every name that a caller can write, by what has it.

use std::collections::{BTreeMap, BTreeSet};

use csdl_codegen::plan::{CratePlan, Field, FilePlan, Item, Method, MethodKind, ModulePlan};

/// Names by what has them: `field n.main.thing/abCd`, `ab_cd`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Given(pub(crate) BTreeMap<String, String>);

impl Given {
    pub(crate) fn of(plan: &CratePlan) -> Self {
        let mut given = Self::default();
        for api in &plan.apis {
            given.module(&api.root);
            given.methods("client", "", &api.roots);
        }
        given
    }

    fn add(&mut self, what: String, name: &str) {
        let other = self.0.insert(what.clone(), name.to_owned());
        assert!(other.is_none_or(|other| other == name), "{what} has two names");
    }

    fn module(&mut self, module: &ModulePlan) {
        module.files.iter().for_each(|file| self.file(file));
        module.children.iter().for_each(|child| self.module(child));
    }

    fn file(&mut self, file: &FilePlan) {
        let parent = file.parent.join("::");
        let owner = file.items.iter().find_map(|item| match item {
            Item::Struct(plan) => Some(plan.wire.clone()),
            Item::Polymorphic(plan) => Some(plan.wire.clone()),
            _ => None,
        });
        let owner = owner.unwrap_or_default();
        for item in &file.items {
            let path = format!("{parent}::{}", item.name());
            match item {
                Item::Struct(plan) => {
                    self.add(format!("type {}", plan.wire), &path);
                    self.fields(&plan.wire, &plan.fields);
                }
                // By its name: what it is of is told by the method that takes it.
                Item::Parameters(plan) => self.fields(&path, &plan.fields),
                Item::Enum(plan) | Item::Flags(plan) => {
                    self.add(format!("type {}", plan.wire), &path);
                    self.add(format!("member {}/-", plan.wire), &plan.unknown);
                    for member in &plan.members {
                        self.add(format!("member {}/{}", plan.wire, member.wire), &member.name);
                    }
                }
                Item::Polymorphic(plan) => {
                    self.add(format!("any {}", plan.wire), &path);
                    self.add(format!("variant {}/-", plan.wire), &plan.unknown);
                    for variant in &plan.variants {
                        self.add(format!("variant {}/{}", plan.wire, variant.wire), &variant.name);
                    }
                }
                Item::Alias(plan) => self.add(format!("type {}", plan.wire), &path),
                Item::Builder(plan) => {
                    let many = if plan.is_collection { "many" } else { "one" };
                    self.add(format!("builder {owner}/{many}"), &path);
                    self.methods("method", &format!("{owner}/{many}/"), &plan.methods);
                }
            }
        }
    }

    fn fields(&mut self, owner: &str, fields: &[Field]) {
        for field in fields {
            self.add(format!("field {owner}/{}", field.wire), &field.name);
            if let Some(constant) = &field.constant {
                self.add(format!("constant {owner}/{}", field.wire), constant);
            }
        }
    }

    fn methods(&mut self, sort: &str, owner: &str, methods: &[Method]) {
        for method in methods {
            let what = match &method.kind {
                MethodKind::Child(_, segment) => format!("{segment} as a segment"),
                MethodKind::Cast(_, ty) => ty.clone(),
                MethodKind::Stream(segment) => format!("{segment} as a stream"),
                MethodKind::ByKey(..) => "key".to_owned(),
                MethodKind::Action(segment, arguments, _) => {
                    let signature = method.operation.clone().unwrap_or_default();
                    // An action that gets another parameter is the same.
                    let bound = signature.split([',', ')']).next().unwrap_or_default();
                    if let Some(path) = arguments {
                        let name = format!("{}::{}", path.module.join("::"), path.name);
                        self.add(format!("arguments {bound}"), &name);
                    }
                    format!("action {segment} {bound}")
                }
                MethodKind::Function(segment, arguments, _) => {
                    let names: Vec<&str> = arguments.iter().map(|argument| argument.wire.as_str()).collect();
                    format!("function {segment}({})", names.join(","))
                }
                _ => method.name.clone(),
            };
            self.add(format!("{sort} {owner}{what}"), &method.name);
        }
    }

    /// No two things of one scope have one name.
    pub(crate) fn assert_distinct(&self) {
        let mut seen = BTreeSet::new();
        for (what, name) in &self.0 {
            let (sort, rest) = what.split_once(' ').unwrap_or_default();
            let scope = match sort {
                // Paths of one crate.
                "type" | "any" | "builder" | "arguments" => String::new(),
                "method" => rest.split('/').take(2).collect::<Vec<_>>().join("/"),
                _ => rest.split('/').next().unwrap_or_default().to_owned(),
            };
            let sort = if matches!(sort, "any" | "builder" | "arguments") { "type" } else { sort };
            assert!(seen.insert((sort, scope.clone(), name)), "{what}: {name} stands twice in {sort} {scope}");
        }
    }
}

//! What the service has: bodies of our own by type, and what clients made, changed and deleted.

use std::collections::{BTreeMap, BTreeSet};

use crate::{bodies, json::Json};

/// The time of everything that happens here.
const NOW: &str = "2026-11-23T10:00:00.1234567Z";

/// Entities by the path that they are at.
#[derive(Debug, Default)]
pub(super) struct Store {
    kept: BTreeMap<String, Json>,
    deleted: BTreeSet<String>,
    made: u64,
}

impl Store {
    /// The entity at a path, or `None` where there is none. Any key is there, but for those that were
    /// deleted and those that start with `missing`.
    pub(super) fn get(&self, version: &str, ty: &str, path: &str) -> Option<Json> {
        let key = path.rsplit('/').next().unwrap_or_default().replace("%2F", "/").replace("%25", "%");
        if self.deleted.iter().any(|gone| is_below(path, gone)) || path.split('/').any(|s| s.starts_with("missing")) {
            return None;
        }
        if let Some(kept) = self.kept.get(path) {
            return Some(kept.clone());
        }
        let samples = bodies::items(version, ty);
        let of_key = samples.iter().find(|item| item.text("id") == Some(&key));
        let mut item = of_key.or(samples.first()).cloned().unwrap_or_else(|| Json::object::<String>([]));
        if key.parse::<i64>().is_ok() && item.get("versionNumber").is_some() {
            item.set("versionNumber", Json::Number(key));
        } else if item.get("id").is_some() && ty != "lifecycleManagementSettings" {
            item.set("id", Json::string(key));
        }
        Some(item)
    }

    /// The entities of a collection: what is there anyway, then what was made.
    pub(super) fn list(&self, version: &str, ty: &str, path: &str) -> Vec<Json> {
        let samples = bodies::items(version, ty).into_iter();
        let is_here = |item: &Json| {
            let at = format!("{path}/{}", item.text("id").unwrap_or_default());
            !self.deleted.contains(&at) && !self.kept.contains_key(&at)
        };
        let made = self.kept.iter().filter(|(at, _)| at.rsplit_once('/').is_some_and(|(parent, _)| parent == path));
        samples.filter(is_here).chain(made.map(|(_, item)| item.clone())).collect()
    }

    /// Makes an entity in a collection and gives it back as it is kept.
    pub(super) fn create(&mut self, path: &str, mut body: Json) -> Json {
        self.made += 1;
        let id = uuid::Uuid::from_u64_pair(0x0a1b_2c3d_4e5f_4061, 0x8000_0000_0000_0000 | self.made).to_string();
        body.set("id", Json::string(&id));
        body.set("createdDateTime", Json::string(NOW));
        body.set("lastModifiedDateTime", Json::string(NOW));
        self.kept.insert(format!("{path}/{id}"), body.clone());
        body
    }

    /// Puts the changes of a PATCH into an entity.
    pub(super) fn change(&mut self, path: &str, mut entity: Json, changes: &Json) {
        for (name, value) in changes.members() {
            entity.set(name.clone(), value.clone());
        }
        self.kept.insert(path.to_owned(), entity);
    }

    /// Takes an entity away.
    pub(super) fn delete(&mut self, path: &str) {
        self.kept.retain(|at, _| !is_below(at, path));
        self.deleted.insert(path.to_owned());
    }
}

fn is_below(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

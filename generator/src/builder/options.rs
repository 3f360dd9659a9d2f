//! What a build script chooses, as a configuration file says it.

use std::collections::BTreeMap;

use crate::config::{list, quoted};

use super::FOLDER;

/// What a configuration file would say: values as TOML writes them, by key.
#[derive(Clone, Debug, Default)]
pub(super) struct Options {
    pub(super) krate: BTreeMap<&'static str, String>,
    pub(super) api: BTreeMap<&'static str, String>,
    pub(super) scope: BTreeMap<&'static str, String>,
    pub(super) evolvable_enums: BTreeMap<&'static str, String>,
    pub(super) advanced_queries: BTreeMap<&'static str, String>,
    pub(super) clouds: BTreeMap<String, String>,
    pub(super) documents: Vec<String>,
    pub(super) overlays: Vec<String>,
}

impl Options {
    /// The configuration file that says the same.
    pub(super) fn text(&self) -> String {
        let mut krate = BTreeMap::from([("client", quoted("Client")), ("output", quoted(FOLDER))]);
        krate.extend(self.krate.clone());
        let mut api = BTreeMap::from([("name", quoted("service"))]);
        api.extend(self.api.clone());
        api.insert("metadata", list(&self.documents));
        api.insert("overlays", list(&self.overlays));
        let clouds = self.clouds.iter().map(|(name, url)| (name.as_str(), url.clone())).collect();
        let tables = [
            ("[crate]", &krate),
            ("[[api]]", &api),
            ("[scope]", &self.scope),
            ("[evolvable_enums]", &self.evolvable_enums),
            ("[advanced_queries]", &self.advanced_queries),
            ("[clouds]", &clouds),
        ];
        let filled = tables.iter().filter(|(_, table)| !table.is_empty());
        filled
            .map(|(head, table)| {
                let lines: String = table.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
                format!("{head}\n{lines}")
            })
            .collect()
    }
}

pub(super) fn set(table: &mut BTreeMap<&'static str, String>, key: &'static str, value: String) {
    table.insert(key, value);
}

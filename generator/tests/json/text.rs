//! JSON text with members in the order in which they are added and numbers as they are written.

/// A value.
#[derive(Clone, Debug)]
pub(crate) enum Json {
    /// A number, boolean or null, as it stands.
    Raw(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub(crate) fn truth(value: bool) -> Self {
        Self::Raw(value.to_string())
    }

    pub(crate) fn text(value: impl Into<String>) -> Self {
        Self::Text(value.into())
    }

    pub(crate) fn write(&self, to: &mut String) {
        let list =
            |to: &mut String, open: char, close: char, items: &mut dyn Iterator<Item = (Option<&str>, &Self)>| {
                to.push(open);
                for (index, (name, value)) in items.enumerate() {
                    to.push_str(if index == 0 { "\n" } else { ",\n" });
                    if let Some(name) = name {
                        to.push_str(&serde_json::to_string(name).unwrap());
                        to.push(':');
                    }
                    value.write(to);
                }
                to.push(close);
            };
        match self {
            Self::Raw(text) => to.push_str(text),
            Self::Text(text) => to.push_str(&serde_json::to_string(text).unwrap()),
            Self::List(items) => list(to, '[', ']', &mut items.iter().map(|item| (None, item))),
            Self::Object(members) => {
                list(to, '{', '}', &mut members.iter().map(|(name, value)| (Some(name.as_str()), value)));
            }
        }
    }
}

/// An object that is being put together.
#[derive(Debug, Default)]
pub(crate) struct Object(pub(crate) Vec<(String, Json)>);

impl Object {
    pub(crate) fn add(&mut self, name: impl Into<String>, value: Json) {
        self.0.push((name.into(), value));
    }

    pub(crate) fn maybe(&mut self, name: &str, value: Option<impl AsRef<str>>) {
        if let Some(value) = value {
            self.add(name, Json::text(value.as_ref()));
        }
    }

    pub(crate) fn flag(&mut self, name: &str, value: bool) {
        if value {
            self.add(name, Json::truth(true));
        }
    }

    /// The object under a name, made where there is none.
    pub(crate) fn object(&mut self, name: &str) -> &mut Vec<(String, Json)> {
        let index = self.0.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            self.add(name, Json::Object(Vec::new()));
            self.0.len() - 1
        });
        match &mut self.0[index].1 {
            Json::Object(members) => members,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn done(self) -> Json {
        Json::Object(self.0)
    }
}

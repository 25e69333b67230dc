//! What is wrong with a draft, or could be better, and where.

pub use crate::catalog::Severity;
use crate::catalog::{Catalog, Locale};
use crate::fill::fill;
use serde::Serialize;

/// A step of a path into a draft.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(untagged))]
pub enum Key {
    /// Of an object.
    Name(String),
    /// Of a list.
    Index(u32),
}

/// A finding about a draft (问题).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Issue {
    /// Stable machine code, such as `phone.format`.
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub code: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// Where: `["contactPhone"]`, `["evidence", 2, "kind"]`; `[]` for the whole draft.
    pub path: Vec<Key>,
    /// What is wrong and what to do, in the asked locale. Holds none of the person's text.
    pub message: String,
    /// Range in the field's text in UTF-16 code units, where the issue is about a part of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub span: Option<(u32, u32)>,
    /// The value to use instead, where there is exactly one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub suggestion: Option<String>,
}

impl Issue {
    /// An issue with the catalogue's severity and words for its code; `values` fill the words.
    pub fn new(
        catalog: &Catalog,
        locale: Locale,
        code: &'static str,
        path: Vec<Key>,
        values: &[(&str, &str)],
    ) -> Self {
        let entry = catalog.message(code);
        let value = |id: &str| {
            let found = values.iter().find(|(name, value)| *name == id && !value.is_empty());
            found.map(|(_, value)| (*value).to_string())
        };
        let message = entry
            .and_then(|entry| fill(entry.text.get(locale), &value))
            .map_or_else(|| code.to_string(), |filled| filled.text);
        Issue {
            code,
            severity: entry.and_then(|entry| entry.severity).unwrap_or(Severity::Warning),
            path,
            message,
            span: None,
            suggestion: None,
        }
    }
}

/// The path of a field.
pub fn at(field: &str) -> Vec<Key> {
    vec![Key::Name(field.to_string())]
}

/// The path of a part of an entry in one of the draft's lists.
pub fn within(list: &str, index: usize, part: &str) -> Vec<Key> {
    let index = u32::try_from(index).unwrap_or(u32::MAX);
    vec![Key::Name(list.to_string()), Key::Index(index), Key::Name(part.to_string())]
}

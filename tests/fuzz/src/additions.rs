//! An embedder's entries: those of the catalogue with something changed, or anything.

use crate::source::Source;
use crate::vocabulary::VOCABULARY;
use std::borrow::Cow;
use std::fs;
use std::sync::LazyLock;
use toml::Table;
use tousu::Raw;

#[path = "../../../src/catalog/source.rs"]
mod toml_source;

/// The sources of the catalogue.
const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../src/catalog/data");

static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| {
    let files = fs::read_dir(SOURCES).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> = files.filter(|it| it.extension() == Some("toml".as_ref())).collect();
    files.sort();
    files.iter().map(|file| fs::read_to_string(file).unwrap().parse().unwrap()).collect()
});

/// Each entry of the catalogue as an embedder would write it, with the list that it stands in.
static ENTRIES: LazyLock<Vec<(&str, Raw)>> = LazyLock::new(|| {
    let lists = TABLES.iter().flatten().filter_map(|(key, list)| Some((key, list.as_array()?)));
    lists
        .flat_map(|(key, list)| list.iter().map(|it| (key.as_str(), toml_source::raw(it))))
        .collect()
});

/// What can be left out: each kind, and each entry that has an id.
static LEAVABLE: LazyLock<Vec<String>> = LazyLock::new(|| {
    let name = |(kind, entry): &(&str, Raw)| match entry.get("id").and_then(Raw::text) {
        Some(id) => format!("{kind} {id}"),
        None => kind.to_string(),
    };
    let kinds = TABLES.iter().flat_map(Table::keys).cloned();
    kinds.chain(ENTRIES.iter().map(name)).collect()
});

/// A value of JSON as untyped input.
pub fn from_json(value: &serde_json::Value) -> Raw<'_> {
    use serde_json::Value;
    match value {
        Value::Null => Raw::Nothing,
        Value::Bool(flag) => Raw::Bool(*flag),
        Value::Number(number) => Raw::Number(number.as_f64().unwrap_or(f64::NAN)),
        Value::String(text) => Raw::from(text.as_str()),
        Value::Array(items) => Raw::List(items.iter().map(from_json).collect()),
        Value::Object(entries) => {
            let entries = entries.iter();
            Raw::Map(entries.map(|(key, value)| (key.as_str().into(), from_json(value))).collect())
        }
    }
}

impl Source<'_> {
    /// Entries of the catalogue with something changed, or anything.
    pub fn additions(&mut self) -> Raw<'static> {
        if self.number(16) == 0 {
            return self.any(5);
        }
        let mut lists: Vec<(Cow<str>, Raw)> = Vec::new();
        for _ in 0..1 + self.number(4) {
            let (list, entry) = self.of::<(&str, Raw)>(&ENTRIES);
            let mut entry = entry.clone();
            if self.number(4) > 0
                && let Raw::Map(parts) = &mut entry
                && let Some((_, id)) = parts.iter_mut().find(|(key, _)| key == "id")
            {
                *id = Raw::Text(format!("added-{}", self.number(3)).into());
            }
            for _ in 0..self.number(4) {
                self.change(&mut entry, 4);
            }
            match lists.iter_mut().find(|(key, _)| key == list) {
                Some((_, Raw::List(entries))) => entries.push(entry),
                _ => lists.push(((*list).into(), Raw::List(vec![entry]))),
            }
        }
        if self.number(4) == 1 {
            let left_out = (0..self.number(4)).map(|_| Raw::from(self.of(&LEAVABLE).as_str()));
            lists.push(("without".into(), Raw::List(left_out.collect())));
        }
        Raw::Map(lists)
    }

    /// Changes something somewhere in a value.
    fn change(&mut self, value: &mut Raw<'static>, depth: usize) {
        match value {
            Raw::Map(entries) if depth > 0 && !entries.is_empty() => {
                let at = self.number(entries.len());
                if self.number(12) == 0 {
                    entries.remove(at);
                } else {
                    self.change(&mut entries[at].1, depth - 1);
                }
            }
            Raw::List(items) if depth > 0 && !items.is_empty() => {
                let at = self.number(items.len());
                match self.number(8) {
                    0 => drop(items.remove(at)),
                    1 => items.push(items[at].clone()),
                    _ => self.change(&mut items[at], depth - 1),
                }
            }
            Raw::Number(number) => *number = self.number(65_536) as f64,
            Raw::Bool(flag) => *flag = !*flag,
            Raw::Text(text) if self.number(2) == 0 => match self.number(4) {
                0 => *text = self.word(&VOCABULARY.channels).into(),
                1 => *text = self.of(&VOCABULARY.fields).0.into(),
                _ => {
                    let at = self.number(text.len() + 1);
                    let at = (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap();
                    let piece = self.text(&[]);
                    text.to_mut().insert_str(at, &piece);
                }
            },
            _ => *value = self.any(2),
        }
    }
}

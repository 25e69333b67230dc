//! What the person has typed so far, nothing judged; and the one reader that every draft comes through.

use crate::issue::{Key, at, within};
use crate::text::{Joined, digits};
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Most fields, exhibits and log entries that a draft may have.
const MOST: usize = 500;

/// A value from outside, of whatever shape (外来数据).
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Raw {
    /// null, undefined, nothing.
    #[default]
    Nothing,
    /// true or false.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Raw>),
    /// An object, its keys in order. One with the single key `$` marks a value that the border
    /// could not copy (a function, a cycle …).
    Map(Vec<(String, Raw)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a plain value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Nothing)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Raw, D::Error> {
        Raw::deserialize(from)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_string()))
    }

    fn visit_string<E>(self, value: String) -> Result<Raw, E> {
        Ok(Raw::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

/// What the person has typed so far (草稿). Every draft is a normal draft, the empty one too.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Draft {
    /// Field id → value, in the order given.
    pub values: Vec<(String, Value)>,
    /// Evidence held.
    pub evidence: Vec<Exhibit>,
    /// Steps already taken.
    pub log: Vec<LogEntry>,
    /// What could not be used: code and path.
    pub unread: Vec<(&'static str, Vec<Key>)>,
}

/// A field's value, raw (字段值).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// One text.
    Text(String),
    /// Several choices.
    List(Vec<String>),
}

/// One piece of evidence that the person holds (证据).
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Exhibit {
    /// Evidence kind id.
    pub kind: String,
    /// What the person calls it.
    pub title: String,
    /// Number of images or pages.
    pub count: Option<u32>,
    /// What it shows, in the person's words.
    pub note: String,
    /// Date that it shows, raw.
    pub date: String,
    /// Ids of the marks that it shows.
    pub shows: Vec<String>,
    /// Name of its file.
    pub file: String,
}

/// One step already taken (沟通与投诉记录).
#[derive(Clone, PartialEq, Debug, Default)]
pub struct LogEntry {
    /// Its date, raw.
    pub date: String,
    /// Channel id.
    pub channel: String,
    /// Action id.
    pub action: String,
    /// Case or receipt number given by the channel.
    pub reference: String,
    /// Anything else.
    pub note: String,
}

impl Draft {
    /// The value of a field.
    pub fn value(&self, field: &str) -> Option<&Value> {
        self.values.iter().find(|(id, _)| id == field).map(|(_, value)| value)
    }

    /// Reads a draft from a value of whatever shape; what cannot be used is reported in `unread`.
    pub fn read(raw: Raw) -> Draft {
        let mut draft = Draft::default();
        let entries = match raw {
            Raw::Map(entries) if marker_of(&entries).is_some() => {
                draft.unread.extend(marker_of(&entries).map(|code| (code, Vec::new())));
                Vec::new()
            }
            Raw::Map(entries) => entries,
            Raw::Nothing => Vec::new(),
            _ => {
                draft.unread.push(("type.object", Vec::new()));
                Vec::new()
            }
        };
        if entries.len() > MOST {
            draft.unread.push(("limit.draft", Vec::new()));
        }
        for (key, value) in entries.into_iter().take(MOST) {
            match key.as_str() {
                // The border stopped here: there were too many keys.
                "$" => draft.unread.push(("limit.draft", Vec::new())),
                "evidence" => draft.read_list(&key, value, Draft::read_exhibit),
                "log" => draft.read_list(&key, value, Draft::read_step),
                _ => match read_value(value) {
                    Ok(Some(value)) => draft.values.push((key, value)),
                    Ok(None) => {}
                    Err(code) => draft.unread.push((code, at(&key))),
                },
            }
        }
        draft
    }

    fn read_list(&mut self, key: &str, value: Raw, read: fn(&mut Self, usize, Vec<(String, Raw)>)) {
        let items = match value {
            Raw::List(items) => items,
            Raw::Nothing => return,
            other => {
                let code = marker(&other).unwrap_or("type.list");
                return self.unread.push((code, at(key)));
            }
        };
        if items.len() > MOST {
            self.unread.push(("limit.items", at(key)));
        }
        for (index, item) in items.into_iter().take(MOST).enumerate() {
            match item {
                Raw::Map(entries) if marker_of(&entries).is_none() => read(self, index, entries),
                other => {
                    let code = marker(&other).unwrap_or("type.object");
                    let path = vec![Key::Name(key.to_string()), Key::Index(index as u32)];
                    self.unread.push((code, path));
                }
            }
        }
    }

    fn read_exhibit(&mut self, index: usize, entries: Vec<(String, Raw)>) {
        let mut exhibit = Exhibit::default();
        for (key, value) in entries {
            let slot = match key.as_str() {
                "kind" => &mut exhibit.kind,
                "title" => &mut exhibit.title,
                "note" => &mut exhibit.note,
                "date" => &mut exhibit.date,
                _ => {
                    if let Err(code) = exhibit.read(&key, value) {
                        self.unread.push((code, within("evidence", index, &key)));
                    }
                    continue;
                }
            };
            match text(value) {
                Ok(text) => *slot = text,
                Err(code) => self.unread.push((code, within("evidence", index, &key))),
            }
        }
        self.evidence.push(exhibit);
    }

    fn read_step(&mut self, index: usize, entries: Vec<(String, Raw)>) {
        let mut step = LogEntry::default();
        for (key, value) in entries {
            let slot = match key.as_str() {
                "date" => &mut step.date,
                "channel" => &mut step.channel,
                "action" => &mut step.action,
                "reference" => &mut step.reference,
                "note" => &mut step.note,
                _ => {
                    self.unread.push(("unknown-field", within("log", index, &key)));
                    continue;
                }
            };
            match text(value) {
                Ok(text) => *slot = text,
                Err(code) => self.unread.push((code, within("log", index, &key))),
            }
        }
        self.log.push(step);
    }
}

impl Exhibit {
    /// A part that is more than a text.
    fn read(&mut self, key: &str, value: Raw) -> Result<(), &'static str> {
        match (key, value) {
            ("count", value) => self.count = count(value)?,
            ("shows", value) => self.shows = list(value)?,
            ("file", Raw::Map(file)) if marker_of(&file).is_none() => {
                let name = file.into_iter().find(|(key, _)| key == "name");
                self.file = text(name.map_or(Raw::Nothing, |(_, name)| name))?;
            }
            ("file", Raw::Nothing) => {}
            ("file", other) => return Err(marker(&other).unwrap_or("type.object")),
            _ => return Err("unknown-field"),
        }
        Ok(())
    }
}

/// The code for a value that the border could not copy.
fn marker(value: &Raw) -> Option<&'static str> {
    match value {
        Raw::Map(entries) => marker_of(entries),
        _ => None,
    }
}

fn marker_of(entries: &[(String, Raw)]) -> Option<&'static str> {
    match entries {
        [(key, Raw::Text(what))] if key == "$" => Some(match what.as_str() {
            "too-long" => "limit.text",
            "too-many" => "limit.items",
            _ => "type.text",
        }),
        _ => None,
    }
}

fn read_value(value: Raw) -> Result<Option<Value>, &'static str> {
    match value {
        Raw::Nothing => Ok(None),
        Raw::List(_) => list(value).map(|items| Some(Value::List(items))),
        other => text(other).map(|text| Some(Value::Text(text))),
    }
}

fn text(value: Raw) -> Result<String, &'static str> {
    match value {
        Raw::Text(text) => Ok(text),
        Raw::Nothing => Ok(String::new()),
        Raw::Number(number) => decimal(number).ok_or("type.text"),
        other => Err(marker(&other).unwrap_or("type.text")),
    }
}

fn list(value: Raw) -> Result<Vec<String>, &'static str> {
    match value {
        Raw::List(items) if items.len() > MOST => Err("limit.items"),
        Raw::List(items) => {
            let mut texts = Vec::new();
            for item in items {
                texts.push(text(item)?);
            }
            Ok(texts)
        }
        Raw::Nothing => Ok(Vec::new()),
        other => Err(marker(&other).unwrap_or("type.list")),
    }
}

fn count(value: Raw) -> Result<Option<u32>, &'static str> {
    match value {
        Raw::Nothing => Ok(None),
        Raw::Number(number) if (1.0..=1e6).contains(&number) => Ok(Some(number as u32)),
        Raw::Text(text) => match text.trim().parse() {
            Ok(number @ 1..=1_000_000) => Ok(Some(number)),
            _ => Err("quantity.format"),
        },
        other => Err(marker(&other).unwrap_or("quantity.format")),
    }
}

/// A number as a person would have typed it, at most two decimals; `None` where that would lose
/// something. Written by hand because float formatting is large.
fn decimal(number: f64) -> Option<String> {
    let size = number.abs();
    let hundredths = (size.fract() * 100.0).round();
    // Up to 9e15 JavaScript's whole numbers are exact.
    let exact = (size.trunc() + hundredths / 100.0 - size).abs() < 1e-9 && size < 9e15;
    if !exact {
        return None;
    }
    let (whole, part) = (size as u64 + hundredths as u64 / 100, hundredths as u64 % 100);
    let sign = if number < 0.0 { "-" } else { "" };
    Some(match part {
        0 => [sign, &digits(whole)].joined(""),
        part => {
            [sign, &digits(whole), if part < 10 { ".0" } else { "." }, &digits(part)].joined("")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_what_a_person_would_type() {
        assert_eq!(decimal(3.0).as_deref(), Some("3"));
        assert_eq!(decimal(299.9).as_deref(), Some("299.90"));
        assert_eq!(decimal(-0.5).as_deref(), Some("-0.50"));
        assert_eq!(decimal(20_261_103_000_712.0).as_deref(), Some("20261103000712"));
        assert_eq!(decimal(8_999_999_999_999_999.0).as_deref(), Some("8999999999999999"));
        assert_eq!(decimal(-0.0).as_deref(), Some("0"));
        assert_eq!(decimal(9e15), None);
        assert_eq!(decimal(123_456_789.99).as_deref(), Some("123456789.99"));
        assert_eq!(decimal(0.9999999999).as_deref(), Some("1"));
        assert_eq!(decimal(0.001), None);
        assert_eq!(decimal(f64::NAN), None);
        assert_eq!(decimal(f64::INFINITY), None);
    }

    #[test]
    fn what_cannot_be_used_is_reported_with_its_path() {
        let raw = Raw::Map(vec![
            ("productName".into(), Raw::Bool(true)),
            (
                "evidence".into(),
                Raw::List(vec![
                    Raw::Number(1.0),
                    Raw::Map(vec![("kind".into(), Raw::List(vec![]))]),
                ]),
            ),
            ("log".into(), Raw::Text("x".into())),
        ]);
        let draft = Draft::read(raw);
        let found: Vec<_> = draft.unread.iter().map(|(code, path)| (*code, path.len())).collect();
        assert_eq!(
            found,
            [("type.text", 1), ("type.object", 2), ("type.text", 3), ("type.list", 1)]
        );
        assert_eq!(draft.evidence.len(), 1);
    }
}

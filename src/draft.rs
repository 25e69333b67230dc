//! Drafts: the values typed so far, nothing judged; and the one reader that every draft comes through.

use crate::catalog::{Field, Id};
use crate::parse::Code;
use crate::raw::Raw;
use crate::text::{Joined, digits};
use std::borrow::Cow;

/// The entries of an object.
type Object<'t> = Vec<(Cow<'t, str>, Raw<'t>)>;

/// Most fields, exhibits and log entries that a draft may have.
const MOST: usize = 500;

/// A step of a path into a draft (路径).
#[derive(Clone, PartialEq, Debug)]
pub enum PathSegment {
    /// A field of the catalogue.
    Field(Id<Field>),
    /// A key that every draft may have, such as `evidence`.
    Key(&'static str),
    /// A key of which the catalogue knows nothing.
    Name(String),
    /// Position in a list.
    Index(u32),
}

/// Position in a draft; empty for the whole draft.
pub type Path = Vec<PathSegment>;

/// The path of a part of an entry in one of the draft's lists.
pub fn within(list: &'static str, index: usize, part: PathSegment) -> Path {
    vec![PathSegment::Key(list), PathSegment::Index(index as u32), part]
}

/// The key, as one of a path.
fn segment(key: &str) -> PathSegment {
    PathSegment::Name(String::from(key))
}

/// The values that the person has typed so far (草稿). Every draft is a normal draft, the empty one too.
///
/// ```
/// use tousu::parse::Code;
/// use tousu::{Draft, Raw};
///
/// let draft = Draft::read(Raw::Map(vec![("quantity".into(), Raw::Number(2.0)), ("log".into(), Raw::Bool(true))]));
/// assert_eq!(draft.text("quantity"), Some("2"));
/// assert_eq!(draft.unread[0].0, Code::TypeList);
/// ```
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Draft<'t> {
    /// Field id → value, in the order given.
    pub values: Vec<(Cow<'t, str>, Value<'t>)>,
    /// Evidence held.
    pub evidence: Vec<Exhibit<'t>>,
    /// Steps already taken.
    pub log: Vec<LogEntry<'t>>,
    /// Values that could not be used: code and path.
    pub unread: Vec<(Code, Path)>,
}

/// A field's value, raw (字段值).
#[derive(Clone, PartialEq, Debug)]
pub enum Value<'t> {
    /// One text.
    Text(Cow<'t, str>),
    /// Several choices.
    List(Vec<Cow<'t, str>>),
}

/// An exhibit (证据材料): one piece of evidence that the person holds.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Exhibit<'t> {
    /// Evidence kind id.
    pub kind: Cow<'t, str>,
    /// Its title, in the person's words.
    pub title: Cow<'t, str>,
    /// Number of images or pages.
    pub count: Option<u32>,
    /// Facts that it shows, in the person's words.
    pub note: Cow<'t, str>,
    /// Date that it shows, raw.
    pub date: Cow<'t, str>,
    /// Ids of the criteria that it meets.
    pub shows: Vec<Cow<'t, str>>,
    /// Name of its file.
    pub file: Cow<'t, str>,
}

/// One step already taken (沟通与投诉记录).
#[derive(Clone, PartialEq, Debug, Default)]
pub struct LogEntry<'t> {
    /// Its date, raw.
    pub date: Cow<'t, str>,
    /// Channel id.
    pub channel: Cow<'t, str>,
    /// Action id.
    pub action: Cow<'t, str>,
    /// Id of the excuse that the other side gave.
    pub excuse: Cow<'t, str>,
    /// Day by which the text that was sent asks for an answer, raw.
    pub reply_by: Cow<'t, str>,
    /// Case or receipt number given by the channel.
    pub reference: Cow<'t, str>,
    /// Anything else.
    pub note: Cow<'t, str>,
}

impl<'t> Draft<'t> {
    /// The value of a field.
    pub fn value(&self, field: &str) -> Option<&Value<'t>> {
        self.values.iter().find(|(id, _)| id == field).map(|(_, value)| value)
    }

    /// The text of a field, as it was typed; `None` if it has none, or a list.
    pub fn text(&self, field: &str) -> Option<&str> {
        if let Some(Value::Text(text)) = self.value(field) { Some(text) } else { None }
    }

    /// Reads a draft from a value of whatever shape; what cannot be used is reported in `unread`.
    pub fn read(raw: Raw<'t>) -> Draft<'t> {
        let mut draft = Draft::default();
        let entries = match raw {
            Raw::Map(entries) if marker_of(&entries).is_some() => {
                draft.unread.extend(marker_of(&entries).map(|code| (code, Vec::new())));
                Vec::new()
            }
            Raw::Map(entries) => entries,
            Raw::Nothing => Vec::new(),
            _ => {
                draft.unread.push((Code::TypeObject, Vec::new()));
                Vec::new()
            }
        };
        if entries.len() > MOST {
            draft.unread.push((Code::LimitDraft, Vec::new()));
        }
        for (key, value) in entries.into_iter().take(MOST) {
            match &*key {
                // The border stopped here: there were too many keys.
                "$" => draft.unread.push((Code::LimitDraft, Vec::new())),
                "evidence" => draft.read_list("evidence", value, Draft::read_exhibit),
                "log" => draft.read_list("log", value, Draft::read_step),
                _ => match read_value(value) {
                    Ok(Some(value)) => draft.values.push((key, value)),
                    Ok(None) => {}
                    Err(code) => draft.unread.push((code, vec![segment(&key)])),
                },
            }
        }
        draft
    }

    fn read_list(
        &mut self,
        key: &'static str,
        value: Raw<'t>,
        read: fn(&mut Self, usize, Object<'t>),
    ) {
        let items = match value {
            Raw::List(items) => items,
            Raw::Nothing => return,
            other => {
                let code = marker(&other).unwrap_or(Code::TypeList);
                return self.unread.push((code, vec![PathSegment::Key(key)]));
            }
        };
        if items.len() > MOST {
            self.unread.push((Code::LimitItems, vec![PathSegment::Key(key)]));
        }
        for (index, item) in items.into_iter().take(MOST).enumerate() {
            match item {
                Raw::Map(entries) if marker_of(&entries).is_none() => read(self, index, entries),
                other => {
                    let code = marker(&other).unwrap_or(Code::TypeObject);
                    let path = vec![PathSegment::Key(key), PathSegment::Index(index as u32)];
                    self.unread.push((code, path));
                }
            }
        }
    }

    fn read_exhibit(&mut self, index: usize, entries: Object<'t>) {
        let mut exhibit = Exhibit::default();
        for (key, value) in entries {
            let slot = match &*key {
                "kind" => &mut exhibit.kind,
                "title" => &mut exhibit.title,
                "note" => &mut exhibit.note,
                "date" => &mut exhibit.date,
                _ => {
                    if let Err(code) = exhibit.read(&key, value) {
                        self.unread.push((code, within("evidence", index, segment(&key))));
                    }
                    continue;
                }
            };
            match text(value) {
                Ok(text) => *slot = text,
                Err(code) => self.unread.push((code, within("evidence", index, segment(&key)))),
            }
        }
        self.evidence.push(exhibit);
    }

    fn read_step(&mut self, index: usize, entries: Object<'t>) {
        let mut step = LogEntry::default();
        for (key, value) in entries {
            let slot = match &*key {
                "date" => &mut step.date,
                "channel" => &mut step.channel,
                "action" => &mut step.action,
                "excuse" => &mut step.excuse,
                "replyBy" => &mut step.reply_by,
                "reference" => &mut step.reference,
                "note" => &mut step.note,
                _ => {
                    self.unread.push((Code::UnknownField, within("log", index, segment(&key))));
                    continue;
                }
            };
            match text(value) {
                Ok(text) => *slot = text,
                Err(code) => self.unread.push((code, within("log", index, segment(&key)))),
            }
        }
        self.log.push(step);
    }
}

impl<'t> Exhibit<'t> {
    /// A part that is more than a text.
    fn read(&mut self, key: &str, value: Raw<'t>) -> Result<(), Code> {
        match (key, value) {
            ("count", value) => self.count = count(value)?,
            ("shows", value) => self.shows = list(value)?,
            ("file", Raw::Map(file)) if marker_of(&file).is_none() => {
                let name = file.into_iter().find(|(key, _)| key == "name");
                self.file = text(name.map_or(Raw::Nothing, |(_, name)| name))?;
            }
            ("file", Raw::Nothing) => {}
            ("file", other) => return Err(marker(&other).unwrap_or(Code::TypeObject)),
            _ => return Err(Code::UnknownField),
        }
        Ok(())
    }
}

/// The code for a value that the border could not copy.
fn marker(value: &Raw) -> Option<Code> {
    match value {
        Raw::Map(entries) => marker_of(entries),
        _ => None,
    }
}

fn marker_of(entries: &[(Cow<str>, Raw)]) -> Option<Code> {
    match entries {
        [(key, Raw::Text(what))] if key == "$" => Some(match &**what {
            "too-long" => Code::LimitText,
            "too-many" => Code::LimitItems,
            _ => Code::TypeText,
        }),
        _ => None,
    }
}

fn read_value(value: Raw<'_>) -> Result<Option<Value<'_>>, Code> {
    match value {
        Raw::Nothing => Ok(None),
        Raw::List(_) => list(value).map(|items| Some(Value::List(items))),
        other => text(other).map(|text| Some(Value::Text(text))),
    }
}

fn text(value: Raw<'_>) -> Result<Cow<'_, str>, Code> {
    match value {
        Raw::Text(text) => Ok(text),
        Raw::Nothing => Ok(Cow::default()),
        Raw::Number(number) => decimal(number).map(Cow::Owned).ok_or(Code::TypeText),
        other => Err(marker(&other).unwrap_or(Code::TypeText)),
    }
}

fn list(value: Raw<'_>) -> Result<Vec<Cow<'_, str>>, Code> {
    match value {
        Raw::List(items) if items.len() > MOST => Err(Code::LimitItems),
        Raw::List(items) => {
            let mut texts = Vec::new();
            for item in items {
                texts.push(text(item)?);
            }
            Ok(texts)
        }
        Raw::Nothing => Ok(Vec::new()),
        other => Err(marker(&other).unwrap_or(Code::TypeList)),
    }
}

fn count(value: Raw) -> Result<Option<u32>, Code> {
    match value {
        Raw::Nothing => Ok(None),
        Raw::Number(number) if (1.0..=1e6).contains(&number) => Ok(Some(number as u32)),
        Raw::Text(text) => match text.trim().parse() {
            Ok(number @ 1..=1_000_000) => Ok(Some(number)),
            _ => Err(Code::QuantityFormat),
        },
        other => Err(marker(&other).unwrap_or(Code::QuantityFormat)),
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
            [(Code::TypeText, 1), (Code::TypeObject, 2), (Code::TypeText, 3), (Code::TypeList, 1)]
        );
        assert_eq!(draft.evidence.len(), 1);
    }
}

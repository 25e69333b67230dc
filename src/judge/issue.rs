//! Faults of a draft and possible improvements, and where they are.

use crate::case::{Case, Wording, fill};
use crate::catalog::{Channel, Field, Id, Phrase, Placeholder, Severity, Slot, Tone};
use crate::date::Date;
use crate::draft::{Path, PathSegment};
use crate::parse::Code;
use crate::text::digits;
use serde::{Serialize, Serializer};

/// A finding about a draft (问题).
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Issue {
    /// Stable machine code, such as `phone.format`.
    pub code: Code,
    /// How serious it is.
    pub severity: Severity,
    /// Where: `["contactPhone"]`, `["evidence", 2, "kind"]`; empty for the whole draft.
    pub path: Path,
    /// The fault and the remedy. Holds none of the person's text.
    pub message: Message,
    /// Range in the field's text in UTF-16 code units, where the issue is about a part of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<(u32, u32)>,
    /// The value to use instead, where there is exactly one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
}

impl Issue {
    /// An issue with the catalogue's severity for its code.
    pub fn new(case: &Case, code: Code, about: About, path: Path) -> Self {
        let severity = case.catalog.message(code).severity;
        let message = Message { code, about };
        Issue { code, severity, path, message, span: None, suggestion: None }
    }

    /// An issue about a field.
    pub fn of_field(case: &Case, code: Code, field: Id<Field>) -> Self {
        Issue::new(case, code, About::Field(field), vec![PathSegment::Field(field)])
    }

    /// The same with a range in the field's text.
    pub fn at(mut self, span: (u32, u32)) -> Self {
        self.span = Some(span);
        self
    }

    /// The same with a value to use instead.
    pub fn suggesting(mut self, suggestion: Option<String>) -> Self {
        self.suggestion = suggestion;
        self
    }
}

/// The message of an issue, without words: these depend on it, the language and the day alone, so that a host can keep
/// them. [`Message::words`] gives them.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Message {
    /// The code.
    pub code: Code,
    /// Subject of the words.
    pub about: About,
}

/// Subject of the words of a message.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum About {
    /// Nothing.
    Draft,
    /// A field.
    Field(Id<Field>),
    /// The date of an exhibit or of an entry of the log.
    EntryDate,
    /// Words that should be said otherwise.
    Tone(Id<Tone>),
    /// A warning of a channel, by its position.
    Warning(Id<Channel>, u16),
}

const INDEX: u32 = 20;

impl Message {
    /// The message as a number: 8 bits of code, 4 bits of kind, 20 bits of index.
    pub fn number(self) -> u32 {
        let (kind, index) = match self.about {
            About::Draft => (0, 0),
            About::Field(field) => (1, field.index() as u32),
            About::EntryDate => (2, 0),
            About::Tone(tone) => (3, tone.index() as u32),
            About::Warning(channel, at) => (4, (channel.index() as u32) << 8 | u32::from(at)),
        };
        (self.code as u32) << (INDEX + 4) | kind << INDEX | index
    }

    /// The message that [`Message::number`] gives that number.
    pub fn from_number(number: u32) -> Option<Self> {
        let index = number & ((1 << INDEX) - 1);
        let about = match number >> INDEX & 15 {
            0 => About::Draft,
            1 => About::Field(Id::new(index as usize)),
            2 => About::EntryDate,
            3 => About::Tone(Id::new(index as usize)),
            4 => About::Warning(Id::new((index >> 8) as usize), (index & 255) as u16),
            _ => return None,
        };
        let code = Code::ALL.get((number >> (INDEX + 4)) as usize)?;
        Some(Message { code: *code, about })
    }

    /// The message in words.
    pub fn words(self, wording: Wording, today: Date) -> String {
        let catalog = wording.catalog;
        if let About::Warning(channel, at) = self.about {
            let warning = catalog[channel].warning.get(usize::from(at));
            return warning.map_or("", |warning| wording.words(warning.text)).to_string();
        }
        let mut put = |slot: Slot, out: &mut String| {
            let Slot::Value(placeholder) = slot else { return false };
            let before = out.len();
            match (placeholder, self.about) {
                (Placeholder::Label, About::Field(field)) => {
                    out.push_str(wording.words(catalog[field].label));
                }
                (Placeholder::Example, About::Field(field)) => {
                    let example = catalog[field].example;
                    out.push_str(example.map_or("", |example| wording.words(example)));
                }
                (Placeholder::Max, About::Field(field)) => {
                    out.push_str(&digits(catalog[field].max.unwrap_or_default().into()));
                }
                (Placeholder::Label, About::EntryDate) => {
                    out.push_str(wording.phrase(Phrase::DateLabel));
                }
                (Placeholder::Date, About::Field(_))
                | (Placeholder::Date | Placeholder::Example, About::EntryDate) => {
                    out.push_str(&today.iso());
                }
                (Placeholder::Other, About::Tone(tone)) => {
                    out.push_str(wording.words(catalog[tone].neutral));
                }
                _ => {}
            }
            out.len() > before
        };
        let mut out = String::new();
        let text = catalog.message(self.code).text.0;
        let tokens = catalog.template(text, wording.locale);
        if !fill(tokens, &mut out, &mut Vec::new(), &mut put) {
            out.push_str(self.code.as_str());
        }
        out
    }
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_newtype_struct("Message", &self.number())
    }
}

impl Serialize for PathSegment {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            PathSegment::Field(field) => {
                to.serialize_newtype_variant("PathSegment", 0, "field", field)
            }
            PathSegment::Key(key) => to.serialize_newtype_variant("PathSegment", 1, "key", key),
            PathSegment::Name(name) => to.serialize_newtype_variant("PathSegment", 1, "key", name),
            PathSegment::Index(index) => {
                to.serialize_newtype_variant("PathSegment", 2, "index", index)
            }
        }
    }
}

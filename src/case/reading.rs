//! One field of the draft, parsed once.

use crate::catalog::{Catalog, Check, Choice, Field, Id, Kind, Role};
use crate::date::Date;
use crate::draft::Value;
use crate::parse::{self, Code, ParseResult};
use crate::text::{invisible, turns};
use std::borrow::Cow;
use std::ops::Range;

/// Typed reading of a field (字段读数).
#[derive(Clone, Debug, Default)]
pub struct Reading<'d> {
    /// As it was handed over; `None` if the draft does not have the field.
    pub raw: Option<Value<'d>>,
    /// Range of [`Reading::text`] in the text as it was handed over.
    text: Range<usize>,
    /// Result of the parser of the field's kind.
    pub value: FieldValue,
    /// Codes of the faults and oddities of the value.
    pub remark: Option<Code>,
    /// The usual spelling, where it differs from what was typed.
    pub normal: Option<String>,
    /// The text is nothing but a placeholder.
    pub placeholder: bool,
}

/// A typed value.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum FieldValue {
    /// There is nothing, or nothing that can be used.
    #[default]
    None,
    /// Text as it was typed.
    Text,
    /// A civil date.
    Date(Date),
    /// Money, in fen.
    Money(u64),
    /// A whole number.
    Count(u32),
    /// A telephone number or an address in its usual spelling.
    Tidy(String),
    /// A choice of the field; of several the first. [`Id::NONE`] where reasons and remedies are the choices.
    Choice(Id<Choice>),
}

impl<'d> Reading<'d> {
    /// Reads a value of a field on that day.
    pub fn new(catalog: &Catalog, id: Id<Field>, raw: Value<'d>, today: Date) -> Self {
        let field = &catalog[id];
        let mut reading = Reading::default();
        if let Value::Text(text) = &raw {
            reading.placeholder = parse::placeholder(text, catalog.placeholder_words());
            if !reading.placeholder {
                let start = text.len() - text.trim_start().len();
                reading.text = start..start + text.trim().len();
            }
        }
        reading.raw = Some(raw);
        if reading.filled() {
            reading.parse(catalog, field, today);
        }
        reading
    }

    /// The text without blanks around it, of a list the first item; empty where nothing usable stands, such as a place of a
    /// template that nobody has filled in.
    pub fn text(&self) -> &str {
        match &self.raw {
            Some(Value::Text(text)) => text.get(self.text.clone()).unwrap_or_default(),
            Some(Value::List(items)) => first(items),
            None => "",
        }
    }

    /// A text as it was handed over, blanks included; empty for a list.
    pub fn whole(&self) -> &str {
        if let Some(Value::Text(text)) = &self.raw { text } else { "" }
    }

    fn parse(&mut self, catalog: &Catalog, field: &Field, today: Date) {
        // Taken out, since what is read from it is put beside it.
        let raw = self.raw.take();
        let text = match &raw {
            Some(Value::Text(text)) => text.get(self.text.clone()).unwrap_or_default(),
            Some(Value::List(items)) => first(items),
            None => "",
        };
        match field.kind {
            Kind::Date => self.take(read_date(field, text, today), FieldValue::Date),
            Kind::Money => self.take(parse::money(text), FieldValue::Money),
            Kind::Integer => self.take(parse::quantity(text), FieldValue::Count),
            Kind::Phone => self.take(parse::phone(text), FieldValue::Tidy),
            Kind::Email => self.take(parse::email(text), FieldValue::Tidy),
            Kind::Choice | Kind::Choices => {
                let mut options = field.option.iter().map(|option| option.id);
                let choice = options.find(|choice| catalog.choice_name(*choice) == text);
                self.value = FieldValue::Choice(choice.unwrap_or_default());
            }
            Kind::Line | Kind::Paragraph => match field.check {
                Some(Check::OrderNumber) => self.take(parse::order_number(text), FieldValue::Tidy),
                Some(Check::TransactionId) => {
                    self.take(parse::transaction_id(text), FieldValue::Tidy)
                }
                Some(Check::CreditCode) => self.take(parse::credit_code(text), FieldValue::Tidy),
                Some(Check::Waybill) => self.take(parse::waybill(text), |_| FieldValue::Text),
                None => {
                    self.value = FieldValue::Text;
                    // Paragraphs are searched with their positions: see `judge::privacy`.
                    let hidden = |c: char| turns(c) || invisible(c);
                    if field.kind == Kind::Line && text.contains(hidden) {
                        let bidi = text.contains(turns);
                        self.remark = Some(if bidi { Code::TextBidi } else { Code::TextControl });
                        self.normal = Some(text.chars().filter(|c| !hidden(*c)).collect());
                    }
                }
            },
        }
        self.raw = raw;
    }

    fn take<T>(&mut self, parsed: ParseResult<T>, value: fn(T) -> FieldValue) {
        match parsed {
            Ok(read) => {
                self.remark = read.remark();
                self.normal = read.normal;
                self.value = value(read.value);
            }
            Err(code) => self.remark = Some(code),
        }
    }

    /// Whether the field holds something.
    pub fn filled(&self) -> bool {
        !self.text().is_empty()
    }

    /// The date, if one can be read.
    pub fn date(&self) -> Option<Date> {
        if let FieldValue::Date(date) = self.value { Some(date) } else { None }
    }

    /// The money in fen, if an amount can be read.
    pub fn money(&self) -> Option<u64> {
        if let FieldValue::Money(fen) = self.value { Some(fen) } else { None }
    }

    /// The number, if one can be read.
    pub fn count(&self) -> Option<u32> {
        if let FieldValue::Count(count) = self.value { Some(count) } else { None }
    }

    /// The value in its usual spelling, if a parser has one.
    pub fn tidy(&self) -> Option<&str> {
        if let FieldValue::Tidy(text) = &self.value { Some(text) } else { None }
    }

    /// The choice of the field; [`Id::NONE`] for anything else.
    pub fn choice(&self) -> Id<Choice> {
        if let FieldValue::Choice(id) = self.value { id } else { Id::NONE }
    }

    /// The names of all choices, in the order of the draft.
    pub fn choices(&self) -> impl Iterator<Item = &str> {
        let (list, one) = match &self.raw {
            Some(Value::List(items)) => (items.as_slice(), ""),
            _ => (&[][..], self.text()),
        };
        list.iter().map(|item| item.trim()).chain([one]).filter(|item| !item.is_empty())
    }
}

/// The first item of a list that is not blank.
fn first<'i>(items: &'i [Cow<'_, str>]) -> &'i str {
    items.iter().map(|item| item.trim()).find(|item| !item.is_empty()).unwrap_or_default()
}

/// Reads a date of a field. Without its year it is the last such day, or, where the field's may lie ahead, the next.
fn read_date(field: &Field, text: &str, today: Date) -> ParseResult<Date> {
    let ahead = if field.ahead { 364 } else { 0 };
    parse::date_until(text, today, today.plus_days(ahead).unwrap_or(today))
}

impl Catalog {
    /// Whether a choice with that name may stand in the field.
    pub fn has_choice(&self, id: Id<Field>, name: &str) -> bool {
        let field = &self[id];
        match field.role {
            Some(Role::Reason) => self.find::<crate::catalog::Reason>(name).is_some(),
            Some(Role::Remedy) => self.find::<crate::catalog::Remedy>(name).is_some(),
            _ => field.option.iter().any(|option| self.choice_name(option.id) == name),
        }
    }
}

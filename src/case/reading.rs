//! One field of the draft, parsed once.

use crate::catalog::{Catalog, Check, Choice, Field, Id, Kind, Role};
use crate::date::Date;
use crate::draft::Value;
use crate::parse::{self, Code, ParseResult};
use crate::text::{invisible, turns};

/// Typed reading of a field (字段读数).
#[derive(Clone, Debug, Default)]
pub struct Reading<'d> {
    /// As it was handed over; `None` if the draft does not have the field.
    pub raw: Option<&'d Value<'d>>,
    /// The text without blanks around it, of a list the first item; empty where nothing usable stands, such as a place of a
    /// template that nobody has filled in.
    pub text: &'d str,
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
    pub fn new(catalog: &Catalog, id: Id<Field>, raw: &'d Value<'d>, today: Date) -> Self {
        let field = &catalog[id];
        let (text, placeholder) = match raw {
            Value::Text(text) if parse::placeholder(text, catalog.placeholder_words()) => {
                ("", true)
            }
            Value::Text(text) => (text.trim(), false),
            Value::List(items) => {
                let mut items = items.iter().map(|item| item.trim());
                (items.find(|item| !item.is_empty()).unwrap_or_default(), false)
            }
        };
        let mut reading = Reading { raw: Some(raw), text, placeholder, ..Reading::default() };
        if !text.is_empty() {
            reading.parse(catalog, field, today);
        }
        reading
    }

    fn parse(&mut self, catalog: &Catalog, field: &Field, today: Date) {
        let text = self.text;
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
        !self.text.is_empty()
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
    pub fn choices(&self) -> impl Iterator<Item = &'d str> {
        let (list, one) = match self.raw {
            Some(Value::List(items)) => (items.as_slice(), ""),
            _ => (&[][..], self.text),
        };
        list.iter().map(|item| item.trim()).chain([one]).filter(|item| !item.is_empty())
    }
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

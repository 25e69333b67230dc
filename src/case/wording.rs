//! Values in the words of a language: money, dates, choices, messages; and the one filler of placeholders.

use super::Case;
use crate::catalog::{
    Catalog, Field, Id, Kind, Locale, Phrase, Placeholder, Reason, Remedy, Role, Slot, Template,
    Token, Words,
};
use crate::date::Date;
use crate::parse;
use crate::text::{digits, push};

/// Fills words with placeholders, behind what stands in `out`. `put` writes the value of a slot to the end of the text,
/// or says that there is none; slots whose values stand in the text are added to `used`.
///
/// A passage in `[ ]` falls away when one of its values is missing; everything falls away, and the answer is `false`,
/// when a value outside such a passage is. Values are put in as they are and never read as a template.
pub fn fill<'t>(
    tokens: impl Iterator<Item = Token<'t>>,
    out: &mut String,
    used: &mut Vec<Slot>,
    put: &mut dyn FnMut(Slot, &mut String) -> bool,
) -> bool {
    let whole = (out.len(), used.len());
    // Start of the open passage, and whether a value of it is missing.
    let mut passage: Option<(usize, usize, bool)> = None;
    for token in tokens {
        match token {
            Token::Text(text) => out.push_str(text),
            Token::Open => passage = Some((out.len(), used.len(), false)),
            Token::Close => {
                if let Some((text, slots, true)) = passage.take() {
                    out.truncate(text);
                    used.truncate(slots);
                }
            }
            Token::Slot(slot) => match (put(slot, out), &mut passage) {
                (true, _) => used.push(slot),
                (false, Some((.., missing))) => *missing = true,
                (false, None) => {
                    out.truncate(whole.0);
                    used.truncate(whole.1);
                    return false;
                }
            },
        }
    }
    true
}

/// A catalogue in one of its languages.
#[derive(Clone, Copy)]
pub struct Wording<'c> {
    /// The catalogue.
    pub catalog: &'c Catalog,
    /// The language.
    pub locale: Locale,
}

impl<'c> Wording<'c> {
    /// Words of the catalogue.
    pub fn words(self, words: Words) -> &'c str {
        self.catalog.words(words, self.locale)
    }

    /// Fills words whose placeholders are not those of fields; missing values count as such.
    pub fn filled(
        self,
        template: Template,
        value: &dyn Fn(Placeholder) -> Option<String>,
    ) -> String {
        let mut out = String::new();
        let mut put = |slot: Slot, out: &mut String| match slot {
            Slot::Value(placeholder) => {
                let value = value(placeholder);
                value.as_deref().into_iter().for_each(|value| out.push_str(value));
                value.is_some()
            }
            Slot::Field(_) => false,
        };
        fill(self.catalog.template(template, self.locale), &mut out, &mut Vec::new(), &mut put);
        out
    }

    /// A phrase that has no placeholders, such as the comma of a list.
    pub fn phrase(self, phrase: Phrase) -> &'c str {
        let mut tokens = self.catalog.template(self.catalog.phrase(phrase), self.locale);
        if let Some(Token::Text(text)) = tokens.next() { text } else { "" }
    }

    /// Adds an amount in fen: `1240.50元`, `CNY 1,240.50`.
    pub fn push_money(self, fen: u64, out: &mut String) {
        let amount = parse::yuan(fen);
        let mut put = |slot: Slot, out: &mut String| {
            match slot {
                Slot::Value(Placeholder::Amount) => out.push_str(&amount),
                Slot::Value(Placeholder::Grouped) => push_grouped(&amount, out),
                _ => return false,
            }
            true
        };
        let money = self.catalog.phrase(Phrase::Money);
        fill(self.catalog.template(money, self.locale), out, &mut Vec::new(), &mut put);
    }

    /// Adds the figures of an amount alone, as the language sets them: `1240.50`, `1,240.50`.
    pub fn push_figures(self, fen: u64, out: &mut String) {
        let amount = parse::yuan(fen);
        let money = self.catalog.template(self.catalog.phrase(Phrase::Money), self.locale);
        let grouped = Token::Slot(Slot::Value(Placeholder::Grouped));
        match money.into_iter().any(|token| token == grouped) {
            true => push_grouped(&amount, out),
            false => out.push_str(&amount),
        }
    }

    /// Adds a date in prose: `2026年11月3日`, `3 November 2026`.
    pub fn push_date(self, date: Date, out: &mut String) {
        let mut put = |slot: Slot, out: &mut String| {
            match slot {
                Slot::Value(Placeholder::Year) => out.push_str(&digits(date.year() as u64)),
                Slot::Value(Placeholder::Month) => out.push_str(&digits(date.month().into())),
                Slot::Value(Placeholder::Day) => out.push_str(&digits(date.day().into())),
                Slot::Value(Placeholder::MonthName) => {
                    let months = self.phrase(Phrase::Months);
                    out.push_str(months.split(' ').nth(date.month0()).unwrap_or_default());
                }
                _ => return false,
            }
            true
        };
        let phrase = self.catalog.phrase(Phrase::Date);
        fill(self.catalog.template(phrase, self.locale), out, &mut Vec::new(), &mut put);
    }

    /// An amount in fen: see [`Wording::push_money`].
    pub fn money(self, fen: u64) -> String {
        let mut out = String::new();
        self.push_money(fen, &mut out);
        out
    }

    /// A date in prose: see [`Wording::push_date`].
    pub fn date(self, date: Date) -> String {
        let mut out = String::new();
        self.push_date(date, &mut out);
        out
    }

    /// The label of a choice of a field; the choice itself if it is none.
    pub fn choice<'n>(self, id: Id<Field>, name: &'n str) -> &'n str
    where
        'c: 'n,
    {
        let field = &self.catalog[id];
        let label = match field.role {
            Some(Role::Reason) => {
                self.catalog.find::<Reason>(name).map(|id| self.catalog[id].label)
            }
            Some(Role::Remedy) => {
                self.catalog.find::<Remedy>(name).map(|id| self.catalog[id].label)
            }
            _ => {
                let is = |id| self.catalog.choice_name(id) == name;
                let option = field.option.iter().find(|option| is(option.id));
                option.map(|option| option.label)
            }
        };
        label.map_or(name, |label| self.words(label))
    }

    /// Adds a field's value as a person would read it in a table: choices by their labels, money, dates, numbers,
    /// telephones and e-mail addresses in their usual form, everything else as it was typed. The answer is `false`, and
    /// nothing is added, if there is none.
    pub fn push_shown(self, case: &Case, id: Id<Field>, out: &mut String) -> bool {
        let reading = &case[id];
        let before = out.len();
        match self.catalog[id].kind {
            Kind::Choices => {
                for (at, name) in reading.choices().enumerate() {
                    push(
                        out,
                        &[
                            if at > 0 { self.phrase(Phrase::Comma) } else { "" },
                            self.choice(id, name),
                        ],
                    );
                }
            }
            Kind::Choice => out.push_str(self.choice(id, reading.text())),
            kind => match (reading.money(), reading.date(), reading.count()) {
                (Some(fen), ..) => self.push_money(fen, out),
                (_, Some(date), _) => out.push_str(&date.iso()),
                (.., Some(count)) => out.push_str(&digits(count.into())),
                _ => {
                    let tidy = matches!(kind, Kind::Phone | Kind::Email);
                    let tidy = reading.tidy().filter(|_| tidy);
                    out.push_str(tidy.unwrap_or(reading.text()));
                }
            },
        }
        out.len() > before
    }

    /// The same in prose, where a date is written out and a reason has its printed form.
    pub fn push_prose(self, case: &Case, id: Id<Field>, out: &mut String) -> bool {
        if self.catalog[id].role == Some(Role::Reason) {
            // An embedder's reason without a printed form has its label; what is none of the others has nothing to print.
            let reason = case.reason().some().map(|id| &self.catalog[id]);
            let printed = reason.and_then(|it| it.printed.or((!it.fallback).then_some(it.label)));
            printed.into_iter().for_each(|printed| out.push_str(self.words(printed)));
            return printed.is_some();
        }
        match case[id].date() {
            Some(date) => {
                self.push_date(date, out);
                true
            }
            None => self.push_shown(case, id, out),
        }
    }
}

/// Adds an amount with its thousands set apart.
fn push_grouped(amount: &str, out: &mut String) {
    let whole = amount.split_once('.').map_or(amount.len(), |(whole, _)| whole.len());
    for (at, digit) in amount.chars().enumerate() {
        if at > 0 && at < whole && (whole - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(template: &str) -> Option<(String, usize)> {
        let slot = |name: &str| Placeholder::named(name).map(Slot::Value);
        let packed = crate::catalog::pack_template(template, &slot, &mut |_, _| {});
        let (mut out, mut used) = (String::new(), Vec::new());
        let mut put = |slot: Slot, out: &mut String| {
            let value = match slot {
                Slot::Value(Placeholder::Item) => "甲[{x}]",
                Slot::Value(Placeholder::Title) => "乙",
                _ => return false,
            };
            out.push_str(value);
            true
        };
        let whole = fill(crate::catalog::tokens(&packed), &mut out, &mut used, &mut put);
        whole.then_some((out, used.len()))
    }

    #[test]
    fn passages_fall_away_and_values_are_never_templates() {
        assert_eq!(filled("在{title}[于{note}]买[，{title}]"), Some(("在乙买，乙".into(), 2)));
        assert_eq!(filled("{item}"), Some(("甲[{x}]".into(), 1)));
        assert_eq!(filled("缺{note}"), None);
        assert_eq!(filled("{title}[{title}、{note}]"), Some(("乙".into(), 1)));
    }

    #[test]
    fn thousands_are_set_apart() {
        let grouped = |amount| {
            let mut out = String::new();
            push_grouped(amount, &mut out);
            out
        };
        assert_eq!(grouped("1240.50"), "1,240.50");
        assert_eq!(grouped("123.00"), "123.00");
        assert_eq!(grouped("1234567.89"), "1,234,567.89");
    }
}

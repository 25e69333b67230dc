//! Whether the draft can go out like this (校验).

use super::issue::{About, Issue};
use crate::case::{Case, Reading};
use crate::catalog::{Channel, Field, Id, IdSet, Kind, Role, Section};
use crate::date::Date;
use crate::draft::{Path, PathSegment, Value, within};
use crate::parse::{Code, ParseResult};
use crate::text::is_longer;
use serde::Serialize;

/// How far the form is filled in (填写进度).
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Progress {
    /// Needed fields that hold something.
    pub filled: u32,
    /// Fields that the form and the recommended channel need.
    pub required: u32,
    /// The same for each section of the form.
    pub sections: Vec<SectionProgress>,
}

/// How far a section is filled in (分区进度).
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SectionProgress {
    /// The section.
    pub id: Id<Section>,
    /// Needed fields that hold something.
    pub filled: u32,
    /// Needed fields.
    pub required: u32,
}

/// Counts the fields in `needs`.
pub fn progress(case: &Case, needs: IdSet<Field>) -> Progress {
    let sections = case.catalog.sections.iter().map(|(id, _)| {
        let mut section = SectionProgress { id, filled: 0, required: 0 };
        let fields = needs.iter().filter(|field| case.catalog[*field].section == id);
        for field in fields {
            section.required += 1;
            section.filled += u32::from(case.filled.contains(field));
        }
        section
    });
    let sections: Vec<SectionProgress> = sections.collect();
    Progress {
        filled: sections.iter().map(|section| section.filled).sum(),
        required: sections.iter().map(|section| section.required).sum(),
        sections,
    }
}

/// The conditional fields that the form asks for on the way to the channel `to`, which needs the fields in `needs`.
pub fn asked(case: &Case, to: Id<Channel>, needs: IdSet<Field>) -> Vec<Id<Field>> {
    let conditional = case.catalog.fields.iter().filter(|(_, field)| field.is_conditional());
    conditional.map(|(id, _)| id).filter(|id| case.asks(*id, to, needs)).collect()
}

/// Everything that is wrong with the draft, or could be better, field by field; `needs` are the fields that must not be
/// empty.
pub fn check(case: &Case, needs: IdSet<Field>) -> Vec<Issue> {
    let mut check = Check { case, issues: Vec::new() };
    check.unread();
    for (id, field, reading) in case.readings() {
        check.field(id, field, reading, needs.contains(id));
    }
    check.across_fields();
    for key in &case.unknown {
        let path = vec![PathSegment::Name(key.to_string())];
        check.say(Code::UnknownField, About::Draft, path);
    }
    check.evidence();
    check.log();
    check.issues
}

struct Check<'c, 'd> {
    case: &'c Case<'d>,
    issues: Vec<Issue>,
}

impl Check<'_, '_> {
    fn say(&mut self, code: Code, about: About, path: Path) {
        self.issues.push(Issue::new(self.case, code, about, path));
    }

    fn about(&mut self, field: Id<Field>, code: Code) {
        self.issues.push(Issue::of_field(self.case, code, field));
    }

    /// Reports the values that the reader of the draft could not use. A key that is a field is named as such.
    fn unread(&mut self) {
        for (code, path) in &self.case.draft.unread {
            self.say(*code, About::Draft, path.clone());
        }
    }

    fn field(&mut self, id: Id<Field>, field: &Field, reading: &Reading, needed: bool) {
        if reading.placeholder {
            return self.about(id, Code::TextPlaceholder);
        }
        if matches!(reading.raw, Some(Value::List(_))) && field.kind != Kind::Choices {
            return self.about(id, Code::TypeText);
        }
        if !reading.filled() {
            if needed {
                self.about(id, Code::Required);
            }
            return;
        }
        if field.max.is_some_and(|max| is_longer(reading.text(), max as usize)) {
            self.about(id, Code::TextLong);
        }
        if let Some(code) = reading.remark {
            let issue = Issue::of_field(self.case, code, id);
            self.issues.push(issue.suggesting(reading.normal.clone()));
        }
        let ahead = |date: Date| date > self.case.today;
        let is_choice = |name: &str| self.case.catalog.has_choice(id, name);
        if field.kind == Kind::Date && !field.ahead && reading.date().is_some_and(ahead) {
            self.about(id, Code::DateFuture);
        } else if field.chooses() && !reading.choices().all(is_choice) {
            self.about(id, Code::TypeChoice);
        }
    }

    fn across_fields(&mut self) {
        let case = self.case;
        let (purchased, received) = (case.role(Role::Purchased), case.role(Role::Received));
        if let (Some(purchased), Some(received)) = (purchased.date(), received.date())
            && received < purchased
        {
            self.about(case.catalog.role(Role::Received), Code::DateOrder);
        }
        let (paid, asked) = (case.role(Role::Paid).money(), case.role(Role::RemedyAmount).money());
        if paid.is_some_and(|paid| asked > Some(paid.saturating_add(self.beside_price()))) {
            self.about(case.catalog.role(Role::RemedyAmount), Code::AmountExceedsPaid);
        }
        let (price, quantity) = (case.role(Role::UnitPrice), case.role(Role::Quantity));
        if let (Some(paid), Some(price), Some(quantity)) = (paid, price.money(), quantity.count()) {
            // Less is a discount, more is worth a look.
            if price.checked_mul(u64::from(quantity)).is_some_and(|total| paid > total) {
                self.about(case.catalog.role(Role::Paid), Code::AmountTotal);
            }
        }
    }

    /// Sum that may be asked beside the price, in fen: losses, and several times the price where that is demanded and
    /// the law gives it.
    fn beside_price(&self) -> u64 {
        let case = self.case;
        let readings = case.readings().filter(|(_, field, _)| field.beside_price);
        let beside: u64 = readings.filter_map(|(.., reading)| reading.money()).sum();
        let multiplied = case.remedies().iter().any(|id| case.catalog[id].multiple);
        let multiple = case.multiple().filter(|_| multiplied).and_then(|claim| claim.amount);
        beside.saturating_add(multiple.unwrap_or_default())
    }

    fn evidence(&mut self) {
        let case = self.case;
        for (index, exhibit) in case.exhibits.iter().enumerate() {
            if exhibit.kind.some().is_none() {
                let path = within("evidence", index, PathSegment::Key("kind"));
                self.say(Code::TypeKind, About::Draft, path);
            }
            exhibit.date.iter().for_each(|date| self.date_of("evidence", index, date));
        }
    }

    fn log(&mut self) {
        let case = self.case;
        for (index, entry) in case.log_readings.iter().enumerate() {
            self.date_of("log", index, &entry.date);
            if entry.channel.some().is_none() {
                let path = within("log", index, PathSegment::Key("channel"));
                self.say(Code::TypeChannel, About::Draft, path);
            }
            if entry.action.is_none() {
                let path = within("log", index, PathSegment::Key("action"));
                self.say(Code::TypeAction, About::Draft, path);
            }
            let names_excuse = case.draft.log.get(index).is_some_and(|it| !it.excuse.is_empty());
            if names_excuse && entry.excuse.some().is_none() {
                let path = within("log", index, PathSegment::Key("excuse"));
                self.say(Code::TypeChoice, About::Draft, path);
            }
            if let Some(Err(code)) = &entry.reply_by {
                let path = within("log", index, PathSegment::Key("replyBy"));
                self.say(*code, About::EntryDate, path);
            }
        }
    }

    fn date_of(&mut self, list: &'static str, index: usize, date: &ParseResult<Date>) {
        let code = match date {
            Ok(read) if read.value > self.case.today => Code::DateFuture,
            Ok(_) => return,
            Err(code) => *code,
        };
        self.say(code, About::EntryDate, within(list, index, PathSegment::Key("date")));
    }
}

//! Whether the draft can go out like this (校验).

use crate::case::Case;
use crate::catalog::{Action, Check, Field, Kind, Role};
use crate::draft::Value;
use crate::issue::{Issue, Key, at, within};
use crate::parse;
use crate::text::digits;
use serde::Serialize;

/// How far the form is filled in (填写进度).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Progress<'a> {
    /// Needed fields that hold something.
    pub filled: u32,
    /// Fields that the form and the recommended channel need.
    pub required: u32,
    /// The same for each section of the form.
    pub sections: Vec<SectionProgress<'a>>,
}

/// How far a section is filled in (分区进度).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SectionProgress<'a> {
    /// Section id.
    pub id: &'a str,
    /// Needed fields that hold something.
    pub filled: u32,
    /// Needed fields.
    pub required: u32,
}

/// Counts the fields in `needs`.
pub fn progress<'a>(case: &Case<'a>, needs: &[&str]) -> Progress<'a> {
    let count = |section: &str| {
        let fields = case.catalog.field.iter();
        let needed =
            fields.filter(|field| field.section == section && needs.contains(&field.id.as_str()));
        needed.fold((0, 0), |(filled, all), field| {
            (filled + u32::from(case.filled(&field.id)), all + 1)
        })
    };
    let mut progress = Progress { filled: 0, required: 0, sections: Vec::new() };
    for section in &case.catalog.section {
        let (filled, required) = count(&section.id);
        progress.filled += filled;
        progress.required += required;
        progress.sections.push(SectionProgress { id: &section.id, filled, required });
    }
    progress
}

/// Everything that is wrong with the draft, or could be better, field by field; `needs` are the
/// fields that must not be empty.
pub fn check(case: &Case, needs: &[&str]) -> Vec<Issue> {
    let mut checking = Checking { case, issues: Vec::new() };
    for (code, path) in &case.draft.unread {
        checking.say(code, path.clone(), &[]);
    }
    for field in &case.catalog.field {
        checking.field(field, needs.contains(&field.id.as_str()));
    }
    checking.across_fields();
    for (id, _) in &case.draft.values {
        if case.catalog.field(id).is_none() {
            checking.say("unknown-field", at(id), &[]);
        }
    }
    checking.evidence();
    checking.log();
    checking.issues
}

/// What reading an identifier found: what to say of it, if anything, and the tidier spelling.
type Found = Result<(Option<parse::Code>, Option<String>), parse::Code>;

fn found<T>(parsed: parse::Parsed<T>) -> Found {
    parsed.map(|reading| (reading.remark(), reading.normal))
}

struct Checking<'c, 'a> {
    case: &'c Case<'a>,
    issues: Vec<Issue>,
}

impl Checking<'_, '_> {
    fn say(&mut self, code: &'static str, path: Vec<Key>, values: &[(&str, &str)]) {
        self.issues.push(Issue::new(self.case.catalog, self.case.locale, code, path, values));
    }

    fn about(&mut self, field: &Field, code: &'static str, suggestion: Option<String>) {
        let locale = self.case.locale;
        let example = field.example.as_ref().map_or("", |example| example.get(locale));
        let max = digits(field.max.unwrap_or_default().into());
        let today = self.case.today.iso();
        let values = [
            ("label", field.label.get(locale)),
            ("example", example),
            ("max", &max),
            ("date", &today),
        ];
        let mut issue = Issue::new(self.case.catalog, locale, code, at(&field.id), &values);
        issue.suggestion = suggestion;
        self.issues.push(issue);
    }

    fn field(&mut self, field: &Field, needed: bool) {
        let case = self.case;
        let text = case.text(&field.id);
        match case.draft.value(&field.id) {
            // The case passes over what only stands in for a value.
            Some(Value::Text(raw)) if text.is_empty() && !raw.trim().is_empty() => {
                return self.about(field, "text.placeholder", None);
            }
            Some(Value::List(_)) if field.kind != Kind::Choices => {
                return self.about(field, "type.text", None);
            }
            _ => {}
        }
        if text.is_empty() {
            if needed {
                self.about(field, "required", None);
            }
            return;
        }
        if field.max.is_some_and(|max| parse::is_longer(text, max as usize)) {
            self.about(field, "text.long", None);
        }
        match self.read(field, text) {
            Err(code) => self.about(field, code.as_str(), None),
            Ok((Some(remark), normal)) => self.about(field, remark.as_str(), normal),
            Ok((None, _)) => {}
        }
        match field.kind {
            Kind::Date
                if !field.ahead && case.date(&field.id).is_some_and(|it| it > case.today) =>
            {
                self.about(field, "date.future", None);
            }
            Kind::Choice | Kind::Choices
                if case.choices(&field.id).iter().any(|id| !self.is_option(field, id)) =>
            {
                self.about(field, "type.choice", None);
            }
            _ => {}
        }
    }

    fn is_option(&self, field: &Field, id: &str) -> bool {
        let catalog = self.case.catalog;
        match field.role {
            Some(Role::Reason) => catalog.reason.iter().any(|entry| entry.id == id),
            Some(Role::Remedy) => catalog.remedy.iter().any(|entry| entry.id == id),
            _ => field.option.iter().any(|option| option.id == id),
        }
    }

    fn read(&self, field: &Field, text: &str) -> Found {
        match (field.kind, field.check) {
            (Kind::Phone, _) => found(parse::phone(text)),
            (Kind::Email, _) => found(parse::email(text)),
            (Kind::Money, _) => found(parse::money(text)),
            (Kind::Integer, _) => found(parse::quantity(text)),
            (Kind::Date, _) => found(self.case.read_date(field, text)),
            (_, Some(Check::OrderNumber)) => found(parse::order_number(text)),
            (_, Some(Check::TransactionId)) => found(parse::transaction_id(text)),
            (_, Some(Check::CreditCode)) => found(parse::credit_code(text)),
            (_, Some(Check::Waybill)) => found(parse::waybill(text)),
            _ => Ok((None, None)),
        }
    }

    fn across_fields(&mut self) {
        let case = self.case;
        let date = |role| case.role(role).and_then(|field| case.date(&field.id));
        let (purchased, received) = (date(Role::Purchased), date(Role::Received));
        if purchased.is_some() && received.is_some() && received < purchased {
            self.about_role(Role::Received, "date.order");
        }
        let (paid, asked) = (case.money_of(Role::Paid), case.money_of(Role::RemedyAmount));
        let beside = case.catalog.field.iter().filter(|field| field.beside_price);
        let beside: u64 = beside.filter_map(|field| case.money(&field.id)).sum();
        // Nor is it too much where several times the price is demanded on top, and the law gives it.
        let chosen = case.role(Role::Remedy).map_or(Vec::new(), |field| case.choices(&field.id));
        let mut demands = case.catalog.remedy.iter().filter(|it| it.multiple);
        let multiplied = demands.any(|it| chosen.contains(&it.id.as_str()));
        let multiple = case.multiple().and_then(|(_, fen)| fen).filter(|_| multiplied).unwrap_or(0);
        let more = beside.saturating_add(multiple);
        if paid.is_some_and(|paid| asked > Some(paid.saturating_add(more))) {
            self.about_role(Role::RemedyAmount, "amount.exceeds-paid");
        }
        let quantity = case.role(Role::Quantity).map(|field| case.text(&field.id));
        let quantity = quantity.and_then(|text| parse::quantity(text).ok()).map(|read| read.value);
        if let (Some(paid), Some(price), Some(quantity)) =
            (paid, case.money_of(Role::UnitPrice), quantity)
        {
            // Less is a discount, more is worth a look.
            if price.checked_mul(u64::from(quantity)).is_some_and(|total| paid > total) {
                self.about_role(Role::Paid, "amount.total");
            }
        }
    }

    fn about_role(&mut self, role: Role, code: &'static str) {
        if let Some(field) = self.case.role(role) {
            self.about(field, code, None);
        }
    }

    fn evidence(&mut self) {
        let case = self.case;
        for (index, exhibit) in case.draft.evidence.iter().enumerate() {
            if case.catalog.evidence(&exhibit.kind).is_none() {
                self.say("type.kind", within("evidence", index, "kind"), &[]);
            }
            if !exhibit.date.trim().is_empty() {
                self.date_of("evidence", index, &exhibit.date);
            }
        }
    }

    fn log(&mut self) {
        let case = self.case;
        for (index, step) in case.draft.log.iter().enumerate() {
            self.date_of("log", index, &step.date);
            if case.catalog.channel(&step.channel).is_none() {
                self.say("type.channel", within("log", index, "channel"), &[]);
            }
            if !Action::ALL.iter().any(|action| action.id() == step.action) {
                self.say("type.action", within("log", index, "action"), &[]);
            }
        }
    }

    fn date_of(&mut self, list: &str, index: usize, text: &str) {
        let case = self.case;
        let code = match parse::date(text, case.today) {
            Ok(reading) if reading.value > case.today => "date.future",
            Ok(_) => return,
            Err(code) => code.as_str(),
        };
        // The date of a step or a piece is the log's own word for "when".
        let label = case.role(Role::Purchased).map_or("", |_| match case.locale {
            crate::catalog::Locale::Zh => "日期",
            crate::catalog::Locale::En => "Date",
        });
        let today = case.today.iso();
        let values = [("label", label), ("date", today.as_str()), ("example", today.as_str())];
        self.say(code, within(list, index, "date"), &values);
    }
}

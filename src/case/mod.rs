//! A draft read against the catalogue on a given day (案情): one typed reading per field, what the log shows, which
//! conditions hold and which deadlines run. Every judgement starts from here, and none parses or searches again.

mod claims;
mod condition;
mod deadline;
mod log;
mod reading;
mod reply;
mod standing;
mod wording;

pub use claims::SupportedClaim;
pub use deadline::RunningDeadline;
pub use log::{ExhibitReading, LogReading, LogStep};
pub use reading::Reading;
pub use standing::{Stage, Standing};
pub use wording::{Wording, fill};

use crate::catalog::{
    Catalog, Channel, Deadline, Evidence, Field, Id, IdSet, Kind, Reason, Remedy, Role, Table,
};
use crate::date::Date;
use crate::draft::{Draft, Value};
use crate::parse;
use crate::text::Paragraph;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Index;

/// A draft, the catalogue and the day.
pub struct Case<'d> {
    /// The knowledge.
    pub catalog: &'d Catalog,
    /// The draft that was read. The values of its fields stand in the readings.
    pub draft: Draft<'d>,
    /// The day that counts as today.
    pub today: Date,
    /// Fields that hold something usable.
    pub filled: IdSet<Field>,
    /// Keys of the draft that are no field.
    pub unknown: Vec<Cow<'d, str>>,
    /// The exhibits, in the order of the draft.
    pub exhibits: Vec<ExhibitReading>,
    /// The entries of the log, in the order of the draft.
    pub log_readings: Vec<LogReading>,
    readings: Table<Field, Reading<'d>>,
    reason: Id<Reason>,
    remedies: IdSet<Remedy>,
    held: IdSet<Evidence>,
    log: Vec<LogStep>,
    deadlines: Table<Deadline, OnceCell<Option<RunningDeadline>>>,
    claims: OnceCell<Vec<SupportedClaim>>,
    paragraphs: OnceCell<Vec<(Id<Field>, Paragraph)>>,
}

impl<'d> Case<'d> {
    /// Reads a draft.
    pub fn new(catalog: &'d Catalog, mut draft: Draft<'d>, today: Date) -> Self {
        let mut readings: Table<Field, Reading> = Table::empty(catalog.fields.size());
        let mut filled = IdSet::EMPTY;
        let mut unknown = Vec::new();
        for (key, value) in std::mem::take(&mut draft.values) {
            match catalog.find::<Field>(&key) {
                Some(id) if readings[id].raw.is_none() => {
                    let reading = Reading::new(catalog, id, value, today);
                    if reading.filled() {
                        filled.insert(id);
                    }
                    readings.put(id, reading);
                }
                Some(_) => {}
                None => unknown.push(key),
            }
        }
        for (id, field) in catalog.fields.iter() {
            let Some(address) = field.district_of.filter(|_| !readings[id].filled()) else {
                continue;
            };
            if let Some(district) = parse::district(readings[address].text()) {
                let district = Value::Text(Cow::Owned(district.into()));
                readings.put(id, Reading::new(catalog, id, district, today));
                filled.insert(id);
            }
        }
        let exhibits = log::exhibits(catalog, &draft, today);
        let log_readings = log::readings(catalog, &draft, today);
        let mut case = Case {
            catalog,
            draft,
            today,
            filled,
            unknown,
            held: exhibits.iter().filter_map(|exhibit| exhibit.kind.some()).collect(),
            log: log::steps(&log_readings, today),
            exhibits,
            log_readings,
            reason: catalog.find(readings[catalog.role(Role::Reason)].text()).unwrap_or_default(),
            readings,
            remedies: IdSet::EMPTY,
            deadlines: Table::empty(catalog.deadlines.size()),
            claims: OnceCell::new(),
            paragraphs: OnceCell::new(),
        };
        let remedies = case[catalog.role(Role::Remedy)].choices();
        case.remedies = remedies.filter_map(|name| catalog.find(name)).collect();
        case
    }

    /// The readings of all fields, in the order of the catalogue.
    pub fn readings(&self) -> impl Iterator<Item = (Id<Field>, &Field, &Reading<'d>)> {
        self.catalog.fields.iter().map(|(id, field)| (id, field, &self.readings[id]))
    }

    /// The reading of the field with that role; an empty one if the catalogue has no such field.
    pub fn role(&self, role: Role) -> &Reading<'d> {
        &self[self.catalog.role(role)]
    }

    /// The reason chosen; [`Id::NONE`] if none is, or not one of the catalogue.
    pub fn reason(&self) -> Id<Reason> {
        self.reason
    }

    /// The reason chosen, or the one that stands in where none is.
    pub fn reason_or_fallback(&self) -> Id<Reason> {
        let fallback = || self.catalog.reasons.iter().find(|(_, reason)| reason.fallback);
        let chosen = self.reason.some();
        chosen.or_else(|| fallback().map(|(id, _)| id)).unwrap_or_default()
    }

    /// The demands, as far as the catalogue has them.
    pub fn remedies(&self) -> IdSet<Remedy> {
        self.remedies
    }

    /// Kinds of evidence that are held.
    pub fn held(&self) -> IdSet<Evidence> {
        self.held
    }

    /// Steps of the log up to today, oldest first.
    pub fn log(&self) -> &[LogStep] {
        &self.log
    }

    /// Paragraphs of free text (自由文本), read for the words in them; in the order of the fields. Their texts are
    /// [`Reading::whole`].
    pub fn paragraphs(&self) -> &[(Id<Field>, Paragraph)] {
        self.paragraphs.get_or_init(|| {
            let free = self.readings().filter(|(_, field, _)| field.kind == Kind::Paragraph);
            let texts = free.map(|(id, _, reading)| (id, reading.whole()));
            let texts = texts.filter(|(_, text)| !text.is_empty());
            texts.map(|(id, text)| (id, Paragraph::read(text, &self.catalog.lexicon))).collect()
        })
    }

    /// The paragraph of a field, if it holds one.
    pub fn paragraph(&self, field: Id<Field>) -> Option<&Paragraph> {
        self.paragraphs().iter().find(|(id, _)| *id == field).map(|(_, paragraph)| paragraph)
    }

    /// The channel of the first tier: whom a document means that goes to nobody else.
    pub fn merchant(&self) -> Id<Channel> {
        let mut channels = self.catalog.channels.iter();
        let merchant = channels.find(|(_, it)| it.tier == 1 && it.first.is_empty() && !it.beside);
        merchant.map_or(Id::NONE, |(id, _)| id)
    }
}

impl<'d> Index<Id<Field>> for Case<'d> {
    type Output = Reading<'d>;

    fn index(&self, id: Id<Field>) -> &Reading<'d> {
        &self.readings[id]
    }
}

//! The log and the exhibits, read once.

use super::Case;
use crate::catalog::{Action, Catalog, Channel, Event, Evidence, Id};
use crate::date::Date;
use crate::draft::{Draft, LogEntry};
use crate::parse::{self, ParseResult};

/// An entry of the log as it was read.
#[derive(Clone, Debug)]
pub struct LogReading {
    /// Its day.
    pub date: ParseResult<Date>,
    /// The channel; [`Id::NONE`] if the catalogue has no such channel.
    pub channel: Id<Channel>,
    /// What was done, if it is an action.
    pub action: Option<Action>,
}

/// An exhibit as it was read.
#[derive(Clone, Debug)]
pub struct ExhibitReading {
    /// Its kind; [`Id::NONE`] if the catalogue has no such kind.
    pub kind: Id<Evidence>,
    /// The date that it shows; `None` if none is given.
    pub date: Option<ParseResult<Date>>,
}

/// An entry of the log that could be read and lies in the past (记录步骤).
#[derive(Clone, Copy, Debug)]
pub struct LogStep<'d> {
    /// Its day.
    pub date: Date,
    /// What was done.
    pub action: Action,
    /// With whom.
    pub channel: Id<Channel>,
    /// The entry.
    pub entry: &'d LogEntry<'d>,
}

impl LogStep<'_> {
    /// Whether this step is such an event.
    pub fn is(&self, event: &Event) -> bool {
        event.includes(self.action, self.channel)
    }
}

pub(super) fn exhibits(catalog: &Catalog, draft: &Draft, today: Date) -> Vec<ExhibitReading> {
    let read = |text: &str| (!text.trim().is_empty()).then(|| parse::date(text, today));
    let exhibits = draft.evidence.iter();
    exhibits
        .map(|exhibit| ExhibitReading {
            kind: catalog.find(&exhibit.kind).unwrap_or_default(),
            date: read(&exhibit.date),
        })
        .collect()
}

pub(super) fn readings(catalog: &Catalog, draft: &Draft, today: Date) -> Vec<LogReading> {
    let entries = draft.log.iter();
    entries
        .map(|entry| LogReading {
            date: parse::date(&entry.date, today),
            channel: catalog.find(&entry.channel).unwrap_or_default(),
            action: Action::named(&entry.action),
        })
        .collect()
}

/// The steps up to today, oldest first; those of one day in the order in which they were written down.
pub(super) fn steps<'d>(
    draft: &'d Draft,
    readings: &[LogReading],
    today: Date,
) -> Vec<LogStep<'d>> {
    let mut steps: Vec<LogStep> = Vec::new();
    for (entry, reading) in draft.log.iter().zip(readings) {
        if let (Ok(read), Some(action)) = (&reading.date, reading.action)
            && read.value <= today
        {
            let at = steps.partition_point(|other| other.date <= read.value);
            let channel = reading.channel;
            steps.insert(at, LogStep { date: read.value, action, channel, entry });
        }
    }
    steps
}

impl<'d> Case<'d> {
    /// The latest step that is such an event.
    pub fn latest(&self, event: &Event) -> Option<&LogStep<'d>> {
        self.log().iter().rev().find(|step| step.is(event))
    }

    /// Whether the last step settles the matter.
    pub fn resolved(&self) -> bool {
        self.log().last().is_some_and(|step| step.action == Action::Resolved)
    }
}

//! The log and the exhibits, read once.

use super::Case;
use crate::catalog::{Action, Catalog, Channel, Event, Evidence, Excuse, Id};
use crate::date::Date;
use crate::draft::{Draft, LogEntry};
use crate::parse::{self, ParseResult};

/// Days by which an answer may be asked for ahead; a day without its year is the next such day.
const REPLY_AHEAD: i64 = 364;

/// An entry of the log as it was read.
#[derive(Clone, Debug)]
pub struct LogReading {
    /// Its day.
    pub date: ParseResult<Date>,
    /// The channel; [`Id::NONE`] if the catalogue has no such channel.
    pub channel: Id<Channel>,
    /// The action, if it is one.
    pub action: Option<Action>,
    /// The excuse that was given; [`Id::NONE`] if none was, or not one of the catalogue.
    pub excuse: Id<Excuse>,
    /// Day by which an answer was asked for; `None` if none is given.
    pub reply_by: Option<ParseResult<Date>>,
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
pub struct LogStep {
    /// Its day.
    pub date: Date,
    /// The action.
    pub action: Action,
    /// With whom.
    pub channel: Id<Channel>,
    /// The excuse that was given; [`Id::NONE`] if none was.
    pub excuse: Id<Excuse>,
    /// Day by which an answer was asked for.
    pub reply_by: Option<Date>,
    /// Position of its entry in the draft: see [`Case::entry`].
    pub at: usize,
}

impl LogStep {
    /// Whether this step is such an event.
    pub fn is(&self, event: &Event) -> bool {
        event.includes(self.action, self.channel, self.excuse)
    }

    /// Whether the person took it, rather than the other side.
    pub fn is_own(&self) -> bool {
        matches!(self.action, Action::Contacted | Action::RequestedRemedy | Action::Submitted)
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
    let ahead = today.plus_days(REPLY_AHEAD).unwrap_or(today);
    let read =
        |text: &str| (!text.trim().is_empty()).then(|| parse::date_until(text, today, ahead));
    entries
        .map(|entry| LogReading {
            date: parse::date(&entry.date, today),
            channel: catalog.find(&entry.channel).unwrap_or_default(),
            action: Action::named(&entry.action),
            excuse: catalog.find(&entry.excuse).unwrap_or_default(),
            reply_by: read(&entry.reply_by),
        })
        .collect()
}

/// The steps up to today, oldest first; those of one day in the order in which they were written down.
pub(super) fn steps(readings: &[LogReading], today: Date) -> Vec<LogStep> {
    let mut steps: Vec<LogStep> = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        if let (Ok(read), Some(action)) = (&reading.date, reading.action)
            && read.value <= today
        {
            let place = steps.partition_point(|other| other.date <= read.value);
            let LogReading { channel, excuse, reply_by, .. } = reading;
            let reply_by = reply_by.as_ref().and_then(|read| Some(read.as_ref().ok()?.value));
            let (channel, excuse) = (*channel, *excuse);
            let step = LogStep { date: read.value, action, channel, excuse, reply_by, at };
            steps.insert(place, step);
        }
    }
    steps
}

impl<'d> Case<'d> {
    /// Entry of the draft for a step, as it was typed.
    pub fn entry(&self, step: &LogStep) -> Option<&LogEntry<'d>> {
        self.draft.log.get(step.at)
    }

    /// The latest step that is such an event.
    pub fn latest(&self, event: &Event) -> Option<&LogStep> {
        self.log().iter().rev().find(|step| step.is(event))
    }

    /// Whether the last step settles the matter.
    pub fn resolved(&self) -> bool {
        self.log().last().is_some_and(|step| step.action == Action::Resolved)
    }
}

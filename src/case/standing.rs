//! How far things have come with each channel, as the log shows it.

use super::{Case, LogStep};
use crate::catalog::{Action, Channel, Id};
use crate::date::Date;

/// How far things have come with a channel (渠道进展).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Stage {
    /// Nobody has turned to it yet.
    #[default]
    Untouched,
    /// An answer is awaited.
    Pending,
    /// It gave an excuse that nobody has replied to.
    Answered,
    /// Its time is over; asking once more comes first.
    Silent,
    /// Its time is over.
    Lapsed,
    /// It declined.
    Refused,
    /// Nobody could be reached.
    Unreachable,
    /// Its mediation ended without an agreement.
    Ended,
}

impl Stage {
    /// Nothing more is to be expected from it.
    pub fn is_over(self) -> bool {
        self >= Stage::Lapsed
    }
}

/// How far things have come with a channel, and until when an answer is awaited.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Standing {
    /// How far.
    pub stage: Stage,
    /// Last day on which an answer is awaited.
    pub until: Option<Date>,
}

impl Case<'_> {
    /// How far things have come with a channel.
    pub fn standing(&self, id: Id<Channel>) -> Standing {
        let steps = || self.log().iter().filter(|step| step.channel == id);
        let Some(last) = steps().next_back() else { return Standing::default() };
        let (stage, until) = match last.action {
            Action::Refused => (Stage::Refused, None),
            Action::Unreachable => (Stage::Unreachable, None),
            Action::MediationEnded => (Stage::Ended, None),
            // The first excuse is worth a reply, a second one is a refusal.
            Action::Replied if last.excuse.some().is_some() => {
                let excuses = steps().filter(|step| step.excuse.some().is_some()).count();
                (if excuses > 1 { Stage::Refused } else { Stage::Answered }, None)
            }
            _ => self.awaited(id),
        };
        Standing { stage, until }
    }

    /// Whether an answer is awaited still, and until when.
    fn awaited(&self, id: Id<Channel>) -> (Stage, Option<Date>) {
        let channel = &self.catalog[id];
        let patience_from = |from: Date| match channel.patience {
            0 => None,
            days => from.plus_days(days.into()),
        };
        // Whoever is asked once more gets no new time by that.
        let is_chase = |from: Date, step: &LogStep| {
            step.channel == id && step.is_own() && patience_from(from) < Some(step.date)
        };
        let last = self.log().iter().fold(None, |last, step| match last {
            Some(from) if channel.chase > 0 && is_chase(from, step) => last,
            _ => Some(step.date),
        });
        let running = || channel.silence.iter().filter_map(|id| self.deadline(*id));
        let open = running().filter(|it| it.is_open()).map(|it| it.due).min();
        let overdue = running().filter(|it| it.is_overdue()).map(|it| it.due).max();
        let patience = || last.and_then(patience_from);
        let Some(over) = overdue.or(patience().filter(|day| open.is_none() && *day < self.today))
        else {
            return (Stage::Pending, open.or_else(patience));
        };
        if channel.chase == 0 {
            return (Stage::Lapsed, None);
        }
        let asked = |step: &&LogStep| step.channel == id && step.date > over && step.is_own();
        match self.log().iter().rev().find(asked) {
            None => (Stage::Silent, None),
            Some(step) => {
                let until = step.date.plus_days(channel.chase.into());
                let is_over = until.is_some_and(|day| day < self.today);
                (if is_over { Stage::Lapsed } else { Stage::Pending }, until)
            }
        }
    }
}

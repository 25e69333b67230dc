//! The day by which a text asks for an answer.

use super::Case;
use crate::catalog::{Action, Channel, Id, Role};
use crate::date::{self, Date, Period};

/// Time that a merchant gets who was asked before or has refused.
const ASKED_BEFORE: Period = Period::WorkingDays(3);

impl Case<'_> {
    /// The day by which a text to the channel `to` asks for an answer (答复期限): after the `usual` time, but the day
    /// before what was agreed, soon where the merchant was asked before, and no later than a running duty of the merchant
    /// ends. A rest day becomes the working day before, unless that has passed.
    pub fn reply_by(&self, usual: Period, to: Id<Channel>) -> Option<Date> {
        let years = &self.catalog.years;
        let after = |period| date::due(self.today, period, years).map(|due| due.date);
        let mut with = self.log().iter().filter(|step| step.channel == to);
        let was_asked = to == self.merchant()
            && with.any(|it| matches!(it.action, Action::RequestedRemedy | Action::Refused));
        let promised = self.role(Role::Promised).date().filter(|day| *day > self.today);
        let days = [
            after(usual),
            promised.and_then(|day| day.plus_days(-1)),
            after(ASKED_BEFORE).filter(|_| was_asked),
        ];
        let deadlines = self.catalog.deadlines.iter().filter(|(_, it)| it.caps);
        let duties = deadlines.filter_map(|(id, _)| self.deadline(id)).filter(|it| it.is_open());
        let due = duties.filter_map(|duty| date::not_late(duty.due, years));
        let earliest = days.into_iter().flatten().chain(due).min()?;
        let mut day = earliest;
        while date::is_day_off(day, years) {
            match day.plus_days(-1) {
                Some(before) if before >= self.today => day = before,
                _ => return Some(earliest),
            }
        }
        Some(day)
    }
}

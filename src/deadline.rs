//! Which clocks run (期限).

use crate::case::{Case, Clock};
use crate::catalog::Party;
use crate::date::Date;
use serde::Serialize;

/// A clock that is open (进行中的期限).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "OpenDeadline"))]
pub struct Open<'a> {
    /// Deadline id.
    pub id: &'a str,
    /// Day it began, `YYYY-MM-DD`; not counted itself.
    pub start: Date,
    /// Last day, `YYYY-MM-DD`.
    pub due: Date,
    /// Days from today to the last day; negative when the other side's time is over unanswered.
    pub days_left: i32,
    /// Depends on a year whose holidays are not published.
    pub estimated: bool,
}

/// Every open clock, soonest first. A right of the person's own is gone with its last day; an
/// answer that the other side owes stays, overdue, until the log shows it.
pub fn open<'a>(case: &Case<'a>) -> Vec<Open<'a>> {
    if case.resolved() {
        return Vec::new();
    }
    let mut clocks: Vec<Clock<'a>> = Vec::new();
    for clock in case.catalog.deadline.iter().filter_map(|deadline| case.clock(deadline)) {
        if !clock.ended && (!clock.passed || clock.deadline.binds != Party::Consumer) {
            let at = clocks.partition_point(|other| other.due <= clock.due);
            clocks.insert(at, clock);
        }
    }
    let open = |clock: &Clock<'a>| Open {
        id: &clock.deadline.id,
        start: clock.start,
        due: clock.due,
        days_left: case.today.days_until(clock.due) as i32,
        estimated: clock.estimated,
    };
    clocks.iter().map(open).collect()
}

//! Which clocks run (期限).

use crate::case::{Case, Clock};
use crate::catalog::Party;
use serde::Serialize;

/// A clock that is open (进行中的期限).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "OpenDeadline"))]
pub struct Open {
    /// Deadline id.
    pub id: String,
    /// Day it began, `YYYY-MM-DD`; not counted itself.
    pub start: String,
    /// Last day, `YYYY-MM-DD`.
    pub due: String,
    /// Days from today to the last day; negative when the other side's time is over unanswered.
    pub days_left: i32,
    /// Depends on a year whose holidays are not published.
    pub estimated: bool,
}

/// Every open clock, soonest first. A right of the person's own is gone with its last day; an
/// answer that the other side owes stays, overdue, until the log shows it.
pub fn open(case: &Case) -> Vec<Open> {
    if case.resolved() {
        return Vec::new();
    }
    let mut clocks: Vec<Clock> = Vec::new();
    for clock in case.catalog.deadline.iter().filter_map(|deadline| case.clock(deadline)) {
        if !clock.ended && (!clock.passed || clock.deadline.binds == Party::Other) {
            let at = clocks.partition_point(|other| other.due <= clock.due);
            clocks.insert(at, clock);
        }
    }
    let open = |clock: &Clock| Open {
        id: clock.deadline.id.clone(),
        start: clock.start.to_string(),
        due: clock.due.to_string(),
        days_left: case.today.days_until(clock.due) as i32,
        estimated: clock.estimated,
    };
    clocks.iter().map(open).collect()
}

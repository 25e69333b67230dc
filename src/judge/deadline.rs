//! 期限: the open deadlines of a case.

use crate::case::{Case, RunningDeadline};
use crate::catalog::{Deadline, Id};
use crate::date::Date;
use serde::Serialize;

/// A deadline that is open (未了期限).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OpenDeadline {
    /// The deadline.
    pub id: Id<Deadline>,
    /// Day it began; not counted itself.
    pub start: Date,
    /// Last day.
    pub due: Date,
    /// Days from today to the last day; negative when the other side's time is over without an answer, and 0 while it
    /// is not, though that day has passed.
    pub days_left: i32,
    /// Depends on a year whose holidays are not published.
    pub estimated: bool,
}

/// Every open deadline, soonest first. A right of the person's own is gone with its last day; an answer that the other
/// side owes stays, overdue, until the log shows it.
pub fn open(case: &Case) -> Vec<OpenDeadline> {
    if case.resolved() {
        return Vec::new();
    }
    let is_open = |it: &RunningDeadline| !it.ended && (!it.passed || it.binds.owes());
    let mut open: Vec<OpenDeadline> = Vec::new();
    for (id, _) in case.catalog.deadlines.iter() {
        if let Some(deadline) = case.deadline(id).filter(is_open) {
            let RunningDeadline { start, shown: due, estimated, passed, .. } = deadline;
            let days = case.today.days_until(due) as i32;
            let days_left = if passed { days } else { days.max(0) };
            let at = open.partition_point(|other| other.due <= due);
            open.insert(at, OpenDeadline { id, start, due, days_left, estimated });
        }
    }
    open
}

//! Deadlines that have begun, each run once.

use super::Case;
use crate::catalog::{Action, Deadline, Event, Id, Party, Start};
use crate::date::{self, Date, Due, Period};

/// A deadline that has begun (进行中的期限).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct RunningDeadline {
    /// Day it began; not counted itself.
    pub start: Date,
    /// Last day.
    pub due: Date,
    /// Depends on holidays that are not published.
    pub estimated: bool,
    /// The log shows what ended it.
    pub ended: bool,
    /// It ended by its last day: the right was used, or the answer came, in time.
    pub kept: bool,
    /// The last day has passed; for an answer that somebody owes, the next working day too (民法典 203).
    pub passed: bool,
    /// The last day as screens show it.
    pub shown: Date,
    /// Party that the deadline binds.
    pub binds: Party,
}

impl RunningDeadline {
    /// Neither ended nor passed.
    pub fn is_open(&self) -> bool {
        !self.ended && !self.passed
    }

    /// The other side has had its time, and the log shows no answer.
    pub fn is_overdue(&self) -> bool {
        self.binds.owes() && self.passed && !self.ended
    }
}

/// The last run of a deadline: when it began, the day that was asked for then, and when it ended, if it did.
struct Run {
    start: Date,
    asked: Option<Date>,
    ended: Option<Date>,
}

impl Case<'_> {
    /// A deadline, if it has begun: its last run, as the log tells it.
    pub fn deadline(&self, id: Id<Deadline>) -> Option<RunningDeadline> {
        if !self.catalog.deadlines.contains(id) {
            return None;
        }
        *self.deadlines[id].get_or_init(|| self.run(&self.catalog[id]))
    }

    fn run(&self, deadline: &Deadline) -> Option<RunningDeadline> {
        if matches!(deadline.starts, Start::Log(_)) && self.log.is_empty()
            || !self.states(&deadline.when, Id::NONE)
        {
            return None;
        }
        let stated = match &deadline.starts {
            // A date that lies ahead has begun nothing yet.
            Start::Fields(fields) => Some(
                fields
                    .iter()
                    .filter_map(|field| self[*field].date())
                    .find(|date| *date <= self.today)?,
            ),
            Start::Log(_) => None,
        };
        let years = &self.catalog.years;
        let due = |start| date::due(start, deadline.period, years);
        let Run { start, asked, ended } = self.last_run(deadline, stated, &due)?;
        let in_force = deadline.from.is_none_or(|from| from <= start)
            && deadline.until.is_none_or(|until| start <= until);
        if start > self.today || !in_force {
            return None;
        }
        let due = match asked.filter(|_| deadline.asked) {
            Some(date) => Due { date, estimated: false },
            None => due(start)?,
        };
        let last = match deadline.binds {
            Party::Other if !matches!(deadline.period, Period::Hours(_)) => {
                date::not_late(due.date, years)?
            }
            _ => due.date,
        };
        let counted = date::counted(start, deadline.period).filter(|_| deadline.plain);
        Some(RunningDeadline {
            shown: counted.filter(|date| self.today <= *date).unwrap_or(due.date),
            start,
            due: due.date,
            estimated: due.estimated,
            ended: ended.is_some(),
            kept: ended.is_some_and(|day| day <= due.date),
            passed: last < self.today,
            binds: deadline.binds,
        })
    }

    /// The last run of a deadline.
    fn last_run(
        &self,
        deadline: &Deadline,
        stated: Option<Date>,
        due: &dyn Fn(Date) -> Option<Due>,
    ) -> Option<Run> {
        let (mut start, mut asked, mut ended) = (stated, None, None);
        for step in self.log.iter().filter(|step| stated.is_none_or(|first| step.date >= first)) {
            let any = |events: &[Event]| events.iter().any(|event| step.is(event));
            let starts = matches!(&deadline.starts, Start::Log(event) if step.is(event));
            // A right of the person's own that has lapsed is not revived by asking again (民法典 188, 195), only by
            // the other side's agreeing to perform (192).
            let lapsed = || {
                deadline.binds == Party::Consumer
                    && step.action != Action::Accepted
                    && start.and_then(due).is_some_and(|it| it.date < step.date)
            };
            if (starts
                && (start.is_none()
                    || ended.is_some()
                    || deadline.asked && step.reply_by.is_some()))
                || (start.is_some() && any(&deadline.restarts) && !lapsed())
            {
                (start, asked, ended) = (Some(step.date), step.reply_by, None);
            } else if start.is_some() && any(&deadline.stops) {
                ended = ended.or(Some(step.date));
            }
        }
        start.map(|start| Run { start, asked, ended })
    }
}

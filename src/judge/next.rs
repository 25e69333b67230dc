//! The one thing to do next (下一步): the recommended channel with its document, its day and its question.

use crate::case::{Case, Stage};
use crate::catalog::{Channel, Deadline, Document, Id, Party, Question, Why};
use crate::date::Date;
use serde::Serialize;

/// Rights that end later than in so many days set no day for the next step.
const NEAR: i64 = 90;

/// The one thing to do next (下一步).
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct NextStep {
    /// Channel to turn to.
    pub channel: Id<Channel>,
    /// Document to send there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<Id<Document>>,
    /// Kind of the step.
    pub kind: StepKind,
    /// Day by which to do it, or until which to wait.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Deadlines that the other side has let pass.
    pub overdue: Vec<Id<Deadline>>,
    /// Question whose answer would change the advice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asks: Option<Id<Question>>,
    /// Why.
    pub why: Vec<Why>,
}

/// Kind of the next step (下一步类型).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StepKind {
    /// Complete what the channel needs.
    Prepare,
    /// Send the document.
    Send,
    /// Wait for the answer.
    Wait,
    /// Ask for the answer that is overdue.
    Chase,
    /// Turn to this channel, since the one before did not settle it.
    Escalate,
    /// Stop, and turn to this channel before anything else.
    Warn,
    /// The matter is settled.
    Done,
}

/// Returns the next step with the recommended channel, which has its place for these reasons and may lack fields.
pub fn next(case: &Case, channel: Id<Channel>, why: &[Why], lacks: bool) -> NextStep {
    let standing = case.standing(channel);
    let kind = match standing.stage {
        _ if case.resolved() => StepKind::Done,
        Stage::Pending => StepKind::Wait,
        // If its time is over and nothing else is left, asking again is.
        Stage::Silent | Stage::Lapsed => StepKind::Chase,
        Stage::Answered => StepKind::Send,
        Stage::Untouched if why.contains(&Why::Urgent) => StepKind::Warn,
        Stage::Untouched if lacks => StepKind::Prepare,
        Stage::Untouched if why.contains(&Why::FirstStep) => StepKind::Send,
        _ => StepKind::Escalate,
    };
    let due = match kind {
        StepKind::Done => None,
        StepKind::Wait => standing.until,
        StepKind::Chase | StepKind::Warn => Some(case.today),
        _ => right_ending(case),
    };
    let documents = &case.catalog[channel].documents;
    let takes = |id: &&Id<Document>| case.catalog.documents.contains(**id);
    let answers = |id: &&Id<Document>| case.catalog[**id].answers_log;
    let mut documents = documents.iter().filter(takes);
    let document = match kind {
        StepKind::Done | StepKind::Wait => None,
        _ if standing.stage == Stage::Untouched => documents.next(),
        _ => documents.find(answers),
    };
    let overdue = case
        .catalog
        .deadlines
        .iter()
        .map(|(id, _)| id)
        .filter(|id| !case.resolved() && case.deadline(*id).is_some_and(|it| it.is_overdue()));
    let mut questions = case.catalog.questions.iter().filter(|_| kind != StepKind::Done);
    NextStep {
        channel,
        document: document.copied(),
        kind,
        due,
        overdue: overdue.collect(),
        asks: questions.find(|(_, question)| case.satisfies(&question.when)).map(|(id, _)| id),
        why: why.to_vec(),
    }
}

/// The soonest day on which a right of the person's own ends, where that is near.
fn right_ending(case: &Case) -> Option<Date> {
    let running = case.catalog.deadlines.iter().filter_map(|(id, _)| case.deadline(id));
    let own = running.filter(|it| it.binds == Party::Consumer && it.is_open());
    own.map(|it| it.shown).filter(|due| case.today.days_until(*due) <= NEAR).min()
}

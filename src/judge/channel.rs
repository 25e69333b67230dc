//! Whom to complain to next (渠道建议): up the tiers merchant → platform → authority or association → arbitration or
//! court. While a complaint is pending at the highest tier reached, the advice is to wait. A refusal, or no answer before
//! that channel's deadline, moves it one tier up.

use super::issue::{About, Issue};
use crate::case::{Case, RunningDeadline};
use crate::catalog::{Action, Channel, Field, Id, IdSet, Why};
use crate::parse::Code;
use serde::Serialize;

/// The highest tier.
const TOP: u8 = 4;

/// What a channel is worth today (渠道评估).
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct RankedChannel {
    /// The channel.
    pub id: Id<Channel>,
    /// It could be used now.
    pub fits: bool,
    /// The next step; true for exactly one.
    pub recommended: bool,
    /// Why it has its place.
    pub why: Vec<Why>,
    /// Fields that it still needs.
    pub missing: Vec<Id<Field>>,
}

/// How far things have come with a channel.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Untouched,
    Pending,
    Silent,
    Refused,
}

impl State {
    fn over(self) -> bool {
        matches!(self, State::Silent | State::Refused)
    }
}

/// A channel as this case finds it.
struct Standing<'c> {
    id: Id<Channel>,
    channel: &'c Channel,
    state: State,
    /// It takes complaints for this reason.
    for_reason: bool,
    /// It comes before everything for this reason.
    urgent: bool,
    /// The deadline within which it is open, if it has one.
    within: Option<Option<RunningDeadline>>,
    /// Its conditions hold.
    open: bool,
}

/// Every channel, best first.
pub fn rank(case: &Case) -> Vec<RankedChannel> {
    let channels = case.catalog.channels.iter();
    let all: Vec<Standing> = channels.map(|(id, it)| Standing::new(case, id, it)).collect();
    let next = next(&all);
    let tier = next.and_then(|at| all.get(at)).map_or(1, |best| best.channel.tier);
    let climbed = all.iter().any(|it| it.state.over() && it.channel.tier < tier);

    let rank = |(at, it): &(usize, &Standing)| {
        (Some(*at) != next, !it.open, it.state.over(), it.channel.tier.abs_diff(tier))
    };
    let mut order: Vec<(usize, &Standing)> = Vec::new();
    for it in all.iter().enumerate() {
        let at = order.partition_point(|other| rank(other) <= rank(&it));
        order.insert(at, it);
    }
    let ranked = order.into_iter().map(|(at, it)| {
        let recommended = Some(at) == next;
        let (why, missing) = if case.resolved() {
            (vec![Why::Resolved], Vec::new())
        } else {
            let missing = missing(case, it.channel);
            (it.why(recommended, climbed, tier, !missing.is_empty()), missing)
        };
        RankedChannel { id: it.id, fits: it.open, recommended, why, missing }
    });
    ranked.collect()
}

/// The channel to take next: what is urgent; what is pending on the highest tier reached; else the first open one on
/// the next tier.
fn next(all: &[Standing]) -> Option<usize> {
    let find = |test: &dyn Fn(&Standing) -> bool| all.iter().position(test);
    let fresh =
        |tier: u8| find(&|it| it.channel.tier == tier && it.open && it.state == State::Untouched);
    let touched = all.iter().filter(|it| it.state != State::Untouched && !it.urgent);
    let reached = touched.map(|it| it.channel.tier).max().unwrap_or(0);
    find(&|it| it.urgent && it.open && !it.state.over())
        .or_else(|| find(&|it| it.channel.tier == reached && it.state == State::Pending))
        .or_else(|| (reached + 1..=TOP).find_map(fresh))
        // At the top: whatever is still open there, and otherwise the top itself.
        .or_else(|| fresh(reached))
        .or_else(|| all.iter().rposition(|it| it.channel.tier == reached))
        .or(if all.is_empty() { None } else { Some(0) })
}

impl<'c> Standing<'c> {
    fn new(case: &Case, id: Id<Channel>, channel: &'c Channel) -> Self {
        let urgent = channel.first_for.contains(&case.reason()) && case.reason().some().is_some();
        let for_reason = channel.first_for.is_empty() || urgent;
        let within = channel.within.map(|deadline| case.deadline(deadline));
        let in_time = within.is_none_or(|it| it.is_some_and(|it| it.is_open()));
        let open = for_reason && in_time && case.satisfies_to(&channel.when, id);
        Standing { id, channel, state: state(case, id, channel), for_reason, urgent, within, open }
    }

    fn why(&self, recommended: bool, climbed: bool, tier: u8, missing: bool) -> Vec<Why> {
        let mut why = Vec::new();
        if self.urgent {
            why.push(Why::Urgent);
        }
        why.extend(match self.state {
            State::Pending => Some(Why::Pending),
            State::Silent => Some(Why::Silent),
            State::Refused => Some(Why::Refused),
            State::Untouched if !self.open => Some(self.closed()),
            State::Untouched if self.urgent => None,
            State::Untouched if recommended && climbed => Some(Why::NextTier),
            State::Untouched if recommended => Some(Why::FirstStep),
            State::Untouched if self.channel.tier > tier => Some(Why::AfterLower),
            State::Untouched => Some(Why::Alternative),
        });
        if self.open && missing {
            why.push(Why::Missing);
        }
        why
    }

    /// Why a channel that nobody has used yet cannot be used.
    fn closed(&self) -> Why {
        match self.within {
            _ if !self.for_reason => Why::NotForReason,
            Some(Some(deadline)) if deadline.passed => Why::TimeOver,
            _ => Why::NotYet,
        }
    }
}

fn state(case: &Case, id: Id<Channel>, channel: &Channel) -> State {
    let Some(last) = case.log().iter().rev().find(|step| step.channel == id) else {
        return State::Untouched;
    };
    // A refusal counts until something newer was tried here.
    if matches!(last.action, Action::Refused | Action::MediationEnded) {
        return State::Refused;
    }
    let silent = |id: &Id<_>| case.deadline(*id).is_some_and(|deadline| deadline.is_overdue());
    if channel.silence.iter().any(silent) { State::Silent } else { State::Pending }
}

/// Fields that a complaint through this channel needs: the form's and its own.
pub fn needs(case: &Case, channel: Id<Channel>) -> IdSet<Field> {
    let mut needs = case.catalog.required();
    if channel.some().is_none() {
        return IdSet::EMPTY;
    }
    let own = case.catalog[channel].needs.iter();
    own.filter(|id| case.catalog.fields.contains(**id)).for_each(|id| needs.insert(*id));
    needs
}

/// Fields that are needed and empty: the form's, then the channel's own.
fn missing(case: &Case, channel: &Channel) -> Vec<Id<Field>> {
    let required = case.catalog.required();
    let own = channel.needs.iter().copied();
    let own = own.filter(|id| !required.contains(*id) && case.catalog.fields.contains(*id));
    required.iter().chain(own).filter(|id| !case.filled.contains(*id)).collect()
}

/// What stands in the way of this channel, such as a ground for refusal (不予受理情形).
pub fn warnings(case: &Case, channel: Id<Channel>) -> Vec<Issue> {
    let passed = |id| case.deadline(id).is_some_and(|deadline| deadline.passed);
    let warnings = case.catalog[channel].warning.iter().enumerate();
    let applicable = warnings.filter(|(_, warning)| {
        !warning.always
            && case.satisfies_to(&warning.when, channel)
            && warning.past.is_none_or(passed)
    });
    let issue = |(at, _)| {
        let about = About::Warning(channel, at as u16);
        Issue::new(case, Code::Refusal, about, Vec::new())
    };
    applicable.map(issue).collect()
}

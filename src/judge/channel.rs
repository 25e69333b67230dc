//! 渠道建议: the channel to complain to next: up the tiers merchant → platform → responsible authority → association →
//! arbitration → court. While a complaint is pending at the highest tier reached, the advice is to wait. A refusal, or
//! silence after that channel's deadline and after it was asked once more where that helps, moves it on: to another
//! authority, and else one tier up.

use super::issue::{About, Issue};
use crate::case::{Case, RunningDeadline, Stage, Standing};
use crate::catalog::{Channel, Condition, Field, Id, IdSet, Why};
use crate::parse::Code;
use serde::Serialize;

/// The highest tier.
const TOP: u8 = 6;

/// Place of a channel among all of them today (渠道评估).
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

/// A channel as this case finds it.
struct Place<'c> {
    id: Id<Channel>,
    channel: &'c Channel,
    standing: Standing,
    /// It comes before everything, or before nothing that this case is about.
    first: bool,
    /// It may be advised.
    advised: bool,
    /// The deadline within which it is open, if it has one.
    within: Option<Option<RunningDeadline>>,
    /// Its conditions hold.
    open: bool,
}

/// Every channel, best first.
pub fn rank(case: &Case) -> Vec<RankedChannel> {
    let channels = case.catalog.channels.iter();
    let mut all: Vec<Place> = channels.map(|(id, it)| Place::new(case, id, it)).collect();
    let is_alone = |it: &&Place| case.satisfies_to(&it.channel.instead_when, it.id);
    let first = all.iter().filter(|it| it.first && !it.is_over()).filter(is_alone);
    let instead_of: IdSet<Channel> = first.flat_map(|it| it.channel.instead_of.clone()).collect();
    all.iter_mut().for_each(|it| it.advised &= !instead_of.contains(it.id));
    let next = next(case, &all);
    let best = next.and_then(|at| all.get(at));
    let tier = best.map_or(1, |best| best.channel.tier);

    // Closed ones behind, then those that are over, those beside the ladder, and by the distance from the next tier.
    let rank = |at: usize, it: &Place| {
        let is_behind = it.is_over() || !it.advised && it.is_new();
        let distance =
            2 * u32::from(it.channel.tier.abs_diff(tier)) + u32::from(it.channel.tier < tier);
        let flags = [Some(at) != next, !it.open, is_behind, it.channel.beside];
        flags.iter().fold(0, |rank, flag| rank << 1 | u32::from(*flag)) << 9 | distance
    };
    let mut order: Vec<(u32, usize, &Place)> = Vec::with_capacity(all.len());
    for (at, it) in all.iter().enumerate() {
        let rank = rank(at, it);
        order.insert(order.partition_point(|(other, ..)| *other <= rank), (rank, at, it));
    }
    let ranked = order.into_iter().map(|(_, at, it)| {
        let recommended = Some(at) == next;
        let (why, missing) = if case.resolved() {
            (vec![Why::Resolved], Vec::new())
        } else {
            let missing = missing(case, it.channel);
            let advice = if recommended { advice(&all, it) } else { it.alternative(tier) };
            (it.why(advice, !missing.is_empty()), missing)
        };
        RankedChannel { id: it.id, fits: it.open, recommended, why, missing }
    });
    ranked.collect()
}

/// The channel to take next: what comes first; what is under way on the highest tier reached; else the first open one
/// on that tier, where another body may be responsible, or on the next.
fn next(case: &Case, all: &[Place]) -> Option<usize> {
    let find = |test: &dyn Fn(&Place) -> bool| all.iter().position(test);
    let fresh = |tier: u8| find(&|it| it.channel.tier == tier && it.is_fresh());
    let touched = || all.iter().filter(|it| !it.is_new() && it.is_on_ladder());
    let reached = touched().map(|it| it.channel.tier).max().unwrap_or(0);
    let there = |progress: Stage| {
        let is_there = |it: &Place| it.channel.tier == reached && it.is_on_ladder();
        find(&|it| is_there(it) && it.standing.stage == progress)
    };
    let last =
        case.log().iter().rev().find_map(|step| {
            all.iter().find(|it| it.id == step.channel && it.channel.tier == reached)
        });
    let another = last.is_some_and(|it| it.channel.lateral && it.standing.stage != Stage::Ended);
    let settled = case.log().last().filter(|_| case.resolved());
    settled
        .and_then(|step| find(&|it| it.id == step.channel))
        .or_else(|| find(&|it| it.first && it.open && it.is_new()))
        .or_else(|| there(Stage::Answered))
        .or_else(|| there(Stage::Pending))
        .or_else(|| there(Stage::Silent))
        .or_else(|| fresh(reached).filter(|_| another))
        .or_else(|| (reached + 1..=TOP).find_map(fresh))
        .or_else(|| find(&|it| it.first && it.open && !it.is_over()))
        // At the top: whatever is still open there, and otherwise the top itself.
        .or_else(|| fresh(reached))
        .or_else(|| {
            all.iter()
                .rposition(|it| it.channel.tier == reached && it.is_on_ladder() && !it.is_new())
        })
        .or(if all.is_empty() { None } else { Some(0) })
}

/// Why a channel that nobody has turned to yet is recommended.
fn advice(all: &[Place], best: &Place) -> Why {
    let below = |test: &dyn Fn(&Place) -> bool| {
        let mut ladder = all.iter().filter(|it| it.is_on_ladder());
        ladder.any(|it| test(it) && it.channel.tier <= best.channel.tier)
    };
    let is_beside = |it: &Place| it.is_over() && it.channel.tier == best.channel.tier;
    let reached = |it: &&Place| !it.is_new() && it.is_on_ladder();
    let highest = all.iter().filter(reached).max_by_key(|it| it.channel.tier);
    let unreachable = highest.is_some_and(|it| it.standing.stage == Stage::Unreachable);
    if unreachable {
        Why::Unreachable
    } else if below(&is_beside) {
        Why::OtherBody
    } else if below(&|it| it.is_over()) {
        Why::NextTier
    } else {
        Why::FirstStep
    }
}

impl<'c> Place<'c> {
    fn new(case: &Case, id: Id<Channel>, channel: &'c Channel) -> Self {
        let holds =
            |conditions: &[Condition]| conditions.iter().any(|it| case.satisfies_to(it, id));
        let first = holds(&channel.first);
        let within = channel.within.map(|deadline| case.deadline(deadline));
        let in_time = within.is_none_or(|it| it.is_some_and(|it| it.is_open()));
        let for_case = channel.first.is_empty() || first;
        let open = for_case && in_time && case.satisfies_to(&channel.when, id);
        let advised = !channel.beside && !holds(&channel.not_advised);
        Place { id, channel, standing: case.standing(id), first, advised, within, open }
    }

    fn is_new(&self) -> bool {
        self.standing.stage == Stage::Untouched
    }

    fn is_over(&self) -> bool {
        self.standing.stage.is_over()
    }

    /// Whether it is a step of the way up.
    fn is_on_ladder(&self) -> bool {
        !self.channel.beside && self.channel.first.is_empty()
    }

    /// Whether it can be the next step of the way up.
    fn is_fresh(&self) -> bool {
        self.is_new() && self.open && self.advised && self.is_on_ladder()
    }

    /// Why it has its place. `new`: if nobody has turned to it yet.
    fn why(&self, new: Why, missing: bool) -> Vec<Why> {
        let mut why = Vec::new();
        if self.first && self.open {
            why.push(Why::Urgent);
        }
        match self.standing.stage {
            Stage::Pending => why.push(Why::Pending),
            Stage::Answered => why.push(Why::Answer),
            Stage::Silent => why.extend([Why::Silent, Why::Chase]),
            Stage::Lapsed => why.push(Why::Silent),
            Stage::Refused | Stage::Ended => why.push(Why::Refused),
            Stage::Unreachable => why.push(Why::Unreachable),
            Stage::Untouched if !self.open => why.push(self.closed()),
            Stage::Untouched if self.first => {}
            Stage::Untouched => why.push(new),
        }
        if self.open && missing {
            why.push(Why::Missing);
        }
        why
    }

    /// Why it is not recommended, where nobody has turned to it yet.
    fn alternative(&self, tier: u8) -> Why {
        match self.channel.tier > tier {
            _ if !self.advised && !self.channel.beside => Why::NotAdvised,
            true => Why::AfterLower,
            false => Why::Alternative,
        }
    }

    /// Why a channel that nobody has turned to yet cannot be used.
    fn closed(&self) -> Why {
        match self.within {
            _ if !self.first && !self.channel.first.is_empty() => Why::NotForReason,
            Some(Some(deadline)) if deadline.passed => Why::TimeOver,
            _ => Why::NotYet,
        }
    }
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

/// Returns the obstacles of this channel, such as a ground for refusal (不予受理情形).
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

//! Whom to complain to next (渠道建议): up the ladder trader → platform → authority or association →
//! arbitration or court, as the log shows silence or refusal.

use crate::case::Case;
use crate::catalog::{Action, Channel};
use crate::issue::Issue;
use serde::Serialize;

/// What a channel is worth today (渠道评估).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RankedChannel"))]
pub struct Ranked<'a> {
    /// Channel id.
    pub id: &'a str,
    /// It could be used now.
    pub fits: bool,
    /// The next step; true for exactly one.
    pub recommended: bool,
    /// Ids of the reasons for its place; their words stand in the form's `whys`.
    #[cfg_attr(feature = "types", ts(type = "string[]"))]
    pub why: Vec<&'static str>,
    /// Fields that it still needs.
    pub missing: Vec<&'a str>,
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

struct Standing<'a> {
    channel: &'a Channel,
    state: State,
    /// Its conditions hold.
    open: bool,
    /// Comes before everything for this reason.
    urgent: bool,
}

/// Every channel, best first.
pub fn rank<'a>(case: &Case<'a>) -> Vec<Ranked<'a>> {
    let reason = case.chosen_reason().map(|reason| &reason.id);
    let standing = |channel| standing(case, channel, reason);
    let all: Vec<Standing> = case.catalog.channel.iter().map(standing).collect();
    let next = next(&all);
    let rung = next.and_then(|index| all.get(index)).map_or(1, |best| best.channel.rung);
    let climbed = all.iter().any(|other| other.state.over() && other.channel.rung < rung);

    let rank = |index: usize, it: &Standing| {
        (Some(index) != next, !it.open, it.state.over(), it.channel.rung.abs_diff(rung))
    };
    let mut order: Vec<(usize, &Standing)> = Vec::new();
    for (index, it) in all.iter().enumerate() {
        let at = order.partition_point(|(other, that)| rank(*other, that) <= rank(index, it));
        order.insert(at, (index, it));
    }
    // What the form itself lacks, every channel lacks.
    let form: Vec<&str> = required(case).filter(|id| !case.filled(id)).collect();
    order
        .into_iter()
        .map(|(index, it)| {
            let recommended = Some(index) == next;
            let mut missing = with_own(case, it.channel, form.clone());
            missing.retain(|id| !case.filled(id));
            let mut why = Vec::new();
            if case.resolved() {
                let missing = Vec::new();
                let why = vec!["why.resolved"];
                return Ranked { id: &it.channel.id, fits: it.open, recommended, why, missing };
            }
            if it.urgent {
                why.push("why.urgent");
            }
            why.extend(match it.state {
                State::Pending => Some("why.pending"),
                State::Silent => Some("why.silent"),
                State::Refused => Some("why.refused"),
                State::Untouched if !it.open => Some(closed(case, it, reason)),
                State::Untouched if it.urgent => None,
                State::Untouched if recommended && climbed => Some("why.next-rung"),
                State::Untouched if recommended => Some("why.first-step"),
                State::Untouched if it.channel.rung > rung => Some("why.after-lower"),
                State::Untouched => Some("why.alternative"),
            });
            if it.open && !missing.is_empty() {
                why.push("why.missing");
            }
            Ranked { id: &it.channel.id, fits: it.open, recommended, why, missing }
        })
        .collect()
}

/// The channel to take next: what is urgent; what is under way on the highest rung reached; else
/// the first open one on the next rung.
fn next(all: &[Standing]) -> Option<usize> {
    let find = |test: &dyn Fn(&Standing) -> bool| all.iter().position(test);
    if let Some(urgent) = find(&|it| it.urgent && it.open && !it.state.over()) {
        return Some(urgent);
    }
    let touched = |it: &&Standing| it.state != State::Untouched && !it.urgent;
    let reached = all.iter().filter(touched).map(|it| it.channel.rung).max().unwrap_or(0);
    let pending = |it: &Standing| it.channel.rung == reached && it.state == State::Pending;
    find(&pending)
        .or_else(|| {
            let fresh = |rung: u8| {
                find(&|it| it.channel.rung == rung && it.open && it.state == State::Untouched)
            };
            (reached + 1..=4).find_map(fresh)
        })
        // At the top: whatever is still open there, and otherwise the top itself.
        .or_else(|| {
            find(&|it| it.channel.rung == reached && it.open && it.state == State::Untouched)
        })
        .or_else(|| all.iter().rposition(|it| it.channel.rung == reached))
        .or(if all.is_empty() { None } else { Some(0) })
}

fn standing<'a>(case: &Case, channel: &'a Channel, reason: Option<&String>) -> Standing<'a> {
    let fitting =
        channel.first_for.is_empty() || reason.is_some_and(|id| channel.first_for.contains(id));
    let in_time = channel
        .within
        .as_ref()
        .is_none_or(|id| case.clock_of(id).is_some_and(|clock| clock.running()));
    Standing {
        channel,
        state: state(case, channel),
        open: fitting && in_time && case.holds(&channel.when, Some(&channel.id)),
        urgent: fitting && !channel.first_for.is_empty(),
    }
}

fn state(case: &Case, channel: &Channel) -> State {
    let Some(last) = case.log().iter().rev().find(|step| step.entry.channel == channel.id) else {
        return State::Untouched;
    };
    // A refusal counts until something newer was tried here.
    if matches!(last.action, Action::Refused | Action::MediationEnded) {
        return State::Refused;
    }
    let silent = |id: &String| case.clock_of(id).is_some_and(|clock| clock.overdue());
    if channel.silence.iter().any(silent) { State::Silent } else { State::Pending }
}

/// Why a channel that nobody has used yet cannot be used.
fn closed(case: &Case, it: &Standing, reason: Option<&String>) -> &'static str {
    let first_for = &it.channel.first_for;
    if !first_for.is_empty() && !reason.is_some_and(|id| first_for.contains(id)) {
        return "why.not-for-reason";
    }
    let clock = it.channel.within.as_ref().and_then(|id| case.clock_of(id));
    match clock {
        Some(clock) if clock.passed => "why.time-over",
        _ => "why.not-yet",
    }
}

/// Ids of the fields that a complaint through this channel needs: the form's and its own.
pub fn needs<'a>(case: &Case<'a>, channel: &'a Channel) -> Vec<&'a str> {
    with_own(case, channel, required(case).collect())
}

/// Ids of the fields that every complaint needs.
fn required<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a str> {
    let form = case.catalog.field.iter().filter(|field| field.required);
    form.map(|field| field.id.as_str())
}

fn with_own<'a>(case: &Case<'a>, channel: &'a Channel, mut all: Vec<&'a str>) -> Vec<&'a str> {
    for id in &channel.needs {
        if !all.contains(&id.as_str()) && case.catalog.field(id).is_some() {
            all.push(id);
        }
    }
    all
}

/// What stands in the way of this channel, such as a ground for refusal (不予受理情形).
pub fn warnings(case: &Case, channel: &Channel) -> Vec<Issue> {
    let applies = |warning: &&crate::catalog::Warning| {
        let past = |id: &String| case.clock_of(id).is_some_and(|clock| clock.passed);
        !warning.always
            && case.holds(&warning.when, Some(&channel.id))
            && warning.past.as_ref().is_none_or(past)
    };
    let found = channel.warning.iter().filter(applies);
    found
        .map(|warning| {
            let mut issue = Issue::new(case.catalog, case.locale, "refusal", Vec::new(), &[]);
            issue.message = warning.text.get(case.locale).to_string();
            issue
        })
        .collect()
}

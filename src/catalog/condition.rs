//! When an entry applies: conditions, resolved to sets of ids.

use super::entry::{
    Action, Channel, Choice, Deadline, Evidence, Excuse, Field, Reason, Remedy, Supply, Topic,
};
use super::id::{Id, IdSet};
use super::part::{Key, Part, Reader, Shape, entries};
use super::pool::Text;

entries! {
/// A field with the choices that satisfy a condition.
pub struct Chosen {
    /// The field.
    pub field: Id<Field>,
    /// One of these choices.
    pub is: Vec<Id<Choice>>,
}

/// A date that is later than another.
pub struct Later {
    /// The date in this field …
    pub field: Id<Field>,
    /// … is later than the date in this one.
    pub than: Id<Field>,
}

/// A whole number and the count that it is compared with.
pub struct Counted {
    /// A field of kind `integer`.
    pub field: Id<Field>,
    /// The number it is compared with.
    pub count: u32,
}

/// A text that has one of several words in it.
pub struct Said {
    /// The field.
    pub field: Id<Field>,
    /// The words, separated by blanks.
    pub words: Text,
}
}

/// An event that the log can show (事件): one of the actions, with one of the channels (any of them, where the
/// source names none).
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Event {
    /// With one of these.
    pub at: IdSet<Channel>,
    /// Bits of the actions.
    did: u16,
    /// With one of these excuses; [`IdSet::ALL`] with or without one.
    excuse: IdSet<Excuse>,
}

impl Event {
    /// One of these actions with one of these channels.
    pub fn new(at: IdSet<Channel>, did: &[Action]) -> Self {
        let did = did.iter().fold(0, |bits, action| bits | 1 << (*action as u16));
        Event { at, did, excuse: IdSet::ALL }
    }

    /// One of these excuses, whoever gave it.
    fn with_excuse(excuse: IdSet<Excuse>) -> Self {
        Event { excuse, ..Event::new(IdSet::ALL, Action::ALL) }
    }

    /// Whether it is that action with that channel and that excuse ([`Id::NONE`] for none).
    pub fn includes(&self, action: Action, channel: Id<Channel>, excuse: Id<Excuse>) -> bool {
        self.did & 1 << (action as u16) != 0
            && self.at.contains(channel)
            && self.excuse.contains(excuse)
    }
}

impl Part for Event {
    const SHAPE: Shape = Shape::Record(&[
        Key { name: "at", shape: Some(&<Vec<Id<Channel>>>::SHAPE) },
        Key { name: "did", shape: Some(&<Vec<Action>>::SHAPE) },
        Key { name: "excuse", shape: Some(&<Vec<Id<Excuse>>>::SHAPE) },
    ]);

    fn unpack(from: &mut Reader) -> Self {
        let at: Vec<Id<Channel>> = Part::unpack(from);
        let did: Vec<Action> = Part::unpack(from);
        let at = if at.is_empty() { IdSet::ALL } else { at.into_iter().collect() };
        let did = if did.is_empty() { Action::ALL } else { &did };
        let excuse: Vec<Id<Excuse>> = Part::unpack(from);
        let excuse = if excuse.is_empty() { IdSet::ALL } else { excuse.into_iter().collect() };
        Event { excuse, ..Event::new(at, did) }
    }
}

/// A condition on what the draft states (条件): every part that is written must hold; an empty one always holds. It
/// knows no deadlines, so that a deadline may have one.
#[derive(Clone, PartialEq, Debug)]
pub struct Facts {
    /// The reason is one of these; [`Id::NONE`] where none is chosen.
    pub reasons: IdSet<Reason>,
    /// The goods or service is one of these (bits of [`Supply`]), where the reason names one; 0: anything.
    supplies: u8,
    /// One of these is asked for; empty: whatever is asked for.
    pub remedies: IdSet<Remedy>,
    /// All these fields hold something.
    pub filled: IdSet<Field>,
    /// None of these fields holds anything.
    pub empty: IdSet<Field>,
    /// All these kinds of evidence are held.
    pub evidence: IdSet<Evidence>,
    /// The rarer tests.
    pub rest: Vec<Test>,
}

/// A part of a condition that few conditions have.
#[derive(Clone, PartialEq, Debug)]
pub enum Test {
    /// The choice of the field is one of these: see [`Case::choice`](crate::case::Case::choice).
    Chosen(Chosen),
    /// The choice of the field is none of these.
    NotChosen(Chosen),
    /// The date in this field has passed.
    Past(Id<Field>),
    /// No date in this field lies ahead.
    NotAhead(Id<Field>),
    /// The date in this field is today or lies ahead.
    NotPast(Id<Field>),
    /// The log shows this.
    Logged(Event),
    /// The log does not show this.
    NotLogged(Event),
    /// The document goes to one of these.
    To(IdSet<Channel>),
    /// The document goes to none of these.
    NotTo(IdSet<Channel>),
    /// The kind of order is one of these (标的类型): see [`Case::order_kind`](crate::case::Case::order_kind).
    Kind(Vec<Id<Choice>>),
    /// The kind of order is none of these; one that is not known is none.
    NotKind(Vec<Id<Choice>>),
    /// The description has keywords of one of these topics.
    Mentions(Vec<Id<Topic>>),
    /// The description has keywords of none of these topics.
    NotMentions(Vec<Id<Topic>>),
    /// One date is later than another.
    After(Later),
    /// A number is at least this.
    AtLeast(Counted),
    /// A number is smaller than this.
    Below(Counted),
    /// A text has one of these words.
    Says(Said),
    /// One of these is asked for too, beside one of [`Facts::remedies`].
    AlsoRemedies(IdSet<Remedy>),
    /// None of these is asked for.
    NoRemedies(IdSet<Remedy>),
    /// None of these kinds of evidence is held.
    NoEvidence(IdSet<Evidence>),
}

impl Default for Facts {
    fn default() -> Self {
        Facts {
            reasons: IdSet::ALL,
            supplies: 0,
            remedies: IdSet::EMPTY,
            filled: IdSet::EMPTY,
            empty: IdSet::EMPTY,
            evidence: IdSet::EMPTY,
            rest: Vec::new(),
        }
    }
}

/// A condition that may also ask for deadlines (条件).
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Condition {
    /// Facts that the draft must state.
    pub facts: Facts,
    /// All these deadlines have passed without an answer.
    pub overdue: IdSet<Deadline>,
    /// All these deadlines still run, or were kept.
    pub running: IdSet<Deadline>,
    /// None of these deadlines still runs, or was kept.
    pub not_running: IdSet<Deadline>,
    /// All these deadlines have begun and passed, and were not kept.
    pub past: IdSet<Deadline>,
}

const fn key<T: Part>(name: &'static str) -> Key {
    Key { name, shape: Some(&T::SHAPE) }
}

/// The keys of a condition in the sources; the first [`FACTS`] know no deadlines.
const KEYS: &[Key] = &[
    key::<Vec<Id<Reason>>>("reasons"),
    key::<Vec<Id<Reason>>>("except"),
    key::<Vec<Supply>>("supplies"),
    key::<Vec<Id<Remedy>>>("remedies"),
    key::<Vec<Id<Field>>>("filled"),
    key::<Vec<Id<Field>>>("empty"),
    key::<Vec<Chosen>>("chosen"),
    key::<Vec<Chosen>>("not_chosen"),
    key::<Vec<Id<Field>>>("past"),
    key::<Vec<Id<Field>>>("not_ahead"),
    key::<Vec<Id<Evidence>>>("evidence"),
    key::<Vec<Event>>("log"),
    key::<Vec<Event>>("unless"),
    key::<Vec<Id<Channel>>>("to"),
    key::<Vec<Id<Channel>>>("not_to"),
    key::<Vec<Id<Choice>>>("kind"),
    key::<Vec<Id<Topic>>>("mentions"),
    key::<Vec<Id<Topic>>>("not_mentions"),
    key::<Vec<Later>>("after"),
    key::<Counted>("at_least"),
    key::<Counted>("below"),
    key::<Said>("says"),
    key::<Vec<Id<Remedy>>>("also_remedies"),
    key::<Vec<Id<Remedy>>>("no_remedies"),
    key::<Vec<Id<Evidence>>>("no_evidence"),
    key::<Vec<Id<Field>>>("not_past"),
    key::<Vec<Id<Excuse>>>("excuse"),
    key::<Vec<Id<Choice>>>("not_kind"),
    key::<Vec<Id<Deadline>>>("overdue"),
    key::<Vec<Id<Deadline>>>("running"),
    key::<Vec<Id<Deadline>>>("unless_running"),
    key::<Vec<Id<Deadline>>>("past_deadline"),
];
const FACTS: usize = KEYS.len() - 4;

fn set<T>(from: &mut Reader) -> IdSet<T>
where
    Id<T>: Part,
{
    (0..from.len()).map(|_| Id::<T>::unpack(from)).collect()
}

impl Part for Facts {
    const SHAPE: Shape = Shape::Sparse(KEYS.split_at(FACTS).0);

    fn unpack(from: &mut Reader) -> Self {
        let keys = from.number();
        Facts::of_keys(keys, from)
    }
}

impl Facts {
    #[inline(never)]
    fn of_keys(keys: u64, from: &mut Reader) -> Self {
        let mut facts = Facts::default();
        if keys == 0 {
            return facts;
        }
        let mut rest: Vec<Test> = Vec::new();
        for at in (0..FACTS).filter(|at| keys & 1 << at != 0) {
            match at {
                0 => facts.reasons = set(from),
                1 => facts.reasons = facts.reasons.without(set(from)),
                2 => {
                    let supplies: Vec<Supply> = Part::unpack(from);
                    facts.supplies = supplies.iter().fold(0, |bits, it| bits | 1 << (*it as u8));
                }
                3 => facts.remedies = set(from),
                4 => facts.filled = set(from),
                5 => facts.empty = set(from),
                6 => rest.extend(<Vec<Chosen>>::unpack(from).into_iter().map(Test::Chosen)),
                7 => rest.extend(<Vec<Chosen>>::unpack(from).into_iter().map(Test::NotChosen)),
                8 => rest.extend(<Vec<Id<Field>>>::unpack(from).into_iter().map(Test::Past)),
                9 => rest.extend(<Vec<Id<Field>>>::unpack(from).into_iter().map(Test::NotAhead)),
                10 => facts.evidence = set(from),
                11 => rest.extend(<Vec<Event>>::unpack(from).into_iter().map(Test::Logged)),
                12 => rest.extend(<Vec<Event>>::unpack(from).into_iter().map(Test::NotLogged)),
                13 => rest.push(Test::To(set(from))),
                14 => rest.push(Test::NotTo(set(from))),
                15 => rest.push(Test::Kind(Part::unpack(from))),
                16 => rest.push(Test::Mentions(Part::unpack(from))),
                17 => rest.push(Test::NotMentions(Part::unpack(from))),
                18 => rest.extend(<Vec<Later>>::unpack(from).into_iter().map(Test::After)),
                19 => rest.push(Test::AtLeast(Part::unpack(from))),
                20 => rest.push(Test::Below(Part::unpack(from))),
                21 => rest.push(Test::Says(Part::unpack(from))),
                22 => rest.push(Test::AlsoRemedies(set(from))),
                23 => rest.push(Test::NoRemedies(set(from))),
                24 => rest.push(Test::NoEvidence(set(from))),
                25 => rest.extend(<Vec<Id<Field>>>::unpack(from).into_iter().map(Test::NotPast)),
                26 => rest.push(Test::Logged(Event::with_excuse(set(from)))),
                _ => rest.push(Test::NotKind(Part::unpack(from))),
            }
        }
        facts.rest = rest;
        facts
    }

    /// Whether the reason fits: it is one of those named, and supplies what the condition asks for.
    pub fn fits_reason(&self, reason: Id<Reason>, supplies: Option<Supply>) -> bool {
        let supplied = || supplies.is_none_or(|it| self.supplies & 1 << (it as u8) != 0);
        self.reasons.contains(reason) && (self.supplies == 0 || supplied())
    }
}

impl Part for Condition {
    const SHAPE: Shape = Shape::Sparse(KEYS);

    fn unpack(from: &mut Reader) -> Self {
        let keys = from.number();
        let facts = Facts::of_keys(keys, from);
        let mut deadlines = |at: usize| if keys & 1 << at == 0 { IdSet::EMPTY } else { set(from) };
        let [overdue, running, not_running, past] =
            [FACTS, FACTS + 1, FACTS + 2, FACTS + 3].map(&mut deadlines);
        Condition { facts, overdue, running, not_running, past }
    }
}

//! `laws.toml`, `deadlines.toml`, `claims.toml`, `holidays.toml`: what the law says, until when, and what it gives.

use super::Field;
use crate::catalog::condition::{Condition, Event, Facts};
use crate::catalog::id::Id;
use crate::catalog::part::{Key, Part, Reader, Shape, entries};
use crate::catalog::pool::{Text, Words};
use crate::date::{Date, Period};

entries! {
/// A law or regulation (法律法规).
pub struct Law {
    /// Short name, which citations begin with.
    pub id: Text,
    /// Full title.
    pub title: Words,
    /// Title that a letter to a merchant or platform has instead.
    pub short: Option<Words>,
    /// Official text.
    pub url: Option<Text>,
    /// First day in force.
    pub from: Date,
    /// Last day in force, where it was repealed.
    pub until: Option<Date>,
    /// Source of the text.
    pub source: Text,
    /// Day the text was checked.
    pub checked: Date,
    /// Cited only then.
    pub when: Condition,
}

/// An article that something cites (法条).
pub struct Article {
    /// `law number`, such as `消费者权益保护法 24`.
    pub id: Text,
    /// Its gist, in our words: for whoever reads the sources, and for the tests that hold it against the text of the law.
    /// The packed catalogue leaves it out.
    pub gist: Option<Words>,
    /// Cited only then.
    pub when: Condition,
}

/// A deadline (期限): the rule. [`crate::case::RunningDeadline`] is one that has begun.
pub struct Deadline {
    /// Stable id.
    pub id: Text,
    /// Its name.
    pub label: Words,
    /// Advice on it, also where it has passed.
    pub next: Words,
    /// Party that the deadline binds.
    pub binds: Party,
    /// Day on which counting begins.
    pub starts: Start,
    /// How long it runs.
    pub period: Period,
    /// Ends on the day that the log entry it starts from asks for, where it names one (`replyBy`).
    pub asked: bool,
    /// A duty of the merchant: no text asks it for an answer later than its last day.
    pub caps: bool,
    /// Shown by its last day as counted, as long as that lies ahead, though the law moves it past a holiday.
    pub plain: bool,
    /// Remark beside the date on screens, never in a letter.
    pub remark: Option<Words>,
    /// Nobody read an official text: shown as "please check".
    pub unconfirmed: bool,
    /// Only then.
    pub when: Facts,
    /// Events that end it.
    pub stops: Vec<Event>,
    /// Events that make it begin anew.
    pub restarts: Vec<Event>,
    /// Article it rests on.
    pub article: Option<Id<Article>>,
    /// Source, where it rests on no law.
    pub source: Option<Words>,
    /// First day the rule holds.
    pub from: Option<Date>,
    /// Last day the rule holds.
    pub until: Option<Date>,
    /// Worked examples, which the tests run; the packed catalogue leaves them out.
    pub example: Vec<Example>,
}

/// 期限归属: the party that a deadline binds.
pub enum Party {
    /// The person's own right ends with it: gone once passed.
    Consumer = "consumer",
    /// The other side owes an answer: overdue once passed.
    Other = "other",
    /// Worth knowing until it has passed: no right of the person's ends, and nobody is late.
    Information = "information",
    /// Nobody owes anything: our advice how long to wait. Counts as silence, but no letter says so.
    Nobody = "nobody",
}

/// A worked example of a deadline (算例).
pub struct Example {
    /// Day it starts.
    pub start: Date,
    /// Last day.
    pub due: Date,
    /// Whether that is an estimate.
    pub estimated: bool,
    /// First day on which the other side is late.
    pub overdue: Option<Date>,
    /// Point of the example.
    pub shows: Text,
}

/// Something the law lets the person ask for (请求权).
pub struct Claim {
    /// Stable id.
    pub id: Text,
    /// Its name.
    pub label: Words,
    /// Its condition, in words.
    pub condition: Words,
    /// Article it rests on.
    pub article: Id<Article>,
    /// Only then: facts stated in the draft.
    pub when: Condition,
    /// Only while this deadline runs.
    pub within: Option<Id<super::Deadline>>,
    /// How much.
    pub amount: Amount,
    /// At most what this money field holds.
    pub at_most: Option<Id<Field>>,
    /// Not beside these claims.
    pub instead_of: Vec<Id<Claim>>,
}

/// A multiple of what a money field holds, with a minimum.
pub struct Multiple {
    /// Money field.
    pub of: Id<Field>,
    /// How many times.
    pub factor: u32,
    /// Least amount, in fen.
    pub least: u64,
}

/// Difference of two money fields.
pub struct Difference {
    /// Money taken from.
    pub from: Id<Field>,
    /// Money taken off.
    pub less: Id<Field>,
}

/// 比例: a money field, split at a share of another.
pub struct Share {
    /// Money that the share is of.
    pub of: Id<Field>,
    /// The share in per cent.
    pub percent: u32,
    /// Money that is split.
    pub taken_from: Id<Field>,
}

/// One year of the State Council's holiday notice (国务院办公厅节假日安排).
pub struct Holiday {
    /// The year.
    pub year: u32,
    /// The notice this was taken from.
    pub source: Text,
    /// Days off, the weekends inside a holiday included.
    pub off: Vec<Date>,
    /// Saturdays and Sundays that are worked (调休上班).
    pub makeup: Vec<Date>,
}
}

impl Party {
    /// Whether the end of its time is the other side's silence.
    pub fn owes(self) -> bool {
        matches!(self, Party::Other | Party::Nobody)
    }
}

/// 起算: the day on which counting begins.
#[derive(Clone, PartialEq, Debug)]
pub enum Start {
    /// The date in the first of these fields that holds one.
    Fields(Vec<Id<Field>>),
    /// The latest such event of the log.
    Log(Event),
}

impl Default for Start {
    fn default() -> Self {
        Start::Fields(Vec::new())
    }
}

impl Part for Start {
    const SHAPE: Shape = Shape::OneOf(&[
        Key { name: "fields", shape: Some(&<Vec<Id<Field>>>::SHAPE) },
        Key { name: "log", shape: Some(&Event::SHAPE) },
    ]);

    fn unpack(from: &mut Reader) -> Self {
        match from.number() {
            0 => Start::Fields(Part::unpack(from)),
            _ => Start::Log(Part::unpack(from)),
        }
    }
}

/// How a claim's amount is found (金额算法).
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Amount {
    /// No amount of money.
    #[default]
    None,
    /// The amount of this money field.
    Field(Id<Field>),
    /// A multiple of what a money field holds (惩罚性赔偿).
    Times(Multiple),
    /// Difference of two money fields; no claim if nothing is left.
    Difference(Difference),
    /// Part of a sum above a share of another; no claim if it is not above.
    ExcessOverShare(Share),
    /// Twice what lies within a share of another sum (定金罚则).
    DoubleWithinShare(Share),
}

impl Amount {
    /// The money fields that it is found from.
    pub fn fields(&self) -> [Option<Id<Field>>; 2] {
        match self {
            Amount::None => [None, None],
            Amount::Field(field) => [Some(*field), None],
            Amount::Times(it) => [Some(it.of), None],
            Amount::Difference(it) => [Some(it.from), Some(it.less)],
            Amount::ExcessOverShare(it) | Amount::DoubleWithinShare(it) => {
                [Some(it.of), Some(it.taken_from)]
            }
        }
    }
}

impl Part for Amount {
    const SHAPE: Shape = Shape::OneOf(&[
        Key { name: "none", shape: None },
        Key { name: "field", shape: Some(&<Id<Field>>::SHAPE) },
        Key { name: "times", shape: Some(&Multiple::SHAPE) },
        Key { name: "difference", shape: Some(&Difference::SHAPE) },
        Key { name: "excess_over_share", shape: Some(&Share::SHAPE) },
        Key { name: "double_within_share", shape: Some(&Share::SHAPE) },
    ]);

    fn unpack(from: &mut Reader) -> Self {
        match from.number() {
            1 => Amount::Field(Part::unpack(from)),
            2 => Amount::Times(Part::unpack(from)),
            3 => Amount::Difference(Part::unpack(from)),
            4 => Amount::ExcessOverShare(Part::unpack(from)),
            5 => Amount::DoubleWithinShare(Part::unpack(from)),
            _ => Amount::None,
        }
    }
}

impl Part for Period {
    const SHAPE: Shape = Shape::OneOf(&[
        Key { name: "hours", shape: Some(&u32::SHAPE) },
        Key { name: "days", shape: Some(&u32::SHAPE) },
        Key { name: "working_days", shape: Some(&u32::SHAPE) },
        Key { name: "months", shape: Some(&u32::SHAPE) },
        Key { name: "years", shape: Some(&u32::SHAPE) },
    ]);

    fn unpack(from: &mut Reader) -> Self {
        let unit = from.number();
        let length = from.number() as u32;
        match unit {
            0 => Period::Hours(length),
            1 => Period::Days(length),
            2 => Period::WorkingDays(length),
            3 => Period::Months(length),
            _ => Period::Years(length),
        }
    }
}

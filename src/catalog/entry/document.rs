//! `documents.toml`: what is written, part by part and line by line.

use super::{Article, Field, Section};
use crate::catalog::condition::Condition;
use crate::catalog::id::Id;
use crate::catalog::part::{self, Reader, Shape, entries};
use crate::catalog::placeholder::Placeholder;
use crate::catalog::pool::{Template, Text, Words};
use crate::date::Period;

entries! {
/// A document (文书).
pub struct Document {
    /// Stable id.
    pub id: Text,
    /// Its name.
    pub label: Words,
    /// Purpose of the document.
    pub purpose: Words,
    /// Heading of the text.
    pub title: Template,
    /// The title is not part of the text (channels with a text limit).
    pub untitled: bool,
    /// How it calls the merchant and the person: the first whose condition holds.
    pub address: Vec<Address>,
    /// How many articles its arguments may cite.
    pub cites: u8,
    /// Laws stand by their short titles.
    pub short_titles: bool,
    /// Goes to the channel of the log's last step, which owes an answer.
    pub answers_log: bool,
    /// Fits a limit by dropping whole parts, the lowest `keep` first.
    pub fits: bool,
    /// Limit of its short version in UTF-16 units; 0 if it has none.
    pub short: u32,
    /// How long it gives for an answer.
    pub reply: Option<Period>,
    /// Fields it cannot do without: missing, they stand as a ruled blank and in `lacking`.
    pub needs: Vec<Id<Field>>,
    /// Its parts, in order.
    pub part: Vec<Part>,
}

/// The words for `{you}` and `{me}` (称谓).
pub struct Address {
    /// The merchant.
    pub you: Words,
    /// The person.
    pub me: Words,
    /// Only then.
    pub when: Condition,
}

/// A part of a document (文书部分).
pub struct Part {
    /// Stable id within the document.
    pub id: Text,
    /// Words for the part's copy button.
    pub label: Words,
    /// The label stands as a heading in the text.
    pub heading: bool,
    /// How long it is kept when the text must shrink: lowest goes first.
    pub keep: u8,
    /// It is shortened at the end of a sentence rather than dropped.
    pub shortens: bool,
    /// It is of the short version; the others are of the full one.
    pub short: bool,
    /// Only then.
    pub when: Condition,
    /// Its lines.
    pub line: Vec<Line>,
}

/// A line of a document (文书行): a labelled value, a paragraph, or one line for each of a list.
pub struct Line {
    /// Stands before the text as `label：text`. With `field` alone it is the field's label.
    pub label: Option<Words>,
    /// Shorthand for the field's own label and value.
    pub field: Option<Id<Field>>,
    /// The words; see [`super::Argument`]. `{start}` and `{due}` are days of the deadline in `when.overdue`.
    pub text: Option<ItemWords>,
    /// One line for each of these.
    pub each: Option<Each>,
    /// With `each = "rest"`: only fields of these sections, if any are named.
    pub sections: Vec<Id<Section>>,
    /// All of `each` on one line, with this between them.
    pub join: Option<Words>,
    /// Numbered 1. 2. 3.
    pub numbered: bool,
    /// A ruled blank where it comes out empty.
    pub blank: bool,
    /// Fields that it makes do without: reported as lacking where they are empty, with no blank.
    pub lacks: Vec<Id<Field>>,
    /// Articles that it cites as `{citation}`; it stands only where all are in force.
    pub articles: Vec<Id<Article>>,
    /// Only then.
    pub when: Condition,
}

/// A list that a line repeats over (列表).
pub enum Each {
    /// Evidence held: `{item}` kind, `{title}` `{count}` `{date}` `{note}` `{shows}` `{proves}` `{source}`
    /// `{file}`.
    Evidence = "evidence",
    /// The log, oldest first: `{date}`, `{item}` what was done with whom, as a clause.
    Log = "log",
    /// The demands: `{item}` is the demand.
    Remedies = "remedies",
    /// The reason's points: `{item}`.
    Argument = "argument",
    /// Claims that the facts support: `{item}` name, `{amount}` `{citation}` `{condition}`.
    Claims = "claims",
    /// Excuses that the addressee gave: `{item}` name, `{gist}` law, `{citation}`, `{value}` reply.
    Excuses = "excuses",
    /// Prayer for relief: `{item}`.
    Prayers = "prayers",
    /// Deadlines of the other side that passed without an answer: `{item}` name, `{start}` `{due}` `{citation}`.
    Overdue = "overdue",
    /// Filled fields that no other line of the document shows: `{item}` label, `{value}`.
    Rest = "rest",
}
}

impl Each {
    /// Placeholders of one of its items.
    pub fn placeholders(self) -> &'static [Placeholder] {
        use Placeholder::*;
        match self {
            Each::Evidence => &[Item, Title, Count, Date, Note, Shows, Proves, Source, File],
            Each::Log => &[Date, Item],
            Each::Remedies | Each::Argument | Each::Prayers => &[Item],
            Each::Claims => &[Item, Amount, Citation, Condition],
            Each::Excuses => &[Item, Gist, Citation, Value],
            Each::Overdue => &[Item, Start, Due, Citation],
            Each::Rest => &[Item, Value],
        }
    }
}

/// Words with placeholders of an item. That the list of the line gives them is checked with the catalogue.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct ItemWords(pub Template);

impl part::Part for ItemWords {
    const SHAPE: Shape = Shape::Template(Placeholder::ITEM);

    fn unpack(from: &mut Reader) -> Self {
        ItemWords(part::Part::unpack(from))
    }
}

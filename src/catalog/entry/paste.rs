//! `recognize.toml`: what pasted text calls things.

use super::{Choice, Field};
use crate::catalog::id::Id;
use crate::catalog::part::{Part, Reader, Shape, entries};
use crate::catalog::pool::Text;

entries! {
/// Words that stand beside a value in pasted text (线索词). Of several cues of one field the first counts most.
pub struct Cue {
    /// Fields that the value belongs to; none for what the form does not ask, and is left alone. Several for a block of name, phone
    /// and address: the first takes the short piece, the last the long one.
    pub fields: Vec<Id<Field>>,
    /// The words, lower case.
    pub words: Vec<Text>,
    /// They may mean something else too.
    pub likely: bool,
    /// They tell of an event: its date may also stand before them.
    pub around: bool,
    /// They are themselves this choice of the field.
    pub option: Option<Id<Choice>>,
    /// Meaning of the words besides naming a value.
    pub sense: Option<Sense>,
}

/// 含义: the meaning of a cue's words besides naming a value.
pub enum Sense {
    /// A row of a table with one of them as a cell, or with a stroke below one of them, is no payment.
    NoPayment = "no-payment",
    /// Foreign money, points and the like: a number before one is no amount of yuan.
    Unit = "unit",
    /// Somebody else: a label directly behind one, and a telephone behind one in the line, is theirs.
    Party = "party",
    /// Another platform: an order number behind one in the line is no WeChat order's.
    Platform = "platform",
    /// The text is a notice about a parcel: contact data in it belongs to anybody.
    Notice = "notice",
    /// A label of contact data that names nobody; it is left out of a notice.
    Anybody = "anybody",
    /// The first part of an address, whose second has a label of its own.
    Region = "region",
    /// Only a day to come is a value.
    Ahead = "ahead",
    /// The number before one of them counts hours from the purchase.
    Hours = "hours",
    /// The number before one of them counts days from the purchase.
    Days = "days",
}
}

/// A word of a button (按钮词).
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Button(pub Text);

impl Part for Button {
    const SHAPE: Shape = Shape::Text;

    fn unpack(from: &mut Reader) -> Self {
        Button(Part::unpack(from))
    }
}

/// The first line of a table whose rows come without it (表头), its cells parted by commas.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Columns(pub Text);

impl Part for Columns {
    const SHAPE: Shape = Shape::Text;

    fn unpack(from: &mut Reader) -> Self {
        Columns(Part::unpack(from))
    }
}

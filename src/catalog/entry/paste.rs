//! `recognize.toml`: what pasted text calls things.

use super::{Choice, Field};
use crate::catalog::id::Id;
use crate::catalog::part::{Part, Reader, Shape, entries};
use crate::catalog::pool::Text;

entries! {
/// Words that stand beside a value in pasted text (线索词). Of several cues of one field the first counts most.
pub struct Cue {
    /// Whose value it is; none for what the form does not ask, and is left alone. Several for a block of name, phone
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
    /// A row of a table that has one of them as a cell is no payment.
    pub income: bool,
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

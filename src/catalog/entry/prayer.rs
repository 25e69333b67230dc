//! `prayers.toml`: what a statement of claim asks the court for.

use super::{Claim, Field, Remedy};
use crate::catalog::condition::Condition;
use crate::catalog::id::Id;
use crate::catalog::part::{Part, Reader, Shape, entries};
use crate::catalog::placeholder::Placeholder;
use crate::catalog::pool::{Template, Text};

entries! {
/// An item of the relief that a statement of claim asks for (诉讼请求).
pub struct Prayer {
    /// Stable id.
    pub id: Text,
    /// The demand that it puts before the court: of the items of one demand the first stands that applies. Without one it
    /// stands by itself.
    pub remedy: Option<Id<Remedy>>,
    /// Performance or money, where it is one of them.
    pub relief: Option<Relief>,
    /// The words, without a full stop: `{amount}` and `{figures}` are those of its claim or field. Without words it only
    /// says what is lacking.
    pub text: Option<PrayerWords>,
    /// Only where the facts support one of these claims; the first gives the amount.
    pub claims: Vec<Id<Claim>>,
    /// The amount is what this money field holds.
    pub amount: Option<Id<Field>>,
    /// Not where only part of the price is asked for.
    pub whole: bool,
    /// Fields that it cannot do without: missing, they stand as a ruled blank and in `lacking`.
    pub needs: Vec<Id<Field>>,
    /// Only then.
    pub when: Condition,
}

/// Kind of relief that another kind excludes (救济类型); the choices of [`super::Role::FirstRemedy`] have these names.
pub enum Relief {
    /// Delivery, repair and the like.
    Performance = "performance",
    /// The money back, and the end of the contract.
    Money = "money",
}
}

/// Words of an item of relief.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct PrayerWords(pub Template);

impl Part for PrayerWords {
    const SHAPE: Shape = Shape::Template(Placeholder::PRAYER);

    fn unpack(from: &mut Reader) -> Self {
        PrayerWords(Part::unpack(from))
    }
}

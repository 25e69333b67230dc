//! `reasons.toml`, `remedies.toml`, `prevention.toml`: why one complains, what one asks for, how to avoid it.

use super::{Article, Choice, Evidence, Field, Relief};
use crate::catalog::condition::Condition;
use crate::catalog::id::Id;
use crate::catalog::part::{Part, Reader, Shape, entries};
use crate::catalog::placeholder::Placeholder;
use crate::catalog::pool::{Template, Text, Words};

entries! {
/// A reason to complain (投诉原因).
pub struct Reason {
    /// Stable id.
    pub id: Text,
    /// Words in the choice.
    pub label: Words,
    /// As a document names it, where the label would say more or less than the person did; without it, unnamed.
    pub printed: Option<Words>,
    /// When to choose it.
    pub hint: Words,
    /// Stands in where no reason is chosen; exactly one.
    pub fallback: bool,
    /// Goods, service or money that the merchant owed, where the reason alone tells them apart.
    pub supplies: Option<Supply>,
    /// Kind of order, where nobody has named one. Chooses what is asked and cited; never printed.
    pub implied: Option<Id<Choice>>,
    /// Cause of action in court (案由): the first whose condition holds; unnamed without one.
    pub cause: Vec<Cause>,
    /// Evidence without which the complaint does not stand, most important first.
    pub essential: Vec<Id<Evidence>>,
    /// Evidence that carries much.
    pub strong: Vec<Id<Evidence>>,
    /// Evidence that helps.
    pub helpful: Vec<Id<Evidence>>,
    /// Demands that people in this position usually make, best first.
    pub remedies: Vec<Id<Remedy>>,
    /// Fields whose facts a description with this reason needs; their absence is advice, not an error.
    pub expects: Vec<Id<Field>>,
    /// Cautions before acting.
    pub caution: Vec<Words>,
    /// The points that a document makes, the weightiest first.
    pub argument: Vec<Argument>,
}

/// A cause of action (案由).
pub struct Cause {
    /// As the courts' list has it.
    pub label: Words,
    /// Only then.
    pub when: Condition,
}

/// Kind of thing that the merchant was to supply (给付内容).
pub enum Supply {
    /// Goods.
    Goods = "goods",
    /// A service, or a booking.
    Service = "service",
    /// Something digital.
    Digital = "digital",
    /// A card or course paid in advance.
    Prepaid = "prepaid",
    /// Money alone: a deposit, a payment that goes back.
    Money = "money",
    /// Nothing that is sold: personal data, for example.
    Nothing = "nothing",
}

/// One point of the case (论点): facts of this order and what the law says to them.
///
/// `{id}` stands for a field's value or for a [`Placeholder`]; `{1}` and `{2}` cite its articles, `{you}` and `{me}` name
/// the merchant and the person as the document calls them. A passage in `[ ]` falls away when a placeholder in it is
/// empty; a point whose bare placeholder is empty, or whose article is not in force, falls away whole.
pub struct Argument {
    /// Article that it rests on.
    pub articles: Vec<Id<Article>>,
    /// The words.
    pub text: PointWords,
    /// Sum that the words work out.
    pub reckoning: Option<Reckoning>,
    /// Only then: every fact that the words state or an article presupposes.
    pub when: Condition,
}

/// The words of a demand, with a condition (诉求表述). Placeholders as in [`Argument`].
pub struct Saying {
    /// The words.
    pub text: PointWords,
    /// Sum that the words work out.
    pub reckoning: Option<Reckoning>,
    /// Only then.
    pub when: Condition,
}

/// A sum worked out of money fields (算式): `from` less a share of another. `{share}` is that share, `{excess}` what
/// is left, `{sum}` the reckoning in figures, `{double}` twice what lies within the share.
pub struct Reckoning {
    /// Money taken from.
    pub from: Id<Field>,
    /// Money taken off …
    pub less: Id<Field>,
    /// … this many times …
    pub times: Option<Id<Field>>,
    /// … and of it only this many per cent; 0 for all of it.
    pub percent: u8,
    /// Only where what is left is what this field says.
    pub is: Option<Id<Field>>,
}

/// A demand of the person (投诉要求).
pub struct Remedy {
    /// Stable id.
    pub id: Text,
    /// Words in the choice.
    pub label: Words,
    /// The demand as a document says it: the first whose condition holds and whose values are there.
    pub say: Vec<Saying>,
    /// Asks for several times a sum (惩罚性赔偿).
    pub multiple: bool,
    /// Performance or money, of which one excludes the other.
    pub relief: Option<Relief>,
    /// Demands that it has in it: they are not said beside it.
    pub covers: Vec<Id<Remedy>>,
}

/// A prevention tip (预防建议).
pub struct Tip {
    /// Stable id.
    pub id: Text,
    /// The advice.
    pub label: Words,
    /// Only then; without a condition it matches every case.
    pub when: Condition,
}
}

/// Words of a point or a demand.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct PointWords(pub Template);

impl Part for PointWords {
    const SHAPE: Shape = Shape::Template(Placeholder::POINT);

    fn unpack(from: &mut Reader) -> Self {
        PointWords(Part::unpack(from))
    }
}

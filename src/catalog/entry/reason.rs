//! `reasons.toml`, `remedies.toml`, `prevention.toml`: why one complains, what one asks for, how to avoid it.

use super::{Article, Choice, Evidence, Field};
use crate::catalog::condition::Condition;
use crate::catalog::id::Id;
use crate::catalog::part::entries;
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
    /// Articles the letters rely on, in the order of the argument.
    pub articles: Vec<Id<Article>>,
    /// Cautions before acting.
    pub caution: Vec<Words>,
    /// The case in one or two sentences of a letter.
    pub paragraph: Vec<Paragraph>,
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

/// A paragraph with a condition (段落).
///
/// `{id}` stands for a field's value or for a [`Placeholder`](crate::catalog::Placeholder). A passage in `[ ]` falls
/// away when a placeholder in it is empty; a paragraph whose bare placeholder is empty falls away whole.
pub struct Paragraph {
    /// The words.
    pub text: Template,
    /// Only then.
    pub when: Condition,
}

/// A demand of the person (投诉要求).
pub struct Remedy {
    /// Stable id.
    pub id: Text,
    /// Words in the choice.
    pub label: Words,
    /// The demand as a letter says it; placeholders allowed.
    pub demand: Template,
    /// Said instead: the first whose condition holds.
    pub instead: Vec<Paragraph>,
    /// Asks for several times a sum (惩罚性赔偿).
    pub multiple: bool,
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

//! `excuses.toml`, `questions.toml`: what the other side answers, and what is asked in return.

use super::{Article, Evidence, Findable};
use crate::catalog::condition::Condition;
use crate::catalog::id::Id;
use crate::catalog::part::entries;
use crate::catalog::pool::{Text, Words};

entries! {
/// An answer that the other side gives instead of doing what was asked for (商家的说法).
pub struct Excuse {
    /// Stable id.
    pub id: Text,
    /// Words in the choice.
    pub label: Words,
    /// Words that tell it in a pasted message.
    pub words: Vec<ExcuseWords>,
    /// When the other side is right, so that nobody argues against the law.
    pub holds: Words,
    /// The law on it, without the full stop.
    pub law: Words,
    /// The articles behind that.
    pub articles: Vec<Id<Article>>,
    /// The law is about this case only then; otherwise the reply alone is used.
    pub only: Condition,
    /// The demand to make in return.
    pub reply: Words,
    /// Kinds of evidence that decide it.
    pub evidence: Vec<Id<Evidence>>,
}

/// Words that speak of an excuse.
pub struct ExcuseWords {
    /// How much each of them says.
    pub weight: u8,
    /// Any of these …
    pub words: Findable,
    /// … with one of these shortly behind, in the same clause.
    pub then: Option<Findable>,
}

/// A question whose answer would change the advice (追问).
pub struct Question {
    /// Key of the field that answers it, or `log:` and the channel of the log entry that does.
    pub id: Text,
    /// The question.
    pub text: Words,
    /// Asked only then.
    pub when: Condition,
}
}

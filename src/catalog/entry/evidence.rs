//! `evidence.toml`: kinds of evidence, and what a good exhibit shows.

use crate::catalog::id::Id;
use crate::catalog::part::entries;
use crate::catalog::pool::{Text, Words};

entries! {
/// A kind of evidence (证据种类).
pub struct Evidence {
    /// Stable id.
    pub id: Text,
    /// Its name.
    pub label: Words,
    /// Why it matters.
    pub why: Words,
    /// How to get it on a phone.
    pub how: Words,
    /// Facts that it proves, as an evidence list states them.
    pub proves: Words,
    /// 证据来源: the source of such an exhibit, as a statement of claim words it.
    pub source: Option<Words>,
    /// Criteria of a good exhibit of this kind.
    pub good: Vec<Id<Criterion>>,
}

/// Something that a good exhibit shows (证据要素).
pub struct Criterion {
    /// Stable id.
    pub id: Text,
    /// Words shown.
    pub label: Words,
    /// The exhibit shows it by itself once it has this.
    pub given: Option<Given>,
}

/// A part of an exhibit that meets a criterion.
pub enum Given {
    /// Its date.
    Date = "date",
    /// Its file.
    File = "file",
}
}

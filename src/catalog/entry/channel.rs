//! `channels.toml`: whom to complain to, and what can happen there.

use super::{Article, Deadline, Document, Field, ItemWords};
use crate::catalog::condition::Condition;
use crate::catalog::id::Id;
use crate::catalog::part::entries;
use crate::catalog::pool::{Text, Words};
use crate::date::Date;

entries! {
/// A channel (投诉渠道).
pub struct Channel {
    /// Stable id.
    pub id: Text,
    /// Its name.
    pub label: Words,
    /// How a letter addresses it.
    pub addressee: Words,
    /// Tier (层级): 1 the merchant, 2 the platform, 3 the responsible authority, 4 the association, 5 arbitration,
    /// 6 court.
    pub tier: u8,
    /// Stands beside the ladder: offered, never advised, and nothing waits for it.
    pub beside: bool,
    /// If it declined or stayed silent, another body of its tier comes before the next tier.
    pub lateral: bool,
    /// Comes before everything while one of these holds, and is closed otherwise.
    pub first: Vec<Condition>,
    /// While it comes first and has not declined, these are not advised …
    pub instead_of: Vec<Id<Channel>>,
    /// … where this holds.
    pub instead_when: Condition,
    /// Not advised while one of these holds.
    pub not_advised: Vec<Condition>,
    /// Why one would take it, for the list of channels.
    pub purpose: Words,
    /// Applicable only then.
    pub when: Condition,
    /// Open only while this deadline runs.
    pub within: Option<Id<Deadline>>,
    /// Fields it needs beyond those the form needs.
    pub needs: Vec<Id<Field>>,
    /// Steps of the complaint.
    pub step: Vec<Words>,
    /// Script for the phone, a sentence each.
    pub say: Vec<Words>,
    /// Things to have at hand on the phone.
    pub at_hand: Vec<Words>,
    /// Data of the person that it gets to see.
    pub sees: Option<Words>,
    /// Limits of its powers.
    pub limits: Option<Words>,
    /// How long an answer takes.
    pub waiting: Option<Words>,
    /// Deadlines whose passing without an answer counts as silence.
    pub silence: Vec<Id<Deadline>>,
    /// Days after which silence is assumed where none of these deadlines runs; 0: never.
    pub patience: u32,
    /// Silent, it is asked once more and given as many days; 0: it is left at once.
    pub chase: u32,
    /// Cautions before filing.
    pub warning: Vec<Warning>,
    /// Documents that fit it, best first.
    pub documents: Vec<Id<Document>>,
    /// Most characters its text may have (UTF-16 units, as web forms count).
    pub text_limit: Option<u32>,
    /// Place.
    pub entry: Contact,
    /// Own words of this channel for an action in the log.
    pub logged: Vec<Logged>,
    /// Somebody verified it; otherwise shown as "please check".
    pub confirmed: bool,
    /// Source of the facts.
    pub source: Text,
    /// Day the facts were checked.
    pub checked: Date,
}

/// Something to know before filing (提交前提醒), such as a ground for refusal.
pub struct Warning {
    /// The words.
    pub text: Words,
    /// Issued only then.
    pub when: Condition,
    /// Issued only once this deadline has passed.
    pub past: Option<Id<Deadline>>,
    /// The article behind it.
    pub article: Option<Id<Article>>,
    /// A general reminder, shown with the channel and never as an issue of this draft.
    pub always: bool,
}

/// 入口: the place where a channel is found.
pub struct Contact {
    /// Web address.
    pub url: Option<Text>,
    /// Telephone.
    pub phone: Option<Text>,
    /// Path through an app's menus.
    pub path: Option<Words>,
}

/// Name that a channel has for an action.
pub struct Logged {
    /// The action.
    pub action: Action,
    /// The words of a letter, as a clause.
    pub text: ItemWords,
}

/// An act with a channel, of either side (记录动作).
pub enum Action {
    /// The person got in touch.
    Contacted = "contacted",
    /// The person asked for a remedy.
    RequestedRemedy = "requested-remedy",
    /// The person filed a complaint.
    Submitted = "submitted",
    /// It was taken on, or agreed to.
    Accepted = "accepted",
    /// It was answered.
    Replied = "replied",
    /// It was declined.
    Refused = "refused",
    /// Nobody could be reached.
    Unreachable = "unreachable",
    /// The mediation ended without an agreement.
    MediationEnded = "mediation-ended",
    /// The matter is settled.
    Resolved = "resolved",
}

/// The words for an action.
pub struct ActionEntry {
    /// The action.
    pub id: Action,
    /// Words in the choice.
    pub label: Words,
    /// The words of a letter, where the channel has none of its own: a clause with `{channel}`, `{reference}` and `{note}`.
    pub logged: ItemWords,
}
}

//! The shape of the knowledge (知识目录): what stands in `src/catalog/*.toml`, the mistakes that can be
//! made in it, and merging an embedder's own entries.
//!
//! `build.rs` reads the files with these very types, refuses mistakes and packs the rest; the
//! module unpacks it once. Every entry is one block in one file; ids connect them.

use crate::date::{Date, Period, Year};
use crate::unpack::{Packed, Unpack, packed};
use serde::{Deserialize, Serialize};

#[path = "catalog/check.rs"]
mod check;
pub use check::{Mistake, PLACEHOLDERS};

/// Language of messages, labels and documents (语言).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Locale {
    /// 简体中文.
    #[default]
    Zh,
    /// English.
    En,
}

/// The same words in both languages (双语文本).
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Unpack for Text {
    fn unpack(from: &mut Packed) -> Self {
        let (zh, en) = from.words();
        Text { zh, en }
    }
}

impl Text {
    /// The words in that language.
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::Zh => &self.zh,
            Locale::En => &self.en,
        }
    }
}

packed! {
/// Everything the product knows (目录). Also the form of an embedder's additions, where every list
/// may be missing.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Catalog {
    /// Version of the knowledge, the day of its last review.
    pub version: Option<String>,
    /// In an embedder's additions: what is left out of the catalogue they are added to, by kind and id
    /// (`channel wechat-pay`), or a whole kind (`channel`).
    pub without: Vec<String>,
    /// `fields.toml`: sections of the form, in order.
    pub section: Vec<Section>,
    /// `fields.toml`: what the form asks.
    pub field: Vec<Field>,
    /// `reasons.toml`.
    pub reason: Vec<Reason>,
    /// `evidence.toml`: kinds of evidence.
    pub evidence: Vec<Evidence>,
    /// `evidence.toml`: what a good piece shows.
    pub mark: Vec<Mark>,
    /// `channels.toml`.
    pub channel: Vec<Channel>,
    /// `remedies.toml`.
    pub remedy: Vec<Remedy>,
    /// `deadlines.toml`.
    pub deadline: Vec<Deadline>,
    /// `claims.toml`.
    pub claim: Vec<Claim>,
    /// `laws.toml`: laws and regulations.
    pub law: Vec<Law>,
    /// `laws.toml`: their articles, as far as anything cites them.
    pub article: Vec<Article>,
    /// `prevention.toml`.
    pub prevention: Vec<Tip>,
    /// `documents.toml`.
    pub document: Vec<Document>,
    /// `messages.toml`: words for codes: issues, whys, actions, grades, strengths.
    pub message: Vec<Message>,
    /// `holidays.toml`.
    pub holiday: Vec<Year>,
    /// `recognize.toml`: what pasted text calls things.
    pub cue: Vec<Cue>,
    /// `recognize.toml`: words of buttons, which stand among the values.
    pub button: Vec<String>,
    /// `recognize.toml`: first lines of tables whose rows come without it, cells parted by commas.
    pub table: Vec<String>,
    /// `tone.toml`: words that harm the person's own case.
    pub tone: Vec<Tone>,
    /// `tone.toml`: characters that stand for others in such words.
    pub spelling: Vec<Spelling>,
    /// `story.toml`: words that speak of a reason.
    pub story: Vec<Story>,
    /// `story.toml`: words that show what a description tells.
    pub telling: Vec<Telling>,
}

/// An id with its words.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Stable id.
    pub id: String,
    /// Words shown.
    pub label: Text,
}

/// Something that a good piece of evidence shows (证据要素).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Stable id.
    pub id: String,
    /// Words shown.
    pub label: Text,
    /// The exhibit shows it by itself once it has this.
    #[serde(default)]
    pub given: Option<Given>,
}
}

packed! {
/// A part of an exhibit that shows a mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Given {
    /// Its date.
    Date,
    /// Its file.
    File,
}
}

/// A section of the form (表单分区).
pub type Section = Named;

packed! {
/// A field of the form (字段).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Stable id, the key in the draft.
    pub id: String,
    /// Section it stands in.
    pub section: String,
    /// Words beside the input.
    pub label: Text,
    /// Help under the label.
    #[serde(default)]
    pub hint: Option<Text>,
    /// What kind of input it is.
    pub kind: Kind,
    /// What the code knows it as, where the code must know it.
    #[serde(default)]
    pub role: Option<Role>,
    /// Rules for a line of text beyond its kind.
    #[serde(default)]
    pub check: Option<Check>,
    /// The form itself needs it, whatever the channel.
    #[serde(default)]
    pub required: bool,
    /// Money beside the price that a demand may also be about, such as a loss.
    #[serde(default)]
    pub beside_price: bool,
    /// A date that may lie ahead, such as a promised one.
    #[serde(default)]
    pub ahead: bool,
    /// Contact data, left out where a document hides contact.
    #[serde(default)]
    pub contact: bool,
    /// Longest text in UTF-16 units.
    #[serde(default)]
    pub max: Option<u32>,
    /// What a right value looks like; messages name it.
    #[serde(default)]
    pub example: Option<Text>,
    /// Choices, where they stand in no list of their own (reasons and remedies do).
    #[serde(default)]
    pub option: Vec<Named>,
    /// HTML `inputmode`.
    #[serde(default)]
    pub input_mode: Option<String>,
    /// HTML `autocomplete`.
    #[serde(default)]
    pub autocomplete: Option<String>,
}
}

packed! {
/// Kind of input (输入类型).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[allow(missing_docs)]
pub enum Kind {
    Line,
    Paragraph,
    Date,
    Money,
    Integer,
    Phone,
    Email,
    Choice,
    Choices,
}
}

packed! {
/// Rules for an identifier (编号规则).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// 商户单号、订单号.
    OrderNumber,
    /// 微信支付交易单号.
    TransactionId,
    /// 统一社会信用代码.
    CreditCode,
    /// 物流单号.
    Waybill,
}
}

packed! {
/// What the code must know a field as (字段角色).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Role {
    Reason,
    Description,
    Purchased,
    Received,
    Paid,
    UnitPrice,
    Quantity,
    Remedy,
    RemedyAmount,
    Phone,
}
}

packed! {
/// A condition (条件): every part that is written must hold; an empty one always holds.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct When {
    /// The reason is one of these.
    pub reasons: Vec<String>,
    /// The reason is none of these.
    pub except: Vec<String>,
    /// One of these is asked for.
    pub remedies: Vec<String>,
    /// All these fields hold something.
    pub filled: Vec<String>,
    /// None of these fields holds anything.
    pub empty: Vec<String>,
    /// These fields hold one of these choices.
    pub chosen: Vec<Chosen>,
    /// None of these fields holds one of these choices.
    pub not_chosen: Vec<Chosen>,
    /// The dates in these fields have passed.
    pub past: Vec<String>,
    /// No date in these fields lies ahead.
    pub not_ahead: Vec<String>,
    /// All these kinds of evidence are held.
    pub holds: Vec<String>,
    /// The log shows each of these.
    pub log: Vec<Event>,
    /// The log shows none of these.
    pub unless: Vec<Event>,
    /// All these clocks have run out unanswered.
    pub overdue: Vec<String>,
    /// All these clocks still run, or were ended in time.
    pub running: Vec<String>,
    /// The document goes to one of these channels.
    pub to: Vec<String>,
    /// The document does not go to one of these channels.
    pub not_to: Vec<String>,
}

/// A field with the choices that satisfy a condition.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    /// Field id.
    pub field: String,
    /// One of these option ids.
    pub is: Vec<String>,
}

/// What happened, as the log can show it (事件): one of the actions, at one of the channels (at any,
/// if none is named).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Channel ids.
    #[serde(default)]
    pub at: Vec<String>,
    /// Actions.
    pub did: Vec<Action>,
}
}

packed! {
/// One step in the follow-up log (记录动作).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[allow(missing_docs)]
pub enum Action {
    Contacted,
    RequestedRemedy,
    Submitted,
    Accepted,
    Replied,
    Refused,
    MediationEnded,
    Resolved,
}
}

impl Action {
    /// All of them, in the order of a complaint's life.
    pub const ALL: [Action; 8] = [
        Action::Contacted,
        Action::RequestedRemedy,
        Action::Submitted,
        Action::Accepted,
        Action::Replied,
        Action::Refused,
        Action::MediationEnded,
        Action::Resolved,
    ];

    /// Its id in the contract.
    pub fn id(self) -> &'static str {
        match self {
            Action::Contacted => "contacted",
            Action::RequestedRemedy => "requested-remedy",
            Action::Submitted => "submitted",
            Action::Accepted => "accepted",
            Action::Replied => "replied",
            Action::Refused => "refused",
            Action::MediationEnded => "mediation-ended",
            Action::Resolved => "resolved",
        }
    }
}

packed! {
/// A reason to complain (投诉原因).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Stable id.
    pub id: String,
    /// Words in the choice.
    pub label: Text,
    /// When to choose it.
    pub hint: Text,
    /// Stands in where no reason is chosen; exactly one.
    #[serde(default)]
    pub fallback: bool,
    /// Evidence without which the complaint does not stand, most important first.
    pub essential: Vec<String>,
    /// Evidence that carries much.
    pub strong: Vec<String>,
    /// Evidence that helps.
    pub helpful: Vec<String>,
    /// What people in this position usually ask for, best first.
    pub remedies: Vec<String>,
    /// Fields whose facts this story needs; their absence is advice, not an error.
    #[serde(default)]
    pub tells: Vec<String>,
    /// Articles the letters rely on, as `law number`, in the order of the argument.
    #[serde(default)]
    pub articles: Vec<String>,
    /// What to mind before acting.
    #[serde(default)]
    pub caution: Vec<Text>,
    /// The case in one or two sentences of a letter.
    #[serde(default)]
    pub paragraph: Vec<Paragraph>,
}

/// A paragraph with a condition (段落).
///
/// `{id}` stands for a field's value or for one of [`PLACEHOLDERS`]. A piece in `[ ]` falls away
/// when a placeholder in it is empty; a paragraph whose bare placeholder is empty falls away whole.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// The words.
    pub text: Text,
    /// Only then.
    #[serde(default)]
    pub when: When,
}

/// A kind of evidence (证据种类).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// Why it matters.
    pub why: Text,
    /// How to get it on a phone.
    pub how: Text,
    /// What it proves, as an evidence list says it.
    pub proves: Text,
    /// Ids of the marks that a good piece of this kind shows.
    #[serde(default)]
    pub good: Vec<String>,
}

/// A channel (投诉渠道).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// How a letter addresses it.
    pub addressee: Text,
    /// Rung of the ladder: 1 the trader, 2 the platform, 3 authority or association, 4 arbitration or court.
    pub rung: u8,
    /// Comes before everything for these reasons, and only for these.
    #[serde(default)]
    pub first_for: Vec<String>,
    /// Why one would take it, for the list of channels.
    pub purpose: Text,
    /// Fits only then.
    #[serde(default)]
    pub when: When,
    /// Open only while this deadline runs.
    #[serde(default)]
    pub within: Option<String>,
    /// Fields it needs beyond those the form needs.
    #[serde(default)]
    pub needs: Vec<String>,
    /// What to do, step by step.
    pub step: Vec<Text>,
    /// How long an answer takes.
    #[serde(default)]
    pub waiting: Option<Text>,
    /// Deadlines whose running out unanswered counts as silence.
    #[serde(default)]
    pub silence: Vec<String>,
    /// Said before filing, where it applies.
    #[serde(default)]
    pub warning: Vec<Warning>,
    /// Documents that fit it, best first.
    #[serde(default)]
    pub documents: Vec<String>,
    /// Most characters its text may have (UTF-16 units, as web forms count).
    #[serde(default)]
    pub text_limit: Option<u32>,
    /// Where it is.
    #[serde(default)]
    pub entry: Entry,
    /// Somebody verified it; otherwise shown as "please check".
    pub confirmed: bool,
    /// Where the facts come from.
    pub source: String,
    /// Day the facts were checked.
    pub checked: Date,
}

/// Something to know before filing (提交前提醒), such as a ground for refusal.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// The words.
    pub text: Text,
    /// Issued only then.
    #[serde(default)]
    pub when: When,
    /// Issued only once this deadline has passed.
    #[serde(default)]
    pub past: Option<String>,
    /// The article behind it.
    #[serde(default)]
    pub article: Option<String>,
    /// A general reminder, shown with the channel and never as an issue of this draft.
    #[serde(default)]
    pub always: bool,
}

/// Where a channel is found (入口).
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Entry {
    /// Web address.
    pub url: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Path through an app's menus.
    pub path: Option<Text>,
}

/// What the person asks for (投诉要求).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    /// Stable id.
    pub id: String,
    /// Words in the choice.
    pub label: Text,
    /// The demand as a letter says it; placeholders allowed.
    pub demand: Text,
    /// Said instead: the first whose condition holds.
    #[serde(default)]
    pub instead: Vec<Paragraph>,
    /// Asks for several times a sum (惩罚性赔偿).
    #[serde(default)]
    pub multiple: bool,
}

/// A clock (期限).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// What to do about it, or when it has run out.
    pub next: Text,
    /// Whose clock it is.
    pub binds: Party,
    /// Where counting begins.
    pub starts: Start,
    /// How long it runs.
    pub period: Period,
    /// Only then.
    #[serde(default)]
    pub when: When,
    /// What ends it.
    #[serde(default)]
    pub stops: Vec<Event>,
    /// What makes it begin anew.
    #[serde(default)]
    pub restarts: Vec<Event>,
    /// Article it rests on.
    #[serde(default)]
    pub article: Option<String>,
    /// Source, where it rests on no law.
    #[serde(default)]
    pub source: Option<Text>,
    /// First day the rule holds.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day the rule holds.
    #[serde(default)]
    pub until: Option<Date>,
    /// Worked examples, which the tests run.
    pub example: Vec<Example>,
}
}

packed! {
/// Whose clock it is (期限归属).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Party {
    /// The person's own right ends with it: gone once passed.
    Consumer,
    /// The other side owes an answer: overdue once passed.
    Other,
    /// Nobody owes anything: our advice how long to wait. Counts as silence, but no letter says so.
    Nobody,
}
}

/// Where counting begins (起算).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// The date in the first of these fields that holds one.
    Fields(Vec<String>),
    /// The latest such event of the log.
    Log(Event),
}

impl Unpack for Start {
    fn unpack(from: &mut Packed) -> Self {
        match from.number() {
            0 => Start::Fields(Unpack::unpack(from)),
            _ => Start::Log(Unpack::unpack(from)),
        }
    }
}

packed! {
/// A worked example of a clock (算例).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Day it starts.
    pub start: Date,
    /// Day it runs out.
    pub due: Date,
    /// Whether that is an estimate.
    #[serde(default)]
    pub estimated: bool,
    /// What the example shows.
    pub shows: String,
}

/// Something the law lets the person ask for (请求权).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// What must be true, in words.
    pub condition: Text,
    /// Article it rests on.
    pub article: String,
    /// Only then: facts stated in the draft.
    pub when: When,
    /// Only while this deadline runs.
    #[serde(default)]
    pub within: Option<String>,
    /// How much.
    pub amount: Amount,
    /// At most what this money field holds.
    #[serde(default)]
    pub at_most: Option<String>,
    /// Not beside these claims.
    #[serde(default)]
    pub instead_of: Vec<String>,
}
}

/// How a claim's amount is found (金额算法).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// No amount of money.
    None,
    /// What this money field holds.
    Field(String),
    /// A multiple of what a money field holds, with a minimum in fen.
    Times {
        /// Money field.
        of: String,
        /// How many times.
        factor: u32,
        /// Least amount, in fen.
        least: u64,
    },
}

impl Unpack for Amount {
    fn unpack(from: &mut Packed) -> Self {
        match from.number() {
            1 => Amount::Field(Unpack::unpack(from)),
            2 => {
                let of = Unpack::unpack(from);
                Amount::Times { of, factor: Unpack::unpack(from), least: Unpack::unpack(from) }
            }
            _ => Amount::None,
        }
    }
}

packed! {
/// A law or regulation (法律法规).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Short name, which citations begin with.
    pub id: String,
    /// Full title.
    pub title: Text,
    /// Official text.
    #[serde(default)]
    pub url: Option<String>,
    /// First day in force.
    pub from: Date,
    /// Last day in force, where it was repealed.
    #[serde(default)]
    pub until: Option<Date>,
    /// Where the text was read.
    pub source: String,
    /// Day the text was checked.
    pub checked: Date,
    /// Cited only then.
    #[serde(default)]
    pub when: When,
}

/// An article that something cites (法条).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// `law number`, such as `消费者权益保护法 24`.
    pub id: String,
    /// What it says, in our words, as a letter can quote the gist.
    pub gist: Text,
    /// Cited only then.
    #[serde(default)]
    pub when: When,
}

/// A prevention tip (预防建议).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tip {
    /// Stable id.
    pub id: String,
    /// The advice.
    pub label: Text,
    /// Only then; without a condition it matches every case.
    #[serde(default)]
    pub when: When,
}

/// A document (文书).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// What it is for.
    pub purpose: Text,
    /// Heading of the text.
    pub title: Text,
    /// The title is not part of the text (channels with a text limit).
    #[serde(default)]
    pub untitled: bool,
    /// Goes to the channel of the log's last step, which owes an answer.
    #[serde(default)]
    pub answers_log: bool,
    /// Fits a limit by dropping whole parts, the lowest `keep` first.
    #[serde(default)]
    pub fits: bool,
    /// Fields it cannot do without: missing, they stand as a ruled blank and in `lacking`.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Its parts, in order.
    pub part: Vec<Part>,
}

/// A part of a document (文书部分).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Stable id within the document.
    pub id: String,
    /// Words for the part's copy button.
    pub label: Text,
    /// The label stands as a heading in the text.
    #[serde(default)]
    pub heading: bool,
    /// How long it is kept when the text must shrink: lowest goes first.
    #[serde(default)]
    pub keep: u8,
    /// Only then.
    #[serde(default)]
    pub when: When,
    /// Its lines.
    pub line: Vec<Line>,
}

/// A line of a document (文书行): a labelled value, a paragraph, or one line for each of a list.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Stands before the text as `label：text`. With `field` alone it is the field's label.
    #[serde(default)]
    pub label: Option<Text>,
    /// Shorthand for the field's own label and value.
    #[serde(default)]
    pub field: Option<String>,
    /// The words; see [`Paragraph`].
    #[serde(default)]
    pub text: Option<Text>,
    /// One line for each of these.
    #[serde(default)]
    pub each: Option<Each>,
    /// All of `each` on one line, with this between them.
    #[serde(default)]
    pub join: Option<Text>,
    /// Numbered 1. 2. 3.
    #[serde(default)]
    pub numbered: bool,
    /// A ruled blank where it comes out empty.
    #[serde(default)]
    pub blank: bool,
    /// Only then.
    #[serde(default)]
    pub when: When,
}
}

packed! {
/// A list that a line repeats over (列表).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Each {
    /// Evidence held: `{item}` kind, `{title}` `{count}` `{date}` `{note}` `{shows}` `{proves}` `{file}`.
    Evidence,
    /// The log, oldest first: `{date}` `{item}` what was done with whom, `{reference}` `{note}`.
    Log,
    /// What is asked for: `{item}` the demand.
    Remedies,
    /// The reason's paragraphs: `{item}`.
    Argument,
    /// Articles relied on: `{item}` citation, `{gist}`.
    Articles,
    /// Claims that the facts support: `{item}` name, `{amount}` `{citation}` `{condition}`.
    Claims,
    /// Clocks of the other side that ran out unanswered: `{item}` name, `{start}` `{due}` `{citation}`.
    Overdue,
    /// Filled fields that no other line of the document shows: `{item}` label, `{value}`.
    Rest,
}
}

packed! {
/// Words for a code (消息).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Stable code, such as `phone.format`, or `why.waiting`.
    pub code: String,
    /// How serious an issue of this code is.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// The words; `{label}` `{example}` `{max}` `{date}` `{other}` where the code gives them.
    pub text: Text,
}
}

packed! {
/// Words that stand beside a value in pasted text (线索词). Of several cues of one field the first
/// counts most.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Cue {
    /// Whose value it is; none for what the form does not ask, and is left alone. Several for a block
    /// of name, phone and address: the first takes the short piece, the last the long one.
    pub fields: Vec<String>,
    /// The words, lower case.
    pub words: Vec<String>,
    /// They may mean something else too.
    pub likely: bool,
    /// They tell of an event: its date may also stand before them.
    pub around: bool,
    /// They are themselves this choice of the field.
    pub option: Option<String>,
    /// A row of a table that has one of them as a cell is no payment.
    pub income: bool,
}
}

packed! {
/// How serious an issue is (严重程度).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Severity {
    /// The complaint cannot go out like this.
    Error,
    /// Probably wrong, or risky.
    Warning,
    /// Would make it better.
    Advice,
}
}

packed! {
/// Words to be said otherwise (不当用语).
///
/// Every list of words here and in [`Story`] and [`Telling`] is one text, its words separated by blanks: small letters,
/// no marks but `，`, which stands for the end of a clause or of the text.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tone {
    /// What is wrong with them.
    pub manner: Manner,
    /// Any of these …
    pub words: String,
    /// … with one of these shortly behind.
    #[serde(default)]
    pub then: Option<String>,
    /// Harmless shortly after one of these in the same clause.
    #[serde(default)]
    pub after: Option<String>,
    /// Harmless right before one of these.
    #[serde(default)]
    pub before: Option<String>,
    /// A neutral wording, as an example.
    pub neutral: Text,
    /// What can stand in their place as it is, where there is such a thing.
    #[serde(default)]
    pub instead: Option<String>,
}

/// A character and what people write for it (异写).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spelling {
    /// As the word lists have it.
    pub is: String,
    /// Variants, without anything between them.
    pub also: String,
}

/// Words that speak of a reason (原因线索).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// Reason id.
    pub reason: String,
    /// How much each of the words says.
    pub weight: u8,
    /// Any of these …
    pub words: String,
    /// … with one of these shortly behind, in the same clause.
    #[serde(default)]
    pub then: Option<String>,
    /// … or in one of the next two.
    #[serde(default)]
    pub across: bool,
}

/// Words that show what a description tells (叙述线索).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telling {
    /// What they tell.
    pub of: Subject,
    /// Any of these …
    pub words: String,
    /// … with one of these shortly behind, in the same clause.
    #[serde(default)]
    pub then: Option<String>,
}
}

packed! {
/// What is wrong with words (不当类型).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Manner {
    /// Disparages somebody.
    Insult,
    /// Harm against payment.
    Threat,
    /// Coarse.
    Vulgar,
    /// States an offence as proven.
    Accusation,
}
}

packed! {
/// What a description can tell (叙述内容).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// When.
    Date,
    /// How much money.
    Amount,
    /// That the other side was contacted.
    Contact,
    /// What it answered.
    Answer,
    /// What is asked for.
    Demand,
}
}

impl Catalog {
    /// Adds the entries of `other` behind these; see [`Catalog::mistakes`] for what then may be wrong.
    pub fn merge(&mut self, other: Catalog) {
        self.without.extend(other.without);
        self.version = other.version.or(self.version.take());
        self.section.extend(other.section);
        self.field.extend(other.field);
        self.reason.extend(other.reason);
        self.evidence.extend(other.evidence);
        self.mark.extend(other.mark);
        self.channel.extend(other.channel);
        self.remedy.extend(other.remedy);
        self.deadline.extend(other.deadline);
        self.claim.extend(other.claim);
        self.law.extend(other.law);
        self.article.extend(other.article);
        self.prevention.extend(other.prevention);
        self.document.extend(other.document);
        self.message.extend(other.message);
        self.holiday.extend(other.holiday);
        self.tone.extend(other.tone);
        self.spelling.extend(other.spelling);
        self.story.extend(other.story);
        self.telling.extend(other.telling);
        self.cue.extend(other.cue);
        self.button.extend(other.button);
        self.table.extend(other.table);
    }

    /// Ids of the articles that reasons, deadlines, claims and warnings rest on.
    pub fn cited(&self) -> Vec<&str> {
        let reasons = self.reason.iter().flat_map(|reason| &reason.articles);
        let deadlines = self.deadline.iter().filter_map(|deadline| deadline.article.as_ref());
        let claims = self.claim.iter().map(|claim| &claim.article);
        let warnings = self.channel.iter().flat_map(|channel| &channel.warning);
        let warnings = warnings.filter_map(|warning| warning.article.as_ref());
        reasons.chain(deadlines).chain(claims).chain(warnings).map(String::as_str).collect()
    }

    /// The field with that id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.field.iter().find(|field| field.id == id)
    }

    /// The field that the code knows by that role.
    pub fn role(&self, role: Role) -> Option<&Field> {
        self.field.iter().find(|field| field.role == Some(role))
    }

    /// The channel with that id.
    pub fn channel(&self, id: &str) -> Option<&Channel> {
        self.channel.iter().find(|channel| channel.id == id)
    }

    /// The deadline with that id.
    pub fn deadline(&self, id: &str) -> Option<&Deadline> {
        self.deadline.iter().find(|deadline| deadline.id == id)
    }

    /// The kind of evidence with that id.
    pub fn evidence(&self, id: &str) -> Option<&Evidence> {
        self.evidence.iter().find(|kind| kind.id == id)
    }

    /// The document with that id.
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.document.iter().find(|document| document.id == id)
    }

    /// The article with that id (`law number`), and its law.
    pub fn article(&self, id: &str) -> Option<(&Law, &Article)> {
        let article = self.article.iter().find(|article| article.id == id)?;
        let (law, _) = article.id.rsplit_once(' ')?;
        Some((self.law.iter().find(|entry| entry.id == law)?, article))
    }

    /// The words of a code.
    pub fn message(&self, code: &str) -> Option<&Message> {
        self.message.iter().find(|message| message.code == code)
    }
}

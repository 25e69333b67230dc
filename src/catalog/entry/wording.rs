//! `messages.toml`, `catalog.toml`: words that the code asks for, and the languages there are.

use crate::catalog::part::{Part, Reader, Shape, entries};
use crate::catalog::placeholder::Placeholder;
use crate::catalog::pool::{Template, Text, Words};

entries! {
/// A language of messages, labels and documents (语言).
pub struct LocaleEntry {
    /// Its BCP 47 tag, such as `zh-CN`.
    pub id: Text,
    /// Key of its words in the sources, and name of its packed file.
    pub key: Text,
    /// Numbers of articles are written 二十四, not 24.
    pub han_numerals: bool,
}

/// Words for an issue (消息).
pub struct Message {
    /// Its code, such as `phone.format`.
    pub code: Text,
    /// How serious an issue of this code is.
    pub severity: Severity,
    /// The words; `{label}` `{example}` `{max}` `{date}` `{other}` where the code gives them.
    pub text: MessageWords,
}

/// How serious an issue is (严重程度).
pub enum Severity {
    /// The complaint cannot go out like this.
    Error = "error",
    /// Probably wrong, or risky.
    Warning = "warning",
    /// Would make it better.
    Advice = "advice",
}

/// Words for a value of an answer.
pub struct Label {
    /// The type that it is a value of.
    pub of: LabelOf,
    /// The value.
    pub id: Text,
    /// Words shown.
    pub label: Words,
}

/// Other words for an entry, whose rules stay as they are. For an embedder: the catalogue itself has none.
pub struct Relabel {
    /// The kind and id of the entry, such as `field productName`.
    pub of: Text,
    /// Words shown.
    pub label: Option<Words>,
    /// Help under the label, for fields and reasons.
    pub hint: Option<Words>,
}

/// A type whose values have labels.
pub enum LabelOf {
    /// Grade of the evidence.
    Grade = "grade",
    /// Strength of a kind of evidence.
    Strength = "strength",
    /// Why a channel has its place.
    Why = "why",
    /// Kind of the next step.
    Next = "next",
}

/// Why a channel has its place (排序理由).
pub enum Why {
    /// Nothing has been tried yet, and this comes first.
    FirstStep = "why.first-step",
    /// It comes before everything for this reason.
    Urgent = "why.urgent",
    /// The complaint there is under way.
    Pending = "why.pending",
    /// It did not answer in time.
    Silent = "why.silent",
    /// It declined.
    Refused = "why.refused",
    /// The tier below was silent or declined.
    NextTier = "why.next-tier",
    /// Another body of the same tier declined.
    OtherBody = "why.other-body",
    /// Nobody can be reached there, or below it.
    Unreachable = "why.unreachable",
    /// Its time is over: it is asked once more before anything else.
    Chase = "why.chase",
    /// It gave an answer that can be answered.
    Answer = "why.answer",
    /// Not advised in this case.
    NotAdvised = "why.not-advised",
    /// Lower tiers come first.
    AfterLower = "why.after-lower",
    /// It could be taken instead of the recommended one.
    Alternative = "why.alternative",
    /// It takes no complaints for this reason.
    NotForReason = "why.not-for-reason",
    /// Its condition does not hold.
    NotYet = "why.not-yet",
    /// Its time is over.
    TimeOver = "why.time-over",
    /// Fields that it needs are empty.
    Missing = "why.missing",
    /// The matter is settled.
    Resolved = "why.resolved",
}

/// A phrase that the code puts together itself (短语).
pub struct PhraseEntry {
    /// Which.
    pub id: Phrase,
    /// The words.
    pub text: PhraseWords,
}

/// Id of the phrase.
pub enum Phrase {
    /// An amount: `{amount}` plain, `{grouped}` with its thousands set apart.
    Money = "money",
    /// A date in prose: `{year}` `{month}` `{monthName}` `{day}`.
    Date = "date",
    /// Names of the months, separated by blanks.
    Months = "months",
    /// Between the items of a list.
    Comma = "comma",
    /// Between demands.
    Semicolon = "semicolon",
    /// Between a label and its value.
    Colon = "colon",
    /// An article: `{law}` `{article}`.
    Citation = "citation",
    /// A paragraph of an article: `{law}` `{article}` `{paragraph}`.
    CitationParagraph = "citation-paragraph",
    /// Label of a date that stands in no field.
    DateLabel = "date-label",
    /// Before a demand that is made only if the one before it is not met (备位).
    Failing = "failing",
    /// When the first demand came, counted from receipt: `{day}`.
    DemandDay = "demand-day",
    /// The same on the day of receipt itself.
    DemandDayZero = "demand-day-zero",
    /// Before relief that is asked for only if the relief before it fails (备位).
    ClaimFailing = "claim-failing",
    /// Between the parts of such relief.
    ClaimAnd = "claim-and",
}
}

/// Words with the placeholders of a message.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct MessageWords(pub Template);

impl Part for MessageWords {
    const SHAPE: Shape = Shape::Template(Placeholder::MESSAGE);

    fn unpack(from: &mut Reader) -> Self {
        MessageWords(Part::unpack(from))
    }
}

/// Words with the placeholders of a phrase.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct PhraseWords(pub Template);

impl Part for PhraseWords {
    const SHAPE: Shape = Shape::Template(Placeholder::PHRASE);

    fn unpack(from: &mut Reader) -> Self {
        PhraseWords(Part::unpack(from))
    }
}

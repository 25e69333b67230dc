//! `tone.toml`, `hints.toml`, `lists.toml`: words that are looked for in what a person wrote.
//!
//! Every list of words is one text, its words separated by blanks: small letters, no marks but `，`, which stands for
//! the end of a clause or of the text.

use super::Reason;
use crate::catalog::id::Id;
use crate::catalog::part::{Part, Reader, Shape, entries};
use crate::catalog::pool::{Text, Words};
use crate::text::ListId;

entries! {
/// Words to be said otherwise (不当用语).
pub struct Tone {
    /// Fault of these words.
    pub manner: Manner,
    /// Any of these …
    pub words: Findable,
    /// … with one of these shortly behind.
    pub then: Option<Findable>,
    /// Harmless shortly after one of these in the same clause.
    pub after: Option<Context>,
    /// Harmless right before one of these.
    pub before: Option<Context>,
    /// A neutral wording, as an example.
    pub neutral: Words,
    /// Words that can take their place as they are, where there are such.
    pub instead: Option<Text>,
}

/// Fault of words (不当类型).
pub enum Manner {
    /// Disparages somebody.
    Insult = "insult",
    /// Harm against payment.
    Threat = "threat",
    /// Coarse.
    Vulgar = "vulgar",
    /// States an offence as proven.
    Accusation = "accusation",
}

/// A character and what people write for it (异写).
pub struct Variant {
    /// As the word lists have it.
    pub is: Text,
    /// Variants, without anything between them.
    pub also: Text,
}

/// Words that speak of a reason (原因线索).
pub struct Hint {
    /// The reason.
    pub reason: Id<Reason>,
    /// How much each of the words says.
    pub weight: u8,
    /// Any of these …
    pub words: Findable,
    /// … with one of these shortly behind, in the same clause.
    pub then: Option<Findable>,
    /// … or in one of the next two.
    pub across: bool,
}

/// Words of a topic that a description may treat (叙述线索).
pub struct Topic {
    /// Stable id.
    pub id: Text,
    /// Part of a good description that these words show; without it, only conditions ask for the topic.
    pub of: Option<TopicName>,
    /// Any of these …
    pub words: Findable,
    /// … with one of these shortly behind, in the same clause.
    pub then: Option<Findable>,
    /// A negation directly before a word cancels it.
    pub unless_negated: bool,
}

/// A subject that a description can treat (叙述内容).
pub enum TopicName {
    /// When.
    Date = "date",
    /// How much money.
    Amount = "amount",
    /// That the other side was contacted.
    Contact = "contact",
    /// Its answer.
    Answer = "answer",
    /// A demand.
    Demand = "demand",
}

/// A list of words that the code asks for by its name (词表).
pub struct NamedList {
    /// Its name.
    pub id: ListName,
    /// The words.
    pub words: Text,
}

/// Name of a list of words.
pub enum ListName {
    /// Directly before the words of a hint, they cancel it …
    Negation = "negation",
    /// … unless they belong to one of these.
    Question = "question",
    /// Beginnings of an instruction in brackets, whatever the brackets.
    Instruction = "instruction",
    /// The same in brackets that are not round.
    BoxedInstruction = "boxed-instruction",
    /// The name of a value, alone in brackets.
    ValueName = "value-name",
    /// Words that may precede the name of a value.
    Possessive = "possessive",
    /// Verbs of a task in brackets.
    Task = "task",
    /// Before such a verb: how thoroughly.
    TaskManner = "task-manner",
    /// Nouns that such a task names, besides the names of values.
    TaskObject = "task-object",
    /// Instead of a value, when nothing else is in the field.
    NoValue = "no-value",
    /// Behind a label of pasted text, instead of a value.
    NothingGiven = "nothing-given",
    /// Names of numbers of orders and parcels.
    OrderNumber = "order-number",
    /// Names of telephone numbers.
    PhoneNumber = "phone-number",
    /// Names of numbers of cards and accounts.
    CardNumber = "card-number",
    /// Names of the writer's own number.
    OwnNumber = "own-number",
    /// Names of a secret.
    Secret = "secret",
    /// Characters of the words for telling somebody a secret.
    HandingOver = "handing-over",
    /// A number before one of these characters is no secret.
    Unit = "unit",
}
}

/// Words to find.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Findable(pub Text);

impl Part for Findable {
    const SHAPE: Shape = Shape::Findable;

    fn unpack(from: &mut Reader) -> Self {
        Findable(Part::unpack(from))
    }
}

/// Words that are only asked for around a match.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Context(pub ListId);

impl Part for Context {
    const SHAPE: Shape = Shape::Findable;

    fn unpack(from: &mut Reader) -> Self {
        let text: Text = Part::unpack(from);
        Context(from.lexicon.list(from.texts.get(text.0)))
    }
}

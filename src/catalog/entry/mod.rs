//! The entries of the catalogue by kind: what stands in `src/catalog/data/*.toml`. Every entry is one block in one file; ids
//! connect them.

mod channel;
mod document;
mod evidence;
mod excuse;
mod form;
mod language;
mod law;
mod paste;
mod prayer;
mod reason;
mod wording;

pub use channel::{Action, ActionEntry, Channel, Contact, Logged, Warning};
pub use document::{Address, Document, Each, ItemWords, Line, Part as DocumentPart};
pub use evidence::{Criterion, Evidence, Given};
pub use excuse::{Excuse, ExcuseWords, Question};
pub use form::{Check, Choice, ChoiceEntry, Field, Kind, Role, Section};
pub use language::{
    Context, Findable, Hint, ListName, Manner, NamedList, Tone, Topic, TopicName, Variant,
};
pub use law::{
    Amount, Article, Claim, Deadline, Difference, Example, Holiday, Law, Multiple, Party, Share,
    Start,
};
pub use paste::{Button, Columns, Cue, Sense};
pub use prayer::{Prayer, PrayerWords, Relief};
pub use reason::{Argument, Cause, PointWords, Reason, Reckoning, Remedy, Saying, Supply, Tip};
pub use wording::{
    Label, LabelOf, LocaleEntry, Message, MessageWords, Phrase, PhraseEntry, PhraseWords, Severity,
    Why,
};

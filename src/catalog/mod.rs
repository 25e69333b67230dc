//! The knowledge (知识目录): what stands in `src/catalog/data/*.toml`, with ids resolved to positions and words by number.
//!
//! `build.rs` packs the sources ([`pack`]) and refuses mistakes ([`Catalog::mistakes`]); the module expands the packed
//! form in one pass ([`Catalog::load`]). An embedder's additions go through the same code at run time.

mod check;
mod condition;
mod cues;
mod entry;
mod file;
mod id;
mod index;
mod load;
mod names;
mod pack;
pub(crate) mod part;
mod placeholder;
mod pool;

pub use check::Mistake;
pub use condition::{Chosen, Condition, Event, Facts, Test};
pub use cues::{CueIndex, CueMatch};
pub use entry::*;
#[doc(hidden)]
pub use file::checksum;
pub use file::{Damage, LAYOUT};
pub use id::{Entry, Id, IdSet, Table};
pub use load::WordGroup;
pub use names::Names;
pub use pack::{Packed, pack};
pub use part::{Bytes, Key, Shape};
pub use placeholder::{Placeholder, Slot, Token, pack as pack_template, tokens};
pub use pool::{Pool, Template, Text, Words};

use crate::date::Year;
use crate::parse::{Code, PlaceholderWords};
use crate::text::{GroupId, Lexicon, WordList};
use index::Index;
use std::ops;
use std::sync::OnceLock;

/// A language of the catalogue, by its position in the list of languages (语言).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Locale(u8);

impl Locale {
    /// The language at that position of the list.
    pub const fn at(position: usize) -> Self {
        Locale(position as u8)
    }
}

/// The entries of one kind. An embedder may leave some out: they keep their position, so that ids stay valid, but are
/// no longer among the entries.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Entries<T> {
    table: Table<T>,
    index: Index,
}

impl<T: Default> Entries<T> {
    /// The entries with their ids, in the order of the sources.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Id<T>, &T)> {
        let ids = self.index.order().iter().map(|position| Id::new((*position).into()));
        ids.map(|id| (id, &self.table[id]))
    }

    /// Whether the id has an entry that is not left out.
    pub fn contains(&self, id: Id<T>) -> bool {
        u16::try_from(id.index()).is_ok_and(|position| self.index.contains(position))
    }

    /// How many ids there are, those left out included: the size of a [`Table`] with a value for each.
    pub fn size(&self) -> usize {
        self.table.len()
    }
}

/// Lists the tables of the catalogue once: their type, their key in the sources, the name of their ids, and the text
/// that names an entry.
macro_rules! tables {
    ($($(#[$about:meta])* $table:ident: $type:ident = $kind:literal $id:literal $name:expr;)*) => {
        /// Everything the product knows (目录).
        ///
        /// ```
        /// use tousu::Catalog;
        /// use tousu::catalog::Channel;
        ///
        /// let catalog = Catalog::builtin();
        /// let english = catalog.locale("en").unwrap();
        /// let police = catalog.find::<Channel>("police").unwrap();
        /// assert_eq!(catalog.words(catalog[police].label, english), "Police");
        /// ```
        #[derive(Clone, PartialEq, Debug, Default)]
        pub struct Catalog {
            /// Version of the knowledge, the day of its last review.
            pub version: Text,
            $($(#[$about])* pub $table: Entries<$type>,)*
            /// Names of choices.
            pub choices: Table<Choice>,
            /// Days off and days worked, year by year.
            pub years: Vec<Year>,
            /// The words that are looked for in what a person wrote.
            pub lexicon: Lexicon,
            /// The words that are looked for in pasted text.
            pub cue_index: CueIndex,
            required: IdSet<Field>,
            roles: Table<Role, Id<Field>>,
            messages_by_code: Table<Code, Id<Message>>,
            phrases_by_name: Table<Phrase, Template>,
            lists_by_name: Table<ListName, WordList>,
            laws_by_article: Table<Article, Id<Law>>,
            texts: Pool,
            words: Vec<OnceLock<Pool>>,
            word_groups: Vec<WordGroup>,
            /// Number that the next words would have.
            next_words: u32,
            /// Stamp of the packed files.
            build: u64,
        }

        /// The kinds of entries: key in the sources and shape, in the order in which they are packed.
        pub const TABLES: &[(&str, Shape)] = &[$(($kind, <$type as part::Part>::SHAPE),)*];

        $(
            impl Entry for $type {
                const KIND: &'static str = $kind;
                const ID: &'static str = $id;

                fn name(&self) -> Option<Text> {
                    let name: fn(&$type) -> Option<Text> = $name;
                    name(self)
                }

                fn entries(catalog: &Catalog) -> &Entries<Self> {
                    &catalog.$table
                }
            }

            impl ops::Index<Id<$type>> for Catalog {
                type Output = $type;

                fn index(&self, id: Id<$type>) -> &$type {
                    &self.$table.table[id]
                }
            }
        )*

        impl Catalog {
            /// Reads all tables from the packed form, behind what is there.
            fn read_tables(&mut self, from: &mut part::Reader) {
                $(load::read_table(&mut self.$table, from);)*
            }

            /// Order and names of the entries of each kind.
            #[inline(never)]
            fn indexes(&self) -> [(&'static str, &Index); TABLES.len()] {
                [$(($kind, &self.$table.index),)*]
            }

            /// Order and names of the entries of a kind.
            fn index_mut(&mut self, kind: &str) -> Option<&mut Index> {
                match kind {
                    $($kind => Some(&mut self.$table.index),)*
                    _ => None,
                }
            }
        }
    };
}

tables! {
    /// `catalog.toml`: languages.
    locales: LocaleEntry = "locale" "LocaleId" |it| Some(it.id);
    /// `fields.toml`: sections of the form, in order.
    sections: Section = "section" "SectionId" |it| Some(it.id);
    /// `fields.toml`: what the form asks.
    fields: Field = "field" "FieldId" |it| Some(it.id);
    /// `reasons.toml`.
    reasons: Reason = "reason" "ReasonId" |it| Some(it.id);
    /// `evidence.toml`: kinds of evidence.
    evidence: Evidence = "evidence" "EvidenceId" |it| Some(it.id);
    /// `evidence.toml`: what a good exhibit shows.
    criteria: Criterion = "criterion" "CriterionId" |it| Some(it.id);
    /// `channels.toml`.
    channels: Channel = "channel" "ChannelId" |it| Some(it.id);
    /// `remedies.toml`.
    remedies: Remedy = "remedy" "RemedyId" |it| Some(it.id);
    /// `deadlines.toml`.
    deadlines: Deadline = "deadline" "DeadlineId" |it| Some(it.id);
    /// `excuses.toml`.
    excuses: Excuse = "excuse" "ExcuseId" |it| Some(it.id);
    /// `questions.toml`.
    questions: Question = "question" "QuestionId" |it| Some(it.id);
    /// `claims.toml`.
    claims: Claim = "claim" "ClaimId" |it| Some(it.id);
    /// `laws.toml`: laws and regulations.
    laws: Law = "law" "LawId" |it| Some(it.id);
    /// `laws.toml`: their articles, as far as anything cites them.
    articles: Article = "article" "ArticleId" |it| Some(it.id);
    /// `prevention.toml`.
    tips: Tip = "prevention" "TipId" |it| Some(it.id);
    /// `prayers.toml`: what a statement of claim asks for.
    prayers: Prayer = "prayer" "PrayerId" |it| Some(it.id);
    /// `documents.toml`.
    documents: Document = "document" "DocumentId" |it| Some(it.id);
    /// `messages.toml`: words for the codes of issues.
    messages: Message = "message" "MessageId" |it| Some(it.code);
    /// `messages.toml`: words for actions.
    actions: ActionEntry = "action" "ActionId" |_| None;
    /// `messages.toml`: words for the values of an assessment.
    labels: Label = "label" "LabelId" |_| None;
    /// Other words for entries.
    relabels: Relabel = "relabel" "RelabelId" |_| None;
    /// `messages.toml`: phrases.
    phrases: PhraseEntry = "phrase" "PhraseId" |_| None;
    /// `holidays.toml`.
    holidays: Holiday = "holiday" "HolidayId" |_| None;
    /// `recognize.toml`: what pasted text calls things.
    cues: Cue = "cue" "CueId" |_| None;
    /// `recognize.toml`: words of buttons, which stand among the values.
    buttons: Button = "button" "ButtonId" |_| None;
    /// `recognize.toml`: first lines of tables whose rows come without it.
    tables: Columns = "table" "TableId" |_| None;
    /// `tone.toml`: characters that stand for others in words.
    variants: Variant = "variant" "VariantId" |_| None;
    /// `tone.toml`: words that harm the person's own case.
    tones: Tone = "tone" "ToneId" |_| None;
    /// `hints.toml`: words that speak of a reason.
    hints: Hint = "hint" "HintId" |_| None;
    /// `hints.toml`: words of the topics that a description may treat.
    topics: Topic = "topic" "TopicId" |it| Some(it.id);
    /// `lists.toml`: lists of words that the code asks for.
    lists: NamedList = "list" "ListId" |_| None;
}

impl Catalog {
    /// The language with that BCP 47 tag.
    pub fn locale(&self, tag: &str) -> Option<Locale> {
        self.find::<LocaleEntry>(tag).map(|id| Locale(id.index() as u8))
    }

    /// The tag of a language.
    pub fn tag(&self, locale: Locale) -> &str {
        self.text(self.locale_entry(locale).id)
    }

    /// Entry of a language.
    pub fn locale_entry(&self, locale: Locale) -> &LocaleEntry {
        &self[Id::<LocaleEntry>::new(locale.0.into())]
    }

    /// A text that belongs to no language.
    pub fn text(&self, text: Text) -> &str {
        self.texts.get(text.0)
    }

    /// Words in a language; empty if its words are not loaded.
    pub fn words(&self, words: Words, locale: Locale) -> &str {
        self.pool(locale).map_or("", |pool| pool.get(words.0))
    }

    /// Words with placeholders in a language, as [`tokens`].
    pub fn template(&self, template: Template, locale: Locale) -> impl Iterator<Item = Token<'_>> {
        tokens(self.pool(locale).map_or("", |pool| pool.get(template.0)))
    }

    fn pool(&self, locale: Locale) -> Option<&Pool> {
        self.words.get(usize::from(locale.0))?.get()
    }

    /// The name of an entry: its stable id; empty for [`Id::NONE`].
    pub fn name<T: Entry>(&self, id: Id<T>) -> &str
    where
        Catalog: ops::Index<Id<T>, Output = T>,
    {
        self[id].name().map_or("", |name| self.text(name))
    }

    /// The names of all ids of a kind, in their order; those of entries that were left out too.
    pub fn names(&self, kind: &str) -> Vec<&str> {
        let indexes = self.indexes();
        let index = indexes.iter().find(|(of, _)| *of == kind);
        let mut names = Vec::new();
        for (name, position) in index.into_iter().flat_map(|(_, index)| index.names()) {
            let position = usize::from(position);
            if names.len() <= position {
                names.resize(position + 1, "");
            }
            names.get_mut(position).into_iter().for_each(|place| *place = self.text(name));
        }
        names
    }

    /// The name of a choice.
    pub fn choice_name(&self, id: Id<Choice>) -> &str {
        self.text(self.choices[id].id)
    }

    /// The entry with that name.
    pub fn find<T: Entry>(&self, name: &str) -> Option<Id<T>> {
        T::entries(self).index.find(name, &self.texts).map(|position| Id::new(position.into()))
    }

    /// The field that the code knows by that role; [`Id::NONE`] if the catalogue has none.
    pub fn role(&self, role: Role) -> Id<Field> {
        self.roles[Id::new(role as usize)]
    }

    /// Fields that every complaint needs.
    pub fn required(&self) -> IdSet<Field> {
        self.required
    }

    /// The words and the severity of a code.
    pub fn message(&self, code: Code) -> &Message {
        &self[self.messages_by_code[Id::new(code as usize)]]
    }

    /// The words of a phrase.
    pub fn phrase(&self, phrase: Phrase) -> Template {
        self.phrases_by_name[Id::new(phrase as usize)]
    }

    /// The list of words with that name.
    pub fn list(&self, name: ListName) -> &WordList {
        &self.lists_by_name[Id::new(name as usize)]
    }

    /// The words that show that a place of a template was not filled in.
    pub fn placeholder_words(&self) -> PlaceholderWords<'_> {
        PlaceholderWords {
            instructions: self.list(ListName::Instruction),
            boxed_instructions: self.list(ListName::BoxedInstruction),
            nouns: self.list(ListName::ValueName),
            possessives: self.list(ListName::Possessive),
            tasks: self.list(ListName::Task),
            manners: self.list(ListName::TaskManner),
            objects: self.list(ListName::TaskObject),
            whole: self.list(ListName::NoValue),
        }
    }

    /// Purpose of a group of words in the lexicon.
    pub fn word_group(&self, group: GroupId) -> Option<WordGroup> {
        self.word_groups.get(group.index()).copied()
    }

    /// The law of an article.
    pub fn law_of(&self, article: Id<Article>) -> Id<Law> {
        self.laws_by_article[article]
    }

    /// The number of an article in its law, such as `24` or `18.2`.
    pub fn number_of(&self, article: Id<Article>) -> &str {
        self.name(article).rsplit_once(' ').map_or("", |(_, number)| number)
    }
}

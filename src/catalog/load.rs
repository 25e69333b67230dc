//! The packed catalogue, expanded in one pass; and an embedder's entries behind it.

use super::file::opened;
use super::id::{Entry, Id, Table};
use super::names::Names;
use super::pack::Packed;
use super::part::{Part, Reader};
use super::pool::{Pool, Text};
use super::*;
use crate::date::Year;
use crate::raw::Raw;
use crate::text::{Joined, LexiconBuilder, ListId, Reach, Rules, WordList};

/// The two words of a threat are in the same clause or in the next.
const THREAT: Reach = Reach { characters: 16, clauses: 1 };
/// Reach from whoever answered to the answer: shortly behind in one clause.
const TOPIC: Reach = Reach { characters: 10, clauses: 0 };
/// The two words of a hint belong together within one clause …
const HINT: Reach = Reach { characters: 6, clauses: 0 };
/// … or, where it sets one thing against another, across the next ones.
const HINT_ACROSS: Reach = Reach { characters: 30, clauses: 2 };

/// The two words of an excuse: what it is about, and that nothing is done.
const EXCUSE: Reach = Reach { characters: 30, clauses: 1 };

/// Purpose of a group of words in the lexicon.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum WordGroup {
    /// To be said otherwise.
    Tone(Id<Tone>),
    /// Keywords of a topic.
    Topic(Id<Topic>),
    /// Speaks of a reason.
    Hint(Id<Hint>),
    /// Speaks of an excuse, with that weight.
    Excuse(Id<Excuse>, u8),
    /// Name of a secret.
    Secret,
}

impl Catalog {
    /// Reads the structure. The words of the languages follow: [`Catalog::add_words`].
    ///
    /// # Errors
    ///
    /// The file is damaged or belongs to another build.
    pub fn load(structure: &[u8]) -> Result<Catalog, Damage> {
        let mut catalog = Catalog::default();
        catalog.fill(structure)?;
        Ok(catalog)
    }

    /// [`Catalog::load`] into an empty catalogue.
    pub(crate) fn fill(&mut self, structure: &[u8]) -> Result<(), Damage> {
        let mut lexicon = LexiconBuilder::default();
        self.read(structure, &mut lexicon)?;
        self.finish(lexicon);
        Ok(())
    }

    /// Takes the words of a language, once; what comes later for the same language is checked and not used.
    ///
    /// # Errors
    ///
    /// The file is damaged or belongs to another build than the structure.
    pub fn add_words(&self, locale: Locale, file: &[u8]) -> Result<(), Damage> {
        let (_, mut body) = opened(&[Some(self.build)], file)?;
        let pool = Pool::unpack(&mut body).ok_or(Damage::Damaged)?;
        if let Some(place) = self.words.get(usize::from(locale.0)) {
            place.get_or_init(|| pool);
        }
        Ok(())
    }

    /// The packed catalogue with an embedder's entries, an object whose keys are the kinds of entries. The key
    /// `without` lists entries of the packed catalogue that are left out.
    ///
    /// # Errors
    ///
    /// Every mistake, one a line, naming the entry it stands in.
    pub fn with(structure: &[u8], words: &[&[u8]], additions: &Raw) -> Result<Catalog, String> {
        let mut catalog = Catalog::default();
        catalog.fill_with(structure, words, additions)?;
        Ok(catalog)
    }

    /// [`Catalog::with`] into an empty catalogue.
    pub(crate) fn fill_with(
        &mut self,
        structure: &[u8],
        words: &[&[u8]],
        additions: &Raw,
    ) -> Result<(), String> {
        let mut lexicon = LexiconBuilder::default();
        let damaged = |_| String::from("the packed catalogue is damaged");
        self.read(structure, &mut lexicon).map_err(damaged)?;
        for (at, file) in words.iter().enumerate() {
            self.add_words(Locale(at as u8), file).map_err(damaged)?;
        }
        for name in additions.get("without").map_or(&[][..], Raw::items) {
            self.leave_out(name.text().unwrap_or_default())?;
        }
        let mut mistakes = Vec::new();
        let keys = self.locale_keys();
        let packed = pack::pack(additions, &keys, Names::of(self), &mut mistakes);
        if mistakes.is_empty() {
            self.append(&packed, &mut lexicon);
            self.finish(lexicon);
            mistakes = self.mistakes();
            self.relabel(&mut mistakes);
        }
        if mistakes.is_empty() { Ok(()) } else { Err(Mistake::lines(&mistakes)) }
    }

    /// Leaves out what is named: `channel court`, or a whole kind: `channel`.
    fn leave_out(&mut self, name: &str) -> Result<(), String> {
        let (kind, id) = name.split_once(' ').map_or((name, None), |(kind, id)| (kind, Some(id)));
        let texts = std::mem::take(&mut self.texts);
        let found = self.index_mut(kind).is_some_and(|index| index.leave_out(id, &texts));
        self.texts = texts;
        if found { Ok(()) } else { Err(names_nothing(name)) }
    }

    /// Gives entries the words that `relabel` has for them.
    fn relabel(&mut self, mistakes: &mut Vec<Mistake>) {
        let relabels: Vec<Relabel> = self.relabels.iter().map(|(_, it)| it.clone()).collect();
        for relabel in relabels {
            let name = String::from(self.text(relabel.of));
            if self.relabel_entry(&name, &relabel).is_none() {
                let problem = ": there is no such section, field, reason, evidence, remedy or channel, or it has no hint";
                mistakes.push(Mistake(["relabel ", &name, problem].joined("")));
            }
        }
    }

    fn relabel_entry(&mut self, name: &str, relabel: &Relabel) -> Option<()> {
        let (kind, id) = name.split_once(' ')?;
        let texts = std::mem::take(&mut self.texts);
        let at = self.index_mut(kind).and_then(|index| index.find(id, &texts));
        self.texts = texts;
        let at = usize::from(at?);
        let mut hint = None;
        let label = match kind {
            "section" => &mut self.sections.table.place(at)?.label,
            "field" => {
                let field = self.fields.table.place(at)?;
                if relabel.hint.is_some() {
                    hint = Some(field.hint.get_or_insert_default());
                }
                &mut field.label
            }
            "reason" => {
                let reason = self.reasons.table.place(at)?;
                hint = Some(&mut reason.hint);
                &mut reason.label
            }
            "evidence" => &mut self.evidence.table.place(at)?.label,
            "remedy" => &mut self.remedies.table.place(at)?.label,
            "channel" => &mut self.channels.table.place(at)?.label,
            _ => return None,
        };
        relabel.label.into_iter().for_each(|words| *label = words);
        match (relabel.hint, hint) {
            (Some(words), Some(place)) => *place = words,
            (Some(_), None) => return None,
            (None, _) => {}
        }
        Some(())
    }

    /// The keys that words have in the sources.
    fn locale_keys(&self) -> Vec<&str> {
        self.locales.iter().map(|(_, locale)| self.text(locale.key)).collect()
    }

    #[inline(never)]
    fn read(&mut self, structure: &[u8], lexicon: &mut LexiconBuilder) -> Result<(), Damage> {
        let (build, mut body) = opened(&[Some(LAYOUT), None], structure)?;
        self.build = build;
        self.texts = Pool::unpack(&mut body).ok_or(Damage::Damaged)?;
        self.read_entries(body, 1, 1, lexicon);
        self.words = self.locales.iter().map(|_| OnceLock::new()).collect();
        Ok(())
    }

    /// Expands numbers whose texts and words begin at these numbers.
    fn read_entries(
        &mut self,
        numbers: &[u8],
        text: u32,
        words: u32,
        lexicon: &mut LexiconBuilder,
    ) {
        let texts = std::mem::take(&mut self.texts);
        let mut from =
            Reader { numbers, texts: &texts, next_text: text, next_words: words, lexicon };
        if from.number() != 0 {
            self.version = Part::unpack(&mut from);
        }
        self.read_tables(&mut from);
        for _ in 0..from.len() {
            let id: Text = Part::unpack(&mut from);
            self.choices.put(Id::new(self.choices.len()), Choice { id });
        }
        self.next_words = from.next_words;
        self.texts = texts;
    }

    /// Adds the entries of another packed catalogue, whose names were resolved beside those of this one.
    fn append(&mut self, packed: &Packed, lexicon: &mut LexiconBuilder) {
        let (text, words) = (self.texts.next(), self.next_words);
        self.texts.extend(&packed.texts);
        for (place, more) in self.words.iter_mut().zip(&packed.words) {
            let mut pool = place.take().unwrap_or_default();
            while pool.next() < words {
                pool.push("");
            }
            pool.extend(more);
            *place = pool.into();
        }
        self.read_entries(&packed.numbers.0, text, words, lexicon);
    }

    /// Makes ready what follows from the entries.
    #[inline(never)]
    fn finish(&mut self, mut lexicon: LexiconBuilder) {
        self.lists_by_name = Table::new(by_name(ListName::ALL.len(), &self.lists, |it| {
            (it.id as usize, WordList::new(self.text(it.words)))
        }));
        let text = |Findable(text): Findable| self.text(text);
        for (_, variant) in self.variants.iter() {
            let is = self.text(variant.is).chars().next();
            is.into_iter().for_each(|is| lexicon.variant(is, self.text(variant.also)));
        }
        let mut groups = Vec::new();
        let list = |context: Option<Context>| context.map_or(ListId::default(), |Context(id)| id);
        for (id, tone) in self.tones.iter() {
            let (not_after, not_before) = (list(tone.after), list(tone.before));
            let rules =
                Rules { reach: THREAT, variants: true, not_after, not_before, ..Rules::default() };
            lexicon.group(text(tone.words), tone.then.map(text), rules);
            groups.push(WordGroup::Tone(id));
        }
        let mut context = |name: ListName| {
            let list = self.lists.iter().find(|(_, list)| list.id == name);
            list.map_or(ListId::default(), |(_, list)| lexicon.list(self.text(list.words)))
        };
        let (negations, questions) = (context(ListName::Negation), context(ListName::Question));
        for (id, topic) in self.topics.iter() {
            let rules = Rules { reach: TOPIC, once: true, ..Rules::default() };
            let negated = Rules { negations, questions, ..rules };
            let rules = if topic.unless_negated { negated } else { rules };
            lexicon.group(text(topic.words), topic.then.map(text), rules);
            groups.push(WordGroup::Topic(id));
        }
        for (id, hint) in self.hints.iter() {
            let reach = if hint.across { HINT_ACROSS } else { HINT };
            let rules = Rules { reach, once: true, negations, questions, ..Rules::default() };
            lexicon.group(text(hint.words), hint.then.map(text), rules);
            groups.push(WordGroup::Hint(id));
        }
        for (id, excuse) in self.excuses.iter() {
            let rules = Rules { reach: EXCUSE, once: true, ..Rules::default() };
            for words in &excuse.words {
                lexicon.group(text(words.words), words.then.map(text), rules);
                groups.push(WordGroup::Excuse(id, words.weight));
            }
        }
        let rules = Rules { once: true, inside_words: true, ..Rules::default() };
        let secrets = self.lists.iter().find(|(_, list)| list.id == ListName::Secret);
        lexicon.group(secrets.map_or("", |(_, list)| self.text(list.words)), None, rules);
        groups.push(WordGroup::Secret);
        let phrases =
            Table::new(by_name(Phrase::ALL.len(), &self.phrases, |it| (it.id as usize, it.text.0)));
        let mut roles = vec![Id::NONE; Role::ALL.len()];
        for (id, field) in self.fields.iter() {
            let role = field.role.and_then(|role| roles.get_mut(role as usize));
            role.into_iter().for_each(|place| *place = id);
        }
        let required = self.fields.iter().filter(|(_, field)| field.required);
        self.required = required.map(|(id, _)| id).collect();
        let mut messages = vec![Id::NONE; Code::ALL.len()];
        for (id, message) in self.messages.iter() {
            let code = Code::from_name(self.text(message.code));
            let place = code.and_then(|code| messages.get_mut(code as usize));
            place.into_iter().for_each(|place| *place = id);
        }
        let law = |article: &Article| {
            let law = self.text(article.id).rsplit_once(' ').map_or("", |(law, _)| law);
            self.find::<Law>(law).unwrap_or_default()
        };
        let mut laws = Table::empty(self.articles.size());
        self.articles.iter().for_each(|(id, article)| laws.put(id, law(article)));
        let year = |holiday: &Holiday| Year {
            year: holiday.year as i32,
            off: holiday.off.clone(),
            makeup: holiday.makeup.clone(),
        };
        self.years = self.holidays.iter().map(|(_, holiday)| year(holiday)).collect();
        self.laws_by_article = laws;
        self.roles = Table::new(roles);
        self.messages_by_code = Table::new(messages);
        self.phrases_by_name = phrases;
        self.word_groups = groups;
        self.lexicon = lexicon.build();
        self.cue_index = CueIndex::new(self);
    }
}

fn by_name<T: Default, V: Clone + Default>(
    len: usize,
    entries: &Entries<T>,
    value: impl Fn(&T) -> (usize, V),
) -> Vec<V> {
    let mut values = vec![V::default(); len];
    for (_, entry) in entries.iter() {
        let (at, value) = value(entry);
        values.get_mut(at).into_iter().for_each(|place| *place = value.clone());
    }
    values
}

/// Reads a table behind what is there.
pub fn read_table<T: Entry + Part>(entries: &mut Entries<T>, from: &mut Reader) {
    for _ in 0..from.len() {
        let entry = T::unpack(from);
        let position = entries.index.add(entry.name(), from.texts);
        entries.table.put(Id::new(position.into()), entry);
    }
}

/// The mistake of a name in `without` that names nothing.
fn names_nothing(name: &str) -> String {
    [
        "without ",
        name,
        ": there is nothing to leave out by that name; name a kind and an id, such as `channel court`",
    ]
    .joined("")
}

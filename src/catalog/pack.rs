//! From the sources (an untyped tree, whether it was TOML or an embedder's object) to the packed form: names become
//! positions, words get numbers, templates become tokens. Names every mistake on the way.

use super::TABLES;
use super::check::Mistake;
use super::entry::{Choice, Field};
use super::id::{Entry, Id, SET_LIMIT};
use super::names::{Names, known_names, nearest};
use super::part::{Bytes, Key, Shape};
use super::placeholder::{self, Placeholder, Slot};
use super::pool::Pool;
use crate::date::Date;
use crate::raw::Raw;
use crate::text::{Joined, digits};

/// A packed catalogue: see [`Packed::files`].
#[derive(Default)]
pub struct Packed {
    /// Numbers of all tables.
    pub numbers: Bytes,
    /// Texts that belong to no language.
    pub texts: Pool,
    /// Words of each language.
    pub words: Vec<Pool>,
}

/// Packs a catalogue, or additions to the one whose `names` are given. `locales` are the keys that words have.
/// Values that cannot be packed go to `mistakes`.
pub fn pack<'n>(
    source: &'n Raw,
    locales: &[&str],
    names: Names<'n>,
    mistakes: &mut Vec<Mistake>,
) -> Packed {
    let packed =
        Packed { words: locales.iter().map(|_| Pool::default()).collect(), ..Packed::default() };
    let mut packer = Packer {
        packed,
        names,
        locales,
        choices: Vec::new(),
        entry: String::new(),
        path: Vec::new(),
        known: String::new(),
        mistakes,
    };
    packer.take_names(source);
    packer.catalogue(source);
    packer.packed
}

struct Packer<'n, 'p> {
    packed: Packed,
    names: Names<'n>,
    locales: &'p [&'p str],
    /// Names of choices that are new.
    choices: Vec<&'n str>,
    /// The entry that is being packed, such as `reason late-delivery`.
    entry: String,
    /// Position in it.
    path: Vec<String>,
    /// Names that could stand where an unknown one was found, as the mistake ends.
    known: String,
    mistakes: &'p mut Vec<Mistake>,
}

/// A value that does not fit its shape, and why.
type Fits = Result<(), &'static str>;

impl<'n> Packer<'n, '_> {
    fn say(&mut self, problem: &str, about: &str) {
        self.mistakes.push(Mistake([&self.entry, ": ", problem, " `", about, "`"].joined("")));
    }

    /// Gives every entry its position.
    fn take_names(&mut self, source: &'n Raw) {
        for (kind, shape) in TABLES {
            let named = named_by(shape);
            let items = source.get(kind).map_or(&[][..], Raw::items);
            for item in items {
                let name = named.and_then(|key| item.get(key)).and_then(Raw::text);
                if let Some(name) = name {
                    self.take_name(kind, name);
                }
                let choices = item.get(<Id<Choice>>::KIND).map_or(&[][..], Raw::items).iter();
                for choice in choices.filter_map(|choice| choice.get("id")?.text()) {
                    if self.names.get(<Id<Choice>>::KIND, choice).is_none() {
                        let index = self.names.next(<Id<Choice>>::KIND);
                        self.names.put(<Id<Choice>>::KIND, choice, index, false);
                        self.choices.push(choice);
                    }
                }
            }
        }
    }

    fn take_name(&mut self, kind: &'static str, name: &'n str) {
        self.entry = [kind, " ", name].joined("");
        if name.is_empty() || name.contains(['{', '}', '"', '\n']) {
            self.say("an id cannot be", name);
        }
        let index = match self.names.get(kind, name) {
            Some(known) if known.gone => known.index,
            Some(_) => return self.say("there are two entries with the id", name),
            None => self.names.next(kind),
        };
        if index >= SET_LIMIT && IN_SETS.contains(&kind) {
            self.say(
                "is one too many: at most 127 entries of a kind can be named in conditions;",
                kind,
            );
        }
        self.names.put(kind, name, index, false);
    }

    fn catalogue(&mut self, source: &'n Raw) {
        for (key, _) in source.entries() {
            let known = TABLES.iter().any(|(kind, _)| kind == key);
            if !known && key != "version" && key != "without" {
                let mut kinds: Vec<&str> = TABLES.iter().map(|(kind, _)| *kind).collect();
                kinds.extend(["version", "without"]);
                let known = known_names(key, &kinds);
                self.mistakes.push(Mistake([key, " is not a known key", &known].joined("")));
            }
        }
        self.whole("version", source.get("version").unwrap_or(&Raw::Nothing), &VERSION);
        for (kind, shape) in TABLES {
            let items = match source.get(kind) {
                None | Some(Raw::Nothing) => &[],
                Some(Raw::List(items)) => items.as_slice(),
                Some(_) => {
                    self.mistakes.push(Mistake([kind, " must be a list"].joined("")));
                    &[]
                }
            };
            self.packed.numbers.number(items.len() as u64);
            let named = named_by(shape);
            for (index, item) in items.iter().enumerate() {
                let name = named.and_then(|key| item.get(key)).and_then(Raw::text);
                let entry = match name {
                    Some(name) => [kind, " ", name].joined(""),
                    None => [kind, "[", &digits(index as u64), "]"].joined(""),
                };
                self.whole(&entry, item, shape);
            }
        }
        self.packed.numbers.number(self.choices.len() as u64);
        let choices = std::mem::take(&mut self.choices);
        choices.iter().for_each(|name| self.packed.texts.push(name));
    }

    /// Packs a value that stands by itself.
    fn whole(&mut self, entry: &str, raw: &Raw, shape: &Shape) {
        self.entry = String::from(entry);
        self.path.clear();
        if let Err(problem) = self.value(raw, shape) {
            let path = self.path.joined("");
            let known = std::mem::take(&mut self.known);
            self.mistakes.push(Mistake([&self.entry, &path, " ", problem, &known].joined("")));
        }
    }

    fn value(&mut self, raw: &Raw, shape: &Shape) -> Fits {
        match (shape, raw) {
            (Shape::Text, Raw::Text(text)) => self.packed.texts.push(text),
            (Shape::Findable, Raw::Text(text)) => {
                self.findable(text);
                self.packed.texts.push(text);
            }
            (Shape::Date, Raw::Text(text)) => match Date::from_iso(text) {
                Some(date) => self.packed.numbers.number(date.number().into()),
                None => return Err("must be a date of the form YYYY-MM-DD"),
            },
            (Shape::Ref(kind), Raw::Text(name)) => match self.names.get(kind, name) {
                Some(known) => self.packed.numbers.number(known.index as u64),
                None => {
                    let near = nearest(name, &self.names.of_kind(kind));
                    let problem = match near {
                        Some(near) => [kind, " (did you mean `", near, "`?)"].joined(""),
                        None => String::from(*kind),
                    };
                    self.say(&["names an unknown ", &problem].joined(""), name);
                }
            },
            (Shape::Words, Raw::Map(_)) => return self.words(raw, None),
            (Shape::Template(more), Raw::Map(_)) => return self.words(raw, Some(more)),
            (Shape::Flag, Raw::Bool(flag)) => self.packed.numbers.number(u64::from(*flag)),
            (Shape::Flag | Shape::Unsigned, Raw::Nothing) => self.packed.numbers.number(0),
            (Shape::Unsigned, Raw::Number(number)) if (0.0..9e15).contains(number) => {
                self.packed.numbers.number(*number as u64);
            }
            (Shape::Optional(_), Raw::Nothing) => self.packed.numbers.number(0),
            (Shape::Optional(inner), raw) => {
                self.packed.numbers.number(1);
                return self.value(raw, inner);
            }
            (Shape::List(_), Raw::Nothing) => self.packed.numbers.number(0),
            (Shape::List(inner), Raw::List(items)) => {
                self.packed.numbers.number(items.len() as u64);
                for (index, item) in items.iter().enumerate() {
                    self.inside(place(index, item), item, inner)?;
                }
            }
            (Shape::Record(keys), Raw::Map(_) | Raw::Nothing) => {
                self.known_keys(raw, keys)?;
                for key in *keys {
                    self.keyed(raw, key)?;
                }
            }
            (Shape::Sparse(keys), Raw::Map(_) | Raw::Nothing) => {
                self.known_keys(raw, keys)?;
                let there = |key: &Key| raw.get(key.name).is_some_and(|it| *it != Raw::Nothing);
                let bits = keys.iter().enumerate().filter(|(_, key)| there(key));
                self.packed.numbers.number(bits.fold(0, |bits, (at, _)| bits | 1 << at));
                for key in keys.iter().filter(|key| there(key)) {
                    self.keyed(raw, key)?;
                }
            }
            (Shape::OneOf(names), raw) => return self.one_of(raw, names),
            (_, Raw::Nothing) => return Err("is missing"),
            (Shape::Text | Shape::Findable | Shape::Date | Shape::Ref(_), _) => {
                return Err("must be a string");
            }
            (Shape::Flag, _) => return Err("must be true or false"),
            (Shape::List(_), _) => return Err("must be a list"),
            (Shape::Record(_) | Shape::Sparse(_) | Shape::Words | Shape::Template(_), _) => {
                return Err("must be an object");
            }
            _ => return Err("must be a whole number in range"),
        }
        Ok(())
    }

    fn known_keys(&mut self, raw: &Raw, keys: &[Key]) -> Fits {
        let unknown = |name: &str| keys.iter().all(|key| key.name != name);
        match raw.entries().iter().find(|(name, _)| unknown(name)) {
            None => Ok(()),
            Some((name, _)) => {
                self.path.push([".", name].joined(""));
                self.known = known_names(name, &names_of(keys));
                Err("is not a known key")
            }
        }
    }

    fn keyed(&mut self, raw: &Raw, key: &Key) -> Fits {
        let value = raw.get(key.name).unwrap_or(&Raw::Nothing);
        key.shape.map_or(Ok(()), |shape| self.inside([".", key.name].joined(""), value, shape))
    }

    fn one_of(&mut self, raw: &Raw, names: &[Key]) -> Fits {
        let (chosen, inner) = match raw {
            Raw::Text(name) => (name, &Raw::Nothing),
            Raw::Map(entries) => match entries.as_slice() {
                [(name, inner)] => (name, inner),
                _ => return Err("must have exactly one key"),
            },
            Raw::Nothing => return Err("is missing"),
            _ => return Err("must be one of the known names"),
        };
        let found = names.iter().enumerate().find(|(_, key)| key.name == chosen);
        let Some((index, key)) = found else {
            self.known = known_names(chosen, &names_of(names));
            return Err("is not one of the known names");
        };
        self.packed.numbers.number(index as u64);
        let name = [".", key.name].joined("");
        key.shape.map_or(Ok(()), |shape| self.inside(name, inner, shape))
    }

    /// Packs a part; its name stays in the path only if it does not fit.
    fn inside(&mut self, name: String, raw: &Raw, shape: &Shape) -> Fits {
        self.path.push(name);
        self.value(raw, shape)?;
        self.path.pop();
        Ok(())
    }

    /// Packs words in every language; with placeholders (of fields, general ones and `more`) as tokens.
    fn words(&mut self, raw: &Raw, more: Option<&[Placeholder]>) -> Fits {
        if let Some((key, _)) =
            raw.entries().iter().find(|(key, _)| !self.locales.contains(&&**key))
        {
            self.path.push([".", key].joined(""));
            self.known = known_names(key, self.locales);
            return Err("is not a known key");
        }
        for (at, key) in self.locales.iter().enumerate() {
            let Some(words) = raw.get(key).and_then(Raw::text) else {
                self.path.push([".", key].joined(""));
                return Err("must be a string");
            };
            if words.trim().is_empty() {
                let mut others = self.locales.iter().filter_map(|key| raw.get(key)?.text());
                let other = others.find(|words| !words.trim().is_empty()).unwrap_or_default();
                self.say("lacks one of its languages:", other);
            }
            if words.chars().any(|c| c.is_control() && c != '\n') {
                self.say("has a control character in", words);
            }
            let packed = more.map(|more| self.template(words, more));
            let packed = packed.as_deref().unwrap_or(words);
            self.packed.words.get_mut(at).into_iter().for_each(|pool| pool.push(packed));
        }
        Ok(())
    }

    fn template(&mut self, words: &str, more: &[Placeholder]) -> String {
        let names = &self.names;
        let slot = |name: &str| match names.get(Field::KIND, name) {
            Some(field) => Some(Slot::Field(Id::new(field.index))),
            None => {
                let allowed =
                    |it: &Placeholder| more.contains(it) || Placeholder::GENERAL.contains(it);
                Placeholder::named(name).filter(allowed).map(Slot::Value)
            }
        };
        let mut found = Vec::new();
        let mut mistake = |problem, about: &str| found.push((problem, String::from(about)));
        let packed = placeholder::pack(words, &slot, &mut mistake);
        found.iter().for_each(|(problem, about)| self.say(problem, about));
        packed
    }

    /// Words to find must consist of characters that are found.
    fn findable(&mut self, list: &str) {
        let found = |c: char| matches!(c, ' ' | '\n' | '，' | '0'..='9' | 'a'..='z' | '\u{3400}'..='\u{9fff}');
        if list.trim().is_empty() {
            self.say("has an empty list of words in", list);
        }
        if let Some(c) = list.chars().find(|c| !found(*c)) {
            let c = String::from(c);
            self.say("has in its words a character that is never found:", &c);
        }
    }
}

/// Names of keys.
#[inline(never)]
fn names_of(keys: &[Key]) -> Vec<&'static str> {
    keys.iter().map(|key| key.name).collect()
}

/// Kinds whose ids stand in sets.
const IN_SETS: &[&str] =
    &["field", "reason", "remedy", "evidence", "channel", "deadline", "excuse"];
const VERSION: Shape = Shape::Optional(&Shape::Text);

/// The key that names the entries of a table.
fn named_by(shape: &Shape) -> Option<&'static str> {
    let Shape::Record([first, ..]) = shape else { return None };
    matches!((first.name, first.shape), ("id" | "code", Some(Shape::Text))).then_some(first.name)
}

/// An item of a list in a path: by its id where it has one, else by its position.
fn place(index: usize, item: &Raw) -> String {
    match item.get("id").and_then(Raw::text) {
        Some(id) => [" ", id].joined(""),
        None => ["[", &digits(index as u64), "]"].joined(""),
    }
}

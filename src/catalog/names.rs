//! Names of entries with their positions, and what was probably meant by a name that nothing has.

use super::Catalog;
use super::entry::Choice;
use super::id::Id;
use crate::text::Joined;

/// A name and the position that it stands for.
pub struct Name<'n> {
    /// Kind of the entry.
    pub kind: &'static str,
    /// The name.
    pub name: &'n str,
    /// The position.
    pub index: usize,
    /// Left out: whatever names it asks in vain, and another entry may have the name.
    pub gone: bool,
}

/// There are thousands of names, and each is looked up among those before it.
const SHELVES: usize = 64;

/// Names of entries with their positions.
#[derive(Default)]
pub struct Names<'n> {
    shelves: Vec<Vec<Name<'n>>>,
    /// How many positions of each kind are taken.
    taken: Vec<(&'static str, usize)>,
}

fn shelf(name: &str) -> usize {
    name.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % SHELVES
}

impl<'n> Names<'n> {
    /// The names in a catalogue.
    pub fn of(catalog: &'n Catalog) -> Self {
        let mut names = Names::default();
        for (kind, index) in catalog.indexes() {
            for (name, position) in index.names() {
                let gone = !index.contains(position);
                names.put(kind, catalog.text(name), position.into(), gone);
            }
        }
        for (id, choice) in catalog.choices.iter() {
            names.put(<Id<Choice>>::KIND, catalog.text(choice.id), id.index(), false);
        }
        names
    }

    /// Adds a name.
    pub fn put(&mut self, kind: &'static str, name: &'n str, index: usize, gone: bool) {
        self.shelves.resize_with(SHELVES, Vec::new);
        let shelf = self.shelves.get_mut(shelf(name));
        shelf.into_iter().for_each(|names| names.push(Name { kind, name, index, gone }));
        match self.taken.iter_mut().find(|(of, _)| *of == kind) {
            Some((_, taken)) => *taken = (*taken).max(index + 1),
            None => self.taken.push((kind, index + 1)),
        }
    }

    /// The latest name of that kind.
    pub fn get(&self, kind: &str, name: &str) -> Option<&Name<'n>> {
        let shelf = self.shelves.get(shelf(name))?;
        shelf.iter().rev().find(|it| it.kind == kind && it.name == name)
    }

    /// All names of a kind that are not gone.
    pub fn of_kind(&self, kind: &str) -> Vec<&'n str> {
        let all = self.shelves.iter().flatten();
        all.filter(|it| it.kind == kind && !it.gone).map(|it| it.name).collect()
    }

    /// The first position of a kind that is free.
    pub fn next(&self, kind: &str) -> usize {
        self.taken.iter().find(|(of, _)| *of == kind).map_or(0, |(_, taken)| *taken)
    }
}

impl Id<Choice> {
    /// Kind of the names of choices.
    pub const KIND: &'static str = "option";
}

/// End of a mistake about an unknown name: the nearest one, if any is near, and all of them.
#[inline(never)]
pub fn known_names(name: &str, known: &[&str]) -> String {
    let mut end = String::from("; ");
    if let Some(near) = nearest(name, known) {
        end = ["; did you mean `", near, "`? "].joined("");
    }
    end += "known are: ";
    end += &known.joined(", ");
    end
}

/// The name that a misspelt one probably means.
#[inline(never)]
pub fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let mut best = None;
    for other in known {
        let distance = distance(name, other);
        if distance * 5 <= other.len() * 2 && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, *other));
        }
    }
    best.map(|(_, name)| name)
}

/// Bytes to insert, leave out or change until one name is the other.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, byte) in one.bytes().enumerate() {
        let mut left = at + 1;
        let mut next = vec![left];
        for (pair, with) in row.windows(2).zip(other.bytes()) {
            let [before, above] = pair else { continue };
            left = (before + usize::from(byte != with)).min(above + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

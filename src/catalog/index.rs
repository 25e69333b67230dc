//! Order and names of the entries of one kind, apart from the entries, so that there is one code for all kinds.

use super::pool::{Pool, Text};

/// Positions of a table that are entries, their order and their names.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Index {
    order: Vec<u16>,
    /// Sorted by their hashes.
    names: Vec<Name>,
    /// How many positions are taken.
    size: u16,
}

#[derive(Clone, Copy, PartialEq, Debug)]
struct Name {
    hash: u32,
    text: Text,
    position: u16,
}

/// FNV-1a over a name.
fn hash(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

impl Index {
    /// Adds an entry and returns its position. An entry with the name of one that was left out takes its position, so
    /// that what names it goes on.
    pub fn add(&mut self, name: Option<Text>, texts: &Pool) -> u16 {
        let position = match name {
            Some(text) => self.add_name(text, texts),
            None => self.next(),
        };
        self.order.push(position);
        position
    }

    fn next(&mut self) -> u16 {
        self.size += 1;
        self.size - 1
    }

    fn add_name(&mut self, text: Text, texts: &Pool) -> u16 {
        let name = texts.get(text.0);
        if let Some(known) = self.position(name, texts) {
            return known;
        }
        let (hash, position) = (hash(name), self.next());
        let at = self.names.partition_point(|other| other.hash <= hash);
        self.names.insert(at, Name { hash, text, position });
        position
    }

    /// The position that a name has or, if its entry was left out, had.
    fn position(&self, name: &str, texts: &Pool) -> Option<u16> {
        let hash = hash(name);
        let from = self.names.partition_point(|other| other.hash < hash);
        let alike = self.names.get(from..)?.iter().take_while(|other| other.hash == hash);
        let mut found = alike.filter(|other| texts.get(other.text.0) == name);
        found.next().map(|name| name.position)
    }

    /// The position of the entry with that name.
    pub fn find(&self, name: &str, texts: &Pool) -> Option<u16> {
        self.position(name, texts).filter(|position| self.contains(*position))
    }

    /// Whether an entry that is not left out has that position.
    pub fn contains(&self, position: u16) -> bool {
        self.order.get(usize::from(position)) == Some(&position) || self.order.contains(&position)
    }

    /// Leaves out the entry with that name, or all; `false` if there is none.
    pub fn leave_out(&mut self, name: Option<&str>, texts: &Pool) -> bool {
        let before = self.order.len();
        match name {
            Some(name) => {
                let gone = self.find(name, texts);
                self.order.retain(|position| Some(*position) != gone);
            }
            None => self.order.clear(),
        }
        self.order.len() < before
    }

    /// Positions of the entries, in order.
    pub fn order(&self) -> &[u16] {
        &self.order
    }

    /// Names with their positions, those of entries that were left out included.
    pub fn names(&self) -> impl Iterator<Item = (Text, u16)> {
        self.names.iter().map(|name| (name.text, name.position))
    }
}

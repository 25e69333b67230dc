//! Positions of entries in their tables, and sets of them.

use super::pool::Text;
use super::{Catalog, Entries};
use serde::{Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

/// Most entries of a table whose ids stand in an [`IdSet`].
pub const SET_LIMIT: usize = 127;

/// Position of an entry in its table. Only the catalogue makes one, so an id of a catalogue always has an entry
/// there; [`Id::NONE`] stands for an entry that the catalogue does not have.
pub struct Id<T>(u16, PhantomData<fn() -> T>);

impl<T> Id<T> {
    /// The id of no entry.
    pub const NONE: Self = Id(u16::MAX, PhantomData);

    pub(crate) const fn new(index: usize) -> Self {
        Id(if index < u16::MAX as usize { index as u16 } else { u16::MAX }, PhantomData)
    }

    /// Position in the table.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// This id, unless it is [`Id::NONE`].
    pub fn some(self) -> Option<Self> {
        (self.0 != u16::MAX).then_some(self)
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for Id<T> {}

impl<T> Default for Id<T> {
    fn default() -> Self {
        Self::NONE
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, out)
    }
}

/// A type whose values are entries of one of the catalogue's tables.
pub trait Entry: Sized + Default {
    /// Name of the table in the sources, such as `reason`.
    const KIND: &'static str;
    /// Name of the id type in answers, such as `ReasonId`.
    const ID: &'static str;

    /// The text that names the entry, if entries of its kind have names.
    fn name(&self) -> Option<Text>;

    /// The entries of its kind.
    fn entries(catalog: &Catalog) -> &Entries<Self>;
}

impl<T: Entry> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_newtype_struct(T::ID, &self.0)
    }
}

/// A set of ids of one table, as bits: the lower 64 ids in the first word. WebAssembly has no larger numbers.
pub struct IdSet<T>([u64; 2], PhantomData<fn() -> T>);

impl<T> IdSet<T> {
    /// The set without members.
    pub const EMPTY: Self = IdSet([0; 2], PhantomData);
    /// The set that holds every id, [`Id::NONE`] too.
    pub const ALL: Self = IdSet([u64::MAX; 2], PhantomData);

    /// The set with this id alone. [`Id::NONE`] has the last bit.
    fn only(id: Id<T>) -> Self {
        let at = id.index().min(SET_LIMIT);
        let bit = 1 << (at % 64);
        IdSet(if at < 64 { [bit, 0] } else { [0, bit] }, PhantomData)
    }

    /// Adds an id.
    pub fn insert(&mut self, id: Id<T>) {
        let ([low, high], [more_low, more_high]) = (self.0, Self::only(id).0);
        self.0 = [low | more_low, high | more_high];
    }

    /// Whether the id is a member.
    pub fn contains(self, id: Id<T>) -> bool {
        self.intersects(Self::only(id))
    }

    /// Whether every member of `other` is a member.
    pub fn contains_all(self, other: Self) -> bool {
        other.without(self).is_empty()
    }

    /// Whether some member of `other` is a member.
    pub fn intersects(self, other: Self) -> bool {
        let ([low, high], [other_low, other_high]) = (self.0, other.0);
        low & other_low | high & other_high != 0
    }

    /// Whether there is no member.
    pub fn is_empty(self) -> bool {
        self.0 == [0; 2]
    }

    /// The ids that are members of this set and not of `other`.
    pub fn without(self, other: Self) -> Self {
        let ([low, high], [other_low, other_high]) = (self.0, other.0);
        IdSet([low & !other_low, high & !other_high], PhantomData)
    }

    /// The members in the order of the table.
    pub fn iter(self) -> impl Iterator<Item = Id<T>> {
        let [low, high] = self.0;
        let (mut word, mut rest, mut from) = (low, high, 0);
        std::iter::from_fn(move || {
            if word == 0 {
                (word, rest, from) = (rest, 0, 64);
            }
            let index = from + word.trailing_zeros() as usize;
            word &= word.wrapping_sub(1);
            (index < SET_LIMIT).then(|| Id::new(index))
        })
    }
}

impl<T> FromIterator<Id<T>> for IdSet<T> {
    fn from_iter<I: IntoIterator<Item = Id<T>>>(ids: I) -> Self {
        let mut set = Self::EMPTY;
        ids.into_iter().for_each(|id| set.insert(id));
        set
    }
}

impl<T> Clone for IdSet<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for IdSet<T> {}

impl<T> PartialEq for IdSet<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Default for IdSet<T> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<T> fmt::Debug for IdSet<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_set().entries(self.iter()).finish()
    }
}

/// One value for each entry of a table. Indexing is total: [`Id::NONE`] has the empty value.
#[derive(Clone, PartialEq, Debug)]
pub struct Table<T, V = T> {
    values: Vec<V>,
    none: V,
    of: PhantomData<fn() -> T>,
}

impl<T, V: Default> Table<T, V> {
    /// The table with these values, in the order of the ids.
    pub fn new(values: Vec<V>) -> Self {
        Table { values, none: V::default(), of: PhantomData }
    }

    /// A table of `len` empty values.
    pub fn empty(len: usize) -> Self {
        Self::new(std::iter::repeat_with(V::default).take(len).collect())
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// All values with their ids.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Id<T>, &V)> {
        self.values.iter().enumerate().map(|(index, value)| (Id::new(index), value))
    }

    /// The value at a position, to be changed.
    pub(crate) fn place(&mut self, at: usize) -> Option<&mut V> {
        self.values.get_mut(at)
    }

    /// Puts a value where the id says, or behind the last one if the id is the next.
    pub(crate) fn put(&mut self, id: Id<T>, value: V) {
        match self.values.get_mut(id.index()) {
            Some(place) => *place = value,
            None => self.values.push(value),
        }
    }
}

impl<T, V: Default> Default for Table<T, V> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<T, V> Index<Id<T>> for Table<T, V> {
    type Output = V;

    fn index(&self, id: Id<T>) -> &V {
        self.values.get(id.index()).unwrap_or(&self.none)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_hold_ids_and_the_missing_one() {
        let ids = [0, 5, 126].map(Id::<()>::new);
        let set: IdSet<()> = ids.into_iter().collect();
        assert!(ids.into_iter().all(|id| set.contains(id)));
        assert!(!set.contains(Id::new(4)) && !set.contains(Id::NONE));
        assert!(IdSet::<()>::ALL.contains(Id::NONE));
        assert_eq!(set.iter().collect::<Vec<_>>(), ids);
        assert!(IdSet::ALL.contains_all(set) && !set.contains_all(IdSet::ALL));
    }

    #[test]
    fn tables_are_total() {
        let mut table: Table<(), u8> = Table::new(vec![7]);
        assert_eq!((table[Id::new(0)], table[Id::new(1)], table[Id::NONE]), (7, 0, 0));
        table.put(Id::new(1), 9);
        assert_eq!(table.len(), 2);
    }
}

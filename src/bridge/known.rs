//! Strings of drafts that both sides know by a number.

use crate::catalog::{self, Action, Catalog, Entry, Id};
use std::ops::Index;

/// Keys of drafts that are no fields.
const KEYS: [&str; 16] = [
    "evidence",
    "log",
    "kind",
    "title",
    "count",
    "note",
    "shows",
    "date",
    "file",
    "name",
    "channel",
    "action",
    "excuse",
    "replyBy",
    "reference",
    "$",
];

/// Strings that JavaScript knows by their numbers: most of what an ordinary draft consists of.
pub fn known(catalog: &'static Catalog, number: usize) -> Option<&'static str> {
    fn of<T: Entry>(catalog: &'static Catalog, at: &mut usize) -> Option<&'static str>
    where
        Catalog: Index<Id<T>, Output = T>,
    {
        let here = *at;
        let size = T::entries(catalog).size();
        *at = here.wrapping_sub(size);
        (here < size).then(|| catalog.name(Id::<T>::new(here)))
    }
    if let Some(key) = KEYS.get(number) {
        return Some(key);
    }
    let at = &mut (number - KEYS.len());
    let entry = of::<catalog::Field>(catalog, at)
        .or_else(|| of::<catalog::Evidence>(catalog, at))
        .or_else(|| of::<catalog::Criterion>(catalog, at))
        .or_else(|| of::<catalog::Channel>(catalog, at))
        .or_else(|| of::<catalog::Reason>(catalog, at))
        .or_else(|| of::<catalog::Remedy>(catalog, at));
    entry.or_else(|| {
        let actions = Action::ALL.len();
        let choice =
            |at: usize| (at < catalog.choices.len()).then(|| catalog.choice_name(Id::new(at)));
        Action::ALL.get(*at).map_or_else(|| choice(*at - actions), |action| Some(action.name()))
    })
}

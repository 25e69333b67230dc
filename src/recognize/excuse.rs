//! The excuse that a pasted message gives, where that is clear.

use crate::catalog::{Catalog, Excuse, Id, Table, WordGroup};
use crate::text::{Match, Paragraph, Spans};
use serde::Serialize;

/// Longest text that is taken for a message, in bytes.
const MESSAGE: usize = 4096;
/// Fewest points of an excuse that is suggested …
const ENOUGH: u32 = 3;
/// … and its lead over the next.
const LEAD: u32 = 1;

/// The excuse that a message gives (商家的说法).
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SuggestedExcuse {
    /// The excuse.
    pub id: Id<Excuse>,
    /// Ranges of the text that show it, in UTF-16 code units, in the order of the text.
    pub spans: Vec<(u32, u32)>,
}

/// Suggests an excuse if the message clearly gives one and no other.
pub fn suggest(catalog: &Catalog, text: &str) -> Option<SuggestedExcuse> {
    if text.len() > MESSAGE {
        return None;
    }
    let found = Paragraph::read(text, &catalog.lexicon).once;
    let excuse = |found: &Match| match catalog.word_group(found.group)? {
        WordGroup::Excuse(id, weight) => Some((id, u32::from(weight))),
        _ => None,
    };
    let mut points: Table<Excuse, u32> = Table::empty(catalog.excuses.size());
    for (at, it) in found.iter().enumerate() {
        let is_counted = found.iter().take(at).any(|other| other.group == it.group);
        if let Some((id, weight)) = excuse(it).filter(|_| !is_counted) {
            points.put(id, points[id] + weight);
        }
    }
    let ids = || catalog.excuses.iter().map(|(id, _)| id);
    let best = ids().reduce(|best, id| if points[id] > points[best] { id } else { best })?;
    let next = ids().filter(|id| *id != best).map(|id| points[id]).max().unwrap_or(0);
    if points[best] < ENOUGH || points[best] < next + LEAD {
        return None;
    }
    let mut spans = Spans::default();
    let shows = found.iter().filter(|it| excuse(it).is_some_and(|(id, _)| id == best));
    shows.for_each(|it| spans.add(it.start, it.end));
    Some(SuggestedExcuse { id: best, spans: spans.0 })
}

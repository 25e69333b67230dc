//! Reason suggestion (建议原因): the reason that the description is about, where that is clear, and the words that show it.

use crate::case::Case;
use crate::catalog::{Id, Reason, Role, Table, WordGroup};
use crate::text::{Match, Spans};
use serde::Serialize;

/// Fewest points of a reason that is suggested …
const ENOUGH: u32 = 2;
/// … and its lead over the next.
const LEAD: u32 = 1;

/// The reason that the description is about (建议原因).
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SuggestedReason {
    /// The reason.
    pub id: Id<Reason>,
    /// Ranges of the description that show it, in UTF-16 code units, in the order of the text.
    pub spans: Vec<(u32, u32)>,
}

/// Suggests a reason if the description clearly is about one, and nowhere about the one that was chosen.
pub fn suggest(case: &Case) -> Option<SuggestedReason> {
    let catalog = case.catalog;
    let found = &case.paragraph(catalog.role(Role::Description))?.once;
    let hint = |found: &Match| match catalog.word_group(found.group)? {
        WordGroup::Hint(id) => Some(&catalog[id]),
        _ => None,
    };
    let mut points: Table<Reason, u32> = Table::empty(catalog.reasons.size());
    for hint in found.iter().filter_map(hint).filter(|hint| hint.reason.some().is_some()) {
        points.put(hint.reason, points[hint.reason] + u32::from(hint.weight));
    }
    let (mut best, mut most, mut next) = (Id::NONE, 0, 0);
    for (id, _) in catalog.reasons.iter() {
        if points[id] > most {
            (best, next, most) = (id, most, points[id]);
        } else {
            next = next.max(points[id]);
        }
    }
    if most < ENOUGH || most < next + LEAD || points[case.reason()] >= ENOUGH {
        return None;
    }
    let shows_best = |found: &&Match| hint(found).is_some_and(|hint| hint.reason == best);
    let mut spans = Spans::default();
    found.iter().filter(shows_best).for_each(|found| spans.add(found.start, found.end));
    Some(SuggestedReason { id: best, spans: spans.0 })
}

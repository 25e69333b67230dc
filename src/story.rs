//! 从经过看原因 — the reason that the story speaks of, with the words that say so; silent where it is not clear.

use crate::case::Case;
use crate::catalog::Catalog;
use crate::scan::{Hit, Lexicon, Reach};
use serde::Serialize;

/// A pair of words belongs together within one clause …
const NEAR: Reach = Reach { letters: 6, breaks: 0 };
/// … or, where it sets one thing against another, across the next ones.
const ACROSS: Reach = Reach { letters: 30, breaks: 2 };
/// A reason must weigh this much …
const ENOUGH: u32 = 2;
/// … and this much more than the next.
const AHEAD: u32 = 1;
/// Most ranges shown.
const MOST: usize = 6;

/// The reason that the story speaks of (建议原因).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SuggestedReason<'a> {
    /// Reason id.
    pub id: &'a str,
    /// Ranges of the description that say so, in UTF-16 code units.
    pub spans: Vec<(u32, u32)>,
}

/// Adds the words, a group for each entry of the catalogue.
pub fn add_words(catalog: &Catalog, lexicon: &mut Lexicon) {
    for story in &catalog.story {
        lexicon.add(&story.words, story.then.as_deref(), if story.across { ACROSS } else { NEAR });
    }
}

/// The reason that the description speaks of, if it is clearly one and the description speaks nowhere of the one chosen.
pub fn suggest<'a>(case: &Case<'a>) -> Option<SuggestedReason<'a>> {
    let catalog = case.catalog;
    let (letters, found) = case.description();
    // The groups of the coach come first.
    let story = |hit: &Hit| catalog.story.get(hit.group.checked_sub(catalog.telling.len())?);
    let weight = |reason: &str| {
        let of_it = found.iter().filter_map(story).filter(|story| story.reason == reason);
        of_it.map(|story| u32::from(story.weight)).sum::<u32>()
    };
    let (mut best, mut most, mut next) = (None, 0, 0);
    for reason in &catalog.reason {
        let weight = weight(&reason.id);
        if weight > most {
            (best, next, most) = (Some(reason), most, weight);
        } else {
            next = next.max(weight);
        }
    }
    let best = best.filter(|_| most >= ENOUGH && most >= next + AHEAD)?;
    if case.chosen_reason().is_some_and(|chosen| weight(&chosen.id) >= ENOUGH) {
        return None;
    }
    let of_best = found.iter().filter(|hit| story(hit).is_some_and(|it| it.reason == best.id));
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for (mut start, mut end) in of_best.map(|hit| hit.span(letters)) {
        // In the order of the text, and overlapping ones as one.
        while let Some(at) = spans.iter().position(|other| start < other.1 && other.0 < end) {
            let other = spans.remove(at);
            (start, end) = (start.min(other.0), end.max(other.1));
        }
        if spans.len() < MOST {
            spans.insert(spans.partition_point(|other| other.0 < start), (start, end));
        }
    }
    Some(SuggestedReason { id: &best.id, spans })
}

//! How well the evidence carries the complaint (证据评分).

use crate::case::Case;
use crate::catalog::{Evidence, Given};
use crate::draft::Exhibit;
use serde::Serialize;

/// The evidence of a draft, scored (证据评估).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "EvidenceAssessment"))]
pub struct Score<'a> {
    /// 0–100; never falls when evidence is added.
    pub score: u32,
    /// What that amounts to.
    pub grade: Grade,
    /// Checklist for the reason, most important first.
    pub items: Vec<Item<'a>>,
    /// The missing kind that raises the score most.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub next: Option<&'a str>,
}

/// One line of the checklist (证据清单项).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "EvidenceItem"))]
pub struct Item<'a> {
    /// Evidence kind id.
    pub kind: &'a str,
    /// How much it carries.
    pub strength: Strength,
    /// The person has it.
    pub held: bool,
    /// Images or pages of it.
    pub count: u32,
    /// Points that holding a good piece of it would add.
    pub gain: u32,
}

/// How much a kind of evidence carries (证明力).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Strength {
    /// Weight 3; while one is missing the score stays below "good".
    Essential,
    /// Weight 2.
    Strong,
    /// Weight 1.
    Helpful,
}

impl Strength {
    fn weight(self) -> u32 {
        match self {
            Strength::Essential => 3,
            Strength::Strong => 2,
            Strength::Helpful => 1,
        }
    }
}

/// What a score amounts to (等级).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Grade {
    /// 0–39.
    Weak,
    /// 40–69, and the most while an essential kind is missing.
    Fair,
    /// 70–89.
    Good,
    /// 90–100.
    Strong,
}

const GOOD: u32 = 70;
/// A piece counts this much by being there, in percent; the rest by the marks of a good piece.
const HELD: u32 = 80;

fn grade(score: u32) -> Grade {
    match score {
        0..40 => Grade::Weak,
        40..GOOD => Grade::Fair,
        GOOD..90 => Grade::Good,
        _ => Grade::Strong,
    }
}

/// A kind on the checklist with what is held of it, in percent of its weight.
struct Line {
    strength: Strength,
    held: u32,
    count: u32,
}

/// Scores the evidence for the case's reason. The formula stands in the README:
/// `100 × Σ weight × held ÷ Σ weight of the essential and strong kinds`, so that the helpful ones
/// come on top; at most 100, and at most 69 while an essential kind is missing.
pub fn score<'a>(case: &Case<'a>) -> Score<'a> {
    let mut kinds = Vec::new();
    let mut lines = Vec::new();
    if let Some(reason) = case.reason() {
        let strengths = [
            (Strength::Essential, &reason.essential),
            (Strength::Strong, &reason.strong),
            (Strength::Helpful, &reason.helpful),
        ];
        for (strength, ids) in strengths {
            for kind in ids.iter().filter_map(|id| case.catalog.evidence(id)) {
                let (held, count) = held(case, kind);
                kinds.push(kind);
                lines.push(Line { strength, held, count });
            }
        }
    }
    let score = points(&lines);
    let mut items: Vec<Item> = Vec::new();
    for index in 0..lines.len() {
        let gain = gain(&mut lines, index, score);
        if let (Some(line), Some(kind)) = (lines.get(index), kinds.get(index)) {
            items.push(Item {
                kind: &kind.id,
                strength: line.strength,
                held: line.held > 0,
                count: line.count,
                gain,
            });
        }
    }
    // The first of the best, since the list is in order of importance.
    let missing = items.iter().filter(|item| !item.held);
    let best = missing.reduce(|best, item| if item.gain > best.gain { item } else { best });
    let next = best.map(|item| item.kind);
    Score { score, grade: grade(score), items, next }
}

fn points(lines: &[Line]) -> u32 {
    let counted = lines.iter().filter(|line| line.strength != Strength::Helpful);
    let total: u32 = counted.map(|line| line.strength.weight()).sum();
    let earned: u32 = lines.iter().map(|line| line.strength.weight() * line.held).sum();
    let score = earned.checked_div(total).unwrap_or(0).min(100);
    let gap = lines.iter().any(|line| line.strength == Strength::Essential && line.held == 0);
    if gap { score.min(GOOD - 1) } else { score }
}

/// Points that a faultless piece in that line would add.
fn gain(lines: &mut [Line], index: usize, score: u32) -> u32 {
    let Some(line) = lines.get_mut(index) else { return 0 };
    let before = std::mem::replace(&mut line.held, 100);
    let with = points(lines);
    if let Some(line) = lines.get_mut(index) {
        line.held = before;
    }
    with.saturating_sub(score)
}

/// How much of a kind is held, in percent, and how many images or pages of it.
fn held(case: &Case, kind: &Evidence) -> (u32, u32) {
    let pieces = case.draft.evidence.iter().filter(|exhibit| exhibit.kind == kind.id);
    pieces.fold((0, 0), |(best, count), exhibit| {
        (best.max(quality(case, kind, exhibit)), count.saturating_add(exhibit.count.unwrap_or(1)))
    })
}

/// 80 for being there, and the other 20 in equal parts for the marks that a good piece shows.
fn quality(case: &Case, kind: &Evidence, exhibit: &Exhibit) -> u32 {
    let shown = |id: &&String| {
        let mark = case.catalog.mark.iter().find(|mark| mark.id == **id);
        let given = match mark.and_then(|mark| mark.given) {
            Some(Given::Date) => !exhibit.date.trim().is_empty(),
            Some(Given::File) => !exhibit.file.is_empty(),
            None => false,
        };
        given || exhibit.shows.contains(id)
    };
    let wanted = kind.good.len() as u32;
    let shown = kind.good.iter().filter(shown).count() as u32;
    ((100 - HELD) * shown).checked_div(wanted).map_or(100, |marks| HELD + marks)
}

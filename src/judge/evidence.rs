//! How well the evidence carries the complaint (证据评分).

use crate::case::Case;
use crate::catalog::part::entries;
use crate::catalog::{Criterion, Evidence, Given, Id};
use crate::draft::Exhibit;
use serde::Serialize;

/// The evidence of a draft, scored (证据评估).
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct EvidenceScore {
    /// 0–100; never falls when evidence is added.
    pub score: u32,
    /// Grade of the score.
    pub grade: Grade,
    /// Checklist for the reason, most important first.
    pub items: Vec<EvidenceItem>,
    /// The missing kind that raises the score most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Id<Evidence>>,
}

/// One line of the checklist (证据清单项).
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct EvidenceItem {
    /// Kind of evidence.
    pub kind: Id<Evidence>,
    /// How much it carries.
    pub strength: Strength,
    /// The person has it.
    pub held: bool,
    /// Images or pages of it.
    pub count: u32,
    /// Points that holding a good exhibit of it would add.
    pub gain: u32,
}

entries! {
/// How much a kind of evidence carries (证明力).
pub enum Strength {
    /// Weight 3; while one is missing the score stays below "good".
    Essential = "essential",
    /// Weight 2.
    Strong = "strong",
    /// Weight 1.
    Helpful = "helpful",
}

/// Grade of a score (等级).
pub enum Grade {
    /// 0–39.
    Weak = "weak",
    /// 40–69, and the most while an essential kind is missing.
    Fair = "fair",
    /// 70–89.
    Good = "good",
    /// 90–100.
    Strong = "strong",
}
}

const GOOD: u32 = 70;
/// An exhibit counts this much by being there, in percent; the rest by the criteria of a good one.
const HELD: u32 = 80;

impl Strength {
    fn weight(self) -> u32 {
        match self {
            Strength::Essential => 3,
            Strength::Strong => 2,
            Strength::Helpful => 1,
        }
    }
}

impl Grade {
    fn of(score: u32) -> Self {
        match score {
            0..40 => Grade::Weak,
            40..GOOD => Grade::Fair,
            GOOD..90 => Grade::Good,
            _ => Grade::Strong,
        }
    }
}

/// A kind on the checklist with what is held of it, in percent of its weight.
struct Line {
    kind: Id<Evidence>,
    strength: Strength,
    held: u32,
    count: u32,
}

/// Scores the evidence for the reason of the case:
/// `100 × Σ weight × held ÷ Σ weight of the essential and strong kinds`, at most 100, and at most 69 while an essential
/// kind is missing. Helpful evidence adds to the score but is not required for 100.
pub fn score(case: &Case) -> EvidenceScore {
    let reason = &case.catalog[case.reason_or_fallback()];
    let strengths = [
        (Strength::Essential, &reason.essential),
        (Strength::Strong, &reason.strong),
        (Strength::Helpful, &reason.helpful),
    ];
    let mut lines = Vec::new();
    for (strength, kinds) in strengths {
        for kind in kinds.iter().filter(|kind| case.catalog.evidence.contains(**kind)) {
            let (held, count) = held(case, *kind);
            lines.push(Line { kind: *kind, strength, held, count });
        }
    }
    let sum = Sum::of(&lines);
    let score = sum.points();
    let item = |line: &Line| EvidenceItem {
        kind: line.kind,
        strength: line.strength,
        held: line.held > 0,
        count: line.count,
        gain: sum.with(line).points().saturating_sub(score),
    };
    let items: Vec<EvidenceItem> = lines.iter().map(item).collect();
    // The first of the best, since the list is in order of importance.
    let missing = items.iter().filter(|item| !item.held);
    let best = missing.reduce(|best, item| if item.gain > best.gain { item } else { best });
    let next = best.map(|item| item.kind);
    EvidenceScore { score, grade: Grade::of(score), items, next }
}

/// Sums over the checklist.
#[derive(Clone, Copy)]
struct Sum {
    /// Weight of the essential and strong kinds.
    total: u32,
    /// Weight that is held, in percent.
    earned: u32,
    /// Essential kinds that are missing.
    gaps: u32,
}

impl Sum {
    fn of(lines: &[Line]) -> Self {
        let mut sum = Sum { total: 0, earned: 0, gaps: 0 };
        for line in lines {
            if line.strength != Strength::Helpful {
                sum.total += line.strength.weight();
            }
            sum.earned += line.strength.weight() * line.held;
            sum.gaps += is_gap(line);
        }
        sum
    }

    /// The sum with a faultless exhibit in that line.
    fn with(self, line: &Line) -> Self {
        let more = line.strength.weight() * (100 - line.held);
        Sum { earned: self.earned + more, gaps: self.gaps - is_gap(line), ..self }
    }

    fn points(self) -> u32 {
        let score = self.earned.checked_div(self.total).unwrap_or(0).min(100);
        if self.gaps > 0 { score.min(GOOD - 1) } else { score }
    }
}

fn is_gap(line: &Line) -> u32 {
    u32::from(line.strength == Strength::Essential && line.held == 0)
}

/// How much of a kind is held, in percent, and how many images or pages of it. Of several exhibits the best counts.
fn held(case: &Case, kind: Id<Evidence>) -> (u32, u32) {
    if !case.held().contains(kind) {
        return (0, 0);
    }
    let exhibits = case.draft.evidence.iter().zip(&case.exhibits);
    let of_kind = exhibits.filter(|(_, reading)| reading.kind == kind);
    of_kind.fold((0, 0), |(best, count), (exhibit, _)| {
        (best.max(quality(case, kind, exhibit)), count.saturating_add(exhibit.count.unwrap_or(1)))
    })
}

/// 80 for being there, and the other 20 in equal parts for the criteria that a good exhibit meets.
fn quality(case: &Case, kind: Id<Evidence>, exhibit: &Exhibit) -> u32 {
    let catalog = case.catalog;
    let good = &catalog[kind].good;
    let meets = |id: &&Id<Criterion>| {
        let given = match catalog[**id].given {
            Some(Given::Date) => !exhibit.date.trim().is_empty(),
            Some(Given::File) => !exhibit.file.is_empty(),
            None => false,
        };
        given || exhibit.shows.iter().any(|name| name == catalog.name(**id))
    };
    let met = good.iter().filter(meets).count() as u32;
    ((100 - HELD) * met).checked_div(good.len() as u32).map_or(100, |more| HELD + more)
}

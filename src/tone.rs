//! 用语 — words that harm the person's own case: insults, threats, coarse words, offences stated as proven, shouting.

use crate::case::Case;
use crate::catalog::{Catalog, Field, Manner, Role};
use crate::issue::{Issue, at};
use crate::scan::{self, Hit, Letter, Lexicon, Reach};

/// Most findings in one field; more would bury the first.
const MOST: usize = 20;
/// A threat's condition and its harm stand in the same or in the next clause.
const REACH: Reach = Reach { letters: 16, breaks: 1 };

/// The words, a group for each entry of the catalogue.
pub fn lexicon(catalog: &Catalog) -> Lexicon {
    let mut lexicon = Lexicon::new(true);
    for tone in &catalog.tone {
        lexicon.add(&tone.words, tone.then.as_deref(), REACH);
    }
    lexicon
}

/// What in the free text should be said otherwise.
pub fn check(case: &Case) -> Vec<Issue> {
    let mut issues = Vec::new();
    for (field, text) in scan::paragraphs(case) {
        if field.role == Some(Role::Description) {
            words(case, field, &case.description().0, &mut issues);
        } else {
            words(case, field, &scan::letters(text, &case.lexicons.spellings), &mut issues);
        }
        if let Some((start, end, run)) = shouting(text) {
            let mut issue =
                Issue::new(case.catalog, case.locale, "tone.shouting", at(&field.id), &[]);
            issue.span = Some((start, end));
            issue.suggestion = run.then(|| "。".to_string());
            issues.push(issue);
        }
    }
    issues
}

fn words(case: &Case, field: &Field, letters: &[Letter], issues: &mut Vec<Issue>) {
    let mut hits: Vec<Hit> = Vec::new();
    case.lexicons.tone.scan(letters, &mut |hit| {
        let Some(tone) = case.catalog.tone.get(hit.group).filter(|_| hits.len() < MOST) else {
            return;
        };
        let after = |list: &String| scan::preceded(letters, hit.start, list, false);
        let before = |list: &String| scan::followed(letters, hit.end, list);
        if tone.after.as_ref().is_some_and(after) || tone.before.as_ref().is_some_and(before) {
            return;
        }
        // Of words that overlap the longest is said.
        match hits.last_mut().filter(|last| hit.start < last.end) {
            Some(last) if hit.end - hit.start > last.end - last.start => *last = hit,
            Some(_) => {}
            None => hits.push(hit),
        }
    });
    for hit in hits {
        let Some(tone) = case.catalog.tone.get(hit.group) else { continue };
        let code = match tone.manner {
            Manner::Insult => "tone.insult",
            Manner::Threat => "tone.threat",
            Manner::Vulgar => "tone.vulgar",
            Manner::Accusation => "tone.accusation",
        };
        let values = [("other", tone.neutral.get(case.locale))];
        let mut issue = Issue::new(case.catalog, case.locale, code, at(&field.id), &values);
        issue.span = Some(hit.span(letters));
        issue.suggestion.clone_from(&tone.instead);
        issues.push(issue);
    }
}

/// Where the text shouts, and whether that is one run of marks that a full stop can replace.
fn shouting(text: &str) -> Option<(u32, u32, bool)> {
    let (mut capitals, mut other_letters) = (0, 0);
    let (mut marks, mut other_ends, mut length) = (0_u32, 0_u32, 0_u32);
    let (mut first, mut end) = (0, 0);
    // The run of marks that is being read: where it began, its marks, its exclamation marks.
    let mut run = (0, 0, 0);
    for (c, from, to) in scan::units(text) {
        end = to;
        length += 1;
        let loud = matches!(c, '!' | '！' | '‼' | '❗' | '❕');
        let asks = matches!(c, '?' | '？' | '⁉' | '⁈');
        match c {
            'A'..='Z' => capitals += 1,
            'a'..='z' | '\u{3400}'..='\u{9fff}' => other_letters += 1,
            '。' | '；' | '.' | ';' | '…' => other_ends += 1,
            _ => {}
        }
        if loud || asks {
            if run.1 == 0 {
                run.0 = from;
                // A run ends one sentence, however long it is.
                if !loud {
                    other_ends += 1;
                }
            }
            run = (run.0, run.1 + 1, run.2 + u32::from(loud));
            if loud && marks == 0 {
                first = from;
            }
            marks += u32::from(loud);
        } else if run.1 > 0 {
            if run.1 >= 3 && run.2 > 0 {
                return Some((run.0, from, true));
            }
            run = (0, 0, 0);
        }
    }
    if run.1 >= 3 && run.2 > 0 {
        return Some((run.0, end, true));
    }
    let loud = marks >= 3 && marks >= 3 * other_ends || marks >= 2 && length <= 4 * marks;
    let capitals = capitals >= 16 && other_letters == 0;
    (loud || capitals).then_some((if loud { first } else { 0 }, end, false))
}

//! Tone (用语): words that harm the person's own case (insults, threats, coarse words, offences stated as proven), and
//! shouting.

use super::issue::{About, Issue};
use crate::case::Case;
use crate::catalog::{Manner, WordGroup};
use crate::draft::PathSegment;
use crate::parse::Code;
use crate::text::{Paragraph, is_han, positions};

/// Fewest capitals, without other letters, that are shouting.
const MANY_CAPITALS: u32 = 16;

/// Issues of words that should be replaced, and of shouting, in all free text.
pub fn check(case: &Case) -> Vec<Issue> {
    let catalog = case.catalog;
    let mut issues = Vec::new();
    for (field, paragraph) in case.paragraphs() {
        let issue = |code, about| Issue::new(case, code, about, vec![PathSegment::Field(*field)]);
        for found in &paragraph.everywhere {
            let Some(WordGroup::Tone(id)) = catalog.word_group(found.group) else { continue };
            let code = match catalog[id].manner {
                Manner::Insult => Code::ToneInsult,
                Manner::Threat => Code::ToneThreat,
                Manner::Vulgar => Code::ToneVulgar,
                Manner::Accusation => Code::ToneAccusation,
            };
            let instead = catalog[id].instead.map(|text| catalog.text(text).to_string());
            let issue = issue(code, About::Tone(id)).at((found.start, found.end));
            issues.push(issue.suggesting(instead));
        }
        if let Some(shouting) = shouting(case[*field].whole(), paragraph) {
            let full_stop = shouting.is_run.then(|| "。".to_string());
            let issue = issue(Code::ToneShouting, About::Draft).at(shouting.span);
            issues.push(issue.suggesting(full_stop));
        }
    }
    issues
}

/// Range in which a text shouts.
#[derive(PartialEq, Debug)]
struct Shouting {
    /// Range in the text, in UTF-16 code units.
    span: (u32, u32),
    /// It is one run of marks, which a full stop can replace.
    is_run: bool,
}

/// Finds the first run of three and more marks with an exclamation mark among them; else shouting throughout: mostly
/// exclamation marks, or capitals only.
fn shouting(text: &str, paragraph: &Paragraph) -> Option<Shouting> {
    if !paragraph.exclaims && paragraph.capitals < MANY_CAPITALS {
        return None;
    }
    let mut has_other_letters = false;
    // Exclamation marks, other ends of sentences, characters.
    let (mut exclamations, mut other_ends, mut length) = (0_u32, 0_u32, 0_u32);
    // The first exclamation mark, and the end of the text.
    let (mut first, mut end) = (0, 0);
    let mut run = Run::default();
    for position in positions(text) {
        end = position.next_unit();
        length += 1;
        match position.c {
            '!' | '！' | '‼' | '❗' | '❕' => {
                if exclamations == 0 {
                    first = position.unit;
                }
                exclamations += 1;
                run.add(position.unit, true);
                continue;
            }
            '?' | '？' | '⁉' | '⁈' => {
                // A run ends one sentence, however long it is.
                other_ends += u32::from(run.marks == 0);
                run.add(position.unit, false);
                continue;
            }
            'a'..='z' => has_other_letters = true,
            '。' | '；' | '.' | ';' | '…' => other_ends += 1,
            c => has_other_letters |= is_han(c),
        }
        if run.shouts() {
            return Some(Shouting { span: (run.start, position.unit), is_run: true });
        }
        run = Run::default();
    }
    if run.shouts() {
        return Some(Shouting { span: (run.start, end), is_run: true });
    }
    let exclaims = exclamations >= 3 && exclamations >= 3 * other_ends
        || exclamations >= 2 && length <= 4 * exclamations;
    let only_capitals = paragraph.capitals >= MANY_CAPITALS && !has_other_letters;
    let start = if exclaims { first } else { 0 };
    (exclaims || only_capitals).then_some(Shouting { span: (start, end), is_run: false })
}

/// A run of exclamation and question marks.
#[derive(Default)]
struct Run {
    start: u32,
    marks: u32,
    exclaims: bool,
}

impl Run {
    fn add(&mut self, unit: u32, exclaims: bool) {
        if self.marks == 0 {
            self.start = unit;
        }
        self.marks += 1;
        self.exclaims |= exclaims;
    }

    fn shouts(&self) -> bool {
        self.marks >= 3 && self.exclaims
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lexicon;

    fn found(text: &str) -> Option<(u32, u32, bool)> {
        let shouting = shouting(text, &Paragraph::read(text, &Lexicon::default()))?;
        Some((shouting.span.0, shouting.span.1, shouting.is_run))
    }

    #[test]
    fn a_run_of_marks_is_found_where_it_is() {
        assert_eq!(found("我要退款！！！请尽快"), Some((4, 7, true)));
        assert_eq!(found("😀为什么？！？"), Some((5, 8, true)));
        assert_eq!(found("为什么？？？"), None);
    }

    #[test]
    fn a_text_that_shouts_throughout_is_found_whole() {
        assert_eq!(found("退款！退款！退款！"), Some((2, 9, false)));
        assert_eq!(found("退！退！"), Some((1, 4, false)));
        assert_eq!(found("I WANT MY MONEY BACK NOW"), Some((0, 24, false)));
    }

    #[test]
    fn ordinary_texts_do_not_shout() {
        assert_eq!(found("快递还没到！希望尽快处理。"), None);
        assert_eq!(found("型号 ABCDEFGHIJKLMNOPQR 坏了"), None);
        assert_eq!(found(""), None);
    }
}

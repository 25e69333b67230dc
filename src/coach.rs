//! 描述建议 — what the description still lacks, by what this reason needs. Advice only, and none on an empty one.

use crate::case::Case;
use crate::catalog::{Action, Catalog, Kind, Role, Subject};
use crate::draft::Value;
use crate::issue::{Issue, at};
use crate::parse;
use crate::scan::{Lexicon, Reach};

/// A description with fewer characters tells no story; then nothing else is said of it.
const SHORT: usize = 30;
/// Who answered and what: at most this many letters apart in one clause.
const REACH: Reach = Reach { letters: 10, breaks: 0 };

/// What would make the description better.
pub fn check(case: &Case) -> Vec<Issue> {
    let mut issues = Vec::new();
    let Some(field) = case.role(Role::Description) else { return issues };
    let text = case.text(&field.id);
    if text.is_empty() {
        return issues;
    }
    let say = |code, field: &str, label: &str| {
        Issue::new(case.catalog, case.locale, code, at(field), &[("label", label)])
    };
    let label = field.label.get(case.locale);
    let mut advise = |code| issues.push(say(code, &field.id, label));
    if text.chars().filter(|c| !c.is_whitespace()).count() < SHORT {
        advise("text.short");
    } else {
        let told = told(case, text);
        // Of what no words are known, nothing is missed: an embedder's descriptions may be in another language.
        let known = |subject| case.catalog.telling.iter().any(|telling| telling.of == subject);
        let tells = |subject: Subject| told.contains(&subject) || !known(subject);
        let kinds = case.chosen_reason().map_or(&[][..], |reason| &reason.tells);
        let about_money = kinds
            .iter()
            .any(|id| case.catalog.field(id).is_some_and(|field| field.kind == Kind::Money));
        let money = [Role::Paid, Role::RemedyAmount];
        let stated =
            money.iter().any(|role| case.role(*role).is_some_and(|field| case.filled(&field.id)));
        if !tells(Subject::Date) {
            advise("text.no-date");
        }
        if about_money && !stated && !tells(Subject::Amount) {
            advise("text.no-amount");
        }
        let did = |actions: &[Action]| case.log().iter().any(|step| actions.contains(&step.action));
        let answers = [Action::Accepted, Action::Replied, Action::Refused, Action::Resolved];
        let asks = [Action::Contacted, Action::RequestedRemedy, Action::Submitted];
        if !tells(Subject::Answer)
            && !did(&answers)
            && (told.contains(&Subject::Contact) || did(&asks))
        {
            advise("text.no-answer");
        }
        let chosen = case.role(Role::Remedy).is_some_and(|field| case.filled(&field.id));
        if !chosen && !tells(Subject::Demand) {
            advise("text.no-demand");
        }
    }
    for id in case.chosen_reason().map_or(&[][..], |reason| &reason.tells) {
        let filled = matches!(case.draft.value(id), Some(Value::List(_))) || case.filled(id);
        if let Some(field) = case.catalog.field(id).filter(|_| !filled) {
            issues.push(say("text.tells", id, field.label.get(case.locale)));
        }
    }
    issues
}

/// The words, a group for each entry of the catalogue.
pub fn lexicon(catalog: &Catalog) -> Lexicon {
    let mut lexicon = Lexicon::new(false);
    for telling in &catalog.telling {
        lexicon.add(&telling.words, telling.then.as_deref(), REACH);
    }
    lexicon
}

/// What the text speaks of: by the catalogue's words, and dates and amounts by their digits.
fn told(case: &Case, text: &str) -> Vec<Subject> {
    let mut told = Vec::new();
    let mut add = |subject| {
        if !told.contains(&subject) {
            told.push(subject);
        }
    };
    for hit in &case.description().1 {
        case.catalog.telling.get(hit.group).into_iter().for_each(|telling| add(telling.of));
    }
    // The three characters before the one that is read, the nearest last.
    let mut before = ['\0'; 3];
    const NUMERALS: &[char] = &[
        '〇', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万',
        '两', '几', '半', '多',
    ];
    let number = |c: char| c.is_ascii_digit() || NUMERALS.contains(&c);
    for c in text.chars().filter_map(parse::fold_char).filter(|c| *c != ' ') {
        let [_, second, last] = before;
        match c {
            '月' | '号' | '日' | '天' | '周' | '年' if number(last) => add(Subject::Date),
            '元' | '块' | '万' | '圆' if number(last) => add(Subject::Amount),
            '0'..='9' if last == '¥' => add(Subject::Amount),
            // 11-03, 11/3, 11.3 — but not 4.5 of anything: a price or a measure has its unit, and 0 stands first.
            '0'..='9' if matches!(last, '-' | '/' | '.') && matches!(second, '1'..='9') => {
                add(Subject::Date)
            }
            _ => {}
        }
        before = [second, last, c];
    }
    told
}

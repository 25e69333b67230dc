//! Completeness (描述建议): what the description still lacks for the chosen reason. Advice only, and none on an empty
//! description.

use super::issue::Issue;
use crate::case::Case;
use crate::catalog::{Action, Id, IdSet, Kind, Role, TopicName, WordGroup};
use crate::draft::Value;
use crate::parse::Code;
use crate::text::{LexiconBuilder, Paragraph};
use std::borrow::Cow;

/// Characters of a description from which on its content is judged; a shorter one is only too short.
const ENOUGH: u32 = 30;

/// Advises on facts that would make the description better.
pub fn check(case: &Case) -> Vec<Issue> {
    let catalog = case.catalog;
    let field = catalog.role(Role::Description);
    let text = case[field].text();
    if text.is_empty() {
        return Vec::new();
    }
    // A list where a text belongs is no paragraph; nothing is looked for in it.
    let paragraph = case.paragraph(field).map_or_else(
        || Cow::Owned(Paragraph::read(text, &LexiconBuilder::default().build())),
        Cow::Borrowed,
    );
    let expects = &catalog[case.reason()].expects;
    let mut issues: Vec<Issue> = if paragraph.characters < ENOUGH {
        vec![Issue::of_field(case, Code::TextShort, field)]
    } else {
        let is_about_money = expects.iter().any(|id| catalog[*id].kind == Kind::Money);
        let codes = missing(case, &paragraph, is_about_money);
        codes.map(|code| Issue::of_field(case, code, field)).collect()
    };
    for id in expects {
        let is_list = matches!(case[*id].raw, Some(Value::List(_)));
        let is_asked = case.asks(*id, Id::NONE, IdSet::EMPTY);
        if is_asked && !is_list && !case.filled.contains(*id) {
            issues.push(Issue::of_field(case, Code::TextTells, *id));
        }
    }
    issues
}

/// The codes of what a description does not mention and the rest of the draft does not show.
fn missing(case: &Case, paragraph: &Paragraph, is_about_money: bool) -> impl Iterator<Item = Code> {
    let catalog = case.catalog;
    let mentions = |topic: TopicName| {
        let mut found = paragraph.once.iter();
        found.any(|found| match catalog.word_group(found.group) {
            Some(WordGroup::Topic(id)) => catalog[id].of == Some(topic),
            _ => false,
        })
    };
    // Topics without keywords are skipped: an embedder's descriptions may be in another language.
    let is_known =
        |topic: TopicName| catalog.topics.iter().any(|(_, entry)| entry.of == Some(topic));
    let lacks = |topic: TopicName| is_known(topic) && !mentions(topic);
    let has_role = |role: Role| case.role(role).filled();
    let has_logged =
        |actions: &[Action]| case.log().iter().any(|step| actions.contains(&step.action));

    let has_amount = paragraph.has_amount || has_role(Role::Paid) || has_role(Role::RemedyAmount);
    let was_asked = mentions(TopicName::Contact)
        || has_logged(&[Action::Contacted, Action::RequestedRemedy, Action::Submitted]);
    let has_answer =
        has_logged(&[Action::Accepted, Action::Replied, Action::Refused, Action::Resolved]);
    [
        (Code::TextNoDate, lacks(TopicName::Date) && !paragraph.has_date),
        (Code::TextNoAmount, is_about_money && lacks(TopicName::Amount) && !has_amount),
        (Code::TextNoAnswer, was_asked && lacks(TopicName::Answer) && !has_answer),
        (Code::TextNoDemand, lacks(TopicName::Demand) && !has_role(Role::Remedy)),
    ]
    .into_iter()
    .filter_map(|(code, is_missing)| is_missing.then_some(code))
}

//! Which conditions a case satisfies.

use super::Case;
use crate::catalog::{Channel, Condition, Facts, Id, Role, Test, TopicName, WordGroup};

impl Case<'_> {
    /// Whether the draft states what the condition asks for, for a document to the channel `to`.
    pub fn states(&self, facts: &Facts, to: Id<Channel>) -> bool {
        facts.fits_reason(self.reason, self.catalog[self.reason].supplies)
            && self.filled.contains_all(facts.filled)
            && !self.filled.intersects(facts.empty)
            && (facts.remedies.is_empty() || self.remedies.intersects(facts.remedies))
            && self.held.contains_all(facts.evidence)
            && facts.rest.iter().all(|test| self.passes(test, to))
    }

    fn passes(&self, test: &Test, to: Id<Channel>) -> bool {
        match test {
            Test::Chosen(chosen) => chosen.is.contains(&self[chosen.field].choice()),
            Test::NotChosen(chosen) => !chosen.is.contains(&self[chosen.field].choice()),
            Test::Past(field) => self[*field].date().is_some_and(|date| date < self.today),
            Test::NotPast(field) => self[*field].date().is_some_and(|date| date >= self.today),
            Test::NotAhead(field) => self[*field].date().is_none_or(|date| date <= self.today),
            Test::Logged(event) => self.latest(event).is_some(),
            Test::NotLogged(event) => self.latest(event).is_none(),
            Test::Mentions(topics) => topics.iter().any(|topic| self.mentions(*topic)),
            Test::NotMentions(topics) => !topics.iter().any(|topic| self.mentions(*topic)),
            Test::To(channels) => channels.contains(to),
            Test::NotTo(channels) => !channels.contains(to),
        }
    }

    /// Whether the description treats a topic.
    pub fn mentions(&self, topic: TopicName) -> bool {
        let paragraph = self.paragraph(self.catalog.role(Role::Description));
        let mut found = paragraph.into_iter().flat_map(|paragraph| &paragraph.once);
        found.any(|found| match self.catalog.word_group(found.group) {
            Some(WordGroup::Topic(id)) => self.catalog[id].of == topic,
            _ => false,
        })
    }

    /// Whether a condition holds that is about no document.
    pub fn satisfies(&self, when: &Condition) -> bool {
        self.satisfies_to(when, Id::NONE)
    }

    /// Whether a condition holds, for a document to the channel `to`.
    pub fn satisfies_to(&self, when: &Condition, to: Id<Channel>) -> bool {
        let open = |running: super::RunningDeadline| running.is_open() || running.kept;
        self.states(&when.facts, to)
            && when.not_running.iter().all(|id| !self.deadline(id).is_some_and(open))
            && when.past.iter().all(|id| self.deadline(id).is_some_and(|it| it.passed && !it.kept))
            && when.running.iter().all(|id| self.deadline(id).is_some_and(open))
            && when.overdue.iter().all(|id| self.deadline(id).is_some_and(|it| it.is_overdue()))
    }
}

//! Tests of conditions against a case.

use super::Case;
use crate::catalog::{
    Channel, Choice, Condition, Facts, Field, Id, IdSet, Role, Test, Topic, WordGroup,
};

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
            Test::Chosen(chosen) => chosen.is.contains(&self.choice(chosen.field)),
            Test::NotChosen(chosen) => !chosen.is.contains(&self.choice(chosen.field)),
            Test::Past(field) => self[*field].date().is_some_and(|date| date < self.today),
            Test::NotPast(field) => self[*field].date().is_some_and(|date| date >= self.today),
            Test::NotAhead(field) => self[*field].date().is_none_or(|date| date <= self.today),
            Test::Logged(event) => self.latest(event).is_some(),
            Test::NotLogged(event) => self.latest(event).is_none(),
            Test::To(channels) => channels.contains(to),
            Test::NotTo(channels) => !channels.contains(to),
            Test::Kind(kinds) => kinds.contains(&self.order_kind()),
            Test::NotKind(kinds) => !kinds.contains(&self.order_kind()),
            Test::Mentions(topics) => self.mentions(topics),
            Test::NotMentions(topics) => !self.mentions(topics),
            Test::After(later) => match (self[later.field].date(), self[later.than].date()) {
                (Some(date), Some(than)) => date > than,
                _ => false,
            },
            Test::AtLeast(it) => self[it.field].count().is_some_and(|count| count >= it.count),
            Test::Below(it) => self[it.field].count().is_some_and(|count| count < it.count),
            Test::Says(said) => {
                let mut words = self.catalog.text(said.words).split(' ');
                words.any(|word| self[said.field].text().contains(word))
            }
            Test::AlsoRemedies(remedies) => self.remedies.intersects(*remedies),
            Test::NoRemedies(remedies) => !self.remedies.intersects(*remedies),
            Test::NoEvidence(kinds) => !self.held.intersects(*kinds),
        }
    }

    /// The choice of a field: the one that was made, else the one that the description tells, where the form asks the field
    /// for this reason. Of several told ones that counts whose topic is first in the catalogue.
    pub fn choice(&self, id: Id<Field>) -> Id<Choice> {
        let field = &self.catalog[id];
        let made = self[id].choice();
        if made.some().is_some()
            || !field.asked.fits_reason(self.reason, self.catalog[self.reason].supplies)
        {
            return made;
        }
        let told = field.option.iter().filter_map(|option| Some((option.told?, option.id)));
        told.filter(|(topic, _)| self.mentions(&[*topic]))
            .min_by_key(|(topic, _)| topic.index())
            .map_or(made, |(_, choice)| choice)
    }

    /// The kind of order (标的类型): the choice of its field, else the kind that the reason implies.
    pub fn order_kind(&self) -> Id<Choice> {
        let chosen = self.choice(self.catalog.role(Role::OrderKind)).some();
        chosen.or(self.catalog[self.reason].implied).unwrap_or_default()
    }

    fn mentions(&self, topics: &[Id<Topic>]) -> bool {
        let paragraph = self.paragraph(self.catalog.role(Role::Description));
        let mut found = paragraph.into_iter().flat_map(|paragraph| &paragraph.once);
        found.any(|found| match self.catalog.word_group(found.group) {
            Some(WordGroup::Topic(id)) => topics.contains(&id),
            _ => false,
        })
    }

    /// Whether the form asks for a field on the way to the channel `to`, which needs the fields in `needs`.
    pub fn asks(&self, id: Id<Field>, to: Id<Channel>, needs: IdSet<Field>) -> bool {
        needs.contains(id) || self.states(&self.catalog[id].asked, to)
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

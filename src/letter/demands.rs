//! Demands, in the words of a letter.

use super::layout::DraftKey;
use super::placeholders::{Values, isolated, sentence};
use super::point::Point;
use crate::catalog::{Field, Id, Phrase, Relief, Remedy, Role, Slot};

/// Something that is asked for.
#[derive(Default)]
pub struct Demand {
    /// The words, without a full stop.
    pub text: String,
    /// Keys of the draft that it shows.
    pub shows: Vec<DraftKey>,
    /// The sums that it asks for, in fen.
    pub sums: Vec<u64>,
    relief: Option<Relief>,
}

impl Values<'_, '_> {
    /// The demands: the remedies chosen, then whatever else is in their section of the form and in none of the
    /// demands.
    pub fn demands(&self) -> &[Demand] {
        self.demands.get_or_init(|| {
            let case = self.case;
            // A demand numbers its citations by itself, wherever in the document the demands come to be filled.
            let cited = self.cited.take();
            let choice = case.catalog.role(Role::Remedy);
            let mut demands: Vec<Demand> =
                case[choice].choices().filter_map(|name| self.demand(choice, name)).collect();
            if self.is_total(&demands) {
                let asked = DraftKey::Field(case.catalog.role(Role::RemedyAmount));
                demands.first_mut().into_iter().for_each(|first| first.shows.push(asked));
            }
            self.put_demands_in_order(&mut demands);
            let section = case.catalog[choice].section;
            let beside = case.catalog.fields.iter().filter(|(_, field)| field.section == section);
            for (id, _) in beside.filter(|(id, field)| *id != choice && !field.unprinted) {
                let shown = DraftKey::Field(id);
                let is_said = demands.iter().any(|demand| demand.shows.contains(&shown));
                let mut value = String::new();
                if !is_said && isolated(&mut value, |out| self.put(Slot::Field(id), out, false)) {
                    let mut text = String::from(self.printed(id));
                    text.push_str(self.wording.phrase(Phrase::Colon));
                    text.push_str(sentence(&value));
                    demands.push(Demand { text, shows: vec![shown], ..Demand::default() });
                }
            }
            self.cited.set(cited);
            demands
        })
    }

    /// The sums that the demands name, in fen.
    pub(super) fn sums(&self) -> Vec<u64> {
        self.demands().iter().flat_map(|demand| &demand.sums).copied().collect()
    }

    /// Whether the sum asked for is that of the demands.
    fn is_total(&self, demands: &[Demand]) -> bool {
        let sums = || demands.iter().flat_map(|demand| &demand.sums);
        let asked = self.case.role(Role::RemedyAmount).money();
        sums().next().is_some() && asked == Some(sums().sum())
    }

    /// The first choice, then the other in case it fails (备位), then the rest.
    fn put_demands_in_order(&self, demands: &mut Vec<Demand>) {
        let [first, second, others] = self.by_relief(demands, |it| it.relief);
        demands.extend(first);
        for mut demand in second {
            demand.text.insert_str(0, self.wording.phrase(Phrase::Failing));
            demand.sums.clear();
            demands.push(demand);
        }
        demands.extend(others);
    }

    /// Takes what is asked for apart: performance and money exclude each other (民法典 566), so that one of them is the first
    /// choice and the other comes second. Where only one is asked for, nothing is second.
    pub(super) fn by_relief<T>(
        &self,
        items: &mut Vec<T>,
        relief: fn(&T) -> Option<Relief>,
    ) -> [Vec<T>; 3] {
        let chosen = Relief::named(self.case.role(Role::FirstRemedy).text()).unwrap_or_default();
        let has = |kind: Relief| items.iter().any(|it| relief(it) == Some(kind));
        let is_choice = has(Relief::Performance) && has(Relief::Money);
        let mut parts = [Vec::new(), Vec::new(), Vec::new()];
        for item in std::mem::take(items) {
            let [first, second, others] = &mut parts;
            match relief(&item) {
                Some(kind) if is_choice && kind != chosen => second.push(item),
                None if is_choice => others.push(item),
                _ => first.push(item),
            }
        }
        parts
    }

    /// A remedy as a demand; `None` where it has no words for this case, or another demand has it in it. A choice that
    /// the catalogue does not have is said as it is.
    fn demand(&self, choice: Id<Field>, name: &str) -> Option<Demand> {
        let catalog = self.case.catalog;
        let shows = vec![DraftKey::Field(choice)];
        let Some(id) = catalog.find::<Remedy>(name) else {
            return Some(Demand { text: String::from(name), shows, ..Demand::default() });
        };
        let remedy = &catalog[id];
        let mut others = self.case.remedies().iter();
        if others.any(|other| catalog[other].covers.contains(&id)) {
            return None;
        }
        let mut sayings = remedy.say.iter().filter(|saying| self.satisfies(&saying.when));
        sayings.find_map(|saying| {
            let filled = self.point(&Point {
                text: saying.text,
                articles: &[],
                when: &saying.when,
                reckoning: saying.reckoning.as_ref(),
            })?;
            Some(Demand {
                text: String::from(sentence(&filled.text)),
                shows: shows.iter().chain(&filled.shows).copied().collect(),
                sums: filled.sums,
                relief: remedy.relief,
            })
        })
    }
}

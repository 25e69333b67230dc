//! Demands, in the words of a letter.

use super::layout::DraftKey;
use super::placeholders::{Values, fields, isolated, sentence};
use crate::catalog::{Field, Id, Phrase, Remedy, Role, Slot};

/// Something that is asked for, with what of the draft it shows.
pub struct Demand {
    /// The words, without a full stop.
    pub text: String,
    /// Keys of the draft that it shows.
    pub shows: Vec<DraftKey>,
}

impl Values<'_, '_> {
    /// The demands: the remedies chosen, then whatever else is in their section of the form and in none of the
    /// demands.
    pub fn demands(&self) -> &[Demand] {
        self.demands.get_or_init(|| {
            let case = self.case;
            let choice = case.catalog.role(Role::Remedy);
            let mut demands: Vec<Demand> =
                case[choice].choices().filter_map(|name| self.demand(choice, name)).collect();
            let section = case.catalog[choice].section;
            let beside = case.catalog.fields.iter().filter(|(_, field)| field.section == section);
            for (id, _) in beside.filter(|(id, field)| *id != choice && !field.unprinted) {
                let shown = DraftKey::Field(id);
                let is_said = demands.iter().any(|demand| demand.shows.contains(&shown));
                let mut value = String::new();
                if !is_said && isolated(&mut value, |out| self.put(Slot::Field(id), out, false)) {
                    let mut text = String::from(self.label(id));
                    text.push_str(self.wording.phrase(Phrase::Colon));
                    text.push_str(sentence(&value));
                    demands.push(Demand { text, shows: vec![shown] });
                }
            }
            demands
        })
    }

    /// A remedy as a demand; `None` where its own words are missing. A choice that the catalogue does not have is said as
    /// it is.
    fn demand(&self, choice: Id<Field>, name: &str) -> Option<Demand> {
        let catalog = self.case.catalog;
        let mut shows = vec![DraftKey::Field(choice)];
        let Some(id) = catalog.find::<Remedy>(name) else {
            return Some(Demand { text: String::from(name), shows });
        };
        let remedy = &catalog[id];
        let instead = remedy.instead.iter().find(|other| self.satisfies(&other.when));
        let words = instead.map_or(remedy.demand, |other| other.text);
        let (mut text, mut used) = (String::new(), Vec::new());
        self.fill(words, &mut text, &mut used, false).then(|| {
            shows.extend(fields(&used));
            Demand { text: String::from(sentence(&text)), shows }
        })
    }
}

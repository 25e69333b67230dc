//! Who asked whom, and when: the words for merchant and person, and the days of the demands in the log.

use super::placeholders::{Values, put};
use crate::case::{LogStep, fill};
use crate::catalog::{Action, Address, Phrase, Role, Slot, Words};
use crate::date::Date;
use crate::text::digits;

impl Values<'_, '_> {
    /// Adds what the document calls the merchant or the person, with a capital where a sentence begins.
    pub(super) fn put_address(&self, out: &mut String, of: fn(&Address) -> Words) -> bool {
        let mut address = self.document.address.iter().filter(|it| self.satisfies(&it.when));
        let mut word = match address.next() {
            Some(address) => self.wording.words(of(address)).to_string(),
            None => return false,
        };
        if out.is_empty() || out.ends_with(". ") {
            word.get_mut(..1).into_iter().for_each(str::make_ascii_uppercase);
        }
        put(out, &word)
    }

    /// Steps of the log by which the merchant was contacted or asked.
    fn asked(&self) -> impl Iterator<Item = &LogStep> {
        let merchant = self.case.merchant();
        let asks = |it: &&LogStep| matches!(it.action, Action::Contacted | Action::RequestedRemedy);
        self.case.log().iter().filter(move |it| it.channel == merchant).filter(asks)
    }

    pub(super) fn put_demands(&self, out: &mut String) -> bool {
        let mut days: Vec<Date> = self.asked().map(|step| step.date).collect();
        days.dedup();
        for (at, day) in days.iter().enumerate() {
            if at > 0 {
                out.push_str(self.wording.phrase(Phrase::Comma));
            }
            self.wording.push_date(*day, out);
        }
        !days.is_empty()
    }

    /// Adds when the first demand came, counted from receipt.
    pub(super) fn put_demand_day(&self, out: &mut String) -> bool {
        let mut demands = self.asked().filter(|step| step.action == Action::RequestedRemedy);
        let received = self.case.role(Role::Received).date();
        let days = demands.next().zip(received).map(|(step, day)| day.days_until(step.date));
        let Some(days) = days.and_then(|days| u64::try_from(days).ok()) else { return false };
        let phrase = if days == 0 { Phrase::DemandDayZero } else { Phrase::DemandDay };
        let mut value = |_: Slot, out: &mut String| put(out, &digits(days));
        let tokens =
            self.wording.catalog.template(self.wording.catalog.phrase(phrase), self.wording.locale);
        fill(tokens, out, &mut Vec::new(), &mut value)
    }
}

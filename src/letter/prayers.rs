//! The relief that a statement of claim asks for: definite items, each sum once.

use super::layout::DraftKey;
use super::placeholders::{Values, fields, isolated, put, sentence};
use crate::case::{SupportedClaim, fill};
use crate::catalog::{
    Amount, Field, Id, IdSet, Phrase, Placeholder, Prayer, PrayerWords, Relief, Remedy, Role, Slot,
};
use crate::parse::yuan;
use crate::text::Joined;
use std::cell::Cell;

/// An item of relief.
pub struct Request {
    /// The words, without a full stop.
    pub text: String,
    /// Keys of the draft that it shows.
    pub shows: Vec<DraftKey>,
    /// A ruled blank stands in it.
    pub has_blank: bool,
    fen: Option<u64>,
    relief: Option<Relief>,
}

/// All items of relief, in order.
#[derive(Default)]
pub struct Relieves {
    /// The items.
    pub requests: Vec<Request>,
    /// Fields without which an item is not definite.
    pub lacking: Vec<Id<Field>>,
}

/// The sums of items added up; `None` if nothing of money is asked for.
fn added<'r>(requests: impl Iterator<Item = &'r Request>) -> Option<u64> {
    requests.filter_map(|it| it.fen).reduce(u64::saturating_add)
}

impl Relieves {
    /// The sums added up; `None` if nothing of money is asked for.
    pub fn total(&self) -> Option<u64> {
        added(self.requests.iter())
    }

    /// The sums in figures: `640.00 + 58.50 = 698.50`; empty unless there are two.
    pub fn figures(&self) -> String {
        let sums = self.requests.iter().filter_map(|it| it.fen);
        let sums: Vec<String> = sums.map(yuan).collect();
        match self.total() {
            Some(total) if sums.len() > 1 => [sums.joined(" + "), yuan(total)].joined(" = "),
            _ => String::new(),
        }
    }
}

impl Values<'_, '_> {
    /// Prayers for relief.
    pub fn relieves(&self) -> &Relieves {
        self.relieves.get_or_init(|| {
            let case = self.case;
            let mut all = Relieves::default();
            let mut answered: IdSet<Remedy> = IdSet::EMPTY;
            for (_, prayer) in case.catalog.prayers.iter() {
                let asked = |it| case.remedies().contains(it) && !answered.contains(it);
                let applies = prayer.remedy.is_none_or(asked)
                    && !(prayer.whole && self.asks_for_part())
                    && self.satisfies(&prayer.when);
                if applies && self.add(prayer, &mut all) {
                    prayer.remedy.into_iter().for_each(|it| answered.insert(it));
                }
            }
            self.put_in_order(&mut all.requests);
            if all.total().is_some() && all.total() == case.role(Role::RemedyAmount).money() {
                let asked = DraftKey::Field(case.catalog.role(Role::RemedyAmount));
                all.requests.first_mut().into_iter().for_each(|first| first.shows.push(asked));
            }
            all
        })
    }

    fn asks_for_part(&self) -> bool {
        let [asked, paid] = [Role::RemedyAmount, Role::Paid].map(|it| self.case.role(it).money());
        asked.zip(paid).is_some_and(|(asked, paid)| asked < paid)
    }

    /// Adds an item, unless a value is missing that it cannot do without.
    fn add(&self, prayer: &Prayer, all: &mut Relieves) -> bool {
        let case = self.case;
        let supported = |id: &Id<_>| case.claims().iter().find(|claim| claim.id == *id);
        let claim = prayer.claims.iter().find_map(supported);
        if claim.is_none() && !prayer.claims.is_empty() {
            return false;
        }
        let lacking = prayer.needs.iter().filter(|id| !case.filled.contains(**id)).copied();
        let Some(PrayerWords(words)) = prayer.text else {
            all.lacking.extend(lacking);
            return true;
        };
        let mut shows = vec![DraftKey::Field(case.catalog.role(Role::Remedy))];
        let stated = prayer.amount.and_then(|field| case[field].money());
        let fen = claim.map_or(stated, |claim| self.within_what_is_asked(claim, all));
        shows.extend(prayer.amount.filter(|_| stated.is_some()).map(DraftKey::Field));
        let figures =
            claim.and_then(|claim| claim.reckoning.as_deref().filter(|_| fen == claim.amount));
        if let Some(claim) = claim.filter(|claim| fen.is_some() && fen == claim.amount) {
            let of = case.catalog[claim.id].amount.fields().into_iter().flatten();
            let shown = of.filter(|field| figures.is_some() || case[*field].money() == fen);
            shows.extend(shown.map(DraftKey::Field));
        }
        let has_blank = Cell::new(false);
        let mut put_slot = |slot: Slot, out: &mut String| {
            isolated(out, |out| match (slot, fen) {
                (Slot::Value(Placeholder::Amount), Some(fen)) => {
                    self.wording.push_money(fen, out);
                    true
                }
                (Slot::Value(Placeholder::Amount), None) => {
                    let needed = prayer.amount.is_some_and(|field| prayer.needs.contains(&field));
                    has_blank.set(needed);
                    needed && self.put_blank(out)
                }
                (Slot::Value(Placeholder::Figures), _) => put(out, figures.unwrap_or_default()),
                _ => self.put(slot, out, false),
            })
        };
        let (mut text, mut used) = (String::new(), Vec::new());
        let tokens = self.wording.catalog.template(words, self.wording.locale);
        let filled = fill(tokens, &mut text, &mut used, &mut put_slot);
        if filled {
            all.lacking.extend(lacking);
            let names_amount = used.contains(&Slot::Value(Placeholder::Amount));
            shows.extend(fields(&used));
            all.requests.push(Request {
                text: String::from(sentence(&text)),
                shows,
                has_blank: has_blank.get(),
                fen: fen.filter(|_| names_amount),
                relief: prayer.relief,
            });
        }
        filled
    }

    /// The amount of a claim, but of a multiple only what the sum asked for in all leaves room for.
    fn within_what_is_asked(&self, claim: &SupportedClaim, all: &Relieves) -> Option<u64> {
        let asked = self.case.role(Role::RemedyAmount).money();
        match (&self.case.catalog[claim.id].amount, asked) {
            (Amount::Times(_), Some(asked)) => {
                let room = asked.saturating_sub(all.total().unwrap_or(0));
                claim.amount.map(|fen| fen.min(room)).filter(|fen| *fen > 0)
            }
            _ => claim.amount,
        }
    }

    /// The first choice, then the other as one item in case it fails (备位), then the rest.
    fn put_in_order(&self, requests: &mut Vec<Request>) {
        let [first, second, others] = self.by_relief(requests, |it| it.relief);
        requests.extend(first);
        if second.is_empty() {
            return requests.extend(others);
        }
        let texts: Vec<&str> = second.iter().map(|it| it.text.as_str()).collect();
        let failing = self.wording.phrase(Phrase::ClaimFailing);
        let whole = Request {
            text: [failing, &texts.joined(self.wording.phrase(Phrase::ClaimAnd))].joined(""),
            shows: second.iter().flat_map(|it| it.shows.iter().copied()).collect(),
            has_blank: second.iter().any(|it| it.has_blank),
            fen: added(second.iter()),
            relief: None,
        };
        requests.push(whole);
        requests.extend(others);
    }
}

//! Points and demands: words whose placeholders are the articles, the deadline and the sum that stand with them.

use super::items::Item;
use super::layout::DraftKey;
use super::placeholders::{Values, fields, isolated};
use crate::case::{RunningDeadline, fill};
use crate::catalog::{
    Article, Condition, Field, Id, Kind, Placeholder, PointWords, Reckoning, Slot,
};
use crate::date::Date;

/// Values beside the words of a point or a demand.
pub struct Point<'c> {
    /// The words.
    pub text: PointWords,
    /// Articles that they cite.
    pub articles: &'c [Id<Article>],
    /// Condition whose overdue deadline they name.
    pub when: &'c Condition,
    /// Sum that they work out.
    pub reckoning: Option<&'c Reckoning>,
}

/// A point or demand that was filled.
#[derive(Default)]
pub struct Filled {
    /// Its text.
    pub text: String,
    /// Keys of the draft that it shows.
    pub shows: Vec<DraftKey>,
    /// The sums of money that it names, in fen.
    pub sums: Vec<u64>,
}

/// A reckoning with its figures, in fen.
struct Sum {
    from: u64,
    share: Option<u64>,
}

impl Sum {
    /// Remainder of the money; `None` if nothing is left.
    fn excess(&self) -> Option<u64> {
        self.from.checked_sub(self.share?).filter(|left| *left > 0)
    }

    /// Twice what lies within the share.
    fn double(&self) -> u64 {
        self.share.map_or(self.from, |share| self.from.min(share)).saturating_mul(2)
    }
}

impl Values<'_, '_> {
    /// The points of the reason that hold and are in force, as many as the document has room for articles.
    pub(super) fn arguments(&self) -> Vec<Item<'_>> {
        let case = self.case;
        let mut cited: Vec<Id<Article>> = Vec::new();
        let mut points = Vec::new();
        for argument in &case.catalog[case.reason()].argument {
            let more = argument.articles.iter().filter(|id| !cited.contains(id)).count();
            let has_room = cited.len() + more <= usize::from(self.document.cites);
            let in_force = || argument.articles.iter().all(|id| case.in_force(*id));
            if !has_room || !self.satisfies(&argument.when) || !in_force() {
                continue;
            }
            let point = Point {
                text: argument.text,
                articles: &argument.articles,
                when: &argument.when,
                reckoning: argument.reckoning.as_ref(),
            };
            if let Some(Filled { text, shows, .. }) = self.point(&point) {
                cited.extend(&argument.articles);
                points.push(Item::Argument(text, shows));
            }
        }
        points
    }

    /// Fills a point; `None` where a value that it cannot do without is missing.
    pub(super) fn point(&self, point: &Point) -> Option<Filled> {
        let sum = point.reckoning.and_then(|it| self.sum(it));
        let (mut filled, mut used) = (Filled::default(), Vec::new());
        let mut put = |slot: Slot, out: &mut String| {
            isolated(out, |out| match slot {
                Slot::Value(placeholder) => self
                    .put_of_point(point, sum.as_ref(), placeholder, out)
                    .unwrap_or_else(|| self.put(slot, out, false)),
                Slot::Field(_) => self.put(slot, out, false),
            })
        };
        let PointWords(text) = point.text;
        let tokens = self.wording.catalog.template(text, self.wording.locale);
        let cited = self.cited.get();
        if !fill(tokens, &mut filled.text, &mut used, &mut put) {
            self.cited.set(cited);
            return None;
        }
        filled.shows.extend(fields(&used));
        for slot in used {
            match slot {
                Slot::Value(Placeholder::Sum) => {
                    let of = point.reckoning.into_iter().flat_map(Reckoning::fields);
                    filled.shows.extend(of.map(DraftKey::Field));
                }
                slot => filled.sums.extend(self.money_of(slot, sum.as_ref())),
            }
        }
        Some(filled)
    }

    /// The money behind a placeholder, in fen.
    fn money_of(&self, slot: Slot, sum: Option<&Sum>) -> Option<u64> {
        match slot {
            Slot::Field(id) if self.case.catalog[id].kind == Kind::Money => self.case[id].money(),
            Slot::Value(Placeholder::Multiple) => self.case.multiple()?.amount,
            Slot::Value(Placeholder::Excess) => sum?.excess(),
            Slot::Value(Placeholder::Double) => Some(sum?.double()),
            _ => None,
        }
    }

    /// Adds the value of a point's own placeholder; `None` if it is none.
    fn put_of_point(
        &self,
        point: &Point,
        sum: Option<&Sum>,
        placeholder: Placeholder,
        out: &mut String,
    ) -> Option<bool> {
        let mut money = |fen: Option<u64>| {
            fen.is_some_and(|fen| {
                self.wording.push_money(fen, out);
                true
            })
        };
        Some(match placeholder {
            Placeholder::Share => money(sum.and_then(|it| it.share)),
            Placeholder::Excess => money(sum.and_then(Sum::excess)),
            Placeholder::Double => money(sum.map(Sum::double)),
            Placeholder::Sum => sum.is_some_and(|it| {
                self.wording.push_figures(it.from, out);
                out.push_str(" − ");
                self.wording.push_figures(it.share.unwrap_or_default(), out);
                it.excess().is_some()
            }),
            Placeholder::First => self.put_article(point.articles.first(), out),
            Placeholder::Second => self.put_article(point.articles.get(1), out),
            Placeholder::Due => self.put_day(point.when, |it| it.due, out),
            _ => return None,
        })
    }

    fn put_article(&self, article: Option<&Id<Article>>, out: &mut String) -> bool {
        article.is_some_and(|article| self.put_citation(*article, out))
    }

    /// Adds a day of the overdue deadline that a condition asks for.
    pub(super) fn put_day(
        &self,
        when: &Condition,
        day: fn(RunningDeadline) -> Date,
        out: &mut String,
    ) -> bool {
        let mut overdue = when.overdue.iter().filter_map(|id| self.case.deadline(id));
        overdue.next().is_some_and(|deadline| {
            self.wording.push_date(day(deadline), out);
            true
        })
    }

    /// The figures of a reckoning, unless the draft names another sum.
    fn sum(&self, reckoning: &Reckoning) -> Option<Sum> {
        let money = |field: Id<Field>| self.case[field].money();
        let from = money(reckoning.from)?;
        let times = reckoning.times.and_then(|field| self.case[field].count()).unwrap_or(1);
        let percent = if reckoning.percent == 0 { 100 } else { reckoning.percent.into() };
        let share = money(reckoning.less)
            .and_then(|fen| fen.checked_mul(times.into())?.checked_mul(percent))
            .map(|fen| fen / 100);
        let sum = Sum { from, share };
        let named = reckoning.is.and_then(money);
        named.is_none_or(|fen| sum.excess() == Some(fen)).then_some(sum)
    }
}

impl Reckoning {
    /// The fields that it works with.
    fn fields(&self) -> impl Iterator<Item = Id<Field>> {
        [Some(self.from), Some(self.less), self.times].into_iter().flatten()
    }
}

//! Claims that the facts support.

use super::Case;
use crate::catalog::{Amount, Article, Claim, Field, Id};
use crate::parse::yuan;
use crate::text::{Joined, digits};

/// A claim that the facts support (成立的请求权).
#[derive(Clone, PartialEq, Debug)]
pub struct SupportedClaim {
    /// Which.
    pub id: Id<Claim>,
    /// Its amount in fen, where it has one.
    pub amount: Option<u64>,
    /// How it was worked out, in figures (算式): `21000.00 − 3000.00 = 18000.00`. None where the amount is what a field
    /// holds, a minimum or a maximum.
    pub reckoning: Option<String>,
}

impl Case<'_> {
    /// The claims that the facts support, in the order of the catalogue.
    pub fn claims(&self) -> &[SupportedClaim] {
        self.claims.get_or_init(|| self.supported_claims())
    }

    /// The claim to several times a sum, if the facts support one (惩罚性赔偿).
    pub fn multiple(&self) -> Option<&SupportedClaim> {
        let is_multiple =
            |claim: &&SupportedClaim| matches!(self.catalog[claim.id].amount, Amount::Times(_));
        self.claims().iter().find(is_multiple)
    }

    fn supported_claims(&self) -> Vec<SupportedClaim> {
        let found: Vec<SupportedClaim> = self
            .catalog
            .claims
            .iter()
            .filter(|(_, claim)| self.supports(claim))
            .map(|(id, claim)| {
                let (amount, reckoning) = self.amount(claim).unzip();
                SupportedClaim { id, amount, reckoning: reckoning.filter(|it| !it.is_empty()) }
            })
            // Nothing is left: there is nothing to claim.
            .filter(|it| it.amount != Some(0) || it.reckoning.is_none())
            .collect();
        // The largest of claims that exclude each other stays, the earlier of equals.
        let beaten = |at: usize, it: &SupportedClaim| {
            found.iter().enumerate().any(|(other, rival)| {
                self.catalog[rival.id].instead_of.contains(&it.id)
                    && (rival.amount > it.amount || (rival.amount == it.amount && other < at))
            })
        };
        let kept = found.iter().enumerate().filter(|(at, claim)| !beaten(*at, claim));
        kept.map(|(_, claim)| claim.clone()).collect()
    }

    fn supports(&self, claim: &Claim) -> bool {
        let in_time = |id| self.deadline(id).is_some_and(|it| it.is_open() || it.kept);
        self.satisfies(&claim.when)
            && claim.within.is_none_or(in_time)
            && self.in_force(claim.article)
    }

    /// The amount of a claim in fen, and how it was worked out.
    fn amount(&self, claim: &Claim) -> Option<(u64, String)> {
        let (fen, figures) = self.worked_out(&claim.amount)?;
        let most = claim.at_most.and_then(|field| self[field].money());
        match most.filter(|most| *most < fen) {
            Some(most) => Some((most, String::new())),
            None => Some((fen, figures)),
        }
    }

    /// An amount in fen with its figures, where it is more than what a field holds, and no minimum.
    fn worked_out(&self, amount: &Amount) -> Option<(u64, String)> {
        let money = |field: Id<Field>| self[field].money();
        let times = |fen: u64, factor: u32| fen.checked_mul(factor.into());
        let (fen, figures) = match amount {
            Amount::None => return None,
            Amount::Field(field) => return Some((money(*field)?, String::new())),
            Amount::Times(it) => {
                let of = money(it.of)?;
                let fen = times(of, it.factor)?;
                if fen < it.least {
                    return Some((it.least, String::new()));
                }
                (fen, [yuan(of), digits(it.factor.into())].joined(" × "))
            }
            Amount::Difference(it) => {
                let (from, less) = (money(it.from)?, money(it.less)?);
                (from.saturating_sub(less), [yuan(from), yuan(less)].joined(" − "))
            }
            Amount::ExcessOverShare(it) | Amount::DoubleWithinShare(it) => {
                let (from, of) = (money(it.taken_from)?, money(it.of)?);
                let share = times(of, it.percent)? / 100;
                let words = [&yuan(of), " × ", &digits(it.percent.into()), "%"].joined("");
                match amount {
                    Amount::DoubleWithinShare(_) if from > share => {
                        (times(share, 2)?, [&words, " × 2"].joined(""))
                    }
                    Amount::DoubleWithinShare(_) => {
                        (times(from, 2)?, [&yuan(from), " × 2"].joined(""))
                    }
                    _ => (from.saturating_sub(share), [yuan(from), words].joined(" − ")),
                }
            }
        };
        Some((fen, [figures, yuan(fen)].joined(" = ")))
    }

    /// Whether an article may be cited: it is in force today and is about this case.
    pub fn in_force(&self, article: Id<Article>) -> bool {
        let law = self.catalog.law_of(article);
        if !self.catalog.articles.contains(article) || !self.catalog.laws.contains(law) {
            return false;
        }
        let law = &self.catalog[law];
        law.from <= self.today
            && law.until.is_none_or(|until| self.today <= until)
            && self.satisfies(&law.when)
            && self.satisfies(&self.catalog[article].when)
    }
}

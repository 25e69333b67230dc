//! Claims that the facts support.

use super::Case;
use crate::catalog::{Amount, Article, Claim, Id};

/// A claim that the facts support (成立的请求权).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct SupportedClaim {
    /// Which.
    pub id: Id<Claim>,
    /// Its amount in fen, where it has one.
    pub amount: Option<u64>,
}

impl Case<'_> {
    /// The claims that the facts support, in the order of the catalogue.
    pub fn claims(&self) -> &[SupportedClaim] {
        self.claims.get_or_init(|| self.supported_claims())
    }

    /// The claim to several times a sum, if the facts support one (惩罚性赔偿).
    pub fn multiple(&self) -> Option<SupportedClaim> {
        let is_multiple =
            |claim: &&SupportedClaim| matches!(self.catalog[claim.id].amount, Amount::Times(_));
        self.claims().iter().find(is_multiple).copied()
    }

    fn supported_claims(&self) -> Vec<SupportedClaim> {
        let found: Vec<SupportedClaim> = self
            .catalog
            .claims
            .iter()
            .filter(|(_, claim)| self.supports(claim))
            .map(|(id, claim)| SupportedClaim { id, amount: self.amount(claim) })
            .collect();
        // Of claims that exclude each other the largest stays, the earlier of equals.
        let beaten = |at: usize, it: &SupportedClaim| {
            found.iter().enumerate().any(|(other, rival)| {
                self.catalog[rival.id].instead_of.contains(&it.id)
                    && (rival.amount > it.amount || (rival.amount == it.amount && other < at))
            })
        };
        let kept = found.iter().enumerate().filter(|(at, claim)| !beaten(*at, claim));
        kept.map(|(_, claim)| *claim).collect()
    }

    fn supports(&self, claim: &Claim) -> bool {
        let in_time = |id| self.deadline(id).is_some_and(|it| it.is_open() || it.kept);
        self.satisfies(&claim.when)
            && claim.within.is_none_or(in_time)
            && self.in_force(claim.article)
    }

    fn amount(&self, claim: &Claim) -> Option<u64> {
        let fen = match &claim.amount {
            Amount::None => None,
            Amount::Field(field) => self[*field].money(),
            Amount::Times(multiple) => {
                let fen = self[multiple.of].money()?.checked_mul(multiple.factor.into());
                fen.map(|fen| fen.max(multiple.least))
            }
        };
        let most = claim.at_most.and_then(|field| self[field].money());
        fen.map(|fen| most.map_or(fen, |most| fen.min(most)))
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

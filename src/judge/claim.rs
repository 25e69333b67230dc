//! Claims that the law gives on these facts (请求权).

use crate::case::{Case, SupportedClaim};
use crate::catalog::{Claim, Id};
use crate::parse;
use serde::Serialize;

/// A claim that the facts support (可主张的请求).
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PossibleClaim {
    /// The claim.
    pub id: Id<Claim>,
    /// Yuan as a decimal string with two decimals, where there is an amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
    /// How it was worked out, in figures: `21000.00 − 3000.00 = 18000.00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reckoning: Option<String>,
}

/// Every claim that the facts support, in the order of the catalogue.
pub fn possible(case: &Case) -> Vec<PossibleClaim> {
    let claims = case.claims().iter();
    let possible = |it: &SupportedClaim| PossibleClaim {
        id: it.id,
        amount: it.amount.map(parse::yuan),
        reckoning: it.reckoning.clone(),
    };
    claims.map(possible).collect()
}

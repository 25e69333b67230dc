//! What the law lets the person ask for, on the facts given (请求权).

use crate::case::Case;
use crate::parse;
use serde::Serialize;

/// A claim that the facts support (可主张的请求).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PossibleClaim"))]
pub struct Possible<'a> {
    /// Claim id.
    pub id: &'a str,
    /// Yuan as a decimal string with two decimals, where there is an amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub amount: Option<String>,
}

/// Every claim that the facts support, in the catalogue's order.
pub fn possible<'a>(case: &Case<'a>) -> Vec<Possible<'a>> {
    let found = case.claims().iter();
    found.map(|(claim, fen)| Possible { id: &claim.id, amount: fen.map(parse::yuan) }).collect()
}

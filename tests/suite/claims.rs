//! What the law lets the person ask for: which claims hold, how much they come to, and which exclude each other.

use crate::common::{catalog, tousu};
use tousu::{Draft, Raw};

/// The claims as (id, amount), with a log of (date, channel, action).
fn claims(
    fields: &[(&str, &str)],
    log: &[(&'static str, &'static str, &'static str)],
) -> Vec<(String, Option<String>)> {
    let entry = |(date, channel, action): &(&'static str, &'static str, &'static str)| {
        let keys = [("date", *date), ("channel", *channel), ("action", *action)];
        Raw::Map(keys.map(|(key, text)| (key.into(), Raw::from(text))).to_vec())
    };
    let fields = fields.iter().map(|(field, value)| ((*field).into(), Raw::from(*value)));
    let log = ("log".into(), Raw::List(log.iter().map(entry).collect()));
    let draft = Draft::read(Raw::Map(fields.chain([log]).collect()));
    let claims = tousu().assess(&draft).claims.into_iter();
    claims.map(|claim| (catalog().name(claim.id).to_string(), claim.amount)).collect()
}

/// The amount of that claim: `Some(None)` where it holds without one.
fn amount(claims: &[(String, Option<String>)], id: &str) -> Option<Option<String>> {
    claims.iter().find(|(claim, _)| claim == id).map(|(_, amount)| amount.clone())
}

fn yuan(text: &str) -> Option<Option<String>> {
    Some(Some(text.to_string()))
}

#[test]
fn three_times_only_where_fraud_is_stated() {
    let quality = ("reason", "quality");
    let fraud = ("fraudFacts", "页面写明全新，实际为翻新机。");
    assert_eq!(amount(&claims(&[quality, ("paidAmount", "1000")], &[]), "triple-damages"), None);
    let stated = claims(&[quality, fraud, ("paidAmount", "1000")], &[]);
    assert_eq!(amount(&stated, "triple-damages"), yuan("3000.00"));
}

#[test]
fn three_times_is_at_least_five_hundred_yuan() {
    let of = |paid| {
        let fields =
            [("reason", "counterfeit"), ("fraudFacts", "假冒注册商标。"), ("paidAmount", paid)];
        amount(&claims(&fields, &[]), "triple-damages")
    };
    assert_eq!(of("0.01"), yuan("500.00"));
    assert_eq!(of("166.66"), yuan("500.00"));
    assert_eq!(of("166.67"), yuan("500.01"));
}

#[test]
fn a_stranger_who_vanished_is_for_the_police() {
    let fields =
        [("reason", "stranger-fraud"), ("fraudFacts", "收款后拉黑。"), ("paidAmount", "1000")];
    assert_eq!(amount(&claims(&fields, &[]), "triple-damages"), None);
}

#[test]
fn ten_times_is_for_food_only_and_at_least_a_thousand_yuan() {
    let of = |reason, paid| {
        amount(&claims(&[("reason", reason), ("paidAmount", paid)], &[]), "tenfold-damages")
    };
    assert_eq!(of("food-safety", "99.99"), yuan("1000.00"));
    assert_eq!(of("food-safety", "100.01"), yuan("1000.10"));
    assert_eq!(of("quality", "100.01"), None);
    let resale = [("reason", "food-safety"), ("paidAmount", "100.01"), ("purpose", "business")];
    assert_eq!(amount(&claims(&resale, &[]), "tenfold-damages"), None);
}

/// 食品安全法 148 gives ten times the price or three times the loss, 消费者权益保护法 55 three times the price:
/// one of them is shown, the largest.
#[test]
fn multiples_never_stand_together() {
    let multiples = ["triple-damages", "tenfold-damages", "triple-loss"];
    for (losses, wanted) in [
        ("", ("tenfold-damages", "2000.00")),
        ("100", ("tenfold-damages", "2000.00")),
        ("900", ("triple-loss", "2700.00")),
    ] {
        let fields = [
            ("reason", "food-safety"),
            ("fraudFacts", "涂改生产日期。"),
            ("paidAmount", "200"),
            ("losses", losses),
        ];
        let found = claims(&fields, &[]);
        let found: Vec<_> =
            found.iter().filter(|(id, _)| multiples.contains(&id.as_str())).collect();
        assert_eq!(
            found,
            [&(wanted.0.to_string(), Some(wanted.1.to_string()))],
            "losses {losses:?}"
        );
    }
    // Equal amounts: one still stays.
    let fields = [("reason", "food-safety"), ("paidAmount", "50"), ("losses", "50")];
    let found = claims(&fields, &[]);
    assert_eq!(found.iter().filter(|(id, _)| multiples.contains(&id.as_str())).count(), 1);
}

#[test]
fn a_return_asked_for_in_time_stays_a_claim() {
    let fields = [
        ("reason", "other"),
        ("receivedDate", "2026-11-10"),
        ("paidAmount", "88.50"),
        ("remedy", "return"),
    ];
    let of = |log: &[(&'static str, &'static str, &'static str)]| {
        amount(&claims(&fields, log), "no-reason-return")
    };
    assert_eq!(of(&[]), None, "seven days are over");
    assert_eq!(of(&[("2026-11-12", "merchant", "requested-remedy")]), yuan("88.50"));
    assert_eq!(of(&[("2026-11-20", "merchant", "requested-remedy")]), None, "asked too late");
    let fresh = [("receivedDate", "2026-11-20"), ("paidAmount", "88.50"), ("remedy", "return")];
    assert_eq!(amount(&claims(&fresh, &[]), "no-reason-return"), yuan("88.50"));
}

#[test]
fn a_claim_without_its_amount_is_still_a_claim() {
    assert_eq!(amount(&claims(&[("reason", "service")], &[]), "service-refund"), Some(None));
    assert_eq!(amount(&claims(&[("reason", "quality")], &[]), "quality-return"), Some(None));
    // Costs and losses are claimed only where they were stated.
    assert_eq!(amount(&claims(&[("reason", "quality")], &[]), "transport-cost"), None);
    let cost = claims(&[("reason", "quality"), ("transportCost", "12")], &[]);
    assert_eq!(amount(&cost, "transport-cost"), yuan("12.00"));
}

#[test]
fn prepaid_money_comes_back_once() {
    let fields = |paid_on| {
        [
            ("reason", "prepaid"),
            ("purchaseDate", paid_on),
            ("paidAmount", "3000"),
            ("balance", "1800"),
            ("remedy", "refund"),
        ]
    };
    let early = claims(&fields("2026-11-20"), &[]);
    // 预付式消费司法解释 15: the principal is what is left once what was supplied comes off; 14 gives no interest.
    assert_eq!(amount(&early, "prepaid-cooling-off"), yuan("1800.00"));
    assert_eq!(amount(&early, "prepaid-balance"), None);
    assert_eq!(amount(&early, "prepaid-interest"), None);
    let late = claims(&fields("2026-09-01"), &[]);
    assert_eq!(amount(&late, "prepaid-cooling-off"), None);
    assert_eq!(amount(&late, "prepaid-balance"), yuan("1800.00"));
    assert_eq!(amount(&late, "prepaid-interest"), Some(None));
}

#[test]
fn the_platform_answers_only_where_it_could_not_name_the_merchant() {
    let shop = [("reason", "quality"), ("shopKind", "wechat-shop")];
    let asked = [("2026-11-12", "wechat-shop", "submitted")];
    assert_eq!(amount(&claims(&shop, &asked), "platform-liability"), Some(None));
    assert_eq!(amount(&claims(&shop, &[]), "platform-liability"), None);
    let own = [("reason", "quality"), ("shopKind", "own-mini-program")];
    assert_eq!(amount(&claims(&own, &asked), "platform-liability"), None);
    let named =
        [("reason", "quality"), ("shopKind", "wechat-shop"), ("merchantAddress", "某市某路1号")];
    assert_eq!(amount(&claims(&named, &asked), "platform-liability"), None);
}

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

/// The amount of that claim and its figures.
fn figures(fields: &[(&str, &str)], id: &str) -> Option<(Option<String>, Option<String>)> {
    let fields = fields.iter().map(|(field, value)| ((*field).into(), Raw::from(*value)));
    let found = tousu().assess(&Draft::read(Raw::Map(fields.collect())));
    let claim = found.claims.into_iter().find(|claim| catalog().name(claim.id) == id)?;
    Some((claim.amount, claim.reckoning))
}

fn worked_out(amount: &str, reckoning: &str) -> Option<(Option<String>, Option<String>)> {
    Some((Some(amount.into()), Some(reckoning.into())))
}

/// 预付式消费司法解释 15.1: the prepayment less what was used, shown with its figures.
#[test]
fn what_is_left_of_a_prepayment_is_worked_out() {
    let paid = [("reason", "prepaid"), ("paidAmount", "21000")];
    let with = |more: &[(&'static str, &'static str)]| {
        figures(&[&paid[..], more].concat(), "prepaid-rest")
    };
    let shown = worked_out("18000.00", "21000.00 − 3000.00 = 18000.00");
    assert_eq!(with(&[("usedAmount", "3000")]), shown);
    assert_eq!(with(&[]), None, "nothing is worked out that the draft does not carry");
    assert_eq!(with(&[("usedAmount", "21000")]), None, "nothing is left");
    assert_eq!(with(&[("usedAmount", "22000")]), None);
    // A bonus makes what was used worth less: how much is not for figures of the draft (article 18).
    assert_eq!(with(&[("usedAmount", "3000"), ("bonusAmount", "500")]), None);
    // A balance that was stated is believed.
    let stated = [("usedAmount", "3000"), ("balance", "17500")];
    assert_eq!(with(&stated), None);
    let stated = [&paid[..], &stated].concat();
    assert_eq!(figures(&stated, "prepaid-balance"), Some((Some("17500.00".into()), None)));
}

/// 电商法 21: the deposit alone, whatever was paid beside it.
#[test]
fn a_deposit_comes_back_by_itself() {
    let fields = |kind| {
        [
            ("reason", "refund-refused"),
            ("orderKind", kind),
            ("paidAmount", "2600"),
            ("depositAmount", "2000"),
            ("remedy", "refund"),
        ]
    };
    for kind in ["deposit", "rental"] {
        let found = claims(&fields(kind), &[]);
        assert_eq!(amount(&found, "deposit-back"), yuan("2000.00"), "{kind}");
        let amounts: Vec<_> = found.iter().filter_map(|(_, amount)| amount.as_deref()).collect();
        assert_eq!(amounts, ["2000.00"], "{kind}");
    }
    assert_eq!(amount(&claims(&fields("goods"), &[]), "deposit-back"), None);
    assert_eq!(amount(&claims(&fields("goods"), &[]), "refund-in-full"), yuan("2600.00"));
}

/// 民法典 586: a fifth of the price counts as earnest money, what exceeds it comes back; 587: twice that fifth from
/// whoever took it and broke the contract.
#[test]
fn earnest_money_counts_up_to_a_fifth_of_the_price() {
    let base = [("reason", "refund-refused"), ("orderKind", "earnest-money")];
    let with =
        |more: &[(&'static str, &'static str)], id: &str| figures(&[&base[..], more].concat(), id);
    let (excess, double) = ("earnest-money-excess", "earnest-money-double");
    let large = [("depositAmount", "2000"), ("totalPrice", "4800")];
    assert_eq!(with(&large, excess), worked_out("1040.00", "2000.00 − 4800.00 × 20% = 1040.00"));
    assert_eq!(with(&large, double), None, "nobody broke the contract yet");
    let broken = [&large[..], &[("endedBy", "merchant")]].concat();
    assert_eq!(with(&broken, double), worked_out("1920.00", "4800.00 × 20% × 2 = 1920.00"));
    assert!(with(&broken, excess).is_some());
    let small = [("depositAmount", "900"), ("totalPrice", "4800"), ("endedBy", "merchant")];
    assert_eq!(with(&small, double), worked_out("1800.00", "900.00 × 2 = 1800.00"));
    assert_eq!(with(&small, excess), None);
    // Without the price nobody knows what of it counts.
    let priceless = [("depositAmount", "900"), ("endedBy", "merchant")];
    assert_eq!(with(&priceless, double), Some((None, None)));
    let mine = [&large[..], &[("endedBy", "me")]].concat();
    assert_eq!(with(&mine, double), None);
    assert!(with(&mine, excess).is_some());
}

#[test]
fn a_multiple_shows_its_figures_unless_it_is_the_minimum() {
    let of = |paid| {
        let fields =
            [("reason", "counterfeit"), ("fraudFacts", "假冒注册商标。"), ("paidAmount", paid)];
        figures(&fields, "triple-damages")
    };
    assert_eq!(of("2680"), worked_out("8040.00", "2680.00 × 3 = 8040.00"));
    assert_eq!(of("100"), Some((Some("500.00".into()), None)));
    let field = [("reason", "quality"), ("paidAmount", "100")];
    assert_eq!(figures(&field, "quality-return"), Some((Some("100.00".into()), None)));
}

/// What was promised stands in place of three times the price where it is more, and never beside it.
#[test]
fn a_promised_multiple_stands_alone() {
    let of = |promised| {
        let fields = [
            ("reason", "counterfeit"),
            ("fraudFacts", "假冒注册商标。"),
            ("paidAmount", "300"),
            ("promiseWords", "假一赔十"),
            ("promiseAmount", promised),
        ];
        let found = claims(&fields, &[]).into_iter().map(|(id, _)| id);
        let multiples = ["promised-multiple", "agreed-penalty", "triple-damages"];
        found.filter(|id| multiples.contains(&id.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(of("3000"), ["promised-multiple"]);
    assert_eq!(of("600"), ["triple-damages"]);
}

/// An injury, a dearer room and other losses are the same money.
#[test]
fn a_loss_is_claimed_once() {
    let of = |more: &[(&'static str, &'static str)]| {
        let base = [("reason", "service"), ("losses", "420")];
        let found = claims(&[&base[..], more].concat(), &[]).into_iter().map(|(id, _)| id);
        let losses = ["injury", "replacement-cost", "losses"];
        found.filter(|id| losses.contains(&id.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(of(&[]), ["losses"]);
    assert_eq!(of(&[("lossDetail", "另订房间的差价")]), ["replacement-cost"]);
    assert_eq!(of(&[("injuryDetail", "急性肠胃炎")]), ["injury"]);
}

/// Whoever ended the contract asks for the price and not for a lower one; a stolen payment is the provider's.
#[test]
fn who_ended_it_decides_what_comes_back() {
    let of = |more: &[(&'static str, &'static str)]| {
        let base = [("reason", "service"), ("paidAmount", "500"), ("remedy", "refund")];
        claims(&[&base[..], more].concat(), &[])
    };
    assert_eq!(amount(&of(&[]), "service-refund"), Some(None));
    assert_eq!(amount(&of(&[]), "cancelled-refund"), None);
    for by in ["merchant", "breach"] {
        let found = of(&[("endedBy", by)]);
        assert_eq!(amount(&found, "cancelled-refund"), yuan("500.00"));
        assert_eq!(amount(&found, "service-refund"), None);
    }
    let stolen = of(&[("payer", "unauthorised")]);
    assert_eq!(amount(&stolen, "stolen-payment"), yuan("500.00"));
    assert_eq!(amount(&stolen, "service-refund"), None);
}

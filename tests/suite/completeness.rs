//! Advice for the description, by what the reason needs.

use crate::common::{catalog, described, draft, path, tousu};
use proptest::prelude::*;
use tousu::catalog::Severity;
use tousu::{Draft, LogEntry};

/// What is advised of the description and of the facts that its reason needs.
fn advised(draft: &Draft) -> Vec<&'static str> {
    let codes =
        ["text.short", "text.no-date", "text.no-amount", "text.no-answer", "text.no-demand"];
    let issues = tousu().assess(draft).issues;
    issues.iter().map(|issue| issue.code.as_str()).filter(|code| codes.contains(code)).collect()
}

fn advice(text: &str) -> Vec<&'static str> {
    advised(&draft(&[("description", text), ("reason", "price")]))
}

const WHOLE: &str =
    "11月3日下单，标价99元，付款时变成129元。11月4日联系客服，客服说是包装费。要求退还30元差价。";

#[test]
fn a_whole_description_needs_no_advice() {
    assert_eq!(advice(WHOLE), [""; 0]);
}

#[test]
fn each_missing_part_is_named() {
    let without = |part: &str, instead: &str| {
        assert!(WHOLE.contains(part));
        advice(&WHOLE.replace(part, instead))
    };
    assert_eq!(advice("多收钱了"), ["text.short"]);
    assert_eq!(advice(&WHOLE.replace("11月3日", "").replace("11月4日", "")), ["text.no-date"]);
    assert_eq!(
        advice(&WHOLE.replace("99元", "便宜").replace("129元", "很贵").replace("30元", "")),
        ["text.no-amount"]
    );
    assert_eq!(without("，客服说是包装费", "，不知道为什么多了包装费"), ["text.no-answer"]);
    assert_eq!(without("要求退还30元差价", "这就是全部的经过"), ["text.no-demand"]);
}

#[test]
fn dates_and_amounts_are_known_in_many_spellings() {
    let base = "买的东西标价和付款不一样多收了钱我问了客服客服说就是这样请退差价谢谢";
    for date in [
        "2026-11-03",
        "11月3日",
        "１１月３号",
        "十一月三日",
        "昨天",
        "上周",
        "第二天",
        "五天前",
        "11/3",
        "双十一",
        "11.3号",
    ] {
        assert!(!advice(&format!("{date}{base}30元")).contains(&"text.no-date"), "{date}");
    }
    for amount in ["30元", "¥30", "￥30", "30块", "三十元", "1.5万", "几百块"] {
        assert!(!advice(&format!("昨天{base}{amount}")).contains(&"text.no-amount"), "{amount}");
    }
    assert_eq!(advice(base), ["text.no-date", "text.no-amount"]);
}

#[test]
fn what_is_elsewhere_in_the_form_is_not_asked_again() {
    let text = "付款的时候比标出来的价格多了很多，我联系过也没有什么结果，事情的经过就是这样的";
    assert_eq!(
        advice(text),
        ["text.no-date", "text.no-amount", "text.no-answer", "text.no-demand"]
    );
    let mut draft = draft(&[
        ("description", text),
        ("reason", "price"),
        ("paidAmount", "129"),
        ("remedy", "refund"),
    ]);
    assert_eq!(advised(&draft), ["text.no-date", "text.no-answer"]);
    let step = |action: &'static str| LogEntry {
        date: "2026-11-04".into(),
        channel: "merchant".into(),
        action: action.into(),
        ..LogEntry::default()
    };
    draft.log = vec![step("refused")];
    assert_eq!(advised(&draft), ["text.no-date"]);
}

#[test]
fn no_answer_is_missed_before_anybody_was_asked() {
    let text = "昨天付款299元，商品页写的是纯棉，收到的吊牌上写着聚酯纤维，要求退货退款";
    assert!(!advice(text).contains(&"text.no-answer"));
    let mut draft = described(text);
    draft.log = vec![LogEntry {
        date: "2026-11-04".into(),
        channel: "merchant".into(),
        action: "contacted".into(),
        ..LogEntry::default()
    }];
    assert!(advised(&draft).contains(&"text.no-answer"));
}

#[test]
fn the_facts_that_a_reason_needs_are_asked_for_at_their_field() {
    let named = |draft: &Draft| -> Vec<String> {
        let issues = tousu().assess(draft).issues;
        let expected = issues.iter().filter(|issue| issue.code.as_str() == "text.tells");
        expected.map(|issue| path(&issue.path)).collect()
    };
    for (id, reason) in catalog().reasons.iter() {
        let id = catalog().name(id);
        let expects: Vec<&str> = reason.expects.iter().map(|id| catalog().name(*id)).collect();
        let fields = [("reason", id), ("description", WHOLE)];
        assert_eq!(named(&draft(&fields)), expects, "{id}");
        if let Some(first) = expects.first() {
            let filled = [fields.as_slice(), &[(*first, "x")]].concat();
            assert_eq!(named(&draft(&filled)), expects[1..], "{id}");
        }
        assert_eq!(named(&draft(&[("reason", id)])), [""; 0], "nothing on an empty description");
    }
}

#[test]
fn all_of_it_is_advice() {
    for text in
        ["短", "付款的时候比标出来的价格多了很多，我联系过也没有什么结果，事情的经过就是这样的"]
    {
        let issues = tousu().assess(&draft(&[("description", text), ("reason", "price")])).issues;
        for issue in issues.iter().filter(|issue| issue.code.as_str().starts_with("text.")) {
            assert_eq!(issue.severity, Severity::Advice, "{}", issue.code.as_str());
        }
    }
    assert_eq!(advised(&described("")), [""; 0]);
    assert_eq!(advised(&described(" \n ")), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_text_gets_each_advice_once(text in "([0-9年月日元块¥.\\-/客服说退款，。]|\\PC){0,80}") {
        let found = advice(&text);
        prop_assert!((1..found.len()).all(|at| !found[..at].contains(&found[at])), "{found:?}");
    }
}

//! The relief of a statement of claim: definite items, each sum once, the total that of the items.

use crate::common::{EN, ZH, catalog, keys, raw, tousu};
use tousu::catalog::{Channel, Document};
use tousu::{Composition, Draft, Locale, Options};

/// The claim to the court for a draft written as TOML.
fn claim(draft: &str, locale: Locale) -> Composition {
    let draft: toml::Table = draft.parse().unwrap();
    let draft = toml::Value::Table(draft);
    let draft = Draft::read(raw(&draft));
    let options = Options {
        document: catalog().find::<Document>("claim").unwrap(),
        channel: catalog().find::<Channel>("court").unwrap(),
        locale,
        ..Options::default()
    };
    tousu().compose(&draft, &options)
}

/// The items of the relief, without their numbers and the costs; then the line with the total, if there is one.
fn relief(draft: &str) -> (Vec<String>, Option<String>) {
    let made = claim(draft, ZH);
    let part = made.parts.into_iter().find(|part| part.id == "demand").unwrap();
    let lines: Vec<&str> = part.text.lines().collect();
    let items = lines.iter().filter_map(|line| line.split_once(". "));
    let items = items.map(|(_, item)| item.trim_end_matches(['；', '。']).to_string());
    let items = items.filter(|item| !item.contains("诉讼费用")).collect();
    let total = lines.last().filter(|line| line.starts_with("以上金额"));
    (items, total.map(|line| line.to_string()))
}

const SOFA: &str = "reason = \"late-delivery\"\nproductName = \"沙发\"\npaidAmount = \"640\"\n";

#[test]
fn sums_are_added_up_with_their_figures() {
    let (items, total) = relief(
        "reason = \"service\"\npaidAmount = \"640\"\nlosses = \"58.50\"\nlossDetail = \"滤网\"\nremedy = [\"refund\", \"compensation\"]",
    );
    assert_eq!(items, ["判令被告退还原告已付款项640.00元", "判令被告赔偿原告损失58.50元（滤网）"]);
    let total = total.unwrap();
    assert!(total.ends_with("（人民币陆佰玖拾捌元伍角整）：640.00 + 58.50 = 698.50。"), "{total}");
}

#[test]
fn one_sum_has_no_figures() {
    let (_, total) = relief(&format!("{SOFA}remedy = [\"refund\"]"));
    assert_eq!(total.unwrap(), "以上金额共计640.00元（人民币陆佰肆拾元整）。");
    assert_eq!(relief(&format!("{SOFA}remedy = [\"deliver\"]")).1, None);
}

/// 民法典 566 gives nobody both: the first choice, and the other in case it fails; never “either or”.
#[test]
fn performance_and_money_stand_in_the_order_that_was_chosen() {
    let both = format!("{SOFA}remedy = [\"refund\", \"deliver\"]\n");
    let deliver = "判令被告继续履行合同，按约定交付“沙发”";
    let rescind = "解除原告与被告就该订单订立的合同";
    let refund = "判令被告退还原告已付款项640.00元";
    let failing = "如上述请求不能实现，则";
    let (items, total) = relief(&both);
    assert_eq!(items, [deliver.to_string(), format!("{failing}{rescind}，并{refund}")]);
    assert!(total.unwrap().contains("640.00元"));
    let (items, _) = relief(&format!("{both}firstRemedy = \"money\""));
    assert_eq!(items, [rescind.to_string(), refund.to_string(), format!("{failing}{deliver}")]);
    let body = claim(&both, ZH).body;
    assert!(!body.contains("择一"), "{body}");
}

/// Whoever asks for a part of the price ends nothing.
#[test]
fn a_part_of_the_price_is_a_lower_price() {
    let quality = "reason = \"quality\"\npaidAmount = \"640\"\nremedy = [\"refund\"]\n";
    let (items, _) = relief(&format!("{quality}remedyAmount = \"200\""));
    assert_eq!(items, ["判令被告减少价款，退还原告200.00元"]);
    let (items, _) = relief(&format!("{quality}remedyAmount = \"640\""));
    assert_eq!(items[0], "解除原告与被告就该订单订立的合同");
    assert_eq!(items[1], "判令被告退还原告已付款项640.00元");
}

/// A return for a refund is one sum.
#[test]
fn the_return_is_the_refund() {
    let (items, total) =
        relief("reason = \"quality\"\npaidAmount = \"640\"\nremedy = [\"refund\", \"return\"]");
    assert_eq!(items.iter().filter(|item| item.contains("640.00")).count(), 1, "{items:?}");
    assert_eq!(total.unwrap(), "以上金额共计640.00元（人民币陆佰肆拾元整）。");
}

/// Compensation without an amount is no definite relief (民事诉讼法 122(3)): the page asks, and what is shared has no blank.
#[test]
fn compensation_without_an_amount_is_lacking() {
    let made = claim(&format!("{SOFA}remedy = [\"refund\", \"compensation\"]"), ZH);
    assert!(keys(&made.lacking).contains(&"losses"), "{:?}", keys(&made.lacking));
    assert!(made.body.contains("判令被告赔偿原告损失＿＿＿＿；"), "{}", made.body);
    assert!(!made.shareable.contains("赔偿原告损失"), "{}", made.shareable);
    let stated = claim(&format!("{SOFA}losses = \"50\"\nremedy = [\"compensation\"]"), ZH);
    assert!(!keys(&stated.lacking).contains(&"losses"));
    let fraud = claim("reason = \"counterfeit\"\nremedy = [\"multiple-damages\"]", ZH);
    assert!(keys(&fraud.lacking).contains(&"fraudFacts"));
    assert!(!fraud.body.contains("判令被告增加赔偿"), "{}", fraud.body);
}

/// The sum asked for in all is not passed by three times the price.
#[test]
fn a_multiple_stays_within_what_is_asked_for() {
    let draft = "reason = \"counterfeit\"\nfraudFacts = \"假冒。\"\npaidAmount = \"1000\"\nremedy = [\"refund\", \"multiple-damages\"]\n";
    let (items, total) = relief(draft);
    assert_eq!(items[2], "判令被告增加赔偿原告3000.00元（1000.00 × 3 = 3000.00）");
    assert!(total.unwrap().contains("1000.00 + 3000.00 = 4000.00"));
    let (items, total) = relief(&format!("{draft}remedyAmount = \"2500\""));
    assert_eq!(items[2], "判令被告增加赔偿原告1500.00元");
    assert!(total.unwrap().contains("= 2500.00"));
    let (items, _) = relief(&format!("{draft}remedyAmount = \"1000\""));
    assert_eq!(items.len(), 2, "{items:?}");
}

/// A deposit alone, never the rent with it; half of it, where half was withheld.
#[test]
fn a_deposit_is_asked_for_by_itself() {
    let rental = "reason = \"refund-refused\"\norderKind = \"rental\"\npaidAmount = \"360\"\nremedy = [\"refund\"]\n";
    let (items, _) = relief(&format!("{rental}depositAmount = \"3000\""));
    assert_eq!(items, ["判令被告退还原告押金3000.00元"]);
    let withheld = format!("{rental}depositAmount = \"3000\"\nremedyAmount = \"800\"");
    assert_eq!(relief(&withheld).0, ["判令被告退还原告押金800.00元"]);
    let made = claim(rental, ZH);
    assert!(keys(&made.lacking).contains(&"depositAmount"));
    assert!(!made.body.contains("退还原告已付款项"), "{}", made.body);
}

/// 民法典 144 below eight, 145 from eight on; the child is the plaintiff (民事诉讼法 60).
#[test]
fn the_child_is_the_plaintiff() {
    let child = |age: &str| {
        format!(
            "reason = \"minor-payment\"\npaidAmount = \"500\"\nchildName = \"林小舟\"\nchildRelation = \"mother\"\ncontactName = \"林岚\"\nremedy = [\"refund\"]\n{age}"
        )
    };
    assert_eq!(relief(&child("childAge = \"7\"")).0[0], "确认原告付款的行为无效");
    assert_eq!(relief(&child("childAge = \"8\"")).0[0], "确认原告付款的行为不发生效力");
    assert_eq!(relief(&child("")).0, ["判令被告返还原告款项500.00元"]);
    let body = claim(&child(""), ZH).body;
    assert!(
        body.contains("姓名：林小舟\n") && body.contains("法定代理人：林岚，系原告的母亲"),
        "{body}"
    );
    assert!(!keys(&claim(SOFA, ZH).lacking).contains(&"childName"));
}

/// 民诉法解释 59: the operator of an individual business, the legal representative of a company.
#[test]
fn the_defendant_has_the_particulars_of_its_kind() {
    let of = |kind: &str| {
        claim(&format!("{SOFA}merchantName = \"小店\"\nmerchantOperator = \"何立\"\n{kind}"), ZH)
            .body
    };
    let individual = of("merchantType = \"individual-business\"");
    assert!(individual.contains("字号：小店（个体工商户）\n经营者：何立\n"), "{individual}");
    assert!(of("merchantType = \"company\"").contains("名称：小店\n法定代表人：何立\n"));
    assert!(of("merchantType = \"person\"").contains("被告\n姓名：小店\n"));
}

/// Jurisdiction has its reason once it is chosen, and no bracket to choose from; the cause stands in the title or nowhere.
#[test]
fn jurisdiction_is_chosen_and_reasoned() {
    let of = |place: &str| claim(&format!("{SOFA}{place}"), ZH);
    let none = of("");
    assert!(!none.body.contains("管辖权"), "{}", none.body);
    assert!(keys(&none.lacking).contains(&"courtPlace"));
    let receipt = of("courtPlace = \"receipt\"").body;
    assert!(receipt.contains("收货地为合同履行地"), "{receipt}");
    assert!(receipt.contains("《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第二十条"));
    assert_eq!(none.title, "民事起诉状（信息网络买卖合同纠纷）");
    assert_eq!(claim("reason = \"stranger-fraud\"", ZH).title, "民事起诉状");
    assert_eq!(claim("reason = \"refund-refused\"", ZH).title, "民事起诉状");
}

/// English reads the same: as many items, as many sums.
#[test]
fn both_languages_ask_for_the_same() {
    for draft in [
        format!("{SOFA}remedy = [\"refund\", \"deliver\", \"compensation\"]\nlosses = \"58.50\""),
        "reason = \"prepaid\"\npaidAmount = \"21000\"\nusedAmount = \"3000\"\nremedy = [\"refund\"]"
            .into(),
    ] {
        let count = |locale| {
            let made = claim(&draft, locale);
            let part = made.parts.into_iter().find(|part| part.id == "demand").unwrap();
            let text = part.text.replace(',', "");
            (text.lines().count(), text.matches("58.50").count(), text.matches("18000.00").count())
        };
        assert_eq!(count(ZH), count(EN), "{draft}");
    }
}

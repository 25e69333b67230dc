//! What free text should not hold: found where it stands, masked, never blocked; and order numbers are no bank cards.

use crate::common::{ZH, about, compose, described, draft, issues, tousu, wording};
use proptest::prelude::*;
use tousu::catalog::Severity;
use tousu::{Issue, Options};

/// The texts: resident ids and cards are those of the standards and of issuers' test numbers, nobody's.
const RESIDENT: &str = "11010519491231002X";
const CARD: &str = "6222021234567890128";

fn privacy(text: &str) -> Vec<Issue> {
    issues(&described(text), "privacy.")
}

/// Code, words and masked version of each finding.
fn found(text: &str) -> Vec<(&'static str, String, String)> {
    let issues = privacy(text);
    issues
        .iter()
        .map(|issue| {
            let masked = issue.suggestion.clone().unwrap_or_default();
            (issue.code.as_str(), about(text, issue), masked)
        })
        .collect()
}

fn one(text: &str, code: &str, part: &str, masked: &str) {
    let found = found(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    assert_eq!(
        (found[0].0, found[0].1.as_str(), found[0].2.as_str()),
        (code, part, masked),
        "{text}"
    );
}

#[test]
fn private_numbers_are_found_and_masked() {
    let resident = "privacy.resident-id";
    one(&format!("我的身份证是{RESIDENT}，请核对"), resident, RESIDENT, "110**************X");
    one(
        "身份证１１０１０５１９４９１２３１００２ｘ",
        resident,
        "１１０１０５１９４９１２３１００２ｘ",
        "１１０**************ｘ",
    );
    one("😀110105 19491231 002X", resident, "110105 19491231 002X", "110*** ******** ***X");
    let card = "privacy.bank-card";
    one(&format!("退到{CARD}就行"), card, CARD, "***************0128");
    one("卡号 6222 0212 3456 7890 128", card, "6222 0212 3456 7890 128", "**** **** **** ***0 128");
    one("visa 4111-1111-1111-1111", card, "4111-1111-1111-1111", "****-****-****-1111");
    let phone = "privacy.third-party";
    one("店长电话13912345678不接", phone, "13912345678", "139****5678");
    one("打了139 1234 5678三次", phone, "139 1234 5678", "139 **** 5678");
    one("邻居 +86 13912345678 可以作证", phone, "86 13912345678", "86 139****5678");
}

#[test]
fn secrets_are_found_behind_their_names() {
    for (text, part) in [
        ("验证码 382910 我给他了", "382910"),
        ("短信验证码是382910", "382910"),
        ("我把验证码告诉了他，382910", "382910"),
        ("支付密码：741852", "741852"),
        ("密码是abc12345", "abc12345"),
        ("动态密码482913发给客服了", "482913"),
        ("卡密是 A1B2-C3D4-E5F6", "A1B2-C3D4-E5F6"),
        ("CVV 1234", "1234"),
    ] {
        one(text, "privacy.secret", part, "******");
    }
}

#[test]
fn other_numbers_are_left_alone() {
    for text in [
        "订单号6222021234567890128未发货",
        "商户单号 4111111111111111",
        "交易单号4200002345202611031234567890",
        "订单编号：20261103000012345",
        "运单号SF1234567890123，单号YT6222021234567890128",
        "快递单号13912345678901",
        "订单13912345678没有发货",
        "2026-11-03 下单，2026-11-08 14:22:01 签收",
        "付了1240.50元，数量 2，规格 500ml*12",
        "客服电话400-810-1234，投诉12315，座机010-65529988",
        "验证码一直收不到",
        "验证码60秒后才能重发，试了3000次",
        "验证码收不到，拨打12315也没用",
        "密码锁 ABC12345 型号坏了",
        "密码是错的，登录不了",
        "商品条码6901234567892",
        "身份证 110105194912310021 校验不对",
        "卡号 6222021234567890129 校验不对",
        "联系我：13912345678",
        "本人手机号13912345678",
    ] {
        assert_eq!(privacy(text), [], "{text}");
    }
}

#[test]
fn the_writers_own_phone_and_the_orders_own_numbers_are_no_secret() {
    let text = "打电话给13912345678，单子6222021234567890128";
    let with = |fields: &[(&str, &str)]| {
        let fields = [&[("description", text)], fields].concat();
        let issues = issues(&draft(&fields), "privacy.");
        issues.iter().map(|issue| issue.code.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(with(&[]), ["privacy.third-party", "privacy.bank-card"]);
    assert_eq!(with(&[("contactPhone", "+86 139-1234-5678")]), ["privacy.bank-card"]);
    assert_eq!(with(&[("orderNumber", CARD), ("contactPhone", "13912345678")]), [""; 0]);
}

#[test]
fn nothing_is_blocked_and_no_message_repeats_the_number() {
    let text = format!("{RESIDENT} {CARD} 验证码382910 老板13912345678");
    let found = privacy(&text);
    assert_eq!(found.len(), 4);
    for issue in found {
        assert_eq!(issue.severity, Severity::Warning);
        let message = issue.message.words(wording(ZH), tousu().today);
        let said = [message, issue.suggestion.unwrap_or_default()].concat();
        for number in [RESIDENT, CARD, "382910", "13912345678"] {
            assert!(!said.contains(number));
        }
    }
}

#[test]
fn hidden_characters_in_a_line_are_reported_and_offered_without() {
    for (text, code, clean) in [
        ("羊毛\u{202e}衣大", "text.bidi", "羊毛衣大"),
        ("羊毛\u{200b}大衣", "text.control", "羊毛大衣"),
        ("羊毛\0大衣", "text.control", "羊毛大衣"),
    ] {
        let found = issues(&draft(&[("productName", text)]), "text.");
        let found: Vec<_> =
            found.iter().map(|it| (it.code.as_str(), it.suggestion.as_deref())).collect();
        assert_eq!(found, [(code, Some(clean))], "{text:?}");
    }
    assert!(issues(&draft(&[("productName", "👨\u{200d}👩\u{200d}👧 贴纸")]), "text.").is_empty());
}

#[test]
fn control_characters_are_seen_and_never_written() {
    let text = "商家\0不退\u{7}款，\u{85}没有道理\n请处理";
    let found = issues(&described(text), "text.control");
    assert_eq!(found.iter().map(|it| it.span).collect::<Vec<_>>(), [Some((2, 3))]);
    let draft =
        draft(&[("description", text), ("productName", "大\0衣"), ("merchantName", "\u{1b}青禾")]);
    // The brief names no merchant.
    for (document, parts) in [("brief", ["大衣", "商家不退款"]), ("letter", ["青禾", "商家不退款"])]
    {
        let body = compose(&draft, document, Options::default()).body;
        for part in parts {
            assert!(body.contains(part), "{document} with {part}: {body}");
        }
        assert!(
            !body.contains(|c: char| c.is_control() && !c.is_whitespace()),
            "{document}: {body:?}"
        );
    }
}

#[test]
fn hidden_characters_are_pointed_at() {
    let found = issues(&described("商家\u{202e}不退\u{200b}款，没有道理，请处理一下"), "text.");
    let hidden: Vec<_> = found
        .iter()
        .filter(|issue| issue.span.is_some())
        .map(|issue| (issue.code.as_str(), issue.span))
        .collect();
    assert_eq!(hidden, [("text.bidi", Some((2, 3))), ("text.control", Some((5, 6)))]);
    let family = issues(&described("一家👨\u{200d}👩\u{200d}👧三口都收到了短信"), "text.");
    assert!(family.iter().all(|issue| issue.span.is_none()));
}

#[test]
fn hostile_digits_give_few_findings() {
    for part in ["6", "1 ", "622202 ", "验证码", "138-"] {
        let text: String = part.chars().cycle().take(100_000).collect();
        assert!(tousu().assess(&described(&text)).issues.len() < 60, "{part}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn no_text_makes_it_panic_or_point_outside(text in "([0-9xX \\-+验证码密是：０-９😀\u{200b}\u{202e}]|\\PC){0,60}") {
        let units = text.encode_utf16().count();
        for issue in privacy(&text) {
            let (start, end) = issue.span.unwrap();
            prop_assert!(start < end && end as usize <= units, "{issue:?} in {text:?}");
            about(&text, &issue);
        }
    }
}

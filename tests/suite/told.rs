//! A description that tells a choice nobody has made yet: the letter argues from it all the same, and asserts no more than
//! the words do.

use crate::common::{ZH, catalog, day, raw};
use tousu::catalog::{Channel, Document};
use tousu::{Draft, Options, Tousu};

/// A draft in TOML, what its letter must say, and what it must not.
type Told = (&'static str, &'static [&'static str], &'static [&'static str]);

const TOLD: &[Told] = &[
    (
        r#"reason = "refund-refused"
        remedy = ["refund"]
        description = "10月20日买了11月15日的话剧票两张。11月10日家里老人去世去不了，当天申请退票，平台说购票须知写明不支持退换。""#,
        &["消费者权益保护法》第二十六条", "实施条例》第十七条", "民法典》第五百八十五条第二款"],
        &["第二十五条", "不足五百元"],
    ),
    (
        r#"reason = "refund-refused"
        remedy = ["refund"]
        description = "9月交了三千元定金订月子餐，合同总价五千。孩子早产用不上了，店家说定金一律不退。""#,
        &["民法典》第五百八十六条第二款"],
        &["民法典》第五百八十七条"],
    ),
    (
        r#"reason = "refund-refused"
        remedy = ["refund"]
        description = "共享单车的押金199元，8月申请退，到现在没有退。""#,
        &["电子商务法》第二十一条", "实施条例》第二十条"],
        &["第二十五条"],
    ),
    (
        r#"reason = "price"
        remedy = ["refund"]
        remedyAmount = "60"
        description = "租了一个充电宝，用了两小时插回柜机，第二天还在计费，共扣了68元。""#,
        &["民法典》第九百八十五条", "电子商务法》第六十二条"],
        &["明码标价"],
    ),
    (
        r#"reason = "minor-payment"
        remedy = ["refund"]
        description = "我儿子11岁，国庆假期用我的手机给主播刷礼物，一共付了7次。""#,
        &[
            "民法典》第十九条",
            "民法典》第一百四十五条第一款",
            "民法典》第一百四十五条第二款",
            "先后多次付款",
        ],
        &["第二十条", "第一百四十四条", "发生付款"],
    ),
    (
        r#"reason = "minor-payment"
        remedy = ["refund"]
        description = "孩子才6岁，拿着奶奶的手机买了游戏币。""#,
        &["民法典》第二十条", "民法典》第一百四十四条"],
        &["第十九条", "第一百四十五条"],
    ),
    (
        r#"reason = "minor-payment"
        remedy = ["refund"]
        description = "我41岁，孩子用我的手机充值了648元。""#,
        &["民法典》第一百五十七条"],
        &["第十九条", "第二十条", "第一百四十四条", "第一百四十五条"],
    ),
    (
        r#"reason = "service"
        remedy = ["refund", "compensation"]
        losses = "860"
        description = "在店里做了面部护理，当晚脸上红肿，医院门诊诊断为接触性皮炎，花了860元。""#,
        &["消费者权益保护法》第四十九条"],
        &["消费者权益保护法》第五十二条"],
    ),
    (
        r#"reason = "service"
        remedy = ["compensation"]
        losses = "700"
        description = "提前一个月订了三晚房间，已付款并确认。临走前一天酒店直接取消，我只好另订，多花了700元。""#,
        &["电子商务法》第四十九条", "民法典》第五百七十七条", "民法典》第五百八十四条"],
        &[],
    ),
    (
        r#"reason = "service"
        remedy = ["refund"]
        description = "买了60课时的网课，换了三个老师，讲的和试听不一样。要退剩下的课时，合同写开课后不退费。""#,
        &[
            "预付式消费司法解释》第九条",
            "消费者权益保护法》第五十三条",
            "预付式消费司法解释》第十五条",
        ],
        &["民法典》第五百八十二条"],
    ),
    (
        r#"reason = "quality"
        remedy = ["refund"]
        receivedDate = "2026-11-20"
        description = "社区团购的草莓到手烂了一半，当天申请售后，提示超过2小时不受理。""#,
        &["网络消费司法解释（一）》第一条", "实施条例》第十七条"],
        &["产品质量法》第四十条"],
    ),
    (
        r#"reason = "prepaid"
        remedy = ["refund"]
        balance = "3000"
        description = "办了健身卡，膝盖手术，医生要求停止运动，去门诊复查过三次。要退剩下的三千元，店长说活动卡不退。"
        [[log]]
        date = "2026-11-02"
        channel = "merchant"
        action = "refused""#,
        &["预付式消费司法解释》第十三条第二款", "预付式消费司法解释》第九条"],
        &["消费者权益保护法》第五十三条"],
    ),
    (
        r#"reason = "auto-renewal"
        remedy = ["refund"]
        purchaseDate = "2026-11-03"
        paidAmount = "95"
        description = "开通时写首月1元，之后每周扣19元，扣了5次才发现，续费说明是页面最下面的小字。""#,
        &["先后多次付款", "共95.00元，其中一笔付于2026年11月3日", "民法典》第四百九十六条第二款"],
        &["交易日期", "发生付款"],
    ),
    (
        r#"reason = "not-received"
        remedy = ["refund"]
        description = "客服让我先点确认收货，说点了才派送，点完再也没有消息，东西一直没到。""#,
        &["电子商务法》第二十条"],
        &["欺诈"],
    ),
];

#[test]
fn a_description_counts_for_a_choice_that_nobody_has_made() {
    let tousu = Tousu::new(catalog(), day("2026-11-24"));
    let options = Options {
        document: catalog().find::<Document>("negotiation").unwrap(),
        channel: catalog().find::<Channel>("merchant").unwrap(),
        locale: ZH,
        ..Options::default()
    };
    for (draft, says, never) in TOLD {
        let draft = toml::Value::Table(draft.parse().unwrap());
        let draft = Draft::read(raw(&draft));
        let body = tousu.compose(&draft, &options).body;
        for words in *says {
            assert!(body.contains(words), "{words} is not in:\n{body}");
        }
        for words in *never {
            assert!(!body.contains(words), "{words} is in:\n{body}");
        }
    }
}

/// What was chosen counts, whatever the description says.
#[test]
fn a_choice_that_was_made_stands() {
    let tousu = Tousu::new(catalog(), day("2026-11-24"));
    for (chosen, kind) in [("", "ticket"), ("service", "service")] {
        let draft = format!(
            "reason = \"refund-refused\"\norderKind = \"{chosen}\"\ndescription = \"两张门票退不了\""
        );
        let draft = toml::Value::Table(draft.parse().unwrap());
        let draft = Draft::read(raw(&draft));
        assert_eq!(catalog().choice_name(tousu.case(&draft).order_kind()), kind);
    }
}

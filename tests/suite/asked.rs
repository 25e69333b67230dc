//! Which questions the form asks: each only where the reason and the kind of order need it.

use crate::common::{catalog, day, draft, names, packed, raw, sources, tousu};
use tousu::{Draft, Raw, Tousu};

/// The conditional fields that a draft with these values is asked for.
fn asked(fields: &[(&str, &str)]) -> Vec<&'static str> {
    names(&tousu().assess(&draft(fields)).asked)
}

#[test]
fn a_late_parcel_is_asked_nothing_new() {
    let story = "11月3日下单，页面写48小时内发货，到现在还是待发货，客服说再等等。";
    for reason in ["late-delivery", "not-received"] {
        let asked = asked(&[("reason", reason), ("description", story)]);
        let usual = ["promisedDate", "receivedDate", "trackingNumber"];
        assert!(asked.iter().all(|id| usual.contains(id)), "{reason} {asked:?}");
    }
}

#[test]
fn a_story_that_mentions_a_topic_is_asked_about_it() {
    let promised =
        [("reason", "late-delivery"), ("description", "页面写着晚发必赔，今天还没有发货")];
    assert!(asked(&promised).contains(&"promiseWords"));
    assert!(!asked(&promised).contains(&"promiseAmount"));
    let quoted = [&promised[..], &[("promiseWords", "晚发必赔")]].concat();
    assert!(asked(&quoted).contains(&"promiseAmount"));
}

#[test]
fn a_hotel_is_asked_for_no_day_of_receipt() {
    let refund = ("reason", "refund-refused");
    assert!(asked(&[refund]).contains(&"receivedDate"));
    let hotel = asked(&[refund, ("orderKind", "service")]);
    assert!(!hotel.contains(&"receivedDate") && !hotel.contains(&"trackingNumber"));
    assert!(hotel.contains(&"endedBy") && !hotel.contains(&"depositAmount"));
    assert!(asked(&[refund, ("orderKind", "deposit")]).contains(&"depositAmount"));
    assert!(asked(&[refund, ("orderKind", "earnest-money")]).contains(&"totalPrice"));
}

#[test]
fn what_the_recommended_channel_needs_is_asked() {
    let late = [("reason", "late-delivery")];
    let step = |channel: &str, action: &str| {
        Raw::Map(vec![
            ("date".into(), Raw::from("2026-11-20")),
            ("channel".into(), Raw::Text(channel.to_string().into())),
            ("action".into(), Raw::Text(action.to_string().into())),
        ])
    };
    let log = Raw::List(vec![step("merchant", "refused"), step("in-app", "refused")]);
    let draft = Draft::read(Raw::Map(vec![
        ("reason".into(), Raw::from("late-delivery")),
        ("log".into(), log),
    ]));
    let district = "merchantDistrict";
    assert!(names(&tousu().assess(&draft).asked).contains(&district));
    assert!(!asked(&late).contains(&district));
}

#[test]
fn every_conditional_field_is_left_out_somewhere() {
    let catalog = catalog();
    let reasons = catalog.reasons.iter().map(|(id, _)| asked(&[("reason", catalog.name(id))]));
    let reasons: Vec<_> = reasons.collect();
    for (id, _) in catalog.fields.iter().filter(|(_, field)| field.is_conditional()) {
        let name = catalog.name(id);
        assert!(reasons.iter().any(|asked| !asked.contains(&name)), "{name} is asked of everybody");
    }
}

/// A condition of a tip, asked of a draft.
#[test]
fn conditions_hold_as_written() {
    let holds = |when: &str, fields: &str| {
        let mut all = sources();
        let tip =
            format!("[[prevention]]\nid = \"it\"\nlabel = {{ zh = \"甲\", en = \"a\" }}\n{when}");
        let tip: toml::Table = tip.parse().unwrap();
        all.insert("prevention".into(), tip["prevention"].clone());
        let catalog = packed(&toml::Value::Table(all)).unwrap();
        let fields: toml::Table = fields.parse().unwrap();
        let fields = toml::Value::Table(fields);
        let draft = Draft::read(raw(&fields));
        !Tousu::new(&catalog, day("2026-11-24")).assess(&draft).prevention.is_empty()
    };
    let cases = [
        (
            "when.kind = [\"course\"]",
            "reason = \"prepaid\"",
            "reason = \"prepaid\"\norderKind = \"goods\"",
        ),
        (
            "when.mentions = [\"injury\"]",
            "description = \"喝了以后腹泻\"",
            "description = \"喝了以后没事\"",
        ),
        (
            "when.not_mentions = [\"injury\"]",
            "description = \"没事\"",
            "description = \"后来住院\"",
        ),
        (
            "when.after = [{ field = \"receivedDate\", than = \"promisedDate\" }]",
            "receivedDate = \"2026-11-03\"\npromisedDate = \"2026-11-02\"",
            "receivedDate = \"2026-11-02\"\npromisedDate = \"2026-11-02\"",
        ),
        (
            "when.at_least = { field = \"childAge\", count = 8 }",
            "childAge = \"8\"",
            "childAge = \"7\"",
        ),
        (
            "when.below = { field = \"childAge\", count = 8 }",
            "childAge = \"7\"",
            "childAge = \"8\"",
        ),
        (
            "when.says = { field = \"termWords\", words = \"概不 不退\" }",
            "termWords = \"特价票不退\"",
            "termWords = \"七天内可退\"",
        ),
        (
            "when.remedies = [\"deliver\"]\nwhen.also_remedies = [\"refund\"]",
            "remedy = [\"refund\", \"deliver\"]",
            "remedy = [\"deliver\"]",
        ),
        ("when.no_remedies = [\"deliver\"]", "remedy = [\"refund\"]", "remedy = [\"deliver\"]"),
        ("when.no_evidence = [\"test-report\"]", "", "evidence = [{ kind = \"test-report\" }]"),
    ];
    for (when, satisfied, unsatisfied) in cases {
        assert!(holds(when, satisfied), "{when} does not hold for {satisfied}");
        assert!(!holds(when, unsatisfied), "{when} holds for {unsatisfied}");
    }
}

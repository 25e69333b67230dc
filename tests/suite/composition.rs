//! What a composition gives besides its text: what to copy, in which language, how short, and by which day to answer.

use crate::common::{EN, ZH, catalog, compose, day, draft, keys, tousu};
use tousu::catalog::{Channel, Document};
use tousu::{Composition, Draft, Options, Raw};

const BLANK: char = '＿';

fn order() -> Draft<'static> {
    draft(&[
        ("reason", "late-delivery"),
        ("productName", "羽绒服"),
        ("orderNumber", "NB20261103000712"),
        ("paidAmount", "669"),
        ("purchaseDate", "2026-11-03"),
        ("description", "11月3日下单，客服说三天内发货，到今天没有发货。"),
        ("remedy", "refund"),
    ])
}

/// All documents, of all channels that take them.
fn all(draft: &Draft, options: Options) -> Vec<(String, Composition)> {
    let mut made = Vec::new();
    for (document, _) in catalog().documents.iter() {
        for (channel, entry) in catalog().channels.iter() {
            if entry.documents.contains(&document) {
                let name = format!("{} to {}", catalog().name(document), catalog().name(channel));
                made.push((
                    name,
                    tousu().compose(draft, &Options { document, channel, ..options }),
                ));
            }
        }
    }
    made
}

#[test]
fn what_is_copied_has_no_blank() {
    let mut blanks = 0;
    for draft in [draft(&[]), draft(&[("reason", "minor-payment")]), order()] {
        for short in [false, true] {
            for locale in [ZH, EN] {
                for (name, made) in all(&draft, Options { locale, short, ..Options::default() }) {
                    assert!(!made.shareable.contains(BLANK), "{name}\n{}", made.shareable);
                    for part in &made.parts {
                        assert_eq!(part.blank, part.text.contains(BLANK), "{name}: {}", part.text);
                        blanks += usize::from(part.blank);
                    }
                    if !made.body.contains(BLANK) {
                        assert_eq!(made.body, made.shareable, "{name}");
                    }
                }
            }
        }
    }
    assert!(blanks > 10, "only {blanks} parts are blank: is this test still one?");
}

#[test]
fn the_text_has_a_language_of_its_own_and_its_parts_keep_the_labels_of_the_page() {
    let english = Options { locale: EN, ..Options::default() };
    let mixed = Options { language: Some(ZH), ..english };
    for (((name, chinese), (_, english)), (_, made)) in all(&order(), Options::default())
        .into_iter()
        .zip(all(&order(), english))
        .zip(all(&order(), mixed))
    {
        let texts = |made: &Composition| {
            made.parts.iter().map(|part| part.text.clone()).collect::<Vec<_>>()
        };
        let labels = |made: &Composition| {
            made.parts.iter().map(|part| part.label.clone()).collect::<Vec<_>>()
        };
        assert_eq!((&made.title, &made.body), (&chinese.title, &chinese.body), "{name}");
        assert_eq!(texts(&made), texts(&chinese), "{name}");
        assert_eq!(labels(&made), labels(&english), "{name}");
    }
}

#[test]
fn the_day_that_was_chosen_stands_in_the_text_unless_it_has_passed() {
    let made = |reply_by: Option<&str>| {
        compose(
            &order(),
            "negotiation",
            Options { reply_by: reply_by.map(day), ..Options::default() },
        )
    };
    let by_rule = made(None);
    let chosen = made(Some("2026-12-09"));
    assert_eq!(chosen.reply_by, Some(day("2026-12-09")));
    assert!(chosen.body.contains("2026年12月9日"), "{}", chosen.body);
    assert_ne!(by_rule.reply_by, chosen.reply_by);
    assert_eq!(made(Some("2026-11-24")).reply_by, Some(day("2026-11-24")));
    assert_eq!(made(Some("2026-11-23")), by_rule);
    // A text that asks for no answer has no such day, and one that had to leave it out neither.
    let options = Options { reply_by: Some(day("2026-12-09")), ..Options::default() };
    assert_eq!(compose(&order(), "evidence-list", options).reply_by, None);
    for limit in 1..400 {
        let made = compose(&order(), "negotiation", Options { limit: Some(limit), ..options });
        assert_eq!(made.reply_by.is_some(), made.body.contains("2026年12月9日"), "{}", made.body);
    }
}

#[test]
fn the_short_version_asks_the_same_and_fits_a_chat() {
    let to = |name| catalog().find::<Channel>(name).unwrap();
    let short = Options { short: true, channel: to("merchant"), ..Options::default() };
    let full = compose(&order(), "negotiation", Options { short: false, ..short });
    let made = compose(&order(), "negotiation", short);
    assert_eq!(
        made.body,
        "您好！我于2026年11月3日下单羽绒服，实付669.00元，订单号NB20261103000712。\n\
         11月3日下单，客服说三天内发货，到今天没有发货。\n\
         我的要求：退还已付款项669.00元。请最迟于2026年12月1日答复。"
    );
    assert_eq!((made.reply_by, made.limit), (full.reply_by, Some(200)));
    assert!(made.omitted.is_empty());

    // A long story is shortened at the end of a sentence, and that is said; order, demand and day stay.
    let story = "客服每次都说这两天安排发货。".repeat(40);
    let long = Draft::read(Raw::Map(vec![
        ("productName".into(), Raw::from("羽绒服")),
        ("description".into(), Raw::from(story.as_str())),
        ("remedy".into(), Raw::List(vec![Raw::from("refund")])),
    ]));
    let made = compose(&long, "negotiation", short);
    assert!(made.length <= 200 && made.length > 150, "{}", made.length);
    assert!(made.body.contains("羽绒服") && made.body.ends_with("日答复。"), "{}", made.body);
    assert!(made.body.contains("安排发货。\n"), "{}", made.body);
    assert_eq!(keys(&made.omitted), ["description"]);

    // A limit of the host goes before, and a document without a short version has but one.
    let limited = compose(&long, "negotiation", Options { limit: Some(120), ..short });
    assert!(limited.length <= 120 && limited.reply_by.is_some(), "{}", limited.body);
    let document = catalog().find::<Document>("evidence-list").unwrap();
    let list =
        |short| tousu().compose(&order(), &Options { document, short, ..Options::default() });
    assert_eq!(list(true), list(false));
}

#[test]
fn four_photos_of_a_kind_are_named_once() {
    let exhibit = |kind: &'static str| Raw::Map(vec![("kind".into(), Raw::from(kind))]);
    let kinds =
        ["product-photo", "product-photo", "order-detail", "product-photo", "product-photo"];
    let evidence = Raw::List(kinds.into_iter().map(exhibit).collect());
    let draft = Draft::read(Raw::Map(vec![
        ("reason".into(), Raw::from("quality")),
        ("evidence".into(), evidence),
    ]));
    let labels = ["product-photo", "order-detail"].map(|name| {
        let (_, kind) =
            catalog().evidence.iter().find(|(id, _)| catalog().name(*id) == name).unwrap();
        crate::common::wording(ZH).words(kind.label)
    });
    let brief = compose(&draft, "brief", Options::default()).body;
    for label in labels {
        assert_eq!(brief.matches(label).count(), 1, "{label} in {brief}");
    }
    let list = compose(&draft, "evidence-list", Options::default()).body;
    assert_eq!(list.matches(labels[0]).count(), 4, "each exhibit has a line of its own: {list}");
}

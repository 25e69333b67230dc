//! What holds for every draft.

use crate::common::{EN, ZH, catalog, compose, keys, tousu, wording};
use proptest::prelude::*;
use tousu::catalog::Kind;
use tousu::{Draft, Format, Grade, Options, Raw, Strength};

fn text(value: &str) -> Raw<'static> {
    Raw::Text(value.to_string().into())
}

/// Some evidence: kinds of the catalogue, with any of the criteria.
fn evidence() -> impl Strategy<Value = Vec<Raw<'static>>> {
    let catalog = catalog();
    let kinds: Vec<&str> = catalog.evidence.iter().map(|(id, _)| catalog.name(id)).collect();
    let criteria: Vec<&str> = catalog.criteria.iter().map(|(id, _)| catalog.name(id)).collect();
    let exhibit = (
        prop::sample::select(kinds),
        prop::collection::vec(prop::sample::select(criteria), 0..3),
        1..9u32,
    );
    let exhibit = exhibit.prop_map(|(kind, criteria, count)| {
        Raw::Map(vec![
            ("kind".into(), Raw::from(kind)),
            ("count".into(), Raw::Number(count.into())),
            ("shows".into(), Raw::List(criteria.into_iter().map(Raw::from).collect())),
        ])
    });
    prop::collection::vec(exhibit, 0..12)
}

fn reasons() -> impl Strategy<Value = &'static str> {
    let reasons = catalog().reasons.iter().map(|(id, _)| catalog().name(id));
    prop::sample::select(reasons.collect::<Vec<_>>())
}

/// A value of whatever shape, fields of the catalogue among its keys.
pub fn raw() -> impl Strategy<Value = Raw<'static>> {
    let fields = catalog().fields.iter().map(|(id, _)| catalog().name(id).to_string());
    let key = prop_oneof![
        3 => prop::sample::select(fields.collect::<Vec<_>>()),
        1 => "\\PC{0,8}",
        1 => Just("evidence".to_string()),
        1 => Just("log".to_string()),
    ];
    let leaf = prop_oneof![
        Just(Raw::Nothing),
        any::<bool>().prop_map(Raw::Bool),
        any::<f64>().prop_map(Raw::Number),
        ".{0,40}".prop_map(|it| text(&it)),
        "[0-9￥¥元年月日.,:：\\-+ ]{0,20}".prop_map(|it| text(&it)),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        let entry = (key.clone(), inner.clone()).prop_map(|(key, value)| (key.into(), value));
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(Raw::List),
            prop::collection::vec(entry, 0..8).prop_map(Raw::Map),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_score_is_bounded_and_never_falls(reason in reasons(), held in evidence(), more in evidence()) {
        let draft = |pieces: Vec<Raw<'static>>| Draft::read(Raw::Map(vec![
            ("reason".into(), Raw::from(reason)),
            ("evidence".into(), Raw::List(pieces)),
        ]));
        let (before, after) = (draft(held.clone()), draft([held, more].concat()));
        let (before, after) = (tousu().assess(&before).evidence, tousu().assess(&after).evidence);
        prop_assert!(before.score <= after.score && after.score <= 100);
        let missing = after.items.iter().any(|item| item.strength == Strength::Essential && !item.held);
        prop_assert!(!missing || matches!(after.grade, Grade::Weak | Grade::Fair));
        prop_assert_eq!(after.next.is_some(), after.items.iter().any(|item| !item.held));
    }

    #[test]
    fn any_value_is_a_draft(raw in raw(), reason in reasons()) {
        let mut entries = vec![("reason".into(), Raw::from(reason))];
        if let Raw::Map(more) = raw {
            entries.extend(more);
        }
        let draft = Draft::read(Raw::Map(entries));
        let found = tousu().assess(&draft);
        prop_assert_eq!(found.channels.iter().filter(|channel| channel.recommended).count(), 1);
        for locale in [ZH, EN] {
            let ours = ['{', '[', '\u{1}', '\u{2}', '\u{3}'];
            let mut messages = found.issues.iter().map(|it| it.message.words(wording(locale), tousu().today));
            prop_assert!(messages.all(|message| !message.is_empty() && !message.contains(ours)));
            let calendar = tousu().calendar(&draft, locale);
            prop_assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
        }
        for (document, _) in catalog().documents.iter() {
            for format in [Format::Text, Format::Markdown, Format::Html] {
                let options = Options { document, format, limit: Some(120), ..Options::default() };
                let made = tousu().compose(&draft, &options);
                prop_assert!(made.length <= 120);
            }
        }
    }

    /// What was entered is in the letter, and what was not entered is not: no placeholder, no bracket of ours.
    #[test]
    fn what_was_entered_is_in_the_letter(
        reason in reasons(),
        values in prop::collection::vec("[a-z0-9]{9}", 40),
        pieces in evidence(),
    ) {
        let mut entries = vec![("reason".into(), Raw::from(reason)), ("evidence".into(), Raw::List(pieces))];
        let mut expected = Vec::new();
        for ((id, field), value) in catalog().fields.iter().zip(&values) {
            if matches!(field.kind, Kind::Line | Kind::Paragraph | Kind::Phone | Kind::Email) {
                let value = format!("q{value}");
                entries.push((catalog().name(id).into(), text(&value)));
                expected.push((catalog().name(id), field.contact, value));
            }
        }
        entries.push(("remedy".into(), Raw::List(vec![text("refund"), text("other")])));
        entries.push(("paidAmount".into(), text("1240.5")));
        let draft = Draft::read(Raw::Map(entries));
        for locale in [ZH, EN] {
            let options = Options { locale, ..Options::default() };
            let letter = compose(&draft, "letter", options);
            for (field, _, value) in &expected {
                prop_assert!(letter.body.contains(value.as_str()), "{} is missing", field);
            }
            prop_assert!(letter.body.contains("1240.50") || letter.body.contains("1,240.50"));
            let ours = ['{', '}', '[', ']'];
            prop_assert!(!letter.body.contains(ours));
            let hidden = compose(&draft, "letter", Options { hide_contact: true, ..options });
            for (field, contact, value) in &expected {
                prop_assert_eq!(!hidden.body.contains(value.as_str()), *contact, "{}", field);
            }
        }
    }

    /// A brief fits, says what it left out, and cuts no character in two.
    #[test]
    fn a_brief_fits_and_hides_nothing(description in "\\PC{0,400}", product in "\\PC{1,30}", limit in 20..400u32) {
        let draft = Draft::read(Raw::Map(vec![
            ("description".into(), text(&description)),
            ("productName".into(), text(&product)),
            ("contactPhone".into(), text("13800138000")),
            ("remedy".into(), Raw::List(vec![text("refund")])),
        ]));
        let options = Options { limit: Some(limit), ..Options::default() };
        let brief = compose(&draft, "brief", options);
        prop_assert_eq!(brief.length as usize, brief.body.encode_utf16().count());
        prop_assert!(brief.length <= limit);
        prop_assert!(brief.body.contains("13800138000") || keys(&brief.omitted).contains(&"contactPhone"));
        let shown = compose(&draft, "brief", Options { limit: Some(100_000), ..options });
        prop_assert!(shown.omitted.is_empty());
    }
}

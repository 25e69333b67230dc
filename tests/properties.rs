//! What holds for every draft.

use proptest::prelude::*;
use tousu::{Catalog, Date, Draft, Format, Grade, Locale, Options, Raw, Tousu, catalog::Kind};

fn text(value: &str) -> Raw {
    Raw::Text(value.into())
}

fn tousu(locale: Locale) -> Tousu<'static> {
    Tousu::new(Catalog::builtin(), Date::new(2026, 11, 24).unwrap(), locale)
}

/// Some evidence: kinds of the catalogue, with any of the marks.
fn evidence() -> impl Strategy<Value = Vec<Raw>> {
    let kinds: Vec<String> =
        Catalog::builtin().evidence.iter().map(|kind| kind.id.clone()).collect();
    let marks: Vec<String> = Catalog::builtin().mark.iter().map(|mark| mark.id.clone()).collect();
    let piece = (
        prop::sample::select(kinds),
        prop::collection::vec(prop::sample::select(marks), 0..3),
        1..9u32,
    );
    let piece = piece.prop_map(|(kind, marks, count)| {
        Raw::Map(vec![
            ("kind".into(), Raw::Text(kind)),
            ("count".into(), Raw::Number(count.into())),
            ("shows".into(), Raw::List(marks.into_iter().map(Raw::Text).collect())),
        ])
    });
    prop::collection::vec(piece, 0..12)
}

fn reasons() -> impl Strategy<Value = String> {
    prop::sample::select(
        Catalog::builtin().reason.iter().map(|reason| reason.id.clone()).collect::<Vec<_>>(),
    )
}

/// A value of whatever shape, fields of the catalogue among its keys.
fn raw() -> impl Strategy<Value = Raw> {
    let fields: Vec<String> =
        Catalog::builtin().field.iter().map(|field| field.id.clone()).collect();
    let key = prop_oneof![3 => prop::sample::select(fields), 1 => "\\PC{0,8}", 1 => Just("evidence".to_string()), 1 => Just("log".to_string())];
    let leaf = prop_oneof![
        Just(Raw::Nothing),
        any::<bool>().prop_map(Raw::Bool),
        any::<f64>().prop_map(Raw::Number),
        ".{0,40}".prop_map(Raw::Text),
        "[0-9￥¥元年月日.,:：\\-+ ]{0,20}".prop_map(Raw::Text),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Raw::List),
            prop::collection::vec((key.clone(), inner), 0..8).prop_map(Raw::Map),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_score_is_bounded_and_never_falls(reason in reasons(), held in evidence(), more in evidence()) {
        let draft = |pieces: Vec<Raw>| Draft::read(Raw::Map(vec![
            ("reason".into(), Raw::Text(reason.clone())),
            ("evidence".into(), Raw::List(pieces)),
        ]));
        let (before, after) = (draft(held.clone()), draft([held, more].concat()));
        let (before, after) = (tousu(Locale::Zh).assess(&before).evidence, tousu(Locale::Zh).assess(&after).evidence);
        prop_assert!(before.score <= after.score && after.score <= 100);
        let missing = after.items.iter().any(|item| item.strength == tousu::Strength::Essential && !item.held);
        prop_assert!(!missing || matches!(after.grade, Grade::Weak | Grade::Fair));
        prop_assert_eq!(after.next.is_some(), after.items.iter().any(|item| !item.held));
    }

    #[test]
    fn any_value_is_a_draft(raw in raw(), reason in reasons()) {
        let mut entries = vec![("reason".to_string(), Raw::Text(reason))];
        if let Raw::Map(more) = raw {
            entries.extend(more);
        }
        let draft = Draft::read(Raw::Map(entries));
        for locale in [Locale::Zh, Locale::En] {
            let found = tousu(locale).assess(&draft);
            prop_assert_eq!(found.channels.iter().filter(|channel| channel.recommended).count(), 1);
            let ours = ['{', '['];
            prop_assert!(found.issues.iter().all(|issue| !issue.message.contains(ours)));
            let calendar = tousu(locale).calendar(&draft);
            prop_assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
        }
        for document in &Catalog::builtin().document {
            for format in [Format::Text, Format::Markdown, Format::Html] {
                let options = Options { document: &document.id, format, limit: Some(120), ..Options::default() };
                let made = tousu(Locale::Zh).compose(&draft, &options);
                prop_assert!(made.length <= 120);
            }
        }
    }

    /// What was entered stands in the documents that are meant for it, in every format of the text;
    /// and what was not entered does not: no placeholder, no bracket of ours.
    #[test]
    fn what_was_entered_stands_in_the_letter(
        reason in reasons(),
        values in prop::collection::vec("[a-z0-9]{9}", 40),
        pieces in evidence(),
    ) {
        let catalog = Catalog::builtin();
        let mut entries = vec![("reason".to_string(), Raw::Text(reason)), ("evidence".to_string(), Raw::List(pieces))];
        let mut expected = Vec::new();
        for (field, value) in catalog.field.iter().zip(&values) {
            if matches!(field.kind, Kind::Line | Kind::Paragraph | Kind::Phone | Kind::Email) {
                let value = format!("q{value}");
                entries.push((field.id.clone(), text(&value)));
                expected.push((field, value));
            }
        }
        entries.push(("remedy".into(), Raw::List(vec![text("refund"), text("other")])));
        entries.push(("paidAmount".into(), text("1240.5")));
        let draft = Draft::read(Raw::Map(entries));
        for locale in [Locale::Zh, Locale::En] {
            let options = Options { document: "letter", ..Options::default() };
            let letter = tousu(locale).compose(&draft, &options);
            for (field, value) in &expected {
                prop_assert!(letter.body.contains(value.as_str()), "{} is missing", field.id);
            }
            prop_assert!(letter.body.contains("1240.50") || letter.body.contains("1,240.50"));
            let ours = ['{', '}', '[', ']'];
            prop_assert!(!letter.body.contains(ours));
            let hidden = tousu(locale).compose(&draft, &Options { hide_contact: true, ..options });
            for (field, value) in &expected {
                prop_assert_eq!(!hidden.body.contains(value.as_str()), field.contact, "{}", &field.id);
            }
        }
    }

    /// A brief fits, says what it left out, and cuts no character in two.
    #[test]
    fn a_brief_fits_and_hides_nothing(description in "\\PC{0,400}", product in "\\PC{1,30}", limit in 20..400u32) {
        let draft = Draft::read(Raw::Map(vec![
            ("description".into(), Raw::Text(description)),
            ("productName".into(), Raw::Text(product.clone())),
            ("contactPhone".into(), text("13800138000")),
            ("remedy".into(), Raw::List(vec![text("refund")])),
        ]));
        let options = Options { document: "brief", limit: Some(limit), ..Options::default() };
        let brief = tousu(Locale::Zh).compose(&draft, &options);
        prop_assert_eq!(brief.length as usize, brief.body.encode_utf16().count());
        prop_assert!(brief.length <= limit);
        prop_assert!(brief.body.contains("13800138000") || brief.omitted.iter().any(|id| id == "contactPhone"));
        let shown = tousu(Locale::Zh).compose(&draft, &Options { limit: Some(100_000), ..options });
        prop_assert!(shown.omitted.is_empty());
    }
}

//! Honesty, over every reason, document and language: a document says what the draft states, and
//! nothing else.

use tousu::catalog::{Document, Kind};
use tousu::{Catalog, Date, Draft, Locale, Options, Raw, Tousu};

const LOCALES: [Locale; 2] = [Locale::Zh, Locale::En];

fn text(value: &str) -> Raw {
    Raw::Text(value.into())
}

fn object(entries: &[(&str, Raw)]) -> Raw {
    Raw::Map(entries.iter().map(|(key, value)| (key.to_string(), value.clone())).collect())
}

/// A value for each field, told apart by its number.
fn full(reason: &str, without: &[&str]) -> Vec<(String, Raw)> {
    let fields = Catalog::builtin().field.iter().enumerate();
    let filled =
        fields.filter(|(_, field)| !without.contains(&field.id.as_str())).map(|(number, field)| {
            let value = match field.kind {
                Kind::Date => text("2026-11-03"),
                Kind::Money => text(&format!("{}.25", 100 + number)),
                Kind::Integer => text("3"),
                Kind::Phone => text("13800138000"),
                Kind::Email => text("lin@example.com"),
                Kind::Choice if field.option.is_empty() => text(reason),
                Kind::Choice => text(&field.option[0].id),
                Kind::Choices => Raw::List(
                    Catalog::builtin().remedy.iter().map(|remedy| text(&remedy.id)).collect(),
                ),
                Kind::Line | Kind::Paragraph => text(&format!("值{number}")),
            };
            (field.id.clone(), value)
        });
    filled.collect()
}

fn log() -> Raw {
    let step = |date, channel, action| {
        object(&[("date", text(date)), ("channel", text(channel)), ("action", text(action))])
    };
    Raw::List(vec![
        step("2026-11-10", "merchant", "requested-remedy"),
        step("2026-11-12", "merchant", "refused"),
        step("2026-11-13", "in-app", "submitted"),
    ])
}

/// Every reason with every document in both languages, for a draft made from the reason.
fn each(
    draft: impl Fn(&str) -> Vec<(String, Raw)>,
    hide_contact: bool,
    check: impl Fn(&str, &Document, Locale, &tousu::Composition),
) {
    let catalog = Catalog::builtin();
    for reason in &catalog.reason {
        let draft = Draft::read(Raw::Map(draft(&reason.id)));
        for document in &catalog.document {
            for locale in LOCALES {
                let tousu = Tousu::new(catalog, Date::new(2026, 11, 24).unwrap(), locale);
                let options =
                    Options { document: &document.id, hide_contact, ..Options::default() };
                check(&reason.id, document, locale, &tousu.compose(&draft, &options));
            }
        }
    }
}

fn bare(reason: &str) -> Vec<(String, Raw)> {
    vec![("reason".into(), text(reason))]
}

fn whole(reason: &str) -> Vec<(String, Raw)> {
    let piece = |kind: &str| object(&[("kind", text(kind)), ("count", Raw::Number(2.0))]);
    let mut draft = full(reason, &[]);
    draft.push(("log".into(), log()));
    draft.push((
        "evidence".into(),
        Raw::List(Catalog::builtin().evidence.iter().map(|kind| piece(&kind.id)).collect()),
    ));
    draft
}

#[test]
fn no_placeholder_alternative_or_threat() {
    let never = [
        "{",
        "}",
        "[",
        "]",
        "和/或",
        "及/或",
        "and/or",
        "XXX",
        "待填",
        "undefined",
        "null",
        "。。",
        "；。",
        "，。",
        "：。",
        "，，",
        ". .",
        "..",
        ",,",
        " ,",
        "后果自负",
        "曝光",
        "否则我",
        "不然",
        "or else",
        "you will regret",
        "expose",
        "！",
        "!",
    ];
    for draft in [bare, whole] {
        each(draft, false, |reason, document, _, made| {
            for word in never {
                assert!(
                    !made.body.contains(word),
                    "{reason} {} says {word}\n{}",
                    document.id,
                    made.body
                );
            }
        });
    }
}

#[test]
fn a_bare_draft_states_no_facts() {
    each(bare, false, |reason, document, _, made| {
        for fact in [
            "2026年11月3日",
            "3 November",
            "最近一次联系",
            "Last contact",
            "被拒绝",
            "was refused",
            "元（",
            "CNY",
        ] {
            assert!(
                !made.body.contains(fact),
                "{reason} {} says {fact}\n{}",
                document.id,
                made.body
            );
        }
        for need in &document.needs {
            assert!(made.lacking.contains(need), "{reason} {} does not report {need}", document.id);
        }
    });
}

#[test]
fn what_is_lacking_stands_as_a_ruled_blank() {
    each(bare, false, |reason, document, _, made| {
        assert_eq!(
            made.body.contains("＿＿＿＿"),
            !made.lacking.is_empty(),
            "{reason} {}\n{}",
            document.id,
            made.body
        );
    });
}

#[test]
fn evidence_is_listed_only_if_held() {
    each(
        |reason| full(reason, &[]),
        false,
        |reason, document, locale, made| {
            for part in &made.parts {
                for kind in &Catalog::builtin().evidence {
                    let listed = part.id == "evidence" || part.id == "list";
                    assert!(
                        !listed || !part.text.contains(kind.label.get(locale)),
                        "{reason} {}: {}",
                        document.id,
                        part.text
                    );
                }
            }
        },
    );
    each(whole, false, |reason, document, locale, made| {
        if document.id == "evidence-list" {
            for kind in &Catalog::builtin().evidence {
                assert!(made.body.contains(kind.label.get(locale)), "{reason} lacks {}", kind.id);
            }
        }
    });
}

#[test]
fn earlier_contact_is_claimed_only_from_the_log() {
    each(
        |reason| full(reason, &[]),
        false,
        |reason, document, _, made| {
            for claim in [
                "最近一次联系",
                "被拒绝。",
                "未获受理",
                "Last contact",
                "was refused",
                "not accepted",
            ] {
                assert!(
                    !made.body.contains(claim),
                    "{reason} {} says {claim}\n{}",
                    document.id,
                    made.body
                );
            }
            assert!(made.parts.iter().all(|part| part.id != "log"), "{reason} {}", document.id);
        },
    );
}

#[test]
fn three_times_the_price_only_on_facts_of_fraud_and_never_beside_ten_times() {
    let article = ["权益保护法》第五十五条", "Interests, Article 55"];
    each(
        |reason| full(reason, &["fraudFacts"]),
        false,
        |reason, document, _, made| {
            assert!(
                !article.iter().any(|cited| made.body.contains(cited)),
                "{reason} {}\n{}",
                document.id,
                made.body
            );
        },
    );
    for reason in &Catalog::builtin().reason {
        let draft = Draft::read(Raw::Map(whole(&reason.id)));
        let tousu = Tousu::new(Catalog::builtin(), Date::new(2026, 11, 24).unwrap(), Locale::Zh);
        let claims = tousu.assess(&draft).claims;
        let multiples = claims.iter().filter(|claim| {
            let entry = Catalog::builtin().claim.iter().find(|entry| entry.id == claim.id);
            entry.is_some_and(|entry| matches!(entry.amount, tousu::catalog::Amount::Times { .. }))
        });
        assert!(multiples.count() <= 1, "{}", reason.id);
    }
}

#[test]
fn contact_data_is_absent_where_it_is_hidden() {
    let contact: Vec<String> = {
        let fields = Catalog::builtin().field.iter().enumerate().filter(|(_, field)| field.contact);
        fields
            .map(|(number, field)| match field.kind {
                Kind::Phone => "13800138000".to_string(),
                Kind::Email => "lin@example.com".to_string(),
                _ => format!("值{number}"),
            })
            .collect()
    };
    assert!(contact.len() >= 3);
    each(whole, true, |reason, document, _, made| {
        for value in &contact {
            assert!(
                !made
                    .body
                    .split(|c: char| !c.is_alphanumeric() && c != '@' && c != '.')
                    .any(|word| word == value),
                "{reason} {} shows {value}",
                document.id
            );
        }
    });
}

/// Every value that was entered stands in the letter and in the statement of claim, and where a
/// document leaves some out it is because it is not for them.
#[test]
fn every_value_stands_in_the_letter() {
    each(whole, false, |reason, document, locale, made| {
        if document.id != "letter" && document.id != "claim" {
            return;
        }
        for (number, field) in Catalog::builtin().field.iter().enumerate() {
            let expected = match field.kind {
                Kind::Date | Kind::Choices => continue,
                Kind::Money => format!("{}.25", 100 + number),
                Kind::Integer => "3".into(),
                Kind::Phone => "13800138000".into(),
                Kind::Email => "lin@example.com".into(),
                Kind::Choice if field.option.is_empty() => {
                    let label = Catalog::builtin().reason.iter().find(|entry| entry.id == reason);
                    label.unwrap().label.get(locale).to_string()
                }
                Kind::Choice => field.option[0].label.get(locale).to_string(),
                Kind::Line | Kind::Paragraph => format!("值{number}"),
            };
            assert!(
                made.body.contains(&expected),
                "{reason} {} lacks {}: {expected}\n{}",
                document.id,
                field.id,
                made.body
            );
        }
    });
}

#[test]
fn whoever_cites_says_when_it_was_checked() {
    each(whole, false, |reason, document, _, made| {
        let cites = made.parts.iter().any(|part| part.id == "law");
        let checked = made.body.contains("核对日期2026年11月24日")
            || made.body.contains("checked on 24 November 2026");
        assert_eq!(cites, checked, "{reason} {}\n{}", document.id, made.body);
    });
}

//! Honesty, over every reason, document and language: a document says what the draft states, and
//! nothing else.

use crate::common::{EN, ZH, catalog, keys, tousu, wording};
use tousu::catalog::{Amount, Field, Kind};
use tousu::{Composition, Draft, Locale, Options, Raw};

/// The entries of a draft.
type Entries = Vec<(std::borrow::Cow<'static, str>, Raw<'static>)>;

fn text(value: &str) -> Raw<'static> {
    Raw::Text(value.to_string().into())
}

fn object(entries: &[(&'static str, Raw<'static>)]) -> Raw<'static> {
    Raw::Map(entries.iter().map(|(key, value)| ((*key).into(), value.clone())).collect())
}

/// All fields with their names, numbered.
fn fields() -> impl Iterator<Item = (usize, &'static str, &'static Field)> {
    let fields = catalog().fields.iter().enumerate();
    fields.map(|(number, (id, field))| (number, catalog().name(id), field))
}

/// The first choice of a field that has choices of its own.
fn first_choice(field: &Field) -> Option<&'static str> {
    field.option.first().map(|option| catalog().choice_name(option.id))
}

/// A value for each field, told apart by its number.
fn full(reason: &str, without: &[&str]) -> Entries {
    let fields = fields().filter(|(_, id, _)| !without.contains(id));
    let filled = fields.map(|(number, id, field)| {
        let value = match field.kind {
            Kind::Date => text("2026-11-03"),
            Kind::Money => text(&format!("{}.25", 100 + number)),
            Kind::Integer => text("3"),
            Kind::Phone => text("13800138000"),
            Kind::Email => text("lin@example.com"),
            Kind::Choice => text(first_choice(field).unwrap_or(reason)),
            Kind::Choices => {
                let remedies = catalog().remedies.iter().map(|(id, _)| catalog().name(id));
                Raw::List(remedies.map(Raw::from).collect())
            }
            Kind::Line | Kind::Paragraph => text(&format!("值{number}")),
        };
        (id.into(), value)
    });
    filled.collect()
}

fn log() -> Raw<'static> {
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
    draft: impl Fn(&str) -> Entries,
    hide_contact: bool,
    check: impl Fn(&str, &str, Locale, &Composition),
) {
    let catalog = catalog();
    for (reason, _) in catalog.reasons.iter() {
        let reason = catalog.name(reason);
        let draft = Draft::read(Raw::Map(draft(reason)));
        for (document, _) in catalog.documents.iter() {
            for locale in [ZH, EN] {
                let options = Options { document, locale, hide_contact, ..Options::default() };
                check(reason, catalog.name(document), locale, &tousu().compose(&draft, &options));
            }
        }
    }
}

/// Kinds of evidence: name and label.
fn kinds(locale: Locale) -> impl Iterator<Item = (&'static str, &'static str)> {
    let kinds = catalog().evidence.iter();
    kinds.map(move |(id, kind)| (catalog().name(id), wording(locale).words(kind.label)))
}

fn bare(reason: &str) -> Entries {
    vec![("reason".into(), text(reason))]
}

fn whole(reason: &str) -> Entries {
    let exhibit = |kind: &str| object(&[("kind", text(kind)), ("count", Raw::Number(2.0))]);
    let mut draft = full(reason, &[]);
    draft.push(("log".into(), log()));
    draft.push(("evidence".into(), Raw::List(kinds(ZH).map(|(kind, _)| exhibit(kind)).collect())));
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
                    document,
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
            assert!(!made.body.contains(fact), "{reason} {} says {fact}\n{}", document, made.body);
        }
        let id = catalog().find::<tousu::catalog::Document>(document).unwrap();
        let lacking = keys(&made.lacking);
        // To a body at which nothing was filed nothing is written.
        if catalog()[id].answers_log {
            return assert_eq!((made.body.as_str(), lacking), ("", vec!["log"]), "{reason}");
        }
        // What the form does not ask on the way to whoever takes the document is not needed.
        let takes = catalog().channels.iter().find(|(_, it)| it.documents.contains(&id));
        let draft = Draft::read(Raw::Map(bare(reason)));
        let case = tousu().case(&draft);
        for need in &catalog()[id].needs {
            let asked = case.asks(*need, takes.unwrap().0, Default::default());
            let need = catalog().name(*need);
            assert_eq!(lacking.contains(&need), asked, "{reason} {document} and {need}");
        }
    });
}

#[test]
fn what_is_lacking_is_a_ruled_blank() {
    each(bare, false, |reason, document, _, made| {
        if keys(&made.lacking) == ["log"] {
            return;
        }
        assert_eq!(
            made.body.contains("＿＿＿＿"),
            !made.lacking.is_empty(),
            "{reason} {}\n{}",
            document,
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
                for (_, label) in kinds(locale) {
                    let listed = part.id == "evidence" || part.id == "list";
                    assert!(
                        !listed || !part.text.contains(label),
                        "{reason} {}: {}",
                        document,
                        part.text
                    );
                }
            }
        },
    );
    each(whole, false, |reason, document, locale, made| {
        if document == "evidence-list" {
            for (kind, label) in kinds(locale) {
                assert!(made.body.contains(label), "{reason} lacks {kind}");
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
                    document,
                    made.body
                );
            }
            assert!(made.parts.iter().all(|part| part.id != "log"), "{reason} {}", document);
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
                document,
                made.body
            );
        },
    );
    for (reason, _) in catalog().reasons.iter() {
        let reason = catalog().name(reason);
        let draft = Draft::read(Raw::Map(whole(reason)));
        let claims = tousu().assess(&draft).claims;
        let multiples =
            claims.iter().filter(|claim| matches!(catalog()[claim.id].amount, Amount::Times(_)));
        assert!(multiples.count() <= 1, "{reason}");
    }
}

#[test]
fn contact_data_is_absent_where_it_is_hidden() {
    let contact = fields().filter(|(.., field)| field.contact);
    let contact: Vec<String> = contact
        .map(|(number, _, field)| match field.kind {
            Kind::Phone => "13800138000".to_string(),
            Kind::Email => "lin@example.com".to_string(),
            _ => format!("值{number}"),
        })
        .collect();
    assert!(contact.len() >= 3);
    each(whole, true, |reason, document, _, made| {
        for value in &contact {
            assert!(
                !made
                    .body
                    .split(|c: char| !c.is_alphanumeric() && c != '@' && c != '.')
                    .any(|word| word == value),
                "{reason} {} shows {value}",
                document
            );
        }
    });
}

/// Every value that was entered is in the letter and in the statement of claim, and where a
/// document leaves some out it is because it is not for them.
#[test]
fn every_value_is_in_the_letter() {
    each(whole, false, |reason, document, locale, made| {
        if document != "letter" && document != "claim" {
            return;
        }
        for (number, id, field) in fields().filter(|(.., field)| !field.unprinted) {
            let expected = match field.kind {
                Kind::Date | Kind::Choices => continue,
                Kind::Money => format!("{}.25", 100 + number),
                Kind::Integer => "3".into(),
                Kind::Phone => "13800138000".into(),
                Kind::Email => "lin@example.com".into(),
                Kind::Choice => wording(locale).words(field.option[0].label).to_string(),
                Kind::Line | Kind::Paragraph => format!("值{number}"),
            };
            assert!(
                made.body.contains(&expected),
                "{reason} {} lacks {}: {expected}\n{}",
                document,
                id,
                made.body
            );
        }
    });
}

/// The day on which somebody read the law is no statement of the person who signs.
#[test]
fn no_document_says_when_the_law_was_checked() {
    each(whole, false, |reason, document, _, made| {
        for checked in ["核对日期", "checked on"] {
            assert!(!made.body.contains(checked), "{reason} {document} says {checked}");
        }
    });
}

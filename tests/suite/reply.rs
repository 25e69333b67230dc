//! The day by which a letter to the merchant asks for an answer, on Saturday, 28 November 2026.

use crate::common::{catalog, day};
use tousu::catalog::{Channel, Document};
use tousu::{Draft, Options, Raw, Tousu};

/// The day that the letter asks for, with this agreed date and these steps with the merchant.
fn reply_by(promised: Option<&'static str>, actions: &[&'static str]) -> String {
    reply_for(Raw::Nothing, promised, actions)
}

/// The same for a reason.
fn reply_for(
    reason: Raw<'static>,
    promised: Option<&'static str>,
    actions: &[&'static str],
) -> String {
    let step = |action: &&'static str| {
        let entries = [("date", "2026-11-20"), ("channel", "merchant"), ("action", action)];
        Raw::Map(entries.map(|(key, value)| (key.into(), Raw::from(value))).into())
    };
    let log = Raw::List(actions.iter().map(step).collect());
    let date = promised.map_or(Raw::Nothing, Raw::from);
    let draft = Draft::read(Raw::Map(vec![
        ("reason".into(), reason),
        ("promisedDate".into(), date),
        ("log".into(), log),
    ]));
    let options = Options {
        document: catalog().find::<Document>("negotiation").unwrap(),
        channel: catalog().find::<Channel>("merchant").unwrap(),
        ..Options::default()
    };
    let made = Tousu::new(catalog(), day("2026-11-28")).compose(&draft, &options);
    let reply_by = made.reply_by.unwrap();
    let prose = format!("{}年{}月{}日", reply_by.year(), reply_by.month(), reply_by.day());
    assert!(made.body.contains(&prose), "{prose}\n{}", made.body);
    reply_by.to_string()
}

#[test]
fn it_is_a_working_day_before_the_agreed_date_and_soon_after_a_demand() {
    assert_eq!(reply_by(None, &[]), "2026-12-04");
    assert_eq!(reply_by(None, &["contacted"]), "2026-12-04");
    assert_eq!(reply_by(None, &["requested-remedy"]), "2026-12-02");
    assert_eq!(reply_by(Some("2026-11-29"), &[]), "2026-11-28");
    assert_eq!(reply_by(Some("2026-12-01"), &[]), "2026-11-30");
    assert_eq!(reply_by(Some("2026-12-31"), &["refused"]), "2026-12-02");
    assert_eq!(reply_by(Some("2026-11-20"), &[]), "2026-12-04");
}

/// Fifteen days after the agreed time end on Sunday, 29 November, and so on Monday; the merchant has no longer than that.
#[test]
fn it_is_no_later_than_a_running_duty_of_the_merchant_ends() {
    let late = || Raw::from("late-delivery");
    assert_eq!(reply_for(late(), Some("2026-11-14"), &[]), "2026-11-30");
    assert_eq!(reply_for(late(), Some("2026-11-20"), &[]), "2026-12-04");
    assert_eq!(reply_for(late(), Some("2026-11-10"), &[]), "2026-12-04", "it has run out");
    assert_eq!(reply_for(Raw::from("privacy"), Some("2026-11-14"), &[]), "2026-12-04");
}

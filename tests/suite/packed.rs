//! The packed catalogue: damaged files are refused, and an embedder's entries go on where the catalogue ends.

use crate::common::{ZH, catalog, deposit_kept};
use tousu::catalog::{Damage, Reason};
use tousu::{Catalog, Date, Draft, Locale, Raw, STRUCTURE, Tousu, WORDS, Wording};

/// The built-in catalogue without its words.
fn structure() -> Catalog {
    Catalog::load(STRUCTURE).unwrap()
}

#[test]
fn a_file_that_is_cut_short_is_refused() {
    for (tag, words) in WORDS {
        let locale = catalog().locale(tag).unwrap();
        for length in [0, 1, 7, 8, 15, 16, 17, words.len() / 2, words.len() - 1] {
            let refused = structure().add_words(locale, &words[..length]);
            assert!(refused.is_err(), "{tag} of {length} bytes");
        }
    }
    for length in [0, 1, 7, 8, 23, 24, 25, STRUCTURE.len() / 2, STRUCTURE.len() - 1] {
        assert!(Catalog::load(&STRUCTURE[..length]).is_err(), "{length} bytes");
    }
}

#[test]
fn a_file_with_a_changed_bit_is_refused() {
    let flipped = |file: &[u8], at: usize| {
        let mut file = file.to_vec();
        file[at] ^= 1 << (at % 8);
        file
    };
    // Steps of a prime, so that all parts of the file are met.
    for at in (0..STRUCTURE.len()).step_by(211) {
        assert!(Catalog::load(&flipped(STRUCTURE, at)).is_err(), "byte {at}");
    }
    let (_, words) = WORDS[0];
    for at in (0..words.len()).step_by(331) {
        assert!(structure().add_words(ZH, &flipped(words, at)).is_err(), "byte {at}");
    }
}

#[test]
fn files_of_another_build_are_told_apart_from_damage() {
    let mut other = WORDS[0].1.to_vec();
    other[0] ^= 1;
    assert_eq!(structure().add_words(ZH, &other), Err(Damage::OtherBuild));
    let mut other = STRUCTURE.to_vec();
    other[0] ^= 1;
    assert_eq!(Catalog::load(&other).map(drop), Err(Damage::OtherBuild));
    // The words of one language are not those of another: both are of this build, and the caller says which is which.
    assert_eq!(
        structure().add_words(Locale::at(9), WORDS[0].1),
        Ok(()),
        "a language too many is left alone"
    );
}

/// An entry with both languages.
fn words(zh: &'static str, en: &'static str) -> Raw<'static> {
    Raw::Map(vec![("zh".into(), Raw::from(zh)), ("en".into(), Raw::from(en))])
}

fn entry(keys: Vec<(&'static str, Raw<'static>)>) -> Raw<'static> {
    Raw::Map(keys.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

fn list(items: &[&'static str]) -> Raw<'static> {
    Raw::List(items.iter().map(|item| Raw::from(*item)).collect())
}

/// The reason of `src/catalog/README.md`: a deposit that is not given back.
fn rent_deposit(more: Vec<(&'static str, Raw<'static>)>) -> Raw<'static> {
    let argument = entry(vec![
        ("articles", list(&["民法典 577"])),
        ("text", words("押金没有退还（{1}）。", "The deposit has not been returned ({1}).")),
    ]);
    let mut reason = vec![
        ("id", Raw::from("rent-deposit")),
        ("label", words("押金不退", "Deposit not given back")),
        (
            "hint",
            words("租的东西还了，押金没有退。", "What you rented is back, the deposit is not."),
        ),
        ("essential", list(&["order-detail", "payment-proof"])),
        ("strong", list(&["chat-record"])),
        ("helpful", list(&["service-agreement"])),
        ("remedies", list(&["refund"])),
        ("argument", Raw::List(vec![argument])),
    ];
    reason.extend(more);
    entry(vec![("reason", Raw::List(vec![entry(reason)]))])
}

/// A reason that says what is supplied falls under no rule for something else.
#[test]
fn a_reason_for_money_gets_no_rule_for_goods() {
    let extended =
        Catalog::builtin_with(&rent_deposit(vec![("supplies", Raw::from("money"))])).unwrap();
    let (letter, deadlines) = deposit_kept(&extended);
    assert!(!deadlines.contains(&"no-reason-return"), "{deadlines:?}");
    assert!(!letter.contains("权益保护法》第二十五条"), "{letter}");
    assert!(letter.contains("民法典》第五百七十七条"), "{letter}");
}

#[test]
fn mistakes_in_additions_are_named() {
    let refused = |additions: &Raw| Catalog::builtin_with(additions).map(drop).unwrap_err();
    let supplies = rent_deposit(vec![("supplies", Raw::from("rent"))]);
    assert_eq!(
        refused(&supplies),
        "reason rent-deposit.supplies is not one of the known names; known are: goods, service, digital, prepaid, money, nothing"
    );
    let unknown = rent_deposit(vec![("expects", list(&["rentedOn"]))]);
    assert_eq!(refused(&unknown), "reason rent-deposit: names an unknown field `rentedOn`");
    let misspelt = rent_deposit(vec![("tells", list(&[]))]);
    let said = refused(&misspelt);
    assert!(
        said.starts_with("reason rent-deposit.tells is not a known key; known are: id, label, "),
        "{said}"
    );
    let near = rent_deposit(vec![("remdies", list(&[]))]);
    assert!(
        refused(&near).contains("remdies is not a known key; did you mean `remedies`? known are: ")
    );
    let near = rent_deposit(vec![("expects", list(&["paidAmmount"]))]);
    assert_eq!(
        refused(&near),
        "reason rent-deposit: names an unknown field (did you mean `paidAmount`?) `paidAmmount`"
    );
    let kinds = refused(&entry(vec![("reasons", list(&[]))]));
    assert!(
        kinds.starts_with("reasons is not a known key; did you mean `reason`? known are: "),
        "{kinds}"
    );
    let one_language = entry(vec![("label", entry(vec![("zh", Raw::from("押金"))]))]);
    let one_language = entry(vec![("reason", Raw::List(vec![one_language]))]);
    assert!(refused(&one_language).contains("is missing"), "{}", refused(&one_language));
}

/// Other words for an entry leave its rules as they are.
#[test]
fn entries_can_be_relabelled() {
    let relabel = |entries: Vec<(&'static str, Raw<'static>)>| {
        entry(vec![("relabel", Raw::List(vec![entry(entries)]))])
    };
    let extended = Catalog::builtin_with(&relabel(vec![
        ("of", Raw::from("field contactPhone")),
        ("label", words("回拨电话", "Number to call back")),
    ]))
    .unwrap();
    let raw = Raw::Map(vec![("contactPhone".into(), Raw::from("1380013"))]);
    let draft = Draft::read(raw);
    let day = Date::new(2026, 5, 20).unwrap();
    let assessment = Tousu::new(&extended, day).assess(&draft);
    let wording = Wording { catalog: &extended, locale: extended.locale("en").unwrap() };
    let issue = assessment.issues.iter().find(|it| it.code.as_str() == "phone.short").unwrap();
    assert!(
        issue.message.words(wording, day).starts_with("Number to call back: digits are missing")
    );
    let refused = |of: &'static str| {
        let additions = relabel(vec![("of", Raw::from(of)), ("hint", words("啊", "x"))]);
        Catalog::builtin_with(&additions).map(drop).unwrap_err()
    };
    for of in ["field contactFone", "channel court", "paragraph", "law x"] {
        assert!(refused(of).starts_with(&format!("relabel {of}: there is no such ")), "{of}");
    }
}

/// An entry under the name of one that was left out takes its position: what names it goes on.
#[test]
fn an_entry_can_be_replaced() {
    let own = entry(vec![
        ("id", Raw::from("quality")),
        ("label", words("坏了", "Broken")),
        ("hint", words("东西坏了。", "It is broken.")),
        ("essential", list(&["product-photo"])),
        ("strong", list(&[])),
        ("helpful", list(&[])),
        ("remedies", list(&["repair"])),
    ]);
    let additions =
        entry(vec![("without", list(&["reason quality"])), ("reason", Raw::List(vec![own]))]);
    let extended = Catalog::builtin_with(&additions).unwrap();
    let position = |catalog: &Catalog| catalog.find::<Reason>("quality").unwrap().index();
    assert_eq!(position(&extended), position(catalog()));
    let last = extended.reasons.iter().next_back().unwrap().0;
    assert_eq!(extended.name(last), "quality", "it comes where it was added");
    assert_eq!(extended.reasons.iter().count(), catalog().reasons.iter().count());
    let nothing = entry(vec![("without", list(&["reason qualty"]))]);
    let refused = Catalog::builtin_with(&nothing).map(drop).unwrap_err();
    assert!(
        refused.starts_with("without reason qualty: there is nothing to leave out"),
        "{refused}"
    );
}

#[test]
fn a_kind_whose_ids_are_in_sets_has_a_limit() {
    let fields = (0..200).map(|number| {
        let id: &'static str = Box::leak(format!("own{number}").into_boxed_str());
        entry(vec![
            ("id", Raw::from(id)),
            ("section", Raw::from("story")),
            ("label", words("自己的", "Own")),
            ("kind", Raw::from("line")),
        ])
    });
    let additions = entry(vec![("field", Raw::List(fields.collect()))]);
    let refused = Catalog::builtin_with(&additions).map(drop).unwrap_err();
    assert!(refused.contains("at most 127 entries of a kind"), "{refused}");
}

//! The draft that the bridge keeps for the next call: whatever came before, the answers are those of a fresh reading.

use crate::common::{EN, ZH, catalog, day};
use crate::properties::raw;
use proptest::prelude::*;
use std::sync::OnceLock;
use tousu::bridge::{decode::Input, encode::Encoder, last::Last};
use tousu::catalog::Document;
use tousu::{Assessment, Case, Catalog, Composition, Date, Draft, Options, Raw};

/// A value as `encode.ts` writes it: numbers and code units behind what is there.
fn write(value: &Raw, input: &mut Input) {
    let string = |text: &str, input: &mut Input| {
        input.numbers.push(4 | (text.encode_utf16().count() as u32) << 3);
        input.text.extend(text.encode_utf16());
    };
    match value {
        Raw::Nothing => input.numbers.push(0),
        Raw::Bool(value) => input.numbers.push(1 + u32::from(*value)),
        Raw::Number(value) => {
            let bits = value.to_bits();
            input.numbers.extend([3, bits as u32, (bits >> 32) as u32]);
        }
        Raw::Text(text) => string(text, input),
        Raw::List(items) => {
            input.numbers.push(5 | (items.len() as u32) << 3);
            items.iter().for_each(|item| write(item, input));
        }
        Raw::Map(entries) => {
            input.numbers.push(6 | (entries.len() as u32) << 3);
            for (key, value) in entries {
                string(key, input);
                write(value, input);
            }
        }
    }
}

/// A tree, written behind something else.
fn tree(value: &Raw) -> Input {
    let mut input = Input::new();
    input.text.extend([0x78, 0x79]);
    input.numbers.extend([2, 0]);
    write(value, &mut input);
    input.numbers[1] = input.text.len() as u32 - 2;
    // What an earlier, longer tree has left.
    input.numbers.extend([4 | 1 << 3, 6]);
    input.text.extend([0x6c49, 0x61]);
    input
}

/// Everything that is asked about a draft, as it crosses the bridge.
fn answers(case: &Case) -> Vec<u8> {
    let catalog = case.catalog;
    let mut all = Vec::new();
    let mut encoder = Encoder::new();
    let mut keep = |encoder: &Encoder| {
        let numbers = &encoder.numbers()[2..];
        all.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        all.extend(encoder.text());
    };
    encoder.encode(&Assessment::of(case));
    keep(&encoder);
    for (document, locale) in [("brief", ZH), ("letter", EN)] {
        let document = catalog.find::<Document>(document).unwrap();
        let options = Options { document, locale, ..Options::default() };
        encoder.encode(&Composition::of(case, &options));
        keep(&encoder);
    }
    all
}

fn fresh(catalog: &'static Catalog, value: &Raw, today: Date) -> Vec<u8> {
    answers(&Case::new(catalog, Draft::read(value.clone()), today))
}

fn kept(last: &mut Last, catalog: &'static Catalog, value: &Raw, today: Date) -> Vec<u8> {
    let input = tree(value);
    answers(last.case(&mut input.tree(0, &|_| None).unwrap(), catalog, today))
}

/// The built-in catalogue without the channel that everything begins with.
fn other_catalog() -> &'static Catalog {
    static OTHER: OnceLock<Catalog> = OnceLock::new();
    OTHER.get_or_init(|| {
        let without = Raw::List(vec![Raw::from("channel merchant")]);
        let additions = Raw::Map(vec![("without".into(), without)]);
        Catalog::builtin_with(&additions).unwrap()
    })
}

/// The draft with one character more at the end of a text, with a text fewer, with its entries turned round.
fn changed(value: &Raw<'static>, how: usize) -> Raw<'static> {
    let Raw::Map(entries) = value else { return value.clone() };
    let mut entries = entries.clone();
    match how {
        0 => {
            let mut texts = entries.iter_mut().filter_map(|(_, value)| match value {
                Raw::Text(text) => Some(text),
                _ => None,
            });
            texts.next().into_iter().for_each(|text| text.to_mut().push('了'));
        }
        1 => {
            entries.pop();
        }
        2 => entries.push(("description".into(), Raw::from("商家"))),
        _ => entries.reverse(),
    }
    Raw::Map(entries)
}

/// A draft, the one before it changed a little, another day, another catalogue.
fn calls() -> impl Strategy<Value = Vec<(Raw<'static>, usize, bool, bool)>> {
    prop::collection::vec((raw(), 0..8_usize, any::<bool>(), any::<bool>()), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn no_answer_depends_on_the_draft_before(calls in calls()) {
        let mut last = Last::new();
        let mut before = Raw::Map(vec![("description".into(), Raw::from("十一月三日下单，商家不发货"))]);
        for (draft, how, is_other_day, is_other_catalog) in calls {
            let draft = match how {
                0..=3 => changed(&before, how),
                4..=5 => before.clone(),
                _ => draft,
            };
            let today = day(if is_other_day { "2026-11-24" } else { "2026-12-01" });
            let catalog = if is_other_catalog { other_catalog() } else { catalog() };
            let expected = fresh(catalog, &draft, today);
            prop_assert_eq!(&kept(&mut last, catalog, &draft, today), &expected);
            prop_assert_eq!(&kept(&mut last, catalog, &draft, today), &expected);
            before = draft;
        }
    }
}

#[test]
fn the_reader_goes_on_behind_the_draft() {
    let draft = Raw::Map(vec![("productName".into(), Raw::from("保温杯"))]);
    let input = tree(&Raw::List(vec![draft.clone(), Raw::from("brief"), Raw::Nothing]));
    let mut last = Last::new();
    let today = day("2026-11-24");
    for _ in 0..2 {
        let mut tree = input.tree(0, &|_| None).unwrap();
        tree.list(3).unwrap();
        assert_eq!(
            answers(last.case(&mut tree, catalog(), today)),
            fresh(catalog(), &draft, today)
        );
        assert_eq!(tree.value(), Some(Raw::from("brief")));
        assert_eq!(tree.value(), Some(Raw::Nothing));
    }
}

#[test]
fn the_day_the_catalogue_and_every_character_count() {
    let draft =
        |text: &str| Raw::Map(vec![("purchaseDate".into(), Raw::Text(text.to_string().into()))]);
    let (first, second) = (day("2026-11-24"), day("2026-11-02"));
    let mut last = Last::new();
    let mut ask = |value: &Raw, catalog: &'static Catalog, today: Date| {
        let found = kept(&mut last, catalog, value, today);
        assert_eq!(found, fresh(catalog, value, today));
        found
    };
    let found = ask(&draft("2026-11-03"), catalog(), first);
    assert_ne!(found, ask(&draft("2026-11-03"), catalog(), second));
    assert_eq!(found, ask(&draft("2026-11-03"), catalog(), first));
    assert_ne!(found, ask(&draft("2026-11-30"), catalog(), first));
    assert_ne!(found, ask(&draft("2026-11-03"), other_catalog(), first));
    assert_eq!(found, ask(&draft("2026-11-03"), catalog(), first));
}

#[test]
fn what_is_damaged_or_long_is_not_kept() {
    let today = day("2026-11-24");
    let mut last = Last::new();
    let mut cut = Input::new();
    cut.numbers = vec![0, 0, 6 | 1 << 3];
    let broken = answers(last.case(&mut cut.tree(0, &|_| None).unwrap(), catalog(), today));
    assert_eq!(broken, fresh(catalog(), &Raw::Nothing, today));
    let draft = Raw::Map(vec![("productName".into(), Raw::from("保温杯"))]);
    assert_eq!(kept(&mut last, catalog(), &draft, today), fresh(catalog(), &draft, today));

    let long = Raw::Map(vec![("description".into(), Raw::Text("长".repeat(20_000).into()))]);
    for value in [&long, &draft, &long] {
        assert_eq!(kept(&mut last, catalog(), value, today), fresh(catalog(), value, today));
        last.forget_long();
    }
}

//! Accepted and refused identifiers, one line each in `identifiers/*.tsv`, and the laws that hold for any text.
//!
//! Columns: kind, input (`\t`, `\n`, `\0`, `\u{…}` escaped), outcome, value or code, why. Outcomes: `ok` — well written;
//! `suggest` — the value is offered instead; `warn` — usable, with a note: code, value, and after `=>` a suggestion
//! that is not the value; `error` — refused with the code. For the yes-or-no kinds `warn` means found, `ok` not.

// A table that cannot be read should stop the test.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use crate::common::catalog;
use proptest::prelude::*;
use tousu::date::Date;
use tousu::parse::{self, Code, ParseResult, Parsed};
use tousu::text;

const TODAY: &str = "2026-11-24";

fn today() -> Date {
    Date::from_iso(TODAY).expect("a date")
}

/// What a parser answered, as the tables write it.
#[derive(PartialEq, Debug)]
enum Answer {
    Read { value: String, normal: Option<String>, note: Option<Code> },
    Refused(Code),
}

fn answer<T>(parsed: ParseResult<T>, write: impl Fn(&T) -> String) -> Answer {
    match parsed {
        Ok(Parsed { value, normal, note }) => Answer::Read { value: write(&value), normal, note },
        Err(code) => Answer::Refused(code),
    }
}

fn found(found: bool) -> Answer {
    let (value, note) = if found { ("found", Some(Code::TextControl)) } else { ("-", None) };
    Answer::Read { value: value.into(), normal: None, note }
}

fn ask(kind: &str, input: &str) -> Answer {
    match kind {
        "phone" => answer(parse::phone(input), String::clone),
        "email" => answer(parse::email(input), String::clone),
        "money" => answer(parse::money(input), |fen| parse::yuan(*fen)),
        "quantity" => answer(parse::quantity(input), u32::to_string),
        "date" => answer(parse::date(input, today()), Date::to_string),
        "date-ahead" => {
            let latest = today().plus_days(364).expect("a day");
            answer(parse::date_until(input, today(), latest), Date::to_string)
        }
        "transaction" => answer(parse::transaction_id(input), String::clone),
        "order" => answer(parse::order_number(input), String::clone),
        "waybill" => answer(parse::waybill(input), |waybill| match waybill.carrier {
            Some(carrier) => [&waybill.number, " ", carrier.zh].concat(),
            None => waybill.number.clone(),
        }),
        "credit" => answer(parse::credit_code(input), String::clone),
        "fold" => {
            let folded = parse::fold(input);
            let normal = (folded.text != input.trim()).then(|| folded.text.to_string());
            let note = folded.controls.then_some(Code::TextControl);
            Answer::Read { value: folded.text.into_owned(), normal, note }
        }
        "resident" => found(parse::resident_id(input)),
        "card" => found(parse::bank_card(input)),
        "placeholder" => found(parse::placeholder(input, catalog().placeholder_words())),
        other => panic!("no parser for {other}"),
    }
}

fn unescape(column: &str) -> String {
    let mut text = String::new();
    let mut rest = column;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        let (c, after) = match after.split_at(1) {
            ("t", after) => ('\t', after),
            ("n", after) => ('\n', after),
            ("0", after) => ('\0', after),
            ("u", after) => {
                let (hex, after) =
                    after.strip_prefix('{').and_then(|hex| hex.split_once('}')).expect("\\u{…}");
                (
                    u32::from_str_radix(hex, 16)
                        .ok()
                        .and_then(char::from_u32)
                        .expect("a character"),
                    after,
                )
            }
            _ => panic!("unknown escape in {column}"),
        };
        text.push(c);
        rest = after;
    }
    text + rest
}

/// Checks every line of a table; lists all that fail, not only the first.
fn check(table: &str, at_least: usize) {
    let mut wrong = Vec::new();
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    for line in lines.clone() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [kind, input, outcome, expected, why] = columns[..] else {
            panic!("five columns, please: {line}")
        };
        assert!(!why.is_empty(), "no reason: {line}");
        let got = ask(kind, &unescape(input));
        if !agrees(kind, outcome, expected, &got) {
            wrong.push(format!("{line}\n    got {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} lines:\n{}", wrong.len(), lines.count(), wrong.join("\n"));
    assert!(lines.count() >= at_least, "lines are missing");
}

fn agrees(kind: &str, outcome: &str, expected: &str, got: &Answer) -> bool {
    let yes_or_no = matches!(kind, "resident" | "card" | "placeholder" | "fold");
    match (outcome, got) {
        ("ok", Answer::Read { value, normal: None, note: None }) => value == expected,
        // The carrier of a waybill is part of the value, not of the suggestion.
        ("suggest", Answer::Read { value, normal: Some(normal), note: None }) => {
            value == expected
                && (value == normal
                    || (kind == "waybill" && value.starts_with(&format!("{normal} "))))
        }
        ("warn", Answer::Read { value, note: Some(_), .. }) if yes_or_no => value == expected,
        ("warn", Answer::Read { value, normal, note: Some(code) }) => {
            let (expected_code, rest) = expected.split_once(' ').expect("code and value");
            let (expected_value, suggestion) = match rest.split_once(" => ") {
                Some((value, suggestion)) => (value, Some(suggestion)),
                None => (rest, None),
            };
            let number =
                if kind == "waybill" { value.split(' ').next() } else { Some(value.as_str()) };
            code.as_str() == expected_code
                && value == expected_value
                && match suggestion {
                    Some(_) => normal.as_deref() == suggestion,
                    None => normal.is_none() || normal.as_deref() == number,
                }
        }
        ("error", Answer::Refused(code)) => code.as_str() == expected,
        _ => false,
    }
}

macro_rules! tables {
    ($($name:ident: $at_least:literal,)+) => {
        $(#[test]
        fn $name() {
            check(include_str!(concat!("../identifiers/", stringify!($name), ".tsv")), $at_least);
        })+
    };
}

tables! {
    phone: 100,
    email: 40,
    number: 95,
    date: 95,
    order: 85,
    fold: 20,
    private: 30,
    placeholder: 55,
}

/// Families of codes, and codes that are their own.
const FAMILIES: &[&str] = &[
    "phone",
    "email",
    "date",
    "amount",
    "quantity",
    "order",
    "code",
    "text",
    "type",
    "limit",
    "tone",
    "privacy",
    "required",
    "unknown-field",
    "refusal",
];
/// Codes of these families that no parser issues, but a judgement of the whole draft.
const OF_DRAFTS: &[Code] =
    &[Code::DateFuture, Code::DateOrder, Code::AmountExceedsPaid, Code::AmountTotal];

#[test]
fn codes_are_unique_and_belong_to_a_known_family() {
    for (n, code) in Code::ALL.iter().enumerate() {
        let text = code.as_str();
        let (family, rest) = text.split_once('.').unwrap_or((text, "-"));
        assert!(FAMILIES.contains(&family), "{text}");
        assert!(
            !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'),
            "{text}"
        );
        assert_eq!(Code::from_name(text), Some(*code));
        let message = catalog().message(*code);
        assert_eq!(catalog().text(message.code), text, "{text} has no words");
        assert!(Code::ALL.iter().skip(n + 1).all(|other| other.as_str() != text), "{text} twice");
    }
}

/// A parser's code that no line of the tables shows would be a code that nobody has seen at work.
#[test]
fn every_code_of_a_parser_is_in_a_table() {
    let tables = [
        include_str!("../identifiers/phone.tsv"),
        include_str!("../identifiers/email.tsv"),
        include_str!("../identifiers/number.tsv"),
        include_str!("../identifiers/date.tsv"),
        include_str!("../identifiers/order.tsv"),
    ]
    .concat();
    let parsers =
        ["phone.", "email.", "date.", "amount.", "quantity.", "order.", "code.", "text.control"];
    let of_parser = |code: &&Code| {
        parsers.iter().any(|family| code.as_str().starts_with(family)) && !OF_DRAFTS.contains(code)
    };
    for code in Code::ALL.iter().filter(of_parser) {
        let seen = tables.lines().filter_map(|line| line.split('\t').nth(3)?.split(' ').next());
        assert!(seen.into_iter().any(|column| column == code.as_str()), "{}", code.as_str());
    }
}

#[test]
fn a_remark_is_the_note_or_the_offer() {
    let remark = |text| parse::phone(text).expect("a number").remark();
    assert_eq!(remark("13800138000"), None);
    assert_eq!(remark("138 0013 8000"), Some(Code::TextNormalised));
    assert_eq!(remark("13800138000转12"), Some(Code::PhoneVirtual));
}

#[test]
fn cuts() {
    for (text, limit, expected, why) in [
        ("商家未发货。", 6, "商家未发货。", "it fits"),
        ("商家未发货。", 0, "", "nothing fits"),
        ("", 5, "", "nothing there"),
        (
            "我付了款。商家说马上就会发货的",
            12,
            "我付了款。商家说马上就会",
            "what ends before the last third loses too much",
        ),
        ("我已经付款。商家不发货", 8, "我已经付款。", "a sentence ends in the last third"),
        (
            "我付款。商家一直都不发货，客服不理人",
            14,
            "我付款。商家一直都不发货，",
            "a clause ends in the last third",
        ),
        (
            "他说“马上发货。”然后没有下文",
            10,
            "他说“马上发货。”",
            "the closing quote belongs to the sentence",
        ),
        (
            "他说“马上发货。”然后没有下文",
            8,
            "他说“马上发货。",
            "where it fits no more, the sentence still does",
        ),
        ("第一行\n第二行还很长", 5, "第一行", "a line break ends a sentence"),
        ("please refund my order", 15, "please refund", "between Latin words"),
        ("please refund my order", 16, "please refund my", "a word that just fits"),
        ("退款 refund-status 未更新", 9, "退款", "a hyphened word stays whole"),
        ("单号20261103142201未发", 9, "单号", "a number stays whole"),
        ("金额是1,240.50元的", 8, "金额是", "separators do not end a clause"),
        ("一共花了128元钱", 7, "一共花了", "a number stays with its unit"),
        ("一共花了128元钱", 8, "一共花了128元", "and both fit"),
        ("我在商家（官方）购买", 5, "我在商家", "no bracket is left open at the end"),
        ("abcdefghij", 4, "abcd", "a word longer than the limit is cut between characters"),
        ("caf\u{65}\u{301}s", 4, "caf", "a letter keeps its accent"),
        ("好𠮷", 2, "好", "a surrogate pair stays whole"),
        ("好👍🏽", 4, "好", "a skin tone stays with its hand"),
        ("👨‍👩‍👧‍👦好", 10, "", "a family stays together"),
        ("👨‍👩‍👧‍👦好", 11, "👨‍👩‍👧‍👦", "and fits"),
        ("🇨🇳🇭🇰", 6, "🇨🇳", "flags are pairs"),
        ("🇨🇳🇭🇰🇲🇴", 8, "🇨🇳🇭🇰", "also the second"),
        ("1️⃣好", 2, "", "a keycap stays whole"),
        ("好\r\n的", 2, "好", "line ends stay whole"),
    ] {
        assert_eq!(text::safe_cut(text, limit), expected, "{why}: {text} at {limit}");
    }
}

/// Text of the kind that ends up in such fields: digits, signs, words, emoji, hidden characters.
fn messy() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,12}",
        "[ ,.;:/*|_+@x-]",
        "[０-９：，。￥]",
        "[年月日号元角分万十一二三天前复制转]",
        "[A-Za-z]{1,4}",
        "[\\u{200b}\\u{202e}\\u{feff}\\u{e0041}\\u{301}]",
        "[👍🏽🇨👨‍]",
        Just("13800138000".to_owned()),
        Just("4200002345202611031234567890".to_owned()),
        Just("2026-11-03".to_owned()),
        Just("昨天".to_owned()),
        Just("[填写".to_owned()),
    ];
    prop_oneof![
        proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat()),
        any::<String>()
    ]
}

const KINDS: &[&str] =
    &["phone", "email", "money", "quantity", "date", "transaction", "order", "credit"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Nothing panics, and what is offered is read again as the same value with nothing more to offer.
    #[test]
    fn an_offer_is_final(text in messy()) {
        for kind in ["waybill", "resident", "card", "placeholder"] {
            ask(kind, &text);
        }
        for kind in KINDS {
            if let Answer::Read { value, normal: Some(normal), note } = ask(kind, &text) {
                prop_assert_ne!(&normal, text.trim());
                let Answer::Read { value: again, normal: more, .. } = ask(kind, &normal) else {
                    return Err(TestCaseError::fail(format!("{kind} refuses its own {normal:?}")));
                };
                prop_assert_eq!(more, None);
                // Two notes mean: this is what you wrote, that is what you probably meant.
                if !matches!(note, Some(Code::EmailDomain | Code::CreditCheck)) {
                    prop_assert_eq!(again, value);
                }
            }
        }
    }

    #[test]
    fn folding_twice_changes_nothing(text in messy()) {
        let folded = parse::fold(&text);
        let again = parse::fold(&folded.text);
        prop_assert!(!again.controls);
        prop_assert_eq!(&again.text, &folded.text);
    }

    #[test]
    fn a_cut_is_a_beginning_that_fits(text in messy(), limit in 0usize..40) {
        let cut = text::safe_cut(&text, limit);
        prop_assert!(text.starts_with(cut));
        prop_assert!(text::utf16_len(cut) <= limit);
        if text::utf16_len(&text) <= limit {
            prop_assert_eq!(cut, text.as_str());
        }
    }

    #[test]
    fn any_day_is_read_back(days in 0i64..109_573) {
        let date = Date::new(1900, 1, 1).and_then(|first| first.plus_days(days)).expect("a date");
        let reading = parse::date(&date.to_string(), today()).expect("ISO");
        prop_assert_eq!((reading.value, reading.normal), (date, None));
        let chinese = format!("{}年{}月{}日", date.year(), date.month(), date.day());
        prop_assert_eq!(parse::date(&chinese, today()).map(|reading| reading.value), Ok(date));
    }

    #[test]
    fn any_amount_is_read_back(fen in 0u64..=1_000_000_000_000) {
        let reading = parse::money(&parse::yuan(fen)).expect("an amount");
        prop_assert_eq!((reading.value, reading.normal), (fen, None));
    }

    /// One wrong digit is always seen, by either check of the credit code and by that of the resident id.
    #[test]
    fn one_wrong_digit_is_seen(place in 0usize..17, digit in 0u32..10) {
        let digit = char::from_digit(digit, 10).expect("a digit");
        let put = |text: &str| text.chars().enumerate().map(|(n, c)| if n == place { digit } else { c }).collect::<String>();
        let (company, person) = (put("914403001922038216"), put("11010519491231002X"));
        let reading = parse::credit_code(&company).expect("eighteen digits");
        prop_assert_eq!(reading.note == Some(Code::CreditCheck), company != "914403001922038216");
        prop_assert_eq!(parse::resident_id(&person), person == "11010519491231002X");
    }
}

/// A draft may hold 256 KiB; anything of that size is answered quickly, where a quadratic reader would take minutes.
#[test]
fn long_input_is_linear() {
    for piece in [
        "1",
        "[",
        "-",
        "年",
        "x",
        "4200002345202611031234567890 ",
        "\u{200b}",
        "@",
        "👨\u{200d}",
        "(填",
    ] {
        let text = piece.repeat((256 << 10) / piece.len());
        for kind in KINDS.iter().chain(&["waybill", "fold", "resident", "card", "placeholder"]) {
            ask(kind, &text);
        }
        text::safe_cut(&text, 100_000);
    }
}

//! Pasted texts in the mess that phones make, with what must be found in each: `recognize/*.txt`.
//!
//! `=== name`, the paste (`\t`, `\r` and `\u{…}` escaped), `>>>`, then a line a field: `=` certain, `~` likely. Of
//! `screens.txt` each page is broken first, as readers of pictures break them.
//! Whatever is found beyond that is wrong.

// A sample that cannot be read should stop the test.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use crate::common::{catalog, day, tousu};
use proptest::prelude::*;
use std::fs;
use tousu::catalog::{Check, Field, Kind};
use tousu::{Catalog, Confidence, Raw, Recognition, Source, Tousu, parse};

fn recognize(text: &str) -> Recognition {
    tousu().recognize(text)
}

struct Sample {
    name: String,
    text: String,
    /// Field, certain or not, value.
    fields: Vec<(String, bool, String)>,
}

fn samples() -> Vec<Sample> {
    read_samples(&["orders", "bills", "messages", "traps", "reports", "pasted"])
}

fn read_samples(files: &[&str]) -> Vec<Sample> {
    let mut samples = Vec::new();
    for file in files {
        let all = fs::read_to_string(format!("tests/recognize/{file}.txt")).unwrap();
        for block in all.split("\n=== ").skip(1) {
            let (name, rest) = block.split_once('\n').unwrap();
            let (text, expected) = rest.split_once("\n>>>").expect("a sample has >>>");
            let field = |line: &str| {
                let (field, rest) = line.split_once(' ').unwrap();
                let (mark, value) = rest.split_once(' ').unwrap();
                assert!(matches!(mark, "=" | "~"), "{file}: {line}");
                (field.to_string(), mark == "=", value.to_string())
            };
            let fields = expected.lines().filter(|line| !line.is_empty()).map(field).collect();
            samples.push(Sample { name: format!("{file}: {name}"), text: unescape(text), fields });
        }
    }
    samples
}

fn unescape(text: &str) -> String {
    let mut out = text.replace("\\t", "\t").replace("\\r", "\r");
    while let Some((before, rest)) = out.split_once("\\u{") {
        let (code, after) = rest.split_once('}').unwrap();
        let c = char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap();
        out = format!("{before}{c}{after}");
    }
    out
}

/// The fields found, each with whether it is certain.
fn found(read: &Recognition) -> Vec<(&'static str, bool, &str)> {
    let certain = |id| {
        read.spans.iter().any(|span| span.field == id && span.confidence == Confidence::Certain)
    };
    let fields = read.fields.iter();
    fields.map(|(id, value)| (catalog().name(*id), certain(*id), value.as_str())).collect()
}

#[test]
fn finds_what_pasted_texts_hold() {
    let samples = samples();
    assert!(samples.len() >= 230, "{} samples", samples.len());
    let (mut certain, mut certain_right, mut likely, mut likely_right) = (0, 0, 0, 0);
    let (mut expected, mut recalled, mut exact) = (0, 0, 0);
    for sample in &samples {
        let read = recognize(&sample.text);
        let found = found(&read);
        let mut wrong = Vec::new();
        for (id, sure, value) in &found {
            let want =
                sample.fields.iter().find(|(field, _, wanted)| field == id && wanted == value);
            // What only may be it must not be called certain.
            let right = want.is_some_and(|(_, certain, _)| *certain || !sure);
            let (count, good) = if *sure {
                (&mut certain, &mut certain_right)
            } else {
                (&mut likely, &mut likely_right)
            };
            *count += 1;
            *good += usize::from(right);
            if !right {
                wrong.push(format!("+ {id} {} {value}", if *sure { '=' } else { '~' }));
            }
        }
        for (id, sure, value) in &sample.fields {
            expected += 1;
            let matching = found.iter().find(|(field, _, got)| field == id && got == value);
            recalled += usize::from(matching.is_some());
            match matching {
                None => wrong.push(format!("- {id} {} {value}", if *sure { '=' } else { '~' })),
                Some((_, got, _)) if !got && *sure => wrong.push(format!("? {id} only likely")),
                Some(_) => {}
            }
        }
        exact += usize::from(wrong.is_empty());
        if !wrong.is_empty() {
            println!("{}\n    {}", sample.name, wrong.join("\n    "));
        }
    }
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole as f64;
    println!(
        "{} samples, {exact} exactly as written; certain {certain_right}/{certain} right ({:.1} %), \
         likely {likely_right}/{likely} right ({:.1} %), {recalled}/{expected} found ({:.1} %)",
        samples.len(),
        percent(certain_right, certain),
        percent(likely_right, likely),
        percent(recalled, expected),
    );
    assert!(percent(certain_right, certain) >= 99.5);
    assert!(percent(likely_right, likely) >= 95.0);
    assert!(percent(recalled, expected) >= 95.0);
}

/// Ways in which readers of pictures break a page.
const BREAKS: [fn(&str) -> String; 5] = [
    // Blanks between Han characters, and around the signs of numbers.
    |page| {
        let is_han = |c: char| ('一'..='龥').contains(&c);
        let mut out = String::new();
        let mut before = ' ';
        for c in page.chars() {
            if is_han(before) && is_han(c) || before.is_ascii_digit() && matches!(c, '.' | ',') {
                out.push(' ');
            }
            out.push(c);
            before = c;
        }
        out.replace('¥', "Y")
    },
    // Zeros and ones as letters.
    |page| page.replace('0', "O").replace("1", "l").replace('¥', "半"),
    // Blanks between digits, except between a date and its time.
    |page| {
        let mut out = String::new();
        let mut before = ' ';
        for c in page.chars() {
            if before.is_ascii_digit() && c.is_ascii_digit() {
                out.push(' ');
            }
            out.push(c);
            before = c;
        }
        out.replace('¥', "￥ ")
    },
    // Five and eight as letters, but never most of a number.
    |page| page.replacen('5', "S", 2).replacen('8', "B", 2).replace('¥', "羊").replace('：', ": "),
    // A stroke for the hyphen, a comma for the point, and the sign as its neighbours.
    |page| page.replace("-1", "一1").replace("-0", "一0").replace('¥', "# ").replace('：', "； "),
];

/// 60 broken pages. What a picture's reader gives may be wrong in every character, so nothing is certain.
#[test]
fn finds_what_broken_pages_hold() {
    let pages = read_samples(&["screens"]);
    let (mut broken, mut expected, mut found_right, mut wrong, mut plain) = (0, 0, 0, 0, 0);
    for page in &pages {
        for (way, break_page) in BREAKS.iter().enumerate() {
            let text = break_page(&page.text);
            let read = tousu().recognize_from(&text, Source::Ocr);
            let units: Vec<u16> = text.encode_utf16().collect();
            for span in &read.spans {
                assert_eq!(span.confidence, Confidence::Likely, "{}", page.name);
                let words =
                    String::from_utf16(&units[span.start as usize..span.end as usize]).unwrap();
                assert_eq!(words.trim(), words, "{}, way {way}", page.name);
                let field = &catalog()[span.field];
                if matches!(field.check, Some(Check::OrderNumber | Check::TransactionId)) {
                    let (_, value) = read.fields.iter().find(|(id, _)| *id == span.field).unwrap();
                    let letters = words.chars().filter(|c| !c.is_whitespace()).count();
                    assert_eq!(letters, value.len(), "{words} is {value}");
                }
            }
            let right = |read: &Recognition| {
                let found = found(read);
                let is_found = |(field, _, value): &&(String, bool, String)| {
                    found.iter().any(|(id, _, got)| id == field && got == value)
                };
                page.fields.iter().filter(is_found).count()
            };
            let count = right(&read);
            if count < page.fields.len() || read.fields.len() > count {
                println!("{}, way {way}: {:?}", page.name, found(&read));
            }
            broken += 1;
            expected += page.fields.len();
            found_right += count;
            wrong += read.fields.len() - count;
            plain += right(&recognize(&text));
        }
    }
    println!(
        "{broken} broken pages: {found_right}/{expected} found, {wrong} wrong; read as text {plain}/{expected}"
    );
    assert_eq!(broken, 60);
    assert!(100 * found_right >= 95 * expected && 100 * wrong <= 2 * expected);
    assert!(plain < found_right);
}

/// The words at a span are what the value was read from.
#[test]
fn spans_point_at_the_values() {
    let today = tousu().today;
    for sample in samples() {
        let read = recognize(&sample.text);
        let units: Vec<u16> = sample.text.encode_utf16().collect();
        assert_eq!(read.spans.len(), read.fields.len(), "{}", sample.name);
        for span in &read.spans {
            let words = String::from_utf16(&units[span.start as usize..span.end as usize]).unwrap();
            let (_, value) = read.fields.iter().find(|(field, _)| *field == span.field).unwrap();
            let field = &catalog()[span.field];
            let again = match (field.kind, field.check) {
                // 48小时内发货 counts from the purchase.
                (Kind::Date, _) if words.contains("内") => value.clone(),
                (Kind::Date, _) => parse::date(&words, today).unwrap().value.to_string(),
                (Kind::Money, _) => parse::yuan(parse::money(&words).unwrap().value),
                (Kind::Integer, _) => parse::quantity(&words).unwrap().value.to_string(),
                (Kind::Phone, _) => parse::phone(&words).unwrap().value,
                (Kind::Email, _) => parse::email(&words).unwrap().value,
                (Kind::Line, Some(Check::Waybill)) => parse::waybill(&words).unwrap().value.number,
                (Kind::Line, Some(Check::CreditCode)) => parse::credit_code(&words).unwrap().value,
                // Broken over lines, a transaction number has blanks inside.
                (Kind::Line, Some(_)) => {
                    parse::fold(&words).text.chars().filter(|c| !c.is_whitespace()).collect()
                }
                // An address in two parts is joined; quotes of a file are doubled.
                (Kind::Line, None) => match words.split_once("详细地址") {
                    Some((region, rest)) => {
                        let region: String = region.split_whitespace().collect();
                        region + rest.trim_start_matches([':', '：', ' ', '\n'])
                    }
                    None => words.replace("\"\"", "\""),
                },
                _ => {
                    let names = field.option.iter().map(|option| catalog().choice_name(option.id));
                    assert!(names.into_iter().any(|name| name == value));
                    continue;
                }
            };
            assert_eq!(again, *value, "{}: {}", sample.name, catalog().name(span.field));
        }
    }
}

/// What a person pastes by mistake, of any length, gives few fields. That the time is linear shows in
/// `tests/bench/run.mjs`.
#[test]
fn any_length_is_read_in_one_go() {
    let seeds = [
        "订",
        "订单号：",
        "订 单 ",
        "订单号\n",
        "4200",
        "4200 ",
        "1",
        "×1",
        "昨天",
        "2026-11-03 ",
        "¥1,",
        ",",
        "\t",
        "\"",
        "复制",
        "（",
        "张三 13812345678\n",
        "138****",
        "收货人：张三 ",
        "商品名称：",
        "a@",
        "\u{200b}",
        "\u{301}",
        " ",
        "-",
        "单价,数量,订单号\n",
        "2026-11-03,1\n",
        "12 ",
        "3.5 ",
        "a\n",
        // 共 is a label and a link word; brackets behind a label may hold a note.
        "共",
        "共 ",
        "共(",
        "(共(x)",
    ];
    for seed in seeds {
        let text: String = seed.chars().cycle().take(100_000).collect();
        for source in [Source::Text, Source::Ocr] {
            let read = tousu().recognize_from(&text, source);
            assert!(read.fields.len() <= 4, "{seed:?}: {:?}", read.fields);
        }
    }
}

/// A wording for a field is one block of data, an embedder's too.
#[test]
fn an_embedders_words_are_cues() {
    let cue = |field: &'static str, word: &'static str| {
        let parts = vec![
            ("fields".into(), Raw::List(vec![Raw::from(field)])),
            ("words".into(), Raw::List(vec![Raw::from(word)])),
        ];
        Raw::Map(vec![("cue".into(), Raw::List(vec![Raw::Map(parts)]))])
    };
    let extended = Catalog::builtin_with(&cue("orderNumber", "提货凭证")).unwrap();
    let read = Tousu::new(&extended, day("2026-11-24")).recognize("提货凭证：TH20261103");
    assert_eq!(found(&read), [("orderNumber", true, "TH20261103")]);
    for (field, word, problem) in [
        (
            "orderNumbr",
            "提货凭证",
            "cue[0]: names an unknown field (did you mean `orderNumber`?) `orderNumbr`",
        ),
        ("orderNumber", "运单号", "word 运单号: there are two entries with the id `运单号`"),
    ] {
        assert_eq!(Catalog::builtin_with(&cue(field, word)).unwrap_err(), problem);
    }
}

proptest! {
    #[test]
    fn no_text_stops_it(text in any::<String>()) {
        for source in [Source::Text, Source::Ocr] {
            let read = tousu().recognize_from(&text, source);
            prop_assert_eq!(read.spans.len(), read.fields.len());
        }
    }

    /// Words, values and signs in any order.
    #[test]
    fn no_mixture_stops_it(parts in prop::collection::vec(prop::sample::select(PARTS), 0..40)) {
        let text = parts.concat();
        let length = text.encode_utf16().count() as u32;
        for source in [Source::Text, Source::Ocr] {
            let read = tousu().recognize_from(&text, source);
            for span in &read.spans {
                prop_assert!(span.start < span.end && span.end <= length);
                prop_assert!(source == Source::Text || span.confidence == Confidence::Likely);
            }
            for (field, value) in &read.fields {
                prop_assert!(!value.trim().is_empty());
                prop_assert!(catalog().find::<Field>(catalog().name(*field)).is_some());
            }
        }
    }
}

const PARTS: &[&str] = &[
    "订单号",
    "订单",
    "商户单号",
    "交易单号",
    "下单时间",
    "实付",
    "金额",
    "数量",
    "单价",
    "商品名称",
    "收货人",
    "收货地址",
    "电话",
    "手机号",
    "签收",
    "下单",
    "预计",
    "支付方式",
    "零钱",
    "银行",
    "复制",
    "备注",
    "退款",
    "顺丰速运",
    "快件",
    "单号",
    "20261103000012345",
    "4200002891202611038765432109",
    "42000028",
    "SF1234567890123",
    "91330106MA2HK7T41U",
    "13812345678",
    "138****5678",
    "2026-11-03 14:22:01",
    "11月3日",
    "昨天",
    "¥299.00",
    "-1,240.50",
    "×2",
    "x1",
    "两件",
    "张三",
    "浙江省杭州市西湖区文三路 1 号",
    "a@b.example",
    "：",
    ":",
    "\n",
    "\r\n",
    "\t",
    " ",
    "，",
    ",",
    "。",
    "（元）",
    "\"",
    "😀",
    "\u{200b}",
    "\u{2028}",
    "【",
    "】",
    "|",
    "收入",
    "交易时间,金额(元),交易单号\n",
];

//! Pasted texts in the mess that phones make, with what must be found in each: `recognize/*.txt`.
//!
//! `=== name`, the paste (`\t`, `\r` and `\u{…}` escaped), `>>>`, then a line a field: `=` certain, `~` likely.
//! Whatever is found beyond that is wrong.

// A sample that cannot be read should stop the test.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use crate::common::{catalog, day, tousu};
use proptest::prelude::*;
use std::fs;
use tousu::catalog::{Check, Field, Kind};
use tousu::{Catalog, Confidence, Raw, Recognition, Tousu, parse};

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
    let mut samples = Vec::new();
    for file in ["orders", "bills", "messages", "traps", "reports", "pasted"] {
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
                        region + rest.trim_start_matches([':', '：', ' '])
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
        let read = recognize(&text);
        assert!(read.fields.len() <= 4, "{seed:?}: {:?}", read.fields);
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
        ("orderNumbr", "提货凭证", "cue[0]: names an unknown field `orderNumbr`"),
        ("orderNumber", "运单号", "word 运单号: there are two entries with the id `运单号`"),
    ] {
        assert_eq!(Catalog::builtin_with(&cue(field, word)).unwrap_err(), problem);
    }
}

proptest! {
    #[test]
    fn no_text_stops_it(text in any::<String>()) {
        let read = recognize(&text);
        prop_assert_eq!(read.spans.len(), read.fields.len());
    }

    /// Words, values and signs in any order.
    #[test]
    fn no_mixture_stops_it(parts in prop::collection::vec(prop::sample::select(PARTS), 0..40)) {
        let text = parts.concat();
        let read = recognize(&text);
        let length = text.encode_utf16().count() as u32;
        for span in &read.spans {
            prop_assert!(span.start < span.end && span.end <= length);
        }
        for (field, value) in &read.fields {
            prop_assert!(!value.trim().is_empty());
            prop_assert!(catalog().find::<Field>(catalog().name(*field)).is_some());
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

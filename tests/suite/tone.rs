//! Words to be said otherwise: `corpus/improper.tsv` is caught, `corpus/neutral.txt` stays clean, and hostile text costs
//! no more than other text.

use crate::common::{EN, ZH, about, catalog, described, issues, tousu, wording};
use proptest::prelude::*;
use std::fs;
use tousu::Issue;
use tousu::catalog::Severity;

fn tone(text: &str) -> Vec<Issue> {
    issues(&described(text), "tone.")
}

#[test]
fn ordinary_sentences_stay_clean() {
    let corpus = fs::read_to_string("tests/corpus/neutral.txt").unwrap();
    let sentences: Vec<&str> = corpus.lines().collect();
    let alarms: Vec<String> = sentences
        .iter()
        .flat_map(|text| {
            tone(text).into_iter().map(move |issue| {
                format!("{} {} in {text}", issue.code.as_str(), about(text, &issue))
            })
        })
        .collect();
    println!("{} false alarms in {} ordinary sentences", alarms.len(), sentences.len());
    assert!(sentences.len() >= 200);
    assert!(alarms.is_empty(), "{alarms:#?}");
}

#[test]
fn improper_sentences_are_caught_for_what_they_are() {
    let corpus = fs::read_to_string("tests/corpus/improper.tsv").unwrap();
    let (mut all, mut caught, mut missed) = (0, 0, Vec::new());
    for line in corpus.lines() {
        let (code, text) = line.split_once('\t').unwrap();
        all += 1;
        let found = tone(text);
        if found.iter().any(|issue| issue.code.as_str() == code) {
            caught += 1;
        } else {
            missed.push(format!(
                "{line} → {:?}",
                found.iter().map(|issue| issue.code).collect::<Vec<_>>()
            ));
        }
    }
    println!("{caught} of {all} improper sentences caught; missed: {missed:#?}");
    assert!(all >= 150);
    assert!(caught * 100 >= all * 95);
}

#[test]
fn an_issue_says_where_why_and_how_else() {
    let text = "🙂这 骗 * 子 公 司 收了钱。不退钱，我就曝光你们！";
    let found = tone(text);
    let parts: Vec<_> =
        found.iter().map(|issue| (issue.code.as_str(), about(text, issue))).collect();
    assert_eq!(
        parts,
        [
            ("tone.accusation", "骗 * 子 公 司".to_string()),
            ("tone.threat", "不退钱，我就曝光你们".to_string())
        ]
    );
    assert_eq!(found[0].suggestion.as_deref(), Some("该商家"));
    assert_eq!(found[1].suggestion, None);
    for issue in &found {
        assert_eq!(issue.severity, Severity::Warning);
        for locale in [ZH, EN] {
            let message = issue.message.words(wording(locale), tousu().today);
            assert!(!message.contains('{') && !message.contains("骗子"), "{message}");
        }
    }
}

/// What can stand in the place of words must not itself be an issue, nor must the neutral example.
#[test]
fn advice_follows_itself() {
    for (_, entry) in catalog().tones.iter() {
        let instead = entry.instead.map_or("无", |text| catalog().text(text));
        for text in [instead, wording(ZH).words(entry.neutral)] {
            assert_eq!(tone(text), [], "{text}");
        }
    }
}

#[test]
fn a_run_of_marks_becomes_a_full_stop() {
    let found = tone("我要退款！！！请尽快处理");
    assert_eq!(
        (found[0].code.as_str(), found[0].span, found[0].suggestion.as_deref()),
        ("tone.shouting", Some((4, 7)), Some("。"))
    );
    assert_eq!(tone("快递还没到！希望尽快处理。"), []);
}

/// Every first character of a tone word, over and over: findings are few however long the text is.
#[test]
fn hostile_text_gives_few_findings() {
    let words = catalog().tones.iter().flat_map(|(_, tone)| [Some(tone.words), tone.then]);
    let firsts: String = words
        .flatten()
        .flat_map(|words| catalog().text(words.0).split(' '))
        .filter_map(|word| word.chars().next())
        .collect();
    for part in [&firsts, "不退", "骗子", "sb", "！"] {
        let text: String = part.chars().cycle().take(250_000).collect();
        let found = tousu().assess(&described(&text)).issues.len();
        assert!(found < 120, "{found} issues of {}", part.chars().take(8).collect::<String>());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn no_text_makes_it_panic_or_point_outside(text in "([不退骗子曝光你傻逼sb，！.* 0-9\u{200b}😀]|\\PC){0,60}") {
        let units = text.encode_utf16().count();
        for issue in tousu().assess(&described(&text)).issues {
            if let Some((start, end)) = issue.span {
                prop_assert!(start < end && end as usize <= units, "{issue:?} in {text:?}");
                about(&text, &issue);
            }
        }
    }
}

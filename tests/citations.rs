//! Every citation of the catalogue against an index of the articles that the texts of law hold
//! (`tests/laws/articles.toml`, made by `make_index.py` beside it): laws, numbers, figures, in-force dates.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use tousu::catalog::{Amount, Start};
use tousu::date::Period;
use tousu::{Date, Draft, Locale, Options, Raw, Tousu};

#[derive(serde::Deserialize)]
struct Index {
    repealed: Vec<Repealed>,
    law: Vec<Law>,
}

/// A rule out of force, and its last day.
#[derive(serde::Deserialize)]
struct Repealed {
    title: String,
    until: Date,
}

#[derive(serde::Deserialize)]
struct Law {
    id: String,
    title: String,
    from: Date,
    articles: Vec<String>,
    /// What an article counts, such as `7日`, `3倍`.
    figures: BTreeMap<String, BTreeSet<String>>,
}

impl Index {
    fn read() -> Index {
        toml::from_str(include_str!("laws/articles.toml")).expect("the index is TOML")
    }

    fn law(&self, id: &str) -> Option<&Law> {
        self.law.iter().find(|law| law.id == id)
    }

    /// The figures of the article with that id (`law number`), if the texts hold it.
    fn article(&self, id: &str) -> Option<BTreeSet<String>> {
        let (law, number) = id.rsplit_once(' ')?;
        let number = number.split('.').next()?; // 18.2 is article 18, paragraph 2
        let law = self.law(law)?;
        let held = law.articles.iter().any(|held| held == number);
        held.then(|| law.figures.get(number).cloned().unwrap_or_default())
    }
}

const UNITS: [&str; 6] = ["个工作日", "日", "个月", "年", "倍", "元"];

fn numeral(sign: char) -> bool {
    sign.is_ascii_digit() || "零一二两三四五六七八九十百千".contains(sign)
}

/// `一百四十八` → 148.
fn number(numeral: &str) -> u32 {
    let (mut total, mut digit) = (0, 0);
    for sign in numeral.chars() {
        match "十百千".chars().position(|scale| scale == sign) {
            Some(power) => {
                total += digit.max(1) * 10_u32.pow(power as u32 + 1);
                digit = 0;
            }
            None if sign == '两' => digit = 2,
            None => {
                let digits = "零一二三四五六七八九".chars();
                let place = digits.into_iter().position(|other| other == sign);
                digit = digit * 10 + place.map_or_else(|| sign.to_digit(10).unwrap(), |n| n as u32);
            }
        }
    }
    total + digit
}

/// The figures with a unit in Chinese words: `七个工作日` → `7工作日`. As in `make_index.py`.
fn figures_zh(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.char_indices().filter(|(_, sign)| numeral(*sign)) {
        // Not in the middle of a figure, and not an ordinal (第一日).
        if text[..at].chars().next_back().is_some_and(|sign| numeral(sign) || sign == '第') {
            continue;
        }
        let rest = text[at..].trim_start_matches(numeral);
        let figure = &text[at..text.len() - rest.len()];
        if let Some(unit) = UNITS.iter().find(|unit| rest.starts_with(**unit)) {
            found.insert(format!("{}{}", number(figure), unit.trim_start_matches('个')));
        }
    }
    found
}

/// The figures with a unit in English words: `seven working days` → `7工作日`.
fn figures_en(text: &str) -> BTreeSet<String> {
    const WORDS: [(&str, u32); 8] = [
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("six", 6),
        ("seven", 7),
        ("ten", 10),
        ("fifteen", 15),
        ("sixty", 60),
    ];
    let text = text.to_lowercase().replace(',', "");
    let words: Vec<&str> = text.split(|sign: char| !sign.is_alphanumeric()).collect();
    let value = |word: &str| {
        let spelt = WORDS.iter().find(|(spelt, _)| *spelt == word).map(|(_, value)| *value);
        spelt.or_else(|| word.parse().ok())
    };
    let mut found = BTreeSet::new();
    for (at, word) in words.iter().enumerate() {
        if *word == "tenfold" {
            found.insert("10倍".to_string());
        }
        let Some(value) = value(word) else { continue };
        let unit = match words.get(at + 1..).unwrap_or_default() {
            ["working", "days", ..] => "工作日",
            ["day" | "days", ..] => "日",
            ["month" | "months", ..] => "月",
            ["year" | "years", ..] => "年",
            ["times", ..] => "倍",
            ["yuan", ..] => "元",
            _ => continue,
        };
        found.insert(format!("{value}{unit}"));
    }
    found
}

/// Every text of the catalogue, with where it stands.
fn texts(value: &toml::Value, at: &str, found: &mut Vec<(String, String)>) {
    match value {
        toml::Value::String(text) => found.push((at.to_string(), text.clone())),
        toml::Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                let id = item.get("id").or(item.get("code")).and_then(|id| id.as_str());
                let here = id.map_or_else(|| number.to_string(), str::to_string);
                texts(item, &format!("{at}/{here}"), found);
            }
        }
        toml::Value::Table(table) => {
            table.iter().for_each(|(key, value)| texts(value, &format!("{at}/{key}"), found));
        }
        _ => {}
    }
}

fn all_texts() -> Vec<(String, String)> {
    let mut found = Vec::new();
    texts(
        &toml::Value::try_from(common::written()).expect("the catalogue is TOML"),
        "",
        &mut found,
    );
    assert!(found.len() > 1000, "only {} texts were found", found.len());
    found
}

#[test]
fn the_index_is_whole() {
    let index = Index::read();
    let counts = [
        ("消费者权益保护法", 63),
        ("电子商务法", 89),
        ("产品质量法", 74),
        ("侵害消费者权益行为处罚办法", 22),
        ("市场监督管理投诉举报处理办法", 46),
        ("网络消费司法解释（一）", 20),
        ("预付式消费司法解释", 27),
        ("食品药品惩罚性赔偿司法解释", 19),
        ("民事诉讼法", 306),
        ("网络交易监督管理办法", 56),
        ("明码标价和禁止价格欺诈规定", 27),
    ];
    for (id, count) in counts {
        let numbers: Vec<String> = (1..=count).map(|number: u32| number.to_string()).collect();
        assert_eq!(index.law(id).map(|law| &law.articles), Some(&numbers), "{id}");
    }
    let parts: [(&str, Vec<u32>); 3] = [
        ("民法典", (1..=204).chain(463..=988).collect()), // 总则编, 合同编
        ("消费者权益保护法实施条例", vec![10, 12, 17, 18, 19, 20, 22, 26, 27, 46, 49]),
        ("食品安全法", vec![148]),
    ];
    for (id, numbers) in &parts {
        let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
        assert_eq!(index.law(id).map(|law| &law.articles), Some(&numbers), "{id}");
    }
    assert_eq!(index.law.len(), counts.len() + parts.len());
    // Articles that were moved or renumbered must not pass for others.
    assert_eq!(index.article("市场监督管理投诉举报处理办法 15"), Some(["7工作日".into()].into()));
    assert_eq!(index.article("市场监督管理投诉举报处理办法 47"), None);
    assert_eq!(index.article("消费者权益保护法实施条例 9"), None);
}

#[test]
fn figures_are_read_alike_in_both_languages() {
    let set = |all: &[&str]| all.iter().map(|one| one.to_string()).collect::<BTreeSet<_>>();
    let zh = "自收到之日起七个工作日内，其后第一日，六十日、六个月，三倍，不足一千元的，第一百四十八条，7个工作日";
    assert_eq!(figures_zh(zh), set(&["7工作日", "60日", "6月", "3倍", "1000元"]));
    let en = "Within seven working days, sixty days or six months: three times the price, at least 1,000 yuan.";
    assert_eq!(figures_en(en), figures_zh(zh));
    assert_eq!(number("一百四十八"), 148);
    assert_eq!(number("十五"), 15);
}

#[test]
fn laws_have_the_title_and_dates_of_their_texts() {
    let (index, catalog) = (Index::read(), common::written());
    for law in &catalog.law {
        let held = index.law(&law.id).unwrap_or_else(|| panic!("{} is not in the index", law.id));
        assert_eq!(law.title.zh, held.title, "{}", law.id);
        assert_eq!(law.from, held.from, "{}", law.id);
        assert!(law.checked >= law.from, "{} was checked before it was in force", law.id);
        assert!(law.until.is_none_or(|until| until >= law.from), "{}", law.id);
    }
    let ids = |all: &mut dyn Iterator<Item = &String>| all.cloned().collect::<BTreeSet<_>>();
    let known = ids(&mut catalog.law.iter().map(|law| &law.id));
    assert_eq!(known, ids(&mut index.law.iter().map(|law| &law.id)));
}

#[test]
fn articles_stand_in_the_text_with_their_figures() {
    let (index, catalog) = (Index::read(), common::written());
    assert!(catalog.article.len() >= 90);
    for article in &catalog.article {
        let stated = index.article(&article.id);
        let stated = stated.unwrap_or_else(|| panic!("{} is in no text of law", article.id));
        let said = figures_zh(&article.gist.zh);
        assert!(said.is_subset(&stated), "{} says {said:?}, the law {stated:?}", article.id);
        assert_eq!(
            figures_en(&article.gist.en),
            said,
            "{} differs between its languages",
            article.id
        );
    }
}

#[test]
fn what_rests_on_an_article_finds_it_in_the_text() {
    let (index, catalog) = (Index::read(), common::written());
    let reasons = catalog.reason.iter().flat_map(|reason| &reason.articles);
    let warnings = catalog.channel.iter().flat_map(|channel| &channel.warning);
    let warnings = warnings.filter_map(|warning| warning.article.as_ref());
    let deadlines = catalog.deadline.iter().filter_map(|deadline| deadline.article.as_ref());
    let claims = catalog.claim.iter().map(|claim| &claim.article);
    let cited: Vec<_> = reasons.chain(warnings).chain(deadlines).chain(claims).collect();
    assert!(cited.len() > 60);
    for id in cited {
        assert!(catalog.article(id).is_some(), "{id} is not in laws.toml");
        assert!(index.article(id).is_some(), "{id} is in no text of law");
    }
}

#[test]
fn periods_and_multiples_are_those_of_their_article() {
    let (index, catalog) = (Index::read(), common::written());
    for deadline in &catalog.deadline {
        let Some(id) = &deadline.article else { continue };
        let figure = match deadline.period {
            Period::Days(count) => format!("{count}日"),
            Period::WorkingDays(count) => format!("{count}工作日"),
            Period::Months(count) => format!("{count}月"),
            Period::Years(count) => format!("{count}年"),
            Period::Hours(_) => panic!("{}: hours are for a platform's rule", deadline.id),
        };
        let stated = index.article(id).unwrap();
        assert!(stated.contains(&figure), "{}: {id} states {stated:?}, not {figure}", deadline.id);
    }
    for claim in &catalog.claim {
        let stated = index.article(&claim.article).unwrap();
        let mut said = figures_zh(&claim.condition.zh);
        said.extend(figures_zh(&claim.label.zh));
        if let Amount::Times { factor, least, .. } = claim.amount {
            assert_eq!(least % 100, 0, "{}", claim.id);
            said.extend([format!("{factor}倍"), format!("{}元", least / 100)]);
        }
        assert!(said.is_subset(&stated), "{} says {said:?}, its article {stated:?}", claim.id);
    }
}

#[test]
fn articles_named_in_words_exist() {
    let (index, catalog) = (Index::read(), common::written());
    let mut seen = 0;
    for (at, text) in all_texts().into_iter().filter(|(at, _)| at.ends_with("/zh")) {
        let mut law: Option<&str> = None;
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('第') {
            rest = after;
            let behind = after.trim_start_matches(numeral);
            let figure = &after[..after.len() - behind.len()];
            if figure.is_empty() || !behind.starts_with('条') {
                continue;
            }
            // `…法第八条至第十条` stays with its law; otherwise the law's name stands before the number.
            let name = before.trim_end_matches('》');
            let named = catalog.law.iter().find(|law| {
                let short = ["处罚办法"].into_iter().filter(|short| law.id.ends_with(short));
                short
                    .chain([law.id.as_str(), law.title.zh.as_str()])
                    .any(|name_of| name.ends_with(name_of))
            });
            law = named.map(|law| law.id.as_str()).or(law);
            let id = law.unwrap_or_else(|| panic!("{at}: 第{figure}条 of which law? {text}"));
            let id = format!("{id} {}", number(figure));
            assert!(index.article(&id).is_some(), "{at} names {id}, which is in no text of law");
            seen += 1;
        }
    }
    assert!(seen >= 5, "only {seen} articles are named in words");
}

#[test]
fn only_laws_of_the_catalogue_are_named() {
    let catalog = common::written();
    for (at, text) in all_texts() {
        for piece in text.split('《').skip(1) {
            let Some((title, _)) = piece.split_once('》') else { continue };
            let law = ["法", "条例", "办法", "规定", "解释", "规定（一）"]
                .iter()
                .any(|end| title.ends_with(end));
            let known =
                catalog.law.iter().any(|law| law.title.zh.ends_with(title) || law.id == title);
            assert!(!law || known, "{at} names 《{title}》, which is not in laws.toml");
        }
    }
}

#[test]
fn nothing_stale_is_said() {
    // What 令第20号, the courts' former scope and other drafts of this knowledge would have said.
    let stale = [
        "暂行办法",
        "令第20号",
        "45个工作日",
        "四十五个工作日",
        "45 working days",
        "forty-five working days",
        "互联网法院",
        "Internet Court",
        "电子商务法第四十二条",
        "Interim Measures",
    ];
    let repealed = Index::read().repealed;
    assert!(repealed.iter().any(|rule| rule.until == Date::new(2026, 4, 14).unwrap()));
    for (at, text) in all_texts() {
        for words in stale.iter().copied().chain(repealed.iter().map(|rule| rule.title.as_str())) {
            assert!(!text.contains(words), "{at} says “{words}”: {text}");
        }
    }
    for law in &common::written().law {
        assert!(
            !repealed.iter().any(|rule| rule.title.contains(&law.id)),
            "{} is repealed",
            law.id
        );
    }
}

#[test]
fn clocks_rest_on_law_in_force() {
    let catalog = common::written();
    for deadline in &catalog.deadline {
        let Some(id) = &deadline.article else { continue };
        let (law, _) = catalog.article(id).unwrap();
        let in_force = |day: Date| law.from <= day && law.until.is_none_or(|until| day <= until);
        assert!(deadline.from.is_none_or(in_force), "{} begins before {id}", deadline.id);
        assert!(deadline.until.is_none_or(in_force), "{} outlasts {id}", deadline.id);
        // An authority's or merchant's duty cannot begin before the rule that sets it; a right that is
        // counted back to a date of the order is claimed today.
        if matches!(deadline.starts, Start::Log(_)) {
            let recent = law.from > Date::new(2024, 1, 1).unwrap();
            assert!(
                !recent || deadline.from.is_some(),
                "{} must say from when it holds",
                deadline.id
            );
            assert!(
                deadline.example.iter().all(|example| in_force(example.start)),
                "{}",
                deadline.id
            );
        }
        assert!(deadline.example.iter().all(|example| in_force(example.due)), "{}", deadline.id);
    }
}

/// A draft about that reason, with everything that lets the catalogue cite more.
fn draft(reason: &str) -> Draft {
    let text = |words: &str| Raw::Text(words.into());
    Draft::read(Raw::Map(vec![
        ("reason".into(), text(reason)),
        ("description".into(), text("下单后一直没有解决。")),
        ("fraudFacts".into(), text("页面写明进口，实际为国产。")),
        ("paidAmount".into(), text("200")),
        ("losses".into(), text("50")),
        ("balance".into(), text("100")),
        ("transportCost".into(), text("12")),
        ("purchaseDate".into(), text("2025-11-24")),
        ("receivedDate".into(), text("2025-11-28")),
        ("remedy".into(), Raw::List(vec![text("refund"), text("multiple-damages")])),
    ]))
}

#[test]
fn no_document_cites_a_law_before_its_first_day() {
    let catalog = common::written();
    let cites = |today: Date, title: &str| {
        let tousu = Tousu::new(&catalog, today, Locale::Zh);
        let mut found = Vec::new();
        for reason in &catalog.reason {
            for document in &catalog.document {
                let options = Options { document: &document.id, ..Options::default() };
                if tousu
                    .compose(&draft(&reason.id), &options)
                    .body
                    .contains(&format!("《{title}》第"))
                {
                    found.push(format!("{} about {}", document.id, reason.id));
                }
            }
        }
        found
    };
    for law in catalog.law.iter().filter(|law| law.from > Date::new(2025, 1, 1).unwrap()) {
        let before = law.from.plus_days(-1).unwrap();
        let found = cites(before, &law.title.zh);
        assert!(found.is_empty(), "{} is cited on {before}: {found:?}", law.id);
    }
    let today = Date::new(2026, 11, 24).unwrap();
    assert!(
        !cites(today, "中华人民共和国食品安全法").is_empty(),
        "the test itself sees no citation"
    );
    for rule in Index::read().repealed {
        let after = rule.until.plus_days(1).unwrap();
        assert!(cites(after, &rule.title).is_empty());
    }
}

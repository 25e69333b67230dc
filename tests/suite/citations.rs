//! Every citation of the catalogue against an index of the articles that the texts of law hold
//! (`tests/laws/articles.toml`, made by `make_index.py` beside it): laws, numbers, figures, in-force dates.

use crate::common::{EN, ZH, day, sources, written};
use std::collections::{BTreeMap, BTreeSet};
use tousu::catalog::{Amount, Article, Catalog, Id, Party, Start};
use tousu::date::Period;
use tousu::{Date, Draft, Options, Raw, Tousu};

#[derive(serde::Deserialize)]
struct Index {
    repealed: Vec<Repealed>,
    law: Vec<Law>,
}

/// A rule out of force, and its last day.
#[derive(serde::Deserialize)]
struct Repealed {
    title: String,
    until: String,
}

#[derive(serde::Deserialize)]
struct Law {
    id: String,
    title: String,
    from: String,
    /// How many articles it has, numbered from 1.
    articles: u32,
    /// Articles (`25`) and paragraphs (`25.1`) with a proviso or an exception.
    limited: BTreeSet<String>,
    /// Articles (`25`) and paragraphs (`25.1`) that a later paragraph of their article limits.
    narrowed: BTreeSet<String>,
    /// Article → number of its paragraphs, where it has more than one.
    #[serde(default)]
    paragraphs: BTreeMap<String, u32>,
    /// What an article counts, such as `7日`, `3倍`.
    figures: BTreeMap<String, BTreeSet<String>>,
}

impl Index {
    fn read() -> Index {
        toml::from_str(include_str!("../laws/articles.toml")).expect("the index is TOML")
    }

    fn law(&self, id: &str) -> Option<&Law> {
        self.law.iter().find(|law| law.id == id)
    }

    /// The figures of the article with that id (`law number`), if the texts have it, and its paragraph
    /// too where the id names one (`18.2` is paragraph 2 of article 18).
    fn article(&self, id: &str) -> Option<BTreeSet<String>> {
        let (law, place) = id.rsplit_once(' ')?;
        let law = self.law(law)?;
        let (number, paragraph) = place.split_once('.').unwrap_or((place, "1"));
        let paragraphs = law.paragraphs.get(number).copied().unwrap_or(1);
        let known = (1..=law.articles).contains(&number.parse().ok()?)
            && (1..=paragraphs).contains(&paragraph.parse().ok()?);
        known.then(|| law.figures.get(number).cloned().unwrap_or_default())
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
    texts(&toml::Value::Table(sources()), "", &mut found);
    assert!(found.len() > 1000, "only {} texts were found", found.len());
    found
}

#[test]
fn the_index_is_whole() {
    let index = Index::read();
    let counts = [
        ("消费者权益保护法", 63),
        ("消费者权益保护法实施条例", 53),
        ("电子商务法", 89),
        ("食品安全法", 154),
        ("产品质量法", 74),
        ("价格法", 48),
        ("旅游法", 112),
        ("个人信息保护法", 74),
        ("邮政法", 87),
        ("反不正当竞争法", 41),
        ("民法典", 1260),
        ("民事诉讼法", 306),
        ("仲裁法", 96),
        ("快递暂行条例", 59),
        ("未成年人网络保护条例", 60),
        ("侵害消费者权益行为处罚办法", 22),
        ("市场监督管理投诉举报处理办法", 46),
        ("网络交易监督管理办法", 56),
        ("明码标价和禁止价格欺诈规定", 27),
        ("网络消费司法解释（一）", 20),
        ("预付式消费司法解释", 27),
        ("食品安全司法解释（一）", 14),
        ("食品药品纠纷司法解释", 19),
        ("食品药品惩罚性赔偿司法解释", 19),
        ("合同编通则司法解释", 69),
        ("民诉法解释", 550),
    ];
    for (id, count) in counts {
        assert_eq!(index.law(id).map(|law| law.articles), Some(count), "{id}");
    }
    assert_eq!(index.law.len(), counts.len());
    // Articles that were moved or renumbered must not pass for others.
    assert_eq!(index.article("市场监督管理投诉举报处理办法 15"), Some(["7工作日".into()].into()));
    assert_eq!(index.article("市场监督管理投诉举报处理办法 47"), None);
    assert_eq!(index.article("快递暂行条例 29"), Some(["7日".into()].into())); // 28 before 2025-06-01
    // A paragraph that the article does not have must not pass either.
    assert!(index.article("消费者权益保护法 25.3").is_some());
    assert_eq!(index.article("消费者权益保护法 25.4"), None);
    assert_eq!(index.article("消费者权益保护法 46.2"), None);
    assert_eq!(index.article("消费者权益保护法 25.0"), None);
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
    let (index, catalog) = (Index::read(), written());
    for (id, law) in catalog.laws.iter() {
        let name = catalog.name(id);
        let held = index.law(name).unwrap_or_else(|| panic!("{name} is not in the index"));
        assert_eq!(catalog.words(law.title, ZH), held.title, "{name}");
        assert_eq!(law.from, day(&held.from), "{name}");
        assert!(law.checked >= law.from, "{name} was checked before it was in force");
        assert!(law.until.is_none_or(|until| until >= law.from), "{name}");
    }
    let known: BTreeSet<&str> = catalog.laws.iter().map(|(id, _)| catalog.name(id)).collect();
    assert_eq!(known, index.law.iter().map(|law| law.id.as_str()).collect());
}

#[test]
fn articles_stand_in_the_text_with_their_figures() {
    let (index, catalog) = (Index::read(), written());
    assert!(catalog.articles.iter().count() >= 90);
    for (id, article) in catalog.articles.iter() {
        let name = catalog.name(id);
        let stated = index.article(name);
        let stated = stated.unwrap_or_else(|| panic!("{name} is in no text of law"));
        let said = figures_zh(catalog.words(article.gist.unwrap(), ZH));
        assert!(said.is_subset(&stated), "{name} says {said:?}, the law {stated:?}");
        let english = figures_en(catalog.words(article.gist.unwrap(), EN));
        assert_eq!(english, said, "{name} differs between its languages");
    }
}

/// Whole articles whose gist gives only paragraphs that nothing limits.
const LIMITED_ELSEWHERE: [(&str, &str); 4] = [
    ("消费者权益保护法 23", "the proviso is of paragraph 1, the gist of 2 and 3"),
    ("民法典 563", "the proviso is of paragraph 2, on contracts without a term"),
    ("民法典 566", "the exceptions are of paragraphs 2 and 3"),
    ("预付式消费司法解释 15", "the exception is of paragraph 2, on costs"),
];

#[test]
fn a_gist_names_what_limits_its_article() {
    let (index, catalog) = (Index::read(), written());
    let names = |gist: &str| {
        ["但", "除外", "另有", "只有", "不得超过", "不受此限"]
            .iter()
            .any(|sign| gist.contains(sign))
    };
    let mut limited = 0;
    for (id, article) in catalog.articles.iter() {
        let (name, gist) = (catalog.name(id), catalog.words(article.gist.unwrap(), ZH));
        let (law, place) = name.rsplit_once(' ').unwrap();
        if !index.law(law).is_some_and(|law| law.limited.contains(place)) {
            continue;
        }
        limited += 1;
        let elsewhere = LIMITED_ELSEWHERE.iter().any(|(other, _)| *other == name);
        assert_ne!(
            names(gist),
            elsewhere,
            "{name}: the law has a proviso or exception; the gist: {gist}"
        );
    }
    assert!(limited >= 35, "only {limited} limited articles");
}

/// Articles that a later paragraph of theirs limits, with the words by which the gist says so, or none and why it need not.
const NARROWED: [(&str, &str, &str); 3] = [
    ("消费者权益保护法 25", "确认不宜退货", "paragraph 2"),
    ("消费者权益保护法 25.1", "确认不宜退货", "paragraph 2"),
    (
        "民法典 580.1",
        "",
        "paragraph 2 ends the contract where paragraph 1 excludes performance; it takes nothing away",
    ),
];

#[test]
fn a_gist_names_the_paragraph_that_limits_it() {
    let (index, catalog) = (Index::read(), written());
    let mut found = Vec::new();
    for (id, article) in catalog.articles.iter() {
        let (name, gist) =
            (catalog.name(id), article.gist.map_or("", |gist| catalog.words(gist, ZH)));
        let (law, place) = name.rsplit_once(' ').unwrap();
        if !index.law(law).is_some_and(|law| law.narrowed.contains(place)) {
            continue;
        }
        let known = NARROWED.iter().find(|(other, ..)| *other == name);
        let (_, words, by) =
            known.unwrap_or_else(|| panic!("{name} is limited further on: {gist}"));
        assert!(gist.contains(words), "{name} leaves out {by}: {gist}");
        found.push(name);
    }
    assert_eq!(found, NARROWED.map(|(name, ..)| name), "the list names what is limited");
}

/// Every article that no reason, claim, deadline, warning, excuse or document cites, and so can reach nobody.
#[test]
fn every_article_can_be_cited() {
    let mut all = sources();
    let articles = all.remove("article").unwrap();
    let mut texts_of_others = Vec::new();
    texts(&toml::Value::Table(all), "", &mut texts_of_others);
    let cited: BTreeSet<&str> = texts_of_others.iter().map(|(_, text)| text.as_str()).collect();
    let ids = articles.as_array().unwrap().iter().map(|article| article["id"].as_str().unwrap());
    let orphans: Vec<&str> = ids.filter(|id| !cited.contains(id)).collect();
    assert!(orphans.is_empty(), "nothing can bring these into a document: {orphans:?}");
}

/// A rule whose text nobody could read has no article, calls nobody late, and is the ground of no document.
#[test]
fn what_nobody_read_is_no_ground() {
    let catalog = written();
    let mut unread = 0;
    for (id, deadline) in catalog.deadlines.iter().filter(|(_, it)| it.unconfirmed) {
        let name = catalog.name(id);
        assert!(deadline.article.is_none() && deadline.source.is_some(), "{name} cites a text");
        assert_ne!(deadline.binds, Party::Other, "{name} calls somebody late");
        let rests = |at: &str, text: &str| {
            let grounds = ["/reason/", "/document/", "/prayer/", "/remedy/"];
            let asks = ["/overdue/", "/past_deadline/", "/running/"];
            text == name
                && grounds.iter().any(|kind| at.starts_with(kind))
                && asks.iter().any(|key| at.contains(key))
        };
        let resting = all_texts().into_iter().find(|(at, text)| rests(at, text));
        assert_eq!(resting, None, "what is said to others rests on {name}");
        unread += 1;
    }
    assert!(unread >= 4, "only {unread} rules are from no text");
}

/// What changed lately holds from the day on which it changed.
#[test]
fn laws_that_changed_hold_from_their_day() {
    let catalog = written();
    for (law, from) in [
        ("预付式消费司法解释", "2025-05-01"),
        ("快递暂行条例", "2025-06-01"),
        ("反不正当竞争法", "2025-10-15"),
        ("食品安全法", "2025-12-01"),
        ("仲裁法", "2026-03-01"),
        ("市场监督管理投诉举报处理办法", "2026-04-15"),
    ] {
        let id = catalog.find::<tousu::catalog::Law>(law).unwrap();
        assert_eq!(catalog[id].from, day(from), "{law}");
    }
}

/// Judged against the newest day in the catalogue itself, never against a clock.
#[test]
fn the_law_was_read_within_a_year_of_the_catalogues_review() {
    let catalog = written();
    let checked = catalog.laws.iter().map(|(_, law)| law.checked);
    let reviewed = checked.chain([day(catalog.text(catalog.version))]).max().unwrap();
    for (id, law) in catalog.laws.iter() {
        let name = catalog.name(id);
        assert!(law.checked.plus_months(12).unwrap() >= reviewed, "{name}: {}", law.checked);
    }
}

/// The articles that arguments, warnings, deadlines and claims rest on.
fn cited(catalog: &Catalog) -> Vec<Id<Article>> {
    let arguments = catalog.reasons.iter().flat_map(|(_, reason)| &reason.argument);
    let arguments = arguments.flat_map(|argument| argument.articles.iter().copied());
    let warnings = catalog.channels.iter().flat_map(|(_, channel)| &channel.warning);
    let warnings = warnings.filter_map(|warning| warning.article);
    let deadlines = catalog.deadlines.iter().filter_map(|(_, deadline)| deadline.article);
    let claims = catalog.claims.iter().map(|(_, claim)| claim.article);
    let excuses = catalog.excuses.iter().flat_map(|(_, excuse)| excuse.articles.iter().copied());
    let parts = catalog.documents.iter().flat_map(|(_, document)| &document.part);
    let lines = parts.flat_map(|part| &part.line);
    let lines = lines.flat_map(|line| line.articles.iter().copied());
    arguments.chain(warnings).chain(deadlines).chain(claims).chain(excuses).chain(lines).collect()
}

#[test]
fn what_rests_on_an_article_finds_it_in_the_text() {
    let (index, catalog) = (Index::read(), written());
    let cited = cited(&catalog);
    assert!(cited.len() > 60);
    for id in cited {
        let name = catalog.name(id);
        assert!(index.article(name).is_some(), "{name} is in no text of law");
    }
}

#[test]
fn periods_and_multiples_are_those_of_their_article() {
    let (index, catalog) = (Index::read(), written());
    for (id, deadline) in catalog.deadlines.iter() {
        let name = catalog.name(id);
        let Some(article) = deadline.article.map(|id| catalog.name(id)) else { continue };
        let figure = match deadline.period {
            Period::Days(count) => format!("{count}日"),
            Period::WorkingDays(count) => format!("{count}工作日"),
            Period::Months(count) => format!("{count}月"),
            Period::Years(count) => format!("{count}年"),
            Period::Hours(_) => panic!("{name}: hours are for a platform's rule"),
        };
        let stated = index.article(article).unwrap();
        assert!(stated.contains(&figure), "{name}: {article} states {stated:?}, not {figure}");
    }
    for (id, claim) in catalog.claims.iter() {
        let name = catalog.name(id);
        let stated = index.article(catalog.name(claim.article)).unwrap();
        let mut said = figures_zh(catalog.words(claim.condition, ZH));
        said.extend(figures_zh(catalog.words(claim.label, ZH)));
        if let Amount::Times(multiple) = &claim.amount {
            assert_eq!(multiple.least % 100, 0, "{name}");
            said.extend([format!("{}倍", multiple.factor), format!("{}元", multiple.least / 100)]);
        }
        assert!(said.is_subset(&stated), "{name} says {said:?}, its article {stated:?}");
    }
}

#[test]
fn articles_named_in_words_exist() {
    let (index, catalog) = (Index::read(), written());
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
            let named = catalog.laws.iter().find(|(id, law)| {
                let (id, title) = (catalog.name(*id), catalog.words(law.title, ZH));
                let short = ["处罚办法"].into_iter().filter(|short| id.ends_with(short));
                short.chain([id, title]).any(|name_of| name.ends_with(name_of))
            });
            law = named.map(|(id, _)| catalog.name(id)).or(law);
            let id = law.unwrap_or_else(|| panic!("{at}: 第{figure}条 of which law? {text}"));
            let id = format!("{id} {}", number(figure));
            assert!(index.article(&id).is_some(), "{at} names {id}, which is in no text of law");
            seen += 1;
        }
    }
    assert!(seen >= 3, "only {seen} articles are named in words");
}

#[test]
fn only_laws_of_the_catalogue_are_named() {
    let catalog = written();
    for (at, text) in all_texts() {
        for piece in text.split('《').skip(1) {
            let Some((title, _)) = piece.split_once('》') else { continue };
            let law = ["法", "条例", "办法", "规定", "解释", "规定（一）"]
                .iter()
                .any(|end| title.ends_with(end));
            let known = catalog.laws.iter().any(|(id, law)| {
                catalog.words(law.title, ZH).ends_with(title) || catalog.name(id) == title
            });
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
    assert!(repealed.iter().any(|rule| rule.until == "2026-04-14"));
    for (at, text) in all_texts() {
        for words in stale.iter().copied().chain(repealed.iter().map(|rule| rule.title.as_str())) {
            assert!(!text.contains(words), "{at} says “{words}”: {text}");
        }
    }
    let catalog = written();
    for name in catalog.laws.iter().map(|(id, _)| catalog.name(id)) {
        assert!(!repealed.iter().any(|rule| rule.title.contains(name)), "{name} is repealed");
    }
}

#[test]
fn deadlines_rest_on_law_in_force() {
    let catalog = written();
    for (id, deadline) in catalog.deadlines.iter() {
        let name = catalog.name(id);
        let Some(article) = deadline.article else { continue };
        let law = &catalog[catalog.law_of(article)];
        let in_force = |day: Date| law.from <= day && law.until.is_none_or(|until| day <= until);
        assert!(deadline.from.is_none_or(in_force), "{name} begins before its article");
        assert!(deadline.until.is_none_or(in_force), "{name} outlasts its article");
        // An authority's or merchant's duty cannot begin before the rule that sets it; a right that is counted back to a
        // date of the order is claimed today.
        if matches!(deadline.starts, Start::Log(_)) {
            let recent = law.from > day("2024-01-01");
            assert!(!recent || deadline.from.is_some(), "{name} must say from when it holds");
            assert!(deadline.example.iter().all(|example| in_force(example.start)), "{name}");
        }
        assert!(deadline.example.iter().all(|example| in_force(example.due)), "{name}");
    }
}

/// A draft about that reason, with everything that lets the catalogue cite more.
fn draft(reason: &str) -> Draft<'_> {
    let remedies = ["refund", "multiple-damages"].map(Raw::from).to_vec();
    let fields = [
        ("reason", reason),
        ("description", "下单后一直没有解决。"),
        ("fraudFacts", "页面写明进口，实际为国产。"),
        ("paidAmount", "200"),
        ("losses", "50"),
        ("balance", "100"),
        ("transportCost", "12"),
        ("purchaseDate", "2025-11-24"),
        ("receivedDate", "2025-11-28"),
    ];
    let fields = fields.into_iter().map(|(id, text)| (id.into(), Raw::from(text)));
    Draft::read(Raw::Map(fields.chain([("remedy".into(), Raw::List(remedies))]).collect()))
}

#[test]
fn no_document_cites_a_law_before_its_first_day() {
    let catalog = written();
    let cites = |today: Date, title: &str| {
        let tousu = Tousu::new(&catalog, today);
        let citation = format!("《{title}》第");
        let mut found = Vec::new();
        for reason in catalog.reasons.iter().map(|(id, _)| catalog.name(id)) {
            for (document, _) in catalog.documents.iter() {
                let options = Options { document, ..Options::default() };
                if tousu.compose(&draft(reason), &options).body.contains(&citation) {
                    found.push(format!("{} about {reason}", catalog.name(document)));
                }
            }
        }
        found
    };
    for (id, law) in catalog.laws.iter().filter(|(_, law)| law.from > day("2025-01-01")) {
        let before = law.from.plus_days(-1).unwrap();
        let found = cites(before, catalog.words(law.title, ZH));
        assert!(found.is_empty(), "{} is cited on {before}: {found:?}", catalog.name(id));
    }
    let found = cites(day("2026-11-24"), "中华人民共和国食品安全法");
    assert!(!found.is_empty(), "the test itself sees no citation");
    for rule in Index::read().repealed {
        let after = day(&rule.until).plus_days(1).unwrap();
        assert!(cites(after, &rule.title).is_empty());
    }
}

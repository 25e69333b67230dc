//! The letters of all scenarios, held against what they may say: dates, articles, the log, the share of law.

use crate::common::{ZH, catalog, day, raw};
use std::cell::{Cell, RefCell};
use std::{collections::BTreeSet, fs, path::PathBuf};
use tousu::catalog::{Channel, Document, Field, Id};
use tousu::{Case, Composition, Date, Draft, Options, Raw, Tousu, Wording, date};

/// A letter of a scenario.
struct Letter<'l> {
    scenario: &'l str,
    document: &'l str,
    channel: &'l str,
    case: &'l Case<'l>,
    made: Composition,
}

/// The letters of a draft to the merchant, to 12315 and to the consumer association.
fn letters(scenario: &str, today: &str, draft: Raw, check: &impl Fn(&Letter)) {
    let draft = Draft::read(draft);
    let tousu = Tousu::new(catalog(), day(today));
    let case = tousu.case(&draft);
    for (document, channel) in
        [("negotiation", "merchant"), ("letter", "12315"), ("letter", "consumer-association")]
    {
        let options = Options {
            document: catalog().find::<Document>(document).unwrap(),
            channel: catalog().find::<Channel>(channel).unwrap(),
            locale: ZH,
            ..Options::default()
        };
        let made = tousu.compose(&draft, &options);
        check(&Letter { scenario, document, channel, case: &case, made });
    }
}

/// The letters of every scenario.
fn each(check: impl Fn(&Letter)) {
    let mut files: Vec<PathBuf> =
        fs::read_dir("tests/cases").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    for file in &files {
        let scenario: toml::Table = fs::read_to_string(file).unwrap().parse().unwrap();
        let today = scenario["today"].as_str().unwrap();
        letters(
            file.file_stem().unwrap().to_str().unwrap(),
            today,
            raw(&scenario["draft"]),
            &check,
        );
    }
}

/// The letters of drafts that state next to nothing, with the words of every topic in their description: each reason with
/// each kind of order, however the contract ended.
fn each_bare(check: impl Fn(&Letter)) {
    let topics = catalog().topics.iter();
    let words = topics.map(|(_, topic)| catalog().text(topic.words.0).split(' ').next().unwrap());
    let words = words.collect::<Vec<_>>().join("。");
    let choices = |field: &str| {
        let field = &catalog()[catalog().find::<Field>(field).unwrap()];
        let names = field.option.iter().map(|option| catalog().choice_name(option.id));
        names.chain([""]).collect::<Vec<_>>()
    };
    let remedies = catalog().remedies.iter().map(|(id, _)| Raw::from(catalog().name(id)));
    let remedies = Raw::List(remedies.collect());
    let demand = [("date", "2026-11-02"), ("channel", "merchant"), ("action", "requested-remedy")];
    let demand = Raw::Map(demand.map(|(key, value)| (key.into(), Raw::from(value))).into());
    for (reason, _) in catalog().reasons.iter() {
        for kind in choices("orderKind") {
            for ended in choices("endedBy") {
                let reason = catalog().name(reason);
                let texts = [
                    ("reason", reason),
                    ("orderKind", kind),
                    ("endedBy", ended),
                    ("description", &words),
                    ("purchaseDate", "2026-10-01"),
                ];
                let mut draft: Vec<_> = texts.map(|(id, text)| (id.into(), Raw::from(text))).into();
                draft.push(("remedy".into(), remedies.clone()));
                draft.push(("log".into(), Raw::List(vec![demand.clone()])));
                letters(&format!("{reason} {kind} {ended}"), "2026-11-24", Raw::Map(draft), &check);
            }
        }
    }
}

fn prose(date: Date) -> String {
    Wording { catalog: catalog(), locale: ZH }.date(date)
}

impl Letter<'_> {
    fn name(&self) -> String {
        format!("{} {} {}", self.scenario, self.document, self.channel)
    }

    fn field(&self, name: &str) -> Id<Field> {
        catalog().find::<Field>(name).unwrap()
    }

    fn filled(&self, name: &str) -> bool {
        self.case.filled.contains(self.field(name))
    }

    fn chosen(&self, name: &str, is: &[&str]) -> bool {
        is.contains(&catalog().choice_name(self.case.choice(self.field(name))))
    }

    /// The child's age, as it was filled in or told: 14岁, 九岁.
    fn age(&self) -> Option<u32> {
        let text = self.case[self.field("description")].text();
        let told = text.split_once('岁').map_or("", |(told, _)| told);
        let number = told.trim_start_matches(|c: char| !c.is_ascii_digit());
        let number = number.rsplit(|c: char| !c.is_ascii_digit()).next();
        let number = number.and_then(|number| number.parse().ok());
        let numeral = "一二三四五六七八九".chars().position(|c| told.ends_with(c));
        let told = number.or(numeral.map(|at| at as u32 + 1));
        self.case[self.field("childAge")].count().or(told)
    }

    fn mentions(&self, words: &str) -> bool {
        let text = self.case[self.field("description")].text();
        words.split(' ').any(|word| text.contains(word))
    }

    /// The deadline runs, or was kept.
    fn in_time(&self, deadline: &str) -> bool {
        let deadline = self.case.deadline(catalog().find(deadline).unwrap());
        deadline.is_some_and(|it| it.is_open() || it.kept)
    }

    fn overdue(&self, deadline: &str) -> bool {
        self.case.deadline(catalog().find(deadline).unwrap()).is_some_and(|it| it.is_overdue())
    }

    /// What the person wrote, as it was typed.
    fn typed(&self) -> String {
        let mut all = String::new();
        for (_, _, reading) in self.case.readings() {
            all.push_str(reading.text());
            all.push('\n');
        }
        for step in self.case.log() {
            all.push_str(&self.case.entry(step).unwrap().note);
            all.push('\n');
        }
        self.case.draft.evidence.iter().for_each(|it| all.push_str(&it.note));
        all
    }

    /// The citations, whole and each law's short name where it was cited before.
    fn citations(&self) -> Vec<&str> {
        let mut found = Vec::new();
        let mut rest = self.made.body.as_str();
        while let Some(at) = rest.find("》第") {
            let start = rest[..at].rfind('《').unwrap();
            let tail = &rest[at + "》".len()..];
            let end = tail.find(['）', '、', '，', '；', '。']).unwrap_or(tail.len());
            found.push(&rest[start..at + "》".len() + end]);
            rest = &tail[end..];
        }
        found
    }
}

/// Dates such as 2026年11月3日.
fn dates(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('年') {
        let start = text[..at]
            .rfind(|c: char| !c.is_ascii_digit())
            .map_or(0, |it| it + text[it..].chars().next().map_or(1, char::len_utf8));
        let digit = |c: char| c.is_ascii_digit() || c == '月';
        let behind = &text[at + "年".len()..];
        let end = behind.find(|c: char| !digit(c)).unwrap_or(behind.len());
        if at - start == 4 && behind[..end].contains('月') && behind[end..].starts_with('日') {
            found.push(&text[start..at + "年".len() + end + "日".len()]);
        }
    }
    found
}

/// A date in a letter is the draft's, the log's, today, the reply day, or the end of a deadline that the law sets.
#[test]
fn no_date_that_neither_draft_nor_law_gives() {
    each(|letter| {
        let case = letter.case;
        let mut known: BTreeSet<String> = BTreeSet::from([prose(case.today)]);
        known.extend(case.readings().filter_map(|(.., reading)| reading.date()).map(prose));
        known.extend(case.log().iter().map(|step| prose(step.date)));
        known.extend(letter.made.reply_by.map(prose));
        let exhibits = case.exhibits.iter().filter_map(|it| it.date.as_ref()?.as_ref().ok());
        known.extend(exhibits.map(|read| prose(read.value)));
        let deadlines = catalog().deadlines.iter().filter_map(|(id, _)| case.deadline(id));
        known.extend(deadlines.map(|it| prose(it.due)));
        let typed = letter.typed();
        for date in dates(&letter.made.body) {
            let is_known = known.contains(date) || typed.contains(date);
            assert!(is_known, "{} says {date}\n{}", letter.name(), letter.made.body);
        }
    });
    assert_eq!(
        dates("买于2026年11月3日，3年后，2026年1月2日前"),
        ["2026年11月3日", "2026年1月2日"]
    );
}

/// The answer is asked for on a working day, before what it is about; only where that is tomorrow, on whatever day it is.
#[test]
fn no_reply_day_on_a_rest_day_or_after_what_it_is_about() {
    each(|letter| {
        let Some(reply_by) = letter.made.reply_by else { return };
        let today = letter.case.today;
        let promised = letter.case[letter.field("promisedDate")].date();
        let ahead = promised.filter(|day| *day > today);
        assert!(ahead.is_none_or(|day| reply_by < day), "{}: {reply_by}", letter.name());
        assert!(reply_by >= today, "{}: {reply_by}", letter.name());
        if date::is_day_off(reply_by, &catalog().years) {
            let is_eve = ahead.and_then(|day| day.plus_days(-1)) == Some(reply_by);
            let mut day = today;
            while day < reply_by {
                assert!(date::is_day_off(day, &catalog().years), "{}: {reply_by}", letter.name());
                day = day.plus_days(1).unwrap();
            }
            assert!(is_eve, "{}: {reply_by}", letter.name());
        }
    });
}

/// What each step of the log shows is in every letter, with its day.
#[test]
fn every_step_of_the_log_is_named() {
    let steps = Cell::new(0);
    each(|letter| {
        for step in letter.case.log() {
            let date = prose(step.date);
            assert!(letter.made.body.contains(&date), "{} lacks {date}", letter.name());
            let note = letter
                .case
                .entry(step)
                .unwrap()
                .note
                .trim()
                .trim_end_matches(['。', '；', ';', '.', ' ']);
            assert!(letter.made.body.contains(note), "{} lacks {note}", letter.name());
            steps.set(steps.get() + 1);
        }
    });
    assert!(steps.get() > 500, "only {} steps", steps.get());
}

/// A fact that a citation presupposes, and whether the draft states it.
type Presupposes = (&'static str, fn(&Letter) -> bool);

/// What an article presupposes, by its citation.
const PRESUPPOSES: &[Presupposes] = &[
    ("消费者权益保护法》第二十五条", |it| {
        it.filled("receivedDate") && it.in_time("no-reason-return")
    }),
    ("消费者权益保护法》第四十四条", |it| {
        it.channel != "merchant" && !it.filled("merchantAddress")
    }),
    ("消费者权益保护法》第四十九条", |it| {
        it.filled("injuryDetail") || it.mentions("受伤 划伤 肿胀 皮炎 医院 门诊 诊断")
    }),
    ("消费者权益保护法》第五十二条", |it| it.filled("losses")),
    ("消费者权益保护法》第五十三条", |it| {
        it.chosen("endedBy", &["merchant", "breach"])
            || catalog().name(it.case.reason()) == "service"
    }),
    ("消费者权益保护法》第五十五条", |it| it.filled("fraudFacts")),
    ("消费者权益保护法》第二十三条第三款", |it| {
        it.chosen("goodsKind", &["durable"])
    }),
    ("产品质量法》第四十条", |it| !it.chosen("goodsKind", &["perishable"])),
    ("侵害消费者权益行为处罚办法》第八条", |it| it.overdue("promise-fifteen")),
    ("侵害消费者权益行为处罚办法》第九条", |it| it.in_time("no-reason-return")),
    ("民法典》第五百六十五条第一款", |it| {
        it.channel == "merchant" && !it.case.log().is_empty()
    }),
    ("民法典》第五百八十四条", |it| it.filled("losses")),
    ("民法典》第五百八十五条第一款", |it| it.filled("promiseWords")),
    ("民法典》第五百八十五条第二款", |it| {
        it.chosen("endedBy", &["me"]) || !it.case.log().is_empty()
    }),
    ("民法典》第五百八十六条第二款", |it| it.chosen("orderKind", &["earnest-money"])),
    ("民法典》第五百八十七条", |it| it.chosen("endedBy", &["merchant"])),
    ("民法典》第二十条", |it| it.age().is_some_and(|age| age < 8)),
    ("民法典》第一百四十四条", |it| it.age().is_some_and(|age| age < 8)),
    ("民法典》第十九条", |it| it.age().is_some_and(|age| age >= 8)),
    ("民法典》第一百四十五条第一款", |it| it.age().is_some_and(|age| age >= 8)),
    ("民法典》第一百四十七条", |it| it.chosen("endedBy", &["merchant"])),
    ("电子商务法》第二十一条", |it| it.chosen("orderKind", &["deposit", "rental"])),
    ("电子商务法》第五十七条", |it| it.chosen("payer", &["unauthorised"])),
    ("旅游法》第六十五条", |it| it.mentions("旅行社 跟团 团费 出团")),
    ("食品安全法》第一百四十八条第一款", |it| it.filled("losses")),
    ("预付式消费司法解释》第十四条", |it| it.in_time("prepaid-cooling-off")),
];

#[test]
fn no_article_whose_presupposed_fact_is_not_stated() {
    let (met, seen) = (RefCell::new(BTreeSet::new()), Cell::new(0));
    let check = |letter: &Letter| {
        for citation in letter.citations() {
            seen.set(seen.get() + 1);
            let short = citation.replace("中华人民共和国", "");
            for (article, states) in PRESUPPOSES.iter().filter(|(it, _)| short.contains(it)) {
                met.borrow_mut().insert(*article);
                assert!(states(letter), "{}: {citation}\n{}", letter.name(), letter.made.body);
            }
        }
    };
    each(check);
    each_bare(check);
    println!("{} citations, {} of these articles", seen.get(), met.borrow().len());
    assert!(met.borrow().len() * 4 >= PRESUPPOSES.len() * 3, "{:?}", met.borrow());
}

/// A letter cites four articles at most and is no treatise: law is at most a quarter of its characters.
#[test]
fn law_is_the_smaller_part_of_a_letter() {
    let most = RefCell::new((0, String::new()));
    each(|letter| {
        let citations = letter.citations();
        let articles: BTreeSet<String> =
            citations.iter().map(|it| it.replace("中华人民共和国", "")).collect();
        // Besides the arguments a demand may cite the claim to several times the price.
        assert!(articles.len() <= 5, "{}: {articles:?}", letter.name());
        let law: usize = citations.iter().map(|it| it.chars().count()).sum();
        let percent = law * 100 / letter.made.body.chars().count();
        assert!(percent <= 25, "{}: law is {percent} %\n{}", letter.name(), letter.made.body);
        if percent > most.borrow().0 {
            *most.borrow_mut() = (percent, letter.name());
        }
    });
    println!("most law: {:?}", most.borrow());
}

/// Merchant and person are called as the addressee expects.
#[test]
fn each_addressee_is_spoken_to_as_it_expects() {
    each(|letter| {
        let typed = letter.typed();
        let (own, other): (&[&str], &[&str]) = match letter.document {
            "negotiation" => (&["贵公司", "贵店"], &["本人", "该公司", "该商家", "请依法"]),
            _ => (&["该公司", "该商家"], &["贵公司", "贵店"]),
        };
        for word in other.iter().filter(|word| !typed.contains(**word)) {
            assert!(!letter.made.body.contains(word), "{} says {word}", letter.name());
        }
        let argued =
            letter.document == "letter" || own.iter().any(|it| letter.made.body.contains(it));
        assert!(argued, "{}\n{}", letter.name(), letter.made.body);
    });
}

/// The declaration of 办法 16 is the person's own: it stands only once both questions are answered so.
#[test]
fn the_declaration_stands_only_once_it_was_made() {
    let declared = Cell::new(0);
    each(|letter| {
        let made = letter.made.body.contains("就同一争议未向其他行政机关");
        let answered =
            letter.chosen("purpose", &["living"]) && letter.chosen("handledElsewhere", &["no"]);
        assert_eq!(made, letter.document == "letter" && answered, "{}", letter.name());
        declared.set(declared.get() + usize::from(made));
    });
    assert!(declared.get() > 10);
}

//! The way up, told step by step: `tests/ladders.txt`. A story begins with `## ` and its title; then come the fields that
//! differ from an ordinary complaint, `field = value` separated by `;`. Each further line is a day, what entered the log on
//! it (`-`: nothing, time has passed) and, behind `→`, the next step: what to do, with whom, the document and the day.
//!
//! `TOUSU_BLESS=1 cargo test ladders` writes the next steps anew; the review is in the diff.

use crate::common::{catalog, day};
use std::{collections::BTreeSet, env, fs};
use tousu::{Draft, Raw, Tousu};

const FILE: &str = "tests/ladders.txt";

/// What every story has unless it says otherwise.
const ORDINARY: &str = "miniProgram = 云上好物; merchantName = 杭州云上贸易有限公司; merchantAddress = 浙江省杭州市余杭区文一西路1号; \
    orderNumber = 20261101000712; productName = 商品; paidAmount = 299; purchaseDate = 2026-11-01; \
    description = 付款以后商家没有按约定办理，2026年11月2日起多次联系都没有结果，要求退款。; remedy = refund; contactName = 林晓; \
    contactPhone = 13800138000; contactAddress = 北京市朝阳区建国路8号; purpose = living; handledElsewhere = no";

fn pairs(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.split(';').filter_map(|pair| pair.split_once('=')).map(|(id, it)| (id.trim(), it.trim()))
}

/// One entry of the log: a day, `channel action`, and perhaps `excuse:id` and `by:day`.
fn entry<'t>(date: &'t str, words: &'t str) -> Raw<'t> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut entry = vec![("date", date), ("channel", words[0]), ("action", words[1])];
    for more in &words[2..] {
        match more.split_once(':').unwrap() {
            ("by", day) => entry.push(("replyBy", day)),
            ("excuse", id) => entry.push(("excuse", id)),
            other => panic!("{other:?} is no part of an entry"),
        }
    }
    Raw::Map(entry.into_iter().map(|(key, text)| (key.into(), Raw::from(text))).collect())
}

/// The next step in words: `send merchant negotiation 2026-11-12`.
fn advice(fields: &str, log: &[(&str, &str)], today: &str) -> String {
    let mut draft: Vec<(&str, &str)> = Vec::new();
    for (id, value) in pairs(ORDINARY).chain(pairs(fields)) {
        draft.retain(|(known, _)| *known != id);
        draft.push((id, value));
    }
    let mut raw: Vec<_> = draft.iter().map(|(id, it)| ((*id).into(), Raw::from(*it))).collect();
    let entries = log.iter().map(|(date, words)| entry(date, words));
    raw.push(("log".into(), Raw::List(entries.collect())));
    let draft = Draft::read(Raw::Map(raw));
    let found = Tousu::new(catalog(), day(today)).assess(&draft);
    assert!(draft.unread.is_empty(), "{fields}: {:?}", draft.unread);
    let wrong: Vec<_> = found.issues.iter().map(|it| it.code.as_str()).collect();
    let known = |code: &&&str| code.starts_with("unknown") || code.starts_with("type");
    assert_eq!(wrong.iter().find(known), None, "{fields} {log:?}");
    let next = found.next;
    let best = found.channels.iter().find(|it| it.recommended).unwrap();
    assert_eq!((best.id, &best.why), (next.channel, &next.why));
    let kind = format!("{:?}", next.kind).to_lowercase();
    let document = next.document.map_or("-", |id| catalog().name(id));
    let due = next.due.map_or(String::new(), |due| format!(" {due}"));
    format!("{kind} {} {document}{due}", catalog().name(next.channel))
}

#[test]
fn every_story_climbs_as_it_is_told() {
    let text = fs::read_to_string(FILE).unwrap();
    let (mut fields, mut log, mut stories) = ("", Vec::new(), 0);
    let (mut out, mut wrong) = (String::new(), Vec::new());
    let mut title = "";
    for line in text.lines() {
        let mut shown = line.to_string();
        if let Some(name) = line.strip_prefix("## ") {
            (title, fields, log) = (name, "", Vec::new());
            stories += 1;
        } else if line.starts_with("20") {
            let (step, expected) = line.split_once('→').unwrap();
            let (date, words) = step.trim().split_at(10);
            if words.trim() != "-" {
                log.push((date, words.trim()));
            }
            let found = advice(fields, &log, date);
            if found != expected.trim() {
                wrong.push(format!("{title}, {date}: {found}, expected {}", expected.trim()));
            }
            shown = format!("{} → {found}", step.trim_end());
        } else if line.contains(" = ") {
            fields = line;
        }
        out += &shown;
        out.push('\n');
    }
    if env::var_os("TOUSU_BLESS").is_some() {
        fs::write(FILE, out).unwrap();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(stories >= 40, "only {stories} stories");
}

/// The rest of the next step: what is overdue, what is asked, in words that the form has.
#[test]
fn the_next_step_says_what_is_overdue_and_asked() {
    let next = |fields: &[(&'static str, &'static str)], log: &[(&str, &str)], today: &str| {
        let mut raw: Vec<_> =
            fields.iter().map(|(id, it)| ((*id).into(), Raw::from(*it))).collect();
        raw.push(("log".into(), Raw::List(log.iter().map(|(on, it)| entry(on, it)).collect())));
        Tousu::new(catalog(), day(today)).assess(&Draft::read(Raw::Map(raw))).next
    };
    let asked = |next: &tousu::NextStep| next.asks.map(|id| catalog().name(id));
    let quality = [("reason", "quality")];
    assert_eq!(asked(&next(&quality, &[], "2026-11-03")), Some("log:merchant"));
    let log = [("2026-11-02", "merchant refused"), ("2026-11-03", "12315 submitted")];
    let late = next(&quality, &log, "2026-11-20");
    assert_eq!(asked(&late), Some("receivedDate"));
    let overdue: Vec<&str> = late.overdue.iter().map(|id| catalog().name(*id)).collect();
    assert_eq!(overdue, ["authority-acceptance"]);
    let known = next(&[("reason", "quality"), ("receivedDate", "2026-11-01")], &log, "2026-11-20");
    assert_eq!(asked(&known), None);
    let done = next(&quality, &[("2026-11-02", "merchant resolved")], "2026-11-20");
    assert_eq!((asked(&done), done.overdue.len(), done.due), (None, 0, None));

    let form = Tousu::new(catalog(), day("2026-11-20")).form(crate::common::ZH);
    for kind in ["prepare", "send", "wait", "chase", "escalate", "warn", "done"] {
        assert!(form.steps.iter().any(|(id, _)| *id == kind), "no words for {kind}");
    }
    for question in &form.questions {
        let (of, channel) = question.id.split_once(':').unwrap_or(("field", question.id));
        let known = match of {
            "log" => catalog().find::<tousu::catalog::Channel>(channel).is_some(),
            _ => catalog().find::<tousu::catalog::Field>(channel).is_some(),
        };
        assert!(known, "{} names nothing that could be answered", question.id);
    }
    let words: Vec<&str> = form.whys.iter().map(|(id, _)| *id).collect();
    assert!(tousu::catalog::Why::ALL.iter().all(|why| words.contains(&why.name())), "{words:?}");
}

/// No advice waits for something that will not come: whatever was done last, time alone leads on.
#[test]
fn nobody_waits_without_end() {
    let catalog = catalog();
    let actions = ["contacted", "requested-remedy", "submitted", "accepted", "replied"];
    for (id, channel) in catalog.channels.iter() {
        assert!(channel.patience > 0, "{} has no patience", catalog.name(id));
        for action in actions {
            let words = format!("{} {action}", catalog.name(id));
            let log = [("2026-11-02", words.as_str())];
            let fields = "reason = quality; trackingNumber = SF1234567890123";
            let later = advice(fields, &log, "2027-06-30");
            assert!(!later.starts_with("wait"), "{words}: {later} after eight months");
        }
    }
}

/// Every channel of the ladder is the next step in some story.
#[test]
fn stories_reach_every_channel() {
    let text = fs::read_to_string(FILE).unwrap();
    let steps = text.lines().filter_map(|line| line.split_once('→'));
    let reached: BTreeSet<&str> =
        steps.filter_map(|(_, step)| step.split_whitespace().nth(1)).collect();
    for (id, channel) in catalog().channels.iter().filter(|(_, it)| !it.beside) {
        let name = catalog().name(id);
        assert!(channel.tier > 0 && reached.contains(name), "no story leads to {name}");
    }
}

/// Descriptions of ordinary disputes send nobody to the police, and those of fraud do under whatever reason.
#[test]
fn the_police_come_first_for_fraud_alone() {
    let files = ["tests/corpus/stories.tsv", "tests/corpus/more-stories.tsv"];
    let text: String = files.map(|file| fs::read_to_string(file).unwrap()).concat();
    let (mut false_alarms, mut warned, mut frauds, mut ordinary) = (0, 0, 0, 0);
    for (reason, story) in text.lines().filter_map(|line| line.split_once('\t')) {
        let fields =
            format!("reason = refund-refused; description = {}", story.replace([';', '='], "，"));
        let is_warned = advice(&fields, &[], "2026-11-24").starts_with("warn police");
        if reason == "stranger-fraud" {
            frauds += 1;
            warned += u32::from(is_warned);
        } else {
            ordinary += 1;
            false_alarms += u32::from(is_warned);
            if is_warned {
                println!("false alarm, {reason}: {story}");
            }
        }
    }
    println!("fraud: {warned} of {frauds} warned; {false_alarms} of {ordinary} false alarms");
    assert!(ordinary > 150 && frauds >= 10);
    assert_eq!(false_alarms, 0);
    assert!(warned * 2 >= frauds, "{warned} of {frauds}");
}

//! The scenarios: `tests/cases/<scenario>.toml` says what somebody typed on which day and what must come of it; beside
//! it are the documents, word for word, in both languages.
//!
//! `TOUSU_BLESS=1 cargo test scenarios` writes the documents anew; the review is in the diff.

use crate::common::{EN, ZH, catalog, day, keys, path, raw};
use serde::Deserialize;
use std::{collections::BTreeMap, env, fs, path::Path};
use tousu::catalog::{Channel, Document, Id, Severity};
use tousu::{Draft, Options, Tousu};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    /// What happened, for the reader.
    #[serde(rename = "story")]
    _story: String,
    today: String,
    draft: toml::Value,
    expect: Expect,
    /// Documents that stand beside this file.
    documents: Vec<Wanted>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    /// Codes of errors and warnings with the field they are about, in order: `required contactAddress`.
    issues: Vec<String>,
    score: u32,
    grade: String,
    /// Channels in order, as far as the scenario cares; the first is the recommended one.
    channels: Vec<String>,
    /// Every open deadline: id → `due` or `due estimated`.
    deadlines: BTreeMap<String, String>,
    /// Claim id → amount, or an empty string.
    claims: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    document: String,
    channel: Option<String>,
    #[serde(default)]
    hide_contact: bool,
    limit: Option<u32>,
    /// Field ids.
    #[serde(default)]
    lacking: Vec<String>,
    #[serde(default)]
    omitted: Vec<String>,
    /// What English leaves out, where it is longer and so differs.
    omitted_en: Option<Vec<String>>,
}

fn lower(value: impl std::fmt::Debug) -> String {
    format!("{value:?}").to_lowercase()
}

/// Checks one scenario; every difference at once, so that a changed rule shows its whole effect.
fn check(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let scenario: Scenario =
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let draft = Draft::read(raw(&scenario.draft));
    let mut wrong = Vec::new();
    let mut differ = |what: &str, found: String, expected: String| {
        if found != expected {
            wrong.push(format!(
                "{}: {what}\n  found    {found}\n  expected {expected}",
                file.display()
            ));
        }
    };

    let catalog = catalog();
    let tousu = Tousu::new(catalog, day(&scenario.today));
    let found = tousu.assess(&draft);
    let expect = &scenario.expect;
    let grave = found.issues.iter().filter(|issue| issue.severity != Severity::Advice);
    let line = |issue: &tousu::Issue| format!("{} {}", issue.code.as_str(), path(&issue.path));
    let issues: Vec<String> = grave.map(|it| line(it).trim_end().to_string()).collect();
    let errors = found.issues.iter().any(|issue| issue.severity == Severity::Error);
    differ("ready", found.ready.to_string(), (!errors).to_string());
    differ("issues", format!("{issues:?}"), format!("{:?}", expect.issues));
    differ("score", found.evidence.score.to_string(), expect.score.to_string());
    differ("grade", lower(found.evidence.grade), expect.grade.clone());
    let channels = found.channels.iter().map(|channel| catalog.name(channel.id));
    let channels: Vec<&str> = channels.take(expect.channels.len()).collect();
    differ("channels", format!("{channels:?}"), format!("{:?}", expect.channels));
    let recommended = found.channels.iter().filter(|channel| channel.recommended).count();
    differ("recommended channels", recommended.to_string(), "1".into());
    let due = |open: &tousu::OpenDeadline| {
        format!("{}{}", open.due, if open.estimated { " estimated" } else { "" })
    };
    let deadlines = found.deadlines.iter();
    let deadlines: BTreeMap<String, String> =
        deadlines.map(|open| (catalog.name(open.id).to_string(), due(open))).collect();
    differ("deadlines", format!("{deadlines:?}"), format!("{:?}", expect.deadlines));
    let claims = found.claims.iter();
    let claims: BTreeMap<String, String> = claims
        .map(|claim| (catalog.name(claim.id).to_string(), claim.amount.clone().unwrap_or_default()))
        .collect();
    differ("claims", format!("{claims:?}"), format!("{:?}", expect.claims));

    for (locale, ending) in [(ZH, "zh.txt"), (EN, "en.txt")] {
        let mut all = String::new();
        for wanted in &scenario.documents {
            let channel = wanted.channel.as_deref().map(|id| catalog.find::<Channel>(id).unwrap());
            let options = Options {
                document: catalog.find::<Document>(&wanted.document).unwrap(),
                channel: channel.unwrap_or(Id::NONE),
                locale,
                hide_contact: wanted.hide_contact,
                limit: wanted.limit,
                ..Options::default()
            };
            let omitted = wanted.omitted_en.as_ref().filter(|_| locale == EN);
            let omitted = omitted.unwrap_or(&wanted.omitted);
            let made = tousu.compose(&draft, &options);
            let name = &wanted.document;
            differ(
                &format!("{name} lacking"),
                format!("{:?}", keys(&made.lacking)),
                format!("{:?}", wanted.lacking),
            );
            differ(
                &format!("{name} omitted"),
                format!("{:?}", keys(&made.omitted)),
                format!("{omitted:?}"),
            );
            all += &format!("═══ {name} ═══\n{}\n\n", made.body);
        }
        let beside = file.with_extension(ending);
        if env::var_os("TOUSU_BLESS").is_some() {
            fs::write(&beside, &all).unwrap();
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        if all != expected {
            let line =
                all.lines().zip(expected.lines()).position(|(found, expected)| found != expected);
            let line = line.unwrap_or(all.lines().count().min(expected.lines().count()));
            let of = |text: &str| text.lines().nth(line).unwrap_or("(nothing)").to_string();
            differ(&format!("{} line {}", beside.display(), line + 1), of(&all), of(&expected));
        }
    }
    wrong
}

#[test]
fn every_scenario_comes_out_as_written() {
    let entries = fs::read_dir("tests/cases").unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let wrong: Vec<String> = files.iter().flat_map(|file| check(file)).collect();
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
    assert!(files.len() >= 60, "only {} scenarios", files.len());
}

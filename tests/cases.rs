//! The stories: `tests/cases/<story>.toml` says what somebody typed on which day and what must come
//! of it; beside it stand the documents, word for word, in both languages.
//!
//! `TOUSU_BLESS=1 cargo test --test cases` writes the documents anew; the review is in the diff.

use serde::Deserialize;
use std::{collections::BTreeMap, env, fs, path::Path};
use tousu::{Catalog, Date, Draft, Format, Locale, Options, Raw, Severity, Tousu};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Story {
    /// What happened, for the reader.
    #[serde(rename = "story")]
    _story: String,
    today: Date,
    draft: Raw,
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
    /// Channels in order, as far as the story cares; the first is the recommended one.
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

/// Checks one story; every difference at once, so that a changed rule shows its whole effect.
fn check(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let story: Story =
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let draft = Draft::read(story.draft.clone());
    let mut wrong = Vec::new();
    let mut differ = |what: &str, found: String, expected: String| {
        if found != expected {
            wrong.push(format!(
                "{}: {what}\n  found    {found}\n  expected {expected}",
                path.display()
            ));
        }
    };

    let tousu = Tousu::new(Catalog::builtin(), story.today, Locale::Zh);
    let found = tousu.assess(&draft);
    let key = |key: &tousu::Key| match key {
        tousu::Key::Name(name) => name.clone(),
        tousu::Key::Index(index) => index.to_string(),
    };
    let grave = found.issues.iter().filter(|issue| issue.severity != Severity::Advice);
    let issues: Vec<String> = grave
        .map(|issue| {
            format!("{} {}", issue.code, issue.path.iter().map(key).collect::<Vec<_>>().join("."))
        })
        .map(|line| line.trim_end().to_string())
        .collect();
    let errors = found.issues.iter().any(|issue| issue.severity == Severity::Error);
    differ("ready", found.ready.to_string(), (!errors).to_string());
    differ("issues", format!("{issues:?}"), format!("{:?}", story.expect.issues));
    differ("score", found.evidence.score.to_string(), story.expect.score.to_string());
    differ("grade", lower(found.evidence.grade), story.expect.grade.clone());
    let channels: Vec<&str> =
        found.channels.iter().map(|channel| channel.id).take(story.expect.channels.len()).collect();
    differ("channels", format!("{channels:?}"), format!("{:?}", story.expect.channels));
    let recommended = found.channels.iter().filter(|channel| channel.recommended).count();
    differ("recommended channels", recommended.to_string(), "1".into());
    let deadlines: BTreeMap<String, String> = found
        .deadlines
        .iter()
        .map(|open| {
            (
                open.id.to_string(),
                format!("{}{}", open.due, if open.estimated { " estimated" } else { "" }),
            )
        })
        .collect();
    differ("deadlines", format!("{deadlines:?}"), format!("{:?}", story.expect.deadlines));
    let claims: BTreeMap<String, String> = found
        .claims
        .iter()
        .map(|claim| (claim.id.to_string(), claim.amount.clone().unwrap_or_default()))
        .collect();
    differ("claims", format!("{claims:?}"), format!("{:?}", story.expect.claims));

    for (locale, ending) in [(Locale::Zh, "zh.txt"), (Locale::En, "en.txt")] {
        let tousu = Tousu::new(Catalog::builtin(), story.today, locale);
        let mut all = String::new();
        for wanted in &story.documents {
            let options = Options {
                document: &wanted.document,
                channel: wanted.channel.as_deref(),
                format: Format::Text,
                hide_contact: wanted.hide_contact,
                limit: wanted.limit,
            };
            let omitted = wanted.omitted_en.as_ref().filter(|_| locale == Locale::En);
            let omitted = omitted.unwrap_or(&wanted.omitted);
            let made = tousu.compose(&draft, &options);
            differ(
                &format!("{} lacking", wanted.document),
                format!("{:?}", made.lacking),
                format!("{:?}", wanted.lacking),
            );
            differ(
                &format!("{} omitted", wanted.document),
                format!("{:?}", made.omitted),
                format!("{omitted:?}"),
            );
            all += &format!("═══ {} ═══\n{}\n\n", wanted.document, made.body);
        }
        let beside = path.with_extension(ending);
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
fn every_story_comes_out_as_told() {
    let mut stories: Vec<_> = fs::read_dir("tests/cases")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    stories.sort();
    let wrong: Vec<String> = stories.iter().flat_map(|path| check(path)).collect();
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
    assert!(stories.len() >= 60, "only {} stories", stories.len());
    println!("{} stories", stories.len());
}

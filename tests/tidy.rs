//! The invariants of the house, each a test.

mod common;

use std::{collections::BTreeSet, fs, path::PathBuf};
use tousu::{Catalog, Date, Draft, Locale, Options, Raw, Tousu, catalog::Kind};

/// Every Rust file under `src`, with its text up to the unit tests.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]\nmod tests").next().unwrap().to_string();
                found.push((path.display().to_string(), code));
            }
        }
    }
    assert!(found.len() > 20);
    found
}

/// The lines of code, without comments.
fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|line| line.split("//").next().unwrap_or_default())
}

#[test]
fn only_the_border_knows_javascript() {
    for (path, text) in sources() {
        if path == "src/wasm.rs" {
            continue;
        }
        for word in ["wasm_bindgen", "js_sys", "web_sys"] {
            assert!(!code_lines(&text).any(|line| line.contains(word)), "{path} names {word}");
        }
    }
}

#[test]
fn nothing_reads_a_clock_a_file_or_the_network() {
    for (path, text) in sources() {
        for word in [
            "std::fs",
            "std::net",
            "std::time",
            "std::env",
            "SystemTime",
            "Instant",
            "Utc::now",
            "Local::now",
        ] {
            assert!(!code_lines(&text).any(|line| line.contains(word)), "{path} names {word}");
        }
    }
}

#[test]
fn judgements_do_not_import_each_other() {
    let parts = [
        "validate",
        "evidence",
        "channel",
        "deadline",
        "claim",
        "letter",
        "recognize",
        "tone",
        "privacy",
        "coach",
        "story",
    ];
    for (path, text) in sources() {
        let Some(part) = parts.iter().find(|part| {
            path == format!("src/{part}.rs") || path.starts_with(&format!("src/{part}/"))
        }) else {
            continue;
        };
        for other in parts.iter().filter(|other| *other != part) {
            let import = format!("crate::{other}");
            assert!(
                !code_lines(&text).any(|line| line.contains(&import)),
                "{path} imports {other}"
            );
        }
    }
}

/// An empty draft, and one of every wrong kind, is a normal draft.
#[test]
fn assess_and_compose_cannot_fail() {
    let drafts = [
        Raw::Nothing,
        Raw::Bool(true),
        Raw::Text("x".into()),
        Raw::List(vec![Raw::Nothing]),
        Raw::Map(vec![
            ("evidence".into(), Raw::Number(1.0)),
            ("log".into(), Raw::List(vec![Raw::Bool(true)])),
        ]),
        Raw::Map(vec![
            ("reason".into(), Raw::List(vec![])),
            ("remedy".into(), Raw::Number(f64::NAN)),
        ]),
    ];
    for raw in drafts {
        let draft = Draft::read(raw);
        for locale in [Locale::Zh, Locale::En] {
            let tousu = Tousu::new(Catalog::builtin(), Date::new(2026, 11, 24).unwrap(), locale);
            let found = tousu.assess(&draft);
            assert!(!found.ready);
            assert_eq!(found.channels.iter().filter(|channel| channel.recommended).count(), 1);
            for document in &Catalog::builtin().document {
                let made = tousu
                    .compose(&draft, &Options { document: &document.id, ..Options::default() });
                assert!(!made.title.is_empty());
            }
        }
    }
}

/// Adding an entry is one block in one file: no id of the catalogue stands in the code.
#[test]
fn no_id_of_the_catalogue_stands_in_the_code() {
    let catalog = Catalog::builtin();
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    ids.extend(catalog.section.iter().map(|entry| entry.id.as_str()));
    ids.extend(catalog.field.iter().map(|entry| entry.id.as_str()));
    ids.extend(catalog.reason.iter().map(|entry| entry.id.as_str()));
    ids.extend(catalog.evidence.iter().map(|entry| entry.id.as_str()));
    ids.extend(catalog.channel.iter().map(|entry| entry.id.as_str()));
    ids.extend(catalog.remedy.iter().map(|entry| entry.id.as_str()));
    ids.extend(catalog.deadline.iter().map(|entry| entry.id.as_str()));
    ids.extend(catalog.claim.iter().map(|entry| entry.id.as_str()));
    ids.extend(catalog.law.iter().map(|entry| entry.id.as_str()));
    ids.extend(catalog.document.iter().map(|entry| entry.id.as_str()));
    // Words of the language and of the contract's own shape, not of the catalogue alone.
    let shape = [
        "evidence", "log", "channel", "document", "order", "claim", "remedy", "reason", "quantity",
        "form", "date", "return", "other",
    ];
    for (path, text) in sources() {
        // Documentation may give examples.
        for line in code_lines(&text) {
            for id in ids.iter().filter(|id| !shape.contains(id)) {
                assert!(!line.contains(&format!("\"{id}\"")), "{path} names the id {id}: {line}");
            }
        }
    }
}

#[test]
fn texts_have_both_languages_and_laws_their_source_and_day() {
    let catalog = Catalog::builtin();
    assert_eq!(catalog.mistakes(), [], "build.rs refuses these, so the packed catalogue has none");
    let day = Date::new(2026, 1, 1).unwrap();
    assert!(catalog.law.iter().all(|law| law.checked > day && !law.source.is_empty()));
    assert!(
        catalog.channel.iter().all(|channel| channel.checked > day && !channel.source.is_empty())
    );
    let han = |text: &str| text.chars().any(|c| ('\u{4E00}'..'\u{9FFF}').contains(&c));
    for reason in &catalog.reason {
        assert!(han(&reason.hint.zh) && !han(&reason.hint.en), "{}", reason.id);
    }
    for field in &catalog.field {
        assert!(han(&field.label.zh) && !han(&field.label.en), "{}", field.id);
        assert!(field.kind != Kind::Date || field.max.is_none(), "{}", field.id);
    }
}

/// What is packed is what the files say: the reader in the module reads every type as it is written.
#[test]
fn the_packed_catalogue_is_the_written_one() {
    let mut written = common::written();
    for deadline in &mut written.deadline {
        deadline.example.clear();
    }
    let cited: BTreeSet<String> = written.cited().into_iter().map(str::to_string).collect();
    written.article.retain(|article| cited.contains(&article.id));
    assert!(*Catalog::builtin() == written);
}

/// The JavaScript decides nothing: outside tests it names no id of a reason, channel, claim,
/// deadline or law.
#[test]
fn javascript_names_no_knowledge() {
    let catalog = Catalog::builtin();
    let mut ids: Vec<&str> = Vec::new();
    ids.extend(catalog.reason.iter().map(|entry| entry.id.as_str()));
    ids.extend(catalog.channel.iter().map(|entry| entry.id.as_str()));
    ids.extend(catalog.claim.iter().map(|entry| entry.id.as_str()));
    ids.extend(catalog.deadline.iter().map(|entry| entry.id.as_str()));
    ids.extend(catalog.law.iter().map(|entry| entry.id.as_str()));
    // Words that JavaScript itself uses.
    ids.retain(|id| {
        ![
            "other", "price", "service", "return", "repair", "refund", "exchange", "quality",
            "privacy",
        ]
        .contains(id)
    });
    let mut folders = vec![PathBuf::from("www/app"), PathBuf::from("www/lib")];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|ending| ending == "js" || ending == "ts" || ending == "tsx")
            {
                read += 1;
                let text = fs::read_to_string(&path).unwrap();
                // The public types name some in their comments, as examples.
                let text: String = text
                    .lines()
                    .filter(|line| !line.trim_start().starts_with(['*', '/']))
                    .collect();
                for id in &ids {
                    assert!(!text.contains(&format!("\"{id}\"")), "{} names {id}", path.display());
                }
            }
        }
    }
    assert!(read > 10);
}

//! The invariants of the house, each a test: see `src/README.md`.

use crate::common::{EN, SOURCES, ZH, catalog, day, packed, sources, tousu, wording, written};
use std::collections::{BTreeMap, BTreeSet};
use std::{fs, path::Path};
use tousu::catalog::{Kind, Locale};
use tousu::{Draft, Options, Raw};

/// Every file with that ending in a folder and below, with its text.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(folder).to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == ending) {
                found.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// Every Rust file under `src`, with its text up to the unit tests.
fn rust() -> Vec<(String, String)> {
    let mut files = files("src", "rs");
    for (_, text) in &mut files {
        *text = text.split("#[cfg(test)]\nmod tests").next().unwrap().to_string();
    }
    assert!(files.len() > 20);
    files
}

/// The lines of code, without comments.
fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|line| line.split("//").next().unwrap_or_default())
}

/// The room that a file is in: the first part of its path under `src`.
fn room(path: &str) -> &str {
    let path = path.strip_prefix("src/").unwrap();
    path.split(['/', '.']).next().unwrap()
}

#[test]
fn only_the_bridge_knows_javascript() {
    for (path, text) in rust().iter().filter(|(path, _)| room(path) != "bridge") {
        for word in ["wasm_bindgen", "js_sys", "web_sys"] {
            assert!(!code_lines(text).any(|line| line.contains(word)), "{path} names {word}");
        }
    }
}

#[test]
fn nothing_reads_a_clock_a_file_or_the_network() {
    let words = [
        "std::fs",
        "std::net",
        "std::time",
        "std::env",
        "SystemTime",
        "Instant",
        "Utc::now",
        "Local::now",
    ];
    for (path, text) in rust() {
        for word in words {
            assert!(!code_lines(&text).any(|line| line.contains(word)), "{path} names {word}");
        }
    }
}

/// Imports go downwards only: the table of rooms in `src/README.md`.
#[test]
fn rooms_import_only_rooms_below_them() {
    let below: &[(&str, &[&str])] = &[
        ("text", &[]),
        ("date", &[]),
        ("raw", &[]),
        ("parse", &["text", "date"]),
        ("catalog", &["parse", "raw", "text", "date"]),
        ("draft", &["catalog", "parse", "raw", "text"]),
        ("case", &["catalog", "draft", "parse", "text", "date"]),
        ("judge", &["case", "catalog", "draft", "parse", "text", "date"]),
        ("letter", &["case", "catalog", "draft", "parse", "text", "date"]),
        ("recognize", &["catalog", "parse", "text", "date"]),
        ("form", &["case", "catalog", "date"]),
        ("calendar", &["judge", "case", "catalog", "text", "date"]),
    ];
    for (path, text) in rust() {
        let Some((room, allowed)) = below.iter().find(|(name, _)| *name == room(&path)) else {
            assert!(["lib", "bridge"].contains(&room(&path)), "{path} is in no room of the table");
            continue;
        };
        for line in code_lines(&text) {
            for (_, behind) in
                line.match_indices("crate::").map(|(at, it)| (at, &line[at + it.len()..]))
            {
                let target =
                    behind.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
                let known = below.iter().any(|(name, _)| *name == target);
                let fine = !known || target == *room || allowed.contains(&target);
                assert!(fine, "{path} imports {target}: {line}");
            }
        }
    }
}

#[test]
fn judgements_do_not_import_each_other() {
    for (path, text) in rust().iter().filter(|(path, _)| room(path) == "judge") {
        for line in code_lines(text).filter(|line| line.contains("super::")) {
            assert!(path.ends_with("mod.rs") || line.contains("super::issue"), "{path}: {line}");
        }
        assert!(!code_lines(text).any(|line| line.contains("crate::judge")), "{path}");
    }
}

/// A longer file says in its head why it is one.
#[test]
fn files_fit_in_a_head() {
    for (path, text) in files("src", "rs") {
        let head: String = text.lines().take_while(|line| line.starts_with("//!")).collect();
        let lines = text.lines().count();
        assert!(lines <= 400 || head.contains("longer than"), "{path} has {lines} lines");
    }
}

/// One definition each.
#[test]
fn what_several_rooms_need_is_defined_once() {
    for name in
        ["fn is_han", "enum Placeholder", "enum Action", "enum Code", "fn fold_char", "const MOST:"]
    {
        let defining: Vec<String> = rust()
            .into_iter()
            .filter(|(_, text)| code_lines(text).any(|line| line.contains(name)))
            .map(|(path, _)| path)
            .collect();
        assert!(defining.len() <= 1, "{name} is defined in {defining:?}");
    }
}

/// An empty draft, and one of every wrong kind, is a normal draft.
#[test]
fn assess_and_compose_cannot_fail() {
    let drafts = [
        Raw::Nothing,
        Raw::Bool(true),
        Raw::from("x"),
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
        let found = tousu().assess(&draft);
        assert!(!found.ready);
        assert_eq!(found.channels.iter().filter(|channel| channel.recommended).count(), 1);
        for locale in [ZH, EN] {
            for (document, _) in catalog().documents.iter() {
                let options = Options { document, locale, ..Options::default() };
                assert!(!tousu().compose(&draft, &options).title.is_empty());
            }
        }
    }
}

/// Every id of the catalogue, by kind.
fn ids() -> BTreeMap<&'static str, BTreeSet<String>> {
    let sources = sources();
    let kinds = [
        "section",
        "field",
        "reason",
        "evidence",
        "criterion",
        "channel",
        "remedy",
        "deadline",
        "claim",
        "law",
        "document",
        "prevention",
    ];
    let names = |kind: &str| {
        let entries = sources[kind].as_array().unwrap();
        entries.iter().map(|entry| entry["id"].as_str().unwrap().to_string()).collect()
    };
    kinds.into_iter().map(|kind| (kind, names(kind))).collect()
}

/// Adding an entry is one block in one file: no id of the catalogue is in the code.
#[test]
fn no_id_of_the_catalogue_is_in_the_code() {
    // Names of the draft's own shape and of what the code must know by a role or a name.
    let shape = [
        "evidence",
        "log",
        "channel",
        "document",
        "order",
        "claim",
        "remedy",
        "reason",
        "quantity",
        "form",
        "date",
        "return",
        "other",
        "description",
    ];
    let ids = ids();
    // The names of the catalogue's own language (kinds, roles, supplies …) are where its entries are defined.
    let others = |path: &str| !path.starts_with("src/catalog/");
    for (path, text) in rust().into_iter().filter(|(path, _)| others(path)) {
        for line in code_lines(&text) {
            for id in ids.values().flatten().filter(|id| !shape.contains(&id.as_str())) {
                assert!(!line.contains(&format!("\"{id}\"")), "{path} names the id {id}: {line}");
            }
        }
    }
}

#[test]
fn texts_have_both_languages_and_laws_their_source_and_day() {
    let catalog = catalog();
    assert_eq!(catalog.mistakes(), [], "build.rs refuses these, so the packed catalogue has none");
    let first = day("2026-01-01");
    assert!(catalog.laws.iter().all(|(_, law)| law.checked > first));
    assert!(catalog.channels.iter().all(|(_, channel)| channel.checked > first));
    assert!(catalog.channels.iter().all(|(_, it)| !catalog.text(it.source).is_empty()));
    let han = |text: &str| text.chars().any(|c| ('\u{4E00}'..'\u{9FFF}').contains(&c));
    for (id, reason) in catalog.reasons.iter() {
        let hint = |locale| wording(locale).words(reason.hint);
        assert!(han(hint(ZH)) && !han(hint(EN)), "{}", catalog.name(id));
    }
    for (id, field) in catalog.fields.iter() {
        let label = |locale| wording(locale).words(field.label);
        assert!(han(label(ZH)) && !han(label(EN)), "{}", catalog.name(id));
        assert!(field.kind != Kind::Date || field.max.is_none(), "{}", catalog.name(id));
    }
}

/// What is packed is what the files say: everything but worked examples, gists and articles that nothing cites.
#[test]
fn the_packed_catalogue_is_the_written_one() {
    let mut sources = sources();
    for deadline in sources["deadline"].as_array_mut().unwrap() {
        deadline.as_table_mut().unwrap().remove("example");
    }
    let cited: BTreeSet<String> =
        catalog().articles.iter().map(|(id, _)| catalog().name(id).to_string()).collect();
    let articles = sources["article"].as_array_mut().unwrap();
    let all = articles.len();
    articles.iter_mut().for_each(|it| drop(it.as_table_mut().unwrap().remove("gist")));
    articles.retain(|article| cited.contains(article["id"].as_str().unwrap()));
    assert!(*catalog() == packed(&toml::Value::Table(sources)).unwrap());
    // What was left out is cited nowhere, or the packed catalogue would name an unknown article.
    assert!(cited.len() <= all && written().articles.iter().count() == all);
}

/// A further language is data alone: the sources with a third one, made by rule from the first.
#[test]
fn a_third_language_is_data_alone() {
    fn speak(value: &mut toml::Value) {
        match value {
            toml::Value::Table(table) => {
                if let Some(toml::Value::String(zh)) = table.get("zh").cloned()
                    && table.contains_key("en")
                {
                    // Every letter of the pseudo-language is marked, placeholders and brackets stay.
                    table.insert("xx".into(), pseudo(&zh).into());
                }
                table.iter_mut().for_each(|(_, value)| speak(value));
            }
            toml::Value::Array(items) => items.iter_mut().for_each(speak),
            _ => {}
        }
    }
    fn pseudo(text: &str) -> String {
        let mut inside = false;
        let mark = |c: char| {
            inside = c == '{' || inside && c != '}';
            if inside || !('\u{4e00}'..='\u{9fff}').contains(&c) { c } else { 'ж' }
        };
        text.chars().map(mark).collect()
    }
    let mut sources = sources();
    let locale = toml::toml! { id = "xx-Test" key = "xx" };
    sources["locale"].as_array_mut().unwrap().push(locale.into());
    let mut sources = toml::Value::Table(sources);
    speak(&mut sources);
    let catalog = packed(&sources).unwrap();
    let locale = catalog.locale("xx-Test").unwrap();
    assert_eq!((catalog.tag(locale), locale), ("xx-Test", Locale::at(2)));

    let tousu = tousu::Tousu::new(&catalog, day("2026-11-24"));
    let draft = Draft::read(Raw::Map(vec![
        ("reason".into(), Raw::from("quality")),
        ("paidAmount".into(), Raw::from("1240.5")),
        ("purchaseDate".into(), Raw::from("2026-11-03")),
        ("remedy".into(), Raw::List(vec![Raw::from("refund")])),
        ("contactPhone".into(), Raw::from("1380013")),
        (
            "log".into(),
            Raw::List(vec![Raw::Map(vec![
                ("date".into(), Raw::from("2026-11-10")),
                ("channel".into(), Raw::from("merchant")),
                ("action".into(), Raw::from("requested-remedy")),
            ])]),
        ),
    ]));
    let han = |text: &str| {
        // Capitals of amounts and numbers of articles are written by the code in any language that asks for them.
        text.chars().any(|c| {
            ('\u{4e00}'..='\u{9fff}').contains(&c)
                && !"人民币零壹贰叁肆伍陆柒捌玖拾佰仟元角分整".contains(c)
        })
    };
    let words = tousu::Wording { catalog: &catalog, locale };
    let found = tousu.assess(&draft);
    assert!(!found.issues.is_empty());
    for issue in &found.issues {
        let message = issue.message.words(words, day("2026-11-24"));
        assert!(message.contains('ж') && !han(&message), "{message}");
    }
    for (document, _) in catalog.documents.iter() {
        let made = tousu.compose(&draft, &Options { document, locale, ..Options::default() });
        assert!(made.body.contains('ж') && !han(&made.body), "{}", made.body);
    }
    let spec = tousu.form(locale);
    assert!(spec.reasons.iter().all(|reason| reason.label.contains('ж') && !han(reason.hint)));
}

/// The JavaScript decides nothing: outside tests it names no id of a reason, channel, claim, deadline or law.
#[test]
fn javascript_names_no_knowledge() {
    let ids = ids();
    // Words that JavaScript itself uses.
    let ordinary = [
        "other", "price", "service", "return", "repair", "refund", "exchange", "quality", "privacy",
    ];
    let kinds = ["reason", "channel", "claim", "deadline", "law"];
    let ids: Vec<&String> = kinds.iter().flat_map(|kind| &ids[kind]).collect();
    let mut read = 0;
    for folder in ["www/app", "www/lib"] {
        for ending in ["js", "ts", "tsx"] {
            // What the build makes of the catalogue may name it.
            for (path, text) in
                files(folder, ending).into_iter().filter(|(path, _)| !path.contains("/built/"))
            {
                read += 1;
                let is_comment = |line: &&str| line.trim_start().starts_with(['*', '/']);
                for line in text.lines().filter(|line| !is_comment(line)) {
                    for id in ids.iter().filter(|id| !ordinary.contains(&id.as_str())) {
                        assert!(!line.contains(&format!("\"{id}\"")), "{path} names {id}");
                    }
                }
            }
        }
    }
    assert!(read > 10);
}

/// Every head of a source says in both languages what it is.
#[test]
fn sources_begin_with_a_head_for_their_reader() {
    for (path, text) in files(SOURCES, "toml") {
        let head: String = text.lines().take_while(|line| line.starts_with('#')).collect();
        let han = head.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(han && head.chars().any(|c| c.is_ascii_alphabetic()), "{path} has no head");
    }
}

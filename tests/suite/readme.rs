//! What `src/catalog/README.md` shows works: its examples are added to the sources here.

use crate::common::{deposit_kept, packed, sources};
use std::fs;
use tousu::Catalog;
use tousu::date::due;

/// The example for a file, as it would be added to it.
fn example(file: &str) -> toml::Table {
    let readme = fs::read_to_string("src/catalog/README.md").unwrap();
    let block = readme.split(&format!("```toml {file}\n")).nth(1).expect("there is an example");
    block.split("```").next().unwrap().parse().expect("the example is TOML")
}

/// The catalogue with the example for a file.
fn extended(file: &str) -> Catalog {
    let mut sources = sources();
    for (kind, entries) in example(file) {
        let list = sources[&kind].as_array_mut().unwrap();
        list.extend(entries.as_array().unwrap().iter().cloned());
    }
    packed(&toml::Value::Table(sources)).unwrap()
}

#[test]
fn the_example_of_a_deadline_counts_as_it_says() {
    let catalog = extended("deadlines");
    let (id, deadline) = catalog.deadlines.iter().next_back().unwrap();
    assert_eq!((catalog.name(id), deadline.example.len()), ("bank-dispute", 3));
    for example in &deadline.example {
        let end = due(example.start, deadline.period, &catalog.years).unwrap();
        assert_eq!((end.date, end.estimated), (example.due, example.estimated));
    }
}

#[test]
fn the_example_of_a_reason_gets_no_rule_for_goods() {
    let extended = extended("reasons");
    let (letter, deadlines) = deposit_kept(&extended);
    assert!(!letter.contains("权益保护法》第二十五条"), "{letter}");
    assert!(letter.contains("应当按约定退还押金") && letter.contains("第五百七十七条"), "{letter}");
    assert!(!deadlines.contains(&"no-reason-return"), "{deadlines:?}");
}

/// The glossary of `src/README.md` names types that there are.
#[test]
fn the_glossary_names_what_there_is() {
    let readme = fs::read_to_string("src/README.md").unwrap();
    let rows = readme.split("## Glossary").nth(1).unwrap().lines().skip(4);
    let rows: Vec<&str> = rows.filter(|line| line.starts_with('|')).collect();
    assert!(rows.len() >= 25, "{}", rows.len());
    let mut sources = String::new();
    let mut folders = vec![std::path::PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                sources += &fs::read_to_string(path).unwrap();
            }
        }
    }
    for row in rows {
        let name = row.split('`').nth(1).unwrap();
        let found = match name.split_once("::") {
            Some((_, field)) => sources.contains(&format!("pub {field}:")),
            None => ["struct", "enum"].iter().any(|kind| {
                [" ", "<"].iter().any(|end| sources.contains(&format!("pub {kind} {name}{end}")))
            }),
        };
        assert!(found, "the glossary names {name}");
    }
}

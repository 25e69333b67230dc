//! What the README shows stays true: its example of adding an entry is added here.

mod common;

use tousu::date::due;
use tousu::{Catalog, catalog::Deadline};

#[test]
fn the_block_that_adds_a_clock_is_all_there_is_to_it() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let diff = readme.split("```diff\n").nth(1).unwrap().split("```").next().unwrap();
    let added = diff
        .lines()
        .filter_map(|line| line.strip_prefix('+'))
        .filter(|line| !line.starts_with("++"));
    let added = added.collect::<Vec<_>>().join("\n");
    let addition: Catalog = toml::from_str(&added).unwrap();
    let [Deadline { example, period, .. }] = addition.deadline.as_slice() else {
        panic!("one clock")
    };
    let mut whole = common::written();
    for example in example {
        let end = due(example.start, *period, &whole.holiday).unwrap();
        assert_eq!(
            (end.date, end.estimated),
            (example.due, example.estimated),
            "{}",
            example.shows
        );
    }
    whole.merge(addition);
    assert_eq!(whole.mistakes(), []);
}

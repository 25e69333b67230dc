//! How long a paragraph takes to read. Printed and not asserted, since times depend on the machine and its load:
//!
//!     cargo test --release --test suite speed -- --ignored --nocapture

use crate::common::catalog;
use std::{fs, hint::black_box, time::Instant};
use tousu::text::Paragraph;

#[test]
#[ignore = "a measurement"]
fn reading_a_paragraph() {
    let read = |file| fs::read_to_string(format!("tests/corpus/{file}")).unwrap();
    let stories: String =
        read("stories.tsv").lines().filter_map(|it| it.split('\t').next_back()).collect();
    for (what, text) in [("full of hints", stories), ("ordinary", read("neutral.txt"))] {
        for (length, runs) in [(80, 20_000), (600, 5_000), (262_144, 10)] {
            let text: String = text.chars().cycle().take(length).collect();
            // The best of several, since other work only ever adds.
            let best = (0..9).map(|_| {
                let start = Instant::now();
                for _ in 0..runs {
                    black_box(Paragraph::read(black_box(&text), &catalog().lexicon));
                }
                start.elapsed().as_secs_f64() / f64::from(runs)
            });
            let best = best.fold(f64::INFINITY, f64::min);
            println!("{length} characters, {what}: {:.1} µs", best * 1e6);
        }
    }
}

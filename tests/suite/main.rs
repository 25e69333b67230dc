//! All Rust tests, as one binary: linking is most of what a small test costs.

// A table that cannot be read should stop the test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod asked;
mod citations;
mod claims;
mod common;
mod completeness;
mod composition;
mod deadlines;
mod excuses;
mod hints;
mod honesty;
mod house;
mod identifiers;
mod ladders;
mod last;
mod letters;
mod packed;
mod parity;
mod prayers;
mod privacy;
mod properties;
mod readme;
mod recognize;
mod reply;
mod scenarios;
mod speed;
mod told;
mod tone;

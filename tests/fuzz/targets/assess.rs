//! A draft as it crosses the border, of whatever shape, judged in both languages.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tousu::Draft;
use tousu_fuzz::{Source, judge};

fuzz_target!(|bytes: &[u8]| {
    let mut source = Source::new(bytes);
    let draft = match source.number(8) {
        0 => source.border(),
        _ => source.draft(),
    };
    judge(&Draft::read(draft), source.day());
});

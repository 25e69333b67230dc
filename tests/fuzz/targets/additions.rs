//! An embedder's additions: refused with words, or a catalogue that everything works with.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tousu_fuzz::{Source, add};

fuzz_target!(|bytes: &[u8]| {
    let mut source = Source::new(bytes);
    let additions = source.additions();
    add(&additions, &source.draft(), source.day());
});

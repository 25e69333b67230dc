//! Pasted text of any kind.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tousu_fuzz::{Source, recognize};

fuzz_target!(|bytes: &[u8]| {
    let mut source = Source::new(bytes);
    let day = source.day();
    match source.number(2) {
        0 => recognize(&source.paste(), day),
        _ => recognize(&source.rest(), day),
    }
});

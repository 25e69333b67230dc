//! Pasted text of any kind.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tousu::{Catalog, Tousu};
use tousu_fuzz::{Source, recognize};

fuzz_target!(|bytes: &[u8]| {
    let mut source = Source::new(bytes);
    let tousu = Tousu::new(Catalog::builtin(), source.day());
    let text = match source.number(2) {
        0 => source.paste(),
        _ => source.rest(),
    };
    recognize(tousu, &text);
});

//! A draft as it crosses the border, of whatever shape, judged.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tousu::{Catalog, Draft};
use tousu_fuzz::{Source, builtin, judge};

fuzz_target!(|bytes: &[u8]| {
    let mut source = Source::new(bytes);
    let (day, locale) = (source.day(), source.locale());
    let draft = match source.number(8) {
        1 => source.border(),
        _ => source.draft(),
    };
    judge(&builtin(), Catalog::builtin(), &Draft::read(draft), day, locale);
});

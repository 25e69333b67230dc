//! A draft as it crosses the bridge, of whatever shape, judged.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tousu::{Catalog, Draft, Raw, Tousu};
use tousu_fuzz::{Source, judge};

fuzz_target!(|bytes: &[u8]| {
    let mut source = Source::new(bytes);
    let (tousu, locale) = (Tousu::new(Catalog::builtin(), source.day()), source.locale());
    let judge = |draft: Raw| judge(tousu, &Draft::read(draft), locale);
    match source.number(8) {
        1 => source.bridge(judge),
        _ => judge(source.draft()),
    }
});

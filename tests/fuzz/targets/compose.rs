//! A document in every format: what stands in it is text, whatever was typed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tousu::Draft;
use tousu_fuzz::{Source, builtin, write};

fuzz_target!(|bytes: &[u8]| {
    let mut source = Source::new(bytes);
    let (day, locale, options) = (source.day(), source.locale(), source.options());
    write(&builtin(), &Draft::read(source.draft()), day, locale, &options);
});

//! A document in every format: what stands in it is text, whatever was typed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tousu::{Catalog, Draft, Tousu};
use tousu_fuzz::{Source, compose};

fuzz_target!(|bytes: &[u8]| {
    let mut source = Source::new(bytes);
    let (tousu, locale) = (Tousu::new(Catalog::builtin(), source.day()), source.locale());
    let options = source.options(locale);
    compose(tousu, &Draft::read(source.draft()), &options);
});

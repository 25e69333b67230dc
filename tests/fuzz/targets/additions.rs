//! An embedder's additions: refused with words, or a catalogue that everything works with.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tousu::{Draft, Tousu};
use tousu_fuzz::{Source, add, compose, judge};

fuzz_target!(|bytes: &[u8]| {
    let mut source = Source::new(bytes);
    if let Some(catalog) = add(&source.additions()) {
        let (tousu, locale) = (Tousu::new(&catalog, source.day()), source.locale());
        let options = source.options(locale);
        let draft = Draft::read(source.draft());
        judge(tousu, &draft, locale);
        compose(tousu, &draft, &options);
    }
});

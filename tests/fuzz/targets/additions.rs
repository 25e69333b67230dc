//! An embedder's additions: refused with words, or a catalogue that everything works with.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tousu::Draft;
use tousu_fuzz::{Source, add, judge, write};

fuzz_target!(|bytes: &[u8]| {
    let mut source = Source::new(bytes);
    if let Some(catalog) = add(&source.additions()) {
        let (day, locale, options) = (source.day(), source.locale(), source.options());
        let draft = Draft::read(source.draft());
        judge(&catalog, &draft, day, locale);
        write(&catalog, &draft, day, locale, &options);
    }
});

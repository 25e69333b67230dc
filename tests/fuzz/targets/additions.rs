//! An embedder's additions: refused with words, or a catalogue that everything works with.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tousu::Draft;
use tousu_fuzz::{Source, add, engine, judge, write};

fuzz_target!(|bytes: &[u8]| {
    let mut source = Source::new(bytes);
    if let Some(catalog) = add(&source.additions()) {
        let (day, locale, options) = (source.day(), source.locale(), source.options());
        let draft = Draft::read(source.draft());
        let tousu = engine(&catalog);
        judge(&tousu, &catalog, &draft, day, locale);
        write(&tousu, &draft, day, locale, &options);
    }
});

//! Packed files of the catalogue, damaged: refused with words, or a catalogue that can be used.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tousu::{Draft, Tousu};
use tousu_fuzz::{Source, load, work};

fuzz_target!(|bytes: &[u8]| {
    let mut source = Source::new(bytes);
    if let Some(catalog) = load(&source.files()) {
        let (tousu, locale) = (Tousu::new(&catalog, source.day()), source.locale());
        let options = source.options(locale);
        work(tousu, &Draft::read(source.draft()), &options, &source.paste());
    }
});

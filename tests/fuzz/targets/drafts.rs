//! A saved draft, as JSON from a file or a store: of another version, damaged, or not a draft at all.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tousu::{Catalog, Draft, Tousu};
use tousu_fuzz::{Source, compose, from_json, judge};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(saved) = serde_json::from_slice(bytes) {
        let (draft, mut source) = (Draft::read(from_json(&saved)), Source::new(bytes));
        let (tousu, locale) = (Tousu::new(Catalog::builtin(), source.day()), source.locale());
        let options = source.options(locale);
        judge(tousu, &draft, locale);
        compose(tousu, &draft, &options);
    }
});

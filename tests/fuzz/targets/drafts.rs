//! A saved draft, as JSON from a file or a store: of another version, damaged, or not a draft at all.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tousu::{Catalog, Draft, Raw};
use tousu_fuzz::{Source, builtin, judge, write};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(saved) = serde_json::from_slice::<Raw>(bytes) {
        let (draft, mut source) = (Draft::read(saved), Source::new(bytes));
        let (day, locale, options) = (source.day(), source.locale(), source.options());
        judge(&builtin(), Catalog::builtin(), &draft, day, locale);
        write(&builtin(), &draft, day, locale, &options);
    }
});

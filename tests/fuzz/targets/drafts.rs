//! A saved draft, as JSON from a file or a store: of another version, damaged, or not a draft at all.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tousu::{Catalog, Draft, Raw};
use tousu_fuzz::{Source, judge, write};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(saved) = serde_json::from_slice::<Raw>(bytes) {
        let (catalog, draft, mut source) =
            (Catalog::builtin(), Draft::read(saved), Source::new(bytes));
        let (day, locale, options) = (source.day(), source.locale(), source.options());
        judge(catalog, &draft, day, locale);
        write(catalog, &draft, day, locale, &options);
    }
});

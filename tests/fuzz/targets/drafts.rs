//! A saved draft, as JSON from a file or a store: of another version, damaged, or not a draft at all.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tousu::{Draft, Raw};
use tousu_fuzz::{Source, judge, write};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(saved) = serde_json::from_slice::<Raw>(bytes) {
        let draft = Draft::read(saved);
        let day = Source::new(bytes).day();
        judge(&draft, day);
        write(&draft, day, None, false, Some(500));
    }
});

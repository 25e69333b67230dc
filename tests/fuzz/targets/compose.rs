//! Every document in every format: what stands in it is text, whatever was typed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tousu::Draft;
use tousu_fuzz::{Source, write};

fuzz_target!(|bytes: &[u8]| {
    let mut source = Source::new(bytes);
    let limit = source.limit();
    let (hide, channel, day) = (source.number(2) == 0, source.channel(), source.day());
    write(&Draft::read(source.draft()), day, channel, hide, limit);
});

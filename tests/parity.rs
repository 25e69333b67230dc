//! The native half of `tests/node/parity.test.mjs`, which gives it drafts as they cross the border.

mod draft {
    pub use tousu::Raw;
}
#[path = "../src/text.rs"]
#[allow(dead_code)]
mod text;
/// The border's own format, which natively only tests see.
#[path = "../src/wire.rs"]
#[allow(dead_code)]
mod wire;

use std::fmt::Write;
use std::{env, fs};
use tousu::{Catalog, Date, Draft, Format, Locale, Options, Tousu};

/// One job a line, its parts separated by tabs: today, locale, document, channel (or nothing), format,
/// whether contact is hidden, limit (or nothing), numbers and text, in units, separated by blanks.
fn answer(job: &str, out: &mut String) {
    let parts: Vec<&str> = job.split('\t').collect();
    let [today, locale, document, channel, format, hide_contact, limit, numbers, text] = parts[..]
    else {
        panic!("a job has nine parts: {job}");
    };
    let numbers: Vec<u32> = numbers.split_whitespace().map(|it| it.parse().unwrap()).collect();
    let text: Vec<u16> = text.split_whitespace().map(|it| it.parse().unwrap()).collect();
    let draft = Draft::read(wire::decode(&numbers, &text));
    let locale = if locale == "en" { Locale::En } else { Locale::Zh };
    let format = match format {
        "text" => Format::Text,
        "markdown" => Format::Markdown,
        _ => Format::Html,
    };
    let options = Options {
        document,
        channel: Some(channel).filter(|id| !id.is_empty()),
        format,
        hide_contact: hide_contact == "true",
        limit: limit.parse().ok(),
    };
    let tousu = Tousu::new(Catalog::builtin(), Date::from_iso(today).unwrap(), locale);
    let whole = String::from_utf16_lossy(&text);
    for line in [
        wire::json(&tousu.assess(&draft)),
        wire::json(&tousu.compose(&draft, &options)),
        wire::json(&tousu.calendar(&draft)),
        wire::json(&tousu.recognize(&whole)),
    ] {
        writeln!(out, "{line}").unwrap();
    }
}

#[test]
#[ignore = "tests/node/parity.test.mjs runs it"]
fn answers() {
    let folder = env::var("TOUSU_PARITY").expect("TOUSU_PARITY names the folder with the jobs");
    let jobs = fs::read_to_string(format!("{folder}/jobs")).unwrap();
    let mut out = String::new();
    jobs.lines().for_each(|job| answer(job, &mut out));
    fs::write(format!("{folder}/answers"), out).unwrap();
}

//! The native half of `tests/node/parity.test.mjs`, which hands over drafts as they cross the bridge.

use std::{env, fs};
use tousu::bridge::{decode::Input, encode::Encoder};
use tousu::catalog::{Channel, Document};
use tousu::{Catalog, Date, Draft, Format, Options, Tousu, Wording};

/// One job a line, its parts separated by tabs: today, locale, document, channel (or nothing), format, whether contact is
/// hidden, limit (or nothing), numbers and text of the draft's tree, separated by blanks. The answers to it: the words of
/// the issues with the assessment, a document, the calendar, what is recognised in the text.
fn answer(job: &str, out: &mut Vec<u8>) {
    let parts: Vec<&str> = job.split('\t').collect();
    let [today, locale, document, channel, format, hide_contact, limit, numbers, text] = parts[..]
    else {
        panic!("a job has nine parts: {job}");
    };
    let text: Vec<u16> = text.split_whitespace().map(|it| it.parse().unwrap()).collect();
    let whole = String::from_utf16_lossy(&text);
    let mut input = Input::new();
    input.numbers = vec![0, text.len() as u32];
    input.numbers.extend(numbers.split_whitespace().map(|it| it.parse::<u32>().unwrap()));
    input.text = text;
    let draft = Draft::read(input.read(0, &|_| None));

    let catalog = Catalog::builtin();
    let locale = catalog.locale(locale).unwrap();
    let options = Options {
        document: catalog.find::<Document>(document).unwrap(),
        channel: catalog.find::<Channel>(channel).unwrap_or_default(),
        locale,
        format: match format {
            "text" => Format::Text,
            "markdown" => Format::Markdown,
            _ => Format::Html,
        },
        hide_contact: hide_contact == "true",
        limit: limit.parse().ok(),
        ..Options::default()
    };
    let tousu = Tousu::new(catalog, Date::from_iso(today).unwrap());
    let assessment = tousu.assess(&draft);
    let wording = Wording { catalog, locale };
    let words = assessment.issues.iter().map(|issue| issue.message.words(wording, tousu.today));
    write(&(words.collect::<Vec<_>>(), &assessment), out);
    write(&tousu.compose(&draft, &options), out);
    write(&tousu.calendar(&draft, locale), out);
    write(&tousu.recognize(&whole), out);
}

/// Adds an answer: how many numbers, the numbers, how many bytes of text, the text, a gap up to the next four bytes.
fn write(answer: &impl serde::Serialize, out: &mut Vec<u8>) {
    let mut encoder = Encoder::new();
    encoder.encode(answer);
    let (numbers, text) = (encoder.numbers(), encoder.text());
    out.extend((numbers.len() as u32).to_le_bytes());
    out.extend(numbers.iter().flat_map(|it| it.to_le_bytes()));
    out.extend((text.len() as u32).to_le_bytes());
    out.extend(text);
    out.resize(out.len().next_multiple_of(4), 0);
}

#[test]
#[ignore = "tests/node/parity.test.mjs runs it"]
fn answers() {
    let folder = env::var("TOUSU_PARITY").expect("TOUSU_PARITY names the folder with the jobs");
    let jobs = fs::read_to_string(format!("{folder}/jobs")).unwrap();
    let mut out = Vec::new();
    jobs.lines().for_each(|job| answer(job, &mut out));
    fs::write(format!("{folder}/answers"), out).unwrap();
}

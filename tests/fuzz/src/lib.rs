//! What the fuzz targets share: drafts, pastes and additions made of a fuzzer's bytes, and what must hold for them.

#![allow(missing_docs)]

use pulldown_cmark::{Event, Parser, Tag};
use serde_json::Value as Json;
use std::sync::LazyLock;
use tousu::catalog::{Action, Kind};
use tousu::{Catalog, Date, Draft, Format, Key, Locale, Options, Raw, Tousu, Value};

#[path = "../../../src/text.rs"]
#[allow(dead_code)]
mod text;
/// The border's own format, which natively only tests see.
#[path = "../../../src/wire.rs"]
#[allow(dead_code, unused_imports)]
mod wire;
/// As much of the crate's `draft` as `wire` names.
mod draft {
    pub use tousu::Raw;
}

/// What is written where the code reads a value closely.
const SCRAPS: [&str; 40] = [
    "2026",
    "11",
    "3",
    "年",
    "月",
    "日",
    "-",
    "/",
    ".",
    ",",
    "，",
    "。",
    "：",
    "\n",
    " ",
    "¥",
    "元",
    "万",
    "一",
    "十",
    "138",
    "0013",
    "8000",
    "+86",
    "@",
    "example.com",
    "<b>",
    "&amp;",
    "[",
    "](",
    "{",
    "}",
    "*",
    "1. ",
    "\u{202E}",
    "\u{200B}",
    "😀",
    "无",
    "退",
    "。\n\n",
];

/// Everything in the catalogue that a draft or a paste may name.
struct Vocabulary {
    fields: Vec<(String, Kind, Vec<String>)>,
    evidence: Vec<String>,
    marks: Vec<String>,
    channels: Vec<String>,
    documents: Vec<String>,
    words: Vec<String>,
    cues: Vec<String>,
    /// Each entry of the catalogue as an embedder would write it, with the list that it stands in.
    entries: Vec<(String, Raw)>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let catalog = Catalog::builtin();
    let reasons = || catalog.reason.iter().map(|it| it.id.clone()).collect();
    let remedies = || catalog.remedy.iter().map(|it| it.id.clone()).collect();
    let fields = catalog.field.iter().map(|field| {
        let own = field.option.iter().map(|it| it.id.clone()).collect();
        let choices = match field.kind {
            Kind::Choice if field.option.is_empty() => reasons(),
            Kind::Choices if field.option.is_empty() => remedies(),
            _ => own,
        };
        (field.id.clone(), field.kind, choices)
    });
    let tone = catalog.tone.iter().map(|it| &it.words);
    let told = catalog.telling.iter().map(|it| &it.words);
    let spoken = tone.chain(catalog.story.iter().map(|it| &it.words)).chain(told);
    let whole = serde_json::to_value(catalog).unwrap();
    let lists = whole.as_object().unwrap().iter();
    Vocabulary {
        fields: fields.collect(),
        evidence: catalog.evidence.iter().map(|it| it.id.clone()).collect(),
        marks: catalog.mark.iter().map(|it| it.id.clone()).collect(),
        channels: catalog.channel.iter().map(|it| it.id.clone()).collect(),
        documents: catalog.document.iter().map(|it| it.id.clone()).collect(),
        words: spoken.flat_map(|it| it.split_whitespace()).map(str::to_string).collect(),
        cues: catalog.cue.iter().flat_map(|it| it.words.iter().cloned()).collect(),
        entries: lists
            .flat_map(|(key, list)| {
                list.as_array().into_iter().flatten().map(move |it| (key.clone(), raw(it)))
            })
            .collect(),
    }
});

fn raw(json: &Json) -> Raw {
    serde_json::from_value(json.clone()).unwrap()
}

/// The bytes of one run; behind their end it is zeros.
pub struct Source<'b> {
    bytes: &'b [u8],
}

impl<'b> Source<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Source { bytes }
    }

    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        *first
    }

    /// A number below `below`, which is at most 65,536.
    pub fn number(&mut self, below: usize) -> usize {
        match below {
            0..=256 => usize::from(self.byte()) % below.max(1),
            _ => usize::from(u16::from_le_bytes([self.byte(), self.byte()])) % below,
        }
    }

    fn of<T>(&mut self, items: &'static [T]) -> &'static T {
        &items[self.number(items.len())]
    }

    fn scrap(&mut self, items: &'static [&'static str]) -> &'static str {
        self.of::<&str>(items)
    }

    fn word(&mut self, items: &'static [String]) -> String {
        self.of(items).clone()
    }

    /// What is left, as text.
    pub fn rest(&mut self) -> String {
        String::from_utf8_lossy(std::mem::take(&mut self.bytes)).into_owned()
    }

    pub fn day(&mut self) -> Date {
        // Mostly near the holidays that are known.
        let year = if self.number(8) == 0 { 1900 + self.number(300) } else { 2023 + self.number(6) }
            as i32;
        Date::new(year, 1 + self.number(12) as u32, 1 + self.number(28) as u32).unwrap()
    }

    pub fn locale(&mut self) -> Locale {
        if self.number(2) == 0 { Locale::Zh } else { Locale::En }
    }

    /// A document of the catalogue, and how it is wanted.
    pub fn options(&mut self) -> Options<'static> {
        let document = self.of::<String>(&VOCABULARY.documents);
        let channel =
            (self.number(2) == 1).then(|| self.of::<String>(&VOCABULARY.channels).as_str());
        let limit = (self.number(4) > 0).then(|| self.number(4096) as u32);
        Options {
            document,
            channel,
            hide_contact: self.number(4) == 1,
            limit,
            ..Options::default()
        }
    }

    /// Scraps, words of `among` and characters of any kind, one after the other.
    fn text(&mut self, among: &'static [String]) -> String {
        let mut text = String::new();
        for _ in 0..self.number(24) {
            match self.number(4) {
                0 => {
                    let (high, low) = (self.number(18) as u32, self.number(65_536) as u32);
                    text.extend(char::from_u32(high << 16 | low));
                }
                1 if !among.is_empty() => text += self.of::<String>(among),
                2 => {
                    let length = self.number(12).min(self.bytes.len());
                    let (piece, rest) = self.bytes.split_at(length);
                    text += &String::from_utf8_lossy(piece);
                    self.bytes = rest;
                }
                _ => text += self.scrap(&SCRAPS),
            }
        }
        // Sometimes long.
        if self.number(32) == 0 { text.repeat(1 + self.number(200)) } else { text }
    }

    /// A date as a person writes it; mostly one.
    fn date(&mut self) -> String {
        match self.number(4) {
            0 => self.text(&[]),
            1 => format!("{}月{}日", self.number(14), self.number(33)),
            _ => self.day().to_string(),
        }
    }

    fn value(&mut self, kind: Kind, choices: &'static [String]) -> Raw {
        if self.number(16) == 0 {
            return self.any(3);
        }
        Raw::Text(match kind {
            Kind::Choice if self.number(8) > 0 => self.word(choices),
            Kind::Choices if self.number(8) > 0 => {
                return Raw::List(
                    (0..self.number(5)).map(|_| Raw::Text(self.word(choices))).collect(),
                );
            }
            Kind::Date => self.date(),
            Kind::Money | Kind::Integer if self.number(2) == 0 => {
                format!("{}.{}", self.number(65_536), self.number(120))
            }
            Kind::Phone if self.number(2) == 0 => {
                format!("1{}{:05}{:05}", self.number(10), self.number(65_536), self.number(65_536))
            }
            Kind::Email if self.number(2) == 0 => {
                format!("{}@{}.cn", self.text(&[]), self.number(9999))
            }
            _ => self.text(&VOCABULARY.words),
        })
    }

    fn exhibit(&mut self) -> Raw {
        let mut entries = vec![("kind".to_string(), Raw::Text(self.word(&VOCABULARY.evidence)))];
        for _ in 0..self.number(6) {
            entries.push(match self.number(7) {
                0 => ("title".into(), Raw::Text(self.text(&[]))),
                1 => ("note".into(), Raw::Text(self.text(&VOCABULARY.words))),
                2 => ("date".into(), Raw::Text(self.date())),
                3 => ("count".into(), Raw::Number(self.number(65_536) as f64 / 16.0)),
                4 => (
                    "shows".into(),
                    Raw::List(
                        (0..self.number(4))
                            .map(|_| Raw::Text(self.word(&VOCABULARY.marks)))
                            .collect(),
                    ),
                ),
                5 => ("file".into(), Raw::Map(vec![("name".into(), Raw::Text(self.text(&[])))])),
                _ => (self.text(&[]), self.any(2)),
            });
        }
        Raw::Map(entries)
    }

    fn step(&mut self) -> Raw {
        let action = *self.of(&Action::ALL);
        let mut entries = vec![
            ("date".into(), Raw::Text(self.date())),
            ("channel".into(), Raw::Text(self.word(&VOCABULARY.channels))),
            ("action".into(), Raw::Text(action.id().to_string())),
        ];
        for _ in 0..self.number(3) {
            let key = self.scrap(&["note", "reference", "date", "channel", "action"]);
            entries.push((
                key.into(),
                if self.number(4) == 0 { self.any(2) } else { Raw::Text(self.text(&[])) },
            ));
        }
        Raw::Map(entries)
    }

    /// A draft as a person might leave it, with some of what no person would type.
    pub fn draft(&mut self) -> Raw {
        let mut entries = Vec::new();
        for _ in 0..self.number(24) {
            entries.push(match self.number(12) {
                0 => (
                    "evidence".into(),
                    Raw::List((0..self.number(8)).map(|_| self.exhibit()).collect()),
                ),
                1 => ("log".into(), Raw::List((0..self.number(8)).map(|_| self.step()).collect())),
                2 => (self.text(&[]), self.any(3)),
                _ => {
                    let (id, kind, choices) = self.of(&VOCABULARY.fields);
                    (id.clone(), self.value(*kind, choices))
                }
            });
        }
        Raw::Map(entries)
    }

    /// Anything.
    fn any(&mut self, depth: usize) -> Raw {
        match self.number(if depth == 0 { 5 } else { 7 }) {
            0 => Raw::Nothing,
            1 => Raw::Bool(self.number(2) == 0),
            2 => Raw::Number(f64::from_bits(u64::from_le_bytes(std::array::from_fn(|_| {
                self.byte()
            })))),
            3 => Raw::Map(vec![(
                "$".into(),
                Raw::Text(self.scrap(&["too-long", "too-many", "unreadable"]).to_string()),
            )]),
            4 => Raw::Text(self.text(&VOCABULARY.words)),
            5 => Raw::List((0..self.number(6)).map(|_| self.any(depth - 1)).collect()),
            _ => Raw::Map(
                (0..self.number(6)).map(|_| (self.text(&[]), self.any(depth - 1))).collect(),
            ),
        }
    }

    /// Numbers and text as they cross the border, damaged or not.
    pub fn border(&mut self) -> Raw {
        let count = self.number(512);
        let numbers: Vec<u32> = (0..count)
            .map(|_| self.number(if self.bytes.len() % 7 == 0 { 65_536 } else { 12 }) as u32)
            .collect();
        let text: Vec<u16> = self
            .bytes
            .chunks(2)
            .map(|pair| u16::from_le_bytes([pair[0], pair.get(1).copied().unwrap_or(0)]))
            .collect();
        wire::decode(&numbers, &text)
    }

    /// Lines as an app shows them: words that name a field, and something behind them.
    pub fn paste(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..self.number(40) {
            match self.number(4) {
                0 => text += &self.text(&VOCABULARY.words),
                1 => text += &self.date(),
                _ => text += self.of::<String>(&VOCABULARY.cues),
            }
            text += self.scrap(&["\n", "：", ":", " ", "\t", ",", "", "\r\n"]);
        }
        text
    }

    /// Entries of the catalogue with something changed, or anything.
    pub fn additions(&mut self) -> Raw {
        if self.number(16) == 0 {
            return self.any(5);
        }
        let mut lists: Vec<(String, Raw)> = Vec::new();
        for _ in 0..1 + self.number(4) {
            let (list, entry) = self.of::<(String, Raw)>(&VOCABULARY.entries);
            let mut entry = entry.clone();
            if self.number(4) > 0
                && let Raw::Map(parts) = &mut entry
                && let Some((_, id)) = parts.iter_mut().find(|(key, _)| key == "id")
            {
                *id = Raw::Text(format!("added-{}", self.number(3)));
            }
            for _ in 0..self.number(4) {
                self.change(&mut entry, 4);
            }
            match lists.iter_mut().find(|(key, _)| key == list) {
                Some((_, Raw::List(entries))) => entries.push(entry),
                _ => lists.push((list.clone(), Raw::List(vec![entry]))),
            }
        }
        Raw::Map(lists)
    }

    /// Changes something somewhere in a value.
    fn change(&mut self, value: &mut Raw, depth: usize) {
        match value {
            Raw::Map(entries) if depth > 0 && !entries.is_empty() => {
                let at = self.number(entries.len());
                if self.number(12) == 0 {
                    entries.remove(at);
                } else {
                    self.change(&mut entries[at].1, depth - 1);
                }
            }
            Raw::List(items) if depth > 0 && !items.is_empty() => {
                let at = self.number(items.len());
                match self.number(8) {
                    0 => drop(items.remove(at)),
                    1 => items.push(items[at].clone()),
                    _ => self.change(&mut items[at], depth - 1),
                }
            }
            Raw::Number(number) => *number = self.number(65_536) as f64,
            Raw::Bool(flag) => *flag = !*flag,
            Raw::Text(text) if self.number(2) == 0 => match self.number(4) {
                0 => *text = self.word(&VOCABULARY.channels),
                1 => *text = self.of(&VOCABULARY.fields).0.clone(),
                _ => {
                    let at = self.number(text.len() + 1);
                    let at = (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap();
                    let piece = self.text(&[]);
                    text.insert_str(at, &piece);
                }
            },
            _ => *value = self.any(2),
        }
    }
}

/// The hand-written JSON says what an ordinary serialiser says.
fn json_agrees(answer: &impl serde::Serialize) {
    let ours: Json =
        serde_json::from_str(&wire::json(answer)).expect("what crosses the border is JSON");
    assert_eq!(ours, serde_json::to_value(answer).unwrap());
}

/// A range of UTF-16 units that begins and ends between characters of the text.
fn lies_in(text: &str, start: u32, end: u32) {
    let mut edges = vec![0];
    edges.extend(text.chars().scan(0, |at, c| {
        *at += c.len_utf16() as u32;
        Some(*at)
    }));
    assert!(
        start < end && edges.binary_search(&start).is_ok() && edges.binary_search(&end).is_ok()
    );
}

/// An engine of a catalogue, to be asked about any day.
pub fn engine(catalog: &Catalog) -> Tousu<'_> {
    Tousu::new(catalog, Date::new(2026, 11, 24).unwrap(), Locale::Zh)
}

thread_local! {
    /// The engine of the built-in catalogue; making its word lists ready takes longer than most runs.
    static BUILTIN: Tousu<'static> = engine(Catalog::builtin());
}

/// The built-in catalogue's engine.
pub fn builtin() -> Tousu<'static> {
    BUILTIN.with(Tousu::clone)
}

/// Assesses; what holds for every assessment, and for every calendar.
pub fn judge(tousu: &Tousu, catalog: &Catalog, draft: &Draft, day: Date, locale: Locale) {
    let tousu = tousu.at(day, locale);
    let found = tousu.assess(draft);
    assert_eq!(found.channels.iter().filter(|it| it.recommended).count(), 1);
    assert_eq!(found.channels.len(), catalog.channel.len());
    assert!(found.evidence.score <= 100);
    assert!(found.progress.filled <= found.progress.required);
    for issue in &found.issues {
        assert!(!issue.message.is_empty());
        if let (Some((start, end)), [Key::Name(field)]) = (issue.span, issue.path.as_slice()) {
            let Some(Value::Text(text)) = draft.value(field) else { panic!("a span in no text") };
            lies_in(text, start, end);
        }
    }
    json_agrees(&found);
    let calendar = tousu.calendar(draft);
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
}

/// Composes a document in every format; what holds for every composition.
pub fn write(tousu: &Tousu, draft: &Draft, day: Date, locale: Locale, options: &Options) {
    let tousu = tousu.at(day, locale);
    let [text, markdown, html] = [Format::Text, Format::Markdown, Format::Html]
        .map(|format| tousu.compose(draft, &Options { format, ..options.clone() }));
    assert_eq!(text.body.encode_utf16().count(), text.length as usize);
    // No part fits where the title alone is longer.
    assert!(text.limit.is_none_or(|limit| text.length <= limit || text.body == text.title));
    assert_eq!(
        (&text.parts, &text.omitted, &text.lacking),
        (&html.parts, &html.omitted, &html.lacking)
    );
    assert_eq!(shown_by_html(&html.body), shown_by_markdown(&markdown.body));
    json_agrees(&text);
}

/// The characters that HTML shows, blanks left out; fails on a tag that is not ours.
fn shown_by_html(html: &str) -> String {
    let mut shown = String::new();
    for (index, piece) in html.split('<').enumerate() {
        let text = if index == 0 {
            piece
        } else {
            let (tag, text) = piece.split_once('>').expect("a tag that closes");
            let name = tag.strip_prefix('/').unwrap_or(tag);
            let ours = [
                "h1",
                "h2",
                "p",
                "ol",
                "li",
                "table",
                "tr",
                "th",
                "td",
                "br",
                "article",
                "th scope=\"row\"",
                "article lang=\"zh-CN\"",
                "article lang=\"en\"",
            ];
            assert!(ours.contains(&name), "<{tag}>");
            text
        };
        assert!(!text.contains(['>', '"']));
        shown += &text
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&");
    }
    bare(&shown)
}

/// The characters that CommonMark shows, blanks left out; fails on anything but headings, lists, paragraphs and bold labels.
fn shown_by_markdown(markdown: &str) -> String {
    let mut shown = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(text) => shown += &text,
            Event::Start(
                Tag::Paragraph | Tag::Heading { .. } | Tag::List(_) | Tag::Item | Tag::Strong,
            ) => {}
            Event::End(_) | Event::HardBreak | Event::SoftBreak => {}
            other => panic!("Markdown of ours shows {other:?}"),
        }
    }
    bare(&shown)
}

/// Without blanks, control characters and the colons that Markdown sets after a label.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '：' | ':'))
        .collect()
}

/// Reads a paste; what is found stands where it says.
pub fn recognize(text: &str, day: Date) {
    let catalog = Catalog::builtin();
    let found = builtin().at(day, Locale::Zh).recognize(text);
    for span in &found.spans {
        lies_in(text, span.start, span.end);
        assert!(found.fields.iter().any(|(field, _)| *field == span.field));
    }
    for (index, (field, _)) in found.fields.iter().enumerate() {
        assert!(catalog.field(field).is_some());
        assert!(found.fields.iter().take(index).all(|(other, _)| other != field));
    }
}

/// Merges additions: refused with words, or a catalogue that everything works with.
pub fn add(additions: &Raw) -> Option<Catalog> {
    match Catalog::with(additions) {
        Err(problem) => {
            assert!(!problem.is_empty());
            None
        }
        Ok(catalog) => {
            for locale in [Locale::Zh, Locale::En] {
                serde_json::to_value(tousu::form(&catalog, locale)).unwrap();
            }
            Some(catalog)
        }
    }
}

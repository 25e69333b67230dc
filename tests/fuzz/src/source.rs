//! A run's bytes, and what is made of them: days, options, drafts, pastes.

use crate::vocabulary::{SCRAPS, VOCABULARY};
use std::borrow::Cow;
use tousu::bridge::decode::Input;
use tousu::catalog::{Action, Channel, Document, Kind};
use tousu::{Catalog, Date, Format, Locale, Options, Raw};

/// The keys besides fields that the bridge may write as numbers; the fields follow.
const KEYS: [&str; 6] = ["evidence", "log", "kind", "shows", "date", "$"];

/// The bytes of one run; behind their end it is zeros.
pub struct Source<'b> {
    bytes: &'b [u8],
}

fn owned(text: impl Into<Cow<'static, str>>) -> Raw<'static> {
    Raw::Text(text.into())
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

    pub fn of<T>(&mut self, items: &'static [T]) -> &'static T {
        &items[self.number(items.len())]
    }

    pub fn word(&mut self, items: &'static [&'static str]) -> &'static str {
        self.of::<&str>(items)
    }

    /// At most as many of the bytes that are left.
    pub fn take(&mut self, most: usize) -> &'b [u8] {
        let (taken, rest) = self.bytes.split_at(most.min(self.bytes.len()));
        self.bytes = rest;
        taken
    }

    /// What is left, as text.
    pub fn rest(&mut self) -> String {
        String::from_utf8_lossy(self.take(usize::MAX)).into_owned()
    }

    pub fn day(&mut self) -> Date {
        // Mostly near the holidays that are known.
        let year = if self.number(8) == 0 { 1900 + self.number(300) } else { 2023 + self.number(6) }
            as i32;
        Date::new(year, 1 + self.number(12) as u32, 1 + self.number(28) as u32).unwrap()
    }

    pub fn locale(&mut self) -> Locale {
        Locale::at(self.number(2))
    }

    /// A document of the catalogue, and how it is wanted.
    pub fn options(&mut self, locale: Locale) -> Options {
        let catalog = Catalog::builtin();
        let document = self.word(&VOCABULARY.documents);
        let channel = (self.number(2) == 1).then(|| self.word(&VOCABULARY.channels));
        let limit = (self.number(4) > 0).then(|| self.number(4096) as u32);
        Options {
            document: catalog.find::<Document>(document).unwrap(),
            channel: channel.and_then(|it| catalog.find::<Channel>(it)).unwrap_or_default(),
            locale,
            hide_contact: self.number(4) == 1,
            limit,
            language: (self.number(4) == 0).then(|| self.locale()),
            short: self.number(4) == 0,
            reply_by: (self.number(4) == 0).then(|| self.day()),
            format: Format::Text,
        }
    }

    /// Scraps, words of `among` and characters of any kind, one after the other.
    pub fn text(&mut self, among: &'static [&'static str]) -> String {
        let mut text = String::new();
        for _ in 0..self.number(24) {
            match self.number(4) {
                0 => {
                    let (high, low) = (self.number(18) as u32, self.number(65_536) as u32);
                    text.extend(char::from_u32(high << 16 | low));
                }
                1 if !among.is_empty() => text += self.word(among),
                2 => {
                    let most = self.number(12);
                    text += &String::from_utf8_lossy(self.take(most));
                }
                _ => text += self.word(&SCRAPS),
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

    fn value(&mut self, kind: Kind, choices: &'static [&'static str]) -> Raw<'static> {
        if self.number(16) == 0 {
            return self.any(3);
        }
        owned(match kind {
            Kind::Choice if self.number(8) > 0 => return Raw::from(self.word(choices)),
            Kind::Choices if self.number(8) > 0 => return self.names(5, choices),
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

    /// A list of fewer than `below` of the names.
    fn names(&mut self, below: usize, names: &'static [&'static str]) -> Raw<'static> {
        Raw::List((0..self.number(below)).map(|_| Raw::from(self.word(names))).collect())
    }

    fn exhibit(&mut self) -> Raw<'static> {
        let mut entries = vec![("kind".into(), Raw::from(self.word(&VOCABULARY.evidence)))];
        for _ in 0..self.number(6) {
            entries.push(match self.number(7) {
                0 => ("title".into(), owned(self.text(&[]))),
                1 => ("note".into(), owned(self.text(&VOCABULARY.words))),
                2 => ("date".into(), owned(self.date())),
                3 => ("count".into(), Raw::Number(self.number(65_536) as f64 / 16.0)),
                4 => ("shows".into(), self.names(4, &VOCABULARY.criteria)),
                5 => ("file".into(), Raw::Map(vec![("name".into(), owned(self.text(&[])))])),
                _ => (self.text(&[]).into(), self.any(2)),
            });
        }
        Raw::Map(entries)
    }

    fn step(&mut self) -> Raw<'static> {
        let action = *self.of(Action::ALL);
        let mut entries = vec![
            ("date".into(), owned(self.date())),
            ("channel".into(), Raw::from(self.word(&VOCABULARY.channels))),
            ("action".into(), Raw::from(action.name())),
        ];
        for _ in 0..self.number(3) {
            let key = self.word(&["note", "reference", "date", "channel", "action"]);
            entries.push((
                key.into(),
                if self.number(4) == 0 { self.any(2) } else { owned(self.text(&[])) },
            ));
        }
        Raw::Map(entries)
    }

    /// A draft as a person might leave it, with some of what no person would type.
    pub fn draft(&mut self) -> Raw<'static> {
        let mut entries = Vec::new();
        for _ in 0..self.number(24) {
            entries.push(match self.number(12) {
                0 => (
                    "evidence".into(),
                    Raw::List((0..self.number(8)).map(|_| self.exhibit()).collect()),
                ),
                1 => ("log".into(), Raw::List((0..self.number(8)).map(|_| self.step()).collect())),
                2 => (self.text(&[]).into(), self.any(3)),
                _ => {
                    let (name, kind, choices) = self.of(&VOCABULARY.fields);
                    ((*name).into(), self.value(*kind, choices))
                }
            });
        }
        Raw::Map(entries)
    }

    /// Anything.
    pub fn any(&mut self, depth: usize) -> Raw<'static> {
        match self.number(if depth == 0 { 5 } else { 7 }) {
            0 => Raw::Nothing,
            1 => Raw::Bool(self.number(2) == 0),
            2 => {
                let bits = std::array::from_fn(|_| self.byte());
                Raw::Number(f64::from_bits(u64::from_le_bytes(bits)))
            }
            3 => {
                let what = self.word(&["too-long", "too-many", "unreadable"]);
                Raw::Map(vec![("$".into(), Raw::from(what))])
            }
            4 => owned(self.text(&VOCABULARY.words)),
            5 => Raw::List((0..self.number(6)).map(|_| self.any(depth - 1)).collect()),
            _ => Raw::Map(
                (0..self.number(6)).map(|_| (self.text(&[]).into(), self.any(depth - 1))).collect(),
            ),
        }
    }

    /// A value as it crosses the bridge, damaged or not.
    pub fn bridge<T>(&mut self, then: impl FnOnce(Raw) -> T) -> T {
        let mut input = Input::new();
        // Sometimes a text that begins elsewhere.
        let from = if self.number(16) == 1 { self.number(65_536) as u32 } else { 0 };
        // Small numbers are the tags and lengths that ordinary trees have.
        let below = if self.number(8) == 1 { 65_536 } else { 128 };
        let count = self.number(512);
        let tree: Vec<u32> = (0..count).map(|_| self.number(below) as u32).collect();
        let text = self.take(usize::MAX).chunks(2);
        let unit = |pair: &[u8]| u16::from_le_bytes([pair[0], pair.get(1).copied().unwrap_or(0)]);
        input.text = text.map(unit).collect();
        input.numbers = vec![from, input.text.len() as u32];
        input.numbers.extend(tree);
        then(input.read(0, &|number| {
            let field = || VOCABULARY.fields.get(number - KEYS.len()).map(|(name, ..)| *name);
            KEYS.get(number).copied().or_else(field)
        }))
    }

    /// Lines as an app shows them: words that name a field, and something behind them.
    pub fn paste(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..self.number(40) {
            match self.number(4) {
                0 => text += &self.text(&VOCABULARY.words),
                1 => text += &self.date(),
                _ => text += self.word(&VOCABULARY.cues),
            }
            text += self.word(&["\n", "：", ":", " ", "\t", ",", "", "\r\n"]);
        }
        text
    }
}

//! The names and words of the catalogue that drafts and pastes are made of.

use std::sync::LazyLock;
use tousu::Catalog;
use tousu::catalog::{
    Channel, Criterion, Document, Entry, Evidence, Findable, Kind, Reason, Remedy, Role,
};

/// Everything in the catalogue that a draft or a paste may name.
pub struct Vocabulary {
    /// Fields with their kind and their choices.
    pub fields: Vec<(&'static str, Kind, Vec<&'static str>)>,
    pub evidence: Vec<&'static str>,
    pub criteria: Vec<&'static str>,
    pub channels: Vec<&'static str>,
    pub documents: Vec<&'static str>,
    /// Words that are looked for in what a person wrote.
    pub words: Vec<&'static str>,
    /// Words that are looked for in pasted text.
    pub cues: Vec<&'static str>,
}

pub static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let catalog = Catalog::builtin();
    let fields = catalog.fields.iter().map(|(id, field)| {
        let choices = match field.role {
            Some(Role::Reason) => catalog.names(Reason::KIND),
            Some(Role::Remedy) => catalog.names(Remedy::KIND),
            _ => field.option.iter().map(|it| catalog.choice_name(it.id)).collect(),
        };
        (catalog.name(id), field.kind, choices)
    });
    let tones = catalog.tones.iter().flat_map(|(_, it)| [Some(it.words), it.then]);
    let hints = catalog.hints.iter().flat_map(|(_, it)| [Some(it.words), it.then]);
    let topics = catalog.topics.iter().flat_map(|(_, it)| [Some(it.words), it.then]);
    let lists = tones.chain(hints).chain(topics).flatten();
    let cues = catalog.cues.iter().flat_map(|(_, it)| &it.words);
    Vocabulary {
        fields: fields.collect(),
        evidence: catalog.names(Evidence::KIND),
        criteria: catalog.names(Criterion::KIND),
        channels: catalog.names(Channel::KIND),
        documents: catalog.names(Document::KIND),
        words: lists.flat_map(|Findable(it)| catalog.text(it).split_whitespace()).collect(),
        cues: cues.map(|it| catalog.text(*it)).collect(),
    }
});

/// What is written where the code reads a value closely.
pub const SCRAPS: [&str; 40] = [
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

//! Draft → document (文书): paragraphs of the catalogue, filled with what the person stated and with
//! nothing else.

mod numerals;
mod render;
mod words;

use crate::case::Case;
use crate::catalog::{Document, Each, Line, Part};
use crate::fill::fill;
use crate::parse;
use crate::text::Joined;
use serde::Serialize;
use words::Words;

/// In what form a document is wanted (输出格式).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// CommonMark.
    Markdown,
    /// An HTML fragment.
    Html,
}

/// What document is wanted, and how (文书选项).
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Options<'o> {
    /// Document id.
    pub document: &'o str,
    /// Channel id that it goes to.
    pub channel: Option<&'o str>,
    /// Its form.
    pub format: Format,
    /// Leave contact data out.
    pub hide_contact: bool,
    /// At most this many UTF-16 units of text.
    pub limit: Option<u32>,
}

/// A document (文书).
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Composition {
    /// Its title.
    pub title: String,
    /// The whole document in the asked format.
    pub body: String,
    /// The same as text, part by part.
    pub parts: Vec<CopyPart>,
    /// Length of the whole as text, in UTF-16 units, as web forms count.
    pub length: u32,
    /// The limit that it had to fit, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub limit: Option<u32>,
    /// Field ids (and `evidence`, `log`) that did not fit.
    pub omitted: Vec<String>,
    /// Field ids that the document needs and the draft lacks; they stand as ruled blanks.
    pub lacking: Vec<String>,
}

/// A part of a document, to copy by itself (文书片段).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CopyPart {
    /// Its id within the document.
    pub id: String,
    /// What it is.
    pub label: String,
    /// Its text.
    pub text: String,
}

/// A piece of a part, still plain text.
enum Block {
    Entry { label: String, value: String },
    Paragraph(String),
    Numbered(usize, String),
}

/// A part with its blocks, and what of the draft stands in it.
struct Section<'a> {
    part: &'a Part,
    heading: Option<&'a str>,
    blocks: Vec<Block>,
    shows: Vec<&'a str>,
}

/// What stands where the person has to write by hand.
const BLANK: &str = "＿＿＿＿";

/// Composes a document. An unknown id gives an empty composition; nothing else fails.
pub fn compose(case: &Case, options: &Options) -> Composition {
    let Some(document) = case.catalog.document(options.document) else {
        return Composition::default();
    };
    let words = Words { case, document, options };
    let sections = sections(&words, document);
    let title = fill(document.title.get(case.locale), &|id| words.value(id))
        .map_or(String::new(), |it| it.text);

    let channel_limit = options.channel.and_then(|id| case.catalog.channel(id)?.text_limit);
    let limit = options.limit.or(channel_limit.filter(|_| document.fits));
    // A limit that the title alone passes leaves the title out of the text.
    let too_long = limit.is_some_and(|limit| parse::utf16_len(&title) > limit as usize);
    let heading = if document.untitled || too_long { "" } else { title.as_str() };
    let before = shown(&sections);
    let sections = match limit {
        Some(limit) => shrunk(case, heading, sections, limit as usize),
        None => Fitted { sections, cut: Vec::new() },
    };
    let after = shown(&sections.sections);
    let mut omitted: Vec<String> = Vec::new();
    for id in before.into_iter().filter(|id| !after.contains(id)).chain(sections.cut) {
        if !omitted.iter().any(|other| other == id) {
            omitted.push(id.to_string());
        }
    }
    let sections = sections.sections;
    let text = render::whole(Format::Text, case.locale, heading, &sections);
    let hidden = |id: &str| {
        options.hide_contact && case.catalog.field(id).is_some_and(|field| field.contact)
    };
    let lacking = document.needs.iter().filter(|id| !case.filled(id) && !hidden(id));
    // What the document needs and was asked to leave out is left out, but not silently.
    let needed = document.needs.iter().filter(|id| case.filled(id) && hidden(id));
    omitted.extend(needed.cloned());
    let part = |section: &Section| CopyPart {
        id: section.part.id.clone(),
        label: section.part.label.get(case.locale).to_string(),
        text: render::part(case.locale, section),
    };
    Composition {
        title: title.clone(),
        length: parse::utf16_len(&text) as u32,
        parts: sections.iter().map(part).collect(),
        body: match options.format {
            Format::Text => text,
            Format::Markdown => render::whole(Format::Markdown, case.locale, heading, &sections),
            Format::Html => render::whole(Format::Html, case.locale, heading, &sections),
        },
        limit,
        omitted,
        lacking: lacking.cloned().collect(),
    }
}

fn sections<'a>(words: &Words<'a, '_>, document: &'a Document) -> Vec<Section<'a>> {
    let case = words.case;
    let wanted = document.part.iter().filter(|part| case.holds(&part.when, words.options.channel));
    let mut shown: Vec<&str> = Vec::new();
    let mut sections: Vec<Section> = wanted
        .map(|part| {
            let heading = part.heading.then(|| part.label.get(case.locale));
            let mut section = Section { part, heading, blocks: Vec::new(), shows: Vec::new() };
            for line in &part.line {
                if line.each != Some(Each::Rest) {
                    add(words, line, &mut section, &[]);
                }
            }
            shown.extend(&section.shows);
            section
        })
        .collect();
    // What no line has shown comes where the document wants the rest, so that nothing is lost.
    for section in &mut sections {
        let part = section.part;
        for line in part.line.iter().filter(|line| line.each == Some(Each::Rest)) {
            add(words, line, section, &shown);
        }
    }
    drop_empty(&mut sections);
    sections
}

fn drop_empty(sections: &mut Vec<Section>) {
    sections.retain(|section| !section.blocks.is_empty());
}

/// What of the draft stands in them.
fn shown<'a>(sections: &[Section<'a>]) -> Vec<&'a str> {
    let mut all = Vec::new();
    for section in sections {
        all.extend_from_slice(&section.shows);
    }
    all
}

fn add<'a>(words: &Words<'a, '_>, line: &'a Line, section: &mut Section<'a>, shown: &[&str]) {
    let case = words.case;
    if !case.holds(&line.when, words.options.channel) {
        return;
    }
    let label = words.label(line);
    let mut texts: Vec<String> = Vec::new();
    match (line.each, &line.text, &line.field) {
        (Some(each), Some(text), _) => {
            for item in words.items(each, shown) {
                let value = |id: &'a str| item.value(id).unwrap_or_else(|| words.value(id));
                if let Some(filled) = fill(text.get(case.locale), &value) {
                    texts.push(filled.text);
                    section.shows.extend(filled.used.iter().filter(|id| words.is_field(id)));
                    section.shows.extend(item.shows);
                }
            }
        }
        (None, Some(text), _) => {
            if let Some(filled) = fill(text.get(case.locale), &|id| words.value(id)) {
                texts.push(filled.text);
                section.shows.extend(filled.used.iter().filter(|id| words.is_field(id)));
                section.shows.extend(words.behind(&filled.used));
            }
        }
        (_, None, Some(field)) => {
            texts.extend(words.entry(field));
            if !texts.is_empty() {
                section.shows.push(field);
            }
        }
        (_, None, None) => {}
    }
    if let Some(join) = &line.join {
        let joined = texts.joined(join.get(case.locale));
        texts = if joined.is_empty() { Vec::new() } else { vec![joined] };
    }
    if texts.is_empty() && line.blank {
        texts.push(BLANK.to_string());
    }
    for text in texts {
        let numbered = section.blocks.iter().filter(|block| matches!(block, Block::Numbered(..)));
        let number = numbered.count() + 1;
        section.blocks.push(match (&label, line.numbered) {
            (Some(label), _) => Block::Entry { label: label.to_string(), value: text },
            (None, true) => Block::Numbered(number, text),
            (None, false) => Block::Paragraph(text),
        });
    }
}

/// Sections that fit, and what had to be cut short.
struct Fitted<'a> {
    sections: Vec<Section<'a>>,
    cut: Vec<&'a str>,
}

/// Drops whole parts, the lowest `keep` first and the later of equals first, until the text fits;
/// the last one left is shortened at the end of a sentence or word.
fn shrunk<'a>(
    case: &Case,
    heading: &str,
    mut sections: Vec<Section<'a>>,
    limit: usize,
) -> Fitted<'a> {
    let length = |sections: &[Section]| {
        parse::utf16_len(&render::whole(Format::Text, case.locale, heading, sections))
    };
    while length(&sections) > limit && sections.len() > 1 {
        let least = sections.iter().enumerate().rev().min_by_key(|(_, section)| section.part.keep);
        let Some(index) = least.map(|(index, _)| index) else { break };
        sections.remove(index);
    }
    let mut cut = Vec::new();
    let over = length(&sections).saturating_sub(limit);
    if over > 0 {
        for section in &mut sections {
            cut.extend(&section.shows);
            let whole = render::part(case.locale, section);
            let room = parse::utf16_len(&whole).saturating_sub(over);
            let short = parse::safe_cut(&whole, room);
            let short = parse::up_to(short, "，、；：,;: \n").to_string();
            section.blocks =
                if short.is_empty() { Vec::new() } else { vec![Block::Paragraph(short)] };
        }
        drop_empty(&mut sections);
        if length(&sections) > limit {
            sections.clear();
        }
    }
    Fitted { sections, cut }
}

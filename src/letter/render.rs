//! Layout → text, Markdown or HTML. The only place that escapes.

use super::layout::{Block, Layout, Section};
use super::{CopyPart, Format};
use crate::case::Wording;
use crate::catalog::Phrase;
use crate::text::{Joined, digits, push};

/// The whole document.
pub fn whole(format: Format, wording: Wording, layout: &Layout) -> String {
    let colon = wording.phrase(Phrase::Colon);
    match format {
        Format::Text => text(colon, layout),
        Format::Markdown => markdown(colon, layout),
        Format::Html => html(wording, layout),
    }
}

/// The parts as text, to copy by themselves: as they are `unruled`, that is, without ruled blanks, if anything of
/// them is left so.
pub fn parts(
    wording: Wording,
    labels: Wording,
    layout: &Layout,
    unruled: Option<&Layout>,
) -> Vec<CopyPart> {
    let colon = wording.phrase(Phrase::Colon);
    let copy = |section: &Section| {
        let same = |layout: &Layout| {
            let mut sections = layout.sections.iter();
            let found = sections.find(|it| it.part.id == section.part.id);
            found.map(|found| part(colon, layout, found))
        };
        let text = unruled.map_or_else(|| Some(part(colon, layout, section)), same);
        CopyPart {
            id: wording.catalog.text(section.part.id).to_string(),
            label: labels.words(section.part.label).to_string(),
            blank: text.is_none(),
            text: text.unwrap_or_else(|| part(colon, layout, section)),
        }
    };
    layout.sections.iter().map(copy).collect()
}

/// One part as text: of a single labelled line the value alone.
pub fn part(colon: &str, layout: &Layout, section: &Section) -> String {
    match section.blocks.as_slice() {
        [block] if block.label.is_some() => layout.text_of(block).to_string(),
        _ => lines(colon, layout, section),
    }
}

/// The lines of a section.
pub fn lines(colon: &str, layout: &Layout, section: &Section) -> String {
    let mut out = String::new();
    push_lines(colon, layout, section, &mut out);
    out
}

fn push_lines(colon: &str, layout: &Layout, section: &Section, out: &mut String) {
    for (at, block) in section.blocks.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        match block {
            Block { label: Some(label), .. } => push(out, &[label, colon]),
            Block { number: 0, .. } => {}
            Block { number, .. } => push(out, &[&digits(*number as u64), ". "]),
        }
        out.push_str(layout.text_of(block));
    }
}

/// Labelled lines without headings are a table.
fn is_table(section: &Section) -> bool {
    section.heading.is_none() && section.blocks.iter().all(|block| block.label.is_some())
}

/// Whether the section continues the table of the one before it.
fn continues(layout: &Layout, at: usize) -> bool {
    let is_table = |at: Option<usize>| layout.sections.get(at?).map(is_table);
    is_table(at.checked_sub(1)) == Some(true) && is_table(Some(at)) == Some(true)
}

/// Separator of a section and the one before: an empty line, but none within a table, and none in a text without
/// a title, whose every character counts.
pub fn gap(layout: &Layout, at: usize) -> &'static str {
    match (at, layout.title.is_empty()) {
        (0, true) => "",
        (_, true) => "\n",
        _ if continues(layout, at) => "\n",
        _ => "\n\n",
    }
}

fn text(colon: &str, layout: &Layout) -> String {
    let mut out = String::with_capacity(layout.text.len() + 256);
    out.push_str(&layout.title);
    for (at, section) in layout.sections.iter().enumerate() {
        out.push_str(gap(layout, at));
        if let Some(heading) = section.heading {
            push(&mut out, &[heading, "\n"]);
        }
        push_lines(colon, layout, section, &mut out);
    }
    out
}

fn markdown(colon: &str, layout: &Layout) -> String {
    let mut pieces: Vec<String> = Vec::new();
    if !layout.title.is_empty() {
        pieces.push(["# ", &escaped(&layout.title, "")].joined(""));
    }
    for section in &layout.sections {
        if let Some(heading) = section.heading {
            pieces.push(["## ", &escaped(heading, "")].joined(""));
        }
        let mut list: Vec<String> = Vec::new();
        for block in &section.blocks {
            let text = layout.text_of(block);
            match block {
                Block { label: Some(label), .. } => {
                    let (label, value) = (escaped(label, ""), escaped(text, "  "));
                    list.push(["- **", &label, colon.trim_end(), "** ", &value].joined(""));
                }
                Block { number: 0, .. } => {
                    if !list.is_empty() {
                        pieces.push(std::mem::take(&mut list).joined("\n"));
                    }
                    pieces.push(escaped(text, ""));
                }
                Block { number, .. } => {
                    list.push([&digits(*number as u64), ". ", &escaped(text, "   ")].joined(""));
                }
            }
        }
        if !list.is_empty() {
            pieces.push(list.joined("\n"));
        }
    }
    pieces.joined("\n\n") + "\n"
}
/// Text that Markdown shows as it is: its marks escaped, its line breaks kept (`indent` holds the
/// next line inside its list item).
fn escaped(text: &str, indent: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut starts = true;
    let mut characters = text.trim_matches('\n').chars();
    while let Some(character) = characters.next() {
        match character {
            '\r' => continue,
            '\n' => {
                out.push_str("\\\n");
                out.push_str(indent);
                starts = true;
                continue;
            }
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&'
            | '!' | '@' => {
                out.push('\\');
            }
            // These mean something only where a line starts; `1.` and `1)` would start a list.
            '-' | '+' | '=' | ':' if starts => out.push('\\'),
            '.' | ')' if out.ends_with(|before: char| before.is_ascii_digit()) => out.push('\\'),
            // Text that GitHub makes a link of by itself, with the backslashes that follow shown in it.
            ':' if characters.as_str().starts_with("//") => out.push('\\'),
            '.' if out.ends_with(['w', 'W']) => out.push('\\'),
            _ => {}
        }
        starts &= character == ' ' || character == '\t';
        if starts {
            // Leading blanks would make a code block.
            continue;
        }
        out.push(character);
    }
    out
}

fn html(wording: Wording, layout: &Layout) -> String {
    let lang = wording.catalog.tag(wording.locale);
    let mut out = ["<article lang=\"", lang, "\">\n"].joined("");
    let wrap = |out: &mut String, tag: &str, text: &str| {
        push(out, &["<", tag, ">"]);
        push_html(out, text);
        push(out, &["</", tag, ">\n"]);
    };
    if !layout.title.is_empty() {
        wrap(&mut out, "h1", &layout.title);
    }
    let mut open = "";
    for (at, section) in layout.sections.iter().enumerate() {
        if !continues(layout, at) {
            switch(&mut out, &mut open, "");
        }
        if let Some(heading) = section.heading {
            wrap(&mut out, "h2", heading);
        }
        for block in &section.blocks {
            let text = layout.text_of(block);
            match block {
                Block { label: Some(label), .. } => {
                    switch(&mut out, &mut open, "table");
                    out.push_str("<tr><th scope=\"row\">");
                    push_html(&mut out, label);
                    out.push_str("</th><td>");
                    push_html(&mut out, text);
                    out.push_str("</td></tr>\n");
                }
                Block { number: 0, .. } => {
                    switch(&mut out, &mut open, "");
                    wrap(&mut out, "p", text);
                }
                Block { .. } => {
                    switch(&mut out, &mut open, "ol");
                    wrap(&mut out, "li", text);
                }
            }
        }
    }
    switch(&mut out, &mut open, "");
    out.push_str("</article>\n");
    out
}

/// Closes the open list or table, and opens another, unless it is that one.
fn switch(out: &mut String, open: &mut &'static str, wanted: &'static str) {
    if *open == wanted {
        return;
    }
    if !open.is_empty() {
        push(out, &["</", open, ">\n"]);
    }
    if !wanted.is_empty() {
        push(out, &["<", wanted, ">\n"]);
    }
    *open = wanted;
}

fn push_html(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("<br>"),
            '\r' | '\0' => {}
            other => out.push(other),
        }
    }
}

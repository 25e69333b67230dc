//! Blocks → text, Markdown or HTML. The only place that escapes.

use super::{Block, Format, Section};
use crate::catalog::Locale;
use crate::text::{Joined, digits, push};

/// The whole document; no title where `title` is empty.
pub fn whole(format: Format, locale: Locale, title: &str, sections: &[Section]) -> String {
    match format {
        Format::Text => text(locale, title, sections),
        Format::Markdown => markdown(locale, title, sections),
        Format::Html => html(locale, title, sections),
    }
}

/// One part as text, to copy by itself: of a single labelled line the value alone.
pub fn part(locale: Locale, section: &Section) -> String {
    match section.blocks.as_slice() {
        [Block::Entry { value, .. }] => value.clone(),
        blocks => lines(locale, blocks),
    }
}

fn colon(locale: Locale) -> &'static str {
    if locale == Locale::Zh { "：" } else { ": " }
}

fn lines(locale: Locale, blocks: &[Block]) -> String {
    let line = |block: &Block| match block {
        Block::Entry { label, value } => [label, colon(locale), value].joined(""),
        Block::Paragraph(text) => text.clone(),
        Block::Numbered(number, text) => [digits(*number as u64).as_str(), ". ", text].joined(""),
    };
    blocks.iter().map(line).collect::<Vec<_>>().joined("\n")
}

/// Labelled lines without headings stand together; everything else is set apart by an empty line,
/// except in a document without a title, whose every character counts.
fn together(before: &Section, after: &Section) -> bool {
    let table = |section: &Section| {
        section.heading.is_none()
            && section.blocks.iter().all(|block| matches!(block, Block::Entry { .. }))
    };
    table(before) && table(after)
}

fn text(locale: Locale, title: &str, sections: &[Section]) -> String {
    let mut out = String::from(title);
    for (index, section) in sections.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| sections.get(index));
        match before {
            Some(before) if title.is_empty() || together(before, section) => out.push('\n'),
            None if title.is_empty() => {}
            _ => out.push_str("\n\n"),
        }
        if let Some(heading) = section.heading {
            out.push_str(heading);
            out.push('\n');
        }
        out.push_str(&lines(locale, &section.blocks));
    }
    out
}

fn markdown(locale: Locale, title: &str, sections: &[Section]) -> String {
    let mut pieces: Vec<String> = Vec::new();
    if !title.is_empty() {
        pieces.push(["# ", &escaped(title, "")].joined(""));
    }
    for section in sections {
        if let Some(heading) = section.heading {
            pieces.push(["## ", &escaped(heading, "")].joined(""));
        }
        let mut list: Vec<String> = Vec::new();
        for block in &section.blocks {
            match block {
                Block::Entry { label, value } => list.push(
                    [
                        "- **",
                        &escaped(label, ""),
                        colon(locale).trim_end(),
                        "** ",
                        &escaped(value, "  "),
                    ]
                    .joined(""),
                ),
                Block::Numbered(number, text) => list.push(
                    [digits(*number as u64).as_str(), ". ", &escaped(text, "   ")].joined(""),
                ),
                Block::Paragraph(text) => {
                    if !list.is_empty() {
                        pieces.push(std::mem::take(&mut list).joined("\n"));
                    }
                    pieces.push(escaped(text, ""));
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
            // What GitHub makes a link of by itself, with the backslashes that follow shown in it.
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

fn html(locale: Locale, title: &str, sections: &[Section]) -> String {
    let lang = if locale == Locale::Zh { "zh-CN" } else { "en" };
    let mut out = ["<article lang=\"", lang, "\">\n"].joined("");
    let wrap = |out: &mut String, tag: &str, text: &str| {
        push(out, &["<", tag, ">"]);
        push_html(out, text);
        push(out, &["</", tag, ">\n"]);
    };
    if !title.is_empty() {
        wrap(&mut out, "h1", title);
    }
    let mut open = "";
    for (index, section) in sections.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| sections.get(index));
        if !before.is_some_and(|before| together(before, section)) {
            switch(&mut out, &mut open, "");
        }
        if let Some(heading) = section.heading {
            wrap(&mut out, "h2", heading);
        }
        for block in &section.blocks {
            match block {
                Block::Entry { label, value } => {
                    switch(&mut out, &mut open, "table");
                    out.push_str("<tr><th scope=\"row\">");
                    push_html(&mut out, label);
                    out.push_str("</th><td>");
                    push_html(&mut out, value);
                    out.push_str("</td></tr>\n");
                }
                Block::Numbered(_, text) => {
                    switch(&mut out, &mut open, "ol");
                    wrap(&mut out, "li", text);
                }
                Block::Paragraph(text) => {
                    switch(&mut out, &mut open, "");
                    wrap(&mut out, "p", text);
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

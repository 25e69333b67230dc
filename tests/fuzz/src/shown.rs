//! What a browser and a reader of CommonMark show of a document.

use pulldown_cmark::{Event, Parser, Tag};

const TAGS: [&str; 12] =
    ["h1", "h2", "p", "ol", "li", "table", "tr", "th", "td", "br", "article", "th scope=\"row\""];

/// The characters that HTML shows, blanks left out; fails on a tag that is not ours.
pub fn by_html(html: &str) -> String {
    let mut shown = String::new();
    for (index, piece) in html.split('<').enumerate() {
        let text = if index == 0 {
            piece
        } else {
            let (tag, text) = piece.split_once('>').expect("a tag that closes");
            let name = tag.strip_prefix('/').unwrap_or(tag);
            assert!(TAGS.contains(&name) || is_article(name), "<{tag}>");
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

/// An article in some language: embedders may replace those of the catalogue.
fn is_article(tag: &str) -> bool {
    let language = tag.strip_prefix("article lang=\"").and_then(|it| it.strip_suffix('"'));
    language.is_some_and(|it| it.bytes().all(|b| b == b'-' || b.is_ascii_alphanumeric()))
}

/// The characters that CommonMark shows, blanks left out; fails on anything but headings, lists, paragraphs and bold labels.
pub fn by_markdown(markdown: &str) -> String {
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

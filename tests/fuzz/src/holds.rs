//! What must hold for every answer, whatever was asked.

use crate::files::{BUILD, Files};
use crate::{answers, shown};
use tousu::catalog::Role;
use tousu::{
    Catalog, Draft, Format, Locale, Message, Options, PathSegment, Raw, Recognition, Source, Tousu,
    Wording,
};

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

/// Assesses; what holds for every assessment, and for every calendar.
pub fn judge(tousu: Tousu, draft: &Draft, locale: Locale) {
    let catalog = tousu.catalog;
    let found = tousu.assess(draft);
    // An embedder may leave out all channels.
    let channels = catalog.channels.iter().count();
    assert_eq!(found.channels.len(), channels);
    assert_eq!(found.channels.iter().filter(|it| it.recommended).count(), channels.min(1));
    assert!(found.evidence.score <= 100);
    assert!(found.progress.filled <= found.progress.required);
    for issue in &found.issues {
        let words = issue.message.words(Wording { catalog, locale }, tousu.today);
        // Nor has a message that an embedder left out any words.
        assert!(!words.is_empty() || catalog.text(catalog.message(issue.code).code).is_empty());
        assert_eq!(Message::from_number(issue.message.number()), Some(issue.message));
        if let (Some((start, end)), [PathSegment::Field(field)]) = (issue.span, &*issue.path) {
            lies_in(draft.text(catalog.name(*field)).expect("a span is in a text"), start, end);
        }
    }
    let description = catalog.name(catalog.role(Role::Description));
    for (start, end) in found.suggested_reason.iter().flat_map(|it| &it.spans) {
        lies_in(draft.text(description).expect("a reason is read from a text"), *start, *end);
    }
    answers::assessment(&found);
    let calendar = tousu.calendar(draft, locale);
    assert_eq!(calendar.is_empty(), found.deadlines.is_empty());
    assert!(calendar.is_empty() || calendar.ends_with("END:VCALENDAR\r\n"));
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
    answers::text(&calendar);
}

/// Composes a document in every format; what holds for every composition.
pub fn compose(tousu: Tousu, draft: &Draft, options: &Options) {
    let [text, markdown, html] = [Format::Text, Format::Markdown, Format::Html]
        .map(|format| tousu.compose(draft, &Options { format, ..*options }));
    assert_eq!(text.body.encode_utf16().count(), text.length as usize);
    assert!(text.limit.is_none_or(|limit| text.length <= limit));
    assert_eq!(
        (&text.parts, &text.shareable, &text.omitted, &text.lacking),
        (&html.parts, &html.shareable, &html.omitted, &html.lacking)
    );
    let copied = text.shareable.encode_utf16().count();
    assert!(text.limit.is_none_or(|limit| copied <= limit as usize));
    assert_eq!(shown::by_html(&html.body), shown::by_markdown(&markdown.body));
    [&text, &markdown, &html].into_iter().for_each(answers::composition);
}

/// Reads a paste; what is found stands where it says.
pub fn recognize(tousu: Tousu, text: &str) {
    for source in [Source::Text, Source::Ocr] {
        recognized(tousu, text, &tousu.recognize_from(text, source));
    }
}

fn recognized(tousu: Tousu, text: &str, found: &Recognition) {
    assert_eq!(found.fields.len(), found.spans.len());
    for (index, ((field, _), span)) in found.fields.iter().zip(&found.spans).enumerate() {
        assert_eq!(*field, span.field);
        lies_in(text, span.start, span.end);
        assert!(tousu.catalog.fields.contains(*field));
        assert!(found.fields.iter().take(index).all(|(other, _)| other != field));
    }
    answers::recognition(found);
}

/// Merges additions: refused with words, or a catalogue that everything works with.
pub fn add(additions: &Raw) -> Option<Catalog> {
    match Catalog::builtin_with(additions) {
        Err(problem) => {
            assert!(!problem.is_empty());
            None
        }
        Ok(catalog) => {
            let tousu = Tousu::new(&catalog, Default::default());
            [0, 1].into_iter().for_each(|at| answers::writable(&tousu.form(Locale::at(at))));
            Some(catalog)
        }
    }
}

/// Loads files of a catalogue: refused, or a catalogue to be used. What the checksums cover is refused if it was changed.
pub fn load(files: &Files) -> Option<Catalog> {
    let shipped = Files::shipped();
    let whole = Catalog::with(files.structure(), &files.words(), &Raw::Nothing);
    assert!(whole.is_ok() || files.files != shipped.files);
    assert!(whole.err().is_none_or(|problem| !problem.is_empty()));
    let catalog = Catalog::load(files.structure()).ok()?;
    // A checksum does not cover the stamp of the build, but with another one the words are refused.
    let build = &files.structure()[BUILD];
    let (body, shipped_body) = (&files.structure()[BUILD.end..], &shipped.structure()[BUILD.end..]);
    assert!(files.sealed || body == shipped_body);
    for (at, words) in files.words().into_iter().enumerate() {
        let added = catalog.add_words(Locale::at(at), words);
        assert!(added.is_err() || words.starts_with(build));
        assert!(added.is_err() || files.sealed || shipped.words().contains(&words));
    }
    Some(catalog)
}

/// Asks everything of a catalogue that was damaged without its checksum showing it: no promise is made but that there
/// is an answer.
pub fn work(tousu: Tousu, draft: &Draft, options: &Options, paste: &str) {
    let wording = Wording { catalog: tousu.catalog, locale: options.locale };
    let found = tousu.assess(draft);
    found.issues.iter().for_each(|it| drop(it.message.words(wording, tousu.today)));
    answers::assessment(&found);
    for format in [Format::Text, Format::Markdown, Format::Html] {
        answers::composition(&tousu.compose(draft, &Options { format, ..*options }));
    }
    answers::text(&tousu.calendar(draft, options.locale));
    answers::recognition(&tousu.recognize(paste));
    answers::writable(&tousu.form(options.locale));
}

//! Documents (文书): paragraphs of the catalogue, filled with what the person stated and with nothing else.

mod address;
mod blanks;
mod citation;
mod demands;
mod items;
mod layout;
mod numerals;
mod placeholders;
mod point;
mod prayers;
mod render;

use crate::case::{Case, Wording};
use crate::catalog::{Channel, Document, Field, Id, Locale};
use crate::date::Date;
use crate::text::utf16_len;
pub use layout::DraftKey;
use layout::Layout;
use placeholders::Values;
use serde::Serialize;

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

/// The document that is wanted, and its form (文书选项).
///
/// ```
/// use tousu::catalog::Document;
/// use tousu::{Catalog, Date, Draft, Options, Raw, Tousu};
///
/// let catalog = Catalog::builtin();
/// let draft = Draft::read(Raw::Map(vec![("orderNumber".into(), Raw::from("NB20261103000712"))]));
/// let tousu = Tousu::new(catalog, Date::new(2026, 11, 24).unwrap());
/// let form = catalog.find::<Document>("form").unwrap();
/// let made = tousu.compose(&draft, &Options { document: form, ..Options::default() });
/// assert!(made.body.contains("订单号：NB20261103000712"));
/// ```
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Options {
    /// The document.
    pub document: Id<Document>,
    /// The channel that it goes to; [`Id::NONE`] leaves the choice to [`crate::Tousu::compose`].
    pub channel: Id<Channel>,
    /// Language of the labels of its parts.
    pub locale: Locale,
    /// Language of its text, where that is another.
    pub language: Option<Locale>,
    /// Its form.
    pub format: Format,
    /// Leave contact data out.
    pub hide_contact: bool,
    /// At most this many UTF-16 units of text.
    pub limit: Option<u32>,
    /// Its short version, for chats and small boxes, if it has one.
    pub short: bool,
    /// Day by which the text asks for an answer, unless it has passed; without it the rule of the catalogue holds.
    pub reply_by: Option<Date>,
}

/// A document as it was composed (成文).
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Composition {
    /// Its title.
    pub title: String,
    /// The whole document in the asked format.
    pub body: String,
    /// The same as text, part by part.
    pub parts: Vec<CopyPart>,
    /// The text to copy or share: without ruled blanks, and without the lines that need them.
    pub shareable: String,
    /// Day by which the text asks for an answer, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_by: Option<Date>,
    /// Length of the whole as text, in UTF-16 units, as web forms count.
    pub length: u32,
    /// The limit that it had to fit, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Fields (and `evidence`, `log`) that did not fit.
    pub omitted: Vec<DraftKey>,
    /// Fields that the document needs and the draft lacks: ruled blanks in the text, or words that do without. `log` alone,
    /// and no text: a document about what was filed, to a channel at which nothing was.
    pub lacking: Vec<DraftKey>,
}

/// A part of a document, to copy by itself (文书片段).
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct CopyPart {
    /// Its id within the document.
    pub id: String,
    /// Label of the part.
    pub label: String,
    /// Its text: without ruled blanks, unless it is nothing but them.
    pub text: String,
    /// It is a ruled blank, to be filled in by hand: nothing to copy.
    pub blank: bool,
}

/// Blank where the person has to fill in something by hand.
const BLANK: &str = "＿＿＿＿";

/// Composes a document. An unknown document gives an empty composition; nothing else fails.
pub fn compose(case: &Case, options: &Options) -> Composition {
    let catalog = case.catalog;
    if !catalog.documents.contains(options.document) {
        return Composition::default();
    }
    let document = &catalog[options.document];
    let language = options.language.unwrap_or(options.locale);
    let values = Values::new(case, options, language);
    let channel_limit = catalog[options.channel].text_limit.filter(|_| document.fits);
    let short_limit = values.is_short().then_some(document.short);
    let limit = options.limit.or(channel_limit).or(short_limit);

    let title = values.title();
    let to = options.channel;
    if document.answers_log && !case.log().iter().any(|step| step.channel == to) {
        return Composition { title, lacking: vec![DraftKey::Log], ..Composition::default() };
    }
    // A limit that the title alone passes leaves the title out of the text.
    let too_long = limit.is_some_and(|limit| utf16_len(&title) > limit as usize);
    let untitled = document.untitled || values.is_short() || too_long;
    let lay_out = |ruled: Option<&Layout>| {
        let mut layout = Layout::new(&values, document, ruled);
        if !untitled {
            layout.title.clone_from(&title);
        }
        let shown = layout.shown();
        let cut = limit.map_or(Vec::new(), |limit| layout.fit(limit as usize));
        (layout, shown, cut)
    };
    let (layout, before, cut) = lay_out(None);
    let after = layout.shown();
    let mut omitted: Vec<DraftKey> = Vec::new();
    for part in before.into_iter().filter(|part| !after.contains(part)).chain(cut) {
        if !omitted.contains(&part) {
            omitted.push(part);
        }
    }
    // A field that the document needs and was asked to leave out is left out, but not silently.
    let needs = document.needs.iter().filter(|id| values.needs(**id));
    let (filled, needed): (Vec<_>, Vec<_>) = needs.partition(|id| case.filled.contains(**id));
    let hidden = |id: &&Id<Field>| options.hide_contact && catalog[**id].contact;
    omitted.extend(filled.into_iter().filter(hidden).map(|id| DraftKey::Field(*id)));

    let indefinite = values.relieves.get().map_or(&[][..], |it| &it.lacking);
    let mut lacking: Vec<DraftKey> = Vec::new();
    let written = layout.lacks.iter().filter(|id| !case.filled.contains(**id));
    for id in needed.into_iter().chain(indefinite).filter(|id| !hidden(id)).chain(written) {
        if !lacking.contains(&DraftKey::Field(*id)) {
            lacking.push(DraftKey::Field(*id));
        }
    }

    let wording = Wording { catalog, locale: language };
    let text = render::whole(Format::Text, wording, &layout);
    let unruled = values.leave_out_blanks().then(|| lay_out(Some(&layout)).0);
    let labels = Wording { catalog, locale: options.locale };
    Composition {
        title,
        reply_by: layout.sections.iter().find_map(|section| section.reply_by),
        length: utf16_len(&text) as u32,
        parts: render::parts(wording, labels, &layout, unruled.as_ref()),
        shareable: match &unruled {
            Some(unruled) => render::whole(Format::Text, wording, unruled),
            None => text.clone(),
        },
        body: match options.format {
            Format::Text => text,
            format => render::whole(format, wording, &layout),
        },
        limit,
        omitted,
        lacking,
    }
}

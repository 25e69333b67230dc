//! **tousu** (投诉): complaints about WeChat mini-program orders, entirely on the person's device.
//!
//! ```text
//! what was typed ──► Draft ──► Case ──► validate, evidence, channel, deadline, claim ──► Assessment
//! the catalogue  ─────────────┘   └───► letter ──► Composition
//! ```
//!
//! A draft in, an [`Assessment`] and a [`Composition`] out; both always succeed, since an unfinished
//! draft is a normal draft. Nothing here reads a clock, a file or the network: today is an argument.
//!
//! ```
//! use tousu::{Catalog, Date, Draft, Locale, Raw, Tousu};
//!
//! let draft = Draft::read(Raw::Map(vec![
//!     ("reason".into(), Raw::Text("late-delivery".into())),
//!     ("purchaseDate".into(), Raw::Text("2026-11-03".into())),
//! ]));
//! let tousu = Tousu::new(Catalog::builtin(), Date::new(2026, 11, 24).unwrap(), Locale::En);
//! let assessment = tousu.assess(&draft);
//! assert!(!assessment.ready);
//! assert_eq!(assessment.channels.iter().filter(|channel| channel.recommended).count(), 1);
//! ```

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::todo,
        clippy::indexing_slicing,
        clippy::string_slice
    )
)]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod calendar;
mod case;
pub mod catalog;
mod channel;
mod claim;
mod coach;
pub mod date;
mod deadline;
mod draft;
mod evidence;
mod fill;
mod form;
mod issue;
mod letter;
mod pack;
pub mod parse;
mod privacy;
mod recognize;
mod scan;
mod story;
mod text;
mod tone;
mod unpack;
mod validate;
#[cfg(target_arch = "wasm32")]
mod wasm;
#[cfg(any(target_arch = "wasm32", test))]
mod wire;

pub use catalog::{Catalog, Locale};
pub use channel::Ranked;
pub use claim::Possible;
pub use date::Date;
pub use deadline::Open;
pub use draft::{Draft, Exhibit, LogEntry, Raw, Value};
pub use evidence::{Grade, Item, Score, Strength};
pub use form::{FormSpec, form};
pub use issue::{Issue, Key, Severity};
pub use letter::{Composition, CopyPart, Format, Options};
pub use recognize::{Confidence, Recognition, Span};
pub use story::SuggestedReason;
pub use validate::{Progress, SectionProgress};

use case::Case;
use pack::Shape;
use scan::{Lexicons, Spellings};
use serde::Serialize;
use std::rc::Rc;
use std::sync::OnceLock;
use text::Joined;
use unpack::{Packed, Unpack};

/// The packed catalogue: its structure, its words in Chinese, its words in English. The package
/// ships them beside the module, so that a change of law is no change of code. In front of each stands a
/// stamp, so that files of different builds are not taken for one.
pub const PACKED: [&[u8]; 3] = [
    include_bytes!(concat!(env!("OUT_DIR"), "/catalog.bin")),
    include_bytes!(concat!(env!("OUT_DIR"), "/zh.bin")),
    include_bytes!(concat!(env!("OUT_DIR"), "/en.bin")),
];

/// Of the types that the packed catalogue is read into.
const LAYOUT: &str = env!("TOUSU_LAYOUT");

impl Catalog {
    /// The catalogue that `build.rs` packed.
    pub fn builtin() -> &'static Catalog {
        static BUILTIN: OnceLock<Catalog> = OnceLock::new();
        BUILTIN.get_or_init(|| Catalog::from_packed(PACKED).unwrap_or_default())
    }

    /// Reads the files of a packed catalogue; words of a language whose file is empty are empty. `None`: the files do
    /// not belong together, or not to this code.
    pub fn from_packed(files: [&[u8]; 3]) -> Option<Catalog> {
        let mut packed = Packed::stamped(files, LAYOUT)?;
        packed.part(); // the shape, which only additions need
        Some(Catalog::unpack(&mut packed))
    }

    /// The built-in catalogue with an embedder's entries: an object of the shape of a [`Catalog`], whose lists may be
    /// missing.
    ///
    /// # Errors
    ///
    /// Every mistake, one a line, naming the entry it stands in.
    pub fn with(additions: &Raw) -> Result<Catalog, String> {
        let (whole, mistakes) = Catalog::joined(PACKED, additions)?;
        if mistakes.is_empty() { Ok(whole) } else { Err(mistakes) }
    }

    /// The same with the files of another packed catalogue, which belong together; and the mistakes that are in it.
    pub(crate) fn joined(files: [&[u8]; 3], additions: &Raw) -> Result<(Catalog, String), String> {
        let mut base = Packed::stamped(files, LAYOUT).unwrap_or_default();
        let shape = Shape::unpack(&mut base.part());
        let more = pack::pack(additions, &shape)?;
        let whole = pack::join(base, more.packed(), &shape, &pack::texts(additions, "without"))?;
        let whole = Catalog::unpack(&mut whole.packed());
        let mistakes = whole.mistakes().into_iter();
        let lines: Vec<String> =
            mistakes.map(|it| [&it.entry, ": ", &it.problem].joined("")).collect();
        Ok((whole, lines.joined("\n")))
    }
}

/// What a draft is worth today (评估).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Assessment<'a> {
    /// No issue of severity "error" for the recommended channel.
    pub ready: bool,
    /// Everything that is wrong, or could be better.
    pub issues: Vec<Issue>,
    /// How far the form is filled in.
    pub progress: Progress<'a>,
    /// The evidence, scored.
    pub evidence: Score<'a>,
    /// Every channel, best first; exactly one is recommended.
    pub channels: Vec<Ranked<'a>>,
    /// Open deadlines, soonest first.
    pub deadlines: Vec<Open<'a>>,
    /// What the law lets the person ask for on the facts given.
    pub claims: Vec<Possible<'a>>,
    /// The reason that the story speaks of, where it is not the one chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub suggested_reason: Option<SuggestedReason<'a>>,
    /// Ids of the prevention tips that match what went wrong.
    pub prevention: Vec<&'a str>,
}

/// The engine: a catalogue, a day and a language.
#[derive(Clone)]
pub struct Tousu<'a> {
    catalog: &'a Catalog,
    lexicons: Rc<Lexicons>,
    today: Date,
    locale: Locale,
}

impl<'a> Tousu<'a> {
    /// An engine for that day and language. Makes the catalogue's word lists ready, which is worth
    /// keeping: see [`Tousu::at`].
    pub fn new(catalog: &'a Catalog, today: Date, locale: Locale) -> Self {
        let mut lexicons = Lexicons {
            spellings: Spellings::new(&catalog.spelling),
            tone: tone::lexicon(catalog),
            telling: coach::lexicon(catalog),
        };
        story::add_words(catalog, &mut lexicons.telling);
        Tousu { catalog, lexicons: Rc::new(lexicons), today, locale }
    }

    /// The same engine for another day or language.
    pub fn at(&self, today: Date, locale: Locale) -> Self {
        Tousu { today, locale, ..self.clone() }
    }

    fn case<'c>(&self, draft: &'c Draft) -> Case<'c>
    where
        'a: 'c,
    {
        Case::new(self.catalog, self.lexicons.clone(), draft, self.today, self.locale)
    }

    /// Judges a draft.
    pub fn assess<'d>(&self, draft: &'d Draft) -> Assessment<'d>
    where
        'a: 'd,
    {
        let case = self.case(draft);
        let channels = channel::rank(&case);
        let next = recommended(&channels).and_then(|id| self.catalog.channel(id));
        let needs = next.map_or(Vec::new(), |channel| channel::needs(&case, channel));
        let mut issues = validate::check(&case, &needs);
        issues.extend(next.map_or(Vec::new(), |channel| channel::warnings(&case, channel)));
        issues.extend(tone::check(&case));
        issues.extend(privacy::check(&case));
        issues.extend(coach::check(&case));
        let tips = self.catalog.prevention.iter().filter(|tip| case.holds(&tip.when, None));
        Assessment {
            ready: !issues.iter().any(|issue| issue.severity == Severity::Error),
            issues,
            progress: validate::progress(&case, &needs),
            evidence: evidence::score(&case),
            channels,
            deadlines: deadline::open(&case),
            claims: claim::possible(&case),
            suggested_reason: story::suggest(&case),
            prevention: tips.map(|tip| tip.id.as_str()).collect(),
        }
    }

    /// Writes a document. Where no channel is named, it goes to the recommended one (a follow-up to
    /// that of the log's last step) if that takes such a document, and otherwise to the first that does.
    pub fn compose(&self, draft: &Draft, options: &Options) -> Composition {
        let case = self.case(draft);
        let takes = |id: &str| {
            let channel = self.catalog.channel(id);
            channel.is_some_and(|it| it.documents.iter().any(|other| other == options.document))
        };
        let first = || self.catalog.channel.iter().map(|it| it.id.as_str()).find(|id| takes(id));
        let answers = self.catalog.document(options.document).is_some_and(|it| it.answers_log);
        let last = case.log().last().map(|step| step.entry.channel.as_str()).filter(|_| answers);
        let next = || recommended(&channel::rank(&case));
        let default = || last.or_else(next).filter(|id| takes(id)).or_else(first);
        let known = options.channel.filter(|id| self.catalog.channel(id).is_some());
        letter::compose(&case, &Options { channel: known.or_else(default), ..options.clone() })
    }

    /// The open deadlines as an iCalendar object.
    pub fn calendar(&self, draft: &Draft) -> String {
        let case = self.case(draft);
        calendar::calendar(&case, &deadline::open(&case))
    }

    /// Reads pasted order details, a bill, a delivery notice or a chat.
    pub fn recognize(&self, text: &str) -> Recognition<'a> {
        recognize::recognize(self.catalog, text, self.today)
    }

    /// Everything that a host needs to draw the form and to put words to an assessment.
    pub fn form(&self) -> FormSpec<'a> {
        form(self.catalog, self.locale)
    }
}

fn recommended<'a>(channels: &[Ranked<'a>]) -> Option<&'a str> {
    channels.iter().find(|channel| channel.recommended).map(|channel| channel.id)
}

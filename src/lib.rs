//! **tousu** (投诉): complaints about WeChat mini-program orders, entirely on the person's device.
//!
//! ```text
//! what was typed ──► Draft ──► Case ──► judge ──► Assessment
//! the catalogue  ─────────────┘   └───► letter ─► Composition
//! pasted text ───────────────────────► recognize ► Recognition
//! ```
//!
//! A draft in, an [`Assessment`] and a [`Composition`] out; both always succeed, since an unfinished draft is a normal
//! draft. Nothing here reads a clock, a file or the network: today is an argument. An [`Assessment`] holds ids, numbers
//! and dates; the words for them stand in the [`Catalog`].
//!
//! ```
//! use tousu::{Catalog, Date, Draft, Raw, Tousu, Wording};
//!
//! let draft = Draft::read(Raw::Map(vec![
//!     ("reason".into(), Raw::from("late-delivery")),
//!     ("purchaseDate".into(), Raw::from("2026-11-03")),
//! ]));
//! let catalog = Catalog::builtin();
//! let tousu = Tousu::new(catalog, Date::new(2026, 11, 24).unwrap());
//! let assessment = tousu.assess(&draft);
//! assert!(!assessment.ready);
//! let next = assessment.channels.iter().find(|channel| channel.recommended).unwrap();
//! assert_eq!(catalog.name(next.id), "merchant");
//! let wording = Wording { catalog, locale: catalog.locale("en").unwrap() };
//! assert_eq!(wording.words(catalog[next.id].label), "Merchant");
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

/// The examples of the README are run with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;

#[doc(hidden)]
pub mod bridge;
mod calendar;
mod case;
pub mod catalog;
pub mod date;
mod draft;
mod form;
mod judge;
mod letter;
pub mod parse;
mod raw;
mod recognize;
pub mod text;

pub use case::{Case, LogStep, Reading, RunningDeadline, Stage, Standing, SupportedClaim, Wording};
pub use catalog::{Catalog, Locale};
pub use date::Date;
pub use draft::{Draft, Exhibit, LogEntry, Path, PathSegment, Value};
pub use form::FormSpec;
pub use judge::channel::RankedChannel;
pub use judge::claim::PossibleClaim;
pub use judge::deadline::OpenDeadline;
pub use judge::evidence::{EvidenceItem, EvidenceScore, Grade, Strength};
pub use judge::issue::{About, Issue, Message};
pub use judge::next::{NextStep, StepKind};
pub use judge::reason::SuggestedReason;
pub use judge::validate::{Progress, SectionProgress};
pub use letter::{Composition, CopyPart, DraftKey, Format, Options};
pub use raw::Raw;
pub use recognize::{Confidence, Recognition, Source, Span, SuggestedExcuse};

use catalog::{Channel, Document, Field, Id, Severity, Tip};
use judge::{
    channel, claim, completeness, deadline, evidence, next, privacy, reason, tone, validate,
};
use serde::Serialize;
use std::sync::OnceLock;

/// The packed catalogue: its structure. The package ships it beside the module, so that a change of law is no change
/// of code.
pub const STRUCTURE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.bin"));
/// The packed words of each language, by its tag.
pub const WORDS: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/words.rs"));

impl Catalog {
    /// The catalogue that `build.rs` packed.
    pub fn builtin() -> &'static Catalog {
        static BUILTIN: OnceLock<Catalog> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            let catalog = Catalog::load(STRUCTURE).unwrap_or_default();
            for (at, (_, words)) in WORDS.iter().enumerate() {
                // The same build packed both.
                let _ = catalog.add_words(Locale::at(at), words);
            }
            catalog
        })
    }

    /// The built-in catalogue with an embedder's entries: see [`Catalog::with`].
    ///
    /// # Errors
    ///
    /// Every mistake, one a line, naming the entry it stands in.
    pub fn builtin_with(additions: &Raw) -> Result<Catalog, String> {
        let words: Vec<&[u8]> = WORDS.iter().map(|(_, words)| *words).collect();
        Catalog::with(STRUCTURE, &words, additions)
    }
}

/// Assessment of a draft on the given day (评估).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Assessment {
    /// No issue of severity "error" for the recommended channel.
    pub ready: bool,
    /// Everything that is wrong, or could be better.
    pub issues: Vec<Issue>,
    /// How far the form is filled in.
    pub progress: Progress,
    /// Conditional fields (`FieldSpec.conditional`) that this case needs asked, in the order of the form.
    pub asked: Vec<Id<Field>>,
    /// The evidence, scored.
    pub evidence: EvidenceScore,
    /// Every channel, best first; exactly one is recommended.
    pub channels: Vec<RankedChannel>,
    /// Open deadlines, soonest first.
    pub deadlines: Vec<OpenDeadline>,
    /// Claims that the law gives on these facts.
    pub claims: Vec<PossibleClaim>,
    /// The reason that the description speaks of, where it is not the one chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_reason: Option<SuggestedReason>,
    /// The prevention tips that match what went wrong.
    pub prevention: Vec<Id<Tip>>,
    /// The one thing to do next.
    pub next: NextStep,
}

impl Assessment {
    /// Judges a case. What two answers are wanted of is read once: [`Tousu::case`].
    pub fn of(case: &Case) -> Assessment {
        let channels = channel::rank(case);
        let best = channels.iter().find(|channel| channel.recommended);
        let to = best.map_or(Id::NONE, |best| best.id);
        let (why, lacks) = best.map_or((&[][..], false), |it| (&it.why, !it.missing.is_empty()));
        let next = next::next(case, to, why, lacks);
        let needs = channel::needs(case, to);
        let mut issues = validate::check(case, needs);
        issues.extend(channel::warnings(case, to));
        issues.extend(tone::check(case));
        issues.extend(privacy::check(case));
        issues.extend(completeness::check(case));
        let tips = case.catalog.tips.iter().filter(|(_, tip)| case.satisfies(&tip.when));
        Assessment {
            ready: !issues.iter().any(|issue| issue.severity == Severity::Error),
            issues,
            progress: validate::progress(case, needs),
            asked: validate::asked(case, to, needs),
            evidence: evidence::score(case),
            channels,
            deadlines: deadline::open(case),
            claims: claim::possible(case),
            suggested_reason: reason::suggest(case),
            prevention: tips.map(|(id, _)| id).collect(),
            next,
        }
    }
}

/// The engine: a catalogue and a day.
#[derive(Clone, Copy)]
pub struct Tousu<'c> {
    /// The knowledge.
    pub catalog: &'c Catalog,
    /// The day that counts as today.
    pub today: Date,
}

impl<'c> Tousu<'c> {
    /// An engine for that day.
    pub fn new(catalog: &'c Catalog, today: Date) -> Self {
        Tousu { catalog, today }
    }

    /// A draft, read once for all judgements.
    pub fn case<'d>(&self, draft: &'d Draft<'d>) -> Case<'d>
    where
        'c: 'd,
    {
        Case::new(self.catalog, draft.clone(), self.today)
    }

    /// Judges a draft.
    pub fn assess(&self, draft: &Draft) -> Assessment {
        Assessment::of(&self.case(draft))
    }

    /// Writes a document: see [`Composition::of`].
    pub fn compose(&self, draft: &Draft, options: &Options) -> Composition {
        Composition::of(&self.case(draft), options)
    }

    /// The open deadlines as an iCalendar object; empty where there is none.
    pub fn calendar(&self, draft: &Draft, locale: Locale) -> String {
        calendar_of(&self.case(draft), locale)
    }

    /// Reads pasted order details, a bill, a delivery notice or a chat.
    pub fn recognize(&self, text: &str) -> Recognition {
        self.recognize_from(text, Source::Text)
    }

    /// Reads such a text of that source.
    pub fn recognize_from(&self, text: &str, source: Source) -> Recognition {
        recognize::recognize(self.catalog, text, self.today, source)
    }

    /// Everything that a host needs to draw the form and to put words to an assessment.
    pub fn form(&self, locale: Locale) -> FormSpec<'c> {
        form::form(Wording { catalog: self.catalog, locale })
    }
}

impl Composition {
    /// Writes a document. Where no channel is named, it goes to the recommended one (a follow-up to that of the log's
    /// last step) if that takes such a document, and otherwise to the first that does.
    pub fn of(case: &Case, options: &Options) -> Composition {
        let to = options.channel.some().unwrap_or_else(|| addressee(case, options.document));
        letter::compose(case, &Options { channel: to, ..*options })
    }
}

fn addressee(case: &Case, document: Id<Document>) -> Id<Channel> {
    let catalog = case.catalog;
    let takes = |id: &Id<Channel>| catalog[*id].documents.contains(&document);
    let first = || catalog.channels.iter().map(|(id, _)| id).find(takes);
    let last = case.log().last().map(|step| step.channel);
    let last = last.filter(|_| catalog[document].answers_log);
    let next = || recommended(&channel::rank(case));
    let default = last.and_then(Id::some).unwrap_or_else(next);
    Some(default).filter(takes).or_else(first).unwrap_or_default()
}

/// The open deadlines of a case as an iCalendar object; empty where there is none.
pub(crate) fn calendar_of(case: &Case, locale: Locale) -> String {
    let wording = Wording { catalog: case.catalog, locale };
    calendar::calendar(case, wording, &deadline::open(case))
}

fn recommended(channels: &[RankedChannel]) -> Id<Channel> {
    channels.iter().find(|channel| channel.recommended).map_or(Id::NONE, |channel| channel.id)
}

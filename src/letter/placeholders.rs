//! The values behind a document's placeholders.

use super::blanks::Blanks;
use super::demands::Demand;
use super::layout::DraftKey;
use super::prayers::Relieves;
use super::{Options, numerals};
use crate::case::{Case, LogStep, Wording, fill};
use crate::catalog::{
    Action, Channel, Condition, Document, Event, Field, Id, IdSet, ItemWords, Law, Line, Locale,
    Phrase, Placeholder, Role, Slot, Template,
};
use crate::date::Date;
use crate::text::{is_stray_control, up_to};
use std::cell::{Cell, OnceCell};

/// Source of the values of one document.
pub struct Values<'c, 'o> {
    /// The words.
    pub wording: Wording<'c>,
    /// The case.
    pub case: &'o Case<'c>,
    pub(super) document: &'c Document,
    pub(super) options: &'o Options,
    /// The demands: see [`Values::demands`].
    pub(super) demands: OnceCell<Vec<Demand>>,
    /// Prayers for relief: see [`Values::relieves`].
    pub(super) relieves: OnceCell<Relieves>,
    /// Laws that were cited.
    pub(super) cited: Cell<IdSet<Law>>,
    /// The day by which the text asks for an answer, once it has said so.
    pub(super) reply_by: Cell<Option<Date>>,
    pub(super) blanks: Cell<Blanks>,
}

impl<'c, 'o> Values<'c, 'o> {
    /// The values of the document that the options name.
    pub fn new(case: &'o Case<'c>, options: &'o Options, language: Locale) -> Self {
        Values {
            wording: Wording { catalog: case.catalog, locale: language },
            case,
            document: &case.catalog[options.document],
            options,
            demands: OnceCell::new(),
            relieves: OnceCell::new(),
            cited: Cell::new(IdSet::EMPTY),
            reply_by: Cell::new(None),
            blanks: Cell::new(Blanks::None),
        }
    }

    /// Whether the short version is written.
    pub fn is_short(&self) -> bool {
        self.options.short && self.document.short > 0
    }

    /// Addressee of the document.
    pub fn to(&self) -> Id<Channel> {
        self.options.channel
    }

    /// Whether a condition holds for this document.
    pub fn satisfies(&self, when: &Condition) -> bool {
        self.case.satisfies_to(when, self.options.channel)
    }

    /// The label of a field on the form.
    pub fn label(&self, field: Id<Field>) -> &'c str {
        self.wording.words(self.wording.catalog[field].label)
    }

    /// The label of a field in prose.
    pub fn printed(&self, field: Id<Field>) -> &'c str {
        let field = &self.wording.catalog[field];
        self.wording.words(field.printed.unwrap_or(field.label))
    }

    /// The title of the document.
    pub fn title(&self) -> String {
        let mut out = String::new();
        self.fill(self.document.title, &mut out, &mut Vec::new(), true);
        out
    }

    /// Fills the words of a line.
    pub fn fill_line(
        &self,
        ItemWords(text): ItemWords,
        line: &Line,
        out: &mut String,
        shows: &mut Vec<DraftKey>,
    ) -> bool {
        let mut used = Vec::new();
        let mut put = |slot: Slot, out: &mut String| {
            isolated(out, |out| match slot {
                Slot::Value(Placeholder::Start) => self.put_day(&line.when, |it| it.start, out),
                Slot::Value(Placeholder::Due) => self.put_day(&line.when, |it| it.due, out),
                Slot::Value(Placeholder::Citation) => self.put_citations(&line.articles, out),
                slot => self.put(slot, out, true),
            })
        };
        let tokens = self.wording.catalog.template(text, self.wording.locale);
        let filled = fill(tokens, out, &mut used, &mut put);
        if filled {
            shows.extend(fields(&used));
            used.iter().for_each(|slot| self.add_behind(*slot, shows));
        }
        filled
    }

    /// Fills words; `blanks`: with ruled blanks for what the document needs and the draft lacks.
    pub(super) fn fill(
        &self,
        text: Template,
        out: &mut String,
        used: &mut Vec<Slot>,
        blanks: bool,
    ) -> bool {
        let mut put =
            |slot: Slot, out: &mut String| isolated(out, |out| self.put(slot, out, blanks));
        fill(self.wording.catalog.template(text, self.wording.locale), out, used, &mut put)
    }

    /// Adds a field's value for a labelled line.
    pub fn push_entry(&self, field: Id<Field>, out: &mut String) -> bool {
        isolated(out, |out| {
            self.push_field(field, out, true, |out| self.wording.push_shown(self.case, field, out))
        })
    }

    /// Adds the value of a slot in prose.
    pub(super) fn put(&self, slot: Slot, out: &mut String, blanks: bool) -> bool {
        match slot {
            Slot::Field(field) => self.push_field(field, out, blanks, |out| {
                self.wording.push_prose(self.case, field, out)
            }),
            Slot::Value(placeholder) => self.put_general(placeholder, out),
        }
    }

    /// Keys of the draft behind a placeholder that is no field.
    fn add_behind(&self, slot: Slot, shows: &mut Vec<DraftKey>) {
        let Slot::Value(placeholder) = slot else { return };
        let field = |role| self.case.catalog.role(role).some().map(DraftKey::Field);
        match placeholder {
            Placeholder::PaidCapital => shows.extend(field(Role::Paid)),
            Placeholder::AskedCapital => shows.extend(field(Role::RemedyAmount)),
            Placeholder::ContactedOn
            | Placeholder::Reference
            | Placeholder::Demands
            | Placeholder::DemandDay
            | Placeholder::RefusedOn => shows.push(DraftKey::Log),
            Placeholder::Remedies => {
                shows.extend(self.demands().iter().flat_map(|demand| &demand.shows));
            }
            Placeholder::Total => shows.extend(field(Role::RemedyAmount)),
            _ => {}
        }
    }

    fn put_general(&self, placeholder: Placeholder, out: &mut String) -> bool {
        let (case, wording) = (self.case, self.wording);
        let channel = || self.options.channel.some().map(|id| &case.catalog[id]);
        let date = |date, out: &mut String| {
            wording.push_date(date, out);
            true
        };
        match placeholder {
            Placeholder::Today => date(case.today, out),
            Placeholder::ReplyBy => {
                let usual = self.document.reply;
                // A document that answers no step is written to the merchant, wherever it is filed.
                let channel = self.options.channel;
                let to = if self.document.answers_log { channel } else { case.merchant() };
                let chosen = self.options.reply_by.filter(|day| *day >= case.today);
                let day = usual.and_then(|it| chosen.or_else(|| case.reply_by(it, to)));
                self.reply_by.set(day);
                day.is_some_and(|day| date(day, out))
            }
            Placeholder::Blank => self.put_blank(out),
            Placeholder::Addressee => {
                channel().is_some_and(|it| put(out, wording.words(it.addressee)))
            }
            Placeholder::Channel => channel().is_some_and(|it| put(out, wording.words(it.label))),
            Placeholder::Remedies => self.put_remedies(out),
            Placeholder::ContactedOn => {
                let asked = [Action::Contacted, Action::RequestedRemedy];
                let step = self.latest_with(case.merchant(), &asked);
                step.is_some_and(|step| date(step.date, out))
            }
            Placeholder::Reference => {
                let entries = case.log().iter().rev().filter_map(|step| case.entry(step));
                let mut references = entries.map(|entry| entry.reference.trim());
                let reference = references.find(|reference| !reference.is_empty());
                reference.is_some_and(|reference| put(out, reference))
            }
            Placeholder::RefusedOn => {
                // A follow-up speaks of whoever it goes to; any other text means the merchant.
                let by =
                    if self.document.answers_log { self.options.channel } else { case.merchant() };
                // A refusal that was taken back is none.
                let last = self.latest_with(by, &[Action::Refused, Action::Accepted]);
                let refusal = last.filter(|step| step.action == Action::Refused);
                refusal.is_some_and(|step| date(step.date, out))
            }
            Placeholder::PaidCapital => put_capital(case.role(Role::Paid).money(), out),
            Placeholder::AskedCapital => put_capital(case.role(Role::RemedyAmount).money(), out),
            Placeholder::Cause => {
                let causes = &case.catalog[case.reason()].cause;
                let cause = causes.iter().find(|it| self.satisfies(&it.when));
                cause.is_some_and(|it| put(out, wording.words(it.label)))
            }
            Placeholder::ClaimAmount => self.relieves().total().is_some_and(|fen| {
                wording.push_money(fen, out);
                true
            }),
            Placeholder::ClaimCapital => put_capital(self.relieves().total(), out),
            Placeholder::ClaimFigures => put(out, &self.relieves().figures()),
            Placeholder::Multiple => self.put_multiple(out),
            Placeholder::MultipleBy => case
                .multiple()
                .is_some_and(|claim| self.put_citation(self.article_of(claim.id), out)),
            Placeholder::You => self.put_address(out, |it| it.you),
            Placeholder::Me => self.put_address(out, |it| it.me),
            Placeholder::Demands => self.put_demands(out),
            Placeholder::DemandDay => self.put_demand_day(out),
            Placeholder::Total => {
                let sums = self.sums();
                if sums.len() > 1 {
                    wording.push_money(sums.iter().sum(), out);
                }
                sums.len() > 1
            }
            Placeholder::Addition => {
                for (at, fen) in self.sums().into_iter().enumerate() {
                    out.push_str(if at > 0 { " + " } else { "" });
                    wording.push_figures(fen, out);
                }
                !self.sums().is_empty()
            }
            _ => false,
        }
    }

    fn put_remedies(&self, out: &mut String) -> bool {
        for (at, demand) in self.demands().iter().enumerate() {
            if at > 0 {
                out.push_str(self.wording.phrase(Phrase::Semicolon));
            }
            out.push_str(&demand.text);
        }
        !self.demands().is_empty()
    }

    /// Adds the amount of the claim to several times the price. Not beside a sum asked for in all that has no room for
    /// it: the two would contradict each other.
    fn put_multiple(&self, out: &mut String) -> bool {
        let case = self.case;
        let Some(fen) = case.multiple().and_then(|claim| claim.amount) else { return false };
        let whole = fen.saturating_add(case.role(Role::Paid).money().unwrap_or(0));
        if case.role(Role::RemedyAmount).money().is_some_and(|asked| asked < whole) {
            return false;
        }
        self.wording.push_money(fen, out);
        true
    }

    /// The latest of these actions with that channel.
    fn latest_with(&self, channel: Id<Channel>, did: &[Action]) -> Option<&LogStep> {
        let at: IdSet<Channel> = channel.some().into_iter().collect();
        self.case.latest(&Event::new(at, did))
    }
}

/// Adds a value; `false` if it is empty.
pub fn put(out: &mut String, value: &str) -> bool {
    out.push_str(value);
    !value.is_empty()
}

fn put_capital(fen: Option<u64>, out: &mut String) -> bool {
    fen.is_some_and(|fen| put(out, &numerals::capital(fen)))
}

/// The fields among slots.
pub fn fields(used: &[Slot]) -> impl Iterator<Item = DraftKey> {
    used.iter().filter_map(|slot| match slot {
        Slot::Field(field) => Some(DraftKey::Field(*field)),
        Slot::Value(_) => None,
    })
}

/// Adds a value with `push`. Text in it that turns the writing direction is kept to itself, line by line: what it opens
/// is closed, and what it would close is opened before it, so that it cannot turn the words around it. Control
/// characters are left out.
pub fn isolated(out: &mut String, push: impl FnOnce(&mut String) -> bool) -> bool {
    const OPEN: char = '\u{2068}';
    const CLOSE: char = '\u{2069}';
    let opens = |c: char| matches!(c, '\u{2066}'..='\u{2068}');
    let turns = |c: char| opens(c) || matches!(c, '\u{202a}'..='\u{202e}' | CLOSE);
    let before = out.len();
    let there = push(out);
    // Control characters, and the first bytes of those of two bytes and of all that turn the direction.
    let may_need = |byte: u8| matches!(byte, 0..0x20 | 0x7f | 0xc2 | 0xe2);
    if !out.as_bytes().iter().skip(before).any(|byte| may_need(*byte)) {
        return there;
    }
    if out.get(before..).unwrap_or_default().contains(is_stray_control) {
        let value = out.split_off(before);
        out.extend(value.chars().filter(|c| !is_stray_control(*c)));
    }
    if !out.get(before..).unwrap_or_default().contains(turns) {
        return there;
    }
    let value = out.split_off(before);
    for (at, line) in value.split('\n').enumerate() {
        let (mut open, mut stray) = (0, 0);
        for c in line.chars() {
            match c {
                CLOSE if open == 0 => stray += 1,
                CLOSE => open -= 1,
                c if opens(c) => open += 1,
                _ => {}
            }
        }
        if at > 0 {
            out.push('\n');
        }
        out.extend(std::iter::repeat_n(OPEN, stray + 1));
        out.push_str(line);
        out.extend(std::iter::repeat_n(CLOSE, open + 1));
    }
    there
}

/// Without the full stop at its end, since the document sets its own.
pub fn sentence(text: &str) -> &str {
    up_to(text.trim(), "。；;. ")
}

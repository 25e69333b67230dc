//! The values behind a document's placeholders.

use super::demands::Demand;
use super::layout::DraftKey;
use super::{BLANK, Options, numerals};
use crate::case::{Case, LogStep, Wording, fill};
use crate::catalog::{
    Action, Article, Channel, Claim, Condition, Document, Event, Field, Id, IdSet, ItemWords,
    Phrase, Placeholder, Role, Slot, Template,
};
use crate::date::Date;
use crate::text::{is_stray_control, up_to};
use std::cell::{Cell, OnceCell};

/// Where the values of one document come from.
pub struct Values<'c, 'o> {
    /// The words.
    pub wording: Wording<'c>,
    /// The case.
    pub case: &'o Case<'c>,
    document: &'c Document,
    options: &'o Options,
    /// The demands: see [`Values::demands`].
    pub(super) demands: OnceCell<Vec<Demand>>,
    articles: OnceCell<Vec<Id<Article>>>,
    /// The day by which the text asks for an answer, once it has said so.
    pub(super) reply_by: Cell<Option<Date>>,
}

impl<'c, 'o> Values<'c, 'o> {
    /// The values of the document that the options name.
    pub fn new(case: &'o Case<'c>, options: &'o Options) -> Self {
        Values {
            wording: Wording { catalog: case.catalog, locale: options.locale },
            case,
            document: &case.catalog[options.document],
            options,
            demands: OnceCell::new(),
            articles: OnceCell::new(),
            reply_by: Cell::new(None),
        }
    }

    /// Whom the document goes to.
    pub fn to(&self) -> Id<Channel> {
        self.options.channel
    }

    /// Whether a condition holds for this document.
    pub fn satisfies(&self, when: &Condition) -> bool {
        self.case.satisfies_to(when, self.options.channel)
    }

    /// The label of a field.
    pub fn label(&self, field: Id<Field>) -> &'c str {
        self.wording.words(self.wording.catalog[field].label)
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
        out: &mut String,
        shows: &mut Vec<DraftKey>,
    ) -> bool {
        let mut used = Vec::new();
        let filled = self.fill(text, out, &mut used, true);
        if filled {
            shows.extend(fields(&used));
            used.iter().for_each(|slot| self.add_behind(*slot, shows));
        }
        filled
    }

    /// Fills words; `blanks`: with ruled blanks for what the document needs and the draft lacks. An argument and a demand
    /// have none, because they say only what was stated.
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

    /// Adds a field's value, or a ruled blank where the document needs it; nothing for hidden contact data.
    fn push_field(
        &self,
        id: Id<Field>,
        out: &mut String,
        blanks: bool,
        value: impl FnOnce(&mut String) -> bool,
    ) -> bool {
        if self.wording.catalog[id].contact && self.options.hide_contact {
            return false;
        }
        let is_needed = || blanks && self.document.needs.contains(&id);
        if self.case.filled.contains(id) && value(out) {
            return true;
        }
        let there = self.wording.catalog.fields.contains(id) && is_needed();
        if there {
            out.push_str(BLANK);
        }
        there
    }

    /// Keys of the draft behind a placeholder that is no field.
    fn add_behind(&self, slot: Slot, shows: &mut Vec<DraftKey>) {
        let Slot::Value(placeholder) = slot else { return };
        let field = |role| self.case.catalog.role(role).some().map(DraftKey::Field);
        match placeholder {
            Placeholder::PaidCapital => shows.extend(field(Role::Paid)),
            Placeholder::AskedCapital => shows.extend(field(Role::RemedyAmount)),
            Placeholder::ContactedOn
            | Placeholder::SubmittedOn
            | Placeholder::SubmittedTo
            | Placeholder::Reference
            | Placeholder::RefusedOn => shows.push(DraftKey::Log),
            Placeholder::Remedies => {
                shows.extend(self.demands().iter().flat_map(|demand| &demand.shows));
            }
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
                // What answers no step is written to the merchant, wherever it is filed.
                let chosen = self.options.channel;
                let to = if self.document.answers_log { chosen } else { case.merchant() };
                let day = usual.and_then(|it| case.reply_by(it, to));
                self.reply_by.set(day);
                day.is_some_and(|day| date(day, out))
            }
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
            Placeholder::SubmittedOn => self.submitted().is_some_and(|step| date(step.date, out)),
            Placeholder::SubmittedTo => self.submitted().is_some_and(|step| {
                let label = step.channel.some().map(|id| wording.words(case.catalog[id].label));
                put(out, label.unwrap_or(&step.entry.channel))
            }),
            Placeholder::Reference => {
                let references = case.log().iter().rev().map(|step| step.entry.reference.trim());
                let reference = references.into_iter().find(|reference| !reference.is_empty());
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
            Placeholder::Multiple => self.put_multiple(out),
            Placeholder::MultipleBy => case
                .multiple()
                .is_some_and(|claim| self.put_citation(self.article_of(claim.id), out)),
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
    fn latest_with(&self, channel: Id<Channel>, did: &[Action]) -> Option<&LogStep<'c>> {
        let at: IdSet<Channel> = channel.some().into_iter().collect();
        self.case.latest(&Event::new(at, did))
    }

    fn submitted(&self) -> Option<&LogStep<'c>> {
        self.case.latest(&Event::new(IdSet::ALL, &[Action::Submitted, Action::Accepted]))
    }

    /// Articles of the reason and of the claims that the facts support, in force today.
    pub(super) fn articles(&self) -> &[Id<Article>] {
        self.articles.get_or_init(|| {
            let case = self.case;
            let reason = case.catalog[case.reason()].articles.iter().copied();
            let claims = case.claims().iter().map(|claim| self.article_of(claim.id));
            let mut all: Vec<Id<Article>> = Vec::new();
            for id in reason.chain(claims) {
                if !all.contains(&id) && case.in_force(id) {
                    all.push(id);
                }
            }
            all
        })
    }

    pub(super) fn article_of(&self, claim: Id<Claim>) -> Id<Article> {
        self.case.catalog[claim].article
    }

    /// Adds the citation of an article: `《…》第二十四条`, `…, Article 24`.
    pub(super) fn put_citation(&self, article: Id<Article>, out: &mut String) -> bool {
        let (catalog, wording) = (self.case.catalog, self.wording);
        if !catalog.articles.contains(article) || !catalog.laws.contains(catalog.law_of(article)) {
            return false;
        }
        let number = catalog.number_of(article);
        let (number, paragraph) = number.split_once('.').unwrap_or((number, ""));
        let phrase =
            if paragraph.is_empty() { Phrase::Citation } else { Phrase::CitationParagraph };
        let han = catalog.locale_entry(wording.locale).han_numerals;
        let put_number = |out: &mut String, number: &str| match han {
            true => put(out, &numerals::han(number)),
            false => put(out, number),
        };
        let mut value = |slot: Slot, out: &mut String| match slot {
            Slot::Value(Placeholder::Law) => {
                put(out, wording.words(catalog[catalog.law_of(article)].title))
            }
            Slot::Value(Placeholder::Article) => put_number(out, number),
            Slot::Value(Placeholder::Paragraph) => put_number(out, paragraph),
            _ => false,
        };
        let tokens = catalog.template(catalog.phrase(phrase), wording.locale);
        fill(tokens, out, &mut Vec::new(), &mut value)
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

//! Lists that a line of a document repeats over: their items and the placeholders of each.

use super::demands::Demand;
use super::layout::DraftKey;
use super::placeholders::{Values, fields, isolated, put, sentence};
use super::prayers::Request;
use crate::case::{LogStep, RunningDeadline, SupportedClaim, fill};
use crate::catalog::{
    Catalog, Deadline, Each, Excuse, Field, Id, ItemWords, Party, Phrase, Placeholder, Section,
    Slot,
};
use crate::text::digits;

/// One item of a list.
pub enum Item<'v> {
    /// An exhibit, by its position in the draft.
    Exhibit(usize),
    /// A step of the log.
    Step(&'v LogStep),
    /// Something that is asked for.
    Demand(&'v Demand),
    /// A point of the reason's argument, with the fields in it.
    Argument(String, Vec<DraftKey>),
    /// An item of relief.
    Request(&'v Request),
    /// A claim that the facts support.
    Claim(&'v SupportedClaim),
    /// An excuse that the addressee gave.
    Excuse(Id<Excuse>),
    /// A deadline of the other side that passed without an answer.
    Overdue(Id<Deadline>, RunningDeadline),
    /// A field that no other line shows.
    Field(Id<Field>),
}

impl Item<'_> {
    /// The sentence that states it, where it is a field that has one.
    pub fn said(&self, catalog: &Catalog) -> Option<ItemWords> {
        match self {
            Item::Field(field) => catalog[*field].said,
            _ => None,
        }
    }

    fn shows(&self) -> &[DraftKey] {
        match self {
            Item::Exhibit(_) => &[DraftKey::Evidence],
            Item::Step(_) => &[DraftKey::Log],
            Item::Demand(demand) => &demand.shows,
            Item::Argument(_, shows) => shows,
            Item::Request(request) => &request.shows,
            _ => &[],
        }
    }
}

impl Values<'_, '_> {
    /// Fills the words of a line for an item of its list.
    pub fn fill_item(
        &self,
        ItemWords(text): ItemWords,
        item: &Item,
        out: &mut String,
        shows: &mut Vec<DraftKey>,
    ) -> bool {
        let mut used = Vec::new();
        let mut put = |slot: Slot, out: &mut String| {
            let own = |out: &mut String| match slot {
                Slot::Value(placeholder) => self.put_item(item, placeholder, out),
                Slot::Field(_) => None,
            };
            // A value of another item must not stand in for one that this item lacks.
            isolated(out, |out| own(out).unwrap_or_else(|| self.put(slot, out, true)))
        };
        let tokens = self.wording.catalog.template(text, self.wording.locale);
        let filled = fill(tokens, out, &mut used, &mut put);
        if filled {
            shows.extend(fields(&used));
            shows.extend_from_slice(item.shows());
        }
        filled
    }

    /// The items of a list; of the rest only what is in these sections, where any are named, and not in `shown`, which
    /// other lines show.
    pub fn items(&self, each: Each, sections: &[Id<Section>], shown: &[DraftKey]) -> Vec<Item<'_>> {
        let case = self.case;
        match each {
            Each::Evidence => (0..case.draft.evidence.len()).map(Item::Exhibit).collect(),
            Each::Log => case.log().iter().map(Item::Step).collect(),
            Each::Remedies => self.demands().iter().map(Item::Demand).collect(),
            Each::Argument => self.arguments(),
            Each::Prayers => {
                let requests = self.relieves().requests.iter();
                let shown = requests.filter(|it| !it.has_blank || self.has_blanks());
                shown.map(Item::Request).collect()
            }
            Each::Claims => case.claims().iter().map(Item::Claim).collect(),
            Each::Excuses => {
                let mut excuses: Vec<Id<Excuse>> = Vec::new();
                for step in case.log().iter().filter(|step| step.channel == self.to()) {
                    if step.excuse.some().is_some() && !excuses.contains(&step.excuse) {
                        excuses.push(step.excuse);
                    }
                }
                excuses.into_iter().map(Item::Excuse).collect()
            }
            Each::Overdue => {
                let deadlines = case.catalog.deadlines.iter();
                let running = deadlines.filter_map(|(id, _)| Some((id, case.deadline(id)?)));
                let overdue = running.filter(|(_, it)| it.is_overdue() && it.binds == Party::Other);
                overdue.map(|(id, deadline)| Item::Overdue(id, deadline)).collect()
            }
            Each::Rest => {
                let fields = case.filled.iter();
                let printed = |id: &Id<Field>| {
                    let field = &case.catalog[*id];
                    let wanted = sections.is_empty() || sections.contains(&field.section);
                    wanted && !field.unprinted && !shown.contains(&DraftKey::Field(*id))
                };
                let rest = fields.filter(printed);
                rest.map(Item::Field).collect()
            }
        }
    }

    /// Adds the value of an item's own placeholder; `None` if the placeholder is not one of the item's.
    fn put_item(&self, item: &Item, placeholder: Placeholder, out: &mut String) -> Option<bool> {
        let (catalog, wording) = (self.case.catalog, self.wording);
        let date = |date, out: &mut String| {
            wording.push_date(date, out);
            true
        };
        Some(match (item, placeholder) {
            (Item::Exhibit(at), _) => return self.put_exhibit(*at, placeholder, out),
            (Item::Step(step), Placeholder::Date) => date(step.date, out),
            (Item::Step(step), Placeholder::Item) => self.put_logged(step, out),
            (Item::Demand(demand), Placeholder::Item) => put(out, &demand.text),
            (Item::Argument(text, _), Placeholder::Item) => put(out, text),
            (Item::Request(request), Placeholder::Item) => put(out, &request.text),
            (Item::Claim(claim), Placeholder::Item) => {
                put(out, wording.words(catalog[claim.id].label))
            }
            (Item::Claim(claim), Placeholder::Amount) => claim.amount.is_some_and(|fen| {
                wording.push_money(fen, out);
                true
            }),
            (Item::Claim(claim), Placeholder::Citation) => {
                self.put_citation(self.article_of(claim.id), out)
            }
            (Item::Claim(claim), Placeholder::Condition) => {
                put(out, wording.words(catalog[claim.id].condition))
            }
            (Item::Excuse(id), _) => return self.put_excuse(*id, placeholder, out),
            (Item::Overdue(id, _), Placeholder::Item) => {
                put(out, wording.words(catalog[*id].label))
            }
            (Item::Overdue(_, deadline), Placeholder::Start) => date(deadline.start, out),
            (Item::Overdue(_, deadline), Placeholder::Due) => date(deadline.due, out),
            (Item::Overdue(id, _), Placeholder::Citation) => {
                catalog[*id].article.is_some_and(|article| self.put_citation(article, out))
            }
            (Item::Field(field), Placeholder::Item) => put(out, self.printed(*field)),
            (Item::Field(field), Placeholder::Value) => self.put(Slot::Field(*field), out, false),
            _ => return None,
        })
    }

    fn put_excuse(
        &self,
        id: Id<Excuse>,
        placeholder: Placeholder,
        out: &mut String,
    ) -> Option<bool> {
        let excuse = &self.case.catalog[id];
        let is_about = self.satisfies(&excuse.only);
        Some(match placeholder {
            Placeholder::Item => put(out, self.wording.words(excuse.label)),
            Placeholder::Gist => is_about && put(out, self.wording.words(excuse.law)),
            Placeholder::Value => put(out, self.wording.words(excuse.reply)),
            Placeholder::Citation => self.put_citations(&excuse.articles, out),
            _ => return None,
        })
    }

    fn put_exhibit(&self, at: usize, placeholder: Placeholder, out: &mut String) -> Option<bool> {
        let (case, wording) = (self.case, self.wording);
        let (exhibit, reading) = (case.draft.evidence.get(at)?, case.exhibits.get(at)?);
        let kind = reading.kind.some().map(|id| &case.catalog[id]);
        Some(match placeholder {
            Placeholder::Item => {
                put(out, kind.map_or(&exhibit.kind, |kind| wording.words(kind.label)))
            }
            Placeholder::Title => put(out, exhibit.title.trim()),
            Placeholder::Count => {
                exhibit.count.is_some_and(|count| put(out, &digits(count.into())))
            }
            Placeholder::Date => match &reading.date {
                Some(Ok(read)) => {
                    wording.push_date(read.value, out);
                    true
                }
                _ => put(out, exhibit.date.trim()),
            },
            Placeholder::Note => put(out, sentence(&exhibit.note)),
            Placeholder::Shows => {
                let before = out.len();
                for (id, criterion) in case.catalog.criteria.iter() {
                    if exhibit.shows.iter().any(|name| name == case.catalog.name(id)) {
                        if out.len() > before {
                            out.push_str(wording.phrase(Phrase::Comma));
                        }
                        out.push_str(wording.words(criterion.label));
                    }
                }
                out.len() > before
            }
            Placeholder::Proves => put(out, kind.map_or("", |kind| wording.words(kind.proves))),
            Placeholder::Source => {
                let source = kind.and_then(|kind| kind.source);
                source.is_some_and(|source| put(out, wording.words(source)))
            }
            Placeholder::File => put(out, &exhibit.file),
            _ => return None,
        })
    }

    /// Adds a step of the log in words: by what this channel calls it, where it has a word of its own.
    fn put_logged(&self, step: &LogStep, out: &mut String) -> bool {
        let (catalog, wording) = (self.case.catalog, self.wording);
        let own = catalog[step.channel].logged.iter().find(|it| it.action == step.action);
        let general = || catalog.actions.iter().find(|(_, it)| it.id == step.action);
        let text = own.map(|it| it.text).or_else(|| general().map(|(_, it)| it.logged));
        let Some(ItemWords(text)) = text else { return put(out, step.action.name()) };
        let addressee = step.channel.some().map(|id| wording.words(catalog[id].addressee));
        let Some(entry) = self.case.entry(step) else { return false };
        let mut value = |slot: Slot, out: &mut String| match slot {
            Slot::Value(Placeholder::Channel) if step.channel == self.case.merchant() => {
                self.put(Slot::Value(Placeholder::You), out, false)
            }
            Slot::Value(Placeholder::Channel) => put(out, addressee.unwrap_or(&entry.channel)),
            Slot::Value(Placeholder::Reference) => put(out, entry.reference.trim()),
            Slot::Value(Placeholder::Note) => put(out, sentence(&entry.note)),
            slot => self.put(slot, out, false),
        };
        fill(catalog.template(text, wording.locale), out, &mut Vec::new(), &mut value)
    }
}

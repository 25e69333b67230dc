//! The values behind a document's placeholders.

use super::{BLANK, Options, numerals};
use crate::case::{Case, Step};
use crate::catalog::{
    Action, Channel, Document, Each, Event, Field, Kind, Line, Locale, Paragraph, Party, Role,
};
use crate::date::{Date, Period, due};
use crate::fill::fill;
use crate::parse;
use crate::text::{Joined, digits};

/// Days that a letter gives for an answer: where quality falls short, delay after them counts as deliberate (处罚办法 8).
const REPLY_DAYS: u32 = 15;

/// Where the words of one document come from.
pub struct Words<'a, 'o> {
    /// The case.
    pub case: &'o Case<'a>,
    /// The document.
    pub document: &'a Document,
    /// How it is wanted.
    pub options: &'o Options<'o>,
}

/// One item of a list, by its placeholders.
pub struct Item<'a> {
    values: Vec<(&'static str, String)>,
    /// What of the draft it shows.
    pub shows: Vec<&'a str>,
}

impl Item<'_> {
    /// The value of one of the item's own placeholders, `Some(None)` where it is empty: what another
    /// item has must not stand in for it.
    pub fn value(&self, id: &str) -> Option<Option<String>> {
        let (_, value) = self.values.iter().find(|(name, _)| *name == id)?;
        Some(Some(isolated(value.clone())).filter(|value| !value.is_empty()))
    }
}

impl<'a> Words<'a, '_> {
    /// Whether a placeholder stands for a field.
    pub fn is_field(&self, id: &str) -> bool {
        self.case.catalog.field(id).is_some()
    }

    /// Fields that stand behind general placeholders.
    pub fn behind(&self, used: &[&str]) -> Vec<&'a str> {
        let role = |role| self.case.role(role).map(|field| field.id.as_str());
        let behind = |id: &&str| match *id {
            "paidCapital" => role(Role::Paid),
            "askedCapital" => role(Role::RemedyAmount),
            "contactedOn" | "submittedOn" | "submittedTo" | "reference" | "refusedOn" => {
                Some("log")
            }
            _ => None,
        };
        let mut all: Vec<&str> = used.iter().filter_map(behind).collect();
        if used.contains(&"remedies") {
            all.extend(self.demands().into_iter().flat_map(|(_, shows)| shows));
        }
        all
    }

    /// The label that stands before a line.
    pub fn label(&self, line: &'a Line) -> Option<&'a str> {
        let own = line.label.as_ref();
        let fields = || Some(&self.case.catalog.field(line.field.as_ref()?)?.label);
        own.or_else(fields).map(|label| label.get(self.case.locale))
    }

    /// A field's value in a labelled line.
    pub fn entry(&self, id: &str) -> Option<String> {
        let field = self.case.catalog.field(id)?;
        self.or_blank(field, || self.case.shown(field)).map(isolated)
    }

    /// The value of a placeholder in prose.
    pub fn value(&self, id: &str) -> Option<String> {
        let value = match self.case.catalog.field(id) {
            Some(field) => self.or_blank(field, || self.prose(field)),
            None => self.general(id),
        };
        value.map(isolated)
    }

    /// A ruled blank for what the document needs and the draft lacks; nothing for hidden contact data.
    fn or_blank(&self, field: &Field, value: impl Fn() -> Option<String>) -> Option<String> {
        if field.contact && self.options.hide_contact {
            return None;
        }
        let needed = self.document.needs.contains(&field.id);
        let shown = if self.case.filled(&field.id) { value() } else { None };
        shown.or_else(|| needed.then(|| BLANK.to_string()))
    }

    fn prose(&self, field: &Field) -> Option<String> {
        match field.kind {
            Kind::Date => match self.case.date(&field.id) {
                Some(date) => Some(self.case.long_date(date)),
                None => self.case.shown(field),
            },
            _ => self.case.shown(field),
        }
    }

    fn general(&self, id: &str) -> Option<String> {
        let case = self.case;
        let locale = case.locale;
        let date = |date: Date| case.long_date(date);
        let latest = |did: &[Action]| case.latest(&Event { at: Vec::new(), did: did.to_vec() });
        let channel = || case.catalog.channel(self.options.channel?);
        let submitted = || latest(&[Action::Submitted, Action::Accepted]);
        let asked = [Action::Contacted, Action::RequestedRemedy];
        // What a follow-up says about a refusal is said to whoever refused; any other text means the trader.
        let trader =
            || case.catalog.channel.iter().find(|it| it.rung == 1 && it.first_for.is_empty());
        let at = |channel: Option<&Channel>, did: &[Action]| {
            case.latest(&Event { at: vec![channel?.id.clone()], did: did.to_vec() })
        };
        let capital = |role| case.money_of(role).map(numerals::capital);
        match id {
            "today" => Some(date(case.today)),
            "replyBy" => {
                let due = due(case.today, Period::Days(REPLY_DAYS), &case.catalog.holiday)?;
                Some(date(due.date))
            }
            "addressee" => channel().map(|channel| channel.addressee.get(locale).to_string()),
            "channel" => channel().map(|channel| channel.label.get(locale).to_string()),
            "remedies" => {
                let demands: Vec<String> =
                    self.demands().into_iter().map(|(text, _)| text).collect();
                let join = if locale == Locale::Zh { "；" } else { "; " };
                Some(demands.joined(join)).filter(|text| !text.is_empty())
            }
            "contactedOn" => at(trader(), &asked).map(|step| date(step.date)),
            "submittedOn" => submitted().map(|step| date(step.date)),
            "submittedTo" => submitted().map(|step| self.channel_name(&step.entry.channel)),
            "reference" => {
                let named =
                    case.log().iter().rev().find(|step| !step.entry.reference.trim().is_empty());
                named.map(|step| step.entry.reference.trim().to_string())
            }
            "refusedOn" => {
                let by = if self.document.answers_log { channel() } else { trader() };
                // A refusal that was taken back is none.
                let last = at(by, &[Action::Refused, Action::Accepted]);
                last.filter(|it| it.action == Action::Refused).map(|step| date(step.date))
            }
            "paidCapital" => capital(Role::Paid),
            "askedCapital" => capital(Role::RemedyAmount),
            // Not beside a sum asked for in all that has no room for it: the two would contradict each other.
            "multiple" => {
                let fen = case.multiple().and_then(|(_, fen)| fen)?;
                let whole = fen.saturating_add(case.money_of(Role::Paid).unwrap_or(0));
                let short = case.money_of(Role::RemedyAmount).is_some_and(|asked| asked < whole);
                if short { None } else { Some(case.money_words(fen)) }
            }
            "multipleBy" => case.multiple().and_then(|(claim, _)| self.citation(&claim.article)),
            "lawChecked" => {
                let cited = self.articles().into_iter();
                let checked =
                    cited.filter_map(|id| case.catalog.article(id)).map(|(law, _)| law.checked);
                checked.min().map(date)
            }
            _ => None,
        }
    }

    /// The items of a list; `shown` are the fields that other lines show.
    pub fn items(&self, each: Each, shown: &[&str]) -> Vec<Item<'a>> {
        match each {
            Each::Evidence => self.evidence(),
            Each::Log => self.log(),
            Each::Remedies => {
                let demands = self.demands().into_iter();
                demands.map(|(text, shows)| Item { values: vec![("item", text)], shows }).collect()
            }
            Each::Argument => self.argument(),
            Each::Articles => {
                self.articles().into_iter().filter_map(|id| self.article(id)).collect()
            }
            Each::Claims => self.claims(),
            Each::Overdue => self.overdue(),
            Each::Rest => self.rest(shown),
        }
    }

    fn evidence(&self) -> Vec<Item<'a>> {
        let case = self.case;
        let locale = case.locale;
        let held = case.draft.evidence.iter();
        held.map(|exhibit| {
            let kind = case.catalog.evidence(&exhibit.kind);
            let name = kind.map_or(exhibit.kind.as_str(), |kind| kind.label.get(locale));
            let marks = case.catalog.mark.iter().filter(|mark| exhibit.shows.contains(&mark.id));
            let marks: Vec<&str> = marks.map(|mark| mark.label.get(locale)).collect();
            let date =
                parse::date(&exhibit.date, case.today).map(|read| case.long_date(read.value));
            let values = vec![
                ("item", name.to_string()),
                ("title", exhibit.title.trim().to_string()),
                ("count", exhibit.count.map_or(String::new(), |count| digits(count.into()))),
                ("date", date.unwrap_or_else(|_| exhibit.date.trim().to_string())),
                ("note", sentence(&exhibit.note).to_string()),
                ("shows", marks.joined(if locale == Locale::Zh { "、" } else { ", " })),
                ("proves", kind.map_or("", |kind| kind.proves.get(locale)).to_string()),
                ("file", exhibit.file.clone()),
            ];
            Item { values, shows: vec!["evidence"] }
        })
        .collect()
    }

    fn log(&self) -> Vec<Item<'a>> {
        let steps = self.case.log().iter();
        steps
            .map(|step| {
                let values = vec![
                    ("date", self.case.long_date(step.date)),
                    ("item", self.logged(step)),
                    ("reference", step.entry.reference.trim().to_string()),
                    ("note", sentence(&step.entry.note).to_string()),
                ];
                Item { values, shows: vec!["log"] }
            })
            .collect()
    }

    fn argument(&self) -> Vec<Item<'a>> {
        let Some(reason) = self.case.chosen_reason() else { return Vec::new() };
        let fits = |paragraph: &&Paragraph| self.case.holds(&paragraph.when, self.options.channel);
        let words = reason.paragraph.iter().filter(fits);
        let words =
            words.filter_map(|it| fill(it.text.get(self.case.locale), &|id| self.stated(id)));
        words
            .map(|filled| {
                let shows = filled.used.into_iter().filter(|id| self.is_field(id)).collect();
                Item { values: vec![("item", filled.text)], shows }
            })
            .collect()
    }

    /// Like [`Words::value`], but never a blank: an argument says only what was stated.
    fn stated(&self, id: &str) -> Option<String> {
        self.value(id).filter(|value| value != BLANK)
    }

    /// What is asked for, each with the fields it shows: the remedies chosen, then whatever else
    /// stands in their section of the form and in none of the demands.
    fn demands(&self) -> Vec<(String, Vec<&'a str>)> {
        let case = self.case;
        let Some(choice) = case.role(Role::Remedy) else { return Vec::new() };
        let mut demands = Vec::new();
        for id in case.choices(&choice.id) {
            let remedy = case.catalog.remedy.iter().find(|remedy| remedy.id == id);
            let words = remedy.map(|remedy| {
                let fits = |other: &&Paragraph| case.holds(&other.when, self.options.channel);
                let text =
                    remedy.instead.iter().find(fits).map_or(&remedy.demand, |other| &other.text);
                text.get(case.locale)
            });
            match words.map(|words| fill(words, &|id| self.stated(id))) {
                Some(Some(filled)) => {
                    let fields = filled.used.into_iter().filter(|id| self.is_field(id));
                    let mut shows = vec![choice.id.as_str()];
                    shows.extend(fields);
                    demands.push((sentence(&filled.text).to_string(), shows));
                }
                // Nothing is said where the demand's own words are missing.
                Some(None) => {}
                None => demands.push((id.to_string(), vec![choice.id.as_str()])),
            }
        }
        let beside = case.catalog.field.iter().filter(|field| field.section == choice.section);
        for field in beside {
            let said = demands.iter().any(|(_, shows)| shows.contains(&field.id.as_str()));
            if let (false, Some(value)) = (said || field.id == choice.id, self.stated(&field.id)) {
                let colon = if case.locale == Locale::Zh { "：" } else { ": " };
                let text = [field.label.get(case.locale), colon, sentence(&value)].joined("");
                demands.push((text, vec![field.id.as_str()]));
            }
        }
        demands
    }

    /// Articles of the reason and of the claims that the facts support, in force today.
    fn articles(&self) -> Vec<&'a str> {
        let case = self.case;
        let reasons = case.chosen_reason().map_or(&[][..], |reason| &reason.articles);
        let claims = case.claims().iter().map(|(claim, _)| claim.article.as_str());
        let mut all: Vec<&str> = Vec::new();
        for id in reasons.iter().map(String::as_str).chain(claims) {
            if case.in_force(id) && !all.contains(&id) {
                all.push(id);
            }
        }
        all
    }

    fn article(&self, id: &str) -> Option<Item<'a>> {
        let (_, article) = self.case.catalog.article(id)?;
        let gist = article.gist.get(self.case.locale).to_string();
        Some(Item { values: vec![("item", self.citation(id)?), ("gist", gist)], shows: Vec::new() })
    }

    /// `《…》第二十四条`, `…, Article 24`.
    fn citation(&self, id: &str) -> Option<String> {
        let (law, _) = self.case.catalog.article(id)?;
        let (_, number) = id.rsplit_once(' ')?;
        let title = law.title.get(self.case.locale);
        Some(match self.case.locale {
            Locale::Zh => ["《", title, "》", &numerals::article(number)].joined(""),
            Locale::En => match number.split_once('.') {
                Some((article, paragraph)) => {
                    [title, ", Article ", article, ", paragraph ", paragraph].joined("")
                }
                None => [title, ", Article ", number].joined(""),
            },
        })
    }

    fn claims(&self) -> Vec<Item<'a>> {
        let locale = self.case.locale;
        let supported = self.case.claims().iter();
        supported
            .map(|(claim, fen)| {
                let values = vec![
                    ("item", claim.label.get(locale).to_string()),
                    ("amount", fen.map_or(String::new(), |fen| self.case.money_words(fen))),
                    ("citation", self.citation(&claim.article).unwrap_or_default()),
                    ("condition", claim.condition.get(locale).to_string()),
                ];
                Item { values, shows: Vec::new() }
            })
            .collect()
    }

    fn overdue(&self) -> Vec<Item<'a>> {
        let case = self.case;
        let clocks = case.catalog.deadline.iter().filter_map(|deadline| case.clock(deadline));
        let clocks = clocks.filter(|it| it.overdue() && it.deadline.binds == Party::Other);
        clocks
            .map(|clock| {
                let citation = clock.deadline.article.as_ref().and_then(|id| self.citation(id));
                let values = vec![
                    ("item", clock.deadline.label.get(case.locale).to_string()),
                    ("start", case.long_date(clock.start)),
                    ("due", case.long_date(clock.due)),
                    ("citation", citation.unwrap_or_default()),
                ];
                Item { values, shows: Vec::new() }
            })
            .collect()
    }

    fn rest(&self, shown: &[&str]) -> Vec<Item<'a>> {
        let fields =
            self.case.catalog.field.iter().filter(|field| !shown.contains(&field.id.as_str()));
        fields
            .filter_map(|field| {
                let value = self.entry(&field.id).filter(|value| value != BLANK)?;
                let label = field.label.get(self.case.locale).to_string();
                Some(Item { values: vec![("item", label), ("value", value)], shows: Vec::new() })
            })
            .collect()
    }

    /// A step of the log in words: by what this channel calls it, where it has a word of its own.
    fn logged(&self, step: &Step) -> String {
        let channel = &step.entry.channel;
        let family = ["logged.", step.action.id()].joined("");
        let own = self.case.catalog.message(&[&family, ".", channel].joined(""));
        let Some(message) = own.or_else(|| self.case.catalog.message(&family)) else {
            return step.action.id().to_string();
        };
        let name = self.case.catalog.channel(channel).map(|channel| &channel.addressee);
        let name = name.map_or(channel.as_str(), |name| name.get(self.case.locale));
        fill(message.text.get(self.case.locale), &|_| Some(name.to_string()))
            .map_or(String::new(), |filled| filled.text)
    }

    fn channel_name(&self, id: &str) -> String {
        let channel = self.case.catalog.channel(id);
        channel.map_or(id, |channel| channel.label.get(self.case.locale)).to_string()
    }
}

/// Text that turns the writing direction, each of its lines kept to itself: what it opens is closed, and what it would
/// close is opened before it, so that it cannot turn the words around it.
fn isolated(text: String) -> String {
    let opens = |c: char| matches!(c, '\u{2066}'..='\u{2068}');
    let turns = |c: char| opens(c) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2069}');
    if !text.contains(turns) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 6);
    for (index, line) in text.split('\n').enumerate() {
        let (mut open, mut stray) = (0, 0);
        for c in line.chars() {
            match c {
                '\u{2069}' if open == 0 => stray += 1,
                '\u{2069}' => open -= 1,
                c if opens(c) => open += 1,
                _ => {}
            }
        }
        if index > 0 {
            out.push('\n');
        }
        out.extend(std::iter::repeat_n('\u{2068}', stray + 1));
        out.push_str(line);
        out.extend(std::iter::repeat_n('\u{2069}', open + 1));
    }
    out
}

/// Without the full stop at its end, since the document sets its own.
fn sentence(text: &str) -> &str {
    parse::up_to(text.trim(), "。；;. ")
}

//! A draft read against the catalogue on a given day (案情): typed values, what the log shows, which
//! conditions hold and which clocks run. Every judgement starts from here.

use crate::catalog::{
    Action, Amount, Catalog, Claim, Deadline, Event, Field, Kind, Locale, Party, Reason, Role,
    Start, When,
};
use crate::date::{self, Date};
use crate::draft::{Draft, LogEntry, Value};
use crate::fill::fill;
use crate::parse;
use crate::scan::{self, Hit, Letter, Lexicons};
use crate::text::{Joined, digits};
use std::cell::OnceCell;
use std::rc::Rc;

/// A draft, the catalogue, the day and the language.
pub struct Case<'a> {
    /// The knowledge.
    pub catalog: &'a Catalog,
    /// Its words, made ready.
    pub lexicons: Rc<Lexicons>,
    /// What the person has typed.
    pub draft: &'a Draft,
    /// The day that counts as today.
    pub today: Date,
    /// Language of messages and documents.
    pub locale: Locale,
    /// Field id, with its mark, → its text, usable or empty: looked up often, judged once.
    texts: Vec<(u32, &'a str, &'a str)>,
    /// The reason chosen, asked for by every condition.
    reason: Option<&'a Reason>,
    claims: OnceCell<Vec<Supported<'a>>>,
    read: OnceCell<(Vec<Letter>, Vec<Hit>)>,
    steps: Vec<Step<'a>>,
}

/// A claim that the facts support, with its amount in fen.
pub type Supported<'a> = (&'a Claim, Option<u64>);

/// A log entry that could be read and lies in the past.
#[derive(Clone, Copy)]
pub struct Step<'a> {
    /// Its day.
    pub date: Date,
    /// What was done.
    pub action: Action,
    /// The entry.
    pub entry: &'a LogEntry,
}

impl Step<'_> {
    /// Whether this step is such an event.
    pub fn is(&self, event: &Event) -> bool {
        event.did.contains(&self.action)
            && (event.at.is_empty() || event.at.contains(&self.entry.channel))
    }
}

/// A clock that has begun (期限进行).
#[derive(Clone, Copy)]
pub struct Clock<'a> {
    /// Which.
    pub deadline: &'a Deadline,
    /// Day it began; not counted itself.
    pub start: Date,
    /// Last day.
    pub due: Date,
    /// Depends on holidays that are not published.
    pub estimated: bool,
    /// The log shows what ended it.
    pub ended: bool,
    /// It ended by its last day: the right was used, or the answer came, in time.
    pub kept: bool,
    /// The last day has passed.
    pub passed: bool,
}

impl Clock<'_> {
    /// Neither ended nor passed.
    pub fn running(&self) -> bool {
        !self.ended && !self.passed
    }

    /// The other side has had its time, and the log shows no answer.
    pub fn overdue(&self) -> bool {
        self.deadline.binds != Party::Consumer && self.passed && !self.ended
    }
}

impl<'a> Case<'a> {
    /// Reads the draft on that day.
    pub fn new(
        catalog: &'a Catalog,
        lexicons: Rc<Lexicons>,
        draft: &'a Draft,
        today: Date,
        locale: Locale,
    ) -> Self {
        let read = |entry: &'a LogEntry| {
            let date = parse::date(&entry.date, today).ok()?.value;
            let action = Action::ALL.into_iter().find(|action| action.id() == entry.action)?;
            (date <= today).then_some(Step { date, action, entry })
        };
        let mut steps: Vec<Step> = Vec::new();
        for step in draft.log.iter().filter_map(read) {
            // Behind those of the same day, which keep the order in which they were written down.
            let at = steps.partition_point(|other| other.date <= step.date);
            steps.insert(at, step);
        }
        let text = |value: &'a Value| match value {
            Value::Text(text) if parse::placeholder(text) => "",
            Value::Text(text) => text.trim(),
            Value::List(items) => {
                let mut items = items.iter().map(|item| item.trim());
                items.find(|item| !item.is_empty()).unwrap_or_default()
            }
        };
        let texts =
            draft.values.iter().map(|(id, value)| (mark(id), id.as_str(), text(value))).collect();
        let mut case = Case {
            catalog,
            lexicons,
            draft,
            today,
            locale,
            texts,
            reason: None,
            claims: OnceCell::new(),
            read: OnceCell::new(),
            steps,
        };
        case.reason = case.role(Role::Reason).and_then(|field| {
            let id = case.text(&field.id);
            catalog.reason.iter().find(|reason| reason.id == id)
        });
        case
    }

    /// The log, oldest first.
    pub fn log(&self) -> &[Step<'a>] {
        &self.steps
    }

    /// The latest step that is such an event.
    pub fn latest(&self, event: &Event) -> Option<&Step<'a>> {
        self.steps.iter().rev().find(|step| step.is(event))
    }

    /// The last word in the log is that the matter is settled.
    pub fn resolved(&self) -> bool {
        self.steps.last().is_some_and(|step| step.action == Action::Resolved)
    }

    /// The text of a field, trimmed; empty if nothing usable stands there.
    pub fn text(&self, field: &str) -> &'a str {
        let sought = mark(field);
        let mut texts = self.texts.iter();
        texts.find(|(mark, id, _)| *mark == sought && *id == field).map_or("", |(.., text)| text)
    }

    /// The choices of a field.
    pub fn choices(&self, field: &str) -> Vec<&'a str> {
        match self.draft.value(field) {
            Some(Value::List(items)) => {
                items.iter().map(|item| item.trim()).filter(|item| !item.is_empty()).collect()
            }
            _ => Some(self.text(field)).filter(|text| !text.is_empty()).into_iter().collect(),
        }
    }

    /// Whether a field holds something.
    pub fn filled(&self, field: &str) -> bool {
        !self.text(field).is_empty()
    }

    /// The date in a field, if it can be read.
    pub fn date(&self, field: &str) -> Option<Date> {
        let field = self.catalog.field(field)?;
        let text = self.text(&field.id);
        if text.is_empty() {
            return None;
        }
        self.read_date(field, text).ok().map(|read| read.value)
    }

    /// Reads a date of a field. Without its year it is the last such day, or, where the field's may lie ahead, the next.
    pub fn read_date(&self, field: &Field, text: &str) -> parse::Parsed<Date> {
        let ahead = if field.ahead { 364 } else { 0 };
        parse::date_until(text, self.today, self.today.plus_days(ahead).unwrap_or(self.today))
    }

    /// The money in a field, in fen, if it can be read.
    pub fn money(&self, field: &str) -> Option<u64> {
        let text = self.text(field);
        (!text.is_empty()).then(|| parse::money(text).ok()).flatten().map(|read| read.value)
    }

    /// The money in the field known by that role, in fen.
    pub fn money_of(&self, role: Role) -> Option<u64> {
        self.role(role).and_then(|field| self.money(&field.id))
    }

    /// The field known by that role.
    pub fn role(&self, role: Role) -> Option<&'a Field> {
        self.catalog.role(role)
    }

    /// The letters of the description, and the words of [`Lexicons::telling`] in it, for all who look for them: each
    /// once, however often it stands there; those of the story where nothing before them says the contrary.
    pub fn description(&self) -> &(Vec<Letter>, Vec<Hit>) {
        self.read.get_or_init(|| {
            let field = self.role(Role::Description);
            let Some(Value::Text(text)) = field.and_then(|it| self.draft.value(&it.id)) else {
                return Default::default();
            };
            let letters = scan::letters(text, &self.lexicons.spellings);
            let lexicon = &self.lexicons.telling;
            let mut hits = Vec::new();
            let mut known = vec![false; lexicon.size()];
            lexicon.scan(&letters, &mut |hit| {
                let Some(known) = known.get_mut(usize::from(hit.word)) else { return };
                let of_coach = hit.group < self.catalog.telling.len();
                if !*known && (of_coach || !scan::denied(&letters, hit.start)) {
                    *known = true;
                    hits.push(hit);
                }
            });
            (letters, hits)
        })
    }

    /// The reason chosen, if it is one of the catalogue's.
    pub fn chosen_reason(&self) -> Option<&'a Reason> {
        self.reason
    }

    /// The reason chosen, or the one that stands in where none is.
    pub fn reason(&self) -> Option<&'a Reason> {
        self.chosen_reason().or_else(|| self.catalog.reason.iter().find(|reason| reason.fallback))
    }

    /// Whether that kind of evidence is held.
    pub fn holds_evidence(&self, kind: &str) -> bool {
        self.draft.evidence.iter().any(|exhibit| exhibit.kind == kind)
    }

    /// Whether a condition holds, for a document to `channel` where it is about one.
    pub fn holds(&self, when: &When, channel: Option<&str>) -> bool {
        let is =
            |ids: &[String], id: Option<&str>| ids.iter().any(|other| Some(other.as_str()) == id);
        let reason = self.chosen_reason().map(|reason| reason.id.as_str());
        let asked = || self.role(Role::Remedy).map_or(Vec::new(), |field| self.choices(&field.id));
        let happened = |event: &Event| self.latest(event).is_some();
        (when.reasons.is_empty() || is(&when.reasons, reason))
            && !is(&when.except, reason)
            && (when.remedies.is_empty() || asked().iter().any(|id| is(&when.remedies, Some(id))))
            && when.filled.iter().all(|field| self.filled(field))
            && !when.empty.iter().any(|field| self.filled(field))
            && when.chosen.iter().all(|chosen| is(&chosen.is, Some(self.text(&chosen.field))))
            && !when.not_chosen.iter().any(|it| is(&it.is, Some(self.text(&it.field))))
            && when.past.iter().all(|field| self.date(field).is_some_and(|date| date < self.today))
            && when.not_ahead.iter().all(|field| self.date(field).is_none_or(|it| it <= self.today))
            && when
                .running
                .iter()
                .all(|id| self.clock_of(id).is_some_and(|it| it.running() || it.kept))
            && when.holds.iter().all(|kind| self.holds_evidence(kind))
            && when.log.iter().all(happened)
            && !when.unless.iter().any(happened)
            && (when.to.is_empty() || is(&when.to, channel))
            && !is(&when.not_to, channel)
            && when.overdue.iter().all(|id| self.clock_of(id).is_some_and(|clock| clock.overdue()))
    }

    /// The clock of the deadline with that id, if it has begun.
    pub fn clock_of(&self, id: &str) -> Option<Clock<'a>> {
        self.clock(self.catalog.deadline(id)?)
    }

    /// The clock of a deadline, if it has begun: its last run, as the log tells it.
    pub fn clock(&self, deadline: &'a Deadline) -> Option<Clock<'a>> {
        if !self.holds(&deadline.when, None) {
            return None;
        }
        let mut start = match &deadline.starts {
            Start::Fields(fields) => Some(fields.iter().find_map(|field| self.date(field))?),
            Start::Log(_) => None,
        };
        let first = start;
        let due = |start| date::due(start, deadline.period, &self.catalog.holiday);
        let mut ended: Option<Date> = None;
        for step in self.steps.iter().filter(|step| first.is_none_or(|first| step.date >= first)) {
            let any = |events: &[Event]| events.iter().any(|event| step.is(event));
            let starts = matches!(&deadline.starts, Start::Log(event) if step.is(event));
            // A right of the person's own that has lapsed is not revived by asking again (民法典 188, 195), only by
            // the other side's agreeing to perform (192).
            let lapsed = || {
                deadline.binds == Party::Consumer
                    && step.action != Action::Accepted
                    && start.and_then(due).is_some_and(|it| it.date < step.date)
            };
            if (starts && (start.is_none() || ended.is_some()))
                || (start.is_some() && any(&deadline.restarts) && !lapsed())
            {
                start = Some(step.date);
                ended = None;
            } else if start.is_some() && any(&deadline.stops) {
                ended = ended.or(Some(step.date));
            }
        }
        let start = start.filter(|start| *start <= self.today)?;
        let in_force = deadline.from.is_none_or(|from| from <= start)
            && deadline.until.is_none_or(|until| start <= until);
        let due = due(start).filter(|_| in_force)?;
        let passed = due.date < self.today;
        let kept = ended.is_some_and(|day| day <= due.date);
        let ended = ended.is_some();
        Some(Clock {
            deadline,
            start,
            due: due.date,
            estimated: due.estimated,
            ended,
            kept,
            passed,
        })
    }

    /// The claims that the facts support, with their amounts in fen.
    pub fn claims(&self) -> &[Supported<'a>] {
        self.claims.get_or_init(|| self.supported())
    }

    /// The claim to several times a sum, if the facts support one (惩罚性赔偿).
    pub fn multiple(&self) -> Option<Supported<'a>> {
        let mut claims = self.claims().iter();
        claims.find(|(claim, _)| matches!(claim.amount, Amount::Times { .. })).copied()
    }

    fn supported(&self) -> Vec<Supported<'a>> {
        let open =
            |id: &String| self.clock_of(id).is_some_and(|clock| clock.running() || clock.kept);
        let fits = |claim: &&'a Claim| {
            self.holds(&claim.when, None)
                && claim.within.as_ref().is_none_or(open)
                && self.in_force(&claim.article)
        };
        let amount = |claim: &'a Claim| {
            let fen = match &claim.amount {
                Amount::None => None,
                Amount::Field(field) => self.money(field),
                Amount::Times { of, factor, least } => {
                    let fen = self.money(of).and_then(|fen| fen.checked_mul(u64::from(*factor)));
                    fen.map(|fen| fen.max(*least))
                }
            };
            let most = claim.at_most.as_ref().and_then(|field| self.money(field));
            let fen = fen.map(|fen| most.map_or(fen, |most| fen.min(most)));
            (claim, fen)
        };
        let found: Vec<_> = self.catalog.claim.iter().filter(fits).map(amount).collect();
        // Of claims that exclude each other the largest stays, the earlier of equals.
        let beaten = |at: usize, claim: &Claim, fen: Option<u64>| {
            found.iter().enumerate().any(|(other, (rival, more))| {
                rival.instead_of.contains(&claim.id)
                    && (*more > fen || (*more == fen && other < at))
            })
        };
        let kept = found.iter().enumerate().filter(|(at, (claim, fen))| !beaten(*at, claim, *fen));
        kept.map(|(_, found)| *found).collect()
    }

    /// Whether an article (`law number`) may be cited: it is in force today and is about this case.
    pub fn in_force(&self, article: &str) -> bool {
        self.catalog.article(article).is_some_and(|(law, article)| {
            law.from <= self.today
                && law.until.is_none_or(|until| self.today <= until)
                && self.holds(&law.when, None)
                && self.holds(&article.when, None)
        })
    }

    /// A field's value as a person would read it in a table: choices by their names, money, dates,
    /// numbers, telephones and e-mail addresses in their usual form, everything else as it was typed.
    pub fn shown(&self, field: &Field) -> Option<String> {
        let choice = |id: &str| self.choice_label(field, id).map_or(id, |label| label).to_string();
        let tidy = |read: parse::Parsed<String>| match read {
            Ok(read) => read.value,
            Err(_) => self.text(&field.id).to_string(),
        };
        let text = match field.kind {
            Kind::Choices => {
                let comma = if self.locale == Locale::Zh { "、" } else { ", " };
                self.choices(&field.id).into_iter().map(choice).collect::<Vec<_>>().joined(comma)
            }
            Kind::Choice => choice(self.text(&field.id)),
            Kind::Money => match self.money(&field.id) {
                Some(fen) => self.money_words(fen),
                None => self.text(&field.id).to_string(),
            },
            Kind::Date => match self.date(&field.id) {
                Some(date) => date.iso(),
                None => self.text(&field.id).to_string(),
            },
            Kind::Integer => match parse::quantity(self.text(&field.id)) {
                Ok(read) => digits(read.value.into()),
                Err(_) => self.text(&field.id).to_string(),
            },
            Kind::Phone => tidy(parse::phone(self.text(&field.id))),
            Kind::Email => tidy(parse::email(self.text(&field.id))),
            _ => self.text(&field.id).to_string(),
        };
        (!text.is_empty()).then_some(text)
    }

    fn choice_label(&self, field: &Field, id: &str) -> Option<&'a str> {
        let label = match field.role {
            Some(Role::Reason) => {
                self.catalog.reason.iter().find(|entry| entry.id == id).map(|entry| &entry.label)
            }
            Some(Role::Remedy) => {
                self.catalog.remedy.iter().find(|entry| entry.id == id).map(|entry| &entry.label)
            }
            _ => {
                let field = self.catalog.field(&field.id)?;
                field.option.iter().find(|option| option.id == id).map(|option| &option.label)
            }
        };
        label.map(|label| label.get(self.locale))
    }

    /// An amount in words of the locale, as the catalogue's message `money` has it: `1240.50元`, `CNY 1,240.50`.
    pub fn money_words(&self, fen: u64) -> String {
        let mut amount = parse::yuan(fen);
        if self.locale == Locale::En {
            let (whole, part) = amount.split_once('.').unwrap_or((&amount, "00"));
            let mut grouped = String::new();
            for (index, digit) in whole.chars().enumerate() {
                if index > 0 && (whole.len() - index) % 3 == 0 {
                    grouped.push(',');
                }
                grouped.push(digit);
            }
            amount = [&grouped, ".", part].joined("");
        }
        let words = self.catalog.message("money").map_or("{amount}", |it| it.text.get(self.locale));
        fill(words, &|_| Some(amount.clone())).map_or(String::new(), |filled| filled.text)
    }

    /// A date in prose: `2026年11月3日`, `3 November 2026`.
    pub fn long_date(&self, date: Date) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        match self.locale {
            Locale::Zh => [
                digits(date.year() as u64).as_str(),
                "年",
                &digits(date.month().into()),
                "月",
                &digits(date.day().into()),
                "日",
            ]
            .joined(""),
            Locale::En => {
                let month = MONTHS.get(date.month0()).copied().unwrap_or_default();
                [digits(date.day().into()).as_str(), " ", month, " ", &digits(date.year() as u64)]
                    .joined("")
            }
        }
    }
}

/// Tells most ids apart: their length and ends.
fn mark(id: &str) -> u32 {
    let end = |byte: Option<&u8>| u32::from(byte.copied().unwrap_or_default());
    let bytes = id.as_bytes();
    (id.len() as u32) << 16 | end(bytes.first()) << 8 | end(bytes.last())
}

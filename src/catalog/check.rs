//! The mistakes that can be made in a catalogue: dangling ids, missing words, unknown placeholders.

use super::*;

/// Placeholders that stand for no field: they come from the day, the log, the law or the channel.
pub const PLACEHOLDERS: &[&str] = &[
    "today",       // the day of writing
    "replyBy",     // today + 15 natural days
    "addressee",   // of the channel
    "channel",     // its name
    "remedies",    // what is asked for, in one phrase
    "contactedOn", // latest day of the log on which the trader was contacted or asked
    "submittedOn", // latest day of the log on which this or another channel took the complaint
    "submittedTo", // that channel
    "reference",   // number it gave
    "refusedOn",   // latest refusal in the log
    "paidCapital", // amounts in Chinese capitals
    "askedCapital",
    "multiple", // amount of the claim to a multiple of the price, where the facts support one
    "multipleBy", // its citation
    "lawChecked", // day on which the cited texts were last checked
];

/// Placeholders of one item of a list.
fn item_placeholders(each: Each) -> &'static [&'static str] {
    match each {
        Each::Evidence => &["item", "title", "count", "date", "note", "shows", "proves", "file"],
        Each::Log => &["date", "item", "channel", "reference", "note"],
        Each::Remedies | Each::Argument => &["item"],
        Each::Articles => &["item", "gist"],
        Each::Claims => &["item", "amount", "citation", "condition"],
        Each::Overdue => &["item", "start", "due", "citation"],
        Each::Rest => &["item", "value"],
    }
}

/// A mistake in a catalogue, named by the entry it stands in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mistake {
    /// Such as `reason late-delivery`.
    pub entry: String,
    /// What is wrong.
    pub problem: String,
}

struct Check<'a> {
    catalog: &'a Catalog,
    entry: String,
    found: Vec<Mistake>,
}

impl Check<'_> {
    fn at(&mut self, kind: &str, id: &str) {
        self.entry = [kind, " ", id].concat();
    }

    fn say(&mut self, problem: &str, about: &str) {
        self.found.push(Mistake {
            entry: self.entry.clone(),
            problem: [problem, " `", about, "`"].concat(),
        });
    }

    fn ids<'i>(&mut self, kind: &str, all: impl Iterator<Item = &'i str>) {
        let mut seen: Vec<&str> = Vec::new();
        for id in all {
            self.at(kind, id);
            if id.is_empty() || id.contains(['{', '}', '"', '\n']) {
                self.say("an id cannot be", id);
            }
            if seen.contains(&id) {
                self.say("there are two entries with the id", id);
            }
            seen.push(id);
        }
    }

    fn known(&mut self, what: &str, ids: &[String], exists: impl Fn(&Catalog, &str) -> bool) {
        for id in ids {
            if !exists(self.catalog, id) {
                self.say(&["names an unknown ", what].concat(), id);
            }
        }
    }

    fn fields(&mut self, ids: &[String]) {
        self.known("field", ids, |catalog, id| catalog.field(id).is_some());
    }

    fn reasons(&mut self, ids: &[String]) {
        self.known("reason", ids, |catalog, id| catalog.reason.iter().any(|entry| entry.id == id));
    }

    fn kinds(&mut self, ids: &[String]) {
        self.known("evidence kind", ids, |catalog, id| catalog.evidence(id).is_some());
    }

    fn channels(&mut self, ids: &[String]) {
        self.known("channel", ids, |catalog, id| catalog.channel(id).is_some());
    }

    fn remedies(&mut self, ids: &[String]) {
        self.known("remedy", ids, |catalog, id| catalog.remedy.iter().any(|entry| entry.id == id));
    }

    fn deadlines(&mut self, ids: &[String]) {
        self.known("deadline", ids, |catalog, id| catalog.deadline(id).is_some());
    }

    fn articles(&mut self, ids: &[String]) {
        self.known("article", ids, |catalog, id| catalog.article(id).is_some());
    }

    fn events(&mut self, events: &[Event]) {
        for event in events {
            self.channels(&event.at);
        }
    }

    fn when(&mut self, when: &When) {
        self.reasons(&when.reasons);
        self.reasons(&when.except);
        self.remedies(&when.remedies);
        self.fields(&when.filled);
        self.fields(&when.empty);
        self.kinds(&when.holds);
        self.channels(&when.to);
        self.channels(&when.not_to);
        self.deadlines(&when.overdue);
        self.events(&when.log);
        self.events(&when.unless);
        for chosen in &when.chosen {
            self.fields(std::slice::from_ref(&chosen.field));
            let catalog = self.catalog;
            let options = catalog.field(&chosen.field).map_or(&[][..], |field| &field.option);
            for id in &chosen.is {
                if !options.iter().any(|option| &option.id == id) {
                    self.say("names an unknown option", id);
                }
            }
        }
    }

    fn words(&mut self, text: &Text) {
        if text.zh.trim().is_empty() || text.en.trim().is_empty() {
            self.say(
                "lacks one of its languages:",
                if text.zh.is_empty() { &text.en } else { &text.zh },
            );
        }
    }

    /// Words with placeholders: each must be a field, a general one, or one of `more`.
    fn filled(&mut self, text: &Text, more: &[&str]) {
        self.words(text);
        for words in [&text.zh, &text.en] {
            let mut depth = 0_i32;
            for character in words.chars() {
                depth += i32::from(character == '[') - i32::from(character == ']');
                if !(0..=1).contains(&depth) {
                    break;
                }
            }
            if depth != 0 {
                self.say("has brackets that do not pair in", words);
            }
            for piece in words.split('{').skip(1) {
                let Some((id, _)) = piece.split_once('}') else {
                    self.say("has a brace that is not closed in", words);
                    continue;
                };
                let catalog = self.catalog;
                if !more.contains(&id) && !PLACEHOLDERS.contains(&id) && catalog.field(id).is_none()
                {
                    self.say("has an unknown placeholder", id);
                }
            }
        }
    }
}

impl Catalog {
    /// Everything that is wrong with this catalogue; empty if nothing is.
    pub fn mistakes(&self) -> Vec<Mistake> {
        let mut check = Check { catalog: self, entry: String::new(), found: Vec::new() };
        check.ids("section", self.section.iter().map(|entry| entry.id.as_str()));
        check.ids("field", self.field.iter().map(|entry| entry.id.as_str()));
        check.ids("reason", self.reason.iter().map(|entry| entry.id.as_str()));
        check.ids("evidence", self.evidence.iter().map(|entry| entry.id.as_str()));
        check.ids("mark", self.mark.iter().map(|entry| entry.id.as_str()));
        check.ids("channel", self.channel.iter().map(|entry| entry.id.as_str()));
        check.ids("remedy", self.remedy.iter().map(|entry| entry.id.as_str()));
        check.ids("deadline", self.deadline.iter().map(|entry| entry.id.as_str()));
        check.ids("claim", self.claim.iter().map(|entry| entry.id.as_str()));
        check.ids("law", self.law.iter().map(|entry| entry.id.as_str()));
        check.ids("article", self.article.iter().map(|entry| entry.id.as_str()));
        check.ids("prevention", self.prevention.iter().map(|entry| entry.id.as_str()));
        check.ids("document", self.document.iter().map(|entry| entry.id.as_str()));
        check.ids("message", self.message.iter().map(|entry| entry.code.as_str()));
        self.check_form(&mut check);
        self.check_advice(&mut check);
        self.check_law(&mut check);
        self.check_documents(&mut check);
        check.found
    }

    fn check_form(&self, check: &mut Check) {
        for section in &self.section {
            check.at("section", &section.id);
            check.words(&section.label);
        }
        for field in &self.field {
            check.at("field", &field.id);
            check.words(&field.label);
            field.hint.iter().chain(&field.example).for_each(|text| check.words(text));
            if !self.section.iter().any(|section| section.id == field.section) {
                check.say("names an unknown section", &field.section);
            }
            field.option.iter().for_each(|option| check.words(&option.label));
            let listed = matches!(field.role, Some(Role::Reason | Role::Remedy));
            let chooses = matches!(field.kind, Kind::Choice | Kind::Choices);
            if chooses == (field.option.is_empty() && !listed) {
                check.say("has choices that do not fit its kind, in", &field.id);
            }
            if field.role.is_some()
                && self.field.iter().filter(|other| other.role == field.role).count() > 1
            {
                check.say("shares its role with another field:", &field.id);
            }
        }
        for message in &self.message {
            check.at("message", &message.code);
            check.words(&message.text);
        }
    }

    fn check_advice(&self, check: &mut Check) {
        for reason in &self.reason {
            check.at("reason", &reason.id);
            check.words(&reason.label);
            check.words(&reason.hint);
            let kinds = [&reason.essential, &reason.strong, &reason.helpful];
            kinds.into_iter().for_each(|ids| check.kinds(ids));
            let mut seen: Vec<&String> = Vec::new();
            for id in kinds.into_iter().flatten() {
                if seen.contains(&id) {
                    check.say("gives two strengths to", id);
                }
                seen.push(id);
            }
            check.remedies(&reason.remedies);
            check.fields(&reason.tells);
            check.articles(&reason.articles);
            reason.caution.iter().for_each(|text| check.words(text));
            for paragraph in &reason.paragraph {
                check.filled(&paragraph.text, &[]);
                check.when(&paragraph.when);
            }
        }
        check.entry = "reasons".into();
        if self.reason.iter().filter(|reason| reason.fallback).count() != 1 {
            check.say("exactly one must have", "fallback = true");
        }
        for mark in &self.mark {
            check.at("mark", &mark.id);
            check.words(&mark.label);
        }
        for kind in &self.evidence {
            check.at("evidence", &kind.id);
            [&kind.label, &kind.why, &kind.how, &kind.proves]
                .into_iter()
                .for_each(|text| check.words(text));
            check.known("mark", &kind.good, |catalog, id| {
                catalog.mark.iter().any(|mark| mark.id == id)
            });
        }
        for channel in &self.channel {
            check.at("channel", &channel.id);
            [&channel.label, &channel.addressee, &channel.purpose]
                .into_iter()
                .for_each(|text| check.words(text));
            channel
                .step
                .iter()
                .chain(&channel.waiting)
                .chain(&channel.entry.path)
                .for_each(|text| check.words(text));
            if !(1..=4).contains(&channel.rung) {
                check.say("has a rung outside 1–4:", &channel.id);
            }
            check.reasons(&channel.first_for);
            check.when(&channel.when);
            check.deadlines(channel.within.as_slice());
            check.deadlines(&channel.silence);
            check.fields(&channel.needs);
            check.known("document", &channel.documents, |catalog, id| {
                catalog.document(id).is_some()
            });
            for warning in &channel.warning {
                check.words(&warning.text);
                check.when(&warning.when);
                check.deadlines(warning.past.as_slice());
                check.articles(warning.article.as_slice());
            }
        }
        for remedy in &self.remedy {
            check.at("remedy", &remedy.id);
            check.words(&remedy.label);
            check.filled(&remedy.demand, &[]);
            for instead in &remedy.instead {
                check.filled(&instead.text, &[]);
                check.when(&instead.when);
            }
        }
        for tip in &self.prevention {
            check.at("prevention", &tip.id);
            check.words(&tip.label);
            check.when(&tip.when);
        }
    }

    fn check_law(&self, check: &mut Check) {
        for law in &self.law {
            check.at("law", &law.id);
            check.words(&law.title);
            if law.source.is_empty() {
                check.say("has no source:", &law.id);
            }
        }
        for article in &self.article {
            check.at("article", &article.id);
            check.words(&article.gist);
            if self.article(&article.id).is_none() {
                check.say("is of an unknown law:", &article.id);
            }
        }
        for deadline in &self.deadline {
            check.at("deadline", &deadline.id);
            check.words(&deadline.label);
            check.words(&deadline.next);
            if let Start::Fields(fields) = &deadline.starts {
                check.fields(fields);
            }
            if let Start::Log(event) = &deadline.starts {
                check.channels(&event.at);
            }
            check.when(&deadline.when);
            if !deadline.when.overdue.is_empty() {
                check.say("a clock cannot depend on another:", &deadline.id);
            }
            check.events(&deadline.stops);
            check.events(&deadline.restarts);
            check.articles(deadline.article.as_slice());
            if deadline.article.is_none() && deadline.source.is_none() {
                check.say("has neither article nor source:", &deadline.id);
            }
        }
        for claim in &self.claim {
            check.at("claim", &claim.id);
            check.words(&claim.label);
            check.words(&claim.condition);
            check.articles(std::slice::from_ref(&claim.article));
            check.when(&claim.when);
            check.deadlines(claim.within.as_slice());
            if let Amount::Field(id) | Amount::Times { of: id, .. } = &claim.amount {
                check.fields(std::slice::from_ref(id));
            }
            check.known("claim", &claim.instead_of, |catalog, id| {
                catalog.claim.iter().any(|claim| claim.id == id)
            });
        }
    }

    fn check_documents(&self, check: &mut Check) {
        for document in &self.document {
            check.at("document", &document.id);
            [&document.label, &document.purpose].into_iter().for_each(|text| check.words(text));
            check.filled(&document.title, &[]);
            check.fields(&document.needs);
            for part in &document.part {
                check.at("document", &[&document.id, " part ", &part.id].concat());
                check.words(&part.label);
                check.when(&part.when);
                for line in &part.line {
                    check.when(&line.when);
                    check.fields(line.field.as_slice());
                    let more = line.each.map_or(&[][..], item_placeholders);
                    line.text.iter().for_each(|text| check.filled(text, more));
                    line.label.iter().for_each(|text| check.words(text));
                    if line.field.is_none() && line.text.is_none() {
                        check.say("has a line without words:", &part.id);
                    }
                }
            }
        }
    }
}

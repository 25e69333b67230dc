//! The mistakes that can be made in a catalogue: dangling ids, missing words, unknown placeholders.

use super::*;
use crate::text::Joined;

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
        Each::Log => &["date", "item", "reference", "note"],
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

/// There are thousands of names, and each is looked for among those before it.
const SHELVES: usize = 64;

fn shelf(id: &str) -> usize {
    id.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % SHELVES
}

struct Check<'a> {
    /// Every entry: its kind and its id, by [`shelf`].
    names: [Vec<(&'static str, &'a str)>; SHELVES],
    /// Entries that an embedder has left out, by kind and id: what still asks for one asks in vain.
    without: &'a [String],
    entry: String,
    found: Vec<Mistake>,
}

impl<'a> Check<'a> {
    fn at(&mut self, kind: &str, id: &str) {
        self.entry = [kind, " ", id].joined("");
    }

    fn say(&mut self, problem: &str, about: &str) {
        let problem = [problem, " `", about, "`"].joined("");
        self.found.push(Mistake { entry: self.entry.clone(), problem });
    }

    fn name(&mut self, kind: &'static str, id: &'a str) {
        self.at(kind, id);
        if id.is_empty() || id.contains(['{', '}', '"', '\n']) {
            self.say("an id cannot be", id);
        }
        if self.named(kind, id) {
            self.say("there are two entries with the id", id);
        }
        self.put(kind, id);
    }

    fn put(&mut self, kind: &'static str, id: &'a str) {
        self.names.get_mut(shelf(id)).into_iter().for_each(|names| names.push((kind, id)));
    }

    fn named(&self, kind: &str, id: &str) -> bool {
        let mut names = self.names.get(shelf(id)).into_iter().flatten();
        names.any(|(of, name)| *of == kind && *name == id)
    }

    /// Whether there is such an entry, or was until it was left out.
    fn has(&self, kind: &str, id: &str) -> bool {
        self.named(kind, id) || self.lacks(kind, id)
    }

    fn lacks(&self, kind: &str, id: &str) -> bool {
        self.without.iter().any(|name| name.split_once(' ') == Some((kind, id)))
    }

    fn known(&mut self, kind: &str, ids: &[String]) {
        for id in ids {
            if !self.has(kind, id) {
                self.say(&["names an unknown ", kind].joined(""), id);
            }
        }
    }

    fn events(&mut self, events: &[Event]) {
        for event in events {
            self.known("channel", &event.at);
        }
    }

    fn when(&mut self, when: &When) {
        self.known("reason", &when.reasons);
        self.known("reason", &when.except);
        self.known("remedy", &when.remedies);
        self.known("field", &when.filled);
        self.known("field", &when.empty);
        self.known("evidence", &when.holds);
        self.known("channel", &when.to);
        self.known("channel", &when.not_to);
        self.known("deadline", &when.overdue);
        self.events(&when.log);
        self.events(&when.unless);
        self.known("field", &when.past);
        self.known("field", &when.not_ahead);
        self.known("deadline", &when.running);
        for chosen in when.chosen.iter().chain(&when.not_chosen) {
            self.known("field", std::slice::from_ref(&chosen.field));
            if !self.lacks("field", &chosen.field) {
                self.known("option", &chosen.is);
            }
        }
    }

    fn words(&mut self, texts: &[&Text]) {
        for text in texts {
            if text.zh.trim().is_empty() || text.en.trim().is_empty() {
                let other = if text.zh.is_empty() { &text.en } else { &text.zh };
                self.say("lacks one of its languages:", other);
            }
        }
    }

    fn list(&mut self, texts: &[Text]) {
        for text in texts {
            self.words(&[text]);
        }
    }

    /// A list of words that can be found: see [`Tone`].
    fn findable(&mut self, list: &str) {
        let found = |c: char| matches!(c, ' ' | '\n' | '，' | '0'..='9' | 'a'..='z' | '\u{3400}'..='\u{9fff}');
        if list.trim().is_empty() {
            self.say("has an empty list of words in", list);
        }
        if let Some(c) = list.chars().find(|c| !found(*c)) {
            self.say(
                "has in its words a character that is never found:",
                c.encode_utf8(&mut [0; 4]),
            );
        }
    }

    /// Words with placeholders: each must be a field, a general one, or one of `more`.
    fn filled(&mut self, text: &Text, more: &[&str]) {
        self.words(&[text]);
        for words in [&text.zh, &text.en] {
            let mut open = false;
            for character in words.chars().filter(|character| matches!(character, '[' | ']')) {
                if open == (character == '[') {
                    self.say("has brackets that do not pair in", words);
                }
                open = character == '[';
            }
            if open {
                self.say("has a bracket that is not closed in", words);
            }
            for piece in words.split('{').skip(1) {
                let Some((id, _)) = piece.split_once('}') else {
                    self.say("has a brace that is not closed in", words);
                    continue;
                };
                if !self.has("field", id) && !more.contains(&id) && !PLACEHOLDERS.contains(&id) {
                    self.say("has an unknown placeholder", id);
                }
            }
        }
    }
}

impl Catalog {
    /// Everything that is wrong with this catalogue; empty if nothing is.
    pub fn mistakes(&self) -> Vec<Mistake> {
        let mut check = Check {
            names: [const { Vec::new() }; SHELVES],
            without: &self.without,
            entry: String::new(),
            found: Vec::new(),
        };
        macro_rules! names {
            ($($kind:literal $list:ident $id:ident),*) => {
                $(for entry in &self.$list { check.name($kind, &entry.$id); })*
            };
        }
        names!(
            "section" section id, "field" field id, "reason" reason id, "evidence" evidence id,
            "mark" mark id, "channel" channel id, "remedy" remedy id, "deadline" deadline id,
            "claim" claim id, "law" law id, "article" article id, "prevention" prevention id,
            "document" document id, "message" message code
        );
        for option in self.field.iter().flat_map(|field| &field.option) {
            check.put("option", &option.id);
        }
        self.check_form(&mut check);
        self.check_reasons(&mut check);
        self.check_evidence(&mut check);
        self.check_channels(&mut check);
        self.check_law(&mut check);
        self.check_documents(&mut check);
        self.check_words(&mut check);
        self.check_cues(&mut check);
        check.found
    }

    fn check_form(&self, check: &mut Check) {
        for section in &self.section {
            check.at("section", &section.id);
            check.words(&[&section.label]);
        }
        for field in &self.field {
            check.at("field", &field.id);
            check.words(&[&field.label]);
            check.list(field.hint.as_slice());
            check.list(field.example.as_slice());
            check.known("section", std::slice::from_ref(&field.section));
            for option in &field.option {
                check.words(&[&option.label]);
            }
            let listed = matches!(field.role, Some(Role::Reason | Role::Remedy));
            let chooses = matches!(field.kind, Kind::Choice | Kind::Choices);
            if chooses == (field.option.is_empty() && !listed) {
                check.say("has choices that do not fit its kind, in", &field.id);
            }
            let same = |other: &&Field| field.role.is_some() && other.role == field.role;
            if self.field.iter().filter(same).count() > 1 {
                check.say("shares its role with another field:", &field.id);
            }
        }
        for message in &self.message {
            check.at("message", &message.code);
            check.words(&[&message.text]);
        }
    }

    fn check_reasons(&self, check: &mut Check) {
        for reason in &self.reason {
            check.at("reason", &reason.id);
            check.words(&[&reason.label, &reason.hint]);
            let mut seen: Vec<&String> = Vec::new();
            for ids in [&reason.essential, &reason.strong, &reason.helpful] {
                check.known("evidence", ids);
                for id in ids {
                    if seen.contains(&id) {
                        check.say("gives two strengths to", id);
                    }
                    seen.push(id);
                }
            }
            check.known("remedy", &reason.remedies);
            check.known("field", &reason.tells);
            check.known("article", &reason.articles);
            check.list(&reason.caution);
            for paragraph in &reason.paragraph {
                check.filled(&paragraph.text, &[]);
                check.when(&paragraph.when);
            }
        }
        check.at("reason", "fallback");
        if self.reason.iter().filter(|reason| reason.fallback).count() != 1 {
            check.say("exactly one must have", "fallback = true");
        }
        for remedy in &self.remedy {
            check.at("remedy", &remedy.id);
            check.words(&[&remedy.label]);
            check.filled(&remedy.demand, &[]);
            for instead in &remedy.instead {
                check.filled(&instead.text, &[]);
                check.when(&instead.when);
            }
        }
        for tip in &self.prevention {
            check.at("prevention", &tip.id);
            check.words(&[&tip.label]);
            check.when(&tip.when);
        }
    }

    fn check_evidence(&self, check: &mut Check) {
        for mark in &self.mark {
            check.at("mark", &mark.id);
            check.words(&[&mark.label]);
        }
        for kind in &self.evidence {
            check.at("evidence", &kind.id);
            check.words(&[&kind.label, &kind.why, &kind.how, &kind.proves]);
            check.known("mark", &kind.good);
        }
    }

    fn check_channels(&self, check: &mut Check) {
        for channel in &self.channel {
            check.at("channel", &channel.id);
            check.words(&[&channel.label, &channel.addressee, &channel.purpose]);
            check.list(&channel.step);
            check.list(channel.waiting.as_slice());
            check.list(channel.entry.path.as_slice());
            if !(1..=4).contains(&channel.rung) {
                check.say("has a rung outside 1–4:", &channel.id);
            }
            check.known("reason", &channel.first_for);
            check.when(&channel.when);
            check.known("deadline", channel.within.as_slice());
            check.known("deadline", &channel.silence);
            check.known("field", &channel.needs);
            check.known("document", &channel.documents);
            for warning in &channel.warning {
                check.words(&[&warning.text]);
                check.when(&warning.when);
                check.known("deadline", warning.past.as_slice());
                check.known("article", warning.article.as_slice());
            }
        }
    }

    fn check_law(&self, check: &mut Check) {
        for law in &self.law {
            check.at("law", &law.id);
            check.words(&[&law.title]);
            check.when(&law.when);
            if law.source.is_empty() {
                check.say("has no source:", &law.id);
            }
        }
        for article in &self.article {
            check.at("article", &article.id);
            check.words(&[&article.gist]);
            check.when(&article.when);
            if self.article(&article.id).is_none() {
                check.say("is of an unknown law:", &article.id);
            }
        }
        for deadline in &self.deadline {
            check.at("deadline", &deadline.id);
            check.words(&[&deadline.label, &deadline.next]);
            check.list(deadline.source.as_slice());
            match &deadline.starts {
                Start::Fields(fields) => check.known("field", fields),
                Start::Log(event) => check.known("channel", &event.at),
            }
            check.when(&deadline.when);
            if !(deadline.when.overdue.is_empty() && deadline.when.running.is_empty()) {
                check.say("a clock cannot depend on another:", &deadline.id);
            }
            check.events(&deadline.stops);
            check.events(&deadline.restarts);
            check.known("article", deadline.article.as_slice());
            if deadline.article.is_none() && deadline.source.is_none() {
                check.say("has neither article nor source:", &deadline.id);
            }
        }
        for claim in &self.claim {
            check.at("claim", &claim.id);
            check.words(&[&claim.label, &claim.condition]);
            check.known("article", std::slice::from_ref(&claim.article));
            check.when(&claim.when);
            check.known("deadline", claim.within.as_slice());
            check.known("claim", &claim.instead_of);
            check.known("field", claim.at_most.as_slice());
            if let Amount::Field(id) | Amount::Times { of: id, .. } = &claim.amount {
                check.known("field", std::slice::from_ref(id));
            }
        }
    }

    fn check_cues<'a>(&'a self, check: &mut Check<'a>) {
        for word in self.cue.iter().flat_map(|cue| &cue.words).chain(&self.button) {
            check.name("word", word);
            if word.bytes().any(|b| b.is_ascii_uppercase()) {
                check.say("must be lower case:", word);
            }
        }
        for cue in &self.cue {
            check.at("cue", cue.words.first().map_or("", String::as_str));
            if cue.words.is_empty() {
                check.say("has no words for", &cue.fields.joined(""));
            }
            check.known("field", &cue.fields);
            check.known("option", cue.option.as_slice());
        }
        for table in &self.table {
            check.at("table", table);
            for cell in table.split(',') {
                if !check.named("word", cell) {
                    check.say("has a column that no cue names:", cell);
                }
            }
        }
    }

    fn check_documents(&self, check: &mut Check) {
        for document in &self.document {
            check.at("document", &document.id);
            check.words(&[&document.label, &document.purpose]);
            check.filled(&document.title, &[]);
            check.known("field", &document.needs);
            for part in &document.part {
                check.at("document", &[&document.id, " part ", &part.id].joined(""));
                check.words(&[&part.label]);
                check.when(&part.when);
                for line in &part.line {
                    check.when(&line.when);
                    check.known("field", line.field.as_slice());
                    check.list(line.label.as_slice());
                    if let Some(text) = &line.text {
                        check.filled(text, line.each.map_or(&[], item_placeholders));
                    } else if line.field.is_none() {
                        check.say("has a line without words:", &part.id);
                    }
                }
            }
        }
    }

    /// The lists of words that free text is searched for.
    fn check_words(&self, check: &mut Check) {
        for tone in &self.tone {
            check.at("tone", &tone.words);
            check.words(&[&tone.neutral]);
            check.findable(&tone.words);
            let lists = [&tone.then, &tone.after, &tone.before];
            lists.into_iter().flatten().for_each(|list| check.findable(list));
        }
        for spelling in &self.spelling {
            check.at("spelling", &spelling.is);
            if spelling.is.chars().count() != 1 || spelling.also.is_empty() {
                check.say("needs one character and its variants:", &spelling.is);
            }
        }
        for story in &self.story {
            check.at("words of the reason", &story.reason);
            check.known("reason", std::slice::from_ref(&story.reason));
            check.findable(&story.words);
            story.then.iter().for_each(|list| check.findable(list));
        }
        for telling in &self.telling {
            check.at("telling", &telling.words);
            check.findable(&telling.words);
            telling.then.iter().for_each(|list| check.findable(list));
        }
    }
}

//! Mistakes that only show once the entries are read: what the packer sees by itself (unknown names, missing words,
//! wrong shapes) is not here.

use super::*;
use crate::text::Joined;

/// A mistake in a catalogue (目录错误): the entry it stands in and what is wrong, as one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mistake(pub String);

impl Mistake {
    /// All of them, one a line.
    pub fn lines(mistakes: &[Mistake]) -> String {
        mistakes.iter().map(|Mistake(line)| line.as_str()).collect::<Vec<_>>().joined("\n")
    }
}

/// Collects mistakes.
struct Check<'c> {
    catalog: &'c Catalog,
    found: Vec<Mistake>,
}

impl Catalog {
    /// Everything that is wrong with this catalogue; empty if nothing is.
    pub fn mistakes(&self) -> Vec<Mistake> {
        let mut check = Check { catalog: self, found: Vec::new() };
        check.fields();
        check.reasons();
        check.channels();
        check.law();
        check.documents();
        check.words();
        check.cues();
        check.found
    }
}

impl Check<'_> {
    fn say(&mut self, entry: &[&str], problem: &str, about: &str) {
        let entry = entry.joined(" ");
        self.found.push(Mistake([&entry, ": ", problem, " `", about, "`"].joined("")));
    }

    fn fields(&mut self) {
        let catalog = self.catalog;
        for (id, field) in catalog.fields.iter() {
            let name = catalog.name(id);
            let listed = matches!(field.role, Some(Role::Reason | Role::Remedy));
            if field.chooses() == (field.option.is_empty() && !listed) {
                self.say(&["field", name], "has choices that do not fit its kind, in", name);
            }
            let shares = |other: &Field| field.role.is_some() && other.role == field.role;
            if catalog.fields.iter().filter(|(_, other)| shares(other)).count() > 1 {
                self.say(&["field", name], "shares its role with another field:", name);
            }
        }
    }

    fn reasons(&mut self) {
        let catalog = self.catalog;
        for (id, reason) in catalog.reasons.iter() {
            let mut seen: Vec<Id<Evidence>> = Vec::new();
            for kind in reason.essential.iter().chain(&reason.strong).chain(&reason.helpful) {
                if seen.contains(kind) {
                    let kind = catalog.name(*kind);
                    self.say(&["reason", catalog.name(id)], "gives two strengths to", kind);
                }
                seen.push(*kind);
            }
        }
        if catalog.reasons.iter().filter(|(_, reason)| reason.fallback).count() != 1 {
            self.say(&["reason", "fallback"], "exactly one must have", "fallback = true");
        }
    }

    fn channels(&mut self) {
        let catalog = self.catalog;
        for (id, channel) in catalog.channels.iter() {
            let name = catalog.name(id);
            if !(1..=6).contains(&channel.tier) {
                self.say(&["channel", name], "has a tier outside 1–6:", name);
            }
        }
    }

    fn law(&mut self) {
        let catalog = self.catalog;
        for (id, law) in catalog.laws.iter() {
            let name = catalog.name(id);
            if catalog.text(law.source).is_empty() {
                self.say(&["law", name], "has no source:", name);
            }
        }
        for (id, _) in catalog.articles.iter() {
            let name = catalog.name(id);
            if catalog.law_of(id).some().is_none() {
                self.say(&["article", name], "is of an unknown law:", name);
            }
        }
        for (id, deadline) in catalog.deadlines.iter() {
            let name = catalog.name(id);
            if deadline.article.is_none() && deadline.source.is_none() {
                self.say(&["deadline", name], "has neither article nor source:", name);
            }
        }
    }

    fn documents(&mut self) {
        let catalog = self.catalog;
        for (id, document) in catalog.documents.iter() {
            for part in &document.part {
                let entry = ["document", catalog.name(id), "part", catalog.text(part.id)];
                for line in &part.line {
                    match line.text {
                        Some(text) => self.placeholders(&entry, text, line),
                        None if line.field.is_none() => {
                            self.say(&entry, "has a line without words:", catalog.text(part.id));
                        }
                        None => {}
                    }
                }
            }
        }
    }

    /// Placeholders of an item stand only where the list gives them, the days of a deadline only where the condition asks
    /// for one, a citation where the line names articles.
    fn placeholders(&mut self, entry: &[&str], ItemWords(text): ItemWords, line: &Line) {
        let catalog = self.catalog;
        let of_item = line.each.map_or(&[][..], Each::placeholders);
        let given = |value: &Placeholder| match value {
            Placeholder::Start | Placeholder::Due if !line.when.overdue.is_empty() => true,
            Placeholder::Citation if !line.articles.is_empty() => true,
            value => of_item.contains(value),
        };
        let mut unknown: Vec<&str> = Vec::new();
        for (locale, _) in catalog.locales.iter() {
            for token in catalog.template(text, Locale(locale.index() as u8)) {
                if let Token::Slot(Slot::Value(value)) = token
                    && !given(&value)
                    && !Placeholder::GENERAL.contains(&value)
                    && !unknown.contains(&value.name())
                {
                    unknown.push(value.name());
                }
            }
        }
        unknown.iter().for_each(|name| self.say(entry, "has an unknown placeholder", name));
    }

    fn words(&mut self) {
        let catalog = self.catalog;
        for (_, variant) in catalog.variants.iter() {
            let is = catalog.text(variant.is);
            if is.chars().count() != 1 || catalog.text(variant.also).is_empty() {
                self.say(&["variant", is], "needs one character and its variants:", is);
            }
        }
        for (_, message) in catalog.messages.iter() {
            let code = catalog.text(message.code);
            if Code::from_name(code).is_none() {
                self.say(&["message", code], "is for a code that nothing issues:", code);
            }
        }
    }

    fn cues(&mut self) {
        let catalog = self.catalog;
        let words = catalog.cues.iter().flat_map(|(_, cue)| &cue.words).copied();
        let buttons = catalog.buttons.iter().map(|(_, Button(word))| *word);
        let mut all: Vec<&str> = Vec::new();
        for word in words.chain(buttons).map(|word| catalog.text(word)) {
            if word.bytes().any(|b| b.is_ascii_uppercase()) {
                self.say(&["word", word], "must be lower case:", word);
            }
            let at = all.partition_point(|other| *other < word);
            if all.get(at) == Some(&word) {
                self.say(&["word", word], "there are two entries with the id", word);
            }
            all.insert(at, word);
        }
        for (_, cue) in catalog.cues.iter().filter(|(_, cue)| cue.words.is_empty()) {
            let field = cue.fields.first().map_or("", |field| catalog.name(*field));
            self.say(&["cue"], "has no words for", field);
        }
        for (_, Columns(columns)) in catalog.tables.iter() {
            let columns = catalog.text(*columns);
            for cell in columns.split(',').filter(|cell| all.binary_search(cell).is_err()) {
                self.say(&["table", columns], "has a column that no cue names:", cell);
            }
        }
    }
}

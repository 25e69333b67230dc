//! The catalogue in one language, as a host draws it: the form, and the words for every id.
//!
//! The file is longer than others because it lists every part of the answer.

use crate::case::Wording;
use crate::catalog::{
    self, Channel, Document, Evidence, Field, Id, LabelOf, Remedy, Role, Section, Text, Words,
};
use crate::date::Date;
use serde::{Serialize, Serializer};

/// Everything that a host needs to draw the form and to put words to an assessment (表单说明).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[allow(missing_docs)]
pub struct FormSpec<'a> {
    pub sections: Vec<SectionSpec<'a>>,
    pub reasons: Vec<ReasonSpec<'a>>,
    pub evidence: Vec<EvidenceSpec<'a>>,
    pub channels: Vec<ChannelSpec<'a>>,
    pub remedies: Vec<Label<'a>>,
    pub deadlines: Vec<DeadlineSpec<'a>>,
    /// Excuses that the other side may give; ids for `LogEntry.excuse`.
    pub excuses: Vec<ExcuseSpec<'a>>,
    /// Words for `Assessment.next.asks`.
    pub questions: Vec<Label<'a>>,
    pub claims: Vec<ClaimSpec<'a>>,
    pub prevention: Vec<Label<'a>>,
    pub documents: Vec<DocumentSpec<'a>>,
    /// Words for `Assessment.channels[].why` and `Assessment.next.why`.
    #[serde(serialize_with = "by_id")]
    pub whys: Vec<(&'a str, &'a str)>,
    /// Words for `Assessment.next.kind`.
    #[serde(serialize_with = "by_id")]
    pub steps: Vec<(&'a str, &'a str)>,
    /// Words for `LogEntry.action`.
    pub actions: Vec<Label<'a>>,
    /// Words for `Assessment.evidence.grade`.
    pub grades: Vec<Label<'a>>,
    /// Words for `Assessment.evidence.items[].strength`.
    pub strengths: Vec<Label<'a>>,
    pub catalog: CatalogSpec<'a>,
}

/// An id and its words.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Label<'a> {
    pub id: &'a str,
    pub label: &'a str,
}

/// A section of the form.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[allow(missing_docs)]
pub struct SectionSpec<'a> {
    pub id: &'a str,
    pub label: &'a str,
    pub fields: Vec<FieldSpec<'a>>,
}

/// A field of the form.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs)]
pub struct FieldSpec<'a> {
    pub id: &'a str,
    pub label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<&'a str>,
    pub kind: catalog::Kind,
    pub required: bool,
    /// Asked only where the case needs it: shown if it holds something, or while `Assessment.asked` names it.
    pub conditional: bool,
    /// Role by which code may know the field; ids are the catalogue's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Channels that need it even where the form does not.
    pub required_by: Vec<Id<Channel>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<Label<'a>>>,
    /// In UTF-16 units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// Example of a right value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<&'a str>,
    /// Contact data: left out of documents with `hideContact`.
    pub contact: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_mode: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub autocomplete: Option<&'a str>,
}

/// A reason to complain.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[allow(missing_docs)]
pub struct ReasonSpec<'a> {
    pub id: &'a str,
    pub label: &'a str,
    pub hint: &'a str,
    /// Cautions before acting.
    pub cautions: Vec<&'a str>,
    /// Remedies that people in this position usually ask for, best first.
    pub remedies: Vec<Id<Remedy>>,
    /// Fields whose facts a description with this reason needs.
    pub expects: Vec<Id<Field>>,
}

/// A kind of evidence.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[allow(missing_docs)]
pub struct EvidenceSpec<'a> {
    pub id: &'a str,
    pub label: &'a str,
    pub why: &'a str,
    pub how: &'a str,
    /// Facts that it proves, as a list of evidence states them.
    pub proves: &'a str,
    /// Source of such an exhibit, as a statement of claim words it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<&'a str>,
    /// Criteria of a good piece; the ids go into `Exhibit.shows`.
    pub good: Vec<Label<'a>>,
}

/// A channel.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs)]
pub struct ChannelSpec<'a> {
    pub id: &'a str,
    pub label: &'a str,
    /// Why one would take it.
    pub purpose: &'a str,
    pub steps: Vec<&'a str>,
    /// Script for the phone, a sentence each.
    pub say: Vec<&'a str>,
    /// Things to have at hand on the phone.
    pub at_hand: Vec<&'a str>,
    /// Data of the person that it gets to see.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sees: Option<&'a str>,
    /// Limits of its powers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limits: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting: Option<&'a str>,
    pub entry: EntrySpec<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_limit: Option<u32>,
    /// Documents that fit it, best first.
    pub documents: Vec<Id<Document>>,
    /// General reminders before filing.
    pub warnings: Vec<&'a str>,
    /// false: from general knowledge, shown as "please check".
    pub confirmed: bool,
    pub source: &'a str,
    /// Day the facts were checked.
    pub checked: Date,
}

/// Place where a channel is found.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[allow(missing_docs)]
pub struct EntrySpec<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<&'a str>,
}

/// A law with the article cited.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[allow(missing_docs)]
pub struct LawReference<'a> {
    pub title: &'a str,
    pub article: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'a str>,
    /// Day the text was checked.
    pub checked: Date,
}

/// An excuse that the other side may give (商家的说法).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[allow(missing_docs)]
pub struct ExcuseSpec<'a> {
    pub id: &'a str,
    pub label: &'a str,
    /// The demand to make in return.
    pub reply: &'a str,
    /// When the other side is right.
    pub holds: &'a str,
    /// Kinds of evidence that decide it.
    pub evidence: Vec<Id<Evidence>>,
}

/// A deadline.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[allow(missing_docs)]
pub struct DeadlineSpec<'a> {
    pub id: &'a str,
    pub label: &'a str,
    /// Advice on it, also where it has run out.
    pub next: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law: Option<LawReference<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<&'a str>,
    /// Remark beside the date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<&'a str>,
    /// false: nobody read an official text, shown as "please check".
    pub confirmed: bool,
}

/// A claim.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[allow(missing_docs)]
pub struct ClaimSpec<'a> {
    pub id: &'a str,
    pub label: &'a str,
    pub condition: &'a str,
    pub law: LawReference<'a>,
}

/// A document.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[allow(missing_docs)]
pub struct DocumentSpec<'a> {
    pub id: Id<Document>,
    pub label: &'a str,
    pub purpose: &'a str,
}

/// Version and review dates of the catalogue.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs)]
pub struct CatalogSpec<'a> {
    pub version: &'a str,
    /// Oldest day on which one of the laws was checked.
    pub law_checked_on: Date,
    /// Last day that a holiday table covers.
    pub holidays_until: Date,
}

/// The catalogue in one language.
pub fn form(wording: Wording<'_>) -> FormSpec<'_> {
    let of = Of(wording);
    let catalog = wording.catalog;
    let years = catalog.years.iter().filter_map(|year| Date::new(year.year, 12, 31));
    let checked = catalog.laws.iter().map(|(_, law)| law.checked);
    FormSpec {
        sections: catalog.sections.iter().map(|(id, it)| of.section(id, it)).collect(),
        reasons: catalog.reasons.iter().map(|(_, it)| of.reason(it)).collect(),
        evidence: catalog.evidence.iter().map(|(_, it)| of.evidence(it)).collect(),
        channels: catalog.channels.iter().map(|(_, it)| of.channel(it)).collect(),
        remedies: of.remedies(),
        excuses: catalog.excuses.iter().map(|(_, it)| of.excuse(it)).collect(),
        questions: catalog.questions.iter().map(|(_, it)| of.label(it.id, it.text)).collect(),
        deadlines: catalog.deadlines.iter().map(|(_, it)| of.deadline(it)).collect(),
        claims: catalog.claims.iter().filter_map(|(_, it)| of.claim(it)).collect(),
        prevention: catalog.tips.iter().map(|(_, it)| of.label(it.id, it.label)).collect(),
        documents: catalog.documents.iter().map(|(id, _)| of.document(id)).collect(),
        whys: of.pairs(LabelOf::Why),
        steps: of.pairs(LabelOf::Next),
        actions: of.actions(),
        grades: of.labels(LabelOf::Grade),
        strengths: of.labels(LabelOf::Strength),
        catalog: CatalogSpec {
            version: catalog.text(catalog.version),
            law_checked_on: checked.min().unwrap_or_default(),
            holidays_until: years.max().unwrap_or_default(),
        },
    }
}

/// Pairs as an object.
fn by_id<S: Serializer>(pairs: &[(&str, &str)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(pairs.iter().map(|(id, words)| (id, words)))
}

/// A catalogue in a language.
#[derive(Clone, Copy)]
struct Of<'a>(Wording<'a>);

impl<'a> Of<'a> {
    fn text(self, text: Text) -> &'a str {
        self.0.catalog.text(text)
    }

    fn words(self, words: Words) -> &'a str {
        self.0.words(words)
    }

    fn all(self, words: &[Words]) -> Vec<&'a str> {
        words.iter().map(|it| self.words(*it)).collect()
    }

    fn label(self, id: Text, label: Words) -> Label<'a> {
        Label { id: self.text(id), label: self.words(label) }
    }

    fn labels(self, of: LabelOf) -> Vec<Label<'a>> {
        let labels = self.0.catalog.labels.iter().filter(|(_, label)| label.of == of);
        labels.map(|(_, label)| self.label(label.id, label.label)).collect()
    }

    fn actions(self) -> Vec<Label<'a>> {
        let actions = self.0.catalog.actions.iter();
        let label = |action: &catalog::ActionEntry| Label {
            id: action.id.name(),
            label: self.words(action.label),
        };
        actions.map(|(_, action)| label(action)).collect()
    }

    fn section(self, id: Id<Section>, section: &Section) -> SectionSpec<'a> {
        let fields = self.0.catalog.fields.iter().filter(|(_, field)| field.section == id);
        SectionSpec {
            id: self.text(section.id),
            label: self.words(section.label),
            fields: fields.map(|(id, field)| self.field(id, field)).collect(),
        }
    }

    fn field(self, id: Id<Field>, field: &Field) -> FieldSpec<'a> {
        let channels = self.0.catalog.channels.iter();
        let needing = channels.filter(|(_, channel)| channel.needs.contains(&id));
        FieldSpec {
            id: self.text(field.id),
            label: self.words(field.label),
            hint: field.hint.map(|hint| self.words(hint)),
            kind: field.kind,
            required: field.required,
            conditional: field.is_conditional(),
            role: field.role,
            required_by: needing.map(|(id, _)| id).collect(),
            options: field.chooses().then(|| self.options(field)),
            max_length: field.max,
            example: field.example.map(|example| self.words(example)),
            contact: field.contact,
            input_mode: field.input_mode.map(|mode| self.text(mode)),
            autocomplete: field.autocomplete.map(|name| self.text(name)),
        }
    }

    fn options(self, field: &Field) -> Vec<Label<'a>> {
        let catalog = self.0.catalog;
        match field.role {
            Some(Role::Reason) => {
                catalog.reasons.iter().map(|(_, it)| self.label(it.id, it.label)).collect()
            }
            Some(Role::Remedy) => self.remedies(),
            _ => {
                let label = |option: &catalog::ChoiceEntry| Label {
                    id: catalog.choice_name(option.id),
                    label: self.words(option.label),
                };
                field.option.iter().map(label).collect()
            }
        }
    }

    fn remedies(self) -> Vec<Label<'a>> {
        let remedies = self.0.catalog.remedies.iter();
        remedies.map(|(_, it)| self.label(it.id, it.label)).collect()
    }

    fn reason(self, reason: &catalog::Reason) -> ReasonSpec<'a> {
        let catalog = self.0.catalog;
        let remedies = reason.remedies.iter().copied();
        let expects = reason.expects.iter().copied();
        ReasonSpec {
            id: self.text(reason.id),
            label: self.words(reason.label),
            hint: self.words(reason.hint),
            cautions: self.all(&reason.caution),
            remedies: remedies.filter(|id| catalog.remedies.contains(*id)).collect(),
            expects: expects.filter(|id| catalog.fields.contains(*id)).collect(),
        }
    }

    fn evidence(self, kind: &catalog::Evidence) -> EvidenceSpec<'a> {
        let criteria = self.0.catalog.criteria.iter();
        let good = criteria.filter(|(id, _)| kind.good.contains(id));
        EvidenceSpec {
            id: self.text(kind.id),
            label: self.words(kind.label),
            why: self.words(kind.why),
            how: self.words(kind.how),
            proves: self.words(kind.proves),
            source: kind.source.map(|source| self.words(source)),
            good: good.map(|(_, it)| self.label(it.id, it.label)).collect(),
        }
    }

    fn channel(self, channel: &catalog::Channel) -> ChannelSpec<'a> {
        let catalog = self.0.catalog;
        let documents = channel.documents.iter().copied();
        let reminders = channel.warning.iter().filter(|warning| warning.always);
        ChannelSpec {
            id: self.text(channel.id),
            label: self.words(channel.label),
            purpose: self.words(channel.purpose),
            steps: self.all(&channel.step),
            say: self.all(&channel.say),
            at_hand: self.all(&channel.at_hand),
            sees: channel.sees.map(|sees| self.words(sees)),
            limits: channel.limits.map(|limits| self.words(limits)),
            waiting: channel.waiting.map(|waiting| self.words(waiting)),
            entry: EntrySpec {
                url: channel.entry.url.map(|url| self.text(url)),
                phone: channel.entry.phone.map(|phone| self.text(phone)),
                path: channel.entry.path.map(|path| self.words(path)),
            },
            text_limit: channel.text_limit,
            documents: documents.filter(|id| catalog.documents.contains(*id)).collect(),
            warnings: reminders.map(|warning| self.words(warning.text)).collect(),
            confirmed: channel.confirmed,
            source: self.text(channel.source),
            checked: channel.checked,
        }
    }

    fn pairs(self, of: LabelOf) -> Vec<(&'a str, &'a str)> {
        let labels = self.labels(of).into_iter();
        labels.map(|Label { id, label }| (id, label)).collect()
    }

    fn excuse(self, excuse: &catalog::Excuse) -> ExcuseSpec<'a> {
        let kinds = excuse.evidence.iter().copied();
        ExcuseSpec {
            id: self.text(excuse.id),
            label: self.words(excuse.label),
            reply: self.words(excuse.reply),
            holds: self.words(excuse.holds),
            evidence: kinds.filter(|id| self.0.catalog.evidence.contains(*id)).collect(),
        }
    }

    fn deadline(self, deadline: &catalog::Deadline) -> DeadlineSpec<'a> {
        DeadlineSpec {
            id: self.text(deadline.id),
            label: self.words(deadline.label),
            next: self.words(deadline.next),
            law: deadline.article.and_then(|article| self.law(article)),
            source: deadline.source.map(|source| self.words(source)),
            remark: deadline.remark.map(|remark| self.words(remark)),
            confirmed: !deadline.unconfirmed,
        }
    }

    fn claim(self, claim: &catalog::Claim) -> Option<ClaimSpec<'a>> {
        Some(ClaimSpec {
            id: self.text(claim.id),
            label: self.words(claim.label),
            condition: self.words(claim.condition),
            law: self.law(claim.article)?,
        })
    }

    fn document(self, id: Id<Document>) -> DocumentSpec<'a> {
        let document = &self.0.catalog[id];
        DocumentSpec {
            id,
            label: self.words(document.label),
            purpose: self.words(document.purpose),
        }
    }

    fn law(self, article: Id<catalog::Article>) -> Option<LawReference<'a>> {
        let catalog = self.0.catalog;
        let id = catalog.law_of(article);
        let law = &catalog[id];
        let there = catalog.laws.contains(id) && catalog.articles.contains(article);
        there.then(|| LawReference {
            title: self.words(law.title),
            article: catalog.number_of(article),
            url: law.url.map(|url| self.text(url)),
            checked: law.checked,
        })
    }
}

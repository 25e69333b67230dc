//! The catalogue in one locale, as a host draws it: the form, and the words for every id.

use crate::catalog::{self, Catalog, Field, Kind, Locale, Named, Role, Text};
use crate::date::Date;
use serde::Serialize;

/// Everything that a host needs to draw the form and to put words to an assessment (表单说明).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[allow(missing_docs)]
pub struct FormSpec<'a> {
    pub sections: Vec<SectionSpec<'a>>,
    pub reasons: Vec<ReasonSpec<'a>>,
    pub evidence: Vec<EvidenceSpec<'a>>,
    pub channels: Vec<ChannelSpec<'a>>,
    pub remedies: Vec<Label<'a>>,
    pub deadlines: Vec<DeadlineSpec<'a>>,
    pub claims: Vec<ClaimSpec<'a>>,
    pub prevention: Vec<Label<'a>>,
    pub documents: Vec<DocumentSpec<'a>>,
    /// Words for `Assessment.channels[].why`.
    pub whys: Vec<Label<'a>>,
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
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[allow(missing_docs)]
pub struct Label<'a> {
    pub id: &'a str,
    pub label: &'a str,
}

/// A section of the form.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[allow(missing_docs)]
pub struct SectionSpec<'a> {
    pub id: &'a str,
    pub label: &'a str,
    pub fields: Vec<FieldSpec<'a>>,
}

/// A field of the form.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[allow(missing_docs)]
pub struct FieldSpec<'a> {
    pub id: &'a str,
    pub label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<&'a str>,
    pub kind: Kind,
    pub required: bool,
    /// Channels that need it even where the form does not.
    pub required_by: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<Label<'a>>>,
    /// In UTF-16 units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// What a right value looks like.
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
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[allow(missing_docs)]
pub struct ReasonSpec<'a> {
    pub id: &'a str,
    pub label: &'a str,
    pub hint: &'a str,
    /// What to mind before acting.
    pub cautions: Vec<&'a str>,
    /// Remedy ids that people in this position usually ask for, best first.
    pub remedies: &'a [String],
    /// Field ids whose facts this story needs.
    pub tells: &'a [String],
}

/// A kind of evidence.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[allow(missing_docs)]
pub struct EvidenceSpec<'a> {
    pub id: &'a str,
    pub label: &'a str,
    pub why: &'a str,
    pub how: &'a str,
    /// What a good piece shows; the ids go into `Exhibit.shows`.
    pub good: Vec<Label<'a>>,
}

/// A channel.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[allow(missing_docs)]
pub struct ChannelSpec<'a> {
    pub id: &'a str,
    pub label: &'a str,
    /// Why one would take it.
    pub purpose: &'a str,
    pub steps: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting: Option<&'a str>,
    pub entry: EntrySpec<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_limit: Option<u32>,
    /// Documents that fit it, best first.
    pub documents: &'a [String],
    /// General reminders before filing.
    pub warnings: Vec<&'a str>,
    /// false: from general knowledge, shown as "please check".
    pub confirmed: bool,
    pub source: &'a str,
    /// Day the facts were checked.
    pub checked: Date,
}

/// Where a channel is found.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
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
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[allow(missing_docs)]
pub struct LawReference<'a> {
    pub title: &'a str,
    pub article: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'a str>,
    /// Day the text was checked.
    pub checked: Date,
}

/// A deadline.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[allow(missing_docs)]
pub struct DeadlineSpec<'a> {
    pub id: &'a str,
    pub label: &'a str,
    /// What to do about it, or when it has run out.
    pub next: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law: Option<LawReference<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<&'a str>,
}

/// A claim.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[allow(missing_docs)]
pub struct ClaimSpec<'a> {
    pub id: &'a str,
    pub label: &'a str,
    pub condition: &'a str,
    pub law: LawReference<'a>,
}

/// A document.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[allow(missing_docs)]
pub struct DocumentSpec<'a> {
    pub id: &'a str,
    pub label: &'a str,
    pub purpose: &'a str,
}

/// Version and review dates of the catalogue.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[allow(missing_docs)]
pub struct CatalogSpec<'a> {
    pub version: &'a str,
    /// Oldest day on which one of the laws was checked.
    pub law_checked_on: Date,
    /// Last day that a holiday table covers.
    pub holidays_until: Date,
}

/// The catalogue in one locale.
pub fn form(catalog: &Catalog, locale: Locale) -> FormSpec<'_> {
    let of = Of { catalog, locale };
    let whys = catalog.message.iter().filter(|message| message.code.starts_with("why."));
    let years = catalog.holiday.iter().filter_map(|year| Date::new(year.year, 12, 31));
    FormSpec {
        sections: catalog.section.iter().map(|section| of.section(section)).collect(),
        reasons: catalog.reason.iter().map(|reason| of.reason(reason)).collect(),
        evidence: catalog.evidence.iter().map(|kind| of.evidence(kind)).collect(),
        channels: catalog.channel.iter().map(|channel| of.channel(channel)).collect(),
        remedies: of.remedies(),
        deadlines: catalog.deadline.iter().map(|deadline| of.deadline(deadline)).collect(),
        claims: catalog.claim.iter().filter_map(|claim| of.claim(claim)).collect(),
        prevention: catalog.prevention.iter().map(|tip| of.label(&tip.id, &tip.label)).collect(),
        documents: catalog.document.iter().map(|document| of.document(document)).collect(),
        whys: whys.map(|message| of.label(&message.code, &message.text)).collect(),
        actions: of.coded("action."),
        grades: of.coded("grade."),
        strengths: of.coded("strength."),
        catalog: CatalogSpec {
            version: catalog.version.as_deref().unwrap_or_default(),
            law_checked_on: catalog.law.iter().map(|law| law.checked).min().unwrap_or_default(),
            holidays_until: years.max().unwrap_or_default(),
        },
    }
}

/// A catalogue in a locale.
#[derive(Clone, Copy)]
struct Of<'a> {
    catalog: &'a Catalog,
    locale: Locale,
}

impl<'a> Of<'a> {
    fn words(self, text: &'a Text) -> &'a str {
        text.get(self.locale)
    }

    fn all(self, texts: &'a [Text]) -> Vec<&'a str> {
        texts.iter().map(|text| self.words(text)).collect()
    }

    fn label(self, id: &'a str, text: &'a Text) -> Label<'a> {
        Label { id, label: self.words(text) }
    }

    /// The messages of a family, by what follows its name.
    fn coded(self, family: &str) -> Vec<Label<'a>> {
        let messages = self.catalog.message.iter();
        let found =
            messages.filter_map(|it| Some(self.label(it.code.strip_prefix(family)?, &it.text)));
        found.collect()
    }

    fn section(self, section: &'a Named) -> SectionSpec<'a> {
        let fields = self.catalog.field.iter().filter(|field| field.section == section.id);
        SectionSpec {
            id: &section.id,
            label: self.words(&section.label),
            fields: fields.map(|field| self.field(field)).collect(),
        }
    }

    fn field(self, field: &'a Field) -> FieldSpec<'a> {
        let channels =
            self.catalog.channel.iter().filter(|channel| channel.needs.contains(&field.id));
        let chooses = matches!(field.kind, Kind::Choice | Kind::Choices);
        FieldSpec {
            id: &field.id,
            label: self.words(&field.label),
            hint: field.hint.as_ref().map(|hint| self.words(hint)),
            kind: field.kind,
            required: field.required,
            required_by: channels.map(|channel| channel.id.as_str()).collect(),
            options: chooses.then(|| self.options(field)),
            max_length: field.max,
            example: field.example.as_ref().map(|example| self.words(example)),
            contact: field.contact,
            input_mode: field.input_mode.as_deref(),
            autocomplete: field.autocomplete.as_deref(),
        }
    }

    fn options(self, field: &'a Field) -> Vec<Label<'a>> {
        match field.role {
            Some(Role::Reason) => {
                let reasons = self.catalog.reason.iter();
                reasons.map(|entry| self.label(&entry.id, &entry.label)).collect()
            }
            Some(Role::Remedy) => self.remedies(),
            _ => field.option.iter().map(|option| self.label(&option.id, &option.label)).collect(),
        }
    }

    fn remedies(self) -> Vec<Label<'a>> {
        self.catalog.remedy.iter().map(|entry| self.label(&entry.id, &entry.label)).collect()
    }

    fn reason(self, reason: &'a catalog::Reason) -> ReasonSpec<'a> {
        ReasonSpec {
            id: &reason.id,
            label: self.words(&reason.label),
            hint: self.words(&reason.hint),
            cautions: self.all(&reason.caution),
            remedies: &reason.remedies,
            tells: &reason.tells,
        }
    }

    fn evidence(self, kind: &'a catalog::Evidence) -> EvidenceSpec<'a> {
        let good = self.catalog.mark.iter().filter(|mark| kind.good.contains(&mark.id));
        EvidenceSpec {
            id: &kind.id,
            label: self.words(&kind.label),
            why: self.words(&kind.why),
            how: self.words(&kind.how),
            good: good.map(|mark| self.label(&mark.id, &mark.label)).collect(),
        }
    }

    fn channel(self, channel: &'a catalog::Channel) -> ChannelSpec<'a> {
        let reminders = channel.warning.iter().filter(|warning| warning.always);
        ChannelSpec {
            id: &channel.id,
            label: self.words(&channel.label),
            purpose: self.words(&channel.purpose),
            steps: self.all(&channel.step),
            waiting: channel.waiting.as_ref().map(|waiting| self.words(waiting)),
            entry: EntrySpec {
                url: channel.entry.url.as_deref(),
                phone: channel.entry.phone.as_deref(),
                path: channel.entry.path.as_ref().map(|path| self.words(path)),
            },
            text_limit: channel.text_limit,
            documents: &channel.documents,
            warnings: reminders.map(|warning| self.words(&warning.text)).collect(),
            confirmed: channel.confirmed,
            source: &channel.source,
            checked: channel.checked,
        }
    }

    fn deadline(self, deadline: &'a catalog::Deadline) -> DeadlineSpec<'a> {
        DeadlineSpec {
            id: &deadline.id,
            label: self.words(&deadline.label),
            next: self.words(&deadline.next),
            law: deadline.article.as_ref().and_then(|id| self.law(id)),
            source: deadline.source.as_ref().map(|source| self.words(source)),
        }
    }

    fn claim(self, claim: &'a catalog::Claim) -> Option<ClaimSpec<'a>> {
        Some(ClaimSpec {
            id: &claim.id,
            label: self.words(&claim.label),
            condition: self.words(&claim.condition),
            law: self.law(&claim.article)?,
        })
    }

    fn document(self, document: &'a catalog::Document) -> DocumentSpec<'a> {
        DocumentSpec {
            id: &document.id,
            label: self.words(&document.label),
            purpose: self.words(&document.purpose),
        }
    }

    fn law(self, id: &'a str) -> Option<LawReference<'a>> {
        let (law, _) = self.catalog.article(id)?;
        let (_, article) = id.rsplit_once(' ')?;
        Some(LawReference {
            title: self.words(&law.title),
            article,
            url: law.url.as_deref(),
            checked: law.checked,
        })
    }
}

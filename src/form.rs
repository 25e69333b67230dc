//! The catalogue in one locale, as a host draws it: the form, and the words for every id.

use crate::catalog::{Catalog, Kind, Locale, Named, Role, Text};
use serde::Serialize;

/// Everything that a host needs to draw the form and to put words to an assessment (表单说明).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[allow(missing_docs)]
pub struct FormSpec {
    pub sections: Vec<SectionSpec>,
    pub reasons: Vec<ReasonSpec>,
    pub evidence: Vec<EvidenceSpec>,
    pub channels: Vec<ChannelSpec>,
    pub remedies: Vec<Label>,
    pub deadlines: Vec<DeadlineSpec>,
    pub claims: Vec<ClaimSpec>,
    pub prevention: Vec<Label>,
    pub documents: Vec<DocumentSpec>,
    /// Words for `Assessment.channels[].why`.
    pub whys: Vec<Label>,
    /// Words for `LogEntry.action`.
    pub actions: Vec<Label>,
    /// Words for `Assessment.evidence.grade`.
    pub grades: Vec<Label>,
    /// Words for `Assessment.evidence.items[].strength`.
    pub strengths: Vec<Label>,
    pub catalog: CatalogSpec,
}

/// An id and its words.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[allow(missing_docs)]
pub struct Label {
    pub id: String,
    pub label: String,
}

/// A section of the form.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[allow(missing_docs)]
pub struct SectionSpec {
    pub id: String,
    pub label: String,
    pub fields: Vec<FieldSpec>,
}

/// A field of the form.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[allow(missing_docs)]
pub struct FieldSpec {
    pub id: String,
    pub label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    pub kind: Kind,
    pub required: bool,
    /// Channels that need it even where the form does not.
    pub required_by: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<Label>>,
    /// In UTF-16 units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// What a right value looks like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// Contact data: left out of documents with `hideContact`.
    pub contact: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub autocomplete: Option<String>,
}

/// A reason to complain.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[allow(missing_docs)]
pub struct ReasonSpec {
    pub id: String,
    pub label: String,
    pub hint: String,
    /// What to mind before acting.
    pub cautions: Vec<String>,
    /// Remedy ids that people in this position usually ask for, best first.
    pub remedies: Vec<String>,
    /// Field ids whose facts this story needs.
    pub tells: Vec<String>,
}

/// A kind of evidence.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[allow(missing_docs)]
pub struct EvidenceSpec {
    pub id: String,
    pub label: String,
    pub why: String,
    pub how: String,
    /// What a good piece shows; the ids go into `Exhibit.shows`.
    pub good: Vec<Label>,
}

/// A channel.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[allow(missing_docs)]
pub struct ChannelSpec {
    pub id: String,
    pub label: String,
    /// Why one would take it.
    pub purpose: String,
    pub steps: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting: Option<String>,
    pub entry: EntrySpec,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_limit: Option<u32>,
    /// Documents that fit it, best first.
    pub documents: Vec<String>,
    /// General reminders before filing.
    pub warnings: Vec<String>,
    /// false: from general knowledge, shown as "please check".
    pub confirmed: bool,
    pub source: String,
    /// Day the facts were checked.
    pub checked: String,
}

/// Where a channel is found.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[allow(missing_docs)]
pub struct EntrySpec {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// A law with the article cited.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[allow(missing_docs)]
pub struct LawReference {
    pub title: String,
    pub article: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Day the text was checked.
    pub checked: String,
}

/// A deadline.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[allow(missing_docs)]
pub struct DeadlineSpec {
    pub id: String,
    pub label: String,
    /// What to do about it, or when it has run out.
    pub next: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law: Option<LawReference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A claim.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[allow(missing_docs)]
pub struct ClaimSpec {
    pub id: String,
    pub label: String,
    pub condition: String,
    pub law: LawReference,
}

/// A document.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[allow(missing_docs)]
pub struct DocumentSpec {
    pub id: String,
    pub label: String,
    pub purpose: String,
}

/// Version and review dates of the catalogue.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[allow(missing_docs)]
pub struct CatalogSpec {
    pub version: String,
    /// Oldest day on which one of the laws was checked.
    pub law_checked_on: String,
    /// Last day that a holiday table covers.
    pub holidays_until: String,
}

/// The catalogue in one locale.
pub fn form(catalog: &Catalog, locale: Locale) -> FormSpec {
    let words = |text: &Text| text.get(locale).to_string();
    let all = |texts: &[Text]| texts.iter().map(words).collect::<Vec<_>>();
    let named = |id: &str, text: &Text| Label { id: id.to_string(), label: words(text) };
    let coded = |family: &str| {
        let of = |code: &str| code.strip_prefix(family).map(str::to_string);
        let found = catalog.message.iter().filter_map(|message| Some((of(&message.code)?, message)));
        found.map(|(id, message)| named(&id, &message.text)).collect::<Vec<_>>()
    };
    let whys = catalog.message.iter().filter(|message| message.code.starts_with("why."));
    let years = catalog.holiday.iter().map(|holiday| holiday.year).max();
    FormSpec {
        sections: catalog.section.iter().map(|section| section_spec(catalog, locale, section)).collect(),
        reasons: catalog
            .reason
            .iter()
            .map(|reason| ReasonSpec {
                id: reason.id.clone(),
                label: words(&reason.label),
                hint: words(&reason.hint),
                cautions: all(&reason.caution),
                remedies: reason.remedies.clone(),
                tells: reason.tells.clone(),
            })
            .collect(),
        evidence: catalog
            .evidence
            .iter()
            .map(|kind| EvidenceSpec {
                id: kind.id.clone(),
                label: words(&kind.label),
                why: words(&kind.why),
                how: words(&kind.how),
                good: catalog
                    .mark
                    .iter()
                    .filter(|mark| kind.good.contains(&mark.id))
                    .map(|mark| named(&mark.id, &mark.label))
                    .collect(),
            })
            .collect(),
        channels: catalog
            .channel
            .iter()
            .map(|channel| ChannelSpec {
                id: channel.id.clone(),
                label: words(&channel.label),
                purpose: words(&channel.purpose),
                steps: all(&channel.step),
                waiting: channel.waiting.as_ref().map(words),
                entry: EntrySpec {
                    url: channel.entry.url.clone(),
                    phone: channel.entry.phone.clone(),
                    path: channel.entry.path.as_ref().map(words),
                },
                text_limit: channel.text_limit,
                documents: channel.documents.clone(),
                warnings: channel
                    .warning
                    .iter()
                    .filter(|warning| warning.always)
                    .map(|warning| words(&warning.text))
                    .collect(),
                confirmed: channel.confirmed,
                source: channel.source.clone(),
                checked: channel.checked.to_string(),
            })
            .collect(),
        remedies: catalog.remedy.iter().map(|remedy| named(&remedy.id, &remedy.label)).collect(),
        deadlines: catalog
            .deadline
            .iter()
            .map(|deadline| DeadlineSpec {
                id: deadline.id.clone(),
                label: words(&deadline.label),
                next: words(&deadline.next),
                law: deadline.article.as_ref().and_then(|id| law(catalog, locale, id)),
                source: deadline.source.clone(),
            })
            .collect(),
        claims: catalog
            .claim
            .iter()
            .filter_map(|claim| {
                Some(ClaimSpec {
                    id: claim.id.clone(),
                    label: words(&claim.label),
                    condition: words(&claim.condition),
                    law: law(catalog, locale, &claim.article)?,
                })
            })
            .collect(),
        prevention: catalog.prevention.iter().map(|tip| named(&tip.id, &tip.label)).collect(),
        documents: catalog
            .document
            .iter()
            .map(|document| DocumentSpec {
                id: document.id.clone(),
                label: words(&document.label),
                purpose: words(&document.purpose),
            })
            .collect(),
        whys: whys.map(|message| named(&message.code, &message.text)).collect(),
        actions: coded("action."),
        grades: coded("grade."),
        strengths: coded("strength."),
        catalog: CatalogSpec {
            version: catalog.version.clone().unwrap_or_default(),
            law_checked_on: catalog
                .law
                .iter()
                .map(|law| law.checked)
                .min()
                .map_or(String::new(), |date| date.to_string()),
            holidays_until: years.map_or(String::new(), |year| format!("{year}-12-31")),
        },
    }
}

fn section_spec(catalog: &Catalog, locale: Locale, section: &Named) -> SectionSpec {
    let label = |id: &str, text: &Text| Label { id: id.to_string(), label: text.get(locale).to_string() };
    let options = |field: &crate::catalog::Field| -> Vec<Label> {
        match field.role {
            Some(Role::Reason) => {
                catalog.reason.iter().map(|entry| label(&entry.id, &entry.label)).collect()
            }
            Some(Role::Remedy) => {
                catalog.remedy.iter().map(|entry| label(&entry.id, &entry.label)).collect()
            }
            _ => field.option.iter().map(|option| label(&option.id, &option.label)).collect(),
        }
    };
    let words = |text: &Text| text.get(locale).to_string();
    let needed_by = |id: &String| {
        let channels = catalog.channel.iter().filter(|channel| channel.needs.contains(id));
        channels.map(|channel| channel.id.clone()).collect()
    };
    let fields = catalog.field.iter().filter(|field| field.section == section.id);
    let fields = fields.map(|field| FieldSpec {
        id: field.id.clone(),
        label: words(&field.label),
        hint: field.hint.as_ref().map(words),
        kind: field.kind,
        required: field.required,
        required_by: needed_by(&field.id),
        options: matches!(field.kind, Kind::Choice | Kind::Choices).then(|| options(field)),
        max_length: field.max,
        example: field.example.as_ref().map(words),
        contact: field.contact,
        input_mode: field.input_mode.clone(),
        autocomplete: field.autocomplete.clone(),
    });
    SectionSpec { id: section.id.clone(), label: words(&section.label), fields: fields.collect() }
}

fn law(catalog: &Catalog, locale: Locale, id: &str) -> Option<LawReference> {
    let (law, _) = catalog.article(id)?;
    let (_, number) = id.rsplit_once(' ')?;
    Some(LawReference {
        title: law.title.get(locale).to_string(),
        article: number.to_string(),
        url: law.url.clone(),
        checked: law.checked.to_string(),
    })
}

//! What the tests on free text share.

use tousu::{Catalog, Date, Draft, Issue, Locale, Raw, Tousu};

/// The built-in catalogue.
pub fn catalog() -> &'static Catalog {
    Catalog::builtin()
}

/// An engine on a fixed day, in Chinese.
pub fn tousu() -> Tousu<'static> {
    Tousu::new(catalog(), Date::new(2026, 11, 24).unwrap(), Locale::Zh)
}

/// A draft with these texts.
pub fn draft(fields: &[(&str, &str)]) -> Draft {
    let text = |(id, value): &(&str, &str)| ((*id).to_string(), Raw::Text((*value).to_string()));
    Draft::read(Raw::Map(fields.iter().map(text).collect()))
}

/// A draft that has only a description.
pub fn described(text: &str) -> Draft {
    draft(&[("description", text)])
}

/// Its issues whose codes begin like this.
#[allow(dead_code)]
pub fn issues(draft: &Draft, codes: &str) -> Vec<Issue> {
    tousu().assess(draft).issues.into_iter().filter(|issue| issue.code.starts_with(codes)).collect()
}

/// The part of the text that an issue is about.
#[allow(dead_code)]
pub fn about(text: &str, issue: &Issue) -> String {
    let (start, end) = issue.span.expect("the issue names its words");
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[start as usize..end as usize])
        .expect("a span cuts no character in two")
}

//! What several tests share.

#[path = "../../src/catalog/source.rs"]
mod source;

pub use source::raw;
use std::fs;
use std::path::PathBuf;
use tousu::catalog::{Channel, Document, Field, Id, Names, pack};
use tousu::{
    Catalog, Composition, Date, Draft, DraftKey, Issue, Locale, Options, PathSegment, Raw, Tousu,
    Wording,
};

/// The languages of the built-in catalogue.
pub const ZH: Locale = Locale::at(0);
pub const EN: Locale = Locale::at(1);

/// The built-in catalogue.
pub fn catalog() -> &'static Catalog {
    Catalog::builtin()
}

/// A day, from `YYYY-MM-DD`.
pub fn day(iso: &str) -> Date {
    Date::from_iso(iso).unwrap_or_else(|| panic!("{iso} is no date"))
}

/// An engine on a fixed day.
pub fn tousu() -> Tousu<'static> {
    Tousu::new(catalog(), day("2026-11-24"))
}

/// The words of the built-in catalogue in a language.
pub fn wording(locale: Locale) -> Wording<'static> {
    Wording { catalog: catalog(), locale }
}

/// A draft with these texts.
pub fn draft<'t>(fields: &[(&'t str, &'t str)]) -> Draft<'t> {
    Draft::read(Raw::Map(
        fields.iter().map(|(id, text)| ((*id).into(), Raw::from(*text))).collect(),
    ))
}

/// A draft that has only a description.
pub fn described(text: &str) -> Draft<'_> {
    draft(&[("description", text)])
}

/// Its issues whose codes begin like this.
pub fn issues(draft: &Draft, codes: &str) -> Vec<Issue> {
    let issues = tousu().assess(draft).issues.into_iter();
    issues.filter(|issue| issue.code.as_str().starts_with(codes)).collect()
}

/// The part of the text that an issue is about.
pub fn about(text: &str, issue: &Issue) -> String {
    let (start, end) = issue.span.expect("the issue names its words");
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[start as usize..end as usize])
        .expect("a span cuts no character in two")
}

/// A path with dots: `evidence.2.kind`.
pub fn path(segments: &[PathSegment]) -> String {
    let segment = |segment: &PathSegment| match segment {
        PathSegment::Field(field) => catalog().name(*field).to_string(),
        PathSegment::Key(key) => (*key).to_string(),
        PathSegment::Name(name) => name.clone(),
        PathSegment::Index(index) => index.to_string(),
    };
    segments.iter().map(segment).collect::<Vec<_>>().join(".")
}

/// Names of fields.
pub fn names(fields: &[Id<Field>]) -> Vec<&'static str> {
    fields.iter().map(|field| catalog().name(*field)).collect()
}

/// Names of keys of a draft: fields, `evidence` and `log`.
pub fn keys(keys: &[DraftKey]) -> Vec<&'static str> {
    let name = |key: &DraftKey| match key {
        DraftKey::Field(field) => catalog().name(*field),
        DraftKey::Evidence => "evidence",
        DraftKey::Log => "log",
    };
    keys.iter().map(name).collect()
}

/// A document for a draft on the day of [`tousu`].
pub fn compose(draft: &Draft, document: &str, options: Options) -> Composition {
    let document = catalog().find::<Document>(document).expect("there is such a document");
    tousu().compose(draft, &Options { document, ..options })
}

/// A deposit that was not returned: the letter to 12315 about it, and the deadlines that run.
pub fn deposit_kept(catalog: &Catalog) -> (String, Vec<&str>) {
    let fields = [
        ("reason", "rent-deposit"),
        ("receivedDate", "2026-11-20"),
        ("purchaseDate", "2026-11-19"),
        ("paidAmount", "99"),
        ("description", "11月20日归还充电宝，押金99元没有退。"),
    ];
    let fields = fields.map(|(id, text)| (id.into(), Raw::from(text)));
    let remedy = ("remedy".into(), Raw::List(vec![Raw::from("refund")]));
    let draft = Draft::read(Raw::Map(fields.into_iter().chain([remedy]).collect()));
    let options = Options {
        document: catalog.find::<Document>("letter").unwrap(),
        channel: catalog.find::<Channel>("12315").unwrap(),
        ..Options::default()
    };
    let tousu = Tousu::new(catalog, day("2026-11-24"));
    let deadlines = tousu.assess(&draft).deadlines;
    let names = deadlines.iter().map(|it| catalog.name(it.id)).collect();
    (tousu.compose(&draft, &options).body, names)
}

/// Where the sources of the catalogue are.
pub const SOURCES: &str = "src/catalog/data";

/// The sources of the catalogue as one table, worked examples and uncited articles included.
pub fn sources() -> toml::Table {
    let entries = fs::read_dir(SOURCES).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let mut all = toml::Table::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{file:?}: {error}"));
        for (key, value) in table {
            match (all.get_mut(&key), value) {
                (Some(toml::Value::Array(list)), toml::Value::Array(more)) => list.extend(more),
                (_, value) => drop(all.insert(key, value)),
            }
        }
    }
    all
}

/// Packs sources and reads them back, with the words of all their languages.
///
/// # Errors
///
/// The mistakes in them, one a line.
pub fn packed(sources: &toml::Value) -> Result<Catalog, String> {
    let locales = sources["locale"].as_array().unwrap();
    let keys: Vec<&str> = locales.iter().map(|locale| locale["key"].as_str().unwrap()).collect();
    let mut mistakes = Vec::new();
    let packed = pack(&raw(sources), &keys, Names::default(), &mut mistakes);
    if mistakes.is_empty() {
        let (structure, words) = packed.files();
        let catalog = Catalog::load(&structure).unwrap();
        for (at, file) in words.iter().enumerate() {
            catalog.add_words(Locale::at(at), file).unwrap();
        }
        mistakes = catalog.mistakes();
        if mistakes.is_empty() {
            return Ok(catalog);
        }
    }
    Err(mistakes.iter().map(|mistake| mistake.0.as_str()).collect::<Vec<_>>().join("\n"))
}

/// The catalogue as its sources say it.
pub fn written() -> Catalog {
    packed(&toml::Value::Table(sources())).unwrap()
}

//! The TypeScript types and the JSON Schema of an embedder's entries, and the ids of the built-in ones, from the shapes
//! by which the packer reads them: a part of types.rs.

use std::collections::BTreeMap;
use std::fmt::Write;
use tousu::Catalog;
use tousu::catalog::{Key, Shape, TABLES};

/// Kinds whose ids have a type of their own, and what that is called.
const IDS: [(&str, &str); 8] = [
    ("section", "SectionId"),
    ("field", "FieldId"),
    ("reason", "ReasonId"),
    ("evidence", "EvidenceKind"),
    ("channel", "ChannelId"),
    ("remedy", "RemedyId"),
    ("excuse", "ExcuseId"),
    ("deadline", "DeadlineId"),
];

/// Source of the types, which follow those of answers. `docs`: of a kind and a key of its entries.
pub fn types(catalog: &Catalog, docs: impl Fn(&str, &str) -> String) -> String {
    let mut out = String::new();
    for (kind, name) in IDS {
        let ids: Vec<String> = catalog.names(kind).iter().map(|id| format!("{id:?}")).collect();
        let _ = write!(
            out,
            "/** Ids of the built-in catalogue. */\nexport type {name} = {};\n\n",
            ids.join(" | ")
        );
    }
    let keys: Vec<String> = languages(catalog).iter().map(|key| format!("{key}: string")).collect();
    let _ = write!(
        out,
        "/** A built-in id, or one of the host's own. */\nexport type Own<Id extends string> = Id | (string & {{}});\n\n\
         /** A text in every language. */\nexport type InEveryLanguage = {{ {} }};\n\n",
        keys.join("; ")
    );
    let mut conditions = BTreeMap::new();
    TABLES.iter().for_each(|(_, shape)| find_conditions(shape, &mut conditions));
    for (name, keys) in conditions {
        let keys: Vec<String> = keys.iter().map(|key| format!("  {};\n", optional(key))).collect();
        let _ = write!(
            out,
            "/** A condition on what the draft states (条件): every part that is written must hold. */\nexport interface {name} {{\n{}}}\n\n",
            keys.concat()
        );
    }
    out += "/** Entries of a host beside the built-in ones, in the shape of the catalogue's source files: see `new Tousu`. */\nexport interface Additions {\n";
    out += "  version?: string;\n";
    out += "  /** Built-in entries to leave out: `\"channel court\"`, or a whole kind: `\"channel\"`. */\n  without?: readonly string[];\n";
    for (kind, shape) in TABLES {
        let about = docs(kind, "");
        if !about.is_empty() {
            let _ = writeln!(out, "  /** {about} */");
        }
        match shape {
            Shape::Record(keys) => {
                let _ = writeln!(out, "  {kind}?: readonly {{");
                for key in *keys {
                    let about = docs(kind, key.name);
                    if !about.is_empty() {
                        let _ = writeln!(out, "    /** {about} */");
                    }
                    let _ = writeln!(out, "    {};", property(key));
                }
                out += "  }[];\n";
            }
            shape => {
                let _ = writeln!(out, "  {kind}?: {};", typed(&Shape::List(shape)));
            }
        }
    }
    out + "}\n\n"
}

/// The JSON Schema of additions.
pub fn schema(catalog: &Catalog, version: &str) -> String {
    let languages = languages(catalog);
    let words: Vec<String> = languages
        .iter()
        .map(|key| format!("{key:?}: {{ \"type\": \"string\", \"minLength\": 1 }}"))
        .collect();
    let required: Vec<String> = languages.iter().map(|key| format!("{key:?}")).collect();
    let tables = TABLES.iter().map(|(kind, shape)| {
        format!("    {kind:?}: {{ \"type\": \"array\", \"items\": {} }}", schema_of(shape))
    });
    let tables: Vec<String> = tables.collect();
    format!(
        "{{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"$id\": \"urn:tousu:additions:{version}\",\n  \
         \"title\": \"tousu additions\",\n  \"type\": \"object\",\n  \"additionalProperties\": false,\n  \"properties\": {{\n    \
         \"version\": {{ \"type\": \"string\" }},\n    \"without\": {{ \"type\": \"array\", \"items\": {{ \"type\": \"string\" }} }},\n{}\n  }},\n  \
         \"$defs\": {{\n    \"words\": {{ \"type\": \"object\", \"properties\": {{ {} }}, \"required\": [{}], \"additionalProperties\": false }}\n  }}\n}}\n",
        tables.join(",\n"),
        words.join(", "),
        required.join(", ")
    )
}

/// Keys of words in the sources.
fn languages(catalog: &Catalog) -> Vec<&str> {
    catalog.locales.iter().map(|(_, locale)| catalog.text(locale.key)).collect()
}

/// Whether an entry may do without a value of that shape.
fn is_optional(shape: &Shape) -> bool {
    match shape {
        Shape::Optional(_) | Shape::List(_) | Shape::Flag | Shape::Unsigned | Shape::Sparse(_) => {
            true
        }
        Shape::Record(keys) => keys.iter().all(|key| key.shape.is_none_or(is_optional)),
        _ => false,
    }
}

fn property(key: &Key) -> String {
    let shape = key.shape.unwrap_or(&Shape::Flag);
    let mark = if is_optional(shape) { "?" } else { "" };
    format!("{}{mark}: {}", key.name, typed(shape))
}

fn optional(key: &Key) -> String {
    format!("{}?: {}", key.name, typed(key.shape.unwrap_or(&Shape::Flag)))
}

/// Name of a condition's type: some know no deadlines.
fn condition(keys: &[Key]) -> &'static str {
    if keys.iter().any(|key| key.name == "overdue") { "Condition" } else { "FactsCondition" }
}

fn find_conditions(shape: &Shape, found: &mut BTreeMap<&'static str, Vec<Key>>) {
    match shape {
        Shape::Optional(inner) | Shape::List(inner) => find_conditions(inner, found),
        Shape::Sparse(keys) => drop(found.insert(condition(keys), keys.to_vec())),
        Shape::Record(keys) | Shape::OneOf(keys) => {
            keys.iter().filter_map(|key| key.shape).for_each(|shape| find_conditions(shape, found));
        }
        _ => {}
    }
}

/// A shape as TypeScript writes it.
fn typed(shape: &Shape) -> String {
    let object = |properties: Vec<String>| format!("{{ {} }}", properties.join("; "));
    match shape {
        Shape::Text | Shape::Findable | Shape::Date => "string".into(),
        Shape::Words | Shape::Template(_) => "InEveryLanguage".into(),
        Shape::Flag => "boolean".into(),
        Shape::Unsigned => "number".into(),
        Shape::Ref(kind) => match IDS.iter().find(|(of, _)| of == kind) {
            Some((_, name)) => format!("Own<{name}>"),
            None => "string".into(),
        },
        Shape::Optional(inner) => typed(inner),
        Shape::List(inner) => {
            let of = typed(inner);
            if of.contains(" | ") {
                format!("readonly ({of})[]")
            } else {
                format!("readonly {of}[]")
            }
        }
        Shape::Record(keys) => object(keys.iter().map(property).collect()),
        Shape::Sparse(keys) => condition(keys).into(),
        Shape::OneOf(keys) => {
            let one = |key: &Key| match key.shape {
                None => format!("{:?}", key.name),
                Some(shape) => format!("{{ {}: {} }}", key.name, typed(shape)),
            };
            keys.iter().map(one).collect::<Vec<_>>().join(" | ")
        }
    }
}

fn schema_of(shape: &Shape) -> String {
    let object = |keys: &[Key], needs: &dyn Fn(&Key) -> bool| {
        let properties: Vec<String> = keys
            .iter()
            .map(|key| format!("{:?}: {}", key.name, schema_of(key.shape.unwrap_or(&Shape::Flag))))
            .collect();
        let required: Vec<String> =
            keys.iter().filter(|key| needs(key)).map(|key| format!("{:?}", key.name)).collect();
        format!(
            "{{ \"type\": \"object\", \"properties\": {{ {} }}, \"required\": [{}], \"additionalProperties\": false }}",
            properties.join(", "),
            required.join(", ")
        )
    };
    match shape {
        Shape::Text | Shape::Findable | Shape::Ref(_) => "{ \"type\": \"string\" }".into(),
        Shape::Date => "{ \"type\": \"string\", \"format\": \"date\" }".into(),
        Shape::Words | Shape::Template(_) => "{ \"$ref\": \"#/$defs/words\" }".into(),
        Shape::Flag => "{ \"type\": \"boolean\" }".into(),
        Shape::Unsigned => "{ \"type\": \"integer\", \"minimum\": 0 }".into(),
        Shape::Optional(inner) => schema_of(inner),
        Shape::List(inner) => format!("{{ \"type\": \"array\", \"items\": {} }}", schema_of(inner)),
        Shape::Record(keys) => {
            object(keys, &|key| key.shape.is_some_and(|shape| !is_optional(shape)))
        }
        Shape::Sparse(keys) => object(keys, &|_| false),
        Shape::OneOf(keys) => {
            let names: Vec<String> = keys
                .iter()
                .filter(|key| key.shape.is_none())
                .map(|key| format!("{:?}", key.name))
                .collect();
            let mut choices: Vec<String> = keys
                .iter()
                .filter(|key| key.shape.is_some())
                .map(|key| object(std::slice::from_ref(key), &|_| true))
                .collect();
            if !names.is_empty() {
                choices.insert(0, format!("{{ \"enum\": [{}] }}", names.join(", ")));
            }
            match choices.as_slice() {
                [one] => one.clone(),
                _ => format!("{{ \"anyOf\": [{}] }}", choices.join(", ")),
            }
        }
    }
}

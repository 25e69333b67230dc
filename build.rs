//! Reads the knowledge in `src/catalog/*.toml`, refuses mistakes and packs it for the module.

#[path = "src/catalog.rs"]
#[allow(dead_code, unused_imports)]
mod catalog;
#[path = "src/date.rs"]
#[allow(dead_code)]
mod date;
/// As much of the crate's `draft` as `pack` names.
mod draft {
    pub enum Raw {
        Nothing,
        Bool(bool),
        Number(f64),
        Text(String),
        List(Vec<Raw>),
        Map(Vec<(String, Raw)>),
    }
}
#[path = "src/pack.rs"]
#[allow(dead_code)]
mod pack;
#[path = "src/text.rs"]
#[allow(dead_code)]
mod text;
#[path = "src/unpack.rs"]
#[allow(dead_code)]
mod unpack;

use draft::Raw;
use pack::Shape;
use serde_reflection::{
    ContainerFormat, Format, Named, Registry, Tracer, TracerConfig, VariantFormat,
};
use std::{collections::BTreeMap, env, fs, path::PathBuf, process::exit};
use toml::Value;

fn main() {
    for path in [
        "src/catalog",
        "src/catalog.rs",
        "src/date.rs",
        "src/pack.rs",
        "src/text.rs",
        "src/unpack.rs",
    ] {
        println!("cargo:rerun-if-changed={path}");
    }
    let mut files: Vec<PathBuf> = fs::read_dir("src/catalog")
        .expect("src/catalog is missing")
        .map(|entry| entry.expect("src/catalog cannot be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();

    // Once as the crate's own types, for the mistakes, and once as plain values, to pack them.
    let mut whole = catalog::Catalog::default();
    let mut plain: BTreeMap<String, Value> = BTreeMap::new();
    for file in &files {
        let refuse = |problem: &dyn std::fmt::Display| -> ! {
            refuse(&format!("{}: {problem}", file.display()))
        };
        let text = fs::read_to_string(file).unwrap_or_else(|error| refuse(&error));
        whole.merge(toml::from_str(&text).unwrap_or_else(|error| refuse(&error)));
        let table: toml::Table = text.parse().unwrap_or_else(|error| refuse(&error));
        for (key, value) in table {
            match (plain.get_mut(&key), value) {
                (Some(Value::Array(all)), Value::Array(more)) => all.extend(more),
                (_, value) => drop(plain.insert(key, value)),
            }
        }
    }
    let mut mistakes: Vec<String> = whole
        .mistakes()
        .iter()
        .map(|mistake| format!("{}: {}", mistake.entry, mistake.problem))
        .collect();
    for deadline in whole.deadline.iter().filter(|deadline| deadline.example.len() < 2) {
        mistakes.push(format!("deadline {}: has fewer than two worked examples", deadline.id));
    }
    if !mistakes.is_empty() {
        refuse(&format!("mistakes in src/catalog:\n{}", mistakes.join("\n")));
    }

    let shape = shape();
    let packed =
        pack::pack(&raw(slim(plain, &whole)), &shape).unwrap_or_else(|problem| refuse(&problem));
    let mut layout = unpack::Bytes::default();
    write_shape(&mut layout, &shape);
    let contents = stamp(&[&layout.structure, &packed.structure, &packed.zh, &packed.en]);
    let layout_stamp = stamp(&[&layout.structure]);
    println!("cargo:rustc-env=TOUSU_LAYOUT={layout_stamp}");
    let mut head = unpack::Bytes::default();
    head.text(&layout_stamp);
    head.text(&contents);
    head.number(layout.structure.len() as u64);
    write("catalog.bin", [head.structure, layout.structure, packed.structure].concat());
    for (name, words) in [("zh.bin", packed.zh), ("en.bin", packed.en)] {
        let mut head = unpack::Bytes::default();
        head.text(&contents);
        write(name, [head.structure, words].concat());
    }
}

/// A short sum (FNV-1a) that tells builds apart.
fn stamp(parts: &[&[u8]]) -> String {
    let mix = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    format!("{:016x}", parts.iter().copied().flatten().fold(0xcbf2_9ce4_8422_2325, mix))
}

fn write(name: &str, bytes: Vec<u8>) {
    let target = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join(name);
    fs::write(target, bytes).expect("OUT_DIR cannot be written");
}

/// Stops the build with what to correct, without a backtrace around it.
fn refuse(problem: &str) -> ! {
    eprintln!("{problem}");
    exit(1);
}

/// Leaves out what only tests read: worked examples, and articles that nothing cites.
fn slim(mut plain: BTreeMap<String, Value>, whole: &catalog::Catalog) -> Value {
    for deadline in plain.get_mut("deadline").and_then(Value::as_array_mut).into_iter().flatten() {
        deadline
            .as_table_mut()
            .map(|table| table.insert("example".into(), Value::Array(Vec::new())));
    }
    let cited = whole.cited();
    if let Some(Value::Array(articles)) = plain.get_mut("article") {
        articles.retain(|article| article["id"].as_str().is_some_and(|id| cited.contains(&id)));
    }
    Value::Table(plain.into_iter().collect())
}

fn raw(value: Value) -> Raw {
    match value {
        Value::String(text) => Raw::Text(text),
        Value::Integer(number) => Raw::Number(number as f64),
        Value::Float(number) => Raw::Number(number),
        Value::Boolean(flag) => Raw::Bool(flag),
        Value::Datetime(date) => Raw::Text(date.to_string()),
        Value::Array(items) => Raw::List(items.into_iter().map(raw).collect()),
        Value::Table(table) => {
            Raw::Map(table.into_iter().map(|(key, value)| (key, raw(value))).collect())
        }
    }
}

/// The shape of the catalogue, from the very types that read it.
fn shape() -> Shape {
    // Dates are strings of this form.
    let config = TracerConfig::default().default_string_value("2000-01-01".into());
    let mut tracer = Tracer::new(config);
    let (format, _) = tracer
        .trace_type::<catalog::Catalog>(&Default::default())
        .expect("the catalogue's types cannot be traced");
    macro_rules! choices {
        ($($name:ident),*) => {
            $(tracer.trace_simple_type::<catalog::$name>().expect("a choice cannot be traced");)*
        };
    }
    choices!(
        Action, Amount, Check, Each, Given, Kind, Manner, Party, Role, Severity, Start, Subject
    );
    tracer.trace_simple_type::<date::Period>().expect("periods cannot be traced");
    let registry = tracer.registry().expect("the catalogue's types are not all known");
    shape_of(&format, &registry)
}

fn shape_of(format: &Format, registry: &Registry) -> Shape {
    match format {
        Format::Str => Shape::Text,
        Format::Bool => Shape::Flag,
        Format::U8 | Format::U16 | Format::U32 | Format::U64 => Shape::Unsigned,
        Format::I16 | Format::I32 | Format::I64 => Shape::Signed,
        Format::Option(inner) => Shape::Optional(Box::new(shape_of(inner, registry))),
        Format::Seq(inner) => Shape::List(Box::new(shape_of(inner, registry))),
        Format::TypeName(name) if name == "Text" => Shape::Words,
        Format::TypeName(name) => container(&registry[name], registry),
        other => refuse(&format!("the catalogue has a type that cannot be packed: {other:?}")),
    }
}

fn container(format: &ContainerFormat, registry: &Registry) -> Shape {
    let record = |fields: &[Named<Format>]| {
        Shape::Record(
            fields
                .iter()
                .map(|field| (field.name.clone(), shape_of(&field.value, registry)))
                .collect(),
        )
    };
    match format {
        ContainerFormat::Struct(fields) => record(fields),
        ContainerFormat::NewTypeStruct(inner) if **inner == Format::Str => Shape::Date,
        ContainerFormat::Enum(variants) => {
            let variant = |variant: &Named<VariantFormat>| {
                let inner = match &variant.value {
                    VariantFormat::Unit => None,
                    VariantFormat::NewType(inner) => Some(shape_of(inner, registry)),
                    VariantFormat::Struct(fields) => Some(record(fields)),
                    other => refuse(&format!(
                        "the catalogue has a variant that cannot be packed: {other:?}"
                    )),
                };
                (variant.name.clone(), inner)
            };
            Shape::Choice(variants.values().map(variant).collect())
        }
        other => refuse(&format!("the catalogue has a type that cannot be packed: {other:?}")),
    }
}

/// Writes what `Shape::unpack` reads.
fn write_shape(out: &mut unpack::Bytes, shape: &Shape) {
    match shape {
        Shape::Text => out.number(0),
        Shape::Date => out.number(1),
        Shape::Words => out.number(2),
        Shape::Flag => out.number(3),
        Shape::Unsigned => out.number(4),
        Shape::Signed => out.number(5),
        Shape::Optional(inner) => {
            out.number(6);
            write_shape(out, inner);
        }
        Shape::List(inner) => {
            out.number(7);
            write_shape(out, inner);
        }
        Shape::Record(fields) => {
            out.number(8);
            out.number(fields.len() as u64);
            for (key, shape) in fields {
                out.text(key);
                write_shape(out, shape);
            }
        }
        Shape::Choice(choices) => {
            out.number(9);
            out.number(choices.len() as u64);
            for (name, shape) in choices {
                out.text(name);
                out.number(u64::from(shape.is_some()));
                shape.iter().for_each(|shape| write_shape(out, shape));
            }
        }
    }
}

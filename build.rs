//! Reads the knowledge in `src/catalog/*.toml`, refuses mistakes and packs it for the module.

#[path = "src/catalog.rs"]
#[allow(dead_code, unused_imports)]
mod catalog;
#[path = "src/date.rs"]
#[allow(dead_code)]
mod date;
/// As much of the crate's `draft` as `pack` names.
#[allow(dead_code)]
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

#[path = "src/unpack.rs"]
#[allow(dead_code)]
mod unpack;

use pack::Shape;
use serde_reflection::{ContainerFormat, Format, Registry, Tracer, TracerConfig, VariantFormat};
use std::{env, fs, path::PathBuf, process::exit};

fn main() {
    for path in ["src/catalog", "src/catalog.rs", "src/date.rs", "src/pack.rs", "src/unpack.rs"] {
        println!("cargo:rerun-if-changed={path}");
    }
    let mut files: Vec<PathBuf> = fs::read_dir("src/catalog")
        .expect("src/catalog is missing")
        .map(|entry| entry.expect("src/catalog cannot be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();

    let mut whole = catalog::Catalog::default();
    for file in &files {
        let text = fs::read_to_string(file)
            .unwrap_or_else(|error| refuse(&format!("{}: {error}", file.display())));
        match toml::from_str(&text) {
            Ok(part) => whole.merge(part),
            Err(error) => refuse(&format!("{}: {error}", file.display())),
        }
    }
    let mistakes = whole.mistakes();
    if !mistakes.is_empty() {
        let lines: Vec<String> =
            mistakes.iter().map(|m| format!("{}: {}", m.entry, m.problem)).collect();
        refuse(&format!("mistakes in src/catalog:\n{}", lines.join("\n")));
    }
    write("catalog.bin", postcard::to_allocvec(&whole).expect("the catalogue cannot be packed"));
    write("shape.bin", postcard::to_allocvec(&shape()).expect("the shape cannot be packed"));
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
    choices!(Action, Amount, Check, Each, Given, Kind, Party, Role, Severity, Start);
    tracer.trace_simple_type::<date::Period>().expect("periods cannot be traced");
    let registry = tracer.registry().expect("the catalogue's types are not all known");
    shape_of(&format, &registry)
}

fn shape_of(format: &Format, registry: &Registry) -> Shape {
    match format {
        Format::Str => Shape::Text,
        Format::Bool => Shape::Flag,
        Format::U8 => Shape::Byte,
        Format::U16 | Format::U32 | Format::U64 => Shape::Unsigned,
        Format::I16 | Format::I32 | Format::I64 => Shape::Signed,
        Format::Option(inner) => Shape::Optional(Box::new(shape_of(inner, registry))),
        Format::Seq(inner) => Shape::List(Box::new(shape_of(inner, registry))),
        Format::TypeName(name) => container(&registry[name], registry),
        other => refuse(&format!("the catalogue has a type that cannot be packed: {other:?}")),
    }
}

fn container(format: &ContainerFormat, registry: &Registry) -> Shape {
    let record = |fields: &[serde_reflection::Named<Format>]| {
        Shape::Record(fields.iter().map(|field| (field.name.clone(), shape_of(&field.value, registry))).collect())
    };
    match format {
        ContainerFormat::Struct(fields) => record(fields),
        ContainerFormat::NewTypeStruct(inner) if **inner == Format::Str => Shape::Date,
        ContainerFormat::Enum(variants) => Shape::Choice(
            variants
                .values()
                .map(|variant| {
                    let inner = match &variant.value {
                        VariantFormat::Unit => None,
                        VariantFormat::NewType(inner) => Some(shape_of(inner, registry)),
                        VariantFormat::Struct(fields) => Some(record(fields)),
                        other => refuse(&format!("the catalogue has a variant that cannot be packed: {other:?}")),
                    };
                    (variant.name.clone(), inner)
                })
                .collect(),
        ),
        other => refuse(&format!("the catalogue has a type that cannot be packed: {other:?}")),
    }
}

//! Writes what the package takes from the crate beside the module: the packed catalogue with a list of its files
//! (`parts.json`), the TypeScript types of all answers (`types.d.ts`) and the JavaScript that reads them (`decode.ts`;
//! what writes them is `src/bridge/encode.rs`):
//! `cargo run --example types -- <folder for the catalogue> <folder for the sources>`. What an embedder may add to the
//! catalogue (`additions.schema.json`, and types of its own) is written by additions.rs.
//!
//! The one definition of an answer is its Rust type, whose source is read here, with its comments.

#[path = "additions.rs"]
mod additions;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs, io};
use syn::{
    Attribute, Expr, ExprLit, Fields, GenericArgument, Item, Lit, Meta, PathArguments, Type,
};

/// Types that JavaScript gets. Those that they consist of come with them.
const ANSWERS: [&str; 4] = ["Assessment", "Composition", "Recognition", "FormSpec"];

/// Types that are not looked into: in TypeScript, and the method of `www/lib/reader.ts` that reads them.
const LEAVES: [(&str, &str, &str); 12] = [
    ("bool", "boolean", "flag"),
    ("u8", "number", "number"),
    ("u16", "number", "number"),
    ("u32", "number", "number"),
    ("u64", "number", "large"),
    ("i32", "number", "signed"),
    ("str", "string", "string"),
    ("String", "string", "string"),
    ("Date", "string", "date"),
    ("Message", "string", "message"),
    ("PathSegment", "string | number", "segment"),
    // The same of fields and keys alone.
    ("DraftKey", "string", "key"),
];

fn main() -> io::Result<()> {
    let mut folders = env::args_os().skip(1).map(PathBuf::from);
    let (Some(built), Some(sources)) = (folders.next(), folders.next()) else {
        return Err(io::Error::other("name the folder for the catalogue and that for the sources"));
    };
    let catalog = tousu::Catalog::builtin();
    let mut locales = Vec::new();
    let mut files = vec![("structure".to_string(), "catalog.bin".to_string())];
    fs::write(built.join("catalog.bin"), tousu::STRUCTURE)?;
    for (tag, words) in tousu::WORDS {
        let locale = catalog.locale(tag).expect("a language with words is in the catalogue");
        let file = format!("{}.bin", catalog.text(catalog.locale_entry(locale).key));
        fs::write(built.join(&file), words)?;
        locales.push(format!("{tag:?}"));
        files.push((tag.to_string(), file));
    }

    let mut crate_types = Definitions::default();
    crate_types.read_folder(Path::new("src"))?;
    let mut writer = Writer::new(&crate_types);
    ANSWERS.iter().for_each(|name| writer.define(name));
    let public: Vec<String> = writer.done.iter().map(|name| format!("  {name},\n")).collect();
    let types = std::mem::take(&mut writer.types);
    writer.define("Names");
    let head = "/** Generated from the Rust types by tests/tools/types.rs. */\n\n";
    let documents = catalog.documents.iter().map(|(id, _)| format!("{:?}", catalog.name(id)));
    let names = format!(
        "/** A language of messages, labels and documents, by its BCP 47 tag. */\nexport type Locale = {};\n\n\
         /** A document of the built-in catalogue. */\nexport type DocumentId = {};\n\n",
        locales.join(" | "),
        documents.collect::<Vec<_>>().join(" | ")
    );
    let mut entries = Definitions::default();
    entries.read_folder(Path::new("src/catalog/entry"))?;
    let own = additions::types(catalog, |kind, key| entries.docs_of(kind, key));
    fs::write(sources.join("types.d.ts"), format!("{head}{names}{types}{own}"))?;
    let schema = additions::schema(catalog, env!("CARGO_PKG_VERSION"));
    fs::write(sources.join("additions.schema.json"), schema)?;
    let parts = files.iter().map(|(part, file)| format!("{part:?}: {file:?}"));
    let parts = parts.collect::<Vec<_>>().join(", ");
    fs::write(sources.join("parts.json"), format!("{{ {parts} }}\n"))?;
    fs::write(
        sources.join("decode.ts"),
        format!(
            "{head}import type {{ Reader }} from \"../reader.js\";\nimport type {{\n  DocumentId,\n  Locale,\n{}}} from \"./types.js\";\n\n\
             /** Stamp of the format: a module with another one is of another build. */\n\
             export const FORMAT = {};\n\n\
             export const LOCALES = [{}] as const satisfies readonly Locale[];\n\n\
             {}type From = Reader<Names>;\n\n\
             export const readString = (from: From): string => from.string();\n\n{}",
            public.concat(),
            env!("TOUSU_FORMAT"),
            locales.join(", "),
            writer.types,
            writer.readers
        ),
    )
}

/// A type with the comment that stands above it.
struct Definition {
    docs: String,
    body: Body,
}

enum Body {
    Struct(Vec<Field>),
    /// Names of the variants in JavaScript.
    Enum(Vec<String>),
    Alias(Box<Type>),
}

struct Field {
    /// Its name in JavaScript.
    key: String,
    docs: String,
    of: Type,
    /// Whether a list of pairs is serialised as a map.
    is_record: bool,
}

/// All types of the crate by name.
#[derive(Default)]
struct Definitions(BTreeMap<String, Definition>);

impl Definitions {
    /// The comment of a key of the entries of a kind, or, without a key, of the entry.
    fn docs_of(&self, kind: &str, key: &str) -> String {
        // The types of entries are called as their kinds, or so with `Entry`.
        let name =
            kind.split('-').map(|word| word[..1].to_uppercase() + &word[1..]).collect::<String>();
        let names = [name.clone(), format!("{name}Entry")];
        let found = names.iter().find_map(|name| self.0.get(name));
        let Some(Definition { docs, body: Body::Struct(fields) }) = found else {
            return String::new();
        };
        match key {
            "" => docs.clone(),
            key => {
                fields.iter().find(|it| it.key == key).map_or(String::new(), |it| it.docs.clone())
            }
        }
    }

    fn read_folder(&mut self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                self.read_folder(&path)?;
            } else if path.extension().is_some_and(|it| it == "rs") {
                let source = fs::read_to_string(&path)?;
                let file = syn::parse_file(&source).map_err(io::Error::other)?;
                file.items.iter().for_each(|item| self.read(item));
            }
        }
        Ok(())
    }

    fn read(&mut self, item: &Item) {
        let (name, attributes, body) = match item {
            Item::Struct(it) => {
                let Fields::Named(fields) = &it.fields else { return };
                let is_camel = serde(&it.attrs, "rename_all").as_deref() == Some("camelCase");
                let field = |field: &syn::Field| {
                    let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
                    Field {
                        key: if is_camel { camel_case(&name) } else { name },
                        docs: docs(&field.attrs),
                        of: field.ty.clone(),
                        is_record: serde(&field.attrs, "serialize_with").is_some(),
                    }
                };
                (&it.ident, &it.attrs, Body::Struct(fields.named.iter().map(field).collect()))
            }
            Item::Enum(it) => {
                let lowercase = serde(&it.attrs, "rename_all").as_deref() == Some("lowercase");
                let name = |variant: &syn::Variant| match &variant.discriminant {
                    // The macro `entries` names its variants so.
                    Some((_, value)) => literal(value).unwrap_or_default(),
                    None if lowercase => variant.ident.to_string().to_lowercase(),
                    None => variant.ident.to_string(),
                };
                (&it.ident, &it.attrs, Body::Enum(it.variants.iter().map(name).collect()))
            }
            Item::Type(it) => (&it.ident, &it.attrs, Body::Alias(it.ty.clone())),
            Item::Macro(it) if it.mac.path.is_ident("entries") => {
                if let Ok(file) = it.mac.parse_body::<syn::File>() {
                    file.items.iter().for_each(|item| self.read(item));
                }
                return;
            }
            _ => return,
        };
        self.0.insert(name.to_string(), Definition { docs: docs(attributes), body });
    }
}

/// The first paragraph of the doc comments: the rest is for those who write Rust.
fn docs(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => literal(&pair.value),
        _ => None,
    });
    let lines: Vec<String> = lines.map(|line| line.trim().to_string()).collect();
    let first = lines.split(String::is_empty).next().unwrap_or_default().join(" ");
    first.replace("[`", "`").replace("`]", "`")
}

fn literal(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

/// The value of one of serde's attributes.
fn serde(attributes: &[Attribute], key: &str) -> Option<String> {
    let mut found = None;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        let _ = attribute.parse_nested_meta(|meta| {
            let value: syn::LitStr = meta.value()?.parse()?;
            if meta.path.is_ident(key) {
                found = Some(value.value());
            }
            Ok(())
        });
    }
    found
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_string();
    words.fold(first, |name, word| {
        let (head, rest) = word.split_at(1);
        name + &head.to_uppercase() + rest
    })
}

/// A type as TypeScript writes it, and the expression that reads a value of it.
struct Target {
    of: String,
    read: String,
}

impl Target {
    /// The function that `list` takes.
    fn reader(&self) -> String {
        match self.read.strip_suffix("(from)") {
            Some(function) => function.to_string(),
            None => format!("(from) => {}", self.read),
        }
    }

    fn list(&self) -> Self {
        let of = if self.of.contains(' ') {
            format!("({})[]", self.of)
        } else {
            format!("{}[]", self.of)
        };
        Target { of, read: format!("from.list({})", self.reader()) }
    }
}

struct Writer<'d> {
    definitions: &'d Definitions,
    done: BTreeSet<String>,
    types: String,
    readers: String,
}

impl<'d> Writer<'d> {
    fn new(definitions: &'d Definitions) -> Self {
        Writer { definitions, done: BTreeSet::new(), types: String::new(), readers: String::new() }
    }

    /// Writes a type and its reader, once.
    fn define(&mut self, name: &str) {
        if !self.done.insert(name.to_string()) {
            return;
        }
        let Some(Definition { docs, body }) = self.definitions.0.get(name) else {
            panic!("an answer has a {name}, which is no struct or enum of the crate");
        };
        let docs = format!("/** {docs} */\n");
        match body {
            Body::Struct(fields) => self.define_struct(name, &docs, fields),
            Body::Enum(names) => {
                let list: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
                self.types += &format!("{docs}export type {name} = {};\n\n", list.join(" | "));
                self.readers += &format!(
                    "const names{name}: readonly {name}[] = [{}];\n\
                     const read{name} = (from: From) => from.name(names{name});\n\n",
                    list.join(", ")
                );
            }
            Body::Alias(_) => unreachable!("aliases are looked through"),
        }
    }

    fn define_struct(&mut self, name: &str, docs: &str, fields: &[Field]) {
        let mut declared = format!("{docs}export interface {name} {{\n");
        // Keys that are always there, up to the first that may be absent; then one by one.
        let (mut literal, mut rest) = (String::new(), String::new());
        for Field { key, docs, of, is_record } in fields {
            let optional = argument_of(of, "Option");
            let target =
                if *is_record { self.record(of) } else { self.target(optional.unwrap_or(of)) };
            let target = target
                .unwrap_or_else(|| panic!("{name}.{key} is of a kind that is not known here"));
            let mark = if optional.is_some() { "?" } else { "" };
            if !docs.is_empty() {
                declared += &format!("  /** {docs} */\n");
            }
            declared += &format!("  {key}{mark}: {};\n", target.of);
            match optional {
                Some(_) => rest += &format!("  if (from.flag()) it.{key} = {};\n", target.read),
                None if rest.is_empty() => literal += &format!("    {key}: {},\n", target.read),
                None => rest += &format!("  it.{key} = {};\n", target.read),
            }
        }
        self.types += &format!("{declared}}}\n\n");
        self.readers += &if rest.is_empty() {
            format!("export const read{name} = (from: From): {name} => ({{\n{literal}}});\n\n")
        } else {
            format!(
                "export const read{name} = (from: From): {name} => {{\n  const it = {{\n{literal}  }} as {name};\n\
                 {rest}  return it;\n}};\n\n"
            )
        };
    }

    fn target(&mut self, of: &Type) -> Option<Target> {
        Some(match of {
            Type::Reference(it) => self.target(&it.elem)?,
            Type::Slice(it) => self.target(&it.elem)?.list(),
            Type::Tuple(it) => {
                let parts = it.elems.iter().map(|part| self.target(part));
                let parts: Vec<Target> = parts.collect::<Option<_>>()?;
                let join = |part: fn(&Target) -> &str| {
                    format!("[{}]", parts.iter().map(part).collect::<Vec<_>>().join(", "))
                };
                Target { of: join(|it| &it.of), read: join(|it| &it.read) }
            }
            Type::Path(_) => {
                let name = name_of(of);
                if let Some(item) = argument_of(of, "Vec") {
                    self.target(item)?.list()
                } else if let Some(entry) = argument_of(of, "Id") {
                    id(&name_of(entry))
                } else if name == "Code" {
                    id(&name)
                } else if let Some((_, of, method)) = LEAVES.iter().find(|(leaf, ..)| *leaf == name)
                {
                    Target { of: of.to_string(), read: format!("from.{method}()") }
                } else if let Body::Alias(of) = &self.definitions.0.get(&name)?.body {
                    self.target(of)?
                } else {
                    self.define(&name);
                    Target { of: name.clone(), read: format!("read{name}(from)") }
                }
            }
            _ => return None,
        })
    }

    /// A list of pairs that is serialised as a map.
    fn record(&mut self, of: &Type) -> Option<Target> {
        let Type::Tuple(pair) = argument_of(of, "Vec")? else { return None };
        let key = self.target(pair.elems.first()?)?;
        let value = self.target(pair.elems.get(1)?)?;
        Some(Target {
            of: format!("Record<{}, {}>", key.of, value.of),
            read: format!("from.record({}, {})", key.reader(), value.reader()),
        })
    }
}

/// The name that an entry of the catalogue has, by its position.
fn id(entry: &str) -> Target {
    let (head, rest) = entry.split_at(1);
    let table = head.to_lowercase() + rest;
    let read = format!("from.name(from.names.{table})");
    match entry {
        "Document" => Target { of: "DocumentId".into(), read: format!("{read} as DocumentId") },
        _ => Target { of: "string".into(), read },
    }
}

/// The `T` of `Outer<T>`.
fn argument_of<'t>(of: &'t Type, outer: &str) -> Option<&'t Type> {
    let Type::Path(path) = of else { return None };
    let segment = path.path.segments.last().filter(|segment| segment.ident == outer)?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(of) => Some(of),
        _ => None,
    })
}

fn name_of(of: &Type) -> String {
    let Type::Path(path) = of else { return String::new() };
    path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

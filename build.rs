//! Reads the knowledge in `src/catalog/data/*.toml`, refuses mistakes and packs it for the module.

#[path = "src/catalog/mod.rs"]
#[allow(dead_code, unused_imports)]
mod catalog;
#[path = "src/date.rs"]
#[allow(dead_code)]
mod date;
#[path = "src/parse/mod.rs"]
#[allow(dead_code, unused_imports)]
mod parse;
#[path = "src/raw.rs"]
#[allow(dead_code)]
mod raw;
#[path = "src/catalog/source.rs"]
mod source;
#[path = "src/text/mod.rs"]
#[allow(dead_code, unused_imports)]
mod text;

use catalog::{Catalog, Locale, Mistake, Names, Packed, pack};
use raw::Raw;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, process::exit};
use toml::Value;

const SOURCES: &str = "src/catalog/data";

fn main() {
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rustc-env=TOUSU_FORMAT={}", format_stamp("src".as_ref()));
    let mut sources = sources();
    let locales: Vec<(String, String)> = locales(&sources);
    let keys: Vec<&str> = locales.iter().map(|(_, key)| key.as_str()).collect();

    // Once as a whole, for its mistakes; once without what only tests read, to be shipped.
    let whole = packed(&raw(&sources), &keys);
    let catalog = unpacked(&whole, keys.len());
    let mut mistakes = catalog.mistakes();
    for (id, _) in catalog.deadlines.iter().filter(|(_, it)| it.example.len() < 2) {
        let name = catalog.name(id);
        mistakes.push(Mistake(format!("deadline {name}: has fewer than two worked examples")));
    }
    refuse(&mistakes);
    slim(&mut sources);
    let (structure, words) = packed(&raw(&sources), &keys).files();

    write("catalog.bin", &structure);
    let mut list = String::new();
    for ((tag, key), file) in locales.iter().zip(&words) {
        write(&format!("{key}.bin"), file);
        list += &format!("({tag:?}, include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{key}.bin\"))),");
    }
    write("words.rs", format!("&[{list}]").as_bytes());
}

/// Sums the sources up, in which the format of answers stands: JavaScript refuses a module of other sources.
fn format_stamp(folder: &Path) -> u32 {
    let entries = fs::read_dir(folder).expect("the sources cannot be listed");
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mix = |sum: u32, byte: &u8| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    let stamp = |path: &PathBuf| match path.extension() {
        None => format_stamp(path),
        Some(extension) if extension == "rs" => {
            let bytes = fs::read(path).expect("a source cannot be read");
            bytes.iter().fold(0x811c_9dc5, mix)
        }
        Some(_) => 0,
    };
    paths.iter().map(stamp).fold(0, |sum, stamp| sum.rotate_left(5) ^ stamp)
}

/// All files as one table: the lists of equal names behind one another.
fn sources() -> BTreeMap<String, Value> {
    let mut files: Vec<PathBuf> = fs::read_dir(SOURCES)
        .expect("the sources of the catalogue are missing")
        .map(|entry| entry.expect("the sources of the catalogue cannot be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    let mut all: BTreeMap<String, Value> = BTreeMap::new();
    for file in files {
        let problem = |what: &dyn std::fmt::Display| -> ! {
            refuse(&[Mistake(format!("{}: {what}", file.display()))]);
            exit(1)
        };
        let text = fs::read_to_string(&file).unwrap_or_else(|error| problem(&error));
        let table: toml::Table = text.parse().unwrap_or_else(|error| problem(&error));
        for (key, value) in table {
            match (all.get_mut(&key), value) {
                (Some(Value::Array(list)), Value::Array(more)) => list.extend(more),
                (Some(_), _) => problem(&format!("`{key}` stands in another file too")),
                (None, value) => drop(all.insert(key, value)),
            }
        }
    }
    all
}

/// Tags and keys of the languages.
fn locales(sources: &BTreeMap<String, Value>) -> Vec<(String, String)> {
    let list = sources.get("locale").and_then(Value::as_array).cloned().unwrap_or_default();
    let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_string();
    list.iter().map(|entry| (text(entry, "id"), text(entry, "key"))).collect()
}

fn packed(source: &Raw, keys: &[&str]) -> Packed {
    let mut mistakes = Vec::new();
    let packed = pack(source, keys, Names::default(), &mut mistakes);
    refuse(&mistakes);
    packed
}

/// Reads the packed catalogue back.
fn unpacked(packed: &Packed, locales: usize) -> Catalog {
    let (structure, words) = packed.files();
    let catalog = Catalog::load(&structure).expect("what was packed cannot be read");
    for (at, file) in words.iter().enumerate().take(locales) {
        let locale = Locale::at(at);
        catalog.add_words(locale, file).expect("words that were packed cannot be read");
    }
    catalog
}

/// Leaves out what only readers and tests need: worked examples, gists, and articles that nothing cites.
fn slim(sources: &mut BTreeMap<String, Value>) {
    let mut cited = Vec::new();
    for (key, value) in sources.iter() {
        if key != "article" {
            cite(value, &mut cited);
        }
    }
    for deadline in sources.get_mut("deadline").and_then(Value::as_array_mut).into_iter().flatten()
    {
        deadline.as_table_mut().map(|table| table.remove("example"));
    }
    if let Some(Value::Array(articles)) = sources.get_mut("article") {
        articles.iter_mut().for_each(|it| drop(it.as_table_mut().map(|it| it.remove("gist"))));
        articles.retain(|it| it["id"].as_str().is_some_and(|id| cited.iter().any(|it| it == id)));
    }
}

/// Collects the texts under the keys `article` and `articles`.
fn cite(value: &Value, cited: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| cite(item, cited)),
        Value::Table(table) => {
            for (key, value) in table {
                match (key.as_str(), value) {
                    ("article", Value::String(id)) => cited.push(id.clone()),
                    ("articles", Value::Array(ids)) => {
                        cited.extend(ids.iter().filter_map(Value::as_str).map(String::from));
                    }
                    (_, value) => cite(value, cited),
                }
            }
        }
        _ => {}
    }
}

fn raw(sources: &BTreeMap<String, Value>) -> Raw<'_> {
    let entries = sources.iter();
    Raw::Map(entries.map(|(key, value)| (key.as_str().into(), source::raw(value))).collect())
}

fn write(name: &str, bytes: &[u8]) {
    let target = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join(name);
    fs::write(target, bytes).expect("OUT_DIR cannot be written");
}

/// Stops the build with what to correct, without a backtrace around it.
fn refuse(mistakes: &[Mistake]) {
    if !mistakes.is_empty() {
        eprintln!("mistakes in {SOURCES}:\n{}", Mistake::lines(mistakes));
        exit(1);
    }
}

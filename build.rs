//! Reads the knowledge in `src/catalog/*.toml`, refuses mistakes and packs it for the module.

#[path = "src/catalog.rs"]
#[allow(dead_code, unused_imports)]
mod catalog;
#[path = "src/date.rs"]
#[allow(dead_code)]
mod date;

use std::{env, fs, path::PathBuf, process::exit};

fn main() {
    println!("cargo:rerun-if-changed=src/catalog");
    println!("cargo:rerun-if-changed=src/catalog.rs");
    println!("cargo:rerun-if-changed=src/date.rs");
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
    let packed = postcard::to_allocvec(&whole).expect("the catalogue cannot be packed");
    let target =
        PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("catalog.bin");
    fs::write(target, packed).expect("the packed catalogue cannot be written");
}

/// Stops the build with what to correct, without a backtrace around it.
fn refuse(problem: &str) -> ! {
    eprintln!("{problem}");
    exit(1);
}

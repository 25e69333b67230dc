//! What several tests share.

use std::{fs, path::PathBuf};
use tousu::Catalog;

/// The catalogue as its files say it, worked examples and uncited articles included.
pub fn written() -> Catalog {
    let entries = fs::read_dir("src/catalog").unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let mut catalog = Catalog::default();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        catalog.merge(
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display())),
        );
    }
    catalog
}

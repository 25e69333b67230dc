//! Writes into a folder what the package takes from the crate beside the module: the TypeScript of
//! everything that it gives out, `types.d.ts`, and the packed catalogue, `catalog.bin`, `zh.bin` and
//! `en.bin`: `cargo run --features types --example types -- <folder>`.

use std::collections::BTreeMap;
use std::{env, fs, io, path::PathBuf};
use ts_rs::{Config, TS, TypeVisitor};

/// Declarations by name; a type brings those that it consists of.
struct Declarations {
    config: Config,
    by_name: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Types without a file of their own are TypeScript's: string, number, lists.
        if T::output_path().is_none() {
            T::visit_generics(self);
            return;
        }
        let name = T::ident(&self.config);
        if self.by_name.contains_key(&name) {
            return;
        }
        let declaration =
            format!("{}export {}\n", T::docs().unwrap_or_default(), T::decl(&self.config));
        self.by_name.insert(name, declaration);
        T::visit_dependencies(self);
    }
}

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.ok_or_else(|| io::Error::other("say which folder to write into"))?;

    let mut declarations =
        Declarations { config: Config::new().with_large_int("number"), by_name: BTreeMap::new() };
    declarations.visit::<tousu::FormSpec>();
    declarations.visit::<tousu::Assessment>();
    declarations.visit::<tousu::Composition>();
    declarations.visit::<tousu::Recognition>();
    // What may be asked for by name is a list of names in the interface, in Rust any id of the catalogue.
    if let Some(document) = declarations.by_name.get_mut("DocumentSpec") {
        *document = document.replacen(
            "id: string",
            "id: import(\"./engine.js\").ComposeOptions[\"document\"]",
            1,
        );
    }
    let mut types = vec!["/** Generated from the Rust types by tests/tools/types.rs. */\n".into()];
    types.extend(declarations.by_name.into_values());
    fs::write(folder.join("types.d.ts"), types.join("\n"))?;

    for (name, bytes) in ["catalog.bin", "zh.bin", "en.bin"].iter().zip(tousu::PACKED) {
        fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}

//! Prints the TypeScript of everything that the module gives out, from the Rust types:
//! `cargo run --features types --example types`.

use std::collections::BTreeMap;
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

fn main() {
    let mut declarations =
        Declarations { config: Config::new().with_large_int("number"), by_name: BTreeMap::new() };
    declarations.visit::<tousu::FormSpec>();
    declarations.visit::<tousu::Assessment>();
    declarations.visit::<tousu::Composition>();
    println!("/** Generated from the Rust types by tests/tools/types.rs. */\n");
    for declaration in declarations.by_name.values() {
        println!("{declaration}");
    }
}

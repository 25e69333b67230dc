//! `tousu-bindgen MODULE FOLDER`: writes the JavaScript glue of a module and the module without its descriptions.

use anyhow::Context;
use std::env;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> anyhow::Result<()> {
    let mut arguments = env::args_os().skip(1);
    let module = arguments.next().context("the module is missing")?;
    let folder = arguments.next().context("the folder is missing")?;
    Bindgen::new()
        .bundler(true)?
        .typescript(false)
        .input_path(module)
        .out_name("tousu")
        .generate(folder)
}

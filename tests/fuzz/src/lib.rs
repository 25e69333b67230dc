//! What the fuzz targets share.
//!
//! - [`source`]: a run's bytes, and drafts and pastes made of them;
//! - [`additions`]: an embedder's entries, and JSON and TOML as untyped input;
//! - [`files`]: packed files of the catalogue, damaged;
//! - [`vocabulary`]: the names and words that all of these use;
//! - [`holds`]: what must hold for every answer;
//! - [`answers`], [`shown`]: answers read back from the bridge, from HTML and from Markdown.

mod additions;
mod answers;
mod files;
mod holds;
mod shown;
mod source;
mod vocabulary;

pub use additions::from_json;
pub use holds::{add, compose, judge, load, recognize, work};
pub use source::Source;

//! The bridge to JavaScript, the only room that knows it: drafts in, answers out.
//!
//! `www/lib/encode.ts` reads a host's object once and safely, so that no getter, proxy or cycle gets here, and writes it
//! into the module's memory ([`decode`]). An answer goes back as whole numbers and one text ([`encode`]), which
//! `decode.ts` makes into objects; the build writes it from the Rust types. Natively only tests use the two formats.

pub mod decode;
pub mod encode;
#[cfg(target_arch = "wasm32")]
mod known;
pub mod last;
#[cfg(target_arch = "wasm32")]
mod wasm;

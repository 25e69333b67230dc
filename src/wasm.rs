//! The border to JavaScript: objects in, objects out. The only file that knows JavaScript.
//!
//! `www/lib/border.js` reads a host's object once and safely, so that no getter, proxy or cycle gets
//! here: a draft comes as the numbers and the text of [`crate::wire`], an answer goes as JSON, which
//! engines read fastest; the data of a form, which has few values, passes through serde-wasm-bindgen.
//! Every export is a stateless call on one of the catalogues: 0 is the built-in one.

use crate::catalog::{Catalog, Kind, Locale};
use crate::letter::{Format, Options};
use crate::text::Joined;
use crate::{Date, Draft, Tousu, Value, wire};
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

thread_local! {
    /// The packed catalogue as it was loaded.
    static PACKED: Cell<[&[u8]; 3]> = const { Cell::new([&[]; 3]) };
    /// An engine for each catalogue: the built-in one, then those with an embedder's additions.
    static ENGINES: RefCell<Vec<(&'static Catalog, Tousu<'static>)>> = const { RefCell::new(Vec::new()) };
}

/// Takes the packed catalogue ([`crate::PACKED`]), which the package keeps beside the module. Words
/// of a language that is not there yet are empty; when it comes, everything is loaded again.
///
/// # Errors
///
/// The files are of different builds.
#[wasm_bindgen]
pub fn load(structure: Box<[u8]>, zh: Box<[u8]>, en: Box<[u8]>) -> Result<(), JsError> {
    let catalog = Catalog::from_packed([&structure, &zh, &en]).ok_or_else(|| {
        JsError::new("the catalogue (.bin files) and the module (.wasm) are of different builds: serve the files of one")
    })?;
    PACKED.set([Box::leak(structure), Box::leak(zh), Box::leak(en)]);
    ENGINES.with_borrow_mut(Vec::clear);
    keep(catalog);
    Ok(())
}

/// Keeps a catalogue as long as the instance lives (an embedder makes a handful); gives its handle.
fn keep(catalog: Catalog) -> u32 {
    let catalog: &Catalog = Box::leak(Box::new(catalog));
    let engine = Tousu::new(catalog, Date::default(), Locale::default());
    ENGINES.with_borrow_mut(|engines| {
        engines.push((catalog, engine));
        engines.len() as u32 - 1
    })
}

/// Shows panics of a debug build on the console. A release build prints nothing, since a message
/// could quote the person.
#[wasm_bindgen(start)]
fn start() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
}

fn kept<T>(
    handle: u32,
    part: impl Fn(&(&'static Catalog, Tousu<'static>)) -> T,
) -> Result<T, JsError> {
    ENGINES.with_borrow(|engines| engines.get(handle as usize).map(part)).ok_or_else(unusable)
}

/// `www/lib/engine.js` refuses what is not usable, in words for developers; only ids it leaves to the catalogue.
fn unusable() -> JsError {
    JsError::new("called with what engine.js should have refused")
}

/// `options.document must be one of "form", "brief"`.
fn one_of<'a>(option: &str, ids: impl Iterator<Item = &'a str>) -> JsError {
    let ids: Vec<&str> = ids.collect();
    let ids = ids.joined("\", \"");
    JsError::new(&["options.", option, " must be one of \"", &ids, "\""].joined(""))
}

fn catalog(handle: u32) -> Result<&'static Catalog, JsError> {
    kept(handle, |(catalog, _)| *catalog)
}

/// `today`: 20261124.
fn engine(handle: u32, today: u32, english: bool) -> Result<Tousu<'static>, JsError> {
    let (year, month, day) = ((today / 10_000) as i32, today / 100 % 100, today % 100);
    let today = Date::new(year, month, day).ok_or_else(unusable)?;
    kept(handle, |(_, engine)| engine.at(today, locale(english)))
}

fn locale(english: bool) -> Locale {
    if english { Locale::En } else { Locale::Zh }
}

fn read(numbers: &[u32], text: &[u16]) -> Draft {
    Draft::read(wire::decode(numbers, text))
}

/// The catalogue in one locale: `FormSpec` as JSON.
#[wasm_bindgen]
pub fn form(handle: u32, english: bool) -> Result<String, JsError> {
    Ok(wire::json(&crate::form(catalog(handle)?, locale(english))))
}

/// What a draft is worth on that day: `Assessment` as JSON.
#[wasm_bindgen]
pub fn assess(
    handle: u32,
    numbers: &[u32],
    text: &[u16],
    today: u32,
    english: bool,
) -> Result<String, JsError> {
    Ok(wire::json(&engine(handle, today, english)?.assess(&read(numbers, text))))
}

/// A document: `Composition` as JSON. An empty `channel` leaves the choice to the module, a negative
/// `limit` is none; `format` 0 is text, 1 Markdown, 2 HTML.
#[allow(clippy::too_many_arguments)]
#[wasm_bindgen]
pub fn compose(
    handle: u32,
    numbers: &[u32],
    text: &[u16],
    today: u32,
    english: bool,
    document: &str,
    channel: &str,
    format: u32,
    hide_contact: bool,
    limit: i32,
) -> Result<String, JsError> {
    let engine = engine(handle, today, english)?;
    let catalog = catalog(handle)?;
    if catalog.document(document).is_none() {
        return Err(one_of("document", catalog.document.iter().map(|it| it.id.as_str())));
    }
    let channel = (!channel.is_empty()).then_some(channel);
    if channel.is_some_and(|id| catalog.channel(id).is_none()) {
        return Err(one_of("channel", catalog.channel.iter().map(|it| it.id.as_str())));
    }
    let format = match format {
        0 => Format::Text,
        1 => Format::Markdown,
        _ => Format::Html,
    };
    let limit = u32::try_from(limit).ok();
    let options = Options { document, channel, format, hide_contact, limit };
    Ok(wire::json(&engine.compose(&read(numbers, text), &options)))
}

/// What pasted text (UTF-16 units) says on that day: `Recognition` as JSON.
#[wasm_bindgen]
pub fn recognize(handle: u32, text: &[u16], today: u32) -> Result<String, JsError> {
    Ok(wire::json(&engine(handle, today, false)?.recognize(&wire::string(text))))
}

/// The open deadlines as an RFC 5545 calendar.
#[wasm_bindgen]
pub fn calendar(
    handle: u32,
    numbers: &[u32],
    text: &[u16],
    today: u32,
    english: bool,
) -> Result<String, JsError> {
    Ok(engine(handle, today, english)?.calendar(&read(numbers, text)))
}

/// Merges an embedder's additions into the built-in catalogue and gives the handle of the result.
///
/// # Errors
///
/// What is wrong, naming the entry.
#[wasm_bindgen]
pub fn add(numbers: &[u32], text: &[u16]) -> Result<u32, JsError> {
    let joined = Catalog::joined(PACKED.get(), &wire::decode(numbers, text));
    let (whole, mistakes) = joined.map_err(|problem| JsError::new(&problem))?;
    // Never dropped: code that frees a catalogue would be for this alone. The shell throws an instance away that has
    // refused additions.
    let whole = std::mem::ManuallyDrop::new(whole);
    if mistakes.is_empty() {
        Ok(keep(std::mem::ManuallyDrop::into_inner(whole)))
    } else {
        Err(JsError::new(&mistakes))
    }
}

/// A draft from a form's data: the fields of the catalogue, choices with several values as lists.
/// Files and what else is no text are left out.
#[wasm_bindgen(js_name = readForm)]
pub fn read_form(handle: u32, data: &web_sys::FormData) -> Result<JsValue, JsError> {
    let draft = js_sys::Object::new();
    for field in &catalog(handle)?.field {
        let all = data.get_all(&field.id);
        let mut texts = all.iter().filter_map(|value| value.as_string());
        let value = match field.kind {
            Kind::Choices => Some(Value::List(texts.collect())),
            _ => texts.next().map(Value::Text),
        };
        if let Some(value) = value {
            let value = serde_wasm_bindgen::to_value(&value)?;
            // Setting an own key of a fresh plain object cannot fail.
            let _ = js_sys::Reflect::set(&draft, &JsValue::from_str(&field.id), &value);
        }
    }
    Ok(draft.into())
}

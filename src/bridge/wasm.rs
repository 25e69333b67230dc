//! The exports of the module. `www/lib/call.ts` calls them, with what it has checked.
//!
//! All of them are calls on one of the catalogues: 0 is the built-in one. No answer depends on the calls before it; only
//! the time it takes does (see [`super::last`]). A `tree` is a place in the input
//! (see [`super::decode`]). What gives an answer returns its address, or 0 for what `call.ts` should have refused.

use super::decode::{Decoder, Input};
use super::encode::Encoder;
use super::known::known;
use super::last::Last;
use crate::catalog::{self, Catalog, Damage, Entry, Id, Kind, Locale};
use crate::parse::Code;
use crate::text::Joined;
use crate::{
    Assessment, Case, Composition, Date, Format, Message, Options, Raw, Source, Tousu, Wording,
    calendar_of,
};
use serde::Serialize;
use std::cell::RefCell;
use std::ops::Index;
use wasm_bindgen::prelude::*;

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// The packed catalogue as it was loaded. Additions are packed and read together with it.
struct Files {
    structure: Vec<u8>,
    words: Vec<Vec<u8>>,
}

thread_local! {
    static FILES: RefCell<Files> =
        const { RefCell::new(Files { structure: Vec::new(), words: Vec::new() }) };
    /// The built-in catalogue, then those with an embedder's additions. All stay as long as the module does, so that it
    /// needs no code that drops them.
    static CATALOGS: RefCell<Vec<&'static Catalog>> = const { RefCell::new(Vec::new()) };
    static INPUT: RefCell<Input> = const { RefCell::new(Input::new()) };
    static LAST: RefCell<Last> = const { RefCell::new(Last::new()) };
    static ANSWER: RefCell<Encoder> = const { RefCell::new(Encoder::new()) };
}

/// Shows panics of a debug build on the console. A release build prints nothing, since a message could quote the person.
#[wasm_bindgen(start)]
fn start() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
}

/// Stamp of the bridge's format: `decode.ts` must have the same.
#[wasm_bindgen]
pub fn format() -> u32 {
    const STAMP: u32 = match u32::from_str_radix(env!("TOUSU_FORMAT"), 10) {
        Ok(stamp) => stamp,
        Err(_) => 0,
    };
    STAMP
}

/// Takes the structure of the packed catalogue ([`crate::STRUCTURE`]), which the package keeps beside the module. An
/// instance takes it once.
///
/// # Errors
///
/// The file is damaged, or of another build.
#[wasm_bindgen]
pub fn load(structure: Vec<u8>) -> Result<(), JsError> {
    let catalog = empty_catalog();
    catalog.fill(&structure).map_err(unusable)?;
    FILES.with_borrow_mut(|files| files.structure = structure);
    CATALOGS.with_borrow_mut(|catalogs| catalogs.push(catalog));
    Ok(())
}

fn empty_catalog() -> &'static mut Catalog {
    Box::leak(Box::default())
}

/// Adds the words of a language to the built-in catalogue.
///
/// # Errors
///
/// The file is damaged, or of another build.
#[wasm_bindgen(js_name = addWords)]
pub fn add_words(locale: u32, words: Vec<u8>) -> Result<(), JsError> {
    let at = locale as usize;
    let builtin = catalog_of(0).ok_or(Damage::OtherBuild);
    builtin.and_then(|it| it.add_words(Locale::at(at), &words)).map_err(unusable)?;
    FILES.with_borrow_mut(|files| {
        while files.words.len() <= at {
            files.words.push(Vec::new());
        }
        files.words.get_mut(at).into_iter().for_each(|file| *file = words.clone());
    });
    Ok(())
}

fn unusable(damage: Damage) -> JsError {
    JsError::new(match damage {
        Damage::Damaged => "a file of the catalogue (.bin) is damaged: serve it as it was built",
        Damage::OtherBuild => {
            "the catalogue (.bin files) and the module (.wasm) are of different builds: serve the files of one"
        }
    })
}

/// Makes sure that the input has as many places for numbers; returns their address.
#[wasm_bindgen(js_name = inputNumbers)]
pub fn input_numbers(places: usize) -> usize {
    INPUT.with_borrow_mut(|input| room(&mut input.numbers, places))
}

/// Makes sure that the input has as many places for code units; returns their address.
#[wasm_bindgen(js_name = inputText)]
pub fn input_text(places: usize) -> usize {
    INPUT.with_borrow_mut(|input| room(&mut input.text, places))
}

fn room<T: Copy + Default>(buffer: &mut Vec<T>, places: usize) -> usize {
    if buffer.len() < places {
        buffer.resize(places, T::default());
    }
    buffer.as_ptr() as usize
}

/// Merges additions into the built-in catalogue; returns the handle of the result.
///
/// # Errors
///
/// All mistakes, each naming the entry it stands in.
#[wasm_bindgen]
pub fn add(tree: u32) -> Result<u32, JsError> {
    let catalog = empty_catalog();
    let mut merge = |additions: Raw| {
        FILES.with_borrow(|files| {
            let words: Vec<&[u8]> = files.words.iter().map(Vec::as_slice).collect();
            catalog.fill_with(&files.structure, &words, &additions)
        })
    };
    let merged = INPUT.with_borrow(|input| merge(input.read(tree, &|_| None)));
    merged.map_err(|mistakes| JsError::new(&mistakes))?;
    Ok(CATALOGS.with_borrow_mut(|catalogs| {
        catalogs.push(catalog);
        catalogs.len() as u32 - 1
    }))
}

/// The tables of names that ids in answers are positions in.
#[derive(Serialize)]
pub struct Names<'c> {
    /// Strings of drafts by the numbers that they may be written as.
    known: Vec<&'c str>,
    section: Vec<&'c str>,
    field: Vec<&'c str>,
    reason: Vec<&'c str>,
    evidence: Vec<&'c str>,
    channel: Vec<&'c str>,
    remedy: Vec<&'c str>,
    deadline: Vec<&'c str>,
    excuse: Vec<&'c str>,
    question: Vec<&'c str>,
    claim: Vec<&'c str>,
    tip: Vec<&'c str>,
    document: Vec<&'c str>,
    code: Vec<&'c str>,
}

/// The names of a catalogue's entries.
#[wasm_bindgen]
pub fn names(handle: u32) -> usize {
    let names = |it: &'static Catalog| {
        answer(&Names {
            known: (0..).map_while(|number| known(it, number)).collect(),
            section: it.names(catalog::Section::KIND),
            field: it.names(catalog::Field::KIND),
            reason: it.names(catalog::Reason::KIND),
            evidence: it.names(catalog::Evidence::KIND),
            channel: it.names(catalog::Channel::KIND),
            remedy: it.names(catalog::Remedy::KIND),
            deadline: it.names(catalog::Deadline::KIND),
            excuse: it.names(catalog::Excuse::KIND),
            question: it.names(catalog::Question::KIND),
            claim: it.names(catalog::Claim::KIND),
            tip: it.names(catalog::Tip::KIND),
            document: it.names(catalog::Document::KIND),
            code: Code::ALL.iter().map(|code| code.as_str()).collect(),
        })
    };
    catalog_of(handle).map_or(0, names)
}

fn catalog_of(handle: u32) -> Option<&'static Catalog> {
    CATALOGS.with_borrow(|catalogs| catalogs.get(handle as usize).copied())
}

/// `day`: 20261124.
fn engine(handle: u32, day: u32) -> Option<Tousu<'static>> {
    Some(Tousu::new(catalog_of(handle)?, Date::from_number(day)?))
}

/// Runs a task with a tree.
fn with_tree<T>(
    catalog: &'static Catalog,
    tree: u32,
    task: impl FnOnce(&mut Decoder<'_, 'static>) -> T,
) -> Option<T> {
    INPUT.with_borrow(|input| {
        let known = |number| known(catalog, number);
        input.tree(tree, &known).map(|mut tree| task(&mut tree))
    })
}

/// Runs a task with the case of the draft that comes next in a tree, and with what follows it.
fn with_case<T>(
    Tousu { catalog, today }: Tousu<'static>,
    tree: &mut Decoder<'_, 'static>,
    task: impl FnOnce(&Case, &mut Decoder<'_, 'static>) -> T,
) -> T {
    LAST.with_borrow_mut(|last| {
        let done = task(last.case(tree, catalog, today), tree);
        last.forget_long();
        done
    })
}

/// The answer about the draft that is the whole tree; 0 for what cannot be asked.
fn answer_about(handle: u32, tree: u32, day: u32, task: impl FnOnce(&Case) -> usize) -> usize {
    let Some(engine) = engine(handle, day) else { return 0 };
    let found =
        with_tree(engine.catalog, tree, |tree| with_case(engine, tree, |case, _| task(case)));
    found.unwrap_or_default()
}

fn language(locale: u32) -> Locale {
    Locale::at(locale as usize)
}

/// Keeps an answer until the next one; returns its address.
fn answer(answer: &impl Serialize) -> usize {
    ANSWER.with_borrow_mut(|encoder| {
        encoder.encode(answer);
        encoder.numbers().as_ptr() as usize
    })
}

/// The message with that number in words: see [`Message::number`].
#[wasm_bindgen]
pub fn words(handle: u32, message: u32, day: u32, locale: u32) -> String {
    let words = |Tousu { catalog, today }: Tousu| {
        let wording = Wording { catalog, locale: language(locale) };
        Some(Message::from_number(message)?.words(wording, today))
    };
    engine(handle, day).and_then(words).unwrap_or_default()
}

/// The catalogue in one language.
#[wasm_bindgen]
pub fn form(handle: u32, locale: u32) -> usize {
    let form = |catalog| answer(&Tousu::new(catalog, Date::default()).form(language(locale)));
    catalog_of(handle).map_or(0, form)
}

/// Assesses a draft on that day.
#[wasm_bindgen]
pub fn assess(handle: u32, tree: u32, day: u32) -> usize {
    answer_about(handle, tree, day, |case| answer(&Assessment::of(case)))
}

/// A document. The tree is a list of the draft, the document's id, and the id of a channel or nothing. `language`: that of the text.
/// `form`: 0 text, 1 Markdown, 2 HTML, and more by its bits: 4 without contact data, 8 the short version. A limit below 0
/// is none. `reply_by`: a day, or 0 for that of the rule.
///
/// # Errors
///
/// The catalogue has no such document or channel.
#[wasm_bindgen]
#[expect(clippy::too_many_arguments, reason = "numbers alone cross the bridge")]
pub fn compose(
    handle: u32,
    tree: u32,
    day: u32,
    locale: u32,
    language: u32,
    form: u32,
    limit: i32,
    reply_by: u32,
) -> Result<usize, JsError> {
    let compose = |case: &Case, tree: &mut Decoder<'_, 'static>| {
        let mut next = || tree.value().unwrap_or_default();
        let options = Options {
            document: find("document", case.catalog, &next())?,
            channel: match next() {
                Raw::Nothing => Id::NONE,
                channel => find("channel", case.catalog, &channel)?,
            },
            locale: Locale::at(locale as usize),
            language: Some(Locale::at(language as usize)),
            format: match form & 3 {
                0 => Format::Text,
                1 => Format::Markdown,
                _ => Format::Html,
            },
            hide_contact: form & 4 != 0,
            short: form & 8 != 0,
            limit: u32::try_from(limit).ok(),
            reply_by: Date::from_number(reply_by),
        };
        Ok(answer(&Composition::of(case, &options)))
    };
    let Some(engine) = engine(handle, day) else { return Ok(0) };
    let composed = with_tree(engine.catalog, tree, |tree| {
        tree.list(3).map_or(Ok(0), |()| with_case(engine, tree, compose))
    });
    composed.unwrap_or(Ok(0))
}

/// The entry with that name, or `options.document must be one of "form", "brief"`.
fn find<T: Entry>(option: &str, catalog: &Catalog, name: &Raw) -> Result<Id<T>, JsError>
where
    Catalog: Index<Id<T>, Output = T>,
{
    let found = name.text().and_then(|name| catalog.find::<T>(name));
    found.ok_or_else(|| {
        let names: Vec<&str> = T::entries(catalog).iter().map(|(id, _)| catalog.name(id)).collect();
        let names = names.joined("\", \"");
        JsError::new(&["options.", option, " must be one of \"", &names, "\""].joined(""))
    })
}

/// Reads pasted text, the string of the tree, on that day; `ocr`: it was read off a picture.
#[wasm_bindgen]
pub fn recognize(handle: u32, tree: u32, day: u32, ocr: bool) -> usize {
    let source = if ocr { Source::Ocr } else { Source::Text };
    let Some(engine) = engine(handle, day) else { return 0 };
    let found = with_tree(engine.catalog, tree, |tree| {
        let text = tree.value().unwrap_or_default();
        answer(&engine.recognize_from(text.text().unwrap_or_default(), source))
    });
    found.unwrap_or_default()
}

/// The open deadlines as an RFC 5545 calendar.
#[wasm_bindgen]
pub fn calendar(handle: u32, tree: u32, day: u32, locale: u32) -> usize {
    answer_about(handle, tree, day, |case| answer(&calendar_of(case, language(locale))))
}

/// A draft from a form's data: the fields of the catalogue, choices with several values as lists. Files and what else is
/// no text are left out.
///
/// # Errors
///
/// None: strings can always be handed over.
#[wasm_bindgen(js_name = readForm)]
pub fn read_form(handle: u32, data: &web_sys::FormData) -> Result<JsValue, JsError> {
    let read = |catalog: &'static Catalog| {
        let draft = js_sys::Object::new();
        for (id, field) in catalog.fields.iter() {
            let name = catalog.name(id);
            let all = data.get_all(name);
            let mut texts = all.iter().filter_map(|value| value.as_string());
            let value = match field.kind {
                Kind::Choices => Some(serde_wasm_bindgen::to_value(&texts.collect::<Vec<_>>())?),
                _ => texts.next().map(JsValue::from),
            };
            if let Some(value) = value {
                // Setting an own key of a fresh plain object cannot fail.
                let _ = js_sys::Reflect::set(&draft, &JsValue::from_str(name), &value);
            }
        }
        Ok(draft.into())
    };
    catalog_of(handle).map_or(Ok(JsValue::UNDEFINED), read)
}

//! An embedder's additions, whatever shape they have, into the packed form of the catalogue, and the two joined.
//!
//! The module unpacks one format only (reading each of the catalogue's types from JavaScript objects
//! as well would double its code). What the types look like is traced by `build.rs` into a [`Shape`].

use crate::date::Date;
use crate::draft::Raw;
use crate::text::{Joined, digits};
use crate::unpack::{Bytes, Packed, Unpack, put_text};

/// What a packed value looks like (数据形状).
pub enum Shape {
    /// A string.
    Text,
    /// A string `YYYY-MM-DD`.
    Date,
    /// An object of words in both languages.
    Words,
    /// true or false; missing means false.
    Flag,
    /// A whole number; missing means 0.
    Unsigned,
    /// A whole number that may be negative.
    Signed,
    /// May be missing.
    Optional(Box<Shape>),
    /// A list; missing means empty.
    List(Box<Shape>),
    /// An object with these keys, in this order; missing where all its parts may be.
    Record(Vec<(String, Shape)>),
    /// One of these names, or an object whose single key is one of these.
    Choice(Vec<(String, Option<Shape>)>),
}

impl Unpack for Shape {
    fn unpack(from: &mut Packed) -> Self {
        match from.number() {
            0 => Shape::Text,
            1 => Shape::Date,
            2 => Shape::Words,
            3 => Shape::Flag,
            4 => Shape::Unsigned,
            5 => Shape::Signed,
            6 => Shape::Optional(Unpack::unpack(from)),
            7 => Shape::List(Unpack::unpack(from)),
            8 => Shape::Record(Unpack::unpack(from)),
            _ => Shape::Choice(Unpack::unpack(from)),
        }
    }
}

/// Packs `raw` as `shape`, or says where it does not fit.
pub fn pack(raw: &Raw, shape: &Shape) -> Result<Bytes, String> {
    let mut packer = Packer { out: Bytes::default(), path: Vec::new() };
    match packer.value(raw, shape) {
        Ok(()) => Ok(packer.out),
        Err(problem) => {
            let path = packer.path.joined("");
            Err([path.strip_prefix('.').unwrap_or(&path), " ", problem].joined(""))
        }
    }
}

struct Packer {
    out: Bytes,
    path: Vec<String>,
}

type Fits = Result<(), &'static str>;

impl Packer {
    fn value(&mut self, raw: &Raw, shape: &Shape) -> Fits {
        match (shape, raw) {
            (Shape::Text, Raw::Text(text)) => self.out.text(text),
            (Shape::Date, Raw::Text(text)) if Date::from_iso(text).is_some() => self.out.text(text),
            (Shape::Date, Raw::Text(_)) => return Err("must be a date of the form YYYY-MM-DD"),
            (Shape::Words, Raw::Map(entries)) => return self.words(entries),
            (Shape::Flag, Raw::Bool(flag)) => self.out.number(u64::from(*flag)),
            (Shape::Flag | Shape::Unsigned, Raw::Nothing) => self.out.number(0),
            (Shape::Unsigned, Raw::Number(number)) if (0.0..9e15).contains(number) => {
                self.out.number(*number as u64);
            }
            // Zigzag: the sign is the lowest bit.
            (Shape::Signed, Raw::Number(number)) if number.abs() < 1e9 => {
                let number = *number as i64;
                self.out.number(((number << 1) ^ (number >> 63)) as u64);
            }
            (Shape::Optional(_), Raw::Nothing) => self.out.number(0),
            (Shape::Optional(inner), raw) => {
                self.out.number(1);
                self.value(raw, inner)?;
            }
            (Shape::List(_), Raw::Nothing) => self.out.number(0),
            (Shape::List(inner), Raw::List(items)) => {
                self.out.number(items.len() as u64);
                for (index, item) in items.iter().enumerate() {
                    self.inside(name(index, item), item, inner)?;
                }
            }
            (Shape::Record(fields), Raw::Map(entries)) => {
                if let Some((key, _)) =
                    entries.iter().find(|(key, _)| fields.iter().all(|(field, _)| field != key))
                {
                    self.path.push([".", key].joined(""));
                    return Err("is not a known key");
                }
                for (key, shape) in fields {
                    let entry = entries.iter().find(|(entry, _)| entry == key);
                    self.inside(
                        [".", key].joined(""),
                        entry.map_or(&Raw::Nothing, |(_, value)| value),
                        shape,
                    )?;
                }
            }
            (Shape::Record(fields), Raw::Nothing) => {
                for (_, shape) in fields {
                    self.value(&Raw::Nothing, shape)?;
                }
            }
            (Shape::Choice(choices), raw) => return self.choice(raw, choices),
            (_, Raw::Nothing) => return Err("is missing"),
            (Shape::Text | Shape::Date, _) => return Err("must be a string"),
            (Shape::Flag, _) => return Err("must be true or false"),
            (Shape::List(_), _) => return Err("must be a list"),
            (Shape::Record(_) | Shape::Words, _) => return Err("must be an object"),
            _ => return Err("must be a whole number in range"),
        }
        Ok(())
    }

    fn choice(&mut self, raw: &Raw, choices: &[(String, Option<Shape>)]) -> Fits {
        let (chosen, inner) = match raw {
            Raw::Text(name) => (name, &Raw::Nothing),
            Raw::Map(entries) => match entries.as_slice() {
                [(name, inner)] => (name, inner),
                _ => return Err("must have exactly one key"),
            },
            Raw::Nothing => return Err("is missing"),
            _ => return Err("must be one of the known names"),
        };
        let Some(index) = choices.iter().position(|(name, _)| name == chosen) else {
            return Err("is not one of the known names");
        };
        self.out.number(index as u64);
        match choices.get(index) {
            Some((name, Some(shape))) => self.inside([".", name].joined(""), inner, shape),
            _ => Ok(()),
        }
    }

    /// Packs a part; its name stays in the path only if it does not fit.
    fn inside(&mut self, name: String, raw: &Raw, shape: &Shape) -> Fits {
        self.path.push(name);
        self.value(raw, shape)?;
        self.path.pop();
        Ok(())
    }

    fn words(&mut self, entries: &[(String, Raw)]) -> Fits {
        for (key, _) in entries {
            if key != "zh" && key != "en" {
                self.path.push([".", key].joined(""));
                return Err("is not a known key");
            }
        }
        for (key, out) in [("zh", &mut self.out.zh), ("en", &mut self.out.en)] {
            match entries.iter().find(|(entry, _)| entry == key) {
                Some((_, Raw::Text(text))) => put_text(out, text),
                _ => {
                    self.path.push([".", key].joined(""));
                    return Err("must be a string");
                }
            }
        }
        Ok(())
    }
}

/// The packed catalogue `base` without the entries named in `without` (`channel wechat-pay`, or the whole kind:
/// `channel`), and the entries of `more` behind it.
///
/// # Errors
///
/// A name that names nothing.
pub fn join(
    mut base: Packed,
    mut more: Packed,
    shape: &Shape,
    without: &[&str],
) -> Result<Bytes, String> {
    let mut out = Bytes::default();
    let mut gone: Vec<&str> = Vec::new();
    let Shape::Record(fields) = shape else { return Ok(out) };
    for (kind, shape) in fields {
        let Shape::List(entry) = shape else {
            // What is no list is replaced where there is another.
            let (before, other) = (base, more);
            skip(&mut base, shape);
            skip(&mut more, shape);
            let kept = if { other }.number() == 0 { (before, base) } else { (other, more) };
            out.copy(&kept.0, &kept.1);
            continue;
        };
        let mut kept = Bytes::default();
        let mut count = 0;
        for _ in 0..base.number() {
            let before = base;
            skip(&mut base, entry);
            let out = |name: &&&str| match name.split_once(' ') {
                Some((of, id)) => of == kind && named(entry) && { before }.text() == id,
                None => **name == kind,
            };
            match without.iter().find(out) {
                Some(name) => gone.push(name),
                None => {
                    count += 1;
                    kept.copy(&before, &base);
                }
            }
        }
        let added = more.number();
        let before = more;
        (0..added).for_each(|_| skip(&mut more, entry));
        kept.copy(&before, &more);
        out.number(count + added);
        for (all, part) in
            [(&mut out.structure, kept.structure), (&mut out.zh, kept.zh), (&mut out.en, kept.en)]
        {
            all.extend(part);
        }
    }
    match without.iter().find(|name| !gone.contains(name)) {
        Some(name) => {
            Err(["without ", name, ": there is nothing to leave out by that name; name a kind and an id, such as `channel court`"].joined(""))
        }
        None => Ok(out),
    }
}

/// The texts in the list of that name.
pub fn texts<'r>(raw: &'r Raw, key: &str) -> Vec<&'r str> {
    let Raw::Map(entries) = raw else { return Vec::new() };
    let Some((_, Raw::List(items))) = entries.iter().find(|(entry, _)| entry == key) else {
        return Vec::new();
    };
    let text = |item: &'r Raw| if let Raw::Text(text) = item { Some(text.as_str()) } else { None };
    items.iter().filter_map(text).collect()
}

/// Whether entries of that shape begin with their id.
fn named(entry: &Shape) -> bool {
    let Shape::Record(fields) = entry else { return false };
    fields.first().is_some_and(|(key, _)| key == "id" || key == "code")
}

/// Reads past a value.
fn skip(from: &mut Packed, shape: &Shape) {
    match shape {
        Shape::Text | Shape::Date => drop(from.text()),
        Shape::Words => drop(from.words()),
        Shape::Flag | Shape::Unsigned | Shape::Signed => drop(from.number()),
        Shape::Optional(inner) => (0..from.number().min(1)).for_each(|_| skip(from, inner)),
        Shape::List(inner) => (0..from.number()).for_each(|_| skip(from, inner)),
        Shape::Record(fields) => fields.iter().for_each(|(_, shape)| skip(from, shape)),
        Shape::Choice(choices) => {
            let chosen = choices.get(from.number() as usize);
            chosen.and_then(|(_, inner)| inner.as_ref()).into_iter().for_each(|it| skip(from, it));
        }
    }
}

/// An item by its id where it has one, else by its place.
fn name(index: usize, item: &Raw) -> String {
    let entries = if let Raw::Map(entries) = item { entries.as_slice() } else { &[] };
    match entries.iter().find(|(key, _)| key == "id" || key == "code") {
        Some((_, Raw::Text(id))) => [" ", id].joined(""),
        _ => ["[", &digits(index as u64), "]"].joined(""),
    }
}

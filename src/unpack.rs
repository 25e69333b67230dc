//! The packed form of the catalogue, which `pack` writes: no errors on the way back, since both
//! sides say what these types say; damaged bytes give empty values.
//!
//! Written by hand because a reader with errors for each of the catalogue's types is ten times as
//! large in the module. The words stand apart by language: alike compresses better, and a page
//! need not load the language that it does not show.

use crate::date::Date;

/// Bytes that are being written.
#[derive(Default)]
pub struct Bytes {
    /// Ids, numbers and how many there are of everything.
    pub structure: Vec<u8>,
    /// Words in Chinese, one text after the other.
    pub zh: Vec<u8>,
    /// Words in English.
    pub en: Vec<u8>,
}

impl Bytes {
    /// Adds a number.
    pub fn number(&mut self, number: u64) {
        put_number(&mut self.structure, number);
    }

    /// Adds a text that is not of a language.
    pub fn text(&mut self, text: &str) {
        put_text(&mut self.structure, text);
    }

    /// Reads them from the start.
    pub fn packed(&self) -> Packed<'_> {
        Packed { structure: &self.structure, zh: &self.zh, en: &self.en }
    }

    /// Adds what was read from `before` to `after`, as it stands there.
    pub fn copy(&mut self, before: &Packed, after: &Packed) {
        let parts = [
            (&mut self.structure, before.structure, after.structure),
            (&mut self.zh, before.zh, after.zh),
            (&mut self.en, before.en, after.en),
        ];
        for (out, before, after) in parts {
            out.extend_from_slice(before.get(..before.len() - after.len()).unwrap_or_default());
        }
    }
}

/// Seven bits a byte, the lowest first.
fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number > 127 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Its length and its bytes.
pub fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Bytes that are being read.
#[derive(Clone, Copy, Default)]
pub struct Packed<'p> {
    structure: &'p [u8],
    zh: &'p [u8],
    en: &'p [u8],
}

impl<'p> Packed<'p> {
    /// Reads the stamps in front of the files of a packed catalogue: of its layout, which must be `layout`, and of its
    /// contents, which must be the same in all three. `None`: they do not belong together.
    pub fn stamped(files: [&'p [u8]; 3], layout: &str) -> Option<Self> {
        let [structure, zh, en] = files;
        let mut packed = Packed { structure, zh, en };
        let same = packed.text() == layout;
        let contents = packed.text();
        let of_them = |words: &mut &[u8]| words.is_empty() || take_text(words) == contents;
        (same && of_them(&mut packed.zh) && of_them(&mut packed.en)).then_some(packed)
    }

    /// The next part of the structure that stands behind its length, to be read by itself or not at all.
    pub fn part(&mut self) -> Packed<'p> {
        let length = self.number();
        Packed { structure: take(&mut self.structure, length), ..Packed::default() }
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        take_number(&mut self.structure)
    }

    /// The next text that is not of a language.
    pub fn text(&mut self) -> &'p str {
        take_text(&mut self.structure)
    }

    /// The next words in Chinese and in English.
    pub fn words(&mut self) -> (String, String) {
        (take_text(&mut self.zh).to_string(), take_text(&mut self.en).to_string())
    }
}

fn take<'p>(from: &mut &'p [u8], length: u64) -> &'p [u8] {
    let Some((taken, rest)) = from.split_at_checked(length as usize) else { return &[] };
    *from = rest;
    taken
}

fn take_number(from: &mut &[u8]) -> u64 {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = take(from, 1).first().copied().unwrap_or_default();
        number |= u64::from(byte & 127) << shift;
        if byte < 128 {
            break;
        }
    }
    number
}

fn take_text<'p>(from: &mut &'p [u8]) -> &'p str {
    let length = take_number(from);
    std::str::from_utf8(take(from, length)).unwrap_or_default()
}

/// A type that stands in the packed catalogue.
pub trait Unpack {
    /// Reads one.
    fn unpack(from: &mut Packed) -> Self;
}

impl Unpack for String {
    #[inline(never)]
    fn unpack(from: &mut Packed) -> Self {
        from.text().to_string()
    }
}

impl Unpack for Date {
    fn unpack(from: &mut Packed) -> Self {
        Date::from_iso(from.text()).unwrap_or_default()
    }
}

impl Unpack for bool {
    fn unpack(from: &mut Packed) -> Self {
        from.number() != 0
    }
}

impl Unpack for u8 {
    fn unpack(from: &mut Packed) -> Self {
        from.number() as u8
    }
}

impl Unpack for u32 {
    fn unpack(from: &mut Packed) -> Self {
        from.number() as u32
    }
}

impl Unpack for u64 {
    fn unpack(from: &mut Packed) -> Self {
        from.number()
    }
}

impl Unpack for i32 {
    fn unpack(from: &mut Packed) -> Self {
        let number = from.number();
        // Zigzag: the sign is the lowest bit.
        ((number >> 1) as i64 ^ -((number & 1) as i64)) as i32
    }
}

impl<A: Unpack, B: Unpack> Unpack for (A, B) {
    fn unpack(from: &mut Packed) -> Self {
        (A::unpack(from), B::unpack(from))
    }
}

impl<T: Unpack> Unpack for Option<T> {
    #[inline(never)]
    fn unpack(from: &mut Packed) -> Self {
        (from.number() != 0).then(|| T::unpack(from))
    }
}

impl<T: Unpack> Unpack for Box<T> {
    fn unpack(from: &mut Packed) -> Self {
        Box::new(T::unpack(from))
    }
}

impl<T: Unpack> Unpack for Vec<T> {
    #[inline(never)]
    fn unpack(from: &mut Packed) -> Self {
        // Nothing is shorter than a byte, so no length can ask for more than there is.
        let length = (from.number() as usize).min(from.structure.len() + from.zh.len());
        (0..length).map(|_| T::unpack(from)).collect()
    }
}

/// Defines the catalogue's types, and reads each of them field by field in the order written.
macro_rules! packed {
    ($($(#[$of:meta])* pub struct $name:ident {
        $($(#[$about:meta])* pub $field:ident: $type:ty,)*
    })*) => {$(
        $(#[$of])*
        pub struct $name {
            $($(#[$about])* pub $field: $type,)*
        }

        impl $crate::unpack::Unpack for $name {
            #[inline(never)]
            fn unpack(from: &mut $crate::unpack::Packed) -> Self {
                $name { $($field: $crate::unpack::Unpack::unpack(from),)* }
            }
        }
    )*};
    // Names only: the first stands in for a number that has none.
    ($($(#[$of:meta])* pub enum $name:ident {
        $(#[$about_first:meta])* $first:ident, $($(#[$about:meta])* $variant:ident,)*
    })*) => {$(
        $(#[$of])*
        pub enum $name {
            $(#[$about_first])* $first, $($(#[$about])* $variant,)*
        }

        impl $crate::unpack::Unpack for $name {
            fn unpack(from: &mut $crate::unpack::Packed) -> Self {
                let number = from.number() as usize;
                [$name::$first, $($name::$variant),*].get(number).copied().unwrap_or($name::$first)
            }
        }
    )*};
}
pub(crate) use packed;

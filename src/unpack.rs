//! Reads the packed form of the catalogue (what `postcard` writes in `build.rs`, and `pack` for an
//! embedder): no errors, since both write what these types say; damaged bytes give empty values.
//!
//! Written by hand because a reader with errors for each of the catalogue's types is ten times as
//! large in the module.

use crate::date::Date;

/// Bytes that are being read.
pub struct Packed<'p> {
    bytes: &'p [u8],
}

impl<'p> Packed<'p> {
    /// Reads from the start.
    pub fn new(bytes: &'p [u8]) -> Self {
        Packed { bytes }
    }

    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        *first
    }

    /// Seven bits a byte, the lowest first.
    pub fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte();
            number |= u64::from(byte & 127) << shift;
            if byte < 128 {
                break;
            }
        }
        number
    }

    fn text(&mut self) -> &'p str {
        let length = self.number() as usize;
        let Some((text, rest)) = self.bytes.split_at_checked(length) else { return "" };
        self.bytes = rest;
        std::str::from_utf8(text).unwrap_or_default()
    }
}

/// A type that stands in the packed catalogue.
pub trait Unpack {
    /// Reads one.
    fn unpack(from: &mut Packed) -> Self;
}

impl Unpack for String {
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
        from.byte() != 0
    }
}

impl Unpack for u8 {
    fn unpack(from: &mut Packed) -> Self {
        from.byte()
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
    fn unpack(from: &mut Packed) -> Self {
        (from.byte() != 0).then(|| T::unpack(from))
    }
}

impl<T: Unpack> Unpack for Box<T> {
    fn unpack(from: &mut Packed) -> Self {
        Box::new(T::unpack(from))
    }
}

impl<T: Unpack> Unpack for Vec<T> {
    fn unpack(from: &mut Packed) -> Self {
        // Nothing is shorter than a byte, so no length can ask for more than is there.
        let length = (from.number() as usize).min(from.bytes.len());
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

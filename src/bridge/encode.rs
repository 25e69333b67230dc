//! Answers for JavaScript: this file ↔ `decode.ts`, which `tests/tools/types.rs` writes from the same types.
//!
//! An answer is a list of whole numbers and one text, UTF-8, in which all strings stand one after the other:
//!
//! | Rust | numbers |
//! |---|---|
//! | `bool`, `u8`–`u32`, `i32` | itself |
//! | `u64` | its low and its high half |
//! | `Option` | 0, or 1 and the value |
//! | string | how many UTF-16 code units of the text it is |
//! | list, map | how many values, or pairs of key and value, follow |
//! | tuple, struct | its values |
//! | enum | position of the variant, and its value if it has one |
//! | newtype struct | its value; its name says what it means (`ReasonId`, `Date`) |
//!
//! JavaScript knows the meaning of ids and messages from tables that it fetches once. Hosts decode a whole text
//! quicker than this module could transcode it, so UTF-8 it stays; JavaScript decodes it once, and slices.

use crate::text::utf16_len;
use serde::Serialize;
use serde::ser::{self, Serializer};
use std::fmt;

/// An answer in the making. Kept and used again, so that ordinary answers allocate nothing.
#[derive(Default)]
pub struct Encoder {
    numbers: Vec<u32>,
    text: Vec<u8>,
}

impl Encoder {
    /// An encoder that holds no answer yet.
    pub const fn new() -> Self {
        Encoder { numbers: Vec::new(), text: Vec::new() }
    }

    /// Writes an answer in place of the one before. In front of its numbers stand the address and the length in bytes of
    /// its text. A value of a kind that no answer has (see [`Unwritable`]) leaves the rest out.
    pub fn encode(&mut self, answer: &impl Serialize) {
        self.numbers.clear();
        self.text.clear();
        self.numbers.extend([0, 0]);
        let written = answer.serialize(&mut *self);
        debug_assert!(written.is_ok(), "an answer has a value that cannot be written");
        // Addresses are known now that nothing moves any more.
        let head = [self.text.as_ptr() as usize as u32, self.text.len() as u32];
        self.numbers.iter_mut().zip(head).for_each(|(place, number)| *place = number);
    }

    /// Address and length of the text, then the answer.
    pub fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// All strings of the answer, as UTF-8.
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// Apart, because it is called for every part of every answer's type.
    #[inline(never)]
    fn number(&mut self, number: u32) -> Result<(), Unwritable> {
        self.numbers.push(number);
        Ok(())
    }

    fn string(&mut self, text: &str) {
        self.text.extend_from_slice(text.as_bytes());
        self.numbers.push(utf16_len(text) as u32);
    }
}

/// A value of a kind that no answer has: a float, a list of unknown length.
#[derive(Debug)]
pub struct Unwritable;

impl fmt::Display for Unwritable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("no answer has a value of this kind")
    }
}

impl std::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Unwritable
    }
}

/// The parts of a list, tuple, map or struct follow each other, whatever holds them.
macro_rules! parts {
    ($($of:ident $method:ident,)*) => {
        $(impl ser::$of for &mut Encoder {
            type Ok = ();
            type Error = Unwritable;

            fn $method<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unwritable> {
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Unwritable> {
                Ok(())
            }
        })*
    };
}

parts! { SerializeSeq serialize_element, SerializeTuple serialize_element, }

impl ser::SerializeMap for &mut Encoder {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), Unwritable> {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unwritable> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Unwritable> {
        Ok(())
    }
}

impl ser::SerializeStruct for &mut Encoder {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        value.serialize(&mut **self)
    }

    /// A field with `skip_serializing_if = "Option::is_none"`.
    fn skip_field(&mut self, _: &'static str) -> Result<(), Unwritable> {
        self.number(0)
    }

    fn end(self) -> Result<(), Unwritable> {
        Ok(())
    }
}

macro_rules! numbers {
    ($($method:ident $type:ty,)*) => {
        $(fn $method(self, value: $type) -> Result<(), Unwritable> {
            self.number(value as u32)
        })*
    };
}

macro_rules! unwritable {
    ($($method:ident($($type:ty),*) $(-> $result:ty)?,)*) => {
        $(fn $method(self, $(_: $type),*) -> Result<unwritable!(@ $($result)?), Unwritable> {
            Err(Unwritable)
        })*
    };
    (@) => { () };
    (@ $result:ty) => { $result };
}

impl Serializer for &mut Encoder {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = ser::Impossible<(), Unwritable>;
    type SerializeTupleVariant = ser::Impossible<(), Unwritable>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = ser::Impossible<(), Unwritable>;

    fn is_human_readable(&self) -> bool {
        false
    }

    numbers! {
        serialize_bool bool, serialize_u8 u8, serialize_u16 u16, serialize_u32 u32,
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32,
    }

    fn serialize_u64(self, value: u64) -> Result<(), Unwritable> {
        self.number(value as u32)?;
        self.number((value >> 32) as u32)
    }

    fn serialize_str(self, text: &str) -> Result<(), Unwritable> {
        self.string(text);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Unwritable> {
        self.number(0)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), Unwritable> {
        self.number(1)?;
        value.serialize(self)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        position: u32,
        _: &'static str,
    ) -> Result<(), Unwritable> {
        self.number(position)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_seq(self, len: Option<usize>) -> Result<Self, Unwritable> {
        self.number(len.ok_or(Unwritable)? as u32)?;
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Unwritable> {
        Ok(self)
    }

    fn serialize_map(self, len: Option<usize>) -> Result<Self, Unwritable> {
        self.serialize_seq(len)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Unwritable> {
        Ok(self)
    }

    unwritable! {
        serialize_i64(i64), serialize_f32(f32), serialize_f64(f64), serialize_char(char), serialize_bytes(&[u8]),
        serialize_unit(), serialize_unit_struct(&'static str),
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant,
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        position: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        self.number(position)?;
        value.serialize(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Sample<'a> {
        flag: bool,
        days_left: i32,
        #[serde(skip_serializing_if = "Option::is_none")]
        absent: Option<u32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        present: Option<&'a str>,
        bare: Option<u32>,
        span: (u32, u32),
        list: Vec<Grade>,
        path: Vec<Segment<'a>>,
        map: BTreeMap<u8, &'a str>,
        id: ReasonId,
        fen: u64,
    }

    #[derive(Serialize)]
    enum Grade {
        Weak,
        Good,
    }

    #[derive(Serialize)]
    enum Segment<'a> {
        Name(&'a str),
        Index(u32),
    }

    #[derive(Serialize)]
    struct ReasonId(u16);

    #[test]
    fn every_kind_of_value_is_written() {
        let mut encoder = Encoder::new();
        encoder.encode(&"something longer that was there before");
        encoder.encode(&Sample {
            flag: true,
            days_left: -2,
            absent: None,
            present: Some("退😀"),
            bare: Some(0),
            span: (3, 4),
            list: vec![Grade::Good, Grade::Weak],
            path: vec![Segment::Index(6), Segment::Name("b")],
            map: [(7, "a"), (9, "")].into(),
            id: ReasonId(5),
            fen: 3 << 32 | 1,
        });
        let (head, answer) = encoder.numbers().split_at(2);
        let expected =
            [1, u32::MAX - 1, 0, 1, 3, 1, 0, 3, 4, 2, 1, 0, 2, 1, 6, 0, 1, 2, 7, 1, 9, 0, 5, 1, 3];
        assert_eq!(answer, expected);
        assert_eq!(head, [encoder.text().as_ptr() as usize as u32, 9]);
        assert_eq!(encoder.text(), "退😀ba".as_bytes());
    }

    #[test]
    #[should_panic(expected = "cannot be written")]
    fn an_answer_has_no_floats() {
        Encoder::new().encode(&[0.5]);
    }
}

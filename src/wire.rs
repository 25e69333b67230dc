//! The border's own format, small and quick: in comes a tree as a list of numbers and one text of
//! UTF-16 units, out goes JSON. Every length is checked; what does not fit decodes to nothing.

use crate::draft::Raw;
use crate::text::digits;
use serde::ser::{self, Serialize, Serializer};
use std::fmt;

/// How deep a tree may be; `www/lib/border.js` copies no deeper.
const DEPTH: u32 = 16;

/// Decodes a tree (`flat` in `www/lib/border.js` writes it): 0 nothing · 1 false · 2 true ·
/// 3 number, as the low and high half of its bits · 4 text, its length · 5 list, its length ·
/// 6 object, its length, then keys and values.
pub fn decode(numbers: &[u32], text: &[u16]) -> Raw {
    Decoder { numbers: numbers.iter(), text }.value(DEPTH).unwrap_or_default()
}

struct Decoder<'d> {
    numbers: std::slice::Iter<'d, u32>,
    text: &'d [u16],
}

impl Decoder<'_> {
    fn next(&mut self) -> Option<u32> {
        self.numbers.next().copied()
    }

    fn value(&mut self, depth: u32) -> Option<Raw> {
        let depth = depth.checked_sub(1)?;
        Some(match self.next()? {
            0 => Raw::Nothing,
            1 => Raw::Bool(false),
            2 => Raw::Bool(true),
            3 => {
                let low = u64::from(self.next()?);
                Raw::Number(f64::from_bits(u64::from(self.next()?) << 32 | low))
            }
            4 => Raw::Text(self.text()?),
            5 => {
                let mut items = Vec::new();
                for _ in 0..self.next()? {
                    items.push(self.value(depth)?);
                }
                Raw::List(items)
            }
            6 => {
                let mut entries = Vec::new();
                for _ in 0..self.next()? {
                    entries.push((self.text()?, self.value(depth)?));
                }
                Raw::Map(entries)
            }
            _ => return None,
        })
    }

    fn text(&mut self) -> Option<String> {
        let (text, rest) = self.text.split_at_checked(self.next()? as usize)?;
        self.text = rest;
        Some(string(text))
    }
}

/// A text of UTF-16 units; half a surrogate pair becomes U+FFFD.
pub fn string(units: &[u16]) -> String {
    let mut out = Vec::with_capacity(units.len() * 3);
    let mut rest = units;
    // By bytes, because every word of a draft comes through here and pushing characters is slow in a small module.
    while let Some((unit, behind)) = rest.split_first() {
        rest = behind;
        let low = |bits: u16| (bits & 0x3f) as u8 | 0x80;
        match *unit {
            0..0x80 => out.push(*unit as u8),
            0x80..0x800 => out.extend_from_slice(&[(unit >> 6) as u8 | 0xc0, low(*unit)]),
            0xd800..0xe000 => {
                let pair = [*unit, rest.first().copied().unwrap_or_default()];
                let whole = char::decode_utf16(pair).next().and_then(Result::ok);
                if whole.is_some() {
                    rest = rest.get(1..).unwrap_or_default();
                }
                let mut bytes = [0; 4];
                let c = whole.unwrap_or('\u{FFFD}').encode_utf8(&mut bytes);
                out.extend_from_slice(c.as_bytes());
            }
            0x800.. => {
                out.extend_from_slice(&[(unit >> 12) as u8 | 0xe0, low(unit >> 6), low(*unit)]);
            }
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

/// Writes a value as JSON. Knows what our answers consist of: objects, lists, strings, whole
/// numbers, flags and names; keys are strings.
pub fn json(value: &impl Serialize) -> String {
    let mut writer = Json { out: String::new() };
    match value.serialize(&mut writer) {
        Ok(()) => writer.out,
        Err(Unwritable) => String::from("null"),
    }
}

struct Json {
    out: String,
}

/// A value of a kind that no answer has.
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

impl Json {
    fn whole(&mut self, number: u64, negative: bool) -> Result<(), Unwritable> {
        if negative {
            self.out.push('-');
        }
        self.out.push_str(&digits(number));
        Ok(())
    }

    fn string(&mut self, text: &str) {
        self.out.push('"');
        let mut rest = text;
        // What must be escaped is one byte long, so the bytes tell where it stands.
        while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | ..b' '))
            && let Some((plain, from)) = rest.split_at_checked(at)
            && let Some((escaped, behind)) = from.split_at_checked(1)
        {
            self.out.push_str(plain);
            match escaped.bytes().next().unwrap_or_default() {
                b'\n' => self.out.push_str("\\n"),
                control @ ..b' ' => {
                    self.out.push_str("\\u00");
                    for half in [control >> 4, control & 15] {
                        let zero = if half < 10 { b'0' } else { b'a' - 10 };
                        self.out.push(char::from(zero + half));
                    }
                }
                _ => {
                    self.out.push('\\');
                    self.out.push_str(escaped);
                }
            }
            rest = behind;
        }
        self.out.push_str(rest);
        self.out.push('"');
    }

    fn open(&mut self, bracket: char) -> Result<Inside<'_>, Unwritable> {
        self.out.push(bracket);
        Ok(Inside { writer: self, first: true })
    }
}

/// An object or list that is being written.
struct Inside<'w> {
    writer: &'w mut Json,
    first: bool,
}

impl Inside<'_> {
    /// Writes what stands before a value. Apart, because the rest is made anew for each type.
    #[inline(never)]
    fn begin(&mut self, key: Option<&str>) {
        if !std::mem::take(&mut self.first) {
            self.writer.out.push(',');
        }
        if let Some(key) = key {
            self.writer.string(key);
            self.writer.out.push(':');
        }
    }

    fn item<T: ?Sized + Serialize>(
        &mut self,
        key: Option<&str>,
        value: &T,
    ) -> Result<(), Unwritable> {
        self.begin(key);
        value.serialize(&mut *self.writer)
    }
}

impl ser::SerializeStruct for Inside<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        self.item(Some(key), value)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.writer.out.push('}');
        Ok(())
    }
}

impl ser::SerializeMap for Inside<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), Unwritable> {
        self.item(None, key)?;
        self.writer.out.push(':');
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unwritable> {
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.writer.out.push('}');
        Ok(())
    }
}

impl ser::SerializeSeq for Inside<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.item(None, value)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.writer.out.push(']');
        Ok(())
    }
}

impl ser::SerializeTuple for Inside<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.item(None, value)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.writer.out.push(']');
        Ok(())
    }
}

impl<'w> Serializer for &'w mut Json {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Inside<'w>;
    type SerializeTuple = Inside<'w>;
    type SerializeStruct = Inside<'w>;
    type SerializeTupleStruct = ser::Impossible<(), Unwritable>;
    type SerializeTupleVariant = ser::Impossible<(), Unwritable>;
    type SerializeMap = Inside<'w>;
    type SerializeStructVariant = ser::Impossible<(), Unwritable>;

    fn serialize_bool(self, value: bool) -> Result<(), Unwritable> {
        self.out.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), Unwritable> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Unwritable> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Unwritable> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Unwritable> {
        self.whole(value.unsigned_abs(), value < 0)
    }

    fn serialize_u8(self, value: u8) -> Result<(), Unwritable> {
        self.whole(value.into(), false)
    }

    fn serialize_u16(self, value: u16) -> Result<(), Unwritable> {
        self.whole(value.into(), false)
    }

    fn serialize_u32(self, value: u32) -> Result<(), Unwritable> {
        self.whole(value.into(), false)
    }

    fn serialize_u64(self, value: u64) -> Result<(), Unwritable> {
        self.whole(value, false)
    }

    fn serialize_f32(self, _: f32) -> Result<(), Unwritable> {
        Err(Unwritable)
    }

    fn serialize_f64(self, _: f64) -> Result<(), Unwritable> {
        Err(Unwritable)
    }

    fn serialize_char(self, value: char) -> Result<(), Unwritable> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Unwritable> {
        self.string(value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unwritable> {
        Err(Unwritable)
    }

    fn serialize_none(self) -> Result<(), Unwritable> {
        self.serialize_unit()
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unwritable> {
        self.out.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unwritable> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
    ) -> Result<(), Unwritable> {
        self.serialize_str(name)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Unwritable> {
        Err(Unwritable)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Inside<'w>, Unwritable> {
        self.open('[')
    }

    fn serialize_tuple(self, _: usize) -> Result<Inside<'w>, Unwritable> {
        self.open('[')
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Inside<'w>, Unwritable> {
        self.open('{')
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Unwritable> {
        Err(Unwritable)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unwritable> {
        Err(Unwritable)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Inside<'w>, Unwritable> {
        self.open('{')
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unwritable> {
        Err(Unwritable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;

    #[test]
    fn decodes_a_tree_and_nothing_from_damage() {
        let text: Vec<u16> = "a店b".encode_utf16().chain([0xD800]).collect();
        let half = 0.5_f64.to_bits();
        let numbers = [6, 2, 1, 4, 1, 1, 5, 3, 2, 3, half as u32, (half >> 32) as u32, 4, 1];
        let whole = Raw::Map(vec![
            ("a".into(), Raw::Text("店".into())),
            (
                "b".into(),
                Raw::List(vec![Raw::Bool(true), Raw::Number(0.5), Raw::Text("\u{FFFD}".into())]),
            ),
        ]);
        assert_eq!(decode(&numbers, &text), whole);
        for cut in 0..numbers.len() {
            assert_eq!(decode(&numbers[..cut], &text), Raw::Nothing);
        }
        assert_eq!(decode(&numbers, &text[..3]), Raw::Nothing);
        assert_eq!(decode(&[5, u32::MAX], &[]), Raw::Nothing);
        assert_eq!(decode(&[5, 1].repeat(100), &[]), Raw::Nothing);
    }

    #[test]
    fn units_are_read_as_the_standard_library_reads_them() {
        let all = (0..=u16::MAX).step_by(7).flat_map(|unit| [unit, 0xd83d, unit, 0xde00, unit]);
        let units: Vec<u16> = all.chain([0xd83d, 0xde00, 0xd83d]).collect();
        assert_eq!(string(&units), String::from_utf16_lossy(&units));
    }

    #[test]
    fn json_is_what_a_parser_reads_back() {
        #[derive(Serialize)]
        struct Answer {
            words: &'static str,
            list: Vec<Option<i32>>,
            span: (u32, u32),
        }
        let answer = Answer { words: "\"\\\n\u{1}店", list: vec![Some(-3), None], span: (1, 2) };
        assert_eq!(
            json(&answer),
            "{\"words\":\"\\\"\\\\\\n\\u0001店\",\"list\":[-3,null],\"span\":[1,2]}"
        );
    }

    #[test]
    fn pairs_are_an_object() {
        let today = crate::Date::new(2026, 11, 24).unwrap();
        let tousu = crate::Tousu::new(crate::Catalog::builtin(), today, crate::Locale::Zh);
        let read = tousu.recognize("😀 订单号：20261103000012345 数量：2");
        assert_eq!(
            json(&read),
            "{\"fields\":{\"orderNumber\":\"20261103000012345\",\"quantity\":\"2\"},\
             \"spans\":[{\"field\":\"orderNumber\",\"start\":7,\"end\":24,\"confidence\":\"certain\"},\
             {\"field\":\"quantity\",\"start\":28,\"end\":29,\"confidence\":\"certain\"}]}"
        );
        assert_eq!(json(&tousu.recognize("")), "{\"fields\":{},\"spans\":[]}");
    }
}

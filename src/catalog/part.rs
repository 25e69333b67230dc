//! Shapes of the parts of an entry in the sources ([`Shape`]), and how they are read from the packed form
//! ([`Part`]). Both come from one definition of the entry's type: see the macro `entries`.
//!
//! The packed form is a stream of numbers (LEB128); texts stand apart, in the order in which they are met, so that a
//! text costs no number at all.

use super::entry::Choice;
use super::id::{Entry, Id};
use super::placeholder::Placeholder;
use super::pool::{Pool, Template, Text, Words};
use crate::date::Date;
use crate::text::LexiconBuilder;

/// Form of a value in the sources (数据形状).
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A string that belongs to no language.
    Text,
    /// Words to find, separated by blanks.
    Findable,
    /// An object with a string for each language.
    Words,
    /// The same with placeholders: fields, the general ones and these.
    Template(&'static [Placeholder]),
    /// `true` or `false`; missing means `false`.
    Flag,
    /// A whole number; missing means 0.
    Unsigned,
    /// A string `YYYY-MM-DD`.
    Date,
    /// The id of an entry of that kind.
    Ref(&'static str),
    /// May be missing.
    Optional(&'static Shape),
    /// A list; missing means empty.
    List(&'static Shape),
    /// An object with these keys; missing where all of them may be.
    Record(&'static [Key]),
    /// An object of which only the keys that are there are packed, behind a number with their bits.
    Sparse(&'static [Key]),
    /// One of these names, or an object whose single key is one of these.
    OneOf(&'static [Key]),
}

/// A key of an object, or a name, with the shape of what it holds.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As the sources write it.
    pub name: &'static str,
    /// Shape of its value; `None` for a name without one.
    pub shape: Option<&'static Shape>,
}

/// A type that is part of an entry.
pub trait Part: Sized {
    /// Its form in the sources.
    const SHAPE: Shape;

    /// Reads one from the packed form.
    fn unpack(from: &mut Reader) -> Self;
}

/// Packed numbers that are being written.
#[derive(Clone, Default)]
pub struct Bytes(pub Vec<u8>);

impl Bytes {
    /// Adds a number: seven bits a byte, the lowest first.
    pub fn number(&mut self, mut number: u64) {
        while number > 127 {
            self.0.push(number as u8 | 128);
            number >>= 7;
        }
        self.0.push(number as u8);
    }
}

/// Takes a number from the front; 0 where there is none.
pub fn take_number(from: &mut &[u8]) -> u64 {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let Some((byte, rest)) = from.split_first() else { break };
        *from = rest;
        number |= u64::from(byte & 127) << shift;
        if *byte < 128 {
            break;
        }
    }
    number
}

/// The packed form while it is being read. Damaged bytes give empty values, never an error.
pub struct Reader<'p, 'b> {
    /// Numbers that are still to be read.
    pub numbers: &'p [u8],
    /// Texts that belong to no language.
    pub texts: &'p Pool,
    /// Number that the next text has.
    pub next_text: u32,
    /// Number that the next words have.
    pub next_words: u32,
    /// Takes the lists of words.
    pub lexicon: &'b mut LexiconBuilder,
}

impl Reader<'_, '_> {
    /// The next number.
    pub fn number(&mut self) -> u64 {
        take_number(&mut self.numbers)
    }

    /// The length of the next list. Nothing is shorter than a byte, so that no length can ask for more than there is;
    /// items that are texts alone cost no number, and are bounded by the texts there are.
    pub fn len(&mut self) -> usize {
        let len = self.number() as usize;
        len.min(self.numbers.len() + self.texts.next() as usize + 1)
    }

    fn words(&mut self) -> u32 {
        self.next_words += 1;
        self.next_words - 1
    }
}

impl Part for Text {
    const SHAPE: Shape = Shape::Text;

    fn unpack(from: &mut Reader) -> Self {
        from.next_text += 1;
        Text(from.next_text - 1)
    }
}

impl Part for Words {
    const SHAPE: Shape = Shape::Words;

    fn unpack(from: &mut Reader) -> Self {
        Words(from.words())
    }
}

impl Part for Template {
    const SHAPE: Shape = Shape::Template(&[]);

    fn unpack(from: &mut Reader) -> Self {
        Template(from.words())
    }
}

impl Part for bool {
    const SHAPE: Shape = Shape::Flag;

    fn unpack(from: &mut Reader) -> Self {
        from.number() != 0
    }
}

impl Part for u8 {
    const SHAPE: Shape = Shape::Unsigned;

    fn unpack(from: &mut Reader) -> Self {
        from.number() as u8
    }
}

impl Part for u32 {
    const SHAPE: Shape = Shape::Unsigned;

    fn unpack(from: &mut Reader) -> Self {
        from.number() as u32
    }
}

impl Part for u64 {
    const SHAPE: Shape = Shape::Unsigned;

    fn unpack(from: &mut Reader) -> Self {
        from.number()
    }
}

impl Part for Date {
    const SHAPE: Shape = Shape::Date;

    fn unpack(from: &mut Reader) -> Self {
        Date::from_number(from.number() as u32).unwrap_or_default()
    }
}

impl<T: Entry> Part for Id<T> {
    const SHAPE: Shape = Shape::Ref(T::KIND);

    fn unpack(from: &mut Reader) -> Self {
        Id::new(from.number() as usize)
    }
}

/// Names of choices are numbered when they are first met.
impl Part for Id<Choice> {
    const SHAPE: Shape = Shape::Ref("option");

    fn unpack(from: &mut Reader) -> Self {
        Id::new(from.number() as usize)
    }
}

impl<T: Part> Part for Option<T> {
    const SHAPE: Shape = Shape::Optional(&T::SHAPE);

    #[inline(never)]
    fn unpack(from: &mut Reader) -> Self {
        (from.number() != 0).then(|| T::unpack(from))
    }
}

impl<T: Part> Part for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    #[inline(never)]
    fn unpack(from: &mut Reader) -> Self {
        (0..from.len()).map(|_| T::unpack(from)).collect()
    }
}

/// Defines types of the catalogue, each with its shape in the sources and its reader. A struct is an object with its
/// fields as keys; an enum without values is one of its names, written with hyphens.
macro_rules! entries {
    () => {};
    (
        $(#[$of:meta])* pub struct $name:ident {
            $($(#[$about:meta])* pub $field:ident: $type:ty,)*
        }
        $($rest:tt)*
    ) => {
        $(#[$of])*
        #[derive(Clone, PartialEq, Debug, Default)]
        pub struct $name {
            $($(#[$about])* pub $field: $type,)*
        }

        impl $crate::catalog::part::Part for $name {
            const SHAPE: $crate::catalog::part::Shape = $crate::catalog::part::Shape::Record(&[
                $($crate::catalog::part::Key {
                    name: stringify!($field),
                    shape: Some(&<$type as $crate::catalog::part::Part>::SHAPE),
                },)*
            ]);

            #[inline(never)]
            fn unpack(from: &mut $crate::catalog::part::Reader) -> Self {
                $name { $($field: $crate::catalog::part::Part::unpack(from),)* }
            }
        }

        $crate::catalog::part::entries! { $($rest)* }
    };
    (
        $(#[$of:meta])* pub enum $name:ident {
            $($(#[$about:meta])* $variant:ident = $text:literal,)*
        }
        $($rest:tt)*
    ) => {
        $(#[$of])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
        pub enum $name {
            #[default]
            $($(#[$about])* $variant,)*
        }

        impl $name {
            /// Every one, in order.
            pub const ALL: &[$name] = &[$($name::$variant,)*];
            const KEYS: &[$crate::catalog::part::Key] =
                &[$($crate::catalog::part::Key { name: $text, shape: None },)*];

            /// Its name in the sources and in answers.
            pub fn name(self) -> &'static str {
                Self::KEYS.get(self as usize).map_or("", |key| key.name)
            }

            /// The one with that name.
            pub fn named(name: &str) -> Option<Self> {
                let at = Self::KEYS.iter().position(|key| key.name == name)?;
                Self::ALL.get(at).copied()
            }
        }

        impl $crate::catalog::part::Part for $name {
            const SHAPE: $crate::catalog::part::Shape =
                $crate::catalog::part::Shape::OneOf(Self::KEYS);

            fn unpack(from: &mut $crate::catalog::part::Reader) -> Self {
                let at = from.number() as usize;
                Self::ALL.get(at).copied().unwrap_or_default()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_unit_variant(stringify!($name), *self as u32, self.name())
            }
        }

        $crate::catalog::part::entries! { $($rest)* }
    };
}
pub(crate) use entries;

//! Packed files: a head (stamps and a checksum, eight bytes each) and a body. The body of the structure is the pool of
//! texts that belong to no language, then the numbers of all tables; the body of a language is its pool of words.

use super::TABLES;
use super::pack::Packed;
use super::part::{Key, Shape};

/// Stamp of the packed form that this code reads: other forms are refused. `build.rs` computes it from the shapes.
pub const LAYOUT: u64 = layout();

/// Why a packed file cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Damage {
    /// It is empty, cut short or changed.
    Damaged,
    /// It belongs to another build of the module, or of the structure.
    OtherBuild,
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x100_0000_01b3;

/// Checksum of a file: FNV-1a over words of eight bytes, because it is computed at every start.
pub fn checksum(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks();
    let mix = |sum: u64, word: u64| (sum ^ word).wrapping_mul(FNV_PRIME).rotate_left(23);
    let sum = words.iter().fold(FNV_OFFSET, |sum, word| mix(sum, u64::from_le_bytes(*word)));
    rest.iter().fold(mix(sum, bytes.len() as u64), |sum, byte| mix(sum, u64::from(*byte)))
}

/// Sums the shapes of all tables up, names and order of the keys included.
const fn layout() -> u64 {
    const fn mix(sum: u64, with: u64) -> u64 {
        (sum ^ with).wrapping_mul(FNV_PRIME).rotate_left(7)
    }
    const fn name(mut sum: u64, name: &str) -> u64 {
        let mut rest = name.as_bytes();
        while let Some((byte, behind)) = rest.split_first() {
            sum = mix(sum, *byte as u64);
            rest = behind;
        }
        sum
    }
    const fn keys(mut sum: u64, mut keys: &[Key]) -> u64 {
        while let Some((key, rest)) = keys.split_first() {
            sum = name(sum, key.name);
            if let Some(shape) = key.shape {
                sum = shape_sum(sum, shape);
            }
            keys = rest;
        }
        mix(sum, 99)
    }
    const fn shape_sum(sum: u64, shape: &Shape) -> u64 {
        match shape {
            Shape::Text => mix(sum, 2),
            Shape::Findable => mix(sum, 3),
            Shape::Words => mix(sum, 4),
            Shape::Template(_) => mix(sum, 5),
            Shape::Flag => mix(sum, 6),
            Shape::Unsigned => mix(sum, 7),
            Shape::Date => mix(sum, 8),
            Shape::Ref(kind) => name(mix(sum, 9), kind),
            Shape::Optional(inner) => shape_sum(mix(sum, 10), inner),
            Shape::List(inner) => shape_sum(mix(sum, 11), inner),
            Shape::Record(inner) => keys(mix(sum, 12), inner),
            Shape::Sparse(inner) => keys(mix(sum, 13), inner),
            Shape::OneOf(inner) => keys(mix(sum, 14), inner),
        }
    }
    let mut sum = FNV_OFFSET;
    let mut tables = TABLES;
    while let Some(((kind, shape), rest)) = tables.split_first() {
        sum = shape_sum(name(sum, kind), shape);
        tables = rest;
    }
    sum
}

/// Writes a file: its stamps, the checksum of its body, its body.
pub fn sealed(stamps: &[u64], body: &[u8]) -> Vec<u8> {
    let head = stamps.iter().copied().chain([checksum(body)]);
    let mut file: Vec<u8> = head.flat_map(u64::to_le_bytes).collect();
    file.extend(body);
    file
}

/// Reads what [`sealed`] wrote: the body, if its stamps and checksum are right.
pub fn opened<'f>(stamps: &[Option<u64>], file: &'f [u8]) -> Result<(u64, &'f [u8]), Damage> {
    let mut rest = file;
    let mut next = || {
        let (stamp, behind) = rest.split_first_chunk().ok_or(Damage::Damaged)?;
        rest = behind;
        Ok(u64::from_le_bytes(*stamp))
    };
    let mut last = 0;
    for stamp in stamps {
        last = next()?;
        if stamp.is_some_and(|stamp| stamp != last) {
            return Err(Damage::OtherBuild);
        }
    }
    let sum = next()?;
    if checksum(rest) == sum { Ok((last, rest)) } else { Err(Damage::Damaged) }
}

impl Packed {
    /// The files: the structure, then the words of each language.
    pub fn files(&self) -> (Vec<u8>, Vec<Vec<u8>>) {
        let mut structure = Vec::new();
        self.texts.pack(&mut structure);
        structure.extend(&self.numbers.0);
        let words: Vec<Vec<u8>> = self
            .words
            .iter()
            .map(|pool| {
                let mut body = Vec::new();
                pool.pack(&mut body);
                body
            })
            .collect();
        let build = words
            .iter()
            .fold(checksum(&structure), |sum, body| sum.rotate_left(9) ^ checksum(body));
        let files = words.iter().map(|body| sealed(&[build], body)).collect();
        (sealed(&[LAYOUT, build], &structure), files)
    }
}

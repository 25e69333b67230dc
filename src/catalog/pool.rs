//! Texts of the catalogue, one after the other in one string.

use super::part::Bytes;

/// Number of a text that belongs to no language: an id, an address, a source, a list of words to find.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Text(pub(crate) u32);

/// Number of a text that every language has (多语文本).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Words(pub(crate) u32);

/// Number of a text of every language that has placeholders in it: see [`super::tokens`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Template(pub(crate) u32);

/// Texts by their numbers. Number 0 is the empty text, so that a default entry has words too.
#[derive(Clone, PartialEq, Debug)]
pub struct Pool {
    text: String,
    /// End of each text, in bytes; the first of them is the empty one.
    ends: Vec<u32>,
}

impl Default for Pool {
    fn default() -> Self {
        Pool { text: String::new(), ends: vec![0] }
    }
}

impl Pool {
    /// The text with that number; empty if there is none (the words of a language that is not loaded).
    pub fn get(&self, number: u32) -> &str {
        let end = |at: Option<usize>| Some(*self.ends.get(at?)? as usize);
        let number = number as usize;
        let range = end(number.checked_sub(1)).zip(end(Some(number)));
        range.and_then(|(from, to)| self.text.get(from..to)).unwrap_or_default()
    }

    /// The number that the next text gets: how many there are, the empty one included.
    pub fn next(&self) -> u32 {
        self.ends.len() as u32
    }

    /// Adds a text.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
    }

    /// Adds all texts of another pool.
    pub fn extend(&mut self, other: &Pool) {
        (1..other.next()).for_each(|number| self.push(other.get(number)));
    }

    /// Writes the pool: how many texts, their lengths in bytes, the texts.
    pub fn pack(&self, out: &mut Vec<u8>) {
        let mut bytes = Bytes::default();
        bytes.number(u64::from(self.next() - 1));
        for (from, to) in self.ends.iter().zip(self.ends.iter().skip(1)) {
            bytes.number(u64::from(to - from));
        }
        out.extend(bytes.0);
        out.extend(self.text.as_bytes());
    }

    /// Reads what [`Pool::pack`] wrote from the front of `from`, and leaves the rest there. `None`: damaged.
    pub fn unpack(from: &mut &[u8]) -> Option<Pool> {
        let count = super::part::take_number(from) as usize;
        let mut ends = Vec::with_capacity(count.min(from.len()) + 1);
        ends.push(0);
        let mut end = 0_u32;
        for _ in 0..count.min(from.len()) {
            end = end.checked_add(u32::try_from(super::part::take_number(from)).ok()?)?;
            ends.push(end);
        }
        let (text, rest) = from.split_at_checked(end as usize)?;
        *from = rest;
        Some(Pool { text: std::str::from_utf8(text).ok()?.to_string(), ends })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_numbered_and_survive_packing() {
        let mut pool = Pool::default();
        ["订单", "", "x"].iter().for_each(|text| pool.push(text));
        assert_eq!([0, 1, 2, 3, 4].map(|number| pool.get(number)), ["", "订单", "", "x", ""]);
        let mut packed = Vec::new();
        pool.pack(&mut packed);
        packed.push(9);
        let mut from = packed.as_slice();
        assert_eq!(Pool::unpack(&mut from).as_ref(), Some(&pool));
        assert_eq!(from, [9]);
        for cut in 0..packed.len() - 1 {
            assert_ne!(Pool::unpack(&mut &packed[..cut]).as_ref(), Some(&pool));
        }
    }
}

//! The draft that was read last, kept for the next call.
//!
//! Hosts ask several things about one draft: an assessment, a document, another document. Reading it is half of the work
//! of each, and every call hands it over anew, since the object may have changed. So the numbers and the text as which it
//! crossed are kept with the [`Case`]; where the next call brings the very same, about the same catalogue and day, it gets
//! the same case. A case never changes, and a catalogue never changes what is read of a draft.

use super::decode::Decoder;
use crate::{Case, Catalog, Date, Draft};

/// Numbers and code units of the longest draft that is kept: a draft of ten pages. What is longer is read for each call.
const LONGEST: usize = 16 * 1024;

/// The last case with what it was read from.
#[derive(Default)]
pub struct Last {
    numbers: Vec<u32>,
    text: Vec<u16>,
    case: Option<Case<'static>>,
}

impl Last {
    /// Nothing has been read yet.
    pub const fn new() -> Self {
        Last { numbers: Vec::new(), text: Vec::new(), case: None }
    }

    /// The case of the draft that comes next in a tree; a damaged one is an empty draft.
    pub fn case(
        &mut self,
        tree: &mut Decoder<'_, 'static>,
        catalog: &'static Catalog,
        today: Date,
    ) -> &Case<'static> {
        let rest = self.rest_of(tree);
        let kept = self.case.take().filter(|case| {
            rest.is_some() && case.today == today && std::ptr::eq(case.catalog, catalog)
        });
        let case = match (kept, rest) {
            (Some(case), Some(rest)) => {
                *tree = rest;
                case
            }
            _ => {
                let whole = *tree;
                let draft = tree.value();
                copy(&mut self.numbers, whole.numbers, tree.numbers);
                copy(&mut self.text, whole.text, tree.text);
                if draft.is_none() {
                    // Nobody knows where it ends.
                    self.numbers.clear();
                }
                Case::new(catalog, Draft::read(draft.unwrap_or_default()), today)
            }
        };
        self.case.insert(case)
    }

    /// Rest behind the draft, if it is the kept one. A draft says itself where it ends, so that one that begins like it
    /// is it.
    fn rest_of<'i, 'k>(&self, tree: &Decoder<'i, 'k>) -> Option<Decoder<'i, 'k>> {
        if self.numbers.is_empty() {
            return None;
        }
        let mut rest = *tree;
        rest.numbers = behind(tree.numbers, &self.numbers)?;
        rest.text = behind(tree.text, &self.text)?;
        Some(rest)
    }

    /// Forgets a long draft, so that it takes no memory between calls.
    pub fn forget_long(&mut self) {
        if self.numbers.len().max(self.text.len()) > LONGEST {
            *self = Last::new();
        }
    }
}

/// Rest of a list behind `front`, if it begins with it. Four at a time, since the module's own comparison goes byte by
/// byte.
fn behind<'l, T: Copy + PartialEq>(list: &'l [T], front: &[T]) -> Option<&'l [T]> {
    let (head, behind) = list.split_at_checked(front.len())?;
    let ((head, head_rest), (front, front_rest)) = (head.as_chunks::<4>(), front.as_chunks::<4>());
    let equal = head.iter().zip(front).all(|(a, b)| a == b) && head_rest == front_rest;
    equal.then_some(behind)
}

/// Keeps the part of `whole` that is in front of `rest`.
fn copy<T: Copy>(kept: &mut Vec<T>, whole: &[T], rest: &[T]) {
    kept.clear();
    kept.extend_from_slice(whole.get(..whole.len() - rest.len()).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Raw;
    use crate::bridge::decode::Input;
    use crate::catalog::Role;

    /// A case that nobody could have read from what is kept with it.
    fn planted(input: &Input, today: Date) -> Last {
        let draft = Draft::read(Raw::Map(vec![("productName".into(), Raw::from("planted"))]));
        let case = Some(Case::new(Catalog::builtin(), draft, today));
        Last { numbers: input.numbers[2..].to_vec(), text: input.text.clone(), case }
    }

    #[test]
    fn an_equal_draft_of_the_same_day_is_not_read_again() {
        let mut input = Input::new();
        // { "a": "b" }
        input.numbers = vec![0, 2, 6 | 1 << 3, 4 | 1 << 3, 4 | 1 << 3];
        input.text = vec![0x61, 0x62];
        let (first, second) = (Date::new(2026, 11, 24), Date::new(2026, 11, 25));
        let (first, second) = (first.unwrap_or_default(), second.unwrap_or_default());
        let read = |last: &mut Last, input: &Input, today: Date| {
            let mut tree = input.tree(0, &|_| None).unwrap();
            let case = last.case(&mut tree, Catalog::builtin(), today);
            let name = case.role(Role::ProductName).text().to_string();
            assert!(tree.numbers.is_empty() && tree.text.is_empty());
            name
        };
        assert_eq!(read(&mut planted(&input, first), &input, first), "planted");
        assert_eq!(read(&mut planted(&input, first), &input, second), "");
        let last = planted(&input, first);
        for (number, unit) in [(4 | 1 << 3, 0x63), (0, 0x62)] {
            let mut other = Input { numbers: input.numbers.clone(), text: input.text.clone() };
            other.numbers[4] = number;
            other.text[1] = unit;
            other.text.truncate(if number == 0 { 1 } else { 2 });
            other.numbers[1] = other.text.len() as u32;
            let mut last = Last {
                numbers: last.numbers.clone(),
                text: last.text.clone(),
                ..planted(&input, first)
            };
            assert_eq!(read(&mut last, &other, first), "");
        }
        let other = Catalog::builtin_with(&Raw::Map(Vec::new())).unwrap();
        let other: &'static Catalog = Box::leak(Box::new(other));
        let mut last = planted(&input, first);
        let mut tree = input.tree(0, &|_| None).unwrap();
        assert!(!last.case(&mut tree, other, first).role(Role::ProductName).filled());
    }
}

//! Lines without a label at the head of an order page or a payment: the shop's name, the title of the goods.

use super::characters::{front, has_any};
use super::{Reader, TextRange};
use crate::catalog::{Id, Role};
use crate::text::{fold_char, is_han};

/// Fewest and most bytes of such a line.
const LENGTHS: std::ops::RangeInclusive<usize> = 6..=240;
/// Ends of the names of shops.
const SHOPS: [&str; 4] = ["店", "商城", "商行", "超市"];

/// Lines in a row that are neither labelled nor anything else that is known.
#[derive(Clone, Copy, Default)]
pub struct Bare {
    first: Option<TextRange>,
    count: usize,
    /// The last line is a shop's name.
    is_shop: bool,
}

impl Bare {
    /// The line, if it is only one.
    pub fn only(self) -> Option<TextRange> {
        self.first.filter(|_| self.count == 1)
    }
}

impl Reader<'_, '_> {
    /// Reads a line that is nothing else: a shop's name, or a title, which counts once a price follows it.
    pub fn bare_line(&mut self, line: TextRange, range: TextRange) {
        let text = self.slice(range);
        let is_price = fold_char(text.chars().next().unwrap_or(' ')) == Some('¥');
        if is_price {
            if let Some(title) = std::mem::take(&mut self.bare).only() {
                self.offer_role(Role::ProductName, title);
            }
            return;
        }
        let is_name = LENGTHS.contains(&text.len())
            && front(text, &|c| !is_han(c)) < text.len()
            && !has_any(text, "，。！？!?：:~～@【…");
        let leads_on = self.slice(line).trim_end().ends_with(['>', '›', '〉']);
        let is_shop = is_name
            && (leads_on || SHOPS.iter().any(|end| text.ends_with(end)))
            && !has_any(text, "的了到在我你您号区县路");
        if is_shop {
            self.offer_role(Role::MerchantName, range);
            self.bare = Bare { is_shop, ..Bare::default() };
            return;
        }
        // Below the shop's name the first line is the title, whatever follows it.
        let bare = &mut self.bare;
        if !(bare.is_shop && bare.count == 1) {
            bare.count += 1;
            bare.first = bare.first.or(Some(range)).filter(|_| is_name);
        }
    }

    /// Takes the words of a range for the field of that role; they may be something else.
    pub fn offer_role(&mut self, role: Role, range: TextRange) {
        let is_transfer = has_any(self.slice(range), "-－转");
        if let Some(field) = self.catalog.role(role).some().filter(|_| !is_transfer) {
            self.offer_words(field, range, false, Id::NONE);
        }
    }
}

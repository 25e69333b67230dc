//! Parsing (识别): from what a person typed or pasted to a value.
//!
//! Pure functions of one string that know no catalogue. An `Err` is the code of what makes the value unusable; a
//! [`Parsed`] value is usable and may carry the code of what is unusual about it. Severity and words of a [`Code`]
//! come from the catalogue. Callers leave out blank fields: a blank string is an error here.
//!
//! Only identifiers are folded (see [`fold`]); names and free text keep their characters.

mod amount;
mod code;
mod date;
mod district;
mod email;
mod fold;
mod identifier;
mod phone;
mod placeholder;
mod private;

pub use amount::{money, quantity, yuan};
pub use code::Code;
pub use date::{date, date_until};
pub use district::district;
pub use email::email;
pub use fold::{Folded, fold};
pub use identifier::{Carrier, Waybill, credit_code, order_number, transaction_id, waybill};
pub use phone::phone;
pub use placeholder::{PlaceholderWords, placeholder};
pub use private::{bank_card, resident_id};

/// A usable value and what is unusual about it (识别结果).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parsed<T> {
    /// The value as the rest of the program uses it.
    pub value: T,
    /// The normalised text to offer; `None` if what was typed is already in its usual form.
    pub normal: Option<String>,
    /// Code of an oddity that leaves the value usable. Invisible characters are reported where nothing weightier is.
    pub note: Option<Code>,
}

/// Result of a parser: a usable value, or the code of what makes it unusable.
pub type ParseResult<T> = Result<Parsed<T>, Code>;

impl<T> Parsed<T> {
    /// The one issue to report: the note, else that a normalised text is on offer.
    ///
    /// ```
    /// use tousu::parse::{Code, phone};
    ///
    /// assert_eq!(phone("138 0013 8000").unwrap().remark(), Some(Code::TextNormalised));
    /// assert_eq!(phone("13800138000转12").unwrap().remark(), Some(Code::PhoneVirtual));
    /// assert_eq!(phone("13800138000").unwrap().remark(), None);
    /// ```
    pub fn remark(&self) -> Option<Code> {
        self.note.or(self.normal.is_some().then_some(Code::TextNormalised))
    }
}

impl Parsed<String> {
    /// A value that is its own normalised text; blanks around what was typed are nothing unusual.
    fn of_text(value: String, raw: &str, note: Option<Code>, controls: bool) -> Self {
        let normal = (value != raw.trim()).then(|| value.clone());
        Parsed { value, normal, note: note.or(controls.then_some(Code::TextControl)) }
    }
}

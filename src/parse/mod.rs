//! 识别 — from what a person typed or pasted to a value.
//!
//! Pure functions of one string; nothing here knows the catalogue. An `Err` names what makes the value unusable;
//! a [`Reading`] is usable, and says where it deviates from the usual. How grave a [`Code`] is and what words
//! it gets stand in the catalogue. Callers leave blank fields out: a blank string is an error here.
//!
//! Only identifiers are folded (see [`fold`]); names and free text keep their characters.

mod code;
mod date;
mod email;
mod number;
mod phone;
mod placeholder;
mod private;
mod text;

pub use code::{Carrier, Waybill, credit_code, order_number, transaction_id, waybill};
pub use date::{date, date_until};
pub use email::email;
pub use number::{money, quantity, yuan};
pub use phone::phone;
pub use placeholder::placeholder;
pub use private::{bank_card, resident_id};
pub use text::{Folded, char_count, fold, fold_char, is_longer, safe_cut, up_to, utf16_len};

/// 识别结果: a usable value and what is to be said of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading<T> {
    /// The value as the rest of the program uses it.
    pub value: T,
    /// The text to offer instead of what was typed; `None` where what was typed is already well written.
    pub normal: Option<String>,
    /// What deviates without making the value unusable. Hidden characters are noted where nothing weightier is.
    pub note: Option<Code>,
}

/// What a parser answers: a reading, or what makes the value unusable.
pub type Parsed<T> = Result<Reading<T>, Code>;

impl<T> Reading<T> {
    /// The one thing to tell the person: the note, else that a tidier spelling is on offer.
    pub fn remark(&self) -> Option<Code> {
        self.note.or(self.normal.is_some().then_some(Code::TextNormalised))
    }
}

impl Reading<String> {
    /// A reading whose value is its normal text; blanks around what was typed are no deviation.
    fn of_text(value: String, raw: &str, note: Option<Code>, controls: bool) -> Self {
        let normal = (value != raw.trim()).then(|| value.clone());
        Reading { value, normal, note: note.or(controls.then_some(Code::TextControl)) }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// 问题代码: what is wrong or unusual, in stable families (`phone.*`, `order.*` …).
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Every code, so that tests can ask the catalogue for the words of each.
            pub const ALL: &[Code] = &[$(Code::$name,)+];

            /// The code as outside programs see it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)+ }
            }
        }
    };
}

codes! {
    /// No telephone number can be read here.
    PhoneFormat = "phone.format",
    /// Digits are missing.
    PhoneShort = "phone.short",
    /// More digits than such a number has.
    PhoneLong = "phone.long",
    /// 物联网号码: a device's 13-digit number; nobody answers it.
    PhoneMachine = "phone.machine",
    /// A local landline number without its area code (区号).
    PhoneAreaCode = "phone.area-code",
    /// Digits are hidden (`138****8000`).
    PhoneMasked = "phone.masked",
    /// More than one number.
    PhoneSeveral = "phone.several",
    /// Note: a number outside mainland China.
    PhoneForeign = "phone.foreign",
    /// Note: 虚拟号, a platform's relay number with an extension; it stops working after the order.
    PhoneVirtual = "phone.virtual",
    /// Not what a browser accepts as `type=email`.
    EmailFormat = "email.format",
    /// Note: the domain lacks a dot or ends in a frequent slip (`.con`).
    EmailDomain = "email.domain",
    /// No date with a day can be read here.
    DateFormat = "date.format",
    /// A day that the calendar does not have, or a year that [`crate::date::Date`] does not hold.
    DateImpossible = "date.impossible",
    /// No amount in yuan can be read here.
    AmountFormat = "amount.format",
    /// More than two decimals.
    AmountDecimals = "amount.decimals",
    /// More than ten thousand million yuan.
    AmountRange = "amount.range",
    /// Note: a minus sign stood before it, as WeChat's bill writes payments; the value is without it.
    AmountNegative = "amount.negative",
    /// Note: nothing at all.
    AmountZero = "amount.zero",
    /// No whole number can be read here.
    QuantityFormat = "quantity.format",
    /// Zero, or more than 999,999.
    QuantityRange = "quantity.range",
    /// A number longer or shorter than such numbers are.
    OrderLength = "order.length",
    /// A character that such numbers do not have.
    OrderCharacters = "order.characters",
    /// `4.2E+27`: a spreadsheet has rounded the digits away.
    OrderScientific = "order.scientific",
    /// More than one number.
    OrderTwoIds = "order.two-ids",
    /// Note: possible, but not what such numbers look like.
    OrderUnusual = "order.unusual",
    /// Note: a WeChat Pay transaction id (微信支付交易单号) where the order number belongs.
    OrderTransaction = "order.transaction",
    /// A waybill number (物流单号) has 8–30 characters.
    WaybillLength = "code.waybill-length",
    /// A waybill number has letters and digits only.
    WaybillCharacters = "code.waybill-characters",
    /// A unified social credit code (统一社会信用代码) has 18 characters.
    CodeLength = "code.length",
    /// A character that the credit code does not use.
    CodeCharacters = "code.characters",
    /// Note: a check character does not agree.
    CodeCheck = "code.check",
    /// Note: invisible characters were taken out.
    TextControl = "text.control",
    /// Note: the same value in its usual spelling is on offer.
    TextNormalised = "text.normalised",
}

//! The codes of issues: one enum for the whole crate.

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// Code of an issue (问题代码): what is wrong, unusual or could be better, in stable families (`phone.*`,
        /// `order.*` …). Severity and words come from the catalogue.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Every code, in the order of the enum: `Code::ALL[code as usize] == code`.
            pub const ALL: &[Code] = &[$(Code::$name,)+];

            /// The code as outside programs see it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)+ }
            }
        }
    };
}

codes! {
    /// A needed field is empty.
    Required = "required",
    /// A text was expected.
    TypeText = "type.text",
    /// A list was expected.
    TypeList = "type.list",
    /// An object was expected.
    TypeObject = "type.object",
    /// Not one of the field's choices.
    TypeChoice = "type.choice",
    /// Not a kind of evidence.
    TypeKind = "type.kind",
    /// Not a channel.
    TypeChannel = "type.channel",
    /// Not an action of the log.
    TypeAction = "type.action",
    /// The form has no such field.
    UnknownField = "unknown-field",
    /// The draft is too large.
    LimitDraft = "limit.draft",
    /// A list has too many items.
    LimitItems = "limit.items",
    /// A text is too long to be read.
    LimitText = "limit.text",
    /// No telephone number can be read.
    PhoneFormat = "phone.format",
    /// Digits are missing.
    PhoneShort = "phone.short",
    /// More digits than such a number has.
    PhoneLong = "phone.long",
    /// A device's 13-digit number (物联网号码), which nobody answers.
    PhoneMachine = "phone.machine",
    /// A local landline number without its area code (区号).
    PhoneArea = "phone.area-code",
    /// Digits are hidden (`138****8000`).
    PhoneMasked = "phone.masked",
    /// More than one number.
    PhoneSeveral = "phone.several",
    /// Note: a number outside mainland China.
    PhoneForeign = "phone.foreign",
    /// Note: a platform's relay number with an extension (虚拟号), which stops working after the order.
    PhoneVirtual = "phone.virtual",
    /// Not what a browser accepts as `type=email`.
    EmailFormat = "email.format",
    /// Note: the domain lacks a dot or ends in a frequent slip (`.con`).
    EmailDomain = "email.domain",
    /// No date with a day can be read.
    DateFormat = "date.format",
    /// A day that the calendar does not have, or a year that [`Date`](crate::date::Date) does not hold.
    DateImpossible = "date.impossible",
    /// A day after today.
    DateFuture = "date.future",
    /// Received before it was bought.
    DateOrder = "date.order",
    /// No amount in yuan can be read.
    AmountFormat = "amount.format",
    /// More than two decimals.
    AmountDecimals = "amount.decimals",
    /// More than ten thousand million yuan.
    AmountRange = "amount.range",
    /// Note: a minus sign was before it, as WeChat's bill writes payments; the value is without it.
    AmountNegative = "amount.negative",
    /// Note: zero.
    AmountZero = "amount.zero",
    /// More is asked for than was paid.
    AmountExceedsPaid = "amount.exceeds-paid",
    /// More was paid than price times quantity.
    AmountTotal = "amount.total",
    /// No whole number can be read.
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
    CreditLength = "code.length",
    /// A character that the credit code does not use.
    CreditCharacters = "code.characters",
    /// Note: a check character does not agree.
    CreditCheck = "code.check",
    /// Note: invisible characters.
    TextControl = "text.control",
    /// Characters that turn the direction of writing.
    TextBidi = "text.bidi",
    /// Note: the same value in its usual form is on offer.
    TextNormalised = "text.normalised",
    /// A place of a template that was not filled in.
    TextPlaceholder = "text.placeholder",
    /// Longer than the field may be.
    TextLong = "text.long",
    /// A description of a few characters.
    TextShort = "text.short",
    /// A description without a date.
    TextNoDate = "text.no-date",
    /// A description without an amount, where the reason is about money.
    TextNoAmount = "text.no-amount",
    /// A description that says the merchant was contacted, but not what it answered.
    TextNoAnswer = "text.no-answer",
    /// A description without a demand.
    TextNoDemand = "text.no-demand",
    /// A field that a complaint for this reason usually needs is empty.
    TextTells = "text.tells",
    /// An insult.
    ToneInsult = "tone.insult",
    /// Harm against payment.
    ToneThreat = "tone.threat",
    /// A coarse word.
    ToneVulgar = "tone.vulgar",
    /// An offence stated as proven.
    ToneAccusation = "tone.accusation",
    /// Capitals or exclamation marks throughout.
    ToneShouting = "tone.shouting",
    /// A resident identity number (身份证号).
    PrivacyResidentId = "privacy.resident-id",
    /// A bank card number.
    PrivacyBankCard = "privacy.bank-card",
    /// A password or a verification code.
    PrivacySecret = "privacy.secret",
    /// Another person's mobile number.
    PrivacyThirdParty = "privacy.third-party",
    /// The channel may not accept the complaint (不予受理情形).
    Refusal = "refusal",
}

impl Code {
    /// The code with that name.
    ///
    /// ```
    /// use tousu::parse::Code;
    ///
    /// assert_eq!(Code::from_name("phone.short"), Some(Code::PhoneShort));
    /// assert_eq!(Code::PhoneShort.as_str(), "phone.short");
    /// assert_eq!(Code::from_name("phone"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}

/// Codes are serialised by their number.
impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_unit_variant("Code", *self as u32, self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn codes_are_numbered_in_order_and_named_once() {
        for (number, code) in Code::ALL.iter().enumerate() {
            assert_eq!(*code as usize, number);
            assert_eq!(Code::from_name(code.as_str()), Some(*code));
        }
    }
}

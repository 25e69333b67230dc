//! `fields.toml`: what the form asks.

use super::{ItemWords, Topic};
use crate::catalog::condition::Facts;
use crate::catalog::id::Id;
use crate::catalog::part::entries;
use crate::catalog::pool::{Text, Words};

entries! {
/// A section of the form (表单分区).
pub struct Section {
    /// Stable id.
    pub id: Text,
    /// Words shown.
    pub label: Words,
}

/// A field of the form (字段).
pub struct Field {
    /// Stable id, the key in the draft.
    pub id: Text,
    /// Section it stands in.
    pub section: Id<Section>,
    /// Words beside the input.
    pub label: Words,
    /// Its label in a document, where that of the form speaks to the person.
    pub printed: Option<Words>,
    /// The sentence that states its `{value}` in a letter, where no other line has it.
    pub said: Option<ItemWords>,
    /// Help under the label.
    pub hint: Option<Words>,
    /// Kind of input.
    pub kind: Kind,
    /// Role by which the code knows it, where the code must.
    pub role: Option<Role>,
    /// Rules for a line of text beyond its kind.
    pub check: Option<Check>,
    /// The form itself needs it, whatever the channel.
    pub required: bool,
    /// Money beside the price that a demand may also be about, such as a loss.
    pub beside_price: bool,
    /// A date that may lie ahead, such as a promised one.
    pub ahead: bool,
    /// Contact data, left out where a document hides contact.
    pub contact: bool,
    /// Address field whose district it holds while nobody has filled it in (行政区划).
    pub district_of: Option<Id<Field>>,
    /// The form asks for it only then.
    pub asked: Facts,
    /// Guides questions, advice and wording; no document prints it by itself.
    pub unprinted: bool,
    /// Longest text in UTF-16 units.
    pub max: Option<u32>,
    /// Example of a right value; messages name it.
    pub example: Option<Words>,
    /// Choices, where they stand in no list of their own (reasons and remedies do).
    pub option: Vec<ChoiceEntry>,
    /// HTML `inputmode`.
    pub input_mode: Option<Text>,
    /// HTML `autocomplete`.
    pub autocomplete: Option<Text>,
}

/// A choice of a field.
pub struct ChoiceEntry {
    /// Its name.
    pub id: Id<Choice>,
    /// Words shown.
    pub label: Words,
    /// Topic that tells it: see [`Case::choice`](crate::case::Case::choice).
    pub told: Option<Id<Topic>>,
}

/// The name of a choice. Fields that have a choice of the same name share it.
pub struct Choice {
    /// The name.
    pub id: Text,
}

/// Kind of input (输入类型).
pub enum Kind {
    /// One line of text.
    Line = "line",
    /// Free text.
    Paragraph = "paragraph",
    /// A civil date.
    Date = "date",
    /// An amount in yuan.
    Money = "money",
    /// A whole number.
    Integer = "integer",
    /// A telephone number.
    Phone = "phone",
    /// An e-mail address.
    Email = "email",
    /// One of several choices.
    Choice = "choice",
    /// Some of several choices.
    Choices = "choices",
}

/// Rules for an identifier (编号规则).
pub enum Check {
    /// 商户单号、订单号.
    OrderNumber = "order-number",
    /// 微信支付交易单号.
    TransactionId = "transaction-id",
    /// 统一社会信用代码.
    CreditCode = "credit-code",
    /// 物流单号.
    Waybill = "waybill",
}

/// Role by which the code, or a page that draws the form, must know a field (字段角色).
pub enum Role {
    /// Why the person complains.
    Reason = "reason",
    /// Description of the problem, in the person's words.
    Description = "description",
    /// Day of the purchase.
    Purchased = "purchased",
    /// Day by which the merchant promised to supply.
    Promised = "promised",
    /// Day the goods came.
    Received = "received",
    /// Money paid.
    Paid = "paid",
    /// Price of one piece.
    UnitPrice = "unit-price",
    /// Number of pieces.
    Quantity = "quantity",
    /// The demands.
    Remedy = "remedy",
    /// Money asked for.
    RemedyAmount = "remedy-amount",
    /// Performance or money first, where both are asked for: names of [`super::Relief`].
    FirstRemedy = "first-remedy",
    /// The person's telephone number.
    Phone = "phone",
    /// Number of the order.
    OrderNumber = "order-number",
    /// Name of the goods or service.
    ProductName = "product-name",
    /// Name of the seller.
    MerchantName = "merchant-name",
    /// Kind of order: goods, a service, a deposit …
    OrderKind = "order-kind",
    /// The mini-program it was bought in.
    MiniProgram = "mini-program",
}
}

impl Field {
    /// Whether its value is one or some of a list of choices.
    pub fn chooses(&self) -> bool {
        matches!(self.kind, Kind::Choice | Kind::Choices)
    }

    /// Whether only some cases need it asked.
    pub fn is_conditional(&self) -> bool {
        self.asked != Facts::default()
    }
}

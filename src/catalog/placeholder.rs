//! Placeholders that stand for no field, and the packed form of words that have placeholders.

use super::entry::Field;
use super::id::Id;
use super::part::entries;

entries! {
/// A placeholder that stands for no field (占位符). General ones come from the day, the log, the law or the channel;
/// the others are values of one item of a list, of a message or of a format.
pub enum Placeholder {
    /// The day of writing.
    Today = "today",
    /// The day by which an answer is asked for.
    ReplyBy = "replyBy",
    /// A ruled blank to be filled in by hand. In the text to share, what holds one falls away.
    Blank = "blank",
    /// How a letter addresses the channel.
    Addressee = "addressee",
    /// The name of the channel.
    Channel = "channel",
    /// The demands, in one phrase.
    Remedies = "remedies",
    /// Latest day of the log on which the merchant was contacted or asked.
    ContactedOn = "contactedOn",
    /// Case number that a channel gave.
    Reference = "reference",
    /// Latest refusal in the log.
    RefusedOn = "refusedOn",
    /// The price in Chinese capitals (大写).
    PaidCapital = "paidCapital",
    /// The sum asked for in Chinese capitals.
    AskedCapital = "askedCapital",
    /// Amount of the claim to a multiple of the price, where the facts support one.
    Multiple = "multiple",
    /// Citation of that claim.
    MultipleBy = "multipleBy",
    /// The merchant, as the document calls it.
    You = "you",
    /// The person, as the document calls them.
    Me = "me",
    /// Days of the log on which the merchant was contacted or asked.
    Demands = "demands",
    /// When the first demand came, counted from receipt.
    DemandDay = "demandDay",
    /// The sums that the demands name, added up; only of two or more.
    Total = "total",
    /// The same sums with plus signs between them.
    Addition = "addition",
    /// First article of an argument.
    First = "1",
    /// Second article of an argument.
    Second = "2",
    /// Share of a reckoning.
    Share = "share",
    /// Rest of a reckoning.
    Excess = "excess",
    /// A reckoning in figures.
    Sum = "sum",
    /// Twice what lies within the share of a reckoning.
    Double = "double",
    /// Cause of action (案由).
    Cause = "cause",
    /// Sum of everything asked of a court.
    ClaimAmount = "claimAmount",
    /// The same in Chinese capitals.
    ClaimCapital = "claimCapital",
    /// How it is made up, in figures; only of two sums or more.
    ClaimFigures = "claimFigures",
    /// The item itself: a name, a citation, a demand.
    Item = "item",
    /// Title of an exhibit, in the person's words.
    Title = "title",
    /// Number of images or pages.
    Count = "count",
    /// Date of an exhibit or of a log entry.
    Date = "date",
    /// Anything else that the person noted.
    Note = "note",
    /// Facts that an exhibit shows.
    Shows = "shows",
    /// Facts that a kind of evidence proves.
    Proves = "proves",
    /// Source of an exhibit.
    Source = "source",
    /// How an amount was worked out, in figures.
    Figures = "figures",
    /// Name of an exhibit's file.
    File = "file",
    /// Gist of an article.
    Gist = "gist",
    /// An amount of money.
    Amount = "amount",
    /// Citation of an article.
    Citation = "citation",
    /// Condition of a claim.
    Condition = "condition",
    /// Day a period began.
    Start = "start",
    /// Last day of a period.
    Due = "due",
    /// Value of a field.
    Value = "value",
    /// The field that a message is about.
    Label = "label",
    /// Example of a right value.
    Example = "example",
    /// A limit.
    Max = "max",
    /// Another field, number or wording.
    Other = "other",
    /// An amount of money with its thousands set apart.
    Grouped = "grouped",
    /// Year of a date.
    Year = "year",
    /// Number of the month of a date.
    Month = "month",
    /// Name of the month of a date.
    MonthName = "monthName",
    /// Day of the month of a date.
    Day = "day",
    /// Full title of a law.
    Law = "law",
    /// Number of an article.
    Article = "article",
    /// Number of a paragraph of an article.
    Paragraph = "paragraph",
}
}

impl Placeholder {
    /// The placeholders that may stand in any text of a document.
    pub const GENERAL: &[Placeholder] = &[
        Placeholder::Today,
        Placeholder::ReplyBy,
        Placeholder::Blank,
        Placeholder::Addressee,
        Placeholder::Channel,
        Placeholder::Remedies,
        Placeholder::ContactedOn,
        Placeholder::Reference,
        Placeholder::RefusedOn,
        Placeholder::PaidCapital,
        Placeholder::AskedCapital,
        Placeholder::Multiple,
        Placeholder::MultipleBy,
        Placeholder::You,
        Placeholder::Me,
        Placeholder::Demands,
        Placeholder::DemandDay,
        Placeholder::Total,
        Placeholder::Addition,
        Placeholder::Cause,
        Placeholder::ClaimAmount,
        Placeholder::ClaimCapital,
        Placeholder::ClaimFigures,
    ];
    /// Placeholders of an argument or a demand.
    pub const POINT: &[Placeholder] = &[
        Placeholder::First,
        Placeholder::Second,
        Placeholder::Due,
        Placeholder::Share,
        Placeholder::Excess,
        Placeholder::Sum,
        Placeholder::Double,
    ];
    /// Placeholders of an item of relief.
    pub const PRAYER: &[Placeholder] = &[Placeholder::Amount, Placeholder::Figures];
    /// Placeholders of a message.
    pub const MESSAGE: &[Placeholder] = &[
        Placeholder::Label,
        Placeholder::Example,
        Placeholder::Max,
        Placeholder::Date,
        Placeholder::Other,
    ];
    /// Placeholders of a phrase: see [`super::entry::Phrase`].
    pub const PHRASE: &[Placeholder] = &[
        Placeholder::Amount,
        Placeholder::Grouped,
        Placeholder::Year,
        Placeholder::Month,
        Placeholder::MonthName,
        Placeholder::Day,
        Placeholder::Law,
        Placeholder::Article,
        Placeholder::Paragraph,
    ];
    /// Placeholders of the items of any list.
    pub const ITEM: &[Placeholder] = &[
        Placeholder::Item,
        Placeholder::Title,
        Placeholder::Count,
        Placeholder::Date,
        Placeholder::Note,
        Placeholder::Shows,
        Placeholder::Proves,
        Placeholder::File,
        Placeholder::Source,
        Placeholder::Gist,
        Placeholder::Amount,
        Placeholder::Citation,
        Placeholder::Condition,
        Placeholder::Start,
        Placeholder::Due,
        Placeholder::Value,
    ];
}

/// A value that a placeholder stands for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Slot {
    /// The value of a field.
    Field(Id<Field>),
    /// Something else.
    Value(Placeholder),
}

/// A part of words with placeholders.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Token<'t> {
    /// Words as they are.
    Text(&'t str),
    /// A value is put in.
    Slot(Slot),
    /// `[`: what follows falls away where one of its values is missing.
    Open,
    /// `]`.
    Close,
}

// Marks in packed words. No word has a control character but the line break, which the packer sees to.
const SLOT: char = '\u{1}';
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';
/// A slot is two characters of six bits behind its mark: first the placeholders, then the fields.
const SIX_BITS: u32 = 0x40;
const FIELDS: usize = 128;

/// Packs words with placeholders. `slot` resolves a name; what does not pair or cannot be resolved goes to `mistake`.
pub fn pack(
    words: &str,
    slot: &dyn Fn(&str) -> Option<Slot>,
    mistake: &mut dyn FnMut(&'static str, &str),
) -> String {
    let mut out = String::with_capacity(words.len());
    let mut open = false;
    let mut rest = words.chars();
    while let Some(c) = rest.next() {
        match c {
            '[' | ']' => {
                if open == (c == '[') {
                    mistake("has brackets that do not pair in", words);
                }
                open = c == '[';
                out.push(if open { OPEN } else { CLOSE });
            }
            '{' => {
                let Some((name, behind)) = rest.as_str().split_once('}') else {
                    mistake("has a brace that is not closed in", words);
                    break;
                };
                rest = behind.chars();
                let number = match slot(name) {
                    Some(Slot::Value(placeholder)) => placeholder as usize,
                    Some(Slot::Field(field)) => FIELDS + field.index(),
                    None => {
                        mistake("has an unknown placeholder", name);
                        continue;
                    }
                } as u32;
                let six = |bits: u32| char::from_u32(SIX_BITS + bits % SIX_BITS).unwrap_or(SLOT);
                out.extend([SLOT, six(number / SIX_BITS), six(number)]);
            }
            _ => out.push(c),
        }
    }
    if open {
        mistake("has a bracket that is not closed in", words);
    }
    out
}

/// The tokens of packed words.
pub fn tokens(packed: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = packed;
    std::iter::from_fn(move || {
        let is_mark = |byte: &u8| matches!(byte, 1..=3);
        match rest.bytes().next()? {
            1 => {
                let (slot, behind) = rest.split_at_checked(3)?;
                rest = behind;
                let six =
                    |at: usize| slot.as_bytes().get(at).map(|byte| u32::from(*byte) % SIX_BITS);
                Some(Token::Slot(slot_of((six(1)? * SIX_BITS + six(2)?) as usize)))
            }
            mark @ 2..=3 => {
                rest = rest.get(1..)?;
                Some(if mark == 2 { Token::Open } else { Token::Close })
            }
            _ => {
                let end = rest.as_bytes().iter().position(is_mark).unwrap_or(rest.len());
                let (text, behind) = rest.split_at_checked(end)?;
                rest = behind;
                Some(Token::Text(text))
            }
        }
    })
}

fn slot_of(number: usize) -> Slot {
    match number.checked_sub(FIELDS) {
        Some(field) => Slot::Field(Id::new(field)),
        None => Slot::Value(Placeholder::ALL.get(number).copied().unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(words: &str) -> (String, Vec<String>) {
        let slot = |name: &str| match name {
            "paidAmount" => Some(Slot::Field(Id::new(70))),
            _ => Placeholder::named(name).map(Slot::Value),
        };
        let mut mistakes = Vec::new();
        let packed =
            pack(words, &slot, &mut |what, about| mistakes.push(format!("{what} {about}")));
        (packed, mistakes)
    }

    #[test]
    fn words_are_packed_to_tokens() {
        let (packed, mistakes) = packed("付{paidAmount}[，{today}前]。");
        assert!(mistakes.is_empty());
        assert_eq!(
            tokens(&packed).collect::<Vec<_>>(),
            [
                Token::Text("付"),
                Token::Slot(Slot::Field(Id::new(70))),
                Token::Open,
                Token::Text("，"),
                Token::Slot(Slot::Value(Placeholder::Today)),
                Token::Text("前"),
                Token::Close,
                Token::Text("。"),
            ]
        );
    }

    #[test]
    fn mistakes_are_named() {
        assert_eq!(packed("a[b").1, ["has a bracket that is not closed in a[b"]);
        assert_eq!(packed("a]").1, ["has brackets that do not pair in a]"]);
        assert_eq!(packed("{x").1, ["has a brace that is not closed in {x"]);
        assert_eq!(packed("{x}").1, ["has an unknown placeholder x"]);
    }

    #[test]
    fn placeholders_fit_before_the_fields() {
        assert!(Placeholder::ALL.len() <= FIELDS);
    }
}

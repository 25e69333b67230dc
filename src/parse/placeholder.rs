//! Placeholders (占位符): places of a template that nobody has filled in.
//!
//! The words are lists of the catalogue (`lists.toml`). What is left here is form: brackets, and the signs that are
//! drawn in a row where a value belongs.

use crate::text::{WordList, among, past};

/// The words of placeholders.
///
/// [`Catalog::placeholder_words`](crate::Catalog::placeholder_words) gives those of a catalogue.
#[derive(Clone, Copy, Debug)]
pub struct PlaceholderWords<'c> {
    /// Beginnings of an instruction in brackets, whatever the brackets.
    pub(crate) instructions: &'c WordList,
    /// The same, unless the brackets are round: a sentence in round ones may begin like this.
    pub(crate) boxed_instructions: &'c WordList,
    /// Words that take the place of a value alone in square, curly or pointed brackets.
    pub(crate) nouns: &'c WordList,
    /// Words that may precede a noun: 您的姓名.
    pub(crate) possessives: &'c WordList,
    /// Words that are the whole text instead of a value.
    pub(crate) whole: &'c WordList,
}

/// Whether a text still has an unfilled place: `[填写订单号]`, `【请填写】`, `（此处填写）`, `[您的姓名]`, `{{name}}`,
/// `XXX`, `×××`, `XX元`, `____`, `待填`. Sizes (`XXXL`), hidden digits (`138XXXX8000`), emoticons (`T___T`), chat
/// emoji (`[微笑]`) and labels (`【订单号】`) are none.
///
/// ```
/// use tousu::{Catalog, parse};
///
/// let words = Catalog::builtin().placeholder_words();
/// assert!(parse::placeholder("付款[填写金额]元", words));
/// assert!(!parse::placeholder("尺码 XXXL", words));
/// ```
pub fn placeholder(text: &str, words: PlaceholderWords) -> bool {
    let whole = text.trim();
    if words.whole.iter().any(|word| whole.eq_ignore_ascii_case(word)) {
        return true;
    }
    let mut before = None;
    let mut rest = text;
    while let Some((skipped, from)) = next_sign(rest) {
        before = skipped.chars().next_back().or(before);
        rest = from;
        let Some(c) = rest.chars().next() else { break };
        let run = rest.len()
            - rest.trim_start_matches(|d| filler(d).is_some() && filler(d) == filler(c)).len();
        let (head, tail) = rest.split_at_checked(run.max(c.len_utf8())).unwrap_or((rest, ""));
        let unfilled = match filler(c) {
            Some(kind) => blank_run(kind, head.chars().count(), before, tail.chars().next()),
            None => closing(c).is_some_and(|end| bracketed(c, end, tail, words)),
        };
        // 等待填写 is 等待, not 待填.
        if unfilled || rest.starts_with("待填") && before != Some('等') {
            return true;
        }
        before = Some(c);
        rest = tail;
    }
    false
}

/// The text before and from the next character on that may begin an unfilled place. By bytes, because every text of a
/// draft is searched and most of it is Han characters and digits.
fn next_sign(text: &str) -> Option<(&str, &str)> {
    let mut bytes = text.as_bytes();
    loop {
        bytes = match bytes {
            [] => return None,
            // 待 ends the search, other Han characters do not.
            [0xe5, 0xbe, 0x85, ..] => break,
            [0xe4..=0xe9, _, _, rest @ ..] => rest,
            [b'x' | b'X' | b'_' | b'[' | b'{' | b'<' | b'(', ..] => break,
            // The first bytes of ×, ✕, 【 and the full-width forms.
            [0xc3 | 0xe2 | 0xe3 | 0xef, ..] => break,
            [_, rest @ ..] => rest,
        };
    }
    text.split_at_checked(text.len() - bytes.len())
}

/// The kind of a character that is drawn in a row where a value belongs.
fn filler(c: char) -> Option<char> {
    match c {
        'x' | 'X' | 'ｘ' | 'Ｘ' => Some('x'),
        '×' | '✕' => Some('×'),
        '_' | '＿' => Some('_'),
        _ => None,
    }
}

/// Whether such a row of `length` characters, between those characters, is an unfilled place.
fn blank_run(kind: char, length: usize, before: Option<char>, after: Option<char>) -> bool {
    let touches =
        |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || among("-*><^#", c));
    if touches(before) || touches(after) {
        return false;
    }
    // `XX年XX月`, `××元`: two are enough before a unit.
    let unit = kind != '_' && after.is_some_and(|c| among("年月日号元", c));
    length >= if unit { 2 } else { 3 }
}

/// The bracket that closes a bracket.
fn closing(open: char) -> Option<char> {
    Some(match open {
        '[' => ']',
        '［' => '］',
        '【' => '】',
        '{' => '}',
        '｛' => '｝',
        '<' => '>',
        '＜' => '＞',
        '(' => ')',
        '（' => '）',
        _ => return None,
    })
}

/// Whether the brackets opened before `tail` hold an instruction or the name of a value.
fn bracketed(open: char, end: char, tail: &str, words: PlaceholderWords) -> bool {
    // Instructions are short, and of brackets in brackets the inner ones count (except `{{name}}`): to look no further
    // keeps the whole linear.
    let nested = usize::from(open == '{');
    let inner =
        |at: usize| tail.bytes().take(at).filter(|byte| u32::from(*byte) == open as u32).count();
    let stops = |(_, c): &(usize, char)| *c == end || *c == open;
    let found = tail
        .char_indices()
        .take(24)
        .filter(stops)
        .find(|(at, c)| *c == end || inner(*at) >= nested);
    let Some((close, _)) = found.filter(|(_, c)| *c == end) else {
        return false;
    };
    let inside = tail.get(..close).unwrap_or_default().trim();
    let begins = |words: &WordList| {
        words.iter().any(|word| {
            inside.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
        })
    };
    if begins(words.instructions) {
        return true;
    }
    if matches!(open, '(' | '（') {
        return false;
    }
    // In 【】 a noun is a label, not an empty place.
    let noun = past(inside, "{$");
    let possessive = words.possessives.prefix_of(noun).unwrap_or_default();
    let noun = noun.strip_prefix(possessive).unwrap_or(noun);
    begins(words.boxed_instructions)
        || open != '【' && words.nouns.iter().any(|word| noun.eq_ignore_ascii_case(word))
        || open == '{' && inside.starts_with('{')
}

#[cfg(test)]
mod tests {
    use super::*;

    // The table of cases is tests/identifiers/.
    #[test]
    fn forms_of_unfilled_places() {
        let lists = ["请填 此处填", "填写 your_", "姓名 name", "您的", "tbd"].map(WordList::new);
        let [instructions, boxed_instructions, nouns, possessives, whole] = &lists;
        let words =
            PlaceholderWords { instructions, boxed_instructions, nouns, possessives, whole };
        for text in [
            "[填写订单号]",
            "（此处填写）",
            "<您的姓名>",
            "{{name}}",
            "[Your name]",
            "共××元",
            "____",
            "TBD",
            "待填",
        ] {
            assert!(placeholder(text, words), "{text}");
        }
        for text in [
            "（填写了订单）",
            "【姓名】",
            "[yours]",
            "XXXL",
            "138XXXX8000",
            "T___T",
            "等待填写",
            "tbd1",
        ] {
            assert!(!placeholder(text, words), "{text}");
        }
    }
}

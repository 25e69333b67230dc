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
    /// Verbs of a task that somebody is given: 描述, 上传.
    pub(crate) tasks: &'c WordList,
    /// How thoroughly the task is to be done: 详细描述.
    pub(crate) manners: &'c WordList,
    /// Objects of the task, besides the nouns: 描述问题.
    pub(crate) objects: &'c WordList,
    /// Words that are the whole text instead of a value.
    pub(crate) whole: &'c WordList,
}

/// Whether a text still has an unfilled place: `[填写订单号]`, `【请填写】`, `（此处填写）`, `[您的姓名]`,
/// `[详细描述问题]`, `{{name}}`, `XXX`, `×××`, `XX元`, `____`, `待填`. Sizes (`XXXL`), hidden digits (`138XXXX8000`),
/// emoticons (`T___T`), chat emoji (`[微笑]`), labels (`【订单号】`) and buttons (`点【上传凭证】`) are none.
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
            None => closing(c).is_some_and(|end| bracketed(c, end, before, tail, words)),
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
fn bracketed(
    open: char,
    end: char,
    before: Option<char>,
    tail: &str,
    words: PlaceholderWords,
) -> bool {
    // Instructions are short, and of brackets in brackets the inner ones count (except `{{name}}`): to look no further
    // keeps the whole linear.
    let nested = usize::from(open == '{');
    let inner =
        |at: usize| tail.bytes().take(at).filter(|byte| u32::from(*byte) == open as u32).count();
    let stops = |(_, c): &(usize, char)| *c == end || *c == open;
    let found = tail
        .char_indices()
        .take(40)
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
    let after = tail.get(close..).unwrap_or_default().chars().nth(1);
    let alone = before.is_none_or(|c| among("\n：:", c)) && after.is_none_or(|c| c == '\n');
    begins(words.boxed_instructions)
        || is_task(inside, alone, words)
        || open != '【' && words.nouns.iter().any(|word| noun.eq_ignore_ascii_case(word))
        || open == '{' && inside.starts_with('{')
}

/// Whether a text in brackets is a task for whoever fills in the form: `详细描述问题，如发货延迟`, `上传相关图片或文件`.
///
/// A verb and its object alone are also what buttons say (`点【上传凭证】没有反应`), so they count only where the brackets
/// take the place of a value (`alone`). `上传图片失败` is a message, and `描述不符` a complaint.
fn is_task(inside: &str, alone: bool, words: PlaceholderWords) -> bool {
    let after = |list: &WordList, text| {
        let word = list.prefix_of(text).unwrap_or_default();
        (!word.is_empty(), text.strip_prefix(word).unwrap_or(text))
    };
    let (thorough, rest) = after(words.manners, past(inside, "请"));
    let (verb, rest) = after(words.tasks, rest);
    let (somebody, rest) = after(words.possessives, rest);
    let (noun, rest_of_noun) = after(words.nouns, rest);
    let (object, rest) = if noun { (true, rest_of_noun) } else { after(words.objects, rest) };
    let next = rest.chars().next();
    let goes_on = next.is_some_and(|c| among("，,、；;：:（(/或和及与并等", c));
    verb && (object || somebody) && (goes_on || somebody || next.is_none() && (alone || thorough))
}

#[cfg(test)]
mod tests {
    use super::*;

    // The table of cases is tests/identifiers/.
    #[test]
    fn forms_of_unfilled_places() {
        let lists = [
            "请填 此处填",
            "填写 your_",
            "姓名 name",
            "您的 相关",
            "描述 上传",
            "详细",
            "问题 图片",
            "tbd",
        ]
        .map(WordList::new);
        let [instructions, boxed_instructions, nouns, possessives, tasks, manners, objects, whole] =
            &lists;
        let words = PlaceholderWords {
            instructions,
            boxed_instructions,
            nouns,
            possessives,
            tasks,
            manners,
            objects,
            whole,
        };
        for text in [
            "[填写订单号]",
            "（此处填写）",
            "<您的姓名>",
            "{{name}}",
            "[Your name]",
            "[详细描述问题,如发货延迟、商品质量等]",
            "【上传相关图片或文件】",
            "<上传图片>",
            "截图：[请上传图片]",
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
            "【详细描述】",
            "点[上传图片]没有反应",
            "[上传图片失败]",
            "【描述不符】",
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

//! 占位符 — places of a template that nobody has filled in.

use super::text::{among, past};

/// What an instruction in brackets begins with, whatever the brackets.
const ORDERS: &[&str] =
    &["请填", "请输入", "请在此", "待填", "此处填", "此处写", "此处输入", "在此填", "在此输入"];
/// The same, where the brackets are not round: a sentence in round ones may begin like this.
const ORDERS_BOXED: &[&str] = &["填写", "填入", "插入", "your ", "insert ", "enter ", "fill in"];
/// What stands alone in square, curly or pointed brackets where a value belongs.
const NOUNS: &[&str] = &[
    "姓名",
    "名字",
    "电话",
    "手机号",
    "联系方式",
    "联系电话",
    "邮箱",
    "地址",
    "日期",
    "时间",
    "金额",
    "数量",
    "原因",
    "订单号",
    "订单编号",
    "商品名称",
    "商家名称",
    "店铺名称",
    "小程序名称",
    "name",
    "date",
    "amount",
    "address",
];
/// Said instead of a value, when nothing else is said.
const WHOLE: &[&str] = &["n/a", "tbd", "todo", "待定", "待补充", "请填写", "请输入"];

/// Whether the text still has an unfilled place: `[填写订单号]`, `【请填写】`, `（此处填写）`, `[您的姓名]`, `{{name}}`,
/// `XXX`, `×××`, `XX元`, `____`, `待填`. Sizes (`XXXL`), hidden digits (`138XXXX8000`), emoticons (`T___T`), chat
/// emoji (`[微笑]`) and labels (`【订单号】`) are none.
pub fn placeholder(text: &str) -> bool {
    let whole = text.trim();
    if WHOLE.iter().any(|word| whole.eq_ignore_ascii_case(word)) {
        return true;
    }
    let mut before = None;
    let mut rest = text;
    // Most of any text is neither, which is quickly seen.
    let plain = |c| matches!(c, '0'..='9' | '\u{4e00}'..='\u{9fff}');
    let may_be = |c| c == '待' || !plain(c) && (filler(c).is_some() || closing(c).is_some());
    while let Some((skipped, from)) = rest.find(may_be).and_then(|at| rest.split_at_checked(at)) {
        before = skipped.chars().next_back().or(before);
        rest = from;
        let Some(c) = rest.chars().next() else { break };
        let run = rest.len()
            - rest.trim_start_matches(|d| filler(d).is_some() && filler(d) == filler(c)).len();
        let (head, tail) = rest.split_at_checked(run.max(c.len_utf8())).unwrap_or((rest, ""));
        let unfilled = match filler(c) {
            Some(kind) => blank_run(kind, head.chars().count(), before, tail.chars().next()),
            None => closing(c).is_some_and(|end| bracketed(c, end, tail)),
        };
        // 等待填写 is a way of waiting.
        if unfilled || rest.starts_with("待填") && before != Some('等') {
            return true;
        }
        before = Some(c);
        rest = tail;
    }
    false
}

/// Characters drawn in a row where a value belongs, by kind.
fn filler(c: char) -> Option<char> {
    match c {
        'x' | 'X' | 'ｘ' | 'Ｘ' => Some('x'),
        '×' | '✕' => Some('×'),
        '_' | '＿' => Some('_'),
        _ => None,
    }
}

fn blank_run(kind: char, length: usize, before: Option<char>, after: Option<char>) -> bool {
    let touches =
        |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || among("-*><^#", c));
    if touches(before) || touches(after) {
        return false;
    }
    // `XX年XX月`, `××元`: a unit after it makes two enough.
    let unit = kind != '_' && after.is_some_and(|c| among("年月日号元", c));
    length >= if unit { 2 } else { 3 }
}

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
fn bracketed(open: char, end: char, tail: &str) -> bool {
    // Instructions are short, and of brackets in brackets the inner ones count (but `{{name}}`): looking no further
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
    let begins = |words: &[&str]| {
        words.iter().any(|word| {
            inside.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
        })
    };
    if begins(ORDERS) {
        return true;
    }
    if matches!(open, '(' | '（') {
        return false;
    }
    // In 【】 a noun is a label, not an empty place.
    let noun = past(inside, "{$");
    let noun =
        ["您的", "你的", "具体"].iter().find_map(|own| noun.strip_prefix(own)).unwrap_or(noun);
    begins(ORDERS_BOXED)
        || open != '【' && NOUNS.iter().any(|word| noun.eq_ignore_ascii_case(word))
        || open == '{' && inside.starts_with('{')
}

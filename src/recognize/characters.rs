//! Classes of characters, and runs of them.

use crate::catalog::Kind;
use crate::text::{among, fold_char, is_han};

/// Length in bytes of the front that consists of such characters. (Not generic, because a copy for every closure is
/// larger than everything else here.)
pub fn front(text: &str, belongs: &dyn Fn(char) -> bool) -> usize {
    text.char_indices().find(|(_, c)| !belongs(*c)).map_or(text.len(), |(at, _)| at)
}

/// Start, in bytes, of the end that consists of such characters.
pub fn back(text: &str, belongs: &dyn Fn(char) -> bool) -> usize {
    let mut rest = text.chars();
    loop {
        let at = rest.as_str().len();
        if !rest.next_back().is_some_and(belongs) {
            return at;
        }
    }
}

/// The first `count` characters.
pub fn prefix(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

/// Whether one of the characters of `set` is in a text.
pub fn has_any(text: &str, set: &str) -> bool {
    front(text, &|c| !among(set, c)) < text.len()
}

/// Whether `c` is a letter, a digit or a Han character: what words and numbers consist of.
pub fn is_word_char(c: char) -> bool {
    fold_char(c).is_some_and(|c| c.is_ascii_alphanumeric() || is_han(c) || matches!(c, 'À'..='ɏ'))
}

/// Whether a value of the kind may contain `c`.
pub fn may_contain(kind: Kind, c: char) -> bool {
    let Some(c) = fold_char(c) else { return true };
    if c.is_ascii_digit() {
        return true;
    }
    match kind {
        Kind::Date => {
            matches!(c, '-' | '/' | '.' | ':' | ',' | '(' | ')' | '+' | ' ' | 'T' | 't' | 'Z' | 'z')
                || is_date_word(c)
        }
        Kind::Money => among("¥+-,. 元块角分毛万圆整CNYRMBcnyrmb人民币", c),
        Kind::Integer => among("xX×*一二两三四五六七八九十", c),
        Kind::Phone => among("+-() ", c),
        Kind::Email => c.is_ascii_graphic() && !among(",;<>()\"'", c),
        _ => c.is_ascii_alphanumeric() || among("-_*| ", c),
    }
}

/// Whether `c` is in the words of dates and times: 年月日, 周三, 昨天, 上个月, 凌晨2点30分 …
#[rustfmt::skip]
fn is_date_word(c: char) -> bool {
    // A pattern and no string, because it is asked for every character of a run.
    matches!(
        c,
        '年' | '月' | '日' | '号' | '时' | '分' | '秒' | '点' | '星' | '期' | '周' | '礼' | '拜' | '天'
        | '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '〇' | '零'
        | '今' | '昨' | '前' | '大' | '去' | '上' | '下' | '本' | '个'
        | '凌' | '晨' | '早' | '午' | '中' | '傍' | '晚'
    )
}

/// Whether `c`, behind what looks like a value of the kind, shows that it is something else.
pub fn contradicts(kind: Kind, c: char) -> bool {
    let signs = match kind {
        Kind::Money => "件个%折年月日号天次:时起左以多每美港欧英韩澳台新宝钻积币+",
        Kind::Integer => "元块.%折年月天日号时分-/:",
        Kind::Phone => "*转",
        Kind::Date => "元块%折",
        _ => "",
    };
    among(signs, c)
}

/// Whether `c` is the sign of another money than yuan, or of a game's.
pub fn is_currency(c: char) -> bool {
    matches!(
        c,
        '$' | '¢' | '£' | '¤' | '฿' | '￠' | '￡' | '￦' | '\u{20a0}'..='\u{20cf}' | '💎' | '🪙'
    )
}

/// How many digits there are.
pub fn count_digits(text: &str) -> usize {
    text.chars().filter_map(fold_char).filter(char::is_ascii_digit).count()
}

/// Whether stars hide a part of it.
pub fn is_masked(text: &str) -> bool {
    text.bytes().zip(text.bytes().skip(1)).any(|pair| pair == (b'*', b'*'))
}

/// Whether a date is written with its year.
pub fn has_year(text: &str) -> bool {
    let folded = text.chars().filter_map(fold_char);
    // Nov 3, 2026 has one by its form.
    let is_english = text.starts_with(|c: char| c.is_ascii_uppercase());
    is_english || among(text, '年') || folded.take(4).filter(char::is_ascii_digit).count() == 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_at_both_ends() {
        let is_digit = |c: char| c.is_ascii_digit();
        assert_eq!(
            (front("12元", &is_digit), front("12", &is_digit), front("", &is_digit)),
            (2, 2, 0)
        );
        assert_eq!(
            (back("元12", &is_digit), back("12", &is_digit), back("", &is_digit)),
            (3, 0, 0)
        );
    }

    #[test]
    fn parts_of_texts() {
        assert_eq!((prefix("二〇26", 3), prefix("二", 3), prefix("二", 0)), ("二〇2", "二", ""));
        assert!(has_any("西湖区", "市区") && !has_any("西湖", "市区") && !has_any("", "市区"));
    }

    #[test]
    fn years_and_masks() {
        assert!(has_year("２０２６-11-03") && has_year("26年11月3日") && !has_year("11月3日"));
        assert!(is_masked("138****5678") && !is_masked("3*4*5"));
    }
}

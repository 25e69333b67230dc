//! Cutting a text to a limit where a reader would.

use super::characters::{among, is_han};

/// The longest sensible beginning of at most `max_utf16` UTF-16 code units.
///
/// Ends after a sentence if one ends in the last third, else after a clause there, else between words; never inside
/// what is seen as one character (surrogate pair, combining marks, emoji joined or toned, flag) and never inside a
/// Latin word, a number or a number and its unit — unless that one word alone is longer than the limit.
pub fn safe_cut(text: &str, max_utf16: usize) -> &str {
    let last_third = max_utf16 - max_utf16 / 3;
    let (mut character, mut word, mut clause, mut sentence) = (0, 0, 0, 0);
    let mut end = End::None;
    let mut half_flag = false;
    let mut units = 0;
    let mut previous = None;
    for (at, c) in text.char_indices() {
        if let Some(p) = previous
            && !(continues(p, c) || half_flag && is_flag_letter(c))
        {
            character = at;
            if !same_word(p, c) {
                word = at;
                match end {
                    End::Sentence if units >= last_third => sentence = at,
                    End::Clause if units >= last_third => clause = at,
                    _ => {}
                }
            }
        }
        units += c.len_utf16();
        if units > max_utf16 {
            let cut =
                [sentence, clause, word, character].into_iter().find(|&at| at > 0).unwrap_or(0);
            return text.get(..cut).unwrap_or_default().trim_end();
        }
        half_flag = is_flag_letter(c) && !half_flag;
        end = match c {
            '。' | '！' | '？' | '；' | '…' | '\n' | '.' | '!' | '?' | ';' => End::Sentence,
            '，' | '、' | '：' | ',' | ':' | '—' => End::Clause,
            // Closing quotes and brackets belong to the sentence that ends before them.
            '”' | '’' | '」' | '』' | '）' | '】' | '》' | ')' | '"' | '\'' => end,
            _ => End::None,
        };
        previous = Some(c);
    }
    text
}

/// Unit that the last character has ended.
#[derive(Clone, Copy)]
enum End {
    None,
    Clause,
    Sentence,
}

/// Whether `c` is a regional indicator: two of them are one flag.
fn is_flag_letter(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// Whether `c` is seen as one character with the `p` before it (the part of UAX 29 that Chinese, European, Japanese,
/// Korean, Arabic, Hebrew and Thai text and emoji need).
fn continues(p: char, c: char) -> bool {
    let extends = matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{e31}' | '\u{e33}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}' | '\u{1160}'..='\u{11ff}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{ff9e}' | '\u{ff9f}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e01ef}');
    extends || p == '\u{200d}' || (p == '\r' && c == '\n')
}

/// Whether a cut between `p` and `c` would split a word, a number from its unit, or a bracket from what it opens.
fn same_word(p: char, c: char) -> bool {
    let is_latin = |c: char| matches!(c, '!'..='~' | '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{52f}');
    (is_latin(p) && is_latin(c)) || (p.is_ascii_digit() && is_han(c)) || among("（《【“‘「『¥￥", p)
}

#[cfg(test)]
mod tests {
    use super::safe_cut;

    // The table of cases is in tests/identifiers.rs.
    #[test]
    fn sentence_before_clause_before_word() {
        assert_eq!(safe_cut("我已经付款。商家不发货", 8), "我已经付款。");
        assert_eq!(
            safe_cut("我付款。商家一直都不发货，客服不理人", 14),
            "我付款。商家一直都不发货，"
        );
        assert_eq!(safe_cut("please refund my order", 15), "please refund");
        assert_eq!(safe_cut("一共花了128元钱", 7), "一共花了");
        assert_eq!(safe_cut("🇨🇳🇭🇰", 6), "🇨🇳");
        assert_eq!(safe_cut("短", 5), "短");
    }
}

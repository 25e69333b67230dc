//! Chinese numerals: of articles (二十四) and of amounts (人民币大写).

use crate::text::Joined;

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const CAPITALS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const UNITS: [&str; 4] = ["", "十", "百", "千"];
const CAPITAL_UNITS: [&str; 4] = ["", "拾", "佰", "仟"];
const GROUPS: [&str; 5] = ["", "万", "亿", "万亿", "亿亿"];

/// The number of an article in Chinese: `24` → 二十四. What is no number is left as it is.
pub fn han(digits: &str) -> String {
    let Ok(number) = digits.parse::<u64>() else { return digits.to_string() };
    let words = spell(number, &DIGITS, &UNITS);
    // 一十二 is written 十二.
    match words.strip_prefix("一十") {
        Some(rest) => ["十", rest].joined(""),
        None => words,
    }
}

/// An amount in capitals as contracts and court papers carry it: 人民币壹仟贰佰肆拾元伍角整.
pub fn capital(fen: u64) -> String {
    let (yuan, jiao, cent) = (fen / 100, fen / 10 % 10, fen % 10);
    let digit = |digit: u64| CAPITALS.get(digit as usize).copied().unwrap_or_default();
    let mut out = String::from("人民币");
    if yuan > 0 || fen == 0 {
        out.push_str(&spell(yuan, &CAPITALS, &CAPITAL_UNITS));
        out.push('元');
    }
    if jiao > 0 {
        out.push_str(digit(jiao));
        out.push('角');
    } else if cent > 0 && yuan > 0 {
        out.push('零');
    }
    match cent {
        0 => out.push('整'),
        cent => {
            out.push_str(digit(cent));
            out.push('分');
        }
    }
    out
}

fn spell(number: u64, digits: &[&str; 10], units: &[&str; 4]) -> String {
    if number == 0 {
        return digits.first().map_or(String::new(), |zero| (*zero).to_string());
    }
    let mut groups = Vec::new();
    let mut rest = number;
    while rest > 0 {
        groups.push(rest % 10_000);
        rest /= 10_000;
    }
    let zero = digits.first().copied().unwrap_or_default();
    let mut out = String::new();
    let mut gap = false;
    for (level, group) in groups.iter().enumerate().rev() {
        for position in (0..4).rev() {
            let digit = (group / 10_u64.pow(position) % 10) as usize;
            if digit == 0 {
                gap = true;
                continue;
            }
            // One zero stands for any run of zeros between digits.
            if gap && !out.is_empty() {
                out.push_str(zero);
            }
            gap = false;
            out.push_str(digits.get(digit).copied().unwrap_or_default());
            out.push_str(units.get(position as usize).copied().unwrap_or_default());
        }
        if *group > 0 {
            out.push_str(GROUPS.get(level).copied().unwrap_or_default());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles() {
        let numbers = [
            ("8", "八"),
            ("10", "十"),
            ("24", "二十四"),
            ("110", "一百一十"),
            ("148", "一百四十八"),
            ("563", "五百六十三"),
            ("1001", "一千零一"),
            ("24-1", "24-1"),
        ];
        for (number, words) in numbers {
            assert_eq!(han(number), words);
        }
    }

    #[test]
    fn capitals() {
        for (fen, words) in [
            (0, "人民币零元整"),
            (5, "人民币伍分"),
            (50, "人民币伍角整"),
            (29_900, "人民币贰佰玖拾玖元整"),
            (124_050, "人民币壹仟贰佰肆拾元伍角整"),
            (100_005, "人民币壹仟元零伍分"),
            (1_000_000, "人民币壹万元整"),
            (10_010_000, "人民币壹拾万零壹佰元整"),
            (10_000_000_100, "人民币壹亿零壹元整"),
            (168_032, "人民币壹仟陆佰捌拾元叁角贰分"),
        ] {
            assert_eq!(capital(fen), words);
        }
    }
}

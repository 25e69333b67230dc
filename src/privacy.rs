//! 隐私 — numbers and secrets in free text that no complaint needs, and characters that nobody sees. Only ever a
//! warning with a masked version; nothing is blocked.

use crate::case::Case;
use crate::catalog::{Field, Role};
use crate::issue::{Issue, at};
use crate::parse;
use crate::scan;

/// Most findings in one field.
const MOST: usize = 20;
/// How many characters before a number say what it is.
const CONTEXT: usize = 10;
/// Most characters between a secret's name and the secret.
const FILLER: usize = 8;

/// What a number is called by the words before it, by what stands nearest.
const ORDERS: &[&str] = &[
    "订单",
    "单号",
    "编号",
    "流水",
    "运单",
    "凭证",
    "交易号",
    "快递号",
    "物流号",
    "序列号",
    "条码",
    "批号",
    "型号",
];
const PHONES: &[&str] =
    &["电话", "手机", "号码", "联系", "致电", "拨打", "来电", "微信号", "tel", "Tel", "TEL"];
const CARDS: &[&str] =
    &["卡号", "银行卡", "储蓄卡", "信用卡", "借记卡", "账号", "帐号", "账户", "帐户", "尾号"];
/// What words for telling somebody a secret are made of.
const HANDING: &[char] = &[
    '给', '告', '诉', '发', '报', '说', '填', '了', '过', '去', '他', '她', '对', '方', '客', '服',
    '商', '家', '我', '的', '您', '你', '，', ',',
];
/// Whose a phone number is, where it is the writer's own.
const OWN: &[&str] = &["我的", "本人", "我手机", "我电话", "联系我", "打我", "自己的"];
/// What is called secret.
const SECRETS: &[&str] = &[
    "验证码",
    "校验码",
    "动态码",
    "动态密码",
    "密码",
    "口令",
    "安全码",
    "卡密",
    "passcode",
    "password",
    "cvv",
    "CVV",
];
/// What those begin with.
fn may_be_secret(c: char) -> bool {
    matches!(c, '验' | '校' | '动' | '密' | '口' | '安' | '卡' | 'p' | 'c' | 'C')
}
/// A number before one of these is an amount or a time.
const UNITS: &[char] = &[
    '秒', '分', '次', '位', '个', '条', '元', '块', '天', '年', '月', '日', '号', '时', '点', '小',
    '遍', '张', '万', '%',
];

/// What in the free text should be masked or removed.
pub fn check(case: &Case) -> Vec<Issue> {
    let mut issues = Vec::new();
    for (field, text) in scan::paragraphs(case) {
        let mut reader = Reader { case, field, issues: &mut issues, room: MOST };
        reader.hidden(text);
        reader.numbers(text);
        reader.secrets(text);
    }
    issues
}

struct Reader<'r, 'a> {
    case: &'r Case<'a>,
    field: &'a Field,
    issues: &'r mut Vec<Issue>,
    room: usize,
}

/// A stretch of digits without anything between them (数字段).
#[derive(Clone, Copy)]
struct Group {
    /// Bytes in the text.
    from: usize,
    to: usize,
    /// UTF-16 units.
    start: u32,
    end: u32,
    digits: usize,
}

impl Reader<'_, '_> {
    fn say(&mut self, code: &'static str, span: (u32, u32), masked: Option<String>) {
        if self.room == 0 {
            return;
        }
        self.room -= 1;
        let case = self.case;
        let values = [("label", self.field.label.get(case.locale))];
        let mut issue = Issue::new(case.catalog, case.locale, code, at(&self.field.id), &values);
        issue.span = Some(span);
        issue.suggestion = masked;
        self.issues.push(issue);
    }

    /// Characters that turn the writing or cannot be seen: each kind once, where it first stands.
    fn hidden(&mut self, text: &str) {
        let turns = |c| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        // Not the joiners, which emoji are made of.
        let hides = |c| matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
        let (mut turned, mut hidden) = (None, None);
        for (c, from, to) in scan::units(text).filter(|(c, ..)| !matches!(c, ..'\u{ad}')) {
            if turned.is_none() && turns(c) {
                turned = Some((from, to));
            }
            if hidden.is_none() && hides(c) {
                hidden = Some((from, to));
            }
        }
        if let Some(span) = turned {
            self.say("text.bidi", span, None);
        }
        if let Some(span) = hidden {
            self.say("text.control", span, None);
        }
    }

    /// Numbers, as people space them: groups of digits with single blanks or hyphens between.
    fn numbers(&mut self, text: &str) {
        let mut groups: Vec<Group> = Vec::new();
        // What stood before: a letter makes the digits part of a name, anything but a single blank ends the number.
        let mut previous = ' ';
        let mut bytes = 0;
        for (c, start, end) in scan::units(text) {
            let (from, to) = (bytes, bytes + c.len_utf8());
            bytes = to;
            let folded = parse::fold_char(c).unwrap_or(' ');
            match folded {
                '0'..='9' => match groups.last_mut() {
                    Some(group) if group.to == from => {
                        (group.to, group.end) = (to, end);
                        group.digits += 1;
                    }
                    _ if previous.is_ascii_alphabetic() || previous == '_' => {
                        self.numbered(text, &mut groups);
                        // Part of a name such as SF1234567890123: counted as too long to be anything.
                        groups.push(Group { from, to, start, end, digits: usize::MAX / 2 });
                    }
                    _ => groups.push(Group { from, to, start, end, digits: 1 }),
                },
                // The check character of a resident id.
                'x' | 'X'
                    if groups.last().is_some_and(|group| group.to == from && group.digits < 18) =>
                {
                    if let Some(group) = groups.last_mut() {
                        (group.to, group.end) = (to, end);
                        group.digits += 1;
                    }
                }
                ' ' | '-' if previous.is_ascii_digit() => {}
                'a'..='z' | 'A'..='Z' | '_' => {
                    // Digits that run into letters are a name too.
                    if groups.last().is_some_and(|group| group.to == from) {
                        groups.pop();
                    }
                    self.numbered(text, &mut groups);
                }
                _ => self.numbered(text, &mut groups),
            }
            previous = folded;
        }
        self.numbered(text, &mut groups);
    }

    /// Looks for private numbers among groups that stand side by side, and forgets them.
    fn numbered(&mut self, text: &str, groups: &mut Vec<Group>) {
        let mut rest = groups.as_slice();
        'next: while let Some((first, behind)) = rest.split_first() {
            let mut digits = 0_usize;
            for (count, last) in rest.iter().enumerate() {
                digits = digits.saturating_add(last.digits);
                if digits > 20 {
                    break;
                }
                let run = text.get(first.from..last.to).unwrap_or_default();
                let before = text.get(..first.from).unwrap_or_default();
                if let Some((code, masked)) = self.private(run, before, digits) {
                    self.say(code, (first.start, last.end), Some(masked));
                    rest = rest.get(count + 1..).unwrap_or_default();
                    continue 'next;
                }
            }
            rest = behind;
        }
        groups.clear();
    }

    /// What a number gives away, and how to write it instead.
    fn private(&self, run: &str, before: &str, digits: usize) -> Option<(&'static str, String)> {
        match digits {
            18 if parse::resident_id(run) => Some(("privacy.resident-id", masked(run, 3, 1))),
            16..=19 if self.card(run, before, digits) => {
                Some(("privacy.bank-card", masked(run, 0, 4)))
            }
            11 | 13 if self.foreign_phone(run, before) => {
                Some(("privacy.third-party", masked(run, digits - 8, 4)))
            }
            _ => None,
        }
    }

    fn card(&self, run: &str, before: &str, digits: usize) -> bool {
        if !parse::bank_card(run) || self.entered(run) {
            return false;
        }
        match called(before, &[CARDS, ORDERS, PHONES]) {
            Some(0) => true,
            Some(1) => false,
            // Without a word for it only what issuers in China really use: one order number in ten passes the check.
            _ => {
                let digit = |at: usize| {
                    run.chars().filter_map(parse::fold_char).filter(char::is_ascii_digit).nth(at)
                };
                match (digit(0), digit(1)) {
                    (Some('6'), Some('2' | '0')) => true,
                    (Some('4'), _) | (Some('5'), Some('1'..='5')) => digits == 16,
                    _ => false,
                }
            }
        }
    }

    /// A mobile number that is neither the writer's nor an order's.
    fn foreign_phone(&self, run: &str, before: &str) -> bool {
        let Ok(phone) = parse::phone(run) else { return false };
        let own = self.case.role(Role::Phone).map(|field| self.case.text(&field.id));
        let own = own.and_then(|text| parse::phone(text).ok());
        phone.value.starts_with('1')
            && phone.value.len() == 11
            && own.is_none_or(|own| own.value != phone.value)
            && called(before, &[PHONES, ORDERS, CARDS]) != Some(1)
            && called(before, &[OWN]).is_none()
            && !self.entered(run)
    }

    /// Whether a field for an order's numbers holds this very number.
    fn entered(&self, run: &str) -> bool {
        let digits = |text| {
            scan::units(text).filter_map(|(c, ..)| parse::fold_char(c)).filter(char::is_ascii_digit)
        };
        let fields = self.case.catalog.field.iter().filter(|field| field.check.is_some());
        fields.map(|field| self.case.text(&field.id)).any(|text| digits(text).eq(digits(run)))
    }

    /// 验证码 382910, 密码是…: a secret behind its name.
    fn secrets(&mut self, text: &str) {
        // Up to where a secret is already said: 动态密码 is 密码 too.
        let mut done = 0;
        let mut bytes = 0;
        for (c, start, _) in scan::units(text) {
            let rest = text.get(bytes..).unwrap_or_default();
            bytes += c.len_utf8();
            if !may_be_secret(c) {
                continue;
            }
            if let Some(word) = SECRETS.iter().find(|word| rest.starts_with(**word)) {
                let behind = rest.get(word.len()..).unwrap_or_default();
                let start = start + parse::utf16_len(word) as u32;
                if let Some((from, to)) = secret(behind).filter(|_| start >= done) {
                    done = start + to;
                    self.say("privacy.secret", (start + from, done), Some("******".to_string()));
                }
            }
        }
    }
}

/// Where in the text behind its name a secret stands, in UTF-16 units.
fn secret(behind: &str) -> Option<(u32, u32)> {
    // Between them: 是, 为, a colon, or who it was given to.
    let mut token: Option<(u32, u32)> = None;
    let (mut digits, mut letters, mut named, mut direct) = (0, 0, false, true);
    let mut after = None;
    for (count, (c, start, end)) in scan::units(behind).enumerate() {
        let folded = parse::fold_char(c).unwrap_or(' ');
        let part = folded.is_ascii_alphanumeric()
            || token.is_some()
                && matches!(folded, '@' | '#' | '$' | '&' | '*' | '_' | '!' | '-' | '.');
        if part {
            let from = token.map_or(start, |(from, _)| from);
            token = Some((from, end));
            digits += u32::from(folded.is_ascii_digit());
            letters += u32::from(folded.is_ascii_alphabetic());
            if end - from > 24 {
                return None;
            }
        } else if token.is_some() {
            after = Some(c);
            break;
        } else {
            match c {
                '是' | '为' | '：' | ':' | '=' => named = true,
                ' ' | '“' | '"' | '「' | '【' | '（' | '(' | '就' | '叫' => {}
                // Only codes are told like this: 把验证码告诉了他，382910.
                _ if HANDING.contains(&c) => direct = false,
                _ => return None,
            }
            if count >= FILLER {
                return None;
            }
        }
    }
    let token = token.filter(|_| after.is_none_or(|c| !UNITS.contains(&c)))?;
    let code = letters == 0 && (4..=8).contains(&digits);
    let word = direct && digits + letters >= 4 && (digits > 0 || named);
    (code || word).then_some(token)
}

/// Which of the lists has the word that stands nearest before a number.
fn called(before: &str, lists: &[&[&str]]) -> Option<usize> {
    for (count, (at, c)) in before.char_indices().rev().enumerate() {
        if count >= CONTEXT || matches!(c, '。' | '；' | '\n' | '！' | '？') {
            break;
        }
        let context = before.get(at..).unwrap_or_default();
        let named = |list: &&[&str]| list.iter().any(|word| context.starts_with(word));
        if let Some(which) = lists.iter().position(named) {
            return Some(which);
        }
    }
    None
}

/// The number with a star for each digit but the first and the last.
fn masked(run: &str, first: usize, last: usize) -> String {
    let is_part = |c: &char| parse::fold_char(*c).is_some_and(|c| c.is_ascii_alphanumeric());
    let total = run.chars().filter(is_part).count();
    let mut seen = 0;
    let mask = |c: char| {
        if !is_part(&c) {
            return c;
        }
        seen += 1;
        if seen <= first || seen + last > total { c } else { '*' }
    };
    run.chars().map(mask).collect()
}

//! Privacy (隐私): numbers and secrets in free text that no complaint needs, and characters that nobody sees. Only ever a
//! warning with a masked version; nothing is blocked.

use super::issue::Issue;
use crate::case::Case;
use crate::catalog::{Field, Id, ListName, Role, WordGroup};
use crate::parse::{self, Code};
use crate::text::{Paragraph, Position, WordList, among, fold_char, positions, utf16_len};

/// Most issues of one field.
const MAX_ISSUES: usize = 20;
/// How many characters before a number its name is looked for.
const CONTEXT: usize = 10;
/// Most characters between a secret's name and the secret.
const FILLER: usize = 8;
/// Longest secret, in UTF-16 code units.
const LONGEST_SECRET: u32 = 24;

/// Reports numbers and names in the free text that should be masked or removed.
pub fn check(case: &Case) -> Vec<Issue> {
    let mut issues = Vec::new();
    for (field, paragraph) in case.paragraphs() {
        let text = case[*field].whole();
        let mut reader = Reader { case, field: *field, issues: Vec::new() };
        let is_secret = |group| matches!(case.catalog.word_group(group), Some(WordGroup::Secret));
        reader.hidden(paragraph);
        if paragraph.has_long_number {
            reader.numbers(text);
        }
        if paragraph.once.iter().any(|found| is_secret(found.group)) {
            reader.secrets(text);
        }
        issues.append(&mut reader.issues);
    }
    issues
}

/// Reads one paragraph.
struct Reader<'r, 'd> {
    case: &'r Case<'d>,
    field: Id<Field>,
    issues: Vec<Issue>,
}

/// A stretch of digits without anything between them (数字段).
#[derive(Clone, Copy)]
struct Group {
    /// Range in bytes.
    from: usize,
    to: usize,
    /// Range in UTF-16 code units.
    start: u32,
    end: u32,
    digits: usize,
}

impl Group {
    fn new(position: Position, digits: usize) -> Self {
        let (to, end) = (position.next_byte(), position.next_unit());
        Group { from: position.byte, to, start: position.unit, end, digits }
    }

    fn extend(&mut self, position: Position) {
        (self.to, self.end) = (position.next_byte(), position.next_unit());
        self.digits += 1;
    }
}

impl Reader<'_, '_> {
    fn report(&mut self, code: Code, span: (u32, u32), masked: Option<String>) {
        if self.issues.len() < MAX_ISSUES {
            let issue = Issue::of_field(self.case, code, self.field);
            self.issues.push(issue.at(span).suggesting(masked));
        }
    }

    /// Reports characters that turn the writing and characters that cannot be seen: each kind once.
    fn hidden(&mut self, paragraph: &Paragraph) {
        for (code, unit) in
            [(Code::TextBidi, paragraph.direction), (Code::TextControl, paragraph.invisible)]
        {
            if let Some(unit) = unit {
                self.report(code, (unit, unit + 1), None);
            }
        }
    }

    /// Finds numbers as people space them: groups of digits with single blanks or hyphens between.
    fn numbers(&mut self, text: &str) {
        let mut groups: Vec<Group> = Vec::new();
        let mut previous = ' ';
        for position in positions(text) {
            let folded = fold_char(position.c).unwrap_or(' ');
            let last = groups.last_mut().filter(|group| group.to == position.byte);
            match folded {
                '0'..='9' => match last {
                    Some(group) => group.extend(position),
                    // Part of a name such as SF1234567890123: counted as too long to be anything.
                    None if previous.is_ascii_alphabetic() || previous == '_' => {
                        self.number(text, &mut groups);
                        groups.push(Group::new(position, usize::MAX / 2));
                    }
                    None => groups.push(Group::new(position, 1)),
                },
                // The check character of a resident id.
                'x' | 'X' if last.as_ref().is_some_and(|group| group.digits < 18) => {
                    last.into_iter().for_each(|group| group.extend(position));
                }
                ' ' | '-' if previous.is_ascii_digit() => {}
                'a'..='z' | 'A'..='Z' | '_' => {
                    // Digits that run into letters are part of a name too.
                    if last.is_some() {
                        groups.pop();
                    }
                    self.number(text, &mut groups);
                }
                _ => self.number(text, &mut groups),
            }
            previous = folded;
        }
        self.number(text, &mut groups);
    }

    /// Looks for private numbers among neighbouring groups, and removes them.
    fn number(&mut self, text: &str, groups: &mut Vec<Group>) {
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
                    self.report(code, (first.start, last.end), Some(masked));
                    rest = rest.get(count + 1..).unwrap_or_default();
                    continue 'next;
                }
            }
            rest = behind;
        }
        groups.clear();
    }

    /// The code of a private number, and the number masked.
    fn private(&self, run: &str, before: &str, digits: usize) -> Option<(Code, String)> {
        match digits {
            18 if parse::resident_id(run) => Some((Code::PrivacyResidentId, masked(run, 3, 1))),
            16..=19 if self.is_card(run, before, digits) => {
                Some((Code::PrivacyBankCard, masked(run, 0, 4)))
            }
            11 | 13 if self.is_foreign_phone(run, before) => {
                Some((Code::PrivacyThirdParty, masked(run, digits - 8, 4)))
            }
            _ => None,
        }
    }

    fn is_card(&self, run: &str, before: &str, digits: usize) -> bool {
        if !parse::bank_card(run) || self.is_entered(run) {
            return false;
        }
        match self
            .named(before, &[ListName::CardNumber, ListName::OrderNumber, ListName::PhoneNumber])
        {
            Some(ListName::CardNumber) => true,
            Some(ListName::OrderNumber) => false,
            // Without a name only numbers that issuers in China really use: one order number in ten passes the check.
            _ => {
                let mut folded = run.chars().filter_map(fold_char).filter(char::is_ascii_digit);
                match (folded.next(), folded.next()) {
                    (Some('6'), Some('2' | '0')) => true,
                    (Some('4'), _) | (Some('5'), Some('1'..='5')) => digits == 16,
                    _ => false,
                }
            }
        }
    }

    /// Whether it is a mobile number that is neither the writer's nor an order's.
    fn is_foreign_phone(&self, run: &str, before: &str) -> bool {
        let Ok(phone) = parse::phone(run) else { return false };
        let names = [ListName::PhoneNumber, ListName::OrderNumber, ListName::CardNumber];
        phone.value.starts_with('1')
            && phone.value.len() == 11
            && self.case.role(Role::Phone).tidy() != Some(&phone.value)
            && self.named(before, &names) != Some(ListName::OrderNumber)
            && self.named(before, &[ListName::OwnNumber]).is_none()
            && !self.is_entered(run)
    }

    /// Whether a field for an order's numbers holds this very number.
    fn is_entered(&self, run: &str) -> bool {
        let digits = |text: &str| -> String {
            text.chars().filter_map(fold_char).filter(char::is_ascii_digit).collect()
        };
        let digits_of_run = digits(run);
        let mut numbers = self.case.readings().filter(|(_, field, _)| field.check.is_some());
        numbers.any(|(.., reading)| digits(reading.text()) == digits_of_run)
    }

    /// List that has the word nearest before a number.
    fn named(&self, before: &str, lists: &[ListName]) -> Option<ListName> {
        for (count, (at, c)) in before.char_indices().rev().enumerate() {
            if count >= CONTEXT || matches!(c, '。' | '；' | '\n' | '！' | '？') {
                break;
            }
            let context = before.get(at..).unwrap_or_default();
            let names = |list: &&ListName| self.list(**list).prefix_of(context).is_some();
            if let Some(list) = lists.iter().find(names) {
                return Some(*list);
            }
        }
        None
    }

    fn list(&self, name: ListName) -> &WordList {
        self.case.catalog.list(name)
    }

    /// Finds secrets behind their names: 验证码 382910, 密码是….
    fn secrets(&mut self, text: &str) {
        let catalog = self.case.catalog;
        let names = catalog.list(ListName::Secret);
        let first_characters: String =
            names.iter().filter_map(|name| name.chars().next()).collect();
        // End of the last secret: in 动态密码 482913 the 密码 is not reported again.
        let mut done = 0;
        for Position { c, byte, unit } in positions(text) {
            if !among(&first_characters, c) {
                continue;
            }
            let rest = text.get(byte..).unwrap_or_default();
            let Some(name) = names.prefix_of(rest) else { continue };
            let start = unit + utf16_len(name) as u32;
            let behind = rest.get(name.len()..).unwrap_or_default();
            if let Some((from, to)) = self.secret(behind).filter(|_| start >= done) {
                done = start + to;
                self.report(Code::PrivacySecret, (start + from, done), Some("******".to_string()));
            }
        }
    }

    /// The range of the secret in the text behind its name, in UTF-16 code units.
    fn secret(&self, behind: &str) -> Option<(u32, u32)> {
        let handing_over = self.list(ListName::HandingOver);
        let mut token: Option<(u32, u32)> = None;
        let (mut digits, mut letters) = (0, 0);
        // Whether the secret is introduced (密码是…), and whether it follows its name directly.
        let (mut is_introduced, mut is_direct) = (false, true);
        let mut after = None;
        for (count, position) in positions(behind).enumerate() {
            let c = position.c;
            let folded = fold_char(c).unwrap_or(' ');
            let is_part = folded.is_ascii_alphanumeric()
                || token.is_some()
                    && matches!(folded, '@' | '#' | '$' | '&' | '*' | '_' | '!' | '-' | '.');
            if is_part {
                let from = token.map_or(position.unit, |(from, _)| from);
                token = Some((from, position.next_unit()));
                digits += u32::from(folded.is_ascii_digit());
                letters += u32::from(folded.is_ascii_alphabetic());
                if position.next_unit() - from > LONGEST_SECRET {
                    return None;
                }
            } else if token.is_some() {
                after = Some(c);
                break;
            } else {
                match c {
                    '是' | '为' | '：' | ':' | '=' => is_introduced = true,
                    ' ' | '“' | '"' | '「' | '【' | '（' | '(' | '就' | '叫' => {}
                    // Only codes are told like this: 把验证码告诉了他，382910.
                    _ if handing_over.has_char(c) => is_direct = false,
                    _ => return None,
                }
                if count >= FILLER {
                    return None;
                }
            }
        }
        let is_quantity = after.is_some_and(|c| self.list(ListName::Unit).has_char(c));
        let token = token.filter(|_| !is_quantity)?;
        let is_code = letters == 0 && (4..=8).contains(&digits);
        let is_word = is_direct && digits + letters >= 4 && (digits > 0 || is_introduced);
        (is_code || is_word).then_some(token)
    }
}

/// The number with a star for each digit but the first and the last.
fn masked(run: &str, first: usize, last: usize) -> String {
    let is_part = |c: &char| fold_char(*c).is_some_and(|c| c.is_ascii_alphanumeric());
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

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn digits_are_masked_and_what_spaces_them_stays() {
        assert_eq!(masked("110105 19491231 002X", 3, 1), "110*** ******** ***X");
        assert_eq!(masked("４111-1111", 0, 4), "****-1111");
        assert_eq!(masked("12", 3, 4), "12");
    }
}

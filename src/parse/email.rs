//! E-mail addresses (电子邮箱): what browsers accept as `type=email`.

use super::fold::{fold, unlabelled};
use super::{Code, ParseResult, Parsed};
use crate::text::{Joined, among};

/// Endings that are `com` mistyped.
const SLIPS: &[&str] = &["con", "cmo", "ocm", "comm", "vom", "xom"];

/// Reads an e-mail address (电子邮箱); full-width `＠` and `．`, blanks around them and a comma for the dot are mended.
///
/// Follows the definition of the HTML standard, with international domains as browsers accept them.
///
/// ```
/// use tousu::parse::email;
///
/// assert_eq!(email("李雷 <lilei＠qq，com>").unwrap().value, "lilei@qq.com");
/// ```
pub fn email(raw: &str) -> ParseResult<String> {
    let folded = fold(raw);
    let text = unlabelled(&folded.text);
    // `李雷 <lilei@qq.com>`, as mail programs copy it.
    let text = text
        .strip_suffix('>')
        .and_then(|head| head.rsplit_once('<'))
        .map_or(text, |(_, address)| address);
    let (local, domain) = text.split_once('@').ok_or(Code::EmailFormat)?;
    let local = local.trim_end();

    let mut value = String::with_capacity(text.len());
    value.push_str(local);
    value.push('@');
    for (n, label) in domain.split(['.', ',']).map(str::trim).enumerate() {
        if n > 0 {
            value.push('.');
        }
        if !is_label(label) {
            return Err(Code::EmailFormat);
        }
        value.push_str(label);
    }
    if local.is_empty() || !local.chars().all(is_local) || value.len() > 254 {
        return Err(Code::EmailFormat);
    }

    let ending = value.rsplit(['.', '@']).next().unwrap_or_default();
    let slip = SLIPS.iter().any(|slip| ending.eq_ignore_ascii_case(slip));
    let dotless = !value.rsplit('@').next().unwrap_or_default().contains('.');
    if slip {
        let stem = value.get(..value.len() - ending.len()).unwrap_or_default();
        // The value stays as typed; the likely address is only offered.
        let normal = Some([stem, "com"].joined(""));
        return Ok(Parsed { value, normal, note: Some(Code::EmailDomain) });
    }
    Ok(Parsed::of_text(value, raw, dotless.then_some(Code::EmailDomain), folded.controls))
}

/// Whether `c` may be in the part before the `@`.
fn is_local(c: char) -> bool {
    c.is_ascii_alphanumeric() || among(".!#$%&'*+/=?^_`{|}~-", c)
}

/// Whether a text may be a part of a domain.
fn is_label(label: &str) -> bool {
    // International domains: everything from À on but blanks and punctuation.
    let foreign = |c: char| {
        c >= '\u{c0}'
            && !matches!(c, '×' | '÷' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
    };
    !label.is_empty()
        && label.len() <= 63
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || foreign(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    // The table of cases is tests/identifiers/.
    #[test]
    fn slips_are_offered_and_dotless_domains_noted() {
        let slip = email("a@qq.con").unwrap();
        assert_eq!((slip.value.as_str(), slip.normal.as_deref()), ("a@qq.con", Some("a@qq.com")));
        assert_eq!(email("a@localhost").unwrap().note, Some(Code::EmailDomain));
        assert_eq!(email("a@-qq.com"), Err(Code::EmailFormat));
        assert_eq!(email("a b@qq.com"), Err(Code::EmailFormat));
    }
}

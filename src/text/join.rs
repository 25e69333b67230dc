//! Texts put together without the machinery of formatting, which is large.

/// Texts that can be joined.
pub trait Joined {
    /// All of them one after the other, with `between` between each two.
    fn joined(&self, between: &str) -> String;
}

impl<S: AsRef<str>> Joined for [S] {
    #[inline(never)]
    fn joined(&self, between: &str) -> String {
        let mut out = String::new();
        for (index, part) in self.iter().enumerate() {
            if index > 0 {
                out.push_str(between);
            }
            out.push_str(part.as_ref());
        }
        out
    }
}

/// Appends texts to `out`.
pub fn push(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
}

/// A whole number in decimal digits.
pub fn digits(mut number: u64) -> String {
    let mut bytes = [0; 20];
    let mut length = 0;
    for place in bytes.iter_mut().rev() {
        *place = b'0' + (number % 10) as u8;
        length += 1;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    let used = bytes.get(bytes.len() - length..).unwrap_or_default();
    std::str::from_utf8(used).unwrap_or_default().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_joined() {
        assert_eq!(["a", "b"].joined(", "), "a, b");
        assert_eq!(Vec::<String>::new().joined(", "), "");
        let mut out = "店".to_string();
        push(&mut out, &["a", "", "b"]);
        assert_eq!(out, "店ab");
    }

    #[test]
    fn numbers_are_written_in_digits() {
        assert_eq!([0, 7, 1240, u64::MAX].map(digits), ["0", "7", "1240", "18446744073709551615"]);
    }
}

//! Texts put together without the machinery of formatting, which is large.

/// Texts one after the other.
pub trait Joined {
    /// All of them, `between` each two.
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

/// Adds texts to another.
pub fn push(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
}

/// A whole number in decimal digits.
pub fn digits(mut number: u64) -> String {
    let mut bytes = Vec::new();
    loop {
        bytes.push(b'0' + (number % 10) as u8);
        number /= 10;
        if number == 0 {
            break;
        }
    }
    bytes.into_iter().rev().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::{Joined, digits};

    #[test]
    fn texts_and_numbers() {
        assert_eq!(["a", "b"].joined(", "), "a, b");
        assert_eq!(Vec::<String>::new().joined(", "), "");
        assert_eq!([0, 7, 1240, u64::MAX].map(digits), ["0", "7", "1240", "18446744073709551615"]);
    }
}

//! Word lists that are compared with a text as it was typed.

use super::lexicon::words;
use std::fmt;

/// A list of words (词表), split once.
///
/// Words are separated by blanks; `_` is a blank within a word.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct WordList {
    words: String,
    /// End of each word.
    ends: Vec<u32>,
}

impl WordList {
    /// Splits a list as the catalogue writes it.
    pub fn new(list: &str) -> Self {
        let mut split = WordList::default();
        for word in words(list) {
            split.words.extend(word.chars().map(|c| if c == '_' { ' ' } else { c }));
            split.ends.push(split.words.len() as u32);
        }
        split
    }

    /// The words.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let mut from = 0;
        self.ends.iter().map(move |end| {
            let word = self.words.get(from..*end as usize).unwrap_or_default();
            from = *end as usize;
            word
        })
    }

    /// The first word that a text begins with.
    pub fn prefix_of(&self, text: &str) -> Option<&str> {
        self.iter().find(|word| text.starts_with(word))
    }

    /// Whether a character is in one of the words.
    pub fn has_char(&self, c: char) -> bool {
        super::among(&self.words, c)
    }
}

impl fmt::Debug for WordList {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::WordList;

    #[test]
    fn words_and_blanks_within_them() {
        let list = WordList::new(" 填写 your_\n fill_in ");
        assert_eq!(list.iter().collect::<Vec<_>>(), ["填写", "your ", "fill in"]);
        assert_eq!(list.prefix_of("fill in this"), Some("fill in"));
        assert_eq!(list.prefix_of("filled"), None);
        assert!(list.has_char('写') && !list.has_char('买'));
        assert_eq!(WordList::new("").iter().next(), None);
    }
}

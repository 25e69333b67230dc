//! The untyped input tree: what a host hands over, before anything is known about its shape.

use std::borrow::Cow;

/// A value from outside, of whatever shape (外来数据).
///
/// ```
/// use tousu::Raw;
///
/// let draft = Raw::Map(vec![("orderNumber".into(), Raw::from("NB20261103000712"))]);
/// assert_eq!(draft.get("orderNumber"), Some(&Raw::from("NB20261103000712")));
/// ```
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Raw<'t> {
    /// `null`, `undefined`, a missing value.
    #[default]
    Nothing,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    Text(Cow<'t, str>),
    /// A list.
    List(Vec<Raw<'t>>),
    /// An object, its keys in order. The single key `$` marks a value that the bridge could not copy (a function,
    /// a cycle, too long a text); its text says why.
    Map(Vec<(Cow<'t, str>, Raw<'t>)>),
}

impl<'t> Raw<'t> {
    /// The value of a key, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Raw<'t>> {
        self.entries().iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The entries of an object; none for anything else.
    pub fn entries(&self) -> &[(Cow<'t, str>, Raw<'t>)] {
        if let Raw::Map(entries) = self { entries } else { &[] }
    }

    /// The items of a list; none for anything else.
    pub fn items(&self) -> &[Raw<'t>] {
        if let Raw::List(items) = self { items } else { &[] }
    }

    /// The string, if this is one.
    pub fn text(&self) -> Option<&str> {
        if let Raw::Text(text) = self { Some(text) } else { None }
    }
}

impl<'t> From<&'t str> for Raw<'t> {
    fn from(text: &'t str) -> Self {
        Raw::Text(Cow::Borrowed(text))
    }
}

//! The one small filler: words with `{placeholders}` and pieces in `[ ]` that fall away.

/// Words that were filled in, and the placeholders that stand in them.
#[derive(Default)]
pub struct Filled<'t> {
    /// The words.
    pub text: String,
    /// Placeholders whose values stand in the words.
    pub used: Vec<&'t str>,
}

/// Fills `template`, asking `value` for each placeholder.
///
/// A piece in `[ ]` falls away when one of its values is `None`; the whole is `None` when a value
/// outside such a piece is. Values are put in as they are and never read as a template.
pub fn fill<'t>(
    template: &'t str,
    value: &dyn Fn(&'t str) -> Option<String>,
) -> Option<Filled<'t>> {
    let mut out = Filled::default();
    // Where the open piece began (text, used), and whether a value of it is missing.
    let mut piece: Option<(usize, usize, bool)> = None;
    let mut rest = template;
    while let Some((plain, from)) =
        rest.find(['[', ']', '{']).and_then(|at| rest.split_at_checked(at))
    {
        out.text.push_str(plain);
        let mut after = from.chars();
        match after.next() {
            Some('[') => piece = Some((out.text.len(), out.used.len(), false)),
            Some(']') => {
                if let Some((text, used, true)) = piece.take() {
                    out.text.truncate(text);
                    out.used.truncate(used);
                }
            }
            _ => {
                let (id, behind) = after.as_str().split_once('}')?;
                match (value(id), &mut piece) {
                    (Some(words), _) => {
                        out.text.push_str(&words);
                        out.used.push(id);
                    }
                    (None, Some((_, _, missing))) => *missing = true,
                    (None, None) => return None,
                }
                rest = behind;
                continue;
            }
        }
        rest = after.as_str();
    }
    out.text.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::fill;

    fn filled(template: &str) -> Option<String> {
        let value = |id| match id {
            "a" => Some("甲[{x}]".to_string()),
            "b" => Some("乙".to_string()),
            _ => None,
        };
        fill(template, &value).map(|filled| filled.text)
    }

    #[test]
    fn pieces_fall_away_and_values_are_never_templates() {
        assert_eq!(filled("在{b}[于{none}]买[，{b}]").as_deref(), Some("在乙买，乙"));
        assert_eq!(filled("{a}").as_deref(), Some("甲[{x}]"));
        assert_eq!(filled("缺{none}"), None);
        assert_eq!(filled("[{b}、{none}]"), Some(String::new()));
    }

    #[test]
    fn only_values_that_stand_in_the_words_are_used() {
        let filled = fill("{b}[{b}{none}]", &|id| (id == "b").then(String::new)).map(|f| f.used);
        assert_eq!(filled, Some(vec!["b"]));
    }
}

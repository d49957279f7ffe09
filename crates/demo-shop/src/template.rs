use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What stands for the `{{name}}`s of a template. Values are texts, never markup.
#[derive(Clone, Debug, Default)]
pub(crate) struct Values(BTreeMap<String, String>);

impl Values {
    pub(crate) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// The template with every value in its place, escaped for elements and quoted attributes alike. A name
    /// without a value stands for nothing, and for a warning.
    pub(crate) fn fill(&self, template: &str) -> String {
        let mut filled = String::with_capacity(template.len() + 1_024);
        let mut rest = template;
        while let Some((before, name, after)) = next_placeholder(rest) {
            filled.push_str(before);
            if let Some(value) = self.0.get(name) {
                push_escaped(&mut filled, value);
            } else {
                tracing::warn!(name, "a placeholder of the page has no value");
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    #[cfg(test)]
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

/// The text before the first placeholder, its name, and the text after it. Other braces are text.
fn next_placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let (before, inside) = text.get(from..)?.split_once("{{")?;
        let start = from + before.len();
        if let Some((name, after)) = inside.split_once("}}")
            && !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        {
            return Some((text.get(..start)?, name, after));
        }
        from = start + 1;
    }
}

fn push_escaped(to: &mut String, value: &str) {
    for sign in value.chars() {
        match sign {
            '&' | '<' | '>' | '"' | '\'' => {
                // Writing to a String does not fail.
                let _ = write!(to, "&#{};", u32::from(sign));
            }
            _ => to.push(sign),
        }
    }
}

/// The names of a template's placeholders.
#[cfg(test)]
pub(crate) fn names(template: &str) -> Vec<&str> {
    let mut rest = template;
    std::iter::from_fn(|| {
        let (_, name, after) = next_placeholder(rest)?;
        rest = after;
        Some(name)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Values {
        let mut values = Values::default();
        values.set("name", r#"<b>"Rock & Roll"</b> d'Or {{total}}"#);
        values.set("total", "12");
        values
    }

    #[test]
    fn a_value_never_becomes_markup_nor_a_placeholder() {
        assert_eq!(
            values().fill(r#"<p title="{{name}}">{{total}}</p>"#),
            "<p title=\"&#60;b&#62;&#34;Rock &#38; Roll&#34;&#60;/b&#62; d&#39;Or {{total}}\">12</p>"
        );
    }

    #[test]
    fn single_braces_and_stray_ones_stay() {
        for text in [
            "/legal/terms.{locale}.html",
            "{{",
            "}}",
            "{{ x }}",
            "a {{{ b",
        ] {
            assert_eq!(values().fill(text), text);
        }
        assert_eq!(values().fill("{{{total}}}"), "{12}");
    }

    #[test]
    fn a_name_without_a_value_leaves_no_trace() {
        assert_eq!(values().fill("[{{unknown}}]"), "[]");
        assert!(!values().has("unknown"));
    }

    #[test]
    fn names_come_in_order() {
        assert_eq!(names("{{a}} {{{b_1}}} {{C}}"), ["a", "b_1"]);
    }
}

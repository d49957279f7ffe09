use super::Reason;

/// Reads `/a/b`, with or without slashes at the ends; `/` alone is no base path.
pub(super) fn parse(text: &str) -> Result<String, Reason> {
    let path = text.trim_matches('/');
    if path.is_empty() {
        return Ok(String::new());
    }
    let is_plain = |segment: &str| {
        !matches!(segment, "" | "." | "..")
            && segment
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
    };
    if path.split('/').all(is_plain) {
        Ok(format!("/{path}"))
    } else {
        Err(Reason::NotAPath)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slashes_at_the_ends_do_not_matter() {
        for text in ["/defacto", "defacto", "/defacto/"] {
            assert_eq!(parse(text), Ok("/defacto".to_owned()));
        }
        assert_eq!(parse("/"), Ok(String::new()));
    }

    #[test]
    fn what_a_router_could_read_as_a_pattern_is_refused() {
        for text in ["/{id}", "/a//b", "/a/..", "/a?b", "/*all", "/a b"] {
            assert_eq!(parse(text), Err(Reason::NotAPath), "{text}");
        }
    }
}

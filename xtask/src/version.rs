//! Versions of the form `1.2.3`.

use std::fmt;

/// A release, ordered as releases are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version {
    major: u32,
    minor: u32,
    patch: u32,
}

impl Version {
    pub(crate) const fn new(major: u32, minor: u32, patch: u32) -> Self {
        Self {
            major,
            minor,
            patch,
        }
    }

    /// The first version in what a program says of itself, such as `trunk 0.21.14` or `v20.9.0`.
    pub(crate) fn find(text: &str) -> Option<Self> {
        text.split_whitespace().find_map(Self::parse)
    }

    fn parse(word: &str) -> Option<Self> {
        let mut parts = word.strip_prefix('v').unwrap_or(word).split('.');
        let version = Self::new(
            parts.next()?.parse().ok()?,
            parts.next()?.parse().ok()?,
            parts.next()?.parse().ok()?,
        );
        parts.next().is_none().then_some(version)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_version_in_what_tools_print() {
        for (line, version) in [
            ("trunk 0.21.14", Version::new(0, 21, 14)),
            ("v20.20.2", Version::new(20, 20, 2)),
            (
                "geckodriver 0.37.1 (abc 2026-01-01)",
                Version::new(0, 37, 1),
            ),
        ] {
            assert_eq!(Version::find(line), Some(version));
        }
    }

    #[test]
    fn text_without_a_version_has_none() {
        for line in ["", "trunk", "1.2", "1.2.3.4", "1.2.x"] {
            assert_eq!(Version::find(line), None, "{line}");
        }
    }

    #[test]
    fn ten_comes_after_nine() {
        assert!(Version::new(0, 21, 10) > Version::new(0, 21, 9));
        assert!(Version::new(20, 0, 0) > Version::new(18, 99, 99));
    }
}

use std::{fmt, time::Duration};

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// The header by which a browser says that it would wait.
pub(crate) const PREFER: HeaderName = HeaderName::from_static("prefer");
/// The header that says that it was let wait.
pub(crate) const PREFERENCE_APPLIED: HeaderName = HeaderName::from_static("preference-applied");

/// `wait=N` of RFC 7240: for how many seconds a browser would wait. Displays as it is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wait(u8);

impl Wait {
    /// What the headers prefer; `None` where they prefer nothing, no time at all, or what is no number of seconds.
    ///
    /// As the RFC has it, the first of several counts. More than [`LONGEST`] is taken for that.
    pub(crate) fn preferred(headers: &HeaderMap) -> Option<Self> {
        let lines = headers.get_all(PREFER).iter();
        let mut preferences = lines
            .filter_map(|line| line.to_str().ok())
            .flat_map(preferences);
        let seconds = preferences.find_map(|preference| wait(preference))?;
        if seconds.is_empty() || !seconds.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        // Digits alone fail to parse only where they are too many.
        let seconds = seconds.parse().unwrap_or(LONGEST).min(LONGEST);
        (seconds > 0).then_some(Self(seconds))
    }

    pub(crate) fn duration(self) -> Duration {
        Duration::from_secs(self.0.into())
    }

    /// The value of `Preference-Applied`.
    pub(crate) fn applied(self) -> Option<HeaderValue> {
        HeaderValue::try_from(self.to_string()).ok()
    }
}

impl fmt::Display for Wait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "wait={}", self.0)
    }
}

/// The longest wait that the contract allows, in seconds.
const LONGEST: u8 = 25;

/// The preferences of one line. A comma within quotes parts nothing.
fn preferences(line: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    line.split(move |c| {
        quoted ^= c == '"';
        c == ',' && !quoted
    })
}

/// The value of a preference that is called `wait`, without its parameters.
fn wait(preference: &str) -> Option<&str> {
    let word = preference.split(';').next()?;
    let (name, value) = word.split_once('=').unwrap_or((word, ""));
    let value = value.trim();
    let unquoted = value
        .strip_prefix('"')
        .and_then(|value| value.strip_suffix('"'));
    name.trim()
        .eq_ignore_ascii_case("wait")
        .then(|| unquoted.unwrap_or(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preferred(lines: &[&str]) -> Option<u8> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(PREFER, HeaderValue::from_str(line).unwrap());
        }
        Wait::preferred(&headers).map(|wait| wait.0)
    }

    #[test]
    fn a_number_of_seconds_is_read_in_every_spelling() {
        for line in [
            "wait=5",
            "WAIT = 5",
            "wait=\"5\"",
            "respond-async, wait=5",
            "respond-async;q=1;note=\"a, wait=9\", wait=5; x=y",
            "wait=5, wait=9",
            "wait=05",
        ] {
            assert_eq!(preferred(&[line]), Some(5), "{line}");
        }
        assert_eq!(preferred(&["return=minimal", "wait=5", "wait=9"]), Some(5));
    }

    #[test]
    fn a_longer_wait_is_taken_for_the_longest() {
        for line in [
            "wait=25",
            "wait=26",
            "wait=256",
            "wait=99999999999999999999",
        ] {
            assert_eq!(preferred(&[line]), Some(25), "{line}");
        }
    }

    #[test]
    fn what_is_no_number_of_seconds_is_ignored() {
        for line in [
            "",
            "wait",
            "wait=",
            "wait=0",
            "wait=-1",
            "wait=+1",
            "wait=1.5",
            "wait=5s",
            "wait=\"5",
            "await=5",
            "x=\"wait=5\"",
            "wait=soon, wait=5",
        ] {
            assert_eq!(preferred(&[line]), None, "{line}");
        }
        assert_eq!(preferred(&[]), None);
    }
}

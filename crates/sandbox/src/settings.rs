use std::fmt;
use std::net::SocketAddr;

use crate::config::Config;

/// What the binary reads from its environment.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `SANDBOX_ADDR`, where to listen: `127.0.0.1:8081` unless set.
    pub addr: SocketAddr,
    /// `SANDBOX_API_KEY`, `SANDBOX_WEBHOOK_URL` and `SANDBOX_SPEED`.
    pub config: Config,
}

impl Settings {
    /// Reads every variable through `var`; one that is set and empty counts as not set.
    ///
    /// # Errors
    /// Names every variable whose value does not fit, not only the first.
    pub fn from_vars(var: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        let var = |name: &str| var(name).filter(|value| !value.is_empty());
        let mut problems = Vec::new();
        let mut config = Config::default();

        let addr = var("SANDBOX_ADDR").unwrap_or_else(|| "127.0.0.1:8081".to_owned());
        let addr = addr.parse::<SocketAddr>();
        if addr.is_err() {
            problems.push("SANDBOX_ADDR is not an address and a port, such as 127.0.0.1:8081");
        }
        if let Some(key) = var("SANDBOX_API_KEY") {
            if key.bytes().all(|byte| byte.is_ascii_graphic()) {
                config.api_key = key;
            } else {
                problems.push("SANDBOX_API_KEY has a space or a sign that no header can carry");
            }
        }
        if let Some(url) = var("SANDBOX_WEBHOOK_URL") {
            match reqwest::Url::parse(&url) {
                Ok(parsed) if matches!(parsed.scheme(), "http" | "https") => {
                    config.webhook_url = Some(url);
                }
                _ => problems.push("SANDBOX_WEBHOOK_URL is not an http or https URL"),
            }
        }
        if let Some(speed) = var("SANDBOX_SPEED") {
            match speed.parse::<f64>() {
                Ok(speed) if speed.is_finite() && speed > 0.0 => config.speed = speed,
                _ => problems.push("SANDBOX_SPEED is not a number above zero"),
            }
        }
        match addr {
            Ok(addr) if problems.is_empty() => Ok(Self { addr, config }),
            _ => Err(SettingsError { problems }),
        }
    }
}

/// Every variable that does not fit, in one line. Values are left out: one of them is a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    problems: Vec<&'static str>,
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problems.join("; "))
    }
}

impl std::error::Error for SettingsError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_set_means_loopback_and_real_speed() {
        let settings = Settings::from_vars(|_| None).unwrap();
        assert!(settings.addr.ip().is_loopback());
        assert_eq!(settings.config.api_key, "sandbox-key");
        assert!((settings.config.speed - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn every_bad_value_is_named_in_one_line_without_the_value() {
        let error = Settings::from_vars(|name| {
            Some(
                match name {
                    "SANDBOX_ADDR" => "localhost",
                    "SANDBOX_API_KEY" => "two words",
                    "SANDBOX_WEBHOOK_URL" => "ftp://example.com",
                    _ => "0",
                }
                .to_owned(),
            )
        })
        .unwrap_err()
        .to_string();
        for name in [
            "SANDBOX_ADDR",
            "SANDBOX_API_KEY",
            "SANDBOX_WEBHOOK_URL",
            "SANDBOX_SPEED",
        ] {
            assert!(error.contains(name), "{error}");
        }
        assert!(!error.contains('\n') && !error.contains("two words"));
    }
}

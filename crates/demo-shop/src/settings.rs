use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

use uuid::Uuid;

use crate::lender::Lending;
use crate::proxy;

/// What the binary reads from its environment.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `SHOP_ADDR`, where the shop listens: `127.0.0.1:8080` unless set.
    pub shop_addr: SocketAddr,
    /// `SHOP_PAGE_DIR`, the folder with the built `index.html`: `target/trunk` unless set.
    pub page_dir: PathBuf,
    /// `SHOP_ASSETS_DIR`, the folder with the widget's script and WebAssembly: `target/demo` unless set.
    pub assets_dir: PathBuf,
    /// The lending API behind the shop.
    pub upstream: Upstream,
    /// Variables of the proxy that are passed on to it as they are, such as `REPAYMENT`.
    pub proxy: Vec<(String, String)>,
}

/// The lending API behind a shop.
#[derive(Clone, Debug)]
pub enum Upstream {
    /// A sandbox in this process, set by `SANDBOX_ADDR` (`127.0.0.1:0` unless set), `SANDBOX_SPEED` and
    /// `SANDBOX_WEBHOOK_URL` (the shop's own proxy unless set); its key is `DEFACTO_API_KEY`, or random.
    Sandbox(sandbox::Settings),
    /// The lender's own, at `DEFACTO_BASE_URL` with `DEFACTO_API_KEY`.
    Lender(Lending),
}

impl Settings {
    /// Reads every variable through `var`; one that is set and blank counts as not set.
    ///
    /// # Errors
    /// Names every variable that does not fit, not only the first, and never its value.
    pub fn from_vars(var: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        let var = |name: &str| var(name).filter(|value| !value.trim().is_empty());
        let mut problems = Vec::new();
        let shop_addr = var("SHOP_ADDR").unwrap_or_else(|| "127.0.0.1:8080".to_owned());
        let shop_addr = shop_addr.parse().map_err(|_| {
            problems
                .push("SHOP_ADDR is not an address and a port, such as 127.0.0.1:8080".to_owned());
        });
        let upstream = upstream(&var).map_err(|problem| problems.push(problem));
        match (shop_addr, upstream) {
            (Ok(shop_addr), Ok(upstream)) => Ok(Self {
                shop_addr,
                page_dir: folder(var("SHOP_PAGE_DIR"), "target/trunk"),
                assets_dir: folder(var("SHOP_ASSETS_DIR"), "target/demo"),
                upstream,
                proxy: proxy::PASSED_ON
                    .iter()
                    .filter_map(|name| Some(((*name).to_owned(), var(name)?)))
                    .collect(),
            }),
            _ => Err(SettingsError { problems }),
        }
    }
}

/// Every variable that does not fit, one a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    problems: Vec<String>,
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problems.join("\n"))
    }
}

impl std::error::Error for SettingsError {}

fn upstream(var: &impl Fn(&str) -> Option<String>) -> Result<Upstream, String> {
    let key = var("DEFACTO_API_KEY");
    if let Some(base_url) = var("DEFACTO_BASE_URL") {
        let key = key.ok_or("DEFACTO_API_KEY is required with DEFACTO_BASE_URL")?;
        return Lending::new(&base_url, &key)
            .map(Upstream::Lender)
            .ok_or_else(|| "DEFACTO_BASE_URL is not an https URL".to_owned());
    }
    let key = key.unwrap_or_else(|| format!("demo-{}", Uuid::new_v4()));
    if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("DEFACTO_API_KEY has a space or a sign that no header can carry".to_owned());
    }
    sandbox::Settings::from_vars(|name| match name {
        "SANDBOX_API_KEY" => Some(key.clone()),
        "SANDBOX_ADDR" => Some(var(name).unwrap_or_else(|| "127.0.0.1:0".to_owned())),
        name => var(name),
    })
    .map(Upstream::Sandbox)
    .map_err(|error| error.to_string())
}

fn folder(named: Option<String>, default: &str) -> PathBuf {
    named.map_or_else(|| PathBuf::from(default), PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(vars: &[(&str, &str)]) -> Result<Settings, SettingsError> {
        let vars: Vec<(String, String)> = vars
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        Settings::from_vars(|name| {
            let found = vars.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone())
        })
    }

    fn sandbox_of(settings: &Settings) -> &sandbox::Settings {
        match &settings.upstream {
            Upstream::Sandbox(sandbox) => sandbox,
            Upstream::Lender(_) => panic!("not the sandbox"),
        }
    }

    #[test]
    fn nothing_set_means_a_sandbox_on_loopback_with_a_random_key() {
        let (one, other) = (read(&[]).unwrap(), read(&[]).unwrap());
        assert_eq!(one.shop_addr.to_string(), "127.0.0.1:8080");
        assert_eq!(sandbox_of(&one).addr.to_string(), "127.0.0.1:0");
        assert_ne!(
            sandbox_of(&one).config.api_key,
            sandbox_of(&other).config.api_key
        );
    }

    #[test]
    fn the_key_and_the_speed_reach_the_sandbox() {
        let settings = read(&[("DEFACTO_API_KEY", "abc"), ("SANDBOX_SPEED", "20")]).unwrap();
        let config = &sandbox_of(&settings).config;
        assert_eq!(config.api_key, "abc");
        assert!((config.speed - 20.0).abs() < f64::EPSILON);
    }

    #[test]
    fn the_lenders_own_api_wants_a_key() {
        let error = read(&[("DEFACTO_BASE_URL", "https://api.example")]).unwrap_err();
        assert!(error.to_string().contains("DEFACTO_API_KEY is required"));
        let vars = [
            ("DEFACTO_BASE_URL", "https://api.example"),
            ("DEFACTO_API_KEY", "abc"),
        ];
        assert!(matches!(read(&vars).unwrap().upstream, Upstream::Lender(_)));
    }

    #[test]
    fn every_bad_variable_is_named_without_its_value() {
        let error = read(&[("SHOP_ADDR", "here"), ("SANDBOX_SPEED", "fast")]).unwrap_err();
        let lines = error.to_string();
        assert!(
            lines.contains("SHOP_ADDR") && lines.contains("SANDBOX_SPEED"),
            "{lines}"
        );
        assert!(
            !lines.contains("here") && !lines.contains("fast"),
            "{lines}"
        );
    }

    #[test]
    fn what_the_proxy_may_be_told_is_passed_on() {
        let settings = read(&[("REPAYMENT", "transfer"), ("BASE_PATH", "/x")]).unwrap();
        assert_eq!(
            settings.proxy,
            [("REPAYMENT".to_owned(), "transfer".to_owned())]
        );
    }
}

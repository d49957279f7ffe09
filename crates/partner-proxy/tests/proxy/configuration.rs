//! The environment: everything that is wrong, at once, and no value of it in print.

use std::collections::BTreeMap;

use partner_proxy::{
    Config,
    config::{ConfigProblems, Reason},
};

use crate::support::{KEY, SECRETS, WEBHOOK_SECRET, environment};

fn from(changes: &[(&str, &str)]) -> Result<Config, ConfigProblems> {
    let mut variables = environment("127.0.0.1:1".parse().unwrap());
    for (name, value) in changes {
        variables.insert((*name).to_owned(), (*value).to_owned());
    }
    read(&variables)
}

fn read(variables: &BTreeMap<String, String>) -> Result<Config, ConfigProblems> {
    Config::from_env(|name| variables.get(name).cloned())
}

fn problems(changes: &[(&str, &str)]) -> Vec<(&'static str, Reason)> {
    let problems = from(changes).unwrap_err();
    let named = problems.iter().map(|it| (it.variable, it.reason.clone()));
    named.collect()
}

#[test]
fn four_variables_are_enough() {
    let config = from(&[]).unwrap();
    assert_eq!(config.listen_addr().to_string(), "127.0.0.1:8080");
    assert_eq!(config.base_path(), "");
    assert_eq!(config.log().as_str(), "INFO");
}

#[test]
fn every_problem_is_named_at_once() {
    let problems = problems(&[
        ("DEFACTO_API_KEY", ""),
        ("DEFACTO_BASE_URL", "http://api.example"),
        ("SESSION_SECRETS", "a:short"),
        ("ALLOWED_ORIGINS", "*"),
        ("LISTEN_ADDR", "8080"),
        ("BASE_PATH", "/{x}"),
        ("CREDIT_LINES_PATH", "/lines"),
        ("REPAYMENT", "cash"),
        ("DIRECTOR_DETAILS", "never"),
        ("TERMS", "https://lender.example/terms"),
        ("IDENTIFIER_TYPES", "siren,passport"),
        ("LOG", "loud"),
        ("REDIS_URL", "redis://localhost"),
        ("WEBHOOK_SECRETS", "abc"),
        ("ADMIN_ADDR", "127.0.0.1:9090"),
    ]);
    let mut named: Vec<_> = problems.iter().map(|(variable, _)| *variable).collect();
    named.sort_unstable();
    assert_eq!(
        named,
        [
            "ADMIN_ADDR",
            "ALLOWED_ORIGINS",
            "BASE_PATH",
            "CREDIT_LINES_PATH",
            "DEFACTO_API_KEY",
            "DEFACTO_BASE_URL",
            "DIRECTOR_DETAILS",
            "IDENTIFIER_TYPES",
            "LISTEN_ADDR",
            "LOG",
            "REDIS_URL",
            "REPAYMENT",
            "SESSION_SECRETS",
            "TERMS",
            "WEBHOOK_SECRETS",
        ]
    );
    for variable in ["REDIS_URL", "ADMIN_ADDR"] {
        assert!(
            problems.contains(&(variable, Reason::NotSupportedYet)),
            "{variable}"
        );
    }
}

#[test]
fn an_empty_environment_asks_for_what_is_required() {
    let problems = read(&BTreeMap::new()).unwrap_err().to_string();
    let lines: Vec<_> = problems.lines().collect();
    assert_eq!(
        lines,
        [
            "DEFACTO_API_KEY: is required",
            "DEFACTO_BASE_URL: is required",
            "SESSION_SECRETS: is required, unless TRUSTED_PROXIES is set",
            "ALLOWED_ORIGINS: is required",
        ]
    );
}

#[test]
fn tokens_never_go_together_with_a_trusted_header() {
    assert_eq!(
        problems(&[("TRUSTED_PROXIES", "10.0.0.0/8")]),
        [("TRUSTED_PROXIES", Reason::NotBesideTokens)]
    );
    assert!(from(&[("SESSION_SECRETS", ""), ("TRUSTED_PROXIES", "10.0.0.0/8")]).is_ok());
}

#[test]
fn no_secret_is_ever_printed() {
    let secret = SECRETS.split_once(':').unwrap().1;
    let config = from(&[("WEBHOOK_SECRETS", WEBHOOK_SECRET)]).unwrap();
    for shown in [format!("{config:?}"), format!("{config:#?}")] {
        for secret in [KEY, secret, WEBHOOK_SECRET] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
    let problems = from(&[
        ("DEFACTO_API_KEY", "marker with spaces"),
        ("SESSION_SECRETS", "a:marker"),
        ("DEFACTO_BASE_URL", "https://user:marker@api.example"),
        ("WEBHOOK_SECRETS", "marker"),
    ]);
    let problems = problems.unwrap_err();
    for shown in [format!("{problems:?}"), problems.to_string()] {
        assert!(!shown.contains("marker"), "{shown}");
    }
}

use super::{Access, ConfigProblem, ConfigProblems, Networks, Reason};
use crate::session::SessionSecrets;

/// The environment while it is read; remembers every problem.
pub(super) struct Variables<'a> {
    variable: &'a dyn Fn(&str) -> Option<String>,
    problems: Vec<ConfigProblem>,
}

impl<'a> Variables<'a> {
    pub(super) fn new(variable: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            variable,
            problems: Vec::new(),
        }
    }

    /// The value of a variable that has to be set.
    pub(super) fn required<T>(
        &mut self,
        name: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Reason>,
    ) -> Option<T> {
        if self.text(name).is_none() {
            self.problem(name, Reason::Missing);
        }
        self.optional(name, parse)
    }

    /// The value of a variable, if it is set.
    pub(super) fn optional<T>(
        &mut self,
        name: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Reason>,
    ) -> Option<T> {
        let text = self.text(name)?;
        parse(&text)
            .map_err(|reason| self.problem(name, reason))
            .ok()
    }

    /// Refuses a variable that is set.
    pub(super) fn refuse(&mut self, name: &'static str, reason: Reason) {
        if self.text(name).is_some() {
            self.problem(name, reason);
        }
    }

    /// One way of knowing the borrower, and not two.
    pub(super) fn access(
        &mut self,
        secrets: Option<SessionSecrets>,
        trusted: Option<Networks>,
    ) -> Option<Access> {
        let is_set = [SECRETS, TRUSTED].map(|name| self.text(name).is_some());
        match is_set {
            [true, true] => self.problem(TRUSTED, Reason::NotBesideTokens),
            [false, false] => self.problem(SECRETS, Reason::NoAccess),
            _ => {}
        }
        secrets
            .map(Access::Tokens)
            .or_else(|| trusted.map(Access::Vouched))
    }

    pub(super) fn problems(self) -> ConfigProblems {
        ConfigProblems(self.problems)
    }

    fn text(&self, name: &str) -> Option<String> {
        let text = (self.variable)(name)?.trim().to_owned();
        (!text.is_empty()).then_some(text)
    }

    fn problem(&mut self, variable: &'static str, reason: Reason) {
        self.problems.push(ConfigProblem { variable, reason });
    }
}

/// The words of a list, separated by commas or white space.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c == ',' || c.is_whitespace())
        .filter(|word| !word.is_empty())
}

const SECRETS: &str = "SESSION_SECRETS";
const TRUSTED: &str = "TRUSTED_PROXIES";

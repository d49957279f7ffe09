use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use enrollment::{domain::CompanyId, time::Timestamp};

use super::Token;
use crate::company;

/// The borrowers to which tokens without a borrower have been bound, for as long as the tokens live.
#[derive(Debug, Default)]
pub(crate) struct Bindings(Mutex<HashMap<String, Binding>>);

#[derive(Debug)]
struct Binding {
    company: CompanyId,
    expires: i64,
}

impl Bindings {
    /// The borrower of a token: the one it names, else the one it is bound to.
    pub(crate) fn company(&self, token: &Token) -> Option<CompanyId> {
        let bound = || self.locked(|bound| bound.get(token.jti()).map(|it| it.company.clone()));
        token.company().cloned().or_else(bound)
    }

    /// Whether the token may act for `company`; one that is bound to no borrower is bound to this one from now on.
    pub(crate) fn bind(&self, token: &Token, to: &CompanyId, now: Timestamp) -> bool {
        if let Some(named) = token.company() {
            return company::is_same(named, to);
        }
        let now = now.millis() / 1_000;
        self.locked(|bound| {
            bound.retain(|_, binding| binding.expires > now);
            let binding = bound.entry(token.jti().to_owned()).or_insert(Binding {
                company: to.clone(),
                expires: token.expires(),
            });
            company::is_same(&binding.company, to)
        })
    }

    /// Each change is one call on the map: a panic elsewhere leaves nothing half-done.
    fn locked<T>(&self, change: impl FnOnce(&mut HashMap<String, Binding>) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

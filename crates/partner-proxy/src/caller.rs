//! For which borrower a request may act.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, Query},
    http::{HeaderMap, Uri, header::AUTHORIZATION, request::Parts},
};
use enrollment::{domain::CompanyId, time::Timestamp};

use crate::{
    Proxy, clock, company,
    config::{Access, Config},
    problem::{Code, Problem},
    session::{Bindings, SessionSecrets, Token, TokenError},
};

/// Whoever sent the request, known for certain.
#[derive(Clone, Debug)]
pub(crate) enum Caller {
    /// A browser with a token.
    Bearer(Token),
    /// A browser for which the partner's own session layer vouches.
    Vouched(CompanyId),
}

/// The borrower in a trusted header; a request extension.
#[derive(Clone, Debug)]
pub(crate) struct Vouched(pub(crate) CompanyId);

impl Caller {
    /// The borrower, if it is known yet.
    pub(crate) fn company(&self, bindings: &Bindings) -> Option<CompanyId> {
        match self {
            Self::Bearer(token) => bindings.company(token),
            Self::Vouched(company) => Some(company.clone()),
        }
    }

    /// The borrower that a read asks for by the parameter `filter`.
    ///
    /// A token makes the parameter superfluous. Empty it would mean everybody, so that it is refused everywhere.
    pub(crate) fn asks_for(
        &self,
        filter: &str,
        uri: &Uri,
        bindings: &Bindings,
    ) -> Result<CompanyId, Code> {
        let own = self.company(bindings).ok_or(Code::NotYourBorrower)?;
        let values = values(uri, filter);
        if values.iter().any(|value| value.trim().is_empty()) {
            return Err(Code::FilterMissing);
        }
        match (values.as_slice(), self) {
            ([], Self::Bearer(_)) => Ok(own),
            ([], Self::Vouched(_)) => Err(Code::FilterMissing),
            (values, _) if values.iter().all(|value| company::is_named(&own, value)) => Ok(own),
            _ => Err(Code::NotYourBorrower),
        }
    }

    /// Whether the caller may enroll `company`; the first enrollment binds a token that names no borrower.
    pub(crate) fn may_enroll(&self, to: &CompanyId, bindings: &Bindings, now: Timestamp) -> bool {
        match self {
            Self::Bearer(token) => bindings.bind(token, to, now),
            Self::Vouched(own) => company::is_same(own, to),
        }
    }

    /// The session among all: a token, or a company without one.
    pub(crate) fn session(&self) -> String {
        match self {
            Self::Bearer(token) => format!("token {}", token.jti()),
            Self::Vouched(company) => format!("{} {}", company.kind().as_str(), company.as_str()),
        }
    }

    /// The id of the caller's token.
    pub(crate) fn jti(&self) -> Option<&str> {
        match self {
            Self::Bearer(token) => Some(token.jti()),
            Self::Vouched(_) => None,
        }
    }
}

impl FromRequestParts<Arc<Proxy>> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(
        parts: &mut Parts,
        proxy: &Arc<Proxy>,
    ) -> Result<Self, Self::Rejection> {
        let caller = match proxy.config.access() {
            Access::Tokens(secrets) => bearer(secrets, &proxy.config, &parts.headers),
            Access::Vouched(_) => match parts.extensions.get() {
                Some(Vouched(company)) => Ok(Self::Vouched(company.clone())),
                None => Err(Code::SessionMissing),
            },
        };
        caller.map_err(Problem::from)
    }
}

fn bearer(secrets: &SessionSecrets, config: &Config, headers: &HeaderMap) -> Result<Caller, Code> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let value = values.next().ok_or(Code::SessionMissing)?;
    if values.next().is_some() {
        return Err(Code::SessionInvalid);
    }
    let text = value.to_str().map_err(|_| Code::SessionInvalid)?;
    let (scheme, token) = text.split_once(' ').ok_or(Code::SessionInvalid)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(Code::SessionInvalid);
    }
    let token = secrets
        .verify(token.trim(), clock::now())
        .map_err(|error| match error {
            TokenError::Expired => Code::SessionExpired,
            TokenError::Invalid => Code::SessionInvalid,
        })?;
    let is_taken = |company: &CompanyId| config.identifier_types().contains(&company.kind());
    if token.company().is_none_or(is_taken) {
        Ok(Caller::Bearer(token))
    } else {
        Err(Code::SessionInvalid)
    }
}

fn values(uri: &Uri, name: &str) -> Vec<String> {
    let pairs = Query::<Vec<(String, String)>>::try_from_uri(uri);
    let pairs = pairs.map(|Query(pairs)| pairs).unwrap_or_default();
    let named = pairs.into_iter().filter(|(key, _)| key == name);
    named.map(|(_, value)| value).collect()
}

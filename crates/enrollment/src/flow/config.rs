use alloc::{string::String, vec::Vec};

use super::{
    CallError, ErrorCode, Flow, Purpose,
    credit_line::{Currency, company_key},
    memory::Memory,
    stage::{Resume, Stage},
};
use crate::{
    domain::{CompanyId, CompanyName, IdentifierType, Language, consent::Terms},
    draft::Field,
    enrollment::{DirectorDetails, Repayment},
    sensitive::Sensitive,
    time::Now,
    wire::session::Session,
};

/// What the host page asks for. The session's word wins over it.
#[derive(Clone, Debug)]
pub struct Config {
    /// The borrower's language.
    pub language: Language,
    /// The lender's name.
    pub lender: String,
    /// The T&Cs.
    pub terms: Terms,
    /// The language that they are written in.
    pub terms_language: Language,
    /// How the loan is repaid.
    pub repayment: Repayment,
    /// Of which companies a director's values are asked.
    pub director_details: DirectorDetails,
    /// Least age of a director, in years.
    pub minimum_age: u8,
    /// The company, when the partner names it: then it is shown and not asked.
    pub company: Option<CompanyId>,
    /// The company's name, when the partner names it.
    pub company_name: Option<CompanyName>,
    /// The kind of number to ask for when the partner names none.
    pub identifier_type: IdentifierType,
    /// Whether the borrower chooses another kind.
    pub asks_type: bool,
    /// Texts for fields that nobody has typed into.
    pub prefill: Vec<(Field, Sensitive<String>)>,
    /// Whether nothing can be edited or sent.
    pub disabled: bool,
    /// The order behind the loan.
    pub order: Option<Order>,
    /// Whether the lender answers only when the credit line is there.
    pub wait_for_ready: bool,
    /// What this browser tab remembers of an earlier page.
    pub memory: Option<Memory>,
    /// Version of the texts of legal weight.
    pub texts_version: String,
    /// Version of the widget.
    pub widget_version: String,
    /// The fault that is planted, for the simulation to find.
    #[cfg(feature = "faults")]
    pub fault: Option<super::Fault>,
    /// Seed of the jitter.
    pub seed: u64,
}

/// What the borrower is about to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The total, in cents.
    pub amount: u64,
    /// Its currency.
    pub currency: Currency,
}

impl Config {
    /// Takes what the session says over what the host page asked for. Says whether a document or the lender changed.
    pub(super) fn overrule(&mut self, session: &Session) -> bool {
        if let Some(company) = company_of(session) {
            self.company = Some(company);
        }
        if let Some(details) = session.director_details.as_deref() {
            self.director_details = if details == DirectorDetails::Auto.as_str() {
                DirectorDetails::Auto
            } else {
                DirectorDetails::Always
            };
        }
        let limits = session.limits.as_ref();
        if let Some(age) = limits.and_then(|limits| limits.minimum_age) {
            self.minimum_age = age;
        }
        let mut has_changed = false;
        if let Some(repayment) = session.repayment.as_deref().and_then(Repayment::named) {
            has_changed |= core::mem::replace(&mut self.repayment, repayment) != repayment;
        }
        if let Some(lender) = session.lender.as_ref().filter(|name| !name.is_empty()) {
            has_changed |= self.lender != *lender;
            self.lender.clone_from(lender);
        }
        let terms = session.terms.as_ref();
        let terms = terms.and_then(|terms| terms.in_language(self.language));
        if let Some((document, language)) = terms.filter(|(terms, _)| is_web_address(&terms.url)) {
            self.terms_language = language;
            let terms = Terms {
                url: document.url.clone(),
                version: document.version.clone(),
                sha256: document.sha256.clone(),
            };
            has_changed |= self.terms != terms;
            self.terms = terms;
        }
        has_changed
    }
}

impl Flow {
    /// The host page asks for something else. What the session says still wins, what was typed stays, and a signature under
    /// other documents is none.
    pub(super) fn configured(&mut self, now: Now, config: Config) {
        let given = (config.company.clone(), config.company_name.clone());
        let before = core::mem::replace(&mut self.config, config);
        self.config.memory = before.memory;
        self.config.seed = before.seed;
        #[cfg(feature = "faults")]
        {
            self.config.fault = before.fault;
        }
        if let Some(session) = &self.session {
            self.config.overrule(session.reveal());
        }
        let Config {
            language,
            lender,
            terms,
            repayment,
            ..
        } = &self.config;
        if (language, lender, terms, repayment)
            != (
                &before.language,
                &before.lender,
                &before.terms,
                &before.repayment,
            )
        {
            self.documents_changed();
        }
        let is_another = self.given.0 != given.0;
        self.given = given;
        if matches!(self.stage, Stage::Loading(_)) {
            return;
        }
        if self.contradicts() {
            return self.fail_for_contradiction();
        }
        let is_under_way =
            !matches!(self.stage, Stage::Editing(_)) || self.purpose != Purpose::Enroll;
        if is_another && is_under_way && !self.names_ours() {
            // What an earlier page sent is not about this one.
            self.forget();
            return self.begin_again(now);
        }
        self.fill_in();
        if matches!(self.stage, Stage::Editing(_)) {
            self.tell_validity(now);
        }
    }

    /// A document, the lender or the way of repayment is another than at the tick: a signature that has not left is void.
    pub(super) fn documents_changed(&mut self) {
        self.documents = self.documents.wrapping_add(1);
        // A signature that has left stays what it is; a POST that a session was refused for has not.
        let has_left = match &self.stage {
            Stage::Loading(_) | Stage::Editing(_) => false,
            Stage::Submitting(_) => !self.was_just_renewed(),
            Stage::Failed(failure) => !matches!(failure.resume, Some(Resume::Load | Resume::Edit)),
            _ => true,
        };
        if !has_left {
            self.void_tick();
        }
    }

    /// Whether the host page names the company that is enrolled, or being so.
    fn names_ours(&self) -> bool {
        let given = self.given.0.as_ref().map(CompanyId::as_str);
        given.is_some_and(|given| company_key(given) == company_key(&self.company))
    }

    /// Whether the host page names another company than the session: one of them is wrong, and nobody can type that right.
    pub(super) fn contradicts(&self) -> bool {
        let given = self.given.0.as_ref().map(CompanyId::as_str);
        match (given, self.session_company.as_deref()) {
            (Some(given), Some(named)) => company_key(given) != company_key(named),
            _ => false,
        }
    }

    pub(super) fn fail_for_contradiction(&mut self) {
        self.fail(ErrorCode::Configuration, CallError::NO_ANSWER, None);
    }
}

/// The company of a session, where its kind and number make one.
fn company_of(session: &Session) -> Option<CompanyId> {
    let kind = session.identifier_type.as_deref()?.parse().ok()?;
    CompanyId::parse(kind, session.identifier.as_deref()?).ok()
}

/// A link that a borrower is sent to, and that a signature names, leads to a document and to nothing else.
fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

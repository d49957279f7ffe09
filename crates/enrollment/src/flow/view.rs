use alloc::{string::String, vec::Vec};

use super::{Config, CreditLine, ErrorCode, Flow, Order, Purpose, Reason, StageName, stage::Stage};
use crate::{
    domain::{CompanyId, CompanyName, IdentifierType, Language, consent::Terms, iban},
    draft::{Field, PersonField, Problem},
    sensitive::Sensitive,
    time::{Instant, Timestamp},
};

/// Everything that the screen may know. Holds no value that was typed, but for the beginning of the account number: the inputs keep those.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "facts that do not depend on each other"
)]
pub struct View {
    /// The stage with what is shown in it.
    pub screen: Screen,
    /// The stage's public name.
    pub stage: StageName,
    /// Whether the form is on the screen; only [`Screen::Editing`] can be typed into.
    pub shows_form: bool,
    /// What the form is filled in for.
    pub purpose: Purpose,
    /// The fields that are in sight beyond those of every form, or among them: the lender has asked for them, or the page had filled
    /// them in wrong.
    pub brought_up: Vec<Field>,
    /// Whether only those values of a director are shown that the lender asked for.
    pub director_is_folded: bool,
    /// How many directors the form has.
    pub directors: u8,
    /// Whether somebody else than the first director subscribes.
    pub owner_is_apart: bool,
    /// Counts how often everything was forgotten.
    pub resets: u32,
    /// Counts how often the flow filled in or forgot what the inputs hold; a new one has them read again.
    pub fills: u32,
    /// Whether nothing can be edited or sent.
    pub disabled: bool,
    /// Whether a form was filled in whose bank account the lender does not take: it has one on file.
    pub is_on_file: bool,
    /// Since when the borrower waits for the lender, where it does.
    pub waits_since: Option<Instant>,
    /// Problems to show, in the order of the form.
    pub problems: Vec<Problem>,
    /// Counts the submits that came back; a new one puts the focus on the summary.
    pub failed_submits: u32,
    /// Whether the T&Cs box is ticked.
    pub consented: bool,
    /// The company that the partner named; `None` when the borrower is asked.
    pub company: Option<Company>,
    /// The kind of company number that is asked for.
    pub identifier_type: IdentifierType,
    /// The kinds among which the borrower chooses; none where the partner has chosen, and before the session was read.
    pub types: Vec<IdentifierType>,
    /// The lender's name.
    pub lender: String,
    /// The country of the account that is typed, and its bank once that is told too.
    pub account: Sensitive<Option<(String, Option<String>)>>,
    /// The T&Cs.
    pub terms: Terms,
    /// The language that they are written in.
    pub terms_language: Language,
    /// Whether the direct-debit notice stands above the T&Cs box.
    pub shows_notice: bool,
    /// The order behind the loan.
    pub order: Option<Order>,
}

/// A company that the partner named.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Company {
    pub id: CompanyId,
    pub name: Option<CompanyName>,
}

/// What is on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The skeleton.
    Loading,
    /// Progress, where something else was on the screen before.
    LoadingAgain,
    /// The form.
    Editing(Option<Notice>),
    /// The form, kept, behind progress.
    Submitting,
    /// Finding out whether the request went through.
    Reconciling,
    /// Progress.
    Waiting(Patience),
    /// Enrolled before; since when, where known.
    AlreadyEnrolled(Option<Timestamp>, Patience),
    /// The unlocked button.
    Ready(CreditLine),
    /// The request and what became of it.
    Requested(CreditLine, RequestState),
    /// Something to do at the lender's.
    ActionRequired(Option<Reason>),
    /// The lender's no.
    Declined(Option<Reason>),
    /// A line with nothing on it.
    NoFunds,
    /// No line after half an hour.
    Stalled,
    /// What went wrong.
    Failed {
        /// Its code.
        code: ErrorCode,
        /// Whether "try again" makes sense.
        retryable: bool,
    },
}

/// How a wait is going.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// Whether it takes longer than usual.
    pub is_long: bool,
    /// Whether somebody at the lender's is looking at it.
    pub is_reviewed: bool,
}

/// What is said above the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The request did not reach the lender: press again.
    NotReceived,
    /// The request that an earlier page sent did not reach the lender, and what was typed there is gone.
    NotReceivedBefore,
    /// Some values look like slips; pressing again sends them as they are.
    Doubtful,
    /// The lender misses something that the form has no field for.
    MoreIsMissing,
}

/// What became of a loan request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum RequestState {
    Pending,
    Accepted,
    Failed,
}

impl View {
    /// Whether an input of the form is to be seen.
    #[must_use]
    pub fn shows(&self, field: Field) -> bool {
        let is_brought_up = || {
            let mut fields = self.brought_up.iter();
            fields.any(|brought_up| brought_up.shares_value_with(field))
        };
        match field {
            _ if self.purpose != Purpose::Enroll => field == Field::SignedAt,
            Field::Identifier => self.company.is_none(),
            Field::IdentifierType => self.company.is_none() && !self.types.is_empty(),
            Field::SignedAt => true,
            Field::AccountNumber => self.shows_notice || is_brought_up(),
            Field::Director(index @ 1.., PersonField::FirstName | PersonField::LastName) => {
                index < self.directors
            }
            Field::Owner(PersonField::FirstName | PersonField::LastName | PersonField::Email) => {
                self.owner_is_apart
            }
            Field::Director(0, part) if part.is_mandatory() => {
                !self.director_is_folded || is_brought_up()
            }
            _ => is_brought_up(),
        }
    }

    /// Whether anything is asked about the director.
    #[must_use]
    pub fn shows_director(&self) -> bool {
        let is_brought_up = || {
            let mut fields = self.brought_up.iter();
            fields.any(|field| field.director() == Some(0))
        };
        self.purpose == Purpose::Enroll && (!self.director_is_folded || is_brought_up())
    }

    pub(super) fn of(flow: &Flow) -> Self {
        let Config {
            company,
            company_name,
            identifier_type,
            lender,
            terms,
            terms_language,
            order,
            disabled,
            ..
        } = &flow.config;
        let chosen = flow.draft.value(Field::IdentifierType).parse().ok();
        Self {
            screen: Screen::of(&flow.stage),
            stage: flow.stage.name(),
            shows_form: flow.stage.shows_form(),
            purpose: flow.purpose,
            // What was wrong stays in sight once it is right, or half typed.
            brought_up: [&*flow.asked, &*flow.shown_wrong].concat(),
            director_is_folded: flow.director_is_folded(),
            directors: flow.directors,
            owner_is_apart: flow.draft.has_owner(),
            resets: flow.resets,
            fills: flow.fills,
            disabled: *disabled,
            is_on_file: flow.is_on_file,
            waits_since: flow.stage.waits_since(),
            problems: flow.problems.clone(),
            failed_submits: flow.failed_submits,
            consented: flow.consent.is_some(),
            company: company.clone().map(|id| Company {
                id,
                name: company_name.clone(),
            }),
            identifier_type: chosen.unwrap_or(*identifier_type),
            // The session may name others.
            types: if flow.is_usable {
                flow.offered_types()
            } else {
                Vec::new()
            },
            account: iban::known(flow.draft.value(Field::AccountNumber)).into(),
            lender: lender.clone(),
            terms: terms.clone(),
            terms_language: *terms_language,
            shows_notice: flow.shows_notice(),
            order: *order,
        }
    }
}

impl Screen {
    fn of(stage: &Stage) -> Self {
        match stage {
            Stage::Loading(loading) if loading.is_again => Self::LoadingAgain,
            Stage::Loading(_) => Self::Loading,
            Stage::Editing(notice) => Self::Editing(*notice),
            Stage::Submitting(_) => Self::Submitting,
            Stage::Reconciling(_) => Self::Reconciling,
            Stage::Waiting(wait) => Self::Waiting(wait.patience()),
            Stage::AlreadyEnrolled(wait, since) => Self::AlreadyEnrolled(*since, wait.patience()),
            Stage::Ready(line) => Self::Ready(line.clone()),
            Stage::Requested(line, request) => Self::Requested(line.clone(), request.state()),
            Stage::ActionRequired(reason) => Self::ActionRequired(reason.clone()),
            Stage::Declined(reason) => Self::Declined(reason.clone()),
            Stage::NoFunds => Self::NoFunds,
            Stage::Stalled => Self::Stalled,
            Stage::Failed(failure) => Self::Failed {
                code: failure.code,
                retryable: failure.is_retryable(),
            },
        }
    }
}

use super::{
    ErrorCode, Reason, Ticket,
    credit_line::CreditLine,
    view::{Notice, Patience, RequestState},
};
use crate::time::{Instant, Timestamp};

/// Where an enrollment stands, with what it needs there and nothing else.
#[derive(Debug)]
pub(super) enum Stage {
    Loading(Loading),
    Editing(Option<Notice>),
    Submitting(Submission),
    Reconciling(Lookup),
    Waiting(Wait),
    AlreadyEnrolled(Wait, Option<Timestamp>),
    Ready(CreditLine),
    Requested(CreditLine, Request),
    ActionRequired(Option<Reason>),
    Declined(Option<Reason>),
    NoFunds,
    Stalled,
    Failed(Failure),
}

/// A call that is repeated: it is out, or it is due.
#[derive(Clone, Copy, Debug)]
pub(super) enum Call {
    Out(Ticket),
    Due(Instant),
    /// Not before then, whatever happens: the other side said so.
    Told(Instant),
}

/// Reading the session.
#[derive(Debug)]
pub(super) struct Loading {
    pub(super) call: Call,
    pub(super) failures: u32,
    /// Whether something else was on the screen before.
    pub(super) is_again: bool,
}

/// A POST that is out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Submission {
    pub(super) ticket: Ticket,
    pub(super) began: Instant,
}

/// Finding out whether a POST took effect.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lookup {
    /// When the POST began.
    pub(super) began: Instant,
    /// When the lender was first seen not to have the borrower.
    pub(super) first_missing: Option<Instant>,
    /// Whether the lender answered no: then it either has the borrower, or has refused it.
    pub(super) refused: bool,
    /// Lookups in a row that nothing readable answered.
    pub(super) failures: u32,
    pub(super) attempts: u32,
    pub(super) call: Call,
}

/// Polling for a credit line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wait {
    /// When it began, for those who wait.
    pub(super) begun: Instant,
    /// From when its deadline counts: each page and each press gives it anew.
    pub(super) deadline_from: Instant,
    pub(super) attempts: u32,
    /// When the last look began.
    pub(super) asked: Instant,
    /// Whether it takes long enough to say so.
    pub(super) is_long: bool,
    /// Whether somebody at the lender's is looking at it: then no deadline makes it stall.
    pub(super) is_reviewed: bool,
    pub(super) call: Call,
}

/// What became of the press on the loan request button.
#[derive(Clone, Copy, Debug)]
pub(super) enum Request {
    Out(Ticket),
    Accepted,
    Failed,
}

/// Why it can't go on, and from where it could.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) code: ErrorCode,
    pub(super) resume: Option<Resume>,
    /// Whether it happened with the form on the screen, which then stays there.
    pub(super) with_form: bool,
    /// Until when there is no way on, because the other side said so.
    pub(super) held_until: Option<Instant>,
}

/// Where a retry goes on.
#[derive(Clone, Copy, Debug)]
pub(super) enum Resume {
    Load,
    Edit,
    LookUp(Lookup),
    Wait,
}

/// The public names of the stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the contract's own names")]
pub enum StageName {
    Loading,
    Editing,
    Submitting,
    Reconciling,
    Waiting,
    AlreadyEnrolled,
    Ready,
    Requested,
    ActionRequired,
    Declined,
    NoFunds,
    Stalled,
    Failed,
}

impl Stage {
    pub(super) const fn name(&self) -> StageName {
        match self {
            Self::Loading(_) => StageName::Loading,
            Self::Editing(_) => StageName::Editing,
            Self::Submitting(_) => StageName::Submitting,
            Self::Reconciling(_) => StageName::Reconciling,
            Self::Waiting(_) => StageName::Waiting,
            Self::AlreadyEnrolled(..) => StageName::AlreadyEnrolled,
            Self::Ready(_) => StageName::Ready,
            Self::Requested(..) => StageName::Requested,
            Self::ActionRequired(_) => StageName::ActionRequired,
            Self::Declined(_) => StageName::Declined,
            Self::NoFunds => StageName::NoFunds,
            Self::Stalled => StageName::Stalled,
            Self::Failed(_) => StageName::Failed,
        }
    }

    /// When the next call is due.
    pub(super) fn due(&self) -> Option<Instant> {
        match self.call() {
            Some(Call::Due(at) | Call::Told(at)) => Some(at),
            _ => match self {
                Self::Failed(failure) => failure.held_until,
                _ => None,
            },
        }
    }

    /// Brings a call that is due later forward to `now`.
    pub(super) fn make_due(&mut self, now: Instant) {
        if let Some(Call::Due(at)) = self.call_mut() {
            *at = now.min(*at);
        }
    }

    /// As [`Self::make_due`], and a call that is out is given up.
    pub(super) fn make_due_again(&mut self, now: Instant) {
        if let Some(call) = self.call_mut() {
            *call = Call::Due(now);
        }
    }

    /// Whether `ticket` is that of the repeated call which is out.
    pub(super) fn awaits(&self, ticket: Ticket) -> bool {
        matches!(self.call(), Some(Call::Out(current)) if current == ticket)
    }

    /// Whether any repeated call is out.
    pub(super) const fn call_is_out(&self) -> bool {
        matches!(self.call(), Some(Call::Out(_)))
    }

    /// Since when the borrower waits for the lender.
    pub(super) const fn waits_since(&self) -> Option<Instant> {
        match self {
            Self::Submitting(submission) => Some(submission.began),
            Self::Reconciling(lookup) => Some(lookup.began),
            Self::Waiting(wait) | Self::AlreadyEnrolled(wait, _) => Some(wait.begun),
            _ => None,
        }
    }

    /// Whether the form is on the screen, open or locked.
    pub(super) const fn shows_form(&self) -> bool {
        match self {
            Self::Editing(_) | Self::Submitting(_) | Self::Reconciling(_) => true,
            Self::Failed(failure) => failure.with_form,
            _ => false,
        }
    }

    pub(super) const fn call_mut(&mut self) -> Option<&mut Call> {
        match self {
            Self::Loading(loading) => Some(&mut loading.call),
            Self::Reconciling(lookup) => Some(&mut lookup.call),
            Self::Waiting(wait) | Self::AlreadyEnrolled(wait, _) => Some(&mut wait.call),
            _ => None,
        }
    }

    const fn call(&self) -> Option<Call> {
        match self {
            Self::Loading(loading) => Some(loading.call),
            Self::Reconciling(lookup) => Some(lookup.call),
            Self::Waiting(wait) | Self::AlreadyEnrolled(wait, _) => Some(wait.call),
            _ => None,
        }
    }
}

impl Wait {
    /// A wait that begins with a look at once.
    pub(super) const fn since(now: Instant) -> Self {
        Self {
            begun: now,
            deadline_from: now,
            attempts: 0,
            asked: now,
            is_long: false,
            is_reviewed: false,
            call: Call::Due(now),
        }
    }

    pub(super) const fn patience(&self) -> Patience {
        Patience {
            is_long: self.is_long,
            is_reviewed: self.is_reviewed,
        }
    }
}

impl Request {
    pub(super) const fn state(self) -> RequestState {
        match self {
            Self::Out(_) => RequestState::Pending,
            Self::Accepted => RequestState::Accepted,
            Self::Failed => RequestState::Failed,
        }
    }
}

impl Failure {
    pub(super) const fn is_network(&self) -> bool {
        matches!(self.code, ErrorCode::Network)
    }

    /// Whether the borrower can go on.
    pub(super) const fn is_retryable(&self) -> bool {
        self.resume.is_some() && self.held_until.is_none()
    }
}

impl StageName {
    /// The contract's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Editing => "editing",
            Self::Submitting => "submitting",
            Self::Reconciling => "reconciling",
            Self::Waiting => "waiting",
            Self::AlreadyEnrolled => "already-enrolled",
            Self::Ready => "ready",
            Self::Requested => "requested",
            Self::ActionRequired => "action-required",
            Self::Declined => "declined",
            Self::NoFunds => "no-funds",
            Self::Stalled => "stalled",
            Self::Failed => "failed",
        }
    }
}

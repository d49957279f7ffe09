//! Signatures without the form: of a borrower whom the lender has, unsigned, and of the direct-debit notice alone.

use alloc::{string::String, vec::Vec};

use super::{
    Effect, Flow, Notice,
    borrower::{Borrower, Standing},
    stage::{Stage, Submission},
};
use crate::{domain::Consent, draft::Problem, time::Now};

/// What the form is filled in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To enroll: everything is asked.
    Enroll,
    /// To sign as a borrower whom the lender has already: only the consent is asked.
    Sign,
    /// To accept that the credit line, which is open, is collected by direct debit: only the consent is asked.
    AcceptDebit,
}

/// The signature of a borrower whom the lender has already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The lender's id of the borrower.
    pub borrower_id: String,
    /// The consent.
    pub consent: Consent,
    /// Whether the lender answers only when the credit line is there.
    pub wait_for_ready: bool,
}

impl Flow {
    /// The borrower is there and has not signed: signs with the consent at hand, else asks for one.
    pub(super) fn sign_or_ask(&mut self, now: Now, borrower: Borrower) {
        self.take_company_of(&borrower);
        self.borrower = Some(borrower);
        // A signature takes nothing of the form with it.
        self.is_on_file = true;
        self.sign_late(now);
    }

    /// The borrower turns out to be unsigned while it waits. A tick that was for the line alone is no signature.
    pub(super) fn sign_late(&mut self, now: Now) {
        if self.purpose == Purpose::AcceptDebit {
            self.withdraw_consent();
        }
        self.purpose = Purpose::Sign;
        if self.consent.is_some() {
            self.send_signature(now);
        } else {
            self.ask_for_consent(now, Purpose::Sign);
        }
    }

    /// The number of a borrower that bears one.
    pub(super) fn take_company_of(&mut self, borrower: &Borrower) {
        if !borrower.identifier.is_empty() {
            self.company.clone_from(&borrower.identifier);
        }
    }

    /// Shows the consent and nothing else of the form.
    pub(super) fn ask_for_consent(&mut self, now: Now, purpose: Purpose) {
        self.purpose = purpose;
        self.problems.clear();
        self.go(Stage::Editing(None));
        self.tell_validity(now);
    }

    /// The consent alone was submitted.
    pub(super) fn consent_submitted(&mut self, now: Now) {
        if self.is_stale(now) {
            return self.ask_to_tick_again(now);
        }
        if let Some(problem) = self.problem_of_consent() {
            return self.edit_again(None, Vec::from([problem]));
        }
        self.problems.clear();
        match self.purpose {
            Purpose::AcceptDebit => {
                self.remember_borrower();
                self.go(Stage::Waiting(self.wait(now)));
                self.run_what_is_due(now);
            }
            _ => self.send_signature(now),
        }
    }

    pub(super) fn send_signature(&mut self, now: Now) {
        if self.is_stale(now) {
            return self.ask_to_tick_again(now);
        }
        let (Some(borrower), Some(consent)) = (&self.borrower, &self.consent) else {
            return self.edit_again(Some(Notice::NotReceived), Vec::new());
        };
        let signature = Signature {
            borrower_id: borrower.id.clone(),
            consent: consent.clone(),
            wait_for_ready: self.config.wait_for_ready,
        };
        let ticket = self.ticket();
        self.go(Stage::Submitting(Submission {
            ticket,
            began: now.mono,
        }));
        self.remember_request(now);
        self.effects.push(Effect::Sign(ticket, signature.into()));
    }

    /// Whether the notice stands above the box: where loans are collected, and where a line turns out to be.
    pub(super) fn shows_notice(&self) -> bool {
        self.purpose == Purpose::AcceptDebit
            || self.config.repayment == crate::enrollment::Repayment::DirectDebit
    }

    /// Whether the borrower was told of direct debit and signed below it, here or on an earlier page of this tab.
    pub(super) fn accepted_notice(&self) -> bool {
        let now = self.consent.as_ref().map(Consent::receipt);
        now.is_some_and(|receipt| receipt.debit_notice) || self.remembers_notice()
    }

    /// What the consent lacks, where only the consent is asked.
    pub(super) fn problem_of_consent(&self) -> Option<Problem> {
        crate::draft::accepted(self.consent.as_ref(), self.shows_notice()).err()
    }

    /// Whether the lender has it and waits for its signature.
    pub(super) fn is_unsigned(&self) -> bool {
        let borrower = self.borrower.as_ref();
        borrower.is_some_and(|borrower| borrower.standing == Standing::ToSign)
    }
}

//! The promises: what an answer tells anybody who reads it, and what holds at every moment after.

use enrollment::{
    domain::consent::Signatory,
    draft::{Field, PersonField},
    enrollment::Enrollment,
    flow::{Cause, LoanOutcome, Memory, Purpose, Screen, StageName},
    time::Timestamp,
    wire::borrowers::PostBorrower,
};
use serde_json::Value;

use super::{Doing, Owed, Page};
use crate::world::{Kind, OTHER, Reply};

impl Page {
    /// What an answer tells, to anybody who reads it.
    pub(super) fn learn(&mut self, kind: Kind, began: u64, reply: &Reply) {
        let signed = |body: &Value| body["signed_at"].is_string();
        match reply {
            Reply::Session(Some(body)) if signed(&body["borrower"]) => {
                self.is_known_as_signed = true;
                self.owed = Owed::Nothing;
            }
            Reply::Session(Some(body)) if body["identifier"] == OTHER => self.owed = Owed::Nothing,
            Reply::Borrower(_) => self.owed = Owed::Nothing,
            Reply::Loan(LoanOutcome::Accepted) => self.has_loan = true,
            Reply::Borrowers(list) if kind == Kind::Find => {
                let own = list
                    .iter()
                    .find(|body| body["identifier"] == self.world.company());
                match own {
                    Some(body) => {
                        self.is_known_as_signed |= signed(body);
                        if signed(body) {
                            self.owed = Owed::Nothing;
                        }
                    }
                    None => self.find_nothing(),
                }
            }
            Reply::Failed(cause) if matches!(kind, Kind::Enroll | Kind::Sign) => {
                let is_unknown = matches!(
                    cause,
                    Cause::NoAnswer | Cause::OutcomeUnknown | Cause::AlreadyEnrolling
                );
                self.owed = if is_unknown {
                    Owed::since(began)
                } else {
                    Owed::Nothing
                };
            }
            _ => {}
        }
        if kind == Kind::Session
            && let Reply::Session(Some(body)) = reply
            && body["identifier"].is_string()
        {
            // The one thing that may write but a person: the session names the company.
            self.typed.retain(|(field, _)| *field != Field::Identifier);
        }
    }

    /// A lookup showed that the lender does not have the borrower.
    pub(super) fn find_nothing(&mut self) {
        if let Owed::Lookups {
            began,
            first,
            is_left,
        } = self.owed
        {
            let first = first.unwrap_or(self.mono);
            let is_settled = self.mono - first >= 10_000 && self.mono - began >= 40_000;
            self.owed = if is_settled {
                Owed::Nothing
            } else {
                Owed::Lookups {
                    began,
                    first: Some(first),
                    is_left,
                }
            };
        }
    }

    /// Whoever was named is in what leaves, in the same order and nobody else, and who signs is who was asked to.
    #[expect(clippy::expect_used, reason = "the promise that is watched")]
    pub(super) fn names_all(&self, enrollment: &Enrollment) {
        let view = self.view();
        let json = PostBorrower::from(enrollment).to_json_with("");
        let body: Value = serde_json::from_str(&json).expect("the body is JSON");
        let named = (1..view.directors)
            .map(|index| {
                self.flow
                    .value(Field::Director(index, PersonField::FirstName))
            })
            // One of whom nothing is said is none.
            .filter(|name| !name.is_empty());
        let sent = body.get("directors").and_then(Value::as_array);
        let sent = sent
            .into_iter()
            .flatten()
            .filter(|person| person["role"] != "NON_DIRECTOR")
            .skip(1)
            .map(|director| &director["first_name"]);
        assert!(sent.eq(named), "the other directors: {body}");
        let signatory = enrollment.consent().receipt().signatory;
        assert_eq!(
            signatory == Signatory::Owner,
            view.owner_is_apart,
            "who signs"
        );
        if view.owner_is_apart {
            let field = Field::Owner(PersonField::FirstName);
            let sent = body.pointer("/owner/first_name").and_then(Value::as_str);
            assert_eq!(sent, Some(self.flow.value(field)), "owner");
        }
    }

    #[expect(clippy::expect_used, reason = "the promise that is watched")]
    pub(super) fn is_signed(&self, signed_at: Timestamp) {
        assert!(
            !self.is_out(Kind::Enroll) && !self.is_out(Kind::Sign),
            "two writes at a time"
        );
        let (tick, _) = self.tick.expect("a write without a tick");
        assert_eq!(signed_at, tick, "not the instant of the tick");
        let age = self.now().wall.millis_since(signed_at);
        assert!(
            (-120_000..=86_400_000).contains(&age),
            "signed {age} ms ago"
        );
    }

    /// Whether the button may unlock as it just did.
    #[expect(clippy::panic, reason = "the promise that is watched")]
    pub(super) fn may_unlock(&self, doing: Doing, before: StageName) {
        if before == StageName::Requested {
            return;
        }
        let Doing::Answer(Kind::Lines, Some(is_debited)) = doing else {
            panic!("unlocked by no usable line of this borrower");
        };
        assert!(
            self.tick.is_some() || self.is_known_as_signed,
            "unlocked for nobody"
        );
        let knew = matches!(self.memory, Some(Memory::Accepted(_)))
            || self.tick.is_some_and(|(_, under_notice)| under_notice);
        assert!(
            !is_debited || knew,
            "unlocked for one who was not told of direct debit"
        );
    }

    /// What holds at every moment.
    pub(super) fn judge(&self) {
        let view = self.view();
        let wakes = self.flow.next_wakeup();
        for (field, text) in &self.typed {
            assert_eq!(self.flow.value(*field), text, "{field:?} was lost");
        }
        assert_eq!(view.consented, self.tick.is_some(), "the box and the tick");
        if view.purpose != Purpose::Enroll {
            assert!(view.shows(Field::SignedAt) && !view.shows(Field::AccountNumber));
        }
        if self.is_hidden || self.is_offline {
            assert_eq!(wakes, None, "a timer that nobody sees");
            return;
        }
        let goes_on = wakes.is_some();
        let waits_for = |kind| self.is_out(kind);
        match view.stage {
            StageName::Loading => assert!(goes_on || waits_for(Kind::Session), "stuck"),
            StageName::Submitting => assert!(
                waits_for(Kind::Enroll) || waits_for(Kind::Sign) || waits_for(Kind::Session),
                "stuck"
            ),
            StageName::Reconciling => assert!(
                goes_on || waits_for(Kind::Find) || waits_for(Kind::Session),
                "stuck"
            ),
            StageName::Waiting | StageName::AlreadyEnrolled => assert!(
                goes_on || waits_for(Kind::Lines) || waits_for(Kind::Session),
                "stuck"
            ),
            // Held until the other side is ready.
            StageName::Failed if goes_on => {
                let is_held = matches!(
                    view.screen,
                    Screen::Failed {
                        retryable: false,
                        ..
                    }
                );
                assert!(is_held, "an end that does not rest");
            }
            _ => assert!(!goes_on, "an end that does not rest"),
        }
    }

    /// Whether a call of that kind is out that the flow can still be answered.
    pub(super) fn is_out(&self, kind: Kind) -> bool {
        self.calls
            .iter()
            .skip(self.left)
            .any(|call| call.kind == kind && !call.is_answered)
    }
}

//! What can happen, and what can be answered.

use enrollment::{
    flow::{Cause, FieldFault, Input, LoanOutcome, Ticket},
    time::Timestamp,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{
    answers::{borrower, borrower_body, failed, line_with, lines_and, session, usable_line, with},
    sample::{self, FORM},
};

/// Something that happens.
#[derive(Clone, Debug)]
pub(crate) enum Event {
    FillIn,
    Type(usize, String),
    Tick(bool),
    Untick,
    Submit,
    Press,
    Retry,
    Visible(bool),
    Online(bool),
    Pass(u64),
    /// An answer of that kind and content; to the call that is out, or to any call there ever was.
    Answer(Kind, u8, Option<usize>),
}

/// What an answer answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Session,
    Post,
    Lookup,
    Lines,
    Loan,
}

pub(crate) fn any_event() -> impl Strategy<Value = Event> {
    let kind = prop_oneof![
        Just(Kind::Session),
        Just(Kind::Post),
        Just(Kind::Lookup),
        Just(Kind::Lines),
        Just(Kind::Loan)
    ];
    let ticket = prop_oneof![3 => Just(None), 1 => (0_usize..30).prop_map(Some)];
    let pass = prop_oneof![0_u64..3_000, 0_u64..60_000, 0_u64..100_000_000];
    prop_oneof![
        3 => Just(Event::FillIn),
        1 => (0..FORM.len(), "[a-zé0-9 ]{0,8}").prop_map(|(index, text)| Event::Type(index, text)),
        3 => prop::bool::weighted(0.8).prop_map(Event::Tick),
        1 => Just(Event::Untick),
        4 => Just(Event::Submit),
        2 => Just(Event::Press),
        2 => Just(Event::Retry),
        1 => prop::bool::weighted(0.7).prop_map(Event::Visible),
        1 => prop::bool::weighted(0.7).prop_map(Event::Online),
        4 => pass.prop_map(Event::Pass),
        14 => (kind, any::<u8>(), ticket)
            .prop_map(|(kind, content, ticket)| Event::Answer(kind, content, ticket)),
    ]
}

/// Whether these lines hold one that the borrower can use.
pub(crate) const fn is_usable(content: u8) -> bool {
    content.is_multiple_of(4)
}

/// Whether this session names a borrower that the lender has.
pub(crate) const fn names_a_borrower(content: u8) -> bool {
    content % 5 == 1
}

/// The answer of that kind and content at that wall time.
pub(crate) fn answer(kind: Kind, ticket: Ticket, content: u8, wall: i64) -> Input {
    match kind {
        Kind::Session => session_answer(ticket, content),
        Kind::Post => Input::Enrolled(
            ticket,
            match content % 2 {
                0 => Ok(borrower(&borrower_at(wall, content / 2))),
                _ => Err(failed(any_cause(content / 2))),
            },
        ),
        Kind::Lookup => Input::BorrowerFound(
            ticket,
            match content % 4 {
                0 => Ok(Some(borrower(&borrower_at(wall, content / 4)))),
                1 | 2 => Ok(None),
                _ => Err(failed(any_cause(content / 4))),
            },
        ),
        Kind::Lines => lines_answer(ticket, content, wall),
        Kind::Loan => Input::LoanSettled(
            ticket,
            match content % 3 {
                0 => LoanOutcome::Accepted,
                1 => LoanOutcome::Failed,
                _ => LoanOutcome::Prevented,
            },
        ),
    }
}

fn session_answer(ticket: Ticket, content: u8) -> Input {
    let known = borrower_body("READY", None);
    let body = match content % 5 {
        0 => return Input::SessionRead(ticket, Ok(None)),
        1 => json!({"borrower": known, "identifier": sample::SIREN, "identifier_type": "siren"}),
        2 => json!({"borrower": borrower_body("TO_SIGN", None)}),
        3 => json!({"now": sample::START}),
        _ => return Input::SessionRead(ticket, Err(failed(any_cause(content)))),
    };
    Input::SessionRead(ticket, Ok(Some(session(&body))))
}

fn lines_answer(ticket: Ticket, content: u8, wall: i64) -> Input {
    let changes = match content / 4 % 5 {
        0 => json!({"default_borrower": {"identifier": "552100554"}}),
        1 => json!({"start_date": "2999-01-01T00:00:00Z"}),
        2 => json!({"end_date": "2026-01-02T00:00:00Z"}),
        3 => json!({"currency": "CHF"}),
        _ => json!({"balance_available": 0}),
    };
    let unusable = line_with(&changes);
    let endless = line_with(&json!({"end_date": null}));
    let blocked = borrower_body("BLOCKED", None);
    let answer = match content % 4 {
        0 => Ok(lines_and(&[endless, unusable], &Value::Null)),
        1 => Ok(lines_and(&[unusable], &borrower_at(wall, content / 4))),
        2 => Ok(lines_and(&[unusable, usable_line()], &blocked)),
        _ => Err(failed(any_cause(content / 4))),
    };
    Input::CreditLines(ticket, answer)
}

fn borrower_at(wall: i64, content: u8) -> Value {
    let signed_at = Timestamp::from_millis(wall - i64::from(content) * 20)
        .filter(|_| content.is_multiple_of(2))
        .map(|at| at.to_string());
    let status = match content % 5 {
        0 => "SIGNED",
        1 => "READY",
        2 => "TO_SIGN",
        3 => "BLOCKED",
        _ => "NEW",
    };
    let actions = content.is_multiple_of(7).then_some(["FILL_KYB_CASE"]);
    let body = borrower_body(status, signed_at.as_deref());
    with(body, &json!({"next_actions": actions}))
}

fn any_cause(content: u8) -> Cause {
    match content % 9 {
        0 => Cause::NoAnswer,
        1 => Cause::Session,
        2 => Cause::Rejected,
        3 => Cause::AlreadyEnrolling,
        4 => Cause::Fields(vec![FieldFault {
            path: "account_number".into(),
            missing: content > 99,
        }]),
        5 => Cause::SignedAtOutOfRange,
        6 => Cause::Busy(Some(u64::from(content) * 1_000)),
        7 => Cause::Upstream,
        _ => Cause::OutcomeUnknown,
    }
}

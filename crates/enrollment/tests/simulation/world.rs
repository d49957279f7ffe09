//! The lender and the proxy before it, as far as a browser can tell.
#![expect(clippy::indexing_slicing, reason = "members of JSON are set by name")]

use enrollment::{
    flow::{Cause, FieldFault, LoanOutcome},
    time::Timestamp,
};
use serde_json::{Value, json};

use crate::support::{
    answers::{borrower_body, line_with, with},
    random::Random,
    sample,
};

/// Another company, whose sessions and lines turn up at times.
pub(crate) const OTHER: &str = "552100554";
/// A status that no version knows.
pub(crate) const STRANGE: &str = "MOON_PHASE";

/// What is asked of the proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Session,
    Enroll,
    Sign,
    Find,
    Lines,
    Loan,
}

/// What comes back.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    Session(Option<Value>),
    Borrower(Value),
    Borrowers(Vec<Value>),
    Lines {
        data: Vec<Value>,
        borrower: Value,
        held: bool,
    },
    Loan(LoanOutcome),
    Failed(Cause),
}

/// Everything behind the network.
#[expect(clippy::struct_excessive_bools, reason = "each is drawn by itself")]
pub(crate) struct World {
    company: &'static str,
    names_company: bool,
    /// A thin proxy knows no sessions.
    is_thin: bool,
    pub(crate) holds: bool,
    is_transfer: bool,
    folds: bool,
    terms: u64,
    borrower: Option<Known>,
    fate: Fate,
    line: Line,
    /// When the line opens, on the monotonic clock.
    opens_at: u64,
    /// Until when the session is good.
    expires_at: u64,
    missing: Vec<&'static str>,
    /// In percent, how often a call goes wrong.
    trouble: usize,
}

/// A borrower that the lender has.
#[derive(Clone, Copy)]
struct Known {
    signed_at: Option<Timestamp>,
}

/// What becomes of the borrower once it has signed.
#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Welcome,
    Blocked(&'static str),
    Asked,
    Reason(&'static str),
    Odd,
}

/// The line that opens.
#[derive(Clone, Copy, PartialEq)]
enum Line {
    Debited,
    /// The same, after another company's that has more.
    Beside,
    Transferred,
    Empty,
    OfAnother,
    NotYet,
    Over,
    Strange,
    Never,
}

impl World {
    pub(crate) fn any(random: &mut Random) -> Self {
        let line = match random.below(16) {
            0..=5 => Line::Debited,
            6 => Line::Beside,
            7..=9 => Line::Transferred,
            10 => Line::Empty,
            11 => Line::OfAnother,
            12 => Line::NotYet,
            13 => Line::Over,
            14 => Line::Strange,
            _ => Line::Never,
        };
        let fate = match random.below(16) {
            0 | 1 => Fate::Blocked("not_eligible"),
            2 => Fate::Blocked("under_review"),
            3 => Fate::Blocked("needs_documents"),
            4 => Fate::Asked,
            5 => Fate::Reason("under_review"),
            6 => Fate::Reason("needs_action"),
            7 => Fate::Odd,
            _ => Fate::Welcome,
        };
        let borrower = match random.below(8) {
            0 => Some(Known { signed_at: None }),
            1 => Some(Known {
                signed_at: Timestamp::from_millis(1_700_000_000_000),
            }),
            _ => None,
        };
        let missing = match random.below(6) {
            0 => vec!["directors.0.birth_date", "address.city"],
            1 => vec!["legal_form", "directors.0.title"],
            2 => vec!["directors.0.birth_place", "horoscope"],
            3 => vec!["signed_at"],
            _ => Vec::new(),
        };
        Self {
            company: sample::SIREN,
            names_company: random.below(3) > 0,
            is_thin: random.below(6) == 0,
            holds: random.below(2) == 0,
            is_transfer: random.below(5) == 0,
            folds: random.below(5) == 0,
            terms: 1,
            borrower,
            fate,
            line,
            opens_at: delay(random),
            expires_at: 60_000 + delay(random) * 4,
            missing,
            trouble: random.one_of([0, 5, 20, 50]),
        }
    }

    /// The company whose session this is.
    pub(crate) fn company(&self) -> &'static str {
        self.company
    }

    /// Whether the lender has the borrower, signed.
    fn is_signed(&self) -> bool {
        self.borrower.is_some_and(|known| known.signed_at.is_some())
    }

    /// Whether the session names the company.
    pub(crate) fn names_company(&self) -> bool {
        self.names_company && !self.is_thin
    }

    /// From now on all goes well.
    pub(crate) fn calm_down(&mut self) {
        self.trouble = 0;
    }

    /// The page shows other terms, or another borrower comes back from signing in.
    pub(crate) fn change(&mut self, random: &mut Random) {
        if random.below(3) == 0 && self.names_company() {
            self.company = OTHER;
            self.borrower = None;
        } else {
            self.terms += 1;
        }
        self.expires_at = 0;
    }

    /// What the call does, and what it is answered.
    pub(crate) fn answer(
        &mut self,
        kind: Kind,
        signed_at: Option<Timestamp>,
        mono: u64,
        random: &mut Random,
    ) -> Reply {
        if kind == Kind::Loan {
            return Reply::Loan(match random.below(4) {
                0 => LoanOutcome::Failed,
                1 => LoanOutcome::Prevented,
                _ => LoanOutcome::Accepted,
            });
        }
        let has_trouble = random.below(100) < self.trouble;
        match kind {
            Kind::Session if has_trouble => Reply::Failed(read_trouble(random)),
            Kind::Session => self.session(mono, random),
            _ if mono >= self.expires_at && !self.is_thin => Reply::Failed(Cause::Session),
            Kind::Enroll | Kind::Sign => self.write(kind, signed_at, has_trouble, random),
            _ if has_trouble => Reply::Failed(read_trouble(random)),
            Kind::Find => Reply::Borrowers(self.listed(random)),
            _ => self.lines(mono, random),
        }
    }

    fn session(&mut self, mono: u64, random: &mut Random) -> Reply {
        if self.is_thin {
            return Reply::Session(None);
        }
        self.expires_at = mono + 60_000 + delay(random) * 4;
        let mut body = json!({
            "now": sample::START,
            "repayment": if self.is_transfer { "transfer" } else { "direct-debit" },
            "director_details": if self.folds { "auto" } else { "always" },
            "push": self.holds,
            "terms": {"en": {"url": "https://lender.example/terms", "version": self.terms.to_string()}},
        });
        if self.names_company {
            body["identifier"] = json!(self.company);
            body["identifier_type"] = json!("siren");
            body["borrower"] = self.shown();
        }
        Reply::Session(Some(body))
    }

    fn write(
        &mut self,
        kind: Kind,
        signed_at: Option<Timestamp>,
        has_trouble: bool,
        random: &mut Random,
    ) -> Reply {
        if has_trouble {
            let cause = match random.below(9) {
                0 => Cause::Busy(random.one_of([None, Some(2_000), Some(90_000)])),
                1 => Cause::SignedAtOutOfRange,
                2 => Cause::AlreadyEnrolling,
                3 => Cause::LenderRefused,
                4 => Cause::KeyRefused,
                5 => Cause::Rejected,
                6 => Cause::Upstream,
                _ => Cause::OutcomeUnknown,
            };
            // Whether it took effect all the same is what nobody knows.
            if matches!(cause, Cause::OutcomeUnknown) && random.below(2) == 0 {
                self.sign(kind, signed_at);
            }
            return Reply::Failed(cause);
        }
        if kind == Kind::Enroll && !self.missing.is_empty() {
            let missing = random.below(3) > 0;
            let fault = |path: &str| FieldFault {
                path: path.into(),
                missing,
            };
            let faults = self.missing.drain(..).map(fault).collect();
            return Reply::Failed(Cause::Fields(faults));
        }
        self.sign(kind, signed_at);
        Reply::Borrower(self.shown())
    }

    /// What an enrollment or a signature does. One who is there already is not changed by an enrollment.
    pub(crate) fn sign(&mut self, kind: Kind, signed_at: Option<Timestamp>) {
        match (&mut self.borrower, kind) {
            (None, Kind::Enroll) => self.borrower = Some(Known { signed_at }),
            (Some(known), Kind::Sign) if known.signed_at.is_none() => known.signed_at = signed_at,
            _ => {}
        }
    }

    /// Another tab, or another page, enrolls the borrower.
    pub(crate) fn enroll_elsewhere(&mut self) {
        self.sign(Kind::Enroll, Timestamp::from_millis(1_750_000_000_000));
    }

    fn listed(&self, random: &mut Random) -> Vec<Value> {
        let mut listed = Vec::new();
        if self.is_thin && random.below(2) == 0 {
            let other = borrower_body("SIGNED", Some("2020-01-01T00:00:00Z"));
            listed.push(with(other, &json!({"identifier": OTHER})));
        }
        if self.borrower.is_some() {
            listed.push(self.shown());
        }
        listed
    }

    fn lines(&self, mono: u64, random: &mut Random) -> Reply {
        let is_open = self.is_signed() && mono >= self.opens_at;
        let line = match self.line {
            Line::Debited | Line::Beside => Some(json!({})),
            Line::Transferred => Some(json!({"default_repayment_method": "P2P"})),
            Line::Empty => Some(json!({"balance_available": 0})),
            Line::OfAnother => Some(json!({"default_borrower": {"identifier": "999999999"}})),
            Line::NotYet => Some(json!({"start_date": "2999-01-01T00:00:00Z"})),
            Line::Over => Some(json!({"end_date": "2026-01-02T00:00:00Z"})),
            Line::Strange => Some(json!({"currency": "CHF"})),
            Line::Never => None,
        };
        let own = json!({"default_borrower": {"identifier": self.company}, "end_date": null});
        let data: Vec<_> = line
            .filter(|_| is_open)
            .map(|changes| with(with(line_with(&json!({})), &own), &changes))
            .into_iter()
            .collect();
        let mut data = data;
        if self.line == Line::Beside && is_open {
            let other =
                json!({"default_borrower": {"identifier": OTHER}, "balance_available": 99_000_000});
            data.insert(0, with(with(line_with(&json!({})), &own), &other));
        }
        let is_told = !self.is_thin && random.below(4) > 0;
        Reply::Lines {
            held: self.holds && data.is_empty(),
            data,
            borrower: if is_told { self.shown() } else { Value::Null },
        }
    }

    /// Whether the line that such an answer shows unlocks, and whether it is collected.
    pub(crate) fn usable(&self) -> Option<bool> {
        match self.line {
            Line::Debited | Line::Beside => Some(true),
            Line::Transferred => Some(false),
            _ => None,
        }
    }

    fn shown(&self) -> Value {
        let Some(known) = self.borrower else {
            return Value::Null;
        };
        let signed_at = known.signed_at.map(|at| at.to_string());
        let status = match self.fate {
            _ if known.signed_at.is_none() => "TO_SIGN",
            Fate::Blocked(_) => "BLOCKED",
            Fate::Odd => STRANGE,
            _ => "SIGNED",
        };
        let mut body = borrower_body(status, signed_at.as_deref());
        body["identifier"] = json!(self.company);
        match self.fate {
            Fate::Blocked(class) | Fate::Reason(class) => body["reason"] = json!({"class": class}),
            Fate::Asked => body["next_actions"] = json!(["FILL_KYB_CASE"]),
            _ => {}
        }
        body
    }
}

fn delay(random: &mut Random) -> u64 {
    let longest = random.one_of([2_000, 60_000, 600_000]);
    random.below(longest) as u64
}

fn read_trouble(random: &mut Random) -> Cause {
    match random.below(12) {
        0 => Cause::Session,
        1 => Cause::NoSession,
        2 => Cause::Rejected,
        3 => Cause::KeyRefused,
        4 | 5 => Cause::Busy(random.one_of([None, Some(3_000), Some(90_000)])),
        6 | 7 => Cause::Upstream,
        8 => Cause::OutcomeUnknown,
        _ => Cause::NoAnswer,
    }
}

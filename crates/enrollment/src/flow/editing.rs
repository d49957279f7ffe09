use alloc::{string::String, vec::Vec};

use super::{Flow, HostEvent, Notice, Purpose, fault::Fault, stage::Stage};
use crate::{
    domain::{
        Consent,
        consent::{Clock, Receipt, Signatory},
    },
    draft::{Field, Problem, Reason, Rules},
    time::Now,
};

impl Flow {
    pub(super) fn edited(&mut self, now: Now, field: Field, text: &str) {
        // Programs tell of inputs that they have left alone.
        if !self.draft.fill(field, text) {
            return;
        }
        if !self.typed.contains(&field) {
            self.typed.push(field);
        }
        self.confirmed.retain(|confirmed| *confirmed != field);
        self.refresh(now, field);
    }

    pub(super) fn add_director(&mut self) {
        if self.can_edit() && self.directors < Field::MOST_DIRECTORS {
            self.directors += 1;
            self.is_unfolded = true;
        }
    }

    /// Forgets all that was typed about a director, and said of it.
    pub(super) fn remove_director(&mut self, now: Now, index: u8) {
        if !self.can_edit() || index == 0 || index >= self.directors {
            return;
        }
        let renumber = |fields: &mut Vec<Field>| {
            *fields = fields
                .iter()
                .filter_map(|field| field.without_director(index))
                .collect();
        };
        self.directors -= 1;
        self.draft.remove_director(index);
        renumber(&mut self.typed);
        renumber(&mut self.asked);
        renumber(&mut self.shown_wrong);
        renumber(&mut self.confirmed);
        self.problems.retain_mut(|problem| {
            let left = problem.field.without_director(index);
            problem.field = left.unwrap_or(problem.field);
            left.is_some()
        });
        self.fills = self.fills.wrapping_add(1);
        self.end_doubts();
        self.tell_validity(now);
    }

    /// The one who ticks is another person now: the tick is to be given again.
    pub(super) fn set_owner_apart(&mut self, now: Now, apart: bool) {
        if !self.can_edit() || self.draft.has_owner() == apart {
            return;
        }
        self.draft.set_owner_apart(apart);
        self.is_unfolded = true;
        self.withdraw_consent();
        if !apart {
            self.problems
                .retain(|problem| !matches!(problem.field, Field::Owner(_)));
            self.end_doubts();
        }
        self.tell_validity(now);
    }

    /// Takes the instant of the tick. A click that no person made gives no consent; a signature that has left stays as it is.
    pub(super) fn ticked(&mut self, now: Now, trusted: bool, label: String, clock: Clock) {
        if !self.can_edit() {
            return;
        }
        if !trusted && !self.has(Fault::SignsForScripts) {
            self.withdraw_consent();
            self.show(Problem::new(Field::SignedAt, Reason::NotAPersonsClick));
            return self.tell_validity(now);
        }
        let consent = Consent::given(
            now.wall,
            Receipt {
                clock,
                terms: self.config.terms.clone(),
                language: self.config.language,
                label,
                texts_version: self.config.texts_version.clone(),
                debit_notice: self.shows_notice(),
                signatory: if self.draft.has_owner() {
                    Signatory::Owner
                } else {
                    Signatory::FirstDirector
                },
                widget_version: self.config.widget_version.clone(),
            },
        );
        self.ticked_under = self.documents;
        self.consent = Some(consent.clone());
        self.notify(HostEvent::Consent(Some(consent)));
        self.refresh(now, Field::SignedAt);
    }

    pub(super) fn unticked(&mut self, now: Now) {
        if self.can_edit() {
            self.withdraw_consent();
            self.refresh(now, Field::SignedAt);
        }
    }

    /// Whether the form is open to the borrower.
    pub(super) fn can_edit(&self) -> bool {
        matches!(self.stage, Stage::Editing(_)) && !self.config.disabled
    }

    pub(super) fn withdraw_consent(&mut self) {
        if self.consent.take().is_some() {
            self.notify(HostEvent::Consent(None));
        }
    }

    pub(super) fn rules(&self, now: Now) -> Rules {
        Rules {
            today: now.wall.date(),
            minimum_age: self.config.minimum_age,
            repayment: self.config.repayment,
            director_details: self.config.director_details,
            language: self.config.language,
            wait_for_ready: self.config.wait_for_ready,
        }
    }

    /// Shows a problem at its field, in place of another one there.
    pub(super) fn show(&mut self, problem: Problem) {
        match self
            .problems
            .iter_mut()
            .find(|shown| shown.field.shares_value_with(problem.field))
        {
            Some(shown) => *shown = problem,
            None => self.problems.push(problem),
        }
    }

    /// Tells the host what is left to fill in, when that has changed.
    pub(super) fn tell_validity(&mut self, now: Now) {
        let mut remaining: Vec<String> = self
            .problems_of_draft(now)
            .iter()
            .map(|problem| problem.field.path())
            .collect();
        remaining.dedup();
        if remaining != self.remaining {
            self.remaining.clone_from(&remaining);
            self.notify(HostEvent::Validity(remaining));
        }
    }

    /// A field that is shown wrong is judged again with each edit; one that is not is left in peace.
    fn refresh(&mut self, now: Now, field: Field) {
        if !matches!(self.stage, Stage::Editing(_)) {
            return;
        }
        let of_field = |problem: &Problem| problem.field.is_judged_with(field);
        if self.problems.iter().any(of_field) {
            let shown = self.problems.clone();
            self.problems.retain(|problem| !of_field(problem));
            for fresh in self.problems_of_draft(now) {
                let was_shown =
                    |shown: &Problem| of_field(shown) && fresh.field.is_judged_with(shown.field);
                if shown.iter().any(was_shown) {
                    insert_in_order(&mut self.problems, fresh);
                }
            }
            self.end_doubts();
        }
        self.tell_validity(now);
    }

    /// Says no more of doubts once none is left.
    fn end_doubts(&mut self) {
        if self.problems.is_empty()
            && let Stage::Editing(notice) = &mut self.stage
            && *notice == Some(Notice::Doubtful)
        {
            *notice = None;
        }
    }

    /// Everything that stands in the way of sending the form.
    pub(super) fn problems_of_draft(&self, now: Now) -> Vec<Problem> {
        if self.purpose != Purpose::Enroll {
            return self.problem_of_consent().into_iter().collect();
        }
        let parsed = self.draft.parse(&self.rules(now), self.consent.as_ref());
        let mut problems = parsed.err().unwrap_or_default();
        for blank in self.blanks() {
            let mut known = problems.iter_mut();
            match known.find(|known| known.field.shares_value_with(blank.field)) {
                None => insert_in_order(&mut problems, blank),
                // Which parts of a date are missing says more.
                Some(known) if !matches!(known.reason, Reason::BirthDate(_)) => *known = blank,
                Some(_) => {}
            }
        }
        problems
    }
}

/// Inserts a problem where the order of the form has it.
pub(super) fn insert_in_order(problems: &mut Vec<Problem>, problem: Problem) {
    let later = |other: &Problem| other.field > problem.field;
    let index = problems.iter().position(later).unwrap_or(problems.len());
    problems.insert(index, problem);
}

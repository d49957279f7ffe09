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
        self.refresh(now, Some(field));
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
        self.refresh(now, None);
    }

    /// The one who ticks is another person now: the tick is to be given again.
    pub(super) fn set_owner_apart(&mut self, now: Now, apart: bool) {
        if !self.can_edit() || self.draft.has_owner() == apart {
            return;
        }
        self.draft.set_owner_apart(apart);
        self.void_tick();
        if !apart {
            self.problems
                .retain(|problem| !matches!(problem.field, Field::Owner(_)));
        }
        self.refresh(now, None);
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
        self.refresh(now, Some(Field::SignedAt));
    }

    pub(super) fn unticked(&mut self, now: Now) {
        if self.can_edit() {
            self.withdraw_consent();
            self.refresh(now, Some(Field::SignedAt));
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

    /// Takes a tick back that somebody gave, and says so at the box.
    pub(super) fn void_tick(&mut self) {
        if self.consent.is_some() {
            self.withdraw_consent();
            self.show(Problem::new(Field::SignedAt, Reason::NotAccepted));
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
        let problems = self.problems_of_draft(now);
        self.tell_remaining(&problems);
    }

    fn tell_remaining(&mut self, problems: &[Problem]) {
        let mut remaining: Vec<String> = problems
            .iter()
            .map(|problem| problem.field.path())
            .collect();
        remaining.dedup();
        if remaining != self.remaining {
            self.remaining.clone_from(&remaining);
            self.notify(HostEvent::Validity(remaining));
        }
    }

    /// Judges again what is shown wrong; a field that is not is left in peace. What the other side has told holds until its field is
    /// edited.
    fn refresh(&mut self, now: Now, edited: Option<Field>) {
        if !matches!(self.stage, Stage::Editing(_)) {
            return;
        }
        let fresh = self.problems_of_draft(now);
        self.tell_remaining(&fresh);
        let of_edited =
            |shown: &Problem| edited.is_some_and(|edited| shown.field.is_judged_with(edited));
        let holds = |shown: &Problem| shown.reason.is_told() && !of_edited(shown);
        let shown = core::mem::take(&mut self.problems);
        let was_shown = |fresh: &Problem| {
            shown.iter().filter(|shown| !holds(shown)).any(|shown| {
                fresh.field.shares_value_with(shown.field)
                    || of_edited(shown) && fresh.field.is_judged_with(shown.field)
            })
        };
        self.problems = fresh.into_iter().filter(was_shown).collect();
        for told in shown {
            if holds(&told) {
                insert_in_order(&mut self.problems, told);
            }
        }
        self.end_doubts();
    }

    /// Says no more of doubts once none is left.
    fn end_doubts(&mut self) {
        let mut problems = self.problems.iter();
        if !problems.any(|problem| problem.reason == Reason::Doubtful)
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

use super::{
    Effect, Flow, LoanOutcome, Ticket,
    stage::{Request, Stage},
};
use crate::time::Now;

impl Flow {
    /// One press, one request: while one is out, and once one was taken, the button does nothing.
    pub(super) fn loan_requested(&mut self, now: Now) {
        let line = match &self.stage {
            Stage::Ready(line) | Stage::Requested(line, Request::Failed)
                if !self.config.disabled =>
            {
                line.clone()
            }
            _ => return,
        };
        if !line.is_open(now.wall) {
            self.go(Stage::Waiting(self.wait(now)));
            return self.run_what_is_due(now);
        }
        let ticket = self.ticket();
        let offer = self.loan_offer(&line);
        self.go(Stage::Requested(line, Request::Out(ticket)));
        self.effects.push(Effect::RequestLoan(ticket, offer));
    }

    pub(super) fn loan_settled(&mut self, ticket: Ticket, outcome: LoanOutcome) {
        let line = match &self.stage {
            Stage::Requested(line, Request::Out(current)) if *current == ticket => line.clone(),
            _ => return,
        };
        self.go(match outcome {
            LoanOutcome::Accepted => Stage::Requested(line, Request::Accepted),
            LoanOutcome::Failed => Stage::Requested(line, Request::Failed),
            LoanOutcome::Prevented => Stage::Ready(line),
        });
    }
}

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tokio::time::Instant;
use uuid::Uuid;

use crate::application::Application;
use crate::clock::Clock;
use crate::company_number;
use crate::random::Random;
use crate::scenario::Scenario;

mod borrower;
mod credit_line;

pub(crate) use borrower::Borrower;
use credit_line::Others;

/// Everything the lender remembers, in memory.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) random: Random,
    borrowers: Vec<Borrower>,
    scenarios: BTreeMap<String, Active>,
    webhooks: Vec<Value>,
    others: Others,
}

/// A scenario, as it was asked for and as it was read, and how many reads it has met.
#[derive(Clone, Debug, Default)]
struct Active {
    asked: Value,
    scenario: Scenario,
    reads: u64,
}

impl World {
    pub(crate) fn from_seed(seed: u64, clock: Clock) -> Self {
        let mut random = Random::from_seed(seed);
        Self {
            others: Others::opened_before(clock.now(), &mut random),
            random,
            borrowers: Vec::new(),
            scenarios: BTreeMap::new(),
            webhooks: Vec::new(),
        }
    }

    /// Sets the scenario of one identifier, or of everyone without one of their own under `*`.
    pub(crate) fn play(&mut self, identifier: &str, asked: Value, scenario: Scenario) {
        let active = Active {
            asked,
            scenario,
            reads: 0,
        };
        self.scenarios.insert(identifier.to_owned(), active);
    }

    /// The scenario of an identifier with its settings, as it was asked for.
    pub(crate) fn playing(&self, identifier: &str) -> Value {
        let active = self.scenario_key(Some(identifier));
        active.and_then(|key| self.scenarios.get(&key)).map_or_else(
            || json!({"scenario": "ready"}),
            |active| active.asked.clone(),
        )
    }

    /// The scenario of an identifier: its own, its company's, everyone's, or all goes well.
    pub(crate) fn scenario(&self, identifier: Option<&str>) -> Scenario {
        let active = self.scenario_key(identifier);
        active
            .and_then(|key| self.scenarios.get(&key))
            .map(|active| active.scenario.clone())
            .unwrap_or_default()
    }

    /// Counts one read and says the scenario it falls under, with the reads before it.
    pub(crate) fn count_read(&mut self, identifier: Option<&str>) -> (Scenario, u64) {
        let key = self.scenario_key(identifier);
        let Some(active) = key.and_then(|key| self.scenarios.get_mut(&key)) else {
            return (Scenario::Ready, 0);
        };
        let before = active.reads;
        active.reads = active.reads.saturating_add(1);
        (active.scenario.clone(), before)
    }

    /// Lets a borrower exist whose scenario says that it did before this sandbox began.
    pub(crate) fn recall(&mut self, identifier: &str, clock: Clock) {
        if identifier == "*" || self.by_company(identifier).is_some() {
            return;
        }
        let signed = match self.scenario(Some(identifier)) {
            Scenario::Existing => true,
            Scenario::ToSign => false,
            _ => return,
        };
        let earlier = Borrower::from_before(identifier, signed, clock, &mut self.random);
        self.borrowers.push(earlier);
    }

    /// Remembers an applicant, whose line opens at `opens_at` if it has signed.
    pub(crate) fn enroll(&mut self, application: &Application, opens_at: Instant) -> &Borrower {
        let borrower = Borrower::from_application(application, opens_at, &mut self.random);
        self.borrowers.push_mut(borrower)
    }

    pub(crate) fn borrowers(&self) -> &[Borrower] {
        &self.borrowers
    }

    pub(crate) fn borrowers_mut(&mut self) -> &mut [Borrower] {
        &mut self.borrowers
    }

    pub(crate) fn by_id(&self, id: Uuid) -> Option<&Borrower> {
        self.borrowers.iter().find(|borrower| borrower.id == id)
    }

    pub(crate) fn by_id_mut(&mut self, id: Uuid) -> Option<&mut Borrower> {
        self.borrowers.iter_mut().find(|borrower| borrower.id == id)
    }

    /// The borrower that is the same company as `identifier`: a SIRET's is its SIREN's.
    pub(crate) fn by_company(&self, identifier: &str) -> Option<&Borrower> {
        let number = company_number::of(identifier, None);
        self.borrowers.iter().find(|borrower| {
            borrower.identifier == identifier || borrower.company_number() == number
        })
    }

    /// Every credit line open at `now` and whose number it is filed under, others' first.
    pub(crate) fn lines(&self, now: Instant, clock: Clock) -> Vec<(Option<&str>, Value)> {
        let of_others = self.others.lines();
        let of_borrowers = self.borrowers.iter().filter_map(|borrower| {
            let scenario = self.scenario(Some(&borrower.identifier));
            let line = borrower.line(&scenario, now, clock)?;
            Some((Some(borrower.company_number()), line))
        });
        of_others.into_iter().chain(of_borrowers).collect()
    }

    pub(crate) fn webhooks(&self) -> &[Value] {
        &self.webhooks
    }

    pub(crate) fn subscribe(&mut self, webhook: Value) {
        self.webhooks.push(webhook);
    }

    fn scenario_key(&self, identifier: Option<&str>) -> Option<String> {
        let own = identifier.map(str::to_owned);
        let company = identifier.map(|identifier| company_number::of(identifier, None).to_owned());
        [own, company, Some("*".to_owned())]
            .into_iter()
            .flatten()
            .find(|key| self.scenarios.contains_key(key))
    }
}

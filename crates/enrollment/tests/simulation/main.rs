//! Enrollments in virtual time, over a network that drops, delays, doubles and reorders, with people and devices that do
//! anything at any time. `SIMULATION_RUNS` says how many; each run is told by its seed.

#[allow(dead_code, reason = "each test binary uses a part of it")]
#[path = "../support/mod.rs"]
mod support;

mod borrower;
mod page;
mod world;

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook},
};

use enrollment::flow::{Fault, StageName};
use page::{Page, Transitions};

/// Every stage, each of which has to be reached.
const STAGES: [StageName; 13] = [
    StageName::Loading,
    StageName::Editing,
    StageName::Submitting,
    StageName::Reconciling,
    StageName::Waiting,
    StageName::AlreadyEnrolled,
    StageName::Ready,
    StageName::Requested,
    StageName::ActionRequired,
    StageName::Declined,
    StageName::NoFunds,
    StageName::Stalled,
    StageName::Failed,
];

/// Where each stage may lead. Every one of these steps has to be taken, and no other.
const STEPS: [(&str, &[&str]); 13] = [
    (
        "loading",
        &[
            "action-required",
            "already-enrolled",
            "declined",
            "editing",
            "failed",
            "reconciling",
            "waiting",
        ],
    ),
    (
        "editing",
        &[
            "action-required",
            "already-enrolled",
            "declined",
            "loading",
            "submitting",
            "waiting",
        ],
    ),
    (
        "submitting",
        &[
            "action-required",
            "already-enrolled",
            "declined",
            "editing",
            "failed",
            "loading",
            "reconciling",
            "waiting",
        ],
    ),
    (
        "reconciling",
        &[
            "action-required",
            "already-enrolled",
            "declined",
            "editing",
            "failed",
            "loading",
            "submitting",
            "waiting",
        ],
    ),
    (
        "waiting",
        &[
            "action-required",
            "editing",
            "failed",
            "loading",
            "no-funds",
            "ready",
            "stalled",
        ],
    ),
    (
        "already-enrolled",
        &[
            "action-required",
            "editing",
            "failed",
            "loading",
            "no-funds",
            "ready",
            "stalled",
        ],
    ),
    ("ready", &["loading", "requested"]),
    ("requested", &["loading", "ready"]),
    ("action-required", &["loading", "waiting"]),
    ("declined", &["loading"]),
    ("no-funds", &["loading", "waiting"]),
    ("stalled", &["loading", "waiting"]),
    (
        "failed",
        &[
            "action-required",
            "already-enrolled",
            "declined",
            "editing",
            "loading",
            "reconciling",
            "waiting",
        ],
    ),
];

fn run(seed: u64, fault: Option<Fault>) -> Page {
    let mut page = Page::open(seed, fault);
    for _ in 0..40 {
        borrower::act(&mut page);
    }
    borrower::settle(&mut page);
    let stage = page.stage();
    let is_waiting = matches!(
        stage,
        StageName::Loading
            | StageName::Submitting
            | StageName::Reconciling
            | StageName::Waiting
            | StageName::AlreadyEnrolled
    );
    assert!(
        !is_waiting || page.is_reviewed(),
        "{stage:?} without an end"
    );
    page
}

#[expect(clippy::expect_used, reason = "whoever sets it reads this")]
fn runs() -> u64 {
    let told = std::env::var("SIMULATION_RUNS").ok();
    told.map_or(2_000, |runs| {
        runs.parse().expect("SIMULATION_RUNS is a number")
    })
}

#[test]
fn no_order_of_events_breaks_a_promise_and_every_step_is_taken() {
    let mut taken = Transitions::new();
    let mut inputs = 0;
    for seed in 0..runs() {
        let page = catch_unwind(AssertUnwindSafe(|| run(seed, None)));
        let page = page.unwrap_or_else(|_| panic!("run {seed} broke a promise"));
        inputs += page.inputs;
        for (step, count) in page.transitions {
            *taken.entry(step).or_default() += count;
        }
    }
    println!("{} runs, {inputs} inputs", runs());
    let mut reached: BTreeMap<&str, u64> = BTreeMap::new();
    for ((_, to), count) in &taken {
        *reached.entry(to).or_default() += count;
    }
    println!("\nstage and how often it was entered");
    for stage in STAGES {
        let count = reached.get(stage.as_str()).copied().unwrap_or(0);
        println!("{count:>10} {}", stage.as_str());
        assert!(count > 0, "{stage:?} was never entered");
    }
    println!("\nstep and how often it was taken");
    for ((from, to), count) in &taken {
        println!("{count:>10} {from} -> {to}");
    }
    for (from, targets) in STEPS {
        for to in targets {
            assert!(taken.contains_key(&(from, *to)), "never {from} -> {to}");
        }
    }
    for (from, to) in taken.keys() {
        let known = STEPS
            .iter()
            .any(|(stage, targets)| stage == from && targets.contains(to));
        assert!(known, "{from} -> {to} is no step of the flow");
    }
}

/// What the promise says that a fault breaks.
const fn broken_by(fault: Fault) -> &'static str {
    match fault {
        Fault::TakesLateAnswers => "late",
        Fault::UnlocksOnForeignLines => "unlocked by no usable line of this borrower",
        Fault::UnlocksWithoutConsent => "unlocked for one who was not told of direct debit",
        Fault::SendsTwice => "an enrollment without a press",
        Fault::BelievesOneLookup => "sent again too soon",
        Fault::ForgetsTheTimer => "stuck",
        Fault::LosesWhatWasTyped => "was lost",
        Fault::SignsForScripts => "the box and the tick",
    }
}

/// What a run says that breaks a promise.
fn said(seed: u64, fault: Fault) -> Option<String> {
    let panic = catch_unwind(AssertUnwindSafe(|| run(seed, Some(fault)))).err()?;
    let words = panic.downcast_ref::<String>().cloned();
    words.or_else(|| Some((*panic.downcast_ref::<&str>()?).to_owned()))
}

#[test]
fn every_planted_fault_is_found_by_the_promise_that_it_breaks() {
    let hook = take_hook();
    set_hook(Box::new(|_| {}));
    let found = Fault::ALL.map(|fault| {
        let is_told = |seed: &u64| {
            let said = said(*seed, fault);
            said.is_some_and(|said| said.contains(broken_by(fault)))
        };
        (0..runs()).find(is_told)
    });
    set_hook(hook);
    for (fault, seed) in Fault::ALL.into_iter().zip(found) {
        match seed {
            Some(seed) => println!("{fault:?}: found in run {seed}"),
            None => panic!("{fault:?} was not found in {} runs", runs()),
        }
    }
}

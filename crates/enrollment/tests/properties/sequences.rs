use enrollment::flow::StageName;
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, TestRunner},
};

use super::{
    machine::Machine,
    script::{Event, any_event},
};

fn run(seed: u64, events: Vec<Event>) -> Machine {
    let mut machine = Machine::start(seed);
    for event in events {
        machine.happen(event);
    }
    machine
}

fn any_events() -> impl Strategy<Value = (u64, Vec<Event>)> {
    (any::<u64>(), prop::collection::vec(any_event(), 0..120))
}

proptest! {
    #![proptest_config(Config::with_cases(64))]

    #[test]
    fn no_order_of_events_breaks_a_promise((seed, events) in any_events()) {
        run(seed, events);
    }
}

#[test]
fn random_orders_of_events_reach_every_stage() {
    let mut runner = TestRunner::deterministic();
    let mut reached = Vec::new();
    for _ in 0..64 {
        let (seed, events) = any_events().new_tree(&mut runner).unwrap().current();
        reached.extend(run(seed, events).reached);
    }
    for stage in [
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
    ] {
        assert!(reached.contains(&stage), "{stage:?}");
    }
}

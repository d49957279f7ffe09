use serde_json::{Value, json};
use tokio::time::Instant;

use crate::clock::rfc3339;
use crate::state::Sandbox;

/// Announces at `instant` whatever is open by then.
pub(crate) fn announce_at(sandbox: Sandbox, instant: Instant) {
    tokio::spawn(async move {
        // Ready before it is needed.
        sandbox.messenger();
        tokio::time::sleep_until(instant).await;
        announce(&sandbox);
    });
}

/// Sends `CreditLine.CREATED` for every line that is open and has not been announced.
///
/// Each event is sent once: whether the lender tries again is not documented.
pub(crate) fn announce(sandbox: &Sandbox) {
    let events = unannounced(sandbox);
    let listeners = listeners(sandbox);
    for event in events {
        for url in &listeners {
            tokio::spawn(deliver(sandbox.clone(), url.clone(), event.clone()));
        }
    }
}

const EVENT_TYPE: &str = "CreditLine.CREATED";

fn unannounced(sandbox: &Sandbox) -> Vec<Value> {
    let (now, clock) = (Instant::now(), sandbox.clock());
    let mut world = sandbox.world();
    let scenarios: Vec<_> = world
        .borrowers()
        .iter()
        .map(|borrower| world.scenario(Some(&borrower.identifier)))
        .collect();
    let mut events = Vec::new();
    for (borrower, scenario) in world.borrowers_mut().iter_mut().zip(&scenarios) {
        if !borrower.announced
            && let Some(line) = borrower.line(scenario, now, clock)
        {
            borrower.announced = true;
            events.push((borrower.business_id, line));
        }
    }
    events
        .into_iter()
        .map(|(business_id, line)| {
            json!({
                "entity_type": "credit_line",
                "transition_name": "CREATED",
                "status": "CREATED",
                "timestamp": rfc3339(clock.now()),
                "id": world.random.uuid(),
                "event_type": EVENT_TYPE,
                "entity_state": line,
                // The lender's documentation warns of it: not the id that POST /borrowers gave.
                "borrower_id": business_id,
            })
        })
        .collect()
}

fn listeners(sandbox: &Sandbox) -> Vec<String> {
    let wants = |webhook: &&Value| {
        let types = webhook.get("event_types").and_then(Value::as_array);
        types.is_some_and(|types| types.contains(&json!(EVENT_TYPE)))
    };
    let url = |webhook: &Value| webhook.get("to_url")?.as_str().map(str::to_owned);
    let configured = sandbox.config().webhook_url.clone();
    let world = sandbox.world();
    let registered = world.webhooks().iter().filter(wants).filter_map(url);
    configured.into_iter().chain(registered).collect()
}

async fn deliver(sandbox: Sandbox, url: String, event: Value) {
    let Some(messenger) = sandbox.messenger() else {
        tracing::warn!("webhook not delivered: TLS can't be set up");
        return;
    };
    match messenger.post(&url).json(&event).send().await {
        Ok(answer) => tracing::info!(status = answer.status().as_u16(), "webhook delivered"),
        Err(error) => tracing::warn!(error = %error.without_url(), "webhook not delivered"),
    }
}

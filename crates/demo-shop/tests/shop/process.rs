use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Output, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::{task::spawn_blocking, time::timeout};

use crate::support::{KEY, demo};

/// A demo that is stopped when the test is over.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn complaint(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[tokio::test]
async fn two_lines_say_where_everything_is_and_both_answer() {
    let child = demo()
        .env("DEFACTO_API_KEY", KEY)
        .stdout(Stdio::piped())
        .spawn();
    let mut running = Running(child.unwrap());
    let mut lines = BufReader::new(running.0.stdout.take().unwrap()).lines();
    let [checkout, lending] = [(); 2].map(|()| lines.next().unwrap().unwrap());
    let checkout = checkout.strip_prefix("Checkout ").unwrap();
    let lending = lending
        .strip_prefix("Lending API ")
        .and_then(|line| line.strip_suffix(" (sandbox)"))
        .unwrap();
    assert!(checkout.starts_with("http://localhost:"));
    let client = reqwest::Client::new();
    // The shop listens on IPv4, whatever `localhost` means first on this machine.
    let checkout = checkout.replace("localhost", "127.0.0.1");
    let page = client.get(&checkout).send().await.unwrap();
    assert_eq!(page.status(), 200);
    let hello = client.get(format!("{lending}/hello")).bearer_auth(KEY);
    assert_eq!(hello.send().await.unwrap().status(), 200);
    let health = client.get(format!("{checkout}/defacto/healthz"));
    assert_eq!(health.send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_line_that_opens_in_the_sandbox_is_told_to_the_proxy() {
    let child = demo()
        .env("DEFACTO_API_KEY", KEY)
        .env("SANDBOX_SPEED", "100")
        .env("RUST_LOG", "partner_proxy=info")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut running = Running(child.unwrap());
    let mut lines = BufReader::new(running.0.stdout.take().unwrap()).lines();
    let log = BufReader::new(running.0.stderr.take().unwrap()).lines();
    let lending = lines.nth(1).unwrap().unwrap();
    let lending = lending
        .strip_prefix("Lending API ")
        .and_then(|line| line.strip_suffix(" (sandbox)"))
        .unwrap();
    // A borrower that has not signed does so, and its line opens: that is what the sandbox announces.
    let client = reqwest::Client::new();
    let scenario = |name: &str| {
        let url = format!("{lending}/_sandbox/scenarios/732829320");
        client.put(url).json(&json!({ "scenario": name })).send()
    };
    assert!(scenario("to_sign").await.unwrap().status().is_success());
    let borrowers = format!("{lending}/borrowers?borrower_identifier=732829320");
    let borrowers = client.get(borrowers).bearer_auth(KEY).send().await.unwrap();
    let borrowers: Value = borrowers.json().await.unwrap();
    let id = borrowers["data"][0]["id"].as_str().unwrap();
    let signed = client
        .post(format!("{lending}/borrower/{id}/sign"))
        .bearer_auth(KEY)
        .json(&json!({"signed_at": "2025-03-02T09:00:00Z"}));
    assert_eq!(signed.send().await.unwrap().status(), 200);
    let is_event = |line: &String| line.contains("POST /defacto/webhooks/{secret}");
    let event = spawn_blocking(move || log.map(Result::unwrap).find(is_event));
    let event = timeout(Duration::from_secs(20), event).await.unwrap();
    assert!(event.unwrap().unwrap().contains("status=204"));
}

#[test]
fn a_port_in_use_ends_in_one_line_with_the_way_out() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap();
    for variable in ["SHOP_ADDR", "SANDBOX_ADDR"] {
        let output = demo().env(variable, addr.to_string()).output().unwrap();
        let complaint = complaint(&output);
        assert_eq!(complaint.lines().count(), 1, "{complaint}");
        assert!(complaint.contains(&format!("port {} is in use", addr.port())));
        assert!(complaint.contains(&format!("{variable}=127.0.0.1:PORT")));
    }
}

#[test]
fn a_page_that_is_not_built_ends_in_one_line_with_the_way_out() {
    let output = demo().env("SHOP_PAGE_DIR", "nowhere").output().unwrap();
    let complaint = complaint(&output);
    assert_eq!(complaint.lines().count(), 1, "{complaint}");
    assert!(complaint.contains("cargo xtask demo"), "{complaint}");
}

#[test]
fn what_the_proxy_refuses_is_told_by_its_variable() {
    for (name, value) in [("REPAYMENT", "cash"), ("TERMS", "{")] {
        let complaint = complaint(&demo().env(name, value).output().unwrap());
        assert!(complaint.contains(name), "{complaint}");
    }
    let upstream = [
        ("DEFACTO_BASE_URL", "http://api.example"),
        ("DEFACTO_API_KEY", KEY),
    ];
    let complaint = complaint(&demo().envs(upstream).output().unwrap());
    assert!(complaint.contains("DEFACTO_BASE_URL") && !complaint.contains(KEY));
}

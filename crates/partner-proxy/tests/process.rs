//! The binary as an operator meets it.

#[cfg(test)]
mod tests {
    use std::{
        io::{BufRead, BufReader},
        net::{SocketAddr, TcpListener},
        process::{Child, Command, Output, Stdio},
        sync::Arc,
        time::{Duration, Instant},
    };

    use axum::{Router, routing::get};
    use serde_json::{Value, json};
    use tokio::{sync::Notify, task::spawn_blocking};

    const SECRETS: &str = "a:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    fn proxy(lender: &str, listen: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_partner-proxy"));
        command
            .env_clear()
            .env("DEFACTO_API_KEY", "marker-key")
            .env("DEFACTO_BASE_URL", lender)
            .env("SESSION_SECRETS", SECRETS)
            .env("ALLOWED_ORIGINS", "https://shop.example")
            .env("LISTEN_ADDR", listen);
        command
    }

    /// The lines on standard error of a proxy that did not start.
    fn complaint(output: &Output) -> String {
        assert!(!output.status.success());
        assert!(output.stdout.is_empty());
        String::from_utf8(output.stderr.clone()).unwrap()
    }

    #[test]
    fn a_wrong_environment_is_told_line_by_line() {
        let mut command = proxy("http://api.example", "127.0.0.1:0");
        command
            .env("SESSION_SECRETS", "a:short")
            .env("REDIS_URL", "redis://localhost");
        let complaint = complaint(&command.output().unwrap());
        let variables: Vec<_> = complaint
            .lines()
            .filter_map(|line| Some(line.split_once(": ")?.0))
            .collect();
        assert_eq!(
            variables,
            ["REDIS_URL", "DEFACTO_BASE_URL", "SESSION_SECRETS"]
        );
    }

    #[test]
    fn a_port_in_use_is_told() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = taken.local_addr().unwrap().to_string();
        let complaint = complaint(&proxy("http://127.0.0.1:1", &address).output().unwrap());
        assert!(complaint.starts_with("LISTEN_ADDR: "), "{complaint}");
        assert!(complaint.contains(&address), "{complaint}");
    }

    #[tokio::test]
    async fn a_request_that_has_begun_ends_before_the_process_does() {
        let arrived = Arc::new(Notify::new());
        let opened = Arc::new(Notify::new());
        let lender = lender(&arrived, &opened).await;
        let mut child = proxy(&format!("http://{lender}"), "127.0.0.1:0")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = message(&mut log, "listening")["address"].clone();
        let url = format!("http://{}/session", address.as_str().unwrap());

        let token = token();
        let request = reqwest::Client::new().get(url).bearer_auth(token);
        let request = tokio::spawn(request.send());
        arrived.notified().await;
        terminate(&child);
        message(&mut log, "stopping");
        opened.notify_one();
        assert_eq!(request.await.unwrap().unwrap().status(), 200);
        let ended = spawn_blocking(move || child.wait()).await.unwrap().unwrap();
        assert!(ended.success(), "{ended}");
    }

    #[tokio::test]
    async fn a_browser_that_waits_does_not_keep_the_process_from_ending() {
        let arrived = Arc::new(Notify::new());
        let opened = Arc::new(Notify::new());
        opened.notify_one();
        let lender = lender(&arrived, &opened).await;
        let mut child = proxy(&format!("http://{lender}"), "127.0.0.1:0")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = message(&mut log, "listening")["address"].clone();
        let url = format!("http://{}/credit-lines", address.as_str().unwrap());

        let request = reqwest::Client::new().get(url).bearer_auth(token());
        let request = tokio::spawn(request.header("prefer", "wait=25").send());
        arrived.notified().await;
        let told = Instant::now();
        terminate(&child);
        let answer = request.await.unwrap().unwrap();
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers().get("preference-applied"), None);
        let ended = spawn_blocking(move || child.wait()).await.unwrap().unwrap();
        assert!(ended.success(), "{ended}");
        let took = told.elapsed();
        assert!(took < Duration::from_secs(15), "{took:?}");
    }

    /// A lender that answers when it is told to.
    async fn lender(arrived: &Arc<Notify>, opened: &Arc<Notify>) -> SocketAddr {
        let (arrived, opened) = (Arc::clone(arrived), Arc::clone(opened));
        let list = async move || {
            arrived.notify_one();
            opened.notified().await;
            json!({"data": []}).to_string()
        };
        let nothing = async || json!({"data": []}).to_string();
        let router = Router::new()
            .route("/borrowers", get(list))
            .route("/credit-lines", get(nothing));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        address
    }

    fn token() -> String {
        let secrets: partner_proxy::session::SessionSecrets = SECRETS.parse().unwrap();
        let claims = partner_proxy::session::Claims {
            identifier: Some("732829320"),
            identifier_type: "siren",
            issuer: "shop",
            lifetime: Duration::from_mins(1),
        };
        secrets.mint(claims).unwrap()
    }

    /// Reads the log up to the line of that message.
    fn message(log: &mut impl Iterator<Item = std::io::Result<String>>, text: &str) -> Value {
        log.map(|line| serde_json::from_str::<Value>(&line.unwrap()).unwrap())
            .find(|line| line["message"] == text)
            .unwrap()
    }

    fn terminate(child: &Child) {
        let mut kill = Command::new("kill");
        let killed = kill
            .arg("-TERM")
            .arg(child.id().to_string())
            .status()
            .unwrap();
        assert!(killed.success());
    }
}

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use demo_shop::{Config, Lending, app};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tower::ServiceExt as _;

pub(crate) const ORIGIN: &str = "http://localhost:8080";
pub(crate) const KEY: &str = "test-key";

/// A shop over a sandbox that answers at once.
pub(crate) struct Shop {
    router: Router,
    pub(crate) lending_url: String,
}

/// One browser, with the cookie that the shop gave it.
pub(crate) struct Browser<'a> {
    shop: &'a Shop,
    pub(crate) cookie: Option<String>,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Shop {
    pub(crate) async fn open() -> Self {
        let sandbox = sandbox::app(sandbox::Config {
            api_key: KEY.to_owned(),
            speed: 1_000.0,
            ..sandbox::Config::default()
        });
        let lending_url = serve(sandbox).await;
        Self::with(lending_url, &[])
    }

    pub(crate) fn with(lending_url: String, proxy: &[(&str, &str)]) -> Self {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let (page_dir, assets_dir) = built();
        let router = app(Config {
            lending: Lending::new(&lending_url, KEY).unwrap(),
            origins: vec![ORIGIN.to_owned(), "http://127.0.0.1:8080".to_owned()],
            page_dir,
            assets_dir,
            proxy: proxy.iter().map(owned).collect(),
        });
        Self {
            router: router.unwrap(),
            lending_url,
        }
    }

    pub(crate) fn browser(&self) -> Browser<'_> {
        Browser {
            shop: self,
            cookie: None,
        }
    }

    /// Makes the sandbox misbehave for everyone.
    pub(crate) async fn play(&self, scenario: &str) {
        let answer = reqwest::Client::new()
            .put(format!("{}/_sandbox/scenarios/*", self.lending_url))
            .json(&json!({ "scenario": scenario }))
            .send()
            .await
            .unwrap();
        assert!(answer.status().is_success());
    }
}

impl Browser<'_> {
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    /// A post as the shop's own page sends it.
    pub(crate) async fn post(&mut self, path: &str, body: Value) -> Answer {
        let request = Request::post(path)
            .header(header::ORIGIN, ORIGIN)
            .header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap())
            .await
    }

    pub(crate) async fn send(&mut self, mut request: Request<Body>) -> Answer {
        if let Some(cookie) = &self.cookie {
            let cookie = cookie.parse().unwrap();
            request.headers_mut().insert(header::COOKIE, cookie);
        }
        let response = self.shop.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        if let Some(set) = parts.headers.get(header::SET_COOKIE) {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            self.cookie = Some(pair.to_owned());
        }
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }

    /// Signs in and gives the enrollment's session token.
    pub(crate) async fn token(&mut self) -> String {
        assert_eq!(self.get("/").await.status, StatusCode::OK);
        let answer = self.post("/shop/enrollment-session", Value::Null).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        answer.body
    }
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// The value of the first attribute of that name.
    pub(crate) fn attribute(&self, name: &str) -> &str {
        let (_, rest) = self.body.split_once(&format!(" {name}=\"")).unwrap();
        rest.split('"').next().unwrap()
    }
}

/// Serves on a port of its own and gives the address.
pub(crate) async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{addr}")
}

/// The binary with nothing set but the folders.
pub(crate) fn demo() -> Command {
    let (page_dir, assets_dir) = built();
    let mut command = Command::new(env!("CARGO_BIN_EXE_demo-shop"));
    command
        .env_clear()
        .env("SHOP_ADDR", "127.0.0.1:0")
        .env("SHOP_PAGE_DIR", page_dir)
        .env("SHOP_ASSETS_DIR", assets_dir);
    command
}

/// The page's and the widget's folders as the build leaves them, the widget's files being stand-ins.
pub(crate) fn built() -> (PathBuf, PathBuf) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR"));
    // Tests run at once: each has folders of its own.
    let name = std::thread::current()
        .name()
        .unwrap_or("main")
        .replace("::", "-");
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let (page, assets) = (root.join("page"), root.join("assets"));
    fs::create_dir_all(page.join("pictures")).unwrap();
    fs::create_dir_all(&assets).unwrap();
    for (from, to) in [
        ("../../index.html", "index.html"),
        ("../../style/demo.css", "demo.css"),
        ("page/checkout.js", "checkout.js"),
        ("page/panel.mjs", "panel.mjs"),
        ("page/pictures/mark.svg", "pictures/mark.svg"),
    ] {
        fs::copy(source.join(from), page.join(to)).unwrap();
    }
    for name in [
        "defacto-enrollment.js",
        "defacto-enrollment-0.1.0.js",
        "enrollment-widget-0123456789abcdef.wasm",
        "enrollment-texts-fr-0123456789abcdef.txt",
    ] {
        fs::write(assets.join(name), b"\0asm").unwrap();
    }
    (page, assets)
}

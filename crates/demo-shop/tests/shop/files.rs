use axum::http::StatusCode;

use crate::support::Shop;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
    style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let shop = Shop::open().await;
    for path in [
        "/",
        "/demo.css",
        "/assets/defacto-enrollment.js",
        "/assets/nothing.js",
        "/nothing",
        "/shop/scenario",
        "/shop/test-data",
        "/shop/orders",
        "/legal/terms.fr.html",
        "/defacto/session",
        "/defacto/healthz",
        "/index.html",
    ] {
        let answer = shop.browser().get(path).await;
        assert_eq!(answer.header("content-security-policy"), POLICY, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
    }
}

#[tokio::test]
async fn the_widgets_files_are_served_as_an_asset_host_does() {
    let shop = Shop::open().await;
    let forever = "public, max-age=31536000, immutable";
    for (name, kind, cache) in [
        ("defacto-enrollment.js", "text/javascript", "no-cache"),
        ("defacto-enrollment-0.1.0.js", "text/javascript", forever),
        (
            "enrollment-widget-0123456789abcdef.wasm",
            "application/wasm",
            forever,
        ),
        (
            "enrollment-texts-fr-0123456789abcdef.txt",
            "text/plain; charset=utf-8",
            forever,
        ),
    ] {
        let answer = shop.browser().get(&format!("/assets/{name}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{name}");
        assert_eq!(answer.header("content-type"), kind, "{name}");
        assert_eq!(answer.header("cache-control"), cache, "{name}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{name}");
    }
}

#[tokio::test]
async fn an_asset_that_is_missing_is_not_remembered_as_missing() {
    let shop = Shop::open().await;
    for path in [
        "/assets/enrollment-widget-00000000.wasm",
        "/assets/enrollment-texts-fr-00000000.txt",
        "/assets/",
        "/assets/../index.html",
    ] {
        let answer = shop.browser().get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn the_pages_other_files_are_served_and_asked_for_anew() {
    let shop = Shop::open().await;
    for (path, kind) in [
        ("/demo.css", "text/css"),
        ("/checkout.js", "text/javascript"),
        ("/pictures/mark.svg", "image/svg+xml"),
    ] {
        let answer = shop.browser().get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("content-type"), kind, "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
    }
    let nothing = shop.browser().get("/nothing").await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    assert!(nothing.body.contains("Page not found"));
}

#[tokio::test]
async fn the_unfilled_template_is_never_served() {
    let shop = Shop::open().await;
    let answer = shop.browser().get("/index.html").await;
    assert!(answer.status.is_redirection());
    assert_eq!(answer.header("location"), "/");
}

#[tokio::test]
async fn legal_documents_are_marked_as_demo_documents_in_their_language() {
    let shop = Shop::open().await;
    for (file, lang, notice) in [
        (
            "terms.en",
            "en",
            "Demo document. The lender’s own terms go here.",
        ),
        ("terms.fr", "fr", "Document de démonstration."),
        ("terms.de", "de", "Demo-Dokument."),
        ("terms.es", "es", "Documento de demostración."),
        ("terms.nl", "nl", "Demodocument."),
        ("privacy", "en", "Demo document."),
    ] {
        let answer = shop.browser().get(&format!("/legal/{file}.html")).await;
        assert_eq!(answer.status, StatusCode::OK, "{file}");
        assert_eq!(answer.attribute("lang"), lang);
        assert!(answer.body.contains(notice), "{file}");
    }
    for file in ["terms.it.html", "terms.html", "terms.EN.html", "other.html"] {
        let answer = shop.browser().get(&format!("/legal/{file}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{file}");
    }
}

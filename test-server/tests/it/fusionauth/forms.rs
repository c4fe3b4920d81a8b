//! Request bodies with the content type of HTML forms.

use serde_json::json;

use super::scene::{EMAIL, PASSWORD, Scene};
use crate::support::{form, text};

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn only_the_request_that_revokes_a_refresh_token_accepts_a_form() {
    let scene = Scene::start().await;
    let token = scene.register(json!({})).await["refreshToken"].clone();
    let token_form = form(&[("token", &text(&token))]);
    let refresh = "/api/jwt/refresh";
    let login = form(&[("loginId", EMAIL), ("password", PASSWORD)]);
    for (method, path, body) in [
        ("POST", "/api/login", &login),
        ("POST", refresh, &token_form),
        ("PUT", "/api/login", &login),
    ] {
        scene.typed(method, path, FORM, body).await.general("[InvalidContentType]");
    }
    scene.typed("DELETE", refresh, "text/plain", &token_form).await.general("[InvalidContentType]");
    assert_eq!(scene.refresh(&token).await.status, 200);
    scene.typed("DELETE", refresh, FORM, &token_form).await.empty(200);
    assert_eq!(scene.refresh(&token).await.status, 400);
}

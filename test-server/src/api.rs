//! The router of the whole server, and the OpenAPI document that is made from its routes and types.

use std::sync::{Arc, LazyLock};

use axum::body::Body;
use axum::http::Request;
use axum::routing::any;
use axum::{Json, Router};
use serde_json::Value;

use crate::control::http::{ROOT, described};
use crate::openapi::{Content, Document, schema};
use crate::route::{self, GET, Route, route};
use crate::state::State;
use crate::{control, fusio, fusionauth, start};

/// The document. It is made once, because it does not change while the server runs.
static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let mut document = Document::new();
    fusio::describe(&mut document);
    fusionauth::describe(&mut document);
    control::describe(&mut document);
    route::describe([published()], ROOT, &mut document);
    start::describe(&mut document);
    document.finish()
});

/// The OpenAPI 3.1 document that a running server publishes at `/_test/openapi.json`.
pub fn openapi() -> &'static Value {
    &DOCUMENT
}

/// The vendors' paths, the control API and the start page; every other path gets Fusio's 404.
pub(crate) fn router(state: &Arc<State>) -> Router<Arc<State>> {
    let vendors = {
        let state = state.clone();
        any(move |request: Request<Body>| async move {
            if start::is_asked_for(&request) {
                return start::show(&state);
            }
            match fusionauth::owns(request.uri().path()) {
                true => fusionauth::handle(state, request).await,
                false => fusio::handle(state, request).await,
            }
        })
    };
    Router::new().nest(ROOT, control::router(state, published())).fallback_service(vendors)
}

/// The document's own route.
fn published() -> Route {
    route(GET, "/openapi.json", show, |document| {
        described(document, "openapi", "This document").answer(
            200,
            "The document",
            Content::json(schema::any()),
        )
    })
}

async fn show() -> Json<&'static Value> {
    Json(openapi())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;

    use http_body_util::BodyExt;
    use serde_json::json;

    use super::*;
    use crate::config::{PasswordHash, ServerConfig};
    use crate::db::Reader;
    use crate::exposure::Exposure;
    use crate::fusionauth::handle;
    use crate::http_client::HttpClient;
    use crate::seed;
    use crate::settings::Settings;

    const KEY: &str = "bf69486b-4733-4470-a592-f1bfce7af580";

    async fn post(state: &Arc<State>, path: &str, body: Value) -> (u16, Value) {
        let request = Request::post(path).header("authorization", KEY);
        let request = request.header("content-type", "application/json");
        let request = request.body(Body::from(body.to_string())).unwrap();
        let response = handle(state.clone(), request).await;
        let status = response.status().as_u16();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, serde_json::from_slice(&body).unwrap_or_default())
    }

    /// How many hashes are computed and how many rows are written for one wrong password of this user.
    async fn work(state: &Arc<State>, app: &Value, login: &str) -> (usize, i64) {
        let written = || {
            let changes = |db: &Reader| db.first("SELECT total_changes()", [], |row| row.get(0));
            state.db.read(changes).unwrap().unwrap_or(0_i64)
        };
        let before = (state.hasher.computed.load(Ordering::Relaxed), written());
        let body = json!({"loginId": login, "password": "wrong horse 1", "applicationId": app});
        assert_eq!(post(state, "/api/login", body).await, (404, Value::Null));
        let after = (state.hasher.computed.load(Ordering::Relaxed), written());
        (after.0 - before.0, after.1 - before.1)
    }

    #[tokio::test]
    async fn a_wrong_password_causes_the_same_work_whether_the_user_exists_or_not() {
        let server = ServerConfig { password_hash: PasswordHash::Cheap, ..ServerConfig::default() };
        let url = "http://127.0.0.1".to_owned();
        let exposure = Exposure::new(&url, &[]).unwrap();
        let state = State::open(
            url.clone(),
            url,
            exposure,
            &server,
            Settings::default(),
            None,
            HttpClient::default(),
        );
        let state = Arc::new(state.unwrap());
        seed::fill(&state).await.unwrap();
        let app = json!({"application": {"name": "app"}});
        let (_, made) = post(&state, "/api/application", app).await;
        let app = &made["application"]["id"];
        for user in [
            json!({"email": "ada@example.com", "password": "correct horse 1"}),
            json!({"username": "bob", "password": "correct horse 1"}),
            // This user has no password.
            json!({"email": "eve@example.com"}),
        ] {
            let registration = json!({"applicationId": app});
            let body = json!({"user": user, "registration": registration});
            assert_eq!(post(&state, "/api/user/registration", body).await.0, 200);
        }
        // The first guess creates a count of failures; the second guess increases this count.
        for guess in 0..2 {
            let unknown = work(&state, app, "nobody@example.com").await;
            assert_eq!(unknown.0, 1);
            for known in ["ada@example.com", "bob", "eve@example.com"] {
                assert_eq!(work(&state, app, known).await, unknown, "{known}, guess {guess}");
            }
        }
    }
}

//! A Fusio user with secrets of every kind, and a request for every operation outside FusionAuth.

use serde_json::{Value, json};

use crate::fusionauth::calls::{self, filled};
use crate::identity::{allowed_code, allowed_code_as};
use crate::support::{Answer, Bench, email, form, query_value, text};

pub(super) const PASSWORD: &str = "Fusio-passw0rd-4711";
pub(super) const SMTP_PASSWORD: &str = "fusio-smtp-password-4711";
const NEW_PASSWORD: &str = "Fusio-new-passw0rd-4711";
const CAPTCHA_SECRET: &str = "fusio-captcha-secret-4711";
const APP_SECRET: &str = "fusio-app-secret-4711";
const CLIENT_SECRET: &str = "fusio-client-secret-4711";
const ADMIN_PASSWORD: &str = "Adm1n!pass";
const BACK: &str = "http://localhost:3000/back";
const FORM: &str = "application/x-www-form-urlencoded";

/// The user and the secrets.
pub(super) struct FusioVictim {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) token: String,
    pub(super) refresh_token: String,
    /// The token from a mail to another user, who is not active yet.
    pub(super) activation: String,
    pub(super) reset: String,
    pub(super) other_token: String,
    pub(super) admin_token: String,
}

/// A request. `send` adds the credentials of the caller.
pub(super) struct Sent {
    path: String,
    kind: &'static str,
    body: Option<String>,
    /// If set, these credentials are sent instead of the caller's.
    authorization: Option<String>,
}

impl Sent {
    pub(super) fn json(sent: calls::Sent) -> Self {
        let body = sent.body.map(|body| body.to_string());
        Self { path: sent.path, kind: "application/json", body, authorization: None }
    }

    fn form(path: &str, pairs: &[(&str, &str)]) -> Self {
        Self { path: path.to_owned(), kind: FORM, body: Some(form(pairs)), authorization: None }
    }

    pub(super) async fn send(
        self,
        bench: &Bench,
        method: &str,
        authorization: Option<&str>,
    ) -> Answer {
        let mut request = bench.request(method, &self.path);
        if self.path == "/" {
            // Only a browser gets the start page.
            request = request.header("accept", "text/html");
        }
        if let Some(authorization) = self.authorization.as_deref().or(authorization) {
            // A browser sends its tokens in cookies.
            let cookies = authorization.starts_with("access_token=");
            let name = if cookies { "cookie" } else { "authorization" };
            request = request.header(name, authorization);
        }
        if let Some(body) = self.body {
            request = request.header("content-type", self.kind).body(body);
        }
        Answer::of(request).await
    }
}

impl FusioVictim {
    pub(super) async fn create(bench: &Bench) -> Self {
        bench
            .settings(json!({
                "fusio": {
                    "recaptcha_secret": CAPTCHA_SECRET,
                    "apps": [{"name": "App", "key": "app", "secret": APP_SECRET,
                              "url": "http://localhost:3000"}],
                    "identities": [{"name": "GitHub", "provider": "github", "app_id": 1,
                                    "client_id": "demo", "client_secret": CLIENT_SECRET}],
                },
                "mail": {"smtp_url": null},
                "provider": {"clients": [{"client_id": "demo", "client_secret": CLIENT_SECRET}]},
            }))
            .await;
        let (name, pending) = (fresh(), fresh());
        let tokens = login(bench, &made(bench, &name).await, PASSWORD).await;
        let other_token =
            text(&login(bench, &made(bench, &fresh()).await, PASSWORD).await["token"]);
        let admin_token = text(&login(bench, "rootadmin", ADMIN_PASSWORD).await["token"]);
        let body = json!({"name": pending, "email": email(&pending), "password": PASSWORD,
                          "captcha": "good"});
        bench.post("/consumer/register", body).await.succeeded("Registration successful");
        let body = json!({"email": email(&name), "captcha": "good"});
        let asked = bench.post("/consumer/password_reset", body).await;
        asked.succeeded("Password reset email was send");
        Self {
            email: email(&name),
            token: text(&tokens["token"]),
            refresh_token: text(&tokens["refresh_token"]),
            activation: bench.mailed_token(&pending).await,
            reset: bench.mailed_token(&name).await,
            name,
            other_token,
            admin_token,
        }
    }

    /// The secrets: only the answers that `shown.rs` lists may contain them.
    pub(super) fn secrets(&self) -> Vec<&str> {
        vec![
            PASSWORD,
            NEW_PASSWORD,
            CAPTCHA_SECRET,
            APP_SECRET,
            CLIENT_SECRET,
            SMTP_PASSWORD,
            ADMIN_PASSWORD,
            &self.token,
            &self.refresh_token,
            &self.activation,
            &self.reset,
            &self.other_token,
            &self.admin_token,
        ]
    }

    /// The request of an operation. The test fails if an operation has no request here.
    pub(super) async fn request(&self, bench: &Bench, method: &str, path: &str) -> Sent {
        let json =
            |body: Value| Sent::json(calls::Sent { path: path.to_owned(), body: Some(body) });
        let bare = |ids: &[&str], query: &[(&str, &str)]| {
            Sent::json(calls::Sent { path: filled(path, ids, query), body: None })
        };
        let name = fresh();
        let user = json!({"name": name, "email": email(&name), "password": PASSWORD});
        match (method, path) {
            ("POST", "/consumer/register") => {
                let mut user = user;
                user["captcha"] = json!("good");
                json(user)
            }
            ("POST", "/consumer/activate") => json(json!({"token": self.activation})),
            ("POST", "/consumer/login") => {
                json(json!({"username": self.name, "password": PASSWORD}))
            }
            ("PUT", "/consumer/login") => json(json!({"refresh_token": self.refresh_token})),
            ("POST", "/consumer/password_reset") => {
                json(json!({"email": self.email, "captcha": "good"}))
            }
            ("PUT", "/consumer/password_reset") => {
                json(json!({"token": self.reset, "newPassword": NEW_PASSWORD}))
            }
            ("PUT", "/consumer/account") => json(json!({"email": email(&name)})),
            ("PUT", "/consumer/account/change_password") => json(json!({
                "oldPassword": PASSWORD, "newPassword": NEW_PASSWORD,
                "verifyPassword": NEW_PASSWORD,
            })),
            ("GET", "/consumer/identity/{identity}/redirect") => {
                bare(&["1"], &[("redirect_uri", BACK)])
            }
            ("GET", "/consumer/identity/{identity}/exchange") => {
                let redirect = "/consumer/identity/1/redirect";
                let answer = bench.send("GET", redirect, None, None).await;
                let state = query_value(answer.header("location"), "state");
                let back = format!("{}/consumer/identity/1/exchange", bench.url);
                let code = allowed_code(bench, "github", &back).await;
                bare(&["1"], &[("code", &code), ("state", &state)])
            }
            ("POST", "/consumer/provider/{provider}") => {
                let code = allowed_code_as(bench, &name, "github", BACK).await;
                let body = json!({"code": code, "clientId": "demo", "redirectUri": BACK});
                let path = filled(path, &["github"], &[]);
                Sent::json(calls::Sent { path, body: Some(body) })
            }
            ("POST", "/authorization/token") => {
                Sent::form(path, &[("grant_type", "client_credentials")])
            }
            ("POST", "/backend/app") => json(json!({
                "name": name, "url": "http://localhost:3000", "status": 1, "userId": 2,
                "scopes": [],
            })),
            ("POST", "/backend/identity") => json(json!({
                "name": name, "icon": "i", "appId": 1, "allowCreate": true,
                "class": "Fusio.Impl.Provider.Identity.Github",
                "config": {"client_id": "demo", "client_secret": CLIENT_SECRET},
            })),
            ("POST", "/_test/captcha/siteverify") => {
                Sent::form(path, &[("secret", CAPTCHA_SECRET), ("response", "good")])
            }
            ("POST", "/_test/restore") => {
                json(bench.send("POST", "/_test/snapshot", None, None).await.json())
            }
            ("POST", "/_test/clock") => json(json!({"advance_seconds": 0})),
            ("POST", "/_test/faults") => json(json!({"path": "/nowhere", "method": "PUT"})),
            ("POST", "/_test/kickstart") => json(json!({"apiKeys": [{"key": "k-of-kickstart"}]})),
            ("PATCH", "/_test/settings") => json(json!({})),
            ("POST", "/_test/users") => json(user),
            ("PATCH", "/_test/users") => json(json!({"name": self.name, "password": PASSWORD})),
            ("GET", "/_test/mailbox/{id}" | "/_test/mailbox/{id}/html") => {
                let mails = bench.send("GET", "/_test/outbox", None, None).await.json();
                let id = mails.as_array().and_then(|mails| mails.last()).unwrap()["id"].to_string();
                bare(&[id.trim_matches('"')], &[])
            }
            ("GET", "/_test/provider/{kind}/authorize") => bare(&["github"], &authorize("allow")),
            ("POST", "/_test/provider/{kind}/authorize") => {
                Sent::form(&filled(path, &["github"], &[]), &authorize("allow"))
            }
            ("GET" | "POST", "/_test/provider/{kind}/token") => {
                let code = allowed_code(bench, "facebook", BACK).await;
                let pairs = grant(&code);
                let path = filled(path, &["facebook"], &[]);
                match method {
                    "GET" => bare_at(format!("{path}?{}", form(&pairs))),
                    _ => Sent::form(&path, &pairs),
                }
            }
            (_, "/_test/provider/{kind}/userinfo") => {
                let code = allowed_code(bench, "facebook", BACK).await;
                let token = Sent::form("/_test/provider/facebook/token", &grant(&code));
                let token = token.send(bench, "POST", None).await.json();
                let authorization = Some(format!("Bearer {}", text(&token["access_token"])));
                Sent { authorization, ..bare(&["facebook"], &[]) }
            }
            (
                "GET",
                "/consumer/account"
                | "/consumer/identity"
                | "/consumer/scope"
                | "/consumer/scope/categories"
                | "/authorization/whoami"
                | "/"
                | "/_test/faults"
                | "/_test/health"
                | "/_test/mailbox"
                | "/_test/openapi.json"
                | "/_test/outbox"
                | "/_test/requests"
                | "/_test/settings"
                | "/_test/users"
                | "/_test/webhooks"
                | "/_test/provider/openid/.well-known/openid-configuration"
                | "/_test/provider/openid/jwks",
            )
            | ("POST", "/authorization/revoke" | "/_test/reset" | "/_test/snapshot")
            | (
                "DELETE",
                "/_test/faults" | "/_test/outbox" | "/_test/requests" | "/_test/webhooks",
            ) => bare(&[], &[]),
            _ => panic!("{method} {path} has no request here: add one that succeeds"),
        }
    }
}

fn bare_at(path: String) -> Sent {
    Sent::json(calls::Sent { path, body: None })
}

fn authorize(decision: &str) -> [(&str, &str); 7] {
    [
        ("response_type", "code"),
        ("client_id", "demo"),
        ("redirect_uri", BACK),
        ("state", "s"),
        ("login", "demo-user"),
        ("email", "demo-user@example.test"),
        ("decision", decision),
    ]
}

fn grant(code: &str) -> [(&str, &str); 5] {
    [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("client_id", "demo"),
        ("client_secret", CLIENT_SECRET),
        ("redirect_uri", BACK),
    ]
}

/// A name that no user has.
fn fresh() -> String {
    format!("user-{}", uuid::Uuid::new_v4().simple()).split_at(24).0.to_owned()
}

async fn made(bench: &Bench, name: &str) -> String {
    let body = json!({"name": name, "email": email(name), "password": PASSWORD});
    let answer = bench.post("/_test/users", body).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    name.to_owned()
}

async fn login(bench: &Bench, name: &str, password: &str) -> Value {
    let answer =
        bench.post("/consumer/login", json!({"username": name, "password": password})).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

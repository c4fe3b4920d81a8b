//! Sends the requests that are measured, and the requests that have to come before them.

use std::time::{Duration, Instant};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use reqwest::{Client, Method, header, redirect};
use serde_json::{Value, json};

use crate::fill::{TENANT, id};
use crate::{Outcome, ROUNDS, TURNS};

pub(crate) const KEY: &str = "bf69486b-4733-4470-a592-f1bfce7af580";
pub(crate) const PASSWORD: &str = "Passw0rd!x";

/// A request.
pub(crate) struct Sent {
    method: Method,
    path: String,
    authorization: Option<String>,
    body: Value,
    form: bool,
    tenant: bool,
}

/// Makes a request from the server's data, the number of the round, and the answer to the previous request.
type Make = fn(&Site, u32, &Value) -> Sent;

/// Requests that are sent one after the other; only the time of the last one is measured.
pub(crate) struct Call {
    pub(crate) name: &'static str,
    before: &'static [Make],
    last: Make,
    /// Whether the answer, or the data that the call searches, grows with the number of users.
    pub(crate) grows: bool,
}

pub(crate) fn call(name: &'static str, last: Make) -> Call {
    Call { name, before: &[], last, grows: false }
}

impl Call {
    pub(crate) fn after(self, before: &'static [Make]) -> Self {
        Self { before, ..self }
    }

    pub(crate) fn grows(self) -> Self {
        Self { grows: true, ..self }
    }
}

pub(crate) fn sent(method: Method, path: impl Into<String>, body: Value) -> Sent {
    Sent { method, path: path.into(), authorization: None, body, form: false, tenant: true }
}

pub(crate) fn get(path: impl Into<String>) -> Sent {
    sent(Method::GET, path, Value::Null)
}

pub(crate) fn post(path: impl Into<String>, body: Value) -> Sent {
    sent(Method::POST, path, body)
}

impl Sent {
    pub(crate) fn with(self, token: &Value) -> Self {
        Self { authorization: Some(format!("Bearer {}", text(token))), ..self }
    }

    /// The same request with the name and the password of a user, or with the key and the secret of an app.
    pub(crate) fn basic(self, name: &str, secret: &str) -> Self {
        let credentials = BASE64_STANDARD.encode(format!("{name}:{secret}"));
        Self { authorization: Some(format!("Basic {credentials}")), ..self }
    }

    /// The same request, sent as a form. Its body must be a text.
    pub(crate) fn form(self) -> Self {
        Self { form: true, ..self }
    }

    /// The same request to FusionAuth, without the header that names the tenant.
    pub(crate) fn alone(self) -> Self {
        Self { tenant: false, ..self }
    }
}

/// The text in a JSON value; empty if the value is not a text.
pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A server with `size` users of each vendor.
pub(crate) struct Site {
    pub(crate) url: String,
    pub(crate) size: u32,
    /// The access token of Fusio's administrator.
    pub(crate) admin: Value,
}

impl Site {
    /// The number of the user of this round.
    pub(crate) fn number(&self, round: u32) -> u32 {
        round * (self.size / (ROUNDS * (TURNS + 1)))
    }

    /// The id of FusionAuth's user of this round.
    pub(crate) fn user(&self, round: u32) -> String {
        id(3, self.number(round))
    }

    /// The address of FusionAuth's user of this round.
    pub(crate) fn email(&self, round: u32) -> String {
        format!("user-{}@example.com", self.number(round))
    }

    /// The id of the application for which FusionAuth's user of this round is registered.
    pub(crate) fn app(&self, round: u32) -> String {
        id(1, self.number(round) % (self.size / 100))
    }
}

pub(crate) struct Caller {
    http: Client,
    site: Site,
}

impl Caller {
    pub(crate) async fn new(url: &str, size: u32) -> Outcome<Self> {
        let http = Client::builder().redirect(redirect::Policy::none()).build()?;
        let site = Site { url: url.to_owned(), size, admin: Value::Null };
        let mut caller = Self { http, site };
        let provider = format!("{url}/_test/provider/github");
        let identity = json!({
            "app_id": 1, "name": "Demo", "provider": "github",
            "client_id": "demo", "client_secret": "demo-secret",
            "authorization_uri": format!("{provider}/authorize"),
            "token_uri": format!("{provider}/token"),
            "user_info_uri": format!("{provider}/userinfo"),
        });
        let app = json!({"name": "App", "key": "app-key", "secret": "app-secret", "url": "http://localhost:3000"});
        let fusio = json!({"fusio": {"apps": [app], "identities": [identity]}});
        caller.send(sent(Method::PATCH, "/_test/settings", fusio)).await?;
        let tenant = json!({"tenant": {"emailConfiguration": {"verifyEmail": true}}});
        caller.send(sent(Method::PATCH, format!("/api/tenant/{TENANT}"), tenant)).await?;
        let login = json!({"username": "rootadmin", "password": "Adm1n!pass"});
        let login = caller.send(post("/consumer/login", login)).await?;
        caller.site.admin = login.get("token").cloned().unwrap_or_default();
        Ok(caller)
    }

    /// Sends the requests of a call in this round. Returns how long the last request takes.
    pub(crate) async fn time(&self, call: &Call, round: u32) -> Outcome<Duration> {
        let mut answer = Value::Null;
        for before in call.before {
            answer = self.send(before(&self.site, round, &answer)).await?;
        }
        let last = (call.last)(&self.site, round, &answer);
        let since = Instant::now();
        self.send(last).await.map_err(|error| format!("{}, round {round}: {error}", call.name))?;
        Ok(since.elapsed())
    }

    /// Sends a request; returns the answer or, for a redirect, the address to which it leads.
    async fn send(&self, sent: Sent) -> Outcome<Value> {
        let path = &sent.path;
        let request = self.http.request(sent.method, format!("{}{path}", self.site.url));
        let mut request = request.header(header::USER_AGENT, "flat");
        if let Some(authorization) = &sent.authorization {
            request = request.header(header::AUTHORIZATION, authorization);
        } else if path.starts_with("/api") {
            request = request.header(header::AUTHORIZATION, KEY);
        }
        if sent.tenant && path.starts_with("/api") {
            request = request.header("x-fusionauth-tenantid", TENANT);
        }
        let request = match (&sent.body, sent.form) {
            (Value::Null, _) => request,
            (body, true) => {
                let kind = "application/x-www-form-urlencoded";
                request
                    .header(header::CONTENT_TYPE, kind)
                    .header(header::ACCEPT, "application/json")
                    .body(text(body).to_owned())
            }
            (body, false) => request.json(body),
        };
        let answer = request.send().await?;
        let status = answer.status();
        if let Some(location) = answer.headers().get(header::LOCATION) {
            return Ok(location.to_str()?.into());
        }
        let answer = answer.text().await?;
        if !status.is_success() {
            return Err(format!("{path}: {status} {answer}").into());
        }
        Ok(serde_json::from_str(&answer).unwrap_or_default())
    }
}

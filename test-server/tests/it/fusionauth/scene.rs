//! The data that the tests start with, made through the API, and the helpers for their requests.

use serde_json::{Map, Value, json};

use crate::support::{Answer, Bench, form, text};

/// The API key of a new server; it allows everything.
pub(crate) const KEY: &str = "bf69486b-4733-4470-a592-f1bfce7af580";
pub(super) const DEFAULT_TENANT: &str = "30663132-6464-6665-3032-326466613934";
pub(super) const EMAIL: &str = "ada@example.com";
pub(super) const PASSWORD: &str = "correct horse 1";
pub(super) const NOBODY: &str = "99999999-aaaa-4bbb-8ccc-dddddddddddd";
pub(super) const TENANT: &str = "X-FusionAuth-TenantId";
/// The id of a template that does not exist. The server needs an id, but always sends its own texts.
const TEMPLATE: &str = "5b8f3c3e-0000-4000-8000-00000000e41a";

/// A server with the application `A` and the user ada, who has no registration.
pub(super) struct Scene {
    pub(super) bench: Bench,
    pub(super) a: String,
    pub(super) user: String,
}

/// A call with its headers, and with its body as text.
pub(super) struct Call<'a> {
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    pub(super) headers: &'a [(&'a str, &'a str)],
    pub(super) body: &'a str,
}

impl Scene {
    pub(super) async fn start() -> Self {
        let bench = Bench::start().await;
        let mut scene = Self { bench, a: String::new(), user: String::new() };
        scene.a = scene.application(json!({})).await;
        scene.user = scene.user(EMAIL).await;
        scene
    }

    /// Starts a server with these FusionAuth settings.
    pub(super) async fn with(switches: Value) -> Self {
        let scene = Self::start().await;
        scene.switch(switches).await;
        scene
    }

    pub(super) async fn switch(&self, switches: Value) {
        self.bench.settings(json!({"fusionauth": switches})).await;
    }

    /// Makes an application like `A`, with these members changed.
    pub(super) async fn application(&self, changes: Value) -> String {
        let mut application = json!({
            "name": format!("app {}", uuid::Uuid::new_v4()),
            "roles": [
                {"name": "admin"},
                {"name": "community_helper"},
                {"name": "user", "isDefault": true},
            ],
            "loginConfiguration": {"generateRefreshTokens": true, "allowTokenRefresh": true},
            "jwtConfiguration": {"enabled": true},
        });
        merge(&mut application, changes);
        let answer = self.post("/api/application", json!({"application": application})).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        text(&answer.json()["application"]["id"])
    }

    /// Makes an application that verifies registrations with this strategy.
    pub(super) async fn verifying(&self, strategy: &str) -> String {
        self.application(verification(strategy)).await
    }

    /// Makes a user with `PASSWORD` and a verified address.
    pub(super) async fn user(&self, email: &str) -> String {
        let user = json!({"email": email, "password": PASSWORD});
        let answer = self.post("/api/user", json!({"user": user, "skipVerification": true})).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        text(&answer.json()["user"]["id"])
    }

    pub(super) async fn tenant(&self, name: &str) -> String {
        let answer = self.post("/api/tenant", json!({"tenant": {"name": name}})).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        text(&answer.json()["tenant"]["id"])
    }

    /// Changes the default tenant.
    pub(super) async fn patch_tenant(&self, changes: Value) {
        let path = format!("/api/tenant/{DEFAULT_TENANT}");
        let answer = self.patch(&path, json!({"tenant": changes})).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    }

    /// Makes a user action that prevents logins. The tenant applies this action to users with
    /// too many failed logins.
    pub(super) async fn lock_out(&self, configuration: Value) {
        self.lock_out_by(json!({}), configuration).await;
    }

    /// Like `lock_out`, with these members of the action changed.
    pub(super) async fn lock_out_by(&self, changes: Value, mut configuration: Value) {
        let mut action =
            json!({"name": "Too many failures", "temporal": true, "preventLogin": true});
        merge(&mut action, changes);
        let made = self.post("/api/user-action", json!({"userAction": action})).await.ok();
        configuration["userActionId"] = made["userAction"]["id"].clone();
        self.patch_tenant(json!({"failedAuthenticationConfiguration": configuration})).await;
    }

    /// Registers ada for `A` with these members; returns the whole answer.
    pub(super) async fn register(&self, changes: Value) -> Value {
        self.register_for(&self.a, changes).await
    }

    /// Registers ada for this application with these members; returns the whole answer.
    pub(super) async fn register_for(&self, application: &str, changes: Value) -> Value {
        let mut registration = json!({"applicationId": application});
        merge(&mut registration, changes);
        let body = json!({"registration": registration});
        let answer = self.post(&self.path(), body).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }

    /// The path of ada's registrations.
    pub(super) fn path(&self) -> String {
        format!("/api/user/registration/{}", self.user)
    }

    /// The path of ada's registration for `A`.
    pub(super) fn path_a(&self) -> String {
        format!("/api/user/registration/{}/{}", self.user, self.a)
    }

    /// Reads ada's registration for `A`.
    pub(super) async fn registration(&self) -> Value {
        self.registration_for(&self.a).await
    }

    pub(super) async fn registration_for(&self, application: &str) -> Value {
        let answer = self.get(&format!("{}/{application}", self.path())).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()["registration"].clone()
    }

    /// Logs ada in to this application.
    pub(super) async fn login(&self, application: &str, password: &str) -> Answer {
        let body = json!({"loginId": EMAIL, "password": password, "applicationId": application});
        self.post("/api/login", body).await
    }

    pub(super) async fn refresh(&self, token: &Value) -> Answer {
        self.anonymous("POST", "/api/jwt/refresh", json!({"refreshToken": token})).await
    }

    /// The messages to this address or phone number, oldest first.
    pub(super) async fn outbox(&self, address: &str) -> Vec<Value> {
        let path = format!("/_test/outbox?{}", form(&[("to", address)]));
        let answer = self.bench.send("GET", &path, None, None).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json().as_array().unwrap().clone()
    }

    pub(super) async fn get(&self, path: &str) -> Answer {
        Answer::of(self.bench.request("GET", path).header("authorization", KEY)).await
    }

    pub(super) async fn delete(&self, path: &str) -> Answer {
        Answer::of(self.bench.request("DELETE", path).header("authorization", KEY)).await
    }

    pub(super) async fn post(&self, path: &str, body: Value) -> Answer {
        self.keyed("POST", path, body).await
    }

    pub(super) async fn put(&self, path: &str, body: Value) -> Answer {
        self.keyed("PUT", path, body).await
    }

    pub(super) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.keyed("PATCH", path, body).await
    }

    pub(super) async fn keyed(&self, method: &str, path: &str, body: Value) -> Answer {
        Answer::of(self.bench.request(method, path).header("authorization", KEY).json(&body)).await
    }

    /// Sends the body without a key.
    pub(super) async fn anonymous(&self, method: &str, path: &str, body: Value) -> Answer {
        Answer::of(self.bench.request(method, path).json(&body)).await
    }

    /// Sends neither a key nor a body.
    pub(super) async fn bare(&self, method: &str, path: &str) -> Answer {
        Answer::of(self.bench.request(method, path)).await
    }

    pub(super) async fn bearer(&self, method: &str, path: &str, token: &str) -> Answer {
        Answer::of(self.bench.request(method, path).bearer_auth(token)).await
    }

    /// Sends these headers and this body, and adds no key.
    pub(super) async fn call(&self, call: &Call<'_>) -> Answer {
        let mut request = self.bench.request(call.method, call.path);
        for (name, value) in call.headers {
            request = request.header(*name, *value);
        }
        Answer::of(request.body(call.body.to_owned())).await
    }

    /// Sends the key, this content type and this body.
    pub(super) async fn typed(&self, method: &str, path: &str, kind: &str, body: &str) -> Answer {
        let headers = [("authorization", KEY), ("content-type", kind)];
        self.call(&Call { method, path, headers: &headers, body }).await
    }

    /// Sends the key and this tenant.
    pub(super) async fn in_tenant(
        &self,
        tenant: &str,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> Answer {
        let request = self.bench.request(method, path).header("authorization", KEY);
        let request = request.header(TENANT, tenant);
        Answer::of(match body {
            Some(body) => request.json(&body),
            None => request,
        })
        .await
    }
}

impl Answer {
    /// Checks for this status, an empty body and no JSON content type.
    #[track_caller]
    pub(super) fn empty(&self, status: u16) {
        assert_eq!((self.status, self.body.as_str()), (status, ""));
        assert!(!self.header("content-type").starts_with("application/json"), "{self:?}");
    }

    /// Checks for status 200 and returns the body.
    #[track_caller]
    pub(super) fn ok(&self) -> Value {
        assert_eq!(self.status, 200, "{}", self.body);
        assert_eq!(self.header("content-type"), "application/json; charset=UTF-8");
        assert_eq!(self.header("cache-control"), "no-store");
        self.json()
    }

    /// Checks for status 400 with exactly these codes on these fields, and no general error.
    #[track_caller]
    pub(super) fn invalid(&self, expected: &[(&str, &[&str])]) {
        assert_eq!(self.status, 400, "{}", self.body);
        let body = self.json();
        let expected: Map<String, Value> =
            expected.iter().map(|(field, codes)| ((*field).to_owned(), json!(codes))).collect();
        let found: Map<String, Value> = body["fieldErrors"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(field, errors)| (field.clone(), json!(codes(errors))))
            .collect();
        assert_eq!(found, expected, "{body}");
        assert_eq!(body.get("generalErrors"), None, "{body}");
    }

    /// Checks for status 400 with exactly this general error.
    #[track_caller]
    pub(super) fn general(&self, code: &str) {
        assert_eq!(self.status, 400, "{}", self.body);
        let body = self.json();
        assert_eq!(codes(&body["generalErrors"]), [code], "{body}");
        assert_eq!(body.get("fieldErrors"), None, "{body}");
    }
}

/// The members of an application that verifies registrations with this strategy.
pub(super) fn verification(strategy: &str) -> Value {
    json!({
        "verifyRegistration": true,
        "verificationEmailTemplateId": TEMPLATE,
        "verificationStrategy": strategy,
    })
}

/// Members for a tenant, with the templates of the mails about passwords and verifications.
pub(super) fn mails() -> Value {
    json!({"emailConfiguration": {
        "forgotPasswordEmailTemplateId": TEMPLATE,
        "setPasswordEmailTemplateId": TEMPLATE,
        "verificationEmailTemplateId": TEMPLATE,
    }})
}

/// The codes in a list of errors; every error must have a message.
#[track_caller]
pub(super) fn codes(errors: &Value) -> Vec<String> {
    let errors = errors.as_array().unwrap_or_else(|| panic!("not a list of errors: {errors}"));
    for error in errors {
        assert!(!text(&error["message"]).is_empty(), "{error}");
    }
    errors.iter().map(|error| text(&error["code"])).collect()
}

/// Whether a value is missing or empty; both have the same meaning.
pub(super) fn absent(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

/// Whether a value is 32 bytes in base64url.
pub(super) fn is_code(value: &Value) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    value.as_str().is_some_and(|text| text.len() == 43 && text.bytes().all(allowed))
}

/// Merges objects member by member and replaces all other values.
pub(super) fn merge(target: &mut Value, changes: Value) {
    match (target, changes) {
        (Value::Object(target), Value::Object(changes)) => {
            for (name, change) in changes {
                merge(target.entry(name).or_insert(Value::Null), change);
            }
        }
        (target, changes) => *target = changes,
    }
}

/// The object without these members.
pub(super) fn without(value: &Value, names: &[&str]) -> Value {
    let mut members = value.as_object().unwrap().clone();
    for name in names {
        members.remove(*name);
    }
    Value::Object(members)
}

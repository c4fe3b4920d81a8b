//! The steps between the recorded exchanges: users, settings, mails, time.

use serde_json::json;

use super::compare::Live;
use crate::fake::{Fake, Seen};
use crate::support::{Bench, SCOPES, email, last_segment, query_value, text};

const PASSWORD: &str = "N3wPassw0rd!";
const APP_KEY: &str = "79b8cd17-2d25-44d2-8998-83b1cac0de3b";
const APP_SECRET: &str = "008662b19fdbb1585964a69f5174906a0ec8193e8aaeec4ba1448afcf91ea580";
const DAYS_3: u64 = 3 * 24 * 60 * 60;

pub(super) struct Scene {
    pub(super) bench: Bench,
    pub(super) live: Live,
    /// The provider of the first recording. It runs as long as the replay.
    _provider: Option<Fake>,
}

impl Scene {
    pub(super) async fn start() -> Self {
        let bench = Bench::with(json!({
            "rate_limit": {"enabled": true, "anonymous": 900, "authenticated": 3600},
        }))
        .await;
        let provider = Fake::start(provider).await;
        let mut live = Live::default();
        live.learn("http://127.0.0.1:8077", &bench.url);
        live.learn("http://127.0.0.1:8079", &provider.url);
        Self { bench, live, _provider: Some(provider) }
    }

    /// The server of the second recording: a user, an app of the administrator, four identities.
    pub(super) async fn second() -> Self {
        let identity = |name: &str, icon: &str| json!({"name": name, "icon": icon});
        let scopes = ["consumer", "authorization", "default"];
        let bench = Bench::with(json!({
            "rate_limit": {"enabled": true, "anonymous": 900, "authenticated": 3600},
            "apps": [{"name": "App", "key": APP_KEY, "secret": APP_SECRET, "user_id": 2, "scopes": scopes}],
            "identities": [
                identity("OpenID", "bi-key"),
                identity("GitHub", "bi-github"),
                identity("Google", "bi-google"),
                identity("Closed", "bi-lock"),
            ],
        }))
        .await;
        let (name, password) = ("ann5824194", "foobar!125");
        let user =
            json!({"name": name, "email": format!("{name}@example.com"), "password": password});
        assert_eq!(bench.post("/_test/users", user).await.status, 201);
        let login = json!({"username": name, "password": password});
        let token = text(&bench.post("/consumer/login", login).await.json()["token"]);
        let mut live = Live::default();
        live.learn("http://127.0.0.1:18097", &bench.url);
        live.learn("admin@fusio.test", &email("rootadmin"));
        live.learn("{{t1}}", &token);
        live.learn("{{t3}}", &token);
        Self { bench, live, _provider: None }
    }

    /// Does the steps that are needed before this exchange, but are not in the recording.
    pub(super) async fn prepare(&mut self, label: &str) {
        match label {
            "activate.ok" => self.mailed("alice", ACTIVATION).await,
            "account.get.insufficient-scope" => {
                let scopes = json!(["authorization"]);
                let login =
                    json!({"username": "alice", "password": "Passw0rd!x", "scopes": scopes});
                let answer = self.bench.post("/consumer/login", login).await.json();
                assert_eq!(answer["scope"], "authorization");
                self.live.learn(NARROW, &text(&answer["token"]));
            }
            "refresh.expired" => {
                let login = json!({"username": "alice", "password": PASSWORD});
                let answer = self.bench.post("/consumer/login", login).await.json();
                assert_eq!(answer["scope"], SCOPES);
                self.live.learn(OLD_REFRESH, &text(&answer["refresh_token"]));
                self.bench.advance(DAYS_3 + 1).await;
            }
            "login.deleted-user" => self.change_alice(json!({"status": 0})).await,
            "reset.request.ok" => self.change_alice(json!({"status": 1})).await,
            "login.for-revoke" => self.change_alice(json!({"password": "x"})).await,
            "reset.execute.ok" => self.mailed("alice.new", RESET).await,
            "identity.exchange.ok.redirect" => {
                let back = "redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fcb%3Fx%3D1";
                let path = format!("/consumer/identity/1/redirect?{back}");
                let answer = self.bench.send("GET", &path, None, None).await;
                assert_eq!(answer.status, 302, "{answer:?}");
                let state = query_value(answer.header("location"), "state");
                self.live.learn("42d34d4179e38e01815c1c8ed4f78d5d", &state);
            }
            "register.no-approval" => self.set(json!({"user_approval": false})).await,
            "register.captcha-missing" => self.set(json!({"recaptcha_secret": "s3cret"})).await,
            "rate-limit.0" => {
                self.set(json!({
                    "recaptcha_secret": "",
                    "rate_limit": {"anonymous": 1, "authenticated": 1},
                }))
                .await;
            }
            "firewall.34" => {
                self.set(json!({
                    "rate_limit": {"anonymous": 900, "authenticated": 3600},
                    "firewall": {"enabled": true},
                }))
                .await;
                for _ in 0..34 {
                    let login = json!({"username": "alice", "password": "bad"});
                    let answer = self.bench.post("/consumer/login", login).await;
                    answer.refused(400, "Invalid name or password");
                }
            }
            "debug.login.bad-password" => {
                self.set(json!({"firewall": {"enabled": false}, "debug": true})).await;
            }
            "register.disabled" => self.set(json!({"debug": false, "registration": false})).await,
            _ => {}
        }
    }

    /// Changes the user alice. During the recording, the same change was made directly in the database.
    async fn change_alice(&self, mut change: serde_json::Value) {
        change["name"] = json!("alice");
        let answer = self.bench.send("PATCH", "/_test/users", None, Some(change)).await;
        assert_eq!(answer.status, 204, "{answer:?}");
    }

    async fn set(&self, fusio: serde_json::Value) {
        self.bench.settings(json!({"fusio": fusio})).await;
    }

    async fn mailed(&mut self, to: &str, recorded: &str) {
        // The outbox ignores case, and another user (`ALICE@example.test`) has the address of alice in
        // capital letters. So this function looks for the exact address.
        let mails = self.bench.outbox(to).await;
        let mail = mails.iter().rfind(|mail| mail["to"] == email(to)).unwrap();
        self.live.learn(recorded, &last_segment(&text(&mail["links"][0])));
    }
}

/// The answers of the provider, as in the recording. The provider knows the code `abc` and one user.
fn provider(seen: &Seen) -> (u16, String) {
    let known = seen.form().contains(&("code".to_owned(), "abc".to_owned()));
    let body = match (seen.path.as_str(), known) {
        ("/token", true) => json!({"access_token": "remote-token", "token_type": "bearer"}),
        ("/userinfo", _) => {
            json!({"id": "4711", "name": "remote user", "email": "remote@example.test"})
        }
        _ => return (400, json!({"error": "invalid_grant"}).to_string()),
    };
    (200, body.to_string())
}

const ACTIVATION: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3OTUzMTE2MzUsImp0aSI6Ijlh\
    YjFiMjljYWFiYTY1OTgifQ.fkQg_U9qMsBSHgGJX2JLb2fVO4v5HZpcO069R5Iovs4";
const RESET: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3OTUzMTE2NTUsImp0aSI6Ijg3NmQx\
    OWMyMjQ5YWU1NTcifQ.unSYBEjcf_6tSvlcia28hFMzVBtKMV7C5ZM4011JQwc";
const OLD_REFRESH: &str =
    "42489c9d25f6e8684c48-d93b07ecbb20824e2426617885ff84b04c49c1c3da6bb3fb-0efec7047d";
const NARROW: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJodHRwOi8vMTI3LjAuMC4xOjgwNzc\
    iLCJzdWIiOiIxOTFjYWZhMS03MTZhLTViYzYtOTAwMy0zOGYxNGQyZTgyZGQiLCJpYXQiOjE3OTUzMDgwNDksImV4cCI6M\
    Tc5NTQ4MDg0OSwibmFtZSI6ImFsaWNlIiwicHJlZmVycmVkX3VzZXJuYW1lIjoiYWxpY2UiLCJlbWFpbCI6ImFsaWNlQGV\
    4YW1wbGUudGVzdCJ9.Fvg3uVZ2wDnKc_BreYDzmeZVljtUuNRe9VWp9xPNEF8";

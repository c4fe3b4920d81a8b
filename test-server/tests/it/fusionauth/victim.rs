//! A tenant with one of everything in it, each with a mark, for tests of what others see and change of it.

use serde_json::{Value, json};

use super::scene::{KEY, TENANT, verification};
use crate::support::{Answer, Bench, text};

/// In every name and in the free data of the tenant.
pub(crate) const MARK: &str = "victim-mark-4711";
pub(crate) const PASSWORD: &str = "victim-password-4711";
/// Keys of the two tenants; both manage keys.
pub(crate) const OWN_KEY: &str = "victim-api-key-4711";
pub(crate) const FOREIGN_KEY: &str = "foreign-api-key-4711";
pub(crate) const CLIENT_SECRET: &str = "victim-client-secret-4711";
pub(crate) const SMTP_PASSWORD: &str = "victim-smtp-password-4711";
pub(crate) const LOGIN_TOKEN: &str = "victim-login-token-4711";
pub(crate) const TOTP_SECRET: &str = "victim-totp-secret-4711";
pub(crate) const RECOVERY_CODE: &str = "victim-recovery-code-4711";
/// A template, which is for all tenants.
pub(crate) const TEMPLATE: &str = "77777777-7777-4777-8777-77777777e41a";
pub(crate) const SALT: &str = "victim-salt-4711";

/// What there is of the tenant.
pub(crate) struct Victim {
    pub(crate) tenant: String,
    pub(crate) tenant_name: String,
    /// Another tenant, whose key and header are the foreign ones.
    pub(crate) foreign: String,
    /// The user is registered here, and nowhere else.
    pub(crate) app: String,
    pub(crate) role: String,
    pub(crate) other_app: String,
    pub(crate) user: String,
    pub(crate) email: String,
    pub(crate) token: String,
    pub(crate) refresh_token: String,
    pub(crate) refresh_id: String,
    pub(crate) verification: (String, String),
    pub(crate) email_verification: (String, String),
    pub(crate) change_password: String,
    /// Another user of the tenant: the address, with a second factor, and an access token.
    pub(crate) second: String,
    pub(crate) second_token: String,
}

impl Victim {
    /// What a browser sends after a login.
    pub(crate) fn cookies(&self) -> String {
        format!("access_token={}; refresh_token={}", self.token, self.refresh_token)
    }

    /// All that nobody else may know.
    pub(crate) fn secrets(&self) -> Vec<&str> {
        vec![
            PASSWORD,
            OWN_KEY,
            FOREIGN_KEY,
            CLIENT_SECRET,
            SMTP_PASSWORD,
            LOGIN_TOKEN,
            TOTP_SECRET,
            RECOVERY_CODE,
            SALT,
            &self.token,
            &self.second_token,
            &self.refresh_token,
            &self.verification.0,
            &self.verification.1,
            &self.email_verification.0,
            &self.email_verification.1,
            &self.change_password,
        ]
    }

    /// Deletes both tenants with all that is in them.
    pub(crate) async fn delete(self, bench: &Bench) {
        for tenant in [&self.tenant, &self.foreign] {
            let path = format!("/api/tenant/{tenant}");
            // One of them may be gone already.
            Answer::of(bench.request("DELETE", &path).header("authorization", KEY)).await;
        }
    }

    /// Makes both tenants.
    pub(crate) async fn plant(bench: &Bench) -> Self {
        let maker = Maker { bench, tenant: String::new() };
        let rule = json!({"loginConfiguration": {"requireAuthentication": false}});
        let (foreign, _) = maker.tenant("foreign", &rule).await;
        let tenant = json!({
            "data": {"mark": MARK},
            "emailConfiguration": {
                "password": SMTP_PASSWORD, "verifyEmail": true, "verificationStrategy": "FormField",
            },
            "loginConfiguration": {"requireAuthentication": false},
        });
        let (tenant, tenant_name) = maker.tenant(MARK, &tenant).await;
        let keys = json!([
            {"key": KEY, "key_manager": true},
            {"key": OWN_KEY, "key_manager": true, "tenant_id": tenant},
            {"key": FOREIGN_KEY, "key_manager": true, "tenant_id": foreign},
        ]);
        bench.settings(json!({"fusionauth": {"api_keys": keys}})).await;
        let maker = Maker { bench, tenant: tenant.clone() };
        let template = json!({"emailTemplate": {"name": "of all tenants"}});
        maker.post(&format!("/api/email/template/{TEMPLATE}"), template).await;
        let (app, role) = maker.application(MARK).await;
        let (other_app, _) = maker.application(&format!("{MARK} too")).await;
        let email = format!("victim-{}@example.com", uuid::Uuid::new_v4());
        let body = json!({
            "user": {
                "email": email, "username": "victim", "password": PASSWORD, "firstName": MARK,
                "data": {"mark": MARK}, "salt": SALT,
            },
            "registration": {
                "applicationId": app, "data": {"mark": MARK}, "authenticationToken": LOGIN_TOKEN,
            },
        });
        let made = maker.post("/api/user/registration", body).await;
        let forgot = json!({"loginId": email});
        let forgot = maker.post("/api/user/forgot-password", forgot).await;
        let (second, second_token) = maker.second(&app).await;
        Self {
            user: text(&made["user"]["id"]),
            token: text(&made["token"]),
            refresh_token: text(&made["refreshToken"]),
            refresh_id: text(&made["refreshTokenId"]),
            verification: (
                text(&made["registrationVerificationId"]),
                text(&made["registrationVerificationOneTimeCode"]),
            ),
            email_verification: (
                text(&made["emailVerificationId"]),
                text(&made["emailVerificationOneTimeCode"]),
            ),
            change_password: text(&forgot["changePasswordId"]),
            tenant,
            tenant_name,
            foreign,
            app,
            role,
            other_app,
            email,
            second,
            second_token,
        }
    }
}

/// Makes things with the key of a fresh server, in a tenant.
struct Maker<'a> {
    bench: &'a Bench,
    tenant: String,
}

impl Maker<'_> {
    async fn send(&self, method: &str, path: &str, body: Value) -> Value {
        let request = self.bench.request(method, path).header("authorization", KEY);
        let answer = Answer::of(request.header(TENANT, &self.tenant).json(&body)).await;
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        answer.json()
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        self.send("POST", path, body).await
    }

    /// A tenant and its name.
    async fn tenant(&self, name: &str, members: &Value) -> (String, String) {
        let name = format!("{name} {}", uuid::Uuid::new_v4());
        let mut tenant = members.clone();
        tenant["name"] = json!(name);
        let made = self.post("/api/tenant", json!({"tenant": tenant})).await;
        (text(&made["tenant"]["id"]), name)
    }

    /// An application and one of its roles.
    async fn application(&self, name: &str) -> (String, String) {
        let mut application = verification("FormField");
        super::scene::merge(
            &mut application,
            json!({
                "name": name,
                "roles": [{"name": "user", "isDefault": true}],
                "authenticationTokenConfiguration": {"enabled": true},
                "loginConfiguration": {
                    "allowTokenRefresh": true, "generateRefreshTokens": true,
                    "requireAuthentication": false,
                },
                "oauthConfiguration": {"clientSecret": CLIENT_SECRET},
            }),
        );
        let made = self.post("/api/application", json!({"application": application})).await;
        let made = &made["application"];
        (text(&made["id"]), text(&made["roles"][0]["id"]))
    }

    /// A user with a second factor, and an access token from before there was one.
    async fn second(&self, app: &str) -> (String, String) {
        let email = "second@example.com";
        let body = json!({
            "user": {"email": email, "password": PASSWORD, "data": {"mark": MARK}},
            "registration": {"applicationId": app},
            "skipVerification": true, "skipRegistrationVerification": true,
        });
        let made = self.post("/api/user/registration", body).await;
        let factors = json!({
            "methods": [{"method": "authenticator", "secret": TOTP_SECRET}],
            "recoveryCodes": [RECOVERY_CODE],
        });
        let path = format!("/api/user/{}", text(&made["user"]["id"]));
        self.send("PATCH", &path, json!({"user": {"twoFactor": factors}})).await;
        (email.to_owned(), text(&made["token"]))
    }
}

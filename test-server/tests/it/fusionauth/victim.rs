//! A tenant with objects of every kind, for tests of access from another tenant. Names and `data` of the
//! tenant's objects contain a mark, so that a test can find the objects in an answer.

use serde_json::{Value, json};

use super::scene::{KEY, TENANT, verification};
use crate::support::{Answer, Bench, text};

/// A text in the names and in the `data` of the tenant's objects.
pub(crate) const MARK: &str = "victim-mark-4711";
pub(crate) const PASSWORD: &str = "victim-password-4711";
/// The API keys of this tenant and of another tenant. Both keys may create other keys.
pub(crate) const OWN_KEY: &str = "victim-api-key-4711";
pub(crate) const FOREIGN_KEY: &str = "foreign-api-key-4711";
pub(crate) const CLIENT_SECRET: &str = "victim-client-secret-4711";
pub(crate) const SMTP_PASSWORD: &str = "victim-smtp-password-4711";
pub(crate) const LOGIN_TOKEN: &str = "victim-login-token-4711";
pub(crate) const TOTP_SECRET: &str = "victim-totp-secret-4711";
pub(crate) const RECOVERY_CODE: &str = "victim-recovery-code-4711";
pub(crate) const LOGIN_CODE: &str = "victim-login-code-4711";
/// The id of a template; templates belong to all tenants.
pub(crate) const TEMPLATE: &str = "77777777-7777-4777-8777-77777777e41a";
/// The kinds of objects that the server stores without checks: the path after `/api/`, and the member of
/// the body. There is one object of each kind. All these objects have the same id as the template.
pub(crate) const KEPT: [(&str, &str); 9] = [
    ("consent", "consent"),
    ("form", "form"),
    ("form/field", "field"),
    ("identity-provider", "identityProvider"),
    ("lambda", "lambda"),
    ("message/template", "messageTemplate"),
    ("messenger", "messenger"),
    ("theme", "theme"),
    ("user-action", "userAction"),
];
/// The secrets that a webhook sends to its receiver.
pub(crate) const WEBHOOK_PASSWORD: &str = "victim-webhook-password-4711";
pub(crate) const WEBHOOK_HEADER: &str = "victim-webhook-header-4711";
pub(crate) const WEBHOOK_TOKEN: &str = "victim-webhook-token-4711";
/// The salt of the user's password.
pub(crate) const SALT: &str = "victim-salt-4711";

/// The tenant and its objects.
pub(crate) struct Victim {
    pub(crate) tenant: String,
    pub(crate) tenant_name: String,
    /// The id of another tenant. The API key of this other tenant, or a header with this id, must give no
    /// access to the objects of the victim.
    pub(crate) foreign: String,
    /// The only application with a registration of the user.
    pub(crate) app: String,
    pub(crate) role: String,
    pub(crate) other_app: String,
    /// A group with the user.
    pub(crate) group: String,
    /// The id of the user's membership in the group.
    pub(crate) member: String,
    pub(crate) user: String,
    pub(crate) email: String,
    pub(crate) token: String,
    pub(crate) refresh_token: String,
    pub(crate) refresh_id: String,
    pub(crate) verification: (String, String),
    pub(crate) email_verification: (String, String),
    pub(crate) change_password: String,
    /// The long code and the one-time code of a login without a password.
    pub(crate) passwordless: (String, String),
    /// The address of another user of the tenant, who has second factors.
    pub(crate) second: String,
    pub(crate) second_token: String,
    pub(crate) second_user: String,
    /// The id of a second factor that gets its codes by mail.
    pub(crate) method: String,
    /// The id of a login that waits for `LOGIN_CODE`.
    pub(crate) two_factor: String,
    /// The id of a consent of the user.
    pub(crate) consent: String,
    /// The id of a family with the user.
    pub(crate) family: String,
}

impl Victim {
    /// The cookies that a browser sends after a login.
    pub(crate) fn cookies(&self) -> String {
        format!("access_token={}; refresh_token={}", self.token, self.refresh_token)
    }

    /// The secrets: only the answers in `SHOWN` (`marks/shown.rs`) may contain them.
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
            WEBHOOK_PASSWORD,
            WEBHOOK_HEADER,
            WEBHOOK_TOKEN,
            &self.token,
            &self.second_token,
            &self.refresh_token,
            &self.verification.0,
            &self.verification.1,
            &self.email_verification.0,
            &self.email_verification.1,
            &self.change_password,
            &self.two_factor,
            &self.passwordless.0,
            &self.passwordless.1,
        ]
    }

    /// Deletes both tenants with all their data.
    pub(crate) async fn delete(self, bench: &Bench) {
        for tenant in [&self.tenant, &self.foreign] {
            let path = format!("/api/tenant/{tenant}");
            // A test may have deleted one of them.
            Answer::of(bench.request("DELETE", &path).header("authorization", KEY)).await;
        }
    }

    /// Creates both tenants, and the objects of the victim.
    pub(crate) async fn create(bench: &Bench) -> Self {
        let maker = Maker { bench, tenant: String::new() };
        let rule = json!({"loginConfiguration": {"requireAuthentication": false}});
        let (foreign, _) = maker.tenant("foreign", &rule).await;
        let tenant = json!({
            "data": {"mark": MARK},
            "emailConfiguration": {
                "password": SMTP_PASSWORD, "verifyEmail": true, "verificationStrategy": "FormField",
            },
            "eventConfiguration": {"events": {
                "user.create": {"enabled": true}, "user.registration.create": {"enabled": true},
            }},
            "loginConfiguration": {"requireAuthentication": false},
            "multiFactorConfiguration": {"email": {"enabled": true}},
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
        for (path, one) in KEPT {
            let path = format!("/api/{path}/{TEMPLATE}");
            let body = json!({one: {"name": "of all tenants"}});
            let request = bench.request("POST", &path).header("authorization", KEY).json(&body);
            // The object exists already if another victim was made before.
            assert!(matches!(Answer::of(request).await.status, 200 | 400));
        }
        // The receiver of the webhook is not on this machine, so the events are only listed.
        let webhook = json!({
            "url": format!("https://hook:{WEBHOOK_TOKEN}@hooks.example.com/?token={WEBHOOK_TOKEN}"),
            "connectTimeout": 1_000,
            "readTimeout": 1_000,
            "global": true,
            "eventsEnabled": {"user.create": true, "user.registration.create": true},
            "headers": {"X-Secret": WEBHOOK_HEADER},
            "httpAuthenticationUsername": "hook",
            "httpAuthenticationPassword": WEBHOOK_PASSWORD,
        });
        let request = bench.request("POST", &format!("/api/webhook/{TEMPLATE}"));
        let request = request.header("authorization", KEY).json(&json!({"webhook": webhook}));
        assert!(matches!(Answer::of(request).await.status, 200 | 400));
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
        let second = maker.second(&app).await;
        let start = json!({"userId": second.user, "code": LOGIN_CODE});
        let started = maker.post("/api/two-factor/start", start).await;
        let start = json!({"loginId": email, "applicationId": app, "loginStrategy": "FormField"});
        let without = maker.post("/api/passwordless/start", start).await;
        let group = json!({"group": {"name": MARK, "data": {"mark": MARK}}, "roleIds": [role]});
        let group = maker.post("/api/group", group).await;
        let id = text(&group["group"]["id"]);
        let join = json!({"members": {id: [{"userId": made["user"]["id"]}]}});
        let joined = maker.post("/api/group/member", join).await;
        let family = json!({"familyMember": {"userId": made["user"]["id"]}});
        let family = maker.post("/api/user/family", family).await;
        let id = &made["user"]["id"];
        let consent = json!({"consentId": TEMPLATE, "giverUserId": id, "userId": id});
        let consent = maker.post("/api/user/consent", json!({"userConsent": consent})).await;
        Self {
            consent: text(&consent["userConsent"]["id"]),
            family: text(&family["family"]["id"]),
            user: text(&made["user"]["id"]),
            token: text(&made["token"]),
            refresh_token: text(&made["refreshToken"]),
            refresh_id: text(&made["refreshTokenId"]),
            verification: (
                text(&made["registrationVerificationId"]),
                text(&made["registrationVerificationOneTimeCode"]),
            ),
            email_verification: (
                text(&made["verificationIds"][0]["id"]),
                text(&made["verificationIds"][0]["oneTimeCode"]),
            ),
            change_password: text(&forgot["changePasswordId"]),
            passwordless: (text(&without["code"]), text(&without["oneTimeCode"])),
            tenant,
            tenant_name,
            foreign,
            app,
            role,
            other_app,
            group: text(&group["group"]["id"]),
            member: text(&joined["members"][text(&group["group"]["id"])][0]["id"]),
            email,
            second: second.email,
            second_token: second.token,
            second_user: second.user,
            method: second.method,
            two_factor: text(&started["twoFactorId"]),
        }
    }
}

/// A user who has second factors.
struct Second {
    user: String,
    email: String,
    token: String,
    method: String,
}

/// Creates objects in a tenant, with `KEY`.
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

    /// Creates a tenant; returns its id and its name.
    async fn tenant(&self, name: &str, members: &Value) -> (String, String) {
        let name = format!("{name} {}", uuid::Uuid::new_v4());
        let mut tenant = members.clone();
        tenant["name"] = json!(name);
        let made = self.post("/api/tenant", json!({"tenant": tenant})).await;
        (text(&made["tenant"]["id"]), name)
    }

    /// Creates an application; returns its id and the id of a role.
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
                "passwordlessConfiguration": {"enabled": true},
            }),
        );
        let made = self.post("/api/application", json!({"application": application})).await;
        let made = &made["application"];
        (text(&made["id"]), text(&made["roles"][0]["id"]))
    }

    /// Creates a user with second factors. The access token is older than the factors.
    async fn second(&self, app: &str) -> Second {
        let email = "second@example.com";
        let body = json!({
            "user": {"email": email, "password": PASSWORD, "data": {"mark": MARK}},
            "registration": {"applicationId": app},
            "skipVerification": true, "skipRegistrationVerification": true,
        });
        let made = self.post("/api/user/registration", body).await;
        let factors = json!({
            "methods": [
                {"method": "authenticator", "secret": TOTP_SECRET},
                {"method": "email", "email": email},
            ],
            "recoveryCodes": [RECOVERY_CODE],
        });
        let user = text(&made["user"]["id"]);
        let path = format!("/api/user/{user}");
        let changed = self.send("PATCH", &path, json!({"user": {"twoFactor": factors}})).await;
        let method = text(&changed["user"]["twoFactor"]["methods"][1]["id"]);
        Second { user, email: email.to_owned(), token: text(&made["token"]), method }
    }
}

//! A valid request for every operation of FusionAuth. The requests name the objects of one tenant.
//! [`Victim`] lists these objects.

use matricula_test_server::openapi;
use serde_json::{Value, json};

use super::scene::EMAIL;
use super::second_factor::{SECRET, app_code};
use super::victim::{KEPT, LOGIN_CODE, LOGIN_TOKEN, PASSWORD, RECOVERY_CODE, TEMPLATE, Victim};
use crate::support::form;

/// A request without the headers that identify the caller.
#[derive(Debug)]
pub(crate) struct Sent {
    pub(crate) path: String,
    pub(crate) body: Option<Value>,
}

/// Method and path of every operation with this tag, from the OpenAPI document.
pub(crate) fn operations(tag: &str) -> Vec<(String, String)> {
    let paths = openapi()["paths"].as_object().unwrap();
    let all = paths.iter().flat_map(|(path, item)| {
        let item = item.as_object().unwrap();
        item.iter().map(move |(method, about)| (method.to_uppercase(), path, about))
    });
    let tagged = all.filter(|(_, _, about)| about["tags"] == json!([tag]));
    let found: Vec<_> = tagged.map(|(method, path, _)| (method, path.clone())).collect();
    assert!(!found.is_empty(), "no operation has the tag {tag}");
    found
}

/// The requests of an operation: the usual one, and others that lead to the same data.
pub(crate) fn requests(victim: &Victim, method: &str, path: &str) -> Vec<Sent> {
    let at = |query| Sent { path: filled(path, &[], query), body: None };
    let login = |body| Sent { path: path.to_owned(), body: Some(body) };
    let (id, app) = (victim.verification.0.as_str(), &victim.app);
    let mut all = vec![request(victim, method, path)];
    match (method, path) {
        ("POST", "/api/login") => all.extend([
            login(json!({"loginId": victim.second, "password": PASSWORD, "applicationId": app})),
            login(json!({"loginId": victim.email, "password": PASSWORD, "applicationId": victim.other_app})),
            login(json!({"loginId": victim.email, "password": LOGIN_TOKEN, "applicationId": app})),
        ]),
        ("GET", "/api/user") => all.extend([
            at(&[]),
            at(&[("verificationId", id)]),
            at(&[("changePasswordId", &victim.change_password)]),
        ]),
        ("GET", "/api/user/search") => all.push(at(&[("queryString", "*second*")])),
        ("GET", "/api/jwt/public-key") => all.push(at(&[("applicationId", app)])),
        _ => {}
    }
    all
}

/// The request of an operation. The test fails if an operation has no request here.
pub(crate) fn request(victim: &Victim, method: &str, path: &str) -> Sent {
    let Victim { tenant, app, other_app, user, email, role, second_user, .. } = victim;
    let (verification, code) = &victim.verification;
    let (email_verification, email_code) = &victim.email_verification;
    let registration = |app: &str| json!({"registration": {"applicationId": app}});
    let tenant_body = || json!({"tenant": {"name": victim.tenant_name}});
    let application_body = || json!({"application": {"name": "taken over"}});
    let user_body = || json!({"user": {"email": EMAIL, "password": "taken over 1"}});
    let key = || json!({"key": {"algorithm": "ES256", "name": "taken over"}});
    let template_body = || json!({"emailTemplate": {"name": "taken over"}});
    let family = || json!({"familyMember": {"userId": user}});
    let user_consent = || {
        json!({"userConsent": {
            "consentId": TEMPLATE, "giverUserId": user, "status": "Active", "userId": user,
        }})
    };
    let api_key = || json!({"apiKey": {"tenantId": tenant}});
    // This id is for new objects: no object has it yet.
    let fresh = uuid::Uuid::new_v4().to_string();
    let mut ids: Vec<&str> = vec![];
    let mut query: Vec<(&str, &str)> = vec![];
    let body = match (method, path.trim_start_matches("/api/")) {
        ("POST", "user/registration") => {
            let mut body = user_body();
            body["registration"] = registration(app)["registration"].clone();
            body
        }
        ("POST", "user/registration/{userId}") => {
            ids = vec![user];
            registration(other_app)
        }
        ("POST", "user/registration/{userId}/{applicationId}") => {
            ids = vec![user, other_app];
            registration(other_app)
        }
        ("PUT" | "PATCH", "user/registration/{userId}") => {
            ids = vec![user];
            registration(app)
        }
        ("GET" | "PUT" | "PATCH" | "DELETE", "user/registration/{userId}/{applicationId}") => {
            ids = vec![user, app];
            registration(app)
        }
        ("POST", "user/verify-registration") => {
            json!({"verificationId": verification, "oneTimeCode": code})
        }
        ("POST", "user/verify-registration/{verificationId}") => {
            ids = vec![verification];
            json!({"oneTimeCode": code})
        }
        ("PUT", "user/verify-registration") => {
            query = vec![("applicationId", app), ("email", email)];
            Value::Null
        }
        ("PUT", "user/verify-registration/{verificationId}") => {
            ids = vec![verification];
            query = vec![("applicationId", app), ("email", email)];
            Value::Null
        }
        ("POST", "user/verify-email") => {
            json!({"verificationId": email_verification, "oneTimeCode": email_code})
        }
        ("POST", "user/verify-email/{verificationId}") => {
            ids = vec![email_verification];
            json!({"oneTimeCode": email_code})
        }
        ("PUT", "user/verify-email") => {
            query = vec![("applicationId", app), ("email", email)];
            Value::Null
        }
        ("PUT", "user/verify-email/{verificationId}") => {
            ids = vec![email_verification];
            query = vec![("applicationId", app), ("email", email)];
            Value::Null
        }
        ("POST", "user/forgot-password") => json!({"loginId": email, "applicationId": app}),
        ("POST", "user/change-password") => {
            json!({"changePasswordId": victim.change_password, "password": "taken over 1"})
        }
        ("POST", "user/change-password/{changePasswordId}") => {
            ids = vec![&victim.change_password];
            json!({"password": "taken over 1"})
        }
        ("GET", "user/change-password") => {
            query = vec![("loginId", email)];
            Value::Null
        }
        ("GET", "user/change-password/{changePasswordId}") => {
            ids = vec![&victim.change_password];
            Value::Null
        }
        ("GET", "user/search") => {
            query = vec![("ids", user)];
            Value::Null
        }
        ("POST", "user/search") => json!({"search": {"queryString": "*victim*"}}),
        ("POST", "user/import") => {
            json!({"users": [{"email": format!("{fresh}@example.com"), "active": true}]})
        }
        ("GET", "user/recent-login") => {
            query = vec![("userId", user)];
            Value::Null
        }
        ("DELETE", "user/bulk") => {
            query = vec![("userId", second_user)];
            Value::Null
        }
        ("POST", "user/action") => json!({"action": {"actioneeUserId": user}}),
        ("POST", "user") => user_body(),
        ("GET", "user") => {
            query = vec![("email", email)];
            Value::Null
        }
        ("POST", "user/{userId}") => {
            ids = vec![&fresh];
            user_body()
        }
        ("GET" | "PUT" | "PATCH" | "DELETE", "user/{userId}") => {
            ids = vec![user];
            user_body()
        }
        ("POST", "login") => json!({"loginId": email, "password": PASSWORD, "applicationId": app}),
        ("PUT", "login") => json!({"userId": user, "applicationId": app}),
        ("PUT", "login/{userId}") => {
            ids = vec![user];
            Value::Null
        }
        ("PUT", "login/{userId}/{applicationId}") => {
            ids = vec![user, app];
            Value::Null
        }
        ("POST", "two-factor/login") => {
            json!({"twoFactorId": victim.two_factor, "code": LOGIN_CODE, "applicationId": app})
        }
        ("POST", "two-factor/send/{twoFactorId}") => {
            ids = vec![&victim.two_factor];
            json!({"methodId": victim.method})
        }
        ("POST", "two-factor/send") => json!({"userId": second_user, "methodId": victim.method}),
        ("POST", "two-factor/start" | "two-factor/status") => json!({"userId": second_user}),
        ("GET", "two-factor/status") => {
            query = vec![("userId", second_user)];
            Value::Null
        }
        ("GET", "two-factor/status/{twoFactorTrustId}") => {
            ids = vec!["unknown"];
            query = vec![("userId", second_user)];
            Value::Null
        }
        ("GET", "two-factor/secret") => Value::Null,
        ("POST", "user/two-factor" | "user/two-factor/{userId}") => {
            ids = vec![second_user];
            json!({"method": "authenticator", "secret": SECRET, "code": app_code(SECRET, 0)})
        }
        ("DELETE" | "PUT", "user/two-factor" | "user/two-factor/{userId}") => {
            ids = vec![second_user];
            json!({"methodId": victim.method, "code": RECOVERY_CODE})
        }
        (_, "user/two-factor/recovery-code/{userId}") => {
            ids = vec![second_user];
            Value::Null
        }
        ("POST", "identity/verify/start") => json!({"loginId": email, "loginIdType": "email"}),
        ("POST", "identity/verify/send") => json!({"verificationId": email_verification}),
        ("POST", "identity/verify/complete") => {
            json!({"verificationId": email_verification, "oneTimeCode": email_code})
        }
        ("POST", "identity/verify") => json!({"loginId": email, "loginIdType": "email"}),
        ("POST", "passwordless/start") => json!({"loginId": email, "applicationId": app}),
        ("POST", "passwordless/send") => json!({"code": victim.passwordless.0}),
        ("POST", "passwordless/login") => {
            json!({"code": victim.passwordless.0, "oneTimeCode": victim.passwordless.1})
        }
        ("POST", "logout") => json!({"global": true, "refreshToken": victim.refresh_token}),
        ("POST", "jwt/refresh") => json!({"refreshToken": victim.refresh_token}),
        ("GET", "jwt/refresh") => {
            query = vec![("userId", user)];
            Value::Null
        }
        ("DELETE", "jwt/refresh") => json!({"token": victim.refresh_token}),
        ("GET" | "DELETE", "jwt/refresh/{tokenId}") => {
            ids = vec![&victim.refresh_id];
            Value::Null
        }
        ("GET", "jwt/validate") => Value::Null,
        ("GET", "jwt/issue") => {
            query = vec![("applicationId", app), ("refreshToken", &victim.refresh_token)];
            Value::Null
        }
        ("POST", "jwt/vend") => json!({"claims": {"sub": user, "tid": tenant}}),
        ("GET", "jwt/public-key") | ("GET", "/.well-known/jwks.json") => Value::Null,
        ("GET", "status" | "tenant/password-validation-rules") => Value::Null,
        ("GET", "tenant/password-validation-rules/{tenantId}") => {
            ids = vec![tenant];
            Value::Null
        }
        ("POST", "tenant") => json!({"tenant": {"name": "taken over"}}),
        ("GET", "tenant") => Value::Null,
        ("POST" | "GET" | "PUT" | "PATCH" | "DELETE", "tenant/{tenantId}") => {
            ids = vec![tenant];
            tenant_body()
        }
        ("POST", "application") => application_body(),
        ("GET", "application") => Value::Null,
        ("POST", "application/{applicationId}") => {
            ids = vec![&fresh];
            application_body()
        }
        ("GET" | "PUT" | "PATCH" | "DELETE", "application/{applicationId}") => {
            ids = vec![app];
            application_body()
        }
        ("POST", "application/{applicationId}/role") => {
            ids = vec![app];
            json!({"role": {"name": "taken over"}})
        }
        ("POST", "application/{applicationId}/role/{roleId}") => {
            ids = vec![app, &fresh];
            json!({"role": {"name": "taken over"}})
        }
        ("DELETE", "application/{applicationId}/role") => {
            ids = vec![app];
            query = vec![("name", "user")];
            Value::Null
        }
        ("PUT" | "PATCH", "application/{applicationId}/role/{roleId}") => {
            ids = vec![app, role];
            json!({"role": {"name": "taken over"}})
        }
        ("DELETE", "application/{applicationId}/role/{roleId}") => {
            ids = vec![app, role];
            Value::Null
        }
        ("POST", "api-key") => api_key(),
        ("POST", "api-key/{keyId}") => {
            ids = vec![&fresh];
            api_key()
        }
        ("POST", "key/generate") => key(),
        ("POST", "key/generate/{keyId}") => {
            ids = vec![&fresh];
            key()
        }
        ("POST" | "PUT", "email/template") => template_body(),
        ("GET", "email/template") => Value::Null,
        (_, "email/template/{emailTemplateId}") => {
            ids = vec![TEMPLATE];
            template_body()
        }
        (_, "system-configuration") => json!({"systemConfiguration": {"data": {"a": 1}}}),
        (_, "integration") => json!({"integrations": {"kafka": {"enabled": false}}}),
        ("POST", "user/consent") => user_consent(),
        ("GET", "user/consent") => {
            query = vec![("userId", user)];
            Value::Null
        }
        ("POST", "user/consent/{userConsentId}") => {
            ids = vec![&fresh];
            user_consent()
        }
        (_, "user/consent/{userConsentId}") => {
            ids = vec![&victim.consent];
            user_consent()
        }
        ("POST", "user/family") => family(),
        ("POST" | "PUT" | "GET", "user/family/{familyId}") => {
            ids = vec![&victim.family];
            family()
        }
        ("DELETE", "group/member/{memberId}") => {
            ids = vec![&victim.member];
            Value::Null
        }
        ("DELETE", "group/member") => json!({"members": {&*victim.group: [user]}}),
        (_, "group/member") => {
            json!({"members": {&*victim.group: [{"userId": victim.second_user}]}})
        }
        (_, "group" | "group/{groupId}") => {
            ids = vec![if method == "POST" { &fresh } else { &victim.group }];
            let name = format!("taken over {fresh}");
            json!({"group": {"name": name}})
        }
        ("GET" | "DELETE", "webhook" | "webhook/{webhookId}") => {
            ids = vec![TEMPLATE];
            Value::Null
        }
        (_, "webhook/search") => json!({"search": {"url": "hooks"}}),
        (_, "webhook" | "webhook/{webhookId}") => {
            ids = vec![if method == "POST" { &fresh } else { TEMPLATE }];
            json!({"webhook": {
                "url": "https://taken.example.com/", "connectTimeout": 1, "readTimeout": 1,
            }})
        }
        (_, path) => {
            let kept = KEPT
                .iter()
                .find(|(name, one)| path == *name || path == format!("{name}/{{{one}Id}}"));
            let (_, one) = kept.unwrap_or_else(|| {
                panic!("{method} {path} has no request here: add one that succeeds")
            });
            ids = vec![if method == "POST" { &fresh } else { TEMPLATE }];
            json!({*one: {"name": "taken over"}})
        }
    };
    Sent {
        path: filled(path, &ids, &query),
        body: Some(body).filter(|body| !body.is_null() && method != "GET"),
    }
}

/// The path, filled with ids and a query.
pub(crate) fn filled(path: &str, ids: &[&str], query: &[(&str, &str)]) -> String {
    let mut ids = ids.iter();
    let segments = path.split('/').map(|segment| match segment.starts_with('{') {
        true => ids.next().unwrap_or_else(|| panic!("{path} needs an id")),
        false => segment,
    });
    let path = segments.collect::<Vec<_>>().join("/");
    if query.is_empty() { path } else { format!("{path}?{}", form(query)) }
}

//! The calls to operations of FusionAuth that are measured.

use reqwest::Method;
use serde_json::{Value, json};

use crate::caller::{Call, PASSWORD, Sent, Site, call, get, post, sent};
use crate::fill::{TENANT, id};

fn put(path: impl Into<String>, body: Value) -> Sent {
    sent(Method::PUT, path, body)
}

fn patch(path: impl Into<String>, body: Value) -> Sent {
    sent(Method::PATCH, path, body)
}

fn delete(path: impl Into<String>) -> Sent {
    sent(Method::DELETE, path, Value::Null)
}

fn log_in(_: &Site, round: u32, _: &Value) -> Sent {
    let login = format!("new-{round}@example.com");
    post("/api/login", json!({"loginId": login, "password": PASSWORD, "applicationId": id(1, 0)}))
}

pub(crate) fn calls() -> Vec<Call> {
    let mut all = reads();
    all.extend(writes());
    all.extend(objects());
    all
}

fn reads() -> Vec<Call> {
    vec![
        call("retrieveUser, by id", |s, n, _| get(format!("/api/user/{}", s.user(n)))),
        call("retrieveUser, by address", |s, n, _| get(format!("/api/user?email={}", s.email(n)))),
        call("retrieveRegistration", |s, n, _| {
            get(format!("/api/user/registration/{}/{}", s.user(n), s.app(n)))
        }),
        call("retrieveRefresh, of a user", |s, n, _| {
            get(format!("/api/jwt/refresh?userId={}", s.user(n)))
        }),
        call("retrieveRefresh, by id", |s, n, _| {
            get(format!("/api/jwt/refresh/{}", id(7, s.number(n))))
        }),
        call("searchUsers, by ids", |s, n, _| get(format!("/api/user/search?ids={}", s.user(n)))),
        call("searchUsers, for all", |_, _, _| get("/api/user/search?queryString=*")),
        call("searchUsers, for all, row 500", |_, _, _| {
            get("/api/user/search?queryString=*&startRow=500")
        }),
        call("searchUsers, for all, the last rows", |s, _, _| {
            get(format!("/api/user/search?queryString=*&startRow={}", s.size - 25))
        })
        .grows(),
        call("searchUsers, for a part of an address", |s, n, _| {
            get(format!("/api/user/search?queryString=*er-{}@*", s.number(n)))
        }),
        call("searchUsers, for an address", |s, n, _| {
            get(format!("/api/user/search?queryString={}", s.email(n)))
        }),
        call("searchUsers, for a text that is in no address", |_, n, _| {
            get(format!("/api/user/search?queryString=*nobody-{n}*"))
        }),
        call("searchUsers, for a text that is in all addresses", |_, _, _| {
            get("/api/user/search?queryString=*example*")
        })
        .grows(),
        call("searchUsers, for two letters that are in no address", |_, _, _| {
            get("/api/user/search?queryString=*qq*")
        })
        .grows(),
        call("retrieveApplication", |s, n, _| get(format!("/api/application/{}", s.app(n)))),
        call("retrieveApplication, all", |_, _, _| get("/api/application")).grows(),
        call("retrieveTenant", |_, _, _| get(format!("/api/tenant/{TENANT}"))),
        call("passwordRules", |_, _, _| {
            get(format!("/api/tenant/password-validation-rules/{TENANT}"))
        }),
        call("publicKey", |_, _, _| get("/api/jwt/public-key")),
        call("jwks", |_, _, _| get("/.well-known/jwks.json")),
        call("systemStatus", |_, _, _| get("/api/status")),
        call("retrieveSystemConfiguration", |_, _, _| get("/api/system-configuration")),
        call("checkChangePassword", |s, n, _| {
            get(format!("/api/user/change-password/password-{}", s.number(n)))
        }),
    ]
}

fn writes() -> Vec<Call> {
    vec![
        call("createRegistration, of a new user", |_, n, _| {
            let user = json!({"email": format!("new-{n}@example.com"), "password": PASSWORD});
            let body = json!({"user": user, "registration": {"applicationId": id(1, 0)}});
            post("/api/user/registration", body)
        }),
        call("createRegistration", |s, n, _| {
            let body =
                json!({"registration": {"applicationId": "3c219e58-ed0e-4b18-ad48-f4f92793ae32"}});
            post(format!("/api/user/registration/{}", s.user(n)), body)
        }),
        call("createUser", |_, n, _| {
            let user = json!({"email": format!("other-{n}@example.com"), "password": PASSWORD});
            post("/api/user", json!({"user": user}))
        }),
        call("login", log_in),
        call("loginPing", |s, n, _| {
            put(format!("/api/login/{}/{}", s.user(n), s.app(n)), Value::Null)
        }),
        call("validate", |_, _, login| get("/api/jwt/validate").with(&login["token"]))
            .after(&[log_in]),
        call("issue", |_, _, login| {
            get(format!("/api/jwt/issue?applicationId={}", id(1, 1))).with(&login["token"])
        })
        .after(&[log_in]),
        call("vend", |s, n, _| post("/api/jwt/vend", json!({"claims": {"sub": s.user(n)}}))),
        call("refresh", |s, n, _| {
            post("/api/jwt/refresh", json!({"refreshToken": format!("renewed-{}", s.number(n))}))
        }),
        call("logout", |_, _, login| {
            post("/api/logout", json!({"global": true, "refreshToken": login["refreshToken"]}))
        })
        .after(&[log_in]),
        call("revokeRefresh", |s, n, _| {
            delete(format!("/api/jwt/refresh?token=revoked-{}", s.number(n)))
        }),
        call("revokeRefresh, of a user", |s, n, _| {
            delete(format!("/api/jwt/refresh?userId={}", s.user(n)))
        }),
        call("verifyEmail", |s, n, _| {
            let id = format!("email-{}", s.number(n));
            post("/api/user/verify-email", json!({"verificationId": id}))
        }),
        call("resendEmail", |s, n, _| {
            put(format!("/api/user/verify-email?email={}", s.email(n)), Value::Null)
        }),
        call("verifyRegistration", |s, n, _| {
            let id = format!("registration-{}", s.number(n));
            post("/api/user/verify-registration", json!({"verificationId": id}))
        }),
        call("resendRegistration", |s, n, _| {
            let (email, app) = (s.email(n), s.app(n));
            put(
                format!("/api/user/verify-registration?email={email}&applicationId={app}"),
                Value::Null,
            )
        }),
        call("changePassword", |s, n, _| {
            let body = json!({"password": PASSWORD});
            post(format!("/api/user/change-password/password-{}", s.number(n)), body)
        }),
        call("forgotPassword", |s, n, _| {
            post("/api/user/forgot-password", json!({"loginId": s.email(n)}))
        }),
        call("updateUser", |s, n, _| {
            let user = json!({"email": s.email(n), "firstName": "Ada"});
            put(format!("/api/user/{}", s.user(n)), json!({"user": user}))
        }),
        call("patchUser", |s, n, _| {
            patch(format!("/api/user/{}", s.user(n)), json!({"user": {"lastName": "Byron"}}))
        }),
        call("updateRegistration", |s, n, _| {
            let body = json!({"registration": {"applicationId": s.app(n), "timezone": "UTC"}});
            put(format!("/api/user/registration/{}", s.user(n)), body)
        }),
        call("patchRegistration", |s, n, _| {
            let body = json!({"registration": {"timezone": "Europe/Berlin"}});
            patch(format!("/api/user/registration/{}/{}", s.user(n), s.app(n)), body)
        }),
        call("actOnUser", |s, n, _| {
            let body = json!({"action": {"actioneeUserId": s.user(n), "expiry": 1}});
            post("/api/user/action", body)
        }),
        call("deleteRegistration", |s, n, _| {
            delete(format!("/api/user/registration/{}/{}", s.user(n), s.app(n)))
        }),
        call("deleteUser", |s, n, _| delete(format!("/api/user/{}?hardDelete=true", s.user(n)))),
    ]
}

fn objects() -> Vec<Call> {
    vec![
        call("createApplication", |_, n, _| {
            let body = json!({"application": {"name": format!("new-{n}")}});
            post(format!("/api/application/{}", id(20, n)), body)
        }),
        call("updateApplication", |_, n, _| {
            let body = json!({"application": {"name": format!("newer-{n}")}});
            put(format!("/api/application/{}", id(20, n)), body)
        }),
        call("patchApplication", |s, n, _| {
            let body = json!({"application": {"data": {"round": n}}});
            patch(format!("/api/application/{}", s.app(n)), body)
        }),
        call("createRole", |_, n, _| {
            let path = format!("/api/application/{}/role", id(20, n));
            post(path, json!({"role": {"name": "reader"}}))
        }),
        call("createRole, with an id", |_, n, _| {
            let path = format!("/api/application/{}/role/{}", id(20, n), id(21, n));
            post(path, json!({"role": {"name": "writer"}}))
        }),
        call("deleteRole", |_, n, _| {
            delete(format!("/api/application/{}/role?name=reader", id(20, n)))
        }),
        call("deleteApplication", |_, n, _| delete(format!("/api/application/{}", id(20, n)))),
        call("createTenant", |_, n, _| {
            let body = json!({"tenant": {"name": format!("new-{n}")}});
            post(format!("/api/tenant/{}", id(22, n)), body).alone()
        }),
        call("retrieveTenant, all", |_, _, _| get("/api/tenant").alone()).grows(),
        call("updateTenant", |_, n, _| {
            let body = json!({"tenant": {"name": format!("newer-{n}")}});
            put(format!("/api/tenant/{}", id(22, n)), body).alone()
        }),
        call("patchTenant", |_, n, _| {
            let body = json!({"tenant": {"data": {"round": n}}});
            patch(format!("/api/tenant/{}", id(22, n)), body).alone()
        }),
        call("deleteTenant", |_, n, _| delete(format!("/api/tenant/{}", id(22, n))).alone()),
        call("createApiKey", |_, n, _| {
            post("/api/api-key", json!({"apiKey": {"key": format!("a-key-of-the-round-{n}")}}))
        }),
        call("generateKey", |_, n, _| {
            let key = json!({"algorithm": "HS256", "name": format!("new-{n}")});
            post("/api/key/generate", json!({"key": key}))
        }),
        call("putTemplate", |_, n, _| {
            let body = json!({"emailTemplate": {"name": format!("new-{n}")}});
            post(format!("/api/email/template/{}", id(23, n)), body)
        }),
        call("retrieveTemplate", |_, n, _| get(format!("/api/email/template/{}", id(23, n)))),
        call("createTheme", |_, n, _| {
            let body = json!({"theme": {"name": format!("new-{n}")}});
            post(format!("/api/theme/{}", id(24, n)), body)
        }),
        call("retrieveTheme", |_, n, _| get(format!("/api/theme/{}", id(24, n)))),
        call("patchTheme", |_, n, _| {
            let path = format!("/api/theme/{}", id(24, n));
            patch(path, json!({"theme": {"data": {"round": n}}}))
        }),
        call("updateTheme", |_, n, _| {
            let path = format!("/api/theme/{}", id(24, n));
            put(path, json!({"theme": {"name": format!("newer-{n}")}}))
        }),
        call("putFamily", |_, n, user| {
            let member = json!({"userId": user.pointer("/user/id"), "role": "Adult"});
            post(format!("/api/user/family/{}", id(25, n)), json!({"familyMember": member}))
        })
        .after(&[|_, n, _| get(format!("/api/user?email=other-{n}@example.com"))]),
        call("retrieveFamily", |_, n, _| get(format!("/api/user/family/{}", id(25, n)))),
        call("patchSystemConfiguration", |_, n, _| {
            let body = json!({"systemConfiguration": {"data": {"round": n}}});
            patch("/api/system-configuration", body)
        }),
    ]
}

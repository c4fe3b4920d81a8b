//! The measured calls to operations of Fusio, of the control API and of the provider.

use reqwest::Method;
use serde_json::{Value, json};

use crate::caller::{Call, PASSWORD, Sent, Site, call, get, post, sent, text};

const DECISION: &str =
    "response_type=code&client_id=demo&redirect_uri=http://localhost:3000&state=s";

fn put(path: impl Into<String>, body: Value) -> Sent {
    sent(Method::PUT, path, body)
}

fn log_in(_: &Site, round: u32, _: &Value) -> Sent {
    post("/consumer/login", json!({"username": format!("made-{round}"), "password": PASSWORD}))
}

/// Asks for the mails to the user that `Fusio: register` has made in this round.
fn mails_to_new(_: &Site, round: u32, _: &Value) -> Sent {
    get(format!("/_test/outbox?to=new-{round}@example.test"))
}

/// Asks for the mails to the user that `control: POST users` has made in this round.
fn mails_to_made(_: &Site, round: u32, _: &Value) -> Sent {
    get(format!("/_test/outbox?to=made-{round}@example.test"))
}

/// The token at the end of the last link in the newest mail of this list.
fn mailed(mails: &Value) -> String {
    let newest = mails.as_array().and_then(|mails| mails.last());
    let mut words = newest.map(|mail| text(&mail["text"])).unwrap_or_default().split_whitespace();
    let link = words.rfind(|word| word.starts_with("http"));
    link.and_then(|link| link.rsplit('/').next()).unwrap_or_default().to_owned()
}

fn redirect(_: &Site, _: u32, _: &Value) -> Sent {
    get("/consumer/identity/1/redirect?redirect_uri=http://localhost:3000/login/1")
}

/// Allows the login, as a user does on the provider's page. `asked` is the address of that page. If
/// `asked` is null, because no request came before, the query of that address is `DECISION`.
fn allow(_: &Site, round: u32, asked: &Value) -> Sent {
    let login = format!("github-{round}");
    let asked = text(asked).split_once('?').map(|(_, query)| query).unwrap_or(DECISION);
    let answer = format!("{asked}&login={login}&email={login}@example.test&decision=allow");
    post("/_test/provider/github/authorize", answer.into()).form()
}

fn exchange_code(_: &Site, _: u32, back: &Value) -> Sent {
    let code = text(back).split(['?', '&']).find_map(|pair| pair.strip_prefix("code="));
    let code = code.unwrap_or_default();
    let body = format!(
        "grant_type=authorization_code&code={code}&client_id=demo&client_secret=demo-secret&redirect_uri=http://localhost:3000"
    );
    post("/_test/provider/github/token", body.into()).form()
}

pub(crate) fn calls() -> Vec<Call> {
    let mut all = accounts();
    all.extend(others());
    all.extend(control());
    all
}

fn accounts() -> Vec<Call> {
    vec![
        call("Fusio: register", |_, n, _| {
            let (name, email) = (format!("new-{n}"), format!("new-{n}@example.test"));
            let body = json!({"name": name, "email": email, "password": PASSWORD});
            post("/consumer/register", body)
        }),
        call("Fusio: activate", |_, _, mails| {
            post("/consumer/activate", json!({"token": mailed(mails)}))
        })
        .after(&[mails_to_new]),
        call("control: POST users", |_, n, _| {
            let (name, email) = (format!("made-{n}"), format!("made-{n}@example.test"));
            post("/_test/users", json!({"name": name, "email": email, "password": PASSWORD}))
        }),
        call("control: PATCH users", |_, n, _| {
            sent(Method::PATCH, "/_test/users", json!({"name": format!("made-{n}"), "status": 1}))
        }),
        call("Fusio: login", log_in),
        call("Fusio: refresh", |_, _, login| {
            put("/consumer/login", json!({"refresh_token": login["refresh_token"]}))
        })
        .after(&[log_in]),
        call("Fusio: revoke", |_, _, login| {
            post("/authorization/revoke", json!({})).with(&login["token"])
        })
        .after(&[log_in]),
        call("Fusio: token", |_, n, _| {
            let body = json!({"grant_type": "client_credentials"});
            post("/authorization/token", body).basic(&format!("made-{n}"), PASSWORD)
        }),
        call("Fusio: whoami", |s, _, _| get("/authorization/whoami").with(&s.admin)),
        call("Fusio: account", |s, _, _| get("/consumer/account").with(&s.admin)),
        call("Fusio: update_account", |_, n, login| {
            let body = json!({"email": format!("made-{n}@example.test")});
            put("/consumer/account", body).with(&login["token"])
        })
        .after(&[log_in]),
        call("Fusio: change_password", |_, _, login| {
            let body = json!({"oldPassword": PASSWORD, "newPassword": PASSWORD, "verifyPassword": PASSWORD});
            put("/consumer/account/change_password", body).with(&login["token"])
        })
        .after(&[log_in]),
        call("Fusio: request_password_reset", |_, n, _| {
            post("/consumer/password_reset", json!({"email": format!("made-{n}@example.test")}))
        }),
        call("Fusio: execute_password_reset", |_, _, mails| {
            put("/consumer/password_reset", json!({"token": mailed(mails), "newPassword": PASSWORD}))
        })
        .after(&[mails_to_made]),
    ]
}

fn others() -> Vec<Call> {
    vec![
        call("Fusio: scopes", |s, _, _| get("/consumer/scope").with(&s.admin)),
        call("Fusio: scope_categories", |s, _, _| get("/consumer/scope/categories").with(&s.admin)),
        call("Fusio: identities", |_, _, _| get("/consumer/identity")),
        call("Fusio: identity_redirect", redirect),
        call("Fusio: identity_exchange", |s, _, back| get(text(back).trim_start_matches(&s.url)))
            .after(&[redirect, allow]),
        call("provider: GET authorize", |_, _, _| {
            get(format!("/_test/provider/github/authorize?{DECISION}"))
        }),
        call("provider: POST authorize", allow),
        call("provider: token", exchange_code).after(&[allow]),
        call("provider: userinfo", |_, _, token| {
            get("/_test/provider/github/userinfo").with(&token["access_token"])
        })
        .after(&[allow, exchange_code]),
        call("Fusio: create_app", |s, n, _| {
            post("/backend/app", json!({"name": format!("app-{n}")})).with(&s.admin)
        }),
        call("Fusio: create_identity", |s, n, _| {
            let body = json!({"name": format!("identity-{n}"), "appId": 1});
            post("/backend/identity", body).with(&s.admin)
        }),
    ]
}

fn control() -> Vec<Call> {
    vec![
        call("control: health", |_, _, _| get("/_test/health")),
        call("control: outbox, of an address", mails_to_made),
        call("control: mailbox, of an address", |_, n, _| {
            get(format!("/_test/mailbox?to=made-{n}@example.test"))
        }),
        call("control: requests, of a path", |_, _, _| get("/_test/requests?path=/consumer/scope")),
        call("control: GET settings", |_, _, _| get("/_test/settings")),
        call("control: PATCH settings", |_, n, _| {
            sent(Method::PATCH, "/_test/settings", json!({"fusio": {"points_default": n}}))
        }),
        call("control: clock", |_, _, _| post("/_test/clock", json!({"advance_seconds": 0}))),
        call("control: GET faults", |_, _, _| get("/_test/faults")),
        call("control: POST faults", |_, _, _| {
            post("/_test/faults", json!({"path": "/nowhere", "status": 503}))
        }),
        call("control: DELETE faults", |_, _, _| {
            sent(Method::DELETE, "/_test/faults", Value::Null)
        }),
        call("control: DELETE requests", |_, _, _| {
            sent(Method::DELETE, "/_test/requests", Value::Null)
        }),
        call("control: DELETE outbox", |_, _, _| {
            sent(Method::DELETE, "/_test/outbox", Value::Null)
        }),
        call("control: siteverify", |_, _, _| {
            post("/_test/captcha/siteverify", "secret=s&response=r".into()).form()
        }),
        call("control: kickstart", |_, _, _| {
            let requests = json!([{"method": "POST", "url": "/api/logout"}]);
            post("/_test/kickstart", json!({"requests": requests}))
        }),
    ]
}

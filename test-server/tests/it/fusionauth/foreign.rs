//! Calls every operation on the objects of one tenant with the key or the header of another tenant.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::calls::{Sent, operations, request, requests};
use super::scene::{DEFAULT_TENANT, KEY, TENANT};
use super::victim::{FOREIGN_KEY, KEPT, MARK, OWN_KEY, Victim};
use crate::support::{Answer, Bench, text};

/// The operations that accept at least one foreign caller. Their answer to a foreign caller is about the
/// caller's tenant, or about no tenant.
const ANSWERED: &[(&str, &str)] = &[
    // These create, list or read objects in the caller's tenant, or ignore ids of users in other tenants.
    ("POST", "/api/user"),
    ("POST", "/api/user/{userId}"),
    ("GET", "/api/user/search"),
    ("POST", "/api/user/search"),
    ("POST", "/api/user/import"),
    ("DELETE", "/api/user/bulk"),
    ("POST", "/api/application"),
    ("POST", "/api/group"),
    ("POST", "/api/group/{groupId}"),
    ("GET", "/api/group"),
    ("POST", "/api/application/{applicationId}"),
    ("GET", "/api/application"),
    ("GET", "/api/tenant"),
    ("GET", "/api/tenant/password-validation-rules"),
    // The answer is a new secret, which belongs to nobody yet.
    ("GET", "/api/two-factor/secret"),
    // The new token belongs to the caller's tenant, even if the claim `tid` in the request names another tenant.
    ("POST", "/api/jwt/vend"),
    // A logout always answers 200.
    ("POST", "/api/logout"),
    // Everybody may see the public keys, and whether the server runs.
    ("GET", "/api/status"),
    ("GET", "/api/jwt/public-key"),
    ("GET", "/.well-known/jwks.json"),
];
/// Paths of objects that belong to no tenant: all tenants share these objects. `is_of_no_tenant` adds the paths in
/// `KEPT`. The operations on all these paths refuse a key that is valid for only one tenant. They ignore the tenant
/// header, except the list of recent logins: with the header, it has only the logins of this tenant.
const OF_NO_TENANT: [&str; 7] = [
    "/api/key/generate",
    "/api/email/template",
    "/api/integration",
    "/api/system-configuration",
    "/api/user/recent-login",
    "/api/webhook",
    "/api/webhook/search",
];

fn is_of_no_tenant(path: &str) -> bool {
    let kept = KEPT.iter().map(|(name, _)| format!("/api/{name}"));
    let mut paths = OF_NO_TENANT.map(str::to_owned).into_iter().chain(kept);
    paths.any(|start| {
        path.strip_prefix(&start).is_some_and(|rest| rest.is_empty() || rest.starts_with("/{"))
    })
}

/// A caller: a name for messages, and the values of its headers. A header without a value is not sent.
struct Caller {
    name: &'static str,
    authorization: Option<String>,
    tenant: Option<String>,
}

impl Caller {
    async fn call(&self, bench: &Bench, method: &str, sent: &Sent) -> Answer {
        let mut request = bench.request(method, &sent.path);
        if let Some(authorization) = &self.authorization {
            // A browser sends the tokens as cookies, which have their own header.
            let cookies = authorization.starts_with("access_token=");
            let name = if cookies { "cookie" } else { "authorization" };
            request = request.header(name, authorization);
        }
        if let Some(tenant) = &self.tenant {
            request = request.header(TENANT, tenant);
        }
        if let Some(body) = &sent.body {
            request = request.json(body);
        }
        Answer::of(request).await
    }
}

fn foreign(victim: &Victim) -> Vec<Caller> {
    let caller = |name, authorization: Option<String>, tenant: Option<&String>| Caller {
        name,
        authorization,
        tenant: tenant.cloned(),
    };
    let bearer = || Some(format!("Bearer {}", victim.token));
    let header = Some(&victim.foreign);
    vec![
        caller("foreign key", Some(FOREIGN_KEY.into()), None),
        caller("foreign key and header", Some(FOREIGN_KEY.into()), header),
        caller("foreign key, header of the victim", Some(FOREIGN_KEY.into()), Some(&victim.tenant)),
        caller("key of the victim, foreign header", Some(OWN_KEY.into()), header),
        caller("key for all tenants, foreign header", Some(KEY.into()), header),
        caller("user, foreign header", bearer(), header),
        caller("user by cookies, foreign header", Some(victim.cookies()), header),
        caller("nobody, foreign header", None, header),
    ]
}

/// Callers with access to the tenant. Every operation works for at least one of them.
fn own(victim: &Victim) -> Vec<Caller> {
    let caller =
        |authorization: Option<String>, tenant| Caller { name: "own", authorization, tenant };
    let tenant = Some(victim.tenant.clone());
    vec![
        caller(Some(OWN_KEY.into()), None),
        caller(Some(KEY.into()), None),
        caller(Some(KEY.into()), tenant),
        caller(Some(format!("Bearer {}", victim.token)), None),
        caller(Some(format!("Bearer {}", victim.second_token)), None),
    ]
}

/// Reads data of the tenant, and data that all tenants share.
async fn read(bench: &Bench, victim: &Victim) -> Vec<Value> {
    let paths = [
        format!("/api/tenant/{}", victim.tenant),
        "/api/application".to_owned(),
        "/api/user/search?queryString=*".to_owned(),
        format!("/api/user/{}", victim.user),
        format!("/api/user/{}", victim.second_user),
        format!("/api/jwt/refresh?userId={}", victim.user),
        format!("/api/user/change-password/{}", victim.change_password),
    ];
    let mut all = Vec::new();
    for path in paths {
        let request = bench.request("GET", &path).header("authorization", OWN_KEY);
        let answer = Answer::of(request).await;
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        all.push(serde_json::from_str(&answer.body).unwrap_or_default());
    }
    for path in ["/api/tenant", "/api/email/template", "/api/jwt/public-key"] {
        let answer = Answer::of(bench.request("GET", path).header("authorization", KEY)).await;
        all.push(answer.ok());
    }
    all
}

#[tokio::test]
async fn no_operation_reads_or_changes_data_of_another_tenant() {
    let bench = Bench::start().await;
    let mut answered = BTreeSet::new();
    let (of_none, of_tenants): (Vec<_>, Vec<_>) = operations("FusionAuth")
        .into_iter()
        .partition(|(method, path)| is_of_no_tenant(path) && method != "DELETE");
    // The operations in `of_none` change no data of a tenant and delete nothing, so they share one victim.
    let victim = Victim::create(&bench).await;
    for (method, path) in of_none {
        check_access(&bench, &victim, &method, &path, &mut answered).await;
    }
    victim.delete(&bench).await;
    for (method, path) in of_tenants {
        let victim = Victim::create(&bench).await;
        check_access(&bench, &victim, &method, &path, &mut answered).await;
        victim.delete(&bench).await;
    }
    let listed = ANSWERED.iter().map(|(method, path)| (method.to_string(), path.to_string()));
    assert_eq!(
        answered,
        listed.collect(),
        "some operations in ANSWERED refuse every foreign caller"
    );
}

/// Calls the operation as every foreign caller, and then as a caller who has access.
async fn check_access(
    bench: &Bench,
    victim: &Victim,
    method: &str,
    path: &str,
    answered: &mut BTreeSet<(String, String)>,
) {
    let of_no_tenant = is_of_no_tenant(path);
    let before = read(bench, victim).await;
    for caller in foreign(victim) {
        if of_no_tenant && caller.authorization.as_deref() == Some(KEY) {
            continue;
        }
        for sent in requests(victim, method, path) {
            let answer = caller.call(bench, method, &sent).await;
            let case = format!("{} {method} {} {answer:?}", caller.name, sent.path);
            if answer.status < 400 {
                assert!(ANSWERED.contains(&(method, path)), "{case}");
                answered.insert((method.to_owned(), path.to_owned()));
            }
            assert!(!answer.body.contains(MARK), "{case}");
        }
    }
    assert_eq!(read(bench, victim).await, before, "{method} {path}");
    // The request is valid: it works for a caller who has access.
    let mut seen = Vec::new();
    for caller in own(victim) {
        let sent = request(victim, method, path);
        seen.push(caller.call(bench, method, &sent).await);
        if seen.last().is_some_and(|answer| answer.status < 300) {
            break;
        }
    }
    assert!(seen.last().is_some_and(|last| last.status < 300), "{method} {path}: {seen:?}");
}

#[tokio::test]
async fn a_vended_token_is_refused_in_another_tenant() {
    let bench = Bench::start().await;
    let victim = Victim::create(&bench).await;
    let foreign = Caller { name: "", authorization: Some(FOREIGN_KEY.into()), tenant: None };
    let claims = json!({"claims": {"sub": victim.user, "tid": victim.tenant}});
    let sent = Sent { path: "/api/jwt/vend".into(), body: Some(claims) };
    let vended = foreign.call(&bench, "POST", &sent).await.ok();
    let token = vended["token"].as_str().unwrap();
    assert_eq!(crate::support::jwt_part(token, 1)["tid"], json!(victim.foreign));
    let revoke = format!("/api/jwt/refresh/{}", victim.refresh_id);
    let issue = format!("/api/jwt/issue?applicationId={}", victim.app);
    for (method, path) in [
        ("GET", "/api/user"),
        ("GET", "/api/user/change-password"),
        ("GET", &*issue),
        ("DELETE", &*revoke),
    ] {
        bench.send(method, path, Some(token), None).await.empty(401);
    }
    // If the request for a token has a key for all tenants, the token works like the user's own token.
    let any = Caller { name: "", authorization: Some(KEY.into()), tenant: None };
    let vended = any.call(&bench, "POST", &sent).await.ok();
    let token = vended["token"].as_str().unwrap();
    assert_eq!(bench.send("DELETE", &revoke, Some(token), None).await.status, 200);
}

#[tokio::test]
async fn a_login_ping_for_an_application_of_another_tenant_is_refused() {
    let bench = Bench::start().await;
    let victim = Victim::create(&bench).await;
    let user = json!({"user": {"email": "eve@example.com", "password": "correct horse 1"}});
    let request = bench.request("POST", "/api/user").header("authorization", FOREIGN_KEY);
    let eve = Answer::of(request.json(&user)).await.ok()["user"]["id"].clone();
    let path = format!("/api/login/{}/{}", eve.as_str().unwrap(), victim.app);
    for key in [FOREIGN_KEY, KEY] {
        let answer = Answer::of(bench.request("PUT", &path).header("authorization", key)).await;
        answer.invalid(&[("applicationId", &["[invalid]applicationId"])]);
    }
}

#[tokio::test]
async fn all_members_of_a_family_are_of_one_tenant() {
    let bench = Bench::start().await;
    let victim = Victim::create(&bench).await;
    let user = json!({"user": {"email": "eve@example.com", "password": "correct horse 1"}});
    let request = bench.request("POST", "/api/user").header("authorization", FOREIGN_KEY);
    let eve = Answer::of(request.json(&user)).await.ok()["user"]["id"].clone();
    let add = async |key: &str, path: &str, user: &Value| {
        let request = bench.request("POST", path).header("authorization", key);
        Answer::of(request.json(&json!({"familyMember": {"userId": user}}))).await
    };
    let path = format!("/api/user/family/{}", victim.family);
    let second = json!(victim.second_user);
    let family = add(OWN_KEY, &path, &second).await.ok()["family"].clone();
    assert_eq!(family["members"].as_array().map(Vec::len), Some(2));
    for key in [OWN_KEY, KEY] {
        let mixed = add(key, &path, &eve).await;
        mixed.invalid(&[("familyMember.userId", &["[invalid]familyMember.userId"])]);
    }
    add(FOREIGN_KEY, &path, &eve).await.empty(404);
    add(FOREIGN_KEY, "/api/user/family", &eve).await.ok();
    for member in family["members"].as_array().unwrap() {
        let user = format!("/api/user/{}?hardDelete=true", text(&member["userId"]));
        let delete = bench.request("DELETE", &user).header("authorization", OWN_KEY);
        Answer::of(delete).await.empty(200);
    }
    let gone = bench.request("GET", &path).header("authorization", KEY);
    Answer::of(gone).await.empty(404);
}

#[tokio::test]
async fn a_key_of_a_deleted_tenant_is_refused() {
    let bench = Bench::start().await;
    let victim = Victim::create(&bench).await;
    let key = json!({"apiKey": {"key": "a key of the tenant", "tenantId": victim.tenant}});
    let any = Caller { name: "", authorization: Some(KEY.into()), tenant: None };
    let sent = Sent { path: "/api/api-key".into(), body: Some(key) };
    any.call(&bench, "POST", &sent).await.ok();
    let made = Caller { authorization: Some("a key of the tenant".into()), ..any };
    let list = Sent { path: "/api/tenant".into(), body: None };
    assert_eq!(
        made.call(&bench, "GET", &list).await.ok()["tenants"][0]["id"],
        json!(victim.tenant)
    );
    let path = format!("/api/tenant/{}", victim.tenant);
    let delete = bench.request("DELETE", &path).header("authorization", OWN_KEY);
    Answer::of(delete).await.empty(200);
    made.call(&bench, "GET", &list).await.empty(401);
    // The default tenant is still there.
    let path = format!("/api/tenant/{DEFAULT_TENANT}");
    Answer::of(bench.request("GET", &path).header("authorization", KEY)).await.ok();
}

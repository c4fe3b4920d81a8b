//! Login through the built-in provider, request by request as in a browser.

mod refusals;

use serde_json::{Value, json};

use crate::support::{Answer, Bench, SCOPES, form, is_hex, query, query_value, text};

const APP: &str = "http://localhost:3000";
const BACK: &str = "http://localhost:3000/login/1?keep=me";
const NOT_REQUESTED: &str = "Provided identity state was not requested";

/// The providers, each with the scope that Fusio requests from it, if there is one.
const PROVIDERS: &[(&str, Option<&str>)] = &[
    ("github", None),
    ("google", Some("openid profile email")),
    ("facebook", None),
    ("openid", Some("openid")),
];

#[tokio::test]
async fn each_provider_logs_a_user_in_and_a_second_login_finds_the_same_user() {
    for (provider, scope) in PROVIDERS {
        let bench = bench(provider).await;
        let list = bench.send("GET", "/consumer/identity", None, None).await.json();
        assert_eq!(list["totalResults"], 1, "{provider}: {list}");
        let start = text(&list["entry"][0]["redirect"]);
        assert_eq!(start, format!("{}/consumer/identity/1/redirect", bench.url));
        let asked = redirect(&bench).await;
        let mut names = vec!["response_type", "client_id", "state", "redirect_uri"];
        names.extend(scope.map(|_| "scope"));
        let pairs = query(&asked);
        assert_eq!(pairs.iter().map(|(name, _)| name).collect::<Vec<_>>(), names, "{provider}");
        assert!(is_hex(&query_value(&asked, "state"), 32), "{asked}");
        if let Some(scope) = scope {
            assert_eq!(&query_value(&asked, "scope"), scope, "{provider}");
        }
        let first = follow(&bench, &asked).await;
        let again = follow(&bench, &redirect(&bench).await).await;
        let (first, again) = (account(&bench, &first).await, account(&bench, &again).await);
        assert_eq!(first, again, "{provider}");
        assert_eq!(first["status"], 1, "{provider}: {first}");
        assert_eq!(first["roleId"], 3, "{provider}: {first}");
        assert!(!text(&first["name"]).contains(' '), "{provider}: {first}");
        assert!(text(&first["email"]).contains('@'), "{provider}: {first}");
    }
}

#[tokio::test]
async fn a_new_provider_has_the_vendors_defaults_and_is_named_by_its_class() {
    let bench = Bench::start().await;
    let credentials = json!({"username": "rootadmin", "password": "Adm1n!pass"});
    let admin = text(&bench.post("/consumer/login", credentials).await.json()["token"]);
    for (path, body) in [
        ("/backend/app", json!({"name": "app"})),
        (
            "/backend/identity",
            json!({
                "name": "hub", "appId": 1, "class": "Fusio.Impl.Provider.Identity.Github",
                "config": {"token_uri": "", "id_property": ""},
            }),
        ),
    ] {
        assert_eq!(bench.send("POST", path, Some(&admin), Some(body)).await.status, 201);
    }
    let settings = bench.send("GET", "/_test/settings", None, None).await.json();
    let hub = settings["fusio"]["identities"].as_array().unwrap().last().unwrap();
    assert_eq!((&hub["provider"], &hub["allow_create"]), (&json!("github"), &json!(true)));
    assert!(hub["token_uri"].is_null() && hub["id_property"].is_null(), "{hub}");
}

#[tokio::test]
async fn each_provider_has_its_own_names_for_a_users_data() {
    for (provider, id) in
        [("github", "id"), ("google", "sub"), ("facebook", "id"), ("openid", "sub")]
    {
        let bench = bench(provider).await;
        let code = allowed_code(&bench, provider, APP).await;
        let tokens = token_request(&bench, provider, &code, APP, "demo-secret").await;
        assert_eq!(tokens.status, 200, "{provider}: {tokens:?}");
        let tokens = tokens.json();
        assert_eq!(text(&tokens["token_type"]).to_lowercase(), "bearer", "{provider}");
        let path = format!("/_test/provider/{provider}/userinfo");
        let user = bench.get(&path, &text(&tokens["access_token"])).await;
        assert_eq!(user.status, 200, "{provider}: {user:?}");
        let user = user.json();
        let name = if provider == "github" { "login" } else { "name" };
        assert!(user[id].is_string() || user[id].is_u64(), "{provider}: {user}");
        assert!(user[name].is_string() && user["email"].is_string(), "{provider}: {user}");
        assert_eq!(bench.get(&path, "nope").await.status, 401, "{provider}");
    }
}

#[tokio::test]
async fn a_provider_code_works_only_once_and_only_with_its_redirect_uri_and_the_secret() {
    let bench = bench("openid").await;
    for (address, secret, good) in [
        (APP, "wrong", false),
        ("http://other.test", "demo-secret", false),
        (APP, "demo-secret", true),
    ] {
        let code = allowed_code(&bench, "openid", APP).await;
        let answer = token_request(&bench, "openid", &code, address, secret).await;
        assert_eq!(answer.status == 200, good, "{address} {secret}: {answer:?}");
        let again = token_request(&bench, "openid", &code, APP, "demo-secret").await;
        assert!(!good || (400..500).contains(&again.status), "{again:?}");
    }
}

#[tokio::test]
async fn the_tokens_are_in_the_query_of_the_apps_address() {
    let bench = bench("github").await;
    let landed = follow(&bench, &redirect(&bench).await).await;
    assert!(landed.starts_with("http://localhost:3000/login/1?keep=me&"), "{landed}");
    assert_eq!(query_value(&landed, "token_type"), "bearer");
    assert_eq!(query_value(&landed, "expires_in"), "172800");
    assert_eq!(query_value(&landed, "scope"), SCOPES);
    let refresh = json!({"refresh_token": query_value(&landed, "refresh_token")});
    assert_eq!(bench.put("/consumer/login", refresh).await.status, 200);
}

#[tokio::test]
async fn without_a_redirect_uri_a_page_shows_the_tokens() {
    let bench = bench("github").await;
    let answer = bench.send("GET", "/consumer/identity/1/redirect", None, None).await;
    assert_eq!(answer.status, 302, "{answer:?}");
    let back = decide(&bench, answer.header("location"), "Allow").await;
    let page = at(&bench, &back).await;
    assert_eq!(page.status, 200, "{page:?}");
    assert!(page.header("content-type").starts_with("text/html"), "{page:?}");
    assert!(page.body.contains("172800") && page.body.contains("eyJ"), "{}", page.body);
}

#[tokio::test]
async fn an_identity_is_also_found_by_name() {
    let bench = bench("github").await;
    let answer = bench.send("GET", "/consumer/identity/~Demo/redirect", None, None).await;
    assert_eq!(answer.status, 302, "{answer:?}");
    for unknown in ["999", "~Nobody"] {
        for step in ["redirect", "exchange"] {
            let path = format!("/consumer/identity/{unknown}/{step}?code=a&state=b");
            let answer = bench.send("GET", &path, None, None).await;
            answer.refused(404, "Could not find identity");
        }
    }
}

#[tokio::test]
async fn a_denied_request_logs_nobody_in() {
    let bench = bench("github").await;
    let asked = redirect(&bench).await;
    let back = decide(&bench, &asked, "Deny").await;
    assert_eq!(query_value(&back, "error"), "access_denied");
    assert_eq!(query_value(&back, "state"), query_value(&asked, "state"));
    let answer = at(&bench, &back).await;
    assert_eq!(answer.status, 400, "{answer:?}");
    let message = text(&answer.json()["message"]);
    assert!(message.starts_with("Could not authenticate user: access_denied"), "{message}");
    assert!(!answer.body.contains("eyJ"));
}

#[tokio::test]
async fn a_state_works_only_once() {
    let bench = bench("github").await;
    let back = decide(&bench, &redirect(&bench).await, "Allow").await;
    assert_eq!(at(&bench, &back).await.status, 302);
    at(&bench, &back).await.refused(400, NOT_REQUESTED);
    let code = allowed_code(&bench, "github", &exchange(&bench)).await;
    let state = query_value(&back, "state");
    let fresh = format!("{}?{}", exchange(&bench), form(&[("code", &code), ("state", &state)]));
    at(&bench, &fresh).await.refused(400, NOT_REQUESTED);
}

#[tokio::test]
async fn an_unknown_state_is_refused() {
    let bench = bench("github").await;
    let back = decide(&bench, &redirect(&bench).await, "Allow").await;
    let code = query_value(&back, "code");
    for state in ["nope", "00000000000000000000000000000000", "%", "'"] {
        let foreign =
            format!("{}?{}", exchange(&bench), form(&[("code", &code), ("state", state)]));
        at(&bench, &foreign).await.refused(400, NOT_REQUESTED);
    }
    let missing = format!("{}?{}", exchange(&bench), form(&[("code", &code)]));
    at(&bench, &missing).await.refused(400, "No state provided");
}

#[tokio::test]
async fn a_state_expires_after_an_hour() {
    let bench = bench("github").await;
    let back = decide(&bench, &redirect(&bench).await, "Allow").await;
    let late = redirect(&bench).await;
    let state = query_value(&late, "state");
    bench.advance(3601).await;
    at(&bench, &back).await.refused(400, NOT_REQUESTED);
    let code = allowed_code(&bench, "github", &exchange(&bench)).await;
    let fresh = format!("{}?{}", exchange(&bench), form(&[("code", &code), ("state", &state)]));
    at(&bench, &fresh).await.refused(400, NOT_REQUESTED);
}

#[tokio::test]
async fn a_state_belongs_to_one_identity() {
    let bench = bench("github").await;
    let provider = format!("{}/_test/provider/github", bench.url);
    let identities =
        json!([identity("Demo", "github", &provider), identity("Zweite", "github", &provider),]);
    bench.settings(json!({"fusio": {"identities": identities}})).await;
    let back = decide(&bench, &redirect(&bench).await, "Allow").await;
    let other = back.replace("/consumer/identity/1/", "/consumer/identity/2/");
    assert_ne!(back, other);
    at(&bench, &other).await.refused(400, NOT_REQUESTED);
}

#[tokio::test]
async fn tokens_are_sent_only_to_the_host_of_the_app() {
    let bench = bench("github").await;
    let foreign = "Provided redirect url must have the same host as the configured app url";
    for address in [
        "http://evil.test/cb",
        "http://localhost.evil.test/cb",
        "http://evil-localhost:3000/cb",
        "http://localhost:3000@evil.test/",
        "http://evil.test/?http://localhost:3000",
    ] {
        let path = format!("/consumer/identity/1/redirect?{}", form(&[("redirect_uri", address)]));
        bench.send("GET", &path, None, None).await.refused(400, foreign);
    }
    for address in ["javascript://localhost/%0aalert(1)", "/relative", "data:text/html,x"] {
        let path = format!("/consumer/identity/1/redirect?{}", form(&[("redirect_uri", address)]));
        let answer = bench.send("GET", &path, None, None).await;
        assert_eq!(answer.status, 400, "{address}: {answer:?}");
        assert_eq!(answer.json()["success"], false);
    }
}

#[tokio::test]
async fn a_wrong_code_is_refused_with_the_error_of_the_provider() {
    // GitHub answers 200 with an error. The other providers answer 400.
    let told = "Could not obtain token: bad_verification_code - ";
    let wrong = "Could not request access token, the server returned a wrong HTTP code: 400";
    for (provider, message) in [("github", told), ("google", wrong), ("openid", wrong)] {
        let bench = bench(provider).await;
        let state = query_value(&redirect(&bench).await, "state");
        let bad = format!("{}?{}", exchange(&bench), form(&[("code", "bad"), ("state", &state)]));
        let answer = at(&bench, &bad).await;
        assert_eq!(answer.status, 400, "{provider}: {answer:?}");
        let given = text(&answer.json()["message"]);
        assert!(given.starts_with(message), "{provider}: {given}");
        let without = format!("{}?{}", exchange(&bench), form(&[("state", &state)]));
        at(&bench, &without).await.refused(400, "No code provided");
    }
}

/// A code of the built-in provider for the client `demo`, after the user allows the login.
pub(crate) async fn allowed_code(bench: &Bench, provider: &str, back: &str) -> String {
    allowed_code_as(bench, "demo-user", provider, back).await
}

/// Like `allowed_code`, but for the provider's user whom `login` names.
pub(crate) async fn allowed_code_as(
    bench: &Bench,
    login: &str,
    provider: &str,
    back: &str,
) -> String {
    let asked = form(&[
        ("login_hint", login),
        ("response_type", "code"),
        ("client_id", "demo"),
        ("redirect_uri", back),
        ("state", "s"),
    ]);
    let address = format!("{}/_test/provider/{provider}/authorize?{asked}", bench.url);
    query_value(&decide(bench, &address, "Allow").await, "code")
}

/// Starts a server with one app and one identity: the built-in provider of this kind.
async fn bench(provider: &str) -> Bench {
    let bench = Bench::start().await;
    let address = format!("{}/_test/provider/{provider}", bench.url);
    bench
        .settings(json!({"fusio": {
            "apps": [{"name": "App", "key": "app-key", "secret": "app-secret", "url": APP}],
            "identities": [identity("Demo", provider, &address)],
        }}))
        .await;
    bench
}

fn identity(name: &str, provider: &str, address: &str) -> Value {
    json!({
        "app_id": 1, "name": name, "icon": "bi-person", "provider": provider,
        "client_id": "demo", "client_secret": "demo-secret",
        "authorization_uri": format!("{address}/authorize"),
        "token_uri": format!("{address}/token"),
        "user_info_uri": format!("{address}/userinfo"),
    })
}

fn exchange(bench: &Bench) -> String {
    format!("{}/consumer/identity/1/exchange", bench.url)
}

/// Starts a login that ends at `BACK`; returns the provider's address.
async fn redirect(bench: &Bench) -> String {
    let path = format!("/consumer/identity/1/redirect?{}", form(&[("redirect_uri", BACK)]));
    let answer = bench.send("GET", &path, None, None).await;
    assert_eq!((answer.status, answer.body.as_str()), (302, ""), "{answer:?}");
    assert_eq!(query_value(answer.header("location"), "redirect_uri"), exchange(bench));
    answer.header("location").to_owned()
}

/// Allows the login at the provider and lets the server exchange the code. Returns the address of
/// the app with the tokens.
async fn follow(bench: &Bench, asked: &str) -> String {
    let back = decide(bench, asked, "Allow").await;
    assert!(back.starts_with(&exchange(bench)), "{back}");
    let answer = at(bench, &back).await;
    assert_eq!(answer.status, 302, "{answer:?}");
    answer.header("location").to_owned()
}

/// Opens the provider's page and presses this button; returns the address of the redirect.
async fn decide(bench: &Bench, asked: &str, button: &str) -> String {
    let page = at(bench, asked).await;
    assert_eq!(page.status, 200, "{page:?}");
    assert!(page.header("content-type").starts_with("text/html"), "{page:?}");
    let (opening, content) = tag(&page.body, "<form");
    let content = content.split("</form>").next().unwrap();
    let mut fields = Vec::new();
    for piece in content.split("<input").skip(1) {
        let (input, _) = piece.split_once('>').unwrap();
        if attribute(input, "type").as_deref() != Some("submit") {
            let name = attribute(input, "name");
            fields.extend(name.map(|name| (name, attribute(input, "value").unwrap_or_default())));
        }
    }
    let pressed = content.split("<button").skip(1).find(|piece| piece.contains(button));
    let pressed = pressed.unwrap_or_else(|| panic!("no button {button} in {content}"));
    let (pressed, _) = pressed.split_once('>').unwrap();
    fields.extend(attribute(pressed, "name").zip(attribute(pressed, "value")));
    let base = url::Url::parse(asked).unwrap();
    let action = base.join(&attribute(opening, "action").unwrap_or_default()).unwrap();
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let request = bench.http.post(action).body(form(&pairs));
    let kind = "application/x-www-form-urlencoded";
    let answer = Answer::of(request.header("content-type", kind)).await;
    assert!(matches!(answer.status, 302 | 303), "{answer:?}");
    answer.header("location").to_owned()
}

/// The first tag of this name, and the text after it.
fn tag<'a>(html: &'a str, name: &str) -> (&'a str, &'a str) {
    let (_, rest) = html.split_once(name).unwrap_or_else(|| panic!("no {name} in {html}"));
    rest.split_once('>').unwrap()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    let (value, _) = rest.split_once('"')?;
    Some(html_escape::decode_html_entities(value).into_owned())
}

pub(crate) async fn token_request(
    bench: &Bench,
    provider: &str,
    code: &str,
    back: &str,
    secret: &str,
) -> Answer {
    let body = form(&[
        ("grant_type", "authorization_code"),
        ("code", code),
        ("client_id", "demo"),
        ("client_secret", secret),
        ("redirect_uri", back),
    ]);
    let request = bench.request("POST", &format!("/_test/provider/{provider}/token")).body(body);
    let kind = "application/x-www-form-urlencoded";
    Answer::of(request.header("content-type", kind).header("accept", "application/json")).await
}

async fn account(bench: &Bench, landed: &str) -> Value {
    let answer = bench.get("/consumer/account", &query_value(landed, "access_token")).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

/// A GET of this address that follows no redirect.
async fn at(bench: &Bench, address: &str) -> Answer {
    let user_agent = crate::support::USER_AGENT;
    Answer::of(bench.http.get(address).header("user-agent", user_agent)).await
}

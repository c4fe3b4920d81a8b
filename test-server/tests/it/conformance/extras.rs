//! Login through a provider, the token endpoint, rules for methods, paths and headers, disabled
//! registration, bans and rate limits.

use serde_json::json;

use crate::fake::Fake;
use crate::support::{
    Answer, Bench, PASSWORD, SCOPES, basic, form, is_hex, is_refresh_token, jwt_part, query,
    query_value, text,
};

#[tokio::test]
async fn a_login_through_a_provider_ends_at_the_app_with_tokens() {
    let provider = Fake::start(|seen| {
        let body = match seen.path.as_str() {
            "/token" => json!({"access_token": "remote-token", "token_type": "bearer"}),
            "/user" => json!({"id": 4711, "login": "octo cat", "email": "octo@example.test"}),
            _ => return (404, String::new()),
        };
        (200, body.to_string())
    })
    .await;
    let bench = Bench::start().await;
    bench.settings(json!({"fusio": {"apps": [], "identities": []}})).await;
    let empty = bench.send("GET", "/consumer/identity", None, None).await;
    assert_eq!(empty.json(), json!({"totalResults": 0, "startIndex": 0, "itemsPerPage": 16}));
    bench
        .settings(json!({"fusio": {
            "apps": [{"name": "App", "key": "k", "secret": "s", "url": "http://localhost:3000"}],
            "identities": [{
                "app_id": 1, "name": "GitHub", "icon": "bi-github", "provider": "github",
                "client_id": "cid", "client_secret": "csecret",
                "authorization_uri": format!("{}/authorize", provider.url),
                "token_uri": format!("{}/token", provider.url),
                "user_info_uri": format!("{}/user", provider.url),
            }],
        }}))
        .await;
    let list = bench.send("GET", "/consumer/identity", None, None).await.json();
    let redirect = format!("{}/consumer/identity/1/redirect", bench.url);
    let entry = json!([{"id": 1, "name": "GitHub", "icon": "bi-github", "redirect": redirect}]);
    assert_eq!((&list["totalResults"], &list["entry"]), (&json!(1), &entry));
    let back = form(&[("redirect_uri", "http://localhost:3000/cb?x=1")]);
    let path = format!("/consumer/identity/1/redirect?{back}");
    let answer = bench.send("GET", &path, None, None).await;
    assert_eq!((answer.status, answer.body.as_str()), (302, ""));
    let location = answer.header("location");
    let state = query_value(location, "state");
    assert!(is_hex(&state, 32), "{state}");
    let exchange = format!("{}/consumer/identity/1/exchange", bench.url);
    let asked = [
        ("response_type", "code"),
        ("client_id", "cid"),
        ("state", &state),
        ("redirect_uri", &exchange),
    ];
    assert_eq!(query(location), asked.map(|(name, value)| (name.into(), value.into())));
    assert!(location.starts_with(&format!("{}/authorize?", provider.url)), "{location}");
    let unknown = "/consumer/identity/1/exchange?code=abc&state=0123456789abcdef0123456789abcdef";
    let refused = "Provided identity state was not requested";
    bench.send("GET", unknown, None, None).await.refused(400, refused);
    let path = format!("/consumer/identity/1/exchange?code=abc&state={state}");
    let answer = bench.send("GET", &path, None, None).await;
    assert_eq!((answer.status, answer.body.as_str()), (302, ""), "{answer:?}");
    let location = answer.header("location");
    assert!(location.starts_with("http://localhost:3000/cb?"), "{location}");
    let names: Vec<String> = query(location).into_iter().map(|(name, _)| name).collect();
    let expected = ["x", "access_token", "token_type", "expires_in", "refresh_token", "scope"];
    assert_eq!(names, expected);
    assert_eq!(query_value(location, "token_type"), "bearer");
    assert_eq!(query_value(location, "expires_in"), "172800");
    assert_eq!(query_value(location, "scope"), SCOPES);
    assert!(is_refresh_token(&query_value(location, "refresh_token")), "{location}");
    let token = query_value(location, "access_token");
    assert_eq!(jwt_part(&token, 1)["name"], "octo_cat");
    let account = bench.get("/consumer/account", &token).await.json();
    assert_eq!((&account["name"], &account["status"]), (&json!("octo_cat"), &json!(1)));
    let seen = provider.seen();
    let asked = [
        ("grant_type", "authorization_code"),
        ("code", "abc"),
        ("client_id", "cid"),
        ("client_secret", "csecret"),
        ("redirect_uri", &exchange),
    ];
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[0].form(), asked.map(|(name, value)| (name.into(), value.into())));
    assert_eq!(seen[0].header("accept"), "application/json");
    assert_eq!(seen[1].header("authorization"), "Bearer remote-token");
}

#[tokio::test]
async fn wrong_requests_are_refused_but_preflights_and_grants_are_answered() {
    let bench = Bench::start().await;
    bench.user("baz").await;
    let body = json!({"username": "baz", "password": PASSWORD});
    let url = format!("{}/consumer/login", bench.url);
    let answer = Answer::of(bench.http.post(url).json(&body)).await;
    answer.refused(400, "Request must contain an User-Agent header");
    let answer = bench.send("GET", "/consumer/register", None, None).await;
    answer.refused(404, "Unknown location");
    let preflight =
        bench.request("OPTIONS", "/consumer/login").header("origin", "http://localhost:3000");
    let answer = Answer::of(preflight).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, ""));
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.header("allow"), "OPTIONS, POST, PUT");
    let answer = grant(&bench, &basic("baz", PASSWORD), &[]).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let tokens = answer.json();
    assert_eq!(tokens["token_type"], "bearer");
    assert_eq!(tokens["expires_in"], 172_800);
    assert_eq!(tokens["scope"], SCOPES);
    assert!(is_refresh_token(&text(&tokens["refresh_token"])), "{tokens}");
    let token = text(&tokens["access_token"]);
    assert_eq!(bench.get("/consumer/account", &token).await.status, 200);
    let answer = grant(&bench, &basic("baz", "wrong"), &[]).await;
    answer.refused_grant(401, "invalid_client", "Unknown credentials");
    assert_eq!(answer.header("www-authenticate"), "Bearer");
    let answer = grant(&bench, &basic("baz", PASSWORD), &[("scope", "nope")]).await;
    answer.refused_grant(400, "invalid_scope", "No valid scope given");
}

#[tokio::test]
async fn the_token_endpoint_has_its_own_errors_and_needs_no_user_agent() {
    let bench = Bench::start().await;
    bench.user("baz").await;
    let narrow = [("scope", "consumer.account authorization")];
    let answer = grant(&bench, &basic("baz", PASSWORD), &narrow).await;
    assert_eq!(answer.json()["scope"], "consumer.account,authorization");
    assert_eq!(answer.header("x-operation-id"), "oauth.token");
    assert_eq!(answer.header("x-stability"), "experimental");
    let url = format!("{}/authorization/token", bench.url);
    let post = |body: &str| {
        let request = bench.http.post(&url).body(body.to_owned());
        request.header("content-type", "application/x-www-form-urlencoded")
    };
    let known = basic("baz", PASSWORD);
    let answer = Answer::of(post("grant_type=client_credentials")).await;
    answer.refused_grant(400, "invalid_request", "Credentials not available");
    let request = post("grant_type=nope").header("authorization", &known);
    let message = "Provided an invalid grant type";
    Answer::of(request).await.refused_grant(400, "server_error", message);
    let request = post("grant_type=refresh_token&refresh_token=nope");
    let answer = Answer::of(request.header("authorization", &known)).await;
    answer.refused_grant(400, "invalid_request", "Invalid refresh token");
    let refresh = text(&grant(&bench, &known, &[]).await.json()["refresh_token"]);
    let request = post(&format!("grant_type=refresh_token&refresh_token={refresh}"));
    let answer = Answer::of(request.header("authorization", &known)).await;
    assert_eq!((answer.status, &answer.json()["scope"]), (200, &json!(SCOPES)));
    let answer = bench.send("GET", "/authorization/token", None, None).await;
    answer.refused(404, "Unknown location");
}

#[tokio::test]
async fn an_app_gets_only_its_own_scopes_and_the_scopes_that_they_contain() {
    let app =
        json!({"name": "App", "key": "k", "secret": "s", "user_id": 2, "scopes": ["consumer"]});
    let bench = Bench::with(json!({"apps": [app]})).await;
    bench.user("baz").await;
    let user = [("grant_type", "password"), ("username", "baz"), ("password", PASSWORD)];
    for more in [&[][..], &user] {
        let scope = async |scope| {
            grant(&bench, &basic("k", "s"), &[more, &[("scope", scope)]].concat()).await
        };
        assert_eq!(scope("consumer.account").await.json()["scope"], "consumer.account");
        scope("authorization").await.refused_grant(400, "invalid_scope", "No valid scope given");
        let all = SCOPES.strip_suffix(",authorization,default").unwrap();
        assert_eq!(scope("").await.json()["scope"], all);
    }
}

#[tokio::test]
async fn an_app_of_a_disabled_user_gets_no_token() {
    let app = json!({"name": "App", "key": "k", "secret": "s", "user_id": 3});
    let bench = Bench::with(json!({"apps": [app]})).await;
    bench.user("baz").await;
    assert_eq!(grant(&bench, &basic("k", "s"), &[]).await.status, 200);
    let change = json!({"name": "baz", "status": 2});
    assert_eq!(bench.send("PATCH", "/_test/users", None, Some(change)).await.status, 204);
    let answer = grant(&bench, &basic("k", "s"), &[]).await;
    answer.refused_grant(400, "invalid_request", "Invalid user status");
}

#[tokio::test]
async fn the_method_override_header_works_for_operations_and_for_the_token_endpoint() {
    let bench = Bench::start().await;
    let request =
        |method, path: &str| bench.request(method, path).header("x-http-method-override", "POST");
    let answer = Answer::of(request("GET", "/consumer/login")).await;
    answer.refused(400, "/ must be of type object");
    let answer = Answer::of(request("PUT", "/authorization/token")).await;
    assert_eq!((answer.status, &answer.json()["error"]), (400, &json!("server_error")));
    let odd = bench.request("GET", "/consumer/identity").header("x-http-method-override", "post");
    assert_eq!(Answer::of_fault(odd).await.status, 200, "only a method in upper case counts");
}

#[tokio::test]
async fn head_answers_as_get_does_but_without_a_body() {
    let bench = Bench::start().await;
    let token = bench.token("baz").await;
    let length = bench.get("/consumer/account", &token).await.body.len();
    let answer = bench.send("HEAD", "/consumer/account", Some(&token), None).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, ""));
    assert_eq!(answer.header("content-length"), length.to_string());
}

#[tokio::test]
async fn paths_ignore_a_trailing_slash_but_not_the_case() {
    let bench = Bench::start().await;
    let answer = bench.post("/consumer/login/", json!({})).await;
    answer.refused(400, "No username provided");
    bench.post("/consumer/Login", json!({})).await.refused(404, "Unknown location");
}

#[tokio::test]
async fn the_provider_call_of_older_releases_returns_a_token() {
    let bench = Bench::start().await;
    let provider = format!("{}/_test/provider/github", bench.url);
    bench
        .settings(json!({"fusio": {"provider_endpoint": true, "identities": [{
            "name": "GitHub", "icon": "bi-github", "provider": "github",
            "client_id": "demo", "client_secret": "demo-secret",
            "authorization_uri": format!("{provider}/authorize"),
            "token_uri": format!("{provider}/token"),
            "user_info_uri": format!("{provider}/userinfo"),
        }]}}))
        .await;
    let back = "http://localhost:3000/login/github";
    let code = crate::identity::allowed_code(&bench, "github", back).await;
    let body = json!({"code": code, "clientId": "demo", "redirectUri": back});
    let answer = bench.post("/consumer/provider/github", body).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let tokens = answer.json();
    assert_eq!(bench.get("/consumer/account", &text(&tokens["token"])).await.status, 200);
    bench.settings(json!({"fusio": {"provider_endpoint": false}})).await;
    let answer = bench.post("/consumer/provider/github", json!({})).await;
    answer.refused(404, "Unknown location");
}

#[tokio::test]
async fn a_login_works_even_if_registration_is_disabled() {
    let bench = Bench::with(json!({"registration": false})).await;
    bench.user("baz").await;
    let disabled = "User registration is not enabled";
    bench.register("new").await.refused(503, disabled);
    bench.post("/consumer/activate", json!({"token": "x"})).await.refused(503, disabled);
    assert_eq!(bench.login("baz").await["scope"], SCOPES);
}

#[tokio::test]
async fn after_34_client_errors_within_two_minutes_the_address_is_banned() {
    let bench = Bench::with(json!({"firewall": {"enabled": true}})).await;
    let banned = "Your IP has sent to many requests please try again later";
    for _ in 0..34 {
        let answer = bench.post("/consumer/login", json!({})).await;
        answer.refused(400, "No username provided");
    }
    bench.post("/consumer/login", json!({})).await.refused(403, banned);
    bench.send("GET", "/consumer/identity", None, None).await.refused(403, banned);
    let answer = grant(&bench, &basic("baz", PASSWORD), &[]).await;
    answer.refused_grant(400, "invalid_request", banned);
    bench.advance(240).await;
    bench.send("GET", "/consumer/identity", None, None).await.refused(403, banned);
    bench.advance(61).await;
    let answer = bench.send("GET", "/consumer/identity", None, None).await;
    assert_eq!(answer.status, 200, "the ban ends after five minutes");
}

#[tokio::test]
async fn requests_beyond_the_rate_limit_are_refused() {
    let limits = json!({"enabled": true, "anonymous": 2, "authenticated": 3600});
    let bench = Bench::with(json!({"rate_limit": limits})).await;
    for remaining in ["2", "1"] {
        let answer = bench.send("GET", "/consumer/identity", None, None).await;
        assert_eq!((answer.status, answer.header("ratelimit-limit")), (200, "2"));
        assert_eq!(answer.header("ratelimit-remaining"), remaining);
    }
    let answer = bench.send("GET", "/consumer/identity", None, None).await;
    answer.refused(429, "Rate limit exceeded");
    assert_eq!(answer.header("retry-after"), "900");
    let answer = grant(&bench, &basic("nobody", PASSWORD), &[]).await;
    answer.refused_grant(401, "invalid_client", "Unknown credentials");
    bench.advance(3601).await;
    let answer = bench.send("GET", "/consumer/identity", None, None).await;
    assert_eq!(answer.status, 200, "the window ends after an hour");
}

async fn grant(bench: &Bench, credentials: &str, more: &[(&str, &str)]) -> Answer {
    let body = form(&[&[("grant_type", "client_credentials")], more].concat());
    let request = bench.request("POST", "/authorization/token").body(body);
    let kind = "application/x-www-form-urlencoded";
    let request = request.header("content-type", kind).header("authorization", credentials);
    Answer::of(request).await
}

//! Searches: query strings, sorting and pages.

use serde_json::{Value, json};

use super::scene::{PASSWORD, Scene};
use crate::support::text;

async fn scene() -> Scene {
    let scene = Scene::start().await;
    for (email, username, first, last, phone) in [
        ("ada.l@example.net", "countess", "Ada", "Lovelace", "303-555-0101"),
        ("grace@example.net", "admiral", "Grace", "Hopper", "303-555-0102"),
        ("alan@example.net", "turing", "Alan", "O'Brien Turing", "303-555-0103"),
    ] {
        let user = json!({
            "email": email,
            "username": username,
            "firstName": first,
            "lastName": last,
            "fullName": format!("{first} {last}"),
            "phoneNumber": phone,
            "password": PASSWORD,
        });
        scene.post("/api/user", json!({"user": user})).await.ok();
    }
    scene
}

async fn search(scene: &Scene, search: Value) -> Value {
    scene.post("/api/user/search", json!({"search": search})).await.ok()
}

/// The addresses of the users that a query string finds, sorted.
async fn found(scene: &Scene, query: &str) -> Vec<String> {
    let found = search(scene, json!({"queryString": query})).await;
    let users = found["users"].as_array().unwrap().iter();
    let mut emails: Vec<String> = users.map(|user| text(&user["email"])).collect();
    assert_eq!(found["total"], emails.len(), "{query}");
    emails.sort();
    emails
}

#[tokio::test]
async fn a_word_must_equal_a_whole_value_unless_a_star_begins_or_ends_the_word() {
    let scene = scene().await;
    let (ada, alan, grace) = ("ada.l@example.net", "alan@example.net", "grace@example.net");
    for (query, emails) in [
        ("countess", &[ada][..]),
        ("COUNTESS", &[ada]),
        ("Ada", &[ada]),
        ("countes", &[]),
        ("coun*", &[ada]),
        ("*tess", &[ada]),
        ("*unte*", &[ada]),
        ("*@example.net", &[ada, alan, grace]),
        ("*example*", &[ada, "ada@example.com", alan, grace]),
        ("\"Grace Hopper\"", &[grace]),
        ("Grace\\ Hopper", &[grace]),
        ("\"grace hop\"*", &[grace]),
        ("O'Brien\\ Turing", &[alan]),
        ("+13035550102", &[grace]),
        ("*0103", &[alan]),
        ("email:a*", &[ada, "ada@example.com", alan]),
        ("email:ada*", &[ada, "ada@example.com"]),
        ("firstName:ada", &[ada]),
        ("username:ada", &[]),
        ("lastName:*urin*", &[alan]),
        ("username:*", &[ada, alan, grace]),
        ("phoneNumber:*", &[ada, alan, grace]),
        ("email:a* AND lastName:*turing", &[alan]),
        ("a* AND *example.net", &[ada, alan, grace]),
        ("firstName:ada AND username:admiral", &[]),
        ("\\*", &[]),
        // A word must not match a text that begins in one member and ends in the next member.
        ("*netcountess*", &[]),
        ("email:*", &[ada, "ada@example.com", alan, grace]),
        ("*:*", &[ada, "ada@example.com", alan, grace]),
        ("*:* AND firstName:ada", &[ada]),
        ("\"*:*\"", &[]),
    ] {
        let mut emails = emails.to_vec();
        emails.sort_unstable();
        assert_eq!(found(&scene, query).await, emails, "{query}");
    }
}

#[tokio::test]
async fn a_search_finds_the_users_of_an_application_or_a_tenant() {
    let scene = scene().await;
    let by = async |query: String| found(&scene, &query).await;
    assert_eq!(by(format!("registrations.applicationId:{}", scene.a)).await, [""; 0]);
    let body = json!({"registration": {"applicationId": scene.a}});
    scene.post(&format!("/api/user/registration/{}", scene.user), body).await.ok();
    let query = format!("registrations.applicationId:{}", scene.a.to_uppercase());
    assert_eq!(by(query.clone()).await, ["ada@example.com"]);
    assert_eq!(by(format!("{query} AND email:*.net")).await, [""; 0]);
    assert_eq!(by(format!("id:{}", scene.user)).await, ["ada@example.com"]);
    assert_eq!(by(format!("tenantId:{}", super::scene::DEFAULT_TENANT)).await.len(), 4);
}

#[tokio::test]
async fn a_query_string_that_cannot_be_read_is_refused() {
    let scene = scene().await;
    for query in [
        "Grace Hopper",
        "a OR b",
        "a AND",
        "AND a",
        "a AND AND b",
        "NOT a",
        "-a",
        "!a",
        "(a)",
        "a?b",
        "a*b",
        "nope:a",
        "*:a",
        "*a:b",
        "*:*a",
        "*:*:*",
        "email:*:*",
        "*\\**:",
        ":a",
        "email:",
        "id:*",
        "\"open",
        "open\\",
        "email:[a TO b]",
        "a~",
        "   ",
    ] {
        let body = json!({"search": {"queryString": query}});
        let answer = scene.post("/api/user/search", body).await;
        assert_eq!(answer.status, 400, "{query}: {answer:?}");
        // A query of only spaces counts as absent, and gets another error.
        if !query.trim().is_empty() {
            answer.invalid(&[("search.queryString", &["[invalid]search.queryString"])]);
        }
    }
    let many = |count: usize| vec!["email:*"; count].join(" AND ");
    assert_eq!(found(&scene, &many(100)).await.len(), 4);
    let body = json!({"search": {"queryString": many(101)}});
    let answer = scene.post("/api/user/search", body).await;
    answer.invalid(&[("search.queryString", &["[invalid]search.queryString"])]);
    let sorted = async |count: usize| {
        let fields = vec![json!({"name": "email"}); count];
        let body = json!({"search": {"queryString": "*", "sortFields": fields}});
        scene.post("/api/user/search", body).await
    };
    assert_eq!(sorted(20).await.ok()["total"], 4);
    sorted(21).await.invalid(&[("search.sortFields", &["[tooMany]search.sortFields"])]);
    let body = json!({"search": {"query": "{\"match_all\": {}}"}});
    let answer = scene.post("/api/user/search", body).await;
    answer.invalid(&[("search.query", &["[invalid]search.query"])]);
}

#[tokio::test]
async fn a_search_is_sorted_and_divided_into_pages() {
    let scene = scene().await;
    let page = async |sort: Value, start: u8, length: u8| {
        let found = search(
            &scene,
            json!({"queryString": "*", "sortFields": sort, "startRow": start, "numberOfResults": length}),
        )
        .await;
        assert_eq!(found["total"], 4);
        let users = found["users"].as_array().unwrap().iter();
        users.map(|user| text(&user["email"])).collect::<Vec<_>>()
    };
    let down = json!([{"name": "email", "order": "desc"}]);
    assert_eq!(page(down.clone(), 2, 2).await, ["ada@example.com", "ada.l@example.net"]);
    assert_eq!(page(down, 0, 2).await, ["grace@example.net", "alan@example.net"]);
    let (ada, others) =
        ("ada@example.com", ["grace@example.net", "ada.l@example.net", "alan@example.net"]);
    let last = page(json!([{"name": "username"}]), 0, 25).await;
    assert_eq!(last, [&others[..], &[ada]].concat());
    let first = page(json!([{"name": "username", "missing": "_first"}]), 0, 25).await;
    assert_eq!(first, [&[ada], &others[..]].concat());
    let two =
        page(json!([{"name": "tenantId"}, {"name": "fullName", "order": "desc"}]), 0, 1).await;
    assert_eq!(two, ["grace@example.net"]);
    let body = json!({"search": {"queryString": "*", "sortFields": [{"name": "email"}, {"name": "password"}]}});
    let answer = scene.post("/api/user/search", body).await;
    answer.invalid(&[("search.sortFields[1].name", &["[invalid]search.sortFields[1].name"])]);
}

#[tokio::test]
async fn an_invalid_start_or_length_of_a_page_is_refused() {
    let scene = scene().await;
    for value in [json!(-1), json!("x"), json!(1.5), json!([])] {
        for name in ["startRow", "numberOfResults"] {
            let search = json!({"queryString": "*", name: value});
            for path in ["/api/user/search", "/api/webhook/search"] {
                let answer = scene.post(path, json!({"search": search})).await;
                assert_eq!(answer.status, 400, "{path} {name} {value}: {answer:?}");
                let errors = &answer.json()["fieldErrors"][format!("search.{name}")];
                assert_eq!(errors.as_array().map(Vec::len), Some(1), "{path} {name}: {answer:?}");
            }
        }
    }
    for query in ["limit=-1", "limit=x", "offset=-1"] {
        let answer = scene.get(&format!("/api/user/recent-login?{query}")).await;
        assert_eq!(answer.status, 400, "{query}");
    }
    for query in ["startRow=-1", "numberOfResults=x"] {
        let answer = scene.get(&format!("/api/user/search?queryString=*&{query}")).await;
        assert_eq!(answer.status, 400, "{query}");
    }
}

#[tokio::test]
async fn a_search_shows_the_registrations_and_memberships_that_it_is_asked_for() {
    let scene = scene().await;
    let body = json!({"registration": {"applicationId": scene.a}});
    scene.post(&format!("/api/user/registration/{}", scene.user), body).await.ok();
    let shown = async |expand: Value| {
        let body = json!({"search": {"ids": [scene.user]}, "expand": expand});
        let found = scene.post("/api/user/search", body).await.ok();
        let user = &found["users"][0];
        let registrations = user["registrations"].as_array().map(Vec::len);
        (registrations, user["memberships"].is_array(), found["expandable"].clone())
    };
    assert_eq!(shown(Value::Null).await, (Some(1), true, Value::Null));
    let left_out = json!(["memberships"]);
    assert_eq!(shown(json!(["registrations"])).await, (Some(1), false, left_out));
    let left_out = json!(["memberships", "registrations"]);
    assert_eq!(shown(json!([])).await, (None, false, left_out));
}

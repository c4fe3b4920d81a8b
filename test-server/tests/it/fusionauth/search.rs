//! Searches for a part of an address or a name. The server has an index of parts of addresses and names.
//! A search that uses the index finds the same users as a search that does not use the index.

use serde_json::{Value, json};

use super::scene::{DEFAULT_TENANT, KEY, Scene, TENANT};
use crate::support::{Answer, Bench, form, text};

/// Makes a user with this name (`POST`), or changes the name of a user (`PATCH`).
async fn named(scene: &Scene, method: &str, id: &str, username: &str) {
    let body = json!({"user": {"username": username, "password": "correct horse 1"}});
    scene.keyed(method, &format!("/api/user/{id}"), body).await.ok();
}

fn id(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

/// The query string for a part. A special character after a backslash is an ordinary character.
fn with_part(part: &str) -> String {
    let mut query = String::from("*");
    for letter in part.chars() {
        query.extend((!letter.is_alphanumeric()).then_some('\\'));
        query.push(letter);
    }
    query + "*"
}

/// Searches for this part. Returns the names or addresses of the users on this page, and the number
/// of all users that the search finds.
async fn found_at(bench: &Bench, part: &str, page: &[(&str, &str)]) -> (Vec<String>, Value) {
    let query = form(&[&[("queryString", with_part(part).as_str())], page].concat());
    let request = bench.request("GET", &format!("/api/user/search?{query}"));
    let found = Answer::of(request.header("authorization", KEY)).await.ok();
    let name = |user: &Value| {
        text(if user["username"].is_null() { &user["email"] } else { &user["username"] })
    };
    (found["users"].as_array().unwrap().iter().map(name).collect(), found["total"].clone())
}

/// The names or addresses of all users with this part, in the order of the users' ids.
async fn found(bench: &Bench, part: &str) -> Vec<String> {
    let (names, total) = found_at(bench, part, &[("numberOfResults", "10000")]).await;
    assert_eq!(total, names.len(), "{part}");
    names
}

const NAMES: [&str; 16] = [
    "abcdefghijklmnopqrstuvwxyz",
    "xabcdefghijklmnopqrstuvwxyz",
    "xxabcdefghijklmnopqrstuvwxyz",
    "Müller-Lüdenscheidt",
    "MÜLLER",
    "muller",
    "grinning😀😃face",
    "face😀",
    "100%_sure",
    "100 percent sure",
    "a*b*c",
    "O'Brien \"Bob\"",
    "back\\slash [set] ?",
    "aa",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "ΣΊΣΥΦΟΣ",
];

/// All parts of a text.
fn parts(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let from = |start: usize| (start + 1..=letters.len()).map(move |end| (start, end));
    let all = (0..letters.len()).flat_map(from);
    all.map(|(start, end)| letters[start..end].iter().collect()).collect()
}

#[tokio::test]
async fn a_search_for_any_part_of_a_name_finds_exactly_the_names_with_this_part() {
    let scene = Scene::start().await;
    for (number, name) in NAMES.iter().enumerate() {
        named(&scene, "POST", &id(number), name).await;
    }
    let mut searched = Vec::new();
    for name in NAMES {
        // A long name has too many parts. So the test searches only for the whole name, and for the parts
        // whose length is near a limit of the index.
        let near =
            |part: &String| part.chars().count() < 5 || (11..15).contains(&part.chars().count());
        searched.extend(parts(name).into_iter().filter(near));
        searched.push(name.to_owned());
    }
    for part in [
        "nobody", "ab%", "a_c", "%", "_", "100%_", "b*c", "\"", "'", "''", "\"\"", "\\", "[s]",
        " ", "\0", "😄", "ü", "Ü", "ue",
    ] {
        searched.push(part.to_owned());
    }
    searched.sort();
    searched.dedup();
    for part in &searched {
        // The server searches for a space instead of a control character.
        let sought = part.replace('\0', " ").to_lowercase();
        let with = NAMES.iter().filter(|name| name.to_lowercase().contains(&sought));
        let mut with: Vec<&str> = with.copied().collect();
        if "ada@example.com".contains(&sought) {
            with.push("ada@example.com");
        }
        let mut names = found(&scene.bench, part).await;
        with.sort_unstable();
        names.sort_unstable();
        assert_eq!(names, with, "{part}");
    }
    assert_eq!(found(&scene.bench, "").await.len(), NAMES.len() + 1);
}

#[tokio::test]
async fn a_search_for_a_part_that_many_users_have_finds_all_of_them_in_order() {
    let scene = Scene::start().await;
    let mut names = Vec::new();
    for number in 0..400 {
        let name = format!("newsletter-subscriber-{number:03}");
        // The users are not made in the order of their ids.
        let number = number * 7 % 400;
        names.push((number, name.clone()));
        named(&scene, "POST", &id(number), &name).await;
    }
    names.sort();
    let names: Vec<String> = names.into_iter().map(|(_, name)| name).collect();
    let with =
        |part: &str| names.iter().filter(|name| name.contains(part)).cloned().collect::<Vec<_>>();
    for part in [
        "newsletter-subscriber-",
        "newsletter-subscriber-123",
        "subscriber-1",
        "-39",
        "r-12",
        "er-007",
        "ee",
        "7",
    ] {
        assert_eq!(found(&scene.bench, part).await, with(part), "{part}");
        let (page, total) =
            found_at(&scene.bench, part, &[("startRow", "3"), ("numberOfResults", "5")]).await;
        assert_eq!(total, with(part).len(), "{part}");
        assert_eq!(page, with(part).into_iter().skip(3).take(5).collect::<Vec<_>>(), "{part}");
    }
    let (page, total) =
        found_at(&scene.bench, "", &[("startRow", "390"), ("numberOfResults", "7")]).await;
    assert_eq!((page.as_slice(), total), (&names[390..397], json!(401)));
}

#[tokio::test]
async fn a_search_finds_changed_users_by_their_new_names_and_no_deleted_users() {
    let scene = Scene::start().await;
    let bench = &scene.bench;
    named(&scene, "POST", &id(1), "the first name").await;
    named(&scene, "PATCH", &id(1), "another name").await;
    assert_eq!(found(bench, "first").await, [""; 0]);
    assert_eq!(found(bench, "another").await, ["another name"]);
    let email = json!({"user": {"email": "one@example.net"}});
    scene.patch(&format!("/api/user/{}", id(1)), email).await.ok();
    assert_eq!(found(bench, "example.net").await, ["another name"]);
    assert_eq!(found(bench, "another").await, ["another name"]);
    scene.delete(&format!("/api/user/{}?hardDelete=true", id(1))).await.empty(200);
    for part in ["another", "example.net"] {
        assert_eq!(found(bench, part).await, [""; 0]);
    }
    assert_eq!(found(bench, "").await, ["ada@example.com"]);
    named(&scene, "POST", &id(2), "another name").await;
    assert_eq!(found(bench, "another").await, ["another name"]);
}

#[tokio::test]
async fn a_very_long_name_is_stored_quickly_and_only_its_beginning_is_searched() {
    let scene = Scene::start().await;
    let start = std::time::Instant::now();
    let name = format!("begin{}end", "ab".repeat(250_000));
    let user = json!({"user": {"email": "long@example.com", "fullName": name}});
    scene.post("/api/user", user).await.ok();
    let path = format!("/api/user/{}", scene.user);
    let changed = scene.patch(&path, json!({"user": {"lastName": name}})).await.ok();
    assert_eq!(changed["user"]["lastName"], name);
    scene.patch(&path, json!({"user": {"lastName": "short"}})).await.ok();
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    assert_eq!(found(&scene.bench, "beginabab").await, ["long@example.com"]);
    assert_eq!(found(&scene.bench, "babend").await, [""; 0]);
}

#[tokio::test]
async fn a_refused_change_does_not_change_what_a_search_finds() {
    let scene = Scene::start().await;
    named(&scene, "POST", &id(1), "the first name").await;
    let taken = json!({"user": {"email": "ada@example.com", "username": "second name"}});
    assert_eq!(scene.patch(&format!("/api/user/{}", id(1)), taken.clone()).await.status, 400);
    assert_eq!(scene.post("/api/user", taken).await.status, 400);
    assert_eq!(found(&scene.bench, "second").await, [""; 0]);
    assert_eq!(found(&scene.bench, "first").await, ["the first name"]);
    assert_eq!(found(&scene.bench, "").await.len(), 2);
}

#[tokio::test]
async fn a_search_in_a_tenant_counts_only_the_users_of_this_tenant() {
    let scene = Scene::start().await;
    let other = scene.tenant("other").await;
    let user = json!({"user": {"email": "ada@example.com", "password": "correct horse 1"}});
    let create = scene.bench.request("POST", "/api/user").header("authorization", KEY);
    Answer::of(create.header(TENANT, &other).json(&user)).await.ok();
    let total = async |tenant: Option<&str>, part: &str| {
        let path = format!("/api/user/search?queryString={part}");
        let mut request = scene.bench.request("GET", &path).header("authorization", KEY);
        if let Some(tenant) = tenant {
            request = request.header(TENANT, tenant);
        }
        Answer::of(request).await.ok()["total"].clone()
    };
    for part in ["*", "a*", "ada@example*", "*example.com"] {
        assert_eq!(total(None, part).await, 2, "{part}");
        assert_eq!(total(Some(DEFAULT_TENANT), part).await, 1, "{part}");
        assert_eq!(total(Some(&other), part).await, 1, "{part}");
    }
    assert_eq!(scene.delete(&format!("/api/tenant/{other}")).await.status, 200);
    for part in ["*", "ada@example*"] {
        assert_eq!(total(None, part).await, 1, "{part}");
    }
}

#[tokio::test]
async fn a_search_finds_the_right_users_after_a_restore_and_after_a_reset() {
    let scene = Scene::start().await;
    let bench = &scene.bench;
    named(&scene, "POST", &id(1), "in the snapshot").await;
    let snapshot = bench.post("/_test/snapshot", Value::Null).await.json();
    named(&scene, "PATCH", &id(1), "changed later").await;
    named(&scene, "POST", &id(2), "added later").await;
    assert_eq!(bench.post("/_test/restore", snapshot.clone()).await.status, 204);
    assert_eq!(found(bench, "later").await, [""; 0]);
    assert_eq!(found(bench, "snapshot").await, ["in the snapshot"]);
    assert_eq!(found(bench, "").await.len(), 2);
    assert_eq!(bench.send("POST", "/_test/reset", None, None).await.status, 204);
    for part in ["snapshot", ""] {
        assert_eq!(found(bench, part).await, [""; 0], "{part}");
    }
    let other = Bench::start().await;
    assert_eq!(other.post("/_test/restore", snapshot).await.status, 204);
    assert_eq!(found(&other, "snapshot").await, ["in the snapshot"]);
    assert_eq!(found(&other, "").await.len(), 2);
}

#[tokio::test]
async fn the_parameters_of_a_get_request_can_name_the_order_of_the_users() {
    let scene = Scene::start().await;
    for (name, born) in [("bob", "1990-01-01"), ("eve", "1980-01-01")] {
        let user = json!({"email": format!("{name}@example.com"), "birthDate": born});
        scene.post("/api/user", json!({"user": user})).await.ok();
    }
    let sorted = async |fields: &[(&str, &str)]| {
        let fields = form(&[&[("queryString", "*:*")], fields].concat());
        scene.get(&format!("/api/user/search?{fields}")).await
    };
    for (fields, expected) in [
        (vec![("name", "email"), ("order", "desc")], ["eve", "bob", "ada"]),
        (vec![("name", "birthDate")], ["eve", "bob", "ada"]),
        (vec![("name", "birthDate"), ("missing", "_first")], ["ada", "eve", "bob"]),
    ] {
        let names: Vec<_> =
            fields.iter().map(|(name, value)| (format!("sortFields[0].{name}"), value)).collect();
        let names: Vec<_> = names.iter().map(|(name, value)| (name.as_str(), **value)).collect();
        let found = sorted(&names).await.ok();
        let found = found["users"].as_array().unwrap().iter().map(|user| text(&user["email"]));
        let expected = expected.map(|name| format!("{name}@example.com"));
        assert_eq!(found.collect::<Vec<_>>(), expected, "{names:?}");
    }
    let unknown = sorted(&[("sortFields[0].name", "email"), ("sortFields[1].name", "x")]).await;
    let field = "search.sortFields[1].name";
    unknown.invalid(&[(field, &["[invalid]search.sortFields[1].name"])]);
    // The numbers of the `sortFields` may have gaps, and may come in any order. An error names the number
    // from the request.
    let two = [("sortFields[10].name", "email"), ("sortFields[9].name", "birthDate")];
    let found = sorted(&two).await.ok();
    assert_eq!(found["users"][0]["email"], "eve@example.com");
    for (name, value, error) in [
        ("sortFields[5].name", "x", "[invalid]search.sortFields[5].name"),
        ("sortFields[7].order", "asc", "[invalid]search.sortFields[7].name"),
        ("sortFields[19].name", "x", "[invalid]search.sortFields[19].name"),
        ("sortFields[20].name", "email", "[tooMany]search.sortFields"),
        ("sortFields[21].name", "email", "[tooMany]search.sortFields"),
        ("sortFields[99999999999999999999].name", "email", "[tooMany]search.sortFields"),
    ] {
        let field = error.split_once(']').unwrap().1;
        sorted(&[(name, value)]).await.invalid(&[(field, &[error])]);
    }
    let fields = [("sortFields[3].name", "email"), ("sortFields[3].order", "up")];
    let field = "search.sortFields[3].order";
    sorted(&fields).await.invalid(&[(field, &["[invalidJSON]"])]);
}

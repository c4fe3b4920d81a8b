//! Three ways to patch a registration: a plain patch (`application/json`, FusionAuth's own rules), a merge
//! patch (RFC 7396) and a JSON patch (RFC 6902).

use serde_json::{Value, json};

use super::scene::{Scene, absent, without};

const MERGE_PATCH: &str = "application/merge-patch+json";
const JSON_PATCH: &str = "application/json-patch+json";
/// The member that every change updates.
const UPDATED: &[&str] = &["lastUpdateInstant"];

#[tokio::test]
async fn a_patch_changes_only_the_members_that_it_names() {
    let scene = Scene::start().await;
    let members = json!({
        "username": "old", "roles": ["admin"], "data": {"a": [1]}, "timezone": "Europe/Paris",
        "preferredLanguages": ["fr", "en_US"],
    });
    scene.register(members).await;
    let before = scene.registration().await;
    let body = json!({"registration": {"username": "n"}});
    let answer = scene.patch(&scene.path_a(), body).await.ok();
    let mut expected = before;
    expected["username"] = json!("n");
    assert_eq!(without(&answer["registration"], UPDATED), without(&expected, UPDATED));
    assert_eq!(scene.registration().await, answer["registration"]);
}

#[tokio::test]
async fn a_json_patch_also_sets_members_outside_the_user_or_the_registration() {
    let scene = Scene::start().await;
    let user = format!("/api/user/{}", scene.user);
    let patch = async |path: &str, operations: Value| {
        scene.typed("PATCH", path, JSON_PATCH, &operations.to_string()).await
    };
    let add = |path: &str, value: Value| json!({"op": "add", "path": path, "value": value});
    let password = add("/user/password", json!("new horse 22"));
    let wrong = patch(&user, json!([add("/currentPassword", json!("wrong")), password])).await;
    wrong.invalid(&[("currentPassword", &["[invalid]currentPassword"])]);
    let tokens = json!({"authenticationTokenConfiguration": {"enabled": true}});
    let app = scene.application(tokens).await;
    scene.register_for(&app, json!({})).await;
    let path = format!("{}/{app}", scene.path());
    let generate = json!([add("/generateAuthenticationToken", json!(true))]);
    let patched = patch(&path, generate).await.ok();
    assert!(!absent(&patched["registration"]["authenticationToken"]), "{patched}");
}

/// Registers ada for this application, with members that a patch can change.
async fn fresh(scene: &Scene, application: &str) {
    let members = json!({
        "roles": ["user"], "preferredLanguages": ["en"], "data": {"x": {"j": 0}, "l": [1]},
    });
    scene.register_for(application, members).await;
}

fn appended(application: &str) -> Value {
    json!({"registration": {
        "applicationId": application, "roles": ["admin"], "preferredLanguages": ["de"],
        "data": {"x": {"k": 1}, "l": [2]},
    }})
}

#[tokio::test]
async fn a_plain_patch_appends_arrays_and_merges_objects() {
    let scene = Scene::start().await;
    let other = scene.application(json!({})).await;
    for (application, path) in [(&scene.a, scene.path_a()), (&other, scene.path())] {
        fresh(&scene, application).await;
        let answer = scene.patch(&path, appended(application)).await.ok();
        let patched = &answer["registration"];
        assert_eq!(patched["roles"], json!(["admin", "user"]), "{path}");
        assert_eq!(patched["preferredLanguages"], json!(["en", "de"]), "{path}");
        assert_eq!(patched["data"], json!({"x": {"j": 0, "k": 1}, "l": [1, 2]}), "{path}");
        assert_eq!(&scene.registration_for(application).await, patched);
    }
}

#[tokio::test]
async fn with_bug_3061_a_patch_without_the_application_in_the_url_replaces_arrays_and_objects() {
    let scene = Scene::with(json!({"bug_3061": true})).await;
    fresh(&scene, &scene.a).await;
    let answer = scene.patch(&scene.path(), appended(&scene.a)).await.ok();
    let patched = &answer["registration"];
    assert_eq!(patched["roles"], json!(["admin"]));
    assert_eq!(patched["preferredLanguages"], json!(["de"]));
    assert_eq!(patched["data"], json!({"x": {"k": 1}, "l": [2]}));
    // With the application in the URL, the patch still merges.
    let body = json!({"registration": {"roles": ["user"]}});
    let answer = scene.patch(&scene.path_a(), body).await.ok();
    assert_eq!(answer["registration"]["roles"], json!(["admin", "user"]));
}

#[tokio::test]
async fn null_removes_a_member() {
    let scene = Scene::start().await;
    let members = json!({
        "timezone": "Europe/Paris", "preferredLanguages": ["fr"], "roles": ["admin"],
        "username": "ada", "data": {"a": 1, "b": {"c": 2, "d": 3}},
    });
    scene.register(members).await;
    let body = json!({"registration": {"timezone": null, "preferredLanguages": null}});
    let patched = scene.patch(&scene.path_a(), body).await.ok()["registration"].clone();
    assert!(absent(&patched["timezone"]) && absent(&patched["preferredLanguages"]), "{patched}");
    assert_eq!((&patched["username"], &patched["roles"]), (&json!("ada"), &json!(["admin"])));
    let body = json!({"registration": {"data": {"a": null, "b": {"c": null}}, "roles": null}});
    let patched = scene.patch(&scene.path_a(), body).await.ok()["registration"].clone();
    assert_eq!(patched["data"], json!({"b": {"d": 3}}));
    assert!(absent(&patched["roles"]), "{patched}");
    let body = json!({"registration": {"data": null, "username": null}});
    let patched = scene.patch(&scene.path_a(), body).await.ok()["registration"].clone();
    assert!(absent(&patched["data"]) && absent(&patched["username"]), "{patched}");
}

#[tokio::test]
async fn a_merge_patch_replaces_arrays() {
    let scene = Scene::start().await;
    let members = json!({
        "roles": ["user"], "data": {"l": [1], "x": {"a": 1, "b": 2}}, "username": "ada",
        "preferredLanguages": ["fr"],
    });
    scene.register(members).await;
    let merge = async |members: Value| {
        let body = json!({"registration": members}).to_string();
        scene.typed("PATCH", &scene.path_a(), MERGE_PATCH, &body).await
    };
    let patched = merge(json!({"roles": ["admin"]})).await.ok()["registration"].clone();
    assert_eq!(patched["roles"], json!(["admin"]));
    assert_eq!(patched["username"], "ada");
    let members = json!({"data": {"l": [2], "x": {"a": null}}, "username": null});
    let patched = merge(members).await.ok()["registration"].clone();
    assert_eq!(patched["data"], json!({"l": [2], "x": {"b": 2}}));
    assert!(absent(&patched["username"]), "{patched}");
    assert_eq!(patched["preferredLanguages"], json!(["fr"]));
    let answer = merge(json!({"roles": ["nope"]})).await;
    answer.invalid(&[("registration.roles", &["[invalid]registration.roles"])]);
}

#[tokio::test]
async fn a_json_patch_applies_all_operations_or_none() {
    let scene = Scene::start().await;
    scene.register(json!({"username": "ada", "roles": ["user"], "data": {"a": [1, 2]}})).await;
    let patch = async |operations: Value| {
        scene.typed("PATCH", &scene.path_a(), JSON_PATCH, &operations.to_string()).await
    };
    let before = scene.registration().await;
    let failing = json!([
        {"op": "test", "path": "/registration/username", "value": "eve"},
        {"op": "remove", "path": "/registration/username"},
    ]);
    patch(failing).await.general("[JSONPatchTestFailed]");
    let late = json!([
        {"op": "remove", "path": "/registration/username"},
        {"op": "test", "path": "/registration/data/a/0", "value": 2},
    ]);
    patch(late).await.general("[JSONPatchTestFailed]");
    assert_eq!(scene.registration().await, before);
    let removed = patch(json!([{"op": "remove", "path": "/registration/username"}])).await.ok();
    assert!(absent(&removed["registration"]["username"]), "{removed}");
    let patched = patch(json!([
        {"op": "test", "path": "/registration/data/a/1", "value": 2},
        {"op": "add", "path": "/registration/roles/-", "value": "admin"},
        {"op": "add", "path": "/registration/data/b", "value": {"c": 1}},
        {"op": "replace", "path": "/registration/data/a/0", "value": 7},
        {"op": "copy", "from": "/registration/data/a", "path": "/registration/data/d"},
        {"op": "move", "from": "/registration/data/b/c", "path": "/registration/data/e"},
    ]))
    .await
    .ok();
    assert_eq!(patched["registration"]["roles"], json!(["admin", "user"]));
    assert_eq!(patched["registration"]["data"], json!({"a": [7, 2], "b": {}, "d": [7, 2], "e": 1}));
    assert_eq!(scene.registration().await, patched["registration"]);
}

#[tokio::test]
async fn a_malformed_json_patch_is_refused_and_changes_nothing() {
    let scene = Scene::start().await;
    scene.register(json!({"username": "ada"})).await;
    let before = scene.registration().await;
    for body in [
        "{}",
        "{",
        "null",
        "[1]",
        r#"[{"op":"remove"}]"#,
        r#"[{"op":"explode","path":"/registration/username"}]"#,
        r#"[{"path":"/registration/username"}]"#,
        r#"[{"op":"remove","path":"registration"}]"#,
        r#"[{"op":"remove","path":"/registration/data/nothing/here"}]"#,
        r#"[{"op":"move","path":"/registration/data/x","from":"/nowhere"}]"#,
    ] {
        let answer = scene.typed("PATCH", &scene.path_a(), JSON_PATCH, body).await;
        assert_eq!(answer.status, 400, "{body}: {answer:?}");
        assert_eq!(
            super::scene::codes(&answer.json()["generalErrors"]),
            ["[invalidJSON]"],
            "{body}"
        );
    }
    assert_eq!(scene.registration().await, before);
}

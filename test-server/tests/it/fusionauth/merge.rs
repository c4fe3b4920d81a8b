//! Random patches of registrations in three formats: plain patches (`application/json`), merge patches
//! and JSON patches. For the first two formats, a model of the merge rules gives the expected result.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::scene::{Scene, absent};

const SEED: u64 = 0x6d65_7267_655f_3432;
const CASES: usize = 120;
const ROLES: &[&str] = &["admin", "community_helper", "user"];
const LANGUAGES: &[&str] = &["de", "en", "en_US", "fr", "pt_BR"];
const ZONES: &[&str] = &["America/Denver", "Europe/Paris", "UTC"];
const NAMES: &[&str] = &["a", "b", "c", "d"];
/// The members that these tests change.
const MEMBERS: &[&str] = &["data", "preferredLanguages", "roles", "timezone", "username"];

fn pick<'a>(rng: &mut Rng, from: &[&'a str]) -> &'a str {
    from[rng.usize(0..from.len())]
}

fn list(rng: &mut Rng, from: &[&str]) -> Value {
    let count = rng.usize(0..4);
    (0..count).map(|_| json!(pick(rng, from))).collect()
}

/// Any JSON value without null: FusionAuth does not document what a null in an array means.
fn value(rng: &mut Rng, depth: usize) -> Value {
    match rng.usize(0..if depth == 0 { 3 } else { 5 }) {
        0 => json!(rng.i32(-9..99)),
        1 => json!(rng.bool()),
        2 => json!(pick(rng, &["x", "ü", "", "a/b~c"])),
        3 => (0..rng.usize(0..3)).map(|_| value(rng, depth - 1)).collect(),
        _ => object(rng, depth - 1, false),
    }
}

fn object(rng: &mut Rng, depth: usize, nulls: bool) -> Value {
    let count = rng.usize(0..4);
    let mut members = Map::new();
    for _ in 0..count {
        let name = pick(rng, NAMES).to_owned();
        let value = match nulls && rng.usize(0..5) == 0 {
            true => Value::Null,
            false if depth > 0 && nulls && rng.bool() => object(rng, depth - 1, true),
            false => value(rng, depth),
        };
        members.insert(name, value);
    }
    Value::Object(members)
}

/// Some members of a registration; in a patch they may be null.
fn members(rng: &mut Rng, patch: bool) -> Value {
    let mut members = Map::new();
    for name in MEMBERS {
        if rng.usize(0..3) == 0 {
            continue;
        }
        let value = match *name {
            _ if patch && rng.usize(0..6) == 0 => Value::Null,
            "data" => object(rng, 3, patch),
            "preferredLanguages" => list(rng, LANGUAGES),
            "roles" => list(rng, ROLES),
            "timezone" => json!(pick(rng, ZONES)),
            _ => json!(pick(rng, &["ada", "eve", "ü"])),
        };
        members.insert((*name).to_owned(), value);
    }
    Value::Object(members)
}

/// FusionAuth's own rules: objects are merged deeply, arrays are appended, null removes a member,
/// and every other value replaces the old value.
fn append(target: &Value, patch: &Value) -> Value {
    match (target, patch) {
        (Value::Object(target), Value::Object(patch)) => {
            let mut merged = target.clone();
            for (name, change) in patch {
                let old = target.get(name).unwrap_or(&Value::Null);
                match change {
                    Value::Null => drop(merged.remove(name)),
                    change => drop(merged.insert(name.clone(), append(old, change))),
                }
            }
            Value::Object(merged)
        }
        (_, Value::Object(_)) => append(&json!({}), patch),
        (Value::Array(target), Value::Array(patch)) => {
            target.iter().chain(patch).cloned().collect()
        }
        (_, patch) => patch.clone(),
    }
}

/// The rules of RFC 7396.
fn replace(target: &Value, patch: &Value) -> Value {
    let Value::Object(patch) = patch else { return patch.clone() };
    let mut merged = target.as_object().cloned().unwrap_or_default();
    for (name, change) in patch {
        match change {
            Value::Null => drop(merged.remove(name)),
            change => {
                let old = merged.get(name).cloned().unwrap_or_default();
                merged.insert(name.clone(), replace(&old, change));
            }
        }
    }
    Value::Object(merged)
}

/// The form that the server stores: roles are sorted, roles and languages have no duplicates, and no
/// member is empty or null.
fn normal(members: &Value) -> Value {
    let mut kept = Map::new();
    for name in MEMBERS {
        let mut value = members[*name].clone();
        if let (Value::Array(list), true) = (&mut value, *name != "data") {
            let mut once: Vec<Value> = Vec::new();
            for item in list.drain(..) {
                if !once.contains(&item) {
                    once.push(item);
                }
            }
            if *name == "roles" {
                once.sort_by_key(ToString::to_string);
            }
            value = Value::Array(once);
        }
        if !absent(&value) {
            kept.insert((*name).to_owned(), value);
        }
    }
    Value::Object(kept)
}

/// The operations of a JSON patch from one registration to the other: one for each member that at least
/// one of the registrations has. A member that does not change gets a `test`.
fn operations(from: &Value, to: &Value) -> Value {
    let mut operations = Vec::new();
    for name in MEMBERS {
        let path = format!("/registration/{name}");
        match (&from[*name], &to[*name]) {
            (old, new) if old == new => operations.push(match old.is_null() {
                true => continue,
                false => json!({"op": "test", "path": path, "value": old}),
            }),
            (Value::Null, new) => {
                operations.push(json!({"op": "add", "path": path, "value": new}));
            }
            (_, Value::Null) => operations.push(json!({"op": "remove", "path": path})),
            (_, new) => operations.push(json!({"op": "replace", "path": path, "value": new})),
        }
    }
    Value::Array(operations)
}

async fn stored(scene: &Scene) -> Value {
    normal(&scene.registration().await)
}

async fn put(scene: &Scene, members: &Value) {
    scene.put(&scene.path_a(), json!({"registration": members})).await.ok();
}

#[tokio::test]
async fn a_get_returns_the_registration_of_the_last_put() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let mut rng = Rng::with_seed(SEED);
    for case in 0..CASES {
        let members = members(&mut rng, false);
        put(&scene, &members).await;
        assert_eq!(stored(&scene).await, normal(&members), "case {case}: {members}");
    }
}

#[tokio::test]
async fn a_plain_patch_follows_the_model() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let mut rng = Rng::with_seed(SEED + 1);
    for case in 0..CASES {
        let base = members(&mut rng, false);
        put(&scene, &base).await;
        let before = stored(&scene).await;
        let patch = members(&mut rng, true);
        let mut body = json!({"registration": patch});
        // In every second case only the body names the application.
        let path = if case % 2 == 0 { scene.path_a() } else { scene.path() };
        if case % 2 == 1 {
            body["registration"]["applicationId"] = json!(scene.a);
        }
        scene.patch(&path, body).await.ok();
        let expected = normal(&append(&before, &patch));
        assert_eq!(stored(&scene).await, expected, "case {case}: {before} and {patch}");
    }
}

#[tokio::test]
async fn a_merge_patch_follows_the_model() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let mut rng = Rng::with_seed(SEED + 2);
    for case in 0..CASES {
        let base = members(&mut rng, false);
        put(&scene, &base).await;
        let before = stored(&scene).await;
        let patch = members(&mut rng, true);
        let body = json!({"registration": patch}).to_string();
        let kind = "application/merge-patch+json";
        scene.typed("PATCH", &scene.path_a(), kind, &body).await.ok();
        let expected = normal(&replace(&before, &patch));
        assert_eq!(stored(&scene).await, expected, "case {case}: {before} and {patch}");
    }
}

#[tokio::test]
async fn a_json_patch_changes_any_registration_into_any_other() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let mut rng = Rng::with_seed(SEED + 3);
    for case in 0..CASES {
        let base = members(&mut rng, false);
        put(&scene, &base).await;
        let before = stored(&scene).await;
        let after = normal(&members(&mut rng, false));
        let body = operations(&before, &after).to_string();
        let kind = "application/json-patch+json";
        scene.typed("PATCH", &scene.path_a(), kind, &body).await.ok();
        assert_eq!(stored(&scene).await, after, "case {case}: {before} and {body}");
    }
}

//! Applications: listing, copying, reactivating and deleting them, roles that are changed, removed or repeated,
//! and a patch that replaces lists of an application.

use serde_json::{Value, json};

use super::scene::{NOBODY, PASSWORD, Scene, without};
use crate::support::{jwt_part, text};

#[tokio::test]
async fn a_removed_role_is_removed_from_the_registrations() {
    let scene = Scene::start().await;
    let other = scene.application(json!({})).await;
    let path = format!("/api/application/{}", scene.a);
    let all = json!(["admin", "community_helper", "user"]);
    scene.register(json!({"roles": all})).await;
    scene.register_for(&other, json!({"roles": all})).await;
    scene.delete(&format!("{path}/role?name=admin")).await.empty(200);
    assert_eq!(scene.registration().await["roles"], json!(["community_helper", "user"]));
    let helper = scene.get(&path).await.ok()["application"]["roles"][0].clone();
    assert_eq!(helper["name"], "community_helper");
    scene.delete(&format!("{path}/role/{}", text(&helper["id"]))).await.empty(200);
    let patch = json!({"registration": {"username": "ada"}});
    let patched = scene.patch(&scene.path_a(), patch).await.ok();
    assert_eq!(patched["registration"]["roles"], json!(["user"]));
    let token = text(&scene.login(&scene.a, PASSWORD).await.ok()["token"]);
    assert_eq!(jwt_part(&token, 1)["roles"], json!(["user"]));
    assert_eq!(scene.registration_for(&other).await["roles"], all);
}

#[tokio::test]
async fn a_put_or_a_patch_of_an_application_does_not_change_its_roles() {
    let scene = Scene::start().await;
    let path = format!("/api/application/{}", scene.a);
    let before = scene.get(&path).await.ok()["application"]["roles"].clone();
    for (method, roles) in [
        ("PATCH", json!(["other"])),
        ("PATCH", json!([{"name": "user"}])),
        ("PUT", json!([{"name": "user"}])),
        ("PUT", json!([])),
        ("PUT", Value::Null),
    ] {
        let body = json!({"application": {"name": "renamed", "roles": roles}});
        let changed = scene.keyed(method, &path, body).await.ok();
        assert_eq!(changed["application"]["roles"], before, "{method} {roles}");
    }
}

#[tokio::test]
async fn a_put_replaces_a_role_and_a_patch_changes_it_and_registrations_get_its_new_name() {
    let scene = Scene::start().await;
    let application = format!("/api/application/{}", scene.a);
    scene.register(json!({"roles": ["admin", "user"]})).await;
    let role = scene.get(&application).await.ok()["application"]["roles"][0].clone();
    let path = format!("{application}/role/{}", text(&role["id"]));
    let patch = json!({"role": {"description": "all", "isDefault": true}});
    let patched = scene.patch(&path, patch).await.ok()["role"].clone();
    assert_eq!((&patched["name"], &patched["isDefault"]), (&json!("admin"), &json!(true)));
    assert_eq!(scene.registration().await["roles"], json!(["admin", "user"]));
    let put = scene.put(&path, json!({"role": {"name": "boss"}})).await.ok()["role"].clone();
    assert_eq!((&put["id"], &put["isDefault"]), (&role["id"], &json!(false)));
    assert_eq!(put.get("description"), None, "{put}");
    assert_eq!(scene.registration().await["roles"], json!(["boss", "user"]));
    let taken = scene.put(&path, json!({"role": {"name": "user"}})).await;
    taken.invalid(&[("role.name", &["[duplicate]role.name"])]);
    let nameless = scene.put(&path, json!({"role": {}})).await;
    nameless.invalid(&[("role.name", &["[blank]role.name"])]);
    for method in ["PUT", "PATCH"] {
        let unknown = format!("{application}/role/{NOBODY}");
        scene.keyed(method, &unknown, json!({"role": {"name": "x"}})).await.empty(404);
    }
}

#[tokio::test]
async fn role_names_are_unique_within_an_application_and_role_ids_are_unique_everywhere() {
    let scene = Scene::start().await;
    for (roles, field) in [
        (json!(["a", "b", "a"]), "application.roles.name"),
        (json!([{"name": "a", "id": NOBODY}, {"name": "b", "id": NOBODY}]), "application.roles.id"),
    ] {
        let body = json!({"application": {"name": "twice", "roles": roles}});
        let answer = scene.post("/api/application", body).await;
        answer.invalid(&[(field, &[&format!("[duplicate]{field}")])]);
    }
    let other = scene.application(json!({})).await;
    let path = |application: &str| format!("/api/application/{application}/role/{NOBODY}");
    scene.post(&path(&other), json!({"role": {"name": "first"}})).await.ok();
    for application in [&other, &scene.a] {
        let answer = scene.post(&path(application), json!({"role": {"name": "second"}})).await;
        answer.invalid(&[("roleId", &["[duplicate]roleId"])]);
    }
}

#[tokio::test]
async fn a_put_reactivates_an_application_only_with_the_parameter_reactivate() {
    let scene = Scene::start().await;
    let path = format!("/api/application/{}", scene.a);
    scene.delete(&path).await.empty(200);
    let body = json!({"application": {"name": "renamed"}});
    let put = scene.put(&path, body).await.ok()["application"].clone();
    assert_eq!((&put["active"], &put["state"]), (&json!(false), &json!("Inactive")));
    let back = scene.put(&format!("{path}?reactivate=true"), json!({})).await.ok();
    let back = &back["application"];
    assert_eq!((&back["active"], &back["state"]), (&json!(true), &json!("Active")));
    assert_eq!(back["name"], "renamed");
}

#[tokio::test]
async fn a_patch_replaces_three_lists_of_an_application() {
    let scene = Scene::start().await;
    let path = format!("/api/application/{}", scene.a);
    let oauth = |end: &str| {
        json!({"application": {"oauthConfiguration": {
            "authorizedRedirectURLs": [format!("https://a.example/{end}")],
            "authorizedOriginURLs": [format!("https://{end}.example")],
            "enabledGrants": [end],
            "scopes": [end],
        }}})
    };
    scene.patch(&path, oauth("first")).await.ok();
    let patched = scene.patch(&path, oauth("second")).await.ok();
    let mut expected = oauth("second")["application"]["oauthConfiguration"].clone();
    expected["scopes"] = json!(["first", "second"]);
    expected["requireRegistration"] = json!(false);
    assert_eq!(patched["application"]["oauthConfiguration"], expected);
}

#[tokio::test]
async fn deleting_an_application_deletes_its_pending_verifications() {
    let scene = Scene::start().await;
    let v = scene.verifying("ClickableLink").await;
    scene.register_for(&v, json!({})).await;
    let path = format!("/api/user/{}", scene.user);
    assert!(scene.get(&path).await.ok()["registrationVerificationIds"].is_object());
    scene.delete(&format!("/api/application/{v}?hardDelete=true")).await.empty(200);
    assert_eq!(scene.get(&path).await.ok().get("registrationVerificationIds"), None);
}

#[tokio::test]
async fn a_list_has_only_active_applications_or_only_inactive_applications() {
    let scene = Scene::start().await;
    let inactive = scene.application(json!({})).await;
    let path = format!("/api/application/{inactive}");
    scene.delete(&path).await.empty(200);
    let listed = async |query: &str| {
        let answer = scene.get(&format!("/api/application{query}")).await.ok();
        answer["applications"].as_array().unwrap().iter().map(|app| text(&app["id"])).collect()
    };
    for query in ["", "?inactive=false"] {
        let ids: Vec<String> = listed(query).await;
        assert!(ids.contains(&scene.a) && !ids.contains(&inactive), "{query}: {ids:?}");
    }
    let ids: Vec<String> = listed("?inactive=true").await;
    assert_eq!(ids, [inactive.as_str()]);
    assert_eq!(scene.get(&path).await.ok()["application"]["active"], json!(false));
    let unclear = scene.get("/api/application?inactive=perhaps").await;
    unclear.invalid(&[("inactive", &["[couldNotConvert]inactive"])]);
}

#[tokio::test]
async fn a_new_application_is_a_copy_of_the_source_application_in_the_request() {
    let scene = Scene::start().await;
    let source = scene
        .application(json!({
            "data": {"team": "blue"},
            "oauthConfiguration": {"clientSecret": "a secret", "enabledGrants": ["password"]},
            "unverified": {"behavior": "Gated"},
        }))
        .await;
    let copy = async |body: Value| {
        let mut sent = json!({"sourceApplicationId": source});
        super::scene::merge(&mut sent, body);
        scene.post("/api/application", sent).await
    };
    let path = format!("/api/application/{source}");
    let first = scene.get(&path).await.ok()["application"].clone();
    let second = copy(json!({"application": {"name": "copy"}})).await.ok()["application"].clone();
    assert_eq!((&second["name"], &second["data"]), (&json!("copy"), &json!({"team": "blue"})));
    assert_eq!(second["oauthConfiguration"].get("clientSecret"), None, "{second}");
    assert_eq!(second["oauthConfiguration"]["enabledGrants"], json!(["password"]));
    let own = ["id", "insertInstant", "lastUpdateInstant", "name", "oauthConfiguration", "roles"];
    assert_eq!(without(&second, &own), without(&first, &own));
    let roles = |app: &Value, member: &str| {
        let roles = app["roles"].as_array().unwrap().iter();
        roles.map(|role| role[member].clone()).collect::<Vec<_>>()
    };
    for same in ["name", "isDefault", "isSuperRole"] {
        assert_eq!(roles(&second, same), roles(&first, same));
    }
    let ids = roles(&first, "id");
    assert!(roles(&second, "id").iter().all(|id| id.is_string() && !ids.contains(id)));
    copy(json!({})).await.invalid(&[("application.name", &["[blank]application.name"])]);
    let other = scene.tenant("other").await;
    let unknown: &[(&str, &[&str])] = &[("sourceApplicationId", &["[invalid]sourceApplicationId"])];
    let body = json!({"application": {"name": "third"}, "sourceApplicationId": source});
    scene.in_tenant(&other, "POST", "/api/application", Some(body)).await.invalid(unknown);
    let body = json!({"application": {"name": "third"}, "sourceApplicationId": NOBODY});
    scene
        .in_tenant(super::scene::DEFAULT_TENANT, "POST", "/api/application", Some(body))
        .await
        .invalid(unknown);
}

#[tokio::test]
async fn a_copy_of_an_inactive_application_is_active() {
    let scene = Scene::start().await;
    let path = format!("/api/application/{}", scene.a);
    scene.delete(&path).await.empty(200);
    assert_eq!(scene.get(&path).await.ok()["application"]["state"], "Inactive");
    let body = json!({"application": {"name": "copy"}, "sourceApplicationId": scene.a});
    let copy = scene.post("/api/application", body).await.ok()["application"].clone();
    assert_eq!((&copy["active"], &copy["state"]), (&json!(true), &json!("Active")));
}

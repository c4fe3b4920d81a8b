//! Groups, their members, and the roles that the members get.

use serde_json::{Value, json};

use super::scene::{DEFAULT_TENANT, NOBODY, PASSWORD, Scene};
use crate::support::{jwt_part, text};

impl Scene {
    /// Makes a group; returns its id.
    async fn group(&self, name: &str, roles: Value) -> String {
        let body = json!({"group": {"name": name}, "roleIds": roles});
        text(&self.post("/api/group", body).await.ok()["group"]["id"])
    }

    /// The id of a role of the application `A`.
    async fn role(&self, name: &str) -> Value {
        let app = self.get(&format!("/api/application/{}", self.a)).await.ok();
        let roles = app["application"]["roles"].as_array().unwrap();
        roles.iter().find(|role| role["name"] == name).unwrap()["id"].clone()
    }

    async fn memberships(&self) -> Value {
        self.get(&format!("/api/user/{}", self.user)).await.ok()["user"]["memberships"].clone()
    }

    async fn join(&self, group: &str) -> Value {
        let body = json!({"members": {group: [{"userId": self.user}]}});
        self.post("/api/group/member", body).await.ok()["members"][group][0].clone()
    }
}

#[tokio::test]
async fn a_group_is_made_read_changed_and_deleted() {
    let scene = Scene::start().await;
    let role = scene.role("admin").await;
    let id = scene.group("Staff", json!([role])).await;
    let path = format!("/api/group/{id}");
    let made = scene.get(&path).await.ok()["group"].clone();
    assert_eq!((&made["name"], &made["tenantId"]), (&json!("Staff"), &json!(DEFAULT_TENANT)));
    assert_eq!(made["roles"][&scene.a][0]["name"], "admin");
    assert_eq!(scene.get("/api/group").await.ok(), json!({"groups": [made]}));
    let other = scene.role("user").await;
    let patch = json!({"group": {"data": {"a": 1}}, "roleIds": [other]});
    let patched = scene.patch(&path, patch).await.ok()["group"].clone();
    assert_eq!((&patched["name"], &patched["data"]), (&json!("Staff"), &json!({"a": 1})));
    assert_eq!(patched["roles"][&scene.a].as_array().unwrap().len(), 2);
    let put = json!({"group": {"name": "People"}});
    let put = scene.put(&path, put).await.ok()["group"].clone();
    assert_eq!((&put["name"], &put["roles"]), (&json!("People"), &json!({})));
    let again = scene.post("/api/group", json!({"group": {"name": "People"}})).await;
    again.invalid(&[("group.name", &["[duplicate]group.name"])]);
    scene
        .post("/api/group", json!({"group": {}}))
        .await
        .invalid(&[("group.name", &["[blank]group.name"])]);
    let unknown = json!({"group": {"name": "x"}, "roleIds": [NOBODY]});
    let unknown = scene.post("/api/group", unknown).await;
    unknown.invalid(&[("roleIds[0]", &["[invalid]roleIds[0]"])]);
    scene.join(&id).await;
    scene.delete(&path).await.empty(200);
    scene.get(&path).await.empty(404);
    assert_eq!(scene.memberships().await, json!([]));
}

#[tokio::test]
async fn a_group_can_be_changed_after_one_of_its_roles_was_deleted() {
    let scene = Scene::start().await;
    let (admin, user) = (scene.role("admin").await, scene.role("user").await);
    let group = scene.group("Staff", json!([admin, user])).await;
    scene.delete(&format!("/api/application/{}/role/{}", scene.a, text(&admin))).await.empty(200);
    let path = format!("/api/group/{group}");
    let patched = scene.patch(&path, json!({"group": {"data": {"a": 1}}})).await.ok();
    let roles = patched["group"]["roles"][&scene.a].as_array().unwrap();
    assert_eq!((roles.len(), &roles[0]["id"]), (1, &user));
    let refused = scene.patch(&path, json!({"roleIds": [NOBODY]})).await;
    refused.invalid(&[("roleIds[2]", &["[invalid]roleIds[2]"])]);
}

#[tokio::test]
async fn the_groups_of_all_tenants_are_listed_each_with_its_own_roles() {
    let scene = Scene::start().await;
    let staff = scene.group("Staff", json!([scene.role("admin").await])).await;
    let plain = scene.group("Plain", json!([])).await;
    let other = scene.tenant("other").await;
    let app = json!({"application": {"name": "foreign", "roles": [{"name": "boss"}]}});
    let app = scene.in_tenant(&other, "POST", "/api/application", Some(app)).await.ok();
    let body =
        json!({"group": {"name": "Foreign"}, "roleIds": [app["application"]["roles"][0]["id"]]});
    let foreign = scene.in_tenant(&other, "POST", "/api/group", Some(body)).await.ok();
    let groups = scene.get("/api/group").await.ok()["groups"].as_array().unwrap().clone();
    let roles = |id: &str| {
        let group = groups.iter().find(|group| group["id"] == *id).unwrap();
        group["roles"].clone()
    };
    assert_eq!((groups.len(), roles(&plain)), (3, json!({})));
    assert_eq!(roles(&staff)[&scene.a][0]["name"], "admin");
    let foreign = text(&foreign["group"]["id"]);
    assert_eq!(roles(&foreign)[text(&app["application"]["id"])][0]["name"], "boss");
    assert_eq!(roles(&foreign).as_object().unwrap().len(), 1);
}

#[tokio::test]
async fn a_token_has_the_roles_of_the_registration_and_of_the_groups_of_the_user() {
    let scene = Scene::start().await;
    scene.register(json!({"roles": ["user"]})).await;
    let roles = async || {
        let login = scene.login(&scene.a, PASSWORD).await.ok();
        let registration = &login["user"]["registrations"][0];
        assert_eq!(registration["roles"], json!(["user"]), "only the token has the group's roles");
        jwt_part(&text(&login["token"]), 1)["roles"].clone()
    };
    let group =
        scene.group("Staff", json!([scene.role("admin").await, scene.role("user").await])).await;
    assert_eq!(roles().await, json!(["user"]));
    scene.join(&group).await;
    assert_eq!(roles().await, json!(["user", "admin"]));
    let login = scene.login(&scene.a, PASSWORD).await.ok();
    let refreshed = scene.refresh(&login["refreshToken"]).await.ok();
    assert_eq!(jwt_part(&text(&refreshed["token"]), 1)["roles"], json!(["user", "admin"]));
    scene
        .delete(&format!("/api/group/member?groupId={group}&userId={}", scene.user))
        .await
        .empty(200);
    assert_eq!(roles().await, json!(["user"]));
}

#[tokio::test]
async fn the_memberships_of_a_user_must_name_groups_of_the_tenant() {
    let scene = Scene::start().await;
    let group = scene.group("Staff", json!([])).await;
    let foreign = scene.tenant("other").await;
    let body = json!({"group": {"name": "Foreign"}});
    let foreign = scene.in_tenant(&foreign, "POST", "/api/group", Some(body)).await.ok();
    let post = async |path: &str, body: Value| {
        scene.in_tenant(DEFAULT_TENANT, "POST", path, Some(body)).await
    };
    let with = |memberships: Value| json!({"user": {"email": "new@example.com", "password": PASSWORD, "memberships": memberships}});
    let field = "user.memberships[1].groupId";
    for unknown in [json!(NOBODY), foreign["group"]["id"].clone()] {
        let body = with(json!([{"groupId": group}, {"groupId": unknown}]));
        let mut combined = body.clone();
        combined["registration"] = json!({"applicationId": scene.a});
        for (path, body) in [("/api/user", &body), ("/api/user/registration", &combined)] {
            let refused = post(path, body.clone()).await;
            refused.invalid(&[(field, &["[invalid]user.memberships[1].groupId"])]);
        }
    }
    let refused = post("/api/user", with(json!([{"data": {}}]))).await;
    let field = "user.memberships[0].groupId";
    refused.invalid(&[(field, &["[missing]user.memberships[0].groupId"])]);
    let made = post("/api/user", with(json!([{"groupId": group, "data": {"a": 1}}]))).await.ok();
    let membership = &made["user"]["memberships"][0];
    assert_eq!((&membership["groupId"], &membership["data"]), (&json!(group), &json!({"a": 1})));
    assert!(crate::support::is_uuid(&text(&membership["id"])));
    assert!(membership["insertInstant"].is_i64());
}

#[tokio::test]
async fn an_update_of_a_user_does_not_change_the_memberships() {
    let scene = Scene::start().await;
    let group = scene.group("Staff", json!([])).await;
    scene.join(&group).await;
    let before = scene.memberships().await;
    let other = scene.group("Second", json!([])).await;
    let path = format!("/api/user/{}", scene.user);
    scene.bench.advance(60).await;
    for memberships in [Value::Null, json!([]), json!([{"groupId": other}, {"groupId": NOBODY}])] {
        for method in ["PUT", "PATCH"] {
            let user = json!({"email": super::scene::EMAIL, "memberships": memberships});
            let changed = scene.keyed(method, &path, json!({"user": user})).await.ok();
            assert_eq!(changed["user"]["memberships"], before, "{method} {memberships}");
            assert_eq!(scene.memberships().await, before, "{method} {memberships}");
        }
    }
    let patch = json!([{"op": "remove", "path": "/user/memberships/0"}]).to_string();
    scene.typed("PATCH", &path, "application/json-patch+json", &patch).await.ok();
    assert_eq!(scene.memberships().await, before);
}

#[tokio::test]
async fn the_id_of_a_membership_in_the_path_removes_this_member_only() {
    let scene = Scene::start().await;
    let (first, second) =
        (scene.group("First", json!([])).await, scene.group("Second", json!([])).await);
    let (gone, kept) = (scene.join(&first).await, scene.join(&second).await);
    let path = format!("/api/group/member/{}", text(&gone["id"]));
    scene.delete(&path).await.empty(200);
    let left = scene.memberships().await;
    assert_eq!((left.as_array().unwrap().len(), &left[0]["id"]), (1, &kept["id"]));
    scene.delete(&path).await.empty(404);
}

#[tokio::test]
async fn members_are_added_replaced_and_removed() {
    let scene = Scene::start().await;
    let group = scene.group("Staff", json!([])).await;
    let made = scene.join(&group).await;
    assert_eq!(made["userId"], json!(scene.user));
    let expected = json!([{
        "data": {}, "groupId": group, "id": made["id"], "insertInstant": made["insertInstant"],
    }]);
    assert_eq!(scene.memberships().await, expected);
    assert_eq!(scene.join(&group).await, made, "a second request changes nothing");
    let other = scene.user("other@example.com").await;
    let only = json!({"members": {group.as_str(): [{"userId": other, "data": {"a": 1}}]}});
    let replaced = scene.put("/api/group/member", only).await.ok();
    assert_eq!(replaced["members"][&group][0]["data"], json!({"a": 1}));
    assert_eq!(scene.memberships().await, json!([]));
    let upper = group.to_uppercase();
    let second = scene.group("Second", json!([])).await;
    let kept = scene.join(&second).await["id"].clone();
    for case in 0..5 {
        let made = scene.join(&group).await;
        let id = text(&made["id"]);
        let body = match case {
            0 => json!({"memberIds": [id]}),
            1 => json!({"memberIds": [id.to_uppercase()]}),
            2 => json!({"members": {group.as_str(): [scene.user]}}),
            3 => json!({"members": {upper.as_str(): [scene.user.to_uppercase(), NOBODY]}}),
            _ => json!({"memberIds": [id, "no id"], "members": {upper.as_str(): [scene.user]}}),
        };
        let other = json!({"members": {group.as_str(): [NOBODY]}, "memberIds": [NOBODY]});
        scene.keyed("DELETE", "/api/group/member", other).await.empty(200);
        assert_eq!(scene.memberships().await.as_array().unwrap().len(), 2, "{body}");
        scene.keyed("DELETE", "/api/group/member", body.clone()).await.empty(200);
        let left = scene.memberships().await;
        assert_eq!((left.as_array().unwrap().len(), &left[0]["id"]), (1, &kept), "{body}");
    }
    let unknown = json!({"members": {NOBODY: [{"userId": scene.user}]}});
    let field = format!("members[{NOBODY}]");
    let refused = scene.post("/api/group/member", unknown).await;
    refused.invalid(&[(&field, &[&format!("[invalid]{field}")])]);
    let unknown = json!({"members": {group.as_str(): [{"userId": NOBODY}]}});
    let field = format!("members[{group}][0].userId");
    let refused = scene.post("/api/group/member", unknown).await;
    refused.invalid(&[(&field, &[&format!("[invalid]{field}")])]);
    let nothing = scene.keyed("DELETE", "/api/group/member", json!({})).await;
    nothing.invalid(&[("memberIds", &["[missing]memberIds"])]);
}

#[tokio::test]
async fn imported_users_are_members_of_their_groups() {
    let scene = Scene::start().await;
    let group = scene.group("Staff", json!([])).await;
    let import = async |group: &str| {
        let user = json!({"email": "new@example.com", "memberships": [{"groupId": group}]});
        scene.post("/api/user/import", json!({"users": [user]})).await
    };
    let field = "users[0].memberships[0].groupId";
    import(NOBODY).await.invalid(&[(field, &["[invalid]users[0].memberships[0].groupId"])]);
    import(&group).await.empty(200);
    let user = scene.get("/api/user?email=new@example.com").await.ok()["user"].clone();
    let membership = &user["memberships"][0];
    assert_eq!(membership["groupId"], json!(group));
    assert!(crate::support::is_uuid(&text(&membership["id"])), "{membership}");
}

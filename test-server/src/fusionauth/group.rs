//! Reads groups from requests, stores and shows them, and changes their members.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::{member, set_member, text_of};
use super::reply::Reply;
use super::resource::{Resource, Sent};
use super::store::User;
use super::{application, fields, memberships, normalize, objects, store, tenant};
use crate::db::{Reader, Writer};

pub(super) static GROUP: Resource = Resource {
    sees: |call, _, group| Ok(call.sees(text_of(group, "tenantId"))),
    read,
    shown: |db, group| shown(db, &group),
    body: |_, db, group| {
        Ok(json!({"group": shown(db, group)?, "roleIds": memberships::role_ids(group)}))
    },
    ..Resource::unchecked(store::GROUP, "groups", "groupId")
};

pub(super) fn retrieve(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    if !call.ids.is_empty() {
        return GROUP.retrieve(call, db);
    }
    // The roles are read once for all groups.
    let (roles, mut groups) = (roles(db)?, Vec::new());
    for group in store::list(db, store::GROUP)? {
        if call.sees(text_of(&group, "tenantId")) {
            groups.push(shown_with(&roles, &group)?);
        }
    }
    Ok(Reply::json(json!({"groups": groups})))
}

/// Deletes a group and the memberships of its users in this group.
pub(super) fn delete(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let group = GROUP.find(call, db)?;
    let id = text_of(&group, "id");
    for mut user in store::members_of(db, id)? {
        leave(db, &mut user, |membership| text_of(membership, "groupId") == id)?;
    }
    GROUP.delete(call, db)
}

/// Checks the group in a request. Returns the group with its tenant, the ids of its roles and the
/// defaults.
fn read(call: &Call, db: &Reader, sent: &Sent<'_>) -> Result<Value, Refusal> {
    let tenant = match sent.current {
        Some(group) => text_of(group, "tenantId").to_owned(),
        None => {
            let tenant = call.need_tenant(db)?;
            tenant::of(db, &tenant)?;
            tenant
        }
    };
    let mut errors = Errors::default();
    let mut members = fields::overlay(&sent.object, objects::GROUP, "group", &mut errors);
    // Requests name the roles in `roleIds`, outside the group. Only answers have `roles` in the group.
    members.remove("roles");
    let name = members.get("name").and_then(Value::as_str);
    if name.is_none() && !errors.concerns("group.name") {
        errors.blank("group.name");
    }
    let others = store::named(db, store::GROUP, name.unwrap_or_default())?;
    let same =
        |other: &&Value| text_of(other, "tenantId") == tenant && text_of(other, "id") != sent.id;
    if others.iter().any(|other| same(&other)) {
        errors.field("group.name", "duplicate", "A Group with this name already exists.");
    }
    let roles = role_ids(db, &tenant, sent, &mut errors)?;
    errors.check()?;
    let mut group = json!({"data": {}});
    json_patch::merge(&mut group, &normalize::without_nulls(members.into()));
    set_member(&mut group, "roleIds", roles);
    set_member(&mut group, "tenantId", tenant);
    Ok(group)
}

/// The ids of the roles in a request. Each role must belong to an application of the tenant. But a group
/// may keep the id of a role that was deleted after the group got this id.
fn role_ids(
    db: &Reader,
    tenant: &str,
    request: &Sent<'_>,
    errors: &mut Errors,
) -> Result<Vec<String>, Refusal> {
    let sent = request.body.get("roleIds").filter(|ids| !ids.is_null());
    let Some(sent) = sent else { return Ok(Vec::new()) };
    let Some(sent) = sent.as_array() else {
        errors.invalid_json("roleIds", "a list is expected");
        return Ok(Vec::new());
    };
    let known = roles(db)?;
    let known = known.iter().filter(|role| role.tenant == tenant);
    let known = known.map(|role| text_of(&role.doc, "id")).collect::<BTreeSet<_>>();
    let kept = request.current.map(memberships::role_ids).unwrap_or_default();
    let mut ids = Vec::new();
    for (position, id) in sent.iter().enumerate() {
        let id = id.as_str().and_then(normalize::uuid).unwrap_or_default();
        if !known.contains(id.as_str()) && !kept.contains(&id.as_str()) {
            let field = format!("roleIds[{position}]");
            let message = format!("The [{field}] property is not valid. There is no such role.");
            errors.field(&field, "invalid", message);
        } else if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

/// A role of an application.
struct Role {
    tenant: String,
    app: String,
    doc: Value,
}

/// The roles of all applications.
fn roles(db: &Reader) -> Result<Vec<Role>, Refusal> {
    let mut roles = Vec::new();
    for app in store::list(db, store::APPLICATION)? {
        let of_app = |name: &str| text_of(&app, name).to_owned();
        let role =
            |doc: &Value| Role { tenant: of_app("tenantId"), app: of_app("id"), doc: doc.clone() };
        roles.extend(application::all_roles(&app).map(role));
    }
    Ok(roles)
}

/// A group as answers show it.
fn shown(db: &Reader, group: &Value) -> Result<Value, Refusal> {
    let roles = if memberships::role_ids(group).is_empty() { Vec::new() } else { roles(db)? };
    shown_with(&roles, group)
}

/// A group as answers show it: with its roles by application.
fn shown_with(roles: &[Role], group: &Value) -> Result<Value, Refusal> {
    let ids = memberships::role_ids(group);
    let mut by_app: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for role in roles {
        if role.tenant == text_of(group, "tenantId") && ids.contains(&text_of(&role.doc, "id")) {
            by_app.entry(&role.app).or_default().push(&role.doc);
        }
    }
    let mut shown = group.clone();
    if let Value::Object(members) = &mut shown {
        members.remove("roleIds");
    }
    set_member(&mut shown, "roles", serde_json::to_value(by_app)?);
    Ok(shown)
}

/// Adds users to groups. If `only` is true, all other members leave these groups.
pub(super) fn add(call: &Call, db: &Writer, only: bool) -> Result<Reply, Refusal> {
    let mut errors = Errors::default();
    let sent = member(&call.body, "members", &mut errors);
    if sent.is_none() && errors.is_empty() {
        errors.missing("members");
    }
    let groups = entries(call, db, &sent.unwrap_or_default(), &mut errors)?;
    errors.check()?;
    let now = call.now_ms();
    let mut answer = Map::new();
    for (group, entries) in groups {
        if only {
            for mut user in store::members_of(db, &group)? {
                if !entries.iter().any(|entry| text_of(entry, "userId") == user.id) {
                    leave(db, &mut user, |membership| text_of(membership, "groupId") == group)?;
                }
            }
        }
        let mut added = Vec::new();
        for mut entry in entries {
            let id = text_of(&entry, "userId").to_owned();
            let Some(mut user) = store::user(db, &id)? else { continue };
            if let Value::Object(members) = &mut entry {
                members.remove("userId");
            }
            set_member(&mut entry, "groupId", group.as_str());
            let before = user.doc.clone();
            let others = memberships::of(&before);
            let others = others.filter(|known| text_of(known, "groupId") != group).cloned();
            let all: Vec<Value> = others.chain([entry]).collect();
            set_member(&mut user.doc, "memberships", all);
            memberships::settle(&user.id, &mut user.doc, &before, now);
            user.save(db)?;
            let made = memberships::of(&user.doc).find(|made| text_of(made, "groupId") == group);
            let mut made = made.cloned().unwrap_or_default();
            if let Value::Object(members) = &mut made {
                members.remove("groupId");
            }
            set_member(&mut made, "userId", id);
            added.push(made);
        }
        answer.insert(group, added.into());
    }
    Ok(Reply::json(json!({"members": answer})))
}

/// The new members in a request, by group. Each user must exist in the tenant of the group.
fn entries(
    call: &Call,
    db: &Reader,
    sent: &Map<String, Value>,
    errors: &mut Errors,
) -> Result<Vec<(String, Vec<Value>)>, Refusal> {
    let mut groups = Vec::new();
    for (id, list) in sent {
        let field = format!("members[{id}]");
        let group = store::get(db, store::GROUP, &normalize::uuid(id).unwrap_or_default())?;
        let group = group.filter(|group| call.sees(text_of(group, "tenantId")));
        let Some(group) = group else {
            errors.field(&field, "invalid", format!("No group exists with Id [{id}]."));
            continue;
        };
        let object = Map::from_iter([(id.clone(), list.clone())]);
        let kind = || fields::Kind::List(objects::GROUP_MEMBER);
        let entries = fields::one(&object, id, &kind(), &field, errors);
        let entries = entries.and_then(|entries| entries.as_array().cloned()).unwrap_or_default();
        for (position, entry) in entries.iter().enumerate() {
            let field = format!("{field}[{position}].userId");
            let user = store::user(db, text_of(entry, "userId"))?;
            if user.is_none_or(|user| user.tenant != text_of(&group, "tenantId")) {
                errors.field(&field, "invalid", "No such user exists in the tenant of the group.");
            }
        }
        groups.push((text_of(&group, "id").to_owned(), entries));
    }
    Ok(groups)
}

/// Removes members from groups. The request gives ids of memberships, groups with some or all of their
/// users, or both.
pub(super) fn remove(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    // A text that is not an id becomes empty, and then matches nothing.
    let id_of = |text: &str| normalize::uuid_parameter(text).unwrap_or_default();
    let listed = call.body.get("memberIds").and_then(Value::as_array).into_iter().flatten();
    let listed = listed.filter_map(Value::as_str);
    let ids: Vec<String> = call.query.all("memberId").chain(listed).map(id_of).collect();
    let mut named: BTreeMap<String, Named> = BTreeMap::new();
    if let Some(group) = call.query_id("groupId")? {
        let users = call.query_id("userId")?;
        named.insert(group, users.map_or(Named::All, |user| Named::Users(BTreeSet::from([user]))));
    }
    let by_group = call.body.get("members").and_then(Value::as_object).into_iter().flatten();
    for (group, users) in by_group {
        let users = users.as_array().into_iter().flatten().filter_map(Value::as_str).map(id_of);
        let group = normalize::uuid(group).unwrap_or_else(|| group.clone());
        let known = named.entry(group).or_insert_with(|| Named::Users(BTreeSet::new()));
        if let Named::Users(known) = known {
            known.extend(users);
        }
    }
    if ids.is_empty() && named.is_empty() {
        let message = "You must specify the [memberIds] or the [members] property.";
        return Err(Refusal::field("memberIds", "missing", message));
    }
    for id in named.keys() {
        let group = store::get(db, store::GROUP, id)?;
        if !group.is_some_and(|group| call.sees(text_of(&group, "tenantId"))) {
            let field = format!("members[{id}]");
            return Err(Refusal::field(
                &field,
                "invalid",
                format!("No group exists with Id [{id}]."),
            ));
        }
    }
    for (group, named) in &named {
        for mut user in store::members_of(db, group)? {
            if named.has(&user.id) {
                leave(db, &mut user, |membership| text_of(membership, "groupId") == group)?;
            }
        }
    }
    if !ids.is_empty() {
        for mut user in store::with_memberships(db, &ids)? {
            if call.sees(&user.tenant) {
                let named =
                    |membership: &Value| ids.iter().any(|id| id == text_of(membership, "id"));
                leave(db, &mut user, named)?;
            }
        }
    }
    Ok(Reply::empty())
}

/// Removes the member whose membership the path names.
pub(super) fn remove_one(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let id = call.need_id(0, "memberId")?;
    let mut users = store::with_memberships(db, std::slice::from_ref(&id))?;
    users.retain(|user| call.sees(&user.tenant));
    if users.is_empty() {
        return Err(Refusal::not_found());
    }
    for user in &mut users {
        leave(db, user, |membership| text_of(membership, "id") == id)?;
    }
    Ok(Reply::empty())
}

/// The members that a request names for one group.
enum Named {
    All,
    Users(BTreeSet<String>),
}

impl Named {
    fn has(&self, user: &str) -> bool {
        match self {
            Self::All => true,
            Self::Users(users) => users.contains(user),
        }
    }
}

/// Removes those memberships of a user that `gone` chooses.
fn leave(db: &Writer, user: &mut User, gone: impl Fn(&Value) -> bool) -> Result<(), Refusal> {
    let left: Vec<Value> =
        memberships::of(&user.doc).filter(|membership| !gone(membership)).cloned().collect();
    if left.len() == memberships::of(&user.doc).count() {
        return Ok(());
    }
    set_member(&mut user.doc, "memberships", left);
    user.save(db)
}

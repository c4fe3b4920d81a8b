//! Adds a role to an application.

use axum::http::Method;
use serde_json::{Value, json};

use crate::db::Writer;
use crate::fusionauth::answers::{json_body, member};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{application, normalize, role, shapes};
use crate::openapi::schema::optional;

pub(super) const OPERATION: Operation = Operation {
    name: "createRole",
    routes: &[
        Route::key(Method::POST, "/api/application/{applicationId}/role"),
        Route::key(Method::POST, "/api/application/{applicationId}/role/{roleId}"),
    ],
    summary: "Add a role to an application",
    describe: |shapes, _, about| {
        let body = optional([("role", shapes::sent_role())]);
        member(json_body(about, body), "role", &shapes.role)
    },
    run: Run::Write(create),
};

fn create(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let id = call.need_id(0, "applicationId")?;
    let mut errors = Errors::default();
    let found = application::find(db, &id)?;
    let Some(mut doc) = found.filter(|doc| call.sees(text_of(doc, "tenantId"))) else {
        let message =
            format!("Invalid [applicationId]. An application with Id [{id}] does not exist.");
        return Err(Refusal::field("applicationId", "invalid", message));
    };
    let mut role = role::read(&call.body, &doc, "", &mut errors);
    let role_id = call.id(1, "roleId")?;
    if let Some(role_id) = &role_id
        && db.has_role(role_id)?
    {
        let message = format!("A role with Id [{role_id}] already exists.");
        errors.field("roleId", "duplicate", message);
    }
    errors.check()?;
    let role_id = role_id.unwrap_or_else(normalize::new_id);
    role.insert("id".into(), role_id.as_str().into());
    if let Some(roles) = doc.get_mut("roles").and_then(Value::as_array_mut) {
        roles.push(role.into());
    }
    let tenant = text_of(&doc, "tenantId").to_owned();
    let members = doc.as_object().cloned().unwrap_or_default();
    let doc = application::keep(&call.state, db, &id, &tenant, members, Some(&doc))?;
    let role = application::all_roles(&doc).find(|role| text_of(role, "id") == role_id);
    Ok(Reply::json(json!({"role": role})))
}

//! Deletes a role by its id or name.

use axum::http::Method;
use serde_json::Value;

use crate::db::Writer;
use crate::fusionauth::answers::empty;
use crate::fusionauth::application;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::openapi::schema::text;

pub(super) const OPERATION: Operation = Operation {
    name: "deleteRole",
    routes: &[
        Route::key(Method::DELETE, "/api/application/{applicationId}/role"),
        Route::key(Method::DELETE, "/api/application/{applicationId}/role/{roleId}"),
    ],
    summary: "Delete a role",
    describe: |_, route, about| match route.names_one() {
        true => empty(about),
        false => empty(about).query(&[("name", text())]),
    },
    run: Run::Write(delete),
};

fn delete(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let (id, current) = application::visible(call, db)?;
    let role = call.id(1, "roleId")?;
    let name = call.query.get("name");
    let mut members = current.as_object().cloned().unwrap_or_default();
    let roles = members.get_mut("roles").and_then(Value::as_array_mut);
    let Some(roles) = roles else { return Err(Refusal::not_found()) };
    let before = roles.len();
    roles.retain(|known| match &role {
        Some(role) => text_of(known, "id") != role,
        None => Some(text_of(known, "name")) != name,
    });
    if roles.len() == before {
        return Err(Refusal::not_found());
    }
    let tenant = text_of(&current, "tenantId");
    application::keep(&call.state, db, &id, tenant, members, Some(&current))?;
    Ok(Reply::empty())
}

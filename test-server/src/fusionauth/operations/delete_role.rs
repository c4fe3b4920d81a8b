//! Deletes a role by its id or name.

use axum::http::Method;
use serde_json::Value;

use crate::db::Writer;
use crate::fusionauth::answers::empty;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{application, store};
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
    let (id, mut doc) = application::visible(call, db)?;
    let role = call.id(1, "roleId")?;
    let name = call.query.get("name");
    let roles = doc.get_mut("roles").and_then(Value::as_array_mut);
    let Some(roles) = roles else { return Err(Refusal::not_found()) };
    let before = roles.len();
    roles.retain(|known| match &role {
        Some(role) => text_of(known, "id") != role,
        None => Some(text_of(known, "name")) != name,
    });
    if roles.len() == before {
        return Err(Refusal::not_found());
    }
    store::put(db, store::APPLICATION, &id, &doc)?;
    Ok(Reply::empty())
}

//! Makes an application.

use axum::http::Method;
use serde_json::{Value, json};

use crate::db::{Reader, Writer};
use crate::fusionauth::answers::{json_body, member};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{application, normalize, shapes};
use crate::openapi::schema::{format, optional};

pub(super) const OPERATION: Operation = Operation {
    name: "createApplication",
    routes: &[
        Route::key(Method::POST, "/api/application"),
        Route::key(Method::POST, "/api/application/{applicationId}"),
    ],
    summary: "Create an application",
    describe: |shapes, _, about| {
        let body = optional([
            ("application", shapes::sent_application()),
            ("sourceApplicationId", format("uuid")),
        ]);
        member(json_body(about, body), "application", &shapes.application)
    },
    run: Run::Write(create),
};

fn create(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let tenant = call.need_tenant(db)?;
    let id = call.id(0, "applicationId")?;
    let members = application::read(db, &copied(call, db, &tenant)?, &tenant, None)?;
    if let Some(id) = &id
        && application::find(db, id)?.is_some()
    {
        let message = format!("An Application with Id [{id}] already exists.");
        return Err(Refusal::field("applicationId", "duplicate", message));
    }
    let id = id.unwrap_or_else(normalize::new_id);
    let doc = application::keep(&call.state, db, &id, &tenant, members, None)?;
    Ok(Reply::json(json!({"application": doc})))
}

/// The body of the request. Members that are missing there come from the application with the id in
/// `sourceApplicationId`.
fn copied(call: &Call, db: &Reader, tenant: &str) -> Result<Value, Refusal> {
    let Some(source) = call.body_id("sourceApplicationId")? else { return Ok(call.body.clone()) };
    let found = application::find(db, &source)?;
    let Some(mut application) = found.filter(|found| text_of(found, "tenantId") == tenant) else {
        let message = format!("No Application exists with Id [{source}].");
        return Err(Refusal::field("sourceApplicationId", "invalid", message));
    };
    if let Value::Object(members) = &mut application {
        // The copy is active, has its own id and times, and belongs to the tenant of the request. The
        // request must contain a name for the copy.
        for own in
            ["active", "id", "insertInstant", "lastUpdateInstant", "name", "state", "tenantId"]
        {
            members.remove(own);
        }
        if let Some(Value::Object(members)) = members.get_mut("oauthConfiguration") {
            members.remove("clientId");
            members.remove("clientSecret");
        }
    }
    for role in application.get_mut("roles").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Value::Object(members) = role {
            members.remove("id");
        }
    }
    let mut body = json!({"application": application});
    json_patch::merge(&mut body, &call.body);
    Ok(body)
}

//! Shows one application, all active applications, or all inactive applications.

use axum::http::Method;
use serde_json::json;

use crate::db::Reader;
use crate::fusionauth::answers::member;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::{is_set, text_of};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{application, store};
use crate::openapi::schema::{boolean, list};

pub(super) const OPERATION: Operation = Operation {
    name: "retrieveApplication",
    routes: &[
        Route::key(Method::GET, "/api/application"),
        Route::key(Method::GET, "/api/application/{applicationId}"),
    ],
    summary: "One application, all active applications, or all inactive applications",
    describe: |shapes, route, about| match route.names_one() {
        true => member(about, "application", &shapes.application),
        false => member(about, "applications", &list(&shapes.application))
            .query(&[("inactive", boolean())]),
    },
    run: Run::Read(retrieve),
};

fn retrieve(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    if call.ids.is_empty() {
        let active = call.query_flag("inactive")? != Some(true);
        let mut all = store::list(db, store::APPLICATION)?;
        all.retain(|doc| call.sees(text_of(doc, "tenantId")) && is_set(doc, "/active") == active);
        return Ok(Reply::json(json!({"applications": all})));
    }
    let (_, doc) = application::visible(call, db)?;
    Ok(Reply::json(json!({"application": doc})))
}

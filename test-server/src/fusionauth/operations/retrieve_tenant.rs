//! Shows one tenant, or all tenants that the caller may see.

use axum::http::Method;
use serde_json::json;

use crate::db::Reader;
use crate::fusionauth::answers::member;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{store, tenant};
use crate::openapi::schema::list;

pub(super) const OPERATION: Operation = Operation {
    name: "retrieveTenant",
    routes: &[
        Route::key(Method::GET, "/api/tenant"),
        Route::key(Method::GET, "/api/tenant/{tenantId}"),
    ],
    summary: "One tenant, or all tenants",
    describe: |shapes, route, about| match route.names_one() {
        true => member(about, "tenant", &shapes.tenant),
        false => member(about, "tenants", &list(&shapes.tenant)),
    },
    run: Run::Read(retrieve),
};

fn retrieve(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    if call.ids.is_empty() {
        let mut tenants = store::list(db, store::TENANT)?;
        tenants.retain(|doc| call.sees(text_of(doc, "id")));
        let shown = tenants.into_iter().map(|doc| tenant::shown(&call.state, doc));
        return Ok(Reply::json(json!({"tenants": shown.collect::<Vec<_>>()})));
    }
    let (_, doc) = tenant::visible(call, db)?;
    Ok(Reply::json(json!({"tenant": tenant::shown(&call.state, doc)})))
}

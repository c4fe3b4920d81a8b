//! Shows a family.

use axum::http::Method;
use serde_json::json;

use crate::db::Reader;
use crate::fusionauth::answers::member;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{shapes, store};

pub(super) const OPERATION: Operation = Operation {
    name: "retrieveFamily",
    routes: &[Route::global(Method::GET, "/api/user/family/{familyId}")],
    summary: "A family",
    describe: |_, _, about| member(about, "family", &shapes::kept()),
    run: Run::Read(retrieve),
};

fn retrieve(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    let id = call.need_id(0, "familyId")?;
    let family = store::get(db, store::FAMILY, &id)?;
    family.map(|family| Reply::json(json!({"family": family}))).ok_or_else(Refusal::not_found)
}

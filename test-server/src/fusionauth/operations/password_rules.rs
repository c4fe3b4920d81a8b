//! Shows the rules for passwords.

use axum::http::Method;
use serde_json::json;

use crate::db::Reader;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::tenant;
use crate::openapi::Content;
use crate::openapi::schema::{any, object};

pub(super) const OPERATION: Operation = Operation {
    name: "passwordRules",
    routes: &[
        Route::open(Method::GET, "/api/tenant/password-validation-rules"),
        Route::open(Method::GET, "/api/tenant/password-validation-rules/{tenantId}"),
    ],
    summary: "The rules for passwords",
    describe: |_, _, about| {
        about.answer(200, "The rules", Content::json(object([("passwordValidationRules", any())])))
    },
    run: Run::Read(rules),
};

fn rules(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    let id = match call.id(0, "tenantId")? {
        Some(id) => id,
        None => call.need_tenant(db)?,
    };
    if !call.sees(&id) {
        return Err(Refusal::not_found());
    }
    let tenant = tenant::of(db, &id)?;
    Ok(Reply::json(json!({"passwordValidationRules": tenant.get("passwordValidationRules")})))
}

//! Shows one e-mail template, or all e-mail templates.

use axum::http::Method;
use serde_json::json;

use crate::db::Reader;
use crate::fusionauth::answers::member;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{shapes, store};
use crate::openapi::schema::list;

pub(super) const OPERATION: Operation = Operation {
    name: "retrieveTemplate",
    routes: &[
        Route::global(Method::GET, "/api/email/template"),
        Route::global(Method::GET, "/api/email/template/{emailTemplateId}"),
    ],
    summary: "One e-mail template, or all e-mail templates",
    describe: |_, route, about| match route.names_one() {
        true => member(about, "emailTemplate", &shapes::kept()),
        false => member(about, "emailTemplates", &list(&shapes::kept())),
    },
    run: Run::Read(retrieve),
};

fn retrieve(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    let Some(id) = call.id(0, "emailTemplateId")? else {
        let all = store::list(db, store::TEMPLATE)?;
        return Ok(Reply::json(json!({"emailTemplates": all})));
    };
    let found = store::get(db, store::TEMPLATE, &id)?;
    found.map(|doc| Reply::json(json!({"emailTemplate": doc}))).ok_or_else(Refusal::not_found)
}

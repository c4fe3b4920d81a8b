//! Shows an e-mail template, or all.

use axum::http::Method;
use serde_json::json;

use crate::fusionauth::answers::member;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{shapes, store};
use crate::openapi::schema::list;

pub(super) const OPERATION: Operation = Operation {
    name: "retrieveTemplate",
    routes: &[
        Route::global(Method::GET, "/api/email/template"),
        Route::global(Method::GET, "/api/email/template/{emailTemplateId}"),
    ],
    writes: false,
    summary: "An e-mail template, or all",
    describe: |_, route, about| match route.names_one() {
        true => member(about, "emailTemplate", &shapes::template()),
        false => member(about, "emailTemplates", &list(&shapes::template())),
    },
    run: |call| Box::pin(retrieve(call)),
};

async fn retrieve(call: &Call) -> Result<Reply, Refusal> {
    let Some(id) = call.id(0, "emailTemplateId")? else {
        let all = store::list(&call.state.db, store::TEMPLATE).await?;
        return Ok(Reply::json(json!({"emailTemplates": all})));
    };
    let found = store::get(&call.state.db, store::TEMPLATE, &id).await?;
    found.map(|doc| Reply::json(json!({"emailTemplate": doc}))).ok_or_else(Refusal::not_found)
}

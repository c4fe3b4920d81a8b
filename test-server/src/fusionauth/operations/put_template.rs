//! Stores an e-mail template, so that kickstart files with templates work. The mails of this server do
//! not use the template.

use axum::http::Method;
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::answers::{json_body, member};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::needed;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{normalize, shapes, store};
use crate::openapi::schema::{any, optional};

pub(super) const OPERATION: Operation = Operation {
    name: "putTemplate",
    routes: &[
        Route::global(Method::POST, "/api/email/template"),
        Route::global(Method::PUT, "/api/email/template"),
        Route::global(Method::POST, "/api/email/template/{emailTemplateId}"),
        Route::global(Method::PUT, "/api/email/template/{emailTemplateId}"),
    ],
    summary: "Store an e-mail template",
    describe: |_, _, about| {
        let body = optional([("emailTemplate", any())]);
        member(json_body(about, body), "emailTemplate", &shapes::kept())
    },
    run: Run::Write(put),
};

fn put(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let mut template = needed(&call.body, "emailTemplate")?;
    let id = call.id(0, "emailTemplateId")?.unwrap_or_else(normalize::new_id);
    template.insert("id".into(), id.as_str().into());
    let doc = normalize::without_nulls(template.into());
    store::put(db, store::TEMPLATE, &id, &doc)?;
    Ok(Reply::json(json!({"emailTemplate": doc})))
}

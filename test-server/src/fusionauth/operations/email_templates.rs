//! The operations for e-mail templates. The templates are only stored and shown: the mails of this server
//! do not use them.

use axum::http::Method;

use crate::db::Writer;
use crate::fusionauth::answers::{json_body, member, patch_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::resource::Resource;
use crate::fusionauth::{normalize, shapes, store};
use crate::openapi::schema::{any, list, optional};

static TEMPLATE: Resource =
    Resource::unchecked("emailTemplate", "emailTemplates", "emailTemplateId");

pub(super) static ALL: &[Operation] = &[
    Operation {
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
    },
    Operation {
        name: "patchTemplate",
        routes: &[Route::global(Method::PATCH, "/api/email/template/{emailTemplateId}")],
        summary: "Change an e-mail template",
        describe: |shapes, _, about| {
            let body = optional([("emailTemplate", any())]);
            member(patch_body(shapes, about, body), "emailTemplate", &shapes::kept())
        },
        run: Run::Write(|call, db| TEMPLATE.patch(call, db)),
    },
    Operation {
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
        run: Run::Read(|call, db| TEMPLATE.retrieve(call, db)),
    },
];

/// Stores a template, even if a POST has a known id, or a PUT has an unknown id or none. So a kickstart
/// file can change templates that a new server of the vendor has.
fn put(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let id = call.id(0, TEMPLATE.id)?.unwrap_or_else(normalize::new_id);
    let current = store::get(db, TEMPLATE.kind, &id)?;
    TEMPLATE.keep(call, db, &id, &call.body, current.as_ref())
}

//! The operations for webhooks.

use axum::http::Method;
use serde_json::Value;

use crate::fusionauth::answers::{empty, json_body, member, patch_body};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::{shapes, webhook};
use crate::openapi::Content;
use crate::openapi::schema::{integer, list, object, open, optional, text};

pub(super) static ALL: &[Operation] = &[
    Operation {
        name: "createWebhook",
        routes: &[
            Route::global(Method::POST, "/api/webhook"),
            Route::global(Method::POST, "/api/webhook/{webhookId}"),
        ],
        summary: "Create a webhook",
        describe: |_, _, about| member(json_body(about, sent()), "webhook", &shapes::webhook()),
        run: Run::Write(|call, db| webhook::WEBHOOK.create(call, db)),
    },
    Operation {
        name: "retrieveWebhook",
        routes: &[
            Route::global(Method::GET, "/api/webhook"),
            Route::global(Method::GET, "/api/webhook/{webhookId}"),
        ],
        summary: "One webhook, or all webhooks",
        describe: |_, route, about| match route.names_one() {
            true => member(about, "webhook", &shapes::webhook()),
            false => member(about, "webhooks", &list(&shapes::webhook())),
        },
        run: Run::Read(|call, db| webhook::WEBHOOK.retrieve(call, db)),
    },
    Operation {
        name: "updateWebhook",
        routes: &[Route::global(Method::PUT, "/api/webhook/{webhookId}")],
        summary: "Replace a webhook",
        describe: |_, _, about| member(json_body(about, sent()), "webhook", &shapes::webhook()),
        run: Run::Write(|call, db| webhook::WEBHOOK.update(call, db)),
    },
    Operation {
        name: "patchWebhook",
        routes: &[Route::global(Method::PATCH, "/api/webhook/{webhookId}")],
        summary: "Change a webhook",
        describe: |shapes, _, about| {
            member(patch_body(shapes, about, sent()), "webhook", &shapes::webhook())
        },
        run: Run::Write(|call, db| webhook::WEBHOOK.patch(call, db)),
    },
    Operation {
        name: "deleteWebhook",
        routes: &[Route::global(Method::DELETE, "/api/webhook/{webhookId}")],
        summary: "Delete a webhook",
        describe: |_, _, about| empty(about),
        run: Run::Write(|call, db| webhook::WEBHOOK.delete(call, db)),
    },
    Operation {
        name: "searchWebhooks",
        routes: &[
            Route::global(Method::GET, "/api/webhook/search"),
            Route::global(Method::POST, "/api/webhook/search"),
        ],
        summary: "Search webhooks by description, URL and tenant",
        describe: |_, _, about| {
            let criteria = [
                ("description", text()),
                ("numberOfResults", integer()),
                ("orderBy", text()),
                ("startRow", integer()),
                ("tenantId", text()),
                ("url", text()),
            ];
            let found = object([("total", integer()), ("webhooks", list(&shapes::webhook()))]);
            json_body(about, optional([("search", open(optional(criteria.clone())))]))
                .query(&criteria)
                .answer(200, "The webhooks", Content::json(found))
        },
        run: Run::Read(webhook::search),
    },
];

/// The body of a request that creates or changes a webhook.
fn sent() -> Value {
    optional([("webhook", shapes::sent_webhook())])
}

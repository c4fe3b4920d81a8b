//! Adds an app to the settings.

use axum::http::Method;

use crate::fusio::call::Call;
use crate::fusio::operation::Operation;
use crate::fusio::payload::{Field, Kind, TEXTS, field, text};
use crate::fusio::reply::{ApiError, Reply};
use crate::fusio::{answers, backend};
use crate::settings::App;
use crate::token;

pub(super) const OPERATION: Operation = Operation {
    method: Method::POST,
    path: "backend/app",
    id: "backend.app.create",
    scope: Some("backend.app"),
    body: Some(BODY),
    summary: "Add an app",
    describe: answers::created,
    run: |call| Box::pin(async move { create_app(call) }),
};

const BODY: &[Field] = &[
    field("status", Kind::Integer),
    field("userId", Kind::Integer),
    text("name"),
    text("url"),
    field("scopes", TEXTS),
];

fn create_app(call: &Call) -> Result<Reply, ApiError> {
    let body = &call.payload;
    let default = App::default();
    let app = App {
        name: body.text("name").unwrap_or_default().to_owned(),
        key: token::random_hex(18)?,
        secret: token::random_hex(32)?.into(),
        url: body.text("url").map(str::to_owned),
        user_id: body.integer("userId").unwrap_or(default.user_id),
        status: body.integer("status").unwrap_or(default.status),
        scopes: body.texts("scopes").into_iter().map(str::to_owned).collect(),
        ..default
    };
    let id = backend::add(call, app, |settings| &mut settings.fusio.apps, |app| app.id)?;
    Reply::created("App successfully created", id)
}

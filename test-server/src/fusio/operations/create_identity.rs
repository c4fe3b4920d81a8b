//! Adds a provider to the settings.

use axum::http::Method;

use crate::fusio::call::Call;
use crate::fusio::operation::Operation;
use crate::fusio::payload::{Field, Kind, field, text};
use crate::fusio::reply::{ApiError, Reply};
use crate::fusio::{answers, backend, roles};
use crate::settings::{Identity, ProviderKind};

pub(super) const OPERATION: Operation = Operation {
    method: Method::POST,
    path: "backend/identity",
    id: "backend.identity.create",
    scope: Some("backend.identity"),
    body: Some(BODY),
    summary: "Add a provider to log in with",
    describe: answers::created,
    run: |call| Box::pin(async move { create_identity(call) }),
};

const CONFIG: &[Field] = &[
    text("client_id"),
    text("client_secret"),
    text("authorization_uri"),
    text("token_uri"),
    text("user_info_uri"),
    text("id_property"),
    text("name_property"),
    text("email_property"),
];

const BODY: &[Field] = &[
    field("appId", Kind::Integer),
    field("roleId", Kind::Integer),
    text("name"),
    text("icon"),
    text("class"),
    field("config", Kind::Object(CONFIG)),
    field("allowCreate", Kind::Boolean),
];

fn create_identity(call: &Call) -> Result<Reply, ApiError> {
    let body = &call.payload;
    // An empty text means the default, as a missing member does.
    let config =
        |member| body.text_in("config", member).filter(|text| !text.is_empty()).map(str::to_owned);
    let class = body.text("class").unwrap_or_default();
    let identity = Identity {
        app_id: body.integer("appId"),
        role: body.integer("roleId").and_then(roles::role_by_id).map(|role| role.name.to_owned()),
        name: body.text("name").unwrap_or_default().to_owned(),
        icon: body.text("icon").map(str::to_owned),
        // The last part of the class names the provider. `OpenIDConnect` and unknown names give
        // `openid`.
        provider: class
            .rsplit(['\\', '.'])
            .next()
            .and_then(ProviderKind::named)
            .unwrap_or_default(),
        client_id: config("client_id").unwrap_or_default(),
        client_secret: config("client_secret").unwrap_or_default().into(),
        authorization_uri: config("authorization_uri"),
        token_uri: config("token_uri"),
        user_info_uri: config("user_info_uri"),
        id_property: config("id_property"),
        name_property: config("name_property"),
        email_property: config("email_property"),
        allow_create: body.boolean("allowCreate").unwrap_or(true),
        ..Identity::default()
    };
    let id = backend::add(
        call,
        identity,
        |settings| &mut settings.fusio.identities,
        |identity| identity.id,
    )?;
    Reply::created("Identity successfully created", id)
}

//! `POST /backend/app` and `/backend/identity`: the little of the backend that sets up social login.

use super::call::Call;
use super::reply::{ApiError, Reply};
use super::roles;
use crate::settings::{App, Identity, ProviderKind, Settings, SettingsError};
use crate::token;

/// Adds an app to the settings.
pub(super) fn create_app(call: &Call) -> Result<Reply, ApiError> {
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
    let id = add(call, app, |settings| &mut settings.fusio.apps, |app| app.id)?;
    Reply::created("App successfully created", id)
}

/// Adds an identity to the settings.
pub(super) fn create_identity(call: &Call) -> Result<Reply, ApiError> {
    let body = &call.payload;
    let config = |member| body.text_in("config", member).map(str::to_owned);
    let class = body.text("class").unwrap_or_default();
    let identity = Identity {
        app_id: body.integer("appId"),
        role: body.integer("roleId").and_then(roles::role_by_id).map(|role| role.name.to_owned()),
        name: body.text("name").unwrap_or_default().to_owned(),
        icon: body.text("icon").map(str::to_owned),
        // The class's last part is the provider's name; OpenIDConnect and anything else is `openid`.
        provider: class.rsplit('\\').next().and_then(ProviderKind::named).unwrap_or_default(),
        client_id: config("client_id").unwrap_or_default(),
        client_secret: config("client_secret").unwrap_or_default().into(),
        authorization_uri: config("authorization_uri"),
        token_uri: config("token_uri"),
        user_info_uri: config("user_info_uri"),
        id_property: config("id_property"),
        name_property: config("name_property"),
        email_property: config("email_property"),
        allow_create: body.boolean("allowCreate").unwrap_or_default(),
        ..Identity::default()
    };
    let id =
        add(call, identity, |settings| &mut settings.fusio.identities, |identity| identity.id)?;
    Reply::created("Identity successfully created", id)
}

fn add<T>(
    call: &Call,
    item: T,
    list: impl Fn(&mut Settings) -> &mut Vec<T>,
    id: impl Fn(&T) -> i64,
) -> Result<i64, ApiError> {
    let mut new = 0;
    let refused =
        |error: SettingsError| ApiError::bad_request(format!("{} {}", error.key, error.problem));
    call.state
        .change_settings(|settings| {
            let mut settings = settings.clone();
            list(&mut settings).push(item);
            let mut settings = settings.checked()?;
            new = list(&mut settings).last().map(&id).unwrap_or_default();
            Ok(settings)
        })
        .map_err(refused)?;
    Ok(new)
}

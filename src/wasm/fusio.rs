//! Fusio's client in JavaScript, and its operations that send nothing.

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::options::{self, string};
use crate::{
    error::Error,
    fusio::{AuthorizeRequest, Client, LoginStart, callback::Query},
    secret::Secret,
    transport::json,
};

/// A client with these options.
pub(super) fn client(options: &JsValue) -> Result<Client, Error> {
    let (config, sender) = options::client(options)?;
    Client::with_sender(config, sender)
}

/// The result of an operation that sends nothing; `None` for any other operation.
pub(super) fn local(
    client: &Client,
    operation: &str,
    arguments: &Array,
) -> Option<Result<JsValue, Error>> {
    let (first, second) = (arguments.get(0), arguments.get(1));
    match operation {
        "identityRedirect" => Some(identity_redirect(client, &first, &second)),
        "identityCallback" => Some(identity_callback(&first, &second)),
        "providerAuthorize" => Some(provider_authorize(client, &first)),
        "providerCode" => Some(provider_code(client, &first, &second)),
        _ => None,
    }
}

fn identity_redirect(
    client: &Client,
    identity: &JsValue,
    redirect_uri: &JsValue,
) -> Result<JsValue, Error> {
    let identity = match identity.as_f64() {
        Some(_) => json::to_text(identity).unwrap_or_default(),
        None => string("identity", identity)?,
    };
    client.identity_redirect(&identity, &string("redirectUri", redirect_uri)?).map(login_start)
}

fn identity_callback(url: &JsValue, nonce: &JsValue) -> Result<JsValue, Error> {
    let query = Query::of_callback(&string("url", url)?, &secret("nonce", nonce)?)?;
    let text = |name| (name, query.get(name).into());
    Ok(json::object(&[
        text("access_token"),
        text("token_type"),
        ("expires_in", query.expires_in().map(|seconds| seconds as f64).into()),
        text("refresh_token"),
        text("scope"),
        text("id_token"),
    ]))
}

fn provider_authorize(client: &Client, request: &JsValue) -> Result<JsValue, Error> {
    let member = |name| string(name, &json::member(request, name).unwrap_or_default());
    let mut typed = AuthorizeRequest::new(
        member("authorizationEndpoint")?,
        member("clientId")?,
        member("redirectUri")?,
    );
    typed.scope = json::member(request, "scope").map(|it| string("scope", &it)).transpose()?;
    client.provider_authorize(&typed).map(login_start)
}

fn provider_code(client: &Client, url: &JsValue, nonce: &JsValue) -> Result<JsValue, Error> {
    let code = client.provider_code(&string("url", url)?, &secret("nonce", nonce)?)?;
    Ok(code.expose().into())
}

fn secret(field: &'static str, value: &JsValue) -> Result<Secret, Error> {
    string(field, value).map(Secret::from)
}

fn login_start(start: LoginStart) -> JsValue {
    json::object(&[("url", start.url.into()), ("nonce", start.nonce.expose().into())])
}

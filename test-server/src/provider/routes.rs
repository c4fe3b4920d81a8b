//! The table of the built-in provider: each path with its handler and its description.

use serde_json::{Value, json};

use super::consent::{self, Answer, Request};
use super::shapes;
use super::token::{TokenRequest, token_by_get, token_by_post, userinfo};
use crate::openapi::{Content, Document, Operation, schema};
use crate::route::{GET, POST, Route, route};
use crate::settings::ProviderKind;

/// All routes below `/_test/provider`.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        route(GET, "/{kind}/authorize", consent::show, |document| {
            let parameters = document.sent::<Request>();
            asked(provider("providerConsent", "The consent page"), &parameters)
                .answer(200, "The page", Content::html())
                .answer(400, "The login cannot continue", Content::html())
        }),
        route(POST, "/{kind}/authorize", consent::decide, |document| {
            let form = document.sent::<Answer>();
            provider("providerDecision", "The user's answer")
                .form(form)
                .answer(303, "Back to the app", Content::none())
                .answer(400, "The login cannot continue", Content::html())
        }),
        // Facebook's clients send the code with GET.
        route(GET, "/{kind}/token", token_by_get, |document| {
            let parameters = document.sent::<TokenRequest>();
            asked(
                tokens(provider(
                    "providerTokenByGet",
                    "Exchange a code for a token with GET, as Facebook's clients do",
                )),
                &parameters,
            )
            .answer(405, "Only Facebook supports GET", Content::none())
        }),
        route(POST, "/{kind}/token", token_by_post, |document| {
            let form = document.sent::<TokenRequest>();
            tokens(provider("providerToken", "Exchange a code for a token").form(form))
        }),
        route(GET, "/{kind}/userinfo", userinfo, user),
        route(POST, "/{kind}/userinfo", userinfo, user),
        route(GET, "/openid/.well-known/openid-configuration", shapes::discovery, |_| {
            let summary = "The endpoints of the provider";
            Operation::new("Provider", "providerDiscovery", summary).bounded().answer(
                200,
                "The document",
                Content::json(schema::any()),
            )
        }),
        route(GET, "/openid/jwks", shapes::jwks, |_| {
            let none = json!({"type": "array", "maxItems": 0});
            let summary = "An empty key set: the client secret signs the ID tokens";
            Operation::new("Provider", "providerKeys", summary).bounded().answer(
                200,
                "The keys",
                Content::json(schema::object([("keys", none)])),
            )
        }),
    ]
}

fn provider(id: &str, summary: &str) -> Operation {
    Operation::new("Provider", id, summary)
        .bounded()
        .segment("kind", &schema::one_of(&ProviderKind::ALL.map(ProviderKind::as_str)))
        .answer(404, "There is no such kind of provider", Content::none())
}

/// Adds the members of a type to the operation, as parameters of the query.
fn asked(operation: Operation, parameters: &Value) -> Operation {
    let members = parameters.get("properties").and_then(Value::as_object).into_iter().flatten();
    members
        .fold(operation, |operation, (name, _)| operation.parameter("query", name, schema::text()))
}

fn tokens(operation: Operation) -> Operation {
    // GitHub's answer is form-encoded unless the request asks for JSON. Its refusals also have the
    // status 200.
    let form = "application/x-www-form-urlencoded";
    let answer = || Content::json(schema::any()).or("text/plain", schema::text());
    operation
        .security(&["", "providerClient"])
        .answer(
            200,
            "A token, or a refusal by GitHub",
            Content::json(schema::any()).or(form, schema::any()),
        )
        .answer(400, "The request is refused", answer())
        .answer(401, "The client id or secret is wrong", Content::json(schema::any()))
}

fn user(_: &mut Document) -> Operation {
    provider("providerUser", "The user in the provider's format")
        .security(&["providerToken"])
        .answer(200, "The user", Content::json(schema::any()))
        .answer(401, "The token is invalid", Content::json(schema::any()))
}

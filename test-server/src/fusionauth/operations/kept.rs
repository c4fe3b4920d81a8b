//! The operations for objects that this server stores and shows without checks. Most of these objects
//! have no effect. But the server checks the consents of users against the stored consents, and uses the
//! user action that a tenant names for failed logins.

use axum::http::Method;

use crate::fusionauth::answers::{json_body, member, patch_body};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::resource::Resource;
use crate::fusionauth::shapes;
use crate::openapi::schema::{any, list, optional};

/// Declares the operations of each kind. Each line starts with the name of the kind: `Consent` gives
/// `createConsent` and the other names of operations. Then come the path, the name of the member
/// with one object, and the name of the member with all objects.
macro_rules! kept {
    ($($name:literal at $path:literal: $one:literal, $many:literal;)*) => {
        pub(super) static ALL: &[Operation] = &[$(
            Operation {
                name: concat!("create", $name),
                routes: &[
                    Route::global(Method::POST, $path),
                    Route::global(Method::POST, concat!($path, "/{", $one, "Id}")),
                ],
                summary: concat!("Store one of the ", $many),
                describe: |_, _, about| {
                    member(json_body(about, optional([($one, any())])), $one, &shapes::kept())
                },
                run: Run::Write(|call, db| unused!($one, $many).create(call, db)),
            },
            Operation {
                name: concat!("update", $name),
                routes: &[Route::global(Method::PUT, concat!($path, "/{", $one, "Id}"))],
                summary: concat!("Replace one of the ", $many),
                describe: |_, _, about| {
                    member(json_body(about, optional([($one, any())])), $one, &shapes::kept())
                },
                run: Run::Write(|call, db| unused!($one, $many).update(call, db)),
            },
            Operation {
                name: concat!("patch", $name),
                routes: &[Route::global(Method::PATCH, concat!($path, "/{", $one, "Id}"))],
                summary: concat!("Change one of the ", $many),
                describe: |shapes, _, about| {
                    let body = optional([($one, any())]);
                    member(patch_body(shapes, about, body), $one, &shapes::kept())
                },
                run: Run::Write(|call, db| unused!($one, $many).patch(call, db)),
            },
            Operation {
                name: concat!("retrieve", $name),
                routes: &[
                    Route::global(Method::GET, $path),
                    Route::global(Method::GET, concat!($path, "/{", $one, "Id}")),
                ],
                summary: concat!("One or all of the ", $many),
                describe: |_, route, about| match route.names_one() {
                    true => member(about, $one, &shapes::kept()),
                    false => member(about, $many, &list(&shapes::kept())),
                },
                run: Run::Read(|call, db| unused!($one, $many).retrieve(call, db)),
            },
        )*];
    };
}

macro_rules! unused {
    ($one:literal, $many:literal) => {
        const { &Resource::unchecked($one, $many, concat!($one, "Id")) }
    };
}

kept! {
    "Consent" at "/api/consent": "consent", "consents";
    "Form" at "/api/form": "form", "forms";
    "FormField" at "/api/form/field": "field", "fields";
    "IdentityProvider" at "/api/identity-provider": "identityProvider", "identityProviders";
    "Lambda" at "/api/lambda": "lambda", "lambdas";
    "MessageTemplate" at "/api/message/template": "messageTemplate", "messageTemplates";
    "Messenger" at "/api/messenger": "messenger", "messengers";
    "Theme" at "/api/theme": "theme", "themes";
    "UserAction" at "/api/user-action": "userAction", "userActions";
}

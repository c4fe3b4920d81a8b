//! The operations for the consents of users.

use axum::http::Method;
use serde_json::Value;

use crate::fusionauth::answers::{empty, json_body, member, patch_body};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::{fields, objects, shapes, user_consent};
use crate::openapi::schema::{format, list, open, optional};

pub(super) static ALL: &[Operation] = &[
    Operation {
        name: "createUserConsent",
        routes: &[
            Route::key(Method::POST, "/api/user/consent"),
            Route::key(Method::POST, "/api/user/consent/{userConsentId}"),
        ],
        summary: "Store a consent of a user",
        describe: |_, _, about| member(json_body(about, sent()), "userConsent", &shapes::kept()),
        run: Run::Write(|call, db| user_consent::USER_CONSENT.create(call, db)),
    },
    Operation {
        name: "retrieveUserConsents",
        routes: &[
            Route::key(Method::GET, "/api/user/consent"),
            Route::key(Method::GET, "/api/user/consent/{userConsentId}"),
        ],
        summary: "One consent, or all consents of a user",
        describe: |_, route, about| match route.names_one() {
            true => member(about, "userConsent", &shapes::kept()),
            false => member(about, "userConsents", &list(&shapes::kept()))
                .query(&[("userId", format("uuid"))]),
        },
        run: Run::Read(user_consent::retrieve),
    },
    Operation {
        name: "updateUserConsent",
        routes: &[Route::key(Method::PUT, "/api/user/consent/{userConsentId}")],
        summary: "Replace a consent of a user",
        describe: |_, _, about| member(json_body(about, sent()), "userConsent", &shapes::kept()),
        run: Run::Write(|call, db| user_consent::USER_CONSENT.update(call, db)),
    },
    Operation {
        name: "patchUserConsent",
        routes: &[Route::key(Method::PATCH, "/api/user/consent/{userConsentId}")],
        summary: "Change a consent of a user",
        describe: |shapes, _, about| {
            member(patch_body(shapes, about, sent()), "userConsent", &shapes::kept())
        },
        run: Run::Write(|call, db| user_consent::USER_CONSENT.patch(call, db)),
    },
    Operation {
        name: "revokeUserConsent",
        routes: &[Route::key(Method::DELETE, "/api/user/consent/{userConsentId}")],
        summary: "Revoke a consent of a user",
        describe: |_, _, about| empty(about),
        run: Run::Write(user_consent::revoke),
    },
];

/// The body of a request that stores or changes a consent.
fn sent() -> Value {
    optional([("userConsent", open(optional(fields::schemas(objects::USER_CONSENT))))])
}

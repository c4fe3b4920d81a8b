//! Replaces a registration.

use axum::http::Method;

use crate::fusionauth::answers::{announced, json_body, member};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::{registration, shapes};

pub(super) const OPERATION: Operation = Operation {
    name: "updateRegistration",
    routes: &[
        Route::key(Method::PUT, "/api/user/registration/{userId}"),
        Route::key(Method::PUT, "/api/user/registration/{userId}/{applicationId}"),
    ],
    summary: "Replace a registration",
    describe: |shapes, _, about| {
        let about = json_body(about, shapes::registration_request());
        announced(shapes, member(about, "registration", &shapes.registration))
    },
    run: Run::Write(|call, db| registration::replace(call, db, &call.body)),
};

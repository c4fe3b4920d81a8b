//! Adds a member to a family. Makes the family if it does not exist.

use axum::http::Method;

use crate::fusionauth::answers::{json_body, member};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::{family, shapes};
use crate::openapi::schema::{format, open, optional};

pub(super) const OPERATION: Operation = Operation {
    name: "putFamily",
    routes: &[
        Route::key(Method::POST, "/api/user/family"),
        Route::key(Method::POST, "/api/user/family/{familyId}"),
        Route::key(Method::PUT, "/api/user/family/{familyId}"),
    ],
    summary: "Create a family, or add a member to a family",
    describe: |_, _, about| {
        let added = open(optional([("userId", format("uuid"))]));
        let body = optional([("familyMember", added)]);
        member(json_body(about, body), "family", &shapes::kept())
    },
    run: Run::Write(family::put),
};

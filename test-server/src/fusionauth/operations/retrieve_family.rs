//! Shows a family.

use axum::http::Method;

use crate::fusionauth::answers::member;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::{family, shapes};

pub(super) const OPERATION: Operation = Operation {
    name: "retrieveFamily",
    routes: &[Route::key(Method::GET, "/api/user/family/{familyId}")],
    summary: "A family",
    describe: |_, _, about| member(about, "family", &shapes::kept()),
    run: Run::Read(family::retrieve),
};

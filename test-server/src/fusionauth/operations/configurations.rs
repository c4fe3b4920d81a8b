//! The operations for the configuration of the system and of its integrations.

use axum::http::Method;

use crate::fusionauth::answers::{json_body, member, patch_body};
use crate::fusionauth::configuration::{self, INTEGRATIONS, SYSTEM};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::openapi::schema::{any, optional};

/// Declares the operations of each configuration. Each entry has the constant of the configuration, the
/// path, the names of the operations, and the last words of the summaries.
macro_rules! configurations {
    ($($configuration:ident at $path:literal: $retrieve:literal, $update:literal, $patch:literal, $about:literal;)*) => {
        pub(super) static ALL: &[Operation] = &[$(
            Operation {
                name: $retrieve,
                routes: &[Route::global(Method::GET, $path)],
                summary: concat!("The configuration of ", $about),
                describe: |_, _, about| member(about, $configuration.name, &any()),
                run: Run::Read(|_, db| configuration::retrieve(db, &$configuration)),
            },
            Operation {
                name: $update,
                routes: &[Route::global(Method::PUT, $path)],
                summary: concat!("Replace the configuration of ", $about),
                describe: |_, _, about| {
                    let body = optional([($configuration.name, any())]);
                    member(json_body(about, body), $configuration.name, &any())
                },
                run: Run::Write(|call, db| configuration::update(call, db, &$configuration)),
            },
            Operation {
                name: $patch,
                routes: &[Route::global(Method::PATCH, $path)],
                summary: concat!("Change the configuration of ", $about),
                describe: |shapes, _, about| {
                    let body = optional([($configuration.name, any())]);
                    member(patch_body(shapes, about, body), $configuration.name, &any())
                },
                run: Run::Write(|call, db| configuration::patch(call, db, &$configuration)),
            },
        )*];
    };
}

configurations! {
    SYSTEM at "/api/system-configuration": "retrieveSystemConfiguration", "updateSystemConfiguration",
        "patchSystemConfiguration", "the system";
    INTEGRATIONS at "/api/integration": "retrieveIntegration", "updateIntegrations",
        "patchIntegrations", "integrations";
}

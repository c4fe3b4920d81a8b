//! The configuration of the system, and the configuration of the integrations.

use serde_json::{Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::fields::{self, Field};
use super::members::{needed, with_defaults};
use super::reply::Reply;
use super::{objects, patch as patches, store};
use crate::db::{Reader, Writer};

/// One of the two configurations.
pub(super) struct Configuration {
    /// The name of the member that holds the configuration in bodies. The stored document has this name
    /// as its kind and as its id.
    pub(super) name: &'static str,
    fields: &'static [Field],
    defaults: fn() -> Value,
}

/// The system's configuration. Only its CORS rules have an effect in this server.
pub(super) const SYSTEM: Configuration = Configuration {
    name: "systemConfiguration",
    fields: objects::SYSTEM,
    defaults: || {
        json!({
            "auditLogConfiguration": {"delete": {"enabled": false, "numberOfDaysToRetain": 365}},
            "corsConfiguration": {
                "allowCredentials": false,
                "allowedHeaders": [
                    "Accept",
                    "Access-Control-Request-Headers",
                    "Access-Control-Request-Method",
                    "Authorization",
                    "Content-Type",
                    "Last-Modified",
                    "Origin",
                    "X-FusionAuth-TenantId",
                    "X-Requested-With",
                ],
                "allowedMethods": ["GET", "OPTIONS"],
                "allowedOrigins": [],
                "debug": false,
                "enabled": false,
                "exposedHeaders": [
                    "Access-Control-Allow-Credentials",
                    "Access-Control-Allow-Origin",
                ],
                "preflightMaxAgeInSeconds": 1800,
            },
            "data": {},
            "eventLogConfiguration": {"numberToRetain": 10_000},
            "loginRecordConfiguration": {"delete": {"enabled": false, "numberOfDaysToRetain": 365}},
            "reportTimezone": "America/Denver",
            "uiConfiguration": {},
            "usageDataConfiguration": {"enabled": false},
        })
    },
};

/// The configuration of the integrations, which has no effect in this server.
pub(super) const INTEGRATIONS: Configuration =
    Configuration { name: "integrations", fields: &[], defaults: || json!({}) };

pub(super) fn find(db: &Reader, configuration: &Configuration) -> Result<Value, Refusal> {
    let doc = store::get(db, configuration.name, configuration.name)?;
    Ok(doc.unwrap_or_else(configuration.defaults))
}

pub(super) fn retrieve(db: &Reader, of: &Configuration) -> Result<Reply, Refusal> {
    Ok(Reply::json(json!({of.name: find(db, of)?})))
}

pub(super) fn update(call: &Call, db: &Writer, of: &Configuration) -> Result<Reply, Refusal> {
    keep(db, of, &call.body)
}

pub(super) fn patch(call: &Call, db: &Writer, of: &Configuration) -> Result<Reply, Refusal> {
    let current = json!({of.name: find(db, of)?});
    keep(db, of, &patches::apply(call.mode, current, &call.body)?)
}

fn keep(db: &Writer, of: &Configuration, body: &Value) -> Result<Reply, Refusal> {
    let object = needed(body, of.name)?;
    let mut errors = Errors::default();
    let members = fields::overlay(&object, of.fields, of.name, &mut errors);
    errors.check()?;
    let doc = with_defaults((of.defaults)(), members, true);
    store::put(db, of.name, of.name, &doc)?;
    Ok(Reply::json(json!({of.name: doc})))
}

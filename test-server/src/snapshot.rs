//! A snapshot: all that the server knows, as one document that a server can restore later.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::db::{self, Reader};
use crate::deliveries::Deliveries;
use crate::faults::Faults;
use crate::fusio::seed::PROJECT_KEY;
use crate::limits::Limits;
use crate::mail::Outbox;
use crate::provider::grants::Grants;
use crate::requests::SeenRequests;
use crate::state::State;

const PROGRAM: &str = "matricula-test-server";
/// The version of the format. It is increased when the members of a snapshot change. The database
/// in a snapshot has a version of its own: the version of its tables.
const FORMAT: u32 = 3;

/// A snapshot cannot be taken, or is refused. In both cases, nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The document is no snapshot of this server.
    #[error("this is no snapshot of this server: send what `POST /_test/snapshot` has answered")]
    Foreign,
    /// Another version of the server has made the snapshot.
    #[error("the snapshot is of another version of this server: take a new one with this version")]
    Version,
    /// The snapshot has changed since it was taken.
    #[error("the snapshot is damaged: take a new one")]
    Damaged,
    /// The server has failed.
    #[error("the server has failed: {0}")]
    Server(String),
}

impl From<db::Error> for SnapshotError {
    fn from(error: db::Error) -> Self {
        Self::Server(error.to_string())
    }
}

#[derive(Serialize)]
struct Taken<'a> {
    program: &'a str,
    format: u32,
    /// In base64.
    database: String,
    /// The hash of the database, to find damage.
    sha256: String,
    outbox: &'a Outbox,
    requests: &'a SeenRequests,
    deliveries: &'a Deliveries,
    faults: &'a Faults,
    grants: &'a Grants,
    limits: &'a Limits,
}

/// A snapshot that a client sends back; `restore` has already checked its first two members.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    #[serde(rename = "program")]
    _program: String,
    #[serde(rename = "format")]
    _format: u32,
    database: String,
    sha256: String,
    outbox: Outbox,
    requests: SeenRequests,
    deliveries: Deliveries,
    faults: Faults,
    grants: Grants,
    limits: Limits,
}

/// Takes a snapshot; meanwhile nothing is written to the database.
pub(crate) fn take(state: &State) -> Result<Value, SnapshotError> {
    let taken = state.db.image(|database| {
        serde_json::to_value(Taken {
            program: PROGRAM,
            format: FORMAT,
            database: BASE64_STANDARD.encode(database),
            sha256: hash(database),
            outbox: &state.outbox,
            requests: &state.requests,
            deliveries: &state.deliveries,
            faults: &state.faults,
            grants: &state.grants,
            limits: &state.limits,
        })
    });
    taken?.map_err(|error| SnapshotError::Server(error.to_string()))
}

/// Restores a snapshot, which replaces all that the server knows. If this fails, nothing changes.
pub(crate) fn restore(state: &State, snapshot: Value) -> Result<(), SnapshotError> {
    if snapshot.get("program") != Some(&PROGRAM.into()) {
        return Err(SnapshotError::Foreign);
    }
    if snapshot.get("format") != Some(&FORMAT.into()) {
        return Err(SnapshotError::Version);
    }
    let new = made(state, snapshot)?;
    Ok(state.adopt(&new)?)
}

/// A new state from the snapshot; the running server is not changed.
fn made(state: &State, snapshot: Value) -> Result<State, SnapshotError> {
    let sent: Sent = serde_json::from_value(snapshot).map_err(|_| SnapshotError::Damaged)?;
    let database = BASE64_STANDARD.decode(sent.database).map_err(|_| SnapshotError::Damaged)?;
    if hash(&database) != sent.sha256 {
        return Err(SnapshotError::Damaged);
    }
    let new = state.fresh()?;
    let damaged = |_: db::Error| SnapshotError::Damaged;
    let rows = Reader::of_image(&database).map_err(damaged)?.ok_or(SnapshotError::Version)?;
    new.db.write(|db| db.replace(&rows)).map_err(damaged)?;
    let key = new.db.read(|db| db.state(PROJECT_KEY)).map_err(damaged)?;
    new.set_key(&key.ok_or(SnapshotError::Damaged)?);
    new.recall()?;
    new.outbox.swap(&sent.outbox);
    new.requests.swap(&sent.requests);
    new.deliveries.swap(&sent.deliveries);
    new.faults.swap(&sent.faults);
    new.grants.swap(&sent.grants);
    new.limits.swap(&sent.limits);
    Ok(new)
}

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

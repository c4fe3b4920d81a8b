//! Sends one record, several times if needed.

use std::time::Duration;

use matricula::{
    Error, ErrorKind,
    fusionauth::{Client, RegistrationRequest},
};

use super::record::{Body, Record};
use super::rejection::Rejection;
use super::stop::Stop;

/// How many times a record is sent again at most.
const RETRIES: u32 = 4;
const BASE_DELAY: Duration = Duration::from_millis(250);
const LONGEST_DELAY: Duration = Duration::from_secs(8);
/// The longest wait before an attempt. If a server asks for a longer wait, the program waits only
/// this long.
const LONGEST_WISH: Duration = Duration::from_secs(60);

/// The result of sending a record.
pub(super) enum Outcome {
    /// The server has the record.
    Imported,
    /// The server refuses the record, or the line is wrong.
    Rejected(Rejection),
    /// No attempt has succeeded, but the server has not refused the record. The next run sends it
    /// again.
    Unsettled(Error),
    /// The server does not accept the key, so it would also refuse the other records.
    Refused(Error),
}

/// Sends a record, and sends it again after an error that may be temporary. Each
/// attempt has the same ids, so the server cannot create the record twice.
pub(super) async fn send(client: &Client, record: &Record, stop: &Stop) -> Outcome {
    let mut attempt = 0;
    loop {
        let error = match once(client, record).await {
            Ok(()) => return Outcome::Imported,
            Err(error) => error,
        };
        match error.kind() {
            ErrorKind::Unauthorized | ErrorKind::Forbidden => return Outcome::Refused(error),
            ErrorKind::Network
            | ErrorKind::Timeout
            | ErrorKind::Server
            | ErrorKind::RateLimited
            | ErrorKind::UnexpectedResponse => {}
            _ => return Outcome::Rejected(Rejection::from(&error)),
        }
        if attempt == RETRIES || !stop.sleeps(delay(attempt, error.retry_after())).await {
            return Outcome::Unsettled(error);
        }
        attempt += 1;
    }
}

/// The wait that the server asks for, but at most [`LONGEST_WISH`]. If the server asks for
/// none, the wait is random. Its limit doubles with each attempt, up to [`LONGEST_DELAY`].
fn delay(attempt: u32, wish: Option<Duration>) -> Duration {
    let doubled = BASE_DELAY.saturating_mul(1 << attempt.min(8)).min(LONGEST_DELAY);
    wish.map_or_else(|| doubled.mul_f64(fastrand::f64()), |wish| wish.min(LONGEST_WISH))
}

async fn once(client: &Client, record: &Record) -> Result<(), Error> {
    let sent = match &record.body {
        Body::New(request) => client.create_and_register(Some(&record.user_id), request).await,
        Body::Existing(request) => client.register(&record.user_id, request).await,
    };
    match sent {
        Ok(_) => Ok(()),
        Err(conflict) if conflict.kind() == ErrorKind::Conflict => {
            resolve(client, record, conflict).await
        }
        Err(error) => Err(error),
    }
}

/// Handles a conflict. The record counts as imported if an earlier request, whose answer was lost,
/// has created it.
async fn resolve(client: &Client, record: &Record, conflict: Error) -> Result<(), Error> {
    let registration = record.registration();
    let found = client.retrieve_registration(&record.user_id, &registration.application_id).await;
    match found {
        Ok(found) if found.registration.id == registration.id => Ok(()),
        // The user exists because the same input was also imported for another application.
        Err(error)
            if error.kind() == ErrorKind::NotFound
                && record.own_user_id
                && conflict.has_code("[duplicate]userId") =>
        {
            let request = RegistrationRequest::new(registration.clone());
            client.register(&record.user_id, &request).await.map(drop)
        }
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Err(conflict),
    }
}

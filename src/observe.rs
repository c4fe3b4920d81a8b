//! The events of a call, for logs, metrics and traces.

use std::{fmt, sync::Arc, time::Duration};

use crate::{error::Error, maybe_send::notify};

/// Receives the events of a client's calls: [`Config::observe`](crate::Config::observe).
///
/// ```
/// # use matricula::{CallStep, Config, Observer};
/// let observer = Observer::new(|event| {
///     if let CallStep::End { elapsed, error, .. } = &event.step {
///         println!("{} took {elapsed:?}: {error:?}", event.operation);
///     }
/// });
/// let config = Config::new("https://api.example.com").with_observe(observer);
/// ```
#[derive(Clone)]
pub struct Observer(Arc<dyn Fn(&CallEvent) + Send + Sync>);

impl Observer {
    /// Calls `observe` with each event in order. `observe` must be quick, because the call waits for
    /// it. A panic in `observe` does not disturb the call, except in wasm. Wasm cannot catch a panic:
    /// the call ends, and later calls may fail.
    pub fn new(observe: impl Fn(&CallEvent) + Send + Sync + 'static) -> Self {
        Self(Arc::new(observe))
    }

    pub(crate) fn notify(&self, event: &CallEvent) {
        notify(|| (self.0)(event));
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Observer")
    }
}

/// Two observers are equal when one is a clone of the other.
impl PartialEq for Observer {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Observer {}

/// One event of a call. It has no body, no address and no secret. It is safe to log, except for the `actions` of its error:
/// they can have an operator's words about the user.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CallEvent {
    /// The name of the operation, for example `register`.
    pub operation: &'static str,
    /// The number of the try; the first is 1.
    pub attempt: u32,
    /// What happened.
    pub step: CallStep,
}

/// What happened in a call. A call that is dropped has no [`End`](Self::End).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum CallStep {
    /// A request is sent.
    #[non_exhaustive]
    Request {
        /// `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
        method: &'static str,
        /// The template of the path, for example `/api/user/{userId}`. If a parameter was left out, the
        /// sent path ends before its place.
        path: &'static str,
    },
    /// An answer was received.
    #[non_exhaustive]
    Response {
        /// Its HTTP status.
        status: u16,
        /// The time since the request was sent.
        elapsed: Duration,
        /// The server's id of this request, if the answer has one.
        request_id: Option<String>,
    },
    /// The try failed, and the call waits before the next try.
    #[non_exhaustive]
    Retry {
        /// How long the call waits.
        wait: Duration,
        /// Why the try failed.
        error: Error,
    },
    /// The call ended.
    #[non_exhaustive]
    End {
        /// The time since the call began.
        elapsed: Duration,
        /// The error, if the call failed.
        error: Option<Error>,
    },
}

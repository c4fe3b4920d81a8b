//! The events of a call, for logs, metrics and traces: what was sent when, and what came of it.

use std::{fmt, sync::Arc, time::Duration};

use crate::{error::Error, maybe_send::notify};

/// What a client tells of its calls: [`Config::observe`](crate::Config::observe).
///
/// ```
/// # use matricula::{CallStep, Config, Observer};
/// let mut config = Config::new("https://api.example.com");
/// config.observe = Some(Observer::new(|event| {
///     if let CallStep::End { elapsed, error, .. } = &event.step {
///         println!("{} took {elapsed:?}: {error:?}", event.operation);
///     }
/// }));
/// ```
#[derive(Clone)]
pub struct Observer(Arc<dyn Fn(&CallEvent) + Send + Sync>);

impl Observer {
    /// Calls `observe` with each event, one after the other, while the call waits: it must be quick. A panic
    /// in it ends nothing; in wasm, as any panic, it ends the program.
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

/// One event of a call. It has no body, no address and no secret, and can be logged as it is.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CallEvent {
    /// The name of the operation: `register`.
    pub operation: &'static str,
    /// Which try of the call it is; the first is 1.
    pub attempt: u32,
    /// What happened.
    pub step: CallStep,
}

/// What happened in a call. A call that is dropped has no [`End`](Self::End).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum CallStep {
    /// A request goes out.
    #[non_exhaustive]
    Request {
        /// `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
        method: &'static str,
        /// The template of the path: `/api/user/{userId}`. It ends earlier where a parameter was left out.
        path: &'static str,
    },
    /// An answer came.
    #[non_exhaustive]
    Response {
        /// Its HTTP status.
        status: u16,
        /// The time since this request went out.
        elapsed: Duration,
        /// The server's name for this request, where it has one.
        request_id: Option<String>,
    },
    /// The try failed, and the call waits for the next.
    #[non_exhaustive]
    Retry {
        /// How long it waits.
        wait: Duration,
        /// Why the try failed.
        error: Error,
    },
    /// The call ended.
    #[non_exhaustive]
    End {
        /// The time since the call began.
        elapsed: Duration,
        /// Why it failed; nothing where it did not.
        error: Option<Error>,
    },
}

//! Faults that tests schedule: other answers, delays, closed connections, silence, endless bodies.

use std::collections::BTreeMap;
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, header};
use http_body::Frame;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::control::http::is_control;
use crate::platform;

/// A fault for the next matching requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Fault {
    /// The method. If it is missing: any method except OPTIONS, because the fault is for the request
    /// after a preflight, and not for the preflight.
    pub method: Option<String>,
    /// The path, exactly, without its query.
    pub path: String,
    /// How many requests the fault is for.
    pub times: u32,
    /// Status of the answer. Without it, the action `answer` lets the real answer follow after the
    /// delay, and `endless` answers with 200.
    pub status: Option<u16>,
    /// Headers of the answer.
    pub headers: BTreeMap<String, String>,
    /// Body of the answer.
    pub body: String,
    /// How long to wait first, in real milliseconds.
    pub delay_ms: u64,
    /// What happens.
    pub action: FaultAction,
}

impl Default for Fault {
    fn default() -> Self {
        Self {
            method: None,
            path: String::new(),
            times: 1,
            status: None,
            headers: BTreeMap::new(),
            body: String::new(),
            delay_ms: 0,
            action: FaultAction::default(),
        }
    }
}

impl Fault {
    /// One answer with this status for the next request with this method and path.
    pub fn answer(method: &str, path: &str, status: u16) -> Self {
        Self {
            method: Some(method.into()),
            path: path.into(),
            status: Some(status),
            ..Self::default()
        }
    }

    fn bytes(&self) -> usize {
        let headers = self.headers.iter().map(|(name, value)| name.len() + value.len());
        let method = self.method.as_deref().unwrap_or_default();
        self.path.len() + self.body.len() + method.len() + headers.sum::<usize>()
    }
}

/// What a fault does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FaultAction {
    /// Answers with the given status, headers and body. Without a status, the real answer follows.
    #[default]
    Answer,
    /// Closes the connection without an answer.
    Reset,
    /// Never answers; ends when the client closes the connection.
    Stall,
    /// Sends headers, then bytes for ever.
    Endless,
}

/// What to do with a request after its fault.
pub(crate) enum Outcome {
    /// Go on as without a fault.
    Proceed,
    /// Send this answer instead of the real one.
    Answer(Response<Body>),
    /// Close the connection.
    Close,
}

/// The maximum number of pending faults: more than the test of an app needs.
const MOST: usize = 1_000;
/// The texts of all faults together take no more memory than this.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// Why a fault cannot be scheduled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct FaultError(&'static str);

/// The faults still to come.
#[derive(Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<Fault>")]
pub(crate) struct Faults(Mutex<VecDeque<Fault>>);

impl TryFrom<Vec<Fault>> for Faults {
    type Error = FaultError;

    fn try_from(list: Vec<Fault>) -> Result<Self, FaultError> {
        let faults = Self::default();
        list.into_iter().try_for_each(|fault| faults.add(fault))?;
        Ok(faults)
    }
}

impl Faults {
    /// Adds a fault behind the others, unless it is invalid or there are too many faults.
    pub(crate) fn add(&self, fault: Fault) -> Result<(), FaultError> {
        if !fault.path.starts_with('/') {
            return Err(FaultError("path: must start with a slash"));
        }
        if fault.path.contains(['?', '#']) {
            return Err(FaultError("path: must not have a query or a fragment"));
        }
        if is_control(&fault.path) {
            return Err(FaultError("path: the control API has no faults"));
        }
        if fault.times == 0 {
            return Err(FaultError("times: must be 1 or more"));
        }
        if fault.method.as_ref().is_some_and(|method| method.parse::<Method>().is_err()) {
            return Err(FaultError("method: must be a method of HTTP"));
        }
        if fault.status.is_some_and(|status| !(200..600).contains(&status)) {
            return Err(FaultError("status: must be from 200 to 599"));
        }
        if headers(&fault).is_none() {
            return Err(FaultError("headers: must be valid header names and values"));
        }
        let mut faults = self.lock();
        let bytes = faults.iter().chain([&fault]).map(Fault::bytes).sum::<usize>();
        if faults.len() >= MOST || bytes > MOST_BYTES {
            return Err(FaultError("there are too many pending faults; remove them first"));
        }
        faults.push_back(fault);
        Ok(())
    }

    /// The faults still to come, the next one first; `times` says how often each still happens.
    pub(crate) fn read(&self) -> Vec<Fault> {
        self.lock().iter().cloned().collect()
    }

    /// Forgets all faults.
    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    /// Exchanges all faults with those of another list.
    pub(crate) fn swap(&self, other: &Self) {
        std::mem::swap(&mut *self.lock(), &mut *other.lock());
    }

    /// Takes the fault for this request, if there is one, and applies it.
    pub(crate) async fn apply(&self, method: &Method, path: &str, request: &HeaderMap) -> Outcome {
        let Some(fault) = self.take(method, path) else { return Outcome::Proceed };
        if fault.delay_ms > 0 {
            platform::sleep(Duration::from_millis(fault.delay_ms)).await;
        }
        let body = match fault.action {
            FaultAction::Reset => return Outcome::Close,
            FaultAction::Stall => std::future::pending().await,
            FaultAction::Endless => Body::new(Endless { pause: None }),
            FaultAction::Answer if fault.status.is_none() => return Outcome::Proceed,
            FaultAction::Answer => Body::from(fault.body.clone()),
        };
        let mut answer = Response::new(body);
        *answer.status_mut() =
            fault.status.and_then(|status| StatusCode::from_u16(status).ok()).unwrap_or_default();
        // A page's script must see the fault, not a CORS error.
        if request.contains_key(header::ORIGIN) {
            answer
                .headers_mut()
                .insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        }
        answer.headers_mut().extend(headers(&fault).unwrap_or_default());
        Outcome::Answer(answer)
    }

    fn take(&self, method: &Method, path: &str) -> Option<Fault> {
        let mut faults = self.lock();
        let fault = faults.iter_mut().find(|fault| {
            fault.path == path
                && match &fault.method {
                    Some(wanted) => wanted.eq_ignore_ascii_case(method.as_str()),
                    None => method != Method::OPTIONS,
                }
        })?;
        let taken = fault.clone();
        fault.times -= 1;
        faults.retain(|fault| fault.times > 0);
        Some(taken)
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Fault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn headers(fault: &Fault) -> Option<HeaderMap> {
    fault
        .headers
        .iter()
        .map(|(name, value)| {
            Some((name.parse::<HeaderName>().ok()?, value.parse::<HeaderValue>().ok()?))
        })
        .collect()
}

/// A body without an end, at a few megabytes a second.
struct Endless {
    pause: Option<std::pin::Pin<Box<platform::Sleep>>>,
}

impl http_body::Body for Endless {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let pause =
            self.pause.get_or_insert_with(|| Box::pin(platform::sleep(Duration::from_millis(5))));
        std::task::ready!(pause.as_mut().poll(context));
        self.pause = None;
        std::task::Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&[b'x'; 16 * 1024])))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_fault_happens_as_often_as_its_member_times_says() {
        let faults = Faults::default();
        faults.add(Fault { times: 2, method: None, ..Fault::answer("", "/a", 503) }).unwrap();
        let none = HeaderMap::new();
        assert!(matches!(faults.apply(&Method::OPTIONS, "/a", &none).await, Outcome::Proceed));
        assert!(matches!(faults.apply(&Method::GET, "/b", &none).await, Outcome::Proceed));
        for _ in 0..2 {
            assert!(
                matches!(faults.apply(&Method::GET, "/a", &none).await, Outcome::Answer(a) if a.status() == 503)
            );
        }
        assert!(matches!(faults.apply(&Method::GET, "/a", &none).await, Outcome::Proceed));
        assert!(faults.add(Fault::answer("GET", "/a", 99)).is_err());
    }

    #[tokio::test]
    async fn faults_are_bounded_in_number_and_in_bytes() {
        let faults = Faults::default();
        for _ in 0..MOST {
            faults.add(Fault::answer("GET", "/a", 503)).unwrap();
        }
        assert!(faults.add(Fault::answer("GET", "/a", 503)).is_err());
        faults.apply(&Method::GET, "/a", &HeaderMap::new()).await;
        faults.add(Fault::answer("GET", "/a", 503)).expect("one fault is over");
        faults.clear();
        let long = || Fault { body: "x".repeat(MOST_BYTES / 2), ..Fault::answer("GET", "/a", 503) };
        faults.add(long()).unwrap();
        assert!(faults.add(long()).is_err());
    }
}

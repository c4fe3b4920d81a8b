//! One call: a request goes out, an answer or an [`Error`] comes back, within the time limit.

use std::time::Duration;

use serde::{Serialize, de::DeserializeOwned};

use crate::{
    config::Config,
    error::{Error, ErrorKind},
    observe::CallStep,
    secret::Secret,
};

#[cfg(not(js))]
mod bounded;
#[macro_use]
pub(crate) mod declare;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod declared;
pub(crate) mod json;
#[cfg(not(js))]
mod mend;
pub(crate) mod message;
pub(crate) mod operation;
mod progress;
#[cfg(target_arch = "wasm32")]
pub(crate) mod promise;
pub(crate) mod queue;
pub(crate) mod retry;
pub(crate) mod status;
pub(crate) mod task;
pub(crate) mod time;
pub(crate) mod url;

#[cfg(fetch)]
mod fetch;
#[cfg(fetch)]
pub(crate) use fetch::{Sender, base64};
#[cfg(not(fetch))]
mod reqwest;
#[cfg(not(fetch))]
pub(crate) use self::reqwest::{Sender, base64};
#[cfg(not(any(fetch, feature = "reqwest", feature = "reqwest-wasm")))]
compile_error!("matricula needs the feature `reqwest`, except on wasm32-unknown-unknown");

use json::{Body, Json, Payload};
use message::{Request, Response};
use operation::{BodyEncoding, Spec};
use progress::Progress;
use status::{by_status, is_success};

/// Fusio refuses calls without a User-Agent, and some platforms, such as Cloudflare Workers, send none. So the client
/// sends this one, except in browsers. Browsers send their own; if the client replaced it, Firefox would send a
/// preflight request.
const USER_AGENT: &str = concat!("matricula/", env!("CARGO_PKG_VERSION"));

/// Who makes the call.
#[derive(Clone, Copy)]
#[cfg_attr(not(all(feature = "fusio", feature = "fusionauth")), allow(dead_code))]
pub(crate) enum Credentials<'a> {
    None,
    Bearer(&'a Secret),
    Basic(&'a str, &'a Secret),
    /// The API key of the configuration, if it has one.
    Key,
    /// The API key of the configuration. Without a key, the token of the configuration, if it has one.
    KeyOrToken,
}

/// The data of a call, besides its operation and its payload.
pub(crate) struct Call<'a> {
    /// The parameters of the path; the path ends before the first one without a value.
    pub(crate) parameters: &'a [Option<&'a str>],
    pub(crate) credentials: Credentials<'a>,
    /// The time limit of this call, if it is not the client's.
    pub(crate) timeout: Option<Duration>,
}

impl<'a> Call<'a> {
    pub(crate) const ANONYMOUS: Call<'static> =
        Call { parameters: &[], credentials: Credentials::None, timeout: None };

    #[cfg(any(feature = "fusio", feature = "fusionauth"))]
    pub(crate) fn bearer(token: &'a Secret) -> Self {
        Self { credentials: Credentials::Bearer(token), ..Call::ANONYMOUS }
    }
}

/// Turns an error answer of the vendor into an error. Returns `None` if only the status decides.
pub(crate) type Refuse =
    fn(spec: &Spec, status: u16, body: Option<&Json>, sent: Option<&Body>) -> Option<Error>;

/// Makes calls to one server.
#[derive(Clone)]
pub(crate) struct Http {
    base: String,
    config: Config,
    refuse: Refuse,
    sender: Sender,
    /// Whether the platform sends its own User-Agent, which we do not replace.
    browser: bool,
}

// A client must be `Send` and `Sync`: threads share it, and frameworks for wasm also require both traits.
#[cfg(not(js))]
const _: () = {
    const fn assert_shared<T: Send + Sync + 'static>() {}
    assert_shared::<Http>();
};

impl Http {
    pub(crate) fn new(config: Config, refuse: Refuse, sender: Sender) -> Result<Self, Error> {
        if config.timeout.is_zero() {
            return Err(Error::invalid("timeout", "must be more than 0"));
        }
        Self::checked(config, refuse, sender)
    }

    fn checked(config: Config, refuse: Refuse, sender: Sender) -> Result<Self, Error> {
        let base = url::base(&config.base_url)?;
        for (name, value) in &config.headers {
            if name.is_empty() || !name.bytes().all(in_name) {
                return Err(Error::invalid("headers", "a name is not a valid header name"));
            }
            if name.eq_ignore_ascii_case("authorization") {
                return Err(Error::invalid("headers", "`Authorization` cannot be set here"));
            }
            header_safe("headers", value.expose())?;
        }
        if let Some(key) = &config.api_key {
            header_safe("apiKey", key.expose())?;
        }
        Ok(Self { base, config, refuse, sender, browser: Sender::is_browser() })
    }

    pub(crate) fn set_base(&mut self, base: String) {
        self.base = base;
    }

    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// The time limit may be 0, for example when a deadline has passed: then nothing is sent.
    pub(crate) fn set_timeout(&mut self, timeout: Duration) {
        self.config.timeout = timeout;
    }

    pub(crate) fn config(&self) -> &Config {
        &self.config
    }

    /// The same client with another configuration.
    #[cfg(feature = "fusionauth")]
    pub(crate) fn configured(&self, config: Config) -> Result<Self, Error> {
        Self::checked(config, self.refuse, self.sender.clone())
    }

    /// Sends a typed request and reads a typed answer.
    pub(crate) async fn call<Req: Serialize + ?Sized, Res: DeserializeOwned>(
        &self,
        spec: &Spec,
        call: &Call<'_>,
        request: &Req,
    ) -> Result<Res, Error> {
        let progress = Progress::new(self.config.observe.as_ref(), spec);
        let work = async {
            let response = self.send(spec, call, json::payload(spec, request)?, &progress).await?;
            let (status, request_id) = (response.status, response.request_id);
            json::decode(spec, &response.body)
                .map_err(|error| error.with_status(status).with_request_id(request_id))
        };
        progress.whole(work).await
    }

    /// Sends a JSON value (a JavaScript value in the npm build) and returns the parsed answer as it
    /// is.
    pub(crate) async fn call_value(
        &self,
        spec: &Spec,
        call: &Call<'_>,
        request: &Json,
    ) -> Result<Json, Error> {
        let progress = Progress::new(self.config.observe.as_ref(), spec);
        let work = async {
            let payload = json::value_payload(spec, request)?;
            let response = self.send(spec, call, payload, &progress).await?;
            let (status, request_id) = (response.status, response.request_id);
            if spec.answer == [operation::Member::Empty] {
                return Ok(json::NOTHING);
            }
            json::parse(&response.body)
                .ok_or_else(|| json::unexpected(spec, json::NO_JSON))
                .and_then(|answer| json::check(spec, &answer).map(|()| answer))
                .map_err(|error| error.with_status(status).with_request_id(request_id))
        };
        progress.whole(work).await
    }

    /// Sends a request until it succeeds, fails with an error that is not retried, or has no retries or no time left.
    async fn send(
        &self,
        spec: &Spec,
        call: &Call<'_>,
        payload: Payload,
        progress: &Progress<'_>,
    ) -> Result<Response, Error> {
        let (query, content_type, body) = match payload {
            Payload::Nothing => (String::new(), None, None),
            Payload::Json(body) => {
                let content_type = match spec.body {
                    BodyEncoding::MergePatch => "application/merge-patch+json",
                    BodyEncoding::JsonPatch => "application/json-patch+json",
                    _ => "application/json",
                };
                (String::new(), Some(content_type), Some(body))
            }
            Payload::Form(form) if spec.body == BodyEncoding::Query => (form, None, None),
            Payload::Form(form) => {
                (String::new(), Some("application/x-www-form-urlencoded"), Some(form.into()))
            }
        };
        let url = url::build(&self.base, spec.path, call.parameters, &query)?;
        let headers = self.headers(call.credentials, content_type)?;
        let limit = call.timeout.unwrap_or(self.config.timeout);
        if limit.is_zero() {
            return Err(late(spec));
        }
        let mut left = limit;
        let request = Request {
            method: spec.method.as_str(),
            url: &url,
            headers: &headers,
            body: body.as_ref(),
            longest: spec.longest(),
        };
        loop {
            let error = match self.attempt(spec, request, left, progress).await {
                Ok(response) => return Ok(response),
                Err(error) => error,
            };
            let retries = progress.attempt() - 1;
            if retries >= self.config.retry.attempts || !retry::may_retry(spec.retry, &error) {
                return Err(error);
            }
            let wait =
                retry::delay(&self.config.retry, retries, error.retry_after(), time::random());
            // The time limit would end the wait. The error of this try says more than a timeout.
            if progress.elapsed().saturating_add(wait) >= limit {
                return Err(error);
            }
            progress.notify(|| CallStep::Retry { wait, error });
            time::sleep(wait).await;
            left = limit.saturating_sub(progress.elapsed());
            progress.next();
        }
    }

    async fn attempt(
        &self,
        spec: &Spec,
        request: Request<'_>,
        limit: Duration,
        progress: &Progress<'_>,
    ) -> Result<Response, Error> {
        progress.notify(|| CallStep::Request { method: spec.method.as_str(), path: spec.path });
        let watch = time::Stopwatch::start();
        let response = self.sender.send(request, limit).await?.ok_or_else(|| late(spec))?;
        progress.notify(|| CallStep::Response {
            status: response.status,
            elapsed: watch.elapsed(),
            request_id: response.request_id.clone(),
        });
        understand(spec, self.refuse, response, request.body)
    }

    fn headers(
        &self,
        credentials: Credentials<'_>,
        content_type: Option<&str>,
    ) -> Result<Vec<(&str, String)>, Error> {
        let mut headers = vec![("Accept", "application/json".to_owned())];
        if !self.browser {
            headers.push(("User-Agent", USER_AGENT.to_owned()));
        }
        if let Some(content_type) = content_type {
            headers.push(("Content-Type", content_type.to_owned()));
        }
        let credentials = match (credentials, &self.config.api_key, &self.config.token) {
            (Credentials::Key | Credentials::KeyOrToken, Some(key), _) => {
                headers.push(("Authorization", key.expose().to_owned()));
                Credentials::None
            }
            (Credentials::KeyOrToken, None, Some(token)) => Credentials::Bearer(token),
            (credentials, ..) => credentials,
        };
        match credentials {
            Credentials::None | Credentials::Key | Credentials::KeyOrToken => {}
            Credentials::Bearer(token) => {
                header_safe("token", token.expose())?;
                headers.push(("Authorization", ["Bearer ", token.expose()].concat()));
            }
            Credentials::Basic(name, password) => {
                if name.contains(':') {
                    return Err(Error::invalid("clientId", "must not contain a colon"));
                }
                let pair = base64(&[name, ":", password.expose()].concat());
                headers.push(("Authorization", ["Basic ", &pair].concat()));
            }
        }
        for (name, value) in &self.config.headers {
            headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
            headers.push((name, value.expose().to_owned()));
        }
        Ok(headers)
    }
}

/// Returns the answer if it is a success, otherwise the error. Checks the required members if the operation has a
/// `StatusText`; for any other operation, the caller checks them.
pub(crate) fn understand(
    spec: &Spec,
    refuse: Refuse,
    mut response: Response,
    sent: Option<&Body>,
) -> Result<Response, Error> {
    json::mend(&mut response.body);
    if is_success(response.status) {
        let completed = if response.readable {
            json::complete(spec, response.status, &mut response.body)
        } else {
            let unexpected = || json::unexpected(spec, json::NO_JSON);
            Err(response.broken.take().unwrap_or_else(unexpected))
        };
        return match completed {
            Ok(()) => Ok(response),
            Err(error) => {
                Err(error.with_status(response.status).with_request_id(response.request_id))
            }
        };
    }
    // A status below 400 is not a refusal, whatever the body says.
    let refusal = if response.status >= 400 {
        let body = json::parse(&response.body);
        refuse(spec, response.status, body.as_ref(), sent)
    } else {
        None
    };
    let refusal = refusal.unwrap_or_else(|| by_status(spec, response.status));
    let refusal = if response.status == 0 { refusal } else { refusal.with_status(response.status) };
    Err(refusal
        .with_retry_after(response.retry_after.as_deref().and_then(retry::retry_after))
        .with_request_id(response.request_id))
}

fn late(spec: &Spec) -> Error {
    Error::new(ErrorKind::Timeout, [spec.name, ": no answer within the time limit"].concat())
}

/// Whether a header name may contain this byte (RFC 9110, 5.6.2).
fn in_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// Checks a header value, because the platform's own error would quote it.
fn header_safe(field: &'static str, value: &str) -> Result<(), Error> {
    let printable = value.bytes().all(|byte| (0x20..0x7f).contains(&byte));
    if printable && !value.is_empty() {
        return Ok(());
    }
    Err(Error::invalid(field, "is empty or has a character that headers do not allow"))
}

//! Answers: a status, and perhaps a JSON body, cookies, mails, text messages, and events for webhooks.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use serde_json::Value;

use super::event::Event;
use super::mails::Letter;
use super::members::set_member;

/// What an operation answers.
pub(super) struct Reply {
    status: StatusCode,
    body: Option<Value>,
    cookies: Vec<String>,
    letters: Vec<Letter>,
    events: Vec<Event>,
}

impl Reply {
    /// 200 with a body.
    pub(super) fn json(body: Value) -> Self {
        Self::of(StatusCode::OK, Some(body))
    }

    /// 200 without a body.
    pub(super) fn empty() -> Self {
        Self::of(StatusCode::OK, None)
    }

    /// Any status and perhaps a body.
    pub(super) fn of(status: StatusCode, body: Option<Value>) -> Self {
        Self { status, body, cookies: Vec::new(), letters: Vec::new(), events: Vec::new() }
    }

    /// The same answer with another status. FusionAuth uses some statuses that no standard defines.
    pub(super) fn with_status(mut self, status: u16) -> Self {
        self.status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
        self
    }

    /// The same answer with one more member in the body. A refusal, or an answer without a body, stays as
    /// it is.
    pub(super) fn with_member(mut self, name: &str, value: impl Into<Value>) -> Self {
        if let (true, Some(body)) = (self.status.is_success(), &mut self.body) {
            set_member(body, name, value);
        }
        self
    }

    /// The same answer with a cookie that scripts cannot read. Without a value, the cookie is deleted;
    /// without `seconds`, it lasts until the browser is closed.
    pub(super) fn with_cookie(
        mut self,
        name: &str,
        value: Option<&str>,
        seconds: Option<i64>,
    ) -> Self {
        let seconds = if value.is_none() { Some(0) } else { seconds };
        let life = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
        let value = value.unwrap_or_default();
        self.cookies.push(format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{life}"));
        self
    }

    /// The same answer with a mail or a text message, if there is one. It is sent before the answer.
    pub(super) fn with_letter(mut self, letter: Option<Letter>) -> Self {
        self.letters.extend(letter);
        self
    }

    /// The same answer with more mails and text messages.
    pub(super) fn with_letters(mut self, letters: Vec<Letter>) -> Self {
        self.letters.extend(letters);
        self
    }

    /// The same answer with events for webhooks, in this order.
    pub(super) fn with_events(mut self, events: impl IntoIterator<Item = Event>) -> Self {
        self.events.extend(events);
        self
    }

    /// The events for webhooks.
    pub(super) fn events(&self) -> &[Event] {
        &self.events
    }

    /// The mails and text messages to be sent.
    pub(super) fn letters(&self) -> &[Letter] {
        &self.letters
    }

    /// The HTTP response. A response without a body has no content type. Otherwise, clients would try to
    /// parse a body.
    pub(super) fn into_response(self) -> Response<Body> {
        let mut response = Response::new(match &self.body {
            Some(body) => Body::from(body.to_string()),
            None => Body::empty(),
        });
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.body.is_some() {
            let json = HeaderValue::from_static("application/json; charset=UTF-8");
            headers.insert(header::CONTENT_TYPE, json);
        }
        for cookie in self.cookies {
            if let Ok(cookie) = HeaderValue::try_from(cookie) {
                headers.append(header::SET_COOKIE, cookie);
            }
        }
        response
    }
}

//! Answers in Fusio's form: the text of the JSON, the error envelope, and the headers.

use std::borrow::Cow;
use std::io;
use std::panic::Location;

use axum::body::Body;
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderValue, Response, StatusCode};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter};

use crate::failure;

/// What an internal error (500) says instead of its cause.
const HIDDEN: &str =
    "The server encountered an internal error and was unable to complete your request.";

/// What an operation answers.
pub(crate) struct Reply {
    status: StatusCode,
    content: Content,
}

enum Content {
    Json(String),
    Html(String),
    Redirect(String),
    Empty,
}

/// `{"success": true, "message": "..."}`, with an `id` for creations. The answer to a revocation has no `message`.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FusioMessage")]
pub(super) struct Message<'a> {
    success: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
}

impl Reply {
    /// 200 with a JSON body.
    pub(crate) fn json(body: &impl Serialize) -> Result<Self, ApiError> {
        Ok(Self { status: StatusCode::OK, content: Content::Json(json(body)?) })
    }

    /// 200 with the generic success body.
    pub(crate) fn success(message: &str) -> Result<Self, ApiError> {
        Self::json(&Message { success: true, message: Some(message), id: None })
    }

    /// 200 with `{"success": true}`.
    pub(crate) fn done() -> Result<Self, ApiError> {
        Self::json(&Message { success: true, message: None, id: None })
    }

    /// 201 with the generic success body and the new id.
    pub(crate) fn created(message: &str, id: i64) -> Result<Self, ApiError> {
        let body =
            json(&Message { success: true, message: Some(message), id: Some(id.to_string()) })?;
        Ok(Self { status: StatusCode::CREATED, content: Content::Json(body) })
    }

    /// 200 with a page.
    pub(crate) fn html(page: String) -> Self {
        Self { status: StatusCode::OK, content: Content::Html(page) }
    }

    /// 302 to another place.
    pub(crate) fn redirect(location: String) -> Self {
        Self { status: StatusCode::FOUND, content: Content::Redirect(location) }
    }

    /// 200 with nothing, for OPTIONS.
    pub(crate) fn empty() -> Self {
        Self { status: StatusCode::OK, content: Content::Empty }
    }

    /// The same reply with another status, for the token endpoint.
    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The HTTP response, without the headers that come from the filters.
    pub(crate) fn into_response(self) -> Response<Body> {
        let html = HeaderValue::from_static("text/html; charset=UTF-8");
        let (kind, location, body) = match self.content {
            Content::Json(text) => (HeaderValue::from_static("application/json"), None, text),
            Content::Html(text) => (html, None, text),
            Content::Redirect(location) => (html, Some(location), String::new()),
            Content::Empty => (html, None, String::new()),
        };
        let is_json = kind == "application/json";
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, kind);
        if is_json {
            headers.insert(header::VARY, HeaderValue::from_static("Accept"));
        }
        if let Some(location) = location.and_then(|location| HeaderValue::try_from(location).ok()) {
            headers.insert(header::LOCATION, location);
        }
        response
    }
}

/// A refusal: a status, a message, and the place in the code that refuses (for debug mode).
#[derive(Debug)]
pub(crate) struct ApiError {
    pub(crate) status: StatusCode,
    message: Cow<'static, str>,
    header: Option<Box<(HeaderName, HeaderValue)>>,
    place: &'static Location<'static>,
}

impl ApiError {
    /// A refusal whose message the client may read.
    #[track_caller]
    pub(crate) fn new(status: StatusCode, message: impl Into<Cow<'static, str>>) -> Self {
        Self { status, message: message.into(), header: None, place: Location::caller() }
    }

    /// 400.
    #[track_caller]
    pub(crate) fn bad_request(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// 401 with the header `WWW-Authenticate`.
    #[track_caller]
    pub(crate) fn unauthorized(url: &str, message: &'static str) -> Self {
        let value = format!(
            "Bearer realm=\"Fusio\", resource_metadata=\"{url}/.well-known/oauth-protected-resource\""
        );
        Self::new(StatusCode::UNAUTHORIZED, message).with_header(header::WWW_AUTHENTICATE, &value)
    }

    /// 404.
    #[track_caller]
    pub(crate) fn not_found(message: &'static str) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    /// 500. The cause is only in the log, not in the answer.
    #[track_caller]
    pub(crate) fn internal(cause: &(dyn std::error::Error + 'static)) -> Self {
        failure::log(cause);
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, HIDDEN)
    }

    /// The same refusal with a header.
    pub(crate) fn with_header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::try_from(value) {
            self.header = Some(Box::new((name, value)));
        }
        self
    }

    /// The message as text.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// The HTTP response with the error envelope.
    pub(crate) fn into_response(self, debug: bool) -> Response<Body> {
        let envelope =
            if debug { self.debug_envelope() } else { Envelope::plain(self.message.into_owned()) };
        // The envelope has simple members only: writing it cannot fail.
        let text = json(&envelope).unwrap_or_default();
        let reply = Reply { status: self.status, content: Content::Json(text) };
        let mut response = reply.into_response();
        response.headers_mut().extend(self.header.map(|header| *header));
        response
    }

    fn debug_envelope(&self) -> Envelope {
        let (file, line) = (self.place.file(), self.place.line());
        Envelope {
            success: false,
            title: format!("PSX\\Http\\Exception\\{}", exception(self.status)),
            message: format!("{} in {file} on line {line}", self.message),
            trace: Some(format!("#0 {file}({line})\n#1 {{main}}")),
            context: Some(format!("<b>{line}  {}\n</b>", html_escape::encode_safe(&self.message))),
        }
    }
}

/// Makes each of these errors a 500, with the cause in the log only.
macro_rules! internal {
    ($($cause:ty),+) => {
        $(impl From<$cause> for ApiError {
            #[track_caller]
            fn from(cause: $cause) -> Self {
                Self::internal(&cause)
            }
        })+
    };
}
internal!(
    crate::db::Error,
    serde_json::Error,
    crate::hash::HashError,
    crate::token::MakeError,
    crate::mail::MailError,
    crate::http_client::HttpError
);

/// The body of a refusal; trace and context only in debug mode.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FusioError")]
pub(super) struct Envelope {
    success: bool,
    title: String,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<String>,
}

impl Envelope {
    fn plain(message: String) -> Self {
        // Outside of debug mode, the vendor's title is this text for every status.
        Self {
            success: false,
            title: "Internal Server Error".into(),
            message,
            trace: None,
            context: None,
        }
    }
}

fn exception(status: StatusCode) -> &'static str {
    match status.as_u16() {
        400 => "BadRequestException",
        401 => "UnauthorizedException",
        403 => "ForbiddenException",
        404 => "NotFoundException",
        410 => "GoneException",
        429 => "TooManyRequestsException",
        503 => "ServiceUnavailableException",
        500.. => "InternalServerErrorException",
        _ => "ClientErrorException",
    }
}

fn json(body: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut text = Vec::with_capacity(256);
    body.serialize(&mut serde_json::Serializer::with_formatter(&mut text, Php::default()))?;
    // The text is ASCII: the formatter escapes everything else.
    Ok(String::from_utf8(text).unwrap_or_default())
}

/// JSON as PHP writes it: four spaces, `\/`, and `\uXXXX` beyond ASCII.
struct Php(PrettyFormatter<'static>);

impl Default for Php {
    fn default() -> Self {
        Self(PrettyFormatter::with_indent(b"    "))
    }
}

impl Formatter for Php {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        for character in fragment.chars() {
            match character {
                '/' => writer.write_all(b"\\/")?,
                ' '..='~' => writer.write_all(&[character as u8])?,
                _ => {
                    for unit in character.encode_utf16(&mut [0; 2]) {
                        write!(writer, "\\u{unit:04x}")?;
                    }
                }
            }
        }
        Ok(())
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_json_as_php_does() {
        let body = serde_json::json!({"list": [1], "none": [], "url": "http://a/é\u{1F600}\n\""});
        assert_eq!(
            json(&body).unwrap(),
            "{\n    \"list\": [\n        1\n    ],\n    \"none\": [],\n    \"url\": \"http:\\/\\/a\\/\\u00e9\\ud83d\\ude00\\n\\\"\"\n}"
        );
    }

    #[test]
    fn an_answer_hides_the_cause_and_debug_mode_shows_the_place() {
        let error = ApiError::internal(&crate::token::MakeError);
        assert_eq!(error.message(), HIDDEN);
        let envelope = ApiError::bad_request("No").debug_envelope();
        assert_eq!(envelope.title, "PSX\\Http\\Exception\\BadRequestException");
        assert!(
            envelope.message.starts_with("No in ")
                && envelope.message.contains("reply.rs on line ")
        );
    }
}

//! The requests that the server has seen, for tests that check what a client has really sent.

use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use jsonwebtoken::dangerous::insecure_decode;
use percent_encoding::percent_decode_str;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use url::form_urlencoded;

use crate::ring::{Item, Ring};

/// A request as the server saw it, without its body and its token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeenRequest {
    /// Counts the requests since the start or the last reset, from 0.
    pub number: u64,
    /// Its method.
    pub method: String,
    /// Its path. `***` replaces the ids of verifications and password changes, and other segments
    /// that look like secrets.
    pub path: String,
    /// Its query. `***` replaces the values of parameters with the name of a secret, such as
    /// `token`, and all texts that look like a secret.
    pub query: Option<String>,
    /// The answer's status. There is no status while the server has not answered yet, or if a fault
    /// prevented the answer.
    pub status: Option<u16>,
    /// The user (`sub`) in the token of its `Authorization` header, even if this token is forged.
    pub subject: Option<String>,
    /// Its `Accept-Language` header.
    pub accept_language: Option<String>,
    /// Its `User-Agent` header.
    pub user_agent: Option<String>,
    /// Its `Origin` header.
    pub origin: Option<String>,
    /// When it arrived, in milliseconds since 1970 on the server's clock.
    pub at_ms: i64,
}

/// The newest requests, oldest first. The list leaves out requests to the control API itself (see
/// `is_control`), and requests for another host, which get 421.
#[derive(Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct SeenRequests(Mutex<Ring<SeenRequest>>);

/// A request that waits for its answer: its number and its time.
#[derive(Clone, Copy)]
pub(crate) struct Arrival(u64, i64);

impl SeenRequests {
    /// Notes that a request has arrived; `answered` adds the status of the answer.
    pub(crate) fn arrived(
        &self,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
        at_ms: i64,
    ) -> Arrival {
        let text = |name| {
            headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        let mut request = SeenRequest {
            number: 0,
            method: method.to_string(),
            path: shown(uri.path()),
            query: uri.query().map(redacted),
            status: None,
            subject: subject(headers),
            accept_language: text(header::ACCEPT_LANGUAGE),
            user_agent: text(header::USER_AGENT),
            origin: text(header::ORIGIN),
            at_ms,
        };
        let mut ring = self.lock();
        request.number = ring.next();
        let arrival = Arrival(request.number, at_ms);
        ring.push(request);
        arrival
    }

    /// Notes the answer's status, if the request is still in the list. After a reset or a restored
    /// snapshot, another request may have the same number, so the time is compared, too.
    pub(crate) fn answered(&self, Arrival(number, at_ms): Arrival, status: StatusCode) {
        let mut ring = self.lock();
        if let Some(request) = ring.get_mut(number).filter(|request| request.at_ms == at_ms) {
            request.status = Some(status.as_u16());
        }
    }

    /// Exchanges all requests with those of `other`.
    pub(crate) fn swap(&self, other: &Self) {
        std::mem::swap(&mut *self.lock(), &mut *other.lock());
    }

    /// The requests with this number or a higher number, oldest first. If there is a `path`, only
    /// the requests for this path.
    pub(crate) fn read(&self, path: Option<&str>, since: u64) -> Vec<SeenRequest> {
        let path = path.map(shown);
        let asked = |request: &&SeenRequest| {
            request.number >= since && path.as_ref().is_none_or(|path| request.path == *path)
        };
        self.lock().iter().filter(asked).cloned().collect()
    }

    /// Forgets all requests; their numbers are not used again.
    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, Ring<SeenRequest>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Item for SeenRequest {
    fn bytes(&self) -> usize {
        let texts =
            [&self.query, &self.subject, &self.accept_language, &self.user_agent, &self.origin];
        let texts = texts.into_iter().flatten().map(String::len);
        self.method.len() + self.path.len() + texts.sum::<usize>()
    }
}

/// The user of a bearer token that is a JWT.
fn subject(headers: &HeaderMap) -> Option<String> {
    #[derive(Deserialize)]
    struct Claims {
        sub: String,
    }
    let line = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let token = line.strip_prefix("Bearer ").or_else(|| line.strip_prefix("JWT "))?;
    insecure_decode::<Claims>(token).ok().map(|token| token.claims.sub)
}

/// All segments that follow one of these in a path are secret.
const BEFORE_SECRETS: [&str; 3] = ["verify-registration", "verify-email", "change-password"];
/// If the name of a parameter contains one of these, its value is a secret.
const IN_SECRETS: [&str; 12] = [
    "assertion",
    "authorization",
    "captcha",
    "code",
    "credential",
    "jwt",
    "key",
    "password",
    "secret",
    "token",
    "twofactor",
    "verificationid",
];
/// Tokens, keys and the ids in mails have at least this length. An app may have other secrets, which the
/// server does not know. If such a secret has at least this length, the server hides it, too.
const SHORTEST_SECRET: usize = 32;

/// The path without its secrets, for the list of requests and the log.
pub(crate) fn shown(path: &str) -> String {
    let mut secret = false;
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        let hidden = !segment.is_empty() && (secret || looks_secret(segment));
        segments.push(if hidden { "***" } else { segment });
        secret |= BEFORE_SECRETS.iter().any(|name| percent_decode_str(segment).eq(name.bytes()));
    }
    segments.join("/")
}

/// The query without its secrets.
pub(crate) fn redacted(query: &str) -> String {
    let mut written = form_urlencoded::Serializer::new(String::new());
    for (key, value) in form_urlencoded::parse(query.as_bytes()) {
        let hidden = is_secret(&key) || looks_secret(&value);
        // A secret alone, as in `?SECRET`, is parsed as a name without a value.
        let key = if looks_secret(&key) { "***".into() } else { key };
        written.append_pair(&key, if hidden { "***" } else { &value });
    }
    written.finish()
}

fn is_secret(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    key == "state" || IN_SECRETS.iter().any(|part| key.contains(part))
}

/// Whether a text looks like a secret: it is long, has only characters that tokens have, and is not
/// a UUID.
fn looks_secret(text: &str) -> bool {
    let random = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~+=%".contains(&byte);
    let is_uuid = text.len() == 36 && uuid::Uuid::try_parse(text).is_ok();
    text.len() >= SHORTEST_SECRET && text.bytes().all(random) && !is_uuid
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrive(seen: &SeenRequests, uri: &str) -> Arrival {
        seen.arrived(&Method::GET, &uri.parse().unwrap(), &HeaderMap::new(), 1)
    }

    #[test]
    fn the_list_has_the_status_of_a_request_and_no_secrets_of_its_query() {
        let seen = SeenRequests::default();
        arrive(&seen, "/a");
        let number = arrive(&seen, "/b?access_token=x&code=y&appId=1");
        seen.answered(number, StatusCode::FOUND);
        let requests = seen.read(None, 0);
        assert_eq!((requests[0].status, requests[1].status), (None, Some(302)));
        assert_eq!(requests[1].query.as_deref(), Some("access_token=***&code=***&appId=1"));
    }

    #[test]
    fn secrets_in_a_path_or_a_query_are_not_shown() {
        for (path, expected) in [
            ("/api/user/verify-registration/abc", "/api/user/verify-registration/***"),
            ("/api/user/verify-email/abc", "/api/user/verify-email/***"),
            ("/api//user/change%2Dpassword//abc/d", "/api//user/change%2Dpassword//***/***"),
            ("/api/user/verify-registration", "/api/user/verify-registration"),
            ("/api/user/abc", "/api/user/abc"),
            (
                "/registration/verify/LmnO9-long_id_of_a_mail_of_43_characters_ab",
                "/registration/verify/***",
            ),
            ("/apps/reset/eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2lnbmVk", "/apps/reset/***"),
            (
                "/api/user/9a2f3b1c-5d6e-4f70-8a9b-0c1d2e3f4a5b",
                "/api/user/9a2f3b1c-5d6e-4f70-8a9b-0c1d2e3f4a5b",
            ),
        ] {
            assert_eq!(shown(path), expected);
        }
        let query = "verificationId=a&changePasswordId=b&oneTimeCode=c&refreshToken=d&userId=e";
        let expected =
            "verificationId=***&changePasswordId=***&oneTimeCode=***&refreshToken=***&userId=e";
        assert_eq!(redacted(query), expected);
        let query = "jwt=a&client_assertion=b&assertion=c&twoFactorId=d&x=e&client_id=f\
                     &id=LmnO9-long_id_of_a_mail_of_43_characters_ab\
                     &redirect_uri=http://localhost:3000/a/path/that/is/longer";
        let expected = "jwt=***&client_assertion=***&assertion=***&twoFactorId=***&x=e&client_id=f\
                        &id=***&redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fa%2Fpath%2Fthat%2Fis%2Flonger";
        assert_eq!(redacted(query), expected);
        let bare = "LmnO9-long_id_of_a_mail_of_43_characters_ab&a=b";
        assert_eq!(redacted(bare), "***=&a=b");
    }

    #[test]
    fn a_late_answer_does_not_set_the_status_of_another_request() {
        let seen = SeenRequests::default();
        let number = arrive(&seen, "/a");
        seen.clear();
        arrive(&seen, "/b");
        seen.answered(number, StatusCode::OK);
        assert_eq!(seen.read(None, 0)[0].status, None);
        let other = SeenRequests::default();
        other.arrived(&Method::GET, &"/c".parse().unwrap(), &HeaderMap::new(), 2);
        seen.swap(&other);
        seen.answered(number, StatusCode::OK);
        assert_eq!(seen.read(None, 0)[0].status, None);
    }
}

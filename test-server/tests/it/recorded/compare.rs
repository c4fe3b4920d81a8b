//! Compares a recorded answer with a live answer. Values that differ in each run only need the same
//! form. All other values must be equal.

use serde_json::Value;

use crate::support::{Answer, is_date_time, is_hex, is_refresh_token, is_uuid, jwt_part, query};

/// The headers that must be as recorded, or missing if the recording lacks them.
const HEADERS: &[&str] = &[
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-allow-origin",
    "access-control-expose-headers",
    "allow",
    "content-type",
    "location",
    "ratelimit-limit",
    "ratelimit-remaining",
    "retry-after",
    "vary",
    "www-authenticate",
    "x-operation-id",
    "x-powered-by",
    "x-request-id",
    "x-stability",
];

/// Pairs of a recorded value and the live value that replaces it, oldest first.
#[derive(Default)]
pub(super) struct Live(Vec<(String, String)>);

pub(super) struct Compare<'a> {
    live: &'a mut Live,
    differences: Vec<String>,
}

impl Live {
    pub(super) fn learn(&mut self, recorded: &str, live: &str) {
        self.0.retain(|(known, _)| known != recorded);
        self.0.push((recorded.to_owned(), live.to_owned()));
    }

    pub(super) fn put_into(&self, text: &str) -> String {
        let replace = |text: String, (old, new): &(String, String)| text.replace(old, new);
        self.0.iter().fold(text.to_owned(), replace)
    }
}

impl<'a> Compare<'a> {
    pub(super) fn new(live: &'a mut Live) -> Self {
        Self { live, differences: Vec::new() }
    }

    /// A text for every difference.
    pub(super) fn answer(mut self, recorded: &Value, answer: &Answer) -> Vec<String> {
        let status = recorded["status"].as_u64().unwrap();
        self.check(status == u64::from(answer.status), || {
            format!("status {} instead of {status}: {}", answer.status, answer.body)
        });
        for name in HEADERS {
            self.header(name, header(recorded, name), answer);
        }
        let body = recorded["body"].as_str().unwrap();
        if body.is_empty() {
            self.check(answer.body.is_empty(), || {
                format!("body {} instead of an empty one", answer.body)
            });
        } else {
            let recorded: Value = serde_json::from_str(body).unwrap();
            match serde_json::from_str(&answer.body) {
                Ok(live) => self.value("", &recorded, &live),
                Err(error) => {
                    self.differences.push(format!("body is not JSON ({error}): {}", answer.body));
                }
            }
        }
        self.differences
    }

    fn check(&mut self, holds: bool, otherwise: impl FnOnce() -> String) {
        if !holds {
            self.differences.push(otherwise());
        }
    }

    fn header(&mut self, name: &str, recorded: Option<&str>, answer: &Answer) {
        let live = answer.headers.get(name).map(|value| value.to_str().unwrap());
        let same = match (recorded, live) {
            (Some(recorded), Some(live)) => match name {
                "x-request-id" => is_uuid(live),
                "ratelimit-remaining" => live.parse::<i64>().is_ok(),
                "content-type" => live.eq_ignore_ascii_case(recorded),
                "location" => return self.location(recorded, live),
                _ => live == self.live.put_into(recorded),
            },
            (recorded, live) => recorded == live,
        };
        self.check(same, || format!("header {name} {live:?} instead of {recorded:?}"));
    }

    /// Compares two addresses. Values in their queries that differ in each run only need the same
    /// form.
    fn location(&mut self, recorded: &str, live: &str) {
        let recorded = self.live.put_into(recorded);
        let bare = |address: &str| address.split('?').next().unwrap().to_owned();
        let names = |address: &str| query(address).into_iter().map(|(name, _)| name);
        let same = bare(&recorded) == bare(live) && names(&recorded).eq(names(live));
        self.check(same, || format!("location {live} instead of {recorded}"));
        for ((name, old), (_, new)) in query(&recorded).iter().zip(query(live)) {
            self.text(&format!("location {name}"), old, &new);
        }
    }

    fn value(&mut self, at: &str, recorded: &Value, live: &Value) {
        match (recorded, live) {
            (Value::Object(old), Value::Object(new)) => {
                let names = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
                for name in names {
                    let at = format!("{at}/{name}");
                    match (old.get(name), new.get(name)) {
                        (Some(old), Some(new)) => self.value(&at, old, new),
                        (old, new) => {
                            self.differences.push(format!("{at} {new:?} instead of {old:?}"));
                        }
                    }
                }
            }
            (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
                for (index, (old, new)) in old.iter().zip(new).enumerate() {
                    self.value(&format!("{at}/{index}"), old, new);
                }
            }
            (Value::String(old), Value::String(new)) => self.text(at, old, new),
            // Some users were made outside of the recorded exchanges, so later ids differ.
            (Value::Number(_), Value::Number(new)) if at == "/id" => {
                self.check(new.as_u64() > Some(0), || {
                    format!("{at} {new} instead of a number above 0")
                });
            }
            _ => self.check(recorded == live, || format!("{at} {live} instead of {recorded}")),
        }
    }

    fn text(&mut self, at: &str, recorded: &str, live: &str) {
        let expected = self.live.put_into(recorded);
        let (same, volatile) = match at {
            "/trace" | "/context" => (!live.is_empty(), false),
            "/message" if recorded.contains(" on line ") => (debug_message(recorded, live), false),
            _ if is_refresh_token(recorded) => (is_refresh_token(live), true),
            _ if is_date_time(recorded) => (is_date_time(live), true),
            "location state" => (is_hex(live, 32), true),
            _ if recorded.starts_with("eyJ") => return self.token(at, recorded, live),
            _ => (expected == live, false),
        };
        if same && volatile {
            self.live.learn(recorded, live);
        }
        self.check(same, || format!("{at} {live:?} instead of {expected:?}"));
    }

    /// Compares two tokens. They must have the same header, the same lifetime, and the same claims
    /// except for times and ids.
    fn token(&mut self, at: &str, recorded: &str, live: &str) {
        let shape = live.split('.').count() == 3;
        self.check(shape, || format!("{at} {live:?} is not a JWT"));
        if !shape {
            return;
        }
        let same = jwt_part(recorded, 0) == jwt_part(live, 0);
        self.check(same, || {
            let (old, new) = (jwt_part(recorded, 0), jwt_part(live, 0));
            format!("{at} has the token header {new} instead of {old}")
        });
        let (old, mut new) = (jwt_part(recorded, 1), jwt_part(live, 1));
        // Our tokens have a `jti`: without it, two tokens of the same second would be equal.
        new.as_object_mut().unwrap().remove("jti");
        let life = |claims: &Value| claims["exp"].as_i64().zip(claims["iat"].as_i64());
        let same = life(&old).map(|(exp, iat)| exp - iat) == life(&new).map(|(exp, iat)| exp - iat);
        self.check(same, || {
            let (old, new) = (life(&old), life(&new));
            format!("{at} has the times (exp, iat) {new:?}: another lifetime than {old:?}")
        });
        for (name, new) in new.as_object().unwrap() {
            let old = &old[name.as_str()];
            let same = match name.as_str() {
                "iat" | "exp" => old.is_u64(),
                "sub" => is_uuid(new.as_str().unwrap_or_default()),
                _ => old.as_str().is_some_and(|old| *new == self.live.put_into(old)),
            };
            self.check(same, || format!("{at} has the claim {name} {new} instead of {old}"));
        }
        let members = |claims: &Value| claims.as_object().unwrap().len();
        let complete = members(&old) == members(&new);
        self.check(complete, || format!("{at} has more or fewer claims: {new} instead of {old}"));
        self.live.learn(recorded, live);
    }
}

fn header<'a>(recorded: &'a Value, name: &str) -> Option<&'a str> {
    let headers = recorded["headers"].as_array().unwrap();
    let named = |pair: &&Value| pair[0].as_str().unwrap().eq_ignore_ascii_case(name);
    headers.iter().find(named).map(|pair| pair[1].as_str().unwrap())
}

/// Whether both texts are `<message> in <some file> on line <some number>`, with the same message.
fn debug_message(recorded: &str, live: &str) -> bool {
    let split = |text: &str| {
        let (message, place) = text.rsplit_once(" in ")?;
        let (_, line) = place.rsplit_once(" on line ")?;
        line.parse::<u32>().ok().map(|_| message.to_owned())
    };
    split(recorded) == split(live) && split(live).is_some()
}

//! Malformed requests to many endpoints. Every 400 is JSON. No answer is a 5xx, except 501 for a
//! path without an operation.

mod endpoints;

use fastrand::Rng;
use reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::scene::{KEY, Scene, TENANT};
use crate::malformed::generate::{CONTENT_TYPES, HEADERS, bodies};
use crate::support::{Answer, USER_AGENT};
use endpoints::{Endpoint, endpoints};

const SEED: u64 = 0x6675_7369_6f6e_6175;
/// For each endpoint, the maximum number of bodies in which only one member is wrong.
const WRONG_MEMBERS: usize = 40;

/// Sends requests, checks every answer, and counts the requests.
struct Fuzz {
    scene: Scene,
    endpoints: Vec<Endpoint>,
    sent: usize,
}

impl Fuzz {
    async fn start() -> Self {
        let scene = Scene::start().await;
        scene.register(json!({})).await;
        let endpoints = endpoints(&scene);
        Self { scene, endpoints, sent: 0 }
    }

    fn request(&self, endpoint: &Endpoint) -> RequestBuilder {
        self.scene.bench.request(endpoint.method, &endpoint.path).header("authorization", KEY)
    }

    /// Sends a request and checks that its answer is empty or JSON, and not a 5xx. Only a path
    /// without an operation may get a 501.
    async fn judge(&mut self, case: &str, request: RequestBuilder) -> u16 {
        self.sent += 1;
        let response = request.send().await.unwrap_or_else(|error| panic!("{case}: {error:?}"));
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.text().await.unwrap_or_else(|error| panic!("{case}: {error:?}"));
        let answer = Answer { status, headers, body };
        let is_unserved = answer.status == 501 && answer.body.contains("[NotSupported]");
        assert!((200..500).contains(&answer.status) || is_unserved, "{case}: {answer:?}");
        let is_json = answer.header("content-type").starts_with("application/json");
        assert_eq!(is_json, !answer.body.is_empty(), "{case}: {answer:?}");
        if answer.status == 400 || is_json {
            let body: Value = serde_json::from_str(&answer.body)
                .unwrap_or_else(|error| panic!("{case}: {error}: {answer:?}"));
            assert!(body.is_object(), "{case}: {answer:?}");
            if answer.status == 400 {
                errors(case, &body);
            }
        }
        answer.status
    }

    /// Checks that the server still works.
    async fn serves(&self) {
        let keys = self.scene.bare("GET", "/.well-known/jwks.json").await.ok();
        assert!(keys["keys"].is_array(), "{keys}");
        let body = json!({"registration": {"applicationId": self.scene.a}});
        let answer = self.scene.post("/api/user/registration", body).await;
        answer.invalid(&[("userId", &["[missing]userId"])]);
    }
}

/// Checks the Errors object: nothing is empty, and every error has a code and a message. No text
/// shows internal details of the server.
fn errors(case: &str, body: &Value) {
    let members = body.as_object().unwrap();
    assert!(!members.is_empty(), "{case}: {body}");
    for (name, part) in members {
        let lists: Vec<&Value> = match name.as_str() {
            "fieldErrors" => part.as_object().unwrap().values().collect(),
            "generalErrors" => vec![part],
            _ => panic!("{case}: {body}"),
        };
        assert!(!lists.is_empty(), "{case}: {body}");
        for list in lists {
            assert!(!super::scene::codes(list).is_empty(), "{case}: {body}");
        }
    }
    for internal in ["panicked", "sqlite", "src/", ".rs:", "SQLITE", "no such table"] {
        assert!(!body.to_string().contains(internal), "{case}: {body}");
    }
}

#[tokio::test]
async fn malformed_bodies_get_no_5xx_answer() {
    let mut fuzz = Fuzz::start().await;
    let mut rng = Rng::with_seed(SEED);
    for endpoint in fuzz.endpoints.clone() {
        whole_bodies(&mut fuzz, &endpoint).await;
        wrong_members(&mut fuzz, &endpoint, &mut rng).await;
        cut_and_flipped(&mut fuzz, &endpoint, &mut rng).await;
        fuzz.serves().await;
    }
    println!("malformed bodies: {}", fuzz.sent);
    assert!(fuzz.sent >= 2_000, "only {}", fuzz.sent);
}

/// Bodies that are not JSON, or other JSON than expected.
async fn whole_bodies(fuzz: &mut Fuzz, endpoint: &Endpoint) {
    let members = [("registration", "object"), ("user", "object"), ("loginId", "string")];
    for (case, body) in bodies(&members, fuzz.sent as u64) {
        let name = format!("{} {} {case}", endpoint.method, endpoint.path);
        let kind = if fuzz.sent.is_multiple_of(5) && endpoint.method == "PATCH" {
            "application/json-patch+json"
        } else {
            "application/json"
        };
        let request = fuzz.request(endpoint).header(CONTENT_TYPE, kind).body(body);
        fuzz.judge(&name, request).await;
    }
}

/// Bodies in which only one member is wrong.
async fn wrong_members(fuzz: &mut Fuzz, endpoint: &Endpoint, rng: &mut Rng) {
    let mut wrong = Vec::new();
    for place in places(&endpoint.body) {
        for value in wrong_values() {
            wrong.push((place.clone(), value));
        }
    }
    rng.shuffle(&mut wrong);
    for (place, value) in wrong.into_iter().take(WRONG_MEMBERS) {
        let mut body = endpoint.body.clone();
        *body.pointer_mut(&place).unwrap() = value;
        let body = body.to_string();
        let name = format!("{} {} {place}: {body:.200}", endpoint.method, endpoint.path);
        let request = fuzz.request(endpoint).header(CONTENT_TYPE, "application/json").body(body);
        fuzz.judge(&name, request).await;
    }
}

async fn cut_and_flipped(fuzz: &mut Fuzz, endpoint: &Endpoint, rng: &mut Rng) {
    let whole = endpoint.body.to_string().into_bytes();
    for _ in 0..8 {
        let mut body = whole.clone();
        match rng.bool() {
            true => body.truncate(rng.usize(0..whole.len())),
            false => {
                for _ in 0..3 {
                    let index = rng.usize(0..body.len());
                    body[index] = rng.u8(..);
                }
            }
        }
        let told = String::from_utf8_lossy(&body).into_owned();
        let name = format!("{} {} {told:.200}", endpoint.method, endpoint.path);
        let request = fuzz.request(endpoint).header(CONTENT_TYPE, "application/json").body(body);
        fuzz.judge(&name, request).await;
    }
}

/// Every place in a body, as a JSON pointer.
fn places(body: &Value) -> Vec<String> {
    let children: Vec<(String, &Value)> = match body {
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.clone(), value)).collect()
        }
        Value::Array(list) => {
            list.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
        }
        _ => Vec::new(),
    };
    let mut all = Vec::new();
    for (name, child) in children {
        all.push(format!("/{name}"));
        all.extend(places(child).iter().map(|below| format!("/{name}{below}")));
    }
    all
}

fn wrong_values() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(0.5),
        json!(1e300),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(""),
        json!(" "),
        json!("text"),
        json!("\u{0}"),
        json!("ü".repeat(3_000)),
        json!("12345"),
        json!("9999999999999999999999999"),
        json!("'; DROP TABLE fusionauth_user; --"),
        json!("\u{202e}\u{1f600}@\u{feff}"),
        json!([]),
        json!([null]),
        json!([[["x"]]]),
        json!([{"a": null}, 7, "x"]),
        json!({}),
        json!({"": {"\u{0}": [{}]}}),
        json!({"id": "x", "name": 7, "enabled": "perhaps", "timeToLiveInSeconds": -1}),
    ]
}

#[tokio::test]
async fn odd_content_types_and_headers_get_no_5xx_answer() {
    let mut fuzz = Fuzz::start().await;
    for endpoint in fuzz.endpoints.clone() {
        for (index, kind) in CONTENT_TYPES.iter().enumerate() {
            let body = ["", "{}", "{\"name\": \"x\"", "a=%zz&=&&b[]=1"][index % 4];
            let name = format!("{} {} {kind:?} {body}", endpoint.method, endpoint.path);
            let kind = HeaderValue::from_bytes(kind).unwrap();
            let request = fuzz.request(&endpoint).header(CONTENT_TYPE, kind).body(body);
            fuzz.judge(&name, request).await;
        }
        let own: &[(&str, &[u8])] = &[
            (TENANT, b"nope"),
            (TENANT, b"\xff"),
            (TENANT, b"99999999999999999999999999999999"),
            ("cookie", b"access_token=a.b.c; refresh_token=\"; fusionauth.trust=%00"),
            ("authorization", b"Bearer a.b.c"),
            ("authorization", b"Bearer eyJhbGciOiJub25lIn0.e30."),
        ];
        for (header, value) in HEADERS.iter().chain(own) {
            let name = format!("{} {} {header}: {value:?}", endpoint.method, endpoint.path);
            let url = format!("{}{}", fuzz.scene.bench.url, endpoint.path);
            let method: Method = endpoint.method.parse().unwrap();
            let header = HeaderName::from_bytes(header.to_lowercase().as_bytes()).unwrap();
            let value = HeaderValue::from_bytes(value).unwrap();
            let mut request = fuzz.scene.bench.http.request(method, url);
            for (always, usual) in [
                ("user-agent", USER_AGENT),
                ("authorization", KEY),
                ("content-type", "application/json"),
            ] {
                if header != always {
                    request = request.header(always, usual);
                }
            }
            fuzz.judge(&name, request.header(header, value).body("{}")).await;
        }
        fuzz.serves().await;
    }
    println!("malformed headers: {}", fuzz.sent);
    assert!(fuzz.sent >= 2_000, "only {}", fuzz.sent);
}

#[tokio::test]
async fn odd_paths_and_queries_get_no_5xx_answer_except_501() {
    let mut fuzz = Fuzz::start().await;
    let mut rng = Rng::with_seed(SEED);
    let (user, application) = (fuzz.scene.user.clone(), fuzz.scene.a.clone());
    let ids = [
        "nope",
        "-1",
        "0",
        "18446744073709551615",
        "18446744073709551616",
        "1e3",
        "%00",
        "%ff%fe",
        "%2e%2e",
        "..%2f",
        "%20",
        "~",
        "null",
        "undefined",
        "'%20OR%201=1",
        "%C3%BC",
    ];
    let names = [
        "applicationId",
        "email",
        "username",
        "loginId",
        "loginIdTypes",
        "userId",
        "hardDelete",
        "reactivate",
        "token",
        "refreshToken",
        "global",
        "kid",
        "keyId",
        "changePasswordId",
        "verificationId",
        "sendVerifyRegistrationEmail",
        "sendVerifyPasswordEmail",
        "sendVerifyEmail",
        "ipAddress",
        "ids",
        "queryString",
        "numberOfResults",
        "startRow",
    ];
    for endpoint in fuzz.endpoints.clone() {
        let plain = endpoint.path.split('?').next().unwrap().to_owned();
        let mut targets = Vec::new();
        for _ in 0..12 {
            let id = rng.choice(ids).unwrap();
            let other = rng.choice(ids).unwrap();
            let replaced = plain.replace(&user, id).replace(&application, other);
            targets.push(match rng.usize(0..3) {
                0 => replaced,
                1 => format!("{plain}/{id}"),
                _ => format!("{plain}/{id}/{other}/"),
            });
        }
        for _ in 0..16 {
            let pairs: Vec<String> = (0..rng.usize(1..4))
                .map(|_| {
                    let value = rng.choice(ids).unwrap();
                    format!("{}={value}", rng.choice(names).unwrap())
                })
                .collect();
            targets.push(format!("{plain}?{}", pairs.join("&")));
        }
        targets.push(format!("{plain}?&&=&=%&%=&email[]=1"));
        targets.push(format!("{plain}?email={}", "%41".repeat(2_000)));
        for target in targets {
            for body in [None, Some(&endpoint.body)] {
                let name = format!("{} {target:.200} {body:?}", endpoint.method);
                let request = fuzz.scene.bench.request(endpoint.method, &target);
                let mut request = request.header("authorization", KEY);
                if let Some(body) = body {
                    request = request.json(body);
                }
                fuzz.judge(&name, request).await;
            }
        }
        fuzz.serves().await;
    }
    println!("malformed targets: {}", fuzz.sent);
    assert!(fuzz.sent >= 2_000, "only {}", fuzz.sent);
    let shown = fuzz.scene.bare("GET", "/api/tenant/password-validation-rules").await;
    assert!([200, 400].contains(&shown.status), "{shown:?}");
}

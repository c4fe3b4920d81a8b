//! The parts of malformed requests: lists, and a generator with a fixed seed, so every run has the
//! same requests.

use fastrand::Rng;
use serde_json::{Map, Value, json};

const SEED: u64 = 0x6d61_7472_6963_756c;
const MEBIBYTE: usize = 1024 * 1024;

/// The minimum number of bodies per endpoint.
pub(super) const BODIES_PER_ENDPOINT: usize = 30;

pub(crate) const CONTENT_TYPES: &[&[u8]] = &[
    b"",
    b"application/json; charset=utf-16",
    b"application/vnd.api+json",
    b"application/x-www-form-urlencoded",
    b"application/xml",
    b"image/png",
    b"multipart/form-data",
    b"multipart/form-data; boundary=",
    b"multipart/form-data; boundary=x",
    b"text/html",
    b";;;=",
    b"application/json\xff",
    b"a/b/c/d",
];

pub(crate) const HEADERS: &[(&str, &[u8])] = &[
    ("accept", b"application/javascript"),
    ("accept", b"\xff\xfe;q=nope"),
    ("accept-encoding", b"identity;q=0, *;q=0"),
    ("access-control-request-headers", b"\xff, ,,"),
    ("access-control-request-method", b"NO SUCH METHOD"),
    ("authorization", b""),
    ("authorization", b"Bearer"),
    ("authorization", b"Bearer "),
    ("authorization", b"Bearer \xff\xfe"),
    ("authorization", b"Basic"),
    ("authorization", b"Basic !!!!"),
    ("authorization", b"Basic //79"),
    ("authorization", b"Basic bm9jb2xvbg=="),
    ("authorization", b"Digest username=\"x\""),
    ("content-encoding", b"gzip"),
    ("cookie", b"a=b; ;;; =\xff"),
    ("forwarded", b"for=\"[::1\";by"),
    ("if-none-match", b"\"\"\""),
    ("origin", b"null"),
    ("origin", b"\xff\xff"),
    ("range", b"bytes=9-1"),
    ("referer", b"not a url"),
    ("user-agent", b""),
    ("user-agent", b"\xff\xfe\xfd"),
    ("x-forwarded-for", b"999.999.999.999, \xff"),
    ("x-forwarded-proto", b"gopher"),
    ("x-http-method-override", b"DELETE"),
];

/// Whole bodies. First come fixed bodies: broken, empty, huge, deep, not JSON. Then come valid
/// bodies that are cut off or have three random bytes, and then bodies of random bytes only.
pub(crate) fn bodies(members: &[(&str, &str)], seed: u64) -> Vec<(String, Vec<u8>)> {
    let huge = format!("{{\"name\": \"{}\"}}", "a".repeat(MEBIBYTE + MEBIBYTE / 2));
    let fixed: Vec<(&str, Vec<u8>)> = vec![
        ("empty", vec![]),
        ("blank", b" \r\n\t ".to_vec()),
        ("null", b"null".to_vec()),
        ("true", b"true".to_vec()),
        ("number", b"12345678901234567890123456789e999".to_vec()),
        ("text", b"\"text\"".to_vec()),
        ("array", b"[]".to_vec()),
        ("array of objects", b"[{\"name\": \"x\"}]".to_vec()),
        ("deep arrays", "[".repeat(20_000).into_bytes()),
        ("deep objects", "{\"name\":".repeat(20_000).into_bytes()),
        ("closed deep arrays", [vec![b'['; 5_000], vec![b']'; 5_000]].concat()),
        ("huge", huge.into_bytes()),
        ("huge garbage", vec![b'x'; MEBIBYTE + 1]),
        ("html", b"<!doctype html><html><body>502 Bad Gateway</body></html>".to_vec()),
        ("xml", b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"b\">]><a>&b;</a>".to_vec()),
        ("not utf-8", b"{\"name\": \"\xff\xfe\x80\"}".to_vec()),
        ("overlong utf-8", b"{\"name\": \"\xc0\xaf\"}".to_vec()),
        ("utf-16", "{\"name\": \"x\"}".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("byte order mark", b"\xef\xbb\xbf{}".to_vec()),
        ("nul", vec![0; 64]),
        ("lone surrogate", br#"{"name": "\ud800", "username": "\udfff"}"#.to_vec()),
        (
            "escaped nul",
            br#"{"name": "a\u0000b", "username": "a\u0000b", "password": "\u0000"}"#.to_vec(),
        ),
        ("duplicate members", br#"{"name": "a", "name": 1, "name": null}"#.to_vec()),
        ("trailing comma", br#"{"name": "a",}"#.to_vec()),
        ("trailing garbage", br#"{"name": "a"} x"#.to_vec()),
        ("single quotes", b"{'name': 'a'}".to_vec()),
        ("not a number", br#"{"name": NaN}"#.to_vec()),
        ("form", b"name=x&email=y".to_vec()),
    ];
    let mut all: Vec<(String, Vec<u8>)> =
        fixed.into_iter().map(|(case, body)| (case.to_owned(), body)).collect();
    let mut rng = Rng::with_seed(SEED ^ seed);
    let valid = Value::Object(valid(members)).to_string().into_bytes();
    for _ in 0..5 {
        let cut = rng.usize(0..valid.len());
        all.push((format!("cut at {cut}"), valid.iter().take(cut).copied().collect()));
    }
    for _ in 0..5 {
        let mut flipped = valid.clone();
        for _ in 0..3 {
            let index = rng.usize(0..flipped.len());
            flipped[index] = rng.u8(..);
        }
        all.push((format!("flipped to {}", String::from_utf8_lossy(&flipped)), flipped));
    }
    for _ in 0..3 {
        let length = rng.usize(1..200);
        let noise: Vec<u8> = std::iter::repeat_with(|| rng.u8(..)).take(length).collect();
        all.push((format!("noise {noise:?}"), noise));
    }
    all
}

/// A body for each member and each value: the member has the value, and all other members have the
/// right type. Returns the member, the JSON type of the value, and the body.
pub(super) fn typed_bodies(members: &[(&str, &str)]) -> Vec<(String, &'static str, String)> {
    let long = "ü".repeat(10_000);
    let values = [
        ("integer", json!(123)),
        ("integer", json!(-9_223_372_036_854_775_808_i64)),
        ("float", json!(0.5)),
        ("boolean", json!(true)),
        ("object", json!({"a": {"b": [null]}})),
        ("array", json!([])),
        ("array", json!([{"a": 1}, [], null, 7])),
        ("array", json!([["x"]])),
        ("string", json!("")),
        ("string", json!(long)),
        ("string", json!("'; DROP TABLE users; --")),
        ("string", json!("<script>alert(1)</script>")),
        ("string", json!("../../etc/passwd\u{0}")),
        ("string", json!("\u{202e}\u{1f600}\u{feff}")),
        ("string", json!("a.b.c")),
    ];
    let mut all = Vec::new();
    for (member, _) in members {
        for (case, value) in &values {
            // The server's error names only the first member with a wrong type, so all other members
            // have the right type.
            let mut body = valid(members);
            body.insert((*member).to_owned(), value.clone());
            all.push(((*member).to_owned(), *case, Value::Object(body).to_string()));
        }
    }
    all
}

fn valid(members: &[(&str, &str)]) -> Map<String, Value> {
    let value = |kind: &str| match kind {
        "array" => json!(["consumer"]),
        _ => json!("text"),
    };
    members.iter().map(|(name, kind)| ((*name).to_owned(), value(kind))).collect()
}

/// Request targets. The tests send them without an HTTP client, which would change some of them.
pub(super) fn paths() -> Vec<String> {
    let mut all: Vec<String> = [
        "/",
        "//",
        "/consumer",
        "//consumer//login",
        "/consumer/%00",
        "/consumer/%ff%fe",
        "/consumer/%",
        "/consumer/%zz",
        "/consumer/login%2f",
        "/consumer/../consumer/login",
        "/consumer/%2e%2e/%2e%2e/etc/passwd",
        "/consumer/identity/-1/redirect",
        "/consumer/identity/0/redirect",
        "/consumer/identity/99999999999999999999999/redirect",
        "/consumer/identity/1e3/redirect",
        "/consumer/identity/~/redirect",
        "/consumer/identity/~%00/redirect",
        "/consumer/identity/~%FF%FE/exchange",
        "/consumer/identity/'%20OR%201=1/redirect",
        "/consumer/identity/%20/exchange?code=x&state=y",
        "/consumer/identity/1/redirect?redirect_uri=%",
        "/consumer/identity/1/redirect?redirect_uri=http%3A%2F%2F%5B%3A%3A1",
        "/consumer/identity/1/redirect?redirect_uri=%00%ff",
        "/consumer/identity/1/redirect?redirect_uri=a&redirect_uri=b&redirect_uri[]=c",
        "/consumer/identity/1/exchange?error[]=1&error_description=%ff&error_uri=%0d%0aX:1",
        "/consumer/identity?count=abc&startIndex=-1&sortBy=%27&sortOrder=9&search=%25%5f",
        "/consumer/identity?count=99999999999999999999&startIndex=99999999999999999999",
        "/consumer/identity?appId=x&appKey=%ff",
        "/consumer/identity?appId=99999999999999999999",
        "/consumer/identity?&&=&=%&%=",
        "/consumer/provider/",
        "/consumer/provider/%ff",
        "/consumer/provider/no-such",
        "/consumer/token/0",
        "/consumer/token/~%00",
        "/consumer/grant/-1",
        "/consumer/grant/99999999999999999999999",
        "/consumer/login?format=xml",
        "/consumer/login;jsessionid=1",
        "/authorization/token?grant_type=%ff",
        "/authorization/authorize?client_id=%ff&redirect_uri=x",
        "/.well-known/oauth-authorization-server?%",
        "/consumer/authorize?client_id[]=1&scope=%ff",
        "/favicon.ico",
        "/_tes",
        "/consumer/login?a=<script>",
        "/consumer/lögin",
    ]
    .map(str::to_owned)
    .into();
    all.push(format!("/consumer/{}", "a".repeat(6_000)));
    all.push(format!("/consumer/identity?search={}", "%41".repeat(2_000)));
    all.push(format!("/{}", "a/".repeat(2_000)));
    let mut rng = Rng::with_seed(SEED);
    let parts =
        ["consumer", "login", "identity", "1", "~", "%2F", "%00", "..", "redirect", "?", "#"];
    for _ in 0..40 {
        let count = rng.usize(1..6);
        let picked: Vec<&str> =
            std::iter::repeat_with(|| parts[rng.usize(0..parts.len())]).take(count).collect();
        all.push(format!("/{}", picked.join("/")));
    }
    all
}

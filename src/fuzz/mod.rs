//! Fuzz tests of decoding: answers, tokens, stored tokens, callback addresses and `Retry-After`.
//!
//! `cargo test` runs each test with its corpus in `__fuzz__` and with some random inputs. `cargo xtask fuzz` runs each
//! test with a million inputs or more, and keeps the inputs that reach more code.

use std::{
    str,
    sync::LazyLock,
    task::{Context, Poll, Waker},
    time::Duration,
};

use serde_json::Value;

use crate::{
    config::Config,
    error::{Error, ErrorKind},
    fusio, fusionauth,
    secret::Secret,
    session::TokenSet,
    token::{self, Keys, Rules, Verifier},
    transport::{
        self, Refuse,
        declared::{Declared, Sent},
        json,
        message::Response,
        retry,
        status::is_success,
    },
};

/// A secret that every request contains. No error may contain it.
const SENT: &str = "k9-the-secret-that-was-sent";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

static OPERATIONS: LazyLock<Vec<(&Sent, Refuse)>> = LazyLock::new(|| {
    let sent = |operations: &'static [&[Declared]], refuse: Refuse| {
        let all = operations.iter().copied().flatten();
        all.filter_map(move |declared| Some((declared.sent.as_ref()?, refuse)))
    };
    sent(fusio::DECLARED, fusio::refusals::refuse)
        .chain(sent(fusionauth::DECLARED, fusionauth::refusals::refuse))
        .collect()
});

/// The result of a future that waits for nothing.
fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("the future waits"),
    }
}

/// Reads `data` as an answer: the operation, the status, a line with `Retry-After`, and the body.
fn answer(data: &[u8]) {
    let [operation, high, low, rest @ ..] = data else { return };
    let (sent, refuse) = OPERATIONS[usize::from(*operation) % OPERATIONS.len()];
    let status = u16::from_be_bytes([*high, *low]) % 1000;
    let line = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let (line, body) = rest.split_at(line);
    let body = body.strip_prefix(b"\n").unwrap_or_default();
    let readable = str::from_utf8(body).is_ok();
    let response = Response {
        status,
        retry_after: str::from_utf8(line).ok().map(str::to_owned),
        request_id: None,
        readable,
        broken: None,
        body: if readable { body.to_vec() } else { Vec::new() },
    };
    let request =
        format!(r#"{{"name":"{SENT}","password":"{SENT}","user":{{"password":"{SENT}"}}}}"#);
    match transport::understand(sent.spec, refuse, response, Some(&request.into())) {
        Ok(answer) => {
            assert!(is_success(status), "{status} is no success");
            if (sent.decodes)(&answer.body)
                && sent.spec.answer != [transport::operation::Member::Empty]
            {
                let json = json::parse(&answer.body).expect("a typed answer is JSON");
                assert!(json::check(sent.spec, &json).is_ok(), "{} lacks a member", sent.spec.name);
                if let Some(tokens) = TokenSet::of_answer(&json) {
                    is_hidden_in(&tokens);
                }
            }
        }
        Err(error) => {
            assert_eq!(error.status(), (status != 0).then_some(status), "{error:?}");
            assert!(error.retry_after().is_none_or(|wait| wait <= DAY), "{error:?}");
            tells_nothing_of(&error, SENT);
        }
    }
}

/// Checks that neither the message nor the debug output of an error contains the secret.
fn tells_nothing_of(error: &Error, secret: &str) {
    assert!(!shown(error).contains(secret), "the error shows {secret}");
}

/// The debug output and the message of an error.
fn shown(error: &Error) -> String {
    format!("{error:?} {error}")
}

/// Checks that the result of `show` for a text does not contain the text. A short text can be in the result by chance,
/// so short texts are not checked. A longer text can be a part of our own messages. Such a message does not change with
/// the text, so `show` is also called for the text with one more letter. The check fails only if the first result
/// contains the text, and the second result contains the longer text.
fn hides(text: &str, show: impl Fn(&str) -> String) {
    let leaks = |text: &str| show(text).contains(text);
    assert!(text.len() < 24 || !leaks(text) || !leaks(&format!("{text}x")), "it shows {text}");
}

/// Checks that the debug output of tokens does not contain the access token.
fn is_hidden_in(tokens: &TokenSet) {
    hides(tokens.access_token.expose(), |token| {
        let mut tokens = tokens.clone();
        tokens.access_token = token.into();
        format!("{tokens:?}")
    });
}

#[test]
fn every_answer_is_understood_or_refused_with_its_status() {
    bolero::check!().for_each(answer);
}

#[test]
fn a_token_that_nobody_signed_is_refused() {
    static FILE: LazyLock<Value> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../../tests/fixtures/tokens.json")).unwrap()
    });
    static VERIFIERS: LazyLock<[Verifier; 2]> = LazyLock::new(|| {
        let public = Keys::set(&FILE["sets"]["all"]).unwrap();
        let keys = [Keys::secret("the key of the fuzz tests"), public];
        keys.map(|keys| Verifier::new(keys, Rules::default()).unwrap())
    });
    let is_case =
        |text: &str| FILE["cases"].as_array().unwrap().iter().any(|case| case["token"] == text);
    bolero::check!().for_each(move |data: &[u8]| {
        let Ok(text) = str::from_utf8(data) else { return };
        let token = Secret::from(text);
        for verifier in VERIFIERS.iter() {
            match ready(verifier.verify_at::<Value>(&token, 1_700_000_000)) {
                Ok(_) => assert!(is_case(text), "nobody signed {text}"),
                Err(error) => {
                    let kinds = [ErrorKind::InvalidToken, ErrorKind::Unsupported];
                    assert!(kinds.contains(&error.kind()), "{error:?}");
                }
            }
            hides(text, |text| {
                let verified = ready(verifier.verify_at::<Value>(&text.into(), 1_700_000_000));
                verified.err().map(|error| shown(&error)).unwrap_or_default()
            });
        }
        if let Ok(claims) = token::decode::<Value>(&token) {
            assert!(claims.is_object(), "{claims}");
        }
        // These must not panic.
        let _ = (token::lifetime(text), token::subject(text));
    });
}

#[test]
fn stored_tokens_survive_being_stored_again() {
    bolero::check!().for_each(|data: &[u8]| {
        let Ok(text) = str::from_utf8(data) else { return };
        let Some(tokens) = TokenSet::read(&text.into()) else { return };
        is_hidden_in(&tokens);
        assert_eq!(TokenSet::read(&tokens.record()).as_ref(), Some(&tokens));
    });
}

/// Whether a value in the query of the address is this text.
fn has_value(address: &str, text: &str) -> bool {
    let address = url::Url::parse(address);
    address.is_ok_and(|address| address.query_pairs().any(|(_, value)| value == text))
}

#[test]
fn a_callback_without_the_nonce_is_refused() {
    static CLIENT: LazyLock<fusio::Client> =
        LazyLock::new(|| fusio::Client::new(Config::new("https://api.example.com")).unwrap());
    bolero::check!().for_each(|data: &[u8]| {
        let Ok(address) = str::from_utf8(data) else { return };
        let nonce = Secret::from("0123456789abcdef0123456789abcdef");
        let read = |address: &str| {
            let callback = CLIENT.identity_callback(address, &nonce).err();
            [callback, CLIENT.provider_code(address, &nonce).err()]
        };
        if read(address).iter().any(Option::is_none) {
            assert!(has_value(address, nonce.expose()), "{address} has no nonce");
        }
        hides(address, |address| read(address).iter().flatten().map(shown).collect());
    });
}

#[test]
fn a_wait_that_a_server_asks_for_is_at_most_a_day() {
    bolero::check!().for_each(|data: &[u8]| {
        let Ok(header) = str::from_utf8(data) else { return };
        assert!(retry::retry_after(header).is_none_or(|wait| wait <= DAY));
    });
}

//! Tokens: the list of valid and forged tokens, and keys that the verifier fetches and the server changes.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use matricula::{
    Config, Error, ErrorKind, Secret,
    fusionauth::*,
    token::{Keys, Rules, Verifier, decode},
};
use matricula_test_server::{Fault, TestServer};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::{
    support::{Act, Hostile, answer},
    token_list::{fixture, judge_all, verifier},
};

const KEY: &str = "bf69486b-4733-4470-a592-f1bfce7af580";
const JWKS: &str = "/.well-known/jwks.json";

#[tokio::test]
async fn every_token_of_the_list_has_the_right_result() {
    judge_all().await;
}

#[tokio::test]
async fn a_damaged_token_is_refused_without_a_panic() {
    let fixture = fixture();
    let find = |name: &str| {
        let cases = fixture["cases"].as_array().unwrap();
        cases.iter().find(|case| case["name"] == name).unwrap().clone()
    };
    let case = find("ES256 of jose");
    let verifier = verifier(&fixture, &case);
    let now = case["now"].as_u64().unwrap();
    let token = case["token"].as_str().unwrap();
    for at in 0..token.len() {
        let (before, after) = (&token[..at], &token[at + 1..]);
        for damaged in [
            before.to_owned(),
            [before, after].concat(),
            [before, if &token[at..=at] == "A" { "B" } else { "A" }, after].concat(),
            [before, ".", after].concat(),
            [before, "é", after].concat(),
        ] {
            if damaged == token {
                continue;
            }
            let verdict = verifier.verify_at::<Value>(&damaged.as_str().into(), now).await;
            assert_eq!(verdict.unwrap_err().kind(), ErrorKind::InvalidToken, "{damaged}");
            let _ = decode::<Value>(&damaged.into());
        }
    }
}

#[test]
fn invalid_keys_are_refused_and_never_printed() {
    for odd in [json!([]), json!({"kty": "RSA"}), json!("keys"), json!(null)] {
        assert!(Keys::set(&odd).unwrap_err().field_error("jwks").is_some());
    }
    assert!(!format!("{:?}", Keys::secret("hunter2")).contains("hunter2"));
    // Anybody can sign with an empty secret.
    let error = Verifier::new(Keys::secret(""), Rules::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Validation);
    assert!(error.field_error("secret").is_some());
    let error = Verifier::new(Keys::url("https://me:pw@a.example"), Rules::default()).unwrap_err();
    assert!(error.field_error("jwksUrl").is_some() && !error.to_string().contains("pw"));
}

/// A test server, its client, and the id of an application.
struct Scene {
    server: TestServer,
    client: Client,
    application: String,
}

impl Scene {
    async fn start() -> Self {
        let server = TestServer::start().await.unwrap();
        let mut config = Config::new(server.url());
        config.api_key = Some(KEY.into());
        let client = Client::new(config).unwrap();
        let request = ApplicationRequest::new(Application::new("Shop"));
        let made = client.create_application(None, &request).await.unwrap();
        let scene = Self { server, client, application: made.application.id.unwrap() };
        scene.sign_with("RS256").await;
        scene
    }

    /// Makes the server sign with the key of this algorithm. The server creates the key on first use.
    async fn sign_with(&self, algorithm: &str) {
        let settings = json!({"fusionauth": {"signing_algorithm": algorithm}});
        self.server.update_settings(settings).await.unwrap();
    }

    /// The token of a new user.
    async fn token(&self, name: &str) -> Secret {
        let mut user = User::new(format!("{name}@example.com"));
        user.password = Some("correct horse 1".into());
        let registration = Registration::new(&self.application);
        let request = CreateAndRegisterRequest::new(user, registration);
        self.client.create_and_register(None, &request).await.unwrap().token.unwrap()
    }

    fn verifier(&self) -> Verifier {
        let mut rules = Rules::default();
        rules.issuer = vec!["acme.com".to_owned()];
        rules.audience = vec![self.application.clone()];
        Verifier::new(Keys::url(format!("{}{JWKS}", self.server.url())), rules).unwrap()
    }

    /// How many times the keys were fetched.
    async fn fetches(&self) -> usize {
        self.server.requests().await.iter().filter(|request| request.path == JWKS).count()
    }
}

async fn verify(verifier: &Verifier, token: &Secret) -> Result<Claims, Error> {
    verifier.verify(token).await
}

fn code(verdict: Result<Claims, Error>) -> String {
    verdict.unwrap_err().code().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn keys_are_fetched_once_and_again_when_they_change() {
    let scene = Scene::start().await;
    let verifier = scene.verifier();
    assert_eq!(scene.fetches().await, 0);
    let old = scene.token("ada").await;
    let many = (0..20).map(|_| {
        let (verifier, old) = (verifier.clone(), old.clone());
        tokio::spawn(async move { verify(&verifier, &old).await.unwrap().email })
    });
    for done in many.collect::<Vec<_>>() {
        assert_eq!(done.await.unwrap().as_deref(), Some("ada@example.com"));
    }
    assert_eq!(scene.fetches().await, 1, "20 tokens at the same time cause one fetch");

    scene.sign_with("ES256").await;
    let new = Arc::new(scene.token("bob").await);
    let many = (0..20).map(|_| {
        let (verifier, new) = (verifier.clone(), Arc::clone(&new));
        tokio::spawn(async move { verify(&verifier, &new).await.unwrap() })
    });
    for done in many.collect::<Vec<_>>() {
        done.await.unwrap();
    }
    assert_eq!(scene.fetches().await, 2, "20 tokens with a new key cause one more fetch");
    verify(&verifier, &old).await.unwrap();

    // Two fetches for unknown keys are at least 30 seconds apart. Otherwise each forged token could cause a
    // fetch, because a forged token can name any key.
    let stranger = fixture()["cases"][2]["token"].as_str().unwrap().to_owned();
    let unknown = |kid: &str| {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        let header = URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"ES256","kid":"{kid}"}}"#));
        Secret::from(format!("{header}.{}", stranger.split_once('.').unwrap().1))
    };
    for kid in ["a", "b", "c", "d", "e"] {
        assert_eq!(code(verify(&verifier, &unknown(kid)).await), "unknown_key");
    }
    assert_eq!(scene.fetches().await, 2);
    // A key set has no secrets, so a token with HS256 is refused without a fetch.
    scene.sign_with("HS256").await;
    assert_eq!(code(verify(&verifier, &scene.token("eve").await).await), "algorithm");
    assert_eq!(scene.fetches().await, 2);
}

#[tokio::test]
async fn a_token_for_another_application_is_refused() {
    let scene = Scene::start().await;
    let token = scene.token("ada").await;
    let mut rules = Rules::default();
    rules.audience = vec!["85a03867-dccf-4882-adde-1a79aeec50df".to_owned()];
    let verifier = Verifier::new(Keys::url(format!("{}{JWKS}", scene.server.url())), rules);
    assert_eq!(code(verify(&verifier.unwrap(), &token).await), "audience");
    let keys = scene.client.retrieve_json_web_key_set().await.unwrap();
    let given = Verifier::new(Keys::set(&keys).unwrap(), Rules::default()).unwrap();
    assert_eq!(verify(&given, &token).await.unwrap().aud, Some(json!(scene.application)));
}

#[tokio::test]
async fn a_failed_fetch_of_keys_is_reported_and_not_repeated_immediately() {
    let scene = Scene::start().await;
    let token = scene.token("ada").await;
    let mut config = Config::new(format!("{}{JWKS}", scene.server.url()));
    config.retry.attempts = 0;
    let verifier = Verifier::new(Keys::at(config), Rules::default()).unwrap();
    scene.server.add_fault(Fault::answer("GET", JWKS, 503)).await.unwrap();
    for _ in 0..3 {
        let error = verify(&verifier, &token).await.unwrap_err();
        assert_eq!((error.kind(), error.status()), (ErrorKind::Server, Some(503)));
    }
    assert_eq!(scene.fetches().await, 1);
}

#[tokio::test]
async fn each_bad_answer_of_a_key_server_gives_the_right_error_kind() {
    let token: Secret = fixture()["cases"][1]["token"].as_str().unwrap().into();
    for (act, kind) in [
        (answer("200 OK", "", "<html>"), ErrorKind::UnexpectedResponse),
        (answer("302 Found", "Location: /\r\n", ""), ErrorKind::UnexpectedResponse),
        (answer("200 OK", "", "{}"), ErrorKind::InvalidToken),
        (
            answer("200 OK", "", r#"{"keys":[null,[],{"kty":"RSA","n":"","e":"AQAB"}]}"#),
            ErrorKind::InvalidToken,
        ),
        (Act::Stall(Vec::new()), ErrorKind::Timeout),
        (Act::Close, ErrorKind::Network),
    ] {
        let server = Hostile::always(act).await;
        let mut config = Config::new(&server.url);
        config.timeout = Duration::from_millis(300);
        config.retry.attempts = 0;
        let verifier = Verifier::new(Keys::at(config), Rules::default()).unwrap();
        assert_eq!(verify(&verifier, &token).await.unwrap_err().kind(), kind);
    }
}

#[tokio::test]
async fn an_answer_without_keys_does_not_replace_keys_that_are_still_good() {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    let set = fixture()["sets"]["rfc"].to_string();
    let server = Hostile::start(move |count, _| match count {
        0 => answer("200 OK", "", &set),
        _ => answer("200 OK", "", "{}"),
    })
    .await;
    let mut rules = Rules::default();
    rules.require_subject = false; // the token of RFC 7515 has no subject
    let verifier = Verifier::new(Keys::url(&server.url), rules).unwrap();
    let good: Secret = fixture()["cases"][1]["token"].as_str().unwrap().into();
    let at = 1_300_819_379;
    verifier.verify_at::<Value>(&good, at).await.unwrap();
    // The key of this token is unknown, so the keys are fetched again.
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"RS256","kid":"new"}"#);
    let other = format!("{header}.{}", good.expose().split_once('.').unwrap().1);
    let error = verifier.verify_at::<Value>(&other.into(), at).await.unwrap_err();
    assert_eq!((error.kind(), server.requests().len()), (ErrorKind::UnexpectedResponse, 2));
    verifier.verify_at::<Value>(&good, at).await.unwrap();
}

#[tokio::test]
async fn a_key_server_that_hangs_does_not_stop_verifications_with_keys_that_are_still_good() {
    let set = fixture()["sets"]["rfc"].to_string();
    let server = Hostile::start(move |count, _| match count {
        0 => answer("200 OK", "", &set),
        _ => Act::Stall(Vec::new()),
    })
    .await;
    let mut rules = Rules::default();
    rules.require_subject = false; // the token of RFC 7515 has no subject
    let verifier = Verifier::new(Keys::url(&server.url), rules).unwrap();
    let token: Secret = fixture()["cases"][1]["token"].as_str().unwrap().into();
    let verify = || verifier.verify_at::<Value>(&token, 1_300_819_379);
    verify().await.unwrap();
    // Now the keys are old, and the fetch of new keys never ends.
    later(Duration::from_secs(11 * 60)).await;
    let started = Instant::now();
    for _ in 0..3 {
        verify().await.unwrap();
    }
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    assert_eq!(
        server.requests().len(),
        2,
        "only the first of the three verifications asks for new keys"
    );
    // After an hour the keys are too old.
    later(Duration::from_secs(50 * 60)).await;
    assert!(timeout(Duration::from_millis(100), verify()).await.is_err());
}

#[tokio::test]
async fn the_verification_of_a_token_with_a_new_key_waits_for_a_slow_key_server() {
    let scene = Scene::start().await;
    let verifier = scene.verifier();
    let old = scene.token("ada").await;
    verify(&verifier, &old).await.unwrap();
    scene.sign_with("ES256").await;
    let new = scene.token("bob").await;
    later(Duration::from_secs(11 * 60)).await;
    let slow = Fault { path: JWKS.into(), delay_ms: 2_000, ..Fault::default() };
    scene.server.add_fault(slow).await.unwrap();
    verify(&verifier, &new).await.unwrap();
    assert_eq!(scene.fetches().await, 2, "the answer that came late has the key");
}

/// Moves the clock of this test forward.
async fn later(time: Duration) {
    tokio::time::pause();
    tokio::time::advance(time).await;
    tokio::time::resume();
}

#[tokio::test]
async fn a_dropped_verification_does_not_block_the_next_fetch() {
    let set = fixture()["sets"]["rfc"].to_string();
    let server = Hostile::start(move |count, _| match count {
        0 => Act::Stall(Vec::new()),
        _ => answer("200 OK", "", &set),
    })
    .await;
    let mut rules = Rules::default();
    rules.require_subject = false; // the token of RFC 7515 has no subject
    let verifier = Verifier::new(Keys::url(&server.url), rules).unwrap();
    let token: Secret = fixture()["cases"][1]["token"].as_str().unwrap().into();
    let first = tokio::spawn({
        let (verifier, token) = (verifier.clone(), token.clone());
        async move { verify(&verifier, &token).await }
    });
    while server.requests().is_empty() {
        tokio::task::yield_now().await;
    }
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    let verdict = verifier.verify_at::<Value>(&token, 1_300_819_379).await.unwrap();
    assert_eq!((verdict["iss"].as_str(), server.requests().len()), (Some("joe"), 2));
}

//! Calls the API over HTTP, with tokens of both vendors from the test server.

use std::time::{Duration, Instant};

use matricula::{
    Config, Secret,
    fusionauth::*,
    token::{Keys, Rules, Verifier},
};
use matricula_test_server::{Database, PasswordHash, TestServer};
use serde_json::{Value, json};

const KEY: &str = "bf69486b-4733-4470-a592-f1bfce7af580";
const PASSWORD: &str = "correct horse 1";

/// Starts the API on a free port; returns its address.
async fn listen(verifier: Verifier) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, crate::api::router(verifier)).await });
    url
}

/// Makes a call; returns the status, the challenge and the body of the answer.
async fn get(url: String, authorization: Option<String>) -> (u16, String, String) {
    let mut request = reqwest::Client::new().get(url);
    if let Some(authorization) = authorization {
        request = request.header("Authorization", authorization);
    }
    let answer = request.send().await.unwrap();
    let challenge = answer.headers().get("www-authenticate");
    let challenge = challenge.map_or("", |value| value.to_str().unwrap()).to_owned();
    (answer.status().as_u16(), challenge, answer.text().await.unwrap())
}

async fn get_as(url: &str, path: &str, token: &Secret) -> (u16, String, String) {
    get(format!("{url}{path}"), Some(format!("Bearer {}", token.expose()))).await
}

/// A test server, and a FusionAuth application on it.
struct Scene {
    server: TestServer,
    client: Client,
    application: String,
}

impl Scene {
    /// Starts a server with an application. The tokens of the application are valid for `seconds`.
    async fn start(seconds: i64) -> Self {
        let server = TestServer::start().await.unwrap();
        let mut config = Config::new(server.url());
        config.api_key = Some(KEY.into());
        let client = Client::new(config).unwrap();
        let mut scene = Self { server, client, application: String::new() };
        scene.sign_with("RS256").await;
        scene.application = scene.application("Shop", seconds).await;
        scene
    }

    async fn application(&self, name: &str, seconds: i64) -> String {
        let mut application = Application::new(name);
        application.roles = Some(vec![ApplicationRole::new("admin")]);
        let jwt = json!({"enabled": true, "timeToLiveInSeconds": seconds});
        application.jwt_configuration = serde_json::from_value(jwt).unwrap();
        let request = ApplicationRequest::new(application);
        let made = self.client.create_application(None, &request).await;
        made.unwrap().application.id.unwrap()
    }

    async fn sign_with(&self, algorithm: &str) {
        let settings = json!({"fusionauth": {"signing_algorithm": algorithm}});
        self.server.update_settings(settings).await.unwrap();
    }

    async fn token(&self, name: &str, application: &str, roles: &[&str]) -> Secret {
        let mut user = User::new(format!("{name}@example.com"));
        user.password = Some(PASSWORD.into());
        let mut registration = Registration::new(application);
        registration.roles = Some(roles.iter().map(|role| (*role).to_owned()).collect());
        let request = CreateAndRegisterRequest::new(user, registration);
        self.client.create_and_register(None, &request).await.unwrap().token.unwrap()
    }

    async fn api(&self) -> String {
        let mut rules = Rules::default();
        rules.issuer = vec!["acme.com".to_owned()];
        rules.audience = vec![self.application.clone()];
        rules.clock_tolerance = Duration::ZERO;
        let keys = Keys::url(format!("{}/.well-known/jwks.json", self.server.url()));
        listen(Verifier::new(keys, rules).unwrap()).await
    }
}

#[tokio::test]
async fn a_valid_token_is_accepted_and_its_roles_limit_the_access() {
    let scene = Scene::start(3600).await;
    let url = scene.api().await;
    let user = scene.token("ada", &scene.application, &[]).await;
    let admin = scene.token("eve", &scene.application, &["admin"]).await;
    let (status, _, body) = get_as(&url, "/me", &admin).await;
    assert_eq!(status, 200, "{body}");
    assert_eq!(serde_json::from_str::<Value>(&body).unwrap()["roles"], json!(["admin"]));
    assert_eq!(get_as(&url, "/me", &user).await.0, 200);
    assert_eq!(get_as(&url, "/report", &admin).await.0, 200);
    let refused = get_as(&url, "/report", &user).await;
    assert_eq!((refused.0, refused.1.as_str()), (403, r#"Bearer error="insufficient_scope""#));

    // The API fetches a new key when a token names it for the first time. The old key stays valid.
    scene.sign_with("ES256").await;
    let new = scene.token("bob", &scene.application, &[]).await;
    assert_eq!(get_as(&url, "/me", &new).await.0, 200);
    assert_eq!(get_as(&url, "/me", &user).await.0, 200);
}

#[tokio::test]
async fn a_call_without_a_valid_token_is_refused() {
    let scene = Scene::start(3600).await;
    let url = scene.api().await;
    let me = format!("{url}/me");
    for authorization in [None, Some(""), Some("Bearer "), Some("Basic YTpi")] {
        let refused = get(me.clone(), authorization.map(str::to_owned)).await;
        assert_eq!((refused.0, refused.1.as_str()), (401, "Bearer"));
    }
    let token = scene.token("ada", &scene.application, &[]).await;
    let other = scene.application("Forum", 3600).await;
    let other = scene.token("eve", &other, &[]).await;
    let (start, _) = token.expose().rsplit_once('.').unwrap();
    let (_, signature) = other.expose().rsplit_once('.').unwrap();
    let forged = format!("{start}.{signature}");
    for (token, why) in [
        (other, "the token has another audience"),
        (forged.into(), "the signature of the token is wrong"),
        ("hunter2".into(), "the token is not a signed JWT"),
    ] {
        let (status, challenge, body) = get_as(&url, "/me", &token).await;
        let expected = format!(r#"Bearer error="invalid_token", error_description="{why}""#);
        assert_eq!((status, challenge), (401, expected));
        assert!(body.is_empty());
    }
}

#[tokio::test]
async fn a_token_is_valid_until_it_expires() {
    let scene = Scene::start(2).await;
    let url = scene.api().await;
    let token = scene.token("ada", &scene.application, &[]).await;
    let bound = Instant::now() + Duration::from_secs(30);
    let challenge = loop {
        let (status, challenge, _) = get_as(&url, "/me", &token).await;
        if status != 200 {
            break challenge;
        }
        assert!(Instant::now() < bound, "the token does not expire");
    };
    assert!(challenge.ends_with(r#"error_description="the token has expired""#), "{challenge}");
}

#[tokio::test]
async fn if_the_keys_cannot_be_fetched_the_api_answers_503() {
    let scene = Scene::start(3600).await;
    let url = scene.api().await;
    let token = scene.token("ada", &scene.application, &[]).await;
    drop(scene.server);
    assert_eq!(get_as(&url, "/me", &token).await.0, 503);
}

/// Fusio signs tokens with its secret `APP_PROJECT_KEY`. An API with the same secret can verify
/// them.
#[tokio::test]
async fn an_api_with_fusios_project_key_accepts_only_access_tokens() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("fusio.db");
    let mut config = matricula_test_server::Config::default();
    config.server.database = Database::File(database.clone());
    config.server.password_hash = PasswordHash::Cheap;
    let server = TestServer::start_with(config).await.unwrap();
    let select = "SELECT value FROM server_state WHERE name = 'project_key'";
    let file = rusqlite::Connection::open(&database).unwrap();
    let key: String = file.query_row(select, [], |row| row.get(0)).unwrap();
    drop(file);

    let client = matricula::fusio::Client::new(Config::new(server.url())).unwrap();
    let register = matricula::fusio::RegisterRequest::new("ada", "ada@example.com", "foobar!123");
    client.register(&register).await.unwrap();
    let mail = server.outbox("ada@example.com").await.remove(0);
    let mailed: Secret = mail.links[0].rsplit('/').next().unwrap().into();
    client.activate(&matricula::fusio::ActivateRequest::new(mailed.clone())).await.unwrap();
    let login = matricula::fusio::LoginRequest::new("ada", "foobar!123");
    let token = client.login(&login).await.unwrap().token;

    let mut rules = Rules::default();
    rules.issuer = vec![server.url().to_owned()];
    let url = listen(Verifier::new(Keys::secret(key.clone()), rules.clone()).unwrap()).await;
    assert_eq!(get_as(&url, "/me", &token).await.0, 200);
    assert_eq!(get_as(&url, "/report", &token).await.0, 403);
    assert_eq!(get_as(&url, "/me", &mailed).await.0, 401);
    // The token in a mail is signed with the same key, but has no issuer and no subject.
    let verifier = Verifier::new(Keys::secret(key), Rules::default()).unwrap();
    let error = verifier.verify::<Value>(&mailed).await.unwrap_err();
    assert_eq!(error.code(), Some("subject"));
    let url = listen(Verifier::new(Keys::secret("another secret"), rules).unwrap()).await;
    assert_eq!(get_as(&url, "/me", &token).await.0, 401);
}

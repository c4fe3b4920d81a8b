//! The operations of `FusionAuth`'s second factor, with an authenticator app.

use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use matricula::{
    Error, ErrorKind, Secret,
    fusionauth::*,
    session::{BoxFuture, FileStore, MemoryStore, Session, SignOutReason, State, TokenStore},
};
use matricula_test_server::TestServer;
use totp_rs::{Algorithm, TOTP};

use crate::declared;

const KEY: &str = "bf69486b-4733-4470-a592-f1bfce7af580";
const PASSWORD: &str = "correct horse 1";
const EMAIL: &str = "ada@example.com";

/// The code that an app with this secret shows now.
fn app_code(secret: &Secret) -> String {
    let secret = totp_rs::Secret::Encoded(secret.expose().to_owned()).to_bytes().unwrap();
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    TOTP::new_unchecked(Algorithm::SHA1, 6, 1, 30, secret).generate(now)
}

struct Scene {
    server: TestServer,
    client: Client,
    user: String,
    /// The secret of the user's app, in base32.
    app: Secret,
    recovery: Vec<Secret>,
}

impl Scene {
    /// A user with one authenticator app.
    async fn start() -> Self {
        let server = TestServer::start().await.unwrap();
        let config = declared::config("fusionauth", server.url()).with_api_key(KEY);
        let client = Client::new(config).unwrap();
        let mut user = User::new(EMAIL);
        user.password = Some(PASSWORD.into());
        let made = client.create_user(None, &UserRequest::new(user)).await.unwrap();
        let user = made.user.id.unwrap();
        let secret = client.generate_two_factor_secret().await.unwrap();
        let app = secret.secret_base32_encoded;
        let request = TwoFactorRequest::authenticator(secret.secret, app_code(&app));
        let enabled = client.enable_two_factor(&user, &request).await.unwrap();
        let recovery = enabled.recovery_codes.unwrap();
        Self { server, client, user, app, recovery }
    }

    async fn methods(&self) -> Vec<TwoFactorMethod> {
        let user = self.client.retrieve_user(&self.user).await.unwrap().user;
        user.two_factor.unwrap().methods.unwrap()
    }

    async fn method(&self) -> String {
        self.methods().await[0].id.clone().unwrap()
    }

    /// The answer of a login that asks for the second factor.
    async fn asked(&self) -> LoginResponse {
        match self.client.login(&LoginRequest::new(EMAIL, PASSWORD)).await.unwrap() {
            LoginOutcome::TwoFactorRequired(asked) => asked,
            other => panic!("{other:?}"),
        }
    }

    async fn finish(&self, code: impl Into<Secret>) -> LoginResponse {
        let asked = self.asked().await.two_factor_id.unwrap();
        let mut request = TwoFactorLoginRequest::new(asked, code);
        request.trust_computer = Some(true);
        match self.client.two_factor_login(&request).await.unwrap() {
            LoginOutcome::SignedIn(answer) => answer,
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_code_of_an_app_or_a_recovery_code_completes_a_login() {
    let scene = Scene::start().await;
    let asked = scene.asked().await;
    assert_eq!(asked.methods.as_ref().unwrap()[0].method.as_deref(), Some("authenticator"));
    assert!(asked.methods.unwrap()[0].secret.is_none());
    assert!(scene.finish(app_code(&scene.app)).await.token.is_some());
    assert!(scene.finish(scene.recovery[0].clone()).await.token.is_some());
    let id = scene.asked().await.two_factor_id.unwrap();
    let again = TwoFactorLoginRequest::new(id, scene.recovery[0].clone());
    let error = scene.client.two_factor_login(&again).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::InvalidCredentials, Some(421)));
    let text = format!("{error:?} {error} {again:?}");
    assert!(!text.contains(scene.recovery[0].expose()), "{text}");
    let late = TwoFactorLoginRequest::new("unknown", app_code(&scene.app));
    let error = scene.client.two_factor_login(&late).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::InvalidToken, Some(404)));
}

#[tokio::test]
async fn recovery_codes_are_replaced_and_a_method_is_named_and_removed() {
    let scene = Scene::start().await;
    let Scene { client, user, .. } = &scene;
    let name = TwoFactorUpdateRequest::new(scene.method().await, Some("Phone".to_owned()));
    client.update_two_factor(user, &name).await.unwrap();
    assert_eq!(scene.methods().await[0].name.as_deref(), Some("Phone"));
    let codes = client.generate_two_factor_recovery_codes(user).await.unwrap();
    assert_eq!(codes.recovery_codes.unwrap().len(), 10);
    let codes = client.retrieve_two_factor_recovery_codes(user).await.unwrap();
    assert_eq!(codes.recovery_codes.unwrap_or_default(), []);
    let method = scene.method().await;
    let wrong = TwoFactorDisableRequest::new(&method, "wrong!");
    let error = client.disable_two_factor_with_request(user, &wrong).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidCredentials);
    let right = TwoFactorDisableRequest::new(&method, app_code(&scene.app));
    client.disable_two_factor_with_request(user, &right).await.unwrap();
    assert!(scene.methods().await.is_empty());
    let request = TwoFactorRequest::authenticator("MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=", "123456");
    let error = client.enable_two_factor(user, &request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidCredentials);
}

#[tokio::test]
async fn the_list_of_requests_does_not_show_the_code_that_removes_a_method() {
    let scene = Scene::start().await;
    let query = TwoFactorDisableQuery::new(scene.method().await, scene.recovery[1].clone());
    scene.client.disable_two_factor(&scene.user, &query).await.unwrap();
    assert!(scene.methods().await.is_empty());
    let seen = format!("{:?}", scene.server.requests().await);
    assert!(!seen.contains(scene.recovery[1].expose()), "{seen}");
}

#[tokio::test]
async fn users_change_their_second_factors_with_their_own_token() {
    let scene = Scene::start().await;
    let token = scene.finish(app_code(&scene.app)).await.token.unwrap();
    let client = Client::new(declared::config("fusionauth", scene.server.url())).unwrap();
    let secret = client.generate_two_factor_secret_using_jwt(&token).await.unwrap();
    let code = app_code(&secret.secret_base32_encoded);
    let request = TwoFactorRequest::authenticator(secret.secret, code);
    let second = client.enable_two_factor_using_jwt(&token, &request).await.unwrap();
    assert!(second.recovery_codes.is_none());
    let ids: Vec<_> = scene.methods().await.into_iter().map(|method| method.id.unwrap()).collect();
    let right = TwoFactorDisableRequest::new(&ids[0], app_code(&scene.app));
    client.disable_two_factor_using_jwt(&token, &right).await.unwrap();
    assert_eq!(scene.method().await, ids[1]);
    let to = TwoFactorSendRequest::to_email(EMAIL);
    let refused = client.send_two_factor_code_for_enable_disable_using_jwt(&token, &to).await;
    let error = refused.unwrap_err();
    assert_eq!(error.field_errors()[0].error.code.as_deref(), Some("[disabled]method"));
    let mut to = TwoFactorSendRequest::to_phone("+13035551212");
    to.user_id = Some(scene.user.clone());
    let error = scene.client.send_two_factor_code_for_enable_disable(&to).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Validation);
}

#[tokio::test]
async fn a_started_two_factor_login_gives_the_trust_token_for_a_password_change() {
    let scene = Scene::start().await;
    let Scene { client, user, .. } = &scene;
    let mut change = ChangePasswordByIdentityRequest::new(EMAIL, "another horse 2");
    let error = client.change_password_by_identity(&change).await.unwrap_err();
    assert_eq!(error.code(), Some("[TrustTokenRequired]"));
    let started = client.start_two_factor_login(&TwoFactorStartRequest::new(user)).await.unwrap();
    let request = TwoFactorLoginRequest::new(started.two_factor_id, started.code);
    let outcome = client.two_factor_login(&request).await.unwrap();
    change.trust_token = outcome.response().trust_token.clone();
    assert!(change.trust_token.is_some(), "{outcome:?}");
    client.change_password_by_identity(&change).await.unwrap();
}

#[tokio::test]
async fn the_status_differs_between_a_trusted_device_and_another_one() {
    let scene = Scene::start().await;
    let Scene { client, user, .. } = &scene;
    let query = TwoFactorStatusQuery::new(user);
    let status = client.retrieve_two_factor_status(None, &query).await.unwrap();
    assert!(matches!(status, TwoFactorStatus::Needed(_)), "{status:?}");
    let trust = scene.finish(app_code(&scene.app)).await.two_factor_trust_id.unwrap();
    let status = client.retrieve_two_factor_status(Some(&trust), &query).await.unwrap();
    let TwoFactorStatus::NotNeeded(answer) = status else { panic!("{status:?}") };
    assert_eq!(answer.trusts.unwrap()[0].expired, Some(false));
    let mut request = TwoFactorStatusRequest::new(user);
    request.action = Some("changePassword".to_owned());
    request.two_factor_trust_id = Some(trust.clone());
    let status = client.retrieve_two_factor_status_with_request(&request).await.unwrap();
    assert!(matches!(status, TwoFactorStatus::Needed(_)), "{status:?}");
    let mut login = LoginRequest::new(EMAIL, PASSWORD);
    login.two_factor_trust_id = Some(trust);
    let outcome = client.login(&login).await.unwrap();
    assert!(matches!(outcome, LoginOutcome::SignedIn(_)), "{outcome:?}");
}

/// Whether a sign-in of the user needs no second factor.
async fn is_trusted(session: &Session<Client>) -> bool {
    let outcome = session.sign_in(&LoginRequest::new("ADA@example.com", PASSWORD)).await.unwrap();
    matches!(outcome, LoginOutcome::SignedIn(_))
}

/// Signs in with both factors, and lets the server trust the device.
async fn sign_in(scene: &Scene, session: &Session<Client>) {
    let login = LoginRequest::new(EMAIL, PASSWORD);
    let LoginOutcome::TwoFactorRequired(asked) = session.sign_in(&login).await.unwrap() else {
        panic!("no second factor is needed");
    };
    assert_eq!(session.state(), State::SignedOut(SignOutReason::NeverSignedIn));
    let id = asked.two_factor_id.unwrap();
    let wrong = TwoFactorLoginRequest::new(id.clone(), "wrong!");
    let error = session.sign_in_two_factor(&wrong).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidCredentials);
    assert_eq!(session.state(), State::SignedOut(SignOutReason::NeverSignedIn));
    let mut right = TwoFactorLoginRequest::new(id, app_code(&scene.app));
    right.trust_computer = Some(true);
    session.sign_in_two_factor(&right).await.unwrap();
    assert!(matches!(session.state(), State::SignedIn(_)));
    assert_eq!(session.user().await.unwrap().email.as_deref(), Some(EMAIL));
}

#[tokio::test]
async fn a_device_is_still_trusted_after_a_sign_out() {
    let scene = Scene::start().await;
    let session = Session::open(scene.client.clone(), MemoryStore::default()).await;
    sign_in(&scene, &session).await;
    session.sign_out().await;
    assert!(is_trusted(&session).await);
    let other = Session::open(scene.client.clone(), MemoryStore::default()).await;
    assert!(!is_trusted(&other).await, "a session with another store is not trusted");
    let mut own = LoginRequest::new(EMAIL, PASSWORD);
    own.two_factor_trust_id = Some("own".into());
    let outcome = session.sign_in(&own).await.unwrap();
    assert!(matches!(outcome, LoginOutcome::TwoFactorRequired(_)), "the id in the request is used");
}

#[tokio::test]
async fn the_trust_id_is_in_a_file_beside_the_tokens() {
    let scene = Scene::start().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let session = Session::open(scene.client.clone(), FileStore::new(&path)).await;
    sign_in(&scene, &session).await;
    session.sign_out().await;
    assert!(!path.exists(), "the tokens are removed");
    let trust = std::fs::read_to_string(folder.path().join("session.trust")).unwrap();
    assert!(trust.contains(EMAIL), "{trust}");
    let next = Session::open(scene.client.clone(), FileStore::new(&path)).await;
    assert!(is_trusted(&next).await);
    // A session does not use the trust id of another server address or of another tenant.
    let elsewhere = scene.server.url().replace("127.0.0.1", "localhost");
    for client in [
        Client::new(declared::config("fusionauth", &elsewhere).with_api_key(KEY)).unwrap(),
        scene.client.for_tenant("30663132-6464-6665-3032-326466613934").unwrap(),
    ] {
        let other = Session::open(client, FileStore::new(&path)).await;
        assert!(!is_trusted(&other).await, "a trust id is for one server and one tenant");
    }
    // If the text of the file is not valid, the device is not trusted, but a sign-in does not fail.
    std::fs::write(folder.path().join("session.trust"), "no JSON").unwrap();
    let last = Session::open(scene.client.clone(), FileStore::new(&path)).await;
    assert!(!is_trusted(&last).await);
}

/// A store whose trust ids cannot be read. It counts how often they are saved.
#[derive(Clone, Default)]
struct Unreadable(Arc<Mutex<u32>>);

impl TokenStore for Unreadable {
    fn load(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
        Box::pin(async { Ok(None) })
    }

    fn save(&self, _: Option<Secret>) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async { Ok(()) })
    }

    fn load_trust(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
        Box::pin(async { Err(Error::new(ErrorKind::Storage, "locked")) })
    }

    fn save_trust(&self, _: Secret) -> BoxFuture<'_, Result<(), Error>> {
        *self.0.lock().unwrap() += 1;
        Box::pin(async { Ok(()) })
    }
}

#[tokio::test]
async fn trust_ids_that_cannot_be_read_are_not_replaced() {
    let scene = Scene::start().await;
    let store = Unreadable::default();
    let session = Session::open(scene.client.clone(), store.clone()).await;
    sign_in(&scene, &session).await;
    assert_eq!(*store.0.lock().unwrap(), 0);
    session.sign_out().await;
    assert!(is_trusted(&session).await, "the session keeps the new trust id in memory");
}

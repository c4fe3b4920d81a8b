//! The `FusionAuth` client: its types, its requests and its errors.

use matricula::{ErrorKind, fusionauth::*};
use matricula_test_server::TestServer;
use serde_json::json;

use crate::declared;
use crate::support::{Hostile, answer};

const KEY: &str = "bf69486b-4733-4470-a592-f1bfce7af580";
const PASSWORD: &str = "correct horse 1";
const EMAIL: &str = "ada@example.com";

fn client(url: &str) -> Client {
    let mut config = declared::config("fusionauth", url);
    config.api_key = Some(KEY.into());
    Client::new(config).unwrap()
}

/// Creates an application with the roles `admin` and `user`; `user` is the default role.
async fn application(client: &Client, name: &str, verify: bool) -> String {
    let mut user = ApplicationRole::new("user");
    user.is_default = Some(true);
    let mut application = Application::new(name);
    application.roles = Some(vec![ApplicationRole::new("admin"), user]);
    let mut login = LoginConfiguration::default();
    login.generate_refresh_tokens = Some(true);
    login.allow_token_refresh = Some(true);
    application.login_configuration = Some(login);
    if verify {
        application.verify_registration = Some(true);
        application.verification_email_template_id =
            Some("00000000-0000-0000-0000-000000000007".to_owned());
    }
    let made = client.create_application(None, &ApplicationRequest::new(application)).await;
    made.unwrap().application.id.unwrap()
}

fn login(application: &str) -> LoginRequest {
    let mut request = LoginRequest::new(EMAIL, PASSWORD);
    request.application_id = Some(application.to_owned());
    request
}

#[tokio::test]
async fn a_registration_is_created_verified_patched_and_deleted() {
    let server = TestServer::start().await.unwrap();
    let client = client(server.url());
    let shop = application(&client, "Shop", true).await;
    let forum = application(&client, "Forum", false).await;
    let mut user = User::new(EMAIL);
    user.password = Some(PASSWORD.into());
    let request = CreateAndRegisterRequest::new(user, Registration::new(&shop));
    let made = client.create_and_register(None, &request).await.unwrap();
    let id = made.user.unwrap().id.unwrap();
    let verification = VerifyRegistrationRequest::new(made.registration_verification_id.unwrap());
    client.verify_user_registration(&verification).await.unwrap();

    let outcome = client.login(&login(&forum)).await.unwrap();
    assert!(matches!(outcome, LoginOutcome::NotRegistered(_)), "{outcome:?}");
    let request = RegistrationRequest::new(Registration::new(&forum));
    client.register(&id, &request).await.unwrap();
    let twice = client.register(&id, &request).await.unwrap_err();
    assert_eq!(twice.kind(), ErrorKind::Conflict);
    assert!(twice.has_code("[duplicate]registration"));
    let LoginOutcome::SignedIn(tokens) = client.login(&login(&forum)).await.unwrap() else {
        panic!("not signed in");
    };
    let claims = client.validate_jwt(tokens.token.as_ref().unwrap()).await.unwrap().jwt;
    assert_eq!(claims.sub.as_deref(), Some(id.as_str()));
    assert_eq!(claims.roles, Some(vec![json!("user")]));

    let mut patch = RegistrationPatch::new(&forum);
    patch.username = Change::Value("ada".to_owned());
    patch.roles = Change::Value(vec!["admin".to_owned()]);
    let patched = client.patch_registration(&id, &PatchRegistrationRequest::new(patch)).await;
    let patched = patched.unwrap().registration;
    assert_eq!(patched.username.as_deref(), Some("ada"));
    assert_eq!(patched.roles, Some(vec!["admin".to_owned(), "user".to_owned()]));
    let mut patch = RegistrationPatch::new(&forum);
    patch.username = Change::Null;
    let patch = PatchRegistrationRequest::new(patch);
    let patched = client.merge_patch_registration(&id, &patch).await.unwrap().registration;
    assert_eq!(patched.username, None);

    // A refresh token stays valid when the registration is deleted; a logout revokes the token.
    client.delete_registration(&id, &forum).await.unwrap();
    let refresh = RefreshRequest::new(tokens.refresh_token.unwrap());
    client.refresh(&refresh).await.unwrap();
    client.logout(&LogoutRequest::new(refresh.refresh_token.clone())).await.unwrap();
    let over = client.refresh(&refresh).await.unwrap_err();
    assert_eq!(over.kind(), ErrorKind::InvalidToken);
}

#[tokio::test]
async fn an_application_is_updated_and_then_deleted_with_its_registrations() {
    let server = TestServer::start().await.unwrap();
    let client = client(server.url());
    let shop = application(&client, "Shop", false).await;
    let forum = application(&client, "Forum", false).await;
    let request = CreateAndRegisterRequest::new(User::new(EMAIL), Registration::new(&shop));
    let made = client.create_and_register(None, &request).await.unwrap();
    let user = made.user.unwrap().id.unwrap();

    let read = client.retrieve_application(&shop).await.unwrap().application;
    let mut request = ApplicationRequest::new(read.clone());
    request.application.name = Some("Store".to_owned());
    client.update_application(&shop, &request).await.unwrap();
    let updated = client.retrieve_application(&shop).await.unwrap().application;
    assert_eq!(updated.name.as_deref(), Some("Store"));
    assert_eq!(updated.login_configuration, read.login_configuration);
    let ids = |application: &Application| {
        let roles = application.roles.clone().unwrap();
        roles.into_iter().map(|role| (role.id, role.is_default)).collect::<Vec<_>>()
    };
    assert_eq!(ids(&updated), ids(&read));
    let taken = client.update_application(&forum, &request).await.unwrap_err();
    assert_eq!(taken.kind(), ErrorKind::Conflict);
    assert!(taken.has_code("[duplicate]application.name"));

    client.delete_application(&shop).await.unwrap();
    for gone in [
        client.retrieve_application(&shop).await.unwrap_err(),
        client.update_application(&shop, &request).await.unwrap_err(),
        client.delete_application(&shop).await.unwrap_err(),
        client.retrieve_registration(&user, &shop).await.unwrap_err(),
    ] {
        assert_eq!((gone.kind(), gone.status()), (ErrorKind::NotFound, Some(404)));
    }
}

#[tokio::test]
async fn each_status_of_a_login_has_its_error_kind_or_its_outcome() {
    let status = |status: &'static str, body: &'static str| async move {
        let server = Hostile::always(answer(status, "", body)).await;
        client(&server.url).login(&LoginRequest::new(EMAIL, PASSWORD)).await
    };
    for (line, kind) in [
        ("404 Not Found", ErrorKind::InvalidCredentials),
        ("410 Gone", ErrorKind::AccountExpired),
        ("423 Locked", ErrorKind::AccountLocked),
        ("401 Unauthorized", ErrorKind::Unauthorized),
        ("204 No Content", ErrorKind::UnexpectedResponse),
    ] {
        assert_eq!(status(line, "").await.unwrap_err().kind(), kind, "{line}");
    }
    let actions = r#"{"actions":[{"name":"Ban"}]}"#;
    let prevented = status("409 Conflict", actions).await.unwrap_err();
    assert_eq!(prevented.kind(), ErrorKind::LoginPrevented);
    assert_eq!(prevented.actions()[0].name.as_deref(), Some("Ban"));
    let outcome = status("203 X", r#"{"changePasswordId":"c"}"#).await.unwrap();
    assert!(matches!(outcome, LoginOutcome::PasswordChangeRequired(_)));
    let outcome = status("212 X", "{}").await.unwrap();
    assert!(matches!(outcome, LoginOutcome::IdentityUnverified(_)));
    let outcome = status("213 X", "{}").await.unwrap();
    assert!(matches!(outcome, LoginOutcome::RegistrationUnverified(_)));
    let outcome = status("242 X", r#"{"twoFactorId":"t"}"#).await.unwrap();
    assert!(matches!(outcome, LoginOutcome::TwoFactorRequired(_)));
    assert_eq!(status("200 OK", "").await.unwrap_err().kind(), ErrorKind::UnexpectedResponse);
}

#[tokio::test]
async fn a_user_is_patched_with_each_of_the_three_forms_of_patch() {
    let server = TestServer::start().await.unwrap();
    let client = client(server.url());
    let mut user = User::new(EMAIL);
    user.preferred_languages = Some(vec!["en".to_owned()]);
    user.first_name = Some("Ada".to_owned());
    let id = client.create_user(None, &UserRequest::new(user)).await.unwrap().user.id.unwrap();
    let mut patch = UserPatch::default();
    patch.preferred_languages = Change::Value(vec!["de".to_owned()]);
    let patch = PatchUserRequest::new(patch);
    let patched = client.patch_user(&id, &patch).await.unwrap().user;
    assert_eq!(patched.preferred_languages, Some(vec!["en".to_owned(), "de".to_owned()]));
    let patched = client.merge_patch_user(&id, &patch).await.unwrap().user;
    assert_eq!(patched.preferred_languages, Some(vec!["de".to_owned()]));
    let mut test = PatchOperation::new("test", "/user/firstName");
    test.value = Some(json!("Ada"));
    let operations = [test.clone(), PatchOperation::new("remove", "/user/firstName")];
    let patched = client.json_patch_user(&id, &operations).await.unwrap().user;
    assert_eq!((patched.first_name, patched.email.as_deref()), (None, Some(EMAIL)));
    let failed = client.json_patch_user(&id, &[test]).await.unwrap_err();
    assert_eq!(failed.kind(), ErrorKind::Validation);
}

#[tokio::test]
async fn if_an_action_prevents_a_login_the_error_contains_the_action() {
    let server = TestServer::start().await.unwrap();
    let client = client(server.url());
    let shop = application(&client, "Shop", false).await;
    let mut user = User::new(EMAIL);
    user.password = Some(PASSWORD.into());
    let user = client.create_user(None, &UserRequest::new(user)).await.unwrap().user;
    let kind = "10c40a7e-5b1d-4e2f-9c3a-6d7e8f9a0b1c";
    let action = json!({"action": {
        "actioneeUserId": user.id, "name": "Ban", "option": "Temporary", "reason": "spam",
        "userActionId": kind}});
    let url = format!("{}/api/user/action", server.url());
    let call = reqwest::Client::new().post(url).header("Authorization", KEY);
    let call = call.header("Content-Type", "application/json").body(action.to_string());
    assert_eq!(call.send().await.unwrap().status(), 200);

    let prevented = client.login(&login(&shop)).await.unwrap_err();
    assert_eq!((prevented.kind(), prevented.status()), (ErrorKind::LoginPrevented, Some(409)));
    let [action] = &prevented.actions()[..] else { panic!("{:?}", prevented.actions()) };
    assert_eq!(action.localized_name.as_deref(), Some("Ban"));
    assert_eq!(action.option.as_deref(), Some("Temporary"));
    assert_eq!(action.reason.as_deref(), Some("spam"));
    assert_eq!(action.action_id.as_deref(), Some(kind));
    assert!(action.extra.is_empty());
    assert!(!format!("{prevented:?}").contains("spam"));
}

#[tokio::test]
async fn requests_have_the_right_key_tenant_path_and_content_type() {
    let body = r#"{"registration":{"applicationId":"a"}}"#;
    let server = Hostile::always(answer("200 OK", "", body)).await;
    let client = client(&server.url).for_tenant("t-1").unwrap();
    let request = RegistrationRequest::new(Registration::new("a"));
    client.update_registration("u", &request).await.unwrap();
    let patch = PatchRegistrationRequest::new(RegistrationPatch::new("a"));
    client.merge_patch_registration("u", &patch).await.unwrap();
    client.register("u", &request).await.unwrap();
    client.verify_registration(&"v".into()).await.unwrap();
    let mut resend = ResendRegistrationVerificationRequest::new("a", "ada+x@example.com");
    resend.send_verify_registration_email = Some(false);
    client.resend_registration_verification(&resend).await.unwrap();

    let seen = server.requests();
    let head = |at: usize| seen[at].to_lowercase();
    assert!(head(0).starts_with("put /api/user/registration/u/a http"), "{}", seen[0]);
    assert!(head(0).contains(&format!("authorization: {KEY}\r\n")), "{}", seen[0]);
    assert!(head(0).contains("x-fusionauth-tenantid: t-1\r\n"));
    assert!(seen[0].ends_with(r#"{"registration":{"applicationId":"a"}}"#));
    assert!(head(1).starts_with("patch /api/user/registration/u/a http"));
    assert!(head(1).contains("content-type: application/merge-patch+json\r\n"));
    assert!(head(2).starts_with("post /api/user/registration/u http"));
    assert!(!seen[2].contains("\"user\""));
    assert!(head(3).starts_with("post /api/user/verify-registration/v http"));
    assert!(!head(3).contains("authorization"));
    assert!(head(4).contains("email=ada%2bx%40example.com"), "{}", seen[4]);
    assert!(head(4).contains("sendverifyregistrationemail=false"));
}

#[tokio::test]
async fn the_setting_short_paths_applies_to_updates_and_patches_but_not_to_merge_patches() {
    let body = r#"{"registration":{"applicationId":"a"}}"#;
    let server = Hostile::always(answer("200 OK", "", body)).await;
    let mut config = declared::config("fusionauth", &server.url);
    config.short_paths = true;
    let client = Client::new(config).unwrap();
    let request = RegistrationRequest::new(Registration::new("a"));
    let patch = PatchRegistrationRequest::new(RegistrationPatch::new("a"));
    client.update_registration("u", &request).await.unwrap();
    client.patch_registration("u", &patch).await.unwrap();
    client.merge_patch_registration("u", &patch).await.unwrap();
    client.retrieve_registration("u", "a").await.unwrap();
    let paths: Vec<_> =
        server.requests().iter().map(|seen| seen.split(' ').nth(1).unwrap().to_owned()).collect();
    let (short, long) = ("/api/user/registration/u", "/api/user/registration/u/a");
    assert_eq!(paths, [short, short, long, long]);
}

#[tokio::test]
async fn a_login_answer_without_a_required_member_is_an_error() {
    for (status, body, missing) in [
        (200, r#"{"token":"t"}"#, "user"),
        (202, "{}", "user"),
        (203, r#"{"changePasswordReason":"Expired"}"#, "changePasswordId"),
        (242, r#"{"twoFactorId":7}"#, "twoFactorId"),
        (200, "", "user"),
    ] {
        let server = Hostile::always(answer(&format!("{status} Odd"), "", body)).await;
        let request = LoginRequest::new(EMAIL, PASSWORD);
        let error = client(&server.url).login(&request).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnexpectedResponse, "{status}");
        assert_eq!(error.status(), Some(status));
        assert!(error.to_string().contains(missing), "{status}: {error}");
    }
}

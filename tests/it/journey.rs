//! The steps of a user: register, confirm, log in, manage the account, log out. Also scopes, the token
//! endpoint, and settings of the server.

use std::time::Duration;

use matricula::{
    ErrorKind, Secret,
    fusio::{
        ActivateRequest, ChangePasswordRequest, ExecutePasswordResetRequest, LoginRequest,
        RefreshRequest, RegisterRequest, RequestPasswordResetRequest, TokenRequest,
        UpdateAccountRequest, expires_at,
    },
};
use serde_json::json;

use crate::support::{PASSWORD, mailed_token, server, signed_in};

#[tokio::test]
async fn a_user_registers_confirms_and_logs_in() {
    let (server, client) = server().await;
    let request = RegisterRequest::new("baz", "baz@example.com", PASSWORD);
    let message = client.register(&request).await.unwrap();
    assert!(message.success);
    assert_eq!(message.message.as_deref(), Some("Registration successful"));

    let login = LoginRequest::new("baz", PASSWORD);
    let early = client.login(&login).await.unwrap_err();
    assert_eq!((early.kind(), early.status()), (ErrorKind::InvalidCredentials, Some(400)));

    let token = mailed_token(&server, "baz@example.com").await;
    client.activate(&ActivateRequest::new(token.as_str())).await.unwrap();
    let again = client.activate(&ActivateRequest::new(token)).await.unwrap_err();
    assert_eq!((again.kind(), again.status()), (ErrorKind::InvalidToken, Some(400)));

    let answer = client.login(&login).await.unwrap();
    assert_eq!(answer.expires_in, Some(172_800));
    assert_eq!(answer.refresh_token.as_ref().unwrap().expose().len(), 80);
    assert!(answer.scope.unwrap().split(',').any(|scope| scope == "consumer.account"));
    client.login(&LoginRequest::new("baz@example.com", PASSWORD)).await.unwrap();
}

#[tokio::test]
async fn a_login_can_ask_for_fewer_scopes() {
    let (server, client) = server().await;
    signed_in(&server, &client, "baz").await;
    let mut request = LoginRequest::new("baz", PASSWORD);
    request.scopes = Some(vec!["authorization".into(), "no.such".into()]);
    let answer = client.login(&request).await.unwrap();
    assert_eq!(answer.scope.as_deref(), Some("authorization"));
    let refused = client.account(&answer.token).await.unwrap_err();
    assert_eq!((refused.kind(), refused.status()), (ErrorKind::Forbidden, Some(401)));
    assert_eq!(client.whoami(&answer.token).await.unwrap().name, "baz");
}

#[tokio::test]
async fn an_error_about_a_password_says_whether_it_is_the_old_or_the_new_one() {
    let (server, client) = server().await;
    let tokens = signed_in(&server, &client, "baz").await;
    for (old, new, field, kind) in [
        ("short", "an0ther-Horse", "oldPassword", ErrorKind::Validation),
        ("with a blank", "an0ther-Horse", "oldPassword", ErrorKind::Validation),
        (PASSWORD, "short", "newPassword", ErrorKind::Validation),
        (PASSWORD, "with a blank", "newPassword", ErrorKind::Validation),
        ("wr0ng-password", "an0ther-Horse", "oldPassword", ErrorKind::InvalidCredentials),
    ] {
        let request = ChangePasswordRequest::new(old, new, new);
        let error = client.change_password(&tokens.token, &request).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{old} {new}: {error}");
        let fields: Vec<_> = error.field_errors().iter().map(|about| &*about.field).collect();
        assert_eq!(fields, [field], "{old} {new}: {error}");
    }
    let ask = RequestPasswordResetRequest::new("baz@example.com");
    client.request_password_reset(&ask).await.unwrap();
    let token = mailed_token(&server, "baz@example.com").await;
    let request = ExecutePasswordResetRequest::new(token, "short");
    let error = client.execute_password_reset(&request).await.unwrap_err();
    assert!(error.field_error("newPassword").is_some(), "{error:?}");
}

#[tokio::test]
async fn a_login_without_a_valid_scope_has_a_field_error_for_scopes() {
    let (server, client) = server().await;
    signed_in(&server, &client, "baz").await;
    let mut request = LoginRequest::new("baz", PASSWORD);
    request.scopes = Some(vec!["no.such".into()]);
    let error = client.login(&request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Validation);
    assert!(error.field_error("scopes").is_some(), "{error:?}");
    let request = TokenRequest::ClientCredentials { scope: Some("no.such".into()) };
    let error = client.token("baz", &PASSWORD.into(), &request).await.unwrap_err();
    assert!(error.field_error("scope").is_some(), "{error:?}");
}

#[tokio::test]
async fn only_one_of_many_simultaneous_refreshes_with_one_token_succeeds() {
    let (server, client) = server().await;
    let mut tokens = signed_in(&server, &client, "baz").await;
    for _ in 0..10 {
        let request = RefreshRequest::new(tokens.refresh_token.clone().unwrap());
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let (client, request) = (client.clone(), request.clone());
                tokio::spawn(async move { client.refresh(&request).await })
            })
            .collect();
        let mut new = Vec::new();
        for task in tasks {
            new.extend(task.await.unwrap().ok());
        }
        assert_eq!(new.len(), 1);
        tokens = new.remove(0);
        client.account(&tokens.token).await.unwrap();
    }
}

#[tokio::test]
async fn a_refresh_replaces_both_tokens() {
    let (server, client) = server().await;
    let old = signed_in(&server, &client, "baz").await;
    let request = RefreshRequest::new(old.refresh_token.clone().unwrap());
    let new = client.refresh(&request).await.unwrap();
    assert_ne!((&new.token, &new.refresh_token), (&old.token, &old.refresh_token));
    assert_eq!(client.account(&new.token).await.unwrap().name, "baz");
    let dead = client.account(&old.token).await.unwrap_err();
    assert_eq!((dead.kind(), dead.status()), (ErrorKind::Unauthorized, Some(401)));
    let wrong = client.refresh(&RefreshRequest::new("0".repeat(80))).await.unwrap_err();
    assert_eq!(wrong.kind(), ErrorKind::InvalidToken);
    assert!(wrong.field_error("refresh_token").is_some());
}

#[tokio::test]
async fn an_access_token_expires_after_the_lifetime_in_the_answer() {
    let (server, client) = server().await;
    let answer = signed_in(&server, &client, "baz").await;
    let life = expires_at(answer.expires_in.unwrap(), 0);
    server.advance(Duration::from_secs(life - 60)).await;
    client.account(&answer.token).await.unwrap();
    server.advance(Duration::from_secs(120)).await;
    let expired = client.account(&answer.token).await.unwrap_err();
    assert_eq!((expired.kind(), expired.status()), (ErrorKind::Unauthorized, Some(401)));
}

#[tokio::test]
async fn the_account_is_read_and_its_email_address_is_changed() {
    let (server, client) = server().await;
    let token = signed_in(&server, &client, "baz").await.token;
    let account = client.account(&token).await.unwrap();
    assert_eq!((account.name.as_str(), account.status), ("baz", Some(1)));
    assert_eq!(account.email.as_deref(), Some("baz@example.com"));
    assert!(account.plans.is_empty() && account.extra.is_empty());
    assert!(account.scopes.contains(&"consumer".to_owned()));
    client.update_account(&token, &UpdateAccountRequest::new("new@example.com")).await.unwrap();
    let account = client.whoami(&token).await.unwrap();
    assert_eq!(account.email.as_deref(), Some("new@example.com"));
    let bad = client.update_account(&token, &UpdateAccountRequest::new("new")).await.unwrap_err();
    assert_eq!(bad.kind(), ErrorKind::Validation);
    assert_eq!(bad.field_error("email").unwrap().message, "Invalid email format");
}

#[tokio::test]
async fn changing_a_password_needs_the_old_one() {
    let (server, client) = server().await;
    let token = signed_in(&server, &client, "baz").await.token;
    let change = |old: &str, new: &str, verify: &str| ChangePasswordRequest::new(old, new, verify);
    let typo = client.change_password(&token, &change(PASSWORD, "new!12345", "new!1234")).await;
    assert!(typo.unwrap_err().field_error("verifyPassword").is_some());
    let wrong =
        client.change_password(&token, &change("wrong!123", "new!12345", "new!12345")).await;
    assert_eq!(wrong.unwrap_err().kind(), ErrorKind::InvalidCredentials);
    client.change_password(&token, &change(PASSWORD, "new!12345", "new!12345")).await.unwrap();
    client.login(&LoginRequest::new("baz", "new!12345")).await.unwrap();
}

#[tokio::test]
async fn a_forgotten_password_is_reset_by_mail() {
    let (server, client) = server().await;
    signed_in(&server, &client, "baz").await;
    client
        .request_password_reset(&RequestPasswordResetRequest::new("baz@example.com"))
        .await
        .unwrap();
    let token = mailed_token(&server, "baz@example.com").await;
    let request = ExecutePasswordResetRequest::new(token, "brand-new!1");
    client.execute_password_reset(&request).await.unwrap();
    let used = client.execute_password_reset(&request).await.unwrap_err();
    assert_eq!(used.kind(), ErrorKind::InvalidToken);
    client.login(&LoginRequest::new("baz", "brand-new!1")).await.unwrap();
}

#[tokio::test]
async fn a_logout_ends_the_access_token() {
    let (server, client) = server().await;
    let token = signed_in(&server, &client, "baz").await.token;
    assert!(client.revoke(&token).await.unwrap().success);
    assert_eq!(client.account(&token).await.unwrap_err().kind(), ErrorKind::Unauthorized);
}

#[tokio::test]
async fn the_error_of_a_refused_registration_names_the_refused_field() {
    let (server, client) = server().await;
    signed_in(&server, &client, "baz").await;
    for (name, email, password, kind, field) in [
        ("", "a@example.com", PASSWORD, ErrorKind::Validation, "name"),
        ("a b", "a@example.com", PASSWORD, ErrorKind::Validation, "name"),
        ("baz", "a@example.com", PASSWORD, ErrorKind::Conflict, "name"),
        ("abc", "a", PASSWORD, ErrorKind::Validation, "email"),
        ("abc", "baz@example.com", PASSWORD, ErrorKind::Conflict, "email"),
        ("abc", "a@example.com", "short", ErrorKind::Validation, "password"),
        ("abc", "a@example.com", "with a blank", ErrorKind::Validation, "password"),
    ] {
        let error =
            client.register(&RegisterRequest::new(name, email, password)).await.unwrap_err();
        assert_eq!((error.kind(), error.status()), (kind, Some(400)), "{field}");
        assert_eq!(error.field_error(field).unwrap().message, error.message());
        assert!(error.request_id().is_some());
    }
}

#[tokio::test]
async fn a_captcha_is_required_when_the_server_has_a_captcha_secret() {
    let (server, client) = server().await;
    server.update_settings(json!({"fusio": {"recaptcha_secret": "s"}})).await.unwrap();
    let mut request = RegisterRequest::new("baz", "baz@example.com", PASSWORD);
    let missing = client.register(&request).await.unwrap_err();
    assert_eq!((missing.kind(), missing.status()), (ErrorKind::Captcha, Some(400)));
    request.captcha = Some("bad".into());
    assert_eq!(client.register(&request).await.unwrap_err().kind(), ErrorKind::Captcha);
    request.captcha = Some("good".into());
    client.register(&request).await.unwrap();
}

#[tokio::test]
async fn register_and_activate_fail_with_registration_disabled_when_registration_is_off() {
    let (server, client) = server().await;
    server.update_settings(json!({"fusio": {"registration": false}})).await.unwrap();
    let request = RegisterRequest::new("baz", "baz@example.com", PASSWORD);
    let off = client.register(&request).await.unwrap_err();
    assert_eq!((off.kind(), off.status()), (ErrorKind::RegistrationDisabled, Some(503)));
    let off = client.activate(&ActivateRequest::new("a.b.c")).await.unwrap_err();
    assert_eq!(off.kind(), ErrorKind::RegistrationDisabled);
}

#[tokio::test]
async fn the_token_endpoint_returns_tokens_for_three_grants() {
    let (server, client) = server().await;
    signed_in(&server, &client, "baz").await;
    let password = Secret::from(PASSWORD);
    let request = TokenRequest::ClientCredentials { scope: Some("consumer.account".into()) };
    let answer = client.token("baz", &password, &request).await.unwrap();
    assert_eq!(answer.token_type.as_deref(), Some("bearer"));
    assert_eq!(answer.scope.as_deref(), Some("consumer.account"));
    let request = TokenRequest::RefreshToken { refresh_token: answer.refresh_token.unwrap() };
    let answer = client.token("baz", &password, &request).await.unwrap();
    assert_eq!(client.account(&answer.access_token).await.unwrap().name, "baz");

    let apps = json!([{"name": "App", "key": "app-key", "secret": "app-secret"}]);
    server.update_settings(json!({"fusio": {"apps": apps}})).await.unwrap();
    let request =
        TokenRequest::Password { username: "baz".into(), password: password.clone(), scope: None };
    client.token("app-key", &"app-secret".into(), &request).await.unwrap();
    let wrong = client.token("app-key", &"wrong".into(), &request).await.unwrap_err();
    assert_eq!((wrong.kind(), wrong.status()), (ErrorKind::InvalidCredentials, Some(401)));
    assert_eq!(wrong.code(), Some("invalid_client"));
}

#[tokio::test]
async fn scopes_are_listed() {
    let (server, client) = server().await;
    let token = signed_in(&server, &client, "baz").await.token;
    let scopes = client.scopes(&token).await.unwrap();
    assert_eq!(
        scopes.entry.iter().map(|scope| scope.name.as_str()).collect::<Vec<_>>(),
        ["default"]
    );
    let categories = client.scope_categories(&token).await.unwrap().categories;
    assert!(categories.iter().flat_map(|c| &c.scopes).any(|s| s.name == "consumer.account"));
}

#[tokio::test]
async fn answers_of_older_versions_and_of_the_debug_mode_are_understood() {
    let (server, client) = server().await;
    signed_in(&server, &client, "baz").await;
    let login = LoginRequest::new("baz", PASSWORD);
    server.update_settings(json!({"fusio": {"login_answer": "token_only"}})).await.unwrap();
    let answer = client.login(&login).await.unwrap();
    assert!(
        answer.expires_in.is_none() && answer.refresh_token.is_none() && answer.scope.is_none()
    );
    assert_eq!(client.account(&answer.token).await.unwrap().name, "baz");
    server.update_settings(json!({"fusio": {"login_answer": "absolute_expiry"}})).await.unwrap();
    let expires_in = client.login(&login).await.unwrap().expires_in.unwrap();
    assert_eq!(expires_at(expires_in, 7), expires_in);
    server.update_settings(json!({"fusio": {"debug": true}})).await.unwrap();
    let debug = client.login(&LoginRequest::new("baz", "wrong!123")).await.unwrap_err();
    assert_eq!(debug.kind(), ErrorKind::InvalidCredentials);
    assert_eq!(debug.message(), "Invalid name or password");
}

#[tokio::test]
async fn a_rate_limited_error_says_how_long_to_wait() {
    let (server, client) = server().await;
    let limit = json!({"enabled": true, "anonymous": 2});
    server.update_settings(json!({"fusio": {"rate_limit": limit}})).await.unwrap();
    let login = LoginRequest::new("baz", "wrong!123");
    for _ in 0..2 {
        client.login(&login).await.unwrap_err();
    }
    let limited = client.login(&login).await.unwrap_err();
    assert_eq!((limited.kind(), limited.status()), (ErrorKind::RateLimited, Some(429)));
    assert_eq!(limited.retry_after(), Some(Duration::from_secs(900)));
}

#[tokio::test]
async fn a_client_is_shared_by_many_tasks() {
    let (server, client) = server().await;
    let token = signed_in(&server, &client, "baz").await.token;
    let tasks = (0..20).map(|_| {
        let (client, token) = (client.clone(), token.clone());
        tokio::spawn(async move { client.account(&token).await.map(|account| account.name) })
    });
    for task in tasks.collect::<Vec<_>>() {
        assert_eq!(task.await.unwrap().unwrap(), "baz");
    }
}

//! No password, token, key, code or captcha appears in printed text.

use std::fmt::Debug;

use matricula::{
    Config, Error, Secret,
    fusio::{
        ActivateRequest, ChangePasswordRequest, Client, ExecutePasswordResetRequest, LoginRequest,
        ProviderCallbackRequest, RefreshRequest, RegisterRequest, RequestPasswordResetRequest,
        TokenRequest, UpdateAccountRequest,
    },
};

use crate::support::{Act, Hostile, answer};

/// Every secret of these tests contains this word.
const CANARY: &str = "canary";

/// The printed texts, each with its source.
#[derive(Default)]
struct Printed(Vec<(&'static str, String)>);

impl Printed {
    fn debug(&mut self, who: &'static str, what: &impl Debug) {
        self.0.push((who, format!("{what:?} {what:#?}")));
    }

    fn result<T: Debug>(&mut self, who: &'static str, result: Result<T, Error>) {
        match result {
            Ok(answer) => self.debug(who, &answer),
            Err(error) => {
                self.debug(who, &error);
                let mut text = error.to_string();
                let mut source = std::error::Error::source(&error);
                while let Some(error) = source {
                    text.push_str(&format!(" {error} {error:?}"));
                    source = error.source();
                }
                self.0.push((who, text));
            }
        }
    }
}

/// Makes every call of Fusio's client that takes a secret, with a secret in each member that can have
/// one. Prints the configuration, the client, the requests with secrets, the answers and the errors.
async fn print_everything(url: &str) -> Printed {
    let mut config = Config::new(url);
    config.retry.attempts = 0;
    config.headers = vec![("X-Gateway-Key".into(), "canary-gateway".into())];
    let mut printed = Printed::default();
    printed.debug("config", &config);
    let client = Client::new(config).unwrap();
    printed.debug("client", &client);

    let mut request = RegisterRequest::new("a", "b", "canary-password");
    request.captcha = Some("canary-captcha".into());
    printed.debug("register", &request);
    printed.result("register", client.register(&request).await);
    let request = ActivateRequest::new("canary-token");
    printed.debug("activate", &request);
    printed.result("activate", client.activate(&request).await);
    let request = LoginRequest::new("a", "canary-password");
    printed.debug("login", &request);
    printed.result("login", client.login(&request).await);
    let request = RefreshRequest::new("canary-refresh");
    printed.debug("refresh", &request);
    printed.result("refresh", client.refresh(&request).await);
    let mut request = RequestPasswordResetRequest::new("a");
    request.captcha = Some("canary-captcha".into());
    printed.debug("request_password_reset", &request);
    printed.result("request_password_reset", client.request_password_reset(&request).await);
    let request = ExecutePasswordResetRequest::new("canary-token", "canary-password");
    printed.debug("execute_password_reset", &request);
    printed.result("execute_password_reset", client.execute_password_reset(&request).await);
    let token = Secret::from("canary-access");
    printed.result("account", client.account(&token).await);
    printed.result(
        "update_account",
        client.update_account(&token, &UpdateAccountRequest::new("a")).await,
    );
    let request = ChangePasswordRequest::new("canary-old", "canary-new", "canary-verify");
    printed.debug("change_password", &request);
    printed.result("change_password", client.change_password(&token, &request).await);
    printed.result("scopes", client.scopes(&token).await);
    printed.result("scope_categories", client.scope_categories(&token).await);
    printed.result("whoami", client.whoami(&token).await);
    printed.result("revoke", client.revoke(&token).await);
    for request in [
        TokenRequest::ClientCredentials { scope: None },
        TokenRequest::Password {
            username: "a".into(),
            password: "canary-password".into(),
            scope: None,
        },
        TokenRequest::RefreshToken { refresh_token: "canary-refresh".into() },
        TokenRequest::AuthorizationCode { code: "canary-code".into(), redirect_uri: "b".into() },
    ] {
        printed.debug("token", &request);
        printed.result("token", client.token("id", &"canary-secret".into(), &request).await);
    }
    let request = ProviderCallbackRequest::new("canary-code", "id", "b");
    printed.debug("provider_callback", &request);
    printed.result("provider_callback", client.provider_callback("github", &request).await);
    let nonce = Secret::from("canary-nonce");
    let back = "https://app.example.com/in?matricula_nonce=canary-nonce";
    let tokens = format!("{back}&access_token=canary-access&refresh_token=canary-refresh");
    printed.result("identity_callback", client.identity_callback(&tokens, &nonce));
    let refused = format!("{back}&error=canary-error&error_description=canary-text");
    printed.result("identity_callback", client.identity_callback(&refused, &nonce));
    printed.result("identity_callback", client.identity_callback("canary-url", &nonce));
    printed.result("provider_code", client.provider_code(&tokens, &"canary-other".into()));
    printed.result("account", client.account(&"canary-\n-token".into()).await);
    printed
}

async fn assert_nothing_leaks(what: &str, act: Act) {
    let server = Hostile::always(act).await;
    for (who, text) in print_everything(&server.url).await.0 {
        assert!(!text.to_lowercase().contains(CANARY), "{who} shows a secret, case {what}: {text}");
    }
}

#[tokio::test]
async fn no_secret_is_printed_for_any_answer_of_the_server() {
    let tokens = "{\"token\":\"canary-1\",\"access_token\":\"canary-2\",\"refresh_token\":\"canary-3\",\
                  \"id_token\":\"canary-4\",\"success\":true,\"id\":1,\"name\":\"a\",\"totalResults\":0}";
    assert_nothing_leaks("tokens", answer("200 OK", "", tokens)).await;
    let wrong = "{\"token\":[\"canary-1\"],\"access_token\":{\"canary\":1},\"success\":\"canary\",\"id\":\"canary\"}";
    assert_nothing_leaks("wrong types", answer("200 OK", "", wrong)).await;
    for said in
        ["canary-password", "Invalid captcha: canary-captcha", "/canary must be of type canary"]
    {
        for status in ["400 Bad", "401 No", "403 No", "404 No", "429 No", "500 Oops", "503 Busy"] {
            let body = format!(
                "{{\"success\":false,\"title\":\"{said}\",\"message\":\"{said}\",\"trace\":\"{said}\"}}"
            );
            assert_nothing_leaks("an echo", answer(status, "", body)).await;
        }
        let body = format!("{{\"error\":\"{said}\",\"error_description\":\"{said}\"}}");
        assert_nothing_leaks("an OAuth echo", answer("400 Bad", "", body)).await;
    }
    assert_nothing_leaks("HTML", answer("502 Bad", "", "<b>canary-password</b>")).await;
    assert_nothing_leaks("a closed connection", Act::Close).await;
    let broken =
        b"HTTP/1.1 200 OK\r\nX: canary\r\nContent-Length: 99\r\n\r\n{\"token\":\"canary".to_vec();
    assert_nothing_leaks("a broken answer", Act::Send(broken)).await;
    assert_nothing_leaks("not HTTP", Act::Send(b"canary-password\r\n\r\n".to_vec())).await;
}

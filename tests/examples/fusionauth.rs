// The shared setup of most examples of FusionAuth's operations. These examples include this file.

pub use matricula::{Config, ErrorKind, fusionauth::*};
pub use matricula_test_server::TestServer;

/// Starts a server and creates an application with two roles. Returns the server, a client with an API key, and the
/// application's id. With `verify`, registrations for the application must be verified.
pub async fn shop(
    verify: bool,
) -> Result<(TestServer, Client, String), Box<dyn std::error::Error>> {
    shop_at(TestServer::start().await?, verify).await
}

async fn shop_at(
    server: TestServer,
    verify: bool,
) -> Result<(TestServer, Client, String), Box<dyn std::error::Error>> {
    let config = Config::new(server.url()).with_api_key("bf69486b-4733-4470-a592-f1bfce7af580");
    let client = Client::new(config)?;
    let mut application = Application::new("Shop");
    application.roles = Some(["user", "editor"].map(ApplicationRole::new).into());
    let mut login = LoginConfiguration::default();
    login.allow_token_refresh = Some(true);
    login.generate_refresh_tokens = Some(true);
    application.login_configuration = Some(login);
    application.passwordless_configuration = Some(serde_json::from_str(r#"{"enabled": true}"#)?);
    if verify {
        application.verify_registration = Some(true);
        application.verification_email_template_id =
            Some("e160cc59-a73e-4d95-8287-f82e5c541a5c".into());
    }
    let made = client.create_application(None, &ApplicationRequest::new(application)).await?;
    let application_id = made.application.id.ok_or("the application has no id")?;
    Ok((server, client, application_id))
}

/// Does the same as `shop`, and registers a user. The last two values are the ids of the user and the application.
pub async fn registered(
    verify: bool,
) -> Result<(TestServer, Client, String, String), Box<dyn std::error::Error>> {
    let (server, client, application_id) = shop(verify).await?;
    let mut registration = Registration::new(&application_id);
    registration.roles = Some(vec!["user".into()]);
    let request = CreateAndRegisterRequest::new(ada(), registration);
    let user = client.create_and_register(None, &request).await?.user;
    let user_id = user.and_then(|user| user.id).ok_or("the user has no id")?;
    Ok((server, client, user_id, application_id))
}

/// Like `registered(false)`, but the user has no role, and has a second factor: the server sends the codes by
/// mail. This function does not return the user's id.
pub async fn second_factor() -> Result<(TestServer, Client, String), Box<dyn std::error::Error>> {
    let tenant = serde_json::json!({"multiFactorConfiguration": {"email": {"enabled": true}}});
    let patch = serde_json::json!({
        "method": "PATCH", "url": "/api/tenant/#{FUSIONAUTH_TENANT_ID}", "body": {"tenant": tenant},
    });
    let mut config = matricula_test_server::Config::default();
    config.kickstart = Some(serde_json::json!({"requests": [patch]}));
    let server = TestServer::start_with(config).await?;
    let (server, client, application_id) = shop_at(server, false).await?;
    let mut method = TwoFactorMethod::default();
    method.method = Some("email".into());
    method.email = Some("ada@example.com".into());
    let mut factors = TwoFactor::default();
    factors.methods = Some(vec![method]);
    let mut user = ada();
    user.two_factor = Some(factors);
    let request = CreateAndRegisterRequest::new(user, Registration::new(&application_id));
    client.create_and_register(None, &request).await?;
    Ok((server, client, application_id))
}

pub fn ada() -> User {
    let mut user = User::new("ada@example.com");
    user.password = Some("correct horse 1".into());
    user
}

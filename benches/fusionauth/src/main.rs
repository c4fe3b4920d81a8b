//! Calls FusionAuth's `retrieve_registration` in turn with `matricula`, with `fusionauth-rust-client`
//! and with `reqwest` alone. Prints the microseconds per call for each round, as JSON.
//!
//! The call reads a registration, because `fusionauth-rust-client` 2.9.0 cannot read a user: it
//! fails at the user's `identities`.
#![allow(clippy::unwrap_used, reason = "a failure ends the measurement")]

#[path = "../../race/mod.rs"]
mod race;

use fusionauth_rust_client::apis::{
    configuration::{ApiKey, Configuration},
    default_api::retrieve_registration_with_id,
};
use matricula::{Config, fusionauth};
use race::{Server, call, race};
use serde_json::Value;

const KEY: &str = "bf69486b-4733-4470-a592-f1bfce7af580";

#[tokio::main]
async fn main() {
    let server = Server::start();
    let mut config = Config::new(&server.url);
    config.api_key = Some(KEY.into());
    let client = fusionauth::Client::new(config).unwrap();
    let shop = fusionauth::ApplicationRequest::new(fusionauth::Application::new("Shop"));
    let shop = client.create_application(None, &shop).await.unwrap().application.id.unwrap();
    let request = fusionauth::CreateAndRegisterRequest::new(
        fusionauth::User::new("bench@example.com"),
        fusionauth::Registration::new(&shop),
    );
    let made = client.create_and_register(None, &request).await.unwrap();
    let (id, registration) = (made.user.unwrap().id.unwrap(), made.registration.id);

    let http = reqwest::Client::builder().user_agent("bench").build().unwrap();
    let url = format!("{}/api/user/registration/{id}/{shop}", server.url);
    let mut official = Configuration::new();
    official.base_path.clone_from(&server.url);
    official.api_key = Some(ApiKey { prefix: None, key: KEY.to_owned() });

    let bare = async || {
        let answer = http.get(&url).header("Authorization", KEY).send().await.unwrap();
        let answer = answer.error_for_status().unwrap();
        let found: fusionauth::RegistrationResponse = answer.json().await.unwrap();
        assert_eq!(found.registration.id, registration);
    };
    let theirs = async || {
        let found = retrieve_registration_with_id(&official, &id, &shop, None).await.unwrap();
        assert_eq!(found.registration.unwrap().id.map(|id| id.to_string()), registration);
    };
    let ours = async || {
        let found = client.retrieve_registration(&id, &shop).await.unwrap();
        assert_eq!(found.registration.id, registration);
    };
    let clients = [("reqwest", call(bare)), ("official", call(theirs)), ("matricula", call(ours))];
    println!("{}", Value::from(race("FusionAuth, `retrieve_registration`", &clients).await));
}

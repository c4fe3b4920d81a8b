//! Calls Fusio's operation `account` in turn with `matricula` and with `reqwest` alone. Prints the
//! microseconds per call for each round, as JSON.
#![allow(missing_docs, clippy::unwrap_used, reason = "a failure ends the measurement")]

mod race;

use matricula::{Config, Secret, fusio};
use race::{Server, call, race};
use serde_json::Value;

/// Registers and confirms a new user, logs in, and returns the token.
async fn token(server: &Server, client: &fusio::Client) -> Secret {
    let register = fusio::RegisterRequest::new("bench", "bench@example.com", "correct-Horse-7");
    client.register(&register).await.unwrap();
    let outbox = format!("{}/outbox?to=bench@example.com", server.control);
    let mails: Value = reqwest::get(outbox).await.unwrap().json().await.unwrap();
    let link = mails.pointer("/0/links/0").and_then(Value::as_str).unwrap();
    let mailed = link.rsplit('/').next().unwrap();
    client.activate(&fusio::ActivateRequest::new(mailed)).await.unwrap();
    let login = fusio::LoginRequest::new("bench", "correct-Horse-7");
    client.login(&login).await.unwrap().token
}

#[tokio::main]
async fn main() {
    let server = Server::start();
    let client = fusio::Client::new(Config::new(&server.url)).unwrap();
    let token = token(&server, &client).await;
    let authorization = format!("Bearer {}", token.expose());
    let http = reqwest::Client::builder().user_agent("bench").build().unwrap();
    let url = format!("{}/consumer/account", server.url);

    let bare = async || {
        let request = http.get(&url).header("Authorization", &authorization);
        let answer = request.send().await.unwrap().error_for_status().unwrap();
        let account: fusio::Account = answer.json().await.unwrap();
        assert_eq!(account.name, "bench");
    };
    let ours = async || {
        assert_eq!(client.account(&token).await.unwrap().name, "bench");
    };
    let clients = [("reqwest", call(bare)), ("matricula", call(ours))];
    println!("{}", Value::from(race("Fusio, `account`", &clients).await));
}

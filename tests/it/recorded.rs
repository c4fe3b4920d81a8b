//! The recorded answers of a real Fusio 8.8.4. The client must decode every recorded answer to a request that the
//! client has an operation for.

use matricula::{
    Error, ErrorKind,
    fusio::{
        ActivateRequest, ChangePasswordRequest, Client, ExecutePasswordResetRequest,
        IdentitiesRequest, LoginRequest, RefreshRequest, RegisterRequest,
        RequestPasswordResetRequest, TokenRequest, UpdateAccountRequest,
    },
};
use serde::Deserialize;

use crate::support::{Act, Hostile, client, secret};

const RECORDED: [&str; 2] = [
    include_str!("../../test-server/tests/fixtures/fusio-recorded.jsonl"),
    include_str!("../../test-server/tests/fixtures/fusio-recorded-2.jsonl"),
];

#[derive(Deserialize)]
struct Exchange {
    label: String,
    request: Request,
    response: Response,
}

#[derive(Deserialize)]
struct Request {
    method: String,
    path: String,
}

#[derive(Deserialize)]
struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

/// Calls the operation for this request; `None` if the client has no operation for the request.
async fn call(client: &Client, exchange: &Request) -> Option<Result<(), Error>> {
    let path = exchange.path.split('?').next().unwrap();
    let token = &secret("t");
    Some(match (exchange.method.as_str(), path) {
        ("POST", "/consumer/register") => {
            client.register(&RegisterRequest::new("a", "b", "c")).await.map(drop)
        }
        ("POST", "/consumer/activate") => {
            client.activate(&ActivateRequest::new("a")).await.map(drop)
        }
        ("POST", "/consumer/login") => client.login(&LoginRequest::new("a", "b")).await.map(drop),
        ("PUT", "/consumer/login") => client.refresh(&RefreshRequest::new("a")).await.map(drop),
        ("POST", "/consumer/password_reset") => {
            let request = RequestPasswordResetRequest::new("a");
            client.request_password_reset(&request).await.map(drop)
        }
        ("PUT", "/consumer/password_reset") => {
            let request = ExecutePasswordResetRequest::new("a", "b");
            client.execute_password_reset(&request).await.map(drop)
        }
        // The recorded POST has a header that turns it into a GET.
        ("GET" | "POST", "/consumer/account") => client.account(token).await.map(drop),
        ("PUT", "/consumer/account") => {
            client.update_account(token, &UpdateAccountRequest::new("a")).await.map(drop)
        }
        ("PUT", "/consumer/account/change_password") => {
            let request = ChangePasswordRequest::new("a", "b", "b");
            client.change_password(token, &request).await.map(drop)
        }
        // These requests ask for the list of identities, or for pages that only a browser opens. The
        // test calls `identities` for all of them, because the client must handle every answer.
        ("GET", path) if path.starts_with("/consumer/identity") => {
            client.identities(&IdentitiesRequest::default()).await.map(drop)
        }
        ("GET", "/consumer/scope") => client.scopes(token).await.map(drop),
        ("GET", "/consumer/scope/categories") => client.scope_categories(token).await.map(drop),
        ("POST", "/authorization/token") => client
            .token("a", token, &TokenRequest::ClientCredentials { scope: None })
            .await
            .map(drop),
        ("GET", "/authorization/whoami") => client.whoami(token).await.map(drop),
        ("POST", "/authorization/revoke") => client.revoke(token).await.map(drop),
        // Every operation can decode the refusal of an unknown method or path.
        ("GET", "/consumer/register" | "/consumer/nope") => client.whoami(token).await.map(drop),
        _ => return None,
    })
}

/// The expected kind of a refusal. It depends only on the text and the status: the test does not use
/// the client's table in `src/fusio/refusals.rs`.
fn kind(exchange: &Exchange) -> ErrorKind {
    let body = &exchange.response.body;
    let says = |text: &str| body.contains(text);
    match exchange.response.status {
        _ if says("Invalid name or password") || says("Changing password failed") => {
            ErrorKind::InvalidCredentials
        }
        _ if says("Unknown credentials") || says("Credentials not") => {
            ErrorKind::InvalidCredentials
        }
        _ if says("already exists") => ErrorKind::Conflict,
        _ if says("Invalid captcha") => ErrorKind::Captcha,
        _ if says("registration is not enabled") => ErrorKind::RegistrationDisabled,
        _ if says("not in the scope") => ErrorKind::Forbidden,
        _ if says("token provided\"") && !says("No token") && !says("No refresh") => {
            ErrorKind::InvalidToken
        }
        _ if says("user for token") || says("Invalid refresh") || says("token is expired") => {
            ErrorKind::InvalidToken
        }
        _ if says("No token was provided") => ErrorKind::Validation,
        _ if says("User-Agent") => ErrorKind::Unsupported,
        302 => ErrorKind::UnexpectedResponse,
        401 => ErrorKind::Unauthorized,
        403 | 429 => ErrorKind::RateLimited,
        404 => ErrorKind::NotFound,
        500.. => ErrorKind::Server,
        _ => ErrorKind::Validation,
    }
}

#[tokio::test]
async fn every_recorded_answer_of_an_operation_is_decoded() {
    let mut decoded = 0;
    let mut others = Vec::new();
    for line in RECORDED.into_iter().flat_map(str::lines) {
        let exchange: Exchange = serde_json::from_str(line).unwrap();
        let Response { status, headers, body } = &exchange.response;
        let mut text = format!("HTTP/1.1 {status} Recorded\r\n");
        for (name, value) in headers {
            if !name.eq_ignore_ascii_case("host") && !name.eq_ignore_ascii_case("content-length") {
                text.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        text.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
        let server = Hostile::always(Act::Send(text.into_bytes())).await;
        let Some(result) = call(&client(&server.url), &exchange.request).await else {
            others.push(format!("{} {}", exchange.request.method, exchange.label));
            continue;
        };
        decoded += 1;
        let label = &exchange.label;
        match result {
            Ok(()) => assert!((200..300).contains(status), "{label}: {status} counts as a success"),
            Err(error) => {
                assert_eq!(error.status(), Some(*status), "{label}: {error}");
                assert_eq!(error.kind(), kind(&exchange), "{label}: {error}");
            }
        }
    }
    println!("recorded: {decoded} decoded, {} without an operation: {others:?}", others.len());
    assert_eq!(decoded + others.len(), 95 + 24);
    // The others are preflights, HEAD requests, and the operator's calls that set up the server.
    for other in &others {
        let known = ["OPTIONS", "HEAD", "POST setup."];
        assert!(known.iter().any(|start| other.starts_with(start)), "{other}");
    }
}

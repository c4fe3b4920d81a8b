//! Tests of the bodies: a body that is read and written again keeps all members of its type, answers of old and new
//! servers can be read, and `Debug` shows no secret.

use serde_json::Value;

use super::*;
use crate::wire::round_trip::every_body;

#[test]
fn an_expiry_is_read_as_seconds_or_as_an_instant() {
    assert_eq!(expires_at(172_800, 1_795_308_119), 1_795_480_919);
    assert_eq!(expires_at(1_577_836_800, 1_577_833_200), 1_577_836_800);
    assert_eq!(expires_at(529_196_399, u64::MAX), u64::MAX);
}

#[test]
fn absent_members_are_not_sent() {
    let request = LoginRequest::new("baz", "secret");
    let json = serde_json::to_string(&request).unwrap();
    assert_eq!(json, r#"{"username":"baz","password":"secret"}"#);
}

#[test]
fn a_login_answer_of_an_old_server_is_read() {
    let answer: LoginResponse = serde_json::from_str(r#"{"token":"a.b.c"}"#).unwrap();
    assert_eq!(answer.token.expose(), "a.b.c");
    assert!(answer.refresh_token.is_none());
}

#[test]
fn unknown_members_of_an_account_are_kept() {
    let json = r#"{"id":2,"name":"Consumer","status":7,"metadata":{"foo":"bar"},"shoeSize":43}"#;
    let account: Account = serde_json::from_str(json).unwrap();
    assert_eq!(account.status, Some(7));
    assert_eq!(account.extra["shoeSize"], 43);
    let again = serde_json::to_value(&account).unwrap();
    assert_eq!(again, serde_json::from_str::<Value>(json).unwrap());
}

#[test]
fn debug_shows_no_secret() {
    let text = format!(
        "{:?} {:?} {:?}",
        RegisterRequest { captcha: Some("cap-7".into()), ..RegisterRequest::new("n", "e", "pw-7") },
        ChangePasswordRequest::new("old-7", "new-7", "again-7"),
        TokenRequest::Password { username: "n".into(), password: "pw-8".into(), scope: None },
    );
    for secret in ["cap-7", "pw-7", "old-7", "new-7", "again-7", "pw-8"] {
        assert!(!text.contains(secret), "{text}");
    }
}

every_body! {
    "fusio",
    keeping: [
        Account, Collection<Scope>, Identity, LoginResponse, Message, Plan, Scope, ScopeCategories,
        ScopeCategory, TokenResponse,
    ],
    dropping: [
        ActivateRequest,
        AuthorizeRequest,
        ChangePasswordRequest,
        ExecutePasswordResetRequest,
        IdentitiesRequest,
        LoginRequest,
        LoginStart,
        ProviderCallbackRequest,
        RefreshRequest,
        RegisterRequest,
        RequestPasswordResetRequest,
        TokenRequest,
        UpdateAccountRequest,
    ],
}

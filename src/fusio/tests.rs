//! Tests of the declarations, and of the errors that come from the server's answers.

use super::{
    DECLARED, account, authorization, login, password_reset, provider_callback, refusals::refuse,
    register,
};
use crate::{
    error::{Error, ErrorKind::*},
    transport::{declared::Declared, operation::Spec},
};

#[test]
fn javascript_and_rust_require_the_same_members_of_an_answer() {
    DECLARED.iter().copied().flatten().for_each(Declared::check);
}

fn refused(status: u16, body: &str) -> Option<Error> {
    refuse(&authorization::Specs::token, status, Some(&serde_json::from_str(body).unwrap()), None)
}

fn said(status: u16, message: &str) -> Option<Error> {
    let body = serde_json::json!({"success": false, "title": "t", "message": message});
    refuse(&register::Specs::register, status, Some(&body), None)
}

/// The members of the request `sent` that the error for `message` names.
fn about(spec: &Spec, message: &str, sent: &str) -> Vec<String> {
    let body = serde_json::json!({"success": false, "title": "t", "message": message});
    let error = refuse(spec, 400, Some(&body), Some(&sent.into())).unwrap();
    assert_eq!(error.to_string(), message);
    error.field_errors().iter().map(|error| error.field.to_string()).collect()
}

#[test]
fn a_refusal_names_the_member_that_it_is_about() {
    let error = said(400, "User email already exists").unwrap();
    assert_eq!(error.kind(), Conflict);
    assert_eq!(error.field_error("email").unwrap().message, "User email already exists");
    let error = said(400, "Password must have at least 12 characters").unwrap();
    assert_eq!(error.to_string(), "Password must have at least 12 characters");
}

#[test]
fn a_password_error_names_the_password_that_breaks_the_rule() {
    let short = "Password must have at least 12 characters";
    let odd = "Password must contain only printable ascii characters (0x21-0x7E)";
    for (new, message, field) in [
        ("123456789abc", short, "oldPassword"),
        ("123456789ab", short, "newPassword"),
        // The server counts bytes.
        ("123456789a\u{e9}", short, "oldPassword"),
        ("123456789abc", odd, "oldPassword"),
        ("short", odd, "oldPassword"),
        ("123456789 abc", odd, "newPassword"),
        ("123456789a\u{e9}c", odd, "newPassword"),
    ] {
        let sent = serde_json::json!({"oldPassword": "old", "newPassword": new}).to_string();
        assert_eq!(
            about(&account::Specs::change_password, message, &sent),
            [field],
            "{new:?}: {message}"
        );
        assert_eq!(
            about(&password_reset::Specs::execute_password_reset, message, &sent),
            ["newPassword"]
        );
        assert_eq!(about(&register::Specs::register, message, &sent), ["password"]);
    }
    for none in ["", "{}", r#"{"newPassword":7}"#] {
        assert_eq!(about(&account::Specs::change_password, short, none), ["newPassword"]);
    }
}

#[test]
fn a_scope_error_has_the_name_of_the_member_in_the_request() {
    for message in ["No valid scope given", "No scopes provided"] {
        assert_eq!(about(&login::Specs::login, message, "{}"), ["scopes"]);
        assert_eq!(about(&authorization::Specs::token, message, ""), ["scope"]);
    }
}

#[test]
fn an_error_about_the_data_of_a_provider_has_no_field() {
    for message in ["Invalid user name", "User email already exists"] {
        assert!(about(&provider_callback::Specs::provider_callback, message, "{}").is_empty());
    }
}

#[test]
fn an_error_about_a_wrong_type_names_the_member() {
    let error = said(400, "/scopes must be of type array").unwrap();
    assert_eq!(error.kind(), Validation);
    assert_eq!(error.field_error("scopes").unwrap().message, "must be of type array");
    let root = said(400, "/ must be of type object").unwrap();
    assert!(root.field_errors().is_empty());
}

#[test]
fn the_debug_mode_of_the_server_does_not_change_the_errors() {
    let place = " in /var/www/html/vendor/fusio/impl/src/Service/User/Login.php on line 68";
    let plain = said(400, "Invalid name or password").unwrap();
    let debug = said(400, &format!("Invalid name or password{place}")).unwrap();
    assert_eq!((plain.kind(), plain.to_string()), (debug.kind(), debug.to_string()));
}

#[test]
fn a_message_that_quotes_the_request_is_left_out() {
    for quote in [
        "Invalid name or password: hunter2",
        "Password must have at least hunter2 characters",
        "/hunter2! must be of type string",
        "/x must be of type hunter2",
    ] {
        let text = said(400, quote).map(|error| format!("{error} {error:?}"));
        assert!(text.is_none_or(|text| !text.contains("hunter2")), "{quote}");
    }
}

#[test]
fn a_closed_registration_is_not_a_server_failure() {
    assert_eq!(said(503, "User registration is not enabled").unwrap().kind(), RegistrationDisabled);
    assert!(said(500, "Invalid captcha").is_none());
}

#[test]
fn an_error_of_the_token_endpoint_gets_the_kind_of_its_message_or_code() {
    let error =
        refused(401, r#"{"error":"invalid_client","error_description":"Unknown credentials"}"#)
            .unwrap();
    assert_eq!((error.kind(), error.code()), (InvalidCredentials, Some("invalid_client")));
    let error = refused(400, r#"{"error":"invalid_grant","error_description":"news"}"#).unwrap();
    assert_eq!((error.kind(), error.code()), (InvalidToken, Some("invalid_grant")));
    assert!(refused(400, r#"{"error":"hunter2"}"#).is_none());
}

//! Tests of the declarations, and of the errors that come from the server's answers.

use serde_json::json;

use super::{
    DECLARED, login,
    refusals::{ACTION, refuse},
    register, search, verify_registration,
};
use crate::{
    error::{Error, ErrorKind::*},
    transport::{declared::Declared, json::Json, operation::Spec, status::by_status},
    wire::fusionauth::LoginAction,
};

#[test]
fn javascript_and_rust_require_the_same_members_of_an_answer() {
    DECLARED.iter().copied().flatten().for_each(Declared::check);
}

fn refused(spec: &Spec, status: u16, body: &Json) -> Option<Error> {
    refuse(spec, status, Some(body), None)
}

#[test]
fn a_field_error_has_its_code_and_our_message() {
    let body = json!({"fieldErrors": {
        "user.email": [{"code": "[duplicate]user.email",
            "message": "A User with email = [hunter2@example.com] already exists."}],
        "user.password": [{"code": "[tooShort]user.password", "message": "hunter2"}],
    }});
    let error = refused(&register::Specs::register, 400, &body).unwrap();
    assert_eq!(error.kind(), Conflict);
    assert_eq!(error.to_string(), "register: user.email is already taken");
    assert_eq!(error.field_error("user.password").unwrap().message, "is too short");
    assert!(error.has_code("[duplicate]user.email"));
    assert!(error.has_code("[tooShort]user.password"));
    assert!(!error.has_code("[duplicate]"));
    assert!(!format!("{error} {error:?}").contains("hunter2"));
}

#[test]
fn a_general_error_is_kept() {
    let body = json!({"generalErrors": [{"code": "[TenantIdRequired]", "message": "…"}]});
    let error = refused(&register::Specs::register, 400, &body).unwrap();
    assert_eq!((error.kind(), error.code()), (Validation, Some("[TenantIdRequired]")));
    assert_eq!(error.general_errors()[0].message, "a tenant id is required");
    assert!(error.has_code("[TenantIdRequired]"));
}

#[test]
fn an_unknown_user_is_not_found_whether_the_answer_has_a_body_or_not() {
    let body = json!({"fieldErrors": {"userId": [{"code": "[invalid]userId", "message": ""}]}});
    assert_eq!(refused(&register::Specs::register, 400, &body).unwrap().kind(), NotFound);
    assert!(refuse(&register::Specs::register, 404, None, None).is_none());
    assert_eq!(by_status(&register::Specs::register, 404).kind(), NotFound);
}

#[test]
fn a_refused_login_says_why() {
    for (status, kind) in [
        (401, Unauthorized),
        (404, InvalidCredentials),
        (409, LoginPrevented),
        (410, AccountExpired),
        (423, AccountLocked),
    ] {
        assert_eq!(
            refuse(&login::Specs::login, status, None, None).unwrap().kind(),
            kind,
            "{status}"
        );
    }
}

#[test]
fn the_actions_of_a_refused_login_are_returned_but_not_printed() {
    let mut action: Json =
        ACTION.split(' ').map(|name| (name.to_owned(), json!("hunter2"))).collect();
    action["expiry"] = json!(1_795_308_119_000_i64);
    let expected: LoginAction = serde_json::from_value(action.clone()).unwrap();
    assert!(!format!("{expected:?}").contains("None"), "{expected:?}");
    action["salt"] = json!("hunter2");
    let body = json!({"actions": [action, {"expiry": "soon"}, 7], "user": {"salt": "hunter2"}});
    let error = refused(&login::Specs::login, 409, &body).unwrap();
    assert_eq!(error.actions(), [expected, LoginAction::default()]);
    assert!(!format!("{error} {error:?}").contains("hunter2"));
    for body in [json!({"actions": {}}), json!({"actions": null}), json!([])] {
        assert!(refused(&login::Specs::login, 409, &body).unwrap().actions().is_empty());
    }
    let body = json!({"actions": [{"name": "Ban"}]});
    assert!(refused(&register::Specs::register, 409, &body).is_none());
}

#[test]
fn a_refused_verification_gets_the_kind_of_its_status() {
    let spec = &verify_registration::Specs::verify_user_registration;
    assert_eq!(refuse(spec, 404, None, None).unwrap().kind(), InvalidToken);
    let spec = &verify_registration::Specs::resend_registration_verification;
    assert_eq!(refuse(spec, 403, None, None).unwrap().kind(), Unsupported);
    assert!(refuse(spec, 404, None, None).is_none());
}

#[test]
fn the_error_for_a_failure_of_the_server_has_the_code_of_the_answer() {
    let body = json!({"generalErrors": [{"code": "[Exception]", "message": "FusionAuth"}]});
    let error = refused(&login::Specs::login, 500, &body).unwrap();
    assert_eq!((error.kind(), error.code()), (Server, Some("[Exception]")));
}

#[test]
fn a_field_of_an_element_of_a_list_keeps_its_name() {
    let field = "users[12].registrations[0].roles";
    let body = json!({"fieldErrors": {field: [{"code": format!("[invalid]{field}")}]}});
    let error = refused(&search::Specs::import_users, 400, &body).unwrap();
    assert_eq!(error.field_errors()[0].field, field);
    assert_eq!(error.code(), Some(format!("[invalid]{field}").as_str()));
}

#[test]
fn a_failed_import_is_a_conflict_even_if_no_field_is_named() {
    let body = json!({"generalErrors": [{"code": "[ImportRequestFailed]", "message": "hunter2"}]});
    let error = refused(&search::Specs::import_users, 400, &body).unwrap();
    assert_eq!((error.kind(), error.code()), (Conflict, Some("[ImportRequestFailed]")));
    assert_eq!(error.to_string(), "import_users: the server refused the request");
}

#[test]
fn quotations_and_unknown_codes_are_left_out() {
    for body in [
        json!({"fieldErrors": {"hunter2!": [{"code": "[blank]hunter2!"}]}}),
        json!({"fieldErrors": {"users[hunter2]": [{"code": "[blank]users[hunter2]"}]}}),
        json!({"fieldErrors": {"hunter2]": [{"code": "[blank]hunter2]"}]}}),
        json!({"fieldErrors": {"hunter2[1": [{"code": "[blank]hunter2[1"}]}}),
        json!({"fieldErrors": {"user.email": [{"code": "[hunter2]user.email"}]}}),
        json!({"fieldErrors": {"user.email": [{"code": "[blank]hunter2"}]}}),
        json!({"generalErrors": [{"code": "hunter2", "message": "hunter2"}]}),
    ] {
        let error = refused(&register::Specs::register, 400, &body.clone()).unwrap();
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{body}");
        assert_eq!(error.kind(), Validation);
    }
    for body in [json!({}), json!([]), json!({"fieldErrors": [], "generalErrors": {}})] {
        assert!(refused(&register::Specs::register, 400, &body).is_none());
    }
}

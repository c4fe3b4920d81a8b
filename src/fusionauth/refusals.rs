//! What `FusionAuth` refuses with, and the kind and the words of each refusal.
//!
//! Its messages quote what was submitted, so only codes and fields are kept.

use crate::{
    error::{ApiError, Error, ErrorKind, ErrorKind::*},
    transport::{
        json::{self, Body, Json},
        operation::Spec,
        status::by_status,
    },
};

/// The reasons that stand in brackets at the start of a code, in our words.
const REASONS: &[(&str, &str)] = &[
    ("blank", "must not be empty"),
    ("blocked", "is blocked"),
    ("breachedCommonPassword", "is a password that many people use"),
    ("breachedExactMatch", "was found among stolen passwords"),
    ("breachedPasswordOnly", "was found among stolen passwords"),
    ("breachedSubAddressMatch", "was found among stolen passwords"),
    ("containsEmail", "must not hold the e-mail address"),
    ("containsPhoneNumber", "must not hold the phone number"),
    ("containsUsername", "must not hold the user name"),
    ("couldNotConvert", "is not of the form that the server wants"),
    ("doNotMatch", "does not match"),
    ("duplicate", "is taken already"),
    ("empty", "must not be empty"),
    ("inUse", "is in use"),
    ("inactive", "belongs to an account that is switched off"),
    ("invalid", "is not acceptable"),
    ("invalidJSON", "is not of the type that the server wants"),
    ("invalidPhone", "is not a phone number"),
    ("missing", "is missing"),
    ("moderationRejected", "was rejected by a moderator"),
    ("notConfigured", "is not set up on the server"),
    ("notEmail", "is not an e-mail address"),
    ("notEqual", "does not match"),
    ("onlyAlpha", "must have another character than letters and digits"),
    ("previouslyUsed", "was used before"),
    ("requireNumber", "must have a digit"),
    ("singleCase", "must have upper and lower case"),
    ("tooLong", "is too long"),
    ("tooMany", "has too many members"),
    ("tooShort", "is too short"),
    ("tooYoung", "was changed too recently"),
    ("Exception", "the server failed"),
    ("InvalidContentType", "the server does not take this content type"),
    ("JSONPatchTestFailed", "a test of the patch failed"),
    ("PatchNotSupported", "the server does not take this form of patch"),
    ("TenantIdRequired", "a tenant must be named"),
    ("TrustTokenRequired", "a second factor is needed"),
    ("WebhookTransactionException", "a webhook of the server failed"),
    ("retryableConflict", "another change came first; try again"),
];

/// What is told of an action that keeps a user out.
const ACTION: &str = "actionId actionerUserId expiry localizedName localizedOption localizedReason \
                      name option reason reasonCode";

/// More complaints than this are not listed.
const MOST: usize = 50;

/// The error for a refusal; the status alone says what many of them mean.
pub(crate) fn refuse(
    spec: &Spec,
    status: u16,
    body: Option<&Json>,
    _sent: Option<&Body>,
) -> Option<Error> {
    let complaints = body.map(complaints).unwrap_or_default();
    let known = meaning(spec, status);
    let (kind, why) = match (known, complaints.first()) {
        (Some((kind, why)), _) => (kind, why.to_owned()),
        (None, Some(first)) if status == 400 => (kind(&complaints), first.words()),
        (None, Some(first)) => (by_status(spec, status).kind(), first.words()),
        (None, None) => return None,
    };
    let mut error = Error::new(kind, [spec.name, ": ", &why].concat());
    if let Some(code) = complaints.iter().find_map(|complaint| complaint.error.code.clone()) {
        error = error.with_code(code);
    }
    if kind == LoginPrevented {
        let actions = body.and_then(|body| json::member(body, "actions"));
        error = error.with_actions(actions.and_then(|actions| json::only(ACTION, &actions)));
    }
    for complaint in complaints {
        error = if complaint.field.is_empty() {
            error.with_general_error(complaint.error)
        } else {
            error.with_field_error(complaint.field, complaint.error)
        };
    }
    Some(error)
}

/// What a status without a body means.
fn meaning(spec: &Spec, status: u16) -> Option<(ErrorKind, &'static str)> {
    if status == 401 {
        return Some((Unauthorized, "the server asks for a valid API key or access token"));
    }
    let declared = spec.statuses.iter().find(|(known, ..)| *known == status);
    declared.map(|(_, kind, why)| (*kind, *why))
}

/// What a 400 means, by its codes.
fn kind(complaints: &[Complaint]) -> ErrorKind {
    let has = |code: &str| {
        complaints.iter().any(|complaint| complaint.error.code.as_deref() == Some(code))
    };
    if complaints.iter().any(|complaint| complaint.duplicate) {
        Conflict
    } else if has("[invalid]userId") {
        NotFound
    } else if has("[invalid]refreshToken") || has("[invalid]oneTimePassword") {
        InvalidToken
    } else if has("[invalid]currentPassword") {
        InvalidCredentials
    } else {
        Validation
    }
}

/// One complaint of the server; without a field it is about the request as a whole.
struct Complaint {
    field: String,
    duplicate: bool,
    error: ApiError,
}

impl Complaint {
    fn words(&self) -> String {
        [self.field.as_str(), if self.field.is_empty() { "" } else { " " }, &*self.error.message]
            .concat()
    }
}

fn complaints(body: &Json) -> Vec<Complaint> {
    let mut found = Vec::new();
    for (field, errors) in json::member(body, "fieldErrors").iter().flat_map(json::entries) {
        let field = if is_name(&field) { field } else { String::new() };
        found.extend(json::items(&errors).iter().map(|error| complaint(&field, error)));
    }
    let general = json::member(body, "generalErrors");
    let general = general.iter().flat_map(json::items);
    found.extend(general.map(|error| complaint("", &error)));
    found.truncate(MOST);
    found
}

fn complaint(field: &str, error: &Json) -> Complaint {
    let code = json::member(error, "code").and_then(|code| json::text(&code)).unwrap_or_default();
    let reason = reason(&code);
    let words = REASONS.iter().find(|(known, _)| Some(*known) == reason).map(|(_, words)| *words);
    let message = words.unwrap_or(match field {
        "" => "the server refused the request",
        _ => "is not acceptable",
    });
    let code = reason.map(|reason| {
        let bare = ["[", reason, "]"].concat();
        let full = [&bare, field].concat();
        // What else follows the reason may be a quotation.
        if code == full { full.into() } else { bare.into() }
    });
    Complaint {
        field: field.to_owned(),
        duplicate: reason == Some("duplicate"),
        error: ApiError { code, message: message.into() },
    }
}

/// The word in brackets at the start of a code.
fn reason(code: &str) -> Option<&str> {
    let end = code.bytes().position(|byte| byte == b']')?;
    let reason = code.get(..end)?.strip_prefix('[')?;
    let is_word =
        (1..=40).contains(&reason.len()) && reason.bytes().all(|b| b.is_ascii_alphabetic());
    is_word.then_some(reason)
}

/// Whether this is the name of a member or of a parameter, and not something quoted.
fn is_name(field: &str) -> bool {
    (1..=64).contains(&field.len())
        && field.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'_')
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::fusionauth::{LoginAction, login, register, verify_registration};

    fn refused(spec: &Spec, status: u16, body: &Json) -> Option<Error> {
        refuse(spec, status, Some(body), None)
    }

    #[test]
    fn a_field_is_named_with_its_code_and_our_words() {
        let body = json!({"fieldErrors": {
            "user.email": [{"code": "[duplicate]user.email",
                "message": "A User with email = [hunter2@example.com] already exists."}],
            "user.password": [{"code": "[tooShort]user.password", "message": "hunter2"}],
        }});
        let error = refused(&register::Specs::register, 400, &body).unwrap();
        assert_eq!(error.kind(), Conflict);
        assert_eq!(error.to_string(), "register: user.email is taken already");
        assert_eq!(error.field_error("user.password").unwrap().message, "is too short");
        assert!(error.has_code("[duplicate]user.email"));
        assert!(error.has_code("[tooShort]user.password"));
        assert!(!error.has_code("[duplicate]"));
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }

    #[test]
    fn a_general_complaint_is_kept() {
        let body = json!({"generalErrors": [{"code": "[TenantIdRequired]", "message": "…"}]});
        let error = refused(&register::Specs::register, 400, &body).unwrap();
        assert_eq!((error.kind(), error.code()), (Validation, Some("[TenantIdRequired]")));
        assert_eq!(error.general_errors()[0].message, "a tenant must be named");
        assert!(error.has_code("[TenantIdRequired]"));
    }

    #[test]
    fn a_user_that_is_not_there_is_not_found_in_both_ways() {
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
    fn what_keeps_a_user_out_is_told_and_not_printed() {
        let mut action: Json =
            ACTION.split(' ').map(|name| (name.to_owned(), json!("hunter2"))).collect();
        action["expiry"] = json!(1_795_308_119_000_i64);
        let told: LoginAction = serde_json::from_value(action.clone()).unwrap();
        assert!(!format!("{told:?}").contains("None"), "{told:?}");
        action["salt"] = json!("hunter2");
        let body = json!({"actions": [action, {"expiry": "soon"}, 7], "user": {"salt": "hunter2"}});
        let error = refused(&login::Specs::login, 409, &body).unwrap();
        assert_eq!(error.actions(), [told, LoginAction::default()]);
        assert!(!format!("{error} {error:?}").contains("hunter2"));
        for body in [json!({"actions": {}}), json!({"actions": null}), json!([])] {
            assert!(refused(&login::Specs::login, 409, &body).unwrap().actions().is_empty());
        }
        let body = json!({"actions": [{"name": "Ban"}]});
        assert!(refused(&register::Specs::register, 409, &body).is_none());
    }

    #[test]
    fn what_cannot_be_verified_says_so() {
        let spec = &verify_registration::Specs::verify_user_registration;
        assert_eq!(refuse(spec, 404, None, None).unwrap().kind(), InvalidToken);
        let spec = &verify_registration::Specs::resend_registration_verification;
        assert_eq!(refuse(spec, 403, None, None).unwrap().kind(), Unsupported);
        assert!(refuse(spec, 404, None, None).is_none());
    }

    #[test]
    fn a_failure_of_the_server_keeps_its_code() {
        let body = json!({"generalErrors": [{"code": "[Exception]", "message": "FusionAuth"}]});
        let error = refused(&login::Specs::login, 500, &body).unwrap();
        assert_eq!((error.kind(), error.code()), (Server, Some("[Exception]")));
    }

    #[test]
    fn what_is_quoted_or_odd_gets_nowhere() {
        for body in [
            json!({"fieldErrors": {"hunter2!": [{"code": "[blank]hunter2!"}]}}),
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
}

//! The error answers of `FusionAuth`, and the kind and message of each.
//!
//! The server's messages may quote the request. So an error keeps only these parts of the answer: the
//! codes, the names of the fields, and the user actions that prevent a login.

use crate::{
    error::{ApiError, Error, ErrorKind, ErrorKind::*},
    transport::{
        json::{self, Body, Json},
        operation::Spec,
        status::by_status,
    },
};

/// The reasons in brackets at the start of a code, and our messages for them.
const REASONS: &[(&str, &str)] = &[
    ("blank", "must not be empty"),
    ("blocked", "is blocked"),
    ("breachedCommonPassword", "is a commonly used password"),
    ("breachedExactMatch", "was found in a data breach"),
    ("breachedPasswordOnly", "was found in a data breach"),
    ("breachedSubAddressMatch", "was found in a data breach"),
    ("containsEmail", "must not contain the e-mail address"),
    ("containsPhoneNumber", "must not contain the phone number"),
    ("containsUsername", "must not contain the user name"),
    ("couldNotConvert", "has the wrong format"),
    ("doNotMatch", "does not match"),
    ("duplicate", "is already taken"),
    ("empty", "must not be empty"),
    ("inUse", "is in use"),
    ("inactive", "belongs to a disabled account"),
    ("invalid", "is not acceptable"),
    ("invalidJSON", "has the wrong type"),
    ("invalidPhone", "is not a phone number"),
    ("mismatch", "does not match"),
    ("missing", "is missing"),
    ("moderationRejected", "was rejected by a moderator"),
    ("notConfigured", "is not set up on the server"),
    ("notEmail", "is not an e-mail address"),
    ("notEqual", "does not match"),
    ("onlyAlpha", "must contain a character that is not a letter or digit"),
    ("previouslyUsed", "was used before"),
    ("requireNumber", "must contain a digit"),
    ("singleCase", "must contain upper and lower case letters"),
    ("tooLong", "is too long"),
    ("tooMany", "has too many entries"),
    ("tooShort", "is too short"),
    ("tooYoung", "was changed too recently"),
    ("Exception", "the server failed"),
    ("InvalidContentType", "the server does not accept this content type"),
    ("JSONPatchTestFailed", "a test of the patch failed"),
    ("MissingEmailAddressException", "the user has no e-mail address"),
    ("PasswordlessDisabled", "the application does not allow logins without a password"),
    ("PatchNotSupported", "the server does not support this form of patch"),
    ("TenantIdRequired", "a tenant id is required"),
    ("TrustTokenRequired", "a second factor is required"),
    ("WebhookTransactionException", "a webhook of the server failed"),
    ("retryableConflict", "there was another change at the same time; try again"),
];

/// The members that an error keeps of a user action that prevents a login.
pub(super) const ACTION: &str = "actionId actionerUserId expiry localizedName localizedOption localizedReason \
                      name option reason reasonCode";

/// The largest number of error messages that are kept.
const MOST: usize = 50;

/// The error for an answer with an error status. Often the status alone decides the kind of the error.
/// `None` if `meaning` does not know the status and the body has no error message. The caller then
/// uses `by_status`.
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
        error = error.with_actions(actions.and_then(|actions| json::pick(ACTION, &actions)));
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

/// The kind and the message of a status, if they do not depend on the body.
fn meaning(spec: &Spec, status: u16) -> Option<(ErrorKind, &'static str)> {
    if status == 401 {
        return Some((Unauthorized, "a valid API key or access token is required"));
    }
    let declared = spec.statuses.iter().find(|(known, ..)| *known == status);
    declared.map(|(_, kind, why)| (*kind, *why))
}

/// The error codes for a token, an id or a one-time code that is wrong, used or expired.
const TOKENS: [&str; 5] = [
    "[invalid]code",
    "[invalid]oneTimeCode",
    "[invalid]oneTimePassword",
    "[invalid]refreshToken",
    "[invalid]verificationIds",
];

/// The kind of the error for an answer with the status 400, from the error codes.
fn kind(complaints: &[Complaint]) -> ErrorKind {
    let has = |code: &str| {
        complaints.iter().any(|complaint| complaint.error.code.as_deref() == Some(code))
    };
    if complaints.iter().any(|complaint| complaint.conflict) {
        Conflict
    } else if has("[invalid]userId") {
        NotFound
    } else if TOKENS.into_iter().any(has) {
        InvalidToken
    } else if has("[PasswordlessDisabled]") {
        Unsupported
    } else if has("[invalid]currentPassword") {
        InvalidCredentials
    } else {
        Validation
    }
}

/// One error message of the server. `field` is empty if the message is about the whole request, or if the
/// name of the field may quote the request.
struct Complaint {
    field: String,
    conflict: bool,
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
        // The text after the reason may quote the request. So it stays only if it is the name of the field.
        if code == full { full.into() } else { bare.into() }
    });
    Complaint {
        field: field.to_owned(),
        // Without `validate_db_constraints`, an import has only this code for users who exist already.
        conflict: matches!(reason, Some("duplicate" | "ImportRequestFailed")),
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

/// Whether `field` has the form of the name of a member or of a parameter, such as `users[1].email`. A text in another
/// form may be a quotation from the request.
fn is_name(field: &str) -> bool {
    let mut inside = false;
    let fits = |b: u8| match b {
        b'[' => !std::mem::replace(&mut inside, true),
        b']' => std::mem::replace(&mut inside, false),
        _ if inside => b.is_ascii_digit(),
        _ => b.is_ascii_alphanumeric() || b == b'.' || b == b'_',
    };
    (1..=64).contains(&field.len()) && field.bytes().all(fits) && !inside
}

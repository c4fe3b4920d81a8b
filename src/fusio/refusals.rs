//! The meaning of Fusio's error answers: status and message become kinds and fields.

use crate::{
    error::{ApiError, Error, ErrorKind},
    transport::{
        json::{self, Body, Json},
        operation::Spec,
    },
};

use ErrorKind::{
    Callback, Captcha, Conflict, Forbidden, InvalidCredentials, InvalidToken, LoginPrevented,
    NotFound, RateLimited, RegistrationDisabled, Unauthorized, Unsupported, Validation,
};

/// A message of the server, the kind of the error, and the member of the request that the message is
/// about (empty if there is none). In some operations the member has another name: see [`meant`].
///
/// A `*` at the end stands for any text, a `#` for a number. The error keeps the number and leaves the
/// text out, because the server may quote the request there.
type Row = (&'static str, ErrorKind, &'static str);

const ROWS: &[Row] = &[
    ("Invalid name or password", InvalidCredentials, ""),
    ("No username was provided", Validation, "name"),
    ("Invalid user name", Validation, "name"),
    ("Name must not be empty", Validation, "name"),
    ("Name must be between 3 and 32 signs*", Validation, "name"),
    ("User name already exists", Conflict, "name"),
    ("No email was provided", Validation, "email"),
    ("Email must not be empty", Validation, "email"),
    ("Invalid email format", Validation, "email"),
    ("User email already exists", Conflict, "email"),
    ("Could not find user", NotFound, "email"),
    ("Provided user is not a local user", Unsupported, "email"),
    ("No password was provided", Validation, "password"),
    ("Password must have at least # characters", Validation, "password"),
    ("Password must contain only printable ascii characters (0x21-0x7E)", Validation, "password"),
    ("No username provided", Validation, "username"),
    ("No password provided", Validation, "password"),
    ("New password must not be empty", Validation, "newPassword"),
    ("Old password must not be empty", Validation, "oldPassword"),
    ("New password does not match the verify password", Validation, "verifyPassword"),
    ("Changing password failed", InvalidCredentials, "oldPassword"),
    ("Provided no new password", Validation, "newPassword"),
    ("Could not change password", Unsupported, ""),
    ("Invalid captcha", Captcha, "captcha"),
    ("User registration is not enabled", RegistrationDisabled, ""),
    ("No token provided", Validation, "token"),
    ("No token was provided", Validation, "token"),
    ("Invalid token provided", InvalidToken, "token"),
    ("Could not find user for token", InvalidToken, "token"),
    ("Token is expired", InvalidToken, "token"),
    ("No refresh token provided", Validation, "refresh_token"),
    ("Invalid refresh token", InvalidToken, "refresh_token"),
    ("Refresh token is expired", InvalidToken, "refresh_token"),
    ("Invalid user status", LoginPrevented, ""),
    ("Invalid user", LoginPrevented, ""),
    ("Invalid app", LoginPrevented, ""),
    ("Invalid app status", LoginPrevented, ""),
    ("Access to this operation is not in the scope of the provided token", Forbidden, ""),
    ("Missing authorization header", Unauthorized, ""),
    ("Invalid authorization type", Unauthorized, ""),
    ("No authorization token was provided", Unauthorized, ""),
    ("Invalid access token", Unauthorized, ""),
    ("Wrong number of segments", Unauthorized, ""),
    ("Signature verification failed", Unauthorized, ""),
    ("Expired token", Unauthorized, ""),
    // Fusio's firewall answers a banned IP address with 403. The ban ends after some time.
    ("Your IP has sent to many requests please try again later", RateLimited, ""),
    ("Rate limit exceeded", RateLimited, ""),
    ("Unknown location", NotFound, ""),
    ("Could not find identity", NotFound, ""),
    ("Identity was deleted", NotFound, ""),
    ("Provided app key does not exist", NotFound, "appKey"),
    ("Request must contain an User-Agent header", Unsupported, ""),
    ("Could not request user information", Callback, "code"),
    ("No code provided", Validation, "code"),
    ("No client id provided", Validation, "clientId"),
    ("No redirect uri provided", Validation, "redirectUri"),
    ("Provided user is not available", LoginPrevented, ""),
    ("Invalid data", InvalidCredentials, ""),
    // The token endpoint.
    ("Unknown credentials", InvalidCredentials, ""),
    ("Unknown user", InvalidCredentials, ""),
    ("Credentials not available", InvalidCredentials, ""),
    ("Code is expired", InvalidToken, "code"),
    ("No valid scope given", Validation, "scope"),
    // Fusio before 8.8.2 sends this message instead of the previous one.
    ("No scopes provided", Validation, "scope"),
    ("Provided an invalid grant type", Unsupported, "grant_type"),
    ("Parameter code is missing", Validation, "code"),
    ("Parameter username is missing", Validation, "username"),
    ("Parameter password is missing", Validation, "password"),
    ("Parameter refresh_token is missing", Validation, "refresh_token"),
];

/// The `error` words of OAuth 2.0 that the token endpoint uses.
const OAUTH_CODES: &[&str] = &[
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "invalid_scope",
    "unauthorized_client",
    "unsupported_grant_type",
    "server_error",
    "access_denied",
    "temporarily_unavailable",
];

/// The error for an answer with a known message or code; `sent` is the body of the request.
pub(crate) fn refuse(
    spec: &Spec,
    status: u16,
    body: Option<&Json>,
    sent: Option<&Body>,
) -> Option<Error> {
    let body = body?;
    let member = |name| json::member(body, name).and_then(|value| json::text(&value));
    let said = member("error_description").or_else(|| member("message"));
    let code =
        member("error").and_then(|word| OAUTH_CODES.iter().find(|known| **known == word).copied());
    let known = said
        .as_deref()
        .map(without_place)
        .and_then(|said| lookup(said).or_else(|| type_error(said)));
    let error = match known {
        // A 5xx is a failure of the server, except for a closed registration.
        Some((kind, ..)) if status >= 500 && kind != RegistrationDisabled => None,
        Some((kind, field, message)) => {
            let error = Error::new(kind, message.clone());
            Some(match meant(spec, &field, &message, sent) {
                "" => error,
                field => {
                    let about = ApiError { code: None, message: message.into() };
                    error.with_field_error(field.to_owned(), about)
                }
            })
        }
        None => None,
    };
    match (error, code) {
        (Some(error), Some(code)) => Some(error.with_code(code)),
        (None, Some(code)) if status < 500 => {
            let kind = match code {
                "invalid_client" => InvalidCredentials,
                "invalid_grant" => InvalidToken,
                "access_denied" => Forbidden,
                _ => Validation,
            };
            Some(
                Error::new(kind, ["token: the server refused with ", code].concat())
                    .with_code(code),
            )
        }
        (error, _) => error,
    }
}

/// The name in this request of the member that a row calls `field`; empty if the request has no such member. In a change
/// of the password, `password` can be `newPassword` or `oldPassword`. Then the result is the first name. But if the
/// value of that member follows the rule in `message`, only the last one can be wrong.
fn meant<'a>(spec: &Spec, field: &'a str, message: &str, sent: Option<&Body>) -> &'a str {
    let Some((_, meant)) = spec.members.iter().find(|(said, _)| *said == field) else {
        return field;
    };
    match meant {
        [] => "",
        [only] => only,
        [first, ..] if follows_rule(first, sent, message) != Some(true) => first,
        [.., last] => last,
    }
}

/// Whether the password that was sent as `name` follows the rule in `message`. None if no text was
/// sent as `name`.
fn follows_rule(name: &str, sent: Option<&Body>, message: &str) -> Option<bool> {
    let password = json::text(&json::member(&json::parse(sent?)?, name)?)?;
    // The rule about the characters ends with `)`. The other rule has one number: the shortest length.
    if message.ends_with(')') {
        return Some(password.bytes().all(|byte| byte.is_ascii_graphic()));
    }
    let digits = message.bytes().filter(u8::is_ascii_digit);
    Some(password.len() >= digits.fold(0, |least, digit| least * 10 + usize::from(digit - b'0')))
}

/// The message without the ` in <file> on line <n>` that Fusio's debug mode appends.
fn without_place(said: &str) -> &str {
    let place = last(said, " on line ").and_then(|line| last(said.get(..line)?, " in "));
    place.and_then(|place| said.get(..place)).unwrap_or(said)
}

/// The index of the last `part` in `text`. (`str::rfind` would add 3 KB to the npm package.)
fn last(text: &str, part: &str) -> Option<usize> {
    text.as_bytes().windows(part.len()).rposition(|window| window == part.as_bytes())
}

fn lookup(said: &str) -> Option<(ErrorKind, String, String)> {
    ROWS.iter().find_map(|(pattern, kind, field)| {
        let message = matched(pattern, said)?;
        Some((*kind, (*field).to_owned(), message))
    })
}

/// The text for the error, if the server's text matches `pattern`.
fn matched(pattern: &str, said: &str) -> Option<String> {
    if let Some(start) = pattern.strip_suffix('*') {
        return said.starts_with(start).then(|| start.to_owned());
    }
    if let Some((before, after)) = pattern.split_once('#') {
        let number = said.strip_prefix(before)?.strip_suffix(after)?;
        let is_number =
            (1..=6).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        return is_number.then(|| said.to_owned());
    }
    (pattern == said).then(|| said.to_owned())
}

/// Reads a message such as `/scopes must be of type array`. The error keeps the member and the type,
/// because they are names of the API, not data of the request.
fn type_error(said: &str) -> Option<(ErrorKind, String, String)> {
    let (pointer, wanted) = said.strip_prefix('/')?.split_once(' ')?;
    let field = pointer.split('/').next()?;
    let is_name =
        field.len() <= 32 && field.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let wanted = ["string", "array", "integer", "boolean", "object", "float"]
        .into_iter()
        .find(|name| wanted.strip_prefix("must be of type ") == Some(name))?;
    is_name.then(|| (Validation, field.to_owned(), ["must be of type ", wanted].concat()))
}

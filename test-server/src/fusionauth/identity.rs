//! The rules for users' e-mail addresses, usernames, phone numbers, languages and passwords.

use serde_json::{Map, Value};

use super::errors::{Errors, Refusal};
use super::members::{is_set, number_at, text_of};
use super::user_words::LONGEST;
use super::{memberships, phone, store};
use crate::db::Reader;

/// Checks the user in a request; `own` is the id of that user, if the user exists already. Changes the
/// e-mail addresses to lower case, and the phone number to the form E.164. If `domains_may_be_blocked` is
/// true, the tenant's blocked domains are refused.
pub(super) fn check(
    db: &Reader,
    tenant: &Value,
    user: &mut Map<String, Value>,
    own: Option<&str>,
    domains_may_be_blocked: bool,
    errors: &mut Errors,
) -> Result<(), Refusal> {
    for name in ["email", "parentEmail"] {
        if let Some(Value::String(text)) = user.get_mut(name) {
            *text = text.to_lowercase();
        }
    }
    if let Some(Value::String(text)) = user.get_mut("phoneNumber") {
        match phone::e164(text) {
            Some(number) => *text = number,
            None => no_number("user.phoneNumber", errors),
        }
    }
    let text = |name: &str| user.get(name).and_then(Value::as_str);
    let (email, username, phone) = (text("email"), text("username"), text("phoneNumber"));
    let none = email.or(username).or(phone).is_none();
    let unreadable = ["email", "username", "phoneNumber"]
        .iter()
        .any(|name| errors.concerns(&format!("user.{name}")));
    let unreadable = unreadable || errors.concerns("verificationIds");
    if none && !unreadable {
        let message = "You must specify either the [user.email] or [user.username] property. If you are emailing the user you must specify the [user.email].";
        errors.field("user.email", "blank", message);
        errors.field("user.username", "blank", message);
    }
    let tenant_id = text_of(tenant, "id");
    if let Some(text) = email {
        email_address(db, tenant, text, own, domains_may_be_blocked, "user.email", errors)?;
    }
    if let Some(username) = username {
        if username.chars().count() > LONGEST {
            errors.field("user.username", "tooLong", too_long("user.username"));
        } else if let Some(other) = store::by_username(db, tenant_id, username)?
            && own != Some(&other.id)
        {
            let message = format!("A User with username = [{username}] already exists.");
            errors.field("user.username", "duplicate", message);
        }
    }
    if let (Some(text), false) = (phone, errors.concerns("user.phoneNumber")) {
        number(db, tenant, text, own, "user.phoneNumber", errors)?;
    }
    languages(user, "user", errors);
    memberships::check(db, tenant_id, user, errors)
}

/// Checks an address, which is in lower case already. `field` is the path of the address in the request.
pub(super) fn email_address(
    db: &Reader,
    tenant: &Value,
    email: &str,
    own: Option<&str>,
    domain_may_be_blocked: bool,
    field: &str,
    errors: &mut Errors,
) -> Result<(), Refusal> {
    let (local, domain) = email.rsplit_once('@').unwrap_or((email, ""));
    let blocked = tenant.pointer("/registrationConfiguration/blockedDomains");
    let mut blocked = blocked.and_then(Value::as_array).into_iter().flatten();
    if email.chars().count() > LONGEST || local.chars().count() > 64 {
        errors.field(field, "tooLong", too_long(field));
    } else if !email_address::EmailAddress::is_valid(email) || email.contains(['"', '(']) {
        let message = format!("The [{field}] property [{email}] is not a valid email address.");
        errors.field(field, "notEmail", message);
    } else if domain_may_be_blocked && blocked.any(|known| known.as_str() == Some(domain)) {
        errors.field(field, "blocked", format!("The domain of the [{field}] property is blocked."));
    } else if let Some(other) = store::by_email(db, text_of(tenant, "id"), email)?
        && own != Some(&other.id)
    {
        let message = format!("A User with email = [{email}] already exists.");
        errors.field(field, "duplicate", message);
    }
    Ok(())
}

/// Checks that no other user has this phone number, which is in the form E.164.
pub(super) fn number(
    db: &Reader,
    tenant: &Value,
    number: &str,
    own: Option<&str>,
    field: &str,
    errors: &mut Errors,
) -> Result<(), Refusal> {
    if let Some(other) = store::by_phone(db, text_of(tenant, "id"), number)?
        && own != Some(&other.id)
    {
        let message = format!("A User with phoneNumber = [{number}] already exists.");
        errors.field(field, "duplicate", message);
    }
    Ok(())
}

/// Adds the error that a text is not a phone number.
pub(super) fn no_number(field: &str, errors: &mut Errors) {
    let message = format!("The [{field}] property is not a valid phone number.");
    errors.field(field, "invalidPhone", message);
}

/// Adds an error if there are more than 20 languages.
pub(super) fn languages(members: &Map<String, Value>, path: &str, errors: &mut Errors) {
    let list = members.get("preferredLanguages").and_then(Value::as_array);
    if list.is_some_and(|list| list.len() > 20) {
        let field = format!("{path}.preferredLanguages");
        let message = format!("The [{field}] property has more than [20] values.");
        errors.field(&field, "tooMany", message);
    }
}

/// The message for a text that is too long.
pub(super) fn too_long(field: &str) -> String {
    format!("The [{field}] property is longer than the maximum of [{LONGEST}] characters.")
}

/// Checks a password against the tenant's rules.
pub(super) fn password(
    tenant: &Value,
    user: &Value,
    password: &str,
    field: &str,
    errors: &mut Errors,
) {
    let rule = |name: &str| is_set(tenant, &format!("/passwordValidationRules/{name}"));
    let length = i64::try_from(password.chars().count()).unwrap_or(i64::MAX);
    let least = number_at(tenant, "/passwordValidationRules/minLength", 8);
    let most = number_at(tenant, "/passwordValidationRules/maxLength", 256);
    let mut refuse = |reason: &str, what: &str| {
        errors.field(field, reason, format!("The [{field}] property {what}."));
    };
    if length < least {
        refuse("tooShort", &format!("must be at least [{least}] characters"));
    }
    if length > most {
        refuse("tooLong", &format!("is longer than the maximum of [{most}] characters"));
    }
    let (upper, lower) = (char::is_uppercase, char::is_lowercase);
    if rule("requireMixedCase") && !(password.contains(upper) && password.contains(lower)) {
        refuse("singleCase", "must contain both upper and lower case characters");
    }
    if rule("requireNonAlpha") && password.chars().all(char::is_alphanumeric) {
        refuse("onlyAlpha", "must contain at least one non-alphanumeric character");
    }
    if rule("requireNumber") && !password.contains(|c: char| c.is_ascii_digit()) {
        refuse("requireNumber", "must contain at least one number");
    }
    if rule("disallowUserLoginId") {
        let contained = |name: &str| {
            let id = user.get(name).and_then(Value::as_str).unwrap_or_default();
            !id.is_empty() && password.to_lowercase().contains(&id.to_lowercase())
        };
        for (name, reason) in [
            ("email", "containsEmail"),
            ("username", "containsUsername"),
            ("phoneNumber", "containsPhoneNumber"),
        ] {
            if contained(name) {
                refuse(reason, "must not contain a login id of the user");
            }
        }
    }
}
